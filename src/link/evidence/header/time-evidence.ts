import { HEADER_WEIGHTS } from '../../weights/header-weights.js';
import type { EvidenceReader } from '../evidence-source.js';

/** How far a clock may be wrong before a parent that is younger than its child is distrusted. */
const CLOCK_TOLERANCE = 2 * 86_400_000;

/** Nobody answers a message before it is sent: a parent much younger than its child is distrusted. */
export const timeEvidence: EvidenceReader = {
  kind: 'time',
  level: 'headers',
  read({ table }) {
    return {
      propose() {},
      judge(child, candidate) {
        return table.times[candidate]! > table.times[child]! + CLOCK_TOLERANCE ? HEADER_WEIGHTS.younger : 0;
      },
      explain(child, candidate) {
        const days = Math.round((table.times[candidate]! - table.times[child]!) / 86_400_000);
        return {
          detail: `its date is ${days} days after the reply's`,
          origins: [table.message(child), table.message(candidate)].flatMap((message) =>
            message ? [message.origin] : [],
          ),
        };
      },
    };
  },
};

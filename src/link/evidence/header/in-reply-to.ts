import { HEADER_WEIGHTS } from '../../weights/header-weights.js';
import type { EvidenceReader } from '../evidence-source.js';
import { originsOfHeader } from './header-origin.js';

/** In-Reply-To names the message that is answered (RFC 5322 §3.6.4): the first usable id that was produced, else the first. */
export const inReplyToEvidence: EvidenceReader = {
  kind: 'in-reply-to',
  level: 'headers',
  read({ table, claims }) {
    return {
      propose(child, claim) {
        if (!table.isProduced(child)) return;
        const named = claims.inReplyTo[child]!;
        if (named < 0) return;
        const last = claims.lastReference[child]!;
        const isFurtherUp =
          table.isAbsent(named) && last >= 0 && last !== named && !claims.isAnswerBelowReferences(child);
        claim(named, isFurtherUp ? HEADER_WEIGHTS.inReplyToAbsentInside : HEADER_WEIGHTS.inReplyTo);
      },
      explain(child, candidate) {
        const { id, remark } = table.nameIn(table.message(child)?.inReplyTo ?? [], child, candidate);
        return {
          detail: id ? `In-Reply-To names <${id}>${remark}` : 'In-Reply-To names it',
          origins: [
            ...originsOfHeader(table.message(child), 'in-reply-to'),
            ...originsOfHeader(table.message(candidate), 'message-id'),
          ],
        };
      },
    };
  },
};

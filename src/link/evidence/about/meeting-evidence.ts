import type { Meeting } from '../../../message/message.js';
import { HEADER_WEIGHTS } from '../../weights/header-weights.js';
import type { EvidenceReader } from '../evidence-source.js';

/** Messages about one meeting that are looked at for an invitation: a series that is moved each week has many. */
const WINDOW = 64;

/**
 * All messages about one meeting bear its id (UID; RFC 5545 §3.8.4.7, RFC 5546): an answer, an update or a cancellation answers the last
 * invitation before it, where no reply headers say otherwise. A meeting's program often writes none.
 *
 *     METHOD:REQUEST  UID:7f2e  "Board"              the invitation
 *     METHOD:REPLY    UID:7f2e  "Accepted: Board"    answers it
 *     METHOD:CANCEL   UID:7f2e  "Canceled: Board"    answers it
 */
export const meetingEvidence: EvidenceReader = {
  kind: 'meeting',
  level: 'provider',
  read({ table, claims }) {
    const invitations = new Map<string, number[]>();
    const before = new Map<number, number>();
    const meetingAt = (post: number): Meeting | null =>
      table.produced[post]?.copies.find(({ meeting }) => meeting?.uid)?.meeting ?? null;
    const told: number[] = [];
    for (let post = 0; post < table.produced.length; post++) {
      const meeting = meetingAt(post);
      if (meeting === null) continue;
      told.push(post);
      if (meeting.method !== 'request' && meeting.method !== '') continue;
      const name = meeting.uid!.toLowerCase();
      const known = invitations.get(name);
      if (known) known.push(post);
      else invitations.set(name, [post]);
    }
    for (const posts of invitations.values()) posts.sort((a, b) => table.times[a]! - table.times[b]! || a - b);
    for (const post of told) {
      const asking = invitations.get(meetingAt(post)!.uid!.toLowerCase()) ?? [];
      const place = asking.indexOf(post);
      const earlier =
        place < 0 ? asking.filter((one) => !(table.times[one]! > table.times[post]!)) : asking.slice(0, place);
      const last = earlier.slice(-WINDOW).at(-1);
      if (last !== undefined) before.set(post, last);
    }
    return {
      propose(child, claim) {
        const invitation = before.get(child);
        if (invitation === undefined || claims.hasOwnClaim(child)) return;
        claim(invitation, HEADER_WEIGHTS.meeting);
      },
      explain(child, candidate) {
        const meeting = meetingAt(child)!;
        return {
          detail: `${SAID[meeting.method] ?? 'it is about'} the meeting of the same id (UID ${meeting.uid})`,
          origins: [meeting.origin, meetingAt(candidate)!.origin],
        };
      },
    };
  },
};

const SAID: Readonly<Record<string, string>> = {
  reply: 'it answers the invitation to',
  cancel: 'it calls off',
  request: 'it tells anew of',
  counter: 'it proposes another time for',
};

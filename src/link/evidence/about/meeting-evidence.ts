import type { Meeting } from '../../../message/message.js';
import { HEADER_WEIGHTS } from '../../weights/header-weights.js';
import type { EvidenceReader } from '../evidence-source.js';
import { inOrderOfTime, lastBefore } from './last-before.js';

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
    const others: number[] = [];
    for (let post = 0; post < table.produced.length; post++) {
      const meeting = meetingAt(post);
      if (meeting === null) continue;
      if (meeting.method !== 'request' && meeting.method !== '') {
        others.push(post);
        continue;
      }
      const name = meeting.uid!.toLowerCase();
      const known = invitations.get(name);
      if (known) known.push(post);
      else invitations.set(name, [post]);
    }
    const ordered = new Map([...invitations].map(([name, posts]) => [name, inOrderOfTime(posts, table.times)]));
    for (const posts of ordered.values())
      for (let place = 1; place < posts.length; place++) before.set(posts[place]!, posts[place - 1]!);
    for (const post of others) {
      const asking = ordered.get(meetingAt(post)!.uid!.toLowerCase()) ?? [];
      const last = lastBefore(asking, table.times, table.times[post]!);
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

import type { Message } from '../../../message/message.js';
import { HEADER_WEIGHTS } from '../../weights/header-weights.js';
import type { EvidenceReader } from '../evidence-source.js';
import { inOrderOfTime, lastBefore } from './last-before.js';

/** Characters of a recall: it says nothing else. */
const LONGEST = 600;

/** What Outlook writes into a mail that recalls another, with the subject of that one: `Ada Lind would like to recall the message, "Wall".` */
const RECALLS: readonly RegExp[] = [
  /would like to recall the message, ["“](.{1,250}?)["”]\./,
  /möchte die Nachricht ["“„](.{1,250}?)["“”] zurückrufen/,
  /souhaite(?:rait)? rappeler le message,? ?[«"“] ?(.{1,250}?) ?[»"”]/,
  /(?:desea|quiere) recuperar el mensaje,? ["“](.{1,250}?)["”]/,
  /wil het bericht ["“‘](.{1,250}?)["”’] intrekken/,
];

/**
 * A recall of Outlook answers the last message before it that its sender sent under the subject that it names, where no reply headers say
 * otherwise.
 *
 *     From: Ada Lind   Subject: Wall                                                        09:10
 *     From: Ada Lind   Subject: Recall: Wall   "... would like to recall the message, "Wall"."   09:14
 */
export const recallEvidence: EvidenceReader = {
  kind: 'recall',
  level: 'provider',
  read({ table, claims }) {
    const recalled = new Map<number, string>();
    for (let post = 0; post < table.produced.length; post++) {
      const subject = recalledBy(table.message(post)!);
      if (subject !== null) recalled.set(post, labelOf(table.message(post)!, subject));
    }
    const sent = new Map<string, number[]>([...recalled.values()].map((label) => [label, []]));
    if (sent.size > 0)
      for (let post = 0; post < table.produced.length; post++) {
        const message = table.message(post)!;
        if (!recalled.has(post)) sent.get(labelOf(message, message.subject.text))?.push(post);
      }
    const ordered = new Map([...sent].map(([label, posts]) => [label, inOrderOfTime(posts, table.times)]));
    return {
      propose(child, claim) {
        const label = recalled.get(child);
        if (label === undefined || claims.hasOwnClaim(child)) return;
        const last = lastBefore(ordered.get(label) ?? [], table.times, table.times[child]!);
        if (last !== undefined) claim(last, HEADER_WEIGHTS.recall);
      },
      explain(child, candidate) {
        return {
          detail: 'it recalls the message of its sender with that subject',
          origins: [child, candidate].map((post) => table.message(post)!.origin),
        };
      },
    };
  },
};

/** The subject of the message that one recalls; null where it recalls none. */
export function recalledBy({ body }: Message): string | null {
  if (body === null || body.text.length > LONGEST) return null;
  const text = body.text.replace(/\s+/g, ' ');
  for (const pattern of RECALLS) {
    const found = pattern.exec(text);
    if (found) return found[1]!;
  }
  return null;
}

const labelOf = ({ from }: Message, subject: string): string =>
  `${(from?.address || from?.name || '').toLowerCase()}\n${subject.replace(/\s+/g, ' ').trim().toLowerCase()}`;

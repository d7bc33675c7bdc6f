import type { FoundVerb } from '../../language/attribution-words.js';
import { isPronoun } from '../../language/nameless-words.js';
import type { Mailbox } from '../../message/message.js';
import { readPerson } from '../header-block/embedded-mailbox.js';

const ANSWERER =
  /^(?:(?:(?:and|but|then),? )?to (?:which|that|this),? |(?:and then|and|then),? (?=\p{Lu}[^:]{2,60} (?:replied|answered|responded)\s?:$))((?:\p{Lu}[\p{L}'’.-]{1,30} ){1,4})\p{Ll}{3,12}\s?:$/iu;

/**
 * Who answers what is quoted above: `To which Ann responded:`, `And Ann answered:`. One name is enough, as nothing but a person answers; `To
 * which she answered:` gives nobody. Undefined where the sentence says nothing of the kind.
 */
export function readAnswerer(text: string, verb: FoundVerb | null): Mailbox | null | undefined {
  if (!verb || verb.end < text.length - 3) return undefined;
  const name = ANSWERER.exec(text)?.[1];
  if (name === undefined) return undefined;
  if (isPronoun(name, text.slice(verb.start, verb.end))) return null;
  return /^\p{Lu}/u.test(name) ? readPerson(name) : undefined;
}

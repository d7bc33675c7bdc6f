import { findVerb } from '../../language/attribution-words.js';
import { readAttribution } from '../attribution/attribution.js';
import { isBlank, type LineTable, nextFull, textOf } from '../line-table.js';
import { readPerson } from './embedded-mailbox.js';
import { emptyHeader, type FoundHeader } from './found-header.js';

/** The attribution that ends at a line, as a header. */
export function readSentence(
  lines: LineTable,
  line: number,
  floor: number,
  deeper: boolean,
  near: number | null,
): FoundHeader | null {
  const sentence = readAttribution(lines, line, floor, deeper, near);
  if (!sentence) return null;
  const { first, last, from, date, messageId } = sentence;
  return { ...emptyHeader(first, last, lines.depth[line]!, 'attribution', null), from, date, messageId };
}

/** `* Ann Example` and no more at the top of a text, above a quotation; elsewhere it is an entry of a list. */
export function readStarredName(lines: LineTable, line: number): FoundHeader | null {
  if (lines.body[lines.first[line]!] !== '*' || nextFull(lines, 0, 6) !== line) return null;
  const name = /^\* ((?:\p{Lu}[\p{L}'’.-]{0,20} ?){2,4})$/u.exec(textOf(lines, line).slice(0, 80))?.[1];
  return name === undefined
    ? null
    : { ...emptyHeader(line, line, lines.depth[line]!, 'attribution', null), from: readPerson(name) };
}

/**
 * True where a line may be an attribution that lost its colon, above text without marks: an address in brackets stands at
 * its end or before its last word, and a blank line below (Zoho Mail).
 */
export function isOpenSentence(lines: LineTable, line: number): boolean {
  // Most lines end the look here.
  if (line + 1 < lines.count && !isBlank(lines, line + 1)) return false;
  const end = lines.end[line]!;
  let bracket = end - 1;
  const least = Math.max(lines.first[line]!, end - 24);
  while (bracket > least && lines.body.charCodeAt(bracket) !== 0x3e) {
    const code = lines.body.charCodeAt(bracket);
    if (code < 0x41 && code !== 0x20) return false;
    bracket--;
  }
  if (lines.body.charCodeAt(bracket) !== 0x3e) return false;
  const tail = lines.body.slice(Math.max(lines.first[line]!, end - 24), end);
  const close = tail.lastIndexOf('>');
  if (close < 0 || !/^>(?: [\p{L}\p{M} ]{3,20})?$/u.test(tail.slice(close))) return false;
  return /\p{N}[:.]\p{N}\p{N}/u.test(textOf(lines, line)) && findVerb(textOf(lines, line)) !== null;
}

/** True where the text of a level begins with this line: QUIRK: Apple Mail marks the attribution like the text below it. */
export function startsDeeper(lines: LineTable, line: number): boolean {
  const depth = lines.depth[line]!;
  let above = line - 1;
  while (above >= 0 && line - above < 4 && isBlank(lines, above)) above--;
  return depth > 0 && (above < 0 || lines.depth[above]! < depth) && nextFull(lines, line + 1, 3) >= 0;
}

/** Lines of a short message that are looked at for its end. */
const MOST_OF_MESSAGE = 60;

/** True where only the first line below is set in, as the first line of a paragraph: that is no mark of a quotation. */
export function isParagraph(lines: LineTable, line: number): boolean {
  const start = nextFull(lines, line + 1, 3);
  for (let at = start + 1; at < lines.count && at < start + MOST_OF_MESSAGE; at++)
    if (!isBlank(lines, at) && lines.first[at]! - lines.content[at]! > 0) return false;
  return nextFull(lines, start + 1, 3) >= 0;
}

/** True where the text below ends with a name of the person that the sentence names, alone on its line. */
export function isSignedBy(lines: LineTable, sentence: FoundHeader): boolean {
  let last = lines.count - 1;
  while (last > sentence.last && isBlank(lines, last)) last--;
  if (last <= sentence.last || last > sentence.last + MOST_OF_MESSAGE) return false;
  const words = textOf(lines, last)
    .toLowerCase()
    .split(/[\s,.–—-]+/)
    .filter(Boolean);
  const name = (sentence.from?.name ?? '').toLowerCase().split(/[\s,]+/);
  return words.length > 0 && words.length <= 3 && words.every((word) => name.includes(word));
}

/** `"AB" == Ann Example writes:`: its own marks say that a quotation follows. */
export function isSuperCite(lines: LineTable, line: number): boolean {
  const first = lines.first[line]!;
  return lines.body.charCodeAt(first) === 0x22 && /^"[\w .]{1,30}" == /.test(lines.body.slice(first, first + 40));
}

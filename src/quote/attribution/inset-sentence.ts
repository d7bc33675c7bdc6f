import { findVerb, isStarter } from '../../language/attribution-words.js';
import { findLabelInside, matchLabel } from '../header-block/label-table.js';
import { type LineTable, textOf } from '../line-table.js';
import { isSentence } from './analyse-sentence.js';

/** Lines of an attribution. */
interface HeaderLines {
  readonly first: number;
  readonly last: number;
  readonly style: string;
}

/**
 * Offsets of attributions that begin inside a line: in `Yes. Ann On 5 Mar 2024 at 10:05 Bo wrote:` the
 * author's words and the attribution share one. QUIRK: programs that turn pages into text lose the break between them.
 */
export function findInsets(lines: LineTable, headers: readonly HeaderLines[]): readonly number[] {
  const cuts: number[] = lines.count === 1 ? [...cutsOfLine(lines)] : [...cutsBehindSentences(lines)];
  for (const { first, last, style } of headers) {
    if (style !== 'attribution' || last - first > 3 || lines.depth[first] !== 0) continue;
    const at = insetOf(lines, first, last);
    if (at > 0) cuts.push(at);
  }
  return cuts;
}

/** Offset of the blank before the first capitalised word of the line from which on all is a sentence; -1 if there is none. */
function insetOf(lines: LineTable, first: number, last: number): number {
  const text = textOf(lines, first);
  if (text.length > 400) return -1;
  const head = /^\p{L}+/u.exec(text)?.[0];
  if (!head || isStarter(head)) return -1;
  let below = '';
  for (let line = first + 1; line <= last; line++) below += ` ${textOf(lines, line)}`;
  for (const word of text.matchAll(/(?<=[\p{L}.!?,;)] )\p{Lu}\p{L}{0,11}(?= )/gu)) {
    if (!isStarter(word[0])) continue;
    const sentence = text.slice(word.index) + below;
    // A date follows closely: "Thanks Am 5. März …".
    if (!/\p{N}/u.test(sentence.slice(0, 24)) || !isSentence(sentence)) continue;
    return lines.first[first]! + word.index;
  }
  return -1;
}

/**
 * Where the separators and headers of a body of one line begin and end: `Yes. -----Original Message----- From: Ann … Subject: Lunch Shall we?`
 * Where the subject ends is not told: what stands behind its label counts as text.
 */
function* separatorsIn(body: string): Generator<number> {
  if (!body.includes('---')) return;
  let count = 0;
  for (const dashes of body.matchAll(/(?<=^|\s)-{3,20} ?\p{L}[\p{L} ]{6,30}?-{3,20}\s{1,4}/gu)) {
    const from = dashes.index + dashes[0].length;
    const label = matchLabel(body, from, Math.min(body.length, from + 24));
    if (!label || count++ > MOST_COLONS) continue;
    let last = label;
    for (
      let next: ReturnType<typeof findLabelInside> = { at: from, match: label }, seen = 0;
      next && seen < MOST_LABELS;
      seen++
    ) {
      last = next.match;
      if (last.readings.some(({ role }) => role === 'subject')) break;
      next = findLabelInside(body, last.value, Math.min(body.length, last.value + 600));
    }
    if (last === label) continue;
    if (dashes.index > 0) yield dashes.index;
    if (last.value < body.length) yield last.value;
  }
}

/** An address in brackets, at most the verb, a colon, and text behind it; a word in quotation marks is quoted by the author himself. */
const BEHIND = /@[^\s<>@]{3,80}>[^\n<>:]{0,30}:[ \u00a0]{1,8}(?![\s"'“”„«‘*_-])/g;

/**
 * Where the text begins behind an attribution on the same line: `On 5 Mar 2024 at 10:05, Bo<bo@example.org> wrote:   Shall we?`. QUIRK: Yahoo
 * Mail on Android.
 */
function* cutsBehindSentences(lines: LineTable): Generator<number> {
  const { body } = lines;
  let line = 0;
  for (const found of body.matchAll(BEHIND)) {
    const at = found.index + found[0].length;
    while (line + 1 < lines.count && lines.start[line + 1]! <= at) line++;
    if (lines.depth[line] !== 0 || at >= lines.end[line]!) continue;
    const sentence = body.slice(lines.first[line], at).trimEnd();
    const tail = found[0].slice(found[0].indexOf('>') + 1, found[0].lastIndexOf(':'));
    if (/\p{L}/u.test(tail) && !findVerb(tail)) continue;
    const above = line > 0 && lines.depth[line - 1] === 0 ? `${textOf(lines, line - 1)} ${sentence}` : '';
    if (isWhole(sentence) || (above !== '' && isWhole(above))) yield at;
  }
}

/** True for a sentence that begins as attributions do. */
const isWhole = (text: string): boolean => isStarter(/^\p{L}+/u.exec(text)?.[0] ?? '') && isSentence(text);

/** Sentences that are looked for in one line, and how long one is. */
const MOST_COLONS = 60;
/** Labels of one header on a line. */
const MOST_LABELS = 8;
const LONGEST = 240;

/**
 * Where attributions begin and end in a body of one line: `Yes. On 5 Mar 2024 at 10:05 Bo <bo@example.org> wrote: Shall we?`.
 * QUIRK: tables of mails put blanks for the ends of lines.
 */
function cutsOfLine(lines: LineTable): readonly number[] {
  const { body } = lines;
  const cuts = [...separatorsIn(body)];
  if (cuts.length) return cuts;
  let floor = 0;
  let at = body.indexOf(': ');
  for (let count = 0; at >= 0 && count < MOST_COLONS; at = body.indexOf(': ', at + 1), count++) {
    if (!/[\p{L}\p{M})]\s?$/u.test(body.slice(Math.max(0, at - 2), at))) continue;
    const from = Math.max(floor, at - LONGEST);
    const text = body.slice(from, at + 1);
    for (const word of text.matchAll(/(?<=^|[\p{L}.!?,;)\p{N}>] )\p{Lu}\p{L}{0,11}(?= )/gu)) {
      const sentence = text.slice(word.index);
      if (!isStarter(word[0]) || !/\p{N}/u.test(sentence.slice(0, 24)) || !isSentence(sentence)) continue;
      if (from + word.index > 0) cuts.push(from + word.index);
      cuts.push(at + 2);
      floor = at + 2;
      break;
    }
  }
  return cuts;
}

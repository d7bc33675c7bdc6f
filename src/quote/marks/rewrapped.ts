import { isSentence } from '../attribution/analyse-sentence.js';
import { isBlank, type LineTable, setDepth, textOf } from '../line-table.js';

/** Offset behind the first `count` marks of a line and one blank. */
export function behindMarks(lines: LineTable, line: number, count: number): number {
  let at = lines.start[line]!;
  for (let seen = 0; seen < count && at < lines.end[line]!; at++) if (lines.body[at] === '>') seen++;
  return count && lines.body[at] === ' ' ? at + 1 : at;
}

/**
 * QUIRK: Gmail wraps before the bracket that closes an address: `> wrote:` and `>:` below `Ann <ann@example.org` are no
 * quotation; inside a quotation the bracket stands alone (`> >`), and the verb below it.
 */
export function closeAddresses(lines: LineTable): void {
  const { body } = lines;
  for (let line = 1; line < lines.count; line++) {
    const depth = lines.depth[line]!;
    if (depth === 0) continue;
    const alone = isBlank(lines, line);
    if (alone && lines.depth[line - 1]! >= depth && closesAddress(lines, line)) {
      setDepth(lines, line, lines.depth[line - 1]!, body.lastIndexOf('>', lines.start[line + 1]! - 1));
      lines.end[line] = lines.first[line]! + 1;
      continue;
    }
    if (lines.depth[line - 1] !== depth - 1) continue;
    if (lines.end[line]! - lines.first[line]! > 40) continue;
    const end = body.charCodeAt(lines.end[line]! - 1);
    if (!alone && end !== 0x3a && end !== 0xff1a && !endsBelow(lines, line)) continue;
    const above = body
      .slice(Math.max(lines.first[line - 1]!, lines.end[line - 1]! - 160), lines.end[line - 1]!)
      .replace(/ ?<mailto:[^<>\s]{3,90}>$/i, '');
    const open = above.lastIndexOf('<');
    if (open < 0 || above.includes('>', open) || !/^<\S{1,64}(?:@| at )\S{1,80}$/.test(above.slice(open))) continue;
    // A bracket alone closes the address only where the sentence goes on.
    if (alone && !endsBelow(lines, line)) continue;
    setDepth(lines, line, depth - 1, behindMarks(lines, line, depth - 1));
  }
}

/**
 * True where a line of nothing but marks ends in the bracket of the address above, and the verb stands below:
 *
 *     >>> On Thu, Feb 26, 2015 at 8:33 PM, Ann <ann@example.org
 *     > >
 *     >>> wrote:
 */
function closesAddress(lines: LineTable, line: number): boolean {
  const { body } = lines;
  const next = line + 1;
  if (next >= lines.count || isBlank(lines, next) || lines.end[next]! - lines.first[next]! > 40) return false;
  if (body.charCodeAt(lines.end[next]! - 1) !== 0x3a || lines.depth[next] !== lines.depth[line - 1]) return false;
  const above = body.slice(Math.max(lines.first[line - 1]!, lines.end[line - 1]! - 100), lines.end[line - 1]!);
  return /<[^<>\s]{1,64}(?:@| at )[^<>\s]{1,80}$/.test(above);
}

/** True where the line below, with one mark less, ends in a colon and is short. */
function endsBelow(lines: LineTable, line: number): boolean {
  const next = line + 1;
  if (next >= lines.count || isBlank(lines, next)) return false;
  const last = lines.body.charCodeAt(lines.end[next]! - 1);
  return (
    lines.depth[next]! >= lines.depth[line]! - 1 &&
    lines.depth[next]! <= lines.depth[line]! &&
    (last === 0x3a || last === 0xff1a) &&
    lines.end[next]! - lines.first[next]! <= 40
  );
}

/** Lines of one sentence above and below the one that has fewer marks. */
const MOST_JOINED = 3;

/**
 * Gives the lines of an attribution the marks of its first line: a wrap leaves the rest of it with fewer.
 *
 *     >> On Tue, Mar 5, 2024 at 2:22 PM Bob Sample
 *     > <bob@example.com>
 *     >> wrote:
 */
export function adoptSentences(lines: LineTable): void {
  const { body, depth } = lines;
  for (let line = 1; line < lines.count; line++) {
    const marks = depth[line - 1]!;
    if (depth[line]! >= marks || isBlank(lines, line) || isBlank(lines, line - 1)) continue;
    if (lines.end[line]! - lines.first[line]! > 160) continue;
    const last = lastOfSentence(lines, line, marks);
    if (last < 0) continue;
    const above = textOf(lines, line - 1);
    if (above.length > 300 || !/\p{N}|@|<[^>]{0,80}$/u.test(above)) continue;
    let below = '';
    for (let at = line; at <= last; at++) below = below ? `${below} ${textOf(lines, at)}` : textOf(lines, at);
    let text = '';
    for (let first = line - 1; first >= 0 && first >= line - MOST_JOINED; first--) {
      if (depth[first] !== marks || isBlank(lines, first)) break;
      text = text ? `${textOf(lines, first)} ${text}` : textOf(lines, first);
      if (!isSentence(`${text}${text.endsWith('<') ? '' : ' '}${below}`)) continue;
      for (let at = line; at <= last; at++) depth[at] = marks;
      break;
    }
    // A sentence that did not fit is not looked at again from its next line.
    if (body.charCodeAt(lines.end[line]! - 1) === 0x3a) line = last;
  }
}

/** The line that ends in a colon, of the next three with at most `marks` marks; -1 if there is none. */
function lastOfSentence(lines: LineTable, line: number, marks: number): number {
  for (let at = line; at < lines.count && at < line + MOST_JOINED; at++) {
    if (isBlank(lines, at) || lines.depth[at]! > marks) return -1;
    const last = lines.body.charCodeAt(lines.end[at]! - 1);
    if (last === 0x3a || last === 0xff1a) return at;
  }
  return -1;
}

/** Most lines of one paragraph that a wrap left without marks, between marked ones, and at the end of a quotation. */
const MOST_INSIDE = 40;
const MOST_AT_END = 3;

/**
 * Unmarked lines directly below a marked one that go on with its sentence: what a wrap cut off belongs to the quotation.
 *
 * The wrap has to be visible: the first word of each line would not have fitted on the line above. The line above ends no
 * sentence, and the first of the unmarked lines begins small.
 */
export function adoptWrapped(lines: LineTable): void {
  for (let line = 1; line < lines.count; line++) {
    const depth = lines.depth[line - 1]!;
    const own = lines.depth[line]!;
    if (own >= depth || depth > own + 8 || isBlank(lines, line)) continue;
    if (isBlank(lines, line - 1)) {
      // QUIRK: a mark before nothing may be all that the wrap left above the link.
      if (line > 1 && isFooterLink(lines, line)) lines.depth[line] = depth;
      continue;
    }
    if (lines.first[line] !== lines.content[line]) continue;
    if (isBrokenLink(lines, line) || isFooterLink(lines, line)) {
      lines.depth[line] = depth;
      continue;
    }
    const lone = isLoneWord(lines, line, depth);
    const last = lines.body.charCodeAt(lines.end[line - 1]! - 1);
    if (ENDS.includes(String.fromCharCode(last)) || !isCutOff(lines, line, LEAST_INSIDE)) continue;
    if (!beginsSmall(lines, line) && !lone && !isShouted(lines, line - 1)) continue;
    const wide = isCutOff(lines, line, 70);
    let after = line + 1;
    while (wide && after < lines.count && after - line < MOST_INSIDE && goesOn(lines, after, own)) after++;
    if (lone && after === line + 1 && lines.depth[after]! < depth) after++;
    const inside = after < lines.count && lines.depth[after]! >= depth && (wide || lone || fitsBetween(lines, line));
    if (!inside && !wide) continue;
    if (!inside && (own > 0 || !isRemainder(lines, line, after))) continue;
    for (let at = line; at < after; at++) lines.depth[at] = depth;
    line = after - 1;
  }
}

/**
 * `(log`, `I`: a word that a wrap left on a line of its own between two lines with marks, of which the one below goes on. A second wrap may
 * have left another word below it.
 */
function isLoneWord(lines: LineTable, line: number, depth: number): boolean {
  if (!isWord(lines, line) || !isCutOff(lines, line, LEAST_FILLED)) return false;
  const next = line + 1;
  const below = next + 1 < lines.count && lines.depth[next]! < depth && isWord(lines, next) ? next + 1 : next;
  return below < lines.count && lines.depth[below]! >= depth && !isBlank(lines, below);
}

function isWord(lines: LineTable, line: number): boolean {
  const length = lines.end[line]! - lines.first[line]!;
  return length > 0 && length <= 14 && /^(?:["“(]?[\p{L}\p{N}'’-]+,?|[\p{Lu}]{1,3})$/u.test(textOf(lines, line));
}

/** `… <https://example.org/first_` above `half.html>.`: a wrap broke the link. */
function isBrokenLink(lines: LineTable, line: number): boolean {
  const { body } = lines;
  const above = body.slice(Math.max(lines.first[line - 1]!, lines.end[line - 1]! - 160), lines.end[line - 1]!);
  return (
    /<(?:https?|ftp):[^\s<>]*$/.test(above) && /^[^\s<>]{1,120}>/.test(body.slice(lines.first[line], lines.end[line]))
  );
}

/** A line of ten capitals and more, and no small letter: what goes on with it begins with a capital as well. */
function isShouted(lines: LineTable, line: number): boolean {
  const text = textOf(lines, line).slice(0, 120);
  return !/\p{Ll}/u.test(text) && /(?:\p{Lu}\P{Lu}{0,8}){10}/u.test(text);
}

/** Lines of a list's footer that are looked at, up from its last one. */
const MOST_OF_FOOTER = 6;

/** A link alone below a line that it did not fit on, where the lines above are the footer of a list, below its rule. */
function isFooterLink(lines: LineTable, line: number): boolean {
  if (!lines.body.startsWith('http', lines.first[line]) || !/^https?:\/\/\S+$/.test(textOf(lines, line))) return false;
  if (isBlank(lines, line - 1) ? !textOf(lines, line).includes('/listinfo/') : !isCutOff(lines, line, 70)) return false;
  for (let above = line - 1; above >= 0 && above >= line - MOST_OF_FOOTER; above--) {
    if (lines.depth[above] !== lines.depth[line - 1]) return false;
    if (/^_{20,}$/.test(textOf(lines, above))) return true;
  }
  return false;
}

/** Narrowest line that a wrap filled, where its own marks are lost. */
export const LEAST_FILLED = 60;

/** Signs that end a sentence. */
export const ENDS = '.?!:…。？！：؟।';

/** Narrowest line that a wrap filled, where one line is left without marks between two of one paragraph. */
const LEAST_INSIDE = 55;

/** True where a single line ends the sentence that stands above it and the line below begins one, or goes on with it. */
function fitsBetween(lines: LineTable, line: number): boolean {
  if (isBlank(lines, line + 1)) return false;
  return ENDS.includes(lines.body[lines.end[line]! - 1]!) !== beginsSmall(lines, line + 1);
}

/** A paragraph goes on where its first word was cut off from the line above. */
function goesOn(lines: LineTable, line: number, own: number): boolean {
  return (
    lines.depth[line] === own &&
    !isBlank(lines, line) &&
    lines.first[line] === lines.content[line] &&
    isCutOff(lines, line, 66) &&
    lines.body.charCodeAt(lines.end[line]! - 1) !== 0x3a
  );
}

/** True for what is left of a cut paragraph at the end of a quotation: few lines, a blank one below, the last of them shorter. */
function isRemainder(lines: LineTable, line: number, after: number): boolean {
  if (after - line > MOST_AT_END) return false;
  // An answer that is set in stands apart as well.
  if (after < lines.count && !isBlank(lines, after) && lines.first[after]! < lines.content[after]! + 2) return false;
  if (after < lines.count && lines.depth[after]! > 0) return false;
  const code = lines.body.charCodeAt(lines.first[line]!);
  if (code >= 0x30 && code <= 0x39) return false;
  const last = lines.body[lines.end[after - 1]! - 1]!;
  if (last === ':') return false;
  const width = widthOf(lines, after - 1);
  const link = after - line > 1 && /^https?:\/\/\S+$/.test(textOf(lines, after - 1));
  return width < widthOf(lines, line - 1) && (ENDS.includes(last) || width <= 40 || link);
}

/** True where the first word of a line would not have fitted on the line above within 110 columns at most. */
export function isCutOff(lines: LineTable, line: number, least: number): boolean {
  let word = lines.first[line]!;
  let columns = 0;
  while (word < lines.end[line]! && lines.body.charCodeAt(word) > 0x20) {
    const wide = lines.body.charCodeAt(word++) > 0x2e7f;
    columns += wide ? 2 : 1;
    // Scripts without blanks break between any two letters.
    if (wide) break;
  }
  const width = widthOf(lines, line - 1) + columns;
  return width >= least && width <= 110;
}

/** Columns of a line with its marks; letters of East Asia take two. */
export function widthOf(lines: LineTable, line: number): number {
  const end = lines.end[line]!;
  let columns = end - lines.start[line]!;
  if (columns > 120) return columns;
  for (let at = lines.first[line]!; at < end; at++) if (lines.body.charCodeAt(at) > 0x2e7f) columns++;
  return columns;
}

/** A small letter, a figure, or a letter of a script without capitals. */
export function beginsSmall(lines: LineTable, line: number): boolean {
  const code = lines.body.charCodeAt(lines.first[line]!);
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
  const letter = String.fromCharCode(code);
  return /\p{L}/u.test(letter) && letter === letter.toLowerCase();
}

/**
 * QUIRK: undecoded quoted-printable breaks lines softly (`=` at their end): the rest of a marked line stands below it
 * without marks.
 */
export function adoptSoftBreaks(lines: LineTable): void {
  for (let line = 1; line < lines.count; line++) {
    if (lines.depth[line]! >= lines.depth[line - 1]! || isBlank(lines, line)) continue;
    if (lines.body.charCodeAt(lines.end[line - 1]! - 1) !== 0x3d || isBlank(lines, line - 1)) continue;
    lines.depth[line] = lines.depth[line - 1]!;
  }
}

import type { WrittenDate } from '../../date/written-clock.js';
import { findVerb, isStarter } from '../../language/attribution-words.js';
import type { Mailbox } from '../../message/message.js';
import { isBlank, type LineTable, textOf } from '../line-table.js';
import { analyse } from './analyse-sentence.js';
import { decodeEntities, decodeResidue, joinPieces, lacksBracket, withoutHidden } from './wrapped-sentence.js';

/** A sentence that says who wrote the text below it. */
export interface Attribution {
  readonly first: number;
  readonly last: number;
  readonly from: Mailbox | null;
  readonly date: WrittenDate | null;
  readonly messageId: string | null;
  /** Says enough to stand above text that carries no quote marks. */
  readonly strong: boolean;
}

const MOST_LINES = 4;
/** A letter takes nine characters and more as quoted-printable writes it. */
const MOST_ENCODED = 8;
const MOST_CHARACTERS = 400;
const MOST_ENCODED_CHARACTERS = 640;

/**
 * Reads the attribution that ends at a line: `On Fri, 3 Jan 2020 at 10:05, Ann Example <ann@example.org> wrote:`.
 *
 * It may run over four lines and 400 characters. `deeper` says that a quotation with marks follows: then little is
 * enough (`Ann wrote:`); without it the sentence has to name a person and a time. Lines before `floor` are not looked at.
 */
export function readAttribution(
  lines: LineTable,
  line: number,
  floor: number,
  deeper: boolean,
  near: number | null,
): Attribution | null {
  const depth = lines.depth[line]!;
  let fallback: Attribution | null = null;
  let text = '';
  /** A bracket is closed in what was read and opens above it. */
  let cutBefore = true;
  /** The line above was joined for the date in it alone: the sentence has to begin there. */
  let loose = false;
  let soft = false;
  for (let first = line; first >= floor && line - first < (soft ? MOST_ENCODED : MOST_LINES); first--) {
    if (isBlank(lines, first) && isGap(lines, first, floor, line, deeper)) continue;
    if (isBlank(lines, first) || lines.depth[first] !== depth) break;
    if (lines.end[first]! - lines.first[first]! + text.length > (soft ? MOST_ENCODED_CHARACTERS : MOST_CHARACTERS))
      break;
    const piece = withoutHidden(decodeEntities(textOf(lines, first)));
    // A sentence that ends above is not part of this one.
    if (
      first < line &&
      !(cutBefore && lacksBracket(text)) &&
      /[.!?:：]$/.test(piece) &&
      !/(?<![\p{L}\p{M}\p{N}])(?:(?:[ap]\.m|\p{L}{1,4}|\d+)\.|news:)$|\(\p{L}{2,12}:$/iu.test(piece)
    )
      break;
    const below = text;
    text = joinPieces(piece, text);
    const cut = lacksBracket(text);
    // Behind an address whose bracket opens above, the last line may be the verb alone.
    if (cut && first < line && !cutBefore && !soft && !isVerbAlone(below)) break;
    cutBefore = cut;
    soft = goesOnSoftly(lines, first - 1, floor, depth);
    const found = (cut && first > floor) || soft ? null : analyse(decodeResidue(text), deeper, near);
    if (!found) {
      if (first === line && !cut && !mayContinue(decodeResidue(text), deeper)) return null;
      continue;
    }
    const attribution = { first, last: line, ...found.fields, strong: found.strong };
    if (loose && !found.begins) break;
    if (first > floor && goesOnAbove(lines, first - 1, depth, text, found.fields.from)) {
      if (deeper ? found.enough : found.strong) fallback = attribution;
      loose = true;
      continue;
    }
    if (found.complete) return deeper || found.strong ? attribution : fallback;
    if (deeper ? found.enough : found.strong) {
      const dated = found.begins && attribution.date !== null && fallback?.date === null;
      if (fallback === null || loose || dated) fallback = attribution;
    }
    // "Ann Example" in the line above belongs to it only if that line begins as such sentences do, or holds the date.
    loose = false;
    if (found.fields.from && first > floor && !startsLikeOne(lines, first - 1, depth)) {
      if (!found.fields.date && isGap(lines, first - 1, floor, line, deeper)) continue;
      if (found.fields.date || !holdsDate(lines, first - 1, depth)) break;
      loose = true;
    }
  }
  return fallback;
}

/** True where a line ends in a soft break of quoted-printable that was never decoded: the one below is its rest. */
function goesOnSoftly(lines: LineTable, line: number, floor: number, depth: number): boolean {
  if (line < floor || lines.depth[line] !== depth || isBlank(lines, line)) return false;
  const end = lines.end[line]!;
  return (
    lines.body.charCodeAt(end - 1) === 0x3d &&
    end - lines.first[line]! > 60 &&
    /=[0-9A-F]{2}|[\w@>.]=$/.test(textOf(lines, line))
  );
}

/** True for the one blank line that parts the date from the name: `On 5 Mar 2024 at 10:05` above `Ann Example wrote:`. */
function isGap(lines: LineTable, line: number, floor: number, last: number, deeper: boolean): boolean {
  if (!deeper || line <= floor || last - line > 2 || !isBlank(lines, line) || lines.depth[line] !== lines.depth[last])
    return false;
  return startsLikeOne(lines, line - 1, lines.depth[last]!) && DATED_HEAD.test(textOf(lines, line - 1).slice(0, 200));
}

/** A date with its time, and no sentence of its author's behind it: at most a verb, or a name. */
const DATED_HEAD =
  /^(?=.{0,60}\p{N}).{2,80}\p{N}[:.]\p{N}\p{N}(?![\p{N}:.]\p{N})(?:[\s,]{1,2}(?:[AaPp]\.?[Mm]\.?|Uhr|[(]?[+-]\d{4}[)]?|[(]?\p{Lu}{2,5}[)]?)){0,3}(?:[\s,]{1,3}\p{Ll}[\p{L}\p{M}]{2,20})?(?:[\s,]{1,3}["<]?\p{Lu}[^\s\d]{0,60}){0,5}$/u;

/** `wrote:`, `schrieb:` and nothing else. */
function isVerbAlone(text: string): boolean {
  const verb = text.length <= 30 ? findVerb(text) : null;
  return verb !== null && verb.start === 0 && /^\s?[:：]?$/.test(text.slice(verb.end));
}

/** True where a line without a verb may be the end of a sentence that begins above: an address, a date, a name and a colon. */
function mayContinue(text: string, deeper: boolean): boolean {
  const last = text.charCodeAt(text.length - 1);
  if (deeper) return last === 0x3a || last === 0x3e || last === 0xff1a || /[@\d]| at /.test(text);
  if (last === 0x3e && text.length <= 80 && text.endsWith('>>>')) return true;
  if (last === 0x3a && /^>\s?:$| at [\w-]{1,63}\.[\w.-]{1,80}>\s?:$/.test(text)) return true;
  return /@[^\s]+>?\s*[:：]?$/.test(text) || /\d[\])]?\s*[:：]?$/.test(text);
}

/**
 * True where the name stands on the line above: `Ann Example` / `<ann@example.org> 于… 写道：`, or with its address:
 * `Ann Example <ann@example.org>` / `ezt írta (időpont: …):`.
 */
function goesOnAbove(lines: LineTable, line: number, depth: number, text: string, from: Mailbox | null): boolean {
  if (text.charCodeAt(0) === 0x3c) return from?.name === '' && isShortLine(lines, line, depth);
  if (from?.address || isBlank(lines, line) || lines.depth[line] !== depth) return false;
  return (
    lines.body.charCodeAt(lines.end[line]! - 1) === 0x3e &&
    /^[^<>]{1,80}<[^<>\s]{3,80}>$/.test(textOf(lines, line).slice(0, 200))
  );
}

/** A few words without an end: the name that stands before an address. */
function isShortLine(lines: LineTable, line: number, depth: number): boolean {
  if (isBlank(lines, line) || lines.depth[line] !== depth) return false;
  const text = textOf(lines, line);
  return text.length <= 80 && text.split(' ').length <= 6 && /[\p{L}\p{M}"'’)(]$/u.test(text);
}

/** True where a line holds a date: a year, or a time of day beside other figures. */
function holdsDate(lines: LineTable, line: number, depth: number): boolean {
  if (isBlank(lines, line) || lines.depth[line] !== depth) return false;
  return /(?<!\p{N})\p{N}{4}(?!\p{N})|\p{N}.{0,24}\p{N}[:.]\p{N}\p{N}(?!\p{N})|\p{N}[:.]\p{N}\p{N}.{0,24}\p{N}/u.test(
    textOf(lines, line).slice(0, 200),
  );
}

function startsLikeOne(lines: LineTable, line: number, depth: number): boolean {
  if (isBlank(lines, line) || lines.depth[line] !== depth) return false;
  const head = /^[*"-]{0,6}\s?([\p{L}\p{M}]+|\p{N})/u.exec(textOf(lines, line).slice(0, 40));
  return head !== null && (/\p{N}/u.test(head[1]!) || isStarter(head[1]!));
}

import { findVerb } from '../../language/attribution-words.js';
import { mayHoldBox, unmarkBoxRules } from '../header-block/notes-box.js';
import { type LineTable, OTHER_SIGNS, setDepth, textOf } from '../line-table.js';
import { unmarkComparisons } from './comparisons.js';
import { adoptFirstLines } from './first-lines.js';
import { markIndentedMarks } from './indented-marks.js';
import { markInnerSigns, mayHoldInnerSigns } from './inner-signs.js';
import { holdsProse } from './line-shape.js';
import { markBars, markOtherSigns } from './other-signs.js';
import { unmarkConflicts, unmarkHunks } from './patch-hunks.js';
import { unmarkPrompts, unmarkPython } from './prompts.js';
import { markRareSigns, mayHoldRareSigns } from './rare-signs.js';
import { adoptSentences, adoptSoftBreaks, adoptWrapped, behindMarks, closeAddresses } from './rewrapped.js';

/** A line table whose depths are set here. */
interface Marks {
  readonly lines: LineTable;
  readonly full: (line: number) => boolean;
}

/**
 * Corrects the depths that counting `>` alone gives: one mutation of the table, before anything reads it.
 *
 * - `>>>>> "AB" == Ann Example writes:` (SuperCite) and `>>> Ann 01/02/03 04:05PM >>>` (GroupWise) are attributions, not depth 5 or 3;
 * - `AB> text` and `Ann> text` are quotations where the prefix returns;
 * - `| text`, `: text`, `} text` are, below an attribution;
 * - a line that lost its mark in a wrap belongs to the quotation around it;
 * - a console prompt (`> x <- 1` above its output, `>>> row(3)`) is no quotation.
 */
export function correctMarks(lines: LineTable): void {
  const { body } = lines;
  const marks: Marks = { lines, full: (line) => lines.first[line]! < lines.end[line]! };
  if (body.includes('>')) {
    if (mayHoldBox(body)) unmarkBoxRules(lines);
    closeAddresses(lines);
    if (body.includes('@@ -')) unmarkHunks(lines);
    if (body.includes('<<<<<<< ')) unmarkConflicts(lines);
    markIndentedMarks(lines);
    if (body.includes('>>> ')) unmarkPython(marks);
    unmarkSentences(marks);
    if (body.includes('prefixed by >>')) unmarkCompilerLines(marks);
    if (body.includes('Synopsis:') && body.includes('>Category:') && body.includes('>Synopsis:'))
      unmarkReportFields(marks);
    markPrefixes(marks);
    if (body.includes('=\n') || body.includes('=\r\n')) adoptSoftBreaks(lines);
    adoptSentences(lines);
    adoptWrapped(lines);
    adoptFirstLines(lines);
    unmarkPrompts(marks);
    unmarkComparisons(lines);
    if (mayHoldInnerSigns(body) && markInnerSigns(lines)) adoptWrapped(lines);
  }
  if (body.includes('wrote in\n') && markBars(lines)) adoptWrapped(lines);
  for (let sign = 0; sign < OTHER_SIGNS.length && lines.signs >> sign; sign++)
    if (lines.signs & (1 << sign) && markOtherSigns(lines, OTHER_SIGNS.charCodeAt(sign))) adoptWrapped(lines);
  if (mayHoldRareSigns(lines) && markRareSigns(lines)) adoptWrapped(lines);
}

function unmarkSentences({ lines, full }: Marks): void {
  for (let line = 0; line < lines.count; line++) {
    const depth = lines.depth[line]!;
    if (depth === 1) {
      // QUIRK: mbox writers put ">" before a line that begins with "From ".
      if (isStuffedFrom(lines, line)) setDepth(lines, line, 0, lines.start[line]!);
      continue;
    }
    if (depth < 3 || !full(line)) continue;
    // `>>>>>> Write to … <<<<<<` is a frame.
    if (lines.body.endsWith('<<<', lines.end[line]!) && isFrame(lines.body.slice(lines.start[line], lines.end[line]))) {
      setDepth(lines, line, 0, lines.start[line]!);
      continue;
    }
    let after = line + 1;
    while (after < lines.count && after - line < 4 && lines.depth[after] === depth && full(after)) after++;
    if (closesFrame(lines, line, after, depth)) {
      for (let at = line; at < after; at++) setDepth(lines, at, depth - GROUPWISE_MARKS, lines.first[at]!);
      setDepth(lines, after, depth - GROUPWISE_MARKS, lines.first[after]! - GROUPWISE_MARKS);
      line = after;
      continue;
    }
    const short = after - line < 4 && lines.end[after - 1]! - lines.first[line]! < 400;
    const real = short ? depthOfSentence({ lines, full }, line, after) : -1;
    if (real >= 0) for (let at = line; at < after; at++) setDepth(lines, at, real, lines.first[at]!);
    else while (after < lines.count && lines.depth[after] === depth) after++;
    line = after - 1;
  }
}

/** `>>> Write to Ann <<<`: signs on either side, and blanks within. */
function isFrame(text: string): boolean {
  const sides = /^\s*(?:>{2,3} )?(>{3,80})\s(?:.*\s)?(<{3,80})$/.exec(text.slice(0, 300));
  return sides !== null && (sides[1]!.length === sides[2]!.length || sides[1]!.length > 9);
}

/** Marks that SuperCite puts before the sentence about the person it quotes, and GroupWise. */
const SUPERCITE_MARKS = 5;
const GROUPWISE_MARKS = 3;

/**
 * How many of the marks before a sentence quote it; -1 where it is none of those that begin with marks of their own:
 * `>>>>> "AB" == Ann Example writes:` over one to three lines, `>>>>> On Fri, 3 Jan 2020, Ann Example said:`, or
 * `>>> Ann Example 01/02/03 04:05PM >>>`, which may wrap before its time.
 */
function depthOfSentence({ lines, full }: Marks, line: number, after: number): number {
  const before = lines.body.slice(lines.start[line]!, lines.first[line]!).trim();
  const depth = lines.depth[line]!;
  let text = '';
  for (let at = line; at < after; at++) text += ` ${textOf(lines, at)}`;
  if (text.includes(' == ') && /\b(?:writes|wrote|said):$/.test(text)) return Math.max(0, depth - SUPERCITE_MARKS);
  if (text.endsWith('>>>') && before.endsWith('>>>')) return /\d/.test(text) ? depth - GROUPWISE_MARKS : -1;
  if (before.endsWith(' >>>>>') && isQuotedSentence({ lines, full }, line, after, depth - SUPERCITE_MARKS, text))
    return depth - SUPERCITE_MARKS;
  if (/(?:^|\s)>>>$/.test(before) && isQuotedSentence({ lines, full }, line, after, depth - GROUPWISE_MARKS, text))
    return depth - GROUPWISE_MARKS;
  if (/\s/.test(before)) return -1;
  if (depth === 3 && (isWrappedFrame(lines, after) || isWrappedCitation(lines, after, text))) return 0;
  if (depth !== SUPERCITE_MARKS || !/\b(?:writes|wrote|said):$/.test(text)) return -1;
  // Inside a quotation that is so deep it is an attribution like others.
  for (const at of [line - 1, line - 2, after, after + 1])
    if (at >= 0 && at < lines.count && full(at) && lines.depth[at]! > 1 && !textOf(lines, at).includes(' == '))
      return -1;
  return 0;
}

/** QUIRK: the marks behind GroupWise's time may be all that wraps: `>>> Ann Example 01/02/03 04:05PM` above `>>>`. */
function closesFrame(lines: LineTable, line: number, after: number, depth: number): boolean {
  if (after >= lines.count || lines.depth[after] !== depth || lines.first[after]! < lines.end[after]!) return false;
  if (!lines.body.startsWith('>>>', lines.first[after]! - GROUPWISE_MARKS) || after - line > 2) return false;
  if (!lines.body.slice(lines.start[line]!, lines.first[line]!).trim().endsWith('>>>')) return false;
  return /\d{1,2}:\d\d ?(?:[AP]M)?$/i.test(textOf(lines, after - 1)) && /^["\p{Lu}<]/u.test(textOf(lines, line));
}

/**
 * True for a sentence of GroupWise (`>>> On 3/1/2020 at 10:05 AM, Ann Example wrote:`) or Gnus whose marks are its own: it names a time, and
 * the lines around have no more than the marks before those.
 */
function isQuotedSentence({ lines, full }: Marks, line: number, after: number, depth: number, text: string): boolean {
  if (!/^ On .{6,200}\d.{2,200}(?:wrote|said|writes):$/.test(text)) return false;
  let above = line - 1;
  while (above >= 0 && !full(above)) above--;
  let below = after;
  while (below < lines.count && !full(below)) below++;
  return (above < 0 || lines.depth[above]! <= depth) && below < lines.count && lines.depth[below]! <= depth + 1;
}

/** QUIRK: GroupWise's line wraps like any other: its time and the marks behind it stand on the next one or two. */
function isWrappedFrame(lines: LineTable, after: number): boolean {
  for (let at = after; at < lines.count && at < after + 2 && lines.depth[at] === 0; at++) {
    const length = lines.end[at]! - lines.first[at]!;
    if (length > 80) return false;
    if (lines.body.startsWith('>>>', lines.end[at]! - 3)) return /\d:\d\d|\d{4}/.test(textOf(lines, at));
  }
  return false;
}

/** `>>> On 3/1/2020 at 10:05 AM, in message <…>, Ann` / `Example <ann@example.org> wrote:`, as GroupWise writes it as well. */
function isWrappedCitation(lines: LineTable, after: number, text: string): boolean {
  if (!/^ On .{8,60}, in message </.test(text)) return false;
  for (let at = after; at < lines.count && at < after + 2 && lines.depth[at] === 0; at++)
    if (lines.body.charCodeAt(lines.end[at]! - 1) === 0x3a) return findVerb(textOf(lines, at)) !== null;
  return false;
}

function isStuffedFrom(lines: LineTable, line: number): boolean {
  if (!lines.body.startsWith('>From ', lines.start[line])) return false;
  const above = line > 0 ? lines.depth[line - 1]! : 0;
  const below = line + 1 < lines.count ? lines.depth[line + 1]! : 0;
  return above === 0 && below === 0;
}

/** GNATS problem reports name their fields `>Number:`. */
function unmarkReportFields({ lines }: Marks): void {
  for (let line = 0; line < lines.count; line++)
    if (
      lines.depth[line] === 1 &&
      /^[A-Z][a-zA-Z-]{2,20}:/.test(lines.body.slice(lines.first[line]!, lines.first[line]! + 24))
    )
      setDepth(lines, line, 0, lines.start[line]!);
}

/** QUIRK: a build robot puts `>>` before the lines of a compiler that are new: `>> drivers/net.c:46:10: error: …`. */
function unmarkCompilerLines({ lines }: Marks): void {
  for (let line = 0; line < lines.count; line++) {
    const depth = lines.depth[line]! - 2;
    if (
      depth < 0 ||
      !/^[\w./+-]{3,120}:\d+(?::\d+)?: /.test(lines.body.slice(lines.first[line], lines.first[line]! + 140))
    )
      continue;
    setDepth(lines, line, depth, behindMarks(lines, line, depth));
  }
}

/** `C.>text`, `R >text` (QWK readers): one or two capital letters, and a dot or a blank before the mark; prose has to stand behind three. */
function readSpacedPrefix(lines: LineTable, line: number, at: number): string {
  const code = lines.body.charCodeAt(at);
  if ((code !== 0x2e && code !== 0x20) || lines.body.charCodeAt(at + 1) !== 0x3e) return '';
  const prefix = lines.body.slice(lines.first[line]!, at + 1);
  return /^[A-Z]{1,2}[. ]$/.test(prefix) ? prefix : '';
}

const PROMPTS = new Set(
  'r c d e sql mysql sqlite psql ftp sftp lftp gdb irb pry ghci prelude octave scilab matlab telnet smtp php perl python node maxima gnuplot idl stata sas guile lisp user root in out debug browse browser build shell dos cmd ok boot grub mit p td tr br li ul div span'.split(
    ' ',
  ),
);

/** `AB> text` and `Ann> text`, where the same prefix stands before several lines. */
function markPrefixes({ lines, full }: Marks): void {
  let counts: Map<string, number> | null = null;
  const prefixes: string[] = [];
  for (let line = 0; line < lines.count; line++) {
    if (!full(line)) continue;
    const prefix = readPrefix(lines, line);
    if (!prefix) continue;
    prefixes[line] = prefix;
    counts ??= new Map();
    if (/[. ]$/.test(prefix) && !holdsProse(textOf(lines, line).slice(0, 160))) continue;
    counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  if (!counts) return;
  // Supercite's sentence says that such prefixes follow.
  const named = lines.body.includes('>>>>> ') && /^ ?>>>>> [^\n]{4,200}(?:writes|wrote|said):\s?$/m.test(lines.body);
  for (let line = 0; line < lines.count; line++) {
    const prefix = prefixes[line];
    if (!prefix) continue;
    const enough = lines.body.includes(`"${prefix}" == `) ? 1 : /^\p{Lu}{1,4}$/u.test(prefix) || named ? 2 : 3;
    if ((counts.get(prefix) ?? 0) < enough) continue;
    let at = lines.first[line]! + prefix.length;
    let depth = lines.depth[line]!;
    while (
      at < lines.end[line]! &&
      (lines.body[at] === '>' || (lines.body[at] === ' ' && lines.body[at + 1] === '>'))
    ) {
      if (lines.body[at] === '>') depth++;
      at++;
    }
    if (lines.body[at] === ' ') at++;
    setDepth(lines, line, depth, Math.min(at, lines.end[line]!));
    // `IR> NF> text`: who is quoted quotes in the same way.
    const inner = /^(?:\p{Lu}{1,3}>){1,6}(?: |$)/u.exec(lines.body.slice(at, Math.min(at + 24, lines.end[line]!)))?.[0];
    if (inner && /^\p{Lu}{1,4}$/u.test(prefix))
      setDepth(lines, line, depth + (inner.match(/>/g)?.length ?? 0), Math.min(at + inner.length, lines.end[line]!));
  }
}

/** Up to twelve letters that a `>` follows directly, at the start of a line's text; '' if there are none. */
function readPrefix(lines: LineTable, line: number): string {
  const first = lines.first[line]!;
  const limit = Math.min(lines.end[line]!, first + 13);
  let at = first;
  while (at < limit) {
    const code = lines.body.charCodeAt(at) | 0x20;
    if (code < 0x61 || code > 0x7a) break;
    at++;
  }
  if (at === first || first - lines.content[line]! > 8) return '';
  if (lines.body.charCodeAt(at) !== 0x3e) return readSpacedPrefix(lines, line, at);
  const next = lines.body.charCodeAt(at + 1);
  if (at + 1 < lines.end[line]! && next !== 0x20 && next !== 0x3e && next !== 0x09) return '';
  const prefix = lines.body.slice(first, at);
  return PROMPTS.has(prefix.toLowerCase()) ? '' : prefix;
}

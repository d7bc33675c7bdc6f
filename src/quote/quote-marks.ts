import { findVerb } from './attribution-words.js';
import { markIndentedMarks } from './indented-marks.js';
import { isSpace, type LineTable, OTHER_SIGNS, textOf } from './line-table.js';

/** A copy of a line table whose depths may be set. */
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
 * - a console prompt (`> x <- 1` above its output) is no quotation.
 */
export function correctMarks(lines: LineTable): void {
  const { body } = lines;
  const marks: Marks = { lines, full: (line) => lines.first[line]! < lines.end[line]! };
  if (body.includes('>')) {
    closeAddresses(marks);
    markIndentedMarks(lines);
    unmarkSentences(marks);
    if (body.includes('Synopsis:') && body.includes('>Category:') && body.includes('>Synopsis:'))
      unmarkReportFields(marks);
    markPrefixes(marks);
    adoptWrapped(marks);
    unmarkPrompts(marks);
  }
  for (let sign = 0; lines.signs >> sign; sign++)
    if (lines.signs & (1 << sign)) markOtherSigns(marks, OTHER_SIGNS.charCodeAt(sign));
}

/** QUIRK: Gmail wraps before the bracket that closes an address: `> wrote:` and `>:` below `Ann <ann@example.org` are no quotation. */
function closeAddresses({ lines, full }: Marks): void {
  const { body } = lines;
  for (let line = 1; line < lines.count; line++) {
    const depth = lines.depth[line]!;
    if (depth === 0 || lines.end[line]! - lines.first[line]! > 30 || !full(line)) continue;
    if (body.charCodeAt(lines.end[line]! - 1) !== 0x3a || lines.depth[line - 1] !== depth - 1) continue;
    const above = body.slice(Math.max(lines.first[line - 1]!, lines.end[line - 1]! - 100), lines.end[line - 1]!);
    const open = above.lastIndexOf('<');
    if (open < 0 || above.includes('>', open) || !/^<\S{1,64}(?:@| at )\S{1,80}$/.test(above.slice(open))) continue;
    setDepth(lines, line, depth - 1, behindMarks(lines, line, depth - 1));
  }
}

function setDepth(lines: LineTable, line: number, depth: number, content: number): void {
  lines.depth[line] = depth;
  lines.content[line] = content;
  let first = content;
  while (first < lines.end[line]! && isSpace(lines.body.charCodeAt(first))) first++;
  lines.first[line] = first;
}

/** Offset behind the first `count` marks of a line and one blank. */
function behindMarks(lines: LineTable, line: number, count: number): number {
  let at = lines.start[line]!;
  for (let seen = 0; seen < count && at < lines.end[line]!; at++) if (lines.body[at] === '>') seen++;
  return count && lines.body[at] === ' ' ? at + 1 : at;
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
    let after = line + 1;
    while (after < lines.count && after - line < 4 && lines.depth[after] === depth && full(after)) after++;
    if (after - line < 4 && lines.end[after - 1]! - lines.first[line]! < 400 && isMarkedSentence(lines, line, after))
      for (let at = line; at < after; at++) setDepth(lines, at, 0, lines.first[at]!);
    else while (after < lines.count && lines.depth[after] === depth) after++;
    line = after - 1;
  }
}

/** `>>>>> "AB" == Ann Example writes:` over one to three lines, or `>>> Ann Example 01/02/03 04:05PM >>>`. */
function isMarkedSentence(lines: LineTable, line: number, after: number): boolean {
  const before = lines.body.slice(lines.start[line]!, lines.first[line]!).trim();
  if (/\s/.test(before)) return false;
  let text = '';
  for (let at = line; at < after; at++) text += ` ${textOf(lines, at)}`;
  if (text.endsWith('>>>')) return /\d/.test(text);
  return before.length >= 4 && /\b(?:writes|wrote|said):$/.test(text);
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
    counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  if (!counts) return;
  for (let line = 0; line < lines.count; line++) {
    const prefix = prefixes[line];
    if (!prefix) continue;
    const enough = /^\p{Lu}{1,4}$/u.test(prefix) ? 2 : 3;
    if (counts.get(prefix)! < enough) continue;
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
  if (at === first || lines.body.charCodeAt(at) !== 0x3e || first - lines.content[line]! > 8) return '';
  const next = lines.body.charCodeAt(at + 1);
  if (at + 1 < lines.end[line]! && next !== 0x20 && next !== 0x3e && next !== 0x09) return '';
  const prefix = lines.body.slice(first, at);
  return PROMPTS.has(prefix.toLowerCase()) ? '' : prefix;
}

/** An unmarked line between two marked ones that continues the sentence above it. */
function adoptWrapped({ lines, full }: Marks): void {
  for (let line = 1; line + 1 < lines.count; line++) {
    const depth = lines.depth[line - 1]!;
    if (lines.depth[line]! >= depth || depth > lines.depth[line]! + 8 || !full(line) || !full(line - 1)) continue;
    if (lines.depth[line + 1]! < depth) continue;
    const code = lines.body.charCodeAt(lines.first[line]!);
    const small = (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code > 0xdf;
    if (!small || lines.first[line] !== lines.content[line]) continue;
    const last = lines.body.charCodeAt(lines.end[line - 1]! - 1);
    if (last === 0x2e || last === 0x3f || last === 0x21 || last === 0x3a) continue;
    let word = lines.first[line]!;
    while (word < lines.end[line]! && lines.body.charCodeAt(word) > 0x20) word++;
    const width = lines.end[line - 1]! - lines.start[line - 1]! + word - lines.first[line]!;
    if (width >= 70 && width <= 110) lines.depth[line] = depth;
  }
}

/** Lines below a console prompt: `[1] 4`, `+ more code`, `Error in …`, columns. */
const OUTPUT =
  /^(?:\[\d|\+ |\+$|Error|Warning|Loading|Call:|Attaching|'data\.frame'|NULL$|List of|Family:|TRUE|FALSE|\d+\s|-?\d+\.\d|\S.*\S {2,}\S)/;
const CODE =
  /<-|->$|[({;]$|\(.*,$|^[A-Za-z.][\w.]*\s*\(|^(?:library|require|summary|plot|str|head|source|data|options|print|traceback|sessionInfo|version|q|rm|ls)\b|^#|^[A-Za-z.][\w.$[\]]*\s*=|^\?|;|\$\w|^[\w.$]+(?:\[.*\])?$|^\d[\d\s.+*/^()-]*$|\)$/;

/** A run of lines of one depth. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly code: boolean;
}

/** A `>` line that is code, with its output below it: the prompt of R or of another console. */
function unmarkPrompts(marks: Marks): void {
  const { lines, full } = marks;
  const pending: Run[] = [];
  let seen = false;
  let prose = false;
  for (let line = 0; line < lines.count; ) {
    if (!lines.depth[line] || !full(line)) {
      line++;
      continue;
    }
    const run = readRun(marks, line);
    line = run.to;
    // Lines that `<` lines stand beside are a comparison of two texts.
    const less = run.depth === 1 && isBesideLess(lines, run.from, run.to);
    if (less || (run.code && isAboveOutput(marks, run))) {
      unmarkRun(lines, run);
      seen ||= !less;
    } else if (run.depth === 1 && !prose) {
      if (run.code) pending.push(run);
      else if (hasProse(marks, run)) prose = true;
      else pending.push(run);
      if (isBelowAttribution(marks, run.from)) prose = true;
    } else prose = true;
  }
  // In a message that shows a console and quotes no prose, or that has nothing but code behind its marks, all are prompts.
  const only = !prose && !seen && pending.every((run) => run.code && isPlainCode(lines, run)) && !hasAttribution(marks);
  if (!prose && (seen || only)) for (const run of pending) unmarkRun(lines, run);
  if (prose && seen)
    for (const run of pending)
      if (run.code && isPlainCode(lines, run) && !isBelowAttribution(marks, run.from)) unmarkRun(lines, run);
}

function readRun({ lines, full }: Marks, from: number): Run {
  const depth = lines.depth[from]!;
  let to = from;
  let code = true;
  while (to < lines.count && lines.depth[to] === depth) {
    if (code && full(to)) code = lines.end[to]! - lines.first[to]! <= 300 && CODE.test(textOf(lines, to));
    to++;
  }
  return { from, to, depth, code };
}

function unmarkRun(lines: LineTable, run: Run): void {
  for (let at = run.from; at < run.to; at++) setDepth(lines, at, run.depth - 1, behindMarks(lines, at, run.depth - 1));
}

function isAboveOutput({ lines, full }: Marks, run: Run): boolean {
  const { to, depth } = run;
  if (to >= lines.count || lines.depth[to] !== depth - 1 || !full(to)) return false;
  return OUTPUT.test(lines.body.slice(lines.first[to]!, Math.min(lines.end[to]!, lines.first[to]! + 200)));
}

/** True where one of a run's first lines reads as a sentence: five words and no sign of code. */
function hasProse({ lines, full }: Marks, run: Run): boolean {
  for (let line = run.from; line < run.to && line < run.from + 12; line++)
    if (
      full(line) &&
      /^["'(]?\p{L}+(?:[,;'’-]? ?['"(]?[\p{L}’]+[)'",.]?){4}/u.test(
        lines.body.slice(lines.first[line]!, lines.first[line]! + 120),
      )
    )
      return true;
  return false;
}

/** True where a run holds a call or an assignment, not only words that might be code. */
function isPlainCode(lines: LineTable, run: Run): boolean {
  for (let line = run.from; line < run.to && line < run.from + 40; line++)
    if (/<-|[\w.]\(.*[)({,]|^library\b/.test(lines.body.slice(lines.first[line]!, lines.end[line]!).slice(0, 200)))
      return true;
  return false;
}

function hasAttribution({ lines, full }: Marks): boolean {
  for (let line = 0; line < lines.count; line++)
    if (
      full(line) &&
      lines.body.charCodeAt(lines.end[line]! - 1) === 0x3a &&
      lines.end[line]! - lines.first[line]! < 300
    )
      if (findVerb(textOf(lines, line))) return true;
  return false;
}

function isBelowAttribution({ lines, full }: Marks, line: number): boolean {
  let above = line - 1;
  while (above >= 0 && line - above < 4 && !full(above)) above--;
  if (above < 0 || !full(above) || lines.end[above]! - lines.first[above]! > 200) return false;
  const last = lines.body.charCodeAt(lines.end[above]! - 1);
  return (last === 0x3a || last === 0xff1a) && findVerb(textOf(lines, above)) !== null;
}

function isBesideLess(lines: LineTable, line: number, after: number): boolean {
  const isLess = (at: number) =>
    at >= 0 &&
    at < lines.count &&
    lines.body.charCodeAt(lines.first[at]!) === 0x3c &&
    /^<(?: |$)/.test(textOf(lines, at).slice(0, 2));
  return isLess(line - 1) || isLess(after);
}

/**
 * Three lines or more with another mark, below a line that ends in a colon; `:` and `|` are marks from the first
 * attribution on that such a line stands below, also where answers and wrapped lines part them.
 */
function markOtherSigns(marks: Marks, sign: number): void {
  const { lines, full } = marks;
  const marked = (line: number) =>
    lines.depth[line] === 0 &&
    lines.body.charCodeAt(lines.first[line]!) === sign &&
    full(line) &&
    isMarkedBy(lines, line);
  const mark = (line: number) => {
    const content = lines.first[line]! + 1;
    setDepth(lines, line, 1, lines.body[content] === ' ' ? content + 1 : content);
  };
  let set = false;
  let everywhere = false;
  for (let line = 1; line < lines.count; line++) {
    if (!marked(line)) continue;
    let after = line;
    let tabular = 0;
    while (after < lines.count && marked(after)) {
      if (lines.body.charCodeAt(lines.end[after]! - 1) === sign && lines.end[after]! - lines.first[after]! > 1)
        tabular++;
      after++;
    }
    let above = line - 1;
    while (above > 0 && line - above < 3 && !full(above)) above--;
    const lead = full(above) ? lines.body.charCodeAt(lines.end[above]! - 1) : 0;
    everywhere ||= (sign === 0x3a || sign === 0x7c) && isBelowAttribution(marks, line);
    if (everywhere ? tabular * 2 <= after - line : after - line >= 3 && tabular * 2 < after - line && lead === 0x3a) {
      for (let at = line; at < after; at++) mark(at);
      set = true;
    }
    line = after - 1;
  }
  if (set) adoptWrapped(marks);
}

function isMarkedBy(lines: LineTable, line: number): boolean {
  const first = lines.first[line]!;
  const next = lines.body.charCodeAt(first + 1);
  return first - lines.start[line]! <= 1 && (first + 1 >= lines.end[line]! || next === 0x20 || next === 0x09);
}

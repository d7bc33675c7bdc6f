import { findVerb } from '../../language/attribution-words.js';
import { matchLabel } from '../header-block/label-table.js';
import { isBlank, type LineTable, setDepth, textOf } from '../line-table.js';
import { holdsProse } from './line-shape.js';

const GREATER = 0x3e;
const COLON = 0x3a;
const BAR = 0x7c;
const HASH = 0x23;
/** The bars with which boxes are drawn. */
const LIGHT_BAR = 0x2502;
const HEAVY_BAR = 0x2503;

/**
 * Counts another sign than `>` as a mark: `| text`, `: > text`, `|> text`; true where it was one.
 *
 * - Three lines or more, below a line that ends in a colon, or that begin with a header (`: From: …`) or an attribution (`# Ann wrote:`);
 * - `:` and `|` from the first attribution on that such a line stands below, also where answers and wrapped lines part them;
 * - a run of `|` with prose in it, where an attribution stands somewhere above and nothing of it is a table.
 *
 * `#>` is what R prints, unless an attribution stands directly above.
 */
export function markOtherSigns(lines: LineTable, sign: number): boolean {
  let set = false;
  let everywhere = false;
  let joined: boolean | null = null;
  for (let line = 0; line < lines.count; line++) {
    if (!isMarkedBy(lines, line, sign)) continue;
    const run = readRun(lines, line, sign);
    const count = run.after - line;
    const below = isBelowAttribution(lines, line);
    everywhere ||= (sign === COLON || sign === BAR || sign === LIGHT_BAR || sign === HEAVY_BAR) && below;
    const plain = run.tabular * 2 < count;
    const enough = everywhere
      ? run.tabular * 2 <= count
      : count >= 3 &&
        plain &&
        (run.greater * 2 <= count || sign === COLON || sign === BAR || below) &&
        (endsInColonAbove(lines, line, sign, run) ||
          hasHeader(lines, line, run.after) ||
          endsInVerb(lines, line) ||
          (sign === BAR && run.tabular === 0 && run.prose && isAttributedAbove(lines, line)));
    if (enough) {
      joined ??= isJoined(lines, sign);
      for (let at = line; at < run.after; at++) mark(lines, at, joined ? 0 : run.nested ? 1 : -1);
      set = true;
    }
    line = run.after - 1;
  }
  return set;
}

/**
 * Counts the bars of S-nail: ` |text` below `Ann Example wrote in` and ` <id>:`, up to the end of the text; true where
 * there are any. Its mark of a wrapped line (`\\`) stays text.
 */
export function markBars(lines: LineTable): boolean {
  let from = -1;
  for (let line = 1; line < lines.count; line++) {
    const first = lines.first[line]!;
    if (lines.depth[line] !== 0 || lines.body.charCodeAt(first) !== BAR || first - lines.start[line]! !== 1) continue;
    if (from < 0 && !isBelowCitation(lines, line)) continue;
    from = line;
    mark(lines, line, 1);
  }
  return from >= 0;
}

function isBelowCitation(lines: LineTable, line: number): boolean {
  const above = textOf(lines, line - 1);
  if (!/^<\S{3,250}>:$/.test(above.slice(0, 260))) return isBelowAttribution(lines, line);
  return line > 1 && / in$/.test(textOf(lines, line - 2)) && findVerb(textOf(lines, line - 2)) !== null;
}

interface SignRun {
  readonly after: number;
  /** Lines that end in the sign as well: of a table. */
  readonly tabular: number;
  /** Lines where `>` follows directly. */
  readonly greater: number;
  readonly prose: boolean;
  /** `>` behind the sign quotes: not the prompt of a console. */
  readonly nested: boolean;
}

/** Lines of a run that are read for prose. */
const MOST_READ = 60;

function readRun(lines: LineTable, line: number, sign: number): SignRun {
  let after = line;
  let tabular = 0;
  let greater = 0;
  let prose = false;
  let nested = false;
  for (; after < lines.count && isMarkedBy(lines, after, sign); after++) {
    const first = lines.first[after]!;
    const end = lines.end[after]!;
    if (end - first > 1 && lines.body.charCodeAt(end - 1) === sign) tabular++;
    if (lines.body.charCodeAt(first + 1) === GREATER) greater++;
    if (end - first < 12 || (prose && nested) || after - line > MOST_READ) continue;
    const text = lines.body.slice(first + 1, Math.min(end, first + 160));
    if (!holdsProse(text)) continue;
    prose = true;
    nested ||= /^ ?>/.test(text);
  }
  return { after, tabular, greater, prose, nested };
}

/** True where `|>` is one mark: no line has the sign alone before its text. */
function isJoined(lines: LineTable, sign: number): boolean {
  let joined = false;
  for (let line = 0; line < lines.count; line++) {
    if (!isMarkedBy(lines, line, sign)) continue;
    const second = lines.first[line]! + 1;
    if (lines.body.charCodeAt(second) === GREATER) joined = true;
    else if (second < lines.end[line]!) return false;
  }
  return joined;
}

/** `nested`: 1 = each `>` behind the sign is a level, 0 = the first belongs to the sign, -1 = it is text. */
function mark(lines: LineTable, line: number, nested: -1 | 0 | 1): void {
  let content = lines.first[line]! + 1;
  let depth = nested === 0 ? 0 : 1;
  for (let at = content; nested >= 0 && at < lines.end[line]! && at < content + 2; at++) {
    const code = lines.body.charCodeAt(at);
    if (code === GREATER) {
      depth++;
      content = at + 1;
    } else if (code !== 0x20) break;
  }
  if (lines.body.charCodeAt(content) === 0x20) content++;
  setDepth(lines, line, Math.max(depth, 1), content);
}

/** True where a line is unmarked and begins with the sign, and a blank, `>` or nothing follows. */
function isMarkedBy(lines: LineTable, line: number, sign: number): boolean {
  const first = lines.first[line]!;
  if (lines.depth[line] !== 0 || lines.body.charCodeAt(first) !== sign || first >= lines.end[line]!) return false;
  const next = lines.body.charCodeAt(first + 1);
  const free = first + 1 >= lines.end[line]! || next === 0x20 || next === 0x09;
  return first - lines.start[line]! <= 1 && (free || (next === GREATER && isFollowed(lines, first + 2, line, sign)));
}

/** `|>` and `:>` before a blank, nothing or another `>`; `#>` below an attribution alone. */
function isFollowed(lines: LineTable, at: number, line: number, sign: number): boolean {
  if (sign === HASH && line > 0 && lines.body.charCodeAt(lines.first[line - 1]!) !== HASH)
    return isBelowAttribution(lines, line);
  const code = lines.body.charCodeAt(at);
  return at >= lines.end[line]! || code === 0x20 || code === GREATER || sign === COLON || sign === BAR;
}

/** True where an attribution stands directly above a line, with at most two blank lines between. */
export function isBelowAttribution(lines: LineTable, line: number): boolean {
  let above = line - 1;
  while (above >= 0 && line - above < 4 && isBlank(lines, above)) above--;
  return above >= 0 && endsInVerb(lines, above);
}

function endsInVerb(lines: LineTable, line: number): boolean {
  const length = lines.end[line]! - lines.first[line]!;
  if (length < 3 || length > 200) return false;
  const last = lines.body.charCodeAt(lines.end[line]! - 1);
  // `+-- On 3 Jan 2020, Ann wrote --+`
  const framed = last === 0x2b && lines.body.startsWith('+--', lines.first[line]);
  if (last !== 0x3a && last !== 0xff1a && !framed) return false;
  const text = textOf(lines, line);
  const verb = findVerb(text);
  return verb !== null && (!verb.weak || verb.start === 0 || /@|\d{4}|^(?:\p{Lu}\S* ){1,3}\S+\s?:$/u.test(text));
}

/**
 * Of `#` and `|`, which lists, consoles and trees are written with, the line above has to name somebody or a date too; of `:` and `}` that, or
 * the text is prose.
 */
function endsInColonAbove(lines: LineTable, line: number, sign: number, run: SignRun): boolean {
  let above = line - 1;
  while (above > 0 && line - above < 3 && isBlank(lines, above)) above--;
  if (above < 0 || isBlank(lines, above) || lines.body.charCodeAt(lines.end[above]! - 1) !== COLON) return false;
  return (
    (sign !== HASH && sign !== BAR && run.prose) ||
    endsInVerb(lines, above) ||
    /@|\d{4}|\d[:.]\d\d/.test(textOf(lines, above))
  );
}

/** True where two of a run's first lines are labels of a header, as `: From: Ann`, `: Date: …`. */
function hasHeader(lines: LineTable, line: number, after: number): boolean {
  let labels = 0;
  for (let at = line; at < after && at < line + 6; at++) {
    let start = lines.first[at]! + 1;
    while (start < lines.end[at]! && lines.body.charCodeAt(start) <= 0x20) start++;
    const label = matchLabel(lines.body, start, lines.end[at]!);
    if (label && !label.unsafe && label.readings.some(({ role }) => role !== 'other')) labels++;
  }
  return labels >= 2;
}

/** True where an attribution stands among the twenty lines above, with no `>` below it. */
function isAttributedAbove(lines: LineTable, line: number): boolean {
  for (let above = line - 1; above >= 0 && above > line - 20; above--) {
    if (lines.depth[above]! > 0) return false;
    if (endsInVerb(lines, above)) return true;
  }
  return false;
}

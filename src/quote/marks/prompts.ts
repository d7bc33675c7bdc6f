import { findVerb } from '../../language/attribution-words.js';
import { type LineTable, setDepth, textOf } from '../line-table.js';
import { holdsProse } from './line-shape.js';
import { isBelowAttribution } from './other-signs.js';
import { behindMarks } from './rewrapped.js';

/** A line table whose depths are set here. */
interface Marks {
  readonly lines: LineTable;
  readonly full: (line: number) => boolean;
}

/** Lines below a console prompt: `[1] 4`, `+ more code`, `Error in …`, columns. */
const OUTPUT =
  /^(?:total \d+$|undefined$|[a-z][a-z.+-]{1,15}: \S|\[,?\d|\+ |\+$|Error|ERROR:|Warning|Loading|Call:|Attaching|'data\.frame'|NULL$|List of|Family:|TRUE|FALSE|\d+\s|-?\d+\.\d|\S.*\S {2,}\S)/;
const CODE =
  /<-|->$|[({;]$|^(?:const|let|var) \w+ =|^[\w.$]+(?: [+*/-] [\w.$]+){1,4}$|\(.*,$|^[A-Za-z.][\w.]*\s*\(|^(?:library|require|summary|plot|str|head|source|data|options|print|traceback|sessionInfo|version|q|rm|ls)\b|^#|^[A-Za-z.][\w.$[\]]*\s*=|^\?|;|\$\w|^(?:ls|cat|cd|grep|pwd|sudo|ssh|git|svn|chmod|chown|mkdir|rmdir|tar|curl|wget|npm|pip|docker|systemctl|ifconfig|ps|df|du|gcc|uname|whoami|dmesg|modprobe|lsmod)(?: [\w./~*$=:@-]{1,60}){0,5}$|^[\w.$]+(?:\[.*\])?(?:[\^*/+-][\w.()]+)?$|^-?\d[\d\s.+*/^()-]*$|\)$/;

/** A prompt of Python is as long as three marks. */
const PYTHON_MARKS = 3;
/** What people type there. */
const PYTHON =
  /^(?:import |from [\w.]+ import |(?:for|while|if|elif|with|def|class|try|except|else)\b.*:(?:\s.*)?$|(?:print|del|return|raise|assert|lambda|await|exec)\b|@\w|[\w.]+(?:\[[^\]]*\])?(?:, ?[\w.]+){0,8} ?[-+*/|&%]{0,2}= ?\S|[\w.]+(?:\[[^\]]*\])?\.?[\w.]*\(|[\w.]+(?:\[.*\])?$|["'\d[{(-]|#|\^[A-Z]$)/;
const TYPED =
  /^(?:import |from |def |class |print\b)|^(?:for|while|if|with)\b.*:$|^[\w.[\]]+(?:, ?[\w.]+){0,8} ?[-+*/|&%]?= ?\S|^[\w.]+\(|^\d+[^\d.,:]/;
const PYTHON_BLOCK = /^(?:import |from |for \w|def |class |["'#])/;

/**
 * Takes the prompts of Python (`>>> boat.row(3)`) for no marks: nothing but code stands behind them, the lines around have three
 * marks less or fewer, and what Python prints stands directly below one of them. Inside a quotation they are text of its level.
 */
export function unmarkPython({ lines, full }: Marks): void {
  /** By depth of the lines around: the runs there, or null where one of them is no code. */
  const groups = new Map<number, Run[] | null>();
  const shown = new Set<number>();
  let above = 0;
  for (let line = 0; line < lines.count; line++) {
    const depth = lines.depth[line]! - PYTHON_MARKS;
    if (depth < 0 || !isPythonPrompt(lines, line)) {
      if (full(line)) above = lines.depth[line]!;
      continue;
    }
    let to = line;
    let code = true;
    while (to < lines.count && lines.depth[to] === depth + PYTHON_MARKS && isPythonPrompt(lines, to)) {
      code &&= !full(to) || isPython(textOf(lines, to));
      to++;
    }
    let next = to;
    while (next < lines.count && !full(next)) next++;
    if (above <= depth && (next >= lines.count || lines.depth[next]! <= depth)) {
      const group = groups.get(depth);
      const run = { from: line, to, depth: depth + 1, code };
      if (!code) groups.set(depth, null);
      else if (group === undefined) groups.set(depth, [run]);
      else group?.push(run);
      if (next === to && next < lines.count && lines.depth[next] === depth) shown.add(depth);
    }
    line = to - 1;
  }
  for (const [depth, runs] of groups)
    if (runs && shown.has(depth) && runs.some((run) => isTyped(lines, run)))
      for (const run of runs) unmarkRun(lines, run);
}

/** Three marks in a row, and one blank or nothing behind them. */
function isPythonPrompt(lines: LineTable, line: number): boolean {
  const marks = lines.body.slice(lines.start[line]!, lines.first[line]!);
  return /(?:^|[>\s])>>> ?\s?$/.test(marks);
}

function isPython(text: string): boolean {
  return text.length <= 200 && PYTHON.test(text) && (PYTHON_BLOCK.test(text) || !holdsProse(text));
}

/** True where a run holds more than single words. */
function isTyped(lines: LineTable, run: Run): boolean {
  for (let line = run.from; line < run.to; line++) if (TYPED.test(textOf(lines, line))) return true;
  return false;
}

/** A run of lines of one depth. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly code: boolean;
}

/** A `>` line that is code, with its output below it: the prompt of R or of another console. */
export function unmarkPrompts(marks: Marks): void {
  const { lines, full } = marks;
  const pending: Run[] = [];
  /** Runs of code behind prose, and the blanks before the marks of prompts that are none of quotations. */
  const late: Run[] = [];
  const leads = new Set<string>();
  const quoting = new Set<string>();
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
    if (
      less ||
      isPathOfMenus(lines, run) ||
      isContinued(lines, run) ||
      isFace(lines, run) ||
      (run.code && (isAboveOutput(marks, run) || isBelowOutput(marks, run)))
    ) {
      if (run.code && !less && leadOf(lines, run) !== '') leads.add(leadOf(lines, run));
      unmarkRun(lines, run, isContinued(lines, run) ? run.depth : 1);
      seen ||= run.code && !less;
    } else if (run.depth === 1 && !prose) {
      if (run.code && isChange(lines, run.from, run.to)) pending.push({ ...run, code: false });
      else if (run.code) pending.push(run);
      else if (hasProse(marks, run)) {
        prose = true;
        quoting.add(leadOf(lines, run));
      } else pending.push(run);
      if (isBelowAttribution(lines, run.from)) prose = true;
    } else {
      prose = true;
      if (run.depth === 1 && run.code) late.push(run);
      else quoting.add(leadOf(lines, run));
    }
  }
  for (const run of late) {
    const lead = leadOf(lines, run);
    if (leads.has(lead) && !quoting.has(lead) && isPlainCode(lines, run)) unmarkRun(lines, run);
  }
  // In a message that shows a console and quotes no prose, or that has nothing but code behind its marks, all are prompts.
  const only = !prose && !seen && pending.every((run) => run.code && isPlainCode(lines, run)) && !hasAttribution(marks);
  if (!prose && (seen || only)) for (const run of pending) unmarkRun(lines, run);
  if (prose && seen)
    for (const run of pending)
      if (run.code && isPlainCode(lines, run) && !isBelowAttribution(lines, run.from)) unmarkRun(lines, run);
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

/** True for lines of a change, as forges quote them above a remark: each is added, taken away or set in. */
function isChange(lines: LineTable, from: number, to: number): boolean {
  let changed = false;
  for (let line = from; line < to; line++) {
    const sign = lines.body[lines.content[line]!]!;
    if (lines.first[line]! < lines.end[line]! && !'+-@ \t'.includes(sign)) return false;
    changed ||= (sign === '+' || sign === '-') && lines.body[lines.content[line]! + 1] !== '>';
  }
  return changed;
}

function unmarkRun(lines: LineTable, run: Run, marks = 1): void {
  const depth = run.depth - marks;
  for (let at = run.from; at < run.to; at++) setDepth(lines, at, depth, behindMarks(lines, at, depth));
}

function isAboveOutput({ lines, full }: Marks, run: Run): boolean {
  const { to, depth } = run;
  if (to >= lines.count || lines.depth[to] !== depth - 1 || !full(to)) return false;
  if (OUTPUT.test(lines.body.slice(lines.first[to]!, Math.min(lines.end[to]!, lines.first[to]! + 200)))) return true;
  // A wrap may stand between a call and what it printed.
  for (let at = to + 1; at < lines.count && at < to + 4 && full(at) && lines.depth[at] === depth - 1; at++)
    if (/^(?:\[\d+\]|\+) /.test(lines.body.slice(lines.first[at]!, lines.first[at]! + 8)))
      return isPlainCode(lines, run);
  return false;
}

/** `> Settings > Boats > Oars` alone between lines without marks: the way through a program's menus. */
function isPathOfMenus(lines: LineTable, { from, to, depth }: Run): boolean {
  if (depth !== 1 || to - from !== 1 || lines.end[from]! - lines.first[from]! > 160) return false;
  // A path that wraps before one of its signs.
  if (
    from > 0 &&
    lines.depth[from - 1] === 0 &&
    /\p{L} > \p{Lu}[^>]{1,40} > [^>:.]{2,40}$/u.test(textOf(lines, from - 1).slice(-160))
  )
    return true;
  if (!/^\p{Lu}[^>]{1,40}(?: > \p{Lu}[^>]{0,40}){1,6}$/u.test(textOf(lines, from))) return false;
  return !isBelowAttribution(lines, from) && (from === 0 || !lines.depth[from - 1]) && !lines.depth[to];
}

/** The blanks before a run's first mark: people set in what they type, and no quotation of the same message. */
function leadOf(lines: LineTable, run: Run): string {
  return /^[ \t]*(?=>)/.exec(lines.body.slice(lines.start[run.from], lines.start[run.from]! + 12))?.[0] ?? '';
}

/** True where a shell asks for the rest of a command: `$ for f in *; do` stands directly above. */
function isContinued(lines: LineTable, { from, depth }: Run): boolean {
  if (from === 0 || lines.depth[from - 1] !== 0) return false;
  if (depth === 2) return /^PS [A-Z]:\\[^>]{0,120}> \S/.test(textOf(lines, from - 1).slice(0, 140));
  if (depth !== 1) return false;
  return /^(?:[\w.-]{1,32}@[\w.-]{1,60}[:~ ]\S{0,60})?[$%] \S/.test(
    lines.body.slice(lines.first[from - 1], lines.end[from - 1]).slice(0, 180),
  );
}

/** True for `>:-(` alone between lines of text. */
function isFace(lines: LineTable, { from, to, depth }: Run): boolean {
  if (depth !== 1 || to - from !== 1 || lines.end[from]! - lines.first[from]! > 4) return false;
  return (
    lines.first[from] === lines.start[from]! + 1 &&
    /^[_.-][<>]$|^[:;=8][-'o^]?[()|/\\<CDP[\]]+$/.test(textOf(lines, from))
  );
}

/** True where what R printed stands directly above: `[1] 0.79`. */
function isBelowOutput({ lines, full }: Marks, run: Run): boolean {
  const above = run.from - 1;
  if (above < 0 || !full(above) || lines.depth[above] !== run.depth - 1) return false;
  return /^\[\d+\] /.test(lines.body.slice(lines.first[above]!, lines.first[above]! + 8)) && isPlainCode(lines, run);
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
      if (findVerb(textOf(lines, line))?.weak === false) return true;
  return false;
}

function isBesideLess(lines: LineTable, line: number, after: number): boolean {
  // `< ann@example.org > wrote:` is the end of an attribution.
  const isLess = (at: number) =>
    at >= 0 &&
    at < lines.count &&
    lines.body.charCodeAt(lines.first[at]!) === 0x3c &&
    /^<(?: |$)(?!\S{1,64}@\S{1,80} >)/.test(textOf(lines, at).slice(0, 160));
  // `14a15,17` says which lines were added.
  if (line > 0 && /^\d{1,6}(?:,\d{1,6})?[acd]\d{1,6}(?:,\d{1,6})?$/.test(textOf(lines, line - 1))) return true;
  // `< old`, `---`, `> new`
  return isLess(line - 1) || isLess(after) || (line > 1 && textOf(lines, line - 1) === '---' && isLess(line - 2));
}

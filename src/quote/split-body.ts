import { parseSubject } from '../message/subject.js';
import { type FoundHeader, findHeaders } from './find-headers.js';
import { isBlank, type LineTable, readLines } from './line-table.js';
import { correctMarks } from './quote-marks.js';
import type { EmbeddedHeader, EmbeddedMessage, Segment, SplitBody } from './segment.js';
import { markSignatures } from './signature.js';

/** What the caller knows about the message whose body is split. */
export interface SplitBodyOptions {
  /** Its subject: `Fwd:` says that what stands below is forwarded. */
  readonly subject?: string | null;
  /** Its date (ms since 1970 UTC): tells day from month in `03/04/2005`. */
  readonly date?: number | null;
  /** Tolerates the reading errors of scanned paper in labels (`Frorn:`). */
  readonly tolerateOcr?: boolean;
}

/** What a line is; index into `KINDS`. */
const AUTHORED = 0;
const QUOTED = 1;
const ATTRIBUTION = 2;
const HEADER = 3;
const KINDS = ['authored', 'quoted', 'attribution', 'header', 'signature', 'disclaimer'] as const;

interface OpenMessage {
  header: FoundHeader | null;
  readonly depth: number;
  readonly quotedBy: number | null;
  readonly lines: number[];
  full: boolean;
}

/**
 * Splits the text of a body into what its author wrote and what is quoted, and recovers the embedded messages.
 *
 * `"I agree.\n\nOn 3 Jan 2020, Ann wrote:\n> Shall we?"` → an authored, an attribution and a quoted segment, and one
 * embedded message from Ann with the text `"Shall we?"`. The segments tile the text: every character stands in exactly
 * one. Any text is fine; the time is linear in its length.
 */
export function splitBody(text: string, options: SplitBodyOptions = {}): SplitBody {
  const lines = readLines(text);
  correctMarks(lines);
  const headers = findHeaders(lines, options.date ?? null);
  const kinds = new Uint8Array(lines.count);
  const owners = new Int32Array(lines.count).fill(-1);
  const levels = new Int32Array(lines.count);
  const opened = assignLines(lines, headers, kinds, owners, levels);
  markSignatures(lines, kinds, levels);
  const kept = renumber(opened);
  const segments = buildSegments(lines, kinds, owners, levels, kept);
  return {
    segments,
    embedded: buildEmbedded(lines, opened, kept, actionOf(options.subject ?? null)),
    authored: segments
      .filter((segment) => segment.kind === 'authored')
      .map((segment) => text.slice(segment.start, segment.end))
      .join(''),
  };
}

/** Gives every line its kind, its depth and the message it belongs to; returns the messages in the order they open. */
function assignLines(
  lines: LineTable,
  headers: readonly FoundHeader[],
  kinds: Uint8Array,
  owners: Int32Array,
  levels: Int32Array,
): readonly OpenMessage[] {
  const opened: OpenMessage[] = [];
  /** Index of the open message of each level. */
  const current: (number | undefined)[] = [];
  /** Marks before each header whose message goes on below it: each pushes what follows one level down. */
  let shifts: number[] = [];
  const levelOf = (depth: number): number => {
    let level = depth;
    for (const shift of shifts) if (shift <= depth) level++;
    return level;
  };
  const open = (level: number, header: FoundHeader | null): number => {
    for (let missing = 1; missing < level; missing++)
      if (current[missing] === undefined) current[missing] = add(missing, null);
    current.length = Math.min(current.length, level);
    current[level] = add(level, header);
    return opened.length - 1;
  };
  const add = (level: number, header: FoundHeader | null): number => {
    opened.push({
      header,
      depth: level,
      quotedBy: level > 1 ? (current[level - 1] ?? null) : null,
      lines: [],
      full: false,
    });
    return opened.length - 1;
  };
  const unmarked = countUnmarked(lines);
  let next = 0;
  let authored = false;
  let before = -1;
  let pending = -1;
  for (let line = 0; line < lines.count; line++) {
    const header = headers[next];
    if (header && header.first === line) {
      next++;
      const depth = header.depth;
      const starts = depth > 0 && (before < 0 || lines.depth[before]! < depth);
      let level: number;
      let owner: number;
      const own = current[levelOf(depth)];
      if (
        depth > 0 &&
        header.style !== 'attribution' &&
        (starts || (own !== undefined && !opened[own]!.full)) &&
        describesItself(opened, own, header)
      ) {
        if (starts) shifts = shifts.filter((shift) => shift < depth);
        level = levelOf(depth);
        const same = current[level];
        if (same !== undefined && !opened[same]!.full) {
          opened[same]!.header = joinHeaders(opened[same]!.header, header);
          owner = same;
        } else owner = open(level, header);
      } else if (introducesMarks(lines, header, headers[next]?.first ?? lines.count, unmarked, authored)) {
        shifts = shifts.filter((shift) => shift <= depth);
        level = levelOf(depth) + 1;
        owner = open(level, header);
      } else {
        shifts = shifts.filter((shift) => shift <= depth);
        shifts.push(depth);
        level = levelOf(depth);
        owner = open(level, header);
      }
      const kind = header.style === 'attribution' ? ATTRIBUTION : HEADER;
      for (let at = header.first; at <= header.last; at++) {
        kinds[at] = kind;
        owners[at] = owner;
        levels[at] = level;
      }
      settleBlanks(lines, pending, line, before, kinds, owners, levels);
      line = header.last;
      before = line;
      pending = line + 1;
      continue;
    }
    if (isBlank(lines, line)) continue;
    const level = levelOf(lines.depth[line]!);
    let owner = -1;
    if (level > 0) {
      owner = current[level] ?? open(level, null);
      opened[owner]!.full = true;
    } else authored = true;
    kinds[line] = level > 0 ? QUOTED : AUTHORED;
    owners[line] = owner;
    levels[line] = level;
    settleBlanks(lines, pending, line, before, kinds, owners, levels);
    before = line;
    pending = line + 1;
  }
  settleBlanks(lines, pending, lines.count, before, kinds, owners, levels);
  for (let line = 0; line < lines.count; line++)
    if (kinds[line] === QUOTED && owners[line]! >= 0) opened[owners[line]!]!.lines.push(line);
  return opened;
}

/**
 * Gives the blank lines between two full lines to one of them: below a header to the text that follows, else to the
 * author's own text where one side is his, else to the side above.
 */
function settleBlanks(
  lines: LineTable,
  from: number,
  next: number,
  before: number,
  kinds: Uint8Array,
  owners: Int32Array,
  levels: Int32Array,
): void {
  const start = Math.max(from, before + 1, 0);
  if (start >= next) return;
  const isText = (line: number) => kinds[line] === AUTHORED || kinds[line] === QUOTED;
  const above = before >= 0 && isText(before);
  const below = next < lines.count && isText(next);
  for (let line = start; line < next; line++) {
    const marked = lines.depth[line]! > 0;
    let side = above ? before : below ? next : before;
    if (above && below && !marked && levels[next] === 0) side = next;
    if (above && below && marked && levels[before]! < levels[next]!) side = next;
    if (side < 0) continue;
    kinds[line] = levels[side]! > 0 ? QUOTED : AUTHORED;
    owners[line] = owners[side]!;
    levels[line] = levels[side]!;
  }
}

/** A header inside quote marks that stands above all text of its level describes the quoted message itself. */
function describesItself(opened: readonly OpenMessage[], own: number | undefined, header: FoundHeader): boolean {
  if (own === undefined) return true;
  const message = opened[own]!;
  if (message.full) return true;
  const known = message.header?.from;
  if (!known || !header.from) return true;
  const a = (header.from.address || header.from.name).toLowerCase();
  const b = (known.address || known.name).toLowerCase();
  return a === b || header.from.name.toLowerCase() === known.name.toLowerCase();
}

function joinHeaders(attribution: FoundHeader | null, block: FoundHeader): FoundHeader {
  if (!attribution) return block;
  return {
    ...block,
    from: block.from ?? attribution.from,
    date: block.date ?? attribution.date,
    messageId: block.messageId ?? attribution.messageId,
  };
}

/**
 * True where the text of a header's message is what stands in quote marks below it, and unmarked lines are the answer.
 *
 * Below an attribution that is so if marks come before another header does; below a block, if the author wrote nothing
 * above it, or if all that follows is marked.
 */
function introducesMarks(
  lines: LineTable,
  header: FoundHeader,
  until: number,
  unmarked: Int32Array,
  authored: boolean,
): boolean {
  if (lines.depth[header.last]! > header.depth) return true;
  let next = header.last + 1;
  if (header.style === 'attribution') {
    while (next < until && (lines.depth[next]! <= header.depth || isBlank(lines, next))) next++;
    return next < until || (until < lines.count && lines.depth[until]! > header.depth);
  }
  while (next < lines.count && next < header.last + 8 && isBlank(lines, next)) next++;
  if (next >= lines.count || isBlank(lines, next) || lines.depth[next]! <= header.depth) return false;
  return !authored || unmarked[lines.count]! - unmarked[header.last + 1]! === 0;
}

/** How many lines before each one are full and without marks. */
function countUnmarked(lines: LineTable): Int32Array {
  const counts = new Int32Array(lines.count + 1);
  for (let line = 0; line < lines.count; line++)
    counts[line + 1] = counts[line]! + (lines.depth[line] === 0 && !isBlank(lines, line) ? 1 : 0);
  return counts;
}

/** New index of each message that has a header or text; -1 for those that only marks implied. */
function renumber(opened: readonly OpenMessage[]): Int32Array {
  const kept = new Int32Array(opened.length);
  let count = 0;
  for (let index = 0; index < opened.length; index++)
    kept[index] = opened[index]!.header || opened[index]!.full ? count++ : -1;
  return kept;
}

function buildSegments(
  lines: LineTable,
  kinds: Uint8Array,
  owners: Int32Array,
  levels: Int32Array,
  kept: Int32Array,
): readonly Segment[] {
  const segments: Segment[] = [];
  for (let line = 0; line < lines.count; ) {
    let after = line + 1;
    while (
      after < lines.count &&
      kinds[after] === kinds[line] &&
      owners[after] === owners[line] &&
      levels[after] === levels[line]
    )
      after++;
    const owner = owners[line]! < 0 ? -1 : kept[owners[line]!]!;
    segments.push({
      kind: KINDS[kinds[line]!]!,
      start: lines.start[line]!,
      end: lines.start[after]!,
      depth: levels[line]!,
      embedded: owner < 0 ? null : owner,
    });
    line = after;
  }
  return segments;
}

function buildEmbedded(
  lines: LineTable,
  opened: readonly OpenMessage[],
  kept: Int32Array,
  action: () => 'forward' | 'reply' | null,
): readonly EmbeddedMessage[] {
  const embedded: EmbeddedMessage[] = [];
  opened.forEach((message, index) => {
    if (kept[index]! < 0) return;
    const ranges: { start: number; end: number }[] = [];
    const text: string[] = [];
    let from = 0;
    let to = message.lines.length;
    while (from < to && isBlank(lines, message.lines[from]!)) from++;
    while (to > from && isBlank(lines, message.lines[to - 1]!)) to--;
    for (let at = from; at < to; at++) {
      const line = message.lines[at]!;
      const start = lines.content[line]!;
      const end = at + 1 < to ? lines.start[line + 1]! : Math.max(lines.end[line]!, start);
      const last = ranges.at(-1);
      if (last && last.end === start) last.end = end;
      else ranges.push({ start, end });
      text.push(lines.body.slice(start, end));
    }
    const parent = message.quotedBy === null ? -1 : kept[message.quotedBy]!;
    embedded.push({
      header: headerOf(lines, message, ranges[0]?.start ?? 0, embedded.length ? null : action()),
      depth: message.depth,
      quotedBy: parent < 0 ? null : parent,
      text: text.join(''),
      ranges,
    });
  });
  return embedded;
}

/** What the outer subject says of the outermost embedded message: `Fwd: Re: plan` forwards it. */
function actionOf(subject: string | null): () => 'forward' | 'reply' | null {
  return () => {
    // `VS:` forwards in Danish and Norwegian and replies in Finnish.
    if (!subject || /^\s*vs\s*:/i.test(subject)) return null;
    // The first mark is the outer message's own.
    const { forward, reply } = parseSubject(
      /^[^:：]{1,30}[:：]/.exec(subject.trimStart())?.[0].concat(' x') ?? subject,
    );
    return forward ? 'forward' : reply ? 'reply' : null;
  };
}

function headerOf(
  lines: LineTable,
  message: OpenMessage,
  at: number,
  action: 'forward' | 'reply' | null,
): EmbeddedHeader {
  const { header } = message;
  if (!header)
    return {
      style: 'none',
      start: at,
      end: at,
      from: null,
      to: [],
      cc: [],
      bcc: [],
      date: null,
      subject: null,
      messageId: null,
      action: null,
    };
  return {
    style: header.style,
    start: lines.first[header.proper]!,
    end: lines.start[header.last + 1]!,
    from: header.from,
    to: header.to,
    cc: header.cc,
    bcc: header.bcc,
    date: header.date,
    subject: header.subject,
    messageId: header.messageId,
    action: actionFor(header.action, action),
  };
}

/** A reply separator stands above forwards too (Outlook writes one for both): the subject then decides. */
function actionFor(
  separator: 'forward' | 'reply' | null,
  subject: 'forward' | 'reply' | null,
): 'forward' | 'reply' | null {
  return separator === 'forward' ? separator : (subject ?? separator);
}

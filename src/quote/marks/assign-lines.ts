import type { FoundHeader } from '../header-block/found-header.js';
import { isScissors } from '../header-block/scissors.js';
import { isEndOfMessage } from '../header-block/separator.js';
import { isBlank, type LineTable, nextFull, textOf } from '../line-table.js';
import { isEllipsis } from './ellipsis.js';
import { OpenLevels, type OpenMessage } from './open-levels.js';

/** What a line is; index into the kinds of `Segment`. */
export const AUTHORED = 0;
/** A line that somebody else wrote. */
export const QUOTED = 1;
const ATTRIBUTION = 2;
const HEADER = 3;
/** A line of a signature. */
export const SIGNATURE = 4;
/** A line of a disclaimer or footer. */
export const DISCLAIMER = 5;

/** Kind, depth and message of every line; messages in the order they open. */
export interface AssignedLines {
  readonly kinds: Uint8Array;
  readonly levels: Int32Array;
  /** Index into `opened`, -1 = the outer message. */
  readonly owners: Int32Array;
  readonly opened: readonly OpenMessage[];
}

type Columns = Pick<AssignedLines, 'kinds' | 'levels' | 'owners'>;

const MOST_KEPT = 400;
/** By count of lines, the arrays that were given last: making arrays costs more than filling them. */
const COLUMNS: (Columns | undefined)[] = [];

function columnsFor(count: number): Columns {
  const kept = COLUMNS[count];
  const columns = kept ?? {
    kinds: new Uint8Array(count),
    levels: new Int32Array(count),
    owners: new Int32Array(count),
  };
  if (kept) {
    kept.kinds.fill(AUTHORED);
    kept.levels.fill(0);
  } else if (count <= MOST_KEPT) COLUMNS[count] = columns;
  columns.owners.fill(-1);
  return columns;
}

/** Gives every line its kind, its depth and the message it belongs to. */
export function assignLines(lines: LineTable, headers: readonly FoundHeader[]): AssignedLines {
  const { kinds, levels, owners } = columnsFor(lines.count);
  const open = new OpenLevels();
  const assigned = { kinds, levels, owners, opened: open.opened };
  const unmarked = lastUnmarked(lines);
  const end = lastEnd(lines);
  let next = 0;
  let authored = false;
  /** The last line that is not blank. */
  let before = -1;
  let digest = null as Place | null;
  for (let line = 0; line < lines.count; line++) {
    const header = headers[next];
    if (header && header.first === line) {
      next++;
      const until = headers[next]?.first ?? lines.count;
      const deep = headers[next]?.depth ?? 0;
      const beside = header.inDigest === true && digest?.depth === header.depth;
      const owner = beside
        ? placeBeside(header, open, digest!)
        : placeHeader(lines, header, open, before, () =>
            introducesMarks(lines, header, { until, deep }, unmarked, authored || end > header.last),
          );
      if (header.inDigest)
        digest = { depth: header.depth, level: open.opened[owner]!.depth, shift: open.shiftOf(header.depth) };
      for (let at = header.first; at <= header.last; at++) {
        kinds[at] = header.style === 'attribution' ? ATTRIBUTION : HEADER;
        owners[at] = owner;
        levels[at] = open.opened[owner]!.depth;
      }
      if (before + 1 < line) settleBlanks(lines, before, line, assigned);
      line = header.last;
      before = line;
      continue;
    }
    if (isBlank(lines, line)) continue;
    const level = open.levelOf(lines.depth[line]!);
    const ended = level > lines.depth[line]! ? endAt(lines, line, open) : -1;
    if (ended >= 0) {
      kinds[line] = HEADER;
      owners[line] = ended;
      levels[line] = open.opened[ended]!.depth;
    } else if (level > 0) {
      const owner = open.at(level) >= 0 ? open.at(level) : open.open(level, null);
      open.opened[owner]!.full = true;
      kinds[line] = QUOTED;
      owners[line] = owner;
      levels[line] = level;
    } else authored = true;
    if (before + 1 < line) settleBlanks(lines, before, line, assigned);
    before = line;
  }
  settleBlanks(lines, before, lines.count, assigned);
  return assigned;
}

/** The message that ends at a line: one that says so, or one that closes a frame; -1 for all other lines. */
function endAt(lines: LineTable, line: number, open: OpenLevels): number {
  const depth = lines.depth[line]!;
  const says = isEndOfMessage(lines, line);
  return says || isScissors(lines, line, depth) ? open.end(depth, line, says) : -1;
}

/** Where a message of a digest stands: those that follow stand beside it. */
interface Place {
  readonly depth: number;
  readonly level: number;
  readonly shift: number;
}

function placeBeside(header: FoundHeader, open: OpenLevels, { depth, level, shift }: Place): number {
  open.closeDeeper(depth);
  open.setShift(depth, shift);
  return open.open(level, header);
}

/** Opens the message that a header describes, and returns its index. */
function placeHeader(
  lines: LineTable,
  header: FoundHeader,
  open: OpenLevels,
  before: number,
  introduces: () => boolean,
): number {
  const { depth } = header;
  const starts = depth > 0 && (before < 0 || lines.depth[before]! < depth);
  const own = open.at(open.levelOf(depth));
  const empty = own >= 0 && !open.opened[own]!.full;
  const heads = header.style === 'attribution' ? starts && isAboveSame(lines, header) : starts || empty;
  if (depth > 0 && heads && describesItself(open.opened[own], header)) {
    if (starts) open.closeDeeper(depth - 1);
    const level = open.levelOf(depth);
    const same = open.at(level);
    if (same < 0 || open.opened[same]!.full) return open.open(level, header);
    open.opened[same]!.header = joinHeaders(open.opened[same]!.header, header);
    return same;
  }
  open.closeDeeper(depth);
  if (introduces()) return open.open(open.levelOf(depth) + 1, header);
  open.pushBelow(depth);
  return open.open(open.levelOf(depth), header);
}

/**
 * Gives the blank lines between two full lines to one of them: below a header to the text that follows, else to the
 * author's own text where one side is his, else to the side above.
 */
function settleBlanks(lines: LineTable, before: number, next: number, assigned: AssignedLines): void {
  if (before + 1 >= next) return;
  const { kinds, levels, owners } = assigned;
  const isText = (line: number) => kinds[line] === AUTHORED || kinds[line] === QUOTED;
  const above = before >= 0 && isText(before);
  const below = next < lines.count && isText(next);
  for (let line = before + 1; line < next; line++) {
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

/** QUIRK: Apple Mail marks the attribution as well: `> On 3 Jan 2020, at 10:05, Ann wrote:` above text with the same marks. */
function isAboveSame(lines: LineTable, header: FoundHeader): boolean {
  const next = nextFull(lines, header.last + 1, 3);
  return next >= 0 && lines.depth[next] === header.depth;
}

/** A header inside quote marks that stands above all text of its level describes the quoted message itself. */
function describesItself(message: OpenMessage | undefined, header: FoundHeader): boolean {
  const known = message?.header?.from;
  if (!message || message.full || !known || !header.from) return true;
  const a = (header.from.address || header.from.name).toLowerCase();
  const b = (known.address || known.name).toLowerCase();
  return a === b || header.from.name.toLowerCase() === known.name.toLowerCase();
}

/** The sender that a block names, where the attribution has the same address and no name. */
function sameSender(attribution: FoundHeader, { from }: FoundHeader): FoundHeader['from'] {
  return from && attribution.from?.address.toLowerCase() === from.address.toLowerCase() ? from : null;
}

/** An attribution above marks and the header inside them tell of one message: the attribution stays, the block fills it up. */
function joinHeaders(attribution: FoundHeader | null, block: FoundHeader): FoundHeader {
  if (!attribution) return block;
  return {
    ...attribution,
    from: attribution.from?.name
      ? attribution.from
      : (sameSender(attribution, block) ?? attribution.from ?? block.from),
    date: exactDate(attribution.date, block.date),
    messageId: attribution.messageId ?? block.messageId,
    subject: block.subject,
    to: block.to,
    cc: block.cc,
    bcc: block.bcc,
  };
}

/** The date of the attribution, or the block's where that tells the time of the same day. */
function exactDate(told: FoundHeader['date'], written: FoundHeader['date']): FoundHeader['date'] {
  if (!told || !written) return told ?? written;
  const closer = told.precision === 'day' && written.precision !== 'day';
  return closer && Math.abs(written.local - told.local) < 2 * DAY_LENGTH ? written : told;
}

const DAY_LENGTH = 86_400_000;

/**
 * True where the text of a header's message is what stands in quote marks below it, and unmarked lines are the answer.
 *
 * Below an attribution that is so if marks come before another header does; below a block, if the author wrote nothing
 * above it, or if all that follows is marked.
 */
function introducesMarks(
  lines: LineTable,
  header: FoundHeader,
  /** Line and depth of the next header. */
  { until, deep }: { readonly until: number; readonly deep: number },
  /** The last unmarked line. */
  unmarked: number,
  authored: boolean,
): boolean {
  if (lines.depth[header.last]! > header.depth) return true;
  if (header.closedBy !== undefined) return false;
  let next = header.last + 1;
  if (header.style === 'attribution') {
    let plain = -1;
    while (next < until && (lines.depth[next]! <= header.depth || isBlank(lines, next))) {
      if (plain < 0 && !isBlank(lines, next) && !isEllipsis(lines, next)) plain = next;
      next++;
    }
    // Below an answer, plain text under an attribution is the quotation where the marks have an attribution of their own, or
    // where the attribution is set in (Yahoo): the marks are what the quoted person quotes.
    const covers = plain >= 0 && authored && header.depth === 0;
    if (next < until) return !(covers && isUnmarkedAbove(lines, header, plain));
    const below = plain < 0 ? deep : lines.depth[until]!;
    return until < lines.count && below > header.depth && !covers;
  }
  while (next < lines.count && next < header.last + 8 && isBlank(lines, next)) next++;
  if (next >= lines.count || isBlank(lines, next) || lines.depth[next]! <= header.depth) return false;
  return !authored || unmarked <= header.last;
}

/**
 * True where the attribution itself tells that its text goes on without marks: it is set in (Yahoo), doubles the address as programs do
 * that quote without marks, or stands above a greeting of somebody else than it names.
 */
function isUnmarkedAbove(lines: LineTable, header: FoundHeader, plain: number): boolean {
  if (lines.first[header.first]! - lines.start[header.first]! >= 4) return true;
  if (lines.body.slice(lines.first[header.first], lines.end[header.last]).includes('<mailto:')) return true;
  const greeted = GREETING.exec(
    lines.body.slice(lines.first[plain], Math.min(lines.end[plain]!, lines.first[plain]! + 60)),
  )?.[1];
  const name = (header.from?.name || header.from?.address) ?? '';
  return greeted !== undefined && name !== '' && !name.toLowerCase().includes(greeted.toLowerCase());
}

const GREETING =
  /^(?:hi|hello|hey|dear|hallo|liebe[rs]?|guten (?:tag|morgen)|bonjour|salut|ch(?:er|ère)|hola|querid[oa]|estimad[oa]|ciao|car[oa]|gentile|ol[áa]|prezad[oa]|beste|hej|kære|hei|kjære|cześć|dobrý den|ahoj|здравствуйте|привет|добрый день|merhaba|sayın|szia|moi) ([\p{L}’'-]{2,30})[ ,!:.]*$/iu;

/** The last unmarked line that says that a message ends above it; -1 if there is none. */
function lastEnd(lines: LineTable): number {
  let line = lines.count - 1;
  while (line >= 0 && !(lines.depth[line] === 0 && isEndOfMessage(lines, line))) line--;
  return line;
}

/** The last line that is full and without marks; -1 if there is none. */
function lastUnmarked(lines: LineTable): number {
  let line = lines.count - 1;
  while (line >= 0 && (lines.depth[line] !== 0 || isBlank(lines, line) || isNotice(lines, line))) line--;
  return line;
}

/** A line that a server put below the message: `Disclaimer: http://…`. */
function isNotice(lines: LineTable, line: number): boolean {
  const first = lines.first[line]!;
  if (lines.end[line]! - first > 120 || !lines.body.startsWith('isclaimer', first + 1)) return false;
  return /^Disclaimer:? (?:<?https?:\/\/\S+)$/i.test(textOf(lines, line));
}

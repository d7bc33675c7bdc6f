import { isPlausibleMoment } from '../date/plausible-moment.js';
import { withoutWithheld, withoutWithheldPeople } from '../message/address/withheld-person.js';
import { parseSubject } from '../message/header/subject.js';
import { findInsets } from './attribution/inset-sentence.js';
import { findHeaders } from './header-block/find-headers.js';
import { NO_FIELDS } from './header-block/quoted-fields.js';
import { isBlank, type LineTable, readLines } from './line-table.js';
import { type AssignedLines, assignLines, QUOTED } from './marks/assign-lines.js';
import { findTags, markTags, mayHoldTags } from './marks/bracket-tags.js';
import { markDeclaredAnswers, mayHoldAnswers } from './marks/declared-answers.js';
import { markLeadingQuotation } from './marks/leading-quotation.js';
import type { OpenMessage } from './marks/open-levels.js';
import { correctMarks } from './marks/quote-marks.js';
import { markSignatures } from './marks/signature.js';
import type { EmbeddedHeader, EmbeddedMessage, Segment, SplitBody } from './segment.js';

/** What the caller knows about the message whose body is split. */
export interface SplitBodyOptions {
  /** Its subject: `Fwd:` says that what stands below is forwarded. */
  readonly subject?: string | null;
  /** Its date (ms since 1970 UTC): tells day from month in `03/04/2005`. */
  readonly date?: number | null;
  /** Tolerates the reading errors of scanned paper in labels (`Frorn:`). */
  readonly tolerateOcr?: boolean;
}

const KINDS = ['authored', 'quoted', 'attribution', 'header', 'signature', 'disclaimer'] as const;

/**
 * Splits the text of a body into what its author wrote and what is quoted, and recovers the embedded messages.
 *
 * `"I agree.\n\nOn 3 Jan 2020, Ann wrote:\n> Shall we?"` → an authored, an attribution and a quoted segment, and one
 * embedded message from Ann with the text `"Shall we?"`. The segments tile the text: every character stands in exactly
 * one. Any text is fine; the time is linear in its length.
 */
export function splitBody(text: string, options: SplitBodyOptions = {}): SplitBody {
  const answers = options.subject ? parseSubject(options.subject).reply : false;
  const tags = mayHoldTags(text) ? findTags(text) : null;
  const read = (cuts: readonly number[]) => {
    const lines = readLines(text, options.tolerateOcr, cuts);
    if (tags) markTags(lines);
    correctMarks(lines);
    if (answers) markLeadingQuotation(lines);
    return { lines, headers: findHeaders(lines, options.date ?? null) };
  };
  let { lines, headers } = read(tags ?? []);
  const insets = findInsets(lines, headers);
  if (insets.length) ({ lines, headers } = read([...(tags ?? []), ...insets].sort((one, other) => one - other)));
  const assigned = assignLines(lines, headers);
  if (mayHoldAnswers(text)) markDeclaredAnswers(lines, assigned);
  markSignatures(lines, assigned);
  const { opened } = assigned;
  const kept = renumber(opened);
  const segments = buildSegments(lines, assigned, kept);
  return {
    segments,
    embedded: buildEmbedded(lines, assigned, kept, actionOf(options.subject ?? null)),
    authored: segments
      .filter((segment) => segment.kind === 'authored')
      .map((segment) => text.slice(segment.start, segment.end))
      .join(''),
  };
}

/** New index of each message that has a header or text; -1 for those that only marks implied. */
function renumber(opened: readonly OpenMessage[]): Int32Array {
  const kept = new Int32Array(opened.length);
  let count = 0;
  for (let index = 0; index < opened.length; index++)
    kept[index] = opened[index]!.header || opened[index]!.full ? count++ : -1;
  return kept;
}

function buildSegments(lines: LineTable, assigned: AssignedLines, kept: Int32Array): readonly Segment[] {
  const { kinds, levels, owners } = assigned;
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
  assigned: AssignedLines,
  kept: Int32Array,
  action: () => 'forward' | 'reply' | null,
): readonly EmbeddedMessage[] {
  const { opened } = assigned;
  const texts = linesOf(lines, assigned);
  const embedded: EmbeddedMessage[] = [];
  opened.forEach((message, index) => {
    if (kept[index]! < 0) return;
    const ranges: { start: number; end: number }[] = [];
    let from = 0;
    const own = texts[index]!;
    let to = own.length;
    while (from < to && isBlank(lines, own[from]!)) from++;
    while (to > from && isBlank(lines, own[to - 1]!)) to--;
    for (let at = from; at < to; at++) {
      const line = own[at]!;
      const start = lines.content[line]!;
      const end = at + 1 < to ? lines.start[line + 1]! : Math.max(lines.end[line]!, start);
      const last = ranges.at(-1);
      if (last && last.end === start) last.end = end;
      else ranges.push({ start, end });
    }
    // A level that has neither header nor text is nobody's: the next one above it quotes.
    let quoting = message.quotedBy;
    while (quoting !== null && kept[quoting]! < 0) quoting = opened[quoting]!.quotedBy;
    const parent = quoting === null ? -1 : kept[quoting]!;
    embedded.push({
      header: headerOf(lines, message, ranges[0]?.start ?? 0, embedded.length ? null : action()),
      depth: message.depth,
      quotedBy: parent < 0 ? null : parent,
      text: ranges.map((range) => lines.body.slice(range.start, range.end)).join(''),
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

/** The lines of each message's text, in order. */
function linesOf(lines: LineTable, { kinds, owners, opened }: AssignedLines): readonly (readonly number[])[] {
  const texts: number[][] = opened.map(() => []);
  for (let line = 0; line < lines.count; line++)
    if (kinds[line] === QUOTED && owners[line]! >= 0) texts[owners[line]!]!.push(line);
  return texts;
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
      ...NO_FIELDS,
      action: null,
    };
  return {
    style: header.style,
    start: lines.first[header.proper]!,
    end: lines.start[header.last + 1]!,
    from: header.from && withoutWithheld(header.from),
    to: withoutWithheldPeople(header.to),
    cc: withoutWithheldPeople(header.cc),
    bcc: withoutWithheldPeople(header.bcc),
    date: header.date && isPlausibleMoment(header.date.local) ? header.date : null,
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

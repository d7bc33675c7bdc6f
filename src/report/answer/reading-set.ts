import { findingsOf } from '../../finding/finding-detail.js';
import type { InclusiveClass } from '../../finding/inclusive.js';
import type { Post } from '../../link/post/post.js';
import { recipientsOf, senderOf, subjectOf, timeOf } from '../../link/post/post-facts.js';
import { makeVisible } from '../../text/visible-text.js';
import { batesNote } from '../format/bates-note.js';
import { padEnd, truncate } from '../format/display-text.js';
import { toJsonText } from '../format/json-text.js';
import { countOf, dayOf, personName, shortKey, withCommas } from '../format/phrases.js';
import { paint, plainStyle, type TextStyle } from '../format/text-style.js';
import { csvLines } from '../table/csv-lines.js';
import { batesOf } from './bates.js';
import { countAround, eventColumns, eventLine, passEvents, writeEventCounts } from './events.js';
import { isoDateOf } from './iso-date.js';
import type { Reconstruction } from './reconstruction.js';
import type { CaseEvent } from './report-file.js';

/** A produced message with whether it must be read. */
export interface ReadingRow {
  readonly post: Post;
  readonly class: InclusiveClass;
}

/** The messages of a case in the order of time, and what was asked of them. */
export interface ReadingSet {
  /** All that were asked for: those to be read, or every one. */
  readonly rows: readonly ReadingRow[];
  readonly messages: number;
  readonly toRead: number;
  readonly spares: number;
}

/** Every form of the reading set. */
export const readingViews = {
  text: writeReadingList,
  csv: writeReadingCsv,
  jsonl: writeReadingJsonl,
} satisfies Readonly<
  Record<string, (set: ReadingSet, style?: TextStyle, events?: readonly CaseEvent[]) => Iterable<string>>
>;

/** The name of a view of the reading set. */
export type ReadingFormat = keyof typeof readingViews;

/** The classes that the inclusive finding tells, by post key. */
export function inclusiveClasses({ findings }: Pick<Reconstruction, 'findings'>): ReadonlyMap<string, InclusiveClass> {
  const classes = findingsOf(findings, 'inclusive').flatMap(({ detail }) => detail.classes);
  return new Map(classes.map((one) => [one.post, one]));
}

/**
 * The smallest set of messages that holds everything: those to be read, in the order of time. `all` adds the others, each
 * with the one that holds it; `keys` restricts to some posts.
 */
export function readingSet(
  reconstruction: Reconstruction,
  { all, keys }: { readonly all: boolean; readonly keys: ReadonlySet<string> | null },
): ReadingSet {
  const classes = inclusiveClasses(reconstruction);
  const rows = reconstruction.posts.flatMap((post): ReadingRow[] => {
    const found = keys === null || keys.has(post.key) ? classes.get(post.key) : undefined;
    return found ? [{ post, class: found }] : [];
  });
  const time = (post: Post) => timeOf(post) ?? Number.POSITIVE_INFINITY;
  rows.sort((a, b) => time(a.post) - time(b.post) || (a.post.key < b.post.key ? -1 : 1));
  const toRead = rows.filter((row) => row.class.inclusive);
  return {
    rows: all ? rows : toRead,
    messages: rows.length,
    toRead: toRead.length,
    spares: rows.filter((row) => row.class.spare).length,
  };
}

const REASONS = { message: '', attachment: 'for its attachment', 'inferred-match': 'quoted, but not to the letter' };

function reasonText({ class: { inclusive, reason, containedIn, spare } }: ReadingRow): string {
  if (inclusive) return reason === null ? '' : REASONS[reason];
  return spare ? `the same as ${shortKey(containedIn!)}` : `stands in ${shortKey(containedIn!)}`;
}

const WHO = 22;

function* writeReadingList(
  set: ReadingSet,
  style: TextStyle = plainStyle,
  events: readonly CaseEvent[] = [],
): Generator<string> {
  const passed = passEvents(events);
  for (const row of set.rows) {
    const { post } = row;
    for (const event of passed(timeOf(post))) yield eventLine(event, style);
    const why = reasonText(row);
    const start = `${shortKey(post.key)}  ${dayOf(isoDateOf(post))}  ${padEnd(truncate(makeVisible(personName(senderOf(post))), WHO), WHO)}  `;
    const subject = makeVisible(subjectOf(post)) || '(no subject)';
    const bates = batesNote(batesOf(post).join('; '));
    const room = Math.max(12, style.width - start.length - bates.length - (why ? why.length + 3 : 0));
    const line = `${start}${truncate(subject, room)}${bates}`;
    yield `${row.class.inclusive ? line : paint(line, 'dim', style)}${why ? paint(` (${why})`, 'dim', style) : ''}\n`;
  }
  const share = set.messages ? ` (${((100 * set.toRead) / set.messages).toFixed(1)} %)` : '';
  const spares = set.spares ? `, ${countOf(set.spares, 'duplicate')} left out` : '';
  yield paint(
    `${withCommas(set.toRead)} of ${countOf(set.messages, 'message')} to read${share}: the others stand in full in one of them${spares}\n`,
    'dim',
    style,
  );
  const listed = set.rows.map(({ post }) => post);
  yield* writeEventCounts(countAround(listed, events), style);
}

const columns = [
  'key',
  'date',
  'from',
  'to',
  'subject',
  'inclusive',
  'reason',
  'contained_in',
  'duplicate_spare',
  'bates',
];

function* writeReadingCsv(
  { rows }: ReadingSet,
  _style: TextStyle = plainStyle,
  events: readonly CaseEvent[] = [],
): Generator<string> {
  const days = eventColumns(events);
  const header = [...columns, ...days.map(([heading]) => heading)];
  yield csvLines([header]);
  for (const { post, class: one } of rows) {
    const record = [
      post.key,
      isoDateOf(post),
      personName(senderOf(post)),
      recipientsOf(post).map(personName).join('; '),
      subjectOf(post),
      one.inclusive ? 'yes' : 'no',
      one.reason,
      one.containedIn,
      one.spare ? 'yes' : 'no',
      batesOf(post).join('; '),
      ...days.map(([, side]) => side(timeOf(post))),
    ];
    yield csvLines([record]);
  }
}

function* writeReadingJsonl({ rows }: ReadingSet): Generator<string> {
  for (const { class: one } of rows) yield `${toJsonText(one)}\n`;
}

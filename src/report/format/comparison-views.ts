import type { ProducedPost } from '../../dedupe/produced-post.js';
import type { ExplainLink } from '../../link/evidence/evidence.js';
import { senderOf, subjectOf } from '../../link/post/post-facts.js';
import { makeVisible } from '../../text/visible-text.js';
import { batesOf } from '../answer/bates.js';
import { countAround, writeEventCounts } from '../answer/events.js';
import { isoDateOf } from '../answer/iso-date.js';
import { glanceAt } from '../answer/post-glance.js';
import type { ProductionComparison } from '../answer/production-comparison.js';
import type { Reconstruction } from '../answer/reconstruction.js';
import type { CaseEvent } from '../answer/report-file.js';
import { type CsvColumn, writeCsvTable } from '../table/csv-table.js';
import { batesNote, withBates } from './bates-note.js';
import { wrapText } from './display-text.js';
import { toJsonText } from './json-text.js';
import { countOf, personName, readableDate, shortKey } from './phrases.js';
import { paint, plainStyle, type TextStyle } from './text-style.js';
import { type PostRow, threadTable } from './thread-table.js';

/** What a comparison is written from. */
export interface ComparisonReport {
  readonly comparison: ProductionComparison;
  readonly reconstruction: Reconstruction;
  /** What tells why links were made: `explainLinks(reconstruction)` unless given. */
  readonly explain?: ExplainLink;
  readonly events: readonly CaseEvent[];
}

/** Every form of a comparison. */
export const comparisonViews = {
  text: writeComparison,
  json: writeComparisonJson,
  csv: writeComparisonCsv,
} satisfies Readonly<Record<string, (report: ComparisonReport, style?: TextStyle) => Iterable<string>>>;

/** Name of a form of a comparison of productions. */
export type ComparisonFormat = keyof typeof comparisonViews;

/** Keys of the posts that one production has and the other should have. */
const keysExpected = ({ absent }: ProductionComparison): ReadonlySet<string> =>
  new Set(absent.flatMap(({ posts }) => posts));

/** Posts of one production of which the other has a version with another text. */
const versionsIn = ({ names, versions }: ProductionComparison, side: number) =>
  versions.filter(({ copies }) => copies.some(({ custodian }) => custodian === names[side]));

/** Counts, what only one has (and whether it should be in the other), what differs. */
function* writeComparison({ comparison, events }: ComparisonReport, style: TextStyle = plainStyle): Generator<string> {
  const { names, spans, onlyFirst, onlySecond, both, versions, differing } = comparison;
  for (const n of [0, 1] as const) {
    const span = spans[n];
    const count = (n ? onlySecond : onlyFirst).length + both.length + versionsIn(comparison, n).length;
    yield `${paint(makeVisible(names[n]), 'bold', style)}: ${countOf(count, 'message')}${span ? `, ${span[0]} … ${span[1]}` : ''}\n`;
  }
  yield `\nin both: ${countOf(both.length, 'message')}\n`;
  yield* writeEventCounts(countAround(both, events), style);
  if (versions.length)
    yield `in both with another text: ${names.map((name, n) => `${versionsIn(comparison, n).length} in ${makeVisible(name)}`).join(', ')}\n`;
  const expected = keysExpected(comparison);
  for (const [name, other, list] of [
    [names[0], names[1], onlyFirst],
    [names[1], names[0], onlySecond],
  ] as const) {
    yield paint(`\nonly in ${makeVisible(name)}: ${countOf(list.length, 'message')}\n`, 'bold', style);
    yield* writeEventCounts(countAround(list, events), style);
    for (const post of list) {
      const mark = expected.has(post.key) ? `! should be in ${makeVisible(other)}` : '';
      const line = `${readableDate(isoDateOf(post))}  ${makeVisible(personName(senderOf(post)))}: ${makeVisible(subjectOf(post)) || '(no subject)'}`;
      const note = batesNote(batesOf(post).join('; '));
      yield `${withBates(line, note, style.width - 11).padEnd(style.width - 10)}${shortKey(post.key)}\n`;
      if (mark) yield paint(`    ${mark}\n`, 'yellow', style);
    }
  }
  yield paint(`\ndiffering: ${differing.length}\n`, 'bold', style);
  for (const { summary } of differing)
    yield `${wrapText(makeVisible(summary), style.width - 2)
      .map((line, n) => (n ? `  ${line}` : line))
      .join('\n')}\n`;
}

/** One JSON object: each production with what it alone has, what both have, the findings about what differs. */
function* writeComparisonJson({ comparison, events }: ComparisonReport): Generator<string> {
  const { names, spans, onlyFirst, onlySecond, both, versions, differing } = comparison;
  const expected = keysExpected(comparison);
  const around = (posts: readonly ProducedPost[]) => (events.length ? { events: countAround(posts, events) } : {});
  const productions = [onlyFirst, onlySecond].map((only, n) => ({
    name: names[n]!,
    messages: only.length + both.length + versionsIn(comparison, n).length,
    first: spans[n]?.[0] ?? null,
    last: spans[n]?.[1] ?? null,
    only: only.map((post) => ({ ...glanceAt(post), expectedInOther: expected.has(post.key) })),
    ...around(only),
  }));
  const otherTexts = versions.length ? { versions: versions.map(glanceAt) } : {};
  yield `${toJsonText({ productions, both: { messages: both.map(glanceAt), ...around(both) }, ...otherTexts, differing }, 1)}\n`;
}

/** The CSV of posts, a line a message, with the columns `production` (`both`, or its name), `expected_in` and `differing`. */
function* writeComparisonCsv({ comparison, reconstruction, explain, events }: ComparisonReport): Generator<string> {
  const { names, onlyFirst, onlySecond, differing } = comparison;
  const expected = keysExpected(comparison);
  const sides = new Map<string, readonly [has: string, other: string]>();
  for (const { key } of onlyFirst) sides.set(key, [names[0], names[1]]);
  for (const { key } of onlySecond) sides.set(key, [names[1], names[0]]);
  const kinds = new Map<string, Set<string>>();
  for (const { kind, posts } of differing)
    for (const key of posts) kinds.set(key, (kinds.get(key) ?? new Set()).add(kind));
  const columns: readonly CsvColumn[] = [
    ['production', ({ key }) => sides.get(key)?.[0] ?? 'both'],
    ['expected_in', ({ key }) => (expected.has(key) ? (sides.get(key)?.[1] ?? null) : null)],
    ['differing', ({ key }) => [...(kinds.get(key) ?? [])].join('; ')],
  ];
  yield* writeCsvTable(producedRows(reconstruction, explain), { byteOrderMark: false, columns, events });
}

function* producedRows(reconstruction: Reconstruction, explain: ExplainLink | undefined): Generator<PostRow> {
  for (const row of threadTable(reconstruction, explain && { explain })) if (row.kind === 'produced') yield row;
}

import type { ExplainLink } from '../../../link/evidence/evidence.js';
import { explainLinks } from '../../../link/explain/explain-links.js';
import type { Post } from '../../../link/post/post.js';
import type { Chronology, Moment } from '../../answer/chronology.js';
import { countAround } from '../../answer/events.js';
import { isoDateOf } from '../../answer/iso-date.js';
import type { Reconstruction } from '../../answer/reconstruction.js';
import type { CaseEvent } from '../../answer/report-file.js';
import { type Tidings, tidingsOf } from '../../answer/tidings.js';
import { chronologyHeading, momentCells, withEvents } from '../../table/chronology-table.js';
import { plainStyle, type TextStyle } from '../text-style.js';
import { rowContext } from '../thread-table.js';
import { type ChronologyHead, type MomentLine, momentLineOf, writeChronology } from './chronology-lines.js';

/** How to print a chronology. */
export interface ChronologyOptions {
  readonly events: readonly CaseEvent[];
  /** True to show all times in UTC, so that they stand in order on the page, too. */
  readonly utc: boolean;
  /** True where a filter left posts out: what is counted around an event is what is shown. */
  readonly filtered?: boolean;
  /** What tells why links were made: `explainLinks(reconstruction)` unless given. */
  readonly explain?: ExplainLink;
}

/** Every form that a chronology can be written in. A new one is one function and one line here. */
export const chronologyViews = { text: writeText, csv: writeCsv } satisfies Readonly<
  Record<
    string,
    (
      chronology: Chronology,
      reconstruction: Reconstruction,
      options: ChronologyOptions,
      style?: TextStyle,
    ) => Iterable<string>
  >
>;

/** Name of a form of a chronology. */
export type ChronologyFormat = keyof typeof chronologyViews;

/** What happened, oldest first: when, who to whom, what about, in answer to what, and where it stands in the input. */
function* writeText(
  { moments, undatedMissing }: Chronology,
  reconstruction: Reconstruction,
  { events, utc, filtered = false, explain = explainLinks(reconstruction) }: ChronologyOptions,
  style: TextStyle = plainStyle,
): Generator<string> {
  const posts = moments.flatMap(({ post, resending }) => (resending ? [] : post));
  const kinds = (kind: Post['kind']) => posts.filter((post) => post.kind === kind).length;
  const dates = posts.flatMap((post) => isoDateOf(post) ?? []);
  const head: ChronologyHead = {
    posts: posts.length,
    resent: moments.length - posts.length,
    recovered: kinds('recovered'),
    missing: kinds('missing'),
    span: dates.length ? [dates[0]!, dates.at(-1)!] : null,
    counts: countAround(posts, events),
    undatedMissing,
  };
  const tidings = tidingsOf(reconstruction.posts);
  yield* writeChronology(head, linesOf(moments, tidings, explain), { events, utc, filtered }, style);
}

function* linesOf(moments: readonly Moment[], tidings: Tidings, explain: ExplainLink): Generator<MomentLine> {
  for (const moment of moments) yield momentLineOf(moment, tidings, explain);
}

/** The rows of the thread table in the order of time. */
function* writeCsv(
  { moments }: Chronology,
  reconstruction: Reconstruction,
  { events, explain }: ChronologyOptions,
): Generator<string> {
  const context = rowContext(reconstruction, explain);
  yield chronologyHeading(events);
  yield* withEvents(momentCells(moments, context), events);
}

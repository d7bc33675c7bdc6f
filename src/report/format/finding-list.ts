import type { AlteredQuoteDetail } from '../../finding/altered-quote/altered-quote.js';
import type { Finding } from '../../finding/finding.js';
import type { Post } from '../../link/post/post.js';
import { timeOf } from '../../link/post/post-facts.js';
import { makeVisible } from '../../text/visible-text.js';
import { type BatesAt, batesByPlace, batesOfPlaces, noBates } from '../answer/bates.js';
import { countTimes, type EventCounts, eventColumns, eventText, writeEventCounts } from '../answer/events.js';
import type { CaseEvent } from '../answer/report-file.js';
import { placeOf } from '../post/explanation.js';
import { csvLines } from '../table/csv-lines.js';
import { batesNote } from './bates-note.js';
import { wrapText } from './display-text.js';
import { toJsonText } from './json-text.js';
import { escapeMarkdownCell } from './markdown-text.js';
import { countOf, shortKey } from './phrases.js';
import { paint, plainStyle, type TextStyle, type Tone } from './text-style.js';

/** Every form that findings can be written in. A new one is one function and one line here. */
export const findingViews = {
  text: writeFindings,
  markdown: writeFindingsMarkdown,
  csv: writeFindingsCsv,
  jsonl: writeFindingsJsonl,
} satisfies Readonly<
  Record<string, (findings: readonly Finding[], style?: TextStyle, around?: FindingEvents) => Iterable<string>>
>;

/** Name of a form of a list of findings. */
export type FindingFormat = keyof typeof findingViews;

/** What is told beside findings: the days of the case, when a finding is of (the time of the first dated message that it concerns, ms since 1970 UTC), the Bates numbers of its places. */
export interface FindingEvents {
  readonly events: readonly CaseEvent[];
  timeOf(finding: Finding): number | null;
  readonly batesAt: BatesAt;
}

const NO_EVENTS: FindingEvents = { events: [], timeOf: () => null, batesAt: noBates };
const NOUN = ['finding', 'findings'] as const;

/** The days that findings are counted before and after, and the numbers of the documents that prove them. */
export function datedFindings(posts: readonly Post[], events: readonly CaseEvent[]): FindingEvents {
  return findingEvents(events, batesByPlace(posts), () => new Map(posts.map((post) => [post.key, timeOf(post)])));
}

/** The same from what is told of all posts; their times, by key, are asked for where there are days. */
export function findingEvents(
  events: readonly CaseEvent[],
  batesAt: BatesAt,
  timesOf: () => ReadonlyMap<string, number | null>,
): FindingEvents {
  if (!events.length) return { ...NO_EVENTS, batesAt };
  const times = timesOf();
  const firstOf = (finding: Finding) => {
    for (const key of finding.posts) {
      const time = times.get(key) ?? null;
      if (time !== null) return time;
    }
    return null;
  };
  return { events, timeOf: firstOf, batesAt };
}

const countFindings = (findings: readonly Finding[], around: FindingEvents): readonly EventCounts[] =>
  countTimes(findings.map(around.timeOf), around.events);

const TONES: Readonly<Record<Finding['severity'], Tone>> = { warning: 'red', notice: 'yellow', info: 'blue' };
/** Byte ranges that are shown for each finding; more are counted. */
const SHOWN_ORIGINS = 4;

/** One JSON object a line, most severe first: the contract for other programs, which `findings.schema.json` describes. */
function* writeFindingsJsonl(
  findings: Iterable<Finding>,
  _style: TextStyle = plainStyle,
  { batesAt } = NO_EVENTS,
): Generator<string> {
  for (const finding of findings) {
    const bates = batesOfPlaces(finding.origins, batesAt);
    yield `${toJsonText(bates.length === 0 ? finding : { ...finding, bates })}\n`;
  }
}

/** Grouped by severity: what, who, and the bytes that prove it. */
function* writeFindings(
  findings: readonly Finding[],
  style: TextStyle = plainStyle,
  around = NO_EVENTS,
): Generator<string> {
  yield* writeEventCounts(countFindings(findings, around), style, NOUN);
  if (around.events.length) yield '\n';
  for (const severity of ['warning', 'notice', 'info'] as const) {
    const group = findings.filter((finding) => finding.severity === severity);
    if (!group.length) continue;
    yield `${paint(`${severity.toUpperCase()} · ${countOf(group.length, 'finding')}`, TONES[severity], style)}\n\n`;
    for (const finding of group) yield* writeFinding(finding, style, around.batesAt);
  }
  yield paint(`${countOf(findings.length, 'finding')}\n`, 'dim', style);
}

/** Keys of posts that are shown for each finding; more are counted. */
const SHOWN_POSTS = 8;

function keysOf({ posts }: Finding): string {
  const more = posts.length - SHOWN_POSTS;
  return `${posts.slice(0, SHOWN_POSTS).map(shortKey).join(' ')}${more > 0 ? ` and ${countOf(more, 'more post')}` : ''}`;
}

/** Every change of an altered quotation, a line each, those of substance first; harmless ones by what they are. */
function changesOf(finding: Finding): readonly string[] {
  if (finding.kind !== 'altered-quote') return [];
  const { changes, against } = finding.detail as AlteredQuoteDetail;
  // Of what nobody produced there is no original to hold it against.
  const [there, here] = against === null ? ['in the original', 'as quoted'] : ['in the first', 'in the second'];
  const said = (text: string) => (text ? `"${makeVisible(text)}"` : 'nothing');
  const rank = (one: (typeof changes)[number]) => (one.class === 'substantive' ? 0 : 1);
  return [...changes]
    .sort((a, b) => rank(a) - rank(b))
    .map(({ kind, before, after, reason }) => {
      const harmless = reason ? ` (harmless: ${reason})` : '';
      return `${kind}: ${said(before)} ${there}, ${said(after)} ${here}${harmless}`;
    });
}

/** A text in lines of the width that there is, each set in; those after the first by more. */
function* inset(text: string, by: number, { width }: TextStyle, more = 0): Generator<string> {
  for (const [at, line] of wrapText(text, width - by - more).entries())
    yield `${' '.repeat(at === 0 ? by : by + more)}${line}\n`;
}

/** One finding in full: what, every change, the keys of its posts, and the bytes that prove it. */
export function* writeFinding(finding: Finding, style: TextStyle, batesAt: BatesAt): Generator<string> {
  yield `${paint(finding.kind, 'bold', style)}  ${paint(finding.key, 'dim', style)}\n`;
  yield* inset(makeVisible(finding.summary), 4, style);
  for (const change of changesOf(finding)) yield* inset(change, 4, style, 2);
  if (finding.posts.length)
    for (const line of inset(`posts ${keysOf(finding)}`, 4, style, 2)) yield paint(line, 'dim', style);
  for (const origin of finding.origins.slice(0, SHOWN_ORIGINS))
    yield paint(`    ${placeOf(origin)}${batesNote(batesAt(origin))}\n`, 'dim', style);
  const more = finding.origins.length - SHOWN_ORIGINS;
  if (more > 0) yield paint(`    and ${countOf(more, 'more place')}\n`, 'dim', style);
  yield '\n';
}

/** A table a severity, ready for a repository or a letter. */
function* writeFindingsMarkdown(
  findings: readonly Finding[],
  _style: TextStyle = plainStyle,
  around = NO_EVENTS,
): Generator<string> {
  yield '# Findings\n';
  for (const event of countFindings(findings, around)) yield `\n◆ ${escapeMarkdownCell(eventText(event, NOUN))}\n`;
  for (const severity of ['warning', 'notice', 'info'] as const) {
    const group = findings.filter((finding) => finding.severity === severity);
    if (!group.length) continue;
    yield `\n## ${severity}\n\n| kind | finding | where |\n|---|---|---|\n`;
    for (const { kind, summary, origins } of group) {
      const places = origins
        .slice(0, SHOWN_ORIGINS)
        .map((origin) => escapeMarkdownCell(placeOf(origin) + batesNote(around.batesAt(origin))));
      yield `| ${kind} | ${escapeMarkdownCell(summary)} | ${places.join('<br>')} |\n`;
    }
  }
}

function* writeFindingsCsv(
  findings: readonly Finding[],
  _style: TextStyle = plainStyle,
  around = NO_EVENTS,
): Generator<string> {
  const columns = eventColumns(around.events);
  const header = [
    'key',
    'kind',
    'severity',
    'summary',
    'posts',
    'origins',
    'bates',
    ...columns.map(([heading]) => heading),
  ];
  yield csvLines([header]);
  for (const finding of findings) {
    const { key, kind, severity, summary, posts, origins } = finding;
    const time = around.timeOf(finding);
    const sides = columns.map(([, side]) => side(time));
    const bates = batesOfPlaces(origins, around.batesAt).join('; ');
    const record = [key, kind, severity, summary, posts.join('; '), origins.map(placeOf).join('; '), bates, ...sides];
    yield csvLines([record]);
  }
}

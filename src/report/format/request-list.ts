import type { Finding } from '../../finding/finding.js';
import { findingsOf } from '../../finding/finding-detail.js';
import type { MissingMessageDetail } from '../../finding/missing-message/missing-message.js';
import type { Mailbox } from '../../message/message.js';
import type { NumberRun } from '../../source/load-file/bates-number.js';
import { makeVisible } from '../../text/visible-text.js';
import { type BatesAt, batesOfPlaces, gapText, noBates } from '../answer/bates.js';
import { spanOfEvent } from '../answer/events.js';
import type { CaseEvent } from '../answer/report-file.js';
import { placeOf } from '../post/explanation.js';
import { csvLines } from '../table/csv-lines.js';
import { batesNote } from './bates-note.js';
import { keepInPlace, wrapText } from './display-text.js';
import { escapeMarkdown, escapeMarkdownCell } from './markdown-text.js';
import { countOf } from './phrases.js';
import { paint, plainStyle, type TextStyle } from './text-style.js';
import { WHY_NOBODY } from './why-nobody.js';

/** Every form of the request list. */
export const requestViews = {
  text: writeRequestList,
  markdown: writeRequestMarkdown,
  csv: writeRequestCsv,
} satisfies Readonly<
  Record<string, (findings: readonly Finding[], style?: TextStyle, around?: RequestSurroundings) => Iterable<string>>
>;

/** Name of a form of the request list. */
export type RequestFormat = keyof typeof requestViews;

/** What is told beside the requests. */
export interface RequestSurroundings {
  readonly events: readonly CaseEvent[];
  /** Bates numbers of the places that cite what is missing. */
  readonly batesAt: BatesAt;
  /** Numbers that no row of a load file bears. */
  readonly gaps: readonly NumberRun[];
}

const NOTHING_AROUND: RequestSurroundings = { events: [], batesAt: noBates, gaps: [] };
/** Gaps between numbers that are shown; more are counted. */
const SHOWN_GAPS = 20;

/** What the list says of numbers that no document bears; [] where there are none. */
function gapTexts(gaps: readonly NumberRun[]): readonly string[] {
  if (gaps.length === 0) return [];
  const more = gaps.length - SHOWN_GAPS;
  return [
    'Bates numbers between documents that no row of the load files bears. Nothing here tells why: withheld, in another volume, or never given:',
    ...gaps.slice(0, SHOWN_GAPS).map(gapText),
    ...(more > 0 ? [`and ${countOf(more, 'more gap')}`] : []),
  ];
}

/** One line of the list: what is known of a message that was not produced. */
interface Request {
  readonly finding: Finding;
  readonly detail: MissingMessageDetail;
}

function requestsOf(findings: readonly Finding[]): readonly Request[] {
  return findingsOf(findings, 'missing-message').map((finding) => ({ finding, detail: finding.detail }));
}

const named = ({ name, address }: Mailbox) => (name && address ? `${name} <${address}>` : name || address);
const day = (iso: string | null) => iso?.slice(0, 10) ?? null;

/** `between 2019-04-29 and 2019-04-30 (UTC)`, `before 2019-05-01 (UTC)`, `date unknown`. */
function whenText([first, last]: MissingMessageDetail['interval']): string {
  const [from, to] = [day(first), day(last)];
  if (from && to) return from === to ? `on ${from} (UTC)` : `between ${from} and ${to} (UTC)`;
  if (from) return `after ${from} (UTC)`;
  return to ? `before ${to} (UTC)` : 'date unknown';
}

/** On which side of a day a message was sent; null where the days between which it was sent leave that open. */
function sideOf({ interval: [first, last] }: MissingMessageDetail, event: CaseEvent): 'before' | 'on' | 'after' | null {
  const { start, end } = spanOfEvent(event);
  const from = first === null ? Number.NEGATIVE_INFINITY : Date.parse(first);
  const to = last === null ? Number.POSITIVE_INFINITY : Date.parse(last);
  if (to < start) return 'before';
  if (from >= end) return 'after';
  return from >= start && to < end ? 'on' : null;
}

/** `2019-05-14 Meeting: 2 messages before, 1 on that day, 4 after, 1 where the evidence leaves it open`. */
function eventTexts(requests: readonly Request[], events: readonly CaseEvent[]): readonly string[] {
  return events.map((event) => {
    const sides = requests.map(({ detail }) => sideOf(detail, event));
    const count = (side: ReturnType<typeof sideOf>) => sides.filter((one) => one === side).length;
    const on = count('on') ? `${count('on')} on that day, ` : '';
    const open = count(null) ? `, ${count(null)} where the evidence leaves it open` : '';
    return `${event.date} ${event.label}: ${countOf(count('before'), 'message')} before, ${on}${count('after')} after${open}`;
  });
}

/** `Stone, Roth`, or why nobody is named. */
function expectedFrom({ expectedHolders, perhapsHolders, whyNoHolder, knownFrom }: MissingMessageDetail): string {
  const reason = knownFrom === 'quoted' ? 'who quotes it' : 'whom an answer went to';
  const perhaps = perhapsHolders.length ? `perhaps had by ${perhapsHolders.join(', ')}, ${reason}` : '';
  const known = whyNoHolder === null ? expectedHolders.join(', ') : WHY_NOBODY[whyNoHolder];
  const how = whyNoHolder === 'no-custodian-named' ? ' (--custodian NAME=PATH)' : '';
  return `${known}${how}${perhaps && `; ${perhaps}`}`;
}

function* writeRequestList(
  findings: readonly Finding[],
  style: TextStyle = plainStyle,
  { events, batesAt, gaps }: RequestSurroundings = NOTHING_AROUND,
): Generator<string> {
  const requests = requestsOf(findings);
  let number = 0;
  for (const { finding, detail } of requests) {
    const who = detail.from ? named(detail.from) : 'sender unknown';
    const to = [...detail.to, ...detail.cc].map(named).join(', ') || 'recipients unknown';
    const lines = [
      `${keepInPlace(who)} → ${keepInPlace(to)}`,
      `${whenText(detail.interval)}${detail.subject ? `, "${detail.subject}"` : ''}`,
      ...(detail.messageId ? [`Message-ID ${detail.messageId}`] : []),
      `known because it is ${detail.known.slice(0, 3).join('; ')}`,
      `expected from: ${expectedFrom(detail)}`,
    ];
    yield paint(`${++number}. ${finding.key}\n`, 'bold', style);
    for (const line of lines) {
      for (const part of wrapText(makeVisible(line), style.width - 4)) yield `    ${part}\n`;
    }
    for (const origin of finding.origins.slice(0, 2))
      yield paint(`    ${placeOf(origin)}${batesNote(batesAt(origin))}\n`, 'dim', style);
    yield '\n';
  }
  yield paint(`${countOf(requests.length, 'message')} absent from this production\n`, 'dim', style);
  for (const text of eventTexts(requests, events)) yield paint(`◆ ${makeVisible(text)}\n`, 'dim', style);
  const [head, ...rest] = gapTexts(gaps);
  if (head === undefined) return;
  yield `\n${wrapText(head, style.width).join('\n')}\n`;
  for (const text of rest) yield `    ${makeVisible(text)}\n`;
}

function* writeRequestMarkdown(
  findings: readonly Finding[],
  _style: TextStyle = plainStyle,
  { events, batesAt, gaps }: RequestSurroundings = NOTHING_AROUND,
): Generator<string> {
  for (const text of eventTexts(requestsOf(findings), events)) yield `◆ ${escapeMarkdownCell(text)}\n\n`;
  yield '| no. | from | to | when | subject | Message-ID | how it is known | cited in | expected from |\n|---|---|---|---|---|---|---|---|---|\n';
  let number = 0;
  for (const { finding, detail } of requestsOf(findings)) {
    const columns = [
      String(++number),
      detail.from ? escapeMarkdownCell(named(detail.from)) : '',
      [...detail.to, ...detail.cc].map((mailbox) => escapeMarkdownCell(named(mailbox))).join('<br>'),
      whenText(detail.interval),
      escapeMarkdownCell(detail.subject ?? ''),
      escapeMarkdownCell(detail.messageId ?? ''),
      detail.known.map(escapeMarkdownCell).join('<br>'),
      batesOfPlaces(finding.origins, batesAt).map(escapeMarkdownCell).join('<br>'),
      escapeMarkdownCell(expectedFrom(detail)),
    ];
    yield `| ${columns.join(' | ')} |\n`;
  }
  const [head, ...rest] = gapTexts(gaps);
  if (head !== undefined) yield `\n${head}\n\n${rest.map((text) => `- ${escapeMarkdown(text)}\n`).join('')}`;
}

function* writeRequestCsv(
  findings: readonly Finding[],
  _style: TextStyle = plainStyle,
  { events, batesAt }: RequestSurroundings = NOTHING_AROUND,
): Generator<string> {
  const header = [
    'key',
    'known_from',
    'from',
    'to',
    'cc',
    'earliest',
    'latest',
    'subject',
    'message_id',
    'reasonknown',
    'expected_from',
    'perhaps_had_by',
    'cited_by',
    'cited_in_bates',
    ...events.map(({ date, label }) => `${date} ${label}`),
  ];
  yield csvLines([header]);
  for (const { finding, detail } of requestsOf(findings)) {
    const record = [
      finding.key,
      detail.knownFrom,
      detail.from ? named(detail.from) : '',
      detail.to.map(named).join('; '),
      detail.cc.map(named).join('; '),
      detail.interval[0],
      detail.interval[1],
      detail.subject,
      detail.messageId,
      detail.known.join('; '),
      detail.expectedHolders.join('; '),
      detail.perhapsHolders.join('; '),
      detail.citedBy.join('; '),
      batesOfPlaces(finding.origins, batesAt).join('; '),
      ...events.map((event) => sideOf(detail, event)),
    ];
    yield csvLines([record]);
  }
}

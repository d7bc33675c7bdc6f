import type { ExplainLink, Link } from '../../link/evidence/evidence.js';
import { explainLinks } from '../../link/explain/explain-links.js';
import type { Post } from '../../link/post/post.js';
import { agentOf, originOf, recipientsOf, senderOf, subjectOf, timeOf } from '../../link/post/post-facts.js';
import type { Mailbox } from '../../message/message.js';
import { makeVisible } from '../../text/visible-text.js';
import type { Chronology, Moment } from '../answer/chronology.js';
import { countAround, eventLine, passEvents, writeEventCounts } from '../answer/events.js';
import { isoDate, isoDateOf } from '../answer/iso-date.js';
import type { Reconstruction } from '../answer/reconstruction.js';
import type { CaseEvent } from '../answer/report-file.js';
import { meetingOf, receiptsOf, type Tidings, tidingsOf } from '../answer/tidings.js';
import { placeOf } from '../post/explanation.js';
import { meetingLines, receiptLine, tidingLine } from '../post/tiding-lines.js';
import { writeCsvTable } from '../table/csv-table.js';
import { batesNote } from './bates-note.js';
import { keepInPlace, padEnd, truncate, wrapText } from './display-text.js';
import { countOf, linkPhrase, personName, readableDate, shortKey, spanText } from './phrases.js';
import { paint, plainStyle, type TextStyle } from './text-style.js';
import { linkRow, threadTable } from './thread-table.js';

/** How to print a chronology. */
export interface ChronologyOptions {
  readonly events: readonly CaseEvent[];
  /** True to show all times in UTC, so that they stand in order on the page, too. */
  readonly utc: boolean;
  /** What tells why links were made: `explainLinks(reconstruction)` unless given. */
  readonly explain?: ExplainLink;
}

type WrittenOptions = ChronologyOptions & Required<Pick<ChronologyOptions, 'explain'>> & { readonly tidings: Tidings };

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

const TIME_WIDTH = 24;
const INDENT = 6;
const KEY_WIDTH = 10;
const NAMES = 3;

/** What happened, oldest first: when, who to whom, what about, in answer to what, and where it stands in the input. */
function* writeText(
  { moments, undatedMissing }: Chronology,
  reconstruction: Reconstruction,
  given: ChronologyOptions,
  style: TextStyle = plainStyle,
): Generator<string> {
  const options = {
    ...given,
    explain: given.explain ?? explainLinks(reconstruction),
    tidings: tidingsOf(reconstruction.posts),
  };
  const posts = moments.map(({ post }) => post);
  const kinds = (kind: Post['kind']) => posts.filter((post) => post.kind === kind).length;
  const [recovered, missing] = [kinds('recovered'), kinds('missing')];
  const dates = posts.flatMap((post) => isoDateOf(post) ?? []);
  const parts = [
    countOf(moments.length, 'post'),
    ...(recovered ? [`${recovered} recovered from quotations`] : []),
    ...(missing ? [`${missing} missing`] : []),
    ...(dates.length ? [spanText(dates[0]!, dates.at(-1)!)] : []),
  ];
  yield `${paint(parts.join(' · '), 'bold', style)}\n`;
  yield* writeEventCounts(countAround(posts, options.events), style);
  if (moments.length) yield '\n';
  const passed = passEvents(options.events);
  for (const moment of moments) {
    for (const event of passed(timeOf(moment.post))) yield eventLine(event, style);
    yield* writeMoment(moment, options, style);
  }
  if (undatedMissing)
    yield `\n${paint(`${countOf(undatedMissing, 'missing message')} of unknown date left out; rethread missing lists them`, 'dim', style)}\n`;
}

function* writeMoment(moment: Moment, options: WrittenOptions, style: TextStyle): Generator<string> {
  const { post, findings } = moment;
  const sender = keepInPlace(makeVisible(personName(senderOf(post))));
  const width = style.width - TIME_WIDTH - KEY_WIDTH;
  const who = padEnd(truncate(`${sender} → ${namesOf(recipientsOf(post))}`, width), width);
  yield `${timeText(post, options).padEnd(TIME_WIDTH)}${who}  ${paint(shortKey(post.key), 'dim', style)}\n`;
  const agent = agentOf(post);
  const lines: (readonly [string, Parameters<typeof paint>[1] | null])[] = [
    [truncate(keepInPlace(makeVisible(subjectOf(post))), style.width - INDENT) || '(no subject)', null],
    ...(agent
      ? [[`sent by ${keepInPlace(makeVisible(personName(agent)))} (Sender), on behalf of ${sender}`, null] as const]
      : []),
    ...cautionsOf(post).map((caution) => [`[${caution}]`, 'yellow'] as const),
    ...(moment.parent && moment.link ? [[relationOf(moment, moment.parent, moment.link, options), null] as const] : []),
    ...toldLines(post, options.tidings).map((line) => [line, null] as const),
    ...findings.map(({ kind, key }) => [`! ${kind}, ${key}`, 'red'] as const),
    ...placesOf(post).map((place) => [place, 'dim'] as const),
  ];
  for (const [text, tone] of lines)
    for (const part of wrapText(text, style.width - INDENT))
      yield `${' '.repeat(INDENT)}${tone ? paint(part, tone, style) : part}\n`;
}

/** The meeting that a post is about, what it reports of another one, and what others tell of it. */
function toldLines(post: Post, tidings: Tidings): readonly string[] {
  if (post.kind !== 'produced') return [];
  const meeting = meetingOf(post.copies);
  return [
    ...(meeting ? meetingLines(meeting).map(([label, text]) => `${label.toLowerCase()}: ${text}`) : []),
    ...receiptsOf(post.copies).map(
      (receipt) => `reports: ${receiptLine(receipt, receipt.date && isoDate(receipt.date))}`,
    ),
    ...(tidings.get(post.key) ?? []).map((tiding) => `> ${tidingLine(tiding)}`),
  ].map(keepInPlace);
}

function relationOf({ post, action }: Moment, parent: Post, link: Link, options: WrittenOptions): string {
  const verb = action === 'forward' ? 'forwards' : post.kind === 'missing' ? 'stands below' : 'answers';
  const basis = linkPhrase(linkRow(post.key, link.confidence, options.explain));
  const what = `${keepInPlace(makeVisible(personName(senderOf(parent))))}, ${timeText(parent, options)} (${shortKey(parent.key)})`;
  return `${verb} ${what}${basis ? ` ~ ${basis}` : ''}`;
}

/** What keeps the time or the text of a post from being a fact. */
function cautionsOf(post: Post): readonly string[] {
  switch (post.kind) {
    case 'recovered': {
      const witnesses = [...new Set(post.recovered.witnesses.map((witness) => shortKey(witness.post)))];
      return [`recovered: not produced, quoted in ${witnesses.join(', ')}; its time is as quoted`];
    }
    case 'missing':
      return [`missing: not produced, named by ${post.citedBy.map(shortKey).join(', ')}`];
    case 'produced':
      switch (post.message.date?.source) {
        case 'received':
          return ['no usable Date: this time is from Received'];
        case 'from-line':
          return ['no usable Date: this time is from the "From " line'];
        case 'decision':
          return ["this time is a reviewer's decision"];
        default:
          return [];
      }
  }
}

/** `2019-05-14 17:42 +0100`; a missing post: `by 2019-08-21`, the latest day that it can be of. */
function timeText(post: Post, { utc }: ChronologyOptions): string {
  if (post.kind === 'missing') {
    const [first, last] = post.interval;
    const day = (time: number) => isoDate({ time, offset: 0 }).slice(0, 10);
    if (last !== null) return `by ${day(last)}`;
    return first === null ? 'no date' : `after ${day(first)}`;
  }
  const iso = isoDateOf(post);
  const time = timeOf(post);
  if (!utc || time === null || iso === null || !iso.includes('T') || iso.endsWith('-00:00')) return readableDate(iso);
  return readableDate(isoDate({ time, offset: 0 }));
}

/** The bytes of every copy with who produced it; for a recovered post the first quotation. */
function placesOf(post: Post): readonly string[] {
  if (post.kind === 'produced')
    return post.copies.map(
      ({ origin, custodian, production }) =>
        placeOf(origin) + (custodian === null ? '' : ` (${makeVisible(custodian)})`) + batesNote(production ?? null),
    );
  const origin = originOf(post);
  return origin === null ? [] : [placeOf(origin)];
}

function namesOf(mailboxes: readonly Mailbox[]): string {
  if (!mailboxes.length) return '(recipients unknown)';
  const names = mailboxes.slice(0, NAMES).map((mailbox) => keepInPlace(makeVisible(personName(mailbox))));
  const more = mailboxes.length - names.length;
  return names.join(', ') + (more ? ` +${more}` : '');
}

/** The rows of the thread table in the order of time. */
function* writeCsv(
  { moments }: Chronology,
  reconstruction: Reconstruction,
  { events, explain }: ChronologyOptions,
): Generator<string> {
  const order = new Map(moments.map(({ post }, index) => [post.key, index]));
  const rows = [...threadTable(reconstruction, explain && { explain })].filter(({ key }) => order.has(key));
  rows.sort((a, b) => order.get(a.key)! - order.get(b.key)!);
  const doubts = new Map(moments.map(({ post, findings }) => [post.key, findings]));
  const agents = new Map(moments.map(({ post }) => [post.key, agentOf(post)]));
  yield* writeCsvTable(rows, {
    byteOrderMark: false,
    events,
    columns: [
      [
        'sent_by',
        ({ key }) => {
          const agent = agents.get(key);
          return agent ? (agent.address ? `${agent.name} <${agent.address}>`.trim() : agent.name) : null;
        },
      ],
      [
        'findings',
        ({ key }) =>
          doubts
            .get(key)
            ?.map((finding) => `${finding.kind} ${finding.key}`)
            .join('; ') ?? null,
      ],
    ],
  });
}

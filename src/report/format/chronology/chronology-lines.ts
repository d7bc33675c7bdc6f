import type { Resending } from '../../../dedupe/sending/resending.js';
import type { ExplainLink, Link } from '../../../link/evidence/evidence.js';
import type { Post } from '../../../link/post/post.js';
import {
  agentOf,
  originOf,
  recipientsOf,
  senderOf,
  sendingOf,
  subjectOf,
  timeOf,
} from '../../../link/post/post-facts.js';
import { isAttached } from '../../../recover/recovered-message.js';
import { makeVisible } from '../../../text/visible-text.js';
import type { Moment } from '../../answer/chronology.js';
import { type EventCounts, eventLine, passEvents, writeEventCounts } from '../../answer/events.js';
import { isoDate, isoDateOf } from '../../answer/iso-date.js';
import type { CaseEvent } from '../../answer/report-file.js';
import { meetingOf, receiptsOf, type Tidings } from '../../answer/tidings.js';
import { placeOf } from '../../post/explanation.js';
import { meetingLines, receiptLine, tidingLine } from '../../post/tiding-lines.js';
import { batesNote } from '../bates-note.js';
import { keepInPlace, padEnd, truncate, wrapText } from '../display-text.js';
import { linkRow } from '../link-row.js';
import { countOf, linkPhrase, personName, readableDate, sendingText, shortKey, spanText } from '../phrases.js';
import { paint, type TextStyle } from '../text-style.js';

/** What tells when a post was sent. */
interface MomentTime {
  /** ISO 8601, as precise as it was written. */
  readonly date: string | null;
  /** Ms since 1970 UTC. */
  readonly time: number | null;
  /** Of a missing post: the days between which it was sent, ms since 1970 UTC; else null. */
  readonly interval: readonly [number | null, number | null] | null;
}

/** What a chronology in text tells of a post, whatever the width of the screen. Texts are visible ones. */
export interface MomentLine extends MomentTime {
  readonly key: string;
  readonly sender: string;
  /** The first recipients, and how many more there are. */
  readonly recipients: readonly string[];
  readonly more: number;
  readonly subject: string;
  /** Who sent it for its author; null where it was nobody else. */
  readonly agent: string | null;
  /** What keeps its time or text from being a fact. */
  readonly cautions: readonly string[];
  /** What it answers or forwards, and on which evidence; null where it begins a thread. */
  readonly answers: (MomentTime & { readonly verb: string; readonly who: string; readonly basis: string }) | null;
  /** The meeting that it is about, what it reports, and what others tell of it. */
  readonly told: readonly string[];
  /** Findings that cast doubt on it. */
  readonly doubts: readonly string[];
  /** Where it stands in the input. */
  readonly places: readonly string[];
}

/** What stands above a chronology. */
export interface ChronologyHead {
  readonly posts: number;
  /** How often one was passed on as it was. */
  readonly resent: number;
  readonly recovered: number;
  readonly missing: number;
  /** Dates of the first and the last dated post. */
  readonly span: readonly [string, string] | null;
  readonly counts: readonly EventCounts[];
  readonly undatedMissing: number;
}

const TIME_WIDTH = 24;
const INDENT = 6;
const KEY_WIDTH = 10;
const NAMES = 3;

/** What the text tells of a post of a chronology. */
export function momentLineOf(moment: Moment, tidings: Tidings, explain: ExplainLink): MomentLine {
  const { post, findings, parent, link, resending } = moment;
  if (resending) return resentMoment(post, resending);
  const sender = shownName(senderOf(post));
  const agent = agentOf(post);
  const recipients = recipientsOf(post);
  return {
    ...timeOfPost(post),
    key: post.key,
    sender,
    recipients: recipients.slice(0, NAMES).map(shownName),
    more: Math.max(0, recipients.length - NAMES),
    subject: keepInPlace(makeVisible(subjectOf(post))),
    agent: agent && `sent by ${shownName(agent)} (Sender), on behalf of ${sender}`,
    cautions: cautionsOf(post),
    answers: parent && link && answersOf(moment, parent, link, explain),
    told: toldLines(post, tidings),
    doubts: findings.map(({ kind, key }) => `! ${kind}, ${key}`),
    places: placesOf(post),
  };
}

/** That a message was passed on as it was, at its own moment. */
function resentMoment(post: Post, { from, to, date, origin }: Resending): MomentLine {
  const sent = `${shownName(senderOf(post))}, ${readableDate(isoDateOf(post))}`;
  return {
    ...{ date: date && isoDate(date), time: date?.time ?? null, interval: null },
    key: post.key,
    sender: shownName(from),
    recipients: to.slice(0, NAMES).map(shownName),
    more: Math.max(0, to.length - NAMES),
    subject: keepInPlace(makeVisible(subjectOf(post))),
    agent: null,
    cautions: [`resent as it was: the message of ${sent}`],
    ...{ answers: null, told: [], doubts: [] },
    places: [placeOf(origin)],
  };
}

const shownName = (mailbox: Parameters<typeof personName>[0]): string => keepInPlace(makeVisible(personName(mailbox)));

const timeOfPost = (post: Post): MomentTime => ({
  date: isoDateOf(post),
  time: timeOf(post),
  interval: post.kind === 'missing' ? post.interval : null,
});

function answersOf({ post, action }: Moment, parent: Post, link: Link, explain: ExplainLink): MomentLine['answers'] {
  const verb = action === 'forward' ? 'forwards' : post.kind === 'missing' ? 'stands below' : 'answers';
  const basis = linkPhrase(linkRow(post.key, link.confidence, explain));
  return {
    ...timeOfPost(parent),
    verb,
    who: shownName(senderOf(parent)),
    basis: `(${shortKey(parent.key)})${basis ? ` ~ ${basis}` : ''}`,
  };
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

/** What keeps the time or the text of a post from being a fact. */
function cautionsOf(post: Post): readonly string[] {
  switch (post.kind) {
    case 'recovered': {
      const witnesses = [...new Set(post.recovered.witnesses.map((witness) => shortKey(witness.post)))];
      if (isAttached(post.recovered)) return [`attached to ${witnesses.join(', ')}; its time is as written there`];
      return [`recovered: not produced, quoted in ${witnesses.join(', ')}; its time is as quoted`];
    }
    case 'missing':
      return [`missing: not produced, named by ${post.citedBy.map(shortKey).join(', ')}`];
    case 'produced': {
      const sending = sendingOf(post);
      return [...(sending ? [keepInPlace(makeVisible(sendingText(sending)))] : []), ...timeCautions(post)];
    }
  }
}

function timeCautions({ message }: Extract<Post, { kind: 'produced' }>): readonly string[] {
  switch (message.date?.source) {
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

/** How the lines of a chronology are written. */
export interface LineOptions {
  readonly events: readonly CaseEvent[];
  readonly utc: boolean;
  /** True where not all posts are shown: what is counted around an event is what is shown. */
  readonly filtered?: boolean;
}

/** The chronology in text from its lines, which are gone through once. */
export function* writeChronology(
  { posts, resent, recovered, missing, span, counts, undatedMissing }: ChronologyHead,
  lines: Iterable<MomentLine>,
  { events, utc, filtered }: LineOptions,
  style: TextStyle,
): Generator<string> {
  const parts = [
    countOf(posts, 'post'),
    ...(resent ? [`${countOf(resent, 'message')} resent`] : []),
    ...(recovered ? [`${recovered} recovered from quotations`] : []),
    ...(missing ? [`${missing} missing`] : []),
    ...(span ? [spanText(...span)] : []),
  ];
  yield `${paint(parts.join(' · '), 'bold', style)}\n`;
  yield* writeEventCounts(counts, style, filtered ? ['message shown', 'messages shown'] : undefined);
  if (posts || resent) yield '\n';
  const passed = passEvents(events);
  for (const line of lines) {
    for (const event of passed(line.time)) yield eventLine(event, style);
    yield momentText(line, utc, style);
  }
  if (undatedMissing)
    yield `\n${paint(`${countOf(undatedMissing, 'missing message')} of unknown date left out; rethread missing lists them`, 'dim', style)}\n`;
}

function momentText(line: MomentLine, utc: boolean, style: TextStyle): string {
  const { sender, recipients, more, answers } = line;
  const width = style.width - TIME_WIDTH - KEY_WIDTH;
  const names = recipients.length ? `${recipients.join(', ')}${more ? ` +${more}` : ''}` : '(recipients unknown)';
  const who = padEnd(truncate(`${sender} → ${names}`, width), width);
  let text = `${timeText(line, utc).padEnd(TIME_WIDTH)}${who}  ${paint(shortKey(line.key), 'dim', style)}\n`;
  const add = (written: string, tone: Parameters<typeof paint>[1] | null): void => {
    for (const part of wrapText(written, style.width - INDENT))
      text += `${' '.repeat(INDENT)}${tone ? paint(part, tone, style) : part}\n`;
  };
  add(truncate(line.subject, style.width - INDENT) || '(no subject)', null);
  if (line.agent !== null) add(line.agent, null);
  for (const caution of line.cautions) add(`[${caution}]`, 'yellow');
  if (answers) add(`${answers.verb} ${answers.who}, ${timeText(answers, utc)} ${answers.basis}`, null);
  for (const told of line.told) add(told, null);
  for (const doubt of line.doubts) add(doubt, 'red');
  for (const place of line.places) add(place, 'dim');
  return text;
}

/** `2019-05-14 17:42 +0100`; a missing post: `by 2019-08-21`, the latest day that it can be of. */
function timeText({ date, time, interval }: MomentTime, utc: boolean): string {
  if (interval !== null) {
    const [first, last] = interval;
    const day = (at: number) => isoDate({ time: at, offset: 0 }).slice(0, 10);
    if (last !== null) return `by ${day(last)}`;
    return first === null ? 'no date' : `after ${day(first)}`;
  }
  if (!utc || time === null || date === null || !date.includes('T') || date.endsWith('-00:00'))
    return readableDate(date);
  return readableDate(isoDate({ time, offset: 0 }));
}

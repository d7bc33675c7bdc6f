import { undoRewritings } from '../../dedupe/gateway/gateway-rewritings.js';
import { messageIdOf } from '../../dedupe/gathered-post.js';
import { isNoteForText } from '../../dedupe/hidden-text.js';
import type { ProducedPost } from '../../dedupe/produced-post.js';
import { bareTaggedSubject, isSameSender } from '../../dedupe/same-header.js';
import { textBelowHeader } from '../../dedupe/text-below-header.js';
import { makeSkeleton } from '../../dedupe/text-skeleton.js';
import { clockGrade, mayBeSameMoment } from '../../dedupe/vague-copies.js';
import type { Mailbox } from '../../message/message.js';
import { compareSenders, readSender } from '../../recover/sender-match.js';
import { compareWithheld } from './withheld-text.js';

/**
 * Who holds another version of a message: its text is another in substance, or blacked out, its sender is named otherwise or withheld, or its date
 * lies whole hours off; the message is not absent.
 */
export interface Versions {
  /** Posts of one sender and minute with the Message-ID or the subject of this one, and those that say the same whole hours earlier or later, or within the hour. */
  of(post: ProducedPost): readonly ProducedPost[];
  /** Custodians whose production has one of these. */
  heldBy(post: ProducedPost): readonly string[];
}

const MINUTE = 60_000;
/** Versions of one message that are looked at: a robot sends many mails a minute. */
const MOST_VERSIONS = 16;
const HOUR = 60 * MINUTE;
/** Minutes within which a few words are one mail that was on its way: people write the same few again. */
const SHORT_WAY = 10 * MINUTE;
/** The widest difference between two zones, and an hour of summer time. */
const MOST_HOURS = 14;
/** A clock that was a day off. */
const DAY_OFF = 26;
/** Letters that two texts begin with alike: beyond these a program that moved the mail may have written the rest otherwise. */
const TELLING_START = 300;
/** Letters of subject and text below which two messages may be alike by chance. */
const FEWEST_LETTERS = 40;
/** Letters of the text from which another sender says nothing: nobody writes the same. */
const LETTERS_OF_ANY_SENDER = 100;

/** People who got both mails, from which on they tell that it is one, and the letters of the shorter text then. */
const LEAST_CIRCLE = 3;
const FEWEST_SHARED = 12;
/** Copies of one mail that clocks dated otherwise. */
const MOST_CLOCKS = 4;
/** Letters of a run, and the share of them that stands in both where single signs were lost. */
const RUN = 8;
const MOST_OF_IT = 0.6;

/** Looks up versions by Message-ID and minute, by subject and minute, and by what `authoredOf` says the author wrote. */
export function findVersions(
  produced: readonly ProducedPost[],
  identify: (mailbox: Mailbox) => string,
  authoredOf: (post: ProducedPost) => string | null,
): Versions {
  const ownTextOf = (post: ProducedPost) => authoredOf(post)?.trim() || (post.message.body?.text ?? '');
  const byLabel = new Map<string, ProducedPost[]>();
  const add = (label: string, post: ProducedPost) => {
    const list = byLabel.get(label);
    if (!list) byLabel.set(label, [post]);
    else if (list.length < MOST_VERSIONS) list.push(post);
  };
  const authored = keepStarts((post) => ownTextOf(post));
  const whole = keepStarts((post) => post.message.body?.text ?? '');
  for (const post of produced) {
    for (const label of labelsOf(post)) add(label, post);
    for (const label of hourLabels(post, [0], authored)) add(label, post);
    for (const label of [...vagueLabels(post, authored), ...shortLabels(post, authored)]) add(label, post);
  }
  const notes = findNotes(produced, identify);
  const textOf = (post: ProducedPost) => makeSkeleton(undoRewritings(ownTextOf(post))).letters;
  const isSameText = (post: ProducedPost, other: ProducedPost) => textOf(post) === textOf(other);
  const circleOf = (post: ProducedPost) =>
    new Set(post.copies.flatMap(({ to, cc, bcc }) => [...to, ...cc, ...bcc]).map(identify));
  // Of a few words, two or three that went to the same people at the same minute of the hour are one mail and other clocks; more are a robot's.
  const isOneOfFew = (post: ProducedPost, other: ProducedPost) => {
    const [one, two] = [circleOf(post), circleOf(other)];
    const alike = hourLabels(post, [0], authored).flatMap((label) => byLabel.get(label) ?? []);
    return isSameText(post, other) && alike.length <= MOST_CLOCKS && isWithin(one, two);
  };
  const saysTheSame = (post: ProducedPost, other: ProducedPost) => {
    const isCircle = isOneCircle(circleOf(post), circleOf(other));
    // A program that moved the mail may have put an attachment's name behind a few words, or the place of a meeting before them; and what
    // is passed on with hardly a word of one's own is told by what is passed on.
    const inCommon = ([a, b]: readonly string[]) => (a === b ? a!.length : isCircle ? sharedLetters(a!, b!) : 0);
    const own = [post, other].map(authored);
    const letters = Math.max(inCommon(own), inCommon([post, other].map(whole)));
    const left = compareWithheld(...textsOf(post, other));
    if (left === 'same' || (left === 'open' && isSenderOpen(post, other))) return hoursApart(post, other) <= MOST_HOURS;
    if (letters === 0 && own[0] !== own[1]) return false;
    if (post.message.from === null || other.message.from === null)
      return letters >= FEWEST_SHARED && hoursApart(post, other) <= MOST_HOURS;
    // QUIRK: what an assistant sent for somebody bears the one's name in one system and the other's in another.
    const isSender = compareSenders(readSender(post.message.from), readSender(other.message.from)) !== 'different';
    if (!isSender && letters < LETTERS_OF_ANY_SENDER && !(isCircle && hoursApart(post, other) === 0)) return false;
    // A print tells no zone: there the hours say nothing.
    const isZoneOpen = post.message.date?.offset === null || other.message.date?.offset === null;
    if (isZoneOpen && isSameText(post, other)) return true;
    const isTelling =
      isCircle || letters + post.message.subject.base.length >= FEWEST_LETTERS || isOneOfFew(post, other);
    return isTelling && (hoursApart(post, other) <= MOST_HOURS || isSameText(post, other));
  };
  const of = (post: ProducedPost) => {
    const found = labelsOf(post).flatMap((label) => byLabel.get(label) ?? []);
    const versions = found.filter(
      (other) =>
        isSenderOpen(post, other) ||
        isSameSender(post.message, other.message) ||
        personOf(post, identify) === personOf(other, identify),
    );
    const shifted = hourLabels(post, [-1, 0, 1], authored)
      .flatMap((label) => byLabel.get(label) ?? [])
      .filter((other) => isHoursApart(post, other) && saysTheSame(post, other));
    const vague = vagueLabels(post, authored)
      .flatMap((label) => byLabel.get(label) ?? [])
      .filter((other) => isVaguelyOne(post, other) && isSenderOpen(post, other) && isSameText(post, other));
    // An export may date what came in by when it came.
    const isShort = authored(post).length < FEWEST_LETTERS;
    const late = [...vagueLabels(post, authored), ...shortLabels(post, authored)]
      .flatMap((label) => byLabel.get(label) ?? [])
      .filter((other) => isOnItsWay(post, other, isShort ? SHORT_WAY : HOUR))
      .filter((other) => isSenderOpen(post, other) && isSameText(post, other));
    return [...new Set([...versions, ...shifted, ...vague, ...late, ...notes(post)])].filter(
      ({ key }) => key !== post.key,
    );
  };
  return {
    of,
    heldBy: (post) => of(post).flatMap(({ copies }) => copies.flatMap(({ custodian }) => custodian ?? [])),
  };
}

/** Of one sender and moment: the texts that a note may stand for, and the notes that may stand for a text. An id of their own parts them. */
function findNotes(
  produced: readonly ProducedPost[],
  identify: (mailbox: Mailbox) => string,
): (post: ProducedPost) => readonly ProducedPost[] {
  const labelOf = (post: ProducedPost) => `${post.message.date?.time} ${personOf(post, identify)}`;
  const isNote = ({ message }: ProducedPost) => message.date !== null && isNoteForText(message);
  const byLabel = new Map<string, ProducedPost[]>(produced.filter(isNote).map((post) => [labelOf(post), []]));
  if (byLabel.size === 0) return () => [];
  for (const post of produced) {
    const list = byLabel.get(labelOf(post));
    if (list && list.length < MOST_VERSIONS) list.push(post);
  }
  const ids = (post: ProducedPost, other: ProducedPost) => [messageIdOf(post), messageIdOf(other)];
  return (post) =>
    (byLabel.get(labelOf(post)) ?? []).filter((other) => {
      const [one, two] = ids(post, other);
      return isNote(post) !== isNote(other) && (one === null || two === null || one === two);
    });
}

const textsOf = (post: ProducedPost, other: ProducedPost) =>
  [undoRewritings(textBelowHeader(post.message)), undoRewritings(textBelowHeader(other.message))] as const;

const isSenderOpen = (post: ProducedPost, other: ProducedPost) =>
  compareSenders(readSender(post.message.from), readSender(other.message.from)) !== 'different';

/** True if one of the two has no time of day, or no date, and what it has allows the other. */
function isVaguelyOne(post: ProducedPost, other: ProducedPost): boolean {
  const dates = [post.message.date, other.message.date] as const;
  const [vague, finer] = clockGrade(dates[0]) <= clockGrade(dates[1]) ? dates : [dates[1], dates[0]];
  return clockGrade(vague) < 2 && mayBeSameMoment(vague, finer);
}

/** True if two of one subject lie no longer apart than a mail is on its way, and nobody handed both over: who has both got it twice. */
function isOnItsWay(one: ProducedPost, other: ProducedPost, longest: number): boolean {
  const [a, b] = [one.message, other.message];
  if (a.date === null || b.date === null || Math.abs(a.date.time - b.date.time) >= longest) return false;
  if (bareTaggedSubject(a.subject.text) !== bareTaggedSubject(b.subject.text)) return false;
  const custodians = new Set(one.copies.map(({ custodian }) => custodian));
  return other.copies.every(({ custodian }) => !custodians.has(custodian));
}

/** What a text begins with, by which a mail is found whose date tells no time. */
function vagueLabels(post: ProducedPost, startOf: (post: ProducedPost) => string): readonly string[] {
  const start = startOf(post).slice(0, FEWEST_LETTERS);
  return start.length < FEWEST_LETTERS ? [] : [`said ${start}`];
}

/** The same of a few words, with the subject. */
function shortLabels(post: ProducedPost, startOf: (post: ProducedPost) => string): readonly string[] {
  const start = startOf(post);
  const bare = bareTaggedSubject(post.message.subject.text);
  return start === '' || start.length >= FEWEST_LETTERS ? [] : [`short ${bare} ${start}`];
}

/** What texts begin with, in letters alone; each is read once. */
function keepStarts(textOf: (post: ProducedPost) => string): (post: ProducedPost) => string {
  const starts = new Map<string, string>();
  return (post) => {
    const known = starts.get(post.key);
    if (known !== undefined) return known;
    const start = makeSkeleton(undoRewritings(textOf(post).slice(0, 3 * TELLING_START))).letters.slice(
      0,
      TELLING_START,
    );
    starts.set(post.key, start);
    return start;
  };
}

/** True if all of the fewer people are among the others. */
function isWithin(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [fewer, more] = one.size < other.size ? [one, other] : [other, one];
  return [...fewer].every((person) => more.has(person));
}

/** True if two mails went to the same people, three at least, who are half of either's. */
function isOneCircle(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  let common = 0;
  for (const person of one) if (other.has(person)) common++;
  return common >= LEAST_CIRCLE && 2 * common >= Math.max(one.size, other.size);
}

/**
 * Letters that two beginnings have in common: all of the shorter where it stands in the other, or most of both where single signs were
 * lost on the way; 0 for two texts.
 */
function sharedLetters(one: string, other: string): number {
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one];
  if (shorter.length >= FEWEST_SHARED && longer.includes(shorter)) return shorter.length;
  if (shorter.length < TELLING_START) return 0;
  const known = new Set(runsOfLetters(longer));
  const runs = runsOfLetters(shorter);
  return runs.filter((run) => known.has(run)).length >= MOST_OF_IT * runs.length ? shorter.length : 0;
}

const runsOfLetters = (letters: string) =>
  Array.from({ length: Math.max(0, letters.length - RUN + 1) }, (_, at) => letters.slice(at, at + RUN));

const personOf = ({ message: { from } }: ProducedPost, identify: (mailbox: Mailbox) => string) =>
  from === null ? '' : identify(from);

function labelsOf(post: ProducedPost): readonly string[] {
  const { date, subject } = post.message;
  if (date === null) return [];
  const minute = Math.floor(date.time / MINUTE);
  const id = messageIdOf(post);
  const bare = bareTaggedSubject(subject.text);
  return [...(id === null ? [] : [`id ${minute} ${id}`]), ...(bare === '' ? [] : [`subject ${minute} ${bare}`])];
}

/**
 * QUIRK: of one mail an archive keeps `09:29:00` in one mailbox and `14:29:08` in another: one program wrote its own hours, cut to the minute.
 * The label is the minute of the hour, give or take some, and the subject; without a subject, what the text begins with.
 */
function hourLabels(
  post: ProducedPost,
  minutes: readonly number[],
  startOf: (post: ProducedPost) => string,
): readonly string[] {
  const { date, subject, body } = post.message;
  if (date === null || body === null) return [];
  const bare = bareTaggedSubject(subject.text) || `text ${startOf(post).slice(0, FEWEST_LETTERS)}`;
  const minute = Math.floor(date.time / MINUTE);
  return minutes.map((step) => `hour ${(((minute + step) % 60) + 60) % 60} ${bare}`);
}

const hoursApart = (one: ProducedPost, other: ProducedPost) =>
  Math.round(Math.abs(one.message.date!.time - other.message.date!.time) / HOUR);

function isHoursApart(one: ProducedPost, other: ProducedPost): boolean {
  const hours = hoursApart(one, other);
  const apart = Math.abs(one.message.date!.time - other.message.date!.time);
  return hours <= DAY_OFF && Math.abs(apart - hours * HOUR) < 2 * MINUTE;
}

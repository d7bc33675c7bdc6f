import { compareWritten, dateInterval, datesAgree } from '../date/date-agreement.js';
import type { WrittenDate } from '../date/written-clock.js';
import { makeSkeleton } from '../dedupe/text-skeleton.js';
import { authorOf } from '../message/author-of.js';
import { hashBareWords } from '../text/bare-words.js';
import { cutScrubNotices } from '../text/scrub-notices.js';
import { makeTextShingles } from '../text/shingles.js';
import type { QuotingPost } from './embedded-facts.js';
import { compareSenders, readSender, type SenderFeatures, senderKeys } from './sender-match.js';

/** A produced message as others cite it. */
export interface ProducedFeatures {
  readonly key: string;
  readonly sender: SenderFeatures | null;
  /** ms since 1970 UTC; null if unknown. */
  readonly time: number | null;
  /** Minutes east of UTC of its own Date header. */
  readonly offset: number | null;
  /** True where only the day is known, and `time` is its midnight. */
  readonly dayOnly: boolean;
  /** Base subject, lower case. */
  readonly subject: string;
  /** About how many runs of words its author wrote. */
  readonly runs: number;
  /** All that its author wrote was taken out by an archive: no quotation can be found in it. */
  readonly scrubbed: boolean;
}

/** Looks produced messages up by who sent them when. */
export interface ProducedIndex {
  readonly features: readonly ProducedFeatures[];
  /** Places of the messages with that id, whatever its capitals. */
  byId(messageId: string): readonly number[];
  /**
   * Places of the messages of a sender who shares a name or address with that one, sent when the date may mean; and how
   * many that sender wrote about then, whatever the minute.
   */
  bySenderAt(
    sender: SenderFeatures,
    date: WrittenDate,
  ): { readonly places: readonly number[]; readonly rivals: number };
  /**
   * Places of the messages with that base subject, sent when the date may mean, whoever sent them; `nameless` asks for those alone of
   * which no sender is told.
   */
  bySubjectAt(subject: string, date: WrittenDate, nameless: boolean): readonly number[];
  /** Share of the text's runs of words that the whole body holds, quotations included; 1 where there is no body. */
  shareOfBody(place: number, text: string): number;
  /** True if a text begins with all that the author wrote: a gateway may have put a notice of any length behind a few words. */
  isBegunBy(place: number, text: string): boolean;
  /** True where the message itself quotes one of that sender and minute: then it is not that one, but answers or forwards it. */
  quotesOneOf(place: number, sender: SenderFeatures, date: WrittenDate): boolean;
  /** True where the text begins with the words with which the message's author began. */
  beginsText(place: number, text: string): boolean;
}

/** Most messages that one lookup gives. */
const MOST = 300;
const SLACK = 300_000;
const DAY = 86_400_000;
/** Letters of what the author wrote that are compared, and the fewest that tell anything. */
const LONGEST_BEGINNING = 300;
const FEWEST_LETTERS = 4;
/** Bodies whose runs are kept at hand. */
const MOST_BODIES = 2000;
/** A text begins like another one where so many words are the same. */
const FIRST_WORDS = 4;

/** Indexes the messages by id and by each word of the sender's name in order of time. */
export function indexProduced(posts: readonly QuotingPost[]): ProducedIndex {
  const features = posts.map(({ key, message, split }) => ({
    key,
    sender: readSender(authorOf(message)),
    time: message.date?.time ?? null,
    offset: message.date?.offset ?? null,
    dayOnly: message.date?.precision === 'day',
    subject: message.subject.base.toLowerCase(),
    runs: split.authored.length / 6,
    scrubbed: split.authored.trim() !== '' && cutScrubNotices(split.authored).trim() === '',
  }));
  // The midnight that stands for a day may be long before the minute.
  const early = features.some(({ dayOnly }) => dayOnly) ? DAY : 0;
  const ids = new Map<string, number[]>();
  const senders = new Map<string, number[]>();
  posts.forEach(({ message }, place) => {
    for (const id of [message.messageId, ...message.alternateIds]) if (id) append(ids, id.toLowerCase(), place);
    const sender = features[place]!.sender;
    if (sender && features[place]!.time !== null) for (const key of senderKeys(sender)) append(senders, key, place);
  });
  for (const places of senders.values()) places.sort((a, b) => features[a]!.time! - features[b]!.time! || a - b);
  const subjects = new Map<string, number[]>();
  for (const [place, { subject, time }] of features.entries())
    if (subject !== '' && time !== null) append(subjects, subject, place);
  for (const places of subjects.values()) places.sort((a, b) => features[a]!.time! - features[b]!.time! || a - b);
  const bodies = new Map<number, Int32Array>();
  let asked: string | null = null;
  let runs: Int32Array = new Int32Array(0);
  return {
    features,
    byId: (messageId) => ids.get(messageId.toLowerCase()) ?? [],
    bySenderAt(sender, date) {
      const { earliest, latest } = dateInterval(date);
      const found = new Set<number>();
      const rivals = new Set<number>();
      for (const key of senderKeys(sender)) {
        const places = senders.get(key) ?? [];
        for (
          let at = firstNotBefore(places, features, earliest - SLACK - early);
          at < places.length && rivals.size < MOST;
          at++
        ) {
          const place = places[at]!;
          if (features[place]!.time! > latest + SLACK) break;
          if (!features[place]!.dayOnly && features[place]!.time! < earliest - SLACK) continue;
          if (compareSenders(sender, features[place]!.sender) === 'different') continue;
          rivals.add(place);
          const { time, offset, dayOnly } = features[place]!;
          if (datesAgree(date, time!, offset, dayOnly).grade !== 'none') found.add(place);
        }
      }
      return { places: [...found], rivals: rivals.size };
    },
    bySubjectAt(subject, date, nameless) {
      const { earliest, latest } = dateInterval(date);
      const places = subjects.get(subject) ?? [];
      const found: number[] = [];
      const first = firstNotBefore(places, features, earliest - SLACK - early);
      for (const place of places.slice(first, first + MOST)) {
        const { time, offset, dayOnly, sender } = features[place]!;
        if (time! > latest + SLACK) break;
        if (nameless && sender !== null) continue;
        if (datesAgree(date, time!, offset, dayOnly).grade !== 'none') found.push(place);
      }
      return found;
    },
    shareOfBody(place, text) {
      const body = posts[place]!.message.body?.text ?? '';
      if (body === '') return 1;
      const known = bodies.get(place) ?? makeTextShingles(body);
      if (bodies.size > MOST_BODIES) bodies.clear();
      bodies.set(place, known);
      if (text !== asked) {
        asked = text;
        runs = makeTextShingles(text);
      }
      return countShared(runs, known) / Math.max(1, runs.length);
    },
    quotesOneOf(place, sender, date) {
      if (date.precision === 'day') return false;
      return posts[place]!.split.embedded.some(({ header }) => {
        if (compareWritten(header.date, date) !== 'same-minute') return false;
        return compareSenders(readSender(header.from), sender) === 'same';
      });
    },
    isBegunBy(place, text) {
      const own = beginningOf(posts[place]!.split.authored);
      return own.length >= FEWEST_LETTERS && beginningOf(text).startsWith(own);
    },
    beginsText(place, text) {
      const first = firstWords(posts[place]!.split.authored);
      return first.length === FIRST_WORDS && firstWords(text).every((word, at) => word === first[at]);
    },
  };
}

const beginningOf = (text: string) =>
  makeSkeleton(text.slice(0, 4 * LONGEST_BEGINNING)).letters.slice(0, LONGEST_BEGINNING);

/** Hashes of the first words of a text, whatever its lines and marks. */
function firstWords(text: string): readonly number[] {
  return [...hashBareWords(text.slice(0, FIRST_WORDS * 40))].filter((word) => word !== 0).slice(0, FIRST_WORDS);
}

function firstNotBefore(places: readonly number[], features: readonly ProducedFeatures[], time: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (features[places[middle]!]!.time! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many values two ascending lists share. */
function countShared(one: Int32Array, other: Int32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    if (one[i]! < other[j]!) i++;
    else if (one[i]! > other[j]!) j++;
    else {
      shared++;
      i++;
      j++;
    }
  }
  return shared;
}

function append(groups: Map<string, number[]>, key: string, value: number): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}

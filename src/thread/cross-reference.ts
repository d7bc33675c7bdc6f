import type { Post } from '../link/post/post.js';
import { timeOf } from '../link/post/post-facts.js';
import { locateInBody } from '../message/locate-in-body.js';
import type { Body } from '../message/message.js';
import type { SplitBody } from '../quote/segment.js';
import type { Origin } from '../source/source.js';
import { findMatchingRuns, type TextRange } from '../text/matching-runs.js';
import { hashWords } from '../text/word-hashes.js';
import type { Thread } from './thread.js';

/** A message whose own words another one quotes, though it stands neither above it nor above what it answers. */
export interface CrossReference {
  readonly kind: 'quotes';
  /** Key of the post that quotes. */
  readonly post: string;
  /** Key of the post that is quoted: a produced one, or one that is recovered from another quotation. */
  readonly quoted: string;
  /** Words of all passages. */
  readonly words: number;
  /** In the order of the quoting body. */
  readonly passages: readonly QuotedPassage[];
}

/** Words that stand in two messages. */
export interface QuotedPassage {
  readonly words: number;
  /** Their bytes in the quotation, marks between the lines included, and in the quoted message, or in the witness of a recovered one. */
  readonly quoting: Origin;
  readonly quoted: Origin;
}

/** A shorter passage may be a phrase that many use. */
const LEAST_WORDS = 20;
/** Words that are looked up together. */
const RUN = 10;
/** Of every so many runs of a quotation one is looked up: any `LEAST_WORDS` words in a row hold one of them. */
const STEP = LEAST_WORDS - RUN + 1;
/** Words that more messages hold are nobody's: a form, a notice, what a program writes. */
const MOST_HOLDERS = 12;
/** References of one message, and messages that are compared for them. */
const MOST_REFERENCES = 8;
const MOST_COMPARED = 16;
/** Steps up a thread that are looked at for what answers quote already. */
const MOST_ABOVE = 64;
/** Words of a text that are read. */
const MOST_WORDS = 20_000;
/** Clocks may disagree. */
const CLOCK_TOLERANCE = 26 * 3_600_000;

/**
 * Finds which messages quote another one, 20 words or more in a row of what its author wrote himself, without hanging below
 * it: under a new subject, in another thread, beside what they answer. What a message between quotes is told there.
 *
 * Linear in the mail: a run of ten words in eleven is looked up once, and words that many messages hold name none.
 */
export function findCrossReferences(
  threads: readonly Thread[],
  splits: ReadonlyMap<string, SplitBody>,
): readonly CrossReference[] {
  const places = placePosts(threads, splits);
  const holders = findHolders(places);
  const references: CrossReference[] = [];
  /** Of each post on the way down the thread: which posts it refers to. */
  const path: ReadonlySet<Place>[] = [];
  for (const place of places) {
    path.length = place.depth;
    const told = path.slice(-MOST_ABOVE);
    const isTold = (other: Place) => isAbove(other, place) || told.some((above) => above.has(other));
    const found = findQuoted(place, holders, isTold);
    path.push(new Set(found.map(({ target }) => target)));
    references.push(...found.map(({ reference }) => reference));
  }
  return references;
}

/** A post in reading order. */
interface Place {
  readonly number: number;
  readonly depth: number;
  /** Number of the last post below it. */
  last: number;
  readonly time: number | null;
  readonly key: string;
  /** What is read of a produced post's body. */
  readonly quoting: { readonly body: Body; readonly split: SplitBody } | null;
  readonly wrote: Writing | null;
}

/** Where stands what somebody wrote. Its text is asked for when it is read: those of all messages would fill the memory. */
interface Writing {
  readonly body: Body;
  readonly split: SplitBody;
  /** Number of the quotation that it is; -1 where it is what the author of the body wrote. */
  readonly embedded: number;
  /** The post in whose body it stands. */
  readonly carrier: string;
}

function placePosts(threads: readonly Thread[], splits: ReadonlyMap<string, SplitBody>): readonly Place[] {
  const places: Place[] = [];
  const bodies = new Map<string, NonNullable<Place['quoting']>>();
  for (const { post } of threads.flatMap((thread) => thread.posts)) {
    const body = post.kind === 'produced' && post.duplicateOf === null ? post.message.body : null;
    const split = splits.get(post.key);
    if (body && split) bodies.set(post.key, { body, split });
  }
  for (const thread of threads) {
    const above: Place[] = [];
    for (const { post, depth } of thread.posts) {
      above.length = depth;
      const number = places.length;
      const quoting = bodies.get(post.key) ?? null;
      const wrote = writingOf(post, bodies);
      const place = { number, depth, last: number, time: timeOf(post), key: post.key, quoting, wrote };
      for (const one of above) one.last = place.number;
      above.push(place);
      places.push(place);
    }
  }
  return places;
}

/** What the author of a produced post wrote himself; of a recovered one, what its first witness quotes. */
function writingOf(post: Post, bodies: ReadonlyMap<string, NonNullable<Place['quoting']>>): Writing | null {
  const own = bodies.get(post.key);
  if (own) return { ...own, embedded: -1, carrier: post.key };
  for (const witness of post.kind === 'recovered' ? post.recovered.witnesses : []) {
    const found = bodies.get(witness.post);
    if (found?.split.embedded[witness.embedded]) return { ...found, embedded: witness.embedded, carrier: witness.post };
  }
  return null;
}

const textOf = ({ split, embedded }: Writing): string =>
  embedded < 0 ? split.authored : split.embedded[embedded]!.text;

const rangesOf = ({ split, embedded }: Writing): readonly TextRange[] =>
  embedded < 0 ? split.segments.filter(({ kind }) => kind === 'authored') : split.embedded[embedded]!.ranges;

const isAbove = (one: Place, other: Place) => one.number < other.number && other.number <= one.last;

/** The posts that wrote a run of words, the first ones first, by the run; those that nobody wrote have none. */
function findHolders(places: readonly Place[]): ReadonlyMap<number, readonly Place[]> {
  const holders = new Map<number, Place[]>();
  for (const { quoting } of places)
    for (const { text } of quoting?.split.embedded ?? []) for (const run of soughtRuns(text)) holders.set(run, NONE);
  if (!holders.size) return holders;
  const unknown = Number.POSITIVE_INFINITY;
  const byTime = [...places].sort((a, b) => (a.time ?? unknown) - (b.time ?? unknown) || a.number - b.number);
  for (const place of byTime)
    for (const run of place.wrote ? runsOf(textOf(place.wrote)) : []) {
      const known = holders.get(run);
      if (known === undefined) continue;
      if (known === NONE) holders.set(run, [place]);
      else if (known.length <= MOST_HOLDERS && known.at(-1) !== place) known.push(place);
    }
  return holders;
}

const NONE: Place[] = [];

/** Hashes of the runs of ten words of a text, one from each word on. */
function runsOf(text: string): Int32Array {
  const words = hashWords(text, MOST_WORDS);
  let count = 0;
  for (const word of words) if (word !== 0) words[count++] = word;
  const runs = new Int32Array(Math.max(0, count - RUN + 1));
  let run = 0;
  for (let at = 0; at < count; at++) {
    run = (Math.imul(run, FACTOR) + words[at]!) | 0;
    if (at >= RUN) run = (run - Math.imul(words[at - RUN]!, LEAVING)) | 0;
    if (at >= RUN - 1) runs[at - RUN + 1] = run;
  }
  return runs;
}

const FACTOR = 0x01000193;
/** The factor of the word that leaves a run. */
const LEAVING = Array.from({ length: RUN }).reduce((power: number) => Math.imul(power, FACTOR), 1);

/** Those of a quotation that are looked up. */
function soughtRuns(text: string): Int32Array {
  const runs = runsOf(text);
  if (runs.length + RUN - 1 < LEAST_WORDS) return new Int32Array(0);
  const sought = new Int32Array(Math.ceil(runs.length / STEP));
  for (let at = 0; at < sought.length; at++) sought[at] = runs[at * STEP]!;
  return sought;
}

/** What is looked up of a quotation, and who wrote it. */
interface Sought {
  readonly embedded: number;
  readonly holders: readonly Place[];
}

function findQuoted(
  place: Place,
  holders: ReadonlyMap<number, readonly Place[]>,
  isTold: (other: Place) => boolean,
): readonly { readonly target: Place; readonly reference: CrossReference }[] {
  const { quoting } = place;
  if (!quoting) return [];
  let open: readonly Sought[] = quoting.split.embedded.flatMap(({ text }, embedded) =>
    [...soughtRuns(text)].flatMap((run) => {
      const writers = holders.get(run) ?? NONE;
      if (writers.length > MOST_HOLDERS) return [];
      const before = writers.filter((writer) => mayBeQuoted(writer, place));
      // What is known from quotations stands back behind what was produced.
      const produced = before.filter((writer) => writer.quoting !== null);
      return before.length ? [{ embedded, holders: produced.length ? produced : before }] : [];
    }),
  );
  open = open.filter((sought) => !sought.holders.some(isTold));
  const found: { target: Place; reference: CrossReference }[] = [];
  for (let compared = 0; open.length && compared < MOST_COMPARED && found.length < MOST_REFERENCES; compared++) {
    const target = mostQuoted(open);
    const reference = compare(place, target, open);
    if (reference) found.push({ target, reference });
    open = reference
      ? open.filter((sought) => !sought.holders.includes(target))
      : open.flatMap((sought) => {
          const others = sought.holders.filter((holder) => holder !== target);
          return others.length ? [{ ...sought, holders: others }] : [];
        });
  }
  return found;
}

/** A message quotes what was written before it, as far as clocks tell, and not what answers it. */
function mayBeQuoted(writer: Place, place: Place): boolean {
  if (writer === place || writer.wrote?.carrier === place.key || isAbove(place, writer)) return false;
  return writer.time === null || place.time === null || writer.time <= place.time + CLOCK_TOLERANCE;
}

/** Who wrote most of what is looked up; of those who wrote as much, the first. */
function mostQuoted(open: readonly Sought[]): Place {
  const counts = new Map<Place, number>();
  for (const { holders } of open) for (const holder of holders) counts.set(holder, (counts.get(holder) ?? 0) + 1);
  const unknown = Number.POSITIVE_INFINITY;
  return [...counts].reduce((best, one) => {
    const ahead =
      one[1] - best[1] || (best[0].time ?? unknown) - (one[0].time ?? unknown) || best[0].number - one[0].number;
    return ahead > 0 ? one : best;
  })[0];
}

/** The passages that stand in both; null where none is long enough. */
function compare(place: Place, target: Place, open: readonly Sought[]): CrossReference | null {
  const { quoting } = place;
  const { wrote } = target;
  if (!quoting || !wrote) return null;
  const asked = new Set(open.flatMap(({ embedded, holders }) => (holders.includes(target) ? embedded : [])));
  const passages: QuotedPassage[] = [];
  const authored = rangesOf(wrote);
  for (const [embedded, { ranges }] of quoting.split.embedded.entries()) {
    if (!asked.has(embedded)) continue;
    for (const { child, parent, words } of findMatchingRuns(quoting.body.text, ranges, wrote.body.text, authored))
      if (words >= LEAST_WORDS)
        passages.push({ words, quoting: locateInBody(quoting.body, child), quoted: locateInBody(wrote.body, parent) });
  }
  if (!passages.length) return null;
  const words = passages.reduce((sum, passage) => sum + passage.words, 0);
  return { kind: 'quotes', post: place.key, quoted: target.key, words, passages };
}

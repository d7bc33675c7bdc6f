import { QUOTED, type Scratch, scoreTexts } from '../candidate/score-texts.js';
import { compareDates, compareNames, DATE, NAME } from './agreement.js';
import type { FeatureIndex } from './feature-index.js';
import type { Features } from './features.js';
import { type ListArchive, readListArchive } from './list-archive.js';

/**
 * How people answer in this collection, and how each author does, as far as quotations show it whose original is there: shares from
 * 0 to 1. Some authors write no `Re:`, some quote without saying whom, some change the subject at every turn; what an author did
 * before, he does again.
 *
 *     customs.marks('ada@x')  // 0.04: her answers bear no reply mark
 */
export interface Customs {
  /** Share of the author's answers whose subject bears a reply mark. */
  marks(author: string): number;
  /** Share of the author's answers that say whom they quote. */
  attributed(author: string): number;
  /** Share of the author's answers that keep the subject of what they answer. */
  keptSubject(author: string): number;
  /** Of the dates that attributions give, the share that is the original's: below `LEAST_TOLD` a date that contradicts says nothing. */
  readonly datesTold: number;
  readonly archive: ListArchive;
}

/** Where fewer attributions than this give the true date of what they quote, a date that contradicts says nothing. */
export const LEAST_TOLD = 0.8;

/** How many messages are looked at, spread over the collection. */
const MOST_LOOKED_AT = 10_000;
/** A quotation is of the message that wrote so much of it, in so many runs. */
const LEAST_SHARE = 0.6;
const LEAST_HITS = 5;
/** A quotation of so many runs is long enough to be found if its original is there; that it is longer tells no more. */
export const LONG_QUOTATION = 12;
/**
 * Of the long quotations of an archive, this share is of messages that are there (0.68 to 0.94 on six lists, a fifth of their messages
 * dropped or not; 0.25 and less in the inboxes of three people), and so many are asked at least.
 */
const LEAST_FOUND = 0.5;
const LEAST_ASKED = 20;
/**
 * Where fewer posts than this quote anything, as in the archive of a web forum, subjects say whether what is answered is there. Of the answers
 * of two lists that quote nothing any more 0.84 and 0.96 bear the subject of somebody else's earlier post; of four inboxes 0.31 to 0.61.
 */
const MOST_QUOTING = 0.1;
const LEAST_MARKED = 20;
const LEAST_ANSWERED = 0.75;
/** What is expected before anything is seen, and how many answers that expectation is worth. */
const EXPECTED: Counts = { answers: 1, marks: 0.7, attributed: 0.8, kept: 0.9 };
const WORTH_OF_EXPECTED = 10;
/** How many answers of his own weigh as much as what all others do. */
const WORTH_OF_OTHERS = 3;
const TOLD_BEFORE = 0.95;

/** How often something was seen, or shares of that. */
interface Counts {
  readonly answers: number;
  readonly marks: number;
  readonly attributed: number;
  readonly kept: number;
}

/** Customs as plain data: what `readCustoms` reads. */
export interface CustomsTable {
  readonly usual: Counts;
  readonly authors: readonly (readonly [string, Counts])[];
  readonly datesTold: number;
}

/**
 * Looks up whom the quotations quote, and counts how their authors answered. Null for what is no archive of lists: in direct mail most
 * of what is quoted is often not at hand, and what is there tells little of the rest.
 */
export function measureCustoms(featureIndex: FeatureIndex, scratch: Scratch): Customs | null {
  const { posts } = featureIndex;
  const archive = readListArchive(posts);
  if (archive === null) return null;
  const table = countCustoms(posts, (post) => findOriginal(featureIndex, post, scratch));
  return table === null ? null : readCustoms(table, archive);
}

/** Numbers of the posts whose originals are looked up. */
export function quotingPosts(posts: readonly Features[]): readonly number[] {
  const quoting: number[] = [];
  posts.forEach((post, number) => {
    if (post.levels[1]!.length >= LEAST_HITS) quoting.push(number);
  });
  const step = Math.max(1, Math.ceil(quoting.length / MOST_LOOKED_AT));
  return quoting.filter((number, index) => index % step === 0 && !posts[number]!.subject.forward);
}

/**
 * Counts how authors answer in an archive of lists; null where too few originals are there.
 *
 * @param posts texts may be left out of them, but for how many runs each quotes, up to `LONG_QUOTATION`
 * @param originalOf as `findOriginal`, for each of `quotingPosts`
 */
export function countCustoms(posts: readonly Features[], originalOf: (post: number) => number): CustomsTable | null {
  const byAuthor = new Map<string, Counts>();
  let all: Counts = NONE;
  let dated = 0;
  let asked = 0;
  let found = 0;
  let told = 0;
  for (const number of quotingPosts(posts)) {
    const post = posts[number]!;
    const original = posts[originalOf(number)];
    const isLong = post.levels[1]!.length >= LONG_QUOTATION;
    if (isLong) asked++;
    if (original === undefined) continue;
    if (isLong) found++;
    const seen: Counts = {
      answers: 1,
      marks: post.subject.reply ? 1 : 0,
      attributed: post.headers[1]!.length > 0 ? 1 : 0,
      kept: post.subject.loose === original.subject.loose ? 1 : 0,
    };
    all = sum(all, seen, 1);
    if (post.author !== '') byAuthor.set(post.author, sum(byAuthor.get(post.author) ?? NONE, seen, 1));
    const header = post.headers[1]!.find(
      (one) => one.date?.precise === true && compareNames(one, original) !== NAME.contradicts,
    );
    if (header === undefined) continue;
    dated++;
    if (compareDates(header.date, original, post.offset) >= DATE.minutes) told++;
  }
  const isArchive = asked >= LEAST_ASKED && found >= asked * LEAST_FOUND;
  if (!isArchive && !(isSeldomQuoted(posts) && areAnswersToPresent(posts))) return null;
  const usual = shareOf(sum(all, EXPECTED, WORTH_OF_EXPECTED));
  return {
    usual,
    authors: [...byAuthor].map(([author, own]) => [author, shareOf(sum(own, usual, WORTH_OF_OTHERS))]),
    datesTold: (told + TOLD_BEFORE * WORTH_OF_EXPECTED) / (dated + WORTH_OF_EXPECTED),
  };
}

function isSeldomQuoted(posts: readonly Features[]): boolean {
  return posts.filter(({ levels }) => levels[1]!.length > 0).length <= posts.length * MOST_QUOTING;
}

/** Whether most of the posts that bear a reply mark bear a subject that somebody else wrote of before. */
function areAnswersToPresent(posts: readonly Features[]): boolean {
  const inOrder = posts.filter(({ time }) => !Number.isNaN(time)).sort((one, other) => one.time - other.time);
  /** Who wrote first of a subject; null once a second person did. */
  const writers = new Map<string, string | null>();
  let marked = 0;
  let answered = 0;
  for (const { subject, author } of inOrder) {
    if (subject.loose === '') continue;
    const writer = writers.get(subject.loose);
    if (subject.reply) {
      marked++;
      if (writer !== undefined && writer !== author) answered++;
    }
    if (writer === undefined) writers.set(subject.loose, author);
    else if (writer !== null && writer !== author) writers.set(subject.loose, null);
  }
  return marked >= LEAST_MARKED && answered >= marked * LEAST_ANSWERED;
}

/** Customs that were counted, wherever. */
export function readCustoms({ usual, authors, datesTold }: CustomsTable, archive: ListArchive): Customs {
  const ofAuthor = new Map(authors);
  const of = (author: string): Counts => ofAuthor.get(author) ?? usual;
  return {
    marks: (author) => of(author).marks,
    attributed: (author) => of(author).attributed,
    keptSubject: (author) => of(author).kept,
    archive,
    datesTold,
  };
}

/** What is expected of an archive before its customs are counted. @param isDateTold whether dates in attributions are true there */
export const expectedCustoms = (archive: ListArchive, isDateTold: boolean): Customs =>
  readCustoms({ usual: EXPECTED, authors: [], datesTold: isDateTold ? 1 : 0 }, archive);

const NONE: Counts = { answers: 0, marks: 0, attributed: 0, kept: 0 };

function sum(one: Counts, other: Counts, times: number): Counts {
  return {
    answers: one.answers + other.answers * times,
    marks: one.marks + other.marks * times,
    attributed: one.attributed + other.attributed * times,
    kept: one.kept + other.kept * times,
  };
}

function shareOf({ answers, marks, attributed, kept }: Counts): Counts {
  return { answers: 1, marks: marks / answers, attributed: attributed / answers, kept: kept / answers };
}

/** Number of the message that wrote most of what the post quotes; -1 where none wrote enough of it. */
export function findOriginal(featureIndex: FeatureIndex, number: number, scratch: Scratch): number {
  const post = featureIndex.posts[number]!;
  for (const [found, { share, hits }] of scoreTexts(featureIndex, post.levels[1]!, post, number, scratch, QUOTED)) {
    // The first is the best.
    return share >= LEAST_SHARE && hits >= LEAST_HITS ? found : -1;
  }
  return -1;
}

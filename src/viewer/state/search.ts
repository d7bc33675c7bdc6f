// Long because every field of a query has its test here.
import { isInRange, type Numbers, parseBatesRange } from '../../report/answer/bates-range.js';
import type { NumberColumn } from '../../report/page/number-lists.js';
import { searchedText } from '../../report/page/searched-text.js';
import type { PostDetail } from '../../report/page/viewer-data.js';
import { everyTerm, holdsTerm, parseQuery, type QueryTerm, readDay } from '../../report/search-query.js';
import { countPlaces } from '../../report/snippet.js';
import { isOfKind } from '../screen/post-kind.js';
import { type ScoredWord, scorePosts } from '../search/score-posts.js';
import type { Blocks } from './blocks.js';
import type { CaseData } from './case-data.js';
import type { Decision } from './decisions.js';
import { keysMeant } from './find-keys.js';
import { personsMeant } from './find-persons.js';
import { resentAmong } from './resent.js';

/** What a search has found so far. */
export interface SearchResult {
  /** What was searched. */
  readonly query: string;
  /** 1 = the post matches. */
  readonly posts: Uint8Array;
  /** How well each post fits the words that were searched, the higher the better; null where no word was. */
  readonly scores: Float32Array | null;
  /** Posts that match. */
  readonly hits: number;
  /** Threads with a matching post, in the order of the report. */
  readonly threads: Int32Array;
  readonly count: number;
  /** Blocks of text that were searched, of how many; equal when done. */
  readonly searched: number;
  readonly total: number;
  /** Blocks of text that could not be read: what stands in them was not searched. */
  readonly unread: number;
}

const SLICE = 10;
/** Milliseconds after which a search tells what it has found so far; each pause is twice the one before: what is told is drawn. */
const FIRST_TOLD = 300;
/** Words whose hits are kept, and how many hits altogether: four bytes a post and word. */
const MOST = 40;
const FEWEST = 2;
const KEPT = 4_000_000;
/** Occurrences in one text beyond which more count no more. */
const OFTEN = 20;

/** Asks elsewhere which posts hold a word: the reading room. */
export type AskWord = (
  term: QueryTerm,
) => Promise<{ readonly posts: ArrayLike<number>; readonly scores: ArrayLike<number> }>;

/** Searches subjects and people at once, texts block by block in the time between frames. */
export class Search {
  readonly #data: CaseData;
  readonly #blocks: Blocks<PostDetail>;
  readonly #marks: () => ReadonlyMap<string, readonly Decision[]>;
  readonly #askWord: AskWord | null;
  readonly #texts: (string | undefined)[];
  /** Words whose hits are kept. */
  readonly #most: number;
  readonly #inText = new Map<string, TextHits>();
  readonly #reading = new Map<number, Promise<void>>();
  readonly #unread = new Set<number>();
  #run = 0;

  constructor(
    data: CaseData,
    blocks: Blocks<PostDetail>,
    marks: () => ReadonlyMap<string, readonly Decision[]>,
    askWord: AskWord | null = null,
  ) {
    this.#data = data;
    this.#blocks = blocks;
    this.#marks = marks;
    this.#askWord = askWord;
    this.#texts = new Array(askWord ? 0 : data.postCount);
    this.#most = Math.max(FEWEST, Math.min(MOST, Math.floor(KEPT / data.postCount)));
  }

  /** Tells results to `found`, at once and then as texts are searched; a later search ends an earlier one. */
  async search(query: string, found: (result: SearchResult) => void): Promise<void> {
    const run = ++this.#run;
    const terms = parseQuery(query);
    const words = everyTerm(terms).filter(({ field }) => field === null);
    // A room tells of subjects as of texts.
    const asked = everyTerm(terms).filter(({ field }) => field === null || (this.#askWord && field === 'subject'));
    this.#forget(asked);
    const tests = terms.map((term) => this.#testOf(term));
    const total = asked.length ? (this.#askWord ? 1 : this.#blocks.count) : 0;
    const tell = (searched: number) => found({ query, ...this.#evaluate(tests, words, searched, total) });
    if (this.#askWord) {
      const unread = await this.#askWords(asked, this.#askWord);
      if (run === this.#run) found({ query, ...this.#evaluate(tests, words, total, total), unread });
      return;
    }
    tell(total && this.#searched(words));
    if (!words.length) return;
    let told = performance.now();
    let pause = FIRST_TOLD;
    for (let block = 0; block < total; ) {
      const begun = performance.now();
      while (block < total && performance.now() - begun < SLICE) {
        if (words.some((word) => !this.#hitsOf(word).done[block])) {
          const reading = this.#readTexts(block);
          // The next is read while this one is searched.
          if (block + 1 < total) void this.#readTexts(block + 1).catch(() => undefined);
          const isThere = await reading.then(
            () => true,
            () => false,
          );
          if (run !== this.#run) return;
          if (isThere) this.#unread.delete(block);
          else this.#unread.add(block);
          if (isThere) for (const word of words) this.#searchBlock(word, block);
        }
        block++;
      }
      if (block < total && performance.now() - told > pause) {
        tell(block);
        told = performance.now();
        pause *= 2;
      }
      await new Promise((resolve) => setTimeout(resolve));
      if (run !== this.#run) return;
    }
    tell(total);
  }

  /** Asks for the posts that hold the words; gives how many words nobody could tell of. */
  async #askWords(words: readonly QueryTerm[], ask: AskWord): Promise<number> {
    const asked = words.map(async (word) => {
      const hits = this.#hitsOf(word);
      if (hits.done[0]) return;
      const { posts, scores } = await ask(word);
      for (let at = 0; at < posts.length; at++) hits.scores[posts[at]!] = scores[at]!;
      hits.done[0] = 1;
    });
    const answers = await Promise.allSettled(asked);
    return answers.filter(({ status }) => status === 'rejected').length;
  }

  #searched(words: readonly QueryTerm[]): number {
    return Math.min(...words.map((word) => this.#hitsOf(word).done.reduce((sum, done) => sum + done, 0)));
  }

  /** Lets go of what was found of words that were searched before, the oldest first, but for those that are searched now. */
  #forget(words: readonly QueryTerm[]): void {
    const wanted = new Set(words.map(nameOfWord));
    for (const name of this.#inText.keys()) {
      if (this.#inText.size + wanted.size <= this.#most) return;
      if (!wanted.has(name)) this.#inText.delete(name);
    }
  }

  #hitsOf(term: QueryTerm): TextHits {
    const name = nameOfWord(term);
    let hits = this.#inText.get(name);
    if (!hits) {
      hits = { scores: new Float32Array(this.#data.postCount), done: new Uint8Array(Math.max(1, this.#blocks.count)) };
      this.#inText.set(name, hits);
    }
    return hits;
  }

  /** Reads the texts of a block; they stay. */
  #readTexts(block: number): Promise<void> {
    const start = this.#blocks.startOf(block);
    if (this.#texts[start] !== undefined) return Promise.resolve();
    let reading = this.#reading.get(block);
    if (!reading) {
      const texts =
        this.#blocks.texts(block) ?? this.#blocks.loadBlock(block).then((details) => details.map(searchedText));
      reading = texts
        .then((read) => {
          for (const [at, text] of read.entries()) this.#texts[start + at] = text.toLowerCase();
        })
        .finally(() => this.#reading.delete(block));
      this.#reading.set(block, reading);
    }
    return reading;
  }

  #searchBlock(term: QueryTerm, block: number): void {
    const hits = this.#hitsOf(term);
    if (hits.done[block]) return;
    const end = this.#blocks.startOf(block + 1);
    for (let post = this.#blocks.startOf(block); post < end; post++) {
      const text = this.#texts[post] ?? '';
      const count = countPlaces(text, term, OFTEN);
      // The more often the better, and the less text is around it; never nothing where it is there.
      if (count) hits.scores[post] = count / (count + 1 + text.length / 4000);
    }
    hits.done[block] = 1;
  }

  #evaluate(
    tests: readonly ((post: number) => boolean)[],
    words: readonly QueryTerm[],
    searched: number,
    total: number,
  ): Omit<SearchResult, 'query'> {
    const { postCount, threadCount, threadOf } = this.#data;
    const posts = new Uint8Array(postCount);
    const threads = new Int32Array(threadCount);
    let count = 0;
    let hits = 0;
    let last = -1;
    for (let post = 0; post < postCount; post++) {
      let matches = true;
      for (let at = 0; matches && at < tests.length; at++) matches = tests[at]!(post);
      if (!matches) continue;
      posts[post] = 1;
      hits++;
      if (threadOf[post] !== last) {
        last = threadOf[post]!;
        threads[count++] = last;
      }
    }
    const unread = total ? this.#unread.size : 0;
    const asked = words.filter(({ not }) => !not);
    const scores = asked.length
      ? scorePosts(
          this.#data,
          posts,
          asked.map((word) => this.#scoredWord(word)),
        )
      : null;
    return { posts, hits, scores, threads: threads.subarray(0, count), count, searched, total, unread };
  }

  #scoredWord(word: QueryTerm): ScoredWord {
    return {
      inText: this.#hitsOf(word).scores,
      // What a room answers counts subjects and names already.
      ...(this.#askWord === null
        ? { beside: { inSubject: this.#subjectsWith(word), persons: personsMeant(this.#data, word) } }
        : {}),
    };
  }

  /** 1 = the subject holds it. In small letters they would be kept twice. */
  #subjectsWith(term: QueryTerm): Uint8Array {
    const { subjects } = this.#data.index;
    return Uint8Array.from({ length: subjects.length }, (_, row) =>
      holdsTerm(subjects.at(row)!.toLowerCase(), term) ? 1 : 0,
    );
  }

  /** 1 = a copy of the post is one of which a load file says so. */
  #postsWith(fits: (produced: Numbers & { readonly custodian: string | null }) => boolean): Uint8Array {
    const found = new Uint8Array(this.#data.postCount);
    for (const [post, begin, end, attachBegin, attachEnd, custodian] of this.#data.index.produced ?? [])
      if (fits({ begin, end, attachBegin, attachEnd, custodian })) found[post] = 1;
    return found;
  }

  #testOf(term: QueryTerm): (post: number) => boolean {
    const test = this.#positiveTest(term);
    const itself = term.not ? (post: number) => !test(post) : test;
    if (term.or === undefined) return itself;
    const others = term.or.map((other) => this.#testOf(other));
    return (post) => itself(post) || others.some((other) => other(post));
  }

  #positiveTest(term: QueryTerm): (post: number) => boolean {
    const { posts, custodians, custodianSets, findingKinds } = this.#data.index;
    const { from, to, kind } = posts;
    const { time } = this.#data;
    const sends = (found: Uint8Array, post: number) => {
      if (found[from[post]!] === 1) return true;
      const agent = this.#data.agentOf(post);
      return agent >= 0 && found[agent] === 1;
    };
    const matching = (texts: readonly string[]) => Uint8Array.from(texts, (text) => (holdsTerm(text, term) ? 1 : 0));
    const people = () => personsMeant(this.#data, term);
    switch (term.field) {
      case null: {
        const subjects = this.#askWord ? null : this.#subjectsWith(term);
        const persons = people();
        const { scores: inText } = this.#hitsOf(term);
        // A room finds posts and threads by their keys as it finds words.
        const keys = keysMeant(this.#data, term.text, this.#askWord === null);
        const keyed = new Set([
          ...keys.posts,
          ...keys.findings.flatMap((number) => [...this.#data.index.findings.posts.of(number)]),
        ]);
        const threads = new Set(keys.threads);
        return (post) =>
          inText[post]! > 0 ||
          keyed.has(post) ||
          threads.has(this.#data.threadOf[post]!) ||
          subjects?.at(posts.subject[post]!) === 1 ||
          sends(persons, post) ||
          to.hasMarked(post, persons);
      }
      case 'subject': {
        if (this.#askWord) {
          const { scores } = this.#hitsOf(term);
          return (post) => scores[post]! > 0;
        }
        const subjects = this.#subjectsWith(term);
        return (post) => subjects.at(posts.subject[post]!) === 1;
      }
      case 'from': {
        const found = people();
        const resent = resentAmong(this.#data, found, { from: true });
        return (post) => sends(found, post) || resent[post] === 1;
      }
      case 'to': {
        const found = people();
        const resent = resentAmong(this.#data, found, { to: true });
        return (post) => to.hasMarked(post, found) || resent[post] === 1;
      }
      case 'person': {
        const found = people();
        const resent = resentAmong(this.#data, found, { from: true, to: true });
        return (post) => sends(found, post) || to.hasMarked(post, found) || resent[post] === 1;
      }
      case 'custodian': {
        const found = matching(custodians.map((custodian) => custodian.toLowerCase()));
        const sets = custodianSets.map((set) => set.some((custodian) => found[custodian]));
        const told = this.#postsWith(({ custodian }) => custodian !== null && holdsTerm(custodian.toLowerCase(), term));
        return (post) => sets[posts.custodians[post]!]! || told[post] === 1;
      }
      case 'bates': {
        const range = parseBatesRange(term.text);
        const found = this.#postsWith(
          (produced) =>
            [produced.begin, produced.end].some((number) => number?.toLowerCase().startsWith(term.text)) ||
            (range !== null && isInRange(produced, range)),
        );
        return (post) => found[post] === 1;
      }
      case 'folder': {
        const found = new Uint8Array(this.#data.postCount);
        for (const [post, folder] of this.#data.index.folders ?? []) if (holdsTerm(folder, term)) found[post] = 1;
        return (post) => found[post] === 1;
      }
      case 'finding': {
        let bits = 0;
        findingKinds.forEach(({ name }, bit) => {
          if (term.text === 'any' || name.startsWith(term.text)) bits |= 1 << bit;
        });
        return (post) => (posts.findings[post]! & bits) !== 0;
      }
      case 'kind':
        return isOfKind(kind, term.text[0]);
      case 'after': {
        const least = readDay(term.text) ?? Number.NEGATIVE_INFINITY;
        return (post) => time[post]! >= least;
      }
      case 'before': {
        const most = readDay(term.text, true) ?? Number.POSITIVE_INFINITY;
        return (post) => time[post]! < most;
      }
      case 'confidence':
        return confidenceTest(term.text, posts.confidence);
      case 'has':
        if (term.text.startsWith('copies')) return (post) => posts.copies[post]! > 1;
        return (post) => posts.attachments[post]! > 0;
      case 'mark': {
        const marks = this.#marks();
        return (post) => {
          const set = marks.get(posts.key.at(post)!) ?? [];
          return set.some(({ reason }) => term.text === 'any' || reason.toLowerCase().startsWith(term.text));
        };
      }
    }
  }
}

const nameOfWord = ({ field, text, phrase }: QueryTerm): string => `${field ?? ''}:${phrase ? '"' : ''}${text}`;

interface TextHits {
  /** By post; 0 = does not hold it. */
  readonly scores: Float32Array;
  /** By block. */
  readonly done: Uint8Array;
}

/** `<0.8`, `>0.5`: the confidence of the link to the parent. */
function confidenceTest(text: string, confidence: NumberColumn): (post: number) => boolean {
  const sign = text[0];
  const limit = Number(sign === '<' || sign === '>' ? text.slice(1) : text) * 1000;
  if (sign === '>') return (post) => confidence[post]! >= limit;
  return (post) => confidence[post]! >= 0 && confidence[post]! < limit;
}

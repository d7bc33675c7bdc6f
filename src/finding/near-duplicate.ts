import type { ProducedPost } from '../dedupe/produced-post.js';
import { countShared, type HashSet, makeShingles } from '../text/shingles.js';
import { hashWords } from '../text/word-hashes.js';
import { readWords, type Word } from './altered-quote/quotation-words.js';
import { createFinding } from './create-finding.js';
import { type DetailOf, declareFinding } from './declare-finding.js';
import type { Finding } from './finding.js';
import { describePost, type FindingContext } from './finding-context.js';

/**
 * Messages of one sender, subject and minute whose texts are nearly the same but not the same: probably copies of one message,
 * one of them changed, cut or given a footer on its way. They are never joined: different text is different evidence.
 */
export const nearDuplicate = declareFinding({
  kind: 'near-duplicate',
  label: 'Nearly the same text',
  about: 'Messages of one sender, subject and minute with nearly the same text',
  severities: ['info', 'notice'],
  detail: ({ z, key }) =>
    z.strictObject({
      similarity: z
        .number()
        .min(0)
        .max(1)
        .describe(
          'Share of the runs of words that both texts have (Jaccard); of the first and the one that is least like it where there are more than two',
        ),
      onlyFirst: z.array(z.string()).describe('Lines that only the first has, a few'),
      onlySecond: z.array(z.string()).describe('Lines that only the second has, a few'),
      further: z
        .array(
          z.strictObject({
            post: key,
            onlyFirst: z.array(z.string()).describe('Lines that only the first of all has, a few'),
            onlyThis: z.array(z.string()).describe('Lines that only this one has, a few'),
          }),
        )
        .optional()
        .describe('Where there are more than two: the third and all after it, each beside the first'),
    }),
  find: findNearDuplicates,
});

/** How alike two messages of one sender, subject and minute are. */
export type NearDuplicateDetail = DetailOf<typeof nearDuplicate>;

/** Share of the runs of words that two texts must have in common to be told as one. */
const LEAST_SIMILARITY = 0.8;
/** Fewer runs tell nothing. */
const LEAST_RUNS = 12;
/** Messages of one pile that one is held against: piles of robots' mail are long. */
const MOST_COMPARED = 8;
const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const FARTHEST_ZONE = 14 * 60 * MINUTE;
const LINES_SHOWN = 3;

/** Ten prints of one mail are one finding, not forty-five. */
function* findNearDuplicates(context: FindingContext): Generator<Finding> {
  for (const pile of gatherPiles(context)) {
    const groups = new Groups(pile.length);
    for (const [index, post] of pile.entries()) {
      for (let next = index + 1; next <= Math.min(index + MOST_COMPARED, pile.length - 1); next++) {
        const other = pile[next]!;
        if (timeOf(other) - timeOf(post) > FARTHEST_ZONE) break;
        if (!isSameMinute(timeOf(post), timeOf(other))) continue;
        if (timeOf(other) - timeOf(post) >= MINUTE && !isShifted(post, other, context)) continue;
        if (areNearlyEqual(post, other)) groups.join(index, next);
      }
    }
    for (const members of groups.list())
      yield report(
        members.map((index) => pile[index]!),
        context,
      );
  }
}

/** Disjoint sets of places. */
class Groups {
  readonly #parent: Int32Array;

  constructor(size: number) {
    this.#parent = Int32Array.from({ length: size }, (_, index) => index);
  }

  join(one: number, other: number): void {
    const [a, b] = [this.#find(one), this.#find(other)];
    this.#parent[Math.max(a, b)] = Math.min(a, b);
  }

  /** Those of two and more, in the order of their first members. */
  list(): readonly (readonly number[])[] {
    const groups = new Map<number, number[]>();
    for (let index = 0; index < this.#parent.length; index++) {
      const root = this.#find(index);
      const members = groups.get(root);
      if (members) members.push(index);
      else groups.set(root, [index]);
    }
    return [...groups.values()].filter((members) => members.length > 1);
  }

  #find(member: number): number {
    let root = member;
    while (this.#parent[root] !== root) {
      this.#parent[root] = this.#parent[this.#parent[root]!]!;
      root = this.#parent[root]!;
    }
    return root;
  }
}

const timeOf = ({ message }: ProducedPost) => message.date!.time;

/** Posts by sender, base subject and minute of the quarter hour, each pile in the order of time. */
function gatherPiles(context: FindingContext): readonly ProducedPost[][] {
  const piles = new Map<string, ProducedPost[]>();
  for (const post of context.produced) {
    const { from, date, body, subject } = post.message;
    if (!from || !date || body === null) continue;
    const minute = Math.floor(date.time / MINUTE) % 15;
    const label = `${context.identify(from)}\n${subject.base.toLowerCase()}\n${minute}`;
    const pile = piles.get(label);
    if (pile) pile.push(post);
    else piles.set(label, [post]);
  }
  const several = [...piles.values()].filter((pile) => pile.length > 1);
  for (const pile of several) pile.sort((a, b) => timeOf(a) - timeOf(b) || (a.key < b.key ? -1 : 1));
  return several;
}

/** The same second, whole zones apart, or nearly so: exports write times in other zones and cut seconds off. */
function isSameMinute(a: number, b: number): boolean {
  const rest = Math.abs(a - b) % QUARTER;
  return Math.min(rest, QUARTER - rest) < MINUTE;
}

/**
 * True if two messages whole zones apart may be one whose date an export wrote in another zone: whole hours or halves of one, the
 * authors' own words nearly the same. Answers of one hour to one message quote the same, and are two.
 */
function isShifted(post: ProducedPost, other: ProducedPost, { splits }: FindingContext): boolean {
  const rest = (timeOf(other) - timeOf(post)) % (2 * QUARTER);
  if (Math.min(rest, 2 * QUARTER - rest) >= MINUTE) return false;
  const [a, b] = [post, other].map(
    ({ key }) => new Set(readWords(splits.get(key)?.authored ?? '').map(({ text }) => text)),
  );
  if (!a?.size || !b?.size) return false;
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared >= LEAST_SIMILARITY * (a.size + b.size - shared);
}

/** `the minute`, or `the time but for 3 hours` where zones may lie between. */
function tellTime(post: ProducedPost, other: ProducedPost): string {
  const apart = Math.round((timeOf(other) - timeOf(post)) / MINUTE);
  if (apart <= 1) return 'the minute';
  const hours = apart / 60;
  return `the time but for ${Number.isInteger(hours) ? `${hours} hour${hours === 1 ? '' : 's'}` : `${apart} minutes`}`;
}

/** True if two texts are neither one, whose lines are broken otherwise, nor two. */
function areNearlyEqual(first: ProducedPost, second: ProducedPost): boolean {
  const [one, other] = [textOf(first), textOf(second)];
  if (withoutBlanks(one) === withoutBlanks(other)) return false;
  const [a, b] = [makeRuns(one), makeRuns(other)];
  if (a.length < LEAST_RUNS || b.length < LEAST_RUNS || jaccard(a, b) < LEAST_SIMILARITY) return false;
  return linesOnlyIn(one, other).length > 0 || linesOnlyIn(other, one).length > 0;
}

const textOf = ({ message }: ProducedPost): string => message.body!.text;

const makeRuns = (text: string): HashSet => makeShingles(hashWords(text));

/** Share of the runs of either text that both have. */
function jaccard(one: HashSet, other: HashSet): number {
  const shared = countShared(one, other);
  return shared / (one.length + other.length - shared);
}

const withoutBlanks = (text: string): string => text.replace(/\s+/g, '');

/** Characters that are shown of either text. */
const LONGEST_SHOWN = 80;

/** What stands between the words that both texts begin and end with, in quotation marks; `nothing` where one has no more than the other. */
function showDifference(one: string, other: string): readonly [string, string] {
  const [a, b] = [readWords(one), readWords(other)];
  const least = Math.min(a.length, b.length);
  let start = 0;
  while (start < least && a[start]!.text === b[start]!.text) start++;
  let end = 0;
  while (end < least - start && a.at(-1 - end)!.text === b.at(-1 - end)!.text) end++;
  const show = (text: string, words: readonly Word[]) => {
    const own = words.slice(start, words.length - end);
    if (!own.length) return 'nothing';
    const line = text.slice(own[0]!.start, own.at(-1)!.end).replace(/\s+/g, ' ');
    return `"${line.length > LONGEST_SHOWN ? `${line.slice(0, LONGEST_SHOWN).replace(/ \S*$/, '')} ...` : line}"`;
  };
  return [show(one, a), show(other, b)];
}

function linesOnlyIn(text: string, other: string): readonly string[] {
  const bare = (line: string) => line.replace(/\s+/g, ' ').trim();
  const known = new Set(other.split('\n').map(bare));
  const only = text
    .split('\n')
    .map(bare)
    .filter((line) => line !== '' && !known.has(line));
  return only.slice(0, LINES_SHOWN).map((line) => line.slice(0, 200));
}

function report(posts: readonly ProducedPost[], context: FindingContext): Finding {
  const [first, second, ...further] = posts as [ProducedPost, ProducedPost, ...ProducedPost[]];
  const beside = (other: ProducedPost) =>
    [linesOnlyIn(textOf(first), textOf(other)), linesOnlyIn(textOf(other), textOf(first))] as const;
  const [onlyFirst, onlySecond] = beside(second);
  const shown = posts.slice(1).map((other) => showDifference(textOf(first), textOf(other)));
  const [one, two] = shown.find(([a, b]) => a !== b) ?? shown[0]!;
  const runs = makeRuns(textOf(first));
  const similarity = Math.min(...posts.slice(1).map((other) => jaccard(runs, makeRuns(textOf(other)))));
  const rest = further.length ? `${further.length + 1} other messages` : 'another message';
  const percent = `${Math.floor(similarity * 100)} %${further.length ? ' or more' : ''}`;
  return createFinding(nearDuplicate, {
    severity: one === two ? 'info' : 'notice',
    summary: `${describePost(first, context)} and ${rest} have the sender, the subject, ${tellTime(first, posts.at(-1)!)} and ${percent} of the words in common, but not the text: ${one === two ? 'signs or lost letters differ' : `one has ${one}, ${further.length ? 'another' : 'the other'} ${two}`}.`,
    posts: posts.map(({ key }) => key),
    origins: posts.flatMap(({ copies }) => copies.map(({ origin }) => origin)),
    detail: {
      similarity: Math.round(similarity * 1000) / 1000,
      onlyFirst,
      onlySecond,
      ...(further.length
        ? {
            further: further.map((post) => {
              const [only, onlyThis] = beside(post);
              return { post: post.key, onlyFirst: only, onlyThis };
            }),
          }
        : {}),
    },
  });
}

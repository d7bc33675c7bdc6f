import { beforeAll, describe, expect, it } from 'vitest';
import { gatherPosts } from '../../src/dedupe/gather-posts.js';
import type { QuotationFit } from '../../src/engine/link-questions.js';
import { measureFrom, questionsOfFit } from '../../src/engine/measure-whole.js';
import { MINUTE_BUCKET, type ProbeSink, probeChild } from '../../src/link/candidate/probe-child.js';
import { ContentLinks } from '../../src/link/content-links.js';
import { explainContent } from '../../src/link/explain/explain-content.js';
import { isUnfit, isUnfitInLists } from '../../src/link/feature/absent-rate.js';
import {
  type CustomsTable,
  expectedCustoms,
  findOriginal,
  LONG_QUOTATION,
  readCustoms,
} from '../../src/link/feature/customs.js';
import { buildArchive, type FeatureIndex } from '../../src/link/feature/feature-index.js';
import type { Features } from '../../src/link/feature/features.js';
import { NO_HABITS } from '../../src/link/feature/habits.js';
import { visitLists } from '../../src/link/feature/index-lists.js';
import { readListArchive } from '../../src/link/feature/list-archive.js';
import { readFeatures } from '../../src/link/feature/read-features.js';
import { PostTable } from '../../src/link/post/post-table.js';
import { messageFromObject } from '../../src/message/record/record-message.js';
import { splitMessage } from '../../src/quote/split-message.js';
import { readMail } from '../../src/run/read-mail.js';
import { LIST, recordsOf, seldomMail } from '../list-mail.js';

/** Every list of a collection by its name, posts in order of time: what tables of an engine hold. */
function listsOf(index: FeatureIndex): ReadonlyMap<string, readonly number[]> {
  const lists = new Map<string, number[]>();
  const add = (name: string, post: number) => {
    const list = lists.get(name);
    if (list) list.push(post);
    else lists.set(name, [post]);
  };
  for (const post of index.byTime) {
    const features = index.posts[post]!;
    for (const hash of features.levels[0]!) add(`authored ${hash}`, post);
    for (const hash of features.levels[1]!) add(`quoted ${hash}`, post);
    visitLists(features, (list, key) => add(`${list} ${key}`, post));
    if (!Number.isNaN(features.time)) add(`minute ${Math.floor(features.time / MINUTE_BUCKET)}`, post);
  }
  return lists;
}

/** The posts that some children look at, and how long lists are. */
function lookAt(
  index: FeatureIndex,
  lists: ReturnType<typeof listsOf>,
  children: readonly number[],
  authorOf: (child: number) => string | null,
) {
  const posts = new Set(children);
  const sizes = new Map<string, number>();
  const listOf = (name: string) => lists.get(name) ?? [];
  for (const child of children) {
    const sink: ProbeSink = {
      list({ list, key, time, before, after }) {
        const found = listOf(`${list} ${key}`);
        const first = found.findIndex((post) => !(index.times[post]! < time));
        const standing = time === Number.POSITIVE_INFINITY || first < 0 ? found.length : first;
        for (const post of found.slice(Math.max(0, standing - before), standing + after)) posts.add(post);
      },
      run(kind, hash, most) {
        const found = listOf(`${kind} ${hash}`);
        if (found.length > 8) sizes.set(`${kind} ${hash}`, found.length);
        if (found.length <= most) for (const post of found) posts.add(post);
      },
      size: (list, key) => void sizes.set(`${list} ${key}`, listOf(`${list} ${key}`).length),
    };
    probeChild(index.posts[child]!, sink, authorOf(child));
  }
  return { posts: [...posts].sort((a, b) => a - b), sizes };
}

const FOOTER = '\n--\nThis message passed the lock gates of the Moor and Dike Water Board and was found dry.\n';

/** The sample case with a footer below every message: runs of words that everybody writes, and quotes. */
async function sample({ footer, isArchive }: { readonly footer: string; readonly isArchive: boolean }) {
  const mail = await readMail([{ path: 'samples/case' }], { hash: false });
  const footed = mail.messages.map((message) =>
    message.body === null
      ? message
      : { ...message, body: { ...message.body, text: `${message.body.text.trimEnd()}\n${footer}` } },
  );
  const seldom = recordsOf(seldomMail).map((record, index) => messageFromObject(record, index));
  const to = [{ name: '', address: LIST }];
  const messages = isArchive ? [...footed, ...seldom].map((message) => ({ ...message, to })) : footed;
  const posts = gatherPosts(messages, { dedupe: 'global' });
  const splits = new Map(posts.map(({ key, message }) => [key, splitMessage(message)]));
  const features: readonly Features[] = posts.map((post) => readFeatures(post, splits.get(post.key)!));
  return { posts, splits, index: buildArchive(features) };
}

describe.each([
  ['the sample case', { footer: '', isArchive: false, sizes: [1] }],
  ['the sample case with one footer in all', { footer: FOOTER, isArchive: false, sizes: [40] }],
  ['the sample case as the archive of a list', { footer: '', isArchive: true, sizes: [1, 40] }],
])('an index of the posts that children look at answers as that of all: %s', (_, shape) => {
  let given: Awaited<ReturnType<typeof sample>>;
  beforeAll(async () => {
    given = await sample(shape);
  });

  it('what is measured of the whole, from what single quotations fit', () => {
    const { index } = given;
    const { measures, scratch } = new ContentLinks(index, NO_HABITS);
    const archive = readListArchive(index.posts);
    // One process holds no texts, only how many runs each post quotes, up to a number.
    const headed = index.posts.map((post) => {
      const runs = new Int32Array(Math.min(LONG_QUOTATION, post.levels[1]!.length));
      return { ...post, levels: [new Int32Array(0), runs] };
    });
    const isUnfitWhere = (post: number, isBelieved: boolean) =>
      archive !== null && isUnfitInLists(index, post, scratch, expectedCustoms(archive, isBelieved));
    const fits = questionsOfFit(headed, archive !== null).map(([post, { of }]): [number, QuotationFit] => [
      post,
      {
        unfit: of.includes('unfit') && isUnfit(index, post, scratch),
        unfitInLists: { believed: isUnfitWhere(post, true), doubted: isUnfitWhere(post, false) },
        original: of.includes('original') ? findOriginal(index, post, scratch) : -1,
      },
    ]);
    const { absentRate, customs } = measureFrom(headed, archive !== null, new Map(fits));
    expect(absentRate).toEqual(measures.absentRate);
    expect(customs === null).toBe(measures.customs === null);
    if (customs === null || archive === null) return;
    const read = readCustoms(JSON.parse(JSON.stringify(customs)) as CustomsTable, archive);
    expect(read.datesTold).toBe(measures.customs!.datesTold);
    for (const { author } of index.posts)
      for (const share of ['marks', 'attributed', 'keptSubject'] as const)
        expect(read[share](author), author).toBe(measures.customs![share](author));
  });

  it.each(shape.sizes)('%i children at a time', (size) => {
    const { posts, splits, index } = given;
    const whole = new ContentLinks(index, NO_HABITS);
    const { measures } = whole;
    expect(measures.customs !== null).toBe(shape.isArchive);
    const authorOf = (child: number) => (shape.isArchive ? measures.numberedPost(child) : null);
    expect(posts.filter((_, child) => authorOf(child) !== null).length).toBe(shape.isArchive ? 1 : 0);
    const lists = listsOf(index);
    let smaller = 0;
    for (let start = 0; start < posts.length; start += size) {
      const children = Array.from({ length: Math.min(size, posts.length - start) }, (_, at) => start + at);
      const looked = lookAt(index, lists, children, authorOf);
      if (looked.posts.length < posts.length) smaller++;
      const part = buildArchive(
        looked.posts.map((post) => index.posts[post]!),
        {
          ...index,
          runCount: (kind, hash) => looked.sizes.get(`${kind} ${hash}`),
          listSize: (list, key) => looked.sizes.get(`${list} ${key}`),
        },
      );
      const content = new ContentLinks(part, NO_HABITS, {
        ...measures,
        numberedPost: (place) => authorOf(looked.posts[place]!),
      });
      const table = new PostTable(
        looked.posts.map((post) => posts[post]!),
        [],
      );
      const numbers = (post: number) => (post < 0 ? -1 : looked.posts[post]!);
      for (const child of children) {
        const place = looked.posts.indexOf(child);
        const { parent, above, ...rest } = content.choose(place, []);
        const chosen = {
          parent: typeof parent === 'number' ? numbers(parent) : parent,
          above: numbers(above),
          ...rest,
        };
        expect(chosen, posts[child]!.key).toEqual(whole.choose(child, []));
        expect(numbers(findOriginal(part, place, content.scratch))).toBe(findOriginal(index, child, whole.scratch));
        expect(isUnfit(part, place, content.scratch)).toBe(isUnfit(index, child, whole.scratch));
        for (const isBelieved of shape.isArchive ? [true, false] : []) {
          const customs = expectedCustoms(measures.customs!.archive, isBelieved);
          expect(isUnfitInLists(part, place, content.scratch, customs)).toBe(
            isUnfitInLists(index, child, whole.scratch, customs),
          );
        }
        const told = { always: -1, counted: true, places: true };
        const reasons = explainContent({ table, splits, content }, place, [], told);
        expect(reasons.map((one) => ({ ...one, post: numbers(one.post) }))).toEqual(
          explainContent({ table: new PostTable(posts, []), splits, content: whole }, child, [], told),
        );
      }
    }
    if (size === 1) expect(smaller).toBeGreaterThan(posts.length / 2);
  });
});

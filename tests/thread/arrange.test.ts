import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherPosts } from '../../src/dedupe/gather-posts.js';
import type { Link } from '../../src/link/evidence/evidence.js';
import { placeLinks } from '../../src/link/link-columns.js';
import type { Post } from '../../src/link/post/post.js';
import { arrangeThreads } from '../../src/thread/arrange-threads.js';
import { joinVersions } from '../../src/thread/join-versions.js';
import { orderPosts } from '../../src/thread/post-order.js';
import { linkByReferences } from '../../src/thread/rfc5256/link-by-references.js';
import { linkedPosts } from '../../src/thread/thread.js';
import { spanOf, threadSubject } from '../../src/thread/thread-span.js';
import { makeMessage } from '../message-fixture.js';

const link = (child: string, parent: string): Link => ({ child, parent, confidence: 1 });
const postsOf = (dates: readonly (number | null)[]) =>
  gatherPosts(
    dates.map((date, index) => makeMessage({ id: `m${index}@example.org`, date })),
    { dedupe: 'global' },
  );

describe('arrangeThreads', () => {
  it('places every post exactly once, whatever the links say', () => {
    const dates = fc.array(fc.option(fc.integer({ min: 0, max: 20_000 })), { minLength: 1, maxLength: 30 });
    const pairs = fc.array(fc.tuple(fc.nat(29), fc.nat(29)), { maxLength: 50 });
    fc.assert(
      fc.property(dates, pairs, (dates, pairs) => {
        const posts = postsOf(dates);
        const links = pairs.map(([child, parent]) =>
          link(posts[child % posts.length]!.key, posts[parent % posts.length]!.key),
        );
        const threads = arrangeThreads(posts, placeLinks(posts, links));
        const placed = threads.flatMap((thread) => thread.posts.map(({ post }) => post.key));
        expect([...placed].sort()).toEqual(posts.map((post) => post.key).sort());
        for (const thread of threads) {
          const path: string[] = [];
          for (const { post, depth, link } of linkedPosts(thread)) {
            expect(link?.parent).toBe(depth === 0 ? undefined : path[depth - 1]);
            path.length = depth;
            path.push(post.key);
          }
        }
      }),
    );
  });

  it('orders siblings and threads by date, an undated post by its answers', () => {
    const posts = postsOf([5000, 1000, 3000, 2000, null]);
    const byDate = (date: number | null) => posts.find((post) => (post.message.date?.time ?? null) === date)!.key;
    const threads = arrangeThreads(
      posts,
      placeLinks(posts, [
        link(byDate(5000), byDate(1000)),
        link(byDate(3000), byDate(1000)),
        link(byDate(2000), byDate(null)),
      ]),
    );
    const times = threads.map((thread) =>
      thread.posts.map(({ post }) => (post.kind === 'produced' ? (post.message.date?.time ?? null) : undefined)),
    );
    expect(times).toEqual([
      [1000, 3000, 5000],
      [null, 2000],
    ]);
  });

  it('counts the first of two links for one child, and none to itself', () => {
    const posts = postsOf([1000, 2000, 3000]);
    const columns = { children: [1, 2, 2, 2], parents: [0, 2, 0, 1], confidences: [1, 0.1, 0.9, 0.5] };
    const [thread, ...others] = arrangeThreads(posts, columns);
    expect(others).toEqual([]);
    expect(
      thread!.posts.map(({ post, depth, confidence }) => [posts.indexOf(post as (typeof posts)[0]), depth, confidence]),
    ).toEqual([
      [0, 0, null],
      [1, 1, 1],
      [2, 1, 0.9],
    ]);
  });

  it('begins a thread with its earliest post, whichever of them that is', () => {
    const posts = postsOf([1000, 2000, 3000]);
    const threads = arrangeThreads(posts, { children: [0], parents: [2], confidences: [1] });
    expect(threads.map(({ key }) => posts.findIndex((post) => `t-${post.key}` === key))).toEqual([2, 1]);
  });

  it('arranges a chain of 50,000 without recursion', () => {
    const posts = postsOf(Array.from({ length: 50_000 }, (_, index) => index * 1000));
    const links = posts.slice(1).map((post, index) => link(post.key, posts[index]!.key));
    const threads = arrangeThreads(posts, placeLinks(posts, links));
    expect(threads).toHaveLength(1);
    expect(threads[0]!.posts.at(-1)!.depth).toBe(49_999);
  });
});

describe('orderPosts', () => {
  const last = Number.POSITIVE_INFINITY;

  it.each<[rule: string, dates: readonly (number | null)[], parents: readonly number[], times: readonly number[]]>([
    ['a date is kept, whatever stands around it', [3, 2, 1], [-1, 0, 1], [3, 2, 1]],
    ['an undated post stands at the first of its answers', [null, 5, 3, 4], [-1, 0, 0, 0], [3, 5, 3, 4]],
    ['at an answer to its answers', [null, null, 4], [-1, 0, 1], [4, 4, 4]],
    ['at the first of these, whichever way they come', [null, null, 6, null, 5], [-1, 0, 1, 0, 3], [5, 6, 6, 5, 5]],
    ['at an answer that another one follows', [null, 4, 2], [-1, 0, 1], [4, 4, 2]],
    ['at its answer rather than at its parent', [7, null, 9], [-1, 0, 1], [7, 9, 9]],
    ['without answers at its parent', [7, null], [-1, 0], [7, 7]],
    ['at what stands above its parent', [7, null, null], [-1, 0, 1], [7, 7, 7]],
    ['at an undated parent that has a dated answer', [null, 2, null], [-1, 0, 0], [2, 2, 2]],
    ['last where nothing is dated', [null, null, 1], [-1, 0, -1], [last, last, 1]],
    ['last in a loop without a date, and below it', [null, null, null, 1], [1, 0, 0, -1], [last, last, last, 1]],
    ['at its own answers, not at what is below a dated one', [null, 5, null, 3], [-1, 0, 1, 2], [5, 5, 3, 3]],
    ['at its answer in a loop', [null, null, 3], [1, 0, 1], [3, 3, 3]],
  ])('%s', (_, dates, parents, times) => {
    const posts = dates.map((date) => postsOf([date])[0]!);
    const order = orderPosts(posts, Int32Array.from(parents));
    expect([...order.times]).toEqual(times);
    expect([...order.ranked]).toEqual(times.map((_time, at) => at).sort((a, b) => times[a]! - times[b]! || a - b));
  });
});

describe('the span and the subject of a thread', () => {
  it('are told by the first post of the earliest and of the latest moment', () => {
    const posts = [2000, 1000, 1000, 3000, null, 3000].map((date) => postsOf([date])[0]!);
    const { first, last } = spanOf(posts);
    expect([posts.indexOf(first as (typeof posts)[0]), posts.indexOf(last as (typeof posts)[0])]).toEqual([1, 3]);
    expect(spanOf(postsOf([null]))).toEqual({ first: null, last: null });
  });

  it('are those of the first post that has a subject, of whatever kind', () => {
    const produced = (subject: string) => gatherPosts([makeMessage({ id: `${subject}@x`, subject })], {})[0]!;
    const recovered = { kind: 'recovered', recovered: { subject: 'Known from a quotation' } } as unknown as Post;
    const missing = { kind: 'missing', subject: 'Named by a series' } as unknown as Post;
    const subjectOf = (...posts: readonly Post[]) =>
      threadSubject({ key: 't-x', posts: posts.map((post) => ({ post, depth: 0, confidence: null })) });
    expect(subjectOf(produced(''), produced('Plan'), recovered)).toBe('Plan');
    expect(subjectOf(produced(''), recovered, missing)).toBe('Known from a quotation');
    expect(subjectOf(missing, recovered)).toBe('Named by a series');
    expect(subjectOf(produced(''))).toBe('');
  });
});

describe('joinVersions', () => {
  const version = (body: string, more: { date?: number; from?: string; id?: string } = {}) =>
    makeMessage({ id: 'notice@example.org', date: 60_000, from: 'ann@example.org', body, ...more });
  const other = (id: string) => makeMessage({ id, date: 60_000, from: 'bo@example.org', body: id });
  const texts = ['The harbour is closed.', 'All ships leave on Monday.', 'There will be no market.'];

  /** Texts of the posts, thread by thread; the messages named stand in threads as they are listed. */
  function joined(threads: readonly (readonly ReturnType<typeof version>[])[]) {
    const posts = gatherPosts(threads.flat(), { dedupe: 'global' });
    const postOf = (text: string) => posts.find(({ message }) => message.body?.text === text)!;
    const given = threads.map((messages) => {
      const own = messages.map(({ body }, depth) => ({ post: postOf(body!.text), depth, confidence: null }));
      return { key: `t-${own[0]!.post.key}`, posts: own };
    });
    return joinVersions(given, posts).map((thread) =>
      thread.posts.map(({ post }) => (post.kind === 'produced' ? post.message.body!.text : '')),
    );
  }
  const [first, second, third] = texts as [string, string, string];

  it.each<
    [
      rule: string,
      threads: readonly (readonly ReturnType<typeof version>[])[],
      expected: readonly (readonly string[])[],
    ]
  >([
    [
      'puts threads of two versions into the place of the first',
      [[other('a')], [version(first)], [other('b')], [version(second), other('c')], [other('d')]],
      [['a'], [first, second, 'c'], ['b'], ['d']],
    ],
    ['puts three into one', [[version(first)], [version(second)], [version(third)]], [[first, second, third]]],
    [
      'keeps a thread that holds both as it is, and joins a third one to it',
      [[version(first), version(second)], [other('a')], [version(third)]],
      [[first, second, third], ['a']],
    ],
    [
      'joins what two pairs of versions join',
      [
        [version(first), version('The lock keeper is away.', { id: 'other@example.org', date: 240_000 })],
        [version(second, { id: 'other@example.org', date: 240_000 })],
        [version(third)],
      ],
      [[first, 'The lock keeper is away.', second, third]],
    ],
    ['keeps another minute apart', [[version(first)], [version(second, { date: 120_000 })]], [[first], [second]]],
    ['joins what stands in one minute', [[version(first)], [version(second, { date: 119_999 })]], [[first, second]]],
    [
      'keeps another sender apart',
      [[version(first)], [version(second, { from: 'cy@example.org' })]],
      [[first], [second]],
    ],
    ['keeps another id apart', [[version(first)], [version(second, { id: 'b@example.org' })]], [[first], [second]]],
  ])('%s', (_, threads, expected) => {
    expect(joined(threads)).toEqual(expected);
  });
});

describe('linkByReferences', () => {
  it.each<[rule: string, references: string, inReplyTo: string, jwz: string | null, rfc5256: string | null]>([
    ['the last of References is the parent', 'a@x b@x', '', 'b@x', 'b@x'],
    ['In-Reply-To is where there are no References', '', 'a@x b@x', 'a@x', 'a@x'],
    ['In-Reply-To comes behind References in the original', 'a@x', 'b@x', 'b@x', 'a@x'],
    ['… not where they name it already', 'a@x b@x', 'a@x', 'b@x', 'b@x'],
    ['what is no id names nothing in RFC 5256', '6667', 'a@x', 'a@x', 'a@x'],
    ['nothing names no parent', '', '', null, null],
  ])('%s', (_, references, inReplyTo, jwz, rfc5256) => {
    const ids = (text: string) => text.split(' ').filter(Boolean);
    const messages = ['a@x', 'b@x', 'c@x'].map((id) =>
      makeMessage({ id, ...(id === 'c@x' ? { references: ids(references), inReplyTo: ids(inReplyTo) } : {}) }),
    );
    const parentOf = (variant: 'jwz' | 'rfc5256') => {
      const links = linkByReferences(messages, variant);
      return links.ids[links.parents[2]!] ?? null;
    };
    expect([parentOf('jwz'), parentOf('rfc5256')]).toEqual([jwz, rfc5256]);
  });
});

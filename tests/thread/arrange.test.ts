import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherPosts } from '../../src/dedupe/gather-posts.js';
import type { Link } from '../../src/link/evidence/evidence.js';
import { placeLinks } from '../../src/link/link-columns.js';
import { arrangeThreads } from '../../src/thread/arrange-threads.js';
import { linkedPosts } from '../../src/thread/thread.js';
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

  it('arranges a chain of 50,000 without recursion', () => {
    const posts = postsOf(Array.from({ length: 50_000 }, (_, index) => index * 1000));
    const links = posts.slice(1).map((post, index) => link(post.key, posts[index]!.key));
    const threads = arrangeThreads(posts, placeLinks(posts, links));
    expect(threads).toHaveLength(1);
    expect(threads[0]!.posts.at(-1)!.depth).toBe(49_999);
  });
});

/** The reading room: a case in the browser, served on this computer only. Answers, decisions, and the server that gives them. */

import { readStored, readWholePosts } from '../case/read-stored.js';
import { findWord } from '../case/search-case.js';
import { splitsByPost } from '../quote/splits-by-post.js';
import type { CaseEvent } from '../report/answer/report-file.js';
import { detailContext, pageData } from '../report/page/page-data.js';
import { postDetail } from '../report/page/post-detail.js';
import type { ViewerIndex } from '../report/page/viewer-data.js';
import type { Database } from '../source/database/sqlite-file.js';
import { type LinkedPost, linkedPosts } from '../thread/thread.js';

/** Posts in a block of details: what a thread of common length asks for at once. */
const BLOCK = 32;

/** What the viewer asks of a case, as JSON. Posts are numbers in reading order, as in the index. */
export interface CaseAnswers {
  /** Messages in a case that was asked before and one that is asked now are not numbered alike. */
  readonly version: string;
  readonly index: string;
  readonly people: string;
  readonly findings: string;
  /** Details of the posts of a block; null where there is no such block. */
  block(number: number): string | null;
  /** `{posts, scores}` of the posts that hold a word or phrase. */
  word(text: string, phrase: boolean): string;
  close(): void;
}

/** What is told beside the case. */
export interface AnswerOptions {
  readonly title: string;
  readonly events: readonly CaseEvent[];
  readonly version: string;
}

/** Reads of a case what the viewer needs at once; texts are read when they are asked for. */
export function openAnswers(database: Database, { version, ...options }: AnswerOptions): CaseAnswers {
  const { reconstruction, explain } = readStored(database, {
    bodies: false,
    fields: false,
    people: true,
    findings: true,
  });
  const { posts, threads } = reconstruction;
  const stored = new Map(posts.map(({ key }, number) => [key, number]));
  const storedNumbers: number[] = [];
  for (const thread of threads) for (const { post } of thread.posts) storedNumbers.push(stored.get(post.key)!);
  const shownNumbers = new Int32Array(posts.length);
  for (const [shown, number] of storedNumbers.entries()) shownNumbers[number] = shown;
  const starts = threadStarts(threads.map((thread) => thread.posts.length));
  const context = detailContext(reconstruction, explain);
  const data = pageData(reconstruction, threads, context, options);
  const blocks = Array.from({ length: Math.ceil(storedNumbers.length / BLOCK) }, (_, number) => number * BLOCK);
  const index: ViewerIndex = { ...data.index, blocks, folder: null };

  function* linkedFrom(start: number, end: number): Generator<LinkedPost> {
    let thread = threadAt(starts, start);
    for (let at = starts[thread]!; thread < threads.length && at < end; thread++)
      for (const linked of linkedPosts(threads[thread]!)) {
        if (at >= end) return;
        if (at++ >= start) yield linked;
      }
  }

  return {
    version,
    index: JSON.stringify(index),
    people: JSON.stringify(data.people),
    findings: JSON.stringify(data.findings),
    block(number) {
      const start = blocks[number];
      if (start === undefined) return null;
      const end = Math.min(start + BLOCK, storedNumbers.length);
      const whole = readWholePosts(database, storedNumbers.slice(start, end));
      const details = [...linkedFrom(start, end)].map((linked, at) =>
        postDetail(
          { ...linked, post: whole.posts[at]! },
          {
            ...context,
            splits: splitsByPost(whole.splits),
            bodyOf: (key) => {
              const [post] = readWholePosts(database, [stored.get(key)!]).posts;
              return post?.kind === 'produced' ? post.message.body : null;
            },
          },
        ),
      );
      return JSON.stringify(details);
    },
    word(text, phrase) {
      const found = findWord(database, { text, phrase });
      return JSON.stringify({
        posts: found.map(({ post }) => shownNumbers[post]),
        scores: found.map(({ score }) => Math.round(score * 100) / 100),
      });
    },
    close: () => database.close(),
  };
}

function threadStarts(lengths: readonly number[]): Int32Array {
  const starts = new Int32Array(lengths.length);
  for (let thread = 1; thread < lengths.length; thread++) starts[thread] = starts[thread - 1]! + lengths[thread - 1]!;
  return starts;
}

/** The thread that a post stands in. */
function threadAt(starts: Int32Array, post: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= post) low = middle;
    else high = middle - 1;
  }
  return low;
}

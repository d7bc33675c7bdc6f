import { latestTimeOf, originsOf, subjectOf } from '../link/post/post-facts.js';
import { parseSubject } from '../message/header/subject.js';
import type { Thread } from '../thread/thread.js';
import { createFinding } from './create-finding.js';
import { type DetailOf, declareFinding } from './declare-finding.js';
import type { Finding } from './finding.js';
import { type FindingContext, participantsOf } from './finding-context.js';

/** Threads under one equal subject that were kept apart, so that a person can join them. */
export const sameSubjectSplit = declareFinding({
  kind: 'same-subject-split',
  label: 'Same subject, other matter',
  about: 'Threads under one subject that nothing but the subject joins',
  severities: ['info'],
  concernsEvery: true,
  detail: ({ z, key, time }) =>
    z.strictObject({
      subject: z.string().describe('The base subject, lower case'),
      threads: z.array(z.strictObject({ thread: key, root: key, date: time.nullable(), posts: z.int().min(1) })),
      sharedPeople: z
        .int()
        .min(0)
        .describe('Senders and recipients, lists too, who take part in more than one of them'),
      leastGapDays: z
        .int()
        .nullable()
        .describe('Days between the last post of one and the first of the next, the least; null = undated'),
    }),
  find: findSameSubjectSplits,
});

/** Threads of one base subject that were kept apart. */
export type SameSubjectSplitDetail = DetailOf<typeof sameSubjectSplit>;

function* findSameSubjectSplits(context: FindingContext): Generator<Finding> {
  const bySubject = new Map<string, Thread[]>();
  for (const thread of context.threads) {
    const base = parseSubject(subjectOf(thread.posts[0]!.post)).base.toLowerCase();
    // A subject of signs alone says nothing.
    if (!/[\p{L}\p{N}]/u.test(base)) continue;
    const list = bySubject.get(base);
    if (list) list.push(thread);
    else bySubject.set(base, [thread]);
  }
  for (const [subject, threads] of bySubject) {
    if (threads.length < 2) continue;
    const people = threads.map(
      ({ posts }) => new Set(posts.flatMap(({ post }) => participantsOf(post).map(context.identify))),
    );
    const everybody = new Map<string, number>();
    for (const set of people) for (const person of set) everybody.set(person, (everybody.get(person) ?? 0) + 1);
    const sharedPeople = [...everybody.values()].filter((n) => n > 1).length;
    const gap = leastGap(threads);
    const detail: SameSubjectSplitDetail = {
      subject,
      threads: threads.map(({ key, posts }) => {
        const time = latestTimeOf(posts[0]!.post);
        return {
          thread: key,
          root: posts[0]!.post.key,
          date: time === null ? null : new Date(time).toISOString(),
          posts: posts.length,
        };
      }),
      sharedPeople,
      leastGapDays: gap === null ? null : Math.floor(gap / 86_400_000),
    };
    const why = [
      sharedPeople
        ? `${sharedPeople} ${sharedPeople === 1 ? 'participant' : 'participants'} in common`
        : 'nobody in common',
      tellGap(detail.leastGapDays),
    ].filter(Boolean);
    yield createFinding(
      sameSubjectSplit,
      {
        severity: 'info',
        summary: `${threads.length} threads share the subject "${subject}" and are kept apart, as nothing else joins them surely enough: ${why.join(', ')}.`,
        posts: threads.map(({ posts }) => posts[0]!.post.key),
        origins: threads.flatMap(({ posts }) => originsOf(posts[0]!.post).slice(0, 1)),
        detail,
      },
      subject,
    );
  }
}

function leastGap(threads: readonly Thread[]): number | null {
  const spans = threads
    .map(({ posts }) => posts.map(({ post }) => latestTimeOf(post)).filter((time) => time !== null))
    .filter((times) => times.length)
    .map((times) => [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))] as const)
    .sort((a, b) => a[0] - b[0]);
  let least: number | null = null;
  for (let n = 1; n < spans.length; n++) {
    const gap = Math.max(0, spans[n]![0] - spans[n - 1]![1]);
    if (least === null || gap < least) least = gap;
  }
  return least;
}

/** `"less than a day apart"`, `"at least 3 days apart"`; '' where no time is known. */
function tellGap(days: number | null): string {
  if (days === null) return '';
  if (days === 0) return 'less than a day apart';
  return `at least ${days} ${days === 1 ? 'day' : 'days'} apart`;
}

import { beginsKey, splitOrdinal } from '../dedupe/key-ordinal.js';
import type { Finding } from '../finding/finding.js';
import type { Post } from '../link/post/post.js';
import { messageIdOf } from '../link/post/post-facts.js';
import { productionsOf } from '../report/answer/bates.js';
import { isInRange, parseBatesRange } from '../report/answer/bates-range.js';
import type { Reconstruction } from '../report/answer/reconstruction.js';
import { makeVisible } from '../text/visible-text.js';
import { type LinkedPost, linkedPosts, type Thread } from '../thread/thread.js';
import { CommandError, exitCode } from './exit-code.js';

/** What a key on the command line stands for. */
export type Found =
  | { readonly kind: 'thread'; readonly thread: Thread }
  | { readonly kind: 'post'; readonly post: LinkedPost; readonly thread: Thread };

const CANDIDATES_SHOWN = 5;

/**
 * Finds a post by its key, the beginning of its key, its Message-ID or the beginning of it, a Bates number of it or of its family;
 * `t-…` finds a thread.
 *
 * @throws CommandError where nothing or more than one thing fits
 */
export function findByKey(threads: readonly Thread[], text: string): Found {
  const wanted = text.replace(/^</, '').replace(/>$/, '');
  const partial = new Map<string, Found>();
  const numbered = new Map<string, Found>();
  for (const thread of threads) {
    if (thread.key === wanted) return { kind: 'thread', thread };
    if (wanted.startsWith('t-') && beginsKey(thread.key, wanted)) partial.set(thread.key, { kind: 'thread', thread });
    for (const post of linkedPosts(thread)) {
      const found: Found = { kind: 'post', post, thread };
      const { key } = post.post;
      if (key === wanted) return found;
      const bare = key.slice(key.indexOf('-') === -1 || key.indexOf('-') > 9 ? 0 : key.indexOf('-') + 1);
      const id = messageIdOf(post.post);
      if (beginsKey(key, wanted) || beginsKey(bare, wanted) || id?.startsWith(wanted)) partial.set(key, found);
      if (hasNumber(post.post, wanted)) numbered.set(key, found);
    }
  }
  if (numbered.size === 0 && partial.size === 0) return onlyOne(withinNumbers(threads, wanted), wanted);
  return onlyOne([...(numbered.size > 0 ? numbered : partial)], wanted);
}

/** True if a text may be the key of a finding, or its beginning: `f0sxmand`. */
export const mayBeFinding = (text: string): boolean => /^f[0-9a-z]{5,}$/.test(text);

/**
 * The findings that a key, or its beginning, stands for, with their posts; null where it is the key of none.
 *
 * @throws CommandError where it is that of several
 */
export function findingByKey(
  { findings, threads }: Pick<Reconstruction, 'findings' | 'threads'>,
  text: string,
): { readonly finding: Finding; readonly posts: readonly LinkedPost[] } | null {
  if (!mayBeFinding(text)) return null;
  const found = findings.filter(({ key }) => key.startsWith(text));
  if (found.length > 1)
    throw new CommandError(
      exitCode.notFound,
      `${text}: fits several findings: ${found
        .slice(0, CANDIDATES_SHOWN)
        .map(({ key }) => key)
        .join(', ')}. Write more of the key`,
    );
  const [finding] = found;
  if (!finding) return null;
  const keys = new Set(finding.posts);
  const posts = threads.flatMap((thread) => [...linkedPosts(thread)].filter(({ post }) => keys.has(post.key)));
  return { finding, posts };
}

/** Posts on whose pages the Bates number stands; where none has it, those in whose families it is. */
function withinNumbers(threads: readonly Thread[], wanted: string): readonly (readonly [string, Found])[] {
  const range = parseBatesRange(wanted);
  if (range === null || range.from !== range.to || !/\d$/.test(wanted)) return [];
  const own: (readonly [string, Found])[] = [];
  const family: (readonly [string, Found])[] = [];
  for (const thread of threads)
    for (const post of linkedPosts(thread))
      for (const production of productionsOf(post.post)) {
        if (!isInRange(production, range)) continue;
        const isOwn = isInRange({ ...production, attachBegin: null, attachEnd: null }, range);
        (isOwn ? own : family).push([post.post.key, { kind: 'post', post, thread }]);
        break;
      }
  return own.length > 0 ? own : family;
}

/** True if a load file gives a copy of the post this Bates number. */
const hasNumber = (post: Post, wanted: string): boolean =>
  post.kind === 'produced' &&
  post.copies.some(({ production }) => production?.begin === wanted || production?.end === wanted);

/** Of posts whose keys differ in nothing but their numbers, a text without a number means the first. */
function unnumbered(found: readonly (readonly [string, Found])[]): readonly (readonly [string, Found])[] {
  const rests = new Set(found.map(([key]) => splitOrdinal(key)[0]));
  const first = found.filter(([key]) => splitOrdinal(key)[1] === '');
  return found.length > 1 && rests.size === 1 && first.length === 1 ? first : found;
}

function onlyOne(found: readonly (readonly [string, Found])[], wanted: string): Found {
  const exact = found.filter(
    ([, { kind, ...rest }]) => kind === 'post' && 'post' in rest && messageIdOf(rest.post.post) === wanted,
  );
  const chosen = exact.length === 1 ? exact : unnumbered(found);
  if (chosen.length === 1) return chosen[0]![1];
  if (!chosen.length)
    throw new CommandError(
      exitCode.notFound,
      `${makeVisible(wanted)}: no thread or message has a key or Message-ID that begins so, or this Bates number. rethread list, report and findings show the keys`,
    );
  const keys = chosen.slice(0, CANDIDATES_SHOWN).map(([key]) => key);
  const more = chosen.length > keys.length ? `, … (${chosen.length} in all)` : '';
  throw new CommandError(
    exitCode.notFound,
    `${makeVisible(wanted)}: fits more than one: ${keys.join(', ')}${more}. Write more of the key`,
  );
}

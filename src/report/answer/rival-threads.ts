import type { Post } from '../../link/post/post.js';
import { makeVisible } from '../../text/visible-text.js';
import { linkedPosts, type Thread } from '../../thread/thread.js';
import { wrapText } from '../format/display-text.js';
import { countOf, shortKey, shortThreadKey } from '../format/phrases.js';
import { paint, plainStyle, type TextStyle } from '../format/text-style.js';
import { batesOf, productionsOf } from './bates.js';

/** Our threads against those of another program, over the messages of which load files tell its answer. Neither is taken for right. */
export interface RivalComparison {
  /** Columns that name its groups. */
  readonly columns: readonly string[];
  /** Produced posts of which it tells. */
  readonly messages: number;
  readonly groups: number;
  /** Groups whose messages are those of one thread here, as far as it tells. */
  readonly same: number;
  /** Its groups that lie in several threads here. */
  readonly split: readonly RivalDifference[];
  /** Threads here that hold several of its groups. */
  readonly joined: readonly RivalDifference[];
  /** Messages whose parent it names: how many hang on the same one here, and which do not. */
  readonly parents: { readonly told: number; readonly same: number; readonly differing: readonly RivalParent[] };
}

/** One group, or one thread, and the parts in which the other side has it. */
export interface RivalDifference {
  /** Its group; key of the thread here. */
  readonly name: string;
  readonly parts: readonly {
    readonly name: string;
    readonly posts: readonly string[];
    readonly bates: readonly string[];
  }[];
}

/** A message that hangs on another parent than the rival says: keys of posts, null for none. */
export interface RivalParent {
  readonly post: string;
  readonly theirs: string;
  readonly ours: string | null;
}

interface Told {
  readonly post: Post;
  readonly group: string;
  readonly thread: string;
  readonly parent: string | null;
}

/** Compares the threads with those that load files hand on; null where they hand on none. */
export function compareRival(threads: readonly Thread[]): RivalComparison | null {
  const columns = new Set<string>();
  const told: Told[] = [];
  const byNode = new Map<string, string>();
  const parents: { post: string; node: string; ours: string | null }[] = [];
  for (const thread of threads)
    for (const { post, link } of linkedPosts(thread)) {
      const rival = productionsOf(post).find((production) => production.rival)?.rival;
      if (rival === undefined) continue;
      columns.add(rival.column);
      told.push({ post, group: rival.group, thread: thread.key, parent: link?.parent ?? null });
      if (rival.node !== null) byNode.set(`${rival.group}\n${rival.node}`, post.key);
      if (rival.parent !== null && rival.parent !== rival.node)
        parents.push({ post: post.key, node: `${rival.group}\n${rival.parent}`, ours: link?.parent ?? null });
    }
  if (told.length === 0) return null;
  const groups = partsBy(told, 'group', 'thread');
  const ours = partsBy(told, 'thread', 'group');
  const split = groups.filter(({ parts }) => parts.length > 1);
  const joined = ours.filter(({ parts }) => parts.length > 1);
  const inJoined = new Set(joined.flatMap(({ parts }) => parts.map(({ name }) => name)));
  const known = parents.flatMap(({ post, node, ours: own }) => {
    const theirs = byNode.get(node);
    return theirs === undefined ? [] : [{ post, theirs, ours: own }];
  });
  const differing = known.filter(({ theirs, ours: own }) => theirs !== own);
  return {
    columns: [...columns].sort(),
    messages: told.length,
    groups: groups.length,
    same: groups.filter(({ name, parts }) => parts.length === 1 && !inJoined.has(name)).length,
    split,
    joined,
    parents: { told: known.length, same: known.length - differing.length, differing },
  };
}

function partsBy(told: readonly Told[], by: 'group' | 'thread', inner: 'group' | 'thread'): readonly RivalDifference[] {
  const found = new Map<string, Map<string, Post[]>>();
  for (const one of told) {
    const parts = found.get(one[by]) ?? new Map<string, Post[]>();
    found.set(one[by], parts.set(one[inner], [...(parts.get(one[inner]) ?? []), one.post]));
  }
  return [...found].map(([name, parts]) => ({
    name,
    parts: [...parts].map(([part, posts]) => ({
      name: part,
      posts: posts.map(({ key }) => key),
      bates: [...new Set(posts.flatMap(batesOf))],
    })),
  }));
}

/** Differences that are shown one by one; more are counted. */
const SHOWN = 40;

/** Counts, then each group that is split and each thread that joins several. */
export function* writeRivalComparison(rival: RivalComparison, style: TextStyle = plainStyle): Generator<string> {
  const { columns, messages, groups, same, split, joined, parents } = rival;
  const head = `against the threads of the load file (${columns.map(makeVisible).join(', ')}): ${countOf(groups, 'group')} of ${countOf(messages, 'message')}`;
  yield `\n${paint(wrapText(head, style.width).join('\n'), 'bold', style)}\n`;
  yield `${same} the same here, ${split.length} split here, ${countOf(joined.length, 'thread')} here of several groups\n`;
  if (parents.told)
    yield `${countOf(parents.told, 'parent')} told: ${parents.same} the same here, ${parents.differing.length} not\n`;
  yield* differences('split here', split, (name) => makeVisible(name), shortThreadKey, style);
  yield* differences('joined here', joined, shortThreadKey, (name) => makeVisible(name), style);
  if (parents.differing.length) yield `\n${paint('another parent here', 'bold', style)}\n`;
  for (const { post, theirs, ours } of parents.differing.slice(0, SHOWN))
    yield `${shortKey(post)}  theirs ${shortKey(theirs)}, here ${ours === null ? 'none' : shortKey(ours)}\n`;
  yield* moreOf(parents.differing.length, style);
}

function* differences(
  title: string,
  list: readonly RivalDifference[],
  nameOf: (name: string) => string,
  partOf: (name: string) => string,
  style: TextStyle,
): Generator<string> {
  if (list.length) yield `\n${paint(title, 'bold', style)}\n`;
  for (const { name, parts } of list.slice(0, SHOWN)) {
    yield `${nameOf(name)}\n`;
    for (const part of parts) {
      const which = part.bates.length ? part.bates.map(makeVisible) : part.posts.map(shortKey);
      const lines = wrapText(`${partOf(part.name)}: ${which.join(', ')}`, style.width - 4);
      for (const line of lines) yield `    ${line}\n`;
    }
  }
  yield* moreOf(list.length, style);
}

function* moreOf(count: number, style: TextStyle): Generator<string> {
  if (count > SHOWN) yield paint(`and ${count - SHOWN} more\n`, 'dim', style);
}

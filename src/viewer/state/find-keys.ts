import { beginsKey, splitOrdinal } from '../../dedupe/key-ordinal.js';
import type { TextColumn } from '../../report/page/text-column.js';
import type { CaseData } from './case-data.js';
import { threadKey, threadOfWholeKey } from './case-data.js';
import { linkTo } from './route.js';

/** What a key stands for: posts, threads and findings by number. */
export interface KeysMeant {
  readonly posts: readonly number[];
  readonly threads: readonly number[];
  readonly findings: readonly number[];
}

/** Letters that a key must have: fewer are a word. */
const LEAST = 6;
const NOTHING: KeysMeant = { posts: [], threads: [], findings: [] };

/**
 * What a text means if it is a key as the command line prints one: a thread (`t-q65rmovy`), a post (`oxn2idne`, `recovered-yeoczudr`) or
 * a finding (`f0sxmand`), in full or its beginning. Without `alsoPosts` findings alone are looked for.
 */
export function keysMeant(data: CaseData, text: string, alsoPosts = true): KeysMeant {
  const wanted = text.trim().toLowerCase();
  if (!/^[a-z0-9]+(?:-[a-z0-9]+){0,2}$/.test(wanted)) return NOTHING;
  if (wanted.startsWith('t-')) {
    const rest = wanted.slice(2);
    return rest.length < LEAST || !alsoPosts ? NOTHING : { ...NOTHING, threads: threadsBeginning(data, rest) };
  }
  const [start] = splitOrdinal(wanted);
  const bare = start.slice(start.lastIndexOf('-') + 1);
  if (bare.length < LEAST) return NOTHING;
  const isWhole = start === bare;
  const { posts, findings } = data.index;
  return {
    posts: alsoPosts ? rowsBeginning(posts.key, wanted, isWhole) : [],
    threads: [],
    findings: isWhole ? rowsBeginning(findings.key, wanted, false) : [],
  };
}

/** Rows that begin so; with `isBare` also those whose letters after the last hyphen do. */
function rowsBeginning(keys: TextColumn, wanted: string, isBare: boolean): readonly number[] {
  const found = keys.rowsWith(splitOrdinal(wanted)[0]).filter((row) => {
    const key = keys.at(row)!;
    return beginsKey(key, wanted) || (isBare && beginsKey(lettersOf(key), wanted));
  });
  // Of keys that differ in nothing but their numbers, the one without is meant.
  const rests = new Set(found.map((row) => splitOrdinal(keys.at(row)!)[0]));
  const first = found.filter((row) => splitOrdinal(keys.at(row)!)[1] === '');
  return found.length > 1 && rests.size === 1 && first.length === 1 ? first : found;
}

/** The letters after the last hyphen, with the number behind them: `recovered-yeoczudr-2` → `yeoczudr-2`. */
function lettersOf(key: string): string {
  const [rest, ordinal] = splitOrdinal(key);
  return rest.slice(rest.lastIndexOf('-') + 1) + ordinal;
}

/** The command line leaves out what stands before the letters of a key: `t-recovered-yeoczudre85c` is `t-yeoczudr`. */
function threadsBeginning({ index, start, threadOf }: CaseData, wanted: string): readonly number[] {
  const named = rowsBeginning(index.posts.key, wanted, true);
  return named.flatMap((post) => {
    const thread = threadOf[post]!;
    return post === start[thread]! + index.threads.root[thread]! ? [thread] : [];
  });
}

/** The one post that a key or its beginning means; -1 = none, or several. */
export function postOfKey(data: CaseData, key: string): number {
  return data.postByKey.get(key) ?? only(keysMeant(data, key).posts);
}

/** The one thread that a key or its beginning means; -1 = none, or several. */
export function threadOfKey(data: CaseData, key: string): number {
  return threadOfWholeKey(data, key) ?? only(keysMeant(data, key.startsWith('t-') ? key : `t-${key}`).threads);
}

/** The one finding that a key or its beginning means, by number; -1 = none, or several. */
export function findingOfKey(data: CaseData, key: string): number {
  const { key: keys } = data.index.findings;
  const whole = keys.rowsWith(key).find((row) => keys.at(row) === key);
  return whole ?? only(keysMeant(data, key).findings);
}

/** The address of the one thread, post or finding that a text is the key of; null where it is none, or several. */
export function linkOfKey(data: CaseData, text: string): string | null {
  const { posts, threads, findings } = keysMeant(data, text);
  if (posts.length + threads.length + findings.length !== 1) return null;
  if (posts.length) return linkTo('post', data.index.posts.key.at(posts[0]!)!);
  if (threads.length) return linkTo('thread', threadKey(data, threads[0]!));
  return linkTo('finding', data.index.findings.key.at(findings[0]!)!);
}

const only = (found: readonly number[]): number => (found.length === 1 ? found[0]! : -1);

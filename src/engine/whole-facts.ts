import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AbsentRate } from '../link/feature/absent-rate.js';
import { type Customs, type CustomsTable, readCustoms } from '../link/feature/customs.js';
import { type WholeIndex, WORD_BUCKETS } from '../link/feature/feature-index.js';
import type { ListArchive } from '../link/feature/list-archive.js';
import { writeRows } from './line-files.js';

/** What is known of the whole collection and small enough to be handed to every process: lists, rates, customs, how common words are. */
export interface WholeFacts {
  /** How many produced posts there are. */
  readonly count: number;
  /** Addresses of lists and groups. */
  readonly lists: readonly string[];
  readonly replyMarks: number;
  readonly opensBugs: boolean;
  /** See `readListArchive`. */
  readonly archive: { readonly lists: readonly string[]; readonly isMixed: boolean } | null;
  /** See `measureAbsentRate`; null while that is being measured. */
  readonly absentRate: AbsentRate | null;
  /** See `measureCustoms`: a row for each author; null while they are being measured, and of what is no archive of lists. */
  readonly customs: CustomsTable | null;
  /** Level of evidence and the like are the driver's; here only buckets of words and how many posts hold one, two by two. */
  readonly words: readonly number[];
}

/** Writes them to a file, for `readWhole`. */
export function writeWhole(folder: string, name: string, facts: WholeFacts): string {
  mkdirSync(folder, { recursive: true });
  writeRows(folder, name, [facts]);
  return join(folder, name);
}

/** The same as who weighs asks for it. */
export type KnownWhole = Pick<WholeIndex, 'count' | 'lists' | 'wordCounts' | 'replyMarks' | 'opensBugs'> & {
  readonly archive: ListArchive | null;
  readonly customs: Customs | null;
  readonly absentRate: AbsentRate | null;
};

/** Reads them back. */
export function readWhole(path: string): KnownWhole {
  const { lists, words, archive: told, customs, ...facts } = JSON.parse(readFileSync(path, 'utf8')) as WholeFacts;
  const wordCounts = new Int32Array(WORD_BUCKETS);
  for (let at = 0; at < words.length; at += 2) wordCounts[words[at]!] = words[at + 1]!;
  const archive = told === null ? null : { ...told, lists: new Set(told.lists) };
  return {
    ...{ ...facts, lists: new Set(lists), wordCounts, archive },
    customs: customs === null || archive === null ? null : readCustoms(customs, archive),
  };
}

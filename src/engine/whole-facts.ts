import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORD_BUCKETS } from '../link/feature/feature-index.js';
import { writeRows } from './line-files.js';

/** What is known of the whole collection and small enough to be handed to every process: lists, rates, how common words are. */
export interface WholeFacts {
  /** How many produced posts there are. */
  readonly count: number;
  /** Addresses of lists and groups. */
  readonly lists: readonly string[];
  readonly replyMarks: number;
  /** See `measureAbsentRate`; null while that is being measured. */
  readonly absentRate: number | null;
  /** Level of evidence and the like are the driver's; here only buckets of words and how many posts hold one, two by two. */
  readonly words: readonly number[];
}

/** Writes them to a file, for `readWhole`. */
export function writeWhole(folder: string, name: string, facts: WholeFacts): string {
  mkdirSync(folder, { recursive: true });
  writeRows(folder, name, [facts]);
  return join(folder, name);
}

/** Reads them back, words as a table of buckets. */
export function readWhole(path: string): WholeFacts & { readonly wordCounts: Int32Array } {
  const facts = JSON.parse(readFileSync(path, 'utf8')) as WholeFacts;
  const wordCounts = new Int32Array(WORD_BUCKETS);
  for (let at = 0; at < facts.words.length; at += 2) wordCounts[facts.words[at]!] = facts.words[at + 1]!;
  return { ...facts, wordCounts };
}

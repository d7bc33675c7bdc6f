/** The reading room: a case in the browser, served on this computer only. Answers, decisions, and the server that gives them. */

import { unpackJson } from '../case/pack-json.js';
import { findWord } from '../case/search-case.js';
import { arrivedSince, StoredPage, storedColumn, storedPart } from '../case/stored-page.js';
import type { CaseEvent } from '../report/answer/report-file.js';
import type { CaseGlance, FirstScreen } from '../report/page/case-glance.js';
import type { Database } from '../source/database/sqlite-file.js';

/** Posts in a block of details: what a thread of common length asks for at once; and findings in a block of these. */
const BLOCK = 32;
const FINDING_BLOCK = 250;

/** What the viewer asks of a case. Posts are numbers in reading order, as in the index. */
export interface CaseAnswers {
  /** Messages in a case that was asked before and one that is asked now are not numbered alike. */
  readonly version: string;
  /** What the first screen shows, as JSON: small, however large the case is. */
  readonly first: string;
  /** The lists without their columns, and who is who: JSON, deflated (RFC 1951), as it stands in the case. */
  part(name: 'index' | 'people'): Uint8Array | null;
  /** A column of the lists, as it stands in the case; null where there is none of that name. */
  column(name: string): Uint8Array | null;
  /** JSON: the details of the posts of a block, or, numbered after these, its findings; null where there is no such block. */
  block(number: number): string | null;
  /** JSON: the findings of these numbers, in their order. */
  findings(numbers: readonly number[]): string;
  /** Posts that hold a word or phrase, in the subject alone or anywhere: their numbers (32 bits each), then as many scores (floats of 32 bits). */
  word(asked: { readonly text: string; readonly phrase: boolean; readonly field: 'subject' | null }): Uint8Array;
  close(): void;
}

/** What is told beside the case. */
export interface AnswerOptions {
  readonly title: string;
  readonly events: readonly CaseEvent[];
  readonly version: string;
}

/** Answers from a case: what the first screen shows is read at once, all else when it is asked for. */
export function openAnswers(database: Database, { version, title, events }: AnswerOptions): CaseAnswers {
  const glance = unpackJson(storedPart(database, 'glance')!) as CaseGlance;
  const count = glance.produced + glance.recovered + glance.missing;
  const blocks = { posts: Math.ceil(count / BLOCK), findings: Math.ceil(glance.findings / FINDING_BLOCK) };
  const arrived = arrivedSince(database);
  const first: FirstScreen = { title, events, glance, arrived, blockSizes: [BLOCK, FINDING_BLOCK] };
  let opened: StoredPage | null = null;
  const page = (): StoredPage => {
    opened ??= new StoredPage(database);
    return opened;
  };
  return {
    version,
    first: JSON.stringify(first),
    part: (name) => storedPart(database, name),
    block(number) {
      if (number < blocks.posts) return JSON.stringify(page().details(number * BLOCK, BLOCK));
      const finding = number - blocks.posts;
      if (finding >= blocks.findings) return null;
      return JSON.stringify(page().findings(finding * FINDING_BLOCK, FINDING_BLOCK));
    },
    column: (name) => storedColumn(database, name),
    findings: (numbers) => JSON.stringify(page().someFindings(numbers)),
    word(asked) {
      const { posts, scores } = findWord(database, asked);
      const numbers = new Int32Array(posts.length * 2);
      for (let at = 0; at < posts.length; at++) numbers[at] = page().numberOf(posts[at]!);
      new Float32Array(numbers.buffer, posts.length * 4).set(scores);
      return new Uint8Array(numbers.buffer);
    },
    close: () => database.close(),
  };
}

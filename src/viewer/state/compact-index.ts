import { type CompactIndex, NO_ZONE } from '../../report/page/compact-index.js';
import { rootsOf, secondsOf } from '../../report/page/index-columns.js';
import { NumberLists } from '../../report/page/number-lists.js';
import { TextColumn } from '../../report/page/text-column.js';
import type { ViewerIndex } from '../../report/page/viewer-data.js';
import { writtenPersons } from '../../report/page/written-persons.js';

/** Puts the columns of an index, as the JSON of a page has them, into typed arrays. */
export function compactIndex(index: ViewerIndex): CompactIndex {
  const { posts, findings, requests, quoted, persons, agents, threads } = index;
  const numbers = (column: Iterable<number>) => Int32Array.from(column);
  const { writings, words } = writtenPersons(persons);
  return {
    ...index,
    persons: {
      ...{ id: TextColumn.of(persons.id), name: TextColumn.of(persons.name), kind: persons.kind },
      ...{ writings: TextColumn.of(writings), words: TextColumn.of(words) },
    },
    subjects: TextColumn.of(index.subjects),
    threads: { start: numbers(threads.start), root: rootsOf(index) },
    posts: {
      key: TextColumn.of(posts.key),
      kind: posts.kind,
      zone: Int16Array.from(posts.zone, (zone) => zone ?? NO_ZONE),
      depth: numbers(posts.depth),
      parent: numbers(posts.parent),
      time: secondsOf(posts.time),
      subject: numbers(posts.subject),
      from: numbers(posts.from),
      to: NumberLists.of(posts.to as readonly (readonly number[])[]),
      custodians: numbers(posts.custodians),
      copies: numbers(posts.copies),
      attachments: numbers(posts.attachments),
      confidence: Int16Array.from(posts.confidence),
      findings: numbers(posts.findings),
    },
    findings: {
      key: TextColumn.of(findings.key),
      severity: findings.severity,
      kind: Uint8Array.from(findings.kind),
      posts: NumberLists.of(findings.posts as readonly (readonly number[])[]),
    },
    requests: {
      ...requests,
      time: secondsOf(requests.time),
      holders: NumberLists.of(requests.holders as readonly (readonly number[])[]),
    },
    agents: { posts: numbers(agents.map(([post]) => post)), persons: numbers(agents.map(([, person]) => person)) },
    quoted: {
      posts: Int32Array.from(quoted, ([post]) => post),
      persons: NumberLists.of(quoted.map(([, persons]) => persons)),
    },
  };
}

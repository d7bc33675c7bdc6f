import type { DecisionFile } from '../link/post/decision-file.js';
import type { Message } from '../message/message.js';
import { offerJoins } from '../people/offer-joins.js';
import type { PeopleFile } from '../people/people-file.js';
import { batesPlaces } from '../report/answer/bates.js';
import type { ExplainedReconstruction, Reconstruction } from '../report/answer/reconstruction.js';
import { headOf, packIndex } from '../report/page/index-columns.js';
import { packNumbers } from '../report/page/packed-numbers.js';
import { detailContext, pageData } from '../report/page/page-data.js';
import type { Readings } from '../run/readings.js';
import type { ThreadOptions } from '../run/thread-mail.js';
import type { Database } from '../source/database/sqlite-file.js';
import { wellFormed } from '../text/well-formed.js';
import { CaseFilling } from './case-filling.js';
import { createIndexes } from './case-schema.js';
import { placeSeal } from './case-seal.js';
import { reasonsAlone } from './kept/reasons-alone.js';
import { writeMoments } from './moment-rows.js';
import { packJson } from './pack-json.js';
import type { AddRow } from './row-writer.js';

/** The options that a case is built with and that hold for all that is added to it. */
export interface CaseOptions {
  readonly map: Readonly<Record<string, string>>;
  readonly dedupe: NonNullable<ThreadOptions['dedupe']>;
  readonly evidence: NonNullable<ThreadOptions['evidence']>;
  readonly minConfidence: number;
  readonly people: PeopleFile | null;
  readonly decisions: DecisionFile | null;
}

/** How a case was built: what `add` needs to go on in the same way. */
export interface CaseAbout {
  /** Version of rethread. */
  readonly program: string;
  /** When, ISO 8601. */
  readonly built: string;
  /** From the folder of the case to the one that the names of its sources count from; '' where they are one. */
  readonly base: string;
  /** The inputs as they were named. */
  readonly inputs: readonly { readonly path: string; readonly custodian: string | null }[];
  readonly options: CaseOptions;
}

/** What a run found out, and what reading told before: the latter is what a growing case goes on from. */
export interface BuiltCase extends ExplainedReconstruction {
  readonly mail: Readings;
  /** Messages whose dates were doubted because of the others, as they were read. */
  readonly doubted: readonly DoubtedMessage[];
}

/** What a doubted date changed of a message, as it was read. */
export type DoubtedMessage = Pick<Message, 'origin' | 'date' | 'doubtedDate' | 'problems'>;

/**
 * Fills the tables of a new case with what a run found out; `filling` may have written some of it already, as soon as it was known.
 */
export function writeCase(
  database: Database,
  built: BuiltCase,
  about: CaseAbout,
  filling: CaseFilling = new CaseFilling(database),
): void {
  const { reconstruction } = built;
  const { linking, decisions, people, recovered, bindings, crossReferences } = reconstruction;
  filling.arranged({ ...reconstruction, explain: built.explain });
  const { add } = filling;
  for (const [name, value] of Object.entries({
    about,
    linking,
    decisions,
    crossReferences,
    mail: built.mail,
    doubted: built.doubted,
  }))
    add('meta', { name, value: JSON.stringify(value) });
  writeReading(add, reconstruction);
  writeMoments(add, reconstruction, reasonsAlone(built.explain));
  for (const [number, { key, ...record }] of recovered.entries())
    add('recovered', { number, key, record: JSON.stringify(record.recovered) });
  for (const [number, binding] of bindings.entries())
    add('binding', { number, post: binding.post, target: binding.target, record: JSON.stringify(binding) });
  for (const [number, person] of people.persons.entries())
    add('person', { number, id: wellFormed(person.id), name: wellFormed(person.name), record: JSON.stringify(person) });
  for (const [number, offer] of offerJoins(people).entries()) {
    const [one, other] = offer.persons.map((id) => wellFormed(id));
    add('offer', { number, one: one!, other: other!, record: JSON.stringify(offer) });
  }
  for (const [number, { key, person, shared }] of people.mailboxes.entries())
    add('known', { number, key, person, shared: Number(shared) });
  writeFindings(add, reconstruction);
  for (const place of batesPlaces(reconstruction.posts))
    add('bates', { source: wellFormed(place.source), label: wellFormed(place.text), record: JSON.stringify(place) });
  writePage(add, built);
  filling.end();
  database.exec(`BEGIN; ${createIndexes()} COMMIT`);
  database.exec('ANALYZE');
  placeSeal(database);
}

function writeReading(add: AddRow, { sources, problems, gaps }: Reconstruction): void {
  for (const [number, source] of sources.entries()) {
    const { name, format, custodian, size, sha256, messages } = source;
    add('source', { number, name, format, custodian, size, sha256, messages, record: JSON.stringify(source) });
  }
  for (const [number, problem] of problems.entries()) {
    const { code, severity, message, origin } = problem;
    add('problem', {
      number,
      code,
      severity,
      message: wellFormed(message),
      source: origin?.source ?? null,
      byte: origin?.offset ?? null,
      length: origin?.length ?? null,
      record: JSON.stringify(problem),
    });
  }
  for (const gap of gaps)
    add('gap', { source: gap.source, byte: gap.offset, length: gap.length, record: JSON.stringify(gap) });
}

function writeFindings(add: AddRow, { posts, findings }: Reconstruction): void {
  const numbers = new Map(posts.map((post, number) => [post.key, number]));
  for (const [number, finding] of findings.entries()) {
    const { key, kind, severity, origins, ...told } = finding;
    const summary = wellFormed(told.summary);
    const { posts: about, detail } = told;
    // What the column cannot say: a sentence that is no well-formed text.
    const record = { posts: about, detail, ...(summary === told.summary ? {} : { summary: told.summary }) };
    add('finding', {
      ...{ number, key, kind, severity, summary },
      origins: JSON.stringify(origins),
      record: JSON.stringify(record),
    });
    for (const post of new Set(finding.posts)) {
      const at = numbers.get(post);
      if (at !== undefined) add('finding_post', { finding: number, post: at });
    }
  }
}

/** What the reading room begins with, so that opening a case reads no more than it shows. */
function writePage(add: AddRow, { reconstruction, explain }: BuiltCase): void {
  const context = detailContext(reconstruction, explain);
  const { index, glance, people } = pageData(reconstruction, reconstruction.threads, context, {
    title: '',
    events: [],
  });
  const parts = { glance, index: headOf(index), people };
  for (const [name, value] of Object.entries(parts)) add('page', { name, record: packJson(value) });
  for (const [name, record] of packIndex(index)) add('page_column', { name, record });
  add('page_column', { name: 'post_number', record: packNumbers(pageNumbers(reconstruction)) });
}

/** Where each post of the case stands in the lists of the page: thread after thread. */
function pageNumbers({ posts, threads }: Reconstruction): Int32Array {
  const places = new Map(posts.map((post, number) => [post, number]));
  const numbers = new Int32Array(posts.length);
  let count = 0;
  for (const { posts: placed } of threads) for (const { post } of placed) numbers[places.get(post)!] = count++;
  return numbers;
}

import type { ExplainLink } from '../link/evidence/evidence.js';
import type { DecisionFile } from '../link/post/decision-file.js';
import type { Post } from '../link/post/post.js';
import { messageIdOf, senderOf, subjectOf, timeOf } from '../link/post/post-facts.js';
import type { Mailbox, Message } from '../message/message.js';
import { offerJoins } from '../people/offer-joins.js';
import type { PeopleFile } from '../people/people-file.js';
import { indexPeople } from '../people/person-of.js';
import { splitsByPost } from '../quote/splits-by-post.js';
import { batesPlaces } from '../report/answer/bates.js';
import type { ExplainedReconstruction, Reconstruction } from '../report/answer/reconstruction.js';
import { threadLineOf } from '../report/format/thread-list.js';
import { headOf, packIndex } from '../report/page/index-columns.js';
import { packNumbers } from '../report/page/packed-numbers.js';
import { detailContext, pageData } from '../report/page/page-data.js';
import type { Readings } from '../run/readings.js';
import type { ThreadOptions } from '../run/thread-mail.js';
import type { Database } from '../source/database/sqlite-file.js';
import { wellFormed } from '../text/well-formed.js';
import { createIndexes, createTables, SEARCHED } from './case-schema.js';
import { placeSeal } from './case-seal.js';
import { reasonsAlone } from './kept/reasons-alone.js';
import { mailboxWriter } from './mailbox-rows.js';
import { messageRows } from './message-rows.js';
import { writeMoments } from './moment-rows.js';
import { packJson } from './pack-json.js';
import type { RowSink } from './row-sink.js';
import { caseRows } from './row-thread.js';
import { type AddRow, rowWriter } from './row-writer.js';
import { searchableText } from './searchable-text.js';

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

/** Fills the tables of a new case with what a run found out. */
export function writeCase(
  database: Database,
  built: BuiltCase,
  about: CaseAbout,
  onDone: (written: number, total: number) => void = () => {},
): void {
  const { reconstruction } = built;
  const { linking, decisions, people, recovered, bindings, crossReferences } = reconstruction;
  database.exec(createTables());
  const sink = caseRows(database, reconstruction.posts.length);
  const { add, flush } = rowWriter(sink);
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
  writePosts(add, sink, reconstruction, onDone);
  writeMessages(add, reconstruction);
  writeLinks(add, built);
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
  flush();
  sink.end();
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

function writePosts(
  add: AddRow,
  sink: RowSink,
  { posts, threads, people, splits }: Reconstruction,
  onDone: (written: number, total: number) => void,
): void {
  const numbers = new Map(posts.map((post, number) => [post.key, number]));
  const writeMailboxes = mailboxWriter(add, indexPeople(people));
  const splitOf = splitsByPost(splits);
  const index = `INSERT INTO search(rowid, ${SEARCHED.join(', ')}) VALUES (${['', ...SEARCHED].map(() => '?').join(', ')})`;
  let written = 0;
  for (const [number, thread] of threads.entries()) {
    const times = thread.posts.flatMap(({ post }) => timeOf(post) ?? []);
    add('thread', {
      number,
      key: thread.key,
      posts: thread.posts.length,
      first: times.length ? times.reduce((a, b) => Math.min(a, b)) : null,
      last: times.length ? times.reduce((a, b) => Math.max(a, b)) : null,
      subject: wellFormed(subjectOf(thread.posts[0]!.post)),
      line: JSON.stringify(threadLineOf(thread)),
    });
    for (const [place, { post, depth }] of thread.posts.entries()) {
      const at = numbers.get(post.key)!;
      add('post', {
        number: at,
        key: post.key,
        kind: post.kind,
        thread: number,
        place,
        depth,
        time: timeOf(post),
        sender: writtenMailbox(senderOf(post)),
        sending: post.kind === 'produced' ? (post.sending?.as ?? null) : null,
        subject: wellFormed(subjectOf(post)),
        message_id: wellFormed(messageIdOf(post)),
        record: recordOf(post),
      });
      writeMailboxes(at, post, splitOf.get(post.key));
      const text = searchableText(post, thread.key);
      sink.run(index, [at, ...SEARCHED.map((column) => text[column])]);
      if (++written % 1000 === 0) onDone(written, posts.length);
    }
  }
}

/** Copies in the order of their posts: a case is read from its beginning to its end. */
function writeMessages(add: AddRow, { posts, splits }: Reconstruction): void {
  const splitOf = splitsByPost(splits);
  let number = 0;
  for (const [at, post] of posts.entries()) {
    if (post.kind !== 'produced') continue;
    for (const copy of post.copies) {
      const isChosen = copy === post.message;
      const { row, header, content, outline } = messageRows(copy, isChosen ? (splitOf.get(post.key) ?? null) : null);
      add('message', { number, post: at, chosen: Number(isChosen), ...row });
      add('header', { number, record: header });
      if (content !== null) add('content', { number, record: { json: content } });
      if (outline !== null) add('outline', { number, record: outline });
      number++;
    }
  }
}

/** Writes links and their reasons. */
function writeLinks(add: AddRow, { reconstruction, explain }: BuiltCase): void {
  const { posts, links } = reconstruction;
  for (let row = 0; row < links.children.length; row++) {
    add('link', { child: links.children[row]!, parent: links.parents[row]!, confidence: links.confidences[row]! });
  }
  // What begins a thread is explained too: by the candidates that lost.
  for (const [number, { key }] of posts.entries()) {
    const explanation = explain(key);
    if (explanation !== null) add('explanation', { number, record: JSON.stringify(explanation) });
  }
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

/** What the row of a post does not tell already; null where its message or the recovered one tells all. */
function recordOf(post: Post): string | null {
  switch (post.kind) {
    case 'produced':
      if (post.duplicateOf === null && !post.sending && !post.resendings) return null;
      return JSON.stringify({ duplicateOf: post.duplicateOf, sending: post.sending, resendings: post.resendings });
    case 'recovered':
      return null;
    case 'missing':
      return JSON.stringify(post);
  }
}

function writtenMailbox(mailbox: Mailbox | null): string | null {
  if (mailbox === null) return null;
  const { name, address } = mailbox;
  return wellFormed(name && address ? `${name} <${address}>` : name || address);
}

import type { ProducedPost } from '../dedupe/produced-post.js';
import type { Post } from '../link/post/post.js';
import { messageIdOf, senderOf, subjectOf, timeOf } from '../link/post/post-facts.js';
import type { Mailbox } from '../message/message.js';
import { indexPeople } from '../people/person-of.js';
import type { PostSplit } from '../quote/segment.js';
import { splitsByPost } from '../quote/splits-by-post.js';
import { threadLineOf } from '../report/format/thread-list.js';
import type { Arranged } from '../run/thread-mail.js';
import type { Database } from '../source/database/sqlite-file.js';
import { wellFormed } from '../text/well-formed.js';
import { createTables, SEARCHED } from './case-schema.js';
import { placeOfReasons } from './kept/kept-texts.js';
import type { TextFile } from './kept/text-file.js';
import { mailboxWriter } from './mailbox-rows.js';
import { orderOf, writeContents } from './message-orders.js';
import { messageRow } from './message-rows.js';
import type { RowSink } from './row-sink.js';
import { caseRows } from './row-thread.js';
import { type AddRow, type RowWriter, rowWriter } from './row-writer.js';
import { searchableText } from './searchable-text.js';

/**
 * Fills the tables of a new case, each as soon as its rows are known: while a second thread writes the messages, the first one links them, and
 * while it indexes what posts say, the first one looks for findings.
 */
export class CaseFilling {
  private readonly database: Database;
  private readonly texts: TextFile | null;
  private sink: RowSink | null = null;
  private writer: RowWriter | null = null;
  private hasMessages = false;
  private isArranged = false;

  /** `texts` is where the texts of the messages wait. */
  constructor(database: Database, texts: TextFile | null = null) {
    this.database = database;
    this.texts = texts;
    database.exec(createTables());
  }

  /** Adds a row, once messages are written. */
  readonly add: AddRow = (table, row) => this.writer!.add(table, row);

  /** Writes the copies of the produced posts, in the order that these have in the case; they do not change any more. */
  messages(posts: readonly ProducedPost[], splits: readonly PostSplit[]): void {
    this.write(posts, splits);
  }

  /** Writes threads, posts and links; messages as well where they are not written yet. */
  arranged(known: Arranged): void {
    if (this.isArranged) return;
    this.isArranged = true;
    const sink = this.write(known.posts, known.splits);
    writePosts(this.add, sink, known);
    writeLinks(this.add, sink, known);
  }

  /** Ends once all rows are written. */
  end(): void {
    this.writer!.flush();
    this.sink!.end();
  }

  private write(posts: readonly Post[], splits: readonly PostSplit[]): RowSink {
    this.sink ??= caseRows(this.database, posts.length, this.texts);
    this.writer ??= rowWriter(this.sink);
    if (!this.hasMessages) writeMessages(this.add, this.sink, { posts, splits });
    this.hasMessages = true;
    return this.sink;
  }
}

function writePosts(add: AddRow, sink: RowSink, { posts, threads, people, splits }: Arranged): void {
  const numbers = new Map(posts.map((post, number) => [post.key, number]));
  const writeMailboxes = mailboxWriter(add, indexPeople(people));
  const splitOf = splitsByPost(splits);
  const index = `INSERT INTO search(rowid, ${SEARCHED.join(', ')}) VALUES (${['', ...SEARCHED].map(() => '?').join(', ')})`;
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
      const text = searchableText(post, thread.key, sink.texts !== null);
      sink.run(index, [at, ...SEARCHED.map((column) => text[column])]);
    }
  }
}

/** Copies in the order of their posts: a case is read from its beginning to its end. */
function writeMessages(
  add: AddRow,
  sink: RowSink,
  { posts, splits }: { readonly posts: readonly Post[]; readonly splits: readonly PostSplit[] },
): void {
  const splitOf = splitsByPost(splits);
  const { texts } = sink;
  let number = 0;
  let first = -1;
  let last = -1;
  for (const [at, post] of posts.entries()) {
    if (post.kind !== 'produced') continue;
    for (const copy of post.copies) {
      const isChosen = copy === post.message;
      const split = isChosen ? (splitOf.get(post.key) ?? null) : null;
      const row = { number, post: at, chosen: Number(isChosen), ...messageRow(copy) };
      const order = texts && orderOf(row, copy, split);
      if (order !== null) {
        last = texts!.keep(order);
        if (first < 0) first = last;
      } else {
        add('message', row);
        writeContents(add, number, copy, split);
      }
      number++;
    }
  }
  if (first >= 0) sink.order(first, last + 1);
}

/** Writes links and their reasons. */
function writeLinks(add: AddRow, sink: RowSink, { posts, links, explain }: Arranged): void {
  for (let row = 0; row < links.children.length; row++) {
    add('link', { child: links.children[row]!, parent: links.parents[row]!, confidence: links.confidences[row]! });
  }
  // What begins a thread is explained too: by the candidates that lost.
  for (const [number, { key }] of posts.entries()) {
    const kept = sink.texts === null ? undefined : placeOfReasons(explain, key);
    if (kept !== undefined) {
      add('explanation', { number, record: { kept, spaced: false } });
      continue;
    }
    const explanation = explain(key);
    if (explanation !== null) add('explanation', { number, record: JSON.stringify(explanation) });
  }
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

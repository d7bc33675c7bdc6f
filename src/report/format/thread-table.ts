import type { Resending } from '../../dedupe/sending/resending.js';
import type { Sending } from '../../dedupe/sending/sending.js';
// Long because each field of a row is made here, beside the type that says what it holds.

import { type CopyKey, copyKeyOf } from '../../dedupe/copy-key.js';
import type { ExplainLink } from '../../link/evidence/evidence.js';
import { type ExplainedLinks, explainLinks } from '../../link/explain/explain-links.js';
import type { Post } from '../../link/post/post.js';
import {
  messageIdOf,
  originOf,
  recipientFields,
  resendingsOf,
  senderOf,
  sendingOf,
  subjectOf,
} from '../../link/post/post-facts.js';
import type { Mailbox, Meeting, Message, Receipt } from '../../message/message.js';
import type { Origin, Production } from '../../source/source.js';
import type { CrossReference } from '../../thread/cross-reference.js';
import { type LinkedPost, linkedPosts, type Thread } from '../../thread/thread.js';
import { type EmailAction, emailActionOf } from '../answer/email-action.js';
import { isoDate, isoDateOf } from '../answer/iso-date.js';
import type { Reconstruction } from '../answer/reconstruction.js';
import { meetingOf, receiptsOf, type Tiding, type Tidings, tidingsOf } from '../answer/tidings.js';
import { toJsonText } from './json-text.js';
import { type LinkRow, linkRow, type RowContext, rowContextOf, witnessesOf } from './link-row.js';

/** Version of the thread table's format: `thread-table.schema.json` describes it. Grows by one where a reader could break. */
export const threadTableVersion = 1;

/** One line of the thread table: one post. The interface that other programs build on. */
export interface PostRow {
  readonly key: string;
  readonly kind: 'produced' | 'recovered' | 'missing';
  readonly thread: string;
  readonly parent: string | null;
  readonly depth: number;
  /** Without angle brackets. */
  readonly messageId: string | null;
  /** ISO 8601 with offset, as precise as it was written; `-00:00` = zone unknown. */
  readonly date: string | null;
  readonly from: Mailbox | null;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly bcc: readonly Mailbox[];
  readonly subject: string;
  readonly action: EmailAction | null;
  /** The message itself; for a recovered one the first quotation; null for a missing one. */
  readonly origin: Origin | null;
  readonly copies: readonly CopyRow[];
  /** Keys of the posts that quote a recovered or cite a missing message. */
  readonly witnesses: readonly string[];
  readonly link: LinkRow | null;
  /** Absent where nothing says that it is a draft, or that a program wrote it. */
  readonly sending?: Sending;
  /** Who passed it on as it was, oldest first; absent where nobody did. */
  readonly resent?: readonly ResentRow[];
  /** The meeting that it asks to, answers or calls off; absent where it is about none. */
  readonly meeting?: Omit<Meeting, 'origin'>;
  /** What it reports of other messages; absent where it is no report. */
  readonly receipts?: readonly ReceiptRow[];
  /** What other posts tell of it: that it arrived, was opened, who accepted; absent where none does. */
  readonly tidings?: readonly Tiding[];
  /** Messages that it quotes word for word without hanging below them; absent where there are none. */
  readonly quotes?: readonly QuoteRow[];
  /** Only with `--dedupe none`: key of the first copy's post. */
  readonly duplicateOf?: string;
}

/** A message that a post quotes without hanging below it. */
export interface QuoteRow {
  readonly post: string;
  readonly words: number;
  readonly passages: readonly { readonly words: number; readonly quoting: Origin; readonly quoted: Origin }[];
}

/** One copy of a post in the thread table. */
export interface CopyRow extends Origin {
  readonly custodian: string | null;
  /** Folder or mailbox that it lay in; absent where nothing tells. */
  readonly folder?: string;
  /** What the load file says of it; absent where there is none. */
  readonly production?: ProductionRow;
  /** The strongest key that joins it to the first copy; absent from the first. */
  readonly joinedBy?: CopyKey;
}

/** What a load file says of a copy; what it does not say is absent. */
export interface ProductionRow extends Partial<Record<(typeof PRODUCTION_FIELDS)[number], string>> {
  /** The row that says so. */
  readonly origin: Origin;
}

const PRODUCTION_FIELDS = [
  'begin',
  'end',
  'attachBegin',
  'attachEnd',
  'parent',
  'group',
  'custodian',
  'folder',
] as const;

/** That a message was passed on as it was (RFC 5322 §3.6.6), in the thread table. */
export interface ResentRow {
  readonly from: Mailbox;
  /** Resent-To, Resent-Cc, Resent-Bcc. */
  readonly to: readonly Mailbox[];
  /** ISO 8601 with offset. */
  readonly date: string | null;
  /** The fields that say so. */
  readonly origin: Origin;
}

/** What a report says of one recipient of another message, in the thread table. */
export interface ReceiptRow {
  readonly action: Receipt['action'];
  readonly recipient: Mailbox;
  /** Message-ID that it is about, without angle brackets. */
  readonly about: string | null;
  /** ISO 8601 with offset. */
  readonly date: string | null;
  readonly detail: string;
}

/** What rows of a reconstruction tell; with `explain` of `reconstructAndExplain` nothing is weighed a second time. */
export const rowContext = (
  reconstruction: ExplainedLinks & Pick<Reconstruction, 'crossReferences'>,
  explain = explainLinks(reconstruction),
): RowContext => rowContextOf(reconstruction, explain, tidingsOf(reconstruction.posts));

/** Which rows, and what tells why links were made. */
export interface TableOptions {
  /** All threads of the reconstruction unless given. */
  readonly threads?: readonly Thread[];
  /** `explainLinks(reconstruction)` unless given. */
  readonly explain?: ExplainLink;
}

/**
 * The thread table: one row a post, threads in order of their first date, posts in reading order.
 *
 *     for (const row of threadTable(await reconstruct(inputs))) ...
 *
 * Rows are made one at a time, so that a table of any size streams.
 */
export function* threadTable(
  reconstruction: ExplainedLinks & Pick<Reconstruction, 'threads' | 'crossReferences'>,
  { threads = reconstruction.threads, explain }: TableOptions = {},
): Generator<PostRow, void, undefined> {
  const context = rowContext(reconstruction, explain);
  for (const thread of threads) yield* threadRows(thread, context);
}

/** The rows of one thread. */
export function* threadRows(thread: Thread, context: RowContext): Generator<PostRow, void, undefined> {
  for (const linked of linkedPosts(thread)) yield postRow(thread.key, linked, context);
}

/** The row of one post of a thread. */
export function postRow(thread: string, linked: LinkedPost, context: RowContext): PostRow {
  const row = plainRow(thread, linked, context);
  const told = toldRow(linked.post, context.tidings);
  return told === null ? row : { ...row, ...told };
}

function plainRow(
  thread: string,
  { post, depth, parent, confidence }: LinkedPost,
  { splits, explain, references }: RowContext,
): PostRow {
  const { to, cc, bcc } = recipientFields(post);
  const sender = senderOf(post);
  const origin = originOf(post);
  const row: PostRow = {
    key: post.key,
    kind: post.kind,
    thread,
    parent: parent?.key ?? null,
    depth,
    messageId: messageIdOf(post),
    date: isoDateOf(post),
    from: sender === null ? null : mailboxRow(sender),
    to: to.map(mailboxRow),
    cc: cc.map(mailboxRow),
    bcc: bcc.map(mailboxRow),
    subject: subjectOf(post),
    action: emailActionOf(post, parent, splits.get(post.key)),
    origin: origin === null ? null : originRow(origin),
    copies: post.kind === 'produced' ? copyRows(post.copies) : [],
    witnesses: witnessesOf(post),
    link: confidence === null ? null : linkRow(post.key, confidence, explain),
    ...quoteRows(references.quotes.get(post.key)),
  };
  return post.kind === 'produced' && post.duplicateOf !== null ? { ...row, duplicateOf: post.duplicateOf } : row;
}

/** What is told of a post and by it, besides its text; null for nearly every one. */
function toldRow(
  post: Post,
  tidings: Tidings,
): Pick<PostRow, 'sending' | 'resent' | 'meeting' | 'receipts' | 'tidings'> | null {
  if (post.kind !== 'produced') return null;
  const sending = sendingOf(post);
  const resendings = resendingsOf(post);
  const meeting = meetingOf(post.copies);
  const receipts = receiptsOf(post.copies);
  const told = tidings.get(post.key);
  if (sending === null && !resendings.length && meeting === null && !receipts.length && told === undefined) return null;
  return {
    ...(sending === null ? {} : { sending }),
    ...(resendings.length ? { resent: resendings.map(resentRow) } : {}),
    ...(meeting === null ? {} : { meeting: meetingRow(meeting) }),
    ...(receipts.length ? { receipts: receipts.map(receiptRow) } : {}),
    ...(told === undefined ? {} : { tidings: told }),
  };
}

function resentRow({ from, to, date, origin }: Resending): ResentRow {
  return { from: mailboxRow(from), to: to.map(mailboxRow), date: date && isoDate(date), origin: originRow(origin) };
}

function meetingRow({
  method,
  uid,
  summary,
  location,
  start,
  end,
  organizer,
  attendees,
}: Meeting): Omit<Meeting, 'origin'> {
  return { method, uid, summary, location, start, end, organizer, attendees };
}

function receiptRow({ action, recipient, about, date, detail }: Receipt): ReceiptRow {
  return { action, recipient, about, date: date && isoDate(date), detail };
}

function quoteRows(quotes: readonly CrossReference[] | undefined): Pick<PostRow, 'quotes'> {
  if (!quotes) return {};
  return {
    quotes: quotes.map(({ quoted, words, passages }) => ({
      post: quoted,
      words,
      passages: passages.map((passage) => ({
        words: passage.words,
        quoting: originRow(passage.quoting),
        quoted: originRow(passage.quoted),
      })),
    })),
  };
}

function mailboxRow({ name, address }: Mailbox): Mailbox {
  return { name, address };
}

function copyRows(copies: readonly Message[]): readonly CopyRow[] {
  const first = copies[0]!;
  return copies.map((copy) => {
    const row = {
      ...originRow(copy.origin),
      custodian: copy.custodian,
      ...(copy.folder ? { folder: copy.folder } : {}),
      ...(copy.production ? { production: productionRow(copy.production) } : {}),
    };
    return copy === first ? row : { ...row, joinedBy: copyKeyOf(first, copy) };
  });
}

function productionRow(production: Production): ProductionRow {
  const told = PRODUCTION_FIELDS.flatMap((field) => (production[field] === null ? [] : [[field, production[field]]]));
  return { ...Object.fromEntries(told), origin: originRow(production.row) };
}

/** What the load files say of the copies, each answer once: `M001 to M002; X17`; '' where none do. */
export function eachProduction(
  { copies }: PostRow,
  text: (
    production: Pick<Production, 'begin' | 'end' | 'attachBegin' | 'attachEnd' | 'group' | 'custodian'>,
  ) => string | null,
): string {
  const nothing = { begin: null, end: null, attachBegin: null, attachEnd: null, group: null, custodian: null };
  return [
    ...new Set(copies.flatMap(({ production }) => (production && text({ ...nothing, ...production })) ?? [])),
  ].join('; ');
}

function originRow({ source, offset, length, row }: Origin): Origin {
  return row === undefined ? { source, offset, length } : { source, offset, length, row };
}

/** Values as JSON lines: one JSON object a line, `\n` after each. */
export function* writeJsonLines(values: Iterable<unknown>): Generator<string, void, undefined> {
  for (const value of values) yield `${toJsonText(value)}\n`;
}

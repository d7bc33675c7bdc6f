import { stringify } from 'csv-stringify/sync';
import type { ProducedPost } from '../../dedupe/produced-post.js';
import type { InclusiveClass } from '../../finding/inclusive.js';
import type { Post } from '../../link/post/post.js';
import { messageIdOf, recipientFields, senderOf, subjectOf } from '../../link/post/post-facts.js';
import type { Mailbox, Message } from '../../message/message.js';
import { fieldsOfKey, type RecordFieldName } from '../../message/record/record-names.js';
import type { SplitBody } from '../../quote/segment.js';
import { compareBates } from '../../source/load-file/bates-number.js';
import { columnOfRole, isAttachment, type ProductionColumn } from '../../source/load-file/load-file-columns.js';
import type { Origin, Production } from '../../source/source.js';
import { makeVisible } from '../../text/visible-text.js';
import type { Thread, ThreadedPost } from '../../thread/thread.js';
import { emailActionOf } from '../answer/email-action.js';
import { isoDateOf } from '../answer/iso-date.js';

/** A row of a load file that was read: every cell as written, and what they say of the document. */
export interface LoadFileRow {
  readonly production: Production;
  readonly cells: readonly { readonly name: string; readonly text: string }[];
}

/** What a load file is written from. */
export interface LoadFileSource {
  readonly threads: readonly Thread[];
  readonly splits: ReadonlyMap<string, SplitBody>;
  readonly classes: ReadonlyMap<string, InclusiveClass>;
  /** Rows of the load files among the inputs, attachments included. */
  readonly rows: readonly LoadFileRow[];
  /** True to write rows about no message of these threads as well, such as loose documents: nothing was filtered. */
  readonly whole: boolean;
}

/** A table to write: names of the columns, and the records under them. */
export interface LoadFileTable {
  readonly columns: readonly string[];
  readonly records: readonly (readonly string[])[];
}

/** What we add to each document; a column of an earlier export with such a name is written anew. */
const ADDED = [
  'RT Thread Group',
  'RT Threading ID',
  'RT Thread Order',
  'RT Thread Depth',
  'RT Parent',
  'RT Parent Kind',
  'RT Link Confidence',
  'RT Email Action',
  'RT Inclusive',
  'RT Inclusive Reason',
  'RT Contained In',
  'RT Duplicate Spare',
  'RT Copy Of',
] as const;

const ROLE_COLUMNS: readonly (readonly [ProductionColumn, string])[] = [
  ['begin', 'BEGDOC'],
  ['end', 'ENDDOC'],
  ['attachBegin', 'BEGATTACH'],
  ['attachEnd', 'ENDATTACH'],
  ['custodian', 'CUSTODIAN'],
  ['folder', 'FOLDER'],
];
const MESSAGE_COLUMNS: readonly (readonly [RecordFieldName, string])[] = [
  ['from', 'FROM'],
  ['to', 'TO'],
  ['cc', 'CC'],
  ['bcc', 'BCC'],
  ['date', 'DATESENT'],
  ['subject', 'SUBJECT'],
  ['messageId', 'MESSAGEID'],
  ['text', 'EXTRACTEDTEXT'],
];

interface Placed extends ThreadedPost {
  readonly post: ProducedPost;
  readonly thread: string;
  readonly order: number;
  readonly parent: Post | null;
}

/**
 * The documents as a load file: each row of those that were read with its cells as they are and our columns behind them, then the
 * messages that no row is about. An attachment stands in the thread of its message. What nobody produced has no row: `RT Parent Kind`
 * says where a parent is missing.
 */
export function loadFileTable({ threads, splits, classes, rows, whole }: LoadFileSource): LoadFileTable {
  const placed = placePosts(threads);
  const byRow = new Map<string, Placed>();
  for (const place of placed)
    for (const { production } of place.post.copies) if (production) byRow.set(rowKey(production.row), place);
  const numbers = numberPosts(placed);
  const byNumber = postsByNumber(placed);
  const shown = rows.flatMap((row) => {
    const place = byRow.get(rowKey(row.production.row)) ?? messageOf(row.production, byNumber);
    return place === undefined && !whole ? [] : [{ row, place }];
  });
  const unnumbered = placed.flatMap((place) =>
    place.post.copies.flatMap((copy, index) => (copy.production ? [] : [{ place, copy, index }])),
  );
  const families = familiesOf(rows);
  const columns = new Map<string, number>();
  const column = (name: string): number => {
    if (!columns.has(name)) columns.set(name, columns.size);
    return columns.get(name)!;
  };
  for (const { row } of shown) for (const { name } of row.cells) if (!isAdded(name)) column(name);
  const original = [...columns.keys()];
  const roleColumn = new Map(ROLE_COLUMNS.map(([role, name]) => [role, columnOfRole(original, role) ?? name]));
  const own = new Map(MESSAGE_COLUMNS.map(([field, name]) => [field, columnOfField(original, field) ?? name]));
  for (const role of ['begin', 'end', 'attachBegin', 'attachEnd'] as const) column(roleColumn.get(role)!);
  if (unnumbered.length > 0) for (const name of [...roleColumn.values(), ...own.values()]) column(name);
  for (const name of ADDED) column(name);
  const records: string[][] = [];
  const add = (cells: Iterable<readonly [name: string, text: string]>) => {
    const record = new Array<string>(columns.size).fill('');
    for (const [name, text] of cells) record[columns.get(name)!] = text;
    records.push(record);
  };
  const added = (place: Placed, copyOf: string) => addedCells(place, copyOf, numbers, splits, classes);
  for (const { row, place } of shown) {
    const { production } = row;
    const [begin, end] = families.get(familyKey(production)) ?? [production.begin ?? '', production.end ?? ''];
    const mine = (place && numbers.get(place.post.key)) ?? '';
    const isFirst = production.begin === null || production.begin === mine || isAttachment(production);
    add([
      [roleColumn.get('begin')!, production.begin ?? ''],
      [roleColumn.get('end')!, production.end ?? production.begin ?? ''],
      [roleColumn.get('attachBegin')!, begin],
      [roleColumn.get('attachEnd')!, end],
      ...row.cells.filter(({ name }) => !isAdded(name)).map(({ name, text }) => [name, text] as const),
      ...(place === undefined ? [] : added(place, isFirst ? '' : mine)),
    ]);
  }
  for (const { place, copy, index } of unnumbered) {
    const mine = numbers.get(place.post.key) ?? '';
    const number = index === 0 ? documentNumber(place.post) : `${documentNumber(place.post)}.${index + 1}`;
    add([
      ...(['begin', 'end', 'attachBegin', 'attachEnd'] as const).map(
        (role) => [roleColumn.get(role)!, number] as const,
      ),
      [roleColumn.get('custodian')!, copy.custodian ?? ''],
      [roleColumn.get('folder')!, copy.folder ?? ''],
      ...messageCells(place.post, copy).map(([field, text]) => [own.get(field)!, text] as const),
      ...added(place, number === mine ? '' : mine),
    ]);
  }
  return { columns: [...columns.keys()], records };
}

const isAdded = (name: string): boolean => (ADDED as readonly string[]).includes(name);
const rowKey = ({ source, row }: Origin): string => `${row} ${source}`;
const columnOfField = (names: readonly string[], field: RecordFieldName): string | undefined =>
  names.find((name) => fieldsOfKey(name)[0]?.field === field);

function placePosts(threads: readonly Thread[]): readonly Placed[] {
  return threads.flatMap((thread) => {
    const ancestors: Post[] = [];
    return thread.posts.flatMap((threaded, order) => {
      ancestors.length = threaded.depth;
      const parent = ancestors.at(-1) ?? null;
      ancestors.push(threaded.post);
      const { post } = threaded;
      return post.kind === 'produced' ? [{ ...threaded, post, parent, thread: thread.key, order }] : [];
    });
  });
}

/** The number that stands for a post: the lowest of its copies; one of ours where none has any. */
function numberPosts(placed: readonly Placed[]): ReadonlyMap<string, string> {
  return new Map(
    placed.map(({ post }) => {
      const begins = post.copies.flatMap(({ production }) => production?.begin ?? []).sort(compareBates);
      return [post.key, begins[0] ?? documentNumber(post)];
    }),
  );
}

const documentNumber = ({ key }: ProducedPost): string => `RT-${key}`;

/** The message that an attachment hangs on, by the number of its parent or of its family. */
function messageOf(production: Production, byNumber: ReadonlyMap<string, Placed>): Placed | undefined {
  const number = production.parent ?? production.attachBegin;
  return number === null ? undefined : byNumber.get(number);
}

function postsByNumber(placed: readonly Placed[]): ReadonlyMap<string, Placed> {
  const posts = new Map<string, Placed>();
  for (const place of placed)
    for (const { production } of place.post.copies)
      if (production?.begin && !posts.has(production.begin)) posts.set(production.begin, place);
  return posts;
}

const familyKey = ({ attachBegin, parent, begin }: Production): string => attachBegin ?? parent ?? begin ?? '';

/** First and last number of each family, where the rows tell parents but no range. */
function familiesOf(rows: readonly LoadFileRow[]): ReadonlyMap<string, readonly [string, string]> {
  const families = new Map<string, readonly [string, string]>();
  for (const { production } of rows) {
    const key = familyKey(production);
    const [first, last] = [production.begin ?? '', production.end ?? production.begin ?? ''];
    const known = families.get(key);
    if (known === undefined) families.set(key, [first, last]);
    else
      families.set(key, [
        compareBates(first, known[0]) < 0 ? first : known[0],
        compareBates(last, known[1]) > 0 ? last : known[1],
      ]);
  }
  return families;
}

function addedCells(
  { post, thread, order, depth, parent, confidence }: Placed,
  copyOf: string,
  numbers: ReadonlyMap<string, string>,
  splits: ReadonlyMap<string, SplitBody>,
  classes: ReadonlyMap<string, InclusiveClass>,
): readonly (readonly [(typeof ADDED)[number], string])[] {
  const one = classes.get(post.key);
  const parentNumber = parent === null ? '' : (numbers.get(parent.key) ?? parent.key);
  const yesNo = (value: boolean | undefined) => (value === undefined ? '' : value ? 'yes' : 'no');
  return [
    ['RT Thread Group', thread],
    ['RT Threading ID', post.key],
    ['RT Thread Order', String(order + 1)],
    ['RT Thread Depth', String(depth)],
    ['RT Parent', parentNumber],
    ['RT Parent Kind', parent?.kind ?? ''],
    ['RT Link Confidence', confidence === null ? '' : String(Math.floor(confidence * 10_000) / 10_000)],
    ['RT Email Action', emailActionOf(post, parent, splits.get(post.key)) ?? ''],
    ['RT Inclusive', yesNo(one?.inclusive)],
    ['RT Inclusive Reason', one?.reason ?? ''],
    ['RT Contained In', one?.containedIn ? (numbers.get(one.containedIn) ?? one.containedIn) : ''],
    ['RT Duplicate Spare', yesNo(one?.spare)],
    ['RT Copy Of', copyOf],
  ];
}

function messageCells(post: ProducedPost, copy: Message): readonly (readonly [RecordFieldName, string])[] {
  const { to, cc, bcc } = recipientFields(post);
  const sender = senderOf(post);
  return [
    ['from', sender === null ? '' : mailboxText(sender)],
    ['to', to.map(mailboxText).join('; ')],
    ['cc', cc.map(mailboxText).join('; ')],
    ['bcc', bcc.map(mailboxText).join('; ')],
    ['date', isoDateOf(post) ?? ''],
    ['subject', subjectOf(post)],
    ['messageId', messageIdOf(post) ?? ''],
    ['text', copy.body?.text ?? ''],
  ];
}

const mailboxText = ({ name, address }: Mailbox): string =>
  name && address ? `"${name.replaceAll('"', "'")}" <${address}>` : name || address;

const QUOTE = 'þ';
const DELIMITER = '\x14';
const LINE_SIGN = '®';

/**
 * As Concordance writes it: `þ` around cells, DC4 between them, `®` for a line end, UTF-8 with a mark. Read again, every cell says the
 * same, but for those that `countAmbiguous` counts.
 */
export function* writeDat({ columns, records }: LoadFileTable): Generator<string> {
  yield '\ufeff';
  for (const record of [columns, ...records])
    yield `${record.map((cell) => QUOTE + cell.replaceAll('\n', LINE_SIGN) + QUOTE).join(DELIMITER)}\r\n`;
}

/** Cells that the form cannot hold without change: those with its own sign for a line end, or with its quotation mark where one may end. */
export function countAmbiguous({ columns, records }: LoadFileTable): number {
  const isAmbiguous = (cell: string) =>
    cell.includes(LINE_SIGN) || cell.includes(QUOTE + DELIMITER) || /^þ|þ(?:$|[\sþ])/.test(cell);
  let count = 0;
  for (const record of [columns, ...records]) for (const cell of record) if (isAmbiguous(cell)) count++;
  return count;
}

/** The same as CSV (RFC 4180, UTF-8 with a mark); cells that a spreadsheet would run as a formula get an apostrophe. */
export function* writeLoadFileCsv({ columns, records }: LoadFileTable): Generator<string> {
  yield '\ufeff';
  const visible = (cell: string) =>
    cell
      // A return alone would go back to the start of a terminal's line.
      .replace(/\r(?!\n)/g, '\n')
      .split(/([\t\r\n])/)
      .map((part, index) => (index % 2 ? part : makeVisible(part)))
      .join('');
  for (const record of [columns, ...records])
    yield stringify([record.map(visible)], { escape_formulas: true, quoted: true, record_delimiter: '\r\n' });
}

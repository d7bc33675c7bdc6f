import type { InclusiveClass } from '../../finding/inclusive.js';
import type { Mailbox } from '../../message/message.js';
import { batesText, familyText } from '../answer/bates.js';
import { edrmMih } from '../answer/edrm-mih.js';
import { eventColumns } from '../answer/events.js';
import type { CaseEvent } from '../answer/report-file.js';
import { dayOf } from '../format/phrases.js';
import { eachProduction, type PostRow } from '../format/thread-table.js';
import { csvLines } from './csv-lines.js';

/** How to write the table. */
export interface CsvOptions {
  /** True to begin with a UTF-8 byte order mark, which Excel needs to read anything but ASCII. */
  readonly byteOrderMark: boolean;
  /** Whether each post must be read, by its key: adds the columns `inclusive`, `inclusive_reason`, `contained_in`. */
  readonly inclusive?: ReadonlyMap<string, InclusiveClass>;
  /** Days of the case: adds a column each that tells whether a post was sent before, on or after. */
  readonly events?: readonly CaseEvent[];
  /** More columns, after the others. */
  readonly columns?: readonly CsvColumn[];
}

/** A column: its heading, and what stands in it for a row. */
export type CsvColumn = readonly [name: string, value: (row: PostRow) => string | number | null];

/** What every table of posts has. */
export const COLUMNS: readonly CsvColumn[] = [
  ['key', (row) => row.key],
  ['kind', (row) => row.kind],
  ['thread', (row) => row.thread],
  ['parent', (row) => row.parent],
  ['depth', (row) => row.depth],
  ['day', (row) => (row.date === null ? null : dayOf(row.date))],
  ['date', (row) => row.date],
  ['from', (row) => (row.from === null ? null : mailboxText(row.from))],
  ['to', (row) => mailboxTexts(row.to)],
  ['cc', (row) => mailboxTexts(row.cc)],
  ['bcc', (row) => mailboxTexts(row.bcc)],
  ['subject', (row) => row.subject],
  ['action', (row) => row.action],
  ['message_id', (row) => row.messageId],
  ['confidence', (row) => row.link?.confidence ?? null],
  ['evidence', (row) => row.link?.evidence.map(({ kind, detail }) => `${kind}: ${detail}`).join('; ') ?? null],
  ['source', (row) => row.origin?.source ?? null],
  ['offset', (row) => row.origin?.offset ?? null],
  ['length', (row) => row.origin?.length ?? null],
  ['row', (row) => row.origin?.row ?? null],
  ['custodians', (row) => [...new Set(row.copies.flatMap(({ custodian }) => custodian ?? []))].join('; ')],
  ['copies', (row) => row.copies.length],
  ['copies_joined_by', (row) => [...new Set(row.copies.flatMap(({ joinedBy }) => joinedBy ?? []))].join('; ')],
  ['edrm_mih', (row) => edrmMih(row.messageId)],
  ['witnesses', (row) => row.witnesses.join('; ')],
  ['duplicate_of', (row) => row.duplicateOf ?? null],
  ['bates', (row) => eachProduction(row, batesText)],
  ['bates_family', (row) => eachProduction(row, familyText)],
  ['load_file_custodians', (row) => eachProduction(row, ({ custodian }) => custodian)],
  ['folders', (row) => [...new Set(row.copies.flatMap(({ folder }) => folder ?? []))].join('; ')],
  ['sending', (row) => row.sending?.as ?? null],
];

const BATCH = 512;

/**
 * The thread table as CSV (RFC 4180, UTF-8), one line a post, for a spreadsheet. Comes in chunks, so that a table of any size
 * streams.
 */
export function* writeCsvTable(
  rows: Iterable<PostRow>,
  options: CsvOptions = { byteOrderMark: false },
): Generator<string, void, undefined> {
  if (options.byteOrderMark) yield '\ufeff';
  const columns: readonly CsvColumn[] = [
    ...COLUMNS,
    ...(options.inclusive ? inclusiveColumns(options.inclusive) : []),
    ...(options.columns ?? []),
    ...dayColumns(options.events ?? []),
  ];
  yield csvLines([columns.map(([name]) => name)]);
  let batch: (string | number | null)[][] = [];
  for (const row of rows) {
    batch.push(columns.map(([, value]) => value(row)));
    if (batch.length < BATCH) continue;
    yield csvLines(batch);
    batch = [];
  }
  if (batch.length) yield csvLines(batch);
}

function dayColumns(events: readonly CaseEvent[]): readonly CsvColumn[] {
  return eventColumns(events).map(([heading, side]) => [
    heading,
    ({ date }) => side(date === null ? null : Date.parse(date)),
  ]);
}

function inclusiveColumns(classes: ReadonlyMap<string, InclusiveClass>): readonly CsvColumn[] {
  const yesNo = (inclusive: boolean | undefined) => (inclusive === undefined ? null : inclusive ? 'yes' : 'no');
  return [
    ['inclusive', ({ key }) => yesNo(classes.get(key)?.inclusive)],
    ['inclusive_reason', ({ key }) => classes.get(key)?.reason ?? null],
    ['contained_in', ({ key }) => classes.get(key)?.containedIn ?? null],
  ];
}

function mailboxTexts(mailboxes: readonly Mailbox[]): string {
  return mailboxes.map(mailboxText).join('; ');
}

function mailboxText({ name, address }: Mailbox): string {
  if (!name) return address;
  return address ? `${name} <${address}>` : name;
}

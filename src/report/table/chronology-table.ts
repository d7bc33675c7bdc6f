import { agentOf } from '../../link/post/post-facts.js';
import type { Mailbox } from '../../message/message.js';
import type { Moment } from '../answer/chronology.js';
import { eventColumns } from '../answer/events.js';
import { isoDate } from '../answer/iso-date.js';
import type { CaseEvent } from '../answer/report-file.js';
import type { RowContext } from '../format/link-row.js';
import { type PostRow, postRow } from '../format/thread-table.js';
import { csvLines } from './csv-lines.js';
import { COLUMNS } from './csv-table.js';

/** A line of the table of a chronology but for the columns of events, and when its post was sent. */
export interface MomentCells {
  /** Cells as CSV, without the end of the line. */
  readonly cells: string;
  /** ISO 8601; null where unknown. */
  readonly date: string | null;
}

/** Lines that are made, and written, together. */
const BATCH = 512;
const END = '\r\n';

/** The headings of the table. */
export function chronologyHeading(events: readonly CaseEvent[]): string {
  const names = [
    ...COLUMNS.map(([name]) => name),
    'sent_by',
    'findings',
    ...eventColumns(events).map(([name]) => name),
  ];
  return csvLines([names]);
}

/** What the table tells of posts, in their order: the columns of every table of posts, and two of a chronology. */
export function* momentCells(moments: Iterable<Moment>, context: RowContext): Generator<MomentCells> {
  let batch: (string | number | null)[][] = [];
  let dates: (string | null)[] = [];
  for (const moment of moments) {
    const row = rowOf(moment, context);
    const agent = agentOf(moment.post);
    const findings = moment.findings.map(({ kind, key }) => `${kind} ${key}`).join('; ');
    batch.push([...COLUMNS.map(([, value]) => value(row)), agent && agentText(agent), findings]);
    dates.push(row.date);
    if (batch.length < BATCH) continue;
    yield* cellsOf(batch, dates);
    batch = [];
    dates = [];
  }
  yield* cellsOf(batch, dates);
}

/** The row of the post; where somebody passed it on as it was, with him, whom he sent it to and when. */
function rowOf(moment: Moment, context: RowContext): PostRow {
  const row = postRow(moment.thread, moment, context);
  const { resending } = moment;
  if (!resending) return row;
  const { from, to, date, origin } = resending;
  return { ...row, from, to, cc: [], bcc: [], date: date && isoDate(date), action: 'forward', origin };
}

function* cellsOf(batch: (string | number | null)[][], dates: readonly (string | null)[]): Generator<MomentCells> {
  // No cell holds the end of a line.
  const lines = csvLines(batch).split(END);
  for (const [at, date] of dates.entries()) yield { cells: lines[at]!, date };
}

const agentText = ({ name, address }: Mailbox): string => (address ? `${name} <${address}>`.trim() : name);

/** Whole lines of the table, some at a time: whether each post was sent before, on or after an event stands in the last columns. */
export function* withEvents(moments: Iterable<MomentCells>, events: readonly CaseEvent[]): Generator<string> {
  const columns = eventColumns(events);
  let text = '';
  let count = 0;
  for (const { cells, date } of moments) {
    const time = date === null ? null : Date.parse(date);
    // A cell before them, which is taken away, so that a line of one empty cell is written as any other.
    const sides = columns.length ? csvLines([['x', ...columns.map(([, side]) => side(time))]]).slice(1) : END;
    text += cells + sides;
    if (++count % BATCH) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

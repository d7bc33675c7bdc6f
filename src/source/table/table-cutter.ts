import { CountedProblem } from '../counted-problem.js';
import { type CutContext, type Cutter, type Sink, SNIFF_LENGTH, type Window } from '../format/format.js';
import type { Units } from '../format/json/json-scan.js';
import { skipMark, unitsOf } from '../format/json/json-units.js';
import { INSIDE } from '../inside.js';
import { DocumentRows } from '../load-file/document-rows.js';
import { namesProduction } from '../load-file/load-file-columns.js';
import type { Problem, RawMessage, RecordCell } from '../source.js';
import { cellText } from './cell-text.js';
import { localColumns } from './local-columns.js';
import { relatedProblem } from './related-rows.js';
import { columnNames, simplifyColumn } from './table-columns.js';
import { type Row, scanRow } from './table-row.js';
import { isMailCell, type TableShape } from './table-shape.js';

/** A row is at most this long: 64 MB. What goes beyond has lost its closing quotation mark. */
const ROW_LIMIT = 64 << 20;
/** Rows without an end that are passed over before the rest is given up: each costs a look at all that follows. */
const MOST_UNCLOSED = 8;
const TAB = 9;

/** One window of the table. */
interface View {
  readonly units: Units;
  /** Offset in the source of a unit. */
  offset(index: number): number;
  readonly sink: Sink;
}

/** Characters that a cell of Excel holds. */
const MOST_OF_EXCEL = 32_767;

/**
 * Cuts a table with one message a row. The row of names is a gap of its own; a blank line belongs to the row before it. A row that never
 * ends (its quotation mark is not closed) costs its first line, not the rest of the table.
 */
export class TableCutter implements Cutter {
  readonly format: 'csv' | 'tsv' | 'load-file';
  readonly #context: CutContext;
  readonly #shape: TableShape;
  #row = 0;
  #unclosed = 0;
  #pending: RawMessage | null = null;
  /** Offset after what is settled, where nothing waits. */
  #blankFrom: number | null = null;
  readonly #ragged = new CountedProblem(
    'table-row-ragged',
    'notice',
    (count) => `${count} row(s) have more or fewer cells than the table has columns; what they have was read`,
  );
  readonly #full = new CountedProblem(
    'table-cell-full',
    'warning',
    (count) =>
      `${count} cell(s) hold 32,767 characters, the most that Excel keeps: what stood behind them may be cut off`,
  );
  readonly #headers = new CountedProblem('table-header', 'info', (count) =>
    count === 1 ? 'the row of column names holds no message' : `${count} rows of column names hold no message`,
  );

  readonly #rows: DocumentRows;
  /** English names of columns that are written in another language and that the user did not map. */
  readonly #english: ReadonlyMap<string, string>;

  constructor(shape: TableShape, context: CutContext) {
    this.#shape = shape;
    this.#context = context;
    this.#rows = new DocumentRows(context);
    const mapped = new Set(Object.values(context.map));
    this.#english = new Map([...localColumns(shape.columns)].filter(([name]) => !mapped.has(name)));
    this.format = shape.isLoadFile ? 'load-file' : shape.dialect.delimiter === TAB ? 'tsv' : 'csv';
  }

  cut(window: Window, sink: Sink): number {
    const { dialect } = this.#shape;
    const utf8 = dialect.encoding === 'utf8';
    const size = utf8 ? 1 : 2;
    const first = utf8 ? window.start : 0;
    const units = unitsOf(window.bytes, utf8 ? 0 : window.start, dialect.encoding);
    const offset = (index: number) => window.offset + (index - first) * size;
    const view: View = { units, offset, sink };
    const end = units.length;
    let index = first;
    if (window.offset === 0 && !window.last && end - first < SNIFF_LENGTH / 4) return 0;
    if (window.offset === 0 && this.#shape.lead > 0) {
      index = Math.min(end, first + this.#shape.lead);
      const told = 'lines above the row of column names hold no message';
      sink.gap(0, offset(index), 'info', 'table-title', told);
    }
    while (index < end) {
      // The byte order mark belongs to the first row.
      const start = index === first && window.offset === 0 ? first + skipMark(units.subarray(first)) : index;
      const row = scanRow(units, start, end, window.last, dialect);
      if (row !== null) {
        this.#take(view, index, row);
        index = row.end;
      } else if (window.last || end - index > ROW_LIMIT / size) index = this.#passOver(view, index, end);
      else break;
    }
    if (!window.last) return offset(index) - window.offset;
    const rest = window.bytes.length - window.start;
    const sourceEnd = window.offset + rest;
    const isLate = this.#pending === null && this.#blankFrom === null && offset(end) < sourceEnd;
    this.#settle(sink, sourceEnd);
    if (isLate)
      sink.gap(offset(end), sourceEnd - offset(end), 'warning', 'table-odd-byte', 'half a character ends the table');
    this.#headers.report(sink);
    this.#ragged.report(sink);
    this.#full.report(sink);
    this.#rows.report(sink);
    this.#reportRelated(sink);
    const { source, plan } = this.#context;
    if (
      source.includes(INSIDE) &&
      namesProduction(this.#shape.columns, this.#context.map) &&
      plan?.rows.get(source) === undefined
    )
      sink.problem(this.#packedProblem());
    if (!this.#shape.hasHeader && Object.keys(this.#context.map).length === 0) sink.problem(this.#namelessProblem());
    return rest;
  }

  #take(view: View, from: number, row: Row): void {
    const { columns, dialect, hasHeader } = this.#shape;
    const start = view.offset(from);
    const { cells } = row;
    if (cells.length === 1 && cells[0]!.end === cells[0]!.start) {
      if (this.#pending === null) this.#blankFrom ??= start;
      return;
    }
    this.#settle(view.sink, start);
    const length = view.offset(row.end) - start;
    const origin = { source: this.#context.source, offset: start, length };
    const texts = cells.map((cell) => cellText(view.units, cell, dialect));
    if (hasHeader && this.#isHeader(texts)) {
      this.#headers.add(origin);
      view.sink.silentGap(start, length);
      return;
    }
    if (cells.length !== columns.length) this.#ragged.add(origin);
    this.#full.add(origin, texts.filter((text) => text.length === MOST_OF_EXCEL).length);
    const places: RecordCell[] = cells.map((cell, index) => ({
      name: columns[index] ?? `column ${index + 1}`,
      text: texts[index]!,
      offset: view.offset(cell.start),
      length: view.offset(cell.end) - view.offset(cell.start),
      doubled: cell.doubled,
    }));
    const document = this.#rows.take(places, { ...origin, row: this.#row });
    if (document === null) {
      this.#row++;
      view.sink.silentGap(start, length);
      return;
    }
    const { production } = document;
    const message = this.#message(view, from, row, document.cells);
    this.#pending = production === null ? message : { ...message, production };
  }

  #reportRelated(sink: Sink): void {
    const { source, related } = this.#context;
    if (related === undefined) return;
    const { message, ...problem } = relatedProblem(related.tables, related.rows);
    sink.problem({ ...problem, message: `${source}: ${message}`, origin: { source, offset: 0, length: 0 } });
  }

  #packedProblem(): Problem {
    const { source } = this.#context;
    const message = `${source}: a load file inside an archive: its natives and texts are read beside its rows, not joined with them; unpack the archive and read the folder`;
    return { code: 'load-file-packed', severity: 'warning', message, origin: { source, offset: 0, length: 0 } };
  }

  #namelessProblem(): Problem {
    const { source } = this.#context;
    const message = `${source}: a load file without a row of column names; name them to read it: --map from='column 10' --map subject='column 11'`;
    return { code: 'load-file-without-names', severity: 'warning', message, origin: { source, offset: 0, length: 0 } };
  }

  #isHeader(texts: readonly string[]): boolean {
    const { columns } = this.#shape;
    if (texts.length !== columns.length || (texts[0]!.trim() || 'column 1') !== columns[0]) return false;
    return columnNames(texts).every((name, index) => name === columns[index]);
  }

  #message(view: View, from: number, row: Row, places: readonly RecordCell[]): RawMessage {
    const { source, custodian, folder } = this.#context;
    const offset = view.offset(from);
    const origin = { source, offset, length: view.offset(row.end) - offset, row: this.#row++ };
    const plain = { origin, custodian, folder, fromLine: null, fromQuoting: 'none' as const };
    const mail = places.find(({ name, text }) =>
      isMailCell(name, Buffer.from(text.slice(0, 4000)), this.#shape.columns),
    );
    if (mail !== undefined) {
      const file = places.find(({ name }) => FILE_COLUMNS.has(simplifyColumn(name)))?.text ?? '';
      const slash = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
      const isPlain = view.units instanceof Uint8Array && !mail.doubled;
      const index = from + mail.offset - offset;
      const bytes = isPlain ? Buffer.from(view.units.subarray(index, index + mail.length)) : Buffer.from(mail.text);
      return {
        ...plain,
        folder: folder ?? (slash > 0 ? file.slice(0, slash) : null),
        bytes,
        bytesOffset: mail.offset,
        record: null,
        ...(isPlain ? {} : { cell: mail }),
      };
    }
    const cells = Object.fromEntries(places.map(({ name, text }) => [this.#english.get(name) ?? name, text]));
    const record = this.#context.related?.rows.join(cells) ?? cells;
    return { ...plain, bytes: null, bytesOffset: offset, record, recordCells: places };
  }

  /** A row that does not end: its first line is left out, the rest of it is read as rows. */
  #passOver(view: View, at: number, end: number): number {
    const feed = view.units.indexOf(10, at);
    const giveUp = ++this.#unclosed > MOST_UNCLOSED;
    const next = feed < 0 || giveUp ? end : feed + 1;
    this.#settle(view.sink, view.offset(at));
    const message = giveUp
      ? 'rows without a closing quotation mark stand here over and over; the rest of the table was left out'
      : 'a quotation mark that opens a cell is never closed; the line was left out and reading goes on with the next one';
    view.sink.gap(
      view.offset(at),
      view.offset(next) - view.offset(at),
      'warning',
      'table-row-unclosed',
      message,
      this.#row++,
    );
    return next;
  }

  /** Gives out the row that waits, with the blank lines after it. */
  #settle(sink: Sink, end: number): void {
    if (this.#pending !== null) {
      const { origin } = this.#pending;
      sink.message({ ...this.#pending, origin: { ...origin, length: end - origin.offset } });
      this.#pending = null;
    } else if (this.#blankFrom !== null) {
      sink.gap(this.#blankFrom, end - this.#blankFrom, 'info', 'table-blank-lines', 'blank lines before the first row');
    }
    this.#blankFrom = null;
  }
}

const FILE_COLUMNS = new Set(['file', 'filename', 'path', 'filepath', 'sourcepath']);

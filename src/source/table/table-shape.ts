import { countCoreFields, skipBlank } from '../format/header-scan.js';
import { textOf as textOfUnits, type Units } from '../format/json/json-scan.js';
import { type Encoding, encodingOf, skipMark, unitsOf } from '../format/json/json-units.js';
import { nameNotation } from '../notation.js';
import { charsetOfText } from '../text-charset.js';
import { backslashOf } from './backslash.js';
import { cellText } from './cell-text.js';
import { localColumns, scoreColumns } from './local-columns.js';
import {
  columnNames,
  knowsColumn,
  mayHoldMail,
  namesMessages,
  namesPerson,
  namesText,
  simplifyColumn,
} from './table-columns.js';
import { type Cell, type Row, scanRow, type TableDialect } from './table-row.js';

/** How a table is written, and what its columns are called. */
export interface TableShape {
  readonly dialect: TableDialect;
  readonly columns: readonly string[];
  /** False where the first row is a record as the others: then the columns are `column 1`, `column 2`. */
  readonly hasHeader: boolean;
  /** Units before the row of names that are no row of the table: Excel's `sep=;`, titles of an export. */
  readonly lead: number;
  /** True for the forms that review platforms write: Concordance's and Relativity's. */
  readonly isLoadFile: boolean;
}

const DOUBLE_QUOTE = 34;
const CARET = 94;
const PIPE = 124;
const DC4 = 20;
const THORN = 0xfe;
const DELIMITERS = [DC4, 9, 44, 59, PIPE];
const MOST_COLUMNS = 2000;
/** A longer first row is no row of names. */
const LONGEST_HEADER = 64 << 10;

/** The shape of a table of messages, from the first bytes of a file; null if they are none. */
export function tableShape(head: Buffer, whole: boolean, mapped: ReadonlySet<string>): TableShape | null {
  const encoding = encodingOf(head);
  const units = unitsOf(head, 0, encoding);
  const start = skipMark(units);
  if (nameNotation(textOfUnits(units, start, Math.min(units.length, start + 600))) !== null) return null;
  const shape = shapeAt(units, start, 0, { head, whole, mapped, encoding });
  if (shape !== null) return shape;
  for (let line = start, count = 0; count < MOST_TITLES; count++) {
    const feed = units.indexOf(LINE_FEED, line);
    if (feed < 0 || feed - line > LONGEST_TITLE) return null;
    line = feed + 1;
    // Most files are no tables: a line of a header or a text is told at a glance.
    if (!mayBeNames(textOfUnits(units, line, Math.min(units.length, line + LONGEST_NAMES)))) continue;
    const below = shapeAt(units, line, line, { head, whole, mapped, encoding });
    // What a text says in its lines is no table, and titles above a load file would be cells of it.
    if (below !== null) return below.isLoadFile || below.columns.length < LEAST_COLUMNS ? null : below;
  }
  return null;
}

const LINE_FEED = 10;
/** Lines above the names of columns: `sep=;`, the name of a mailbox, when it was exported, an empty one. */
const MOST_TITLES = 6;
const LONGEST_TITLE = 300;
const LEAST_COLUMNS = 4;
const LONGEST_NAMES = 2000;

/** True for a beginning whose first line has three separators or more, and nothing that names do not hold. */
function mayBeNames(text: string): boolean {
  const [line = ''] = text.split(/[\r\n]/, 1);
  return (line.match(/[\t,;|]/g)?.length ?? 0) >= LEAST_COLUMNS - 1 && !/@|:(?! \()|\d{4}/.test(line);
}

interface Looked {
  readonly head: Buffer;
  readonly whole: boolean;
  readonly mapped: ReadonlySet<string>;
  readonly encoding: Encoding;
}

/** The shape of a table whose row of names begins at `start`; null where none does. */
function shapeAt(
  units: Units,
  start: number,
  lead: number,
  { head, whole, mapped, encoding }: Looked,
): TableShape | null {
  for (const dialect of dialectsOf(units, start, encoding)) {
    const first = scanRow(units, start, Math.min(units.length, start + LONGEST_HEADER), whole, dialect);
    if (first === null || first.cells.length < 2 || first.cells.length > MOST_COLUMNS) continue;
    const names = textsOf(units, first, dialect);
    if (names.some((name) => name.includes('\0') || (name.length > 300 && !isSignedLoadFile(dialect)))) continue;
    const second = scanRow(units, first.end, units.length, whole, dialect);
    const shape = { dialect, columns: columnNames(names), lead, isLoadFile: isLoadFile(dialect) };
    if (namesMessages(names, mapped) || localColumns(names).size > 0)
      return tellsTimes(units, names, first.end, dialect) ? null : { ...shape, hasHeader: true };
    if (second !== null && holdsMail(units, head, names, second, dialect)) return { ...shape, hasHeader: true };
    if (!shape.isLoadFile || names.length < 3) continue;
    const hasHeader = knowsColumn(names) || areNames(names);
    return { ...shape, hasHeader, columns: hasHeader ? shape.columns : columnNames(names.map(() => '')) };
  }
  return null;
}

/** The shape of any table with a row of names, whatever it is of; null where none is seen. For tables that lie beside one of messages. */
export function plainTableShape(head: Buffer, whole: boolean): TableShape | null {
  const encoding = encodingOf(head);
  const units = unitsOf(head, 0, encoding);
  const start = skipMark(units);
  for (const dialect of dialectsOf(units, start, encoding)) {
    const first = scanRow(units, start, Math.min(units.length, start + LONGEST_HEADER), whole, dialect);
    if (first === null || first.cells.length < 2 || first.cells.length > MOST_COLUMNS) continue;
    const names = textsOf(units, first, dialect);
    if (areNames(names)) return { dialect, columns: columnNames(names), lead: 0, isLoadFile: false, hasHeader: true };
  }
  return null;
}

/** What tables of trips, payments and calls measure, and tables of mail do not, in some languages. */
const MEASURES =
  /^(?:kms?|kilom\p{L}*|miles?|distance|distanz|distancia|distanza|entfernung|price|prix|preis|precio|prezzo|costs?|costo|coste|co[uû]t|kosten|amount|betrag|montant|importe|importo|fare|tarif|tarifa|duration|dauer|durée|duración|durata|abfahrt|ankunft|departure|arrival|départ|arrivée|salida|llegada|flight|flug|train|zug)(?:in)?(?:km|min|sec|eur|usd|gbp|chf)?$/u;

const LOOKED_AT_ROWS = 5;
/** `01.04.2016`, `2016-04-01 09:00`, `09:00`, `1.200,00`. */
const MOMENT_OR_AMOUNT = /^[\d.,:/\s-]{1,30}(?:T[\d:.]{4,12}Z?)?(?:[AP]M)?$/i;
const PHONE = /^\+?[\d\s()./-]{5,20}$/;

/**
 * True where the columns that would name people hold times, amounts or telephone numbers alone: `Von, Bis, Betrag, Text` is from when until
 * when, a table of payments and no mail. So is one that measures and has neither a text nor an address: `Date, De, À, Objet, Km`.
 */
function tellsTimes(units: Units, names: readonly string[], from: number, dialect: TableDialect): boolean {
  const english = localColumns(names);
  const people = names.flatMap((name, at) => (namesPerson(english.get(name) ?? name) ? [at] : []));
  const isTextless = !names.some((name) => namesText(english.get(name) ?? name));
  const measures = isTextless && names.some((name) => MEASURES.test(simplifyColumn(name)));
  let told = 0;
  let at = from;
  for (let count = 0; count < LOOKED_AT_ROWS; count++) {
    const row = scanRow(units, at, units.length, true, dialect);
    if (row === null || row.end <= at) break;
    at = row.end;
    const cells = people
      .flatMap((person) => row.cells[person] ?? [])
      .map((cell) => cellText(units, cell, dialect).trim());
    const isOther = (cell: string) =>
      cell !== '' &&
      !MOMENT_OR_AMOUNT.test(cell) &&
      !(isTextless && PHONE.test(cell)) &&
      !(measures && !cell.includes('@'));
    if (cells.some(isOther)) return false;
    told += cells.filter((cell) => cell !== '').length;
  }
  return told > 0;
}

const isSignedLoadFile = ({ signedLines }: TableDialect): boolean => signedLines;
const isLoadFile = ({ quote, delimiter }: TableDialect): boolean => quote[0] !== DOUBLE_QUOTE || delimiter === DC4;

const textsOf = (units: Units, row: Row, dialect: TableDialect): readonly string[] =>
  row.cells.map((cell) => cellText(units, cell, dialect));

/** Names are there for every column, differ, and are no path, address or number. */
const areNames = (cells: readonly string[]): boolean =>
  new Set(cells).size === cells.length &&
  cells.every((cell) => cell.trim() !== '' && !/[@\\/]|^[\d.,]+$|\d{4}/.test(cell));

/** True if the second row holds a whole mail under a name that allows it, as Kaggle's `file,message` does. */
function holdsMail(units: Units, head: Buffer, names: readonly string[], row: Row, dialect: TableDialect): boolean {
  if (!(units instanceof Uint8Array)) {
    return row.cells.some(
      (cell, index) => mayHoldMail(names[index] ?? '') && isMail(Buffer.from(cellText(units, cell, dialect))),
    );
  }
  return row.cells.some(
    ({ start, end }: Cell, index) => mayHoldMail(names[index] ?? '') && isMail(head.subarray(start, end)),
  );
}

/**
 * True for a cell that is a whole mail with its header. Where other columns tell sender and subject, the text of a mail may begin with the
 * header of another that it forwards: then it is one only with a field that no program prints.
 */
export function isMailCell(name: string, bytes: Buffer, columns: readonly string[]): boolean {
  if (!mayHoldMail(name) || !isMail(bytes)) return false;
  return (
    !/^(?:body|text|content|message)$/i.test(name.trim()) ||
    !namesMessages(
      columns.filter((column) => column !== name),
      new Set(),
    ) ||
    TRANSPORT.test(bytes.toString('latin1', 0, 4000))
  );
}

const TRANSPORT = /^(?:message-id|received|mime-version|return-path|delivered-to)[ \t]*:/im;

/** True for a text that begins with the header of a mail. */
export function isMail(bytes: Buffer): boolean {
  if (bytes.length < 40) return false;
  return countCoreFields(bytes, skipBlank(bytes, 0, bytes.length), bytes.length) >= 3;
}

function* dialectsOf(units: Units, start: number, encoding: Encoding): Generator<TableDialect> {
  const charset =
    units instanceof Uint8Array
      ? charsetOfColumns(Buffer.from(units.buffer, units.byteOffset, units.length), start)
      : null;
  const thorn = units instanceof Uint16Array || units[start] === THORN ? [THORN] : [0xc3, 0xbe];
  const first = units[start];
  if (first === thorn[0] && (thorn.length === 1 || units[start + 1] === thorn[1])) {
    const delimiter = delimiterAfterQuote(units, start, thorn);
    if (delimiter !== null)
      yield { encoding, charset: null, delimiter, quote: thorn, backslash: 'none', signedLines: true };
    return;
  }
  const limit = Math.min(units.length, start + LONGEST_HEADER);
  const counts = DELIMITERS.map((delimiter) => [delimiter, countOf(units, start, limit, delimiter)] as const);
  const found = counts.filter(([, count]) => count > 0).sort((a, b) => b[1] - a[1]);
  for (const [delimiter] of found) {
    if (delimiter === PIPE && hasCarets(units, start, limit))
      yield { encoding, charset, delimiter, quote: [CARET], backslash: 'none', signedLines: false };
    const plain = { encoding, charset, delimiter, quote: [DOUBLE_QUOTE], signedLines: delimiter === DC4 };
    yield { ...plain, backslash: backslashOf(units, start, { ...plain, backslash: 'none' }) };
  }
}

/** Bytes that are looked at for the charset of a table: the names of its columns and the first cells. */
const CHARSET_SAMPLE = 16 << 10;

/** The charset in which the names of the columns are those of one language; of ASCII names, that of the cells. */
function charsetOfColumns(bytes: Buffer, start: number): string | null {
  const sample = bytes.subarray(start, start + CHARSET_SAMPLE);
  const end = sample.findIndex((byte) => byte === 10 || byte === 13);
  const line = sample.subarray(0, end < 0 ? sample.length : end);
  // Most files are no tables: a line without separators has no names of columns.
  if (line.filter((byte) => DELIMITERS.includes(byte)).length < 2) return null;
  const isForeign = line.some((byte) => byte > 0x7f || byte === ESCAPE);
  const score = (text: string) => {
    const [names = ''] = text.split(/[\r\n]/, 1);
    return scoreColumns(names.split(/[\t,;|]/).map((name) => name.replace(/^\s*"|"\s*$/g, '')));
  };
  return charsetOfText(sample, score, isForeign);
}

const ESCAPE = 27;

/** How often a delimiter stands in the first line. */
function countOf(units: Units, start: number, limit: number, delimiter: number): number {
  let count = 0;
  for (let index = start; index < limit && units[index] !== 10 && units[index] !== 13; index++)
    if (units[index] === delimiter) count++;
  return count;
}

function delimiterAfterQuote(units: Units, start: number, quote: readonly number[]): number | null {
  const limit = Math.min(units.length, start + LONGEST_HEADER);
  for (let index = start + quote.length; index + quote.length < limit; index++) {
    if (units[index] !== quote[0] || (quote.length > 1 && units[index + 1] !== quote[1])) continue;
    const next = units[index + quote.length]!;
    if (DELIMITERS.includes(next)) return next;
  }
  return null;
}

/** `^|` in the first lines: cells stand between carets. */
function hasCarets(units: Units, start: number, limit: number): boolean {
  for (let index = start; index + 1 < limit; index++)
    if (units[index] === CARET && units[index + 1] === PIPE) return true;
  return false;
}

import { attributeOf, type XmlToken, xmlText, xmlTokens } from '../load-file/edrm-document.js';
import { UnreadPart } from './document-part.js';

/** A sheet of a workbook as CSV, every cell in quotation marks. */
export interface Sheet {
  readonly name: string;
  readonly text: Buffer;
}

/** Characters of a sheet beyond which it is not read. */
const LONGEST_SHEET = 256 << 20;
/** Columns that a sheet of Excel can have. */
const MOST_COLUMNS = 16_384;

/**
 * The sheets of a workbook (.xlsx, ECMA-376 part 1, 18.3) that hold anything, in its order. Dates are written as ISO 8601 without a zone, which
 * a sheet does not tell; formulas stand for their last result. Throws `UnreadPart` where a part cannot be read.
 *
 *     A1 From | B1 Date          →  "From","Date"
 *     A2 Ann  | B2 42464.3833    →  "Ann","2016-04-04 09:12:00"
 */
export function* readWorkbook(part: (name: string) => Buffer | null): Generator<Sheet> {
  const workbook = part('xl/workbook.xml');
  if (workbook === null) return;
  const targets = readTargets(part('xl/_rels/workbook.xml.rels'));
  const strings = readStrings(part('xl/sharedStrings.xml'));
  const isDate = readDateStyles(part('xl/styles.xml'));
  let base = BASE_1900;
  for (const token of xmlTokens(workbook, 0, workbook.length)) {
    if (token.kind !== 'open') continue;
    if (token.name === 'workbookpr' && /^(?:1|true)$/.test(attributeText(workbook, token, 'date1904')))
      base = BASE_1904;
    if (token.name !== 'sheet') continue;
    const bytes = part(targets.get(attributeText(workbook, token, 'id')) ?? '');
    if (bytes === null) continue;
    const text = readSheet(bytes, { strings, isDate, base });
    if (text.length > 0) yield { name: attributeText(workbook, token, 'name'), text };
  }
}

const BASE_1900 = Date.UTC(1899, 11, 30);
const BASE_1904 = Date.UTC(1904, 0, 1);

const attributeText = (bytes: Buffer, token: XmlToken, name: string): string => {
  const found = attributeOf(token, name);
  return found === null ? '' : xmlText(bytes, found);
};

/** The part that each relation of the workbook leads to. */
function readTargets(bytes: Buffer | null): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  if (bytes === null) return targets;
  for (const token of xmlTokens(bytes, 0, bytes.length)) {
    if (token.kind !== 'open' || token.name !== 'relationship') continue;
    const target = attributeText(bytes, token, 'target');
    targets.set(attributeText(bytes, token, 'id'), target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  return targets;
}

/** The texts that cells name by number, formatting and phonetic hints left out. */
function readStrings(bytes: Buffer | null): readonly string[] {
  const strings: string[] = [];
  if (bytes === null) return strings;
  let text = '';
  let isText = false;
  let hints = 0;
  for (const token of xmlTokens(bytes, 0, bytes.length)) {
    if (token.kind === 'text') {
      if (isText && hints === 0) text += plainText(xmlText(bytes, token));
    } else if (token.name === 't') isText = token.kind === 'open' && !token.closed;
    else if (token.name === 'rph') hints += token.closed ? 0 : token.kind === 'open' ? 1 : -1;
    else if (token.name === 'si' && (token.kind === 'close' || token.closed)) {
      strings.push(text);
      text = '';
    }
  }
  return strings;
}

/** Excel writes signs that XML cannot hold as `_x000D_`. */
const plainText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/** Whether the cells of a style show a date (ECMA-376 part 1, 18.8.30). */
function readDateStyles(bytes: Buffer | null): (style: string) => boolean {
  const formats = new Map<string, boolean>();
  const styles: boolean[] = [];
  let isOfCells = false;
  for (const token of bytes === null ? [] : xmlTokens(bytes, 0, bytes.length)) {
    if (token.name === 'cellxfs') isOfCells = token.kind === 'open';
    if (token.kind !== 'open') continue;
    if (token.name === 'numfmt')
      formats.set(attributeText(bytes!, token, 'numfmtid'), isDateFormat(attributeText(bytes!, token, 'formatcode')));
    if (token.name !== 'xf' || !isOfCells) continue;
    const id = attributeText(bytes!, token, 'numfmtid');
    styles.push(formats.get(id) ?? BUILT_IN_DATES.test(id));
  }
  return (style) => styles[Number(style)] ?? false;
}

const BUILT_IN_DATES = /^(?:1[4-9]|2[0-2]|2[7-9]|3[0-6]|4[5-7]|5[0-8])$/;
/** Letters of days, years or hours outside of quotation marks and brackets. */
const isDateFormat = (code: string): boolean => /[dyhs]|m.{0,3}m/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));

interface Reading {
  readonly strings: readonly string[];
  readonly isDate: (style: string) => boolean;
  readonly base: number;
}

function readSheet(bytes: Buffer, reading: Reading): Buffer {
  const rows: string[] = [];
  let length = 0;
  let cells: string[] = [];
  let column = 0;
  let type = '';
  let style = '';
  let value = '';
  let isValue = false;
  for (const token of xmlTokens(bytes, 0, bytes.length)) {
    if (token.kind === 'text') {
      if (isValue) value += xmlText(bytes, token);
      continue;
    }
    const isOpen = token.kind === 'open';
    switch (token.name) {
      case 'row':
        if (isOpen && !token.closed) cells = [];
        else if (cells.some((cell) => cell !== '')) {
          const row = `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`;
          length += row.length;
          if (length > LONGEST_SHEET) throw new UnreadPart('a sheet is longer than 256 MB');
          rows.push(row);
          cells = [];
        }
        break;
      case 'c':
        if (!isOpen) put(cells, column, cellText(type, style, value, reading));
        else {
          column = columnOf(attributeText(bytes, token, 'r')) ?? cells.length;
          type = attributeText(bytes, token, 't');
          style = attributeText(bytes, token, 's');
          value = '';
        }
        break;
      case 'v':
      case 't':
        isValue = isOpen && !token.closed;
    }
  }
  return Buffer.from(rows.join(''));
}

/** Cells that are left out before one are empty. */
function put(cells: string[], column: number, text: string): void {
  if (text === '' || column >= MOST_COLUMNS) return;
  while (cells.length < column) cells.push('');
  cells[column] = text;
}

/** `BC12` → 54, from 0; null where no column is named. */
function columnOf(reference: string): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function cellText(type: string, style: string, value: string, { strings, isDate, base }: Reading): string {
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'inlineStr' || type === 'str') return plainText(value);
  if (type === 'e') return '';
  if (type === 'd') return value.replace('T', ' ').replace(/\.\d+$/, '');
  const number = Number(value);
  if (type !== '' && type !== 'n') return value;
  return value !== '' && isDate(style) && Number.isFinite(number) ? dateText(number, base) : value;
}

const SECOND = 1000;
const SECONDS_A_DAY = 86_400;
/** The last day of the year 9999, beyond which Excel has no dates. */
const LAST_DAY = 2_958_465;

function dateText(days: number, base: number): string {
  if (days < 0 || days > LAST_DAY) return String(days);
  const iso = new Date(base + Math.round(days * SECONDS_A_DAY) * SECOND).toISOString();
  if (days < 1) return iso.slice(11, 19);
  return Number.isInteger(days) ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}

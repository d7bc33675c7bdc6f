import type { RecordCell } from '../source.js';

const LT = 60;
const GT = 62;
/** A longer tag is damage. */
const LONGEST_TAG = 1 << 20;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/gi;
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Attribute extends Span {
  readonly name: string;
}

/** A tag, or a run of text, of an XML file. Declarations, comments and processing instructions are passed over; no entity is ever looked up. */
export interface XmlToken extends Span {
  readonly kind: 'open' | 'close' | 'text';
  /** Without its prefix, in small letters. */
  readonly name: string;
  readonly closed: boolean;
  readonly attributes: readonly Attribute[];
}

/** The tokens of a stretch of XML; ends where a tag does not end. */
export function* xmlTokens(bytes: Buffer, start: number, end: number): Generator<XmlToken> {
  for (let at = start; at < end; ) {
    if (bytes[at] !== LT) {
      const next = bytes.indexOf(LT, at);
      const stop = next < 0 || next > end ? end : next;
      yield { kind: 'text', name: '', closed: false, attributes: [], start: at, end: stop };
      at = stop;
      continue;
    }
    const mark = bytes.toString('latin1', at, at + 9);
    const passed = mark.startsWith('<!--') ? '-->' : mark.startsWith('<?') ? '?>' : null;
    if (mark === '<![CDATA[') {
      const close = bytes.indexOf(']]>', at + 9, 'latin1');
      const stop = close < 0 || close > end ? end : close;
      yield { kind: 'text', name: '#cdata', closed: false, attributes: [], start: at + 9, end: stop };
      at = stop + 3;
    } else if (passed !== null) {
      const close = bytes.indexOf(passed, at + 2, 'latin1');
      if (close < 0) return;
      at = close + passed.length;
    } else {
      const close = endOfTag(bytes, at, end);
      if (close < 0) return;
      if (bytes[at + 1] !== 33) yield tagOf(bytes, at, close);
      at = close + 1;
    }
  }
}

/** Index of the `>` of a tag, none that stands in quotation marks. */
function endOfTag(bytes: Buffer, start: number, end: number): number {
  let quote = 0;
  for (let at = start + 1; at < Math.min(end, start + LONGEST_TAG); at++) {
    const byte = bytes[at]!;
    if (quote !== 0) quote = byte === quote ? 0 : quote;
    else if (byte === 34 || byte === 39) quote = byte;
    else if (byte === GT) return at;
  }
  return -1;
}

function tagOf(bytes: Buffer, start: number, close: number): XmlToken {
  const isClose = bytes[start + 1] === 47;
  const closed = bytes[close - 1] === 47;
  let at = start + (isClose ? 2 : 1);
  const nameStart = at;
  while (at < close && !isBlank(bytes[at]!) && bytes[at] !== 47) at++;
  const name = localName(bytes.toString('utf8', nameStart, at));
  const attributes: Attribute[] = [];
  while (at < close) {
    while (at < close && (isBlank(bytes[at]!) || bytes[at] === 47)) at++;
    const from = at;
    while (at < close && !isBlank(bytes[at]!) && bytes[at] !== 61) at++;
    const attribute = localName(bytes.toString('utf8', from, at));
    while (at < close && (isBlank(bytes[at]!) || bytes[at] === 61)) at++;
    const quote = bytes[at];
    if (quote !== 34 && quote !== 39) {
      at = Math.max(at, from + 1);
      continue;
    }
    const stop = bytes.indexOf(quote, at + 1);
    if (stop < 0 || stop > close) break;
    attributes.push({ name: attribute, start: at + 1, end: stop });
    at = stop + 1;
  }
  return { kind: isClose ? 'close' : 'open', name, closed, attributes, start, end: close + 1 };
}

const isBlank = (byte: number): boolean => byte === 32 || (byte >= 9 && byte <= 13);
const localName = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase();

/** The text of a stretch, with the five entities of XML and numbers of characters read; no other entity is. */
export function xmlText(bytes: Buffer, { start, end }: Span): string {
  const text = bytes.toString('utf8', start, end);
  if (!text.includes('&')) return text;
  return text.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Value of an attribute by one of its names; null where it has none of them. */
export function attributeOf({ attributes }: XmlToken, ...names: readonly string[]): Attribute | null {
  return attributes.find(({ name }) => names.includes(name)) ?? null;
}

/**
 * The fields of one `<Document>` of EDRM XML as cells: its attributes, its tags (`<Tag TagName="#From" TagValue="…"/>`) and fields
 * (`<Field Name="From">…</Field>`, `<From>…</From>`), its files as `NativeLink` and `TextLink`, its text where it stands in the file.
 *
 * @param base offset in the source of `bytes[0]`
 */
export function documentCells(bytes: Buffer, start: number, end: number, base: number): readonly RecordCell[] {
  const cells: RecordCell[] = [];
  const taken = new Map<string, number>();
  const add = (name: string, span: Span, text = xmlText(bytes, span)) => {
    if (text.trim() === '') return;
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    const own = count === 1 ? name : `${name} ${count}`;
    cells.push({ name: own, text, offset: base + span.start, length: span.end - span.start, doubled: false });
  };
  let fileType = '';
  let named: { readonly name: string; readonly element: string } | null = null;
  let leaf = '';
  for (const token of xmlTokens(bytes, start, end)) {
    if (token.kind === 'text') {
      if (leaf === '') continue;
      const name = named?.element === leaf || leaf === 'tagvalue' || leaf === 'fieldvalue' ? named?.name : undefined;
      const span = trimmed(bytes, token);
      add(
        name ?? nameOfLeaf(leaf, fileType),
        span,
        token.name === '#cdata' ? bytes.toString('utf8', span.start, span.end) : undefined,
      );
      continue;
    }
    if (token.kind === 'close') {
      leaf = '';
      continue;
    }
    leaf = token.closed ? '' : token.name;
    if (token.name === 'document')
      for (const attribute of token.attributes) add(DOCUMENT_NAMES.get(attribute.name) ?? attribute.name, attribute);
    if (token.name === 'file') fileType = textOf(bytes, attributeOf(token, 'filetype')).toLowerCase();
    if (token.name === 'externalfile') addFile(bytes, token, fileType, add);
    if (token.name === 'location') {
      const uri = attributeOf(token, 'locationuri');
      if (uri !== null) add('LocationURI', uri);
    }
    const name = attributeOf(token, 'tagname', 'fieldname', 'name', 'key');
    if (name === null || token.name === 'externalfile') continue;
    const field = xmlText(bytes, name).replace(/^#/, '').trim();
    named = { name: field, element: token.name };
    const value = attributeOf(token, 'tagvalue', 'fieldvalue', 'value');
    if (value !== null) add(field, value);
  }
  return cells;
}

const DOCUMENT_NAMES = new Map([
  ['docid', 'DocID'],
  ['doctype', 'DocType'],
  ['mimetype', 'MimeType'],
  ['custodian', 'Custodian'],
]);

function nameOfLeaf(leaf: string, fileType: string): string {
  if (leaf !== 'inlinecontent') return leaf === 'locationuri' ? 'LocationURI' : leaf;
  return fileType === 'text' ? 'Extracted Text' : `Inline ${fileType}`.trim();
}

/** `FilePath="NATIVES\001" FileName="M001.eml"` → `NATIVES\001\M001.eml`, placed at the name. */
function addFile(
  bytes: Buffer,
  token: XmlToken,
  fileType: string,
  add: (name: string, span: Span, text?: string) => void,
): void {
  const file = attributeOf(token, 'filename');
  const path = attributeOf(token, 'filepath');
  const span = file ?? path;
  if (span === null) return;
  const [folder, name] = [textOf(bytes, path), textOf(bytes, file)];
  const isWhole = name === '' || folder.replaceAll('\\', '/').endsWith(`/${name}`) || folder === name;
  const link = isWhole ? folder : folder === '' ? name : `${folder.replace(/[\\/]+$/, '')}/${name}`;
  add(
    fileType === 'text' ? 'TextLink' : /^(?:native|n\/a|)$/.test(fileType) ? 'NativeLink' : `${fileType} link`,
    span,
    link,
  );
}

const textOf = (bytes: Buffer, span: Span | null): string => (span === null ? '' : xmlText(bytes, span));

function trimmed(bytes: Buffer, { start, end }: Span): Span {
  let [from, to] = [start, end];
  while (from < to && isBlank(bytes[from]!)) from++;
  while (to > from && isBlank(bytes[to - 1]!)) to--;
  return { start: from, end: to };
}

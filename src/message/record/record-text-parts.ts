import { parseParameterizedValue } from '../header/content-type.js';
import { decodeCharset } from '../mime/charset.js';
import { decodeTransfer, isEncoded } from '../mime/transfer-decoding.js';
import { isEmpty, isRecord, type JsonRecord } from './record-fields.js';
import { fieldsOfKey, simplifyName } from './record-names.js';

/** What the text field of a record holds. */
export interface TextParts {
  readonly plain: readonly string[];
  readonly html: readonly string[];
  /** Parts that are files. */
  readonly attached: readonly JsonRecord[];
  /** True where a part says that it was cut. */
  readonly truncated: boolean;
}

interface Context {
  /** Takes every string that was read. */
  readonly kept: Set<string>;
  /** JMAP's texts by part id. */
  readonly values: JsonRecord | null;
}

const MOST_PARTS = 1_000_000;
const CONTENT_KEYS = ['content', 'value', 'data', 'body', 'text', '#text', '$t', '_content', '_value', '_'];
const TYPE_KEYS = ['contenttype', 'mimetype', 'type', 'bodytype', 'format', 'mime'];
/** A type as MIME, Graph or EWS write it. */
const TYPE =
  /^(?:html|text|plain|markdown|rtf|besttype|(?:text|multipart|message|application|image|audio|video|font|model)\/[\w.+-]{1,80}(?:;\s*charset="?[\w-]{1,20}"?)?)$/i;
const NAME_KEYS = ['filename', 'name'];

/**
 * The texts under a text field, in order: a text, a list of texts, `{content, contentType}` (Graph), `{BodyType, _value}` (EWS),
 * `{text, html}`, MIME parts (`{mimeType, body}`, `{content-type, content: [...]}`), `{which: 'TEXT', body}` (imap-simple), or parts whose
 * text stands in `bodyValues` (JMAP).
 */
export function readTextParts(value: unknown, field: 'text' | 'html', context: Context): TextParts {
  const plain: string[] = [];
  const html: string[] = [];
  const attached: JsonRecord[] = [];
  let truncated = false;
  const add = (text: string, type: string): void => {
    context.kept.add(text);
    (type.includes('html') || (!type.includes('plain') && looksLikeHtml(text)) ? html : plain).push(text);
  };
  const stack: { readonly value: unknown; readonly type: string }[] = [{ value, type: field === 'html' ? 'html' : '' }];
  for (let count = 0; stack.length && count < MOST_PARTS; count++) {
    const { value: item, type } = stack.pop()!;
    if (typeof item === 'string') {
      if (!isEmpty(item)) add(item, type);
    } else if (Array.isArray(item)) {
      for (let at = item.length - 1; at >= 0; at--) stack.push({ value: item[at], type });
    } else if (isRecord(item)) {
      const part = readPart(item, type, context);
      truncated ||= part.truncated;
      if (part.file) attached.push(item);
      for (const inner of part.inner.reverse()) stack.push(inner);
    }
  }
  return { plain, html, attached, truncated };
}

function readPart(
  item: JsonRecord,
  around: string,
  context: Context,
): { inner: { value: unknown; type: string }[]; truncated: boolean; file: boolean } {
  const byName = new Map(Object.entries(item).map(([key, value]) => [simplifyName(key), value]));
  // xml2js' name for the text of an element.
  if (typeof item._ === 'string') byName.set('_', item._);
  const attributes = item.attributes ?? item.$ ?? item['@attributes'];
  if (isRecord(attributes))
    for (const [key, value] of Object.entries(attributes))
      if (!byName.has(simplifyName(key))) byName.set(simplifyName(key), value);
  const textOf = (names: readonly string[]): string => {
    for (const name of names) {
      const value = byName.get(name);
      if (typeof value === 'string' && value) return value;
    }
    return '';
  };
  const written = textOf(TYPE_KEYS);
  if (TYPE.test(written)) context.kept.add(written);
  const type = (written || around).toLowerCase();
  const truncated = byName.get('istruncated') === true || byName.get('truncated') === true;
  const which = byName.get('which');
  if (typeof which === 'string') {
    if (/^(?:text|header|[\d.]+)/i.test(which)) context.kept.add(which);
    if (/header/i.test(which)) return { inner: [], truncated, file: false };
  }
  const id = byName.get('partid');
  const valued =
    context.values && typeof id === 'string' && Object.hasOwn(context.values, id) ? context.values[id] : null;
  if (isRecord(valued)) {
    context.kept.add(String(id));
    const cut = valued.isTruncated === true;
    return { inner: [{ value: valued.value, type }], truncated: truncated || cut, file: false };
  }
  const disposition = textOf(['disposition', 'contentdisposition']).toLowerCase();
  if ((textOf(NAME_KEYS) !== '' && !type.startsWith('text')) || disposition.startsWith('attachment'))
    return { inner: [], truncated, file: true };
  const parts = byName.get('parts') ?? byName.get('children') ?? byName.get('subparts');
  const inner: { value: unknown; type: string }[] = [];
  if (Array.isArray(parts)) inner.push({ value: parts, type: '' });
  const key = CONTENT_KEYS.find((name) => !isEmpty(byName.get(name)));
  const textual = type === '' || /text|html|plain|markdown|multipart|message/.test(type);
  if (key !== undefined && textual && (written !== '' || !byName.has('html'))) {
    inner.push({ value: unpack(byName.get(key), byName, context, type), type });
    return { inner, truncated, file: false };
  }
  const told = (field: 'text' | 'html') =>
    [...byName].find(([name, text]) => typeof text === 'string' && !isEmpty(text) && means(name, field))?.[1];
  const [text, page] = [told('text'), told('html')];
  if (text !== undefined) inner.push({ value: text, type: 'plain' });
  if (page !== undefined) inner.push({ value: page, type: 'html' });
  if (!inner.length && !isEmpty(byName.get('raw'))) inner.push({ value: byName.get('raw'), type });
  return { inner, truncated, file: false };
}

/** True for a name that a record has for its text or page: `plainText`, `textContent`. */
const means = (name: string, field: 'text' | 'html'): boolean =>
  fieldsOfKey(name).some((named) => named.field === field);

/** The text behind a transfer encoding that the part names, or in base64url where it is Gmail's `{data, size}`. */
function unpack(value: unknown, part: ReadonlyMap<string, unknown>, { kept }: Context, type: string): unknown {
  const isSized = typeof value === 'string' && part.get('data') === value && typeof part.get('size') === 'number';
  const packed = isSized && Buffer.from(value, 'base64url').length === part.get('size') ? value : null;
  const data = isRecord(value) && typeof value.data === 'string' && value.size !== undefined ? value.data : packed;
  if (data !== null) {
    kept.add(data);
    return Buffer.from(data, 'base64url').toString('utf8');
  }
  const named = ['contenttransferencoding', 'encoding', 'transferencoding'].map((name) => part.get(name));
  const encoding = named.find((name) => typeof name === 'string');
  if (typeof encoding !== 'string') return value;
  if (ENCODING.test(encoding)) kept.add(encoding);
  if (typeof value !== 'string' || !isEncoded(encoding.toLowerCase())) return value;
  kept.add(value);
  const source = Buffer.from(value);
  const { bytes } = decodeTransfer(source, 0, source.length, encoding.toLowerCase());
  return decodeCharset(bytes, parseParameterizedValue(type).parameters.get('charset') ?? 'utf-8').text;
}

const ENCODING = /^(?:base64|quoted-printable|7-?bit|8-?bit|binary|none|utf-?8|us-ascii|x?-?uu\w*)$/i;

const looksLikeHtml = (text: string): boolean =>
  /^\s*<(?:!doctype|html|head|body|div|p|table|span|meta|style|font|br)\b/i.test(text.slice(0, 500));

import { decodeCharset } from './charset.js';
import { byteWidth, type CharacterWidth, type DecodedStretch, locateInStretch, sumWidths } from './decoded-places.js';
import { decodeTransfer, type TransferFault } from './transfer-decoding.js';

/** A decoded text part, with the way back to its bytes. */
export interface TextPart extends DecodedStretch {
  /** Line ends are `\n`, mbox quoting is undone. */
  readonly text: string;
  /** False where the charset label was absent, unknown or wrong for the bytes. */
  readonly asLabelled: boolean;
  readonly charset: string;
  readonly fault?: TransferFault;
}

/** How to decode one text part. */
export interface TextPartOptions {
  readonly encoding: string;
  readonly charset: string | null;
  readonly fromQuoting: 'none' | 'mboxo' | 'mboxrd';
}

/** Decodes the text in `bytes[start, end)`: transfer encoding, charset, line ends, `>From ` quoting. */
export function decodeTextPart(bytes: Uint8Array, start: number, end: number, options: TextPartOptions): TextPart {
  const transfer = decodeTransfer(bytes, start, end, options.encoding);
  const decoded = decodeCharset(transfer.bytes, options.charset);
  const width = widthOf(decoded, transfer.bytes);
  const { text, marks, crlf } = normalizeLines(
    decoded.text,
    transfer.map === null ? 'none' : options.fromQuoting,
    width,
  );
  const { asLabelled, charset } = decoded;
  const part = { text, asLabelled, charset, start, end, ...(transfer.fault ? { fault: transfer.fault } : {}) };
  const { map } = transfer;
  if (map === null || width === null) return { ...part, places: null };
  const isInStep = map.length === 2 && map[0] === 0 && map[1] === start;
  const sums = sumWidths(text, width, crlf);
  return { ...part, places: { width, crlf, marks, transfer: isInStep ? null : Array.from(map), sums } };
}

/**
 * Byte range of `part.text.slice(from, to)` in the message's bytes, as [start, end); the whole part where the encoding does not let
 * it be told finer.
 */
export function locateInPart(part: TextPart, from: number, to: number): readonly [number, number] {
  return locateInStretch(part.text, 0, part.text.length, part, from, to);
}

/** Null where characters do not show how many bytes they were. */
function widthOf(
  { text, charset }: { readonly text: string; readonly charset: string },
  bytes: Uint8Array,
): CharacterWidth | null {
  if (charset !== 'utf-8') return text.length === bytes.length ? 'one' : null;
  if (text.includes('\ufffd')) return null;
  return text.length === bytes.length ? 'one' : 'utf8';
}

interface Marks {
  readonly text: string;
  /** Pairs (offset in text, offset in the decoded bytes) where the distance changes other than by the width of characters. */
  readonly marks: readonly number[];
  /** True where every line end is CR LF: then each `\n` is two bytes and needs no mark. */
  readonly crlf: boolean;
}

const NO_MARKS: readonly number[] = [0, 0];

/** Line ends to `\n` and `>From ` undone, with marks where characters went. */
function normalizeLines(
  text: string,
  fromQuoting: TextPartOptions['fromQuoting'],
  width: CharacterWidth | null,
): Marks {
  const quoting = fromQuoting === 'none' ? -1 : text.startsWith('>') ? 0 : text.indexOf('\n>');
  const hasCr = text.includes('\r');
  const quoted = quoting >= 0 && /(?:^|[\r\n])>+From /.test(text);
  if (!hasCr && !quoted) return { text, marks: NO_MARKS, crlf: false };
  if (!quoted && isAllCrlf(text)) return { text: text.replaceAll('\r\n', '\n'), marks: NO_MARKS, crlf: true };
  const marks: number[] = [0, 0];
  const out: string[] = [];
  let length = 0;
  let consumed = 0;
  for (let at = 0; at < text.length; ) {
    let end = at;
    while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
    let from = at;
    if (quoted && text[at] === '>' && isFromQuote(text, at, end, fromQuoting)) from++;
    if (from > at) marks.push(length, consumed + 1);
    consumed += byteWidth(text, at, end, width);
    const line = text.slice(from, end);
    length += line.length;
    out.push(line);
    if (end >= text.length) break;
    out.push('\n');
    length++;
    const lineEnd = text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1;
    consumed += lineEnd;
    if (lineEnd === 2) marks.push(length, consumed);
    at = end + lineEnd;
  }
  return { text: out.join(''), marks, crlf: false };
}

/** mboxrd escapes every `>*From `, mboxo only `From ` itself. */
function isFromQuote(text: string, at: number, end: number, fromQuoting: TextPartOptions['fromQuoting']): boolean {
  let next = at;
  while (next < end && text[next] === '>') next++;
  return text.startsWith('From ', next) && (fromQuoting === 'mboxrd' || next === at + 1);
}

function isAllCrlf(text: string): boolean {
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) if (text[at - 1] !== '\r') return false;
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) if (text[at + 1] !== '\n') return false;
  return true;
}

import { decodeCharset } from './charset.js';
import { decodeTransfer, ESCAPED } from './transfer-decoding.js';

/** A decoded text part, with the way back to its bytes. */
export interface TextPart {
  /** Line ends are `\n`, mbox quoting is undone. */
  readonly text: string;
  /** False where the charset label was absent, unknown or wrong for the bytes. */
  readonly asLabelled: boolean;
  readonly charset: string;
  /**
   * Byte range of `text.slice(start, end)` in the message's bytes, as [start, end); the whole part where the encoding does not
   * let it be told finer.
   */
  locate(start: number, end: number): readonly [number, number];
}

export interface TextPartOptions {
  readonly encoding: string;
  readonly charset: string | null;
  readonly fromQuoting: 'none' | 'mboxo' | 'mboxrd';
}

/** Decodes the text in `bytes[start, end)`: transfer encoding, charset, line ends, `>From ` quoting. */
export function decodeTextPart(bytes: Uint8Array, start: number, end: number, options: TextPartOptions): TextPart {
  const transfer = decodeTransfer(bytes, start, end, options.encoding);
  const decoded = decodeCharset(transfer.bytes, options.charset);
  const width =
    decoded.charset === 'utf-8'
      ? decoded.text.includes('\ufffd')
        ? null
        : 'utf8'
      : isSingleByte(decoded.text, transfer.bytes)
        ? 'one'
        : null;
  const marks = normalizeLines(decoded.text, transfer.map === null ? 'none' : options.fromQuoting, width);
  const whole: readonly [number, number] = [start, end];
  const locate = (from: number, to: number): readonly [number, number] => {
    if (transfer.map === null || width === null) return whole;
    const first = sourceOffset(transfer.map, decodedOffset(marks, width, from, false), false);
    const last = sourceOffset(transfer.map, decodedOffset(marks, width, Math.max(from, to), to > from), to > from);
    return [first, Math.max(first, last)];
  };
  return { text: marks.text, asLabelled: decoded.asLabelled, charset: decoded.charset, locate };
}

const isSingleByte = (text: string, bytes: Uint8Array): boolean => text.length === bytes.length;

interface Marks {
  readonly text: string;
  /** Pairs (offset in text, offset in the decoded bytes) where the distance changes other than by the width of characters. */
  readonly map: Uint32Array;
  /** True where every line end is CR LF: then each `\n` is two bytes and needs no mark. */
  readonly crlf: boolean;
}

/** Line ends to `\n` and `>From ` undone, with marks where characters went. */
function normalizeLines(
  text: string,
  fromQuoting: TextPartOptions['fromQuoting'],
  width: 'utf8' | 'one' | null,
): Marks {
  const quoting = fromQuoting === 'none' ? -1 : text.startsWith('>') ? 0 : text.indexOf('\n>');
  const hasCr = text.includes('\r');
  const quoted = quoting >= 0 && /(?:^|[\r\n])>+From /.test(text);
  if (!hasCr && !quoted) return { text, map: Uint32Array.of(0, 0), crlf: false };
  if (!quoted && isAllCrlf(text)) return { text: text.replaceAll('\r\n', '\n'), map: Uint32Array.of(0, 0), crlf: true };
  const map: number[] = [0, 0];
  const out: string[] = [];
  let length = 0;
  let consumed = 0;
  for (let at = 0; at < text.length; ) {
    let end = at;
    while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
    let from = at;
    if (quoted && text[at] === '>' && isFromQuote(text, at, end, fromQuoting)) from++;
    if (from > at) map.push(length, consumed + 1);
    consumed += byteWidth(text, at, end, width);
    const line = text.slice(from, end);
    length += line.length;
    out.push(line);
    if (end >= text.length) break;
    out.push('\n');
    length++;
    const lineEnd = text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1;
    consumed += lineEnd;
    if (lineEnd === 2) map.push(length, consumed);
    at = end + lineEnd;
  }
  return { text: out.join(''), map: Uint32Array.from(map), crlf: false };
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

function byteWidth(text: string, start: number, end: number, width: 'utf8' | 'one' | null): number {
  if (width !== 'utf8') return end - start;
  let total = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    total += code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code < 0xe000 ? 2 : 3;
  }
  return total;
}

/** Offset in the decoded bytes of a text offset; `ending` takes the end of what stands before it. */
function decodedOffset(marks: Marks, width: 'utf8' | 'one', offset: number, ending: boolean): number {
  const at = findMark(marks.map, offset, ending);
  const start = marks.map[at]!;
  let total = marks.map[at + 1]! + byteWidth(marks.text, start, Math.min(offset, marks.text.length), width);
  if (marks.crlf)
    for (
      let feed = marks.text.indexOf('\n', start);
      feed >= 0 && feed < offset;
      feed = marks.text.indexOf('\n', feed + 1)
    )
      total++;
  return total;
}

function sourceOffset(map: Uint32Array, offset: number, ending: boolean): number {
  const at = findMark(map, offset, ending);
  const written = map[at + 1]!;
  const step = offset - map[at]!;
  if (written < ESCAPED) return written + step;
  return written - ESCAPED + (step ? 3 + step - 1 : 0);
}

/** Index of the last pair whose first number is <= offset (< offset where `ending`). */
function findMark(map: Uint32Array, offset: number, ending: boolean): number {
  let low = 0;
  let high = map.length / 2 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const value = map[middle * 2]!;
    if (ending ? value < offset : value <= offset) low = middle;
    else high = middle - 1;
  }
  return low * 2;
}

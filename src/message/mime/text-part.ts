import { decodeCharset } from './charset.js';
import { decodeTransfer, findMark, sourceOffset } from './transfer-decoding.js';

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
  const width =
    decoded.charset === 'utf-8'
      ? decoded.text.includes('\ufffd')
        ? null
        : 'utf8'
      : isSingleByte(decoded.text, transfer.bytes)
        ? 'one'
        : null;
  const marks = normalizeLines(decoded.text, transfer.map === null ? 'none' : options.fromQuoting, width);
  const { asLabelled, charset } = decoded;
  return new DecodedText(marks, { asLabelled, charset, start, end, width, map: transfer.map });
}

/** Holds on to nothing but what `locate` needs: not to the bytes, which would keep all that was read of a file in memory. */
class DecodedText implements TextPart {
  readonly text: string;
  readonly asLabelled: boolean;
  readonly charset: string;
  private readonly start: number;
  private readonly end: number;
  private readonly width: Width | null;
  private readonly marks: Marks;
  /** Null also where decoded bytes and source run in step from `start` on. */
  private readonly map: Uint32Array | null;
  private readonly inStep: boolean;
  private widths: Widths | null = null;

  constructor(
    marks: Marks,
    part: Pick<TextPart, 'asLabelled' | 'charset'> & {
      readonly start: number;
      readonly end: number;
      readonly width: Width | null;
      readonly map: Uint32Array | null;
    },
  ) {
    this.text = marks.text;
    this.asLabelled = part.asLabelled;
    this.charset = part.charset;
    this.start = part.start;
    this.end = part.end;
    this.width = part.width;
    this.marks = marks;
    this.inStep = part.map?.length === 2 && part.map[0] === 0 && part.map[1] === part.start;
    this.map = this.inStep ? null : part.map;
  }

  locate(from: number, to: number): readonly [number, number] {
    if ((this.map === null && !this.inStep) || this.width === null) return [this.start, this.end];
    this.widths ??= measureWidths(this.marks, this.width);
    const first = this.sourceOffset(decodedOffset(this.marks, this.widths, from, false), false);
    const last = this.sourceOffset(decodedOffset(this.marks, this.widths, Math.max(from, to), to > from), to > from);
    return [first, Math.max(first, last)];
  }

  private sourceOffset(offset: number, ending: boolean): number {
    return this.map === null ? this.start + offset : sourceOffset(this.map, offset, ending);
  }
}

/** Bytes of a character: one each, as UTF-8 has it. */
type Width = 'one' | 'utf8';

const isSingleByte = (text: string, bytes: Uint8Array): boolean => text.length === bytes.length;

interface Marks {
  readonly text: string;
  /** Pairs (offset in text, offset in the decoded bytes) where the distance changes other than by the width of characters. */
  readonly map: Uint32Array;
  /** True where every line end is CR LF: then each `\n` is two bytes and needs no mark. */
  readonly crlf: boolean;
}

const NO_MARKS = Uint32Array.of(0, 0);

/** Line ends to `\n` and `>From ` undone, with marks where characters went. */
function normalizeLines(text: string, fromQuoting: TextPartOptions['fromQuoting'], width: Width | null): Marks {
  const quoting = fromQuoting === 'none' ? -1 : text.startsWith('>') ? 0 : text.indexOf('\n>');
  const hasCr = text.includes('\r');
  const quoted = quoting >= 0 && /(?:^|[\r\n])>+From /.test(text);
  if (!hasCr && !quoted) return { text, map: NO_MARKS, crlf: false };
  if (!quoted && isAllCrlf(text)) return { text: text.replaceAll('\r\n', '\n'), map: NO_MARKS, crlf: true };
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

function byteWidth(text: string, start: number, end: number, width: Width | null): number {
  if (width !== 'utf8') return end - start;
  let total = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    total += code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code < 0xe000 ? 2 : 3;
  }
  return total;
}

/** Bytes that stand before each text offset, marks apart. */
type Widths = (offset: number) => number;

/** Characters between two places whose bytes are counted once: each look-up counts no more than that. */
const BLOCK = 4096;

/** Counts the bytes of a text so that many look-ups in a long one cost no more than the text itself. */
function measureWidths({ text, crlf }: Marks, width: Width): Widths {
  if (width === 'one' && !crlf) return (offset) => offset;
  const measure = (start: number, end: number): number => {
    let total = byteWidth(text, start, end, width);
    if (crlf) for (let at = start; at < end; at++) if (text.charCodeAt(at) === 10) total++;
    return total;
  };
  const sums = new Uint32Array(Math.floor(text.length / BLOCK) + 1);
  for (let block = 1; block < sums.length; block++)
    sums[block] = sums[block - 1]! + measure((block - 1) * BLOCK, block * BLOCK);
  return (offset) => {
    const block = Math.floor(offset / BLOCK);
    return sums[block]! + measure(block * BLOCK, offset);
  };
}

/** Offset in the decoded bytes of a text offset; `ending` takes the end of what stands before it. */
function decodedOffset({ text, map }: Marks, widths: Widths, offset: number, ending: boolean): number {
  const at = findMark(map, offset, ending);
  return map[at + 1]! + widths(Math.min(offset, text.length)) - widths(map[at]!);
}

import { crc32 } from 'node:zlib';
import { opensBinhex, readBinhex } from './binhex.js';
import { latin1 } from './charset.js';
import { uudecodeLine } from './transfer-decoding.js';

/** A file that stands in a text, written in its lines. */
export interface InlineFile {
  /** First byte of the line that opens it, and the first one behind the line that closes it. */
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What was wrong with it; null if nothing was. */
  readonly problem: string | null;
}

const BEGIN = /^begin [0-7]{3,4} (\S.*?)\s*$/;
const YBEGIN = /^=ybegin (.*)$/;
/** Lines of a block without an end that make it one: three lines of a poem do not have right lengths by chance. */
const FEWEST_LINES = 3;

/**
 * Files that old mailers and newsreaders wrote into the text itself: uuencode (`begin 644 plan.doc` … `end`) and yEnc (`=ybegin … name=` …
 * `=yend`), and BinHex (`(This file must be converted with BinHex 4.0)`, `:` … `:`). A line that only looks like a beginning is text. One pass.
 */
export function findInlineFiles(bytes: Uint8Array, start: number, end: number): readonly InlineFile[] {
  const files: InlineFile[] = [];
  for (let at = start; at < end; ) {
    const next = lineAfter(bytes, at, end);
    const first = bytes[at];
    const file =
      first === 0x62
        ? readUuencoded(bytes, at, next, end)
        : first === 0x3d && bytes[at + 1] === 0x79
          ? readYenc(bytes, at, next, end)
          : first === 0x28 && opensBinhex(lineAt(bytes, at, next))
            ? readBinhex(bytes, at, end)
            : null;
    if (file !== null) files.push(file);
    at = file === null ? next : file.end;
  }
  return files;
}

function lineAfter(bytes: Uint8Array, at: number, end: number): number {
  const feed = bytes.indexOf(10, at);
  return feed < 0 || feed >= end ? end : feed + 1;
}

const lineAt = (bytes: Uint8Array, at: number, next: number): string =>
  latin1(bytes, at, Math.min(next, at + 1000)).replace(/[\r\n]+$/, '');

function readUuencoded(bytes: Uint8Array, start: number, body: number, end: number): InlineFile | null {
  const name = BEGIN.exec(lineAt(bytes, start, body))?.[1];
  if (name === undefined) return null;
  const pieces: Uint8Array[] = [];
  for (let at = body; at < end; ) {
    const next = lineAfter(bytes, at, end);
    const line = lineAt(bytes, at, next);
    if (/^end\s*$/.test(line))
      return pieces.length === 0 ? null : { start, end: next, name, bytes: Buffer.concat(pieces), problem: null };
    const piece = isUuLine(line) ? uudecodeLine(line) : null;
    if (piece === null) return cutShort(start, at, name, pieces);
    pieces.push(piece);
    at = next;
  }
  return cutShort(start, end, name, pieces);
}

function cutShort(start: number, end: number, name: string, pieces: readonly Uint8Array[]): InlineFile | null {
  if (pieces.length < FEWEST_LINES) return null;
  const problem = `The file "${name.slice(0, 100)}" that is written in the text (uuencode) has no end.`;
  return { start, end, name, bytes: Buffer.concat(pieces), problem };
}

/** The first character says how many bytes a line holds; four characters stand for three of them, spaces at the end may be lost. */
function isUuLine(line: string): boolean {
  if (!/^[\x20-\x60]{0,90}$/.test(line)) return false;
  const length = line === '' ? 0 : (line.charCodeAt(0) - 32) & 63;
  return line.length - 1 <= Math.ceil(length / 3) * 4 + 2;
}

function readYenc(bytes: Uint8Array, start: number, body: number, end: number): InlineFile | null {
  const opened = YBEGIN.exec(lineAt(bytes, start, body))?.[1];
  const name = opened === undefined ? undefined : /\bname=(.*?)\s*$/.exec(opened)?.[1];
  if (opened === undefined || name === undefined) return null;
  const out = Buffer.allocUnsafe(end - body);
  let length = 0;
  for (let at = body; at < end; ) {
    const next = lineAfter(bytes, at, end);
    if (bytes[at] === 0x3d && bytes[at + 1] === 0x79) {
      const line = lineAt(bytes, at, next);
      if (line.startsWith('=yend')) {
        const decoded = out.subarray(0, length);
        return { start, end: next, name, bytes: decoded, problem: faultOfYenc(name, opened, line, decoded) };
      }
      if (line.startsWith('=ypart ')) {
        at = next;
        continue;
      }
    }
    for (let index = at; index < next; index++) {
      const byte = bytes[index]!;
      if (byte === 10 || byte === 13) continue;
      // A critical character is written behind `=`, 64 higher.
      if (byte === 0x3d && index + 1 < next) out[length++] = (bytes[++index]! - 106) & 0xff;
      else out[length++] = (byte - 42) & 0xff;
    }
    at = next;
  }
  const problem = `The file "${name.slice(0, 100)}" that is written in the text (yEnc) has no end.`;
  return length === 0 ? null : { start, end, name, bytes: out.subarray(0, length), problem };
}

function faultOfYenc(name: string, opened: string, closed: string, decoded: Buffer): string | null {
  const shown = `The file "${name.slice(0, 100)}" that is written in the text (yEnc)`;
  const part = /\bpart=(\d+)/.exec(opened)?.[1];
  if (part !== undefined) return `${shown} is piece ${part} of a longer one; pieces are not joined.`;
  const size = /\bsize=(\d+)/.exec(closed)?.[1];
  const checksum = /\bcrc32=([0-9a-f]{1,8})/i.exec(closed)?.[1];
  if (size !== undefined && Number(size) !== decoded.length) return `${shown} is not as long as it says.`;
  if (checksum !== undefined && Number.parseInt(checksum, 16) !== crc32(decoded))
    return `${shown} does not fit its checksum.`;
  return null;
}

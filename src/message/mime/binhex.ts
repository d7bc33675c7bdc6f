import { latin1 } from './charset.js';
import type { MimePart } from './mime-parts.js';
import { decodeTransfer, isEncoded } from './transfer-decoding.js';

/** A file in BinHex and where it stands. */
export interface BinhexFile {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** Its data fork. */
  readonly bytes: Uint8Array;
  /** What was wrong with it; null if nothing was. */
  readonly problem: string | null;
}

const LETTERS = '!"#$%&\'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr';
const VALUES: ReadonlyMap<number, number> = new Map([...LETTERS].map((letter, value) => [letter.charCodeAt(0), value]));
const COLON = 58;
const REPEAT = 0x90;
/** What mailers write above the file, or nothing else does. */
const OPENING = /^\s*\(This file must be converted with BinHex ?4/i;

/** True for a line that says that a BinHex file follows. */
export const opensBinhex = (line: string): boolean => OPENING.test(line);

/** Encodings and types under which mail carries BinHex. */
const isBinhexEncoding = (encoding: string): boolean => /^(?:x-)?(?:mac-?)?binhex(?:40?)?$/.test(encoding);
const isBinhexType = (contentType: string): boolean => /^application\/(?:x-)?mac-?binhex(?:40)?$/.test(contentType);

/** The file that a part holds in BinHex, by its type or its encoding; null for any other part. */
export function readBinhexPart(
  bytes: Uint8Array,
  { bodyStart, bodyEnd, contentType, encoding }: MimePart,
): BinhexFile | null {
  if (!isBinhexEncoding(encoding) && !isBinhexType(contentType)) return null;
  if (!isEncoded(encoding)) return readBinhex(bytes, bodyStart, bodyEnd);
  const packed = decodeTransfer(bytes, bodyStart, bodyEnd, encoding).bytes;
  return readBinhex(packed, 0, packed.length);
}

/**
 * Reads the BinHex 4 file in `bytes[start, end)`: `:` … `:`, its name and its data fork (RFC 1741). The resource fork holds no text; what a
 * checksum, the length or the end says against it is the problem. Null where no such file stands there.
 */
export function readBinhex(bytes: Uint8Array, start: number, end: number): BinhexFile | null {
  const opened = openingColon(bytes, start, end);
  if (opened < 0) return null;
  const packed = Buffer.allocUnsafe(Math.ceil(((end - opened) * 3) / 4) + 3);
  let length = 0;
  let held = 0;
  let bits = 0;
  let closed = -1;
  let at = opened + 1;
  for (; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === COLON) {
      closed = at;
      break;
    }
    const value = VALUES.get(byte);
    if (value === undefined) {
      if (byte === 10 || byte === 13 || byte === 32 || byte === 9) continue;
      break;
    }
    held = ((held << 6) | value) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    packed[length++] = (held >> bits) & 0xff;
  }
  const stop = closed < 0 ? at : lineEnd(bytes, closed, end);
  return fileIn(unrepeat(packed.subarray(0, length)), start, stop, closed >= 0);
}

/** The `:` that begins a line, behind the opening line and blank ones. */
function openingColon(bytes: Uint8Array, start: number, end: number): number {
  let line = start;
  for (let count = 0; count < 60 && line < end; count++) {
    if (bytes[line] === COLON && VALUES.has(bytes[line + 1] ?? 0)) return line;
    const next = lineEnd(bytes, line, end);
    const text = latin1(bytes, line, Math.min(next, line + 200));
    // Notes on the file stand above it in parts of its type; in a text the file follows its opening line.
    if (count > 0 && text.trim() !== '' && opensBinhex(latin1(bytes, start, Math.min(end, start + 200)))) return -1;
    line = next;
  }
  return -1;
}

function lineEnd(bytes: Uint8Array, at: number, end: number): number {
  const feed = bytes.indexOf(10, at);
  return feed < 0 || feed >= end ? end : feed + 1;
}

/** Undoes the runs: `x 90 n` stands for n times x, `90 00` for a 90 itself. Bounded by what a byte can say. */
function unrepeat(packed: Buffer): Buffer {
  let total = 0;
  for (let at = 0; at < packed.length; at++) total += packed[at] === REPEAT ? Math.max(1, packed[++at] ?? 0) : 1;
  const out = Buffer.allocUnsafe(total);
  let length = 0;
  for (let at = 0; at < packed.length; at++) {
    const byte = packed[at]!;
    if (byte !== REPEAT) out[length++] = byte;
    else {
      const count = packed[++at] ?? 0;
      if (count === 0) out[length++] = REPEAT;
      else if (length > 0) {
        out.fill(out[length - 1]!, length, length + count - 1);
        length += count - 1;
      }
    }
  }
  return out.subarray(0, length);
}

function fileIn(content: Buffer, start: number, end: number, closed: boolean): BinhexFile | null {
  const nameLength = content[0] ?? 0;
  const fields = 1 + nameLength + 1;
  const header = fields + 4 + 4 + 2 + 4 + 4;
  if (nameLength === 0 || nameLength > 63 || content.length < header + 2) return null;
  const dataLength = content.readUInt32BE(fields + 10);
  const name = latin1(content, 1, 1 + nameLength);
  const from = header + 2;
  const data = Buffer.from(content.subarray(from, Math.min(content.length, from + dataLength)));
  const shown = `The file "${name}" that is written in the text (BinHex)`;
  let problem: string | null = null;
  if (!closed) problem = `${shown} has no end.`;
  else if (data.length < dataLength) problem = `${shown} is not as long as it says.`;
  else if (content.length >= from + dataLength + 2 && checksum(data) !== content.readUInt16BE(from + dataLength))
    problem = `${shown} does not fit its checksum.`;
  return { start, end, name, bytes: data, problem };
}

/** CRC-16 of CCITT, most significant bit first, from 0. */
function checksum(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc;
}

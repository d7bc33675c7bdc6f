import type { ByteSource } from '../byte-source.js';
import { shownName, withSlashes } from '../file-path.js';
import { MOST_ENTRIES } from './archive-limits.js';

/** A file in a tar. Its bytes must be read, or left, before the next one is asked for. */
export interface TarEntry {
  /** As written; never used as a path. */
  readonly name: string;
  readonly kind: 'file' | 'link' | 'other';
  readonly size: number;
  /** Its bytes piece by piece, fewer than `size` where the tar is cut off. */
  readonly pieces: () => AsyncGenerator<Uint8Array>;
}

/** How the tar ended. */
export interface TarEnd {
  truncated: boolean;
  /** 512-byte blocks between the files that are no header. */
  strange: number;
}

const BLOCK = 512;
/** Long names and extended headers beyond this are passed over. */
const LONGEST_NAME = 1 << 20;

/** True for a tar: the sum of its first header is right. */
export const isTar = (bytes: Buffer): boolean => bytes.length >= BLOCK && hasRightSum(bytes.subarray(0, BLOCK));

/** The files of a tar in order (POSIX ustar, pax names, GNU long names); folders are left out. */
export async function* listTar(source: ByteSource, end: TarEnd): AsyncGenerator<TarEntry> {
  const reader = blockReader(source);
  let longName: string | null = null;
  for (let count = 0; count < MOST_ENTRIES; ) {
    const header = await reader.take(BLOCK);
    if (header.length < BLOCK) {
      end.truncated ||= header.length > 0;
      return;
    }
    if (!hasRightSum(header)) {
      if (header.some((byte) => byte !== 0)) end.strange++;
      continue;
    }
    const size = sizeOf(header);
    const type = String.fromCharCode(header[156] || 48);
    const padded = Math.ceil(size / BLOCK) * BLOCK;
    if ('xgLK'.includes(type)) {
      const extended = size > LONGEST_NAME ? Buffer.alloc(0) : (await reader.take(padded)).subarray(0, size);
      if (size > LONGEST_NAME) await reader.skip(padded);
      if (type === 'L') longName = textUpToZero(extended);
      if (type === 'x') longName = paxPath(extended) ?? longName;
      continue;
    }
    const name = longName ?? plainName(header);
    longName = null;
    const kind = '07'.includes(type) ? 'file' : type === '1' || type === '2' ? 'link' : 'other';
    let left = padded;
    if (type !== '5') {
      count++;
      yield {
        name,
        kind,
        size,
        async *pieces() {
          for (let rest = size; rest > 0; ) {
            const piece = await reader.some(rest);
            if (piece === null) {
              end.truncated = true;
              return;
            }
            rest -= piece.length;
            left -= piece.length;
            yield piece;
          }
        },
      };
    }
    if (!(await reader.skip(left))) end.truncated = true;
  }
}

/** A name as it is shown, up to its closing zero. */
function textUpToZero(bytes: Buffer): string {
  const zero = bytes.indexOf(0);
  return shownName(withSlashes(zero < 0 ? bytes : bytes.subarray(0, zero)));
}

function plainName(header: Buffer): string {
  const text = (from: number, length: number): string => textUpToZero(header.subarray(from, from + length));
  const prefix = header.toString('latin1', 257, 262) === 'ustar' && header[263] === 48 ? text(345, 155) : '';
  return prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`;
}

/** `27 path=a/very/long/name\n` */
function paxPath(bytes: Buffer): string | null {
  for (let at = 0; at < bytes.length; ) {
    const length = Number.parseInt(bytes.toString('latin1', at, at + 12), 10);
    if (!(length > 0)) return null;
    const field = bytes.subarray(at, at + length - 1);
    const equals = field.indexOf('=');
    const key = field.toString('latin1', field.indexOf(' ') + 1, equals);
    if (key === 'path') return shownName(withSlashes(field.subarray(equals + 1)));
    at += length;
  }
  return null;
}

/** Octal text, or base 256 where the first bit is set. */
function sizeOf(header: Buffer): number {
  if ((header[124]! & 0x80) !== 0) {
    const size = Number(header.readBigUInt64BE(128));
    return Number.isSafeInteger(size) ? size : 0;
  }
  const size = Number.parseInt(
    header
      .toString('latin1', 124, 136)
      .replace(/[^0-7]/g, ' ')
      .trim(),
    8,
  );
  return Number.isNaN(size) ? 0 : size;
}

function hasRightSum(header: Buffer): boolean {
  const written = Number.parseInt(
    header
      .toString('latin1', 148, 156)
      .replace(/[^0-7]/g, ' ')
      .trim(),
    8,
  );
  if (!(written > 0)) return false;
  let sum = 256;
  for (let index = 0; index < BLOCK; index++) if (index < 148 || index >= 156) sum += header[index]!;
  return sum === written;
}

interface BlockReader {
  /** The next bytes, fewer only at the end. */
  take(length: number): Promise<Buffer>;
  /** Some of the next bytes, at most `length`; null at the end. */
  some(length: number): Promise<Buffer | null>;
  /** False if the source ended before. */
  skip(length: number): Promise<boolean>;
}

function blockReader(source: ByteSource): BlockReader {
  let rest: Buffer = Buffer.alloc(0);
  const some = async (length: number): Promise<Buffer | null> => {
    if (rest.length === 0) {
      const chunk = await source.read();
      if (chunk === null) return null;
      rest = chunk.buffer.subarray(chunk.start);
    }
    const piece = rest.subarray(0, length);
    rest = rest.subarray(piece.length);
    return piece;
  };
  return {
    some,
    async take(length) {
      const pieces: Buffer[] = [];
      for (let left = length; left > 0; ) {
        const piece = await some(left);
        if (piece === null) break;
        pieces.push(piece);
        left -= piece.length;
      }
      return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
    },
    async skip(length) {
      for (let left = length; left > 0; ) {
        const piece = await some(left);
        if (piece === null) return false;
        left -= piece.length;
      }
      return true;
    },
  };
}

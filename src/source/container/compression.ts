import { Readable } from 'node:stream';
import { type ByteSource, openPieces } from '../byte-source.js';
import { fromUtf32, isUtf32 } from '../utf32.js';
import { isBomb } from './archive-limits.js';
import { countedPieces, withFirst } from './archive-pieces.js';
import { bunzip2, isBzip2 } from './bunzip2.js';
import { gunzip, isGzip } from './gunzip.js';
import { loadXz, loadZstd } from './optional-package.js';
import { bombAt, type UnpackEnd } from './unpack-end.js';
import { XxHash64 } from './xxhash64.js';
import { ZstdFrames } from './zstd-frames.js';

/** Ways in which one file is packed; a text in UTF-32 is one in UTF-8 with most of its bytes empty. */
export type Compression = 'gzip' | 'bzip2' | 'xz' | 'zstd' | 'utf-32';

/** Undoes one of them, piece by piece, up to the first damage that it cannot get over. */
type Unpack = (source: ByteSource, end: UnpackEnd) => AsyncGenerator<Uint8Array>;

/** Packed bytes in which the first block of any of them ends. */
const FIRST_BLOCK = 2_500_000;
const PEEKED = 64 << 10;

/** What the bytes at a place say they are packed by; null where they are not, or not by anything that is read here. */
export function compressionOf(bytes: Uint8Array, at = 0): Compression | null {
  if (isGzip(bytes, at)) return 'gzip';
  if (isBzip2(bytes, at)) return 'bzip2';
  if (isUtf32(bytes, at)) return 'utf-32';
  const begins = (magic: readonly number[]): boolean => magic.every((byte, index) => bytes[at + index] === byte);
  if (begins([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0])) return 'xz';
  return begins([0x28, 0xb5, 0x2f, 0xfd]) ? 'zstd' : null;
}

/** A source with its packing undone, where it was packed and what undoes it is there. */
export async function openUnpacked(
  source: ByteSource,
  end: UnpackEnd,
): Promise<{ readonly bytes: ByteSource; readonly compression: Compression | null }> {
  const first = await source.read();
  if (first === null) return { bytes: source, compression: null };
  const whole = withFirst(first, source);
  const compression = compressionOf(first.buffer, first.start);
  const unpack = compression === null ? null : await unpackerFor(compression);
  if (unpack === null) return { bytes: whole, compression: null };
  return { bytes: openPieces(unpack(whole, end)), compression };
}

/**
 * The first unpacked bytes of a packed file, as far as its first bytes give them; the bytes themselves where they are not packed, or where
 * what undoes it is not there.
 */
export async function peekUnpacked(head: Buffer): Promise<Buffer> {
  const { bytes, compression } = await openUnpacked(openPieces(Readable.from([head])), { problems: [] });
  if (compression === null) return head;
  const pieces: Buffer[] = [];
  for (let length = 0; length < PEEKED; ) {
    const chunk = await bytes.read();
    if (chunk === null) break;
    pieces.push(chunk.buffer.subarray(chunk.start));
    length += pieces.at(-1)!.length;
  }
  await bytes.close();
  return Buffer.concat(pieces);
}

/** Bytes that `peekUnpacked` needs of a file that begins so. */
export const peekLength = (head: Uint8Array): number => (compressionOf(head) === null ? 0 : FIRST_BLOCK);

/** What undoes a packing; null where the package that does is not installed. */
export async function unpackerFor(compression: Compression): Promise<Unpack | null> {
  if (compression === 'gzip') return gunzip;
  if (compression === 'bzip2') return bunzip2;
  if (compression === 'utf-32') return fromUtf32;
  if (compression === 'zstd') {
    const zstd = await loadZstd();
    return zstd && ((source, end) => unpackZstd(zstd, source, end));
  }
  const xz = await loadXz();
  return xz && ((source, end) => unpackXz(xz, source, end));
}

const ZSTD_CHECKSUM = 'a checksum of the zstd data does not fit: what was read of that frame may be damaged';

/** Bytes given to the reader of zstd at a time: four bytes can give 128 KB. */
const SLICE = 4 << 10;

/** Node's own reader is not asked: of a file that is cut short it gives what is there without a word. */
async function* unpackZstd(
  { Decompress }: NonNullable<Awaited<ReturnType<typeof loadZstd>>>,
  source: ByteSource,
  end: UnpackEnd,
): AsyncGenerator<Uint8Array> {
  let given: Uint8Array[] = [];
  const stream = new Decompress((piece) => given.push(piece.slice()));
  const frames = new ZstdFrames();
  let hash = new XxHash64();
  let packed = 0;
  let produced = 0;
  function* take(): Generator<Uint8Array> {
    const pieces = given;
    given = [];
    for (const piece of pieces) {
      produced += piece.length;
      hash.update(piece);
      yield piece;
    }
  }
  const push = (bytes: Uint8Array, last: boolean): unknown => {
    try {
      stream.push(bytes, last);
      return null;
    } catch (error) {
      return error;
    }
  };
  for await (const piece of countedPieces(source, (length) => (packed += length))) {
    const ends = [...frames.take(piece)];
    for (let at = 0, next = 0; at < piece.length; at = next) {
      // What a frame gives is complete with its last byte: its checksum is of that.
      const frame = ends[0];
      next = Math.min(at + SLICE, frame?.end ?? piece.length, piece.length);
      const fault = push(piece.subarray(at, next), false);
      yield* take();
      if (fault !== null) return void tellDamage(end, 'zstd', produced, fault);
      if (isBomb(packed, produced)) return void end.problems.push(bombAt(produced));
      if (next !== frame?.end) continue;
      ends.shift();
      if (frame.checksum !== null && frame.checksum !== hash.digestLow())
        end.problems.push({ code: 'packed-checksum', severity: 'error', message: ZSTD_CHECKSUM, at: produced });
      hash = new XxHash64();
    }
  }
  const fault = push(new Uint8Array(0), true);
  yield* take();
  if (fault !== null) tellDamage(end, 'zstd', produced, fault);
}

async function* unpackXz(
  loaded: NonNullable<Awaited<ReturnType<typeof loadXz>>>,
  source: ByteSource,
  end: UnpackEnd,
): AsyncGenerator<Uint8Array> {
  // The package is of the older module format: what it exports stands under `default`.
  const { XzReadableStream } =
    'XzReadableStream' in loaded ? loaded : (loaded as { readonly default: typeof loaded }).default;
  let packed = 0;
  let produced = 0;
  const pieces = Readable.from(countedPieces(source, (length) => (packed += length)));
  const stream = new XzReadableStream(Readable.toWeb(pieces) as ReadableStream<Uint8Array>);
  const reader = stream.getReader();
  try {
    for (;;) {
      const next = await reader.read();
      if (next.done) return;
      produced += next.value.length;
      yield next.value;
      if (!isBomb(packed, produced)) continue;
      end.problems.push(bombAt(produced));
      return;
    }
  } catch (error) {
    tellDamage(end, 'xz', produced, error);
  } finally {
    await reader.cancel().catch(() => {});
    pieces.destroy();
  }
}

function tellDamage(end: UnpackEnd, what: string, produced: number, fault: unknown): void {
  const reason = fault instanceof Error ? fault.message : String(fault);
  const message = `the ${what} file is damaged, cut short or followed by bytes that are none (${reason}); what could be unpacked before, ${produced} bytes, was kept`;
  end.problems.push({ code: 'packed-corrupt', severity: 'error', message, at: produced });
}

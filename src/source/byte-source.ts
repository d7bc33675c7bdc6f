import { closeSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { openable } from './file-path.js';

/** A piece of a source in a buffer of its own, with free room before it where the rest of the last piece may be put. */
export interface Chunk {
  readonly buffer: Buffer;
  readonly start: number;
}

/** Bytes of a source, piece by piece; every buffer is fresh and never written to again. */
export interface ByteSource {
  /** The next bytes, null at the end. */
  read(): Promise<Chunk | null>;
  close(): Promise<void>;
}

/** Bytes read at a time: 4 MB. */
export const CHUNK_LENGTH = 4 << 20;

/** Bytes read at a time where buffers are used again: 1 MB stays near the processor. */
const REUSED_LENGTH = 1 << 20;

/** Free room before a chunk: the rest of a window, most often a part of one message, fits in. */
const ROOM = 256 << 10;

/** Buffers that a reader goes round with: one is cut, one waits, one is being filled, one is being let go. */
const RING = 4;

/**
 * A file of more than one chunk: the next chunk is read while this one is cut.
 *
 * @param reuse true fills the same few buffers over and over: a chunk is gone when the second one after it is asked for.
 *   Fresh memory for every chunk costs as much as the reading itself.
 * @param start offset of the first byte that is read
 */
export async function openLargeFile(path: string, reuse: boolean, start = 0): Promise<ByteSource> {
  const file = await open(openable(path));
  const length = reuse ? REUSED_LENGTH : CHUNK_LENGTH;
  const ring: Buffer[] = [];
  let position = start;
  let count = 0;
  const nextBuffer = (): Buffer => {
    if (!reuse) return Buffer.allocUnsafeSlow(ROOM + length);
    const index = count++ % RING;
    ring[index] ??= Buffer.allocUnsafeSlow(ROOM + length);
    return ring[index];
  };
  const readChunk = async (): Promise<Chunk | null> => {
    const buffer = nextBuffer();
    const { bytesRead } = await file.read(buffer, ROOM, length, position);
    position += bytesRead;
    return bytesRead === 0 ? null : { buffer: buffer.subarray(0, ROOM + bytesRead), start: ROOM };
  };
  let ahead: Promise<Chunk | null> | null = null;
  return {
    async read() {
      const chunk = await (ahead ?? readChunk());
      ahead = chunk === null ? Promise.resolve(null) : readChunk();
      ahead.catch(() => {});
      return chunk;
    },
    close: () => closeAfter(ahead, file),
  };
}

async function closeAfter(ahead: Promise<unknown> | null, file: FileHandle): Promise<void> {
  await ahead?.catch(() => {});
  await file.close();
}

/** A file of at most one chunk, read at once: cheaper by far where a folder holds thousands of them. */
export function openSmallFile(path: string, size: number): ByteSource {
  let descriptor: number | null = openSync(openable(path), 'r');
  let position = 0;
  const close = () => {
    if (descriptor !== null) closeSync(descriptor);
    descriptor = null;
  };
  return {
    async read() {
      if (descriptor === null) return null;
      // One byte more than the file had: a shorter read is the end, and no second one is needed to see it.
      // A file that grew meanwhile is read on in larger pieces.
      const buffer = Buffer.allocUnsafeSlow(size > position ? size - position + 1 : position === 0 ? 1 : ROOM);
      const length = readSync(descriptor, buffer, 0, buffer.length, position);
      position += length;
      if (length < buffer.length) close();
      return length === 0 ? null : { buffer: buffer.subarray(0, length), start: 0 };
    },
    async close() {
      close();
    },
  };
}

/** Any stream of bytes: standard input, a pipe, what a decompressor gives. Small pieces are joined. */
export function openPieces(
  pieces: AsyncIterable<Uint8Array | string>,
  close: () => Promise<void> = async () => {},
): ByteSource {
  const iterator = pieces[Symbol.asyncIterator]();
  let done = false;
  return {
    async read() {
      const taken: Uint8Array[] = [];
      let length = 0;
      while (!done && length < CHUNK_LENGTH) {
        const next = await iterator.next();
        if (next.done === true) {
          done = true;
          break;
        }
        const piece = typeof next.value === 'string' ? Buffer.from(next.value) : next.value;
        taken.push(piece);
        length += piece.length;
      }
      if (length === 0) return null;
      const buffer = Buffer.allocUnsafeSlow(ROOM + length);
      let at = ROOM;
      for (const piece of taken) {
        buffer.set(piece, at);
        at += piece.length;
      }
      return { buffer, start: ROOM };
    },
    async close() {
      if (!done) await iterator.return?.();
      await close();
    },
  };
}

/** Pieces of a stream as they come. */
export async function* piecesOf(stream: Readable): AsyncGenerator<Uint8Array | string> {
  for await (const piece of stream) yield piece as Uint8Array | string;
}

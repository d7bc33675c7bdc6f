import { closeSync, openSync, readSync } from 'node:fs';
import { openable } from '../file-path.js';

/** Bytes that can be read at any place. */
export interface RandomBytes {
  readonly size: number;
  /** What stands at `offset`, as much of `length` as there is; empty outside. */
  read(offset: number, length: number): Buffer;
  close(): void;
}

/** A file, opened once; what is read after it was closed opens it anew. */
export function randomFile(path: string, size: number): RandomBytes {
  let descriptor: number | null = openSync(openable(path), 'r');
  const readAt = (from: number, offset: number, count: number): Buffer => {
    const buffer = Buffer.alloc(count);
    return buffer.subarray(0, readSync(from, buffer, 0, count, offset));
  };
  return {
    size,
    read(offset, length) {
      const count = Math.max(0, Math.min(length, size - offset));
      if (!Number.isSafeInteger(offset) || offset < 0 || count === 0) return Buffer.alloc(0);
      if (descriptor !== null) return readAt(descriptor, offset, count);
      const again = openSync(openable(path), 'r');
      try {
        return readAt(again, offset, count);
      } finally {
        closeSync(again);
      }
    },
    close() {
      if (descriptor !== null) closeSync(descriptor);
      descriptor = null;
    },
  };
}

/** Bytes in memory. */
export function randomBuffer(bytes: Buffer): RandomBytes {
  return {
    size: bytes.length,
    read: (offset, length) =>
      Number.isSafeInteger(offset) && offset >= 0
        ? bytes.subarray(offset, offset + Math.max(0, length))
        : Buffer.alloc(0),
    close: () => {},
  };
}

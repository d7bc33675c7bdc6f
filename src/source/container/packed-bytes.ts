import type { ByteSource } from '../byte-source.js';

/** Bytes of a source that are looked at before they are taken. */
export interface PackedBytes {
  /** What is at hand. */
  readonly bytes: Buffer;
  /** Offset in the source of `bytes[0]`. */
  readonly offset: number;
  /** Reads on until so many bytes are at hand; false where the source ends before. */
  ensure(count: number): Promise<boolean>;
  skip(count: number): void;
  close(): Promise<void>;
}

/** Reads a source through such a window. */
export function readPacked(source: ByteSource): PackedBytes {
  let bytes: Buffer = Buffer.alloc(0);
  let offset = 0;
  return {
    get bytes() {
      return bytes;
    },
    get offset() {
      return offset;
    },
    async ensure(count) {
      while (bytes.length < count) {
        const chunk = await source.read();
        if (chunk === null) return false;
        const { buffer, start } = chunk;
        if (bytes.length <= start) {
          bytes.copy(buffer, start - bytes.length);
          bytes = buffer.subarray(start - bytes.length);
        } else bytes = Buffer.concat([bytes, buffer.subarray(start)]);
      }
      return true;
    },
    skip(count) {
      bytes = bytes.subarray(count);
      offset += count;
    },
    close: () => source.close(),
  };
}

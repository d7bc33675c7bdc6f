import type { ByteSource, Chunk } from '../byte-source.js';

/** A zip inside an archive is held in memory up to this: 256 MB. */
const HELD = 256 << 20;

/** A source whose first chunk was looked at, whole again. */
export function withFirst(first: Chunk, rest: ByteSource): ByteSource {
  let waiting: Chunk | null = first;
  return {
    async read() {
      const chunk = waiting ?? (await rest.read());
      waiting = null;
      return chunk;
    },
    close: () => rest.close(),
  };
}

/** All pieces in one; null where they are too many for the memory. */
export async function holdPieces(pieces: AsyncIterable<Uint8Array>, limit = HELD): Promise<Buffer | null> {
  const held: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > limit) return null;
    held.push(piece);
  }
  return Buffer.concat(held);
}

/** The first bytes, which were looked at, and what follows. */
export async function* joined(head: Buffer, pieces: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  yield* pieces;
}

/** What a source gives, each piece counted. */
export async function* countedPieces(source: ByteSource, count: (length: number) => void): AsyncGenerator<Uint8Array> {
  try {
    for (let chunk = await source.read(); chunk !== null; chunk = await source.read()) {
      const piece = chunk.buffer.subarray(chunk.start);
      count(piece.length);
      yield piece;
    }
  } finally {
    await source.close();
  }
}

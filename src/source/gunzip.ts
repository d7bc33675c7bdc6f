import { once } from 'node:events';
import { createGunzip } from 'node:zlib';
import type { ByteSource } from './byte-source.js';

/** How the decompression ended. */
export interface GunzipEnd {
  /** What was wrong with the compressed bytes; null if nothing was. */
  problem: { readonly code: 'gzip-truncated' | 'gzip-corrupt'; readonly message: string } | null;
}

/** True for the two bytes that every gzip member begins with (RFC 1952 §2.3.1) and its one method. */
export function isGzip(bytes: Uint8Array, at = 0): boolean {
  return bytes[at] === 0x1f && bytes[at + 1] === 0x8b && bytes[at + 2] === 8;
}

/**
 * Undoes gzip piece by piece, all members one after the other. Keeps everything that could be read where the
 * compressed bytes are cut short or damaged. A piece of 64 KB gives 64 MB at most, so a bomb only takes time.
 */
export async function* gunzip(source: ByteSource, end: GunzipEnd): AsyncGenerator<Uint8Array> {
  const inflater = createGunzip({ chunkSize: 256 << 10 });
  let ready: Uint8Array[] = [];
  let failure: (Error & { code?: string }) | null = null;
  inflater.on('data', (piece: Uint8Array) => ready.push(piece));
  inflater.on('error', (error) => {
    failure = error;
  });
  try {
    for (;;) {
      const chunk = await source.read();
      if (chunk === null) break;
      for (let at = chunk.start; at < chunk.buffer.length && failure === null; at += 65536) {
        await write(inflater, chunk.buffer.subarray(at, at + 65536));
        yield* ready;
        ready = [];
      }
      if (failure !== null) break;
    }
    if (failure === null) {
      const closed = once(inflater, 'close').catch(() => {});
      inflater.end();
      await closed;
    }
    yield* ready;
    if (failure !== null) end.problem = describe(failure);
  } finally {
    inflater.destroy();
    await source.close();
  }
}

function write(inflater: ReturnType<typeof createGunzip>, piece: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    inflater.write(piece, () => resolve());
  });
}

function describe(error: Error & { code?: string }): GunzipEnd['problem'] {
  if (error.code === 'Z_BUF_ERROR')
    return { code: 'gzip-truncated', message: 'the compressed file is cut short; what could be read of it was kept' };
  return { code: 'gzip-corrupt', message: 'the compressed file is damaged; what could be read before that was kept' };
}

import { once } from 'node:events';
import { createGunzip, type Gunzip, type InflateRaw } from 'node:zlib';
import type { ByteSource } from '../byte-source.js';
import { isBomb } from './archive-limits.js';

/** How the decompression ended. */
export interface GunzipEnd {
  /** What was wrong with the compressed bytes; null if nothing was. */
  problem: {
    readonly code: 'gzip-truncated' | 'gzip-corrupt' | 'gzip-trailing-bytes' | 'archive-bomb';
    readonly severity: 'error' | 'warning';
    readonly message: string;
  } | null;
}

/** Compressed bytes given to the decompressor at a time: little is lost with the piece that turns out damaged. */
const PIECE = 16 << 10;

/** True for the two bytes that every gzip member begins with (RFC 1952 §2.3.1) and its one method. */
export function isGzip(bytes: Uint8Array, at = 0): boolean {
  return bytes[at] === 0x1f && bytes[at + 1] === 0x8b && bytes[at + 2] === 8;
}

/**
 * Undoes gzip piece by piece, all members one after the other. Keeps everything that could be read where the
 * compressed bytes are cut short or damaged, and ends at a bomb.
 */
export async function* gunzip(
  source: ByteSource,
  end: GunzipEnd,
  inflater: Gunzip | InflateRaw = createGunzip({ chunkSize: 4 * PIECE }),
): AsyncGenerator<Uint8Array> {
  let produced = 0;
  let ready: Uint8Array[] = [];
  let failure: (Error & { code?: string }) | null = null;
  let given = 0;
  inflater.on('data', (piece: Uint8Array) => {
    produced += piece.length;
    ready.push(piece);
  });
  inflater.on('error', (error) => {
    failure = error;
  });
  try {
    for (;;) {
      const chunk = await source.read();
      if (chunk === null) break;
      for (let at = chunk.start; at < chunk.buffer.length && !inflater.closed; at += PIECE) {
        const piece = chunk.buffer.subarray(at, at + PIECE);
        given += piece.length;
        await write(inflater, piece);
        yield* ready;
        ready = [];
        if (isBomb(given, produced)) {
          const message = `the compressed file gives more than 200 times its size; what follows after ${produced} bytes was left out`;
          end.problem = { code: 'archive-bomb', severity: 'error', message };
          return;
        }
      }
      if (inflater.closed) break;
    }
    if (failure === null && !inflater.closed) {
      const closed = once(inflater, 'close').catch(() => {});
      inflater.end();
      await closed;
    }
    yield* ready;
    if (failure !== null) end.problem = describe(failure);
    else if (inflater.bytesWritten < given) {
      const message = `${given - inflater.bytesWritten} bytes after the compressed data were left out`;
      end.problem = { code: 'gzip-trailing-bytes', severity: 'warning', message };
    }
  } finally {
    inflater.destroy();
    await source.close();
  }
}

/** Ends when the decompressor is through with the piece, or has failed. */
function write(inflater: Gunzip | InflateRaw, piece: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      inflater.off('close', done);
      resolve();
    };
    inflater.once('close', done);
    inflater.write(piece, done);
  });
}

function describe(error: Error & { code?: string }): GunzipEnd['problem'] {
  const [code, what] =
    error.code === 'Z_BUF_ERROR' ? (['gzip-truncated', 'cut short'] as const) : (['gzip-corrupt', 'damaged'] as const);
  return { code, severity: 'error', message: `the compressed file is ${what}; what could be read of it was kept` };
}

import { createInflateRaw } from 'node:zlib';

/** Packed bytes given to the decompressor at a time. */
export const PIECE = 16 << 10;
/** Unpacked bytes that it gives out at a time. */
const CHUNK = 64 << 10;

/** What came of packed bytes. */
export interface Inflated {
  readonly pieces: readonly Uint8Array[];
  /** Packed bytes that were taken; the rest stands behind the end of the stream. */
  readonly taken: number;
  /** `open` where the stream goes on. */
  readonly state: 'open' | 'ended' | 'damaged';
}

/** One deflate stream (RFC 1951) that is being unpacked. Bytes behind its end are never taken. */
export interface Inflation {
  push(piece: Uint8Array): Promise<Inflated>;
  /** Says that no packed bytes follow: the stream has ended, or it is cut short and stays `open`. */
  finish(): Promise<Inflated>;
  close(): void;
}

/** Begins to unpack a stream. */
export function openInflation(): Inflation {
  const inflater = createInflateRaw({ chunkSize: CHUNK });
  let pieces: Uint8Array[] = [];
  let state: Inflated['state'] = 'open';
  let taken = 0;
  let settle = () => {};
  inflater.on('data', (piece: Uint8Array) => pieces.push(piece));
  inflater.on('error', (error: Error & { code?: string }) => {
    if (error.code !== 'Z_BUF_ERROR') state = 'damaged';
    settle();
  });
  inflater.on('end', () => {
    state = 'ended';
    settle();
  });
  inflater.on('close', () => settle());
  const run = async (start: (done: () => void) => void): Promise<Inflated> => {
    await new Promise<void>((resolve) => {
      settle = resolve;
      if (inflater.destroyed || inflater.readableEnded) resolve();
      else start(resolve);
    });
    const given = { pieces, taken: inflater.bytesWritten - taken, state };
    pieces = [];
    taken = inflater.bytesWritten;
    return given;
  };
  return {
    push: (piece) => run((done) => inflater.write(piece, done)),
    finish: () => run(() => inflater.end()),
    close: () => inflater.destroy(),
  };
}

/**
 * Unpacks a damaged stream up to the very damage: the decompressor drops what it unpacked together with it, so the packed bytes are
 * given to it in ever smaller pieces.
 */
export async function inflateToDamage(packed: Uint8Array): Promise<Inflated> {
  let sound = 0;
  for (const size of [PIECE, 256, 1]) {
    const inflation = openInflation();
    const pieces: Uint8Array[] = [];
    let at = 0;
    let state: Inflated['state'] = 'open';
    while (at < packed.length && state === 'open') {
      const end = at < sound ? Math.min(sound, at + PIECE) : Math.min(packed.length, at + size);
      const given = await inflation.push(packed.subarray(at, end));
      pieces.push(...given.pieces);
      ({ state } = given);
      if (given.taken === 0 && state === 'open') state = 'damaged';
      if (state !== 'damaged') at += given.taken;
    }
    if (state === 'open') ({ state } = await inflation.finish());
    inflation.close();
    if (state !== 'damaged' || size === 1) return { pieces, taken: at, state };
    sound = at;
  }
  throw new Error('unreachable');
}

import { crc32 } from 'node:zlib';
import type { ByteSource } from '../byte-source.js';
import { isBomb } from './archive-limits.js';
import { inflateToDamage, openInflation, PIECE } from './inflation.js';
import { type PackedBytes, readPacked } from './packed-bytes.js';
import { bombAt, type UnpackEnd, type UnpackProblem } from './unpack-end.js';

/** Bytes of a member's header that are looked at: names and comments in it are short. */
const HEADER = 128 << 10;
/** Unpacked bytes that prove a member behind strange bytes, where it does not end before. */
const PROOF = 2 << 10;
const PROOF_AT_END = 64;
/** Packed bytes of a member that are kept, so that a damaged one can be unpacked again up to the very damage. */
const KEPT = 8 << 20;
/** Places that are tried for a member behind strange bytes, and members that are unpacked again, before the rest is given up. */
const MOST_TRIES = 200;
const MAGIC = Buffer.from([0x1f, 0x8b, 8]);
const TRAILER = 8;

/** True for the two bytes that every gzip member begins with (RFC 1952 §2.3.1) and its one method. */
export function isGzip(bytes: Uint8Array, at = 0): boolean {
  return bytes[at] === 0x1f && bytes[at + 1] === 0x8b && bytes[at + 2] === 8;
}

/**
 * Undoes gzip member by member (RFC 1952), piece by piece. Bytes between and behind the members are counted and told; of a damaged or
 * cut member all is kept that stands before the damage, and what members follow are read. Ends at a bomb.
 */
export async function* gunzip(source: ByteSource, end: UnpackEnd): AsyncGenerator<Uint8Array> {
  const packed = readPacked(source);
  const run: Run = { packed, given: 0, produced: 0, tries: 0, problems: end.problems };
  /** Where bytes began that are no member, and whether they are the rest of a damaged one. */
  let strange: { readonly from: number; readonly damaged: boolean } | null = null;
  try {
    while (await packed.ensure(1)) {
      await packed.ensure(HEADER);
      const header = headerLength(packed.bytes);
      if (header > 0 && (strange === null || (await isMember(run, header)))) {
        if (strange !== null) tellStrange(run, strange);
        strange = null;
        packed.skip(header);
        const { state, crc, length } = yield* unpack(run);
        if (state === 'bomb') return;
        if (state === 'damaged') strange = { from: packed.offset, damaged: true };
        else await checkTrailer(run, state, crc, length);
        continue;
      }
      strange ??= { from: packed.offset, damaged: false };
      const next = run.tries > MOST_TRIES ? -1 : packed.bytes.indexOf(MAGIC, 1);
      packed.skip(next > 0 ? next : Math.max(1, packed.bytes.length - MAGIC.length + 1));
    }
    if (strange !== null) tellStrange(run, strange);
  } finally {
    await packed.close();
  }
}

/**
 * Undoes the packing of one file of a zip: one stream without header (method 8), or the file as it is (method 0).
 *
 * @param checksum its CRC-32; null where it is not known
 */
export async function* unpackEntry(
  source: ByteSource,
  method: number,
  end: UnpackEnd,
  checksum: number | null,
): AsyncGenerator<Uint8Array> {
  const packed = readPacked(source);
  const run: Run = { packed, given: 0, produced: 0, tries: 0, problems: end.problems };
  try {
    const { state, crc } = method === 0 ? yield* passOn(run) : yield* unpack(run);
    if (state === 'cut') tell(run, 'gzip-truncated', 'error', CUT);
    if (state === 'damaged') tellStrange(run, { from: packed.offset, damaged: true });
    if (state !== 'ended') return;
    if (checksum !== null && crc !== checksum) tell(run, 'gzip-checksum', 'error', CHECKSUM);
    const from = packed.offset;
    while (await packed.ensure(1)) packed.skip(packed.bytes.length);
    if (packed.offset > from) tellStrange(run, { from, damaged: false });
  } finally {
    await packed.close();
  }
}

/** Packed bytes on their way. */
interface Run {
  readonly packed: PackedBytes;
  /** Packed bytes taken, unpacked bytes given out. */
  given: number;
  produced: number;
  tries: number;
  readonly problems: UnpackProblem[];
}

interface Unpacked {
  readonly state: 'ended' | 'cut' | 'damaged' | 'bomb';
  readonly crc: number;
  readonly length: number;
}

/** One stream. Where it is damaged, the packed bytes from the piece on that holds the damage are not taken. */
async function* unpack(run: Run): AsyncGenerator<Uint8Array, Unpacked> {
  const { packed } = run;
  const inflation = openInflation();
  const kept: Uint8Array[] = [];
  let keptLength = 0;
  let crc = 0;
  let length = 0;
  const give = (piece: Uint8Array): Uint8Array => {
    crc = crc32(piece, crc);
    length += piece.length;
    run.produced += piece.length;
    return piece;
  };
  try {
    for (;;) {
      const more = await packed.ensure(1);
      const piece = packed.bytes.subarray(0, PIECE);
      const given = more ? await inflation.push(piece) : await inflation.finish();
      const { pieces, taken } = given;
      const state = more && taken === 0 && given.state === 'open' ? 'damaged' : given.state;
      for (const unpacked of pieces) yield give(unpacked);
      if (keptLength <= KEPT) kept.push(Buffer.from(piece));
      keptLength += piece.length;
      if (state === 'damaged') {
        if (keptLength <= KEPT && ++run.tries <= MOST_TRIES) {
          const whole = Buffer.concat((await inflateToDamage(Buffer.concat(kept))).pieces);
          if (whole.length > length) yield give(whole.subarray(length));
        }
        return { state, crc, length };
      }
      packed.skip(taken);
      run.given += taken;
      if (state === 'ended') return { state, crc, length };
      if (!more) return { state: 'cut', crc, length };
      if (isBomb(run.given, run.produced)) {
        run.problems.push(bombAt(run.produced));
        return { state: 'bomb', crc, length };
      }
    }
  } finally {
    inflation.close();
  }
}

async function* passOn(run: Run): AsyncGenerator<Uint8Array, Pick<Unpacked, 'state' | 'crc'>> {
  const { packed } = run;
  let crc = 0;
  while (await packed.ensure(1)) {
    const { bytes } = packed;
    crc = crc32(bytes, crc);
    run.produced += bytes.length;
    packed.skip(bytes.length);
    yield bytes;
  }
  return { state: 'ended', crc };
}

const CUT = 'the compressed file is cut short; what could be read of it was kept';
const CHECKSUM = 'the checksum of the packed bytes does not fit: what was read of them may be damaged';

/** Checksum and length behind a member (RFC 1952 §2.3.1). */
async function checkTrailer(run: Run, state: 'ended' | 'cut', crc: number, length: number): Promise<void> {
  const { packed } = run;
  if (state === 'cut' || !(await packed.ensure(TRAILER))) tell(run, 'gzip-truncated', 'error', CUT);
  else if (!fitsTrailer(packed.bytes, 0, crc, length)) tell(run, 'gzip-checksum', 'error', CHECKSUM);
  packed.skip(Math.min(TRAILER, packed.bytes.length));
}

const fitsTrailer = (bytes: Buffer, at: number, crc: number, length: number): boolean =>
  bytes.readUInt32LE(at) === crc && bytes.readUInt32LE(at + 4) === length % 0x1_0000_0000;

/** True for a header that a member stands behind, and not three bytes that look so: it unpacks for a while, or to its right end. */
async function isMember(run: Run, header: number): Promise<boolean> {
  if (++run.tries > MOST_TRIES) return false;
  await run.packed.ensure(header + PIECE + TRAILER);
  const { bytes } = run.packed;
  const { pieces, taken, state } = await inflateToDamage(bytes.subarray(header, header + PIECE));
  const unpacked = Buffer.concat(pieces);
  if (unpacked.length >= PROOF) return true;
  const trailer = header + taken;
  if (state !== 'ended') return false;
  // A member whose trailer is cut off ends the file.
  if (trailer + TRAILER > bytes.length) return unpacked.length >= PROOF_AT_END;
  return fitsTrailer(bytes, trailer, crc32(unpacked), unpacked.length);
}

/** Length of a member's header; 0 where none stands at the start. */
function headerLength(bytes: Buffer): number {
  const flags = bytes[3] ?? 0xff;
  if (!isGzip(bytes) || (flags & 0xe0) !== 0) return 0;
  let at = 10;
  if ((flags & 4) !== 0) at += 2 + (at + 2 <= bytes.length ? bytes.readUInt16LE(at) : 0);
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    const zero = bytes.indexOf(0, at);
    if (zero < 0) return 0;
    at = zero + 1;
  }
  if ((flags & 2) !== 0) at += 2;
  return at <= bytes.length ? at : 0;
}

function tellStrange(run: Run, { from, damaged }: { readonly from: number; readonly damaged: boolean }): void {
  const count = run.packed.offset - from;
  if (damaged)
    tell(
      run,
      'gzip-corrupt',
      'error',
      `the compressed file is damaged near its byte ${from}; what stands before was kept, ${count} packed bytes were left out`,
    );
  else
    tell(
      run,
      'gzip-trailing-bytes',
      'warning',
      `${count} bytes at byte ${from} of the compressed file are no gzip data and were left out`,
    );
}

function tell(run: Run, code: UnpackProblem['code'], severity: UnpackProblem['severity'], message: string): void {
  run.problems.push({ code, severity, message, at: run.produced });
}

import type { ByteSource } from '../byte-source.js';
import { isBomb } from './archive-limits.js';
import { type BzipBlock, readBlock } from './bzip2-block.js';
import { type PackedBytes, readPacked } from './packed-bytes.js';
import { bombAt, type UnpackEnd } from './unpack-end.js';

/** Packed bytes that the largest block can take: 900,000 symbols of at most 20 bits, and its tables. */
const LONGEST_BLOCK = 2_400_000;
/** Packed bytes behind a damaged block that are looked through for the next one, and times that this is done. */
const SEARCHED = 4 << 20;
const MOST_TRIES = 50;
/** The 48 bits before a block (a decimal pi), and those before the end of a stream (the square root of pi). */
const BLOCK = [0x314159, 0x265359] as const;
const END = [0x177245, 0x385090] as const;

/** True for the four bytes that a bzip2 stream begins with: `BZh` and its block size. */
export const isBzip2 = (bytes: Uint8Array, at = 0): boolean =>
  bytes[at] === 0x42 &&
  bytes[at + 1] === 0x5a &&
  bytes[at + 2] === 0x68 &&
  bytes[at + 3]! >= 0x31 &&
  bytes[at + 3]! <= 0x39;

/**
 * Undoes bzip2 block by block: streams one behind the other too, as parallel packers write them. A damaged block costs itself: the next
 * one is found by its mark, at whatever bit it stands.
 */
export async function* bunzip2(source: ByteSource, end: UnpackEnd): AsyncGenerator<Uint8Array> {
  const packed = readPacked(source);
  let bit = 0;
  let limit = 0;
  let produced = 0;
  let tries = 0;
  const tell = (
    code: 'packed-truncated' | 'packed-corrupt' | 'packed-checksum' | 'packed-trailing-bytes',
    text: string,
  ) =>
    end.problems.push({
      code,
      severity: code === 'packed-trailing-bytes' ? 'warning' : 'error',
      message: text,
      at: produced,
    });
  const take = (bits: number): void => {
    bit += bits;
    packed.skip(bit >> 3);
    bit &= 7;
  };
  try {
    while (await packed.ensure(1)) {
      await packed.ensure(LONGEST_BLOCK);
      const { bytes } = packed;
      if (bit === 0 && isBzip2(bytes)) {
        limit = (bytes[3]! - 0x30) * 100_000;
        take(32);
        continue;
      }
      if (limit > 0 && hasMark(bytes, bit, END)) {
        take(80);
        if (bit > 0) take(8 - bit);
        limit = 0;
        continue;
      }
      if (limit === 0) {
        const from = packed.offset;
        while (await packed.ensure(1)) packed.skip(packed.bytes.length);
        tell('packed-trailing-bytes', `${packed.offset - from} bytes behind the bzip2 data are none and were left out`);
        return;
      }
      const block = hasMark(bytes, bit, BLOCK) ? readBlock(bytes, bit, limit) : null;
      if (block !== null && block !== 'damaged') {
        yield* give(block);
        take(block.bits);
        if (!block.sound)
          tell(
            'packed-checksum',
            'a checksum of the bzip2 data does not fit: what was read of that block may be damaged',
          );
        if (!isBomb(packed.offset, produced)) continue;
        end.problems.push(bombAt(produced));
        return;
      }
      if (block === null && bytes.length < LONGEST_BLOCK && !findMark(bytes, bit + 1)) {
        tell('packed-truncated', 'the bzip2 file is cut short; the blocks before were kept');
        return;
      }
      const from = packed.offset;
      if (++tries > MOST_TRIES || !(await skipToBlock(packed, bit, (next) => (bit = next)))) {
        tell('packed-corrupt', `the bzip2 file is damaged near its byte ${from}; what stands before was kept`);
        return;
      }
      tell(
        'packed-corrupt',
        `the bzip2 file is damaged near its byte ${from}; the block there was left out, reading went on behind it`,
      );
    }
    if (limit > 0) tell('packed-truncated', 'the bzip2 file is cut short; the blocks before were kept');
  } finally {
    await packed.close();
  }

  function* give({ pieces }: BzipBlock): Generator<Uint8Array> {
    for (const piece of pieces) {
      produced += piece.length;
      yield piece;
    }
  }
}

/** Goes on to the next mark of a block or an end; false where none is near. */
async function skipToBlock(packed: PackedBytes, bit: number, place: (bit: number) => void): Promise<boolean> {
  await packed.ensure(SEARCHED);
  const found = findMark(packed.bytes.subarray(0, SEARCHED), bit + 1);
  if (found === null) return false;
  packed.skip(found >> 3);
  place(found & 7);
  return true;
}

/** Bit of the first mark from a bit on. */
function findMark(bytes: Buffer, from: number): number | null {
  let high = 0;
  let low = 0;
  const end = bytes.length * 8;
  for (let bit = from; bit < end; bit++) {
    high = ((high << 1) | (low >>> 23)) & 0xffffff;
    low = ((low << 1) | ((bytes[bit >> 3]! >> (7 - (bit & 7))) & 1)) & 0xffffff;
    if ((high === BLOCK[0] && low === BLOCK[1]) || (high === END[0] && low === END[1]))
      if (bit - from >= 47) return bit - 47;
  }
  return null;
}

function hasMark(bytes: Buffer, bit: number, [high, low]: readonly [number, number]): boolean {
  if (bytes.length * 8 < bit + 48) return false;
  return bits24(bytes, bit) === high && bits24(bytes, bit + 24) === low;
}

function bits24(bytes: Buffer, bit: number): number {
  const at = bit >> 3;
  const four = ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | (bytes[at + 3] ?? 0)) >>> 0;
  return (four >>> (8 - (bit & 7))) & 0xffffff;
}

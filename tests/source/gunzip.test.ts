import { deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openPieces } from '../../src/source/byte-source.js';
import { gunzip } from '../../src/source/container/gunzip.js';
import type { UnpackEnd } from '../../src/source/container/unpack-end.js';

/** Text that packs as mail does, a different one for each number. */
const text = (seed: number, lines = 400): string =>
  Array.from(
    { length: lines },
    (_, line) => `line ${(line * 7919 + seed * 104729) % 100_003} of letter ${seed}\n`,
  ).join('');

async function unpack(packed: Buffer, pieceLength = packed.length || 1) {
  async function* pieces() {
    for (let at = 0; at < packed.length; at += pieceLength) yield packed.subarray(at, at + pieceLength);
  }
  const end: UnpackEnd = { problems: [] };
  const given: Buffer[] = [];
  for await (const piece of gunzip(openPieces(pieces()), end)) given.push(Buffer.from(piece));
  return { bytes: Buffer.concat(given).toString(), codes: end.problems.map(({ code }) => code), end };
}

const ONE = gzipSync(text(1));
const TWO = gzipSync(text(2));
const NOISE = Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * index * 31 + (index >> 3)) & 0xff));

/** A header with a name, a comment, an extra field and its own checksum (RFC 1952 §2.3.1). */
function withLongHeader(content: string): Buffer {
  const plain = gzipSync(content);
  const header = Buffer.from(plain.subarray(0, 10));
  header[3] = 0x1e;
  const extra = Buffer.from([4, 0, 1, 2, 3, 4]);
  return Buffer.concat([header, extra, Buffer.from('box.mbox\0of May\0'), Buffer.from([0, 0]), plain.subarray(10)]);
}

describe('gunzip', () => {
  it.each<readonly [what: string, packed: Buffer, expected: string, codes: readonly string[]]>([
    ['one member', ONE, text(1), []],
    ['members one behind the other', Buffer.concat([ONE, TWO, ONE]), text(1) + text(2) + text(1), []],
    ['a member of nothing between two', Buffer.concat([ONE, gzipSync(''), TWO]), text(1) + text(2), []],
    ['a header with every field', Buffer.concat([withLongHeader(text(3)), ONE]), text(3) + text(1), []],
    ['a stored member', gzipSync(text(1), { level: 0 }), text(1), []],
    ['bytes behind', Buffer.concat([ONE, NOISE]), text(1), ['gzip-trailing-bytes']],
    ['zeros behind, as on tapes', Buffer.concat([ONE, Buffer.alloc(10_240)]), text(1), ['gzip-trailing-bytes']],
    ['text behind', Buffer.concat([ONE, Buffer.from('copied by Ada\n')]), text(1), ['gzip-trailing-bytes']],
    ['bytes between', Buffer.concat([ONE, NOISE, TWO]), text(1) + text(2), ['gzip-trailing-bytes']],
    [
      'bytes between that look like a header',
      Buffer.concat([ONE, Buffer.from('1f8b0800000000000003ffffffff', 'hex'), TWO]),
      text(1) + text(2),
      ['gzip-corrupt'],
    ],
    [
      'a short member behind strange bytes',
      Buffer.concat([ONE, NOISE, gzipSync('short')]),
      `${text(1)}short`,
      ['gzip-trailing-bytes'],
    ],
    ['a cut in the trailer', ONE.subarray(0, ONE.length - 3), text(1), ['gzip-truncated']],
    ['no trailer', ONE.subarray(0, ONE.length - 8), text(1), ['gzip-truncated']],
    ['a cut in the second header', Buffer.concat([ONE, TWO.subarray(0, 6)]), text(1), ['gzip-trailing-bytes']],
    ['half a header', ONE.subarray(0, 5), '', ['gzip-trailing-bytes']],
  ])('reads %s', async (_what, packed, expected, codes) => {
    const whole = await unpack(packed);
    expect([whole.bytes === expected, whole.bytes.length, whole.codes]).toEqual([true, expected.length, codes]);
    const inPieces = await unpack(packed, 7);
    expect([inPieces.bytes === expected, inPieces.end]).toEqual([true, whole.end]);
  });

  it('says how many bytes are no gzip data, and where', async () => {
    const { end } = await unpack(Buffer.concat([ONE, NOISE]));
    expect(end.problems).toEqual([
      {
        code: 'gzip-trailing-bytes',
        severity: 'warning',
        message: `3000 bytes at byte ${ONE.length} of the compressed file are no gzip data and were left out`,
        at: text(1).length,
      },
    ]);
  });

  it('keeps all that stands before a damage, and reads the members behind it', async () => {
    const damaged = Buffer.from(ONE);
    const middle = ONE.length >> 1;
    damaged.fill(0xff, middle, middle + 40);
    const { bytes, codes } = await unpack(Buffer.concat([damaged, TWO]));
    // What is damaged may happen to unpack to the end of a stream.
    expect(codes[0]).toMatch(/^gzip-(?:corrupt|checksum)$/);
    expect(bytes.endsWith(text(2))).toBe(true);
    let same = 0;
    while (bytes[same] === text(1)[same]) same++;
    expect(same).toBeGreaterThan(text(1).length * 0.4);
  });

  it.each([1, 100, 16_000, 40_000])('keeps the last byte before a damage, %i bytes into a member', async (length) => {
    const content = Buffer.from(text(5, 3000).slice(0, length));
    const block = Buffer.alloc(5);
    block.writeUInt16LE(length, 1);
    block.writeUInt16LE(0xffff - length, 3);
    const header = Buffer.from('1f8b0800000000000003', 'hex');
    // A stored block, then one of the kind that the format leaves free.
    const damaged = Buffer.concat([header, block, content, Buffer.from([7]), NOISE]);
    const { bytes, codes } = await unpack(Buffer.concat([damaged, TWO]));
    expect([bytes === content.toString() + text(2), codes]).toEqual([true, ['gzip-corrupt']]);
  });

  it('tells a checksum that does not fit, and keeps what was read', async () => {
    for (const at of [8, 7, 4, 1]) {
      const changed = Buffer.from(ONE);
      changed[ONE.length - at]! ^= 1;
      const { bytes, codes } = await unpack(Buffer.concat([changed, TWO]));
      expect([bytes === text(1) + text(2), codes]).toEqual([true, ['gzip-checksum']]);
    }
  });

  it('keeps what a cut stream still tells, wherever it is cut', async () => {
    const small = gzipSync(text(4, 40));
    for (let length = 10; length < small.length; length++) {
      const { bytes, codes } = await unpack(small.subarray(0, length));
      expect([text(4, 40).startsWith(bytes), codes]).toEqual([true, ['gzip-truncated']]);
      if (length > small.length / 2) expect(bytes.length).toBeGreaterThan(text(4, 40).length / 4);
    }
  });

  it('never loses a whole member, whatever stands around it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.nat(50).map((seed) => ({ packed: gzipSync(text(seed)), plain: text(seed) })),
            fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => ({ packed: Buffer.from(bytes), plain: '' })),
          ),
          { minLength: 1, maxLength: 6 },
        ),
        async (parts) => {
          const packed = Buffer.concat([ONE, ...parts.map((part) => part.packed)]);
          const { bytes, codes } = await unpack(packed);
          expect(bytes).toBe(text(1) + parts.map(({ plain }) => plain).join(''));
          expect(codes.length > 0).toBe(parts.some(({ plain }) => plain === ''));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('gives up on a file of nothing but beginnings of members in bounded time', async () => {
    const header = Buffer.from('1f8b0800000000000003ffff', 'hex');
    const { bytes, codes } = await unpack(Buffer.concat([ONE, ...Array(20_000).fill(header)]));
    expect([bytes === text(1), codes]).toEqual([true, ['gzip-corrupt']]);
  });

  it('holds no more than a bomb may give', async () => {
    const zeros = deflateRawSync(Buffer.alloc(64 << 20));
    const header = Buffer.from('1f8b0800000000000003', 'hex');
    // The stream goes on and on: 64 MB of zeros in each block of some 64 KB.
    const block = gzipSync(Buffer.alloc(64 << 20));
    expect(zeros.length).toBeLessThan(100_000);
    let most = 0;
    let total = 0;
    const end: UnpackEnd = { problems: [] };
    async function* pieces() {
      for (let count = 0; count < 40; count++) yield block;
      yield header;
    }
    for await (const piece of gunzip(openPieces(pieces()), end)) {
      most = Math.max(most, piece.length);
      total += piece.length;
    }
    expect(end.problems.map(({ code }) => code)).toEqual(['archive-bomb']);
    expect([most <= 1 << 16, total < 600 << 20]).toEqual([true, true]);
  });
});

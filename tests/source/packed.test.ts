import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { openPieces } from '../../src/source/byte-source.js';
import { bunzip2 } from '../../src/source/container/bunzip2.js';
import { readArchived } from '../../src/source/container/read-archived.js';
import type { UnpackEnd } from '../../src/source/container/unpack-end.js';
import { XxHash64 } from '../../src/source/container/xxhash64.js';
import { readSources } from '../../src/source/read-sources.js';
import type { RawMessage } from '../../src/source/source.js';
import { zipOf } from '../make-archive.js';
import { PACKED, rar5Of, rarOf } from '../packed-fixture.js';

const missing = vi.hoisted(() => {
  // The modules are read anew here, so that they see the packages that are taken away.
  vi.resetModules();
  return { all: false };
});
vi.mock('../../src/source/container/optional-package.js', async (original) => {
  const real = await original<typeof import('../../src/source/container/optional-package.js')>();
  const unless =
    <T>(load: () => Promise<T>) =>
    async () =>
      missing.all ? null : load();
  return {
    ...real,
    loadXz: unless(real.loadXz),
    loadZstd: unless(real.loadZstd),
    loadLibarchive: unless(real.loadLibarchive),
  };
});

const folder = mkdtempSync(join(tmpdir(), 'packed-'));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;
async function read(name: string, content: Buffer) {
  const path = join(folder, `${count++}`, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  const reading = readSources([{ path }]);
  const messages: RawMessage[] = [];
  for await (const batch of reading) messages.push(...batch);
  return {
    reading,
    messages,
    subjects: messages.map(({ bytes }) => /^Subject: (.*)$/m.exec(Buffer.from(bytes ?? []).toString())?.[1]),
    codes: reading.problems.map(({ code }) => code),
    texts: reading.problems.map(({ message }) => message.slice(path.length + 2)),
    names: reading.sources.map(({ name: source }) => source.slice(path.length - name.length)),
  };
}

const mail = (subject: string) =>
  `Message-ID: <${subject}@moor.example>\nFrom: Ada <ada@moor.example>\nTo: bo@fen.example\nSubject: ${subject}\n\nHi.\n`;
const FILES = [
  { name: 'moor\\a.eml', content: mail('a') },
  { name: '../../b.eml', content: mail('b') },
  { name: '/c.eml', content: mail('c') },
];

describe('files that are packed by bzip2, xz, zstd, 7-Zip or RAR', () => {
  it.each([
    ...['m.tar.bz2', 'm.tar.xz', 'm.tar.zst', 'm.7z', 'bz.zip', 'xz.zip'].map((name) => [name, PACKED[name]!] as const),
    ...[rarOf(FILES), rar5Of(FILES)].map((content) => ['a.rar', content] as const),
    ...['m.tar.bz2', 'm.tar.xz', 'm.tar.zst', 'm.7z'].map(
      (name) => ['a.zip', zipOf([{ name, content: PACKED[name]! }])] as const,
    ),
  ])('are read as the files in them: %s', async (name, content) => {
    const { subjects, codes, messages } = await read(name, content);
    expect([subjects, codes]).toEqual([['a', 'b', 'c'], []]);
    for (const { origin, bytes, bytesOffset } of messages) {
      const again = await readArchived(origin.source, bytesOffset, 40);
      expect(again?.toString()).toBe(Buffer.from(bytes!.subarray(0, 40)).toString());
    }
  });

  it('are told where nothing checks them: RAR 5 without checksums', async () => {
    const { subjects, codes } = await read('a.rar', rar5Of(FILES, false));
    expect([subjects, codes]).toEqual([['a', 'b', 'c'], ['archive-unchecked']]);
  });

  it.each(['bz2', 'xz', 'zst'])('are read as one mailbox where they hold one: .%s', async (kind) => {
    const packed = PACKED[`inbox.mbox.${kind}`]!;
    const { subjects, codes, reading } = await read(`inbox.mbox.${kind}`, packed);
    expect([subjects, codes]).toEqual([['a', 'b'], []]);
    const compression = { bz2: 'bzip2', xz: 'xz', zst: 'zstd' }[kind];
    expect(reading.sources[0]).toMatchObject({ format: 'mbox', compression, size: packed.length, contentLength: 366 });
    // Streams one behind the other are one file, as the packers themselves read them.
    const twice = await read(`twice.mbox.${kind}`, Buffer.concat([packed, packed]));
    expect([twice.subjects, twice.codes]).toEqual([['a', 'b', 'a', 'b'], []]);
  });

  it('are told by name and left, without the package that reads them, and the rest is read', async () => {
    missing.all = true;
    try {
      const zip = [
        ...['m.tar.xz', 'm.tar.zst', 'm.7z'].map((name) => ({ name, content: PACKED[name]! })),
        { name: 'a.rar', content: rarOf(FILES) },
        { name: 'z.eml', content: mail('z') },
      ];
      const { subjects, codes, texts } = await read('a.zip', zipOf(zip));
      expect([subjects, codes]).toEqual([['z'], Array(4).fill('format-not-read')]);
      expect(texts.map((text) => /npm install ([\w-]+)/.exec(text)?.[1])).toEqual([
        'xz-decompress',
        'fzstd',
        'libarchive-wasm',
        'libarchive-wasm',
      ]);
      for (const name of ['m.7z', 'm.tar.xz']) {
        const alone = await read(name, PACKED[name]!);
        expect([alone.subjects, alone.codes]).toEqual([[], ['format-not-read']]);
      }
      expect((await read('xz.zip', PACKED['xz.zip']!)).codes).toContain('archive-entry-unread');
    } finally {
      missing.all = false;
    }
  });

  it('say what to do where they are encrypted', async () => {
    for (const name of ['enc.7z', 'enchead.7z']) {
      const { subjects, codes } = await read(name, PACKED[name]!);
      expect([subjects, new Set(codes)]).toEqual([[], new Set(['archive-entry-encrypted', 'no-mail-in-archive'])]);
    }
  });

  it('follow no links', async () => {
    const { subjects, codes } = await read(
      'a.rar',
      rarOf([{ name: 'l', content: '/etc/hostname', link: true }, FILES[0]!]),
    );
    expect([subjects, codes]).toEqual([['a'], ['archive-entry-skipped']]);
  });

  it.each(Object.entries(PACKED).filter(([name]) => name !== 'lzma.zip'))(
    'survive cuts and damage: %s',
    async (name, whole) => {
      for (let round = 0; round < 6; round++) {
        const bytes = Buffer.from(whole);
        bytes[(round * 7919 + 11) % bytes.length]! ^= 1 << (round % 8);
        const cut = whole.subarray(0, Math.floor((whole.length * (round + 1)) / 7));
        for (const damaged of [bytes, cut]) {
          const { reading, messages, codes } = await read(name, damaged);
          expect(reading.sources.length).toBeGreaterThan(0);
          if (messages.length < 2) expect(codes.length).toBeGreaterThan(0);
        }
      }
    },
  );
});

describe('checksums of zstd', () => {
  // Hashes as python-xxhash 3 gives them.
  it.each([
    [0, () => 0, 0x51d8e999],
    [1, () => 97, 0xa98c6e5b],
    [1000, (at: number) => at % 251, 0xa88b54d3],
    [4109, (at: number) => (at * at) % 256, 0x59f923be],
  ] as const)('are those of %i bytes, whatever pieces they come in', (length, byte, expected) => {
    const bytes = Uint8Array.from({ length }, (_, at) => byte(at));
    for (const step of [1, 7, 32, 4096]) {
      const hash = new XxHash64();
      for (let at = 0; at < length; at += step) hash.update(bytes.subarray(at, at + step));
      expect(hash.digestLow()).toBe(expected);
    }
  });

  it('are looked at frame by frame: what does not fit is told, and all is read', async () => {
    const packed = PACKED['inbox.mbox.zst']!;
    const skipped = Buffer.from([0x53, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 1, 2]);
    const wrong = Buffer.from(packed);
    wrong[wrong.length - 1]! ^= 1;
    const sound = await read('a.mbox.zst', Buffer.concat([packed, skipped, packed]));
    expect([sound.subjects, sound.codes]).toEqual([['a', 'b', 'a', 'b'], []]);
    const damaged = await read('a.mbox.zst', Buffer.concat([wrong, skipped, packed]));
    expect([damaged.subjects, damaged.codes]).toEqual([['a', 'b', 'a', 'b'], ['packed-checksum']]);
  });
});

describe('bzip2', () => {
  const unpack = async (packed: Buffer, pieceLength = packed.length) => {
    async function* pieces() {
      for (let at = 0; at < packed.length; at += pieceLength) yield packed.subarray(at, at + pieceLength);
    }
    const end: UnpackEnd = { problems: [] };
    const given: Buffer[] = [];
    for await (const piece of bunzip2(openPieces(pieces()), end)) given.push(Buffer.from(piece));
    return { text: Buffer.concat(given).toString(), codes: end.problems.map(({ code }) => code) };
  };
  const one = PACKED['inbox.mbox.bz2']!;

  it('gives the same however the bytes come', async () => {
    const { text } = await unpack(one);
    expect(text).toHaveLength(366);
    for (const length of [1, 7, 64]) expect(await unpack(one, length)).toEqual({ text, codes: [] });
  });

  it('costs a damaged block itself: the next one is found by its mark', async () => {
    const { text } = await unpack(one);
    const two = Buffer.concat([one, one]);
    for (const at of [20, 60, 100]) {
      const damaged = Buffer.from(two);
      damaged[at]! ^= 0xff;
      const { text: kept, codes } = await unpack(damaged);
      expect(kept.endsWith(text), `byte ${at}`).toBe(true);
      expect(codes.length).toBeGreaterThan(0);
    }
  });

  it('tells what stands behind it, and a cut', async () => {
    expect((await unpack(Buffer.concat([one, Buffer.from('more')]))).codes).toEqual(['packed-trailing-bytes']);
    for (let length = 4; length < one.length; length += 9)
      expect((await unpack(one.subarray(0, length))).codes).toEqual(['packed-truncated']);
  });

  it('is unpacked as by the system, whatever it holds', () => {
    // The packer of the system is not everywhere.
    let packed: Buffer;
    const plain = Buffer.concat([
      Buffer.from('line of a letter\n'.repeat(9000)),
      Buffer.alloc(300_000, 'a'),
      Buffer.from(Array.from({ length: 250_000 }, (_, index) => (index * index * 31 + (index >> 3)) & 0xff)),
    ]);
    try {
      packed = execFileSync('bzip2', ['-1', '-c'], { input: plain, maxBuffer: 10_000_000 });
    } catch {
      console.log('no bzip2 on this machine');
      return;
    }
    return unpack(packed).then(({ text, codes }) => {
      expect(codes).toEqual([]);
      expect(text === plain.toString()).toBe(true);
    });
  });
});

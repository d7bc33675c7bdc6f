import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readArchived } from '../../src/source/container/read-archived.js';
import { readSources } from '../../src/source/read-sources.js';
import type { RawMessage } from '../../src/source/source.js';
import { tarOf, zipOf } from '../make-archive.js';

const folder = mkdtempSync(join(tmpdir(), 'archives-'));
afterAll(() => rmSync(folder, { recursive: true }));

const mail = (subject: string) =>
  `Message-ID: <${subject}@moor.example>\nFrom: Ada <ada@moor.example>\nTo: bo@fen.example\nDate: Mon, 4 Apr 2016 09:12:00 +0200\nSubject: ${subject}\n\nOpen it.\n`;
const box = (...subjects: readonly string[]) =>
  subjects.map((subject) => `From ada@moor.example Mon Apr  4 09:12:00 2016\n${mail(subject)}\n`).join('');

let count = 0;
async function read(name: string, content: Buffer) {
  const path = join(folder, `${count++}`, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  const reading = readSources([{ path }]);
  const messages: RawMessage[] = [];
  for await (const batch of reading) messages.push(...batch);
  return {
    path,
    reading,
    messages,
    subjects: messages.map(({ bytes }) => /^Subject: (.*)$/m.exec(Buffer.from(bytes ?? []).toString())?.[1]),
    codes: reading.problems.map(({ code }) => code),
    names: reading.sources.map(({ name: source }) => source.slice(path.length - name.length)),
  };
}

const FILES = [
  { name: 'moor/inbox.mbox', content: box('a', 'b') },
  { name: 'moor/one.eml', content: mail('c') },
];

describe('archives', () => {
  it.each([
    ['a.zip', zipOf(FILES)],
    ['64-bit.zip', zipOf(FILES, true)],
    ['a.tar', tarOf(FILES)],
    ['a.tgz', gzipSync(tarOf(FILES))],
    ['a.zip', zipOf([{ name: 'inner.tar', content: tarOf(FILES) }])],
    ['a.tar', tarOf([{ name: 'inner.zip', content: zipOf(FILES) }])],
    ['a.zip', zipOf([{ name: 'moor/inbox.mbox.gz', content: gzipSync(box('a', 'b')) }, FILES[1]!])],
  ])('reads the files in %s as files', async (name, content) => {
    const { subjects, codes, messages } = await read(name, content);
    expect(subjects).toEqual(['a', 'b', 'c']);
    expect(codes).toEqual([]);
    for (const { origin, bytes, bytesOffset } of messages) {
      const again = await readArchived(origin.source, bytesOffset, 40);
      expect(again?.toString()).toBe(Buffer.from(bytes!.subarray(0, 40)).toString());
    }
  });

  it('names a file by its archive, and the archive as a source with its hash', async () => {
    const { names, reading } = await read('v.zip', zipOf([...FILES, FILES[1]!]));
    expect(names).toEqual(['v.zip › moor/inbox.mbox', 'v.zip › moor/one.eml', 'v.zip › moor/one.eml (2)', 'v.zip']);
    expect(reading.sources.at(-1)).toMatchObject({ format: 'zip', contentLength: 0 });
    expect(reading.sources.at(-1)?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('trusts no path of an archive, and follows neither links nor devices', async () => {
    const odd = [
      { name: '../../up.eml', content: mail('up') },
      { name: '/etc/own.eml', content: mail('own') },
    ];
    expect((await read('a.zip', zipOf(odd))).subjects).toEqual(['up', 'own']);
    expect((await read('a.tar', tarOf(odd))).subjects).toEqual(['up', 'own']);
    const devices = ['CON', 'nul.eml', 'aux', 'C:\\Windows\\x.eml', 'a\u0000b.eml', `${'long/'.repeat(90)}n.eml`];
    expect((await read('a.zip', zipOf(devices.map((name) => ({ name, content: mail('dev') }))))).subjects).toEqual(
      devices.map(() => 'dev'),
    );
    const links = await read(
      'a.tar',
      tarOf([{ name: 'l', content: '', type: '2' }, { name: 'd', content: '', type: '3' }, FILES[1]!]),
    );
    expect([links.subjects, links.codes]).toEqual([['c'], ['archive-entry-skipped', 'archive-entry-skipped']]);
    const zipped = await read('a.zip', zipOf([{ name: 'l', content: '/etc/hostname', mode: 0xa1ff }, FILES[1]!]));
    expect([zipped.subjects, zipped.codes]).toEqual([['c'], ['archive-entry-skipped']]);
  });

  it('says what to do with encrypted entries and reads the others', async () => {
    const { subjects, codes } = await read('a.zip', zipOf([{ ...FILES[0]!, flags: 0x801 }, FILES[1]!]));
    expect([subjects, codes]).toEqual([['c'], ['archive-entry-encrypted']]);
  });

  it('reads what is there of an archive that is cut off', async () => {
    const zip = zipOf([...FILES, { name: 'z.bin', content: Buffer.alloc(3000, 'xyzw') }]);
    const cutZip = await read('a.zip', zip.subarray(0, zip.length - 60));
    expect(cutZip.subjects).toEqual(['a', 'b', 'c']);
    expect(cutZip.codes).toContain('archive-damaged');
    const tar = tarOf(FILES);
    const cutTar = await read('a.tar', tar.subarray(0, 1700));
    expect(cutTar.subjects).toEqual(['a', 'b', 'c']);
    expect(cutTar.codes).toContain('archive-truncated');
  });

  it.each([
    ['a file empty', 20, 8, (entry: Buffer) => entry.fill(0)],
    ['a file a folder that lies outside', 42, 5, (entry: Buffer) => entry.fill('/'.charCodeAt(0))],
  ])('reads by the headers before the files where the directory calls %s', async (_, from, length, write) => {
    const bytes = zipOf([FILES[0]!, { name: 'c', content: mail('c') }]);
    const entry = bytes.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1')) + from;
    write(bytes.subarray(entry, entry + length));
    const { subjects, codes } = await read('a.zip', bytes);
    expect(subjects).toEqual(['a', 'b', 'c']);
    expect(codes).toEqual(['archive-damaged']);
  });

  it.each([
    ['whole files, each to its end', (zip: Buffer) => zip, ['a', 'b', 'c', 'd', 'e']],
    [
      'all but what stands behind damage in one of them',
      (zip: Buffer) => zip.fill(0xff, zip.indexOf('one.eml') + 12, zip.indexOf('one.eml') + 60),
      ['a', 'b', 'd', 'e'],
    ],
    ['what a cut in the last leaves', (zip: Buffer) => zip.subarray(0, zip.length - 20), ['a', 'b', 'c', 'd', 'e']],
  ])('finds in a zip that was written to a pipe and has no directory %s', async (_, damage, expected) => {
    const files = [...FILES, { name: 'd.eml', content: mail('d') }, { name: 'e.mbox', content: `${box('e')}box e` }];
    const pieces = files.flatMap(({ name, content }, index) => {
      const bytes = Buffer.from(content);
      const method = index === 2 ? 0 : 8;
      const packed = method === 0 ? bytes : deflateRawSync(bytes);
      const local = Buffer.alloc(30);
      local.write('PK\x03\x04', 'latin1');
      local.writeUInt16LE(0x808, 6);
      local.writeUInt16LE(method, 8);
      local.writeUInt16LE(name.length, 26);
      const behind = Buffer.alloc(16);
      behind.write('PK\x07\x08', 'latin1');
      behind.writeUInt32LE(packed.length, 8);
      behind.writeUInt32LE(bytes.length, 12);
      return [local, Buffer.from(name), packed, behind];
    });
    const { subjects, codes, reading, messages } = await read('a.zip', damage(Buffer.concat(pieces)));
    expect(subjects.filter(Boolean)).toEqual(expected);
    expect(codes).toContain('archive-damaged');
    const stored = reading.sources.find(({ name }) => name.endsWith('d.eml'))!;
    expect(stored.contentLength).toBe(mail('d').length);
    expect(messages.length).toBeGreaterThan(0);
  });

  it.each([
    ['32 bits', false, 'PK\x05\x06', 10],
    ['64 bits', true, 'PK\x06\x06', 32],
  ])('reads all files where the directory counts too few of them, in %s', async (_, wide, mark, at) => {
    const bytes = zipOf([FILES[0]!, { name: 'c', content: mail('c') }], wide);
    bytes[bytes.lastIndexOf(Buffer.from(mark, 'latin1')) + at] = 1;
    const { subjects, codes } = await read('a.zip', bytes);
    expect(subjects).toEqual(['a', 'b', 'c']);
    expect(codes).toEqual(['archive-damaged']);
  });

  it('ends at a bomb', async () => {
    const zeros = Buffer.alloc(280 << 20);
    const packed = gzipSync(zeros, { level: 1 });
    for (const bomb of [packed, zipOf([{ name: 'z', content: zeros }])]) {
      const { codes, reading } = await read('bomb', bomb);
      expect(codes).toContain('archive-bomb');
      expect(reading.sources.reduce((sum, { contentLength }) => sum + contentLength, 0)).toBeLessThan(300 << 20);
    }
  }, 60_000);

  it('opens archives in archives to a depth and no further', async () => {
    let content = zipOf(FILES);
    for (let depth = 0; depth < 6; depth++) content = zipOf([{ name: 'in.zip', content }]);
    const { subjects, codes } = await read('a.zip', content);
    expect([subjects, codes]).toEqual([[], ['archive-too-deep', 'no-mail-in-archive']]);
  });

  it('takes an office document for one file', async () => {
    const { codes, names } = await read(
      'a.docx',
      zipOf([
        { name: '[Content_Types].xml', content: '<x/>' },
        { name: 'word/a.xml', content: '<y/>' },
      ]),
    );
    expect([codes, names]).toEqual([['not-mail'], ['a.docx']]);
  });

  it('survives damage of any kind', async () => {
    let seed = 11;
    const random = (limit: number) => {
      seed = (seed * 1103515245 + 12345) & 0x7fffffff;
      return seed % limit;
    };
    for (const whole of [zipOf(FILES), tarOf(FILES), gzipSync(tarOf(FILES))])
      for (let round = 0; round < 40; round++) {
        const bytes = Buffer.from(whole);
        for (let flip = 0; flip < 4; flip++) bytes[random(bytes.length)] = random(256);
        const damaged = round % 2 ? bytes : bytes.subarray(0, random(bytes.length) + 1);
        const { messages, reading } = await read('d', damaged);
        for (const { origin } of messages)
          expect(reading.sources.some(({ name }) => name === origin.source)).toBe(true);
      }
  }, 60_000);

  it('is tested with archives that other programs read', () => {
    // The archives here are made by hand: the second reader is the system's own, where it is there.
    try {
      const path = join(folder, 'own.tar');
      writeFileSync(path, tarOf(FILES));
      expect(execFileSync('tar', ['tf', path]).toString()).toBe('moor/inbox.mbox\nmoor/one.eml\n');
    } catch (error) {
      expect((error as { code?: string }).code).toBe('ENOENT');
    }
  });
});

describe('names in archives that are no UTF-8', () => {
  it('are shown with their bytes, each its own', async () => {
    const entries = ['gr\xfcn.eml', 'gr\xf6n.eml'].map((name) => ({
      name: Buffer.from(name, 'latin1'),
      content: mail('a'),
    }));
    const shown = ['gr\\xFCn.eml', 'gr\\xF6n.eml'];
    const plain = entries.map(({ content }, index) => ({ name: `${index}`.padEnd(8, '_'), content }));
    for (const [file, packed] of [
      ['a.zip', zipOf(plain.map((entry) => ({ ...entry, flags: 0 })))],
      ['a.tar', tarOf(plain)],
    ] as const) {
      const named = entries.reduce((bytes, { name }, index) => {
        const written = Buffer.from(plain[index]!.name);
        for (let at = bytes.indexOf(written); at >= 0; at = bytes.indexOf(written, at)) name.copy(bytes, at);
        return bytes;
      }, Buffer.from(packed));
      if (file === 'a.tar')
        for (let at = 0; at + 512 <= named.length; at += 512) {
          if (named.toString('latin1', at + 257, at + 262) !== 'ustar') continue;
          named.fill(32, at + 148, at + 156);
          const sum = named.subarray(at, at + 512).reduce((total, byte) => total + byte, 0);
          named.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148);
        }
      const { names, subjects } = await read(file, named);
      expect(subjects).toEqual(['a', 'a']);
      expect(names.filter((name) => name !== file)).toEqual(shown.map((name) => `${file} › ${name}`));
    }
  });
});

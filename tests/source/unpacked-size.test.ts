import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { unpackedSize } from '../../src/source/unpacked-size.js';
import { tarOf, zipOf } from '../make-archive.js';

const folder = mkdtempSync(join(tmpdir(), 'rethread-unpacked-'));
afterAll(() => rmSync(folder, { recursive: true }));

const mail = Buffer.from('From: ada@moor.example\nSubject: The quay\n\nNo crane today.\n'.repeat(500));
const tar = tarOf([{ name: 'inbox.mbox', content: mail }]);
const noise = Buffer.from(Array.from({ length: 1000 }, (_, at) => (at * at * 7919) >> 5));
const zip = zipOf([{ name: 'inbox.mbox', content: mail }]);
const magic = (start: string) => Buffer.concat([Buffer.from(start, 'latin1'), noise]);

describe('what a file takes unpacked', () => {
  it.each<[string, Buffer, number]>([
    ['a mailbox: its size', mail, mail.length],
    ['a tar: its size', tar, tar.length],
    ['gzip: by its trailer', gzipSync(mail), mail.length],
    ['a packed tar: as the tar', gzipSync(tar), tar.length],
    ['gzip whose last member is short: by the usual ratio', Buffer.concat([gzipSync(noise), gzipSync('x')]), -5],
    [
      'gzip with a lie of 4 GB: no more than is read',
      Buffer.concat([gzipSync(mail), Buffer.alloc(4, 0xff)]),
      256 << 20,
    ],
    ['a zip: by its directory', zip, mail.length],
    ['a zip of 64-bit sizes', zipOf([{ name: 'inbox.mbox', content: mail }], true), mail.length],
    ['a zip cut off before its directory: by the headers of its files', zip.subarray(0, zip.length - 30), mail.length],
    ['an archive in a zip: by the usual ratio', zipOf([{ name: 'a.tar.gz', content: gzipSync(noise) }]), -5],
    ['bzip2', magic('BZh91AY&SY'), -5],
    ['xz', magic('\xfd7zXZ\0'), -5],
    ['zstd', magic('\x28\xb5\x2f\xfd'), -5],
    ['7-Zip', magic('7z\xbc\xaf\x27\x1c'), -5],
    ['RAR', magic('Rar!\x1a\x07\x01\0'), -5],
    ['Parquet', magic('PAR1'), -5],
    ['a mail that begins as a packed file might', Buffer.from('Race results\n\nBZ was first.\n'), 28],
    ['nothing', Buffer.alloc(0), 0],
  ])('%s', async (name, bytes, expected) => {
    const path = join(folder, name.replaceAll(/\W+/g, '-'));
    writeFileSync(path, bytes);
    const size = await unpackedSize(path, bytes.length);
    // Below zero: so many times the packed size, but for the frame around an archive in a zip.
    if (expected < 0) expect(Math.abs(size / bytes.length + expected)).toBeLessThan(0.7);
    else expect(size).toBe(expected);
  });
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readMessages } from '../../src/message/read-message.js';
import { openDatabase } from '../../src/source/database/sqlite-file.js';
import { readSources } from '../../src/source/read-sources.js';
import { tarOf, zipOf } from '../make-archive.js';
import { PACKED } from '../packed-fixture.js';
import { sharedData, withoutSharedData } from '../shared-data.js';

const SCRIPT = fileURLToPath(new URL('../readers/mailboxes.py', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'readers-'));
afterAll(() => rmSync(root, { recursive: true }));

function withoutPython(): boolean {
  try {
    execFileSync('python3', ['-c', 'import mailbox, sqlite3'], { stdio: 'ignore' });
    return false;
  } catch {
    console.warn('second-readers.test.ts: skipped, no python3 here');
    return true;
  }
}

const asked = (kind: string, path: string): readonly string[] =>
  (
    JSON.parse(
      execFileSync('python3', [SCRIPT, `${kind}=${path}`], { encoding: 'utf8', maxBuffer: 1 << 28 }),
    ) as string[][]
  )[0]!;

async function subjectsOf(path: string): Promise<readonly string[]> {
  const subjects: string[] = [];
  for await (const batch of readMessages(readSources([{ path }], { hash: false }), { bodies: true }))
    subjects.push(...batch.map(({ subject }) => subject.text));
  return subjects;
}

const mail = (subject: string) =>
  `From: Ada <ada@moor.example>\nTo: bo@fen.example\nDate: Mon, 4 Apr 2016 09:12:00 +0200\nMessage-ID: <${subject}@moor.example>\nSubject: ${subject}\n\nOpen it.\n>From here on.\n`;
const box = (...subjects: readonly string[]) =>
  subjects.map((subject) => `From ada@moor.example Mon Apr  4 09:12:00 2016\n${mail(subject)}\n`).join('');
const FILES = [
  { name: 'm/inbox.mbox', content: box('a', 'b') },
  { name: 'm/one.eml', content: mail('c') },
];

function place(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(root, 'case-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

describe.skipIf(withoutPython())("Python's own readers", () => {
  it.each([
    ['mbox', 'a.mbox', { 'a.mbox': box('a', 'b', 'c') }],
    ['maildir', '', { 'cur/1.a:2,S': mail('a'), 'new/2.b': mail('b'), 'tmp/.keep': '' }],
    ['mh', '', { '1': mail('a'), '2': mail('b'), '.mh_sequences': '' }],
    ['zip', 'a.zip', { 'a.zip': zipOf(FILES) }],
    ['zip', 'w.zip', { 'w.zip': zipOf(FILES, true) }],
    ['tar', 'a.tar', { 'a.tar': tarOf(FILES) }],
    ['tar', 'a.tgz', { 'a.tgz': gzipSync(tarOf(FILES)) }],
    ['tar', 'm.tar.bz2', { 'm.tar.bz2': PACKED['m.tar.bz2']! }],
    ['tar', 'm.tar.xz', { 'm.tar.xz': PACKED['m.tar.xz']! }],
  ])('find the same messages: %s %s', async (kind, name, files) => {
    const path = join(place(files), name);
    const theirs = asked(kind, path);
    expect(theirs.length).toBeGreaterThan(1);
    expect((await subjectsOf(path)).toSorted()).toEqual(theirs.toSorted());
  });

  it('find the same rows of a database', async () => {
    const path = join(place({ x: '' }), 'a.db');
    const database = openDatabase(path);
    database.exec(
      "CREATE TABLE mails (sender TEXT, recipient TEXT, subject TEXT, body TEXT); INSERT INTO mails VALUES ('ada@moor.example', 'bo@fen.example', 'a', 'Hi'), ('bo@fen.example', 'ada@moor.example', 'b', 'Yes')",
    );
    database.close();
    expect(await subjectsOf(path)).toEqual(asked('sqlite', path));
  });

  it.skipIf(withoutSharedData('second-readers.test.ts'))(
    'find as many messages in the archives of Enron custodians',
    async () => {
      const folder = join(sharedData, 'enron');
      const archives = readdirSync(folder).filter((name) => /\.(?:zip|tar\.gz)$/.test(name));
      expect(archives).toHaveLength(26);
      for (const name of ['bailey-s', 'brawner-s'].flatMap((custodian) =>
        archives.filter((one) => one.startsWith(custodian)),
      )) {
        const path = join(folder, name);
        const theirs = asked(name.endsWith('.zip') ? 'zip' : 'tar', path);
        expect([name, (await subjectsOf(path)).length]).toEqual([name, theirs.length]);
      }
    },
    120_000,
  );
});

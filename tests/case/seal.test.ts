import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenSeal } from '../../src/case/case-seal.js';
import { addReview, type ReviewEntry, readReview } from '../../src/case/review.js';
import { openDatabase } from '../../src/source/database/sqlite-file.js';
import { runCommand } from '../run-command.js';

const folder = mkdtempSync(join(tmpdir(), 'rethread-seal-'));
const whole = join(folder, 'whole.case');
const file = join(folder, 'quay4.case');
afterAll(() => rmSync(folder, { recursive: true }));

const entry = (number: number): ReviewEntry => ({
  id: `note-${number}`,
  kind: 'note',
  post: 'xa4fjn5rlpyiupmw24zp',
  author: 'Ada',
  reason: `note ${number} ${'at the quay '.repeat(number % 7 === 0 ? 1500 : 3)}`,
  time: '2026-01-01T00:00:00.000Z',
});

function review(path: string, from: number, count: number): void {
  const database = openDatabase(path);
  addReview(
    database,
    Array.from({ length: count }, (_, number) => entry(from + number)),
  );
  database.close();
}

beforeAll(async () => {
  const { status } = await runCommand([
    'build',
    'samples/case/holt.mbox',
    'samples/case/tarrant.json',
    '-q',
    '-o',
    whole,
  ]);
  expect(status).toBe(0);
});

describe('the seal of a case', () => {
  it('holds as it was built, and while reviewers add to it', () => {
    copyFileSync(whole, file);
    expect(brokenSeal(file)).toBeNull();
    for (let round = 0; round < 5; round++) {
      review(file, round * 60, 60);
      expect(brokenSeal(file)).toBeNull();
    }
    const database = openDatabase(file, { readOnly: true });
    expect(readReview(database).entries).toHaveLength(300);
    database.close();
  });

  it('holds when a case that was reviewed is built anew', async () => {
    copyFileSync(whole, file);
    review(file, 0, 90);
    const { status } = await runCommand(['add', file, 'samples/case/quill', '-q']);
    expect(status).toBe(0);
    expect(brokenSeal(file)).toBeNull();
    review(file, 90, 90);
    expect(brokenSeal(file)).toBeNull();
  });

  it('lets verify pass a case that reviewers added to, and tell a word that was changed in it', async () => {
    copyFileSync(whole, file);
    review(file, 0, 40);
    const passed = await runCommand(['verify', file]);
    expect([passed.status, passed.stdout]).toEqual([0, expect.stringContaining('40 entries of reviewers')]);
    const bytes = readFileSync(file);
    writeFileSync(file, flip(bytes, bytes.indexOf('Marian Holt')));
    expect((await runCommand(['verify', file])).status).toBe(6);
  });

  it('does not hold where any byte was changed but those that a review changes', () => {
    const bytes = readFileSync(whole);
    let state = 7;
    const next = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    let passed = 0;
    for (let change = 0; change < 60; change++) {
      const changed = Buffer.from(bytes);
      changed[Math.floor(next() * bytes.length)]! ^= 1 << Math.floor(next() * 8);
      writeFileSync(file, changed);
      if (brokenSeal(file) === null) passed++;
    }
    // The tables of reviews, the seal's own page: 4 of some 200 pages.
    expect(passed).toBeLessThan(6);
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['a byte of a text', (bytes) => flip(bytes, bytes.indexOf('Marian Holt'))],
    ['its application id', (bytes) => flip(bytes, 69)],
    ['its first word', (bytes) => flip(bytes, 3)],
    ['the size of its pages', (bytes) => flip(bytes, 16)],
    ['its seal', (bytes) => flip(bytes, bytes.lastIndexOf('seal of this case'))],
    ['its end', (bytes) => bytes.subarray(0, bytes.length - 4096 * 9)],
    ['half of it', (bytes) => bytes.subarray(0, 40_000)],
    ['the order of two pages', swapPages],
  ])('is told in one line and with an exit code by every command where %s was changed', async (_, change) => {
    writeFileSync(file, change(readFileSync(whole)));
    for (const command of [['list'], ['search', 'lantern'], ['add', 'samples/case/quill']]) {
      const [name, ...more] = command;
      const { status, stdout, lines } = await runCommand(
        name === 'search' ? ['search', file, ...more] : [name!, file, ...more, '-q'],
      );
      expect([name, status, stdout, lines.length]).toEqual([name, 3, '', 1]);
      expect(lines[0]).toMatch(/damaged|a case/);
    }
  });
});

function flip(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at]! ^= 1;
  return changed;
}

function swapPages(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  bytes.copy(changed, 4096 * 20, 4096 * 30, 4096 * 31);
  bytes.copy(changed, 4096 * 30, 4096 * 20, 4096 * 21);
  return changed;
}

describe('what begins as no case', () => {
  it('is read as mail, with the letters of its mark where a case has them', async () => {
    const mail = join(folder, 'birthday.eml');
    const text = 'From: Ada <ada@moor.example>\nTo: bo@fen.example\nSubject: Happy Birt';
    const bytes = `${text.padStart(68)}`.trimStart().replace('Happy', 'Happy'.padEnd(5 + 68 - text.length));
    writeFileSync(mail, `${bytes}rthday\nDate: Mon, 3 Jan 2005 10:00:00 +0000\n\nCake at four.\n`);
    expect(readFileSync(mail).toString('latin1', 68, 72)).toBe('rthd');
    const { status, stdout } = await runCommand(['list', mail, '-q']);
    expect([status, stdout]).toEqual([0, expect.stringContaining('Birt')]);
  });
});

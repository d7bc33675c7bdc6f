import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { keepSplit } from '../../src/case/kept/kept-split.js';
import { KnownSplits } from '../../src/case/kept/known-splits.js';
import { watchMemory } from '../../src/case/kept/memory-watch.js';
import { TextFile } from '../../src/case/kept/text-file.js';
import { messageFromObject } from '../../src/message/record/record-message.js';
import { splitBody } from '../../src/quote/split-body.js';

const folder = mkdtempSync(join(tmpdir(), 'rethread-texts-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('texts that wait outside of the heap', () => {
  it.each([
    ['in memory', null, false],
    ['packed', null, true],
    ['in a file', join(folder, 'texts'), false],
  ])('%s are read back as they are, in any order and while others come', (_, path, pack) => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.string({ maxLength: 100 }),
      fc.constant('\ud83d é'),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), fc.array(fc.nat(), { maxLength: 20 }), (given, asked) => {
        const texts = new TextFile(path, { pageSize: 32, atHand: 2, pack });
        try {
          const numbers = given.map((one, at) => {
            const number = texts.keep(one);
            const before = (asked[at] ?? 0) % (at + 1);
            expect(texts.read(before)).toBe(given[before]);
            return number;
          });
          for (const at of asked.map((one) => one % Math.max(1, given.length)))
            if (at < given.length) expect(texts.read(numbers[at]!)).toBe(given[at]);
        } finally {
          texts.close();
        }
      }),
      { numRuns: 25 },
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are in no file as long as they are few', () => {
    const path = join(folder, 'few');
    const texts = new TextFile(path);
    const number = texts.keep(JSON.stringify({ few: [1, 2] }));
    expect(texts.readJson(number)).toEqual({ few: [1, 2] });
    expect(existsSync(path)).toBe(false);
    texts.close();
  });
});

describe('numbers that wait among texts', () => {
  it.each([
    ['in memory', null],
    ['in a file', join(folder, 'numbers')],
  ])('%s are read back as they are, each time as an array of its own', (_, path) => {
    const texts = new TextFile(path, { pageSize: 64, atHand: 2 });
    const numbers = texts.numbers();
    const rows = Array.from({ length: 40 }, (_, row) => Int32Array.from({ length: row }, (_, at) => row * -at));
    const kept = rows.map((row, at) => [texts.keep(`é ${at}`), numbers.keep(row)] as const);
    for (const [at, [text, number]] of kept.entries()) {
      expect(texts.read(text)).toBe(`é ${at}`);
      numbers.read(number).fill(7);
      expect(numbers.read(number)).toEqual(rows[at]);
    }
    texts.close();
  });
});

describe('a body that was split', () => {
  const quoting =
    'Nothing came.\n\nOn Tue, 1 Mar 2016, Ada Quill wrote:\n> The crane is late.\n>\n> Bo wrote:\n> > Is it there?\n\n-- \nHolt\n';
  it.each([
    ['of one text', 'The crane is late.\n'],
    ['with quotations in quotations', quoting],
    ['with an answer between the lines', `${quoting}> So be it.\nNo.\n> Why?\nLater.\n`],
    [
      'with a forwarded head',
      'See below.\n\n-----Original Message-----\nFrom: Ada Quill\nSent: 1 March 2016 10:00\nTo: Bo\nSubject: Crane\n\nGone.\n',
    ],
    ['that is empty', ''],
  ])('%s waits and is the same when it is asked for, again and again', (_, body) => {
    const texts = new TextFile(null, { pageSize: 64 });
    const split = splitBody(body);
    const kept = keepSplit(split, null, texts);
    expect(JSON.stringify(kept)).toBe(JSON.stringify(split));
    // More than stays at hand.
    for (let count = 0; count < 3; count++) texts.read(texts.keep('x'.repeat(2_100_000)));
    expect(kept.segments).toEqual(split.segments);
    expect(kept.embedded.map(({ text }) => text)).toEqual(split.embedded.map(({ text }) => text));
    expect(JSON.stringify(kept)).toBe(JSON.stringify(split));
  });
});

describe('the memory of a build', () => {
  /** Shares of the limit that are in use at each look, and that are left when the heap was cleaned up. */
  it.each([
    ['is not cleaned up as long as there is room', [0.3, 0.6, 0.71], [], []],
    ['goes on where most of it is garbage', [0.73, 0.5, 0.74], [0.3, 0.3], []],
    ['is full where cleaning up leaves too little room', [0.5, 0.8], [0.78], [0.78]],
    ['is cleaned up again only once half of what was left is taken', [0.75, 0.76, 0.766], [0.76, 0.77], [0.77]],
  ])('%s', (_, used, left, full) => {
    const cleaned = [...left];
    let now = 0;
    const told: number[] = [];
    const heap = {
      state: () => ({ used: now * 1000, limit: 1000 }),
      collect: () => {
        now = cleaned.shift() ?? Number.NaN;
      },
    };
    const look = watchMemory((state) => void told.push(state.used / state.limit), heap);
    for (const share of used) {
      now = share;
      look();
    }
    expect(told).toEqual(full);
    expect(cleaned).toEqual([]);
  });

  it('is looked at while texts are kept, and while they are read back', () => {
    let looks = 0;
    const texts = new TextFile(null, { watch: () => looks++ });
    for (let at = 0; at < 600; at++) texts.keep(`text ${at}`);
    expect(looks).toBe(2);
    for (let at = 0; at < 600; at++) texts.read(at);
    expect(looks).toBeGreaterThan(3);
  });
});

describe('how a body was split when a case was built', () => {
  const text = 'On Tue, Ada Moor wrote:\n> When does the lock open?\n\nAt nine.';
  const mail = messageFromObject({ from: 'ben@dike.example', subject: 'Lock', date: '2016-03-01T10:00:00Z', text }, 0);
  const split = splitBody(text, { subject: 'Lock', date: 0 });

  it.each([
    ['is taken over', mail, split],
    ['is not of another body', { ...mail, body: { ...mail.body! } }, null],
    ['is not where the subject is another one', { ...mail, subject: { ...mail.subject, text: 'Sluice' } }, null],
    ['is not where the date counts otherwise', { ...mail, date: null }, null],
  ])('%s', (_, asked, expected) => {
    const known = new KnownSplits();
    known.add(mail, split);
    expect(known.of(asked)).toBe(expected);
  });

  it('is not of a printed text, whose header tells more', () => {
    const printed = { ...mail, body: { ...mail.body!, textSource: 'plain' as const } };
    const known = new KnownSplits();
    known.add(printed, split);
    expect(known.of(printed)).toBe(null);
  });
});

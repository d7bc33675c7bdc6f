import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { TextFile } from '../../src/case/text-file.js';

const folder = mkdtempSync(join(tmpdir(), 'rethread-texts-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('texts that wait outside of the heap', () => {
  it.each([
    ['in memory', null],
    ['in a file', join(folder, 'texts')],
  ])('%s are read back as they are, in any order and while others come', (_, path) => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.string({ maxLength: 100 }),
      fc.constant('\ud83d é'),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), fc.array(fc.nat(), { maxLength: 20 }), (given, asked) => {
        const texts = new TextFile(path, { pageSize: 32, atHand: 2 });
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

import { describe, expect, it } from 'vitest';
import { beginsKey, splitOrdinal } from '../../src/dedupe/key-ordinal.js';
import { shortKey, shortThreadKey } from '../../src/report/format/phrases.js';

describe('the number behind a key', () => {
  it.each([
    ['k2x7q4abcdefghijklmn-2', 'k2x7q4ab-2', 't-k2x7q4ab-2'],
    ['k2x7q4abcdefghijklmn', 'k2x7q4ab', 't-k2x7q4ab'],
    ['recovered-k2x7q4abcdefghijklmn-12', 'k2x7q4ab-12', 't-k2x7q4ab-12'],
    ['missing-3f2a9c10wxyzabcdefgh', '3f2a9c10', 't-3f2a9c10'],
  ])('stays in the short form of %s', (key, short, thread) => {
    expect(shortKey(key)).toBe(short);
    expect(shortThreadKey(`t-${key}`)).toBe(thread);
  });

  it.each([
    ['k2x7q4abcdefghijklmn-2', 'k2x7q4ab-2', true],
    ['k2x7q4abcdefghijklmn-12', 'k2x7q4ab-2', false],
    ['k2x7q4abcdefghijklmn', 'k2x7q4ab-2', false],
    ['k2x7q4abcdefghijklmn-2', 'k2x7q4ab', true],
    ['missing-123456abcdefghijklmn', 'missing-123456', true],
  ])('%s is meant by %s: %s', (key, text, meant) => {
    expect(beginsKey(key, text)).toBe(meant);
  });

  it('is none of the letters of a key', () => {
    expect(splitOrdinal('missing-123456')).toEqual(['missing-123456', '']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignWords } from '../../src/finding/altered-quote/align-words.js';
import { readWords } from '../../src/finding/altered-quote/quotation-words.js';
import { expectLinearTime } from '../linear-time.js';

const words = fc.array(fc.constantFrom('pier', 'quay', 'not', '42', 'the', 'of', 'Ada'), { maxLength: 80 });

describe('alignWords', () => {
  it('pairs equal words, each once, in the order of both texts', () => {
    fc.assert(
      fc.property(words, words, (one, other) => {
        const [before, after] = [readWords(one.join(' ')), readWords(other.join(' '))];
        let [row, column] = [-1, -1];
        for (const [i, j] of alignWords(before, after)) {
          expect(before[i]!.text).toBe(after[j]!.text);
          expect(i > row && j > column).toBe(true);
          [row, column] = [i, j];
        }
      }),
    );
  });

  it('keeps a quotation together where the original holds the same words twice', () => {
    const original = readWords('meet at the long quay on Monday or meet at the long pier on Monday');
    const quoted = readWords('meet at the old pier on Monday');
    const pairs = alignWords(original, quoted);
    expect(pairs.map(([i]) => i)).toEqual([8, 9, 10, 12, 13, 14]);
  });

  it('finds the ends of a long text', () => {
    const middle = Array.from({ length: 3000 }, (_, n) => `word${n % 7}x`).join(' ');
    const pairs = alignWords(
      readWords(`the first words ${middle} the last words`),
      readWords('the first words and the last words'),
    );
    expect(pairs.length).toBe(6);
  });

  it('takes time that grows with the texts', () => {
    expectLinearTime((size) => alignWords(readWords('a b c '.repeat(size)), readWords('c a b '.repeat(size))), 60_000);
  });
});

describe('readWords', () => {
  it.each([
    ["Don't pay 4.2 at 10:30 (a1)", ["don't", 'pay', '4.2', 'at', '10:30', 'a', '1']],
    ['c(4,4,2,0) and 1,200,000 or 12,5', ['c', '4', '4', '2', '0', 'and', '1,200,000', 'or', '12', '5']],
    ['Ångström’s Ⅳ 1/2', ["ångström's", 'iv', '1/2']],
    ['a\u{1F600}b', ['a', 'b']],
    ['0 9 A Z a z', ['0', '9', 'a', 'z', 'a', 'z']],
    ['@A[ Z` a{ z| -7;', ['a', 'z', 'a', 'z', '7']],
    ['', []],
  ])('reads %j', (text, expected) => {
    expect(readWords(text).map((word) => word.text)).toEqual(expected);
  });

  it('gives places that hold the words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        let end = 0;
        for (const word of readWords(text)) {
          expect(word.start).toBeGreaterThanOrEqual(end);
          expect(word.end).toBeGreaterThan(word.start);
          end = word.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

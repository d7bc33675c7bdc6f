import { describe, expect, it } from 'vitest';
import { NumberLists, rowOf } from '../../src/report/page/number-lists.js';
import { packNumbers, unpackNumbers } from '../../src/report/page/packed-numbers.js';
import { TextColumn } from '../../src/report/page/text-column.js';
import { KeyIndex } from '../../src/viewer/state/key-index.js';
import { sortedBy } from '../../src/viewer/state/sorted-by.js';

describe('columns of the page', () => {
  const lists = [[3, 5], [], [3], [0, 0, 7]];

  it('hold lists of numbers as they were', () => {
    const rows = NumberLists.of(lists);
    expect(lists.map((_, row) => [...rows.of(row)])).toEqual(lists);
    expect(lists.map((_, row) => [...rowOf(lists, row)])).toEqual(lists.map((_, row) => [...rowOf(rows, row)]));
    expect([rows.has(0, 5), rows.has(1, 5), rows.has(2, 5), rows.has(3, 0)]).toEqual([true, false, false, true]);
    expect(lists.map((_, row) => rows.hasMarked(row, Uint8Array.from([0, 0, 0, 0, 0, 1, 0, 1])))).toEqual([
      true,
      false,
      false,
      true,
    ]);
    const joined = rows.map((number) => (number === 5 ? 3 : number));
    expect(lists.map((_, row) => [...joined.of(row)])).toEqual([[3], [], [3], [0, 7]]);
  });

  it('find every key by its number, and no other', () => {
    const keys = Array.from({ length: 3000 }, (_, number) => `recovered-${(number * 7919).toString(36)}`);
    const index = new KeyIndex(TextColumn.of(keys));
    expect(keys.every((key, number) => index.get(key) === number)).toBe(true);
    expect(['', 'recovered-', 'recovered-zzzzz', 'Recovered-0'].map((key) => index.get(key))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([[], ['a', 'b', 'a']].map((some) => new KeyIndex(TextColumn.of(some)).get('a'))).toEqual([undefined, 2]);
  });

  it('hold texts as they were, and find where a word stands', () => {
    const texts = ['lantern', '', 'é 会議室', 'l\u{1f600}lan', '', 'tern', '\u{feff}tern'];
    const column = TextColumn.of(texts);
    expect(texts.map((_, row) => column.at(row))).toEqual(texts);
    expect([column.at(-1), column.at(texts.length), TextColumn.of([]).at(0)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    // Nothing is found that goes from one text into the next.
    expect(['tern', 'lan', '議', 'nl', 'lantern', '', 'x'].map((text) => column.rowsWith(text))).toEqual([
      [0, 5, 6],
      [0, 3],
      [2],
      [],
      [0],
      [],
      [],
    ]);
    // Halves of a pair that do not belong together stay two signs that cannot be read.
    const halves = TextColumn.of(['a\ud83d', '\ude00b']);
    expect([halves.at(0), halves.at(1)]).toEqual(['a\ufffd', '\ufffdb']);
  });

  it.each([10, 6000])('are put in the order of a number, those that are alike as they were: %i of them', (count) => {
    const numbers = Array.from({ length: count }, (_, at) =>
      at % 11 === 0 ? Number.NaN : at % 7 === 0 ? -at / 3 : ((at * 7919) % 500) * 1e9,
    );
    const least = (at: number) => (Number.isNaN(numbers[at]!) ? Number.POSITIVE_INFINITY : numbers[at]!);
    const compared = [...numbers.keys()].sort((a, b) => (least(a) < least(b) ? -1 : least(a) > least(b) ? 1 : a - b));
    expect([...sortedBy(Int32Array.from(numbers.keys()), (at) => numbers[at]!)]).toEqual(compared);
  });

  it.each([
    [[], 0],
    [[0, 255], 2],
    [[-1, 300], 4],
    [[-1, 40_000], 8],
    [[0, 4e9], 8],
    [[0.5, Number.NaN, -62_135_596_800], 24],
  ])('keep %j in %i bytes', (numbers, bytes) => {
    const packed = packNumbers(numbers);
    expect(packed.length - 8).toBe(bytes);
    expect([...unpackNumbers(packed)]).toEqual(numbers);
    // Wherever the bytes stand.
    const shifted = new Uint8Array(packed.length + 3);
    shifted.set(packed, 3);
    expect([...unpackNumbers(shifted.subarray(3))]).toEqual(numbers);
  });
});

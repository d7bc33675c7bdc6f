import { describe, expect, it } from 'vitest';
import { NumberLists, rowOf } from '../../src/report/page/number-lists.js';
import { KeyIndex } from '../../src/viewer/state/key-index.js';

describe('columns of the page', () => {
  const lists = [[3, 5], [], [3], [0, 0, 7]];

  it('hold lists of numbers as they were', () => {
    const rows = new NumberLists(lists);
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
    const index = new KeyIndex(keys);
    expect(keys.every((key, number) => index.get(key) === number)).toBe(true);
    expect(['', 'recovered-', 'recovered-zzzzz', 'Recovered-0'].map((key) => index.get(key))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([new KeyIndex([]).get('a'), new KeyIndex(['a', 'b', 'a']).get('a')]).toEqual([undefined, 2]);
  });
});

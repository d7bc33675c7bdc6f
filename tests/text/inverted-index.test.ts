import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distinctHashes } from '../../src/text/distinct-hashes.js';
import { type HashSets, invertSets } from '../../src/text/inverted-index.js';
import { expectLinearTime } from '../linear-time.js';

const hash = fc.oneof(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.integer({ min: 0, max: 30 }));
/** Multiplied by it, small numbers are hashes that all fall into one slot. */
const COLLIDING = 0x144cbc89;

describe('the holders of runs', () => {
  test('are the sets that hold a run, in order', () => {
    const lists = fc.array(fc.array(hash, { maxLength: 120 }), { maxLength: 60 });
    fc.assert(
      fc.property(lists, hash, (all, other) => {
        const sets = setsOf(all);
        const index = invertSets(sets);
        for (const asked of [other, ...all.flatMap((one) => one.slice(0, 3))]) {
          const expected = all.flatMap((one, owner) => (one.includes(asked) ? [owner] : []));
          expect(holdersOf(index, asked)).toEqual(expected);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('are found among hashes that were made to collide', () => {
    const colliding = Array.from({ length: 400 }, (_, n) => Math.imul(n + 1, COLLIDING));
    const index = invertSets(setsOf([colliding, colliding.slice(100), [7]]));
    expect(holdersOf(index, colliding[50]!)).toEqual([0]);
    expect(holdersOf(index, colliding[399]!)).toEqual([0, 1]);
    expect(holdersOf(index, Math.imul(500, COLLIDING))).toEqual([]);
    expect(holdersOf(index, 7)).toEqual([2]);
  });

  test('are indexed in linear time where every set holds the same', () => {
    expectLinearTime((length) => {
      const same = Array.from({ length: length / 10 }, () => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(invertSets(setsOf(same)).starts.length).toBe(length + 1);
    }, 200_000);
  });
});

function setsOf(lists: readonly (readonly number[])[]): HashSets {
  const sets = lists.map((list) => distinctHashes(Int32Array.from(list), list.length));
  const starts = new Float64Array(sets.length + 1);
  sets.forEach((set, number) => {
    starts[number + 1] = starts[number]! + set.length;
  });
  return { hashes: Int32Array.from(sets.flatMap((set) => [...set])), starts, count: sets.length };
}

function holdersOf(index: ReturnType<typeof invertSets>, hash: number): readonly number[] {
  const number = index.find(hash);
  return number < 0 ? [] : [...index.owners.subarray(index.starts[number], index.starts[number + 1])];
}

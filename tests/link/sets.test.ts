import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HashFilter } from '../../src/text/hash-filter.js';
import { indexHashes, MOST_FOUND } from '../../src/text/hash-index.js';
import { HashTable } from '../../src/text/hash-table.js';
import { makeShingles, makeWordSet } from '../../src/text/shingles.js';
import { hashWords } from '../../src/text/word-hashes.js';

const hash = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const set = fc.uniqueArray(hash, { maxLength: 300 }).map((values) => Int32Array.from(values).sort());

describe('sets of hashes', () => {
  test('hold each hash once, in ascending order, however the hashes lie', () => {
    const values = fc.array(fc.oneof(hash, fc.integer({ min: 1, max: 40 })), { maxLength: 3000 });
    fc.assert(
      fc.property(values, (all) => {
        const expected = [...new Set(all.filter((value) => value !== 0))].sort((a, b) => a - b);
        expect([...makeWordSet(Int32Array.from(all))]).toEqual(expected);
      }),
    );
  });

  test('stay as they are when others are made', () => {
    const first = makeShingles(hashWords('the grey heron stood in the reeds until dawn'));
    const before = [...first];
    for (let round = 0; round < 2000; round++)
      makeShingles(hashWords(`round ${round} of the heron and the reeds`.repeat(20)));
    expect([...first]).toEqual(before);
  });

  test('are the same whether two texts are hashed as one or the second after the first', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 30 }), fc.lorem({ maxCount: 10 }), (one, other) => {
        const whole = hashWords(`${one}\n${other}`, 50);
        expect([...hashWords(other, 50, hashWords(one, 50))]).toEqual([...whole]);
      }),
    );
  });
});

describe('the table of a child', () => {
  test('finds just what was added, round after round', () => {
    const table = new HashTable();
    fc.assert(
      fc.property(set, set, (added, asked) => {
        table.begin(added.length);
        for (const value of added) expect(table.add(value)).toBeGreaterThanOrEqual(0);
        const both = Int32Array.from([...asked, ...added.subarray(0, 20)]);
        const count = table.findAll(both);
        const found = [...table.found.subarray(0, count)].map((place) => table.hashes[place]!);
        const known = new Set(added);
        expect(found).toEqual([...both].filter((value) => known.has(value)));
      }),
    );
  });

  test('refuses hashes that were made to collide instead of slowing down', () => {
    const table = new HashTable();
    table.begin(500);
    const inverse = inverseOf(0x9e3779b1 | 0);
    let refused = 0;
    for (let value = 0; value < 500; value++) if (table.add(Math.imul(value, inverse)) < 0) refused++;
    expect(refused).toBeGreaterThan(0);
  });
});

describe('the index of all texts', () => {
  test('finds the texts that hold a hash, or that they are too many', () => {
    const sets = fc.array(set, { maxLength: 20 });
    fc.assert(
      fc.property(sets, hash, (all, other) => {
        const index = indexHashes(all);
        for (const asked of [other, ...all.flatMap((one) => [...one.subarray(0, 5)])]) {
          const owners = all.flatMap((one, owner) => (one.includes(asked) ? [owner] : []));
          const count = index.look(asked, 3);
          expect(count).toBe(Math.min(owners.length, 4));
          if (count <= 3) expect([...index.found.subarray(0, count)]).toEqual(owners);
        }
      }),
    );
  });

  test('tells rare hashes from one that is everywhere, though all share a slot', () => {
    const inverse = inverseOf(0x9e3779b1 | 0);
    const [everywhere, rare] = [Math.imul(1, inverse), Math.imul(2, inverse)];
    const sets = Array.from({ length: 3000 }, (_, owner) =>
      Int32Array.from(owner === 7 ? [everywhere, rare] : [everywhere]),
    );
    const index = indexHashes(sets);
    expect(index.look(everywhere, MOST_FOUND)).toBe(MOST_FOUND + 1);
    expect(index.look(rare, 5)).toBe(1);
    expect(index.found[0]).toBe(7);
  });

  test('leaves out what nobody asks for, and answers all others as it would without that', () => {
    fc.assert(
      fc.property(fc.array(set, { maxLength: 20 }), fc.array(hash, { maxLength: 20 }), (all, wanted) => {
        const filter = new HashFilter(wanted.length);
        for (const one of wanted) filter.mark(one);
        const [part, whole] = [indexHashes(all, filter), indexHashes(all)];
        for (const asked of wanted) {
          expect(filter.has(asked)).toBe(true);
          expect(part.look(asked, 3)).toBe(whole.look(asked, 3));
          expect(part.found).toEqual(whole.found);
        }
      }),
    );
  });

  test('tells most hashes that were not marked from those that were', () => {
    const filter = new HashFilter(1000);
    const hashOf = (value: number) => Math.imul(value, 0x85ebca6b) ^ (value << 7);
    for (let value = 0; value < 1000; value++) filter.mark(hashOf(value));
    let wrong = 0;
    for (let value = 1000; value < 11_000; value++) if (filter.has(hashOf(value))) wrong++;
    expect(wrong).toBeLessThan(3000);
    expect(filter.mark(hashOf(5))).toBe(true);
  });

  test('answers many questions at once as it answers each', () => {
    const sets = [Int32Array.from([1, 2, 3]), Int32Array.from([2, 3]), Int32Array.from([3])];
    const index = indexHashes(sets);
    expect(index.open(Int32Array.from([1, 9, 2, 9, 3, 9]), 2)).toBe(3);
    expect([0, 1, 2].map((place) => index.lookAt(place, 5))).toEqual([1, 2, 3]);
  });
});

/** The number that `value` times it is 1, modulo 2 to the 32. */
function inverseOf(value: number): number {
  let inverse = value;
  for (let round = 0; round < 5; round++) inverse = Math.imul(inverse, 2 - Math.imul(value, inverse));
  return inverse;
}

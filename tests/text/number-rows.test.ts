import { describe, expect, it } from 'vitest';
import { NumberRows, type NumberStore } from '../../src/text/number-rows.js';

const rowOf = (number: number) => Int32Array.from({ length: (number * 7) % 23 }, (_, at) => number * 1000 - at);
const ROWS = 400;

/** A store that counts how often it is asked. */
function countingStore(): NumberStore & { reads: number } {
  const kept: Int32Array[] = [];
  return {
    reads: 0,
    keep: (numbers) => kept.push(numbers.slice()) - 1,
    read(number) {
      this.reads++;
      return kept[number]!.slice();
    },
  };
}

function filled(store: NumberStore | null): NumberRows {
  const rows = new NumberRows(store, { pageSize: 64, atHand: 8 });
  for (let number = 0; number < ROWS; number++) expect(rows.keep(rowOf(number))).toBe(number);
  return rows;
}

const orders: readonly (readonly [string, (turn: number) => number])[] = [
  ['one after the other', (turn) => turn],
  ['backwards', (turn) => ROWS - 1 - turn],
  ['here and there', (turn) => (turn * 149) % ROWS],
  ['each with those before it', (turn) => Math.max(0, turn - ((turn * 5) % 30))],
];

describe('rows of numbers that wait', () => {
  it.each(orders)('are what was kept, asked for %s', (_, order) => {
    for (const store of [null, countingStore()]) {
      const rows = filled(store);
      for (let turn = 0; turn < ROWS * 2; turn++) {
        const number = order(turn % ROWS);
        expect(rows.read(number)).toEqual(rowOf(number));
      }
    }
  });

  it('are read page by page, once each, by who goes through all', () => {
    const store = countingStore();
    const rows = filled(store);
    for (let number = 0; number < ROWS; number++) rows.read(number);
    expect(store.reads).toBeGreaterThan(40);
    expect(store.reads).toBeLessThan(ROWS / 4);
  });

  it('may be longer than a page', () => {
    const rows = new NumberRows(countingStore(), { pageSize: 4, atHand: 1 });
    const long = Int32Array.from({ length: 50 }, (_, at) => at);
    const numbers = [long, long.subarray(3, 5), long].map((row) => rows.keep(row));
    expect(numbers.map((number) => rows.read(number))).toEqual([long, long.subarray(3, 5), long]);
  });

  it('stay what they were while others are read', () => {
    const rows = filled(countingStore());
    const held = Array.from({ length: ROWS }, (_, number) => rows.read(number));
    expect(held).toEqual(Array.from({ length: ROWS }, (_, number) => rowOf(number)));
  });
});

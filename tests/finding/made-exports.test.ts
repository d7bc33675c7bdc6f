import { describe, expect, it } from 'vitest';
import { runMade } from '../made-export/run-made.js';

/** Exports that are made; `npm run bench:made` makes hundreds, and counts what is told of them. */
const COUNT = 12;
const FIRST = 3;

describe('clumsy exports: other ids, blacked-out names and words, prints, tables, other clocks, copies twice, namesakes', () => {
  it.each(Array.from({ length: COUNT }, (_, at) => at + FIRST))(
    'call nothing absent that was handed over, nothing altered that was blacked out, and name nobody who did not have it: export %i',
    async (seed) => {
      const { untrue } = await runMade(seed);
      expect(untrue).toEqual([]);
    },
  );
});

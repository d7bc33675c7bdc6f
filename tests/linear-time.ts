import { expect } from 'vitest';

/** Milliseconds of processor time that `work` takes: what other programs do meanwhile hardly counts. */
function processorTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1000;
}

/** Below this the growth cannot be told from the collector's noise; a quadratic step is far above it at the sizes used here. */
const NOISE_MS = 150;
/** Four times the input: a linear step takes 4 times as long, a quadratic one 16 times. */
const MOST_GROWTH = 10;
const ATTEMPTS = 4;

/**
 * Holds that the time of `work(size)` grows no faster than its size. It compares two sizes in one run, so the speed of the machine
 * does not matter, and it repeats a bad result, so that a collection in the wrong moment does not either.
 *
 * @example expectLinearTime((size) => parseSubject('Re: '.repeat(size)), 20_000, 'Re: ')
 */
export function expectLinearTime(work: (size: number) => unknown, size: number, name = ''): void {
  let small = Number.POSITIVE_INFINITY;
  let large = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    large = Math.min(
      large,
      processorTime(() => work(size)),
    );
    if (large < NOISE_MS) return;
    small = Math.min(
      small,
      processorTime(() => work(Math.ceil(size / 4))),
    );
    if (large < small * MOST_GROWTH) return;
  }
  expect(large, `${name}: processor time in ms for ${size}, with ${small} ms for a quarter of it`).toBeLessThan(
    Math.max(NOISE_MS, small * MOST_GROWTH),
  );
}

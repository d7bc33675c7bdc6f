import { describe, expect, it } from 'vitest';
import { coveredTime } from '../../src/date/covered-time.js';

const DAY = 86_400_000;
const days = (...list: readonly number[]) => list.map((day) => day * DAY);
const daily = (from: number, to: number) => days(...Array.from({ length: to - from + 1 }, (_, at) => from + at));

describe('the time that a production covers', () => {
  it.each<readonly [rule: string, times: readonly number[], first: number, last: number]>([
    ['is from the first message to the last, in any order', days(9, 3, 5, 4), 3, 9],
    ['does not begin with a stray of years before', [...days(-3000), ...daily(1, 8)], 1, 8],
    ['does not end with a stray of years after', [...daily(1, 8), ...days(3000)], 1, 8],
    ['has no strays where the gap is short', [...days(-179), ...daily(1, 8)], -179, 8],
    ['has no strays where the rest lasts as long as the gap', [...days(-200), ...daily(1, 300)], -200, 300],
    ['has one stray for twenty messages', [...days(-3001, -3000), ...daily(1, 18)], -3001, 18],
    ['has two for forty', [...days(-3001, -3000), ...daily(1, 38)], 1, 38],
    ['has none among three', days(-3000, 1, 2), -3000, 2],
  ])('%s', (_rule, times, first, last) => {
    expect(coveredTime(times)).toEqual([first * DAY, last * DAY]);
  });

  it('is not known without a date', () => {
    expect(coveredTime([])).toBeNull();
  });
});

/** Choices that a seed fixes: the same seed makes the same input on every machine. */
export function choices(seed) {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  /** A number in [0, 1): mulberry32. */
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  const pick = (list) => list[below(list.length)];
  const chance = (share) => next() < share;
  const times = (limit, make) => Array.from({ length: below(limit + 1) }, (_, index) => make(index));
  return { next, below, pick, chance, times };
}

/**
 * Cuts every loop of parents at its weakest link; among equals at the child that was sent first, as that one is the least
 * likely to answer any of the others. Changes `parents`: -1 where a link went.
 */
export function cutLoops(parents: Int32Array, strengths: Float32Array, timeOf: (post: number) => number): void {
  const seenBy = new Int32Array(parents.length).fill(-1);
  for (let start = 0; start < parents.length; start++) {
    let at = start;
    while (at >= 0 && seenBy[at]! < 0) {
      seenBy[at] = start;
      at = parents[at]!;
    }
    if (at >= 0 && seenBy[at] === start) parents[findWeakest(at, parents, strengths, timeOf)] = -1;
  }
}

function findWeakest(
  start: number,
  parents: Int32Array,
  strengths: Float32Array,
  timeOf: (post: number) => number,
): number {
  const isWeaker = (a: number, b: number) => {
    if (strengths[a] !== strengths[b]) return strengths[a]! < strengths[b]!;
    const timeA = timeOf(a);
    const timeB = timeOf(b);
    const undatedA = Number.isNaN(timeA);
    const undatedB = Number.isNaN(timeB);
    if (undatedA !== undatedB) return undatedB;
    return timeA === timeB || undatedA ? a < b : timeA < timeB;
  };
  let weakest = start;
  for (let at = parents[start]!; at !== start; at = parents[at]!) if (isWeaker(at, weakest)) weakest = at;
  return weakest;
}

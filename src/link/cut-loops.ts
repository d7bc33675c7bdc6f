/**
 * Cuts every loop of parents at one of its children: the one before which none of the others comes. Changes `parents`: -1 where a
 * link went.
 */
export function cutLoops(parents: Int32Array, comesFirst: (one: number, other: number) => boolean): void {
  const seenBy = new Int32Array(parents.length).fill(-1);
  for (let start = 0; start < parents.length; start++) {
    let at = start;
    while (at >= 0 && seenBy[at]! < 0) {
      seenBy[at] = start;
      at = parents[at]!;
    }
    if (at < 0 || seenBy[at] !== start) continue;
    let first = at;
    for (let on = parents[at]!; on !== at; on = parents[on]!) if (comesFirst(on, first)) first = on;
    parents[first] = -1;
  }
}

/**
 * Orders the children of a loop by how little speaks for their links: the weakest first; among equals the one that was sent first,
 * as that one is the least likely to answer any of the others.
 */
export function byWeakness(
  strengths: Float32Array,
  timeOf: (post: number) => number,
): (one: number, other: number) => boolean {
  return (one, other) => {
    if (strengths[one] !== strengths[other]) return strengths[one]! < strengths[other]!;
    const [timeOne, timeOther] = [timeOf(one), timeOf(other)];
    const [undatedOne, undatedOther] = [Number.isNaN(timeOne), Number.isNaN(timeOther)];
    if (undatedOne !== undatedOther) return undatedOther;
    return timeOne === timeOther || undatedOne ? one < other : timeOne < timeOther;
  };
}

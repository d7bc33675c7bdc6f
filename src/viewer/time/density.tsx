import type { CaseData } from '../state/case-data.js';

interface DensityProps {
  readonly data: CaseData;
  readonly posts: Int32Array;
  readonly lanes: ReadonlyMap<number, number>;
  /** Pixels that a lane is high. */
  readonly lane: number;
  x(time: number): number;
  y(person: number): number;
}

const BAR = 6;

/** Bars that stand for posts where too many are in sight to show each. */
export function Density({ data, posts, lanes, lane: most, x, y }: DensityProps) {
  const { from } = data.index.posts;
  const binOf = (post: number) => Math.floor(x(data.time[post]!) / BAR);
  const begin = binOf(posts[0]!);
  const bins = binOf(posts.at(-1)!) - begin + 1;
  const laneOf = new Uint8Array(data.index.persons.id.length).fill(lanes.size);
  for (const [person, lane] of lanes) laneOf[person] = lane;
  const counts = new Uint32Array(bins * (lanes.size + 1));
  for (const post of posts) counts[(laneOf[from[post]!] ?? lanes.size) * bins + binOf(post) - begin]!++;
  const persons = [...lanes.keys(), -1];
  const bars = persons.flatMap((person, number) =>
    Array.from(counts.subarray(number * bins, (number + 1) * bins), (count, bin) => ({
      ...{ left: (begin + bin) * BAR, lane: y(person), count },
    })).filter(({ count }) => count > 0),
  );
  return (
    <>
      {bars.map(({ left, lane, count }) => {
        const high = Math.min(most - 6, 3 + Math.log2(count + 1) * 5);
        return (
          <rect key={`${left} ${lane}`} class="bar" x={left} y={lane - high / 2} width={BAR - 1} height={high} rx="1" />
        );
      })}
    </>
  );
}

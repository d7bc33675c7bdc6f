/** What stands left of a post in an outline. */
export interface Branch {
  /** Before the post: `│ ├ `. */
  readonly post: string;
  /** Before the lines that belong to the post: the branches that go on below. */
  readonly detail: string;
  /** Before a line that stands above the post. */
  readonly silence: string;
}

/** Levels that are drawn; deeper ones stand at the last level with their depth before them: `(14) `. */
const LEVELS = 10;

/**
 * Draws the tree of posts in reading order from their depths alone.
 *
 *     0        root
 *     1        ├ answer
 *     2        │ └ answer to the answer
 *     1        └ another
 */
export function branchesOf(depths: readonly number[]): readonly Branch[] {
  const continues = siblingsBelow(depths);
  const open: boolean[] = [];
  return depths.map((depth, index) => {
    open.length = depth;
    open[depth] = continues[index]!;
    const drawn = Math.min(depth, LEVELS);
    let bars = '';
    for (let level = 1; level < drawn; level++) bars += open[level] ? '│ ' : '  ';
    const answered = (depths[index + 1] ?? 0) > depth && depth < LEVELS;
    if (depth === 0) return { post: '', detail: answered ? '│ ' : '  ', silence: '' };
    const marker = depth > LEVELS ? `(${depth}) ` : '';
    const own = open[drawn] && depth <= LEVELS ? '│ ' : '  ';
    return {
      post: `${bars}${continues[index] ? '├ ' : '└ '}${marker}`,
      detail: `${bars}${own}${answered ? '│ ' : '  '}`,
      silence: `${bars}│ `,
    };
  });
}

/** Whether a sibling follows below, for each post. */
function siblingsBelow(depths: readonly number[]): readonly boolean[] {
  const below: boolean[] = [];
  const result = new Array<boolean>(depths.length);
  for (let index = depths.length - 1; index >= 0; index--) {
    const depth = depths[index]!;
    result[index] = below[depth] ?? false;
    below.length = Math.min(below.length, depth + 1);
    for (let level = below.length; level < depth; level++) below[level] = false;
    below[depth] = true;
  }
  return result;
}

/** Numbers of posts by what they share. */
export interface PostLists<Key> {
  /** Undefined where no post has it. */
  get(key: Key): ArrayLike<number> | undefined;
  has(key: Key): boolean;
  /** How many posts have it. */
  size(key: Key): number;
  keys(): IterableIterator<Key>;
}

/**
 * Gathers posts by what they share; `close` lays them out side by side: an array of its own for each of many short lists takes ten times as much.
 *
 *     keys     what is shared -> number of its list
 *     starts   number of a list -> place of its first post
 *     posts    of one list after the other
 */
export class PostListWriter<Key> {
  private readonly numbers = new Map<Key, number>();
  private lists = new Int32Array(1024);
  private posts = new Int32Array(1024);
  private count = 0;

  add(key: Key, post: number): void {
    let list = this.numbers.get(key);
    if (list === undefined) {
      list = this.numbers.size;
      this.numbers.set(key, list);
    }
    if (this.count === this.lists.length) {
      this.lists = longer(this.lists);
      this.posts = longer(this.posts);
    }
    this.lists[this.count] = list;
    this.posts[this.count++] = post;
  }

  /** The lists, each in the order in which its posts were added. */
  close(): PostLists<Key> {
    const { numbers, count } = this;
    const starts = new Int32Array(numbers.size + 1);
    for (let at = 0; at < count; at++) starts[this.lists[at]! + 1]!++;
    for (let list = 0; list < numbers.size; list++) starts[list + 1]! += starts[list]!;
    const next = starts.slice();
    const posts = new Int32Array(count);
    for (let at = 0; at < count; at++) {
      const list = this.lists[at]!;
      posts[next[list]!] = this.posts[at]!;
      next[list]!++;
    }
    this.lists = this.posts = new Int32Array(0);
    return {
      get: (key) => {
        const list = numbers.get(key);
        return list === undefined ? undefined : posts.subarray(starts[list]!, starts[list + 1]!);
      },
      has: (key) => numbers.has(key),
      size: (key) => {
        const list = numbers.get(key);
        return list === undefined ? 0 : starts[list + 1]! - starts[list]!;
      },
      keys: () => numbers.keys(),
    };
  }
}

function longer(array: Int32Array): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(array.length * 2);
  copy.set(array);
  return copy;
}

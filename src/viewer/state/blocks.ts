import { useEffect, useState } from 'preact/hooks';
import type { BlockSource } from './block-source.js';

/** Entries that are read a block at a time: details of posts, findings. */
export class Blocks<Entry> {
  readonly #source: BlockSource;
  /** First entry of each block. */
  readonly #starts: readonly number[];
  readonly #end: number;
  /** Number of the first block among all that the source has. */
  readonly #first: number;
  readonly #blocks = new Map<number, readonly Entry[]>();
  readonly #waiting = new Map<number, Promise<readonly Entry[]>>();

  constructor(source: BlockSource, starts: readonly number[], end: number, first = 0) {
    this.#source = source;
    this.#starts = starts;
    this.#end = end;
    this.#first = first;
  }

  get count(): number {
    return this.#starts.length;
  }

  /** First entry of a block. */
  startOf(block: number): number {
    return this.#starts[block] ?? this.#end;
  }

  blockOf(entry: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= entry) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** An entry if its block is there already. */
  peek(entry: number): Entry | undefined {
    const block = this.blockOf(entry);
    return this.#blocks.get(block)?.[entry - this.startOf(block)];
  }

  /** Loads the blocks of the entries from `start` to `end`, exclusive. */
  async load(start: number, end: number): Promise<void> {
    const last = this.blockOf(Math.max(start, end - 1));
    const loading: Promise<unknown>[] = [];
    for (let block = this.blockOf(start); block <= last; block++) loading.push(this.loadBlock(block));
    await Promise.all(loading);
  }

  loadBlock(block: number): Promise<readonly Entry[]> {
    const there = this.#blocks.get(block);
    if (there) return Promise.resolve(there);
    let waiting = this.#waiting.get(block);
    if (!waiting) {
      waiting = this.#read(block);
      this.#waiting.set(block, waiting);
    }
    return waiting;
  }

  /** Reads some entries, wherever they stand, and tells them each time that more are there; ends where that gives false. */
  async read(wanted: readonly number[], told: (more: readonly (readonly [number, Entry])[]) => boolean): Promise<void> {
    const { some } = this.#source;
    for (const asked of some ? inParts(wanted) : this.#byBlock(wanted)) {
      const block = this.blockOf(asked[0]!);
      const found = (some ? await some(asked) : await this.loadBlock(block)) as readonly Entry[];
      const more = asked.map((entry, at) => [entry, found[some ? at : entry - this.startOf(block)]!] as const);
      if (!told(more)) return;
    }
  }

  #byBlock(wanted: readonly number[]): Iterable<readonly number[]> {
    const blocks = new Map<number, number[]>();
    for (const entry of wanted) {
      const block = this.blockOf(entry);
      const known = blocks.get(block);
      if (known) known.push(entry);
      else blocks.set(block, [entry]);
    }
    return blocks.values();
  }

  /** What is searched of the posts of a block; null where its entries must be read for that. */
  texts(block: number): Promise<readonly string[]> | null {
    return this.#blocks.has(block) ? null : (this.#source.texts?.(this.#first + block) ?? null);
  }

  async #read(block: number): Promise<readonly Entry[]> {
    try {
      const entries = (await this.#source.load(this.#first + block)) as readonly Entry[];
      // A block can be read again when it is asked for: those that were read longest ago are let go.
      if (this.#blocks.size >= this.#source.most) this.#blocks.delete(this.#blocks.keys().next().value!);
      this.#blocks.set(block, entries);
      return entries;
    } finally {
      this.#waiting.delete(block);
    }
  }
}

/** Entries that a room is asked for at once. */
const AT_ONCE = 200;

function* inParts(wanted: readonly number[]): Generator<readonly number[]> {
  for (let at = 0; at < wanted.length; at += AT_ONCE) yield wanted.slice(at, at + AT_ONCE);
}

/** Reads what a view shows, and draws it again when it is there; tells whether it is, and what could not be read. */
export function useEntries<Entry>(
  blocks: Blocks<Entry>,
  wanted: readonly number[],
): { readonly isReady: boolean; readonly failure: string } {
  const [, setLoaded] = useState(0);
  const [failure, setFailure] = useState('');
  const isReady = wanted.every((entry) => blocks.peek(entry) !== undefined);
  const name = `${wanted[0]} ${wanted.length} ${wanted.at(-1)}`;
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      for (const entry of wanted) if (blocks.peek(entry) === undefined) await blocks.load(entry, entry + 1);
      if (isCurrent) setLoaded((count) => count + 1);
    };
    if (!isReady) load().catch((error: Error) => isCurrent && setFailure(error.message));
    return () => {
      isCurrent = false;
    };
  }, [blocks, name, isReady]);
  return { isReady, failure };
}

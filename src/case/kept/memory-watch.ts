import { getHeapSpaceStatistics, getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What the engine's heap holds and may hold, in bytes. */
export interface HeapState {
  readonly used: number;
  readonly limit: number;
}

/** What a heap is asked, and how it is cleaned up. */
export interface WatchedHeap {
  state(): HeapState;
  collect(): void;
}

/**
 * Share of the limit from which it is looked how much of it is garbage, and from which there is no room for the next steps: from 0.8 on the engine
 * gives up where cleaning up wins little.
 */
const LOOK_FROM = 0.72;
const FULL_FROM = 0.77;
/** Bytes of the engine's limit that are for new objects. */
const NEW_OBJECTS = 48 * 2 ** 20;

/**
 * Gives what is called now and then: before the heap is full it calls `full`, which ends the program. The engine itself would end it without a
 * word that helps, and with what was half done left behind. Cleaning up takes long, so it is done again only once half of what was left to take is taken.
 */
export function watchMemory(full: (state: HeapState) => void, heap: WatchedHeap = OWN_HEAP): () => void {
  let from = LOOK_FROM;
  return () => {
    const { used, limit } = heap.state();
    if (used < from * limit) return;
    heap.collect();
    const left = heap.state();
    if (left.used >= FULL_FROM * limit) full(left);
    from = Math.max(LOOK_FROM, (left.used / limit + FULL_FROM) / 2);
  };
}

const OWN_HEAP: WatchedHeap = {
  state() {
    let used = 0;
    for (const { space_name, space_used_size } of getHeapSpaceStatistics())
      if (!space_name.startsWith('new_')) used += space_used_size;
    return { used, limit: getHeapStatistics().heap_size_limit - NEW_OBJECTS };
  },
  collect() {
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
  },
};

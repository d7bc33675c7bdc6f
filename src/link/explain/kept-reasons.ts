import type { WeighedCandidate } from '../candidate/weighed-candidates.js';

/** Where what is told of candidates waits. */
export interface ReasonStore {
  /** Gives the number that `read` asks for. */
  keep(candidates: readonly WeighedCandidate[]): number;
  read(number: number): readonly WeighedCandidate[];
}

/** What contents told of children when their parents were chosen, for who will ask for all of it. */
export class KeptReasons {
  private readonly store: ReasonStore;
  /** By child: the number in the store, -1 where nothing is kept, and the parent that was chosen then. */
  private readonly numbers: Float64Array;
  private readonly parents: Int32Array;

  constructor(store: ReasonStore, children: number) {
    this.store = store;
    this.numbers = new Float64Array(children).fill(-1);
    this.parents = new Int32Array(children);
  }

  keep(child: number, parent: number, candidates: readonly WeighedCandidate[]): void {
    this.numbers[child] = this.store.keep(candidates);
    this.parents[child] = parent;
  }

  /** Null where nothing was told of the child beside that parent. */
  read(child: number, parent: number): readonly WeighedCandidate[] | null {
    const number = this.numbers[child] ?? -1;
    return number < 0 || this.parents[child] !== parent ? null : this.store.read(number);
  }
}

/** Bits for each hash that is expected: one in nine that was never marked is told as marked then. */
const BITS = 8;
const FEWEST_BITS = 10;
const MOST_BITS = 30;
const GOLDEN = 0x9e3779b1 | 0;

/** Tells of most hashes that were never marked that they were not; whatever was marked is told as marked (a Bloom filter of one bit). */
export class HashFilter {
  private readonly words: Int32Array;
  private readonly shift: number;

  /** @param expected about how many hashes will be marked */
  constructor(expected: number) {
    const bits = Math.max(FEWEST_BITS, Math.min(MOST_BITS, Math.floor(Math.log2(expected * BITS + 1))));
    this.words = new Int32Array(2 ** (bits - 5));
    this.shift = 32 - bits;
  }

  /** Marks a hash; true where it was marked before, or may have been. */
  mark(hash: number): boolean {
    const at = Math.imul(hash, GOLDEN) >>> this.shift;
    const before = this.words[at >>> 5]!;
    this.words[at >>> 5] = before | (1 << (at & 31));
    return ((before >>> (at & 31)) & 1) === 1;
  }

  /** False where the hash was never marked. */
  has(hash: number): boolean {
    const at = Math.imul(hash, GOLDEN) >>> this.shift;
    return ((this.words[at >>> 5]! >>> (at & 31)) & 1) === 1;
  }
}

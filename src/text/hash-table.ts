/** A hash moves on to the next place so often at most: a table that needs more holds hashes that were made to collide. */
const MOST_STEPS = 48;
/** Bits of the filter for each hash: 1 in 16 of other hashes passes it. */
const FILTER_BITS = 16;

/**
 * A small table of hashes, filled again and again without being cleared. Each hash has a place below `capacity`, at which the
 * owner of the table may keep what it likes.
 */
export class HashTable {
  capacity = 512;
  /** Places that `findAll` found. */
  found = new Int32Array(512);
  /** Whether `add` filled a new place. */
  isNew = false;
  /** The hash at a place. */
  hashes = new Int32Array(512);
  /** The round in which a place was filled. */
  private rounds = new Int32Array(512);
  private round = 0;
  private bits = 9;
  private longest = 0;
  /** A bit for each hash, so that most others cost one look. */
  private filter = new Int32Array((512 * FILTER_BITS) / 64);

  /** Forgets everything and makes room for so many hashes. */
  begin(count: number): void {
    let bits = 6;
    while (1 << bits < count * 2) bits++;
    if (this.capacity < 1 << bits) {
      this.capacity = 1 << bits;
      this.hashes = new Int32Array(this.capacity);
      this.rounds = new Int32Array(this.capacity);
      this.filter = new Int32Array((this.capacity * FILTER_BITS) / 64);
      this.round = 0;
    } else this.filter.fill(0, 0, ((1 << bits) * FILTER_BITS) / 64);
    this.bits = bits;
    this.longest = 0;
    this.round++;
  }

  /** Place of the hash; -1 where it finds none. */
  add(hash: number): number {
    const { hashes, rounds, round, bits } = this;
    const last = (1 << bits) - 1;
    const mixed = Math.imul(hash, GOLDEN);
    let place = mixed >>> (32 - bits);
    this.filter[mixed >>> (34 - bits)]! |= 1 << mixed;
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      if (rounds[place] !== round) {
        hashes[place] = hash;
        rounds[place] = round;
        if (steps > this.longest) this.longest = steps;
        this.isNew = true;
        return place;
      }
      if (hashes[place] === hash) {
        this.isNew = false;
        return place;
      }
      place = (place + 1) & last;
    }
    return -1;
  }

  /** Looks up all hashes of a set; the places of those that were added stand in `found`, as many as are returned. */
  findAll(set: Int32Array): number {
    if (this.found.length < set.length) this.found = new Int32Array(set.length * 2);
    const { hashes, rounds, round, bits, longest, filter, found } = this;
    const last = (1 << bits) - 1;
    const placeShift = 32 - bits;
    const filterShift = 34 - bits;
    let count = 0;
    for (let index = 0; index < set.length; index++) {
      const hash = set[index]!;
      const mixed = Math.imul(hash, GOLDEN);
      if ((filter[mixed >>> filterShift]! & (1 << mixed)) === 0) continue;
      let place = mixed >>> placeShift;
      for (let steps = 0; steps <= longest && rounds[place] === round; steps++) {
        if (hashes[place] === hash) {
          found[count++] = place;
          break;
        }
        place = (place + 1) & last;
      }
    }
    return count;
  }
}

const GOLDEN = 0x9e3779b1 | 0;

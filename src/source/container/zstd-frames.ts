/** Where a frame of zstd ends in the bytes just given, and the checksum of its content; null where it carries none. */
export interface FrameEnd {
  /** Index after its last byte. */
  readonly end: number;
  readonly checksum: number | null;
}

const MAGIC = 0xfd2fb528;
const SKIPPED = 0x184d2a50;

/**
 * Follows the frames and blocks of a zstd file by the lengths that they give (RFC 8878 §3.1), without undoing them, to know where the
 * checksums stand. Gives up without a word where the bytes are none: what undoes them tells of that.
 */
export class ZstdFrames {
  #state: 'magic' | 'skip-length' | 'header' | 'block' | 'content' | 'checksum' | 'lost' = 'magic';
  /** Bytes of the number that is being read, and how many it has. */
  #number = 0;
  #read = 0;
  #wanted = 4;
  /** Bytes to pass over. */
  #left = 0;
  #hasChecksum = false;
  #isLast = false;

  /** The ends of frames in the next bytes, in their order. */
  *take(bytes: Uint8Array): Generator<FrameEnd> {
    for (let at = 0; at < bytes.length && this.#state !== 'lost'; ) {
      if (this.#left > 0) {
        const passed = Math.min(this.#left, bytes.length - at);
        this.#left -= passed;
        at += passed;
        if (this.#left === 0 && this.#state === 'content' && this.#isLast && !this.#hasChecksum)
          yield this.#finish(at, null);
        continue;
      }
      if (this.#state === 'content') {
        this.#expect(this.#isLast ? 'checksum' : 'block', this.#isLast ? 4 : 3);
        continue;
      }
      this.#number += bytes[at++]! * 2 ** (8 * this.#read++);
      if (this.#read < this.#wanted) continue;
      const end = this.#next(this.#number, at);
      if (end !== null) yield end;
    }
  }

  #expect(state: 'magic' | 'skip-length' | 'header' | 'block' | 'checksum', wanted: number): void {
    this.#state = state;
    this.#wanted = wanted;
    this.#number = 0;
    this.#read = 0;
  }

  #finish(end: number, checksum: number | null): FrameEnd {
    this.#expect('magic', 4);
    return { end, checksum };
  }

  /** Goes on from a number that is complete. */
  #next(number: number, at: number): FrameEnd | null {
    switch (this.#state) {
      case 'magic':
        if (number === MAGIC) this.#expect('header', 1);
        else if ((number & 0xfffffff0) === SKIPPED) this.#expect('skip-length', 4);
        else this.#state = 'lost';
        return null;
      case 'skip-length':
        this.#left = number;
        this.#expect('magic', 4);
        return null;
      case 'header': {
        const single = (number & 0x20) !== 0;
        const size = [single ? 1 : 0, 2, 4, 8][number >> 6]!;
        this.#hasChecksum = (number & 4) !== 0;
        this.#left = (single ? 0 : 1) + [0, 1, 2, 4][number & 3]! + size;
        this.#expect('block', 3);
        return null;
      }
      case 'block': {
        this.#isLast = (number & 1) === 1;
        const kind = (number >> 1) & 3;
        this.#left = kind === 1 ? 1 : number >> 3;
        this.#state = 'content';
        if (this.#left > 0 || !this.#isLast || this.#hasChecksum) return null;
        return this.#finish(at, null);
      }
      case 'checksum':
        return this.#finish(at, number);
      default:
        return null;
    }
  }
}

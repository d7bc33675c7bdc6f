// XXH64 (github.com/Cyan4973/xxHash, doc/xxhash_spec.md), in halves of 32 bits: whole numbers of 64 bits (BigInt) are some fifty times slower.

const P1 = 0x9e3779b185ebca87n;
const P2 = 0xc2b2ae3d27d4eb4fn;
const P3 = 0x165667b19e3779f9n;
const P4 = 0x85ebca77c2b2ae63n;
const P5 = 0x27d4eb2f165667c5n;
const MASK = 0xffffffffffffffffn;

/** High and low half of P1 and P2, and the low halves in pieces of 16 bits. */
const P1_HIGH = 0x9e3779b1;
const P1_LOW = 0x85ebca87;
const P2_HIGH = 0xc2b2ae3d;
const P2_LOW = 0x27d4eb4f;

const STRIPE = 32;

/** The hash XXH64 with seed 0 of bytes that come piece by piece: that which frames of zstd carry (RFC 8878 §3.1.1). */
export class XxHash64 {
  /** Four lanes, low half before high half. */
  readonly #lanes = new Int32Array(8);
  readonly #rest = Buffer.alloc(STRIPE);
  #held = 0;
  #length = 0;

  constructor() {
    for (const [lane, value] of [P1 + P2, P2, 0n, -P1].entries()) {
      this.#lanes[lane * 2] = Number(BigInt.asIntN(32, value));
      this.#lanes[lane * 2 + 1] = Number(BigInt.asIntN(32, value >> 32n));
    }
  }

  update(bytes: Uint8Array): void {
    this.#length += bytes.length;
    let at = 0;
    if (this.#held > 0) {
      at = Math.min(STRIPE - this.#held, bytes.length);
      this.#rest.set(bytes.subarray(0, at), this.#held);
      this.#held += at;
      if (this.#held < STRIPE) return;
      this.#take(this.#rest, 0, STRIPE);
      this.#held = 0;
    }
    const end = bytes.length - ((bytes.length - at) % STRIPE);
    this.#take(bytes, at, end);
    this.#rest.set(bytes.subarray(end));
    this.#held = bytes.length - end;
  }

  /** Each lane: lane = rotate(lane + input * P2, 31) * P1. */
  #take(bytes: Uint8Array, start: number, end: number): void {
    const lanes = this.#lanes;
    let lane = 0;
    for (let at = start; at < end; at += 8) {
      const low = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
      const high = bytes[at + 4]! | (bytes[at + 5]! << 8) | (bytes[at + 6]! << 16) | (bytes[at + 7]! << 24);
      const sumLow = (lanes[lane]! >>> 0) + (Math.imul(low, P2_LOW) >>> 0);
      const sumHigh =
        (lanes[lane + 1]! +
          upperOfProduct(low, P2_LOW) +
          Math.imul(high, P2_LOW) +
          Math.imul(low, P2_HIGH) +
          (sumLow > 0xffffffff ? 1 : 0)) |
        0;
      const turnedHigh = (sumHigh << 31) | ((sumLow | 0) >>> 1);
      const turnedLow = ((sumLow | 0) << 31) | (sumHigh >>> 1);
      lanes[lane] = Math.imul(turnedLow, P1_LOW);
      lanes[lane + 1] =
        upperOfProduct(turnedLow, P1_LOW) + Math.imul(turnedHigh, P1_LOW) + Math.imul(turnedLow, P1_HIGH);
      lane = (lane + 2) & 7;
    }
  }

  /** The low 32 bits of the hash, without a sign. */
  digestLow(): number {
    const lanes = [0, 1, 2, 3].map(
      (lane) => (BigInt(this.#lanes[lane * 2 + 1]! >>> 0) << 32n) | BigInt(this.#lanes[lane * 2]! >>> 0),
    );
    let hash: bigint;
    if (this.#length < STRIPE) hash = P5;
    else {
      hash = lanes.reduce((sum, lane, at) => sum + rotate(lane, [1n, 7n, 12n, 18n][at]!), 0n) & MASK;
      for (const lane of lanes) hash = ((hash ^ round(0n, lane)) * P1 + P4) & MASK;
    }
    hash = (hash + BigInt(this.#length)) & MASK;
    const rest = this.#rest.subarray(0, this.#held);
    let at = 0;
    for (; at + 8 <= rest.length; at += 8)
      hash = (rotate(hash ^ round(0n, rest.readBigUInt64LE(at)), 27n) * P1 + P4) & MASK;
    for (; at + 4 <= rest.length; at += 4)
      hash = (rotate(hash ^ ((BigInt(rest.readUInt32LE(at)) * P1) & MASK), 23n) * P2 + P3) & MASK;
    for (; at < rest.length; at++) hash = (rotate(hash ^ ((BigInt(rest[at]!) * P5) & MASK), 11n) * P1) & MASK;
    hash = ((hash ^ (hash >> 33n)) * P2) & MASK;
    hash = ((hash ^ (hash >> 29n)) * P3) & MASK;
    return Number((hash ^ (hash >> 32n)) & 0xffffffffn);
  }
}

/** The upper 32 bits of the product of two numbers of 32 bits without sign. */
function upperOfProduct(one: number, other: number): number {
  const [a, b] = [one & 0xffff, one >>> 16];
  const [c, d] = [other & 0xffff, other >>> 16];
  const low = Math.imul(a, c) >>> 0;
  const first = (Math.imul(b, c) >>> 0) + (low >>> 16);
  const second = (Math.imul(a, d) >>> 0) + (first & 0xffff);
  return ((Math.imul(b, d) >>> 0) + Math.floor(first / 0x10000) + Math.floor(second / 0x10000)) | 0;
}

const rotate = (value: bigint, bits: bigint): bigint => ((value << bits) | (value >> (64n - bits))) & MASK;
const round = (lane: bigint, input: bigint): bigint => (rotate((lane + input * P2) & MASK, 31n) * P1) & MASK;

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4 §4.2.2). */
const CONSTANTS = fractionsOf(64, 1 / 3);
/** The same of the square roots of the first eight: where every hash begins (FIPS 180-4 §5.3.3). */
const START = fractionsOf(8, 1 / 2);

/**
 * SHA-256 (FIPS 180-4) of bytes, in hex: `sha256(new Uint8Array())` → `e3b0c442…`. A browser has it only as a promise, and reading a
 * message is no promise.
 */
export function sha256(bytes: Uint8Array): string {
  const state = Uint32Array.from(START);
  const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length << 3);
  const words = new Uint32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let at = 0; at < 16; at++) words[at] = view.getUint32(block + 4 * at);
    mixBlock(words, state);
  }
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
}

function mixBlock(words: Uint32Array, state: Uint32Array): void {
  for (let at = 16; at < 64; at++) {
    const [near, far] = [words[at - 2]!, words[at - 15]!];
    const sigma1 = turned(near, 17) ^ turned(near, 19) ^ (near >>> 10);
    const sigma0 = turned(far, 7) ^ turned(far, 18) ^ (far >>> 3);
    words[at] = words[at - 16]! + sigma0 + words[at - 7]! + sigma1;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let at = 0; at < 64; at++) {
    const sum1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const first = (h + sum1 + ((e & f) ^ (~e & g)) + CONSTANTS[at]! + words[at]!) | 0;
    const sum0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const second = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  for (const [at, value] of [a, b, c, d, e, f, g, h].entries()) state[at] = state[at]! + value;
}

const turned = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

function fractionsOf(count: number, power: number): Uint32Array {
  const fractions = new Uint32Array(count);
  let found = 0;
  for (let number = 2; found < count; number++) {
    let isPrime = true;
    for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) isPrime = false;
    if (isPrime) fractions[found++] = (number ** power % 1) * 2 ** 32;
  }
  return fractions;
}

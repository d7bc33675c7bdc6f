/**
 * A damaged copy of a file, the same for the same seed: bits turned over, the end cut off, a number of four bytes or in digits that lies,
 * a piece overwritten by another one, a piece left out.
 */
export function damage(whole: Buffer, seed: number): Buffer {
  const random = randomBy(seed);
  const bytes = Buffer.from(whole);
  const at = random(bytes.length);
  switch (seed % 6) {
    case 0:
      for (let flip = 0; flip <= random(8); flip++) bytes[random(bytes.length)]! ^= 1 << random(8);
      return bytes;
    case 1:
      return bytes.subarray(0, at);
    case 2: {
      const lie = [0, 1, 0x7fffffff, 0xffffffff, 0x80000000, bytes.length, random(0x7fffffff)][random(7)]!;
      const place = Math.max(0, Math.min(at, bytes.length - 4));
      if (bytes.length >= 4) random(2) ? bytes.writeUInt32LE(lie, place) : bytes.writeUInt32BE(lie, place);
      return bytes;
    }
    case 3: {
      const length = Math.min(random(512) + 1, bytes.length);
      bytes.copy(bytes, at, random(bytes.length), random(bytes.length) + length);
      return bytes;
    }
    case 4:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random(256) + 1)]);
    default: {
      // The first number in digits from a place on, made longer or another.
      const text = bytes.toString('latin1');
      const found = /\d{1,12}/.exec(text.slice(at)) ?? /\d{1,12}/.exec(text);
      if (found === null) return bytes;
      const start = text.indexOf(found[0], text.length > at ? at : 0);
      const lie = ['0', '999999999', '-1', '18446744073709551616'][random(4)]!;
      return Buffer.from(text.slice(0, start) + lie + text.slice(start + found[0].length), 'latin1');
    }
  }
}

/** Numbers below a limit, by a linear congruence (Numerical Recipes). */
/** Whole numbers below a limit, the same for the same seed. */
export function randomBy(seed: number): (limit: number) => number {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return (limit) => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * limit);
  };
}

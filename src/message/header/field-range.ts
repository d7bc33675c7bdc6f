/** One field of a header: offsets into the bytes that were read. */
export interface FieldRange {
  readonly start: number;
  /** Index of the first byte after the name. */
  readonly nameEnd: number;
  /** Index of the first byte after the colon. */
  readonly valueStart: number;
  /** Index after the value, without the line end. */
  readonly end: number;
}

const LF = 10;
const CR = 13;

/** Index of the line end of the line at `from`. */
export function endOfLine(bytes: Uint8Array, from: number, bareCr: boolean): number {
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === LF) return at > from && bytes[at - 1] === CR ? at - 1 : at;
    if (byte === CR && bareCr) return at;
  }
  return bytes.length > from && bytes[bytes.length - 1] === CR ? bytes.length - 1 : bytes.length;
}

/** Index of the first byte of the next line. */
export function afterLineEnd(bytes: Uint8Array, lineEnd: number): number {
  if (bytes[lineEnd] === CR && bytes[lineEnd + 1] === LF) return lineEnd + 2;
  return Math.min(lineEnd + 1, bytes.length);
}

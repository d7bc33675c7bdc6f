/** Texts by number: an array, or a column of bytes that takes less room. */
export interface TextRows {
  readonly length: number;
  at(row: number): string | undefined;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** Texts one after the other in UTF-8, `['lantern', '', 'é']` as `lanterné` and where each ends, `7 7 9`: a million take no more than their letters. */
export class TextColumn implements TextRows {
  readonly length: number;
  readonly bytes: Uint8Array;
  /** Byte after the last one of each text. */
  readonly ends: Uint32Array;

  constructor(bytes: Uint8Array, ends: Uint32Array) {
    this.length = ends.length;
    this.bytes = bytes;
    this.ends = ends;
  }

  /** Puts texts into a column. */
  static of(texts: readonly string[]): TextColumn {
    const ends = new Uint32Array(texts.length);
    const bytes = encoder.encode(texts.join(''));
    let end = 0;
    for (let row = 0; row < texts.length; row++) {
      end += byteLength(texts[row]!);
      ends[row] = end;
    }
    // Halves of pairs on both sides of a border became one sign: rare enough to be written one by one.
    return end === bytes.length ? new TextColumn(bytes, ends) : TextColumn.#ofEach(texts);
  }

  static #ofEach(texts: readonly string[]): TextColumn {
    return TextColumn.of(texts.map((text) => decoder.decode(encoder.encode(text))));
  }

  /** The text of a row; undefined where there is no such row. */
  at(row: number): string | undefined {
    if (!(row >= 0 && row < this.length)) return undefined;
    const start = this.#startOf(row);
    return start === this.ends[row] ? '' : decoder.decode(this.bytes.subarray(start, this.ends[row]));
  }

  /** Rows that hold a text somewhere, in order. */
  rowsWith(text: string): number[] {
    const asked = encoder.encode(text);
    const rows: number[] = [];
    if (asked.length === 0) return rows;
    const { bytes, ends } = this;
    const first = asked[0]!;
    const last = bytes.length - asked.length;
    let row = 0;
    for (let at = 0; at <= last; at++) {
      if (bytes[at] !== first) continue;
      let same = 1;
      while (same < asked.length && bytes[at + same] === asked[same]) same++;
      if (same < asked.length) continue;
      row = this.#rowAt(at, row);
      if (at + asked.length > ends[row]!) continue;
      rows.push(row);
      // The next hit that counts stands in another row.
      at = ends[row]! - 1;
    }
    return rows;
  }

  /** A number that is the same for the same texts. */
  hashAt(row: number): number {
    return hashOfBytes(this.bytes, this.#startOf(row), this.ends[row]!);
  }

  /** True where the text of a row is this one, in UTF-8. */
  isAt(row: number, text: Uint8Array): boolean {
    const start = this.#startOf(row);
    if (this.ends[row]! - start !== text.length) return false;
    for (let at = 0; at < text.length; at++) if (this.bytes[start + at] !== text[at]) return false;
    return true;
  }

  #startOf(row: number): number {
    return row === 0 ? 0 : this.ends[row - 1]!;
  }

  /** The row that a byte belongs to, from a row on. */
  #rowAt(byte: number, from: number): number {
    let [low, high] = [from, this.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.ends[middle]! > byte) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** FNV-1a over bytes, and its bits spread: keys are short. */
export function hashOfBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Bytes that a text takes in UTF-8; a half of a pair takes three, as its replacement does. */
function byteLength(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    if (code < 0x800) length++;
    else if (code >= 0xd800 && code < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      // Two units, four bytes.
      length += 2;
      at++;
    } else length += 2;
  }
  return length;
}

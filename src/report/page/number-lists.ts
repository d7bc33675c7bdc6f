/** A column of numbers: an array, or a typed one that takes less room. */
export type NumberColumn = ArrayLike<number> & Iterable<number>;

/** A list of numbers a row: as it stands in JSON, or packed. */
export type NumberRows = readonly (readonly number[])[] | NumberLists;

/** Lists of numbers in two columns, `[[3, 5], [], [3]]` as `0 2 2 3` and `3 5 3`: a list takes no more than its numbers. */
export class NumberLists {
  readonly length: number;
  /** Where each row begins among the values, and where the last one ends. */
  readonly starts: Int32Array;
  readonly values: Int32Array;

  constructor(starts: Int32Array, values: Int32Array) {
    this.length = starts.length - 1;
    this.starts = starts;
    this.values = values;
  }

  /** Puts lists into columns. */
  static of(lists: readonly (readonly number[])[]): NumberLists {
    const starts = new Int32Array(lists.length + 1);
    for (let row = 0; row < lists.length; row++) starts[row + 1] = starts[row]! + lists[row]!.length;
    const values = new Int32Array(starts[lists.length]!);
    for (let row = 0; row < lists.length; row++) values.set(lists[row]!, starts[row]!);
    return new NumberLists(starts, values);
  }

  /** The list of a row. */
  of(row: number): Int32Array {
    return this.values.subarray(this.starts[row], this.starts[row + 1]);
  }

  /** Goes through the numbers of a row. */
  each(row: number, visit: (value: number) => void): void {
    for (let at = this.starts[row]!; at < this.starts[row + 1]!; at++) visit(this.values[at]!);
  }

  /** True if a row holds a number. */
  has(row: number, value: number): boolean {
    for (let at = this.starts[row]!; at < this.starts[row + 1]!; at++) if (this.values[at] === value) return true;
    return false;
  }

  /** True if one of the numbers of a row is marked. */
  hasMarked(row: number, marks: Uint8Array): boolean {
    for (let at = this.starts[row]!; at < this.starts[row + 1]!; at++) if (marks[this.values[at]!] === 1) return true;
    return false;
  }

  /** The same rows with each number given another, which stands once in a row. */
  map(other: (value: number) => number): NumberLists {
    const starts = new Int32Array(this.length + 1);
    const values = new Int32Array(this.values.length);
    let end = 0;
    for (let row = 0; row < this.length; row++) {
      const start = end;
      for (let at = this.starts[row]!; at < this.starts[row + 1]!; at++) {
        const value = other(this.values[at]!);
        if (values.subarray(start, end).includes(value)) continue;
        values[end++] = value;
      }
      starts[row + 1] = end;
    }
    return new NumberLists(starts, values.subarray(0, end));
  }
}

/** The list of a row, whichever way the rows are kept. */
export const rowOf = (rows: NumberRows, row: number): NumberColumn =>
  rows instanceof NumberLists ? rows.of(row) : rows[row]!;

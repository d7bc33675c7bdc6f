/** Gives each distinct value a number, from 0 in the order of first use. */
export class NumberTable {
  readonly #numbers = new Map<string, number>();

  /** `'b'` asked twice gives the same number. */
  numberOf(value: string): number {
    let number = this.#numbers.get(value);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(value, number);
    }
    return number;
  }

  /** The values by their numbers. */
  get values(): readonly string[] {
    return [...this.#numbers.keys()];
  }
}

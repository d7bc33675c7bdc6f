/** What takes pages of numbers out of memory, and gives them back. */
export interface NumberStore {
  /** Keeps a copy; gives the number that `read` asks for. */
  keep(numbers: Int32Array): number;
  /** The numbers as an array of their own. */
  read(number: number): Int32Array;
}

/** Numbers of a page, and pages that stay at hand where others lie in a store, unless told otherwise. */
const PAGE = 1 << 13;
const AT_HAND = 6144;
/** What is noted of a row: its page, its first place there and its length. */
const NOTED = 3;

/**
 * Rows of numbers outside of the engine's heap, side by side in pages. With a store pages that are not at hand lie there; without one all stay
 * in memory.
 */
export class NumberRows {
  private readonly store: NumberStore | null;
  private readonly pageSize: number;
  private readonly mostAtHand: number;
  /** Pages that are in memory; null for those that lie in the store. */
  private readonly pages: (Int32Array | null)[] = [];
  private readonly stored: number[] = [];
  private page: Int32Array = new Int32Array(0);
  private used = 0;
  private places = new Int32Array(NOTED << 10);
  private count = 0;
  /** Pages in memory beside the last one, those that were asked for again marked; `hand` goes round them. */
  private readonly atHand: number[] = [];
  private readonly isAsked: boolean[] = [];
  private hand = 0;
  /** The page that was read back last: who reads row after row needs it once. */
  private last = -1;
  private lastRead: Int32Array = this.page;

  constructor(store: NumberStore | null = null, { pageSize = PAGE, atHand = AT_HAND } = {}) {
    this.store = store;
    this.pageSize = pageSize;
    this.mostAtHand = atHand;
  }

  /** Keeps a copy; gives the number that `read` asks for. */
  keep(row: Int32Array): number {
    if (this.pages.length === 0 || this.used + row.length > this.page.length) this.turnPage(row.length);
    if (this.places.length === this.count * NOTED) {
      const places = new Int32Array(this.places.length * 2);
      places.set(this.places);
      this.places = places;
    }
    const at = this.count * NOTED;
    this.places[at] = this.pages.length - 1;
    this.places[at + 1] = this.used;
    this.places[at + 2] = row.length;
    this.page.set(row, this.used);
    this.used += row.length;
    return this.count++;
  }

  /** The row of that number, not to be changed. */
  read(number: number): Int32Array {
    const at = number * NOTED;
    const start = this.places[at + 1]!;
    return this.pageOf(this.places[at]!).subarray(start, start + this.places[at + 2]!);
  }

  private turnPage(length: number): void {
    const full = this.pages.length - 1;
    if (full >= 0 && this.store !== null) {
      this.stored[full] = this.store.keep(this.page.subarray(0, this.used));
      this.putAtHand(full);
    }
    this.page = new Int32Array(Math.max(this.pageSize, length));
    this.pages.push(this.page);
    this.used = 0;
  }

  private pageOf(page: number): Int32Array {
    const known = this.pages[page]!;
    if (known !== null) {
      this.isAsked[page] = true;
      return known;
    }
    if (page === this.last) return this.lastRead;
    const isNext = page === this.last + 1;
    if (this.last >= 0 && !isNext && this.pages[this.last] === null) {
      this.pages[this.last] = this.lastRead;
      this.putAtHand(this.last);
    }
    this.last = page;
    this.lastRead = this.store!.read(this.stored[page]!);
    return this.lastRead;
  }

  /** Puts a page in the place of one that was not asked for since the hand came by. */
  private putAtHand(page: number): void {
    if (this.atHand.length < this.mostAtHand) {
      this.atHand.push(page);
      return;
    }
    while (this.isAsked[this.atHand[this.hand]!] === true) {
      this.isAsked[this.atHand[this.hand]!] = false;
      this.hand = (this.hand + 1) % this.mostAtHand;
    }
    this.pages[this.atHand[this.hand]!] = null;
    this.atHand[this.hand] = page;
    this.hand = (this.hand + 1) % this.mostAtHand;
  }
}

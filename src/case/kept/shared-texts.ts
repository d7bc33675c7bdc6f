import { readSync } from 'node:fs';
import type { KeptTexts, SharedTexts } from './text-file.js';

/** Pages that stay at hand: a text is read near the one before it, or far away. */
const AT_HAND = 64;

const NOTHING: SharedTexts = { file: -1, pageSize: 1, pageAt: -1, starts: new Float64Array(0) };

/** Reads the texts that another thread keeps in a file. */
export class TextReader implements KeptTexts {
  private readonly pages = new Map<number, Buffer>();
  private shared: SharedTexts = NOTHING;

  /** More texts are there, also in the page that was not full. */
  renew(shared: SharedTexts): void {
    this.pages.delete(this.shared.pageAt);
    this.shared = shared;
  }

  read(number: number): string {
    const { starts, pageSize } = this.shared;
    const start = starts[number]!;
    const from = Math.floor(start / 2);
    const bytes = Math.floor(starts[number + 1]! / 2) - from;
    const encoding = start % 2 === 1 ? 'utf16le' : 'latin1';
    const at = Math.floor(from / pageSize);
    const first = from - at * pageSize;
    if (first + bytes <= pageSize) return this.pageOf(at).toString(encoding, first, first + bytes);
    const whole = Buffer.allocUnsafe(bytes);
    for (let done = 0; done < bytes; ) {
      const page = Math.floor((from + done) / pageSize);
      done += this.pageOf(page).copy(whole, done, from + done - page * pageSize);
    }
    return whole.toString(encoding);
  }

  readJson<T, Kept = T>(number: number, make: (kept: Kept) => T = (kept) => kept as unknown as T): T {
    return make(JSON.parse(this.read(number)) as Kept);
  }

  private pageOf(number: number): Buffer {
    const known = this.pages.get(number);
    if (known !== undefined) return known;
    const { file, pageSize } = this.shared;
    let page: Buffer | undefined;
    if (this.pages.size === AT_HAND) {
      const [oldest, buffer] = this.pages.entries().next().value!;
      this.pages.delete(oldest);
      page = buffer;
    }
    page ??= Buffer.allocUnsafeSlow(pageSize);
    for (let done = 0; done < pageSize; ) {
      const read = readSync(file, page, done, pageSize - done, number * pageSize + done);
      if (read === 0) throw new Error('the texts that wait in a file have been cut short');
      done += read;
    }
    this.pages.set(number, page);
    return page;
  }
}

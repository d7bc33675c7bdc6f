import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { NumberStore } from '../../text/number-rows.js';

/** Bytes of a page, and pages that stay at hand, unless told otherwise. A page holds some ten texts: who asks for one seldom asks for the next. */
const PAGE = 1 << 14;
const AT_HAND = 2048;
/** Pages that are taken from the system at once: small pieces of memory are given back to it much later. */
const SLAB = 16;
/** How pages are packed: speed counts, and the packer's own memory, which is asked for anew for each. */
const QUICKLY = { level: 1, windowBits: 14, memLevel: 7 } as const;
/** Characters of what was read last that stay at hand, twice. */
const MOST_READ = 150_000;

/** Texts between two looks at what else the program holds. */
const WATCHED = 256;

/** What gives texts back that wait somewhere. */
export interface KeptTexts {
  /** The text of that number. */
  read(number: number): string;
  /**
   * What the text of that number says as JSON, or what `make` makes of that: the same object for some time, not to be changed. A text is always
   * asked for in one of these ways.
   */
  readJson<T, Kept = T>(number: number, make?: (kept: Kept) => T): T;
}

/** What another thread needs to read the texts of a file. */
export interface SharedTexts {
  readonly file: number;
  readonly pageSize: number;
  /** Number of the page that is not full yet. */
  readonly pageAt: number;
  /** For each text twice its first byte, one more where a character takes two bytes. */
  readonly starts: Float64Array;
}

/**
 * Texts that wait outside of the engine's heap until somebody asks for them: in pages, and of many in a file that nobody else sees.
 *
 *     const number = texts.keep(body.text);
 *     texts.read(number) === body.text
 */
export class TextFile implements KeptTexts {
  private readonly path: string | null;
  private readonly pageSize: number;
  private readonly atHand: number;
  /** Packed pages; null where pages are kept as they are. */
  private readonly packed: Map<number, Buffer> | null;
  private file = -1;
  private readonly pages = new Map<number, Buffer>();
  private free: Buffer[] = [];
  private page: Buffer;
  private pageAt = 0;
  private used = 0;
  /** For each text twice its first byte, one more where a character takes two bytes. */
  private starts: Float64Array;
  private count = 0;
  private recent = new Map<number, unknown>();
  private former = new Map<number, unknown>();
  private recentSize = 0;
  private readonly watch: () => void;
  private untilWatched = WATCHED;

  /**
   * With a path, pages that are not at hand lie there; without one all stay in memory, packed where `pack` says so: a third of the room for
   * who will ask for few of them. `watch` is called for each few hundred texts that are kept or read.
   */
  constructor(path: string | null = null, { pageSize = PAGE, atHand = AT_HAND, pack = false, watch = () => {} } = {}) {
    this.watch = watch;
    this.path = path;
    this.packed = pack && path === null ? new Map() : null;
    this.pageSize = pageSize;
    this.atHand = atHand;
    this.page = this.newPage();
    this.starts = this.newStarts(1024);
  }

  /** Keeps a text; gives the number that `read` asks for. */
  keep(text: string): number {
    const isWide = /[^\0-\xff]/.test(text);
    this.begin(isWide);
    const encoding = isWide ? 'utf16le' : 'latin1';
    const length = isWide ? text.length * 2 : text.length;
    if (length <= this.pageSize - this.used) this.used += this.page.write(text, this.used, encoding);
    else this.append(Buffer.from(text, encoding));
    return this.end();
  }

  /** Keeps numbers that wait as the texts do. */
  numbers(): NumberStore {
    return {
      keep: (numbers) => {
        this.begin(false);
        this.append(Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength));
        return this.end();
      },
      read: (number) => {
        const { from, bytes } = this.placeOf(number);
        // Not cleared first, as all of it is filled.
        const filled = Buffer.allocUnsafeSlow(bytes);
        this.copyTo(filled, from);
        return new Int32Array(filled.buffer);
      },
    };
  }

  read(number: number): string {
    return this.recall(number, (text) => text);
  }

  readJson<T, Kept = T>(number: number, make: (kept: Kept) => T = (kept) => kept as unknown as T): T {
    return this.recall(number, (text) => make(JSON.parse(text) as Kept));
  }

  /** Puts all that is kept so far where another thread can read it; null where there is no file. */
  share(): SharedTexts | null {
    if (this.path === null) return null;
    if (this.file < 0) this.openFile();
    this.writePage(this.pageAt, this.page);
    const { file, pageSize, pageAt, starts } = this;
    return { file, pageSize, pageAt, starts };
  }

  /** Removes the file; no text can be read any more. */
  close(): void {
    this.pages.clear();
    this.packed?.clear();
    if (this.file < 0) return;
    closeSync(this.file);
    rmSync(this.path!, { force: true });
    this.file = -1;
  }

  private begin(isWide: boolean): void {
    this.look();
    if (this.count + 1 === this.starts.length) {
      const starts = this.newStarts(this.starts.length * 2);
      starts.set(this.starts);
      this.starts = starts;
    }
    this.starts[this.count] = this.place * 2 + (isWide ? 1 : 0);
  }

  private end(): number {
    this.count++;
    this.starts[this.count] = this.place * 2;
    return this.count - 1;
  }

  private get place(): number {
    return this.pageAt * this.pageSize + this.used;
  }

  private placeOf(number: number): { readonly from: number; readonly bytes: number; readonly isWide: boolean } {
    const start = this.starts[number]!;
    const from = Math.floor(start / 2);
    return { from, bytes: Math.floor(this.starts[number + 1]! / 2) - from, isWide: start % 2 === 1 };
  }

  private recall<T>(number: number, make: (text: string) => T): T {
    const known = this.recent.get(number);
    if (known !== undefined) return known as T;
    this.look();
    const { from, bytes, isWide } = this.placeOf(number);
    const value = (this.former.get(number) as T | undefined) ?? make(this.decode(from, bytes, isWide));
    this.recentSize += bytes + 64;
    if (this.recentSize > MOST_READ) {
      this.former = this.recent;
      this.recent = new Map();
      this.recentSize = 0;
    }
    this.recent.set(number, value);
    return value;
  }

  private look(): void {
    if (--this.untilWatched > 0) return;
    this.untilWatched = WATCHED;
    this.watch();
  }

  private decode(from: number, bytes: number, isWide: boolean): string {
    const encoding = isWide ? 'utf16le' : 'latin1';
    const at = Math.floor(from / this.pageSize);
    const first = from - at * this.pageSize;
    if (first + bytes <= this.pageSize) return this.pageOf(at).toString(encoding, first, first + bytes);
    const whole = Buffer.allocUnsafe(bytes);
    this.copyTo(whole, from);
    return whole.toString(encoding);
  }

  /** Fills a buffer with what stands from that byte on. */
  private copyTo(target: Buffer, from: number): void {
    for (let done = 0; done < target.length; ) {
      const page = Math.floor((from + done) / this.pageSize);
      done += this.pageOf(page).copy(target, done, from + done - page * this.pageSize);
    }
  }

  private append(bytes: Buffer): void {
    for (let done = 0; done < bytes.length; ) {
      if (this.used === this.pageSize) this.turnPage();
      const copied = bytes.copy(this.page, this.used, done);
      this.used += copied;
      done += copied;
    }
  }

  /** Puts the full page away and begins another one. */
  private turnPage(): void {
    this.pages.set(this.pageAt, this.page);
    this.packed?.set(this.pageAt, Buffer.from(deflateRawSync(this.page, QUICKLY)));
    if (this.file >= 0) this.writePage(this.pageAt, this.page);
    else if (this.path !== null && this.pages.size > this.atHand) this.openFile();
    this.page = this.spare() ?? this.newPage();
    this.pageAt++;
    this.used = 0;
  }

  /** Begins the file with all pages that are there. */
  private openFile(): void {
    this.file = openSync(this.path!, 'w+', 0o600);
    try {
      // Nobody else sees it, and nothing stays behind of a program that is killed. Where that cannot be, `close` removes it.
      rmSync(this.path!);
    } catch {}
    for (const [number, page] of this.pages) this.writePage(number, page);
  }

  private writePage(number: number, page: Buffer): void {
    for (let done = 0; done < this.pageSize; )
      done += writeSync(this.file, page, done, this.pageSize - done, number * this.pageSize + done);
  }

  /** The page that was asked for least lately, once more are at hand than may be: it lies in the file, or packed. */
  private spare(): Buffer | null {
    if ((this.file < 0 && this.packed === null) || this.pages.size <= this.atHand) return null;
    const [number, page] = this.pages.entries().next().value!;
    this.pages.delete(number);
    return page;
  }

  /** Where there is a file, another thread may read them. */
  private newStarts(length: number): Float64Array {
    return this.path === null ? new Float64Array(length) : new Float64Array(new SharedArrayBuffer(length * 8));
  }

  private newPage(): Buffer {
    if (this.free.length === 0) {
      const slab = Buffer.allocUnsafeSlow(this.pageSize * SLAB);
      for (let at = 0; at < SLAB; at++) this.free.push(slab.subarray(at * this.pageSize, (at + 1) * this.pageSize));
    }
    return this.free.pop()!;
  }

  private pageOf(number: number): Buffer {
    if (number === this.pageAt) return this.page;
    let page = this.pages.get(number);
    if (page !== undefined) {
      if (this.file >= 0 || this.packed !== null) {
        this.pages.delete(number);
        this.pages.set(number, page);
      }
      return page;
    }
    page = this.spare() ?? this.newPage();
    const packed = this.packed?.get(number);
    if (packed !== undefined) inflateRawSync(packed).copy(page);
    for (let done = packed === undefined ? 0 : this.pageSize; done < this.pageSize; ) {
      const read = readSync(this.file, page, done, this.pageSize - done, number * this.pageSize + done);
      if (read === 0) throw new Error('the texts that wait in a file have been cut short');
      done += read;
    }
    this.pages.set(number, page);
    return page;
  }
}

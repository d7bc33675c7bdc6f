import type { HashSet } from '../../../text/shingles.js';
import type { Features, HeaderFeatures } from '../features.js';

/** What many posts share: strings, and lists of hashes. Rows name them by their places. */
export interface SharedParts {
  readonly strings: string[];
  readonly lists: (readonly number[])[];
}

/** Bits of a row's flags. */
export const FLAG = { dayOnly: 1, scrubbed: 2, thanks: 4, sameRecipients: 8, noOffset: 16 } as const;
/** Bits of the flags of a heading within a row. */
export const HEADING_FLAG = { dated: 1, precise: 2, noOffset: 4 } as const;

/**
 * Writes what a post tells as one row of numbers, which `FeatureRow` reads:
 *
 *     flags  offset  address  name  local  account  asks
 *     then lists, each behind its length:
 *     to  recipients  people  greeting  opening  linkTags  attachments  words  levels  headings
 */
export class FeatureRowWriter {
  private readonly shared: SharedParts;
  private readonly placesOfStrings = new Map<string, number>();
  private readonly placesOfLists = new Map<string, number>();
  private row = new Int32Array(1024);
  private size = 0;
  private readonly double = new Float64Array(1);
  private readonly halves = new Int32Array(this.double.buffer);

  constructor(shared: SharedParts) {
    this.shared = shared;
  }

  /** The row; good until the next call. */
  write(features: Features): Int32Array {
    const { offset, to, recipients } = features;
    this.size = 0;
    const isSame = recipients.length === to.length;
    this.put(
      (features.dayOnly === true ? FLAG.dayOnly : 0) |
        (features.scrubbed ? FLAG.scrubbed : 0) |
        (features.thanks ? FLAG.thanks : 0) |
        (isSame ? FLAG.sameRecipients : 0) |
        (offset === null ? FLAG.noOffset : 0),
    );
    this.putDouble(offset ?? 0);
    this.put(this.placeOf(features.address));
    this.put(this.placeOfList(features.name));
    this.put(features.local);
    this.put(features.account);
    this.put(features.asks);
    this.putStrings(to);
    this.putStrings(isSame ? [] : recipients);
    this.putAll(features.people);
    this.putAll(features.greeting);
    this.putAll(features.opening);
    this.putStrings(features.linkTags);
    this.put(features.attachments.length);
    for (const { content, name, size } of features.attachments) {
      this.put(content);
      this.put(name);
      this.putDouble(size);
    }
    this.putAll(features.words);
    this.put(features.levels.length);
    for (const level of features.levels) this.putAll(level);
    this.put(features.headers.length);
    for (const headers of features.headers) {
      this.put(headers.length);
      for (const header of headers) this.putHeading(header);
    }
    return this.row.subarray(0, this.size);
  }

  /** One string for all that are equal. */
  same(text: string): string {
    return this.shared.strings[this.placeOf(text)]!;
  }

  private putHeading({ embedded, address, name, accounts, date, subject, messageId }: HeaderFeatures): void {
    this.put(
      (date === null ? 0 : HEADING_FLAG.dated) |
        (date?.precise ? HEADING_FLAG.precise : 0) |
        (date !== null && date.offset === null ? HEADING_FLAG.noOffset : 0),
    );
    this.put(embedded);
    this.put(this.placeOf(address));
    this.put(this.placeOfList(name));
    this.put(this.placeOfList(accounts));
    this.put(this.placeOf(subject));
    this.put(messageId === null ? -1 : this.placeOf(messageId));
    if (date === null) return;
    this.putDouble(date.offset ?? 0);
    this.put(date.readings.length);
    for (const reading of date.readings) this.putDouble(reading);
  }

  private placeOf(text: string): number {
    let place = this.placesOfStrings.get(text);
    if (place !== undefined) return place;
    place = this.shared.strings.push(text) - 1;
    this.placesOfStrings.set(text, place);
    return place;
  }

  private placeOfList(list: readonly number[]): number {
    const key = list.join();
    let place = this.placesOfLists.get(key);
    if (place !== undefined) return place;
    place = this.shared.lists.push(list) - 1;
    this.placesOfLists.set(key, place);
    return place;
  }

  private putStrings(list: readonly string[]): void {
    this.put(list.length);
    for (const text of list) this.put(this.placeOf(text));
  }

  private putAll(list: HashSet | readonly number[]): void {
    this.put(list.length);
    this.makeRoom(list.length);
    this.row.set(list, this.size);
    this.size += list.length;
  }

  private putDouble(value: number): void {
    this.double[0] = value;
    this.put(this.halves[0]!);
    this.put(this.halves[1]!);
  }

  private put(value: number): void {
    this.makeRoom(1);
    this.row[this.size++] = value;
  }

  private makeRoom(length: number): void {
    if (this.size + length <= this.row.length) return;
    const row = new Int32Array((this.size + length) * 2);
    row.set(this.row.subarray(0, this.size));
    this.row = row;
  }
}

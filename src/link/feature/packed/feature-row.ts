import type { HashSet } from '../../../text/shingles.js';
import type { AttachmentFeatures } from '../attachment-features.js';
import { FLAG, HEADING_FLAG, type SharedParts } from './feature-row-writer.js';
import type { HeaderFeatures } from '../features.js';

const NONE: readonly never[] = [];
const NO_HASHES: HashSet = new Int32Array(0);

/** What a row of `FeatureRowWriter` says; each part is read when it is asked for the first time. */
export class FeatureRow {
  readonly number: number;
  readonly offset: number | null;
  readonly dayOnly: boolean;
  readonly scrubbed: boolean;
  readonly thanks: boolean;
  readonly address: string;
  readonly name: readonly number[];
  readonly local: number;
  readonly account: number;
  readonly asks: number;
  private readonly row: Int32Array;
  private readonly shared: SharedParts;
  private readonly isSame: boolean;
  /** Where each list begins, at its length. */
  private readonly toAt: number;
  private readonly recipientsAt: number;
  private readonly peopleAt: number;
  private readonly greetingAt: number;
  private readonly openingAt: number;
  private readonly tagsAt: number;
  private readonly attachmentsAt: number;
  private readonly wordsAt: number;
  private readonly levelsAt: number;
  private toRead: readonly string[] | null = null;
  private recipientsRead: readonly string[] | null = null;
  private peopleRead: HashSet | null = null;
  private greetingRead: readonly number[] | null = null;
  private openingRead: readonly number[] | null = null;
  private wordsRead: HashSet | null = null;
  private levelsRead: readonly HashSet[] | null = null;
  private headersRead: readonly (readonly HeaderFeatures[])[] | null = null;

  constructor(number: number, row: Int32Array, shared: SharedParts) {
    this.number = number;
    this.row = row;
    this.shared = shared;
    const flags = row[0]!;
    this.offset = flags & FLAG.noOffset ? null : doubleAt(row, 1);
    this.dayOnly = (flags & FLAG.dayOnly) !== 0;
    this.scrubbed = (flags & FLAG.scrubbed) !== 0;
    this.thanks = (flags & FLAG.thanks) !== 0;
    this.isSame = (flags & FLAG.sameRecipients) !== 0;
    this.address = shared.strings[row[3]!]!;
    this.name = shared.lists[row[4]!]!;
    this.local = row[5]!;
    this.account = row[6]!;
    this.asks = row[7]!;
    this.toAt = 8;
    this.recipientsAt = behind(row, this.toAt);
    this.peopleAt = behind(row, this.recipientsAt);
    this.greetingAt = behind(row, this.peopleAt);
    this.openingAt = behind(row, this.greetingAt);
    this.tagsAt = behind(row, this.openingAt);
    this.attachmentsAt = behind(row, this.tagsAt);
    this.wordsAt = this.attachmentsAt + 1 + row[this.attachmentsAt]! * 4;
    this.levelsAt = behind(row, this.wordsAt);
  }

  get to(): readonly string[] {
    this.toRead ??= this.strings(this.toAt);
    return this.toRead;
  }

  get recipients(): readonly string[] {
    this.recipientsRead ??= this.isSame ? this.to : this.strings(this.recipientsAt);
    return this.recipientsRead;
  }

  get people(): HashSet {
    this.peopleRead ??= hashesAt(this.row, this.peopleAt);
    return this.peopleRead;
  }

  get greeting(): readonly number[] {
    this.greetingRead ??= this.numbers(this.greetingAt);
    return this.greetingRead;
  }

  get opening(): readonly number[] {
    this.openingRead ??= this.numbers(this.openingAt);
    return this.openingRead;
  }

  get linkTags(): readonly string[] {
    return this.strings(this.tagsAt);
  }

  get attachments(): readonly AttachmentFeatures[] {
    const { row, attachmentsAt } = this;
    if (row[attachmentsAt] === 0) return NONE;
    return Array.from({ length: row[attachmentsAt]! }, (_, file) => {
      const at = attachmentsAt + 1 + file * 4;
      return { content: row[at]!, name: row[at + 1]!, size: doubleAt(row, at + 2) };
    });
  }

  get words(): HashSet {
    this.wordsRead ??= hashesAt(this.row, this.wordsAt);
    return this.wordsRead;
  }

  get levels(): readonly HashSet[] {
    this.levelsRead ??= this.readLevels();
    return this.levelsRead;
  }

  get headers(): readonly (readonly HeaderFeatures[])[] {
    this.headersRead ??= this.readHeaders();
    return this.headersRead;
  }

  private readLevels(): readonly HashSet[] {
    const { row } = this;
    const levels: HashSet[] = [];
    let at = this.levelsAt + 1;
    for (let left = row[this.levelsAt]!; left > 0; left--) {
      levels.push(hashesAt(row, at));
      at = behind(row, at);
    }
    return levels;
  }

  private readHeaders(): readonly (readonly HeaderFeatures[])[] {
    const { row } = this;
    let at = this.levelsAt + 1;
    for (let left = row[this.levelsAt]!; left > 0; left--) at = behind(row, at);
    const headers: (readonly HeaderFeatures[])[] = [];
    for (let left = row[at++]!; left > 0; left--) {
      const count = row[at++]!;
      const found: HeaderFeatures[] = [];
      for (let index = 0; index < count; index++) {
        found.push(this.readHeading(at));
        at += HEADING + (row[at]! & HEADING_FLAG.dated ? 3 + row[at + HEADING + 2]! * 2 : 0);
      }
      headers.push(count === 0 ? NONE : found);
    }
    return headers;
  }

  private readHeading(at: number): HeaderFeatures {
    const { row } = this;
    const { strings, lists } = this.shared;
    const flags = row[at]!;
    return {
      embedded: row[at + 1]!,
      address: strings[row[at + 2]!]!,
      name: lists[row[at + 3]!]!,
      accounts: lists[row[at + 4]!]!,
      date:
        (flags & HEADING_FLAG.dated) === 0
          ? null
          : {
              readings: Array.from({ length: row[at + HEADING + 2]! }, (_, one) =>
                doubleAt(row, at + HEADING + 3 + one * 2),
              ),
              offset: flags & HEADING_FLAG.noOffset ? null : doubleAt(row, at + HEADING),
              precise: (flags & HEADING_FLAG.precise) !== 0,
            },
      subject: strings[row[at + 5]!]!,
      messageId: row[at + 6]! < 0 ? null : strings[row[at + 6]!]!,
    };
  }

  private strings(at: number): readonly string[] {
    const { row, shared } = this;
    const count = row[at]!;
    if (count === 0) return NONE;
    const found: string[] = [];
    for (let place = at + 1; place <= at + count; place++) found.push(shared.strings[row[place]!]!);
    return found;
  }

  private numbers(at: number): readonly number[] {
    const { row } = this;
    const count = row[at]!;
    if (count === 0) return NONE;
    const found: number[] = [];
    for (let place = at + 1; place <= at + count; place++) found.push(row[place]!);
    return found;
  }
}

/** Numbers of a heading without its date. */
const HEADING = 7;

const double = new Float64Array(1);
const halves = new Int32Array(double.buffer);

function doubleAt(row: Int32Array, at: number): number {
  halves[0] = row[at]!;
  halves[1] = row[at + 1]!;
  return double[0]!;
}

/** Where what stands behind a list begins. */
const behind = (row: Int32Array, at: number): number => at + 1 + row[at]!;

const hashesAt = (row: Int32Array, at: number): HashSet =>
  row[at] === 0 ? NO_HASHES : row.subarray(at + 1, at + 1 + row[at]!);

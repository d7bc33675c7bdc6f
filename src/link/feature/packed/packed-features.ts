import type { NumberRows } from '../../../text/number-rows.js';
import type { HashSet } from '../../../text/shingles.js';
import type { AttachmentFeatures } from '../attachment-features.js';
import { FeatureRow } from './feature-row.js';
import { FeatureRowWriter, type SharedParts } from './feature-row-writer.js';
import type { Features, HeaderFeatures, SubjectFeatures } from '../features.js';

/** Rows that are at hand: the candidates of a child, and of those before it. A power of two. */
const AT_HAND = 512;

/**
 * What posts tell, outside of the engine's heap: a row of numbers a post, and beside it what many posts share. A record of it in the heap takes
 * 1.3 KB, most of it for what says where a list of hashes begins.
 *
 *     const packed = new PackedArchive(rows);
 *     const features = packed.add(readFeatures(post, split));   // reads its row when asked for more than time, author or subject
 */
export class PackedArchive {
  readonly shared: SharedParts = { strings: [], lists: [] };
  readonly times: number[] = [];
  readonly authors: string[] = [];
  readonly subjects: SubjectFeatures[] = [];
  readonly messageIds: (string | null)[] = [];
  private readonly rows: NumberRows;
  private readonly places: number[] = [];
  private readonly writer = new FeatureRowWriter(this.shared);
  private readonly atHand: (FeatureRow | undefined)[] = new Array(AT_HAND).fill(undefined);

  constructor(rows: NumberRows) {
    this.rows = rows;
  }

  /** Packs what was read of a produced post. */
  add(features: Features): Features {
    const number = this.places.length;
    this.places.push(this.rows.keep(this.writer.write(features)));
    this.times.push(features.time);
    this.authors.push(this.writer.same(features.author));
    this.subjects.push(features.subject);
    this.messageIds.push(features.messageId);
    return new PackedFeatures(this, number);
  }

  row(number: number): FeatureRow {
    const known = this.atHand[number & (AT_HAND - 1)];
    if (known?.number === number) return known;
    const row = new FeatureRow(number, this.rows.read(this.places[number]!), this.shared);
    this.atHand[number & (AT_HAND - 1)] = row;
    return row;
  }
}

/** As the record that it was packed from. */
class PackedFeatures implements Features {
  private readonly archive: PackedArchive;
  private readonly number: number;

  constructor(archive: PackedArchive, number: number) {
    this.archive = archive;
    this.number = number;
  }

  get time(): number {
    return this.archive.times[this.number]!;
  }

  get author(): string {
    return this.archive.authors[this.number]!;
  }

  get subject(): SubjectFeatures {
    return this.archive.subjects[this.number]!;
  }

  get messageId(): string | null {
    return this.archive.messageIds[this.number]!;
  }

  get offset(): number | null {
    return this.row.offset;
  }

  get dayOnly(): boolean {
    return this.row.dayOnly;
  }

  get address(): string {
    return this.row.address;
  }

  get name(): readonly number[] {
    return this.row.name;
  }

  get local(): number {
    return this.row.local;
  }

  get account(): number {
    return this.row.account;
  }

  get to(): readonly string[] {
    return this.row.to;
  }

  get recipients(): readonly string[] {
    return this.row.recipients;
  }

  get people(): HashSet {
    return this.row.people;
  }

  get levels(): readonly HashSet[] {
    return this.row.levels;
  }

  get words(): HashSet {
    return this.row.words;
  }

  get headers(): readonly (readonly HeaderFeatures[])[] {
    return this.row.headers;
  }

  get greeting(): readonly number[] {
    return this.row.greeting;
  }

  get opening(): readonly number[] {
    return this.row.opening;
  }

  get linkTags(): readonly string[] {
    return this.row.linkTags;
  }

  get attachments(): readonly AttachmentFeatures[] {
    return this.row.attachments;
  }

  get scrubbed(): boolean {
    return this.row.scrubbed;
  }

  get asks(): number {
    return this.row.asks;
  }

  get thanks(): boolean {
    return this.row.thanks;
  }

  get reply(): Features | null {
    return null;
  }

  private get row(): FeatureRow {
    return this.archive.row(this.number);
  }
}

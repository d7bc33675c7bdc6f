import type { Origin } from '../source/source.js';
import type { DecodedStretch } from './mime/decoded-places.js';

/** Where the text of a body stands in its source, as plain data: `locateInBody` reads it. */
export type BodyPlaces = PartPlaces | RecordPlaces;

/** A body put together from MIME parts. */
export interface PartPlaces {
  readonly kind: 'parts';
  /** The message: the answer where no part says the text. */
  readonly origin: Origin;
  /** Offset in the source (or in what the message was unpacked from) of the first byte that the runs count from. */
  readonly bytesOffset: number;
  /** In the order of the text. */
  readonly runs: readonly PartRun[];
  /** What the bytes of the message were unpacked from, innermost first; empty where they stand in the source as they are. */
  readonly packings: readonly Packing[];
}

/** A run of the body's text that comes from one part; no `places` where it was rendered from HTML. */
export interface PartRun extends DecodedStretch {
  readonly textStart: number;
  readonly textEnd: number;
}

/** A body put together from strings of a record. */
export interface RecordPlaces {
  readonly kind: 'record';
  /** The record: the answer where no string of it says the text. */
  readonly origin: Origin;
  /** True where the text was rendered from HTML: then it is located by the whole of what it was rendered from. */
  readonly rendered: boolean;
  readonly runs: readonly RecordRun[];
}

/** A string of a record; null where its bytes are not known. */
export interface RecordRun {
  readonly textStart: number;
  readonly textEnd: number;
  readonly string: StringPlaces | null;
}

/** Bytes that were packed into others, by a transfer encoding or as a string of a record. */
export interface Packing {
  /** The bytes that hold them: the answer where nothing finer can be told. */
  readonly origin: Origin;
  /**
   * Groups of four characters for three bytes; as they are; steps from one to the other; pairs as `decodeTransfer` gives them, added
   * to `base`; as they are, but in several pieces; or null: only as a whole.
   */
  readonly map: 'base64' | 'plain' | Steps | TransferPairs | Pieces | null;
}

/** Stretches of the source that hold the bytes one after the other, in whatever order they stand: offset and length of each. */
export interface Pieces {
  /** The source of each, where they stand in several. */
  readonly sources?: readonly string[];
  /** `unpacked`: how many bytes were unpacked from the stretch, which is located as a whole; absent where they stand in it as they are. */
  readonly pieces: readonly (readonly [offset: number, length: number, unpacked?: number])[];
}

/** Pairs (offset in the decoded bytes, offset in the encoded ones) where the distance changes, as `decodeTransfer` gives them. */
export interface TransferPairs {
  readonly base: number;
  readonly pairs: readonly number[];
}

/** Where a text stands that a string of a record says, as plain data: `locateInString` reads it. */
export interface StringPlaces {
  /** The string without its quotes, a cell, or the packed bytes that the text was decoded from. */
  readonly packing: Packing;
  /** Null where the text can only be located as a whole. */
  readonly steps: Steps | null;
}

/** Places after which a unit of the text no longer takes as many bytes as before: unit `units[i]` stands at `bytes[i]`. */
export interface Steps {
  readonly units: readonly number[];
  readonly bytes: readonly number[];
  /** Bytes of each unit between them: 1 unless given. */
  readonly width?: number;
}

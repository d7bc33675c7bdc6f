/** Opens what was handed over and cuts it into raw messages; knows file formats, not email. One file a format. */

import type { NumberRun } from './load-file/bates-number.js';
import type { OutlookItem } from './outlook/mapi-object.js';

/** One file as handed over. A folder is walked and gives one `Source` a file. */
export interface Source {
  /** The path as the user named it, with `/` separators; `-` for standard input. Unique within a run. */
  readonly name: string;
  /** What its format is called: one of `SourceFormat`, which the declared formats name; `unknown` where it is not read as mail. */
  readonly format: string;
  /** Who handed it over, from `--custodian NAME=PATH`, else null. */
  readonly custodian: string | null;
  /** Bytes of the file as it lies there (packed size for .gz and the like). */
  readonly size: number;
  /** SHA-256 (hex) of the file as it lies there; null where nobody asked for it. */
  readonly sha256: string | null;
  /** Compression that was undone before cutting, or UTF-32 that was made UTF-8; all offsets count uncompressed bytes. */
  readonly compression: 'gzip' | 'bzip2' | 'xz' | 'zstd' | 'utf-32' | null;
  /** Uncompressed bytes: what the messages and the gaps must add up to. */
  readonly contentLength: number;
  /** Messages cut from it. */
  readonly messages: number;
  /** Bates numbers that its rows give to documents, where it is a load file that tells first and last ones. */
  readonly bates?: readonly NumberRun[];
  /** For stores whose messages stand scattered over their bytes: the items that they hold. They are counted, their bytes are not. */
  readonly items?: ItemCount;
}

/** The items of a store: `expected` is what its own tree names, and read and failed ones add up to it. */
export interface ItemCount {
  readonly expected: number;
  readonly read: number;
  readonly failed: number;
}

/** Where in which source something stands. Offsets and lengths are bytes of the uncompressed source. */
export interface Origin {
  /** `Source.name`. */
  readonly source: string;
  readonly offset: number;
  readonly length: number;
  /** Record number, from 0, where the source is a table of records (JSON, CSV). */
  readonly row?: number;
}

/** How grave a problem is: `error` where an input or a part of it could not be used at all. */
export type Severity = 'info' | 'notice' | 'warning' | 'error';

/** What was wrong with a piece of input, and where. Bad mail never throws: it gives these. */
export interface Problem {
  /** Stable kebab-case name of the kind of problem, such as `date-unreadable`. */
  readonly code: string;
  readonly severity: Severity;
  /** One plain sentence: what was wrong and what was done about it. */
  readonly message: string;
  readonly origin: Origin | null;
}

/** The bytes (or the record) of one message, and where they stand. */
export interface RawMessage {
  readonly origin: Origin;
  readonly custodian: string | null;
  /** Folder or mailbox path inside the source where the format has one, else null. */
  readonly folder: string | null;
  /**
   * The message as RFC 5322 bytes, mbox quoting (`>From `) still in place.
   * `origin.offset` is the offset of the first of the whole (with the `From ` line); `bytesOffset` of these bytes.
   */
  readonly bytes: Uint8Array | null;
  /** Offset in the source of `bytes[0]`. */
  readonly bytesOffset: number;
  /** The `From ` separator line without its line end, where there was one. */
  readonly fromLine: string | null;
  /** How `From ` lines inside the body are escaped, so that the reader can undo it. */
  readonly fromQuoting: 'none' | 'mboxo' | 'mboxrd';
  /** A text without header fields: what it is and who wrote it is told by its body, which is read even where bodies are not. */
  readonly isText?: boolean;
  /** The charset of such a text, where its own words tell it; absent for UTF-8, Western texts and all else. */
  readonly charset?: string;
  /** A text that is a web page, alone or as a MIME document whose header tells of the browser; or one in RTF. */
  readonly page?: 'html' | 'mht' | 'rtf';
  /** For record formats: the record as parsed from JSON; null for byte formats. */
  readonly record: unknown;
  /** For record formats in UTF-8: the bytes that `record` was parsed from; they begin at `bytesOffset`. */
  readonly recordBytes?: Uint8Array | undefined;
  /** For record formats: members of the object around the record, which hold for it where it says nothing itself. */
  readonly box?: unknown;
  /** For rows of a table: their cells with their places; `record` holds the same texts by column. */
  readonly recordCells?: readonly RecordCell[];
  /** Where `bytes` stand written otherwise in the source (quotation marks doubled, a table in UTF-16): the cell that holds them. */
  readonly cell?: RecordCell;
  /** Files that `bytes` go on in behind `origin`, in their order: pages of a text, one a file. */
  readonly pages?: readonly PageBytes[];
  /** Where `bytes` stand in several stretches, of this source or of others: the header above what a program showed of it, the body below. */
  readonly pieces?: BytePieces;
  /** Where `bytes` stand in UTF-16 in the source: how many bytes they are there, from `bytesOffset` on. */
  readonly utf16Length?: number;
  /** What a load file says of this document, where there is one. */
  readonly production?: Production;
  /** Attachments that lie in files of their own beside the message, in the order of its parts. */
  readonly beside?: readonly StoredAttachment[];
  /** What the mailbox says of it beside its header (Apple Mail's flags, Vault's labels), where the format tells; absent where nothing does. */
  readonly facts?: readonly StoredFact[];
  /** For items of Outlook: what they hold; `bytes` and `record` are null then. */
  readonly item?: OutlookItem;
}

/** Stretches that hold bytes one after the other: offset and length of each, and its source where they stand in several. */
export interface BytePieces {
  readonly sources?: readonly string[];
  readonly pieces: readonly (readonly [offset: number, length: number])[];
}

/**
 * What the row of a load file says of its document. It is what the producing side wrote, not what the message tells: the custodian here
 * is a label, and no production is ever said to lack a message because of it.
 */
export interface Production {
  /** The row. */
  readonly row: Origin;
  /** First and last Bates number, or the control number; null where the load file has none. */
  readonly begin: string | null;
  readonly end: string | null;
  /** First and last Bates number of the family: the message with its attachments. */
  readonly attachBegin: string | null;
  readonly attachEnd: string | null;
  /** Number of the document that this one hangs on. */
  readonly parent: string | null;
  /** Name of the family. */
  readonly group: string | null;
  readonly custodian: string | null;
  readonly folder: string | null;
  /** Where another program put it among threads; absent where the row does not say. Kept apart: no link rests on it. */
  readonly rival?: RivalPlace;
  /** Every filled cell of the row, as written. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

/** Place of a message in threads that another program made, as a load file hands it on: Relativity's thread group, Purview's nodes. */
export interface RivalPlace {
  readonly group: string;
  /** The column that names the group. */
  readonly column: string;
  /** What it calls the message, and the one that it hangs on; null where it does not say. */
  readonly node: string | null;
  readonly parent: string | null;
}

/** A fact that a mailbox keeps of a message: `categories`, `Plans; Urgent`. */
export interface StoredFact {
  readonly name: string;
  readonly value: string;
  readonly origin: Origin;
}

/** Bytes of a message that stand in another file, from its beginning on. */
export interface PageBytes {
  readonly source: string;
  readonly length: number;
  /** Line ends put before it, so that its first line is one. */
  readonly added: number;
}

/** An attachment in a file of its own. */
export interface StoredAttachment {
  readonly name: string;
  readonly size: number;
  /** SHA-256 (hex) of the file. */
  readonly sha256: string;
  /** As the message tells it; absent where nothing does. */
  readonly contentType?: string;
  /** All of the file. */
  readonly origin: Origin;
}

/** A cell of a table and where it stands. */
export interface RecordCell {
  /** Name of its column. */
  readonly name: string;
  /** What it says. */
  readonly text: string;
  /** Offset in the source of its first byte, after the quotation mark. */
  readonly offset: number;
  readonly length: number;
  /** True if quotation marks inside it are doubled. */
  readonly doubled: boolean;
  /** The file that the cell names and whose text stands in for it; offset and length are those of that text. */
  readonly source?: string;
}

import type { Production, RecordCell } from '../source.js';
import type { NumberRun } from './bates-number.js';
import type { MailboxRows } from './mailbox-rows.js';

/** What the load files among the inputs say of the other files. */
export interface ProductionPlan {
  /** By name of the file: the row about it. */
  readonly natives: ReadonlyMap<string, Production>;
  /** Names of files that hold the text of a document whose row or native file is read. */
  readonly texts: ReadonlySet<string>;
  /** Names of files that are attachments or documents and no mail. */
  readonly documents: ReadonlySet<string>;
  /** By name of the load file, by row: what becomes of it. */
  readonly rows: ReadonlyMap<string, ReadonlyMap<number, RowPlan>>;
  /** By name of the load file: the Bates numbers of all its rows. */
  readonly numbers: ReadonlyMap<string, readonly NumberRun[]>;
  /** By name of the load file, by number of a document: the one that it hangs on, where that stands apart from the rows (EDRM XML). */
  readonly parents: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** By name of the mailbox file, without its folder, in small letters: the rows about its messages. */
  readonly mailboxes: ReadonlyMap<string, MailboxRows>;
  /** By name of the file: texts in archives, which cannot be opened by a path; raw deflate. */
  readonly packedTexts: ReadonlyMap<string, Uint8Array>;
}

/** What becomes of a row: its native file is the message, or it is about an attachment or a document that is no mail, or it stands in a mailbox that is read itself, or it is read with the text of that file. */
export interface RowPlan {
  readonly kind: 'native' | 'attachment' | 'document' | 'mailbox' | 'row';
  /** The file that holds its text, where it has no text of its own: name of the source, path to open. */
  readonly text: { readonly name: string; readonly path: string; readonly cell: RecordCell } | null;
  /** Links of the row that lead to no file of the inputs. */
  readonly broken: number;
}

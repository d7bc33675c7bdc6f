import type { WrittenDate } from '../date/written-clock.js';
/** Splits a body into what its author wrote and what is quoted; recovers messages that are embedded in it. */
import type { Mailbox } from '../message/message.js';

/** A run of a body. The segments of a body tile it: every character belongs to exactly one. */
export interface Segment {
  readonly kind: 'authored' | 'quoted' | 'attribution' | 'header' | 'signature' | 'disclaimer';
  /** UTF-16 offsets into the body, end exclusive, line end included. */
  readonly start: number;
  readonly end: number;
  /** 0 = the message itself, 1 = what it quotes, 2 = what that quotes, ... An attribution or header has the depth of the text it introduces. */
  readonly depth: number;
  /** Index into `SplitBody.embedded` of the message that this text belongs to; null at depth 0 or where unknown. */
  readonly embedded: number | null;
}

/** What a quotation tells of the message that it quotes. Fields that it does not give stay empty: nothing is made up. */
export interface QuotedFields {
  readonly from: Mailbox | null;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly bcc: readonly Mailbox[];
  readonly date: WrittenDate | null;
  readonly subject: string | null;
  /** Message-ID where the quotation cites one ("In message <id>, X writes:"). */
  readonly messageId: string | null;
}

/** The header of an embedded message: a labelled block or an attribution sentence. */
export interface EmbeddedHeader extends QuotedFields {
  readonly style: 'block' | 'notes' | 'attribution' | 'separator' | 'none';
  /** Offsets of the header text (separator line included). */
  readonly start: number;
  readonly end: number;
  /** 'forward' where the separator says so, 'reply' where it says that, else null. */
  readonly action: 'forward' | 'reply' | null;
}

/** A message that stands inside another one's body. */
export interface EmbeddedMessage {
  readonly header: EmbeddedHeader;
  /** 1 = quoted by the message itself, 2 = quoted by that one, ... */
  readonly depth: number;
  /** Index of the embedded message that quotes this one; null = the message itself does. */
  readonly quotedBy: number | null;
  /** Exactly the quoted text, unwrapped from its marks; no deeper quotation in it. */
  readonly text: string;
  /** Offsets of the runs that `text` was taken from. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

/** What `splitBody` finds. */
export interface SplitBody {
  readonly segments: readonly Segment[];
  /** In the order they stand in the body. */
  readonly embedded: readonly EmbeddedMessage[];
  /** Text that the author wrote: authored segments joined. */
  readonly authored: string;
}

/** The split body of a post, by its key. */
export interface PostSplit {
  readonly post: string;
  readonly split: SplitBody;
}

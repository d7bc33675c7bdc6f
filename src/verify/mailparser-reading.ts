import type { Mailbox } from '../message/message.js';

/** What a second, independent reader (mailparser) makes of the bytes of one message. */
export interface SecondReading {
  readonly from: readonly Mailbox[];
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly bcc: readonly Mailbox[];
  /** Milliseconds since 1970 UTC; null where it gives none. */
  readonly time: number | null;
  readonly subject: string;
  /** Ids without angle brackets. */
  readonly messageId: string | null;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** The plain text; where there is none, its own rendering of the HTML; null where it has neither. */
  readonly text: string | null;
  /** The HTML as written; null where it has none. */
  readonly html: string | null;
  readonly attachments: readonly { readonly name: string | null; readonly size: number; readonly sha256: string }[];
}

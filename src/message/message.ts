/** Reads one raw message into a `Message`: ids, addresses, dates, subject, body text, attachments. */
import type { Origin, Problem, Production, StoredFact } from '../source/source.js';
import type { BodyPlaces } from './body-places.js';

/** A name and an address as a header gives them. Either may be empty, never both. */
export interface Mailbox {
  /** Display name, decoded, without quotes; '' if none. */
  readonly name: string;
  /** `local@domain` (domain lower-cased), an Exchange X.500 or Lotus name as written, or ''. */
  readonly address: string;
}

/** A moment as a message tells it. */
export interface MessageDate {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly time: number;
  /** Minutes east of UTC as written; null where the text gives no zone (then `time` takes it as UTC). */
  readonly offset: number | null;
  /** Which part of the message said so, or a reviewer: a stand-in is never passed off as the Date header. */
  readonly source: 'date' | 'received' | 'from-line' | 'record' | 'decision';
  /** The text that was read. */
  readonly raw: string;
  /** `day` where no time of day is written: `time` is the day's midnight then, and is never shown as one. */
  readonly precision?: 'day';
}

/** A subject and what is left of it without reply marks. */
export interface Subject {
  /** Decoded, unfolded, white space collapsed; '' if none. */
  readonly text: string;
  /** RFC 5256 §2.1 base subject plus reply prefixes of other languages, case kept. */
  readonly base: string;
  /** True if a reply mark (Re:, AW:, ...) was removed. */
  readonly reply: boolean;
  /** True if a forward mark (Fwd:, WG:, `(fwd)`, `[fwd: ]`) was removed. */
  readonly forward: boolean;
  /** Base of the earlier subject where one is named: `new topic (was: Re: old topic)` → `old topic`. */
  readonly was?: string;
}

/** A file that hangs on a message, or another message. */
export interface Attachment {
  readonly name: string | null;
  readonly contentType: string;
  /** Bytes after transfer decoding. */
  readonly size: number;
  /** SHA-256 (hex) of the decoded bytes. */
  readonly sha256: string;
  /** True where it is an attached email (message/rfc822): a child of the family. */
  readonly message: boolean;
  readonly origin: Origin;
}

/** The text of a message. Line ends are `\n`; mbox `>From ` quoting is undone. */
export interface Body {
  /** The text/plain parts in order, else the HTML rendered as text; '' if there is none. */
  readonly text: string;
  /** The text/html part as written, else null. */
  readonly html: string | null;
  /** Where `text` came from. */
  readonly textSource: 'plain' | 'html' | 'record' | 'none';
  /** RFC 3676 format=flowed of the plain part; `delsp` as its parameter says. */
  readonly flowed: { readonly delsp: boolean } | null;
  /** Where `text` stands in the source: for `locateInBody`. */
  readonly places: BodyPlaces;
}

/** A produced message, as its headers and body tell it. Fields may be computed when first read. */
export interface Message {
  readonly origin: Origin;
  readonly custodian: string | null;
  readonly folder: string | null;
  /** Without angle brackets; null if absent or unusable. */
  readonly messageId: string | null;
  /** Other ids this message is known by (X-Original-Message-ID and the like). */
  readonly alternateIds: readonly string[];
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** Decoded bytes of Thread-Index as lower-case hex; null if absent or not 22+5n bytes. */
  readonly threadIndex: string | null;
  /** Provider's thread id with the provider before it: `gmail:1790...`; null if none. */
  readonly providerThread: string | null;
  readonly date: MessageDate | null;
  /**
   * The date as written, where it is not believed: no mail was sent then, or it lies years outside of all other dates. `date` is another
   * clock's then, or null.
   */
  readonly doubtedDate?: string | undefined;
  /** `date.time` where it is known without reading `date`; NaN where undated. Absent says nothing. */
  readonly sentTime?: number | undefined;
  readonly from: Mailbox | null;
  readonly sender: Mailbox | null;
  readonly replyTo: readonly Mailbox[];
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly bcc: readonly Mailbox[];
  readonly subject: Subject;
  /** Raw header fields in order, for `headerFields`: name as written, raw value (latin1, folds kept). Empty for records without headers. */
  readonly headers: HeaderText;
  /** null where bodies were not asked for (headers-only). */
  readonly body: Body | null;
  readonly attachments: readonly Attachment[];
  /** Attached emails (message/rfc822), read in turn; their origin lies inside this one's. */
  readonly embedded: readonly Message[];
  readonly problems: readonly Problem[];
  /** What a load file says of it: Bates numbers, family, custodian, folder; absent where there is none. */
  readonly production?: Production;
  /** What its mailbox says of it beside its header (categories, delivery, read or not); absent where nothing does. */
  readonly facts?: readonly StoredFact[];
  /** The meeting that it asks to, answers or calls off; absent where it is about none. */
  readonly meeting?: Meeting;
  /** What it reports of another message: that it arrived or did not, was opened or deleted; absent where it is no such report. */
  readonly receipts?: readonly Receipt[];
}

/** A meeting as an invitation, an answer or a cancellation tells it (RFC 5545, RFC 5546; Outlook's own meeting items). */
export interface Meeting {
  /** `request` asks, `reply` answers, `cancel` calls off; any other METHOD as written, in lower case; '' where none is told. */
  readonly method: string;
  /** The same in all messages about one meeting; null if none is told. */
  readonly uid: string | null;
  readonly summary: string;
  readonly location: string;
  readonly start: MeetingTime | null;
  readonly end: MeetingTime | null;
  readonly organizer: Mailbox | null;
  readonly attendees: readonly Attendee[];
  readonly origin: Origin;
}

/** A time of a meeting as it is written; nothing is converted. */
export interface MeetingTime {
  /** `2021-08-13T16:00`, or `2021-08-13` for a whole day. */
  readonly local: string;
  /** `UTC`, or the zone that is named with it (`America/Denver`); null where none is. */
  readonly zone: string | null;
}

/** Who was asked to a meeting, and what this message says that he answered. */
export interface Attendee {
  readonly mailbox: Mailbox;
  /** `chair`, `required`, `optional`, `resource` (a room); as good as told: `required` where nothing is said. */
  readonly role: 'chair' | 'required' | 'optional' | 'resource';
  readonly answer: 'none' | 'accepted' | 'declined' | 'tentative' | 'delegated';
}

/** What a delivery report (RFC 3464), a read receipt (RFC 8098) or Outlook's own report says of one recipient of a message. */
export interface Receipt {
  /** The last two are read receipts: `opened` is "displayed", which does not say that it was read or understood. */
  readonly action: 'delivered' | 'relayed' | 'delayed' | 'failed' | 'opened' | 'deleted';
  readonly recipient: Mailbox;
  /** Message-ID of the message it is about, without angle brackets; null where the report does not name it. */
  readonly about: string | null;
  /** When it happened, as the report tells; null where it does not. */
  readonly date: { readonly time: number; readonly offset: number | null } | null;
  /** Status code and words of the server: `5.1.1 User unknown`; '' where there are none. */
  readonly detail: string;
  readonly origin: Origin;
}

/**
 * The header fields of a message: one text and a row of numbers, as a mailbox holds a quarter of a million of them. `headerFields`
 * and `fieldsNamed` make records of them.
 */
export interface HeaderText {
  /** Name and value of each field, one behind the other; values raw, folds kept, bytes as latin1. */
  readonly text: string;
  /** Four numbers a field: length of its name, length of its value, offset and length of its bytes. */
  readonly places: readonly number[];
  /** Where the bytes are; absent without fields. */
  readonly source?: string;
  readonly row?: number;
}

/** A header field as it stands there. */
export interface HeaderField {
  readonly name: string;
  /** Raw value after the colon, folds kept, bytes as latin1. */
  readonly value: string;
  readonly origin: Origin;
}

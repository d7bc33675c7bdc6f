import type { HashSet } from '../../text/shingles.js';
import type { AttachmentFeatures } from './attachment-features.js';
import type { BuildFeatures } from './notices.js';

/**
 * What a post tells the linker: everything that evidence is drawn from, read once, ready to compare.
 *
 *     levels[0]  what its author wrote          headers[0]  (empty)
 *     levels[1]  what that quotes               headers[1]  who wrote levels[1], when
 *     levels[2]  what the quotation quotes      headers[2]  who wrote levels[2], when
 */
export interface Features {
  /** Milliseconds since 1970 UTC; NaN where nothing tells. */
  readonly time: number;
  /** Minutes east of UTC of the clock that wrote `time`; null = unknown. */
  readonly offset: number | null;
  /** True where only the day is known, and `time` is its midnight. */
  readonly dayOnly?: boolean;
  /** Lower-cased address of the author, or ''. */
  readonly address: string;
  /** Hashes of the words of the author's name. */
  readonly name: readonly number[];
  /** Hash of the part of the address before the @; 0 if there is none. */
  readonly local: number;
  /** Hash of the letters of that part: an account that a name may spell. 0 if there is none. */
  readonly account: number;
  /** The same for equal authors: the address, else the name; '' if neither is known. */
  readonly author: string;
  /** Addresses of To, and of To, Cc and Bcc together. */
  readonly to: readonly string[];
  readonly recipients: readonly string[];
  /** Hashes of the addresses of the author and of all recipients. */
  readonly people: HashSet;
  readonly subject: SubjectFeatures;
  readonly levels: readonly HashSet[];
  /** Distinct words of levels[0]. */
  readonly words: HashSet;
  readonly headers: readonly (readonly HeaderFeatures[])[];
  /** Hashes of the words of the greeting line: `Hi Anna,` gives `[hi, anna]`. */
  readonly greeting: readonly number[];
  /** Hashes of the first words that the author wrote. */
  readonly opening: readonly number[];
  readonly messageId: string | null;
  /** Message-IDs in the addresses of its `Link:` lines. */
  readonly linkTags: readonly string[];
  readonly attachments: readonly AttachmentFeatures[];
  /** The archive took all that it said away and left a notice in its place. */
  readonly scrubbed: boolean;
  /** How many questions its author asks in what he wrote. */
  readonly asks: number;
  /** Its first words hold a word of thanks. */
  readonly thanks: boolean;
  /** For a post that was not produced: the reply that tells of it. */
  readonly reply: Features | null;
}

/** What a subject tells: bases, tags, numbers of a series, bug, former subject. */
export interface SubjectFeatures {
  /** Base subject, lower case. */
  readonly base: string;
  /** Base subject without white space and punctuation: equal for subjects that were wrapped or spaced differently. */
  readonly key: string;
  /** Base subject without any tags in brackets and without `(was: ...)`. */
  readonly loose: string;
  /** What stands in `(was: ...)`, else ''. */
  readonly was: string;
  readonly words: HashSet;
  readonly reply: boolean;
  readonly forward: boolean;
  readonly series: SeriesFeatures | null;
  /** The build that a notice of a build server is about. */
  readonly build: BuildFeatures | null;
}

/** `[PATCH v2 3/7]` → label `patch`, version 2, number 3, of 7; `[Bug 12]` → label `bug 12`, and `[Bug 12] New: ...` opens it; Trac's `#12: ...` → label `bug #12@host`. */
export interface SeriesFeatures {
  readonly label: string;
  readonly version: number;
  readonly number: number;
  readonly of: number;
  readonly opens: boolean;
}

/** Who wrote a quotation and when, as its attribution or header block says. */
export interface HeaderFeatures {
  /** Index of the message it heads in the `embedded` of the split body; -1 where it heads none. */
  readonly embedded: number;
  readonly address: string;
  /** Hashes of the words that may name the author. */
  readonly name: readonly number[];
  /** Hashes of the accounts that the author's name spells: `jvdberg`, `jberg`, `bergj` of Jan van der Berg. */
  readonly accounts: readonly number[];
  readonly date: DateFeatures | null;
  /** Base subject, lower case; '' where it does not say. */
  readonly subject: string;
  readonly messageId: string | null;
}

/** What a heading tells of the quoted message's time. */
export interface DateFeatures {
  /** The clock as written, as if UTC (ms), each possible reading. */
  readonly readings: readonly number[];
  readonly offset: number | null;
  readonly precise: boolean;
}

/** What the page holds and the viewer reads: columns for the list, one block of details a run of posts. */
import type { FindingDeclaration } from '../../finding/declare-finding.js';
import type { Finding } from '../../finding/finding.js';
import type { Mailbox } from '../../message/message.js';
import type { Merge } from '../../people/person.js';
import type { ProblemGroup } from '../answer/problem-groups.js';
import type { CaseEvent } from '../answer/report-file.js';
import type { CustodianGuess } from '../source/guess-custodian.js';
import type { NumberColumn, NumberRows } from './number-lists.js';

/** Everything that the list, the search and the plots need; read when the page opens. Posts are numbers in reading order. */
export interface ViewerIndex {
  readonly format: 'rethread-viewer';
  readonly version: 1;
  readonly title: string;
  readonly sources: readonly ViewerSource[];
  readonly problems: readonly ProblemGroup[];
  readonly events: readonly CaseEvent[];
  /** Messages read, every copy counted. */
  readonly messages: number;
  /** Threads that a filter left out. */
  readonly hiddenThreads: number;
  readonly custodians: readonly string[];
  /** Every combination of custodians that some post has. */
  readonly custodianSets: readonly (readonly number[])[];
  /** Kinds of findings, in the order of the bits of `posts.findings`. */
  readonly findingKinds: readonly ViewerFindingKind[];
  readonly persons: {
    readonly id: readonly string[];
    readonly name: readonly string[];
    /** Lower-case names and addresses to search in, where there are more than the two above; '' else. */
    readonly also: readonly string[];
    /** One letter a person: `p` person, `g` group, `u` unnamed. */
    readonly kind: string;
  };
  readonly subjects: readonly string[];
  readonly threads: {
    readonly key: readonly string[];
    /** Number of the first post; the last thread ends with the posts. */
    readonly start: readonly number[];
  };
  readonly posts: ViewerPosts;
  /** Posts that somebody else sent for their author, with the number of that person. */
  readonly agents: readonly (readonly [post: number, person: number])[];
  /** Who passed posts on as they were, oldest first; absent where nobody did. */
  readonly resent?: readonly ViewerResending[];
  /** Posts that reports say did not arrive at some of their recipients, and at whom; absent where there are none. */
  readonly undelivered?: readonly (readonly [post: number, persons: readonly number[]])[];
  /** People whose words posts quote, where they quote any. */
  readonly quoted: readonly (readonly [post: number, persons: readonly number[]])[];
  /** What load files say of copies; absent where there are none. */
  readonly produced?: readonly ViewerProduced[];
  /** Folders that posts lay in, in small letters, by post; absent where none is told. */
  readonly folders?: readonly (readonly [post: number, folder: string])[];
  /** Numbers between documents that no row of the load files bears: `M005 to M009 (5 numbers)`. */
  readonly gaps?: readonly string[];
  readonly findings: ViewerFindings;
  readonly requests: ViewerRequests;
  /** First post of each block of details. */
  readonly blocks: readonly number[];
  /** First finding of each block of findings; these blocks are numbered after those of details. */
  readonly findingBlocks: readonly number[];
  /** Folder of the blocks as script files; null where they stand in the page. */
  readonly folder: string | null;
}

/** That somebody passed a post on as it was: whom to, the seconds since 1970 UTC, and the zone as in `ViewerPosts`; null = unknown. */
export type ViewerResending = readonly [
  post: number,
  from: number,
  to: readonly number[],
  time: number | null,
  zone: number | null,
];

/** What a load file says of a copy of a post: Bates numbers of the document and its family, custodian. */
export type ViewerProduced = readonly [
  post: number,
  begin: string | null,
  end: string | null,
  attachBegin: string | null,
  attachEnd: string | null,
  custodian: string | null,
];

/** A kind of finding that this case has: how many there are, and how the page shows it, as it was declared. */
export interface ViewerFindingKind extends Pick<FindingDeclaration, 'label' | Shown> {
  /** `altered-quote` */
  readonly name: string;
  readonly count: number;
}

type Shown = 'mark' | 'otherLabel' | 'concernsEvery' | 'castsDoubtOn';

/** One entry a finding, most severe first: what lists and searches need of it. */
export interface ViewerFindings {
  readonly key: readonly string[];
  /** Number of its kind. */
  readonly kind: NumberColumn;
  /** One letter a finding: `w` warning, `n` notice, `i` info. */
  readonly severity: string;
  /** Numbers of the posts; those outside of the report are left out. */
  readonly posts: NumberRows;
}

/** What nobody produced and should be asked for, one entry a message, those who matter first. */
export interface ViewerRequests {
  /** Number of the finding. */
  readonly finding: NumberColumn;
  /** Seconds since 1970 UTC before (else after) which it was sent; null = unknown. */
  readonly time: ArrayLike<number | null>;
  /** How it is known, a letter each: `r` recovered, `q` quoted, `c` cited, `s` of a series. */
  readonly known: string;
  /** Numbers of those it is expected from, among the names. */
  readonly holders: NumberRows;
  readonly names: readonly string[];
}

/** One array a field, one entry a post. */
export interface ViewerPosts {
  readonly key: readonly string[];
  /** `p`, `r` or `m` a post: produced, recovered, missing; of the produced `d` a draft and `a` an automatic one. */
  readonly kind: string;
  readonly depth: NumberColumn;
  /** Distance back to the parent; 0 = none. */
  readonly parent: NumberColumn;
  /** Seconds since 1970 UTC; for a missing post the latest (else earliest) time it can have; null = unknown. */
  readonly time: ArrayLike<number | null>;
  /** Minutes east of UTC; null = unknown; `DAY_ONLY` where only the day is written; `NOT_BEFORE` where that is the earliest. */
  readonly zone: readonly (number | null)[];
  /** Number of the subject. */
  readonly subject: NumberColumn;
  /** Number of the sending person; -1 = unknown. */
  readonly from: NumberColumn;
  readonly to: NumberRows;
  /** Number of the combination of custodians who produced it. */
  readonly custodians: NumberColumn;
  /** Copies produced. */
  readonly copies: NumberColumn;
  readonly attachments: NumberColumn;
  /** Confidence of the link in per mille; -1 = no link. */
  readonly confidence: NumberColumn;
  /** Bit a kind of finding. */
  readonly findings: NumberColumn;
}

/** Marks a date of which only the day is written. */
export const DAY_ONLY = 9999;
/** Marks the time of a missing post of which only the earliest is known. */
export const NOT_BEFORE = 9998;

/** A source as the page shows it. */
export interface ViewerSource {
  readonly name: string;
  readonly format: string;
  readonly custodian: string | null;
  readonly size: number;
  readonly sha256: string | null;
  readonly messages: number;
  /** Items that it tells to hold; absent where nothing says how many. */
  readonly expected?: number;
  /** What could not be read of it; absent where that is nothing. */
  readonly failed?: number;
  /** First and last day of its messages; absent where none is dated. */
  readonly days?: readonly [first: string, last: string];
  /** Whose it may be, where nobody is named, and what says so. */
  readonly guess?: CustodianGuess;
  /** What was wrong with it: `archive-damaged (warning)`. */
  readonly problems?: readonly string[];
}

/** `[source, offset, length, row?]`. */
export type ViewerOrigin = readonly [source: number, offset: number, length: number, row?: number];

/** One piece of evidence as the page shows it. */
export interface ViewerEvidence {
  readonly kind: string;
  readonly name: string;
  readonly weight: number;
  readonly support: string;
  readonly detail: string;
  readonly origins: readonly ViewerOrigin[];
}

/** What a thread shows of a post beyond the columns. Absent fields are empty. */
export interface PostDetail {
  readonly date?: string;
  readonly dateSource?: string;
  /** The date as written where no mail was sent then; it counts for nothing. */
  readonly doubtedDate?: string;
  readonly from?: Mailbox;
  /** Who sent it for its author, as the Sender field says; absent where that is the author. */
  readonly sentBy?: Mailbox;
  readonly to?: readonly Mailbox[];
  readonly cc?: readonly Mailbox[];
  readonly bcc?: readonly Mailbox[];
  readonly messageId?: string;
  readonly action?: string;
  readonly copies?: readonly ViewerOrigin[];
  /** What load files say: the numbers of each copy, its family, custodian and folder. */
  readonly produced?: readonly {
    readonly bates?: string;
    readonly family?: string;
    readonly parent?: string;
    readonly custodian?: string;
    readonly folder?: string;
    readonly row: ViewerOrigin;
  }[];
  /** What joins each copy after the first to it. */
  readonly copyKeys?: readonly string[];
  readonly witnesses?: readonly {
    readonly post: string;
    readonly depth?: number;
    readonly attached?: true;
    readonly origin?: ViewerOrigin;
  }[];
  /** Messages that it quotes without hanging below them, and messages that quote it so. */
  readonly quotes?: readonly ViewerQuote[];
  readonly quotedBy?: readonly ViewerQuote[];
  readonly interval?: { readonly after: string | null; readonly before: string | null };
  readonly knownFrom?: string;
  readonly newSubject?: true;
  readonly duplicateOf?: string;
  readonly link?: {
    readonly evidence: readonly ViewerEvidence[];
    readonly rejected: readonly {
      readonly parent: string | null;
      readonly confidence: number;
      readonly evidence: readonly ViewerEvidence[];
    }[];
  };
  /** What its mailbox says of it (labels, marks), the meeting that it is about, what it reports of others, what others tell of it. */
  readonly told?: readonly (readonly [label: string, text: string])[];
  readonly attachments?: readonly {
    readonly name: string | null;
    readonly contentType: string;
    readonly size: number;
    readonly sha256: string;
  }[];
  readonly text?: string;
  /** Runs of the text: kind, end, depth, embedded message (-1 = none). Absent: the author wrote all of it. */
  readonly segments?: readonly (readonly [kind: ViewerSegmentKind, end: number, depth: number, embedded: number])[];
  /** Whose the quotations are: `Marian Holt, 2019-04-02`. */
  readonly quoted?: readonly string[];
  /** What the quotations in the text say otherwise than their produced originals, in substance. */
  readonly changes?: readonly ViewerChange[];
  /** Findings that are told where the post stands. */
  readonly findings?: readonly ToldFinding[];
}

/** A finding as it is told at a post. */
export interface ToldFinding extends Pick<Finding, 'key' | 'kind' | 'severity' | 'summary'> {
  /** Where it is the first of the posts that the finding names. */
  readonly first?: true;
}

/** A message at the other end of a cross-reference, with where its words stand in the quotation. */
export interface ViewerQuote {
  readonly post: string;
  readonly words: number;
  readonly origins: readonly ViewerOrigin[];
}

/** A change in a quotation. */
export interface ViewerChange {
  readonly kind: string;
  /** As in the original, or as another quotation has it. */
  readonly before: string;
  /** As quoted. */
  readonly after: string;
  /** Where `after` begins in the text; absent where it cannot be told. */
  readonly at?: number;
  /** Where the original was not produced: another quotation has it otherwise. */
  readonly unproduced?: true;
}

/** authored, quoted, attribution (`t`), header, signature, disclaimer. */
export type ViewerSegmentKind = 'a' | 'q' | 't' | 'h' | 's' | 'd';

/** Read when the page needs it first. */
export interface ViewerPeople {
  readonly names: readonly (readonly string[])[];
  readonly addresses: readonly (readonly string[])[];
  readonly shared: readonly number[];
  readonly merges: readonly (readonly Merge[])[];
  /** Pairs of people that may be one, with what speaks for it. */
  readonly offers: readonly (readonly [one: number, other: number, detail: string])[];
}

/** A finding as the page shows it: posts and sources by number. */
export type ViewerFinding = Omit<Finding, 'posts' | 'origins'> & {
  /** Numbers of the posts; those outside of the report are left out. */
  readonly posts: readonly number[];
  readonly origins: readonly ViewerOrigin[];
  /** Bates ranges of the documents that hold them; absent where none has one. */
  readonly bates?: readonly string[];
};

import type { Skip } from '../exported-mailbox.js';
import type { ProductionPlan } from '../load-file/production-plan.js';
import type { Page } from '../printed/page-runs.js';
import type { ItemCount, Problem, RawMessage, Severity, StoredAttachment } from '../source.js';
import type { RelatedFile } from '../table/related-rows.js';

/** A stretch of a source that lies in memory: `bytes[start]` and what follows stand at `offset` in the source. */
export interface Window {
  /** Never written to again: messages may keep views of it. */
  readonly bytes: Buffer;
  /** Index of the first byte that no message or gap has taken yet; what stands before is to be ignored. */
  readonly start: number;
  /** Offset in the source of `bytes[start]`. */
  readonly offset: number;
  /** True if the source ends with `bytes`. */
  readonly last: boolean;
}

/** Takes what a cutter finds. Messages and gaps come in the order of the source and leave no byte between them. */
export interface Sink {
  message(message: RawMessage): void;
  /** Bytes that belong to no message; reported as a problem at that place. */
  gap(offset: number, length: number, severity: Severity, code: string, message: string, row?: number): void;
  /** Bytes that belong to no message; the cutter reports them in one problem with others. */
  silentGap(offset: number, length: number): void;
  problem(problem: Problem): void;
}

/** Cuts one source into messages, window by window. */
export interface Cutter<Name extends string = string> {
  /** What the source turned out to be; final once the last window was cut. */
  readonly format: Name;
  /**
   * Hands everything to the sink that is certain with the bytes at hand, and returns how many bytes it needs no more.
   * The rest comes again at the start of the next, longer window. Takes all of a last window.
   * The result must not depend on where windows end.
   */
  cut(window: Window, sink: Sink): number;
  /** For stores whose messages stand scattered: how many items there were. */
  readonly items?: ItemCount | undefined;
  /** Present where another reader may take over at the start of a message. */
  readonly handOver?: HandOver;
}

/** How a second reader takes over: both must come to the same messages as one alone. */
export interface HandOver {
  /** True once it is known that a message is told from the next one without anything that stands before. */
  isPossible(): boolean;
  /** Makes `cut` return at the message that begins at `offset`. */
  stopAt(offset: number): void;
  /** True once it stopped there; it can go on from there as well. */
  hasStopped(): boolean;
  /** Says that these bytes are the rest of a source whose beginning allowed the hand-over. */
  resume(): void;
}

/** The start of a source, for recognising its format. */
export interface Head {
  /** The first bytes: `SNIFF_LENGTH` of them, or all of a shorter source. */
  readonly bytes: Buffer;
  /** True if these are all the bytes. */
  readonly whole: boolean;
  /** Bytes of the whole source where they are known beforehand, else null (compressed, standard input). */
  readonly sourceLength: number | null;
}

/** What a cutter needs to know about its source. */
export interface CutContext {
  /** `Source.name`. */
  readonly source: string;
  readonly custodian: string | null;
  /** Folder the source is, where the layout says so (Maildir), else null. */
  readonly folder: string | null;
  /** True if the user named this very file; false where a folder was walked. */
  readonly named: boolean;
  /** True inside `cur`, `new` or `tmp` of a Maildir. */
  readonly maildir: boolean;
  /** The user's names of record fields (`--map`). */
  readonly map: Readonly<Record<string, string>>;
  /** What the load files among the inputs say of files and rows. */
  readonly plan?: ProductionPlan | null;
  /** Attachments that an export keeps as files beside its messages, by the names of their sources. */
  readonly attachments?: ReadonlyMap<string, StoredAttachment> | undefined;
  /** Recipients and people of the messages of this table, which stand in files beside it. */
  readonly related?: RelatedFile | undefined;
  /** Pages in files of their own that go on with a text which begins here. */
  readonly pages?: readonly Page[] | undefined;
  /** Why the source is not read, where that is known beforehand. */
  readonly skip?: Skip;
}

/** One file format: what it is called, how it is recognised and who cuts it. */
export interface Format<Name extends string = string> {
  /** All that its sources may turn out to be, as `Source.format` says it. */
  readonly names: readonly Name[];
  /** True if the bytes look like this format. The name may break a tie, never decide alone. */
  recognises(head: Head, context: CutContext): boolean;
  cutter(head: Head, context: CutContext): Cutter<Name | 'unknown'>;
}

/** What the sources of a format, or of one of several, are called. */
export type NamesOf<F> = F extends Format<infer Name> ? Name : never;

/** Bytes that are looked at to recognise a format: 1 MB. */
export const SNIFF_LENGTH = 1 << 20;

/** Longest single message, in bytes: 256 MB. What goes beyond is a gap with a problem. */
export const MESSAGE_LIMIT = 256 << 20;

/** Turns threads and findings into plain data, then into text, Markdown, JSON, CSV and mbox. One file a view. */
import type { Finding } from '../../finding/finding.js';
import type { Link } from '../../link/evidence/evidence.js';
import type { EvidenceStep } from '../../link/explain/compare-evidence.js';
import type { Post } from '../../link/post/post.js';
import type { People } from '../../people/person.js';
import type { SplitBody } from '../../quote/segment.js';
import type { EmbeddedBinding } from '../../recover/recover-messages.js';
import type { Origin, Problem, Source } from '../../source/source.js';
import type { Thread } from '../../thread/thread.js';

/** Everything that one run found out: what the whole pipeline returns and every view starts from. */
export interface Reconstruction {
  /** Every file that was read, ordered by name. */
  readonly sources: readonly Source[];
  readonly problems: readonly Problem[];
  /** Runs of bytes that belong to no message; with the messages they add up to every byte of every source. */
  readonly gaps: readonly Origin[];
  readonly posts: readonly Post[];
  readonly links: readonly Link[];
  /** Ordered by first date. */
  readonly threads: readonly Thread[];
  /** By post key; empty where bodies were not read. */
  readonly splits: ReadonlyMap<string, SplitBody>;
  /** Which post each embedded message is a quotation of. */
  readonly bindings: readonly EmbeddedBinding[];
  /** What each level of evidence adds, up to the one that was asked for, decisions apart; computed when first read. */
  readonly evidenceSteps: readonly EvidenceStep[];
  /** Who is who; computed when first read. */
  readonly people: People;
  /** Most severe first; computed when first read. */
  readonly findings: readonly Finding[];
}

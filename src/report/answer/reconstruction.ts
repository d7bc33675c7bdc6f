/** Turns threads and findings into plain data, then into text, Markdown, JSON, CSV and mbox. One file a view. */
import type { Finding } from '../../finding/finding.js';
import type { LinkOptions } from '../../link/choose-parents.js';
import type { ExplainLink } from '../../link/evidence/evidence.js';
import type { LinkColumns } from '../../link/link-columns.js';
import type { AppliedDecision } from '../../link/post/apply-decisions.js';
import type { Post, RecoveredPost } from '../../link/post/post.js';
import type { People } from '../../people/person.js';
import type { PostSplit } from '../../quote/segment.js';
import type { EmbeddedBinding } from '../../recover/recover-messages.js';
import type { Origin, Problem, Source } from '../../source/source.js';
import type { CrossReference } from '../../thread/cross-reference.js';
import type { Thread } from '../../thread/thread.js';

/**
 * Everything that one run found out, as plain data: it survives `structuredClone` and JSON, and every view starts from it. What is
 * worked out on demand are functions of it: `explainLinks`, `compareEvidence`, `personOf`, `readLinks`.
 */
export interface Reconstruction {
  /** Every file that was read, ordered by name. */
  readonly sources: readonly Source[];
  readonly problems: readonly Problem[];
  /** Runs of bytes that belong to no message; with the messages they add up to every byte of every source. */
  readonly gaps: readonly Origin[];
  /** Produced posts in canonical order, then recovered ones, then missing ones. */
  readonly posts: readonly Post[];
  /** Which of them answers which; `readLinks(posts, links)` gives records. */
  readonly links: LinkColumns;
  /** Ordered by first date. */
  readonly threads: readonly Thread[];
  /** Empty where bodies were not read; `splitsByPost(splits)` looks them up. */
  readonly splits: readonly PostSplit[];
  /** All messages that quotations tell of; those that a produced post explains are no posts. */
  readonly recovered: readonly RecoveredPost[];
  /** Which post each embedded message is a quotation of. */
  readonly bindings: readonly EmbeddedBinding[];
  /** Which posts quote a produced one without standing below it; empty where bodies were not read. */
  readonly crossReferences: readonly CrossReference[];
  /** How the links were made: what `explainLinks` weighs them by again. */
  readonly linking: LinkOptions;
  /** What a reviewer's decisions changed. */
  readonly decisions: readonly AppliedDecision[];
  /** Who is who; empty where nobody asked. */
  readonly people: People;
  /** Most severe first; empty where nobody asked. */
  readonly findings: readonly Finding[];
}

/** A reconstruction, and what tells why its links were made: all that was weighed for them is still at hand. */
export interface ExplainedReconstruction {
  readonly reconstruction: Reconstruction;
  readonly explain: ExplainLink;
}

import type { ProducedPost } from '../link/post.js';
import { createFinding } from './create-finding.js';
import { findDifferingLines } from './differing-lines.js';
import type { Finding } from './finding.js';
import type { FindingContext } from './finding-context.js';
import { compareQuotation } from './quotation-diff.js';
import { viewRanges } from './text-view.js';

/** Whether a message must be read, and why. */
export interface InclusiveClass {
  readonly post: string;
  readonly inclusive: boolean;
  /** `message`: its text stands in full in no other; `attachment`: only its attachment does not; `inferred-match`: another quotes it, but not to the letter. */
  readonly reason: 'message' | 'attachment' | 'inferred-match' | null;
  /** The post that holds all of it, where it is not inclusive. */
  readonly containedIn: string | null;
}

export interface InclusiveDetail {
  readonly classes: readonly InclusiveClass[];
  /** Keys of the posts that together hold everything: the smallest set to read. */
  readonly toRead: readonly string[];
}

/** Share of a message's words that a quotation must hold, in order, to hold the message. */
const WHOLE = 0.98;

/**
 * Classifies each message: not inclusive if another produced message holds all that its author wrote, all that it quotes,
 * and all its attachments (Relativity's rule). A chain of containers ends at a message that is itself to be read.
 */
export function classifyInclusive(context: FindingContext): readonly InclusiveClass[] {
  const containers = findContainers(context);
  return context.produced.map((post) => {
    const candidates = containers.get(post.key) ?? [];
    let reason: InclusiveClass['reason'] = 'message';
    for (const { holder, exact } of candidates) {
      if (!exact) {
        if (reason === 'message') reason = 'inferred-match';
        continue;
      }
      if (holdsAttachments(holder, post))
        return { post: post.key, inclusive: false, reason: null, containedIn: holder.key };
      reason = 'attachment';
    }
    return { post: post.key, inclusive: true, reason, containedIn: null };
  });
}

interface Container {
  readonly holder: ProducedPost;
  /** True if the text is held in full; false if the quotation differs or leaves something out. */
  readonly exact: boolean;
}

/** For each post the later posts that quote it, with whether they hold all of it and all that it quotes. */
function findContainers(context: FindingContext): ReadonlyMap<string, readonly Container[]> {
  const containers = new Map<string, Container[]>();
  for (const holder of context.produced) {
    const originals = context.originals.get(holder.key);
    const split = context.splits.get(holder.key);
    if (!originals || !split) continue;
    const held = new Set(originals.filter((key) => key !== null));
    for (const [index, key] of originals.entries()) {
      const post = key === null ? undefined : context.placeOf.get(key)?.post;
      if (post?.kind !== 'produced' || post.key === holder.key || !isLater(holder, post)) continue;
      const own = context.splits.get(post.key);
      const embedded = split.embedded[index];
      if (!own || !embedded) continue;
      const quotesHeld = (context.originals.get(post.key) ?? []).every((inner, n) => {
        if (inner !== null) return held.has(inner);
        return (
          own.embedded[n]!.text.trim() === '' ||
          split.embedded.some(({ text }) => holdsText(own.embedded[n]!.text, text))
        );
      });
      const quotation = holder.message.body
        ? viewRanges(holder.message.body.text, embedded.ranges).text
        : embedded.text;
      const exact = quotesHeld && holdsText(own.authored, quotation);
      const list = containers.get(post.key);
      if (list) list.push({ holder, exact });
      else containers.set(post.key, [{ holder, exact }]);
    }
  }
  return containers;
}

/** A message is only held by a later one (canonical order breaks ties), so that no two hold each other. */
function isLater(holder: ProducedPost, post: ProducedPost): boolean {
  const a = holder.message.date?.time ?? 0;
  const b = post.message.date?.time ?? 0;
  return a > b || (a === b && holder.key > post.key);
}

function holdsText(own: string, quotation: string): boolean {
  const words = own.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  if (words === 0) return true;
  if (findDifferingLines(quotation, own) === null) return true;
  const diff = compareQuotation(own, quotation);
  return diff.matched >= WHOLE * words && diff.changes.every((change) => change.class === 'harmless');
}

function holdsAttachments(holder: ProducedPost, post: ProducedPost): boolean {
  const held = new Set(holder.message.attachments.map(({ sha256 }) => sha256));
  return post.message.attachments.every(({ sha256 }) => held.has(sha256));
}

/** One finding for the whole set: how many messages must be read to have read all. */
export function* findInclusiveSet(context: FindingContext): Generator<Finding> {
  if (!context.produced.length || !context.splits.size) return;
  const classes = classifyInclusive(context);
  const toRead = classes.filter(({ inclusive }) => inclusive).map(({ post }) => post);
  const detail: InclusiveDetail = { classes, toRead };
  yield createFinding({
    kind: 'inclusive',
    severity: 'info',
    summary: `${toRead.length} of ${classes.length} messages hold everything; the others stand in full in one of them.`,
    posts: [],
    origins: [],
    detail,
  });
}

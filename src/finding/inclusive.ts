import type { ProducedPost } from '../dedupe/produced-post.js';
import type { Mailbox } from '../message/message.js';
import { hashFields } from '../text/text-hash.js';
import { findDifferingLines } from './altered-quote/differing-lines.js';
import { compareQuotation } from './altered-quote/quotation-diff.js';
import { readWords } from './altered-quote/quotation-words.js';
import { viewRanges } from './altered-quote/text-view.js';
import { createFinding } from './create-finding.js';
import { type DetailOf, declareFinding } from './declare-finding.js';
import type { Finding } from './finding.js';
import type { FindingContext } from './finding-context.js';

/** One finding for the whole set: how many messages must be read to have read all. */
export const inclusive = declareFinding({
  kind: 'inclusive',
  label: 'Inclusive set',
  about: 'Which messages must be read so that everything has been read',
  severities: ['info'],
  detail: ({ z, key }) =>
    z.strictObject({
      classes: z.array(
        z.strictObject({
          post: key,
          inclusive: z.boolean().describe('True if no other message holds all of it'),
          reason: z
            .enum(['message', 'attachment', 'inferred-match'])
            .nullable()
            .describe(
              'Why it is inclusive: its text, its attachment, or that others quote it, but not to the letter; null where it is not',
            ),
          containedIn: key.nullable().describe('The post that holds all of it, where it is not inclusive'),
          spare: z.boolean().describe('True if that post is the same sent again, not one that quotes it'),
        }),
      ),
      toRead: z.array(key).describe('The smallest set of posts that together hold everything'),
    }),
  find: findInclusiveSet,
});

/** Which posts of a thread hold what no other one holds. */
export type InclusiveDetail = DetailOf<typeof inclusive>;

/** Whether a message must be read, and why. */
export type InclusiveClass = InclusiveDetail['classes'][number];

/** Share of a message's words that a quotation must hold, in order, to hold the message. */
const WHOLE = 0.98;

/**
 * Classifies each message: not inclusive if a later produced message holds all that its author wrote, all that it quotes,
 * and if its attachments are carried on by that one or by another that it holds (Relativity's rule); nor if it is a duplicate
 * spare: the same author, minute, text and attachments as an earlier one. Containers are always later, so that a chain of
 * them ends at a message that is itself to be read.
 */
function classifyInclusive(context: FindingContext): readonly InclusiveClass[] {
  const containers = findContainers(context);
  const held = new Map<string, ProducedPost[]>();
  for (const [key, list] of containers)
    for (const { holder, exact } of list) {
      if (!exact) continue;
      const post = context.placeOf.get(key)!.post as ProducedPost;
      const posts = held.get(holder.key);
      if (posts) posts.push(post);
      else held.set(holder.key, [post]);
    }
  const originals = findSpares(context);
  const classes = context.produced.map((post): InclusiveClass => {
    const original = originals.get(post.key);
    if (original) return { post: post.key, inclusive: false, reason: null, containedIn: original, spare: true };
    const candidates = containers.get(post.key) ?? [];
    let reason: InclusiveClass['reason'] = 'message';
    for (const { holder, exact } of candidates) {
      if (!exact) {
        if (reason === 'message') reason = 'inferred-match';
        continue;
      }
      if (holdsAttachments(holder, held.get(holder.key) ?? [], post, context))
        return { post: post.key, inclusive: false, reason: null, containedIn: holder.key, spare: false };
      reason = 'attachment';
    }
    return { post: post.key, inclusive: true, reason, containedIn: null, spare: false };
  });
  return openRings(classes);
}

/** Where wrong clocks let messages hold each other in a ring, one of them is read. */
function openRings(classes: readonly InclusiveClass[]): readonly InclusiveClass[] {
  const holderOf = new Map(classes.map(({ post, containedIn }) => [post, containedIn]));
  for (const { post } of classes) {
    const seen = new Set<string>();
    let at: string | null = post;
    while (at !== null && !seen.has(at)) {
      seen.add(at);
      at = holderOf.get(at) ?? null;
    }
    if (at !== null) holderOf.set(at, null);
  }
  return classes.map((one) =>
    one.containedIn !== null && holderOf.get(one.post) === null
      ? { ...one, inclusive: true, reason: 'message', containedIn: null, spare: false }
      : one,
  );
}

/** For each duplicate spare the post that is read in its place: the first of those with one author, minute, text and attachments. */
function findSpares({ produced, identify }: FindingContext): ReadonlyMap<string, string> {
  const alike = new Map<string, number>();
  const firsts = new Map<string, ProducedPost>();
  const spares = new Map<string, string>();
  const named = produced
    .filter(({ message }) => message.date !== null)
    .sort((a, b) => a.message.date!.time - b.message.date!.time || (a.key < b.key ? -1 : 1))
    .flatMap((post) => {
      const { from, date, body, subject, attachments } = post.message;
      if (!from || !date || body === null) return [];
      const files = attachments.map(({ sha256 }) => sha256).sort();
      const outside = hashFields([identify(from), String(Math.floor(date.time / 60_000)), subject.base, ...files]);
      alike.set(outside, (alike.get(outside) ?? 0) + 1);
      return { post, outside };
    });
  for (const { post, outside } of named) {
    // Most texts need not be read.
    if (alike.get(outside) === 1) continue;
    const text = withoutBlanks(post.message.body!.text);
    // Not the texts themselves: those of all messages would fill the memory.
    const name = hashFields([outside, text]);
    const first = firsts.get(name);
    if (first === undefined) firsts.set(name, post);
    else if (withoutBlanks(first.message.body!.text) === text) spares.set(post.key, first.key);
  }
  return spares;
}

const withoutBlanks = (text: string): string => text.replace(/\s+/g, '');

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
      if (post?.kind !== 'produced' || post.key === holder.key || !isLater(holder, post, context)) continue;
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
      const exact = quotesHeld && holdsText(withoutSignOff(own.authored, post.message.from), quotation);
      const list = containers.get(post.key);
      if (list) list.push({ holder, exact });
      else containers.set(post.key, [{ holder, exact }]);
    }
  }
  return containers;
}

/**
 * A message is only held by one that answers it, however clocks go, or else by a later one (canonical order breaks ties), so
 * that no two hold each other.
 */
function isLater(holder: ProducedPost, post: ProducedPost, context: Pick<FindingContext, 'placeOf'>): boolean {
  if (answers(holder, post, context)) return true;
  if (answers(post, holder, context)) return false;
  const a = holder.message.date?.time ?? 0;
  const b = post.message.date?.time ?? 0;
  return a > b || (a === b && holder.key > post.key);
}

/** True if one message stands below another in its thread. */
function answers(below: ProducedPost, above: ProducedPost, { placeOf }: Pick<FindingContext, 'placeOf'>): boolean {
  let key = placeOf.get(below.key)?.link?.parent;
  for (let steps = 0; key !== undefined && steps < MOST_STEPS; steps++) {
    if (key === above.key) return true;
    key = placeOf.get(key)?.link?.parent;
  }
  return false;
}

/** Levels of a thread that are followed upwards. */
const MOST_STEPS = 200;

/** Lines after the name that may still belong to it: office, telephone. */
const LONGEST_SIGN_OFF = 3;

/**
 * A text without the name that its author put below it, and the lines of office or telephone after that: who quotes leaves
 * these out. What ends like a sentence stays.
 *
 *     "See you on Monday.\n\nAda Lind\nHarbour Office" → "See you on Monday.\n\n"
 */
function withoutSignOff(text: string, from: Mailbox | null): string {
  const name: readonly string[] = from?.name.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
  if (!name.length) return text;
  const lines = text.split('\n');
  const isShort = (line: string) => line.length <= 60 && !/[.?!:;]\s*$/.test(line);
  for (let at = lines.length - 1, seen = 0; at > 0 && seen <= LONGEST_SIGN_OFF && isShort(lines[at]!); at--) {
    const words = lines[at]!.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
    if (words.length) seen++;
    if (words.length && words.length <= 4 && words.some((word) => name.includes(word)))
      return `${lines.slice(0, at).join('\n')}\n`;
  }
  return text;
}

function holdsText(own: string, quotation: string): boolean {
  const words = own.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  if (words === 0) return true;
  if (findDifferingLines(quotation, own) === null) return true;
  // No more of it can be found than the quotation has words: most quotations leave something out.
  if (readWords(quotation).length < WHOLE * words) return false;
  const diff = compareQuotation(own, quotation);
  return diff.matched >= WHOLE * words && diff.changes.every((change) => change.class === 'harmless');
}

/** True if the attachments of a post are with its holder, or with a later message that the holder holds as well. */
function holdsAttachments(
  holder: ProducedPost,
  heldByIt: readonly ProducedPost[],
  post: ProducedPost,
  context: FindingContext,
): boolean {
  const files = post.message.attachments.filter(({ contentType }) => contentType !== INVITATION);
  if (!files.length) return true;
  const carriers = [holder, ...heldByIt.filter((other) => other.key !== post.key && isLater(other, post, context))];
  const held = new Set(carriers.flatMap(({ message }) => message.attachments.map(({ sha256 }) => sha256)));
  return files.every(({ sha256 }) => held.has(sha256));
}

/** Calendar data says for programs what the text of an invitation says for people. */
const INVITATION = 'text/calendar';

function* findInclusiveSet(context: FindingContext): Generator<Finding> {
  if (!context.produced.length || !context.splits.size) return;
  const classes = classifyInclusive(context);
  const toRead = classes.filter(({ inclusive }) => inclusive).map(({ post }) => post);
  const spares = classes.filter(({ spare }) => spare).length;
  const detail: InclusiveDetail = { classes, toRead };
  yield createFinding(inclusive, {
    severity: 'info',
    summary:
      toRead.length === classes.length
        ? 'Each message holds something that no other one does.'
        : `${toRead.length} of ${classes.length} messages hold everything; the others stand in full in one of them${spares ? `, ${spares} of them as duplicates` : ''}.`,
    posts: [],
    origins: [],
    detail,
  });
}

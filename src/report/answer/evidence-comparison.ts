import type { EvidenceLevel } from '../../link/evidence/evidence-source.js';
import { compareEvidence, type EvidenceStep, type JoinedThread } from '../../link/explain/compare-evidence.js';
import { linkInputOf } from '../../link/explain/explain-links.js';
import type { Post } from '../../link/post/post.js';
import { messageIdOf, senderOf, subjectOf } from '../../link/post/post-facts.js';
import { makeVisible } from '../../text/visible-text.js';
import { displayWidth, padEnd, padStart, truncate, wrapText } from '../format/display-text.js';
import { toJsonText } from '../format/json-text.js';
import { countOf, dayOf, personName, shortThreadKey, withCommas } from '../format/phrases.js';
import { paint, plainStyle, type TextStyle } from '../format/text-style.js';
import { isoDateOf } from './iso-date.js';
import type { Reconstruction } from './reconstruction.js';
import { compareRival, type RivalComparison, writeRivalComparison } from './rival-threads.js';
import { filterThreads, fitsFilter, type ReportFilter } from './thread-filter.js';

/** What `--compare-evidence` shows: the steps, and how many produced posts they thread. */
export interface EvidenceComparison {
  readonly steps: readonly EvidenceStep[];
  /** Produced posts. */
  readonly messages: number;
  /** Against the threads of another program, where load files hand them on. */
  readonly rival: RivalComparison | null;
}

/** The comparison of all messages; of the threads that depend on a level, those that fit the filter. */
export function compareLevels(reconstruction: Reconstruction, filter: ReportFilter): EvidenceComparison {
  const { posts, threads, linking } = reconstruction;
  const steps = compareEvidence(linkInputOf(reconstruction), linking.minConfidence, linking.evidence).map((step) => ({
    ...step,
    joined: step.joined.filter((thread) => fitsFilter(thread.posts, filter)),
  }));
  const messages = posts.filter((post) => post.kind === 'produced').length;
  return { steps, messages, rival: compareRival(filterThreads(threads, filter)) };
}

/** Every form that the comparison can be written in. */
export const levelViews = {
  text: writeEvidenceComparison,
  json: writeEvidenceComparisonJson,
} satisfies Readonly<Record<string, (comparison: EvidenceComparison, style?: TextStyle) => Iterable<string>>>;

/** The name of a view of the comparison of evidence levels. */
export type LevelFormat = keyof typeof levelViews;

/** What a level adds to the one before it, in words. */
const LEVEL_WORDS: Readonly<Record<EvidenceLevel, string>> = {
  headers: 'reply headers',
  provider: "the provider's threads",
  quotes: 'quotations',
  all: 'subjects, people and times',
};

const SENDER_WIDTH = 16;
/** Parts of a thread that are shown by their sizes; more are counted. */
const SHOWN_PARTS = 4;

/** A line a level, then for each level the threads that fall apart without it. */
function* writeEvidenceComparison(
  { steps, messages, rival }: EvidenceComparison,
  style: TextStyle = plainStyle,
): Generator<string, void, undefined> {
  const count = withCommas(messages).length;
  yield `${paint(`evidence  ${columns('links', 'threads', `of ${countOf(messages, 'message')} joined`)}`, 'dim', style)}\n`;
  let before: EvidenceStep | null = null;
  for (const step of steps) {
    const links = grown(step.links, before?.links);
    const threads = grown(step.threads, before?.threads);
    const joined = `${padStart(withCommas(step.threaded), count)} ${growth(step.threaded, before?.threaded)}`;
    const moved = before === null ? '' : movedText(step);
    yield `${paint(padEnd(step.level, 10), 'bold', style)}${columns(links, threads, joined).trimEnd()}${moved}\n`;
    before = step;
  }
  for (const step of steps.slice(1)) yield* dependentThreads(step, style);
  const note =
    'A thread depends on a level if it falls apart without it: "5 = 3 + 2" is one thread of 5 messages that the levels before leave in two, of 3 and of 2. rethread show KEY --evidence LEVEL shows it.';
  if (steps.slice(1).some(({ joined }) => joined.length))
    yield `\n${paint(wrapText(note, style.width).join('\n'), 'dim', style)}\n`;
  if (rival !== null) yield* writeRivalComparison(rival, style);
}

function columns(links: string, threads: string, joined: string): string {
  return `${padEnd(links, 16)}${padEnd(threads, 16)}${joined}`;
}

function grown(count: number, before: number | undefined): string {
  return `${padStart(withCommas(count), 7)} ${growth(count, before)}`;
}

function growth(count: number, before: number | undefined): string {
  if (before === undefined || count === before) return '';
  return `${count > before ? '+' : '−'}${withCommas(Math.abs(count - before))}`;
}

function movedText({ changed, removed }: EvidenceStep): string {
  const moved = changed.length ? `${countOf(changed.length, 'link')} changed` : '';
  const gone = removed.length ? `${withCommas(removed.length)} removed` : '';
  const both = [moved, gone].filter(Boolean).join(', ');
  return both && `  (${both})`;
}

function* dependentThreads({ level, joined }: EvidenceStep, style: TextStyle): Generator<string> {
  if (!joined.length) return;
  const depend = joined.length === 1 ? 'depends' : 'depend';
  const title = `${countOf(joined.length, 'thread')} ${depend} on ${LEVEL_WORDS[level]} (${level})`;
  yield `\n${paint(title, 'bold', style)}\n`;
  for (const thread of joined) yield `${threadLine(thread, style)}\n`;
}

function threadLine(thread: JoinedThread, style: TextStyle): string {
  const { root, posts, parts } = thread;
  const first = posts[0]!;
  const sender = truncate(makeVisible(personName(senderOf(first))), SENDER_WIDTH);
  const sizes = `${padStart(withCommas(posts.length), 5)} = ${padEnd(partsText(parts), 13)}`;
  const start = `${shortThreadKey(`t-${root.key}`)}  ${dayOf(isoDateOf(first))} ${sizes}  ${padEnd(sender, SENDER_WIDTH)}  `;
  const room = Math.max(12, style.width - displayWidth(start));
  return `${start}${truncate(makeVisible(subjectOf(first)) || '(no subject)', room)}`;
}

/** `[3, 1]` → `3 + 1`; of many parts the largest ones and how many more. */
function partsText(parts: readonly number[]): string {
  if (parts.length <= SHOWN_PARTS) return parts.map(withCommas).join(' + ');
  const shown = parts
    .slice(0, SHOWN_PARTS - 1)
    .map(withCommas)
    .join(' + ');
  return `${shown} + ${withCommas(parts.length - SHOWN_PARTS + 1)} parts`;
}

/** One JSON object; what each level adds by the keys of the posts, a thread a line. */
function* writeEvidenceComparisonJson({
  steps,
  messages,
  rival,
}: EvidenceComparison): Generator<string, void, undefined> {
  yield `{"messages":${messages},"levels":[`;
  let separator = '\n';
  for (const { joined, ...step } of steps) {
    yield `${separator}${toJsonText(step).slice(0, -1)},"joined":[`;
    let between = '\n';
    for (const thread of joined) {
      yield `${between}${toJsonText(threadRow(thread))}`;
      between = ',\n';
    }
    yield ']}';
    separator = ',\n';
  }
  yield rival === null ? ']}\n' : `],"rival":${toJsonText(rival)}}\n`;
}

function threadRow({ root, posts, parts }: JoinedThread) {
  const first = posts[0]!;
  return {
    thread: `t-${root.key}`,
    subject: subjectOf(first),
    messages: posts.length,
    parts,
    first: postRow(first),
    root: postRow(root),
  };
}

function postRow(post: Post) {
  const sender = senderOf(post);
  return {
    key: post.key,
    kind: post.kind,
    messageId: messageIdOf(post),
    date: isoDateOf(post),
    from: sender && { name: sender.name, address: sender.address },
  };
}

import type { ProducedPost } from '../../dedupe/produced-post.js';
import { copyMessage } from '../../message/copy-message.js';
import type { Message, MessageDate } from '../../message/message.js';
import type { Problem } from '../../source/source.js';
import type { Evidence, ExplainLink, Link, LinkExplanation } from '../evidence/evidence.js';
import { type LinkColumns, placeLinks, readLinks } from '../link-columns.js';
import type { Decision } from './decision-file.js';
import type { Post } from './post.js';

/** Posts and links as the reviewer decided them, and the decisions that could not be applied. */
export interface Decided {
  readonly posts: readonly Post[];
  readonly links: LinkColumns;
  /** What was done, in order, and what was there before. */
  readonly applied: readonly AppliedDecision[];
  readonly problems: readonly Problem[];
}

/** A decision that changed something: `before` is what the evidence had said. */
export type AppliedDecision =
  | { readonly kind: 'join'; readonly link: Link; readonly evidence: Evidence; readonly before: Link | null }
  | { readonly kind: 'split'; readonly before: Link }
  | { readonly kind: 'date'; readonly before: ProducedPost };

/** Those about links. */
type LinkDecision = Exclude<AppliedDecision, { kind: 'date' }>;

/** log10 of the likelihood ratio that a decision is shown with: a person's word, above any machine's. */
const DECISION_WEIGHT = 9;

/**
 * Applies a reviewer's decisions to what the evidence chose: a join names a parent, a split takes it away, a date dates an
 * undated post. The parent that the evidence had chosen stays among the rejected ones. A decision about a post that is not
 * there, or that would close a loop, is left out with a problem.
 */
export function applyDecisions(posts: readonly Post[], links: LinkColumns, decisions: readonly Decision[]): Decided {
  if (!decisions.length) return { posts, links, applied: [], problems: [] };
  const keys = posts.map((post) => post.key).sort();
  const linkOf = new Map(readLinks(posts, links).map((link) => [link.child, link]));
  const dates = new Map<string, MessageDate>();
  const applied: AppliedDecision[] = [];
  const problems: Problem[] = [];
  for (const decision of decisions) {
    const problem = applyDecision(decision, keys, linkOf, dates, applied);
    if (problem) problems.push({ code: 'decision-not-applied', severity: 'warning', message: problem, origin: null });
  }
  const dated = posts.map((post) => withDate(post, dates.get(post.key)));
  for (const [place, post] of posts.entries())
    if (dated[place] !== post && post.kind === 'produced') applied.push({ kind: 'date', before: post });
  return { posts: dated, links: placeLinks(posts, [...linkOf.values()]), applied, problems };
}

/** The posts as they were before the decisions. */
export function beforeDecisions(posts: readonly Post[], applied: readonly AppliedDecision[]): readonly Post[] {
  const former = new Map<string, Post>();
  for (const decision of applied) if (decision.kind === 'date') former.set(decision.before.key, decision.before);
  return former.size === 0 ? posts : posts.map((post) => former.get(post.key) ?? post);
}

/** Explains links as they are after the decisions: one that a reviewer made by the decision, beside what the evidence says. */
export function explainDecided(explain: ExplainLink, applied: readonly AppliedDecision[]): ExplainLink {
  const steps = new Map<string, LinkDecision[]>();
  for (const decision of applied) {
    if (decision.kind === 'date') continue;
    const { child } = decision.kind === 'join' ? decision.link : decision.before;
    steps.set(child, [...(steps.get(child) ?? []), decision]);
  }
  if (steps.size === 0) return explain;
  return (child, options) => {
    let explanation = explain(child, options);
    for (const step of steps.get(child) ?? [])
      explanation = step.kind === 'join' ? explainJoin(step, explanation) : explainSplit(step, explanation);
    return explanation;
  };
}

function explainJoin(
  { link, evidence, before }: Extract<AppliedDecision, { kind: 'join' }>,
  former: LinkExplanation | null,
): LinkExplanation {
  const own = former?.evidence ?? [];
  const moved = before && before.parent !== link.parent;
  const rejected = moved ? [{ parent: before.parent, confidence: before.confidence, evidence: own }] : [];
  return { evidence: [evidence], rejected: [...rejected, ...(former?.rejected ?? [])] };
}

/** The parent that was taken away is told of among the rejected ones. */
function explainSplit(
  { before: { parent, confidence } }: Extract<AppliedDecision, { kind: 'split' }>,
  former: LinkExplanation | null,
): LinkExplanation {
  const taken = { parent, confidence, evidence: former?.evidence ?? [] };
  return { evidence: [], rejected: [taken, ...(former?.rejected ?? []).filter((one) => one.parent !== null)] };
}

/** Applies one decision; says why where it cannot be. */
function applyDecision(
  decision: Decision,
  keys: readonly string[],
  linkOf: Map<string, Link>,
  dates: Map<string, MessageDate>,
  applied: AppliedDecision[],
): string | null {
  const child = findKey(decision.post, keys);
  if (child === null)
    return `decision ${decision.kind} of ${decision.author}: no post, or more than one, has the key ${decision.post}`;
  switch (decision.kind) {
    case 'join': {
      const parent = findKey(decision.parent, keys);
      if (parent === null)
        return `decision join of ${decision.author}: no post, or more than one, has the key ${decision.parent}`;
      if (isAbove(child, parent, linkOf))
        return `decision join of ${decision.author}: ${decision.parent} stands below ${decision.post} already`;
      const link = { child, parent, confidence: 1 };
      applied.push({ kind: 'join', link, evidence: decidedEvidence(decision), before: linkOf.get(child) ?? null });
      linkOf.set(child, link);
      return null;
    }
    case 'split': {
      const before = linkOf.get(child);
      if (before) applied.push({ kind: 'split', before });
      linkOf.delete(child);
      return null;
    }
    case 'date':
      dates.set(child, readDecidedDate(decision.date, decision.author));
      return null;
    case 'note':
    case 'mark':
      return null;
  }
}

/** The only key that begins so, or null. */
function findKey(beginning: string, keys: readonly string[]): string | null {
  const found = keys.filter((key) => key === beginning);
  if (found.length === 1) return found[0]!;
  const longer = keys.filter((key) => key.startsWith(beginning));
  return longer.length === 1 ? longer[0]! : null;
}

/** True if one post is the other or stands above it. */
function isAbove(above: string, below: string, linkOf: ReadonlyMap<string, Link>): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = below; at !== undefined && !seen.has(at); at = linkOf.get(at)?.parent) {
    if (at === above) return true;
    seen.add(at);
  }
  return false;
}

const decidedEvidence = ({ author, reason, time }: Decision): Evidence => ({
  kind: 'decision',
  weight: DECISION_WEIGHT,
  detail: `${author}, ${time}: ${reason}`,
  origins: [],
});

/** `2019-05-14T18:00:00+01:00` → the moment and its offset. */
function readDecidedDate(text: string, author: string): MessageDate {
  const zone = /([+-])(\d{2}):(\d{2})$/.exec(text);
  const offset = zone ? (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3])) : 0;
  return { time: Date.parse(text), offset, source: 'decision', raw: `${text}, asserted by ${author}` };
}

/** The post with its message dated anew; the message itself is not changed. */
function withDate(post: Post, date: MessageDate | undefined): Post {
  if (!date || post.kind !== 'produced') return post;
  const message = copyMessage(post.message, { date });
  const { source, offset, row } = post.message.origin;
  const isIt = ({ origin }: Message) => origin.source === source && origin.offset === offset && origin.row === row;
  const copies = post.copies.map((copy) => (isIt(copy) ? message : copy));
  return { ...post, message, copies };
}

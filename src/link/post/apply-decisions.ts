import { copyMessage } from '../../message/copy-message.js';
import type { MessageDate } from '../../message/message.js';
import type { Problem } from '../../source/source.js';
import type { Link } from '../evidence/evidence.js';
import type { Decision } from './decision-file.js';
import type { Post } from './post.js';

/** Posts and links as the reviewer decided them, and the decisions that could not be applied. */
export interface Decided {
  readonly posts: readonly Post[];
  readonly links: readonly Link[];
  readonly problems: readonly Problem[];
}

/** log10 of the likelihood ratio that a decision is shown with: a person's word, above any machine's. */
const DECISION_WEIGHT = 9;

/**
 * Applies a reviewer's decisions to what the evidence chose: a join names a parent, a split takes it away, a date dates an
 * undated post. The parent that the evidence had chosen stays among the rejected ones. A decision about a post that is not
 * there, or that would close a loop, is left out with a problem.
 */
export function applyDecisions(
  posts: readonly Post[],
  links: readonly Link[],
  decisions: readonly Decision[],
): Decided {
  if (!decisions.length) return { posts, links, problems: [] };
  const keys = posts.map((post) => post.key).sort();
  const linkOf = new Map(links.map((link) => [link.child, link]));
  const dates = new Map<string, MessageDate>();
  const problems: Problem[] = [];
  for (const decision of decisions) {
    const problem = applyDecision(decision, keys, linkOf, dates);
    if (problem) problems.push({ code: 'decision-not-applied', severity: 'warning', message: problem, origin: null });
  }
  return {
    posts: dates.size ? posts.map((post) => withDate(post, dates.get(post.key))) : posts,
    links: [...linkOf.values()],
    problems,
  };
}

/** Applies one decision; says why where it cannot be. */
function applyDecision(
  decision: Decision,
  keys: readonly string[],
  linkOf: Map<string, Link>,
  dates: Map<string, MessageDate>,
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
      linkOf.set(child, decidedLink(decision, child, parent, linkOf.get(child)));
      return null;
    }
    case 'split':
      linkOf.delete(child);
      return null;
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

function decidedLink(
  { author, reason, time }: Decision,
  child: string,
  parent: string,
  before: Link | undefined,
): Link {
  const evidence = {
    kind: 'decision',
    weight: DECISION_WEIGHT,
    detail: `${author}, ${time}: ${reason}`,
    origins: [],
  } as const;
  const rejected =
    before && before.parent !== parent
      ? [{ parent: before.parent, confidence: before.confidence, evidence: before.evidence }]
      : [];
  return { child, parent, confidence: 1, evidence: [evidence], rejected: [...rejected, ...(before?.rejected ?? [])] };
}

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
  // Not a spread: the fields of a gathered post are computed when read, by getters that a spread would lose.
  return {
    kind: 'produced',
    key: post.key,
    message,
    copies: [message, ...post.copies.slice(1)],
    duplicateOf: post.duplicateOf,
  };
}

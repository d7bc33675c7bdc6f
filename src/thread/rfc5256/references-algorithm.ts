import type { ForestNode, ThreadableMessage } from './forest-node.js';
import { linkByReferences, type ReferencesVariant } from './link-by-references.js';
import { mergeBySubject } from './merge-by-subject.js';
import { ReferenceForest } from './reference-forest.js';

/** Steps of the algorithm to leave out, and readings of it to take. */
export interface ReferencesOptions {
  /** Step 5: gather threads with one base subject. Default true. */
  readonly mergeSubjects?: boolean;
  /** Step 3: take out dummies where that keeps siblings together. Default true. */
  readonly prune?: boolean;
  /**
   * `jwz` departs from the RFC as Zawinski's text does: the first id of In-Reply-To counts after those of References, and a
   * message keeps its guessed parent where the new link would close a loop. Default `rfc5256`.
   */
  readonly variant?: ReferencesVariant;
  /** Later messages with a Message-ID that was seen: on their own as the RFC has it, or below the first (as mu does). */
  readonly duplicates?: 'apart' | 'below-first';
  /** An absent root with several children: a dummy as the RFC has it, or its oldest child takes its place (as Camel does). */
  readonly absentRoots?: 'dummy' | 'oldest-child';
}

/**
 * THREAD=REFERENCES of RFC 5256 §3, by the letter, which is Zawinski's algorithm made exact. The forest comes as a flat list
 * in reading order; a message stands in it exactly once, also where References form loops.
 *
 * Of the two readings of step 1.B the one that Dovecot proves is taken: the guessed parent is given up first, then the
 * new link is refused if it closes a loop, so that the message ends up without parent.
 *
 * @param messages in mailbox order: of two with one Message-ID the first keeps it.
 */
export function threadByReferences<M extends ThreadableMessage>(
  messages: readonly M[],
  options: ReferencesOptions = {},
): readonly ForestNode<M>[] {
  const { parents, ids, firsts } = linkByReferences(messages, options.variant ?? 'rfc5256');
  if (options.duplicates === 'below-first') for (const [duplicate, first] of firsts) parents[duplicate] = first;
  const forest = new ReferenceForest(messages, parents);
  if (options.prune ?? true) forest.prune();
  forest.sortRoots();
  if (options.absentRoots === 'oldest-child') forest.promoteOldestChildren();
  if (options.mergeSubjects ?? true) mergeBySubject(forest);
  forest.sortAll();
  return forest.flatten(ids);
}

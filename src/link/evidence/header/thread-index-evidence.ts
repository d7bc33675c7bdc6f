import { HEADER_WEIGHTS } from '../../weights/header-weights.js';
import type { EvidenceReader, LinkContext } from '../evidence-source.js';
import { originsOfHeader } from './header-origin.js';

/** Hex digits of a root's index (22 bytes) and of one level (5 bytes). */
const ROOT_LENGTH = 44;
const LEVEL_LENGTH = 10;
/** Levels that are followed upwards; deeper ones are forged. */
const MOST_LEVELS = 100;

/**
 * Exchange and Outlook give a reply the Thread-Index of what it answers and 5 bytes more (MS-OXOMSG 2.2.1.3), so the
 * parent's index is the child's without its last 5 bytes. An index that nobody has names a message that was not produced.
 * A different conversation GUID says nothing: Exchange starts a new one where the parent came without an index.
 */
export const threadIndexEvidence: EvidenceReader = {
  kind: 'thread-index',
  level: 'headers',
  read(context) {
    const owners = nameOwners(context);
    const { table } = context;
    const indexOf = (post: number) =>
      table.message(post)?.threadIndex ?? table.absentMessage(post)?.threadIndex ?? null;
    return {
      propose(child, claim) {
        if (owners.size === 0) return;
        const index = indexOf(child);
        if (index === null || index.length <= ROOT_LENGTH) return;
        const parent = owners.get(index.slice(0, -LEVEL_LENGTH));
        if (parent !== undefined && parent !== child) claim(parent, HEADER_WEIGHTS.threadIndex);
      },
      explain(child, candidate) {
        return {
          detail: 'its Thread-Index is the one of this message with one level more',
          origins: [
            ...originsOfHeader(table.message(child), 'thread-index'),
            ...originsOfHeader(table.message(candidate), 'thread-index'),
          ],
        };
      },
    };
  },
};

/** Says which post has which index; absent messages get the index that their children imply. */
function nameOwners({ table, claims }: LinkContext): ReadonlyMap<string, number> {
  const owners = new Map<string, number>();
  const children: number[] = [];
  for (let post = 0; post < table.produced.length; post++) {
    const index = table.message(post)!.threadIndex;
    if (index === null) continue;
    if (!owners.has(index)) owners.set(index, post);
    if (index.length > ROOT_LENGTH) children.push(post);
  }
  for (const child of children) {
    const index = table.message(child)!.threadIndex!;
    const parentIndex = index.slice(0, -LEVEL_LENGTH);
    if (owners.has(parentIndex)) continue;
    const named = claims.parentNamedBy(child);
    if (named >= 0) {
      // The message that the ids name is the one with this index, unless it says otherwise.
      if (table.isAbsent(named)) table.describe(named, parentIndex);
      if (table.isAbsent(named) || table.message(named)?.threadIndex === null) owners.set(parentIndex, named);
      continue;
    }
    addAbsent(index);
  }
  return owners;

  function addAbsent(index: string): void {
    let at = index;
    for (let level = 0; level < MOST_LEVELS && at.length > ROOT_LENGTH; level++) {
      at = at.slice(0, -LEVEL_LENGTH);
      if (owners.has(at)) return;
      owners.set(at, table.add({ messageId: null, threadIndex: at }));
    }
  }
}

import type { ThreadableMessage } from './forest-node.js';

/** Whose rules of linking by References: RFC 5256's or those of Jamie Zawinski's original. */
export type ReferencesVariant = 'rfc5256' | 'jwz';

/** Messages are the first nodes, the dummies that References name come after. */
export interface ReferenceLinks {
  /** Parent of each node, -1 = none. */
  readonly parents: number[];
  /** Message-ID of each node, null for a message that has none or one that was seen before. */
  readonly ids: readonly (string | null)[];
  /** For each message whose id was seen before the message that had it. */
  readonly firsts: ReadonlyMap<number, number>;
}

/** Step 1 of THREAD=REFERENCES (RFC 5256 §3): parents from References, step by step in mailbox order. */
export function linkByReferences(messages: readonly ThreadableMessage[], variant: ReferencesVariant): ReferenceLinks {
  const ids: (string | null)[] = [];
  const nodes = new Map<string, number>();
  const firsts = new Map<number, number>();
  for (let node = 0; node < messages.length; node++) {
    const { messageId } = messages[node]!;
    // The first keeps the id; a later one with the same goes as if it had one of its own.
    const first = messageId === null ? undefined : nodes.get(messageId);
    if (first !== undefined) firsts.set(node, first);
    else if (messageId !== null) nodes.set(messageId, node);
    ids.push(first === undefined ? messageId : null);
  }
  const parents: number[] = new Array(messages.length).fill(-1);
  const childCounts: number[] = new Array(messages.length).fill(0);
  for (let node = 0; node < messages.length; node++) {
    const references = referencesOf(messages[node]!, variant).map(findOrAdd);
    for (let i = 1; i < references.length; i++) {
      const child = references[i]!;
      if (parents[child]! < 0 && !closesLoop(child, references[i - 1]!)) link(child, references[i - 1]!);
    }
    const parent = references.at(-1);
    const isKept = variant === 'jwz' && parent !== undefined && closesLoop(node, parent);
    if (isKept) continue;
    unlink(node);
    if (parent !== undefined && !closesLoop(node, parent)) link(node, parent);
  }
  return { parents, ids, firsts };

  function findOrAdd(id: string): number {
    const known = nodes.get(id);
    if (known !== undefined) return known;
    nodes.set(id, ids.length);
    parents.push(-1);
    childCounts.push(0);
    return ids.push(id) - 1;
  }

  function link(child: number, parent: number): void {
    parents[child] = parent;
    childCounts[parent]!++;
  }

  function unlink(child: number): void {
    if (parents[child]! >= 0) childCounts[parents[child]!]!--;
    parents[child] = -1;
  }

  /** True if the child is the parent or stands above it. One without children stands above nobody. */
  function closesLoop(child: number, parent: number): boolean {
    if (child === parent) return true;
    if (childCounts[child] === 0) return false;
    let at = parent;
    while (at >= 0 && at !== child) at = parents[at]!;
    return at === child;
  }
}

/** RFC 5322 §3.6.4: an id has a right side. `In-Reply-To: 6667` names nothing, whoever else writes the same. */
const isMessageId = (id: string) => id.includes('@');

function referencesOf(message: ThreadableMessage, variant: ReferencesVariant): readonly string[] {
  const answered = message.inReplyTo[0];
  if (variant === 'rfc5256') {
    const references = message.references.filter(isMessageId);
    const first = message.inReplyTo.find(isMessageId);
    return references.length || first === undefined ? references : [first];
  }
  const isNew = answered !== undefined && !message.references.includes(answered);
  return isNew ? [...message.references, answered] : message.references;
}

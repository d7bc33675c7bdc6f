import { type ForestNode, sentTime, type ThreadableMessage, threadSubject } from './forest-node.js';

/**
 * THREAD=ORDEREDSUBJECT of RFC 5256 §3, by the letter: messages with one base subject are a thread; its first by sent date
 * is the root and all others are children of the root. Threads in the order of their roots' dates.
 *
 * @param messages in mailbox order, which decides between equal dates.
 */
export function threadByOrderedSubject<M extends ThreadableMessage>(messages: readonly M[]): readonly ForestNode<M>[] {
  const threads = new Map<string, number[]>();
  const times = messages.map(sentTime);
  const byDate = messages.map((_, index) => index).sort((a, b) => times[a]! - times[b]! || a - b);
  for (const index of byDate) {
    const { base } = threadSubject(messages[index]!);
    const thread = threads.get(base);
    if (thread) thread.push(index);
    else threads.set(base, [index]);
  }
  const nodes: ForestNode<M>[] = [];
  for (const thread of threads.values()) {
    const root = nodes.length;
    for (const index of thread) {
      const isRoot = nodes.length === root;
      nodes.push({
        message: messages[index]!,
        index,
        absentId: null,
        parent: isRoot ? -1 : root,
        depth: isRoot ? 0 : 1,
      });
    }
  }
  return nodes;
}

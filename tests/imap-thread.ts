import type { ForestNode } from '../src/thread/rfc5256/forest-node.js';

/**
 * A forest as the answer of IMAP THREAD (RFC 5256 §4): `(1)(2 3 (4)(5 6))`; a dummy is an empty pair's head: `((1)(2))`.
 * Numbers are positions in the input, from 1.
 */
export function formatThreadResponse(nodes: readonly ForestNode<unknown>[]): string {
  const childCounts = new Array<number>(nodes.length).fill(0);
  for (const { parent } of nodes) if (parent >= 0) childCounts[parent]!++;
  let text = '';
  const open: number[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const { parent, index } = nodes[i]!;
    while (open.length && open.at(-1) !== parent) if (closes(open.pop()!)) text += ')';
    if (closes(i)) text += '(';
    else text += ' ';
    if (index >= 0) text += index + 1;
    if (childCounts[i]! > 1 && index >= 0) text += ' ';
    open.push(i);
  }
  while (open.length) if (closes(open.pop()!)) text += ')';
  return text;

  /** A root and each of several siblings stand in parentheses; an only child follows its parent after a space. */
  function closes(place: number): boolean {
    const { parent } = nodes[place]!;
    return parent < 0 || childCounts[parent]! > 1;
  }
}

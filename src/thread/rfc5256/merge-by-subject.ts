import { type ThreadableMessage, threadSubject } from './forest-node.js';
import type { ReferenceForest } from './reference-forest.js';

/** Step 5 of THREAD=REFERENCES (RFC 5256 §3): gathers the roots that share a base subject. Changes the forest. */
export function mergeBySubject(forest: ReferenceForest<ThreadableMessage>): void {
  const subjects = new Map<number, ReturnType<typeof threadSubject>>();
  for (const root of forest.roots) {
    const speaker = forest.speaker(root);
    if (speaker >= 0) subjects.set(root, threadSubject(forest.messages[speaker]!));
  }
  const isReply = (root: number) => subjects.get(root)?.isReply ?? false;
  const table = new Map<string, number>();
  for (const root of forest.roots) {
    const base = subjects.get(root)?.base;
    if (!base) continue;
    const known = table.get(base);
    const isBetter =
      known === undefined || (!forest.isDummy(known) && (forest.isDummy(root) || (isReply(known) && !isReply(root))));
    if (isBetter) table.set(base, root);
  }
  const roots = new Set(forest.roots);
  for (const root of forest.roots) {
    const base = subjects.get(root)?.base;
    const known = base ? table.get(base) : undefined;
    if (!base || known === undefined || known === root) continue;
    if (forest.isDummy(known) && forest.isDummy(root)) {
      for (const child of forest.children[root]!) forest.children[known]!.push(child);
      roots.delete(root);
    } else if (forest.isDummy(known) || (isReply(root) && !isReply(known))) {
      forest.children[known]!.push(root);
      roots.delete(root);
    } else {
      const dummy = forest.addDummy([known, root]);
      table.set(base, dummy);
      roots.delete(known);
      roots.delete(root);
      roots.add(dummy);
    }
  }
  forest.roots = [...roots];
}

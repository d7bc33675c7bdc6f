import type { Production } from '../source.js';
import { compareBates, runOf } from './bates-number.js';

/** By number of a document: what the load file says of its attachments, each of which names it as its parent. */
export type Attached = Map<string, Production[]>;

/** Notes an attachment that names its parent. */
export function addAttached(attached: Attached, production: Production): void {
  if (production.parent === null || production.begin === null) return;
  const list = attached.get(production.parent);
  if (list === undefined) attached.set(production.parent, [production]);
  else list.push(production);
}

/**
 * The documents with the range of their family where the rows tell parents alone: only where the numbers of the attachments follow that of
 * their message without a gap, for another message's number may stand between.
 *
 *     M001, and M002 and M003 whose parent it is   →   M001 to M003
 */
export function withFamilies(documents: Map<string, Production>, attached: Attached): void {
  for (const [name, production] of documents) {
    const { begin, end, attachBegin, attachEnd } = production;
    const list = begin === null ? undefined : attached.get(begin);
    if (list === undefined || attachBegin !== null || attachEnd !== null) continue;
    const ordered = list.toSorted((one, other) => compareBates(one.begin!, other.begin!));
    let last = runOf(begin, end ?? begin);
    for (const one of ordered) {
      const run = runOf(one.begin, one.end ?? one.begin);
      last = last?.prefix === run?.prefix && last?.last === (run?.first ?? 0) - 1 ? run : null;
    }
    if (last !== null) {
      const { begin: from, end: to } = ordered.at(-1)!;
      documents.set(name, { ...production, attachBegin: begin, attachEnd: to ?? from });
    }
  }
}

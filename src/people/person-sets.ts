import { compareNames, type NameForm } from './name/name-form.js';
import type { Merge, MergeReason } from './person.js';
import type { PersonNode } from './person-nodes.js';

/** Forms of one person that are compared before another node may join. */
const COMPARED_FORMS = 8;

/** Nodes on their way to becoming people: disjoint sets that refuse a join which something speaks against. */
export class PersonSets {
  readonly #parents: number[];
  readonly #nodes: readonly PersonNode[];
  /** By root: the entry of the people file that owns the set; -1 = none. */
  readonly #owners: number[];
  readonly #forms: NameForm[][];
  readonly #merges: { readonly node: number; readonly merge: Merge }[] = [];

  constructor(nodes: readonly PersonNode[], owners: ReadonlyMap<string, number>) {
    this.#nodes = nodes;
    this.#parents = nodes.map((_, index) => index);
    this.#owners = nodes.map((node) => owners.get(node.key) ?? -1);
    this.#forms = nodes.map((node) => (node.bearer ? [node.bearer.form] : []));
  }

  rootOf(node: number): number {
    let root = node;
    while (this.#parents[root] !== root) root = this.#parents[root]!;
    for (let at = node; at !== root; ) {
      const next = this.#parents[at]!;
      this.#parents[at] = root;
      at = next;
    }
    return root;
  }

  /** Joins two nodes and records why. Nothing happens where they are one already, or where names or the people file forbid it. */
  join(one: number, other: number, reason: MergeReason, detail: string): void {
    const a = this.rootOf(one);
    const b = this.rootOf(other);
    if (a === b || (reason !== 'by-hand' && !this.#agree(a, b, one, other, reason))) return;
    const [root, child] = a < b ? [a, b] : [b, a];
    this.#parents[child] = root;
    if (this.#owners[root] === -1) this.#owners[root] = this.#owners[child]!;
    const forms = this.#forms[root]!;
    for (const form of this.#forms[child]!)
      if (forms.length < COMPARED_FORMS && !forms.includes(form)) forms.push(form);
    this.#merges.push({
      node: child,
      merge: { reason, between: [mainSpelling(this.#nodes[one]!), mainSpelling(this.#nodes[other]!)], detail },
    });
  }

  /** The merges of each root, in the order they were made. */
  mergesByRoot(): ReadonlyMap<number, readonly Merge[]> {
    const byRoot = new Map<number, Merge[]>();
    for (const { node, merge } of this.#merges) {
      const root = this.rootOf(node);
      const list = byRoot.get(root);
      if (list) list.push(merge);
      else byRoot.set(root, [merge]);
    }
    return byRoot;
  }

  #agree(a: number, b: number, one: number, other: number, reason: MergeReason): boolean {
    const owner = this.#owners[a]!;
    const mate = this.#owners[b]!;
    if (owner >= 0 && mate >= 0 && owner !== mate) return false;
    if (reason === 'address-variant') return true;
    if (this.#nodes[one]!.shared || this.#nodes[other]!.shared) return false;
    return this.#forms[a]!.every((form) =>
      this.#forms[b]!.every((mateForm) => compareNames(form, mateForm) !== 'different'),
    );
  }
}

/** A node as it is shown: an SMTP address in lower case, anything else in its most used spelling. */
export function mainSpelling(node: PersonNode): string {
  if (node.address?.form.kind === 'smtp') return node.address.form.key;
  let best = '';
  let most = -1;
  for (const [text, uses] of node.written) {
    if (uses > most || (uses === most && text < best)) {
      best = text;
      most = uses;
    }
  }
  return best;
}

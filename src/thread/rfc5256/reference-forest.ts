import { type ForestNode, sentTime, type ThreadableMessage } from './forest-node.js';

/** Messages are nodes 0..n-1, dummies follow. */
export class ReferenceForest<M extends ThreadableMessage> {
  readonly messages: readonly M[];
  roots: number[] = [];
  readonly children: number[][] = [];
  private readonly times: number[];

  constructor(messages: readonly M[], parents: readonly number[]) {
    this.messages = messages;
    this.times = messages.map(sentTime);
    for (let node = 0; node < parents.length; node++) this.children.push([]);
    for (let node = 0; node < parents.length; node++) {
      if (parents[node]! < 0) this.roots.push(node);
      else this.children[parents[node]!]!.push(node);
    }
  }

  isDummy(node: number): boolean {
    return node >= this.messages.length;
  }

  /** The message that speaks for a node: its own, a dummy's first child's. -1 for a dummy with nothing below. */
  speaker(node: number): number {
    let at = node;
    while (at !== undefined && this.isDummy(at)) at = this.children[at]![0]!;
    return at ?? -1;
  }

  addDummy(children: number[]): number {
    return this.children.push(children) - 1;
  }

  /**
   * Step 3: a dummy's children take its place, except where more than one would become roots; a dummy without any goes.
   * So every message ends up below its nearest ancestor that is a message, else below the dummy at the top.
   */
  prune(): void {
    const roots: number[] = [];
    for (const root of this.roots) {
      const stack = this.take(root)
        .reverse()
        .map((node) => [node, root] as const);
      for (let top = stack.pop(); top; top = stack.pop()) {
        const [node, above] = top;
        const isDummy = this.isDummy(node);
        if (!isDummy) this.children[above]!.push(node);
        for (const child of this.take(node).reverse()) stack.push([child, isDummy ? above : node]);
      }
      const { length } = this.children[root]!;
      if (!this.isDummy(root) || length > 1) roots.push(root);
      else if (length === 1) roots.push(this.take(root)[0]!);
    }
    this.roots = roots;
  }

  /** Step 4: roots by date, a dummy by the first of its children. */
  sortRoots(): void {
    for (const root of this.roots) if (this.isDummy(root)) this.sort(this.children[root]!);
    this.sort(this.roots);
  }

  /** Puts the oldest child of an absent root in its place, its siblings below it. */
  promoteOldestChildren(): void {
    this.roots = this.roots.map((root) => {
      const [oldest, ...others] = this.children[root]!;
      if (!this.isDummy(root) || oldest === undefined) return root;
      for (const other of others) this.children[oldest]!.push(other);
      return oldest;
    });
  }

  /** Step 6: all siblings by date, the deepest first, as a dummy goes by its first child. */
  sortAll(): void {
    const nodes = [...this.roots];
    for (let i = 0; i < nodes.length; i++) for (const child of this.children[nodes[i]!]!) nodes.push(child);
    for (let i = nodes.length - 1; i >= 0; i--) this.sort(this.children[nodes[i]!]!);
    this.sort(this.roots);
  }

  /** Depth first, as a list. */
  flatten(ids: readonly (string | null)[]): readonly ForestNode<M>[] {
    const nodes: ForestNode<M>[] = [];
    const stack = [...this.roots].reverse().map((node): readonly [number, number] => [node, -1]);
    for (let top = stack.pop(); top; top = stack.pop()) {
      const [node, parent] = top;
      const isDummy = this.isDummy(node);
      const place = nodes.push({
        message: isDummy ? null : this.messages[node]!,
        index: isDummy ? -1 : node,
        absentId: isDummy ? (ids[node] ?? null) : null,
        parent,
        depth: parent < 0 ? 0 : nodes[parent]!.depth + 1,
      });
      const children = this.children[node]!;
      for (let i = children.length - 1; i >= 0; i--) stack.push([children[i]!, place - 1]);
    }
    return nodes;
  }

  private take(node: number): number[] {
    const children = this.children[node]!;
    this.children[node] = [];
    return children;
  }

  private sort(nodes: number[]): void {
    if (nodes.length < 2) return;
    const speakers = new Map(nodes.map((node) => [node, this.speaker(node)]));
    const timeOf = (node: number) => this.times[speakers.get(node)!] ?? 0;
    nodes.sort((a, b) => timeOf(a) - timeOf(b) || speakers.get(a)! - speakers.get(b)! || a - b);
  }
}

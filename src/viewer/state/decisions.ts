/** What a reviewer decided: kept in this browser, exchanged as a decisions file (`src/link/post/decision-file.ts`). */
export interface Decision {
  readonly kind: 'note' | 'mark' | 'join' | 'split' | 'date';
  /** Key of the post. */
  readonly post: string;
  /** For `join`: key of the parent. */
  readonly parent?: string;
  /** For `date`: ISO 8601. */
  readonly date?: string;
  readonly author: string;
  /** Why; for a note its text, for a mark its name. */
  readonly reason: string;
  /** ISO 8601, when it was decided. */
  readonly time: string;
}

/** A reviewer's notes and marks as the page saves them. */
export interface DecisionsFile {
  readonly version: 1;
  readonly decisions: readonly Decision[];
}

/** The marks that a reviewer can set on a post. */
export const MARKS = ['relevant', 'privileged', 'question', 'done'] as const;

/** Keeps the decisions of one case. */
export class DecisionStore {
  readonly #place: string;
  #decisions: readonly Decision[];
  readonly #listeners = new Set<() => void>();

  /** `name` tells the cases apart that one browser knows. */
  constructor(name: string) {
    this.#place = `rethread decisions ${name}`;
    this.#decisions = this.#read();
  }

  get all(): readonly Decision[] {
    return this.#decisions;
  }

  of(post: string): readonly Decision[] {
    return this.#decisions.filter((decision) => decision.post === post);
  }

  /** Mark of each post that has one. */
  get marks(): ReadonlyMap<string, string> {
    return new Map(this.#decisions.flatMap(({ kind, post, reason }) => (kind === 'mark' ? [[post, reason]] : [])));
  }

  get author(): string {
    return this.#stored('rethread author') ?? '';
  }

  set author(name: string) {
    this.#store('rethread author', name);
    this.#tell();
  }

  add(decision: Omit<Decision, 'author' | 'time'>): void {
    const time = new Date(performance.timeOrigin + performance.now()).toISOString().replace(/\.\d+Z$/, 'Z');
    this.#set([...this.#decisions, { ...decision, author: this.author || 'reviewer', time }]);
  }

  /** Sets or, with null, takes away the mark of a post. */
  mark(post: string, mark: string | null): void {
    this.#set(this.#decisions.filter((decision) => decision.post !== post || decision.kind !== 'mark'));
    if (mark !== null) this.add({ kind: 'mark', post, reason: mark });
  }

  remove(decision: Decision): void {
    this.#set(this.#decisions.filter((other) => other !== decision));
  }

  /** The decisions file, in the order of time. */
  export(): string {
    const decisions = [...this.#decisions].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
    return `${JSON.stringify({ version: 1, decisions } satisfies DecisionsFile, null, 2)}\n`;
  }

  /** Adds what a decisions file holds and is not there yet; gives how many, or null if it is no such file. */
  import(text: string): number | null {
    const read = readDecisions(text);
    if (!read) return null;
    const known = new Set(this.#decisions.map((decision) => JSON.stringify(decision)));
    const added = read.filter((decision) => !known.has(JSON.stringify(decision)));
    this.#set([...this.#decisions, ...added]);
    return added.length;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #set(decisions: readonly Decision[]): void {
    this.#decisions = decisions;
    this.#store(this.#place, JSON.stringify({ version: 1, decisions }));
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #read(): readonly Decision[] {
    return readDecisions(this.#stored(this.#place) ?? '') ?? [];
  }

  // Storage may be switched off; the decisions then live as long as the page.
  #stored(name: string): string | null {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  }

  #store(name: string, value: string): void {
    try {
      localStorage.setItem(name, value);
    } catch {}
  }
}

const KINDS = new Set(['note', 'mark', 'join', 'split', 'date']);

/** Reads a decisions file: fields that are not text are left out; null if it is something else. */
export function readDecisions(text: string): readonly Decision[] | null {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return null;
  }
  const { version, decisions } = (file ?? {}) as { version?: unknown; decisions?: unknown };
  if (version !== 1 || !Array.isArray(decisions)) return null;
  return decisions.flatMap((entry: unknown) => {
    const fields = Object.entries((entry ?? {}) as object).filter(([, value]) => typeof value === 'string');
    const decision = Object.fromEntries(fields) as unknown as Decision;
    return KINDS.has(decision.kind) && decision.post && decision.reason ? [decision] : [];
  });
}

import { store, stored } from './browser-storage.js';

/** What a reviewer decided (`src/link/post/decision-file.ts`), and who may be taken for one person. */
export interface Decision {
  readonly kind: 'note' | 'mark' | 'join' | 'split' | 'date' | 'same' | 'search';
  /** Key of the post; for `same` the id of a person; for `search` the query. */
  readonly post: string;
  /** For `join`: key of the parent; for `same`: id of the other person. */
  readonly parent?: string;
  /** For `date`: ISO 8601. */
  readonly date?: string;
  readonly author: string;
  /** Why; for a note its text, for a mark and a search its name. */
  readonly reason: string;
  /** ISO 8601, when it was decided. */
  readonly time: string;
  /** In a reading room: what the case knows it by. */
  readonly id?: string;
}

/** A reviewer's notes and marks as the page saves them. */
export interface DecisionsFile {
  readonly version: 1;
  readonly decisions: readonly Decision[];
}

/** Whether the case is being built anew by what was decided, and what counts in no thread yet: keys of posts, ids of people. */
export interface Relinking {
  readonly isRunning: boolean;
  readonly failure: string | null;
  readonly pending: readonly string[];
}

/** Where decisions are kept. */
export interface DecisionKeeper {
  /** What a reader is told of it, as `They stay …`. */
  readonly place: string;
  /** The command that links anew by what was decided; null where only the reader knows what it is built from. */
  readonly buildLine: string | null;
  /** What counts in no thread yet, and whether the case is being built anew; null where nobody knows. */
  relinking(): Relinking | null;
  /** Builds the case anew by what was decided. */
  relink(): Promise<void>;
  /** What to call somebody who gave no name. */
  readonly author: string;
  /** Decisions that are kept already. */
  load(): readonly Decision[];
  /** Keeps what changed. */
  save(all: readonly Decision[], added: readonly Decision[], removed: readonly Decision[], by: string): void;
  /** Tells of what others decide, and of what could not be kept yet. */
  watch(changed: (all: readonly Decision[], unsaved: number) => void): void;
}

/** The marks that a reviewer can set on a post. */
export const MARKS = ['relevant', 'privileged', 'question', 'done'] as const;

/** The decisions of one case. */
export class DecisionStore {
  readonly #keeper: DecisionKeeper;
  #decisions: readonly Decision[];
  #unsaved = 0;
  readonly #listeners = new Set<() => void>();

  constructor(keeper: DecisionKeeper) {
    this.#keeper = keeper;
    this.#decisions = keeper.load();
    keeper.watch((all, unsaved) => {
      this.#decisions = all;
      this.#unsaved = unsaved;
      this.#tell();
    });
  }

  get all(): readonly Decision[] {
    return this.#decisions;
  }

  get relinking(): Relinking | null {
    return this.#keeper.relinking();
  }

  relink(): Promise<void> {
    return this.#keeper.relink();
  }

  get buildLine(): string | null {
    return this.#keeper.buildLine;
  }

  get place(): string {
    return this.#keeper.place;
  }

  /** How many could not be kept yet. */
  get unsaved(): number {
    return this.#unsaved;
  }

  of(post: string): readonly Decision[] {
    return this.#decisions.filter((decision) => decision.post === post);
  }

  /** Marks of each post that has any: several where reviewers differ. */
  get marks(): ReadonlyMap<string, readonly Decision[]> {
    const marks = new Map<string, Decision[]>();
    for (const decision of this.#decisions)
      if (decision.kind === 'mark') marks.set(decision.post, [...(marks.get(decision.post) ?? []), decision]);
    return marks;
  }

  /** The mark that this reviewer set on a post; '' = none. */
  markOf(post: string): string {
    return this.of(post).find((decision) => decision.kind === 'mark' && this.#isOwn(decision))?.reason ?? '';
  }

  get author(): string {
    return stored('rethread author') ?? '';
  }

  set author(name: string) {
    store('rethread author', name);
    this.#tell();
  }

  /** What decisions bear: the name that was written, else that which the room or the page was opened under. */
  get name(): string {
    return this.author || this.#keeper.author;
  }

  #isOwn({ author }: Decision): boolean {
    return author === this.name;
  }

  add(decision: Omit<Decision, 'author' | 'time' | 'id'>): void {
    this.#change([{ ...decision, author: this.name, time: now(), id: newId() }], []);
  }

  /** Sets or, with null, takes away this reviewer's mark of a post; those of others stay. */
  mark(post: string, mark: string | null): void {
    this.markAll([post], mark);
  }

  /** The same of many posts at once; gives how many of them changed. */
  markAll(posts: readonly string[], mark: string | null): number {
    const wanted = new Set(posts);
    const old = this.#decisions.filter(
      (decision) => decision.kind === 'mark' && wanted.has(decision.post) && this.#isOwn(decision),
    );
    const same = new Set(old.filter(({ reason }) => reason === mark).map(({ post }) => post));
    const time = now();
    const added =
      mark === null
        ? []
        : posts
            .filter((post) => !same.has(post))
            .map((post): Decision => ({ kind: 'mark', post, reason: mark, author: this.name, time, id: newId() }));
    const removed = old.filter(({ post }) => !same.has(post));
    this.#change(added, removed);
    return mark === null ? removed.length : added.length;
  }

  /** The searches that were saved, by name. */
  get searches(): readonly Decision[] {
    const saved = this.#decisions.filter(({ kind }) => kind === 'search');
    return saved.sort((a, b) => (a.reason.toLowerCase() < b.reason.toLowerCase() ? -1 : 1));
  }

  remove(decision: Decision): void {
    this.#change([], [decision]);
  }

  /** The decisions file, in the order of time. */
  export(): string {
    const decisions = this.#decisions
      .filter(({ kind }) => kind !== 'same' && kind !== 'search')
      .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))
      .map(({ id, ...decision }) => decision);
    return `${JSON.stringify({ version: 1, decisions } satisfies DecisionsFile, null, 2)}\n`;
  }

  /** The people file that joins who was taken for one person; null where nobody was. */
  exportPeople(): string | null {
    const joins = this.#decisions.filter(({ kind }) => kind === 'same');
    if (!joins.length) return null;
    const offers = joins.map(({ post, parent, reason, author }) => ({
      accept: true,
      join: [post, parent!],
      why: `${reason} (${author})`,
    }));
    return `${JSON.stringify({ version: 1, people: [], offers }, null, 2)}\n`;
  }

  /** Adds what a decisions file holds and is not there yet; gives how many, or null if it is no such file. */
  import(text: string): number | null {
    const read = readDecisions(text);
    if (!read) return null;
    const withoutId = ({ id, ...decision }: Decision) => JSON.stringify(decision, Object.keys(decision).sort());
    const known = new Set(this.#decisions.map(withoutId));
    const added = read
      .filter((decision) => !known.has(withoutId(decision)))
      .map((decision) => ({ ...decision, id: newId() }));
    this.#change(added, []);
    return added.length;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #change(added: readonly Decision[], removed: readonly Decision[]): void {
    const gone = new Set(removed);
    this.#decisions = [...this.#decisions.filter((decision) => !gone.has(decision)), ...added];
    this.#keeper.save(this.#decisions, added, removed, this.name);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Decisions that contradict each other, by what they are about: marks of one post, what it answers. */
export function conflictsAmong(decisions: readonly Decision[]): readonly (readonly Decision[])[] {
  const groups = new Map<string, Decision[]>();
  for (const decision of decisions) {
    const about = decision.kind === 'mark' || decision.kind === 'date' ? decision.kind : ABOUT_LINKS.get(decision.kind);
    if (about === undefined) continue;
    const name = `${about} ${decision.post}`;
    groups.set(name, [...(groups.get(name) ?? []), decision]);
  }
  const saying = ({ kind, reason, parent = '', date = '' }: Decision) =>
    kind === 'mark' ? reason : `${kind} ${parent} ${date}`;
  return [...groups.values()].filter((group) => new Set(group.map(saying)).size > 1);
}

const ABOUT_LINKS: ReadonlyMap<Decision['kind'], string> = new Map([
  ['join', 'link'],
  ['split', 'link'],
]);

/** Keeps decisions in the storage of the browser; `name` tells the cases apart that it knows. */
export function keepInBrowser(name: string): DecisionKeeper {
  const place = `rethread decisions ${name}`;
  return {
    place: 'in this browser. Save them as a decisions file to keep them, to hand them on, or to let rethread use them',
    author: 'reviewer',
    buildLine: null,
    relinking: () => null,
    relink: () => Promise.resolve(),
    load: () => readDecisions(stored(place) ?? '') ?? [],
    save: (decisions) => store(place, JSON.stringify({ version: 1, decisions })),
    watch: () => undefined,
  };
}

/** Unlike every other: a page from disk has no `randomUUID` in some browsers. */
const newId = () => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-');

// The clock of the page: what it was opened at, and how long ago that is.
const now = () => new Date(performance.timeOrigin + performance.now()).toISOString().replace(/\.\d+Z$/, 'Z');

const KINDS = new Set(['note', 'mark', 'join', 'split', 'date', 'same', 'search']);

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

import type { FirstScreen } from '../../report/page/case-glance.js';
import type { QueryTerm } from '../../report/search-query.js';
import type { Decision, DecisionKeeper, Relinking } from './decisions.js';
import { unpackJson } from './unpack.js';

/** What the page of a reading room is told. */
export interface RoomTold {
  /** What decisions are signed with unless the reviewer gives a name. */
  readonly author: string;
  /** True where decisions stay after the program ends. */
  readonly lasts: boolean;
  /** The command that links the case anew by what was decided; null where there is no case. */
  readonly buildLine: string | null;
}

/** How far the room is with reading, while there is nothing to show yet. */
export interface RoomProgress {
  readonly what: string;
  readonly part: number | null;
  readonly messages: number;
}

/** A decision as it is sent, or that one is taken back: `post` is its id then. */
type Entry = Omit<Decision, 'kind' | 'id' | 'time'> & {
  readonly kind: Decision['kind'] | 'remove';
  readonly id: string;
};

/** What a room answers when asked what others did. */
interface Review {
  readonly generation: string;
  /** How far a program is that grows the case; null where none does. */
  readonly growing: RoomProgress | null;
  /** Null where there is no case to build anew. */
  readonly relinking: Relinking | null;
  readonly last: number;
  readonly entries: readonly (Entry & { readonly time: string })[];
}

/** Milliseconds between two looks at what others decide. */
const PAUSE = 2000;
/** Decisions that are sent together. */
const AT_ONCE = 200;
/** Milliseconds between two looks at how far reading is. */
const READING = 400;

/** The reading room that this page belongs to: answers of the server below its address. */
export class Room {
  readonly told: RoomTold;
  #version = '';
  /** As far as the room told last. */
  relinking: Relinking | null = null;
  /** Called once the case has been replaced by a grown one, or the server is gone. */
  onState: (state: 'open' | 'grown' | 'gone') => void = () => undefined;
  /** Called with how far a program is that grows the case; null where none does. */
  onGrowing: (growing: RoomProgress | null) => void = () => undefined;

  constructor(told: RoomTold) {
    this.told = told;
  }

  /** Waits until the case is read, and fetches what the first screen shows. */
  async open(progress: (progress: RoomProgress) => void): Promise<FirstScreen> {
    for (;;) {
      const answer = await fetch('version');
      if (answer.ok) {
        this.#version = ((await answer.json()) as { version: string }).version;
        break;
      }
      if (answer.status !== 503) throw new Error(await answer.text());
      progress((await answer.json()) as RoomProgress);
      await new Promise((resolve) => setTimeout(resolve, READING));
    }
    return this.#ask<FirstScreen>('first');
  }

  /** What stands packed in the case: the index but for its columns, who is who. */
  async part<T>(name: 'index' | 'people'): Promise<T> {
    return (await unpackJson(await (await this.#answer(name)).blob())) as T;
  }

  /** A column of the index. */
  async column(name: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.#answer(`column/${name}`)).arrayBuffer());
  }

  /** Details of posts, or findings, that are read together. */
  block(number: number): Promise<readonly unknown[]> {
    return this.#ask(`block/${number}`);
  }

  /** Findings of these numbers, in their order. */
  findings(numbers: readonly number[]): Promise<readonly unknown[]> {
    return this.#ask('findings', { of: numbers.join(' ') });
  }

  /** Posts that hold a word or phrase, in the subject alone if it asks for that, and how well each fits. */
  async word({
    text,
    phrase,
    field,
  }: QueryTerm): Promise<{ readonly posts: Int32Array; readonly scores: Float32Array }> {
    const asked = { text, ...(phrase ? { phrase: '1' } : {}), ...(field === 'subject' ? { subject: '1' } : {}) };
    const numbers = await (await this.#answer('word', asked)).arrayBuffer();
    const half = numbers.byteLength / 2;
    return { posts: new Int32Array(numbers, 0, half / 4), scores: new Float32Array(numbers, half) };
  }

  async #ask<T>(path: string, search: Readonly<Record<string, string>> = {}): Promise<T> {
    return (await (await this.#answer(path, search)).json()) as T;
  }

  async #answer(path: string, search: Readonly<Record<string, string>> = {}): Promise<Response> {
    const answer = await fetch(`${path}?${new URLSearchParams({ ...search, version: this.#version })}`);
    if (answer.status === 409) {
      this.onState('grown');
      throw new Error('The case has grown since this page was opened: reload it');
    }
    if (!answer.ok) throw new Error(await answer.text());
    return answer;
  }

  /** Keeps decisions in the case, and follows those of others. */
  keeper(): DecisionKeeper {
    const kept = new Map<string, Decision>();
    const waiting: (Entry & { readonly time: string })[] = [];
    /** What the room does not take: too long. */
    const refused: (Entry & { readonly time: string })[] = [];
    let changed: (all: readonly Decision[], unsaved: number) => void = () => undefined;
    let [generation, last] = ['', 0];
    let sending = false;
    let told = '';
    const tell = () => {
      const all = new Map(kept);
      for (const entry of [...waiting, ...refused]) apply(all, entry);
      changed([...all.values()], waiting.length + refused.length);
    };
    const look = async () => {
      const answer = await fetch(`review?${new URLSearchParams({ of: generation, after: String(last) })}`);
      if (!answer.ok) throw new Error(await answer.text());
      const review = (await answer.json()) as Review;
      const isOther = review.generation !== generation;
      this.onState(isOther && generation ? 'grown' : 'open');
      this.onGrowing(review.growing);
      const relinking = JSON.stringify(review.relinking);
      const isOtherState = relinking !== told;
      told = relinking;
      this.relinking = review.relinking;
      if (isOther) kept.clear();
      ({ generation, last } = review);
      for (const entry of review.entries) apply(kept, entry);
      if (isOther || isOtherState || review.entries.length) tell();
    };
    const send = async () => {
      if (sending) return;
      sending = true;
      try {
        let most = AT_ONCE;
        while (waiting.length) {
          const batch = waiting.slice(0, most);
          const headers = { 'Content-Type': 'application/json' };
          const body = JSON.stringify({ entries: batch });
          const answer = await fetch('review', { method: 'POST', headers, body });
          const isRefused = answer.status === 400 || answer.status === 413;
          if (isRefused && batch.length > 1) {
            // One of them is not taken: which, is found out one by one.
            most = 1;
            continue;
          }
          if (isRefused) refused.push(...batch);
          else if (!answer.ok) throw new Error(await answer.text());
          else await look();
          waiting.splice(0, batch.length);
        }
      } finally {
        sending = false;
        tell();
      }
    };
    const lost = () => this.onState('gone');
    const follow = async () => {
      await (waiting.length ? send() : look()).catch(lost);
      setTimeout(follow, PAUSE);
    };
    return {
      place: this.told.lasts
        ? 'in the case, with who made them and when; whoever opens it sees them'
        : 'as long as rethread open runs, which was given no case: save them as a decisions file, or build a case and open that',
      author: this.told.author,
      buildLine: this.told.buildLine,
      relinking: () => this.relinking,
      relink: async () => {
        const headers = { 'Content-Type': 'application/json' };
        await fetch('relink', { method: 'POST', headers, body: '{}' });
        await look();
      },
      load: () => [],
      save(_all, added, removed, author) {
        waiting.push(...added.map((decision) => ({ ...decision, id: decision.id! })));
        for (const { id = '', time } of removed)
          waiting.push({ kind: 'remove', id: `remove-${id}`, post: id, author, reason: 'taken back', time });
        void send().catch(lost);
      },
      watch(listener) {
        changed = listener;
        void follow();
      },
    };
  }
}

function apply(decisions: Map<string, Decision>, { kind, ...entry }: Entry & { readonly time: string }): void {
  if (kind === 'remove') decisions.delete(entry.post);
  else decisions.set(entry.id, { kind, ...entry });
}

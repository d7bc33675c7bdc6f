import type { PostDetail, ViewerIndex } from '../../report/page/viewer-data.js';

type Block = readonly PostDetail[];

/** Blocks of a room that stay in memory: a block is some thirty posts. */
const MOST_KEPT = 600;

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string; createHTML(html: string): string },
  ): { createScriptURL(url: string): string; createHTML(html: string): string };
}

const policyRules = {
  createScriptURL: (url: string) => {
    if (!/^[\w.-]+\/\d+\.js$/.test(url)) throw new Error('only blocks of the report are loaded');
    return url;
  },
  createHTML: (html: string) => html,
};
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
/** The one door through which a script's address or a sandboxed frame's content may come. */
const rethreadPolicy = trustedTypes?.createPolicy('rethread', policyRules) ?? policyRules;

/** Fetches the details of posts: from blocks in the page, from script files beside it, or from the reading room. */
export class DetailBlocks {
  readonly #index: ViewerIndex;
  readonly #ask: ((block: number) => Promise<Block>) | null;
  readonly #blocks = new Map<number, Block>();
  readonly #waiting = new Map<number, Promise<Block>>();
  readonly #receive = new Map<number, (block: Block) => void>();

  constructor(index: ViewerIndex, ask: ((block: number) => Promise<Block>) | null = null) {
    this.#index = index;
    this.#ask = ask;
    (globalThis as { rethreadBlock?: (number: number, block: Block) => void }).rethreadBlock = (number, block) => {
      this.#blocks.set(number, block);
      this.#receive.get(number)?.(block);
    };
  }

  get count(): number {
    return this.#index.blocks.length;
  }

  /** First post of a block. */
  startOf(block: number): number {
    return this.#index.blocks[block] ?? this.#index.posts.key.length;
  }

  blockOf(post: number): number {
    const { blocks } = this.#index;
    let low = 0;
    let high = blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (blocks[middle]! <= post) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The detail of a post if its block is there already. */
  peek(post: number): PostDetail | undefined {
    const block = this.blockOf(post);
    return this.#blocks.get(block)?.[post - this.startOf(block)];
  }

  /** Loads the blocks of the posts from `start` to `end`, exclusive. */
  async load(start: number, end: number): Promise<void> {
    const last = this.blockOf(Math.max(start, end - 1));
    const loading: Promise<Block>[] = [];
    for (let block = this.blockOf(start); block <= last; block++) loading.push(this.loadBlock(block));
    await Promise.all(loading);
  }

  loadBlock(block: number): Promise<Block> {
    const there = this.#blocks.get(block);
    if (there) return Promise.resolve(there);
    let waiting = this.#waiting.get(block);
    if (!waiting) {
      waiting = this.#ask
        ? this.#fromRoom(block, this.#ask)
        : this.#index.folder === null
          ? this.#fromPage(block)
          : this.#fromFile(block);
      this.#waiting.set(block, waiting);
    }
    return waiting;
  }

  async #fromRoom(number: number, ask: (block: number) => Promise<Block>): Promise<Block> {
    try {
      const block = await ask(number);
      this.#keep(number, block);
      return block;
    } finally {
      this.#waiting.delete(number);
    }
  }

  /** A room gives a block again when it is asked for: those that were read longest ago are let go. */
  #keep(number: number, block: Block): void {
    if (this.#blocks.size >= MOST_KEPT) this.#blocks.delete(this.#blocks.keys().next().value!);
    this.#blocks.set(number, block);
  }

  async #fromPage(number: number): Promise<Block> {
    const element = document.getElementById(`block-${number}`);
    const block = JSON.parse(element?.textContent ?? '[]') as Block;
    element?.remove();
    this.#blocks.set(number, block);
    return block;
  }

  #fromFile(number: number): Promise<Block> {
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      this.#receive.set(number, (block) => {
        script.remove();
        resolve(block);
      });
      const fail = () => {
        script.remove();
        this.#waiting.delete(number);
        reject(new Error(`${this.#index.folder}/${number}.js cannot be read: it must lie beside the page`));
      };
      script.onerror = fail;
      // A file that is cut off or is something else runs without handing over its block.
      script.onload = () => {
        if (!this.#blocks.has(number)) fail();
      };
      script.src = rethreadPolicy.createScriptURL(`${this.#index.folder}/${number}.js`);
      document.head.append(script);
    });
  }
}

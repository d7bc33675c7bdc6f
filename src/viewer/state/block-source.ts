import { searchedText, textOfSearched } from '../../report/page/searched-text.js';
import type { PostDetail } from '../../report/page/viewer-data.js';
import { unpackBase64 } from './unpack.js';

/** Where blocks come from: the page, files beside it, or the reading room. */
export interface BlockSource {
  /** Blocks of one kind that stay in memory at most. */
  readonly most: number;
  /** The entries of a block. */
  load(block: number): Promise<readonly unknown[]>;
  /** Findings by their numbers, where they can be read without the blocks that they stand in. */
  readonly some: ((findings: readonly number[]) => Promise<readonly unknown[]>) | null;
  /** What is searched of the posts of a block, where that can be read without their details. */
  readonly texts: ((block: number) => Promise<readonly string[]>) | null;
}

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

/** Blocks that stand in the page: each is read once and its text let go. */
export const blocksOfPage: BlockSource = {
  most: Number.POSITIVE_INFINITY,
  load: (number) => {
    const element = document.getElementById(`block-${number}`);
    const block = JSON.parse(element?.textContent ?? '[]') as readonly unknown[];
    element?.remove();
    return Promise.resolve(block);
  },
  some: null,
  texts: null,
};

/** Blocks that a room gives; some thirty posts each. */
export const blocksOfRoom = (
  ask: (block: number) => Promise<readonly unknown[]>,
  some: (findings: readonly number[]) => Promise<readonly unknown[]>,
): BlockSource => ({
  most: 600,
  load: ask,
  some,
  texts: null,
});

/** A block as its file hands it over: entries, or the same packed, with the texts of posts apart. */
type Handed = readonly [entries: readonly unknown[]] | readonly [packed: string, texts?: string];

/** Blocks that are script files in a folder beside the page. */
export function blocksOfFolder(folder: string): BlockSource {
  const receive = new Map<number, (handed: Handed) => void>();
  const handOver = (number: number, ...handed: Handed) => receive.get(number)?.(handed);
  (globalThis as { rethreadBlock?: typeof handOver }).rethreadBlock = handOver;
  const running = new Map<number, Promise<Handed>>();
  const read = (number: number): Promise<Handed> => {
    const known = running.get(number);
    if (known) return known;
    const reading = runScript(number).finally(() => running.delete(number));
    running.set(number, reading);
    return reading;
  };
  const runScript = (number: number): Promise<Handed> =>
    new Promise((resolve, reject) => {
      const script = document.createElement('script');
      let isThere = false;
      const end = () => {
        script.remove();
        receive.delete(number);
      };
      receive.set(number, (handed) => {
        isThere = true;
        end();
        resolve(handed);
      });
      const fail = () => {
        end();
        reject(new Error(`${folder}/${number}.js cannot be read: it must lie beside the page`));
      };
      script.onerror = fail;
      // A file that is cut off or is something else runs without handing over its block.
      script.onload = () => {
        if (!isThere) fail();
      };
      script.src = rethreadPolicy.createScriptURL(`${folder}/${number}.js`);
      document.head.append(script);
    });
  return {
    // A packed block is some megabytes.
    most: 12,
    load: async (number) => {
      const [entries, texts] = await read(number);
      if (typeof entries !== 'string') return entries;
      const details = (await unpackBase64(entries)) as readonly PostDetail[];
      if (!texts) return details;
      const searched = (await unpackBase64(texts)) as readonly string[];
      return details.map((detail, at) => {
        const text = textOfSearched(searched[at]!);
        return text ? { ...detail, text } : detail;
      });
    },
    some: null,
    texts: async (number) => {
      const [entries, texts] = await read(number);
      if (typeof entries !== 'string') return (entries as readonly PostDetail[]).map(searchedText);
      return (await unpackBase64(texts!)) as readonly string[];
    },
  };
}

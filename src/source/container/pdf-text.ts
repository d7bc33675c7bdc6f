import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

/**
 * Pages of a PDF as text, and why those behind them cannot be read, where that is so; `missing` where the package that reads them is not
 * installed, else why none can be read.
 */
export type PdfText =
  | { readonly pages: readonly string[]; readonly cut: string | null }
  | { readonly missing: true }
  | { readonly fault: string };

/** A PDF is given up after so long, at once where no page of it comes for so long, or after so much memory: it may be made to take forever. */
const LONGEST_READING = 20_000;
const LONGEST_PAGE = 4_000;
const MOST_MEMORY = 512;
const MOST_PAGES = 5000;

/** True for the first bytes of a PDF; a few programs put a line before. */
export const isPdf = (head: Buffer): boolean => head.subarray(0, 1024).includes('%PDF-', 0, 'latin1');

/**
 * Reads the text of a PDF page by page, in a thread of its own with limits. A line begins where the page does so; a wider space between two
 * lines is an empty line.
 */
export async function readPdfText(bytes: Buffer): Promise<PdfText> {
  let module: string;
  try {
    module = pathToFileURL(createRequire(import.meta.url).resolve('unpdf')).href;
  } catch {
    return { missing: true };
  }
  const worker = new Worker(WORKER, {
    eval: true,
    workerData: { module, bytes: Uint8Array.from(bytes), most: MOST_PAGES },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
    stdout: true,
    stderr: true,
  });
  const pages: string[] = [];
  const timers: { whole?: NodeJS.Timeout; page?: NodeJS.Timeout } = {};
  try {
    const fault = await new Promise<string | null>((resolve) => {
      const tooLong = (limit: number) => () => resolve(`takes longer than ${limit / 1000} seconds`);
      timers.whole = setTimeout(tooLong(LONGEST_READING), LONGEST_READING);
      worker.on('message', ({ page, fault: told, ended }: Told) => {
        if (page !== undefined) pages.push(page);
        if (told !== undefined || ended) resolve(told ?? null);
        // The first word comes once the package is there: a busy machine takes its time for that.
        clearTimeout(timers.page);
        timers.page = setTimeout(tooLong(LONGEST_PAGE), LONGEST_PAGE);
      });
      worker.once('error', (error) => resolve(error.message));
      worker.once('exit', () => resolve('its reading ended early'));
    });
    return fault === null || pages.length > 0 ? { pages, cut: fault } : { fault };
  } finally {
    clearTimeout(timers.whole);
    clearTimeout(timers.page);
    await worker.terminate();
  }
}

/** What the thread tells: nothing once it begins, then a page after the other, at last that it is done or cannot go on. */
interface Told {
  readonly page?: string;
  readonly fault?: string;
  readonly ended?: true;
}

const WORKER = `
const { parentPort, workerData } = require('node:worker_threads');
const textOf = ({ items }) => {
  let text = '';
  let line = null;
  let before = null;
  for (const { str, hasEOL, transform, height } of items) {
    if (str !== '' && line === null) {
      line = { y: transform[5], height: height || (before && before.height) || 10 };
      if (before !== null && before.y - line.y > before.height * 1.7) text += '\\n';
    }
    text += str;
    if (hasEOL) {
      text += '\\n';
      before = line ?? before;
      line = null;
    }
  }
  return text;
};
(async () => {
  const { getDocumentProxy } = await import(workerData.module);
  parentPort.postMessage({});
  const pdf = await getDocumentProxy(workerData.bytes, { verbosity: 0, isEvalSupported: false });
  for (let number = 1; number <= Math.min(pdf.numPages, workerData.most); number++)
    parentPort.postMessage({ page: textOf(await (await pdf.getPage(number)).getTextContent()) });
  parentPort.postMessage({ ended: true });
})().catch((error) => parentPort.postMessage({ fault: String((error && error.message) || error).slice(0, 200) }));
`;

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

/** Pages of a PDF as text; `missing` where the package that reads them is not installed, else why they cannot be read. */
export type PdfText = { readonly pages: readonly string[] } | { readonly missing: true } | { readonly fault: string };

/** A PDF is given up after so long, or so much memory: what it holds may be made to take forever. */
const LONGEST_READING = 20_000;
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
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<PdfText>((resolve) => {
      timer = setTimeout(
        () => resolve({ fault: `takes longer than ${LONGEST_READING / 1000} seconds` }),
        LONGEST_READING,
      );
      worker.once('message', (told: PdfText) => resolve(told));
      worker.once('error', (error) => resolve({ fault: error.message }));
      worker.once('exit', () => resolve({ fault: 'its reading ended early' }));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
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
  const pdf = await getDocumentProxy(workerData.bytes, { verbosity: 0, isEvalSupported: false });
  const pages = [];
  for (let number = 1; number <= Math.min(pdf.numPages, workerData.most); number++)
    pages.push(textOf(await (await pdf.getPage(number)).getTextContent()));
  parentPort.postMessage({ pages });
})().catch((error) => parentPort.postMessage({ fault: String((error && error.message) || error).slice(0, 200) }));
`;

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Reconstruction } from '../src/report/answer/reconstruction.js';
import type { HtmlReportOptions } from '../src/report/page/html-report.js';
import { writeHtmlReport } from '../src/report/page/html-report.js';
import type { ViewerBundle } from '../src/report/page/viewer-bundle.js';
import { reconstruct } from '../src/run/reconstruct.js';

/** The viewer as it was built. */
export async function builtViewer(): Promise<ViewerBundle> {
  const built = pathToFileURL(join(process.cwd(), 'dist/report/page/viewer-bundle.js')).href;
  const { viewerBundle } = (await import(/* @vite-ignore */ built)) as { viewerBundle: ViewerBundle };
  return viewerBundle;
}

/** Writes a report into a new folder; gives the address of its page. */
export async function writePage(reconstruction: Reconstruction, options: HtmlReportOptions = {}): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rethread-html-'));
  const viewer = await builtViewer();
  for (const { path, content } of writeHtmlReport(reconstruction, { ...options, viewer })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return pathToFileURL(join(folder, 'index.html')).href;
}

/** The sample case as the tests of the page read it: read once for all files of a worker. */
export function sampleCase(): Promise<Reconstruction> {
  sample ??= reconstruct(
    [
      { path: 'samples/case/holt.mbox', custodian: 'Holt' },
      { path: 'samples/case/tarrant.json', custodian: 'Tarrant' },
      { path: 'samples/case/quill', custodian: 'Quill' },
      { path: 'samples/case/printed-chain.txt' },
    ],
    { hash: true },
  );
  return sample;
}
let sample: Promise<Reconstruction> | null = null;

/** The views of the page that need nothing but their name. */
export const LIST_VIEWS = [
  'overview',
  'threads',
  'timeline',
  'timeline/list',
  'people',
  'findings',
  'requests',
  'notes',
] as const;

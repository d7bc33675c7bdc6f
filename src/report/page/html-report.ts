import type { ExplainLink } from '../../link/evidence/evidence.js';
import { explainLinks } from '../../link/explain/explain-links.js';
import { makeVisible } from '../../text/visible-text.js';
import { linkedPosts, type Thread } from '../../thread/thread.js';
import type { Reconstruction } from '../answer/reconstruction.js';
import type { CaseEvent, ReportFile } from '../answer/report-file.js';
import { filterThreads, noFilter, type ReportFilter } from '../answer/thread-filter.js';
import type { Manifest } from '../manifest.js';
import { embedJson, escapeHtml } from './embed-json.js';
import { detailContext, pageData } from './page-data.js';
import { type DetailContext, postDetail } from './post-detail.js';
import { type ViewerBundle, viewerBundle } from './viewer-bundle.js';

/** What the page shows, and when it becomes several files; every field may be left out. */
export interface HtmlReportOptions {
  readonly filter?: ReportFilter;
  readonly title?: string;
  /** Days to be marked in the plots. */
  readonly events?: readonly CaseEvent[];
  /** Characters of details up to which all stands in one file; more become a folder. 40 million unless given. */
  readonly singleFileLimit?: number;
  /** Name of the folder for what one file does not hold. `data` unless given. */
  readonly folder?: string;
  /** Characters of details in one block, about. */
  readonly blockSize?: number;
  /** The viewer; the one that was built with this package unless given. */
  readonly viewer?: ViewerBundle;
  /** What tells why links were made: `explainLinks(reconstruction)` unless given. */
  readonly explain?: ExplainLink;
  /** What the page is made from and how, to be kept in it. */
  readonly manifest?: Manifest;
}

const SINGLE_FILE_LIMIT = 40_000_000;
const BLOCK_SIZE = 400_000;

/**
 * The report as a page that opens in any browser, from disk and without network: one file `index.html`, or, where the mail is
 * more than `singleFileLimit`, with its text in `data/*.js` beside it.
 *
 * Mail is data to the page, never markup: it stands in JSON blocks without any `<`, and the viewer writes it as text.
 */
export function* writeHtmlReport(
  reconstruction: Reconstruction,
  options: HtmlReportOptions = {},
): Generator<ReportFile, void, undefined> {
  const viewer = options.viewer ?? viewerBundle;
  if (!viewer.script) throw new Error('The viewer is not built: run node build.mjs and use dist');
  const { title = 'Correspondence', events = [], singleFileLimit = SINGLE_FILE_LIMIT, folder = 'data' } = options;
  const threads = filterThreads(reconstruction.threads, options.filter ?? noFilter);
  const context = detailContext(reconstruction, options.explain ?? explainLinks(reconstruction));
  const kept: string[] = [];
  const starts: number[] = [];
  let size = 0;
  let split = false;
  for (const block of detailBlocks(threads, context, options.blockSize ?? BLOCK_SIZE)) {
    kept.push(block.json);
    starts.push(block.start);
    size += block.json.length;
    if (size <= singleFileLimit) continue;
    split = true;
    for (const [at, json] of kept.entries()) yield blockFile(folder, starts.length - kept.length + at, json);
    kept.length = 0;
  }
  const { index, people, findings } = pageData(reconstruction, threads, context, { title, events });
  const blocks: [id: string, json: string][] = [
    ['index', embedJson({ ...index, blocks: starts, folder: split ? folder : null })],
    ['people', embedJson(people)],
    ['findings', embedJson(findings)],
  ];
  if (options.manifest) blocks.push(['manifest', embedJson(options.manifest)]);
  if (!split) for (const [at, json] of kept.entries()) blocks.push([`block-${at}`, json]);
  yield { path: 'index.html', content: viewerPage(title, viewer, { policies: policiesOf(viewer, split), blocks }) };
}

function blockFile(folder: string, number: number, json: string): ReportFile {
  return { path: `${folder}/${number}.js`, content: `rethreadBlock(${number},${json})\n` };
}

interface DetailBlock {
  readonly start: number;
  readonly json: string;
}

/** Details of all posts in blocks of about a size; a block may end inside a thread. */
function* detailBlocks(
  threads: readonly Thread[],
  context: DetailContext,
  blockSize: number,
): Generator<DetailBlock, void, undefined> {
  let start = 0;
  let size = 0;
  let entries: string[] = [];
  let count = 0;
  for (const thread of threads)
    for (const linked of linkedPosts(thread)) {
      const json = embedJson(postDetail(linked, context));
      entries.push(json);
      size += json.length;
      count++;
      if (size < blockSize) continue;
      yield { start, json: `[${entries.join(',\n')}]` };
      start = count;
      size = 0;
      entries = [];
    }
  if (entries.length) yield { start, json: `[${entries.join(',\n')}]` };
}

/**
 * The policies of the page. Policies add up: each must allow. The first lets our script run, and what it loads; the second keeps
 * that to files beside the page. Nothing may be fetched from a network, no form sent, no frame loaded, nothing embedded.
 */
function policiesOf({ scriptHash, styleHash }: ViewerBundle, folder: boolean): readonly string[] {
  const dynamic = folder ? " 'strict-dynamic'" : '';
  const first = [
    "default-src 'none'",
    `script-src 'sha256-${scriptHash}'${dynamic}`,
    `style-src 'sha256-${styleHash}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types rethread',
  ].join('; ');
  return folder ? [first, "script-src 'unsafe-inline' 'self' file:"] : [first];
}

/** What stands in a page beside the viewer: its policies, and blocks of JSON without any `<`. */
export interface PageParts {
  readonly policies: readonly string[];
  readonly blocks: readonly (readonly [id: string, json: string])[];
}

/** The page that holds the viewer. */
export function viewerPage(title: string, viewer: ViewerBundle, { policies: told, blocks }: PageParts): string {
  const policies = told.map((policy) => `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">`);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="generator" content="rethread">',
    ...policies,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(makeVisible(title))}</title>`,
    `<style>${viewer.style}</style>`,
    '</head>',
    '<body>',
    '<noscript>This report is read with JavaScript, which is turned off here.</noscript>',
    '<div id="app"></div>',
    ...blocks.map(([id, json]) => `<script type="application/json" id="${id}">${json}</script>`),
    `<script>${viewer.script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

import type { ExplainLink } from '../../link/evidence/evidence.js';
import { explainLinks } from '../../link/explain/explain-links.js';
import { makeVisible } from '../../text/visible-text.js';
import { linkedPosts, type Thread } from '../../thread/thread.js';
import type { Reconstruction } from '../answer/reconstruction.js';
import type { CaseEvent, ReportFile } from '../answer/report-file.js';
import { filterThreads, noFilter, type ReportFilter } from '../answer/thread-filter.js';
import { toJsonText } from '../format/json-text.js';
import type { Manifest } from '../manifest.js';
import type { FirstScreen } from './case-glance.js';
import { embedJson, escapeHtml } from './embed-json.js';
import { detailContext, pageData } from './page-data.js';
import { type DetailContext, postDetail } from './post-detail.js';
import { searchedText } from './searched-text.js';
import { type ViewerBundle, viewerBundle } from './viewer-bundle.js';
import type { PostDetail, ViewerFinding, ViewerIndex } from './viewer-data.js';

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
  /**
   * Packs a text that the page unpacks with `DecompressionStream`: deflated (RFC 1951), in Base64. What does not fit into one file is packed where
   * this is given.
   */
  readonly pack?: (text: string) => string;
  /** The viewer; the one that was built with this package unless given. */
  readonly viewer?: ViewerBundle;
  /** What tells why links were made: `explainLinks(reconstruction)` unless given. */
  readonly explain?: ExplainLink;
  /** What the page is made from and how, to be kept in it. */
  readonly manifest?: Manifest;
}

const SINGLE_FILE_LIMIT = 40_000_000;
const BLOCK_SIZE = 400_000;
/** Few files and one that is quick to read: a packed block is about a megabyte. */
const PACKED_BLOCK_SIZE = 4_000_000;

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
  const { title = 'Correspondence', events = [], singleFileLimit = SINGLE_FILE_LIMIT, folder = 'data', pack } = options;
  const threads = filterThreads(reconstruction.threads, options.filter ?? noFilter);
  const context = detailContext(reconstruction, options.explain ?? explainLinks(reconstruction));
  const { index, glance, people, findings } = pageData(reconstruction, threads, context, { title, events });
  const blockSize = options.blockSize ?? (pack ? PACKED_BLOCK_SIZE : BLOCK_SIZE);
  const starts = { posts: [] as number[], findings: [] as number[] };
  const kept: Block[] = [];
  let size = 0;
  let split = false;
  for (const block of blocksOf(threads, context, findings, blockSize)) {
    kept.push(block);
    starts[block.of].push(block.start);
    size += block.size;
    if (size <= singleFileLimit) continue;
    split = true;
    const before = starts.posts.length + starts.findings.length - kept.length;
    for (const [at, one] of kept.entries()) yield blockFile(folder, before + at, one, pack);
    kept.length = 0;
  }
  const whole: ViewerIndex = {
    ...index,
    blocks: starts.posts,
    findingBlocks: starts.findings,
    folder: split ? folder : null,
  };
  const packed = (value: unknown) => (split && pack ? embedJson(pack(toJsonText(value))) : embedJson(value));
  const blocks: [id: string, json: string][] = [
    ['first', embedJson({ title, events, glance } satisfies FirstScreen)],
    ['index', packed(whole)],
    ['people', packed(people)],
  ];
  if (options.manifest) blocks.push(['manifest', embedJson(options.manifest)]);
  if (!split) for (const [at, { entries }] of kept.entries()) blocks.push([`block-${at}`, jsonList(entries)]);
  yield { path: 'index.html', content: viewerPage(title, viewer, { policies: policiesOf(viewer, split), blocks }) };
}

/** Posts or findings that are read together. */
interface Block {
  readonly of: 'posts' | 'findings';
  readonly start: number;
  readonly entries: readonly string[];
  readonly size: number;
}

/** A file that hands over a block: its entries, packed or as they are; packed ones with the texts of posts apart, so that they can be searched alone. */
function blockFile(folder: string, number: number, block: Block, pack: HtmlReportOptions['pack']): ReportFile {
  const path = `${folder}/${number}.js`;
  if (!pack) return { path, content: `rethreadBlock(${number},${jsonList(block.entries)})\n` };
  if (block.of === 'findings')
    return { path, content: `rethreadBlock(${number},"${pack(jsonList(block.entries))}")\n` };
  const details = block.entries.map((entry) => JSON.parse(entry) as PostDetail);
  const rest = details.map(({ text, ...detail }) => detail);
  const texts = details.map(searchedText);
  return { path, content: `rethreadBlock(${number},"${pack(toJsonText(rest))}","${pack(toJsonText(texts))}")\n` };
}

const jsonList = (entries: readonly string[]): string => `[${entries.join(',\n')}]`;

/** All posts, then all findings, in blocks of about a size; a block may end inside a thread. */
function* blocksOf(
  threads: readonly Thread[],
  context: DetailContext,
  findings: readonly ViewerFinding[],
  blockSize: number,
): Generator<Block, void, undefined> {
  yield* cutBlocks('posts', detailsOf(threads, context), blockSize);
  yield* cutBlocks('findings', findings, blockSize);
}

function* detailsOf(threads: readonly Thread[], context: DetailContext): Generator<PostDetail, void, undefined> {
  for (const thread of threads) for (const linked of linkedPosts(thread)) yield postDetail(linked, context);
}

function* cutBlocks(of: Block['of'], values: Iterable<unknown>, blockSize: number): Generator<Block, void, undefined> {
  let start = 0;
  let size = 0;
  let entries: string[] = [];
  for (const value of values) {
    const json = embedJson(value);
    entries.push(json);
    size += json.length;
    if (size < blockSize) continue;
    yield { of, start, entries, size };
    start += entries.length;
    size = 0;
    entries = [];
  }
  if (entries.length) yield { of, start, entries, size };
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

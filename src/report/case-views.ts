import type { ExplainLink } from '../link/evidence/evidence.js';
import type { Reconstruction } from './answer/reconstruction.js';
import type { CaseEvent, ReportFile } from './answer/report-file.js';
import type { ReportFilter } from './answer/thread-filter.js';
import { writeTimelineSvg } from './format/chronology/timeline-svg.js';
import { correspondenceGraph, type Graph, type GraphOptions, replyGraph } from './graph/graph.js';
import { writeDot } from './graph/graph-dot.js';
import { writeGexf } from './graph/graph-gexf.js';
import { writeGraphml } from './graph/graph-graphml.js';
import type { Manifest } from './manifest.js';
import { writeHtmlReport } from './page/html-report.js';
import { writeTables } from './table/tables.js';

/** What a view of the whole case may be told. */
export interface CaseViewOptions {
  readonly filter: ReportFilter;
  readonly title: string;
  readonly events: readonly CaseEvent[];
  /** Folder for the parts of a page that is too big for one file. */
  readonly folder: string;
  /** What tells why links were made. */
  readonly explain?: ExplainLink;
  /** What the view is made from and how: the page keeps it. */
  readonly manifest?: Manifest;
  /** Packs what a page keeps beside it. */
  readonly pack?: (text: string) => string;
}

/** Every view that needs more than the report's plain data: bodies, people, links. A new one is one file and one line here. */
export const caseViews = {
  html: writeHtmlReport,
  'csv-tables': writeTables,
  graphml: inFile('people.graphml', correspondenceGraph, writeGraphml),
  gexf: inFile('people.gexf', correspondenceGraph, writeGexf),
  dot: inFile('people.dot', correspondenceGraph, writeDot),
  'replies-graphml': inFile('replies.graphml', replyGraph, writeGraphml),
  'replies-gexf': inFile('replies.gexf', replyGraph, writeGexf),
  'replies-dot': inFile('replies.dot', replyGraph, writeDot),
  'timeline-svg': (reconstruction: Reconstruction, options: CaseViewOptions) =>
    oneFile('timeline.svg', writeTimelineSvg(reconstruction, options)),
} satisfies Readonly<
  Record<string, (reconstruction: Reconstruction, options: CaseViewOptions) => Iterable<ReportFile>>
>;

/** The name of a view that is made from the whole reconstruction. */
export type CaseFormat = keyof typeof caseViews;

/** The views that are several files and need a folder. */
export const FOLDER_VIEWS: ReadonlySet<CaseFormat> = new Set(['csv-tables']);

function inFile(
  path: string,
  build: (reconstruction: Reconstruction, options: GraphOptions) => Graph,
  write: (graph: Graph) => Iterable<string>,
) {
  return (reconstruction: Reconstruction, options: CaseViewOptions) =>
    oneFile(path, write(build(reconstruction, options)));
}

function oneFile(path: string, chunks: Iterable<string>): readonly ReportFile[] {
  return [{ path, content: [...chunks].join('') }];
}

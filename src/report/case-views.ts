import { writeHtmlReport } from './html/html-report.js';
import type { Reconstruction } from './reconstruction.js';
import type { CaseEvent, ReportFile } from './report-file.js';
import type { ReportFilter } from './thread-filter.js';

/** What a view of the whole case may be told. */
export interface CaseViewOptions {
  readonly filter: ReportFilter;
  readonly title: string;
  readonly events: readonly CaseEvent[];
  /** Folder for the parts of a page that is too big for one file. */
  readonly folder: string;
}

/** Every view that needs more than the report's plain data: bodies, people, links. A new one is one file and one line here. */
export const caseViews = {
  html: writeHtmlReport,
} satisfies Readonly<
  Record<string, (reconstruction: Reconstruction, options: CaseViewOptions) => Iterable<ReportFile>>
>;

export type CaseFormat = keyof typeof caseViews;

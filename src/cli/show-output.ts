import { deflateRawSync } from 'node:zlib';
import { filterFindings } from '../report/answer/finding-filter.js';
import type { ExplainedReconstruction, Reconstruction } from '../report/answer/reconstruction.js';
import { buildReport } from '../report/answer/report.js';
import { filterThreads, type ReportFilter } from '../report/answer/thread-filter.js';
import { type CaseFormat, caseViews } from '../report/case-views.js';
import { datedFindings, type FindingFormat, findingViews } from '../report/format/finding-list.js';
import type { TextStyle } from '../report/format/text-style.js';
import { threadTable, writeJsonLines } from '../report/format/thread-table.js';
import type { Manifest, OutputOptions } from '../report/manifest.js';
import { type ReportFormat, reportViews } from '../report/report-views.js';
import { writeCsvTable } from '../report/table/csv-table.js';
import { findByKey } from './find-post.js';
import { withPersons } from './option/asked-persons.js';
import { reportFilter } from './option/case-options.js';

/** A file of an output, in pieces. */
export interface ShownFile {
  /** Path inside the folder; '' where the output is one file. */
  readonly path: string;
  readonly chunks: Iterable<string>;
}

/** How the output is written, and what is kept in it. */
export interface ShowStyle {
  readonly style: TextStyle;
  /** Kept in the forms that have a place for it: the report as JSON and the page. */
  readonly manifest?: Manifest;
}

/** Forms that keep their manifest in themselves. */
export const KEEPS_MANIFEST: ReadonlySet<string> = new Set(['json', 'html']);

/** True for the forms of a report that are made from the whole reconstruction. */
export function isCaseFormat(format: string): format is CaseFormat {
  return Object.hasOwn(caseViews, format);
}

/** The files of a report, of findings or of the thread table: what the commands write and what `verify` holds them against. */
export function* showOutput(
  explained: ExplainedReconstruction,
  asked: OutputOptions,
  { style, manifest }: ShowStyle,
): Generator<ShownFile, void, undefined> {
  const { reconstruction, explain } = explained;
  const filter = filterOf(asked, reconstruction);
  const { command, format, events = [] } = asked;
  const kept = manifest ? { manifest } : {};
  if (command === 'findings') {
    const chosen = { kinds: asked.kind ?? [], severity: asked.severity ?? 'info' };
    const findings = filterFindings(reconstruction, filter, chosen);
    const chunks = findingViews[format as FindingFormat](findings, style, datedFindings(reconstruction.posts, events));
    yield { path: '', chunks };
  } else if (command === 'export') {
    const rows = threadTable(reconstruction, { threads: filterThreads(reconstruction.threads, filter), explain });
    const byteOrderMark = asked.bom ?? false;
    yield {
      path: '',
      chunks: format === 'csv' ? writeCsvTable(rows, { byteOrderMark, events }) : writeJsonLines(rows),
    };
  } else if (isCaseFormat(format)) {
    const { title = '', folder = 'data' } = asked;
    const files = caseViews[format](reconstruction, {
      filter,
      title,
      events,
      explain,
      folder,
      pack: packText,
      ...kept,
    });
    for (const { path, content } of files) yield { path, chunks: [content] };
  } else {
    const report = buildReport(reconstruction, filter, { findings: asked.findings ?? true, events, explain, ...kept });
    yield { path: '', chunks: reportViews[format as ReportFormat](report, style) };
  }
}

/** As the page unpacks it: raw deflate in Base64. */
const packText = (text: string): string => deflateRawSync(text).toString('base64');

/** The filter that an output was asked with; says on standard error who is meant by `--person`. */
export function filterOf(
  asked: OutputOptions,
  reconstruction: Pick<Reconstruction, 'people' | 'threads'>,
): ReportFilter {
  const filter = withPersons(reportFilter(asked), asked, reconstruction);
  if (!asked.thread?.length) return filter;
  const keys = asked.thread.map((key) => findByKey(reconstruction.threads, key).thread.key);
  return { ...filter, threads: new Set(keys) };
}

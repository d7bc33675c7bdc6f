import type { Report } from './answer/report.js';
import { writeJsonReport } from './format/json-report.js';
import { writeMarkdownReport } from './format/markdown-report.js';
import { writeTextReport } from './format/text-report.js';
import type { TextStyle } from './format/text-style.js';

/** Every form that a report can be written in. A new one is one file and one line here. */
export const reportViews = {
  text: writeTextReport,
  markdown: writeMarkdownReport,
  json: writeJsonReport,
} satisfies Readonly<Record<string, (report: Report, style?: TextStyle) => Iterable<string>>>;

/** The name of a view that is made from the report's plain data. */
export type ReportFormat = keyof typeof reportViews;

import { writeJsonReport } from './json-report.js';
import { writeMarkdownReport } from './markdown-report.js';
import type { Report } from './report.js';
import { writeTextReport } from './text-report.js';
import type { TextStyle } from './text-style.js';

/** Every form that a report can be written in. A new one is one file and one line here. */
export const reportViews = {
  text: writeTextReport,
  markdown: writeMarkdownReport,
  json: writeJsonReport,
} satisfies Readonly<Record<string, (report: Report, style?: TextStyle) => Iterable<string>>>;

export type ReportFormat = keyof typeof reportViews;

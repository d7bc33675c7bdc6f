import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/report/answer/report.js';
import { noFilter } from '../../src/report/answer/thread-filter.js';
import { type CaseFormat, type CaseViewOptions, caseViews, FOLDER_VIEWS } from '../../src/report/case-views.js';
import { type ReportFormat, reportViews } from '../../src/report/report-views.js';
import { reconstruct } from '../../src/run/reconstruct.js';

const texts = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => [`src/${file.replaceAll('\\', '/')}`, readFileSync(`src/${file}`, 'utf8')] as const);

describe('a view of a report', () => {
  it('that is written stands in a list, or another view uses it', () => {
    const faults = texts
      .filter(([file]) => file.startsWith('src/report/'))
      .flatMap(([file, text]) =>
        [
          ...text.matchAll(
            /^export function\*? (write\w+)\(\s*(?:report: Report|reconstruction: Reconstruction|graph: Graph)\b/gm,
          ),
        ]
          .map((match) => match[1]!)
          .filter((name) => !texts.some(([other, use]) => other !== file && new RegExp(`\\b${name}\\b`).test(use)))
          .map(
            (name) =>
              `${file} writes a view, ${name}, that neither src/report/report-views.ts nor src/report/case-views.ts lists`,
          ),
      );
    expect(faults).toEqual([]);
  });

  it('has a name of its own and writes something', async () => {
    const reconstruction = await reconstruct([{ path: 'samples/case/holt.mbox' }]);
    const report = buildReport(reconstruction, noFilter);
    const options: CaseViewOptions = {
      filter: noFilter,
      title: 'Quay',
      events: [],
      folder: 'data',
    };
    const faults = Object.keys(reportViews)
      .filter((name) => Object.hasOwn(caseViews, name))
      .map((name) => `"${name}" stands in both lists of views`);
    for (const name of [...Object.keys(reportViews), ...Object.keys(caseViews)])
      if (!/^[a-z]+(-[a-z]+)*$/.test(name)) faults.push(`The view "${name}" is not lower-case words with hyphens`);
    for (const [name, view] of Object.entries(reportViews) as [ReportFormat, (typeof reportViews)[ReportFormat]][])
      if ([...view(report)].join('') === '') faults.push(`The view "${name}" writes nothing`);
    for (const [name, view] of Object.entries(caseViews) as [CaseFormat, (typeof caseViews)[CaseFormat]][]) {
      const files = [...view(reconstruction, options)];
      if (files.length === 0 || files.some(({ content }) => content.length === 0))
        faults.push(`The view "${name}" writes nothing`);
      if (files.length > 1 && !FOLDER_VIEWS.has(name))
        faults.push(`The view "${name}" writes ${files.length} files: name it in FOLDER_VIEWS of case-views.ts`);
    }
    expect(faults).toEqual([]);
  });
});

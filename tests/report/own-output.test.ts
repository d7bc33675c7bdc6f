import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/report/answer/report.js';
import { noFilter } from '../../src/report/answer/thread-filter.js';
import { findingViews } from '../../src/report/format/finding-list.js';
import { plainStyle } from '../../src/report/format/text-style.js';
import { threadTable, writeJsonLines } from '../../src/report/format/thread-table.js';
import { reportViews } from '../../src/report/report-views.js';
import { writeTables } from '../../src/report/table/tables.js';
import { mbox, reconstructFiles } from '../report-fixture.js';

const quoting = mbox([
  {
    id: 'o1@x',
    subject: 'Re: one',
    body: 'no\n\nOn Sun, 28 Feb 2016 at 09:00, Cy Finch <cy@finch.example> wrote:\n> shall we meet at the harbour on Monday with all of the others',
  },
]);
const text = (chunks: Iterable<string | Uint8Array>) => [...chunks].map(String).join('');

describe('what the program wrote itself', async () => {
  const first = await reconstructFiles({ 'a.mbox': quoting });
  const report = buildReport(first, noFilter, { findings: true });
  const tables = [...writeTables(first, { filter: noFilter, title: '', events: [], folder: '' })];
  const outputs: readonly (readonly [string, string])[] = [
    ['table.jsonl', text(writeJsonLines(threadTable(first)))],
    ['findings.jsonl', text(findingViews.jsonl(first.findings))],
    ['report.json', text(reportViews.json(report))],
    ['report.txt', text(reportViews.text(report, plainStyle))],
    ['report.md', text(reportViews.markdown(report))],
    ...tables.map(({ path, content }): [string, string] => [path, String(content)]),
  ];
  for (const [name, content] of outputs)
    it(`is told apart from evidence: ${name}`, async () => {
      const again = await reconstructFiles({ 'a.mbox': quoting, [name]: content });
      expect(again.posts.map(({ key, kind }) => [key, kind])).toEqual(first.posts.map(({ key, kind }) => [key, kind]));
      const left = again.problems.filter(({ code }) => code === 'own-output');
      expect(left).toMatchObject([{ severity: 'notice', origin: { offset: 0, length: Buffer.byteLength(content) } }]);
      expect(left[0]!.message).toContain(name);
    });
});

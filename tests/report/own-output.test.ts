import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/report/answer/report.js';
import { noFilter } from '../../src/report/answer/thread-filter.js';
import { findingViews } from '../../src/report/format/finding-list.js';
import { toJsonText } from '../../src/report/format/json-text.js';
import { plainStyle } from '../../src/report/format/text-style.js';
import { threadTable, writeJsonLines } from '../../src/report/format/thread-table.js';
import { manifestOf } from '../../src/report/manifest.js';
import { reportViews } from '../../src/report/report-views.js';
import { writeTables } from '../../src/report/table/tables.js';
import { reconstruct } from '../../src/run/reconstruct.js';
import { folderOf, mbox, reconstructFiles } from '../report-fixture.js';

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

  it.each([
    ['mbox', 'found.mbox', 'found.mbox.manifest.json'],
    ['mbox-threads', 'threads/t-abcdefgh.mbox', 'threads/manifest.json'],
  ])('is told apart from evidence by the manifest beside it: %s', async (format, name, manifest) => {
    const output = { command: 'export', format };
    const reading = { map: {}, dedupe: 'global', evidence: 'all', minConfidence: 0, people: null, decisions: null };
    const told = manifestOf(first, {
      program: '0',
      output,
      reading: { ...reading, headersOnly: false },
      inputs: [],
    } as never);
    const files = { 'a.mbox': quoting, [name]: quoting.replace('From x@y.example', 'From mboxrd@z') };
    const again = await reconstructFiles({ ...files, [manifest]: toJsonText(told, 2) });
    expect(again.posts.map(({ key, kind }) => [key, kind])).toEqual(first.posts.map(({ key, kind }) => [key, kind]));
    expect(again.posts[0]).toMatchObject({ copies: { length: 1 } });
    expect(again.problems.filter(({ code, severity }) => code === 'own-output' && severity === 'warning')).toHaveLength(
      1,
    );
    const folder = folderOf({ ...files, [manifest]: toJsonText(told, 2) });
    const { posts } = await reconstruct([{ path: folder }, { path: path.join(folder, name) }]);
    expect(posts.find(({ kind }) => kind === 'produced')).toMatchObject({ copies: { length: 2 } });
    expect((await reconstructFiles(files)).posts.find(({ kind }) => kind === 'produced')).toMatchObject({
      copies: { length: 2 },
    });
  });
});

import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { readingSet, readingViews } from '../../src/report/answer/reading-set.js';
import { buildReport } from '../../src/report/answer/report.js';
import { filterThreads, noFilter, type ReportFilter, selectPersons } from '../../src/report/answer/thread-filter.js';
import { findingViews } from '../../src/report/format/finding-list.js';
import { writeJsonReport } from '../../src/report/format/json-report.js';
import { writeMarkdownReport } from '../../src/report/format/markdown-report.js';
import { requestViews } from '../../src/report/format/request-list.js';
import { writeThreadList } from '../../src/report/format/thread-list.js';
import { type PostRow, threadTable } from '../../src/report/format/thread-table.js';
import { writeCsvTable } from '../../src/report/table/csv-table.js';
import { writeTables } from '../../src/report/table/tables.js';
import { reconstruct } from '../../src/run/reconstruct.js';
import { harbour, mbox, reconstructFiles } from '../report-fixture.js';
import { sharedData, withoutSharedData } from '../shared-data.js';

const validate = new Ajv({ allErrors: true }).compile(
  JSON.parse(readFileSync('src/report/format/thread-table.schema.json', 'utf8')),
);
const expectValid = (row: unknown) => expect(validate(row), JSON.stringify([row, validate.errors])).toBe(true);
const rowsOf = async (files: Readonly<Record<string, string>>, options = {}) => {
  return [...threadTable(await reconstructFiles(files, options))];
};
/** Every message read must stand in exactly one row's copies. */
const originsOf = (rows: readonly PostRow[]) =>
  rows.flatMap((row) => row.copies.map(({ source, offset, length }) => `${source} ${offset} ${length}`)).sort();

describe('the thread table', () => {
  it('has one valid row a post, parents before children, in the order of the contract', async () => {
    const rows = await rowsOf({ 'a.mbox': mbox(harbour) });
    for (const row of rows) expectValid(JSON.parse(JSON.stringify(row)));
    expect(rows.map((row) => [row.kind, row.messageId, row.depth, row.action])).toEqual([
      ['produced', 'a@x', 0, 'send'],
      ['produced', 'b@x', 1, 'reply'],
      ['produced', 'c@x', 1, 'reply'],
      ['missing', 'gone@x', 0, null],
      ['produced', 'd@x', 1, 'reply'],
    ]);
    expect(Object.keys(rows[0]!)).toEqual([
      'key',
      'kind',
      'thread',
      'parent',
      'depth',
      'messageId',
      'date',
      'from',
      'to',
      'cc',
      'bcc',
      'subject',
      'action',
      'origin',
      'copies',
      'witnesses',
      'link',
    ]);
    expect(rows[0]!.date).toBe('2016-03-01T14:22:00+01:00');
    expect(rows[3]!.witnesses).toEqual([rows[4]!.key]);
  });

  it('makes one row of copies, and with dedupe none a row each that names the first', async () => {
    const files = { 'a.mbox': mbox([harbour[0]!]), 'b.mbox': mbox([harbour[0]!]) };
    const [merged, ...others] = await rowsOf(files);
    expect(others).toEqual([]);
    expect(merged!.copies).toHaveLength(2);
    const apart = await rowsOf(files, { dedupe: 'none' });
    expect(apart.map((row) => row.duplicateOf ?? null)).toEqual([null, apart[0]!.key]);
    for (const row of apart) expectValid(row);
  });

  it('says a date without zone as -00:00 and no date as null', async () => {
    const rows = await rowsOf({
      'a.mbox': mbox([{ id: 'a@x', date: 'Tue, 1 Mar 2016 14:22:00 -0000' }]),
      'b.eml': 'From: a@a.example\nTo: b@b.example\nSubject: x\nMessage-ID: <n@x>\n\nText.\n',
    });
    expect(rows.map((row) => row.date)).toEqual(['2016-03-01T14:22:00-00:00', null]);
    for (const row of rows) expectValid(row);
  });

  it('holds every message of the sample case exactly once, in valid rows', async () => {
    const reconstruction = await reconstruct([{ path: 'samples/case' }]);
    const { sources } = reconstruction;
    const rows = [...threadTable(reconstruction)];
    for (const row of rows) expectValid(JSON.parse(JSON.stringify(row)));
    const origins = originsOf(rows);
    expect(new Set(origins).size).toBe(origins.length);
    expect(origins.length).toBeLessThanOrEqual(sources.reduce((sum, source) => sum + source.messages, 0));
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
  });
});

describe.skipIf(withoutSharedData('tests/report/table.test.ts'))('the thread table of real mail', () => {
  it.each([
    'lists/twisted-python/twisted-python-2004.mbox.gz',
    'lists/r-sig-mixed-models/r-sig-mixed-models-2014.mbox.gz',
  ])('holds every message of %s exactly once, in valid rows', async (file) => {
    const reconstruction = await reconstruct([{ path: sharedData + file }], { bodies: false });
    const { sources } = reconstruction;
    const rows = [...threadTable(reconstruction)];
    for (const row of rows) if (!validate(row)) expectValid(row);
    const origins = originsOf(rows);
    expect(new Set(origins).size).toBe(origins.length);
    expect(origins.length).toBe(sources[0]!.messages);
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
  });
});

describe('the CSV table', () => {
  it('has a line a post and defuses what a spreadsheet would run', async () => {
    const reconstruction = await reconstructFiles({
      'a.mbox': mbox([
        { id: 'a@x', subject: '=HYPERLINK("http://evil.example")', from: '"+Bad; ""Name" <a@a.example>' },
      ]),
    });
    const text = [...writeCsvTable(threadTable(reconstruction), { byteOrderMark: true })].join('');
    expect(text.startsWith('\ufeffkey,kind,thread,parent,')).toBe(true);
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(text).toMatch(/,'\+Bad|"'\+Bad/);
    expect(text.trimEnd().split('\r\n')).toHaveLength(2);
  });

  it('holds nothing that a screen would obey or that ends a cell, in any of the tables', async () => {
    const evil = '\u001b[2J\u0000\u0007\u009b31m';
    const reconstruction = await reconstructFiles({
      'a.mbox': mbox([{ id: `a${evil}@x`, subject: `Plan${evil}`, from: `Ada${evil} <ada${evil}@moor.example>` }]),
      'b.json': JSON.stringify([
        { id: 'b', subject: `Plan\n${evil}\ud800`, from: 'bo@stern.example', date: '2016-03-01' },
      ]),
    });
    const { findings } = reconstruction;
    const tables = [
      ...writeCsvTable(threadTable(reconstruction)),
      ...findingViews.csv(findings),
      ...requestViews.csv(findings),
      ...readingViews.csv(readingSet(reconstruction, { all: true, keys: null })),
      ...[...writeTables(reconstruction, { filter: noFilter })].map(({ content }) => String(content)),
    ].join('');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
    expect(tables.replaceAll('\r\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    expect(tables).toContain('␛[2J␀␇⟨U+009B⟩31m');
  });
});

describe('the other views', () => {
  it('JSON is the report itself', async () => {
    const report = buildReport(await reconstructFiles({ 'a.mbox': mbox(harbour) }));
    const parsed = JSON.parse([...writeJsonReport(report)].join(''));
    expect(parsed).toEqual(JSON.parse(JSON.stringify(report)));
    for (const thread of parsed.threads) expect(thread.posts.length).toBeGreaterThan(0);
  });

  it('Markdown takes no markup from mail', async () => {
    const subject = '[x](javascript:1) <img src=x> **b** # `c` ![i](http://t.example/p.gif)';
    const text = [
      ...writeMarkdownReport(buildReport(await reconstructFiles({ 'a.mbox': mbox([{ id: 'a@x', subject }]) }))),
    ].join('');
    expect(text).not.toMatch(/[^\\]\[x\]|[^\\]<img|[^\\]!\[|[^\\]\*\*b/);
  });

  it('a filter shows a thread whole if one of its posts fits all of it', async () => {
    const { threads, people } = await reconstructFiles({ 'a.mbox': mbox(harbour) });
    const shown = (filter: Partial<ReportFilter>) =>
      filterThreads(threads, { ...noFilter, ...filter }).map((thread) => thread.posts.length);
    expect(shown({})).toEqual([3, 2]);
    expect(shown({ persons: selectPersons(['STERN'], people) })).toEqual([3]);
    expect(shown({ subject: 'cranes' })).toEqual([2]);
    expect(shown({ since: Date.UTC(2016, 4, 1) })).toEqual([2]);
    expect(shown({ until: Date.UTC(2016, 2, 2) })).toEqual([3]);
    expect(shown({ persons: selectPersons(['stern'], people), since: Date.UTC(2016, 3, 1) })).toEqual([]);
  });

  it('the list has a line a thread and a sum', async () => {
    const { threads } = await reconstructFiles({ 'a.mbox': mbox(harbour) });
    const lines = [...writeThreadList(threads)].map((line) => line.trimEnd().replace(/t-[a-z2-7]{8}/, 'KEY'));
    expect(lines).toEqual([
      'KEY  2016-03-01 … 2016-04-11    3     Ada Moor            Harbour plan',
      'KEY  2016-05-02                 2 -1  Cy Lund             Re: Cranes',
      '2 threads, 4 messages, 1 recovered or missing',
    ]);
  });
});

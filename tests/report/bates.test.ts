import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findByKey } from '../../src/cli/find-post.js';
import { explainLinks } from '../../src/link/explain/explain-links.js';
import { batesByPlace, batesGaps, gapText } from '../../src/report/answer/bates.js';
import { isInRange, parseBatesRange } from '../../src/report/answer/bates-range.js';
import { chronologyOf } from '../../src/report/answer/chronology.js';
import type { Reconstruction } from '../../src/report/answer/reconstruction.js';
import { buildReport } from '../../src/report/answer/report.js';
import { filterThreads, noFilter, type ReportFilter } from '../../src/report/answer/thread-filter.js';
import { withBates } from '../../src/report/format/bates-note.js';
import { chronologyViews } from '../../src/report/format/chronology/chronology-views.js';
import { datedFindings, findingViews } from '../../src/report/format/finding-list.js';
import { requestViews } from '../../src/report/format/request-list.js';
import { writeThreadList } from '../../src/report/format/thread-list.js';
import { threadTable } from '../../src/report/format/thread-table.js';
import type { PostDetail } from '../../src/report/page/viewer-data.js';
import { buildIndex } from '../../src/report/page/viewer-index.js';
import { writeExplanation } from '../../src/report/post/explanation.js';
import { reportViews } from '../../src/report/report-views.js';
import { reconstruct } from '../../src/run/reconstruct.js';
import { compareBates } from '../../src/source/load-file/bates-number.js';
import { indexCrossReferences } from '../../src/thread/cross-reference-index.js';
import type { Blocks } from '../../src/viewer/state/blocks.js';
import type { CaseData } from '../../src/viewer/state/case-data.js';
import { Search, type SearchResult } from '../../src/viewer/state/search.js';

const folder = mkdtempSync(join(tmpdir(), 'bates-'));
afterAll(() => rmSync(folder, { recursive: true }));

const row = (...cells: readonly string[]) => `${cells.map((cell) => `þ${cell}þ`).join('\x14')}\r\n`;
const NAMES = row(
  'BegDoc',
  'EndDoc',
  'BegAttach',
  'EndAttach',
  'Custodian',
  'From',
  'To',
  'DateSent',
  'Subject',
  'Folder Path',
  'NativeLink',
  'Extracted Text',
);
const mail = (id: string, subject: string, more = '') =>
  `Message-ID: <${id}@moor.example>\r\nFrom: Ada Moor <ada@moor.example>\r\nTo: bo@fen.example\r\nDate: Mon, 4 Apr 2016 09:12:00 +0200\r\nSubject: ${subject}\r\n${more}\r\nOpen the sluice at noon.\r\n`;
const FILES = {
  'DATA/prod.dat':
    NAMES +
    row(
      'M-001',
      'M-002',
      'M-001',
      'M-003',
      'Moor, Ada',
      'Ada',
      'Bo',
      '04/04/2016 09:12',
      'Sluice',
      'Ada\\Sent',
      'NATIVES\\M-001.eml',
      '',
    ) +
    row('M-003', 'M-003', 'M-001', 'M-003', 'Moor, Ada', 'Clerk', '', '', 'Plan', '', '', '') +
    row(
      'M-009',
      'M-012',
      '',
      '',
      'Fen, Bo',
      'Bo <bo@fen.example>',
      'Ada <ada@moor.example>',
      '04/05/2016 10:00',
      'Re: Dike',
      'Bo\\Inbox',
      'NATIVES\\M-009.eml',
      '',
    ),
  'NATIVES/M-001.eml': mail('a', 'Sluice'),
  'NATIVES/M-009.eml': mail('b', 'Re: Dike', 'In-Reply-To: <never@moor.example>\r\n'),
};

let reconstruction: Reconstruction;
beforeAll(async () => {
  for (const [name, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  reconstruction = await reconstruct([{ path: folder }]);
});

const text = (chunks: Iterable<string>) => [...chunks].join('');
const missing = () => reconstruction.findings.filter(({ kind }) => kind === 'missing-message');

describe('Bates numbers', () => {
  it.each([
    ['M001..M044', 'M001', 'M044'],
    ['M001 to M044', 'M001', 'M044'],
    ['M-001-M-044', 'M-001', 'M-044'],
    ['M044-M001', 'M001', 'M044'],
    ['M-001', 'M-001', 'M-001'],
    ['REL1.0001', 'REL1.0001', 'REL1.0001'],
    ['00003..12', '00003', '12'],
    [' M9 … M10 ', 'M9', 'M10'],
  ])('reads the range %s', (written, from, to) => expect(parseBatesRange(written)).toEqual({ from, to }));

  it.each(['', 'M001..N004', 'M001..'])('reads no range from "%s"', (written) => {
    expect(parseBatesRange(written)?.to ?? null).toBe(written === 'M001..' ? 'M001..' : null);
  });

  it('orders numbers by their value and in any case', () => {
    const sorted = ['ABC10', 'abc9', 'ABC0010.0002', 'ABC0010', 'ABC0010.0001'].toSorted(compareBates);
    expect(sorted).toEqual(['abc9', 'ABC10', 'ABC0010', 'ABC0010.0001', 'ABC0010.0002']);
  });

  it('takes a document for one of a range if one of its pages or of its family is', () => {
    const document = { begin: 'M-001', end: 'M-002', attachBegin: 'M-001', attachEnd: 'M-005' };
    const fits = (range: string) => isInRange(document, parseBatesRange(range)!);
    expect(['M-002', 'M-005', 'M-000..M-001', 'm-2..m-3'].map(fits)).toEqual([true, true, true, true]);
    expect(['M-006', 'M-000', 'N-001..N-009', 'M1'].map(fits)).toEqual([false, false, false, false]);
  });
});

describe('a load file in every view', () => {
  it.each<[string, () => string]>([
    ['the list', () => text(writeThreadList(reconstruction.threads))],
    ['the outline', () => text(reportViews.text(buildReport(reconstruction)))],
    ['Markdown', () => text(reportViews.markdown(buildReport(reconstruction)))],
    [
      'the chronology',
      () =>
        text(chronologyViews.text(chronologyOf(reconstruction, noFilter), reconstruction, { events: [], utc: false })),
    ],
    [
      'the chronology as CSV',
      () =>
        text(chronologyViews.csv(chronologyOf(reconstruction, noFilter), reconstruction, { events: [], utc: false })),
    ],
    ['findings', () => text(findingViews.text(missing(), undefined, datedFindings(reconstruction.posts, [])))],
    [
      'findings in Markdown',
      () => text(findingViews.markdown(missing(), undefined, datedFindings(reconstruction.posts, []))),
    ],
    ['findings as CSV', () => text(findingViews.csv(missing(), undefined, datedFindings(reconstruction.posts, [])))],
    ['findings as JSON', () => text(findingViews.jsonl(missing(), undefined, datedFindings(reconstruction.posts, [])))],
    ...(['text', 'markdown', 'csv'] as const).map((form): [string, () => string] => [
      `the request list as ${form}`,
      () =>
        text(
          requestViews[form](missing(), undefined, {
            events: [],
            batesAt: batesByPlace(reconstruction.posts),
            gaps: batesGaps(reconstruction.sources),
          }),
        ),
    ]),
    [
      'an explanation',
      () => {
        const posts = new Map(reconstruction.posts.map((post) => [post.key, post]));
        const found = findByKey(reconstruction.threads, 'M-009');
        if (found.kind !== 'post') return '';
        const why = explainLinks(reconstruction)(found.post.post.key);
        return text(
          writeExplanation(found.post, why, {
            posts,
            references: indexCrossReferences(reconstruction.crossReferences),
            excerptOf: () => null,
          }),
        );
      },
    ],
  ])('names the Bates range of what it cites: %s', (_view, write) => {
    expect(write()).toContain('M-009 to M-012');
  });

  it('keeps numbers, family, custodian and folder with each copy in the thread table', () => {
    const rows = [...threadTable(reconstruction)];
    const copy = rows.find(({ subject }) => subject === 'Sluice')?.copies[0];
    expect(copy).toMatchObject({
      folder: 'Ada\\Sent',
      production: {
        begin: 'M-001',
        end: 'M-002',
        attachBegin: 'M-001',
        attachEnd: 'M-003',
        custodian: 'Moor, Ada',
        folder: 'Ada\\Sent',
      },
    });
    expect(copy?.production?.origin.row).toBe(0);
  });

  it.each<[string, Partial<ReportFilter>, readonly string[]]>([
    ['a range', { bates: [parseBatesRange('M-001..M-003')!] }, ['Sluice']],
    ['the number of an attachment', { bates: [parseBatesRange('M-003')!] }, ['Sluice']],
    ['the custodian of the load file', { heldBy: 'fen' }, ['Re: Dike']],
    ['the folder', { folder: 'inbox' }, ['Re: Dike']],
    ['what nothing fits', { bates: [parseBatesRange('M-004..M-008')!] }, []],
  ])('is filtered by %s', (_what, filter, subjects) => {
    const threads = filterThreads(reconstruction.threads, { ...noFilter, ...filter });
    const found = threads.flatMap(({ posts }) =>
      posts.flatMap(({ post }) => (post.kind === 'produced' ? [post.message.subject.text] : [])),
    );
    expect(found).toEqual(subjects);
  });

  it.each([
    ['M-001', 'Sluice'],
    ['M-002', 'Sluice'],
    ['M-003', 'Sluice'],
    ['M-010', 'Re: Dike'],
  ])('finds the message of page %s', (number, subject) => {
    const found = findByKey(reconstruction.threads, number);
    expect(found.kind === 'post' && found.post.post.kind === 'produced' && found.post.post.message.subject.text).toBe(
      subject,
    );
  });

  it('tells the numbers that no row bears, and only those between two that rows bear', () => {
    expect(batesGaps(reconstruction.sources).map(gapText)).toEqual(['M-004 to M-008 (5 numbers)']);
    const request = text(
      requestViews.text(missing(), undefined, {
        events: [],
        batesAt: () => null,
        gaps: batesGaps(reconstruction.sources),
      }),
    );
    expect(request).toContain('M-004 to M-008 (5 numbers)');
  });

  it.each([
    ['bates:m-001..m-003', 'Sluice'],
    ['bates:M-010', 'Re: Dike'],
    ['bates:m-00', 'Sluice, Re: Dike'],
    ['bates:m-004..m-008', ''],
    ['custodian:fen', 'Re: Dike'],
    ['folder:inbox', 'Re: Dike'],
    ['-bates:m-001..m-003', 'Re: Dike'],
  ])('is searched on the page: %s', async (query, subjects) => {
    const { index } = buildIndex(reconstruction, reconstruction.threads, reconstruction.findings, {
      title: '',
      events: [],
    });
    const { posts, threads } = index;
    const threadOf = posts.key.map((_, post) => threads.start.findLastIndex((start) => start <= post));
    const data = {
      index,
      postCount: posts.key.length,
      threadCount: threads.key.length,
      threadOf,
      time: posts.time,
      personById: new Map(),
      agentOf: () => -1,
    } as unknown as CaseData;
    const results: SearchResult[] = [];
    const search = new Search(data, { count: 0 } as unknown as Blocks<PostDetail>, () => new Map());
    await search.search(query, (result) => results.push(result));
    const found = posts.key.flatMap((_, post) =>
      results.at(-1)?.posts[post] && posts.kind[post] === 'p' ? [index.subjects[posts.subject[post]!]!] : [],
    );
    expect(found.toSorted().toReversed().join(', ')).toBe(subjects);
    expect(index.gaps).toEqual(['M-004 to M-008 (5 numbers)']);
  });
});

describe('a line with a Bates number', () => {
  it.each([
    ['Short', 40, 'Short [M001]'],
    ['A subject that is longer than the line has room for', 40, 'A subject that is longer than th… [M001]'],
  ])('keeps it, whatever stands before: %s', (before, width, line) => {
    expect(withBates(before, ' [M001]', width)).toBe(line);
  });
});

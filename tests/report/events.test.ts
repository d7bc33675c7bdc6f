import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { caseEvents } from '../../src/cli/option/case-events.js';
import { chronologyOf } from '../../src/report/answer/chronology.js';
import { countAround, spanOfEvent } from '../../src/report/answer/events.js';
import { readingSet, readingViews } from '../../src/report/answer/reading-set.js';
import { buildReport } from '../../src/report/answer/report.js';
import { noFilter } from '../../src/report/answer/thread-filter.js';
import { chronologyViews } from '../../src/report/format/chronology/chronology-views.js';
import { datedFindings, findingViews } from '../../src/report/format/finding-list.js';
import { writeMarkdownReport } from '../../src/report/format/markdown-report.js';
import { requestViews } from '../../src/report/format/request-list.js';
import { writeTextReport } from '../../src/report/format/text-report.js';
import { plainStyle } from '../../src/report/format/text-style.js';
import { writeThreadList } from '../../src/report/format/thread-list.js';
import { threadTable } from '../../src/report/format/thread-table.js';
import { writeCsvTable } from '../../src/report/table/csv-table.js';
import { type Mail, reconstructCase } from '../mail-case.js';

const mail = (n: number, day: string, subject: string, more: Mail = {}): Mail => ({
  From: 'Ada Lind <ada@moor.example>',
  To: 'Bo Roth <bo@quay.example>',
  Date: `${day} 10:00:00 +0000`,
  Subject: subject,
  'Message-ID': `<m${n}@moor.example>`,
  text: `Letter number ${n}.`,
  ...more,
});

const letters = [
  mail(1, '6 May 2019', 'Wall'),
  mail(2, '8 May 2019', 'Re: Wall', { 'In-Reply-To': '<m1@moor.example>' }),
  mail(3, '9 May 2019', 'Re: Wall', { 'In-Reply-To': '<m2@moor.example>' }),
  mail(4, '20 May 2019', 'Quay'),
];
const events = [{ date: '2019-05-08', label: 'Meeting' }];

describe('events', () => {
  it('are counted among what is shown, and said to be, where a filter leaves posts out', async () => {
    const reconstruction = await reconstructCase({ Lind: letters });
    const told = (filtered: boolean) =>
      [
        ...chronologyViews.text(chronologyOf(reconstruction, noFilter), reconstruction, {
          events,
          utc: true,
          filtered,
        }),
      ].join('');
    expect(told(false)).toContain('Meeting: 1 message before');
    expect(told(true)).toContain('Meeting: 1 message shown before');
  });

  it('split the messages into before, on the day and after', async () => {
    const { posts } = await reconstructCase({ Lind: letters });
    expect(countAround(posts, events)).toEqual([{ ...events[0], before: 1, on: 1, after: 2 }]);
  });

  it('split at the moment where a time of day is given, UTC unless a zone is', async () => {
    const { posts } = await reconstructCase({ Lind: letters });
    const at = (date: string) => countAround(posts, [{ date, label: 'Call' }])[0];
    expect(at('2019-05-08T09:59')).toMatchObject({ before: 1, on: 0, after: 3 });
    expect(at('2019-05-08T12:30+02:00')).toMatchObject({ before: 2, on: 0, after: 2 });
    expect(spanOfEvent({ date: '2019-05-08 09:00', label: '' }).start).toBe(Date.UTC(2019, 4, 8, 9));
  });

  it('stand in the outline: counts at the top and in the thread, a mark before the first post from then on', async () => {
    const report = buildReport(await reconstructCase({ Lind: letters }), undefined, { events });
    const lines = [...writeTextReport(report)].join('').split('\n');
    expect(lines).toContain('◆ 2019-05-08 Meeting: 1 message before, 1 on that day, 2 after');
    expect(lines).toContain('   ◆ 2019-05-08 Meeting: 1 message before, 1 on that day, 1 after');
    const mark = lines.findIndex((line) => line.endsWith('◆ 2019-05-08 Meeting'));
    expect(lines[mark + 1]).toMatch(/^2019-05-08/);
    expect(lines.filter((line) => line.endsWith('◆ 2019-05-08 Meeting'))).toHaveLength(1);
  });

  it('stand in the Markdown report as a table and as marks', async () => {
    const report = buildReport(await reconstructCase({ Lind: letters }), undefined, { events });
    const text = [...writeMarkdownReport(report)].join('');
    expect(text).toContain('| Meeting | 2019-05-08 | 1 | 1 | 2 |');
    expect(text).toContain('◆ since then: **2019-05-08 Meeting**');
  });

  it('stand in the list between the threads that begin before and after', async () => {
    const { threads } = await reconstructCase({ Lind: letters });
    const lines = [...writeThreadList(threads, plainStyle, events)].join('').split('\n');
    expect(lines.map((line) => /◆|Wall|Quay/.exec(line)?.[0])).toEqual([
      'Wall',
      '◆',
      'Quay',
      undefined,
      '◆',
      undefined,
    ]);
  });

  describe('in the lists of findings, requests and messages to read', () => {
    const cited = [
      ...letters,
      mail(5, '21 May 2019', 'Re: Gate', { 'In-Reply-To': '<gone@moor.example>' }),
      mail(6, '1 May 2019', 'Re: Lock', { 'In-Reply-To': '<lost@moor.example>' }),
    ];
    const heading = '2019-05-08 Meeting';
    const columnOf = (csv: string) => {
      const [head, ...rows] = csv.trimEnd().split('\r\n');
      expect(head!.endsWith(heading)).toBe(true);
      return rows.map((row) => row.slice(row.lastIndexOf(',') + 1));
    };

    it('split the findings by the first dated message of each', async () => {
      const { findings, posts } = await reconstructCase({ Lind: cited });
      const missing = findings.filter(({ kind }) => kind === 'missing-message');
      const around = datedFindings(posts, events);
      expect([...findingViews.text(missing, plainStyle, around)].join('')).toMatch(
        /^◆ 2019-05-08 Meeting: 1 finding before, 1 after\n/,
      );
      expect([...findingViews.markdown(missing, plainStyle, around)].join('')).toContain(
        '◆ 2019-05-08 Meeting: 1 finding before, 1 after',
      );
      expect(columnOf([...findingViews.csv(missing, plainStyle, around)].join('')).sort()).toEqual(['after', 'before']);
      expect([...findingViews.csv(missing)].join('')).not.toContain(heading);
    });

    it('split the requests, and say where the evidence leaves it open', async () => {
      const { findings } = await reconstructCase({ Lind: cited });
      const around = { events, batesAt: () => null, gaps: [] };
      const line = '◆ 2019-05-08 Meeting: 1 message before, 0 after, 1 where the evidence leaves it open';
      expect([...requestViews.text(findings, plainStyle, around)].join('')).toContain(line);
      expect([...requestViews.markdown(findings, plainStyle, around)].join('')).toContain(line);
      expect(columnOf([...requestViews.csv(findings, plainStyle, around)].join('')).sort()).toEqual(['', 'before']);
    });

    it('lie between the messages to read, and split them', async () => {
      const set = readingSet(await reconstructCase({ Lind: letters }), { all: true, keys: null });
      const lines = [...readingViews.text(set, plainStyle, events)].join('').split('\n');
      expect(lines[0]).toContain('2019-05-06');
      expect(lines[1]).toMatch(/^◆ 2019-05-08 Meeting ─/);
      expect(lines[2]).toContain('2019-05-08');
      expect(lines.at(-2)).toBe('◆ 2019-05-08 Meeting: 1 message before, 1 on that day, 2 after');
      expect(columnOf([...readingViews.csv(set, plainStyle, events)].join(''))).toEqual([
        'before',
        'on',
        'after',
        'after',
      ]);
    });

    it('are a column of the CSV of posts, whose heading no spreadsheet runs', async () => {
      const reconstruction = await reconstructCase({ Lind: letters });
      const csv = [...writeCsvTable(threadTable(reconstruction), { byteOrderMark: false, events })].join('');
      expect(columnOf(csv)).toEqual(['before', 'on', 'after', 'after']);
      expect([...writeCsvTable(threadTable(reconstruction))].join('')).not.toContain(heading);
    });
  });

  it('are read from lines, from JSON and from the command line, in the order of time', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rethread-events-'));
    const put = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const lines = put('days.txt', '# the case\n2019-05-14=Dinner\n\n2019-05-08 = Meeting\n');
    const json = put('days.json', '[{"date": "2019-07-01", "label": "Award"}]');
    expect(caseEvents([json, '2019-05-31=Hearing', lines]).map(({ label }) => label)).toEqual([
      'Meeting',
      'Dinner',
      'Hearing',
      'Award',
    ]);
    const bad = ['2019-02-30=No such day', 'nowhere.txt', put('bad.txt', 'Tuesday\n'), put('bad.json', '[{"day": 1}]')];
    for (const text of bad) expect(() => caseEvents([text]), text).toThrow(/--event/);
  });
});

describe('the findings in a report', () => {
  const cited = mail(9, '9 May 2019', 'Re: Gate', { 'In-Reply-To': '<gone@moor.example>' });

  it('are counted, the gravest told, and the command for all is named', async () => {
    const report = buildReport(await reconstructCase({ Lind: [cited] }));
    const text = [...writeTextReport(report)].join('');
    expect(text).toContain('What to know');
    expect(text).toMatch(/1 (?:warning|notice): missing-message 1/);
    expect(text).toContain('! No message with the id gone@moor.example was produced');
    expect(text).toContain('rethread findings lists all');
    expect([...writeMarkdownReport(report)].join('')).toContain('- **missing-message** No message with the id gone');
  });

  it('are left out where nobody asked for them, and where there are none', async () => {
    const without = buildReport(await reconstructCase({ Lind: [cited] }), undefined, { findings: false });
    expect([...writeTextReport(without)].join('')).not.toContain('What to know');
    const none = buildReport(await reconstructCase({ Lind: [mail(4, '20 May 2019', 'Quay')] }));
    expect([...writeTextReport(none)].join('')).not.toContain('What to know');
  });
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readLoadFiles } from '../../src/source/load-file/plan-production.js';
import { runCommand } from '../run-command.js';
import { sharedData, withoutSharedData } from '../shared-data.js';

const folder = mkdtempSync(join(tmpdir(), 'export-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Row = Readonly<Record<string, string>>;

/** Every cell of every row, as it is written. */
async function rowsOf(path: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  await readLoadFiles([{ path }], {}, (_file, cells) => {
    rows.push(Object.fromEntries(cells.map(({ name, text }) => [name, text])));
  });
  return rows;
}

function write(files: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(folder, 'case-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

let count = 0;
/** Exports a path; gives the file and what was said. */
async function exporting(path: string, format: string): Promise<{ readonly output: string; readonly stderr: string }> {
  const output = join(folder, `out-${count++}.${format === 'dat' ? 'dat' : 'csv'}`);
  const { stderr } = await runCommand(['export', path, '--format', format, '-q', '-o', output]);
  return { output, stderr };
}

async function exported(path: string, format: string): Promise<string> {
  const { output, stderr } = await exporting(path, format);
  expect(stderr).toBe('');
  return output;
}

/** The rows without what we add. */
const originals = (rows: readonly Row[], columns: readonly string[]) =>
  rows.map((row) => Object.fromEntries(columns.map((name) => [name, row[name] ?? ''])));

const line = (...cells: readonly string[]) => `${cells.map((cell) => `þ${cell}þ`).join('\x14')}\r\n`;
const COLUMNS = [
  'BegDoc',
  'EndDoc',
  'Parent ID',
  'From',
  'To',
  'DateSent',
  'Subject',
  'NativeLink',
  'Note',
  'Extracted Text',
];
const mail = (id: string, subject: string, more = '') =>
  `Message-ID: <${id}@moor.example>\r\nFrom: Ada <ada@moor.example>\r\nTo: bo@fen.example\r\nDate: Mon, 4 Apr 2016 09:12:00 +0200\r\nSubject: ${subject}\r\n${more}\r\nOpen the sluice at noon, ${id}.\r\n`;
const PRODUCTION = {
  'p.dat':
    line(...COLUMNS) +
    line(
      'M001',
      'M002',
      '',
      'Ada',
      'Bo\tFen  ',
      '04/04/2016 09:12',
      'Sluice',
      'N\\M001.eml',
      'a "quoted", = note®two lines',
      '',
    ) +
    line('M003', 'M003', 'M001', 'Clerk', '', '', 'Plan', '', ' ', '') +
    line('M004', 'M004', '', '', '', '', 'Loose sheet', '', 'x', '') +
    line(
      'M005',
      'M006',
      '',
      'Bo <bo@fen.example>',
      'Ada <ada@moor.example>',
      '04/05/2016 10:00',
      'Re: Sluice',
      'N\\M005.eml',
      'æøå',
      '',
    ) +
    line(
      'M007',
      'M007',
      '',
      'Bo <bo@fen.example>',
      'Ada <ada@moor.example>',
      '04/06/2016 10:00',
      'Dike',
      '',
      '',
      'Short®text.',
    ),
  'N/M001.eml': mail('a', 'Sluice'),
  'N/M005.eml': mail('b', 'Re: Sluice', 'In-Reply-To: <a@moor.example>\r\n'),
};

describe('export as a load file', () => {
  it.each(['dat', 'load-csv'])('gives every cell of every row again, byte for byte: %s', async (format) => {
    const path = write(PRODUCTION);
    const before = await rowsOf(path);
    const after = await rowsOf(await exported(path, format));
    expect(before).toHaveLength(5);
    const columns = COLUMNS.filter((name) => format === 'dat' || name !== 'Note');
    expect(originals(after, columns)).toEqual(originals(before, columns));
  });

  it('adds thread, parent, family, inclusive and spare to each document, attachments with their message', async () => {
    const rows = await rowsOf(await exported(write(PRODUCTION), 'dat'));
    const [first, attachment, loose, reply, other] = rows as [Row, Row, Row, Row, Row];
    expect(first['RT Thread Group']).toMatch(/^t-/);
    expect([attachment['RT Thread Group'], reply['RT Thread Group']]).toEqual([
      first['RT Thread Group'],
      first['RT Thread Group'],
    ]);
    expect(other['RT Thread Group']).not.toBe(first['RT Thread Group']);
    expect(loose['RT Thread Group']).toBe('');
    expect([reply['RT Parent'], reply['RT Parent Kind'], reply['RT Thread Depth']]).toEqual(['M001', 'produced', '1']);
    expect([first.BEGATTACH, first.ENDATTACH, attachment.BEGATTACH]).toEqual(['M001', 'M003', 'M001']);
    expect([first['RT Inclusive'], first['RT Duplicate Spare'], first['RT Email Action']]).toEqual([
      'yes',
      'no',
      'send',
    ]);
  });

  it('is written anew when its own output is exported again, and says so where a parent is missing', async () => {
    const orphan = { ...PRODUCTION, 'N/M005.eml': mail('b', 'Re: Else', 'In-Reply-To: <never@moor.example>\r\n') };
    const path = write(orphan);
    const once = await exported(path, 'dat');
    const rows = await rowsOf(once);
    expect(rows[3]?.['RT Parent Kind']).toBe('missing');
    writeFileSync(join(path, 'p.dat'), readFileSync(once));
    expect(await rowsOf(await exported(path, 'dat'))).toEqual(rows);
  });

  it('gives messages that no load file numbers a row with numbers of ours', async () => {
    const rows = await rowsOf(await exported(write({ 'a.eml': mail('a', 'Sluice') }), 'dat'));
    expect(rows[0]).toMatchObject({ SUBJECT: 'Sluice', MESSAGEID: 'a@moor.example', 'RT Inclusive': 'yes' });
    expect(rows[0]?.BEGDOC).toMatch(/^RT-/);
    expect(rows[0]?.EXTRACTEDTEXT).toBe('Open the sluice at noon, a.\n');
  });

  it('tells cells that the form cannot hold', async () => {
    const path = write({ 'a.eml': mail('a', 'Sluice®') });
    const { stderr } = await exporting(path, 'dat');
    expect(stderr).toMatch(/1 cell\(s\) hold signs that a \.dat file uses itself/);
  });

  it.skipIf(withoutSharedData('load-file-export.test.ts'))(
    'gives the 825 rows of an Enron load file again, byte for byte',
    async () => {
      const production = join(sharedData, 'enron-loadfile/production-001.zip');
      const before = await rowsOf(production);
      const output = await exported(production, 'dat');
      const after = await rowsOf(output);
      expect(before).toHaveLength(825);
      expect(originals(after, Object.keys(before[0]!))).toEqual(originals(before, Object.keys(before[0]!)));
      expect(after.every((row) => row['RT Thread Group'])).toBe(true);
    },
    120_000,
  );
});

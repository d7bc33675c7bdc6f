import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readArchived } from '../../src/source/container/read-archived.js';
import { zipOf } from '../make-archive.js';
import { cells, p, ROW, TAB, word, workbook } from '../office-fixture.js';
import { reconstructFiles } from '../report-fixture.js';

async function read(files: Readonly<Record<string, string | Uint8Array>>) {
  const { posts, sources, problems } = await reconstructFiles(files);
  const messages = posts.flatMap((post) => (post.kind === 'produced' ? [post.message] : []));
  return { messages, problems, names: sources.map(({ name, format }) => `${name.replace(/^.*\//, '')} ${format}`) };
}

describe('a workbook of Excel', () => {
  it.each([
    ['by itself', { 'log.xlsx': workbook() }],
    ['in a zip', { 'a.zip': zipOf([{ name: 'log.xlsx', content: workbook() }]) }],
    ['packed', { 'log.xlsx.gz': gzipSync(workbook()) }],
  ])('is read sheet by sheet, a message a row: %s', async (_, files) => {
    const { messages, names } = await read(files);
    expect(messages).toMatchObject([
      {
        from: { name: 'Ann Moor', address: 'ann@moor.example' },
        to: [{ address: 'bo@fen.example' }],
        subject: { text: 'Dike & sluice' },
        date: { time: Date.UTC(2016, 3, 4, 9, 12, 5), offset: null },
        body: { text: 'It holds,\n"so far".' },
      },
    ]);
    expect(names.join()).toMatch(/ › Log csv,.* › Sums unknown/);
    const { source, offset, length } = messages[0]!.origin;
    expect((await readArchived(source, offset, length))?.toString()).toContain('"Ann Moor <ann@moor.example>"');
  });

  it.each([
    [
      'a format of its own',
      {
        styles: '<xf/><xf numFmtId="170"/>',
        more: '<numFmts><numFmt numFmtId="170" formatCode="[$-409]d\\-mmm\\-yy\\ h:mm;@"/></numFmts>',
      },
      '2016-04-04T09:12:05',
    ],
    ['the epoch of 1904', { properties: '<workbookPr date1904="1"/>' }, '2020-04-05T09:12:05'],
    ['a number without one, in a column of dates', { styles: '<xf/><xf numFmtId="2"/>' }, '2016-04-04T09:12:05'],
    ['a day', { rows: ROW.replace('42464.383391203703', '42464') }, '2016-04-04T00:00:00'],
    [
      'ISO 8601',
      { rows: ROW.replace('<c r="C2" s="1"><v>42464.383391203703', '<c r="C2" t="d"><v>2016-04-04T09:12:05') },
      '2016-04-04T09:12:05',
    ],
  ])('dates by the style of a cell: %s', async (_, book, expected) => {
    // Formats stand before the styles that name them.
    const { messages } = await read({ 'log.xlsx': workbook(book) });
    const time = messages[0]?.date?.time;
    expect(time === undefined ? null : new Date(time).toISOString().slice(0, 19)).toBe(expected);
  });

  it('keeps cells in their columns where others are left out', async () => {
    const { messages } = await read({ 'log.xlsx': workbook({ rows: ROW.replace(/<c r="B2".*?<\/c>/, '') }) });
    expect(messages).toMatchObject([{ to: [], subject: { text: 'Dike & sluice' } }]);
  });

  it.each<[string, Buffer]>([
    ['a bomb', workbook({ rows: ' '.repeat(130 << 20) })],
    ['damaged', Buffer.from(workbook().map((byte, at) => (at > 800 && at < 1100 ? 0 : byte)))],
  ])('costs itself alone where it is %s, and is told', async (_, content) => {
    const { messages, problems } = await read({
      'log.xlsx': content,
      'a.eml': 'From: a@moor.example\nDate: Mon, 4 Apr 2016 09:12:00 +0200\nMessage-ID: <1@x.example>\n\nHi\n',
    });
    expect(messages).toHaveLength(1);
    expect(problems.some(({ severity, message }) => severity !== 'info' && message.includes('log.xlsx'))).toBe(true);
  });
});

describe('a Word document', () => {
  const letter = [
    p('From:', TAB, 'Ann Moor <ann@moor.example>'),
    p('Sent:', TAB, 'Monday, April 4, 2016 9:12 AM'),
    p('To:', TAB, 'Bo Fen'),
    p('Subject:', TAB, 'Di', 'ke'),
    p(),
    p('It holds.', '<w:del><w:r><w:delText> Not.</w:delText></w:r></w:del>'),
  ];

  it.each([
    ['in lines', letter],
    [
      'in a table',
      [
        `<w:tbl>${cells('From:', 'Ann Moor <ann@moor.example>')}${cells('Sent:', 'Monday, April 4, 2016 9:12 AM')}${cells('To:', 'Bo Fen')}${cells('Subject:', 'Dike')}</w:tbl>`,
        p(),
        letter.at(-1)!,
      ],
    ],
  ])('is read as printed text, what was deleted left out: a header %s', async (_, paragraphs) => {
    const { messages, names } = await read({ 'memo.docx': word(...paragraphs) });
    expect(messages).toMatchObject([
      { from: { name: 'Ann Moor' }, subject: { text: 'Dike' }, date: { time: Date.UTC(2016, 3, 4, 9, 12) } },
    ]);
    expect(messages[0]!.body!.text).toContain('It holds.');
    expect(messages[0]!.body!.text).not.toContain('Not');
    expect(names).toEqual(['memo.docx docx', 'memo.docx › text text']);
  });

  it('without a printed header is no mail, and nobody is told to worry', async () => {
    const { messages, problems } = await read({
      'memo.docx': word(p('Minutes of the dike board')),
      'a.eml': 'From: a@moor.example\nMessage-ID: <1@x.example>\n\nHi\n',
    });
    expect(messages).toHaveLength(1);
    expect(problems.filter(({ message }) => message.includes('memo.docx')).map(({ severity }) => severity)).toEqual([
      'info',
    ]);
  });
});

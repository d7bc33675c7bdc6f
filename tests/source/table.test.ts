import { describe, expect, it } from 'vitest';
import { locateInBody } from '../../src/message/locate-in-body.js';
import { readMessages } from '../../src/message/read-message.js';
import type { RawMessage } from '../../src/source/source.js';
import { cutBytes, faultInTiling, outlineOf } from '../source-cutting.js';

async function read(content: string | Buffer, context: Parameters<typeof cutBytes>[2] = {}) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const cut = cutBytes(bytes, [], context);
  expect(faultInTiling(cut, bytes.length)).toBe('');
  const batches = (async function* (): AsyncGenerator<readonly RawMessage[]> {
    yield cut.messages;
  })();
  const messages = [];
  for await (const batch of readMessages(batches, { bodies: true, map: context.map ?? {} })) messages.push(...batch);
  return { cut, messages, bytes };
}

const mail = (id: string, body: string) =>
  `Message-ID: <${id}@moor.example>\nFrom: Ada Moor <ada@moor.example>\nTo: Bo <bo@fen.example>\nDate: Mon, 4 Apr 2016 09:12:00 +0200\nSubject: Sluice\n\n${body}\n`;
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

const PLAIN =
  'From,To,Subject,Date,Body\r\nada@moor.example,bo@fen.example,Sluice,2016-04-04 09:12:00,"Open it,\nat ""noon"". Ünder dem Deich."\r\nbo@fen.example,ada@moor.example,Re: Sluice,2016-04-05,Done\r\n';

const FORMS: readonly (readonly [name: string, content: string | Buffer, format: string])[] = [
  ['commas', PLAIN, 'csv'],
  ['semicolons', 'Von;An;Betreff;Body\nada@moor.example;bo@fen.example;Sluice;"Open it; now"\n', 'csv'],
  ['tabs', 'Date\tFrom\tTo\tSubject\tBody\n2016-04-04\tAda <ada@moor.example>\tBo\tSluice\tOpen it\n', 'tsv'],
  ['a byte order mark', `\ufeff${PLAIN}`, 'csv'],
  ['UTF-16', Buffer.from(`\ufeff${PLAIN}`, 'utf16le'), 'csv'],
  [
    'Outlook',
    'Subject,Body,From: (Name),From: (Address),From: (Type),To: (Name),To: (Address),To: (Type)\r\nSluice,Open it,Ada Moor,ada@moor.example,SMTP,Bo,bo@fen.example,SMTP\r\n',
    'csv',
  ],
  [
    'Purview',
    'Custodian,Email_message_ID,Email_sender,To,Subject_title,Date\r\nMoor,<p1@moor.example>,ada@moor.example,bo@fen.example,Sluice,2016-04-04T09:12:00Z\r\n',
    'csv',
  ],
  [
    'Concordance',
    'þBegDocþ\x14þFromþ\x14þToþ\x14þSubjectþ\x14þBodyþ\r\nþM001þ\x14þAda <ada@moor.example>þ\x14þBoþ\x14þSluiceþ\x14þOpen it®nowþ\r\n',
    'load-file',
  ],
  [
    'Concordance in Latin-1',
    Buffer.from(
      'þBegDocþ\x14þFromþ\x14þToþ\x14þSubjectþ\r\nþM001þ\x14þAda <ada@moor.example>þ\x14þBoþ\x14þSluiceþ\r\n',
      'latin1',
    ),
    'load-file',
  ],
  [
    'carets',
    '^Control Number^|^Email From^|^Email To^|^Email Subject^\r\n^M|1^|^Ada <ada@moor.example>^|^Bo^|^Sluice^\r\n',
    'load-file',
  ],
  ["Excel's line that names the separator", `sep=;\r\n${PLAIN.replaceAll(',', ';').replace('it;', 'it,')}`, 'csv'],
  ["Excel's line in quotation marks and a byte order mark", `\ufeff"sep=,"\r\n${PLAIN}`, 'csv'],
  ['titles above the names', `Export of a mailbox\r\nCreated 2020-01-01\r\n\r\n${PLAIN}`, 'csv'],
  ['titles in UTF-16', Buffer.from(`\ufeffExport\r\nsep=,\r\n${PLAIN}`, 'utf16le'), 'csv'],
  [
    'mails in a column',
    `file,message\nmoor/sent/1.,${quoted(mail('k1', 'Say "open" to him.'))}\nmoor/sent/2.,${quoted(mail('k2', 'Fine.'))}\n`,
    'csv',
  ],
];

describe('tables', () => {
  it.each(FORMS)('reads a row of a table with %s as a message', async (_name, content, format) => {
    const { cut, messages } = await read(content);
    expect(cut.format).toBe(format);
    expect(messages[0]!.subject.text).toBe('Sluice');
    expect(messages[0]!.from?.address || messages[0]!.from?.name).toMatch(/ada/i);
    expect(cut.problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it.each(FORMS)('cuts a table with %s the same wherever windows end', (_name, content) => {
    const bytes = Buffer.from(content as Buffer);
    const whole = outlineOf(cutBytes(bytes));
    for (let end = 1; end < bytes.length; end += 3) expect(outlineOf(cutBytes(bytes, [end, end + 1]))).toEqual(whole);
  });

  it('keeps the place of every stretch of a cell, doubled quotation marks and letters of two bytes counted', async () => {
    const { messages, bytes } = await read(PLAIN);
    const body = messages[0]!.body!;
    expect(body.text).toBe('Open it,\nat "noon". Ünder dem Deich.');
    const start = body.text.indexOf('noon');
    const place = locateInBody(body, { start, end: start + 4 });
    expect(bytes.toString('utf8', place.offset, place.offset + place.length)).toBe('noon');
    const later = locateInBody(body, { start: body.text.indexOf('Deich'), end: body.text.length });
    expect(bytes.toString('utf8', later.offset, later.offset + later.length)).toBe('Deich.');
    expect(later.row).toBe(0);
  });

  it('keeps the place in the cell of a mail whose quotation marks are doubled there', async () => {
    const { messages, bytes } = await read(FORMS.at(-1)![1]);
    expect(messages.map(({ messageId, folder }) => [messageId, folder])).toEqual([
      ['k1@moor.example', 'moor/sent'],
      ['k2@moor.example', 'moor/sent'],
    ]);
    const body = messages[0]!.body!;
    const start = body.text.indexOf('to him');
    const place = locateInBody(body, { start, end: start + 6 });
    expect(bytes.toString('utf8', place.offset, place.offset + place.length)).toBe('to him');
  });

  const RELEASED = 'From: Moor, Ada <ada@moor.example>\nSent: Monday, April 4, 2016 9:12 AM\nTo: Bo\nSubject: Sluice\n';
  const STAMPS = 'UNCLASSIFIED\nCase No. F-1\nDate: 05/13/2015\nRELEASE IN FULL\n';
  it.each<[string, string, object]>([
    [
      'catalogue and what was read off the page (Kaggle)',
      `Id,DocNumber,MetadataSubject,MetadataTo,MetadataFrom,MetadataDateSent,MetadataDateReleased,ExtractedSubject,ExtractedTo,ExtractedFrom,ExtractedDateSent,ExtractedBodyText,RawText\n1,C01,SLUICE,B,"Moor, A",2016-04-04T04:00:00+00:00,2015-05-22T04:00:00+00:00,Sluice,Bo,Ada <ada@moor.example>,"Monday, April 4, 2016 9:12 AM",Open it.,${quoted(`${STAMPS}${RELEASED}Open it.\nUNCLASSIFIED`)}\n`,
      { from: 'ada@moor.example', date: '2016-04-04T09:12:00.000Z', text: 'Open it.\nUNCLASSIFIED' },
    ],
    [
      'the name of an agency stands between the stamps',
      `DocNumber,MetadataSubject,ExtractedFrom,ExtractedDateSent,ExtractedBodyText,RawText\nC01,Sluice,Ada <ada@moor.example>,"Monday, April 4, 2016 9:12 AM",Open it.,${quoted(`UNCLASSIFIED\nDyke Office of the Moor\n${STAMPS}${RELEASED}Open it.`)}\n`,
      { from: 'ada@moor.example', date: '2016-04-04T09:12:00.000Z', text: 'Open it.' },
    ],
    [
      'only the catalogue has the day',
      'DocNumber,MetadataSubject,MetadataTo,MetadataFrom,MetadataDateSent,ExtractedBodyText\nC01,Sluice,Bo,Ada,2016-04-04T04:00:00+00:00,Open it.\n',
      { from: 'Ada', date: '2016-04-04T04:00:00.000Z', precision: 'day', text: 'Open it.' },
    ],
    [
      'day of the document and day of the release (FOIA reading room)',
      `subject,documentClass,pdfLink,docDate,postedDate,from,to,messageNumber,caseNumber,docText\nSLUICE,Mail,a.pdf,04/04/2016,08/31/2015,"MOOR, ADA",BO,C01,F-1,${quoted(`${RELEASED}Open it.`)}\n`,
      { from: 'MOOR, ADA', date: '2016-04-04T00:00:00.000Z', precision: 'day', text: 'Open it.' },
    ],
    [
      'no text (newspaper)',
      'docID,docDate,to,from,originalTo,originalFrom,subject\nC01,2016-04-04,Bo,Ada,B,A,Sluice\n',
      { from: 'Ada', date: '2016-04-04T00:00:00.000Z', precision: 'day', text: '' },
    ],
    [
      'the header of another message is no header of this one',
      `From,To,Date,Subject,Body\nBo,Ada,2016-04-05,Sluice,${quoted(`${RELEASED}Open it.`)}\n`,
      { from: 'Bo', date: '2016-04-05T00:00:00.000Z', precision: 'day', text: `${RELEASED}Open it.` },
    ],
    [
      "words of the author's own stand above the header",
      `From,To,Date,Subject,Body\nAda,Bo,2016-04-04,Sluice,${quoted(`Once more:\n${RELEASED}Open it.`)}\n`,
      { from: 'Ada', date: '2016-04-04T00:00:00.000Z', precision: 'day', text: `Once more:\n${RELEASED}Open it.` },
    ],
  ])('reads released mail: %s', async (_name, content, expected) => {
    const { messages, bytes } = await read(content);
    const [{ from, date, body, facts = [] }] = messages as [(typeof messages)[0]];
    const { precision, time } = date!;
    const told = { from: from?.address || from?.name, date: new Date(time).toISOString(), text: body?.text };
    expect(precision === undefined ? told : { ...told, precision }).toEqual(expected);
    const printed = facts.find(({ name }) => name === 'printed above the text');
    if (printed) {
      const { offset, length } = printed.origin;
      expect(bytes.toString('utf8', offset, offset + length)).toMatch(/From: Moor[\s\S]*Subject: Sluice\n$/);
      const place = locateInBody(body!, { start: 0, end: 7 });
      expect(bytes.toString('utf8', place.offset, place.offset + place.length)).toBe('Open it');
    }
  });

  it.each([
    [
      'German',
      'Betreff,Text,Von: (Name),Von: (Adresse),Von: (Typ),An: (Name),An: (Adresse),An: (Typ),CC: (Name),BCC: (Name)',
    ],
    ['French', 'Objet,Corps,De: (nom),De: (adresse),De: (type),À: (nom),À: (adresse),À: (type),Cc: (nom),Cci: (nom)'],
    [
      'Polish',
      'Temat,Treść,Od: (nazwa),Od: (adres),Od: (typ),Do: (nazwa),Do: (adres),Do: (typ),DW: (nazwa),UDW: (nazwa)',
    ],
    [
      'Chinese',
      '主题,正文,发件人: (姓名),发件人: (地址),发件人: (类型),收件人: (姓名),收件人: (地址),收件人: (类型),CC: (姓名),BCC: (姓名)',
    ],
  ])("reads Outlook's columns in %s", async (_language, names) => {
    const { cut, messages } = await read(
      `${names}\r\nSluice,"Open it,\r\nnow",Ada Moor,ada@moor.example,SMTP,Bo,bo@fen.example,SMTP,Cy,Di\r\n`,
    );
    expect(cut.format).toBe('csv');
    const [{ from, to, cc, bcc, subject, body }] = messages as [(typeof messages)[0]];
    expect([from, to, cc[0]?.name, bcc[0]?.name, subject.text, body?.text]).toEqual([
      { name: 'Ada Moor', address: 'ada@moor.example' },
      [{ name: 'Bo', address: 'bo@fen.example' }],
      'Cy',
      'Di',
      'Sluice',
      'Open it,\nnow',
    ]);
    expect(locateInBody(body!, { start: 0, end: 4 }).length).toBe(4);
  });

  it('takes no other tables in those languages for messages', () => {
    for (const names of ['Datum,Name,Adresse,Inhalt', 'De,Jusque,Objet,Prix'])
      expect(cutBytes(Buffer.from(`${names}\na,b,c,d\n`)).format).not.toBe('csv');
  });

  it('reads bytes that are no UTF-8 as Windows writes them', async () => {
    const { messages } = await read(
      Buffer.from('From,Subject,Body\nAda,D\u00e4mme \u0096 Plan,\u0084Ja\u0093 \u0080 5\n', 'latin1'),
    );
    expect(messages.map(({ subject, body }) => [subject.text, body?.text])).toEqual([['Dämme – Plan', '„Ja“ € 5']]);
  });

  it('takes a table of payments, a poem, a mail and figures of a program for no table of messages', () => {
    for (const content of [
      'Date,Amount,Description\n2016-01-01,3,Rope\n',
      'Ships, ropes, sails\nand tar, and nails\n',
      mail('e1', 'a,b,c'),
      'date,from,to,amount\n2016-01-01,Ada,Bo,3\n',
      'Von;Bis;Betrag;Text\n01.04.2016;30.04.2016;1.200,00;Miete\n01.05.2016;31.05.2016;1.200,00;Miete\n',
      'Von;Bis;Betreff;Text\n04.04.2016 09:00;04.04.2016 10:00;Deich;Schlüssel mitbringen\n',
      '\xde\x12\x04\x95\0\0\x14Sender\0\0\x14Subject\0\0\x14Body\0\n\0\x14\0\x14\0\n',
      'From,To,Title,Content\n2016-04-04T09:00:00Z,2016-04-04T10:00:00Z,Dyke,Bring the keys\n',
    ])
      expect(['csv', 'tsv', 'load-file']).not.toContain(cutBytes(Buffer.from(content)).format);
  });

  it('loses one line to a quotation mark that is never closed, and gives up where that never ends', () => {
    const rows = Array.from({ length: 30 }, (_, index) => `ada@moor.example,Sluice ${index},Text ${index}\n`);
    const one = Buffer.from(
      `From,Subject,Body\n${rows.slice(0, 9).join('')}ada@moor.example,"Never,closed\n${rows.slice(9).join('')}`,
    );
    const cut = cutBytes(one);
    expect(faultInTiling(cut, one.length)).toBe('');
    expect(cut.messages.length).toBe(30);
    expect(cut.problems.map(({ code }) => code)).toContain('table-row-unclosed');
    const many = Buffer.from(`From,Subject,Body\n${'a,"b\n'.repeat(200_000)}`);
    const started = performance.now();
    expect(faultInTiling(cutBytes(many), many.length)).toBe('');
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('reads what ragged rows have and tells of them once', async () => {
    const { cut, messages } = await read(
      'From,Subject,Body\nada@moor.example,Sluice\nbo@fen.example,Dike,High,extra\n\n',
    );
    expect(messages.map(({ subject }) => subject.text)).toEqual(['Sluice', 'Dike']);
    expect(cut.problems.map(({ code }) => code)).toEqual(['table-header', 'table-row-ragged']);
  });

  it.each([
    [32_767, ['table-header', 'table-cell-full']],
    [32_766, ['table-header']],
  ])('warns of a cell that is as long as Excel lets it be: %i', async (length, codes) => {
    const { cut } = await read(`From,Subject,Body\nada@moor.example,Sluice,${'x'.repeat(length)}\n`);
    expect(cut.problems.map(({ code }) => code)).toEqual(codes);
  });

  it('leaves no byte of a damaged table without an owner', () => {
    let seed = 7;
    const random = (limit: number) => {
      seed = (seed * 1103515245 + 12345) & 0x7fffffff;
      return seed % limit;
    };
    for (const [, content] of FORMS)
      for (let round = 0; round < 24; round++) {
        const bytes = Buffer.from(content as Buffer);
        for (let flip = 0; flip < 3; flip++) bytes[random(bytes.length)] = random(256);
        const damaged = round % 2 ? bytes : bytes.subarray(0, random(bytes.length) + 1);
        const cut = cutBytes(damaged);
        expect(faultInTiling(cut, damaged.length)).toBe('');
        expect(outlineOf(cutBytes(damaged, [damaged.length >> 1]))).toEqual(outlineOf(cut));
      }
  });
});

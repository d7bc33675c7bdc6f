import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { locateInBody } from '../../src/message/locate-in-body.js';
import type { Message } from '../../src/message/message.js';
import { readMessages } from '../../src/message/read-message.js';
import { readArchived } from '../../src/source/container/read-archived.js';
import { readSources } from '../../src/source/read-sources.js';
import { tarOf, zipOf } from '../make-archive.js';
import { pdfOf } from '../pdf-fixture.js';

const root = mkdtempSync(join(tmpdir(), 'pages-'));
afterAll(() => rmSync(root, { recursive: true }));

let count = 0;
async function read(files: Readonly<Record<string, string | Buffer>>, named = false) {
  const folder = join(root, `${count++}`);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const reading = readSources([{ path: named ? join(folder, Object.keys(files)[0]!) : folder }]);
  const messages: Message[] = [];
  for await (const batch of readMessages(reading, { bodies: true })) messages.push(...batch);
  const own = messages.map(({ origin, body, facts = [] }) => ({
    source: origin.source.slice(folder.length + 1),
    text: body!.text,
    facts: facts.map(({ name, value }) => `${name}: ${value}`),
  }));
  return { messages, own, reading, codes: reading.problems.map(({ code }) => code), folder };
}

const header = (subject: string, day = 'Thursday, April 7, 2016 10:02 AM') =>
  `From: Mira Holm\nSent: ${day}\nTo: Tobias Renn\nSubject: ${subject}\n\n`;

describe('texts of pages, one a file', () => {
  it.each([
    ['a stamp that counts them', 'The price is 40,000.\nPage 1 of 2\n', 'A second paragraph.\nPage 2 of 2\n'],
    [
      'a sentence that the page leaves open',
      'The price is 40,000 and it\nHARBOR 0012\n',
      'will fall again.\nHARBOR 0013\n',
    ],
    ['quotation marks on both sides', 'Yes.\n> we said so\n> last week\nHARBOR_0012\n', '> and will again\n'],
  ])('are joined by %s', async (_what, one, two) => {
    const { own, messages, codes, folder } = await read({ 'T/H_0012.txt': header('Ferry') + one, 'T/H_0013.txt': two });
    expect(own).toEqual([
      { source: 'T/H_0012.txt', text: header('Ferry') + one + two, facts: ['pages: 2, the others in H_0013.txt'] },
    ]);
    expect(codes).toEqual(['page-of-text']);
    const { body } = messages[0]!;
    const at = body!.text.length - two.length;
    expect(locateInBody(body!, { start: at + 2, end: at + 8 })).toEqual({
      source: `${folder}/T/H_0013.txt`,
      offset: 2,
      length: 6,
    });
    expect(locateInBody(body!, { start: 0, end: 4 })).toEqual({
      source: `${folder}/T/H_0012.txt`,
      offset: 0,
      length: 4,
    });
  });

  it.each([
    ['another stamp', 'Page 1 of 2\n', 'Another text.\nPage 1 of 1\n'],
    ['nothing', 'The price is 40,000.\n', 'Minutes of the meeting.\n'],
    ['an end of the sentence', 'The price is 40,000.\n', 'minutes of the meeting\n'],
  ])('stay alone where %s ties them, and that is told', async (_what, one, two) => {
    const { own, codes } = await read({ 'T/H_0012.txt': header('Ferry') + one, 'T/H_0013.txt': two });
    expect(own.map(({ text }) => text)).toEqual([header('Ferry') + one]);
    expect(codes).toEqual(['page-loose', 'not-mail']);
  });

  it('begin a mail of their own where they have a header, and are not joined over a gap in the numbers', async () => {
    const open = 'The price is 40,000 and it\n';
    const { own, codes } = await read({
      'T/H_0012.txt': header('Ferry') + open,
      'T/H_0013.txt': header('Quay') + open,
      'T/H_0015.txt': 'will fall again.\n',
    });
    expect(own.map(({ source }) => source)).toEqual(['T/H_0012.txt', 'T/H_0013.txt']);
    expect(codes).toEqual(['not-mail']);
  });

  it('go on for as long as they do', async () => {
    const { own } = await read({
      'T/H_0001.txt': `${header('Ferry')}One and\n- 1 -\n`,
      'T/H_0002.txt': 'two and\n- 2 -\n',
      'T/H_0003.txt': 'three.\n- 3 -',
      'T/H_0004.txt': header('Quay'),
    });
    expect(own.map(({ text }) => text)).toEqual([
      `${header('Ferry')}One and\n- 1 -\ntwo and\n- 2 -\nthree.\n- 3 -`,
      header('Quay'),
    ]);
  });
});

describe('pages that a list of page images makes documents of', () => {
  const opticon = (...documents: readonly (readonly string[])[]) =>
    documents
      .flatMap((pages) =>
        pages.map(
          (page, at) => `${page},VOL01,.\\IMAGES\\${page}.tif,${at ? '' : 'Y'},,,${at ? '' : pages.length}\r\n`,
        ),
      )
      .join('');
  const ipro = (...documents: readonly (readonly string[])[]) =>
    documents
      .flatMap((pages) => pages.map((page, at) => `IM,${page},${at ? '' : 'D'},0,@VOL01;IMAGES;${page}.tif;2\r\n`))
      .join('');
  const pages = {
    'TEXT/H0012.txt': `${header('Fwd: Ferry')}The price is 40,000.\n`,
    // Without the list a page that begins with the header of a forwarded mail is taken for that mail.
    'TEXT/H0013.txt': `${header('Ferry', 'Wednesday, April 6, 2016 9:00 AM')}Ask him.\n`,
    'TEXT/H0014.txt': header('Quay', 'Friday, April 8, 2016 9:00 AM'),
  };
  const documents = [['H0012', 'H0013'], ['H0014']] as const;
  const told = ({ origin, production, body }: Message) => [
    origin.source.split(/[/›]/).at(-1)!.trim(),
    `${production?.begin}-${production?.end}`,
    body!.text.includes('Ask him'),
  ];
  const expected = [
    ['H0012.txt', 'H0012-H0013', true],
    ['H0014.txt', 'H0014-H0014', false],
  ];
  const entries = (files: Readonly<Record<string, string>>) =>
    Object.entries(files).map(([name, content]) => ({ name, content }));
  const zipped = (files: Readonly<Record<string, string>>) => zipOf(entries(files));

  it.each<[string, Readonly<Record<string, string | Buffer>>]>([
    ['Opticon', { ...pages, 'VOL01.opt': opticon(...documents) }],
    ['IPRO', { ...pages, 'DATA/VOL01.lfp': ipro(...documents) }],
    ['in a zip', { 'v.zip': zipped({ ...pages, 'VOL01.opt': opticon(...documents) }) }],
    ['in a tar', { 'v.tar': tarOf(entries({ ...pages, 'VOL01.opt': opticon(...documents) })) }],
    [
      'in a zip in a tar',
      { 'v.tar': tarOf([{ name: 'v.zip', content: zipped(pages) }]), 'V.opt': opticon(...documents) },
    ],
    ['the list beside the zip', { 'v.zip': zipped(pages), 'VOL01.opt': opticon(...documents) }],
  ])('are one text, with its numbers: %s', async (_form, files) => {
    const { messages, codes } = await read(files);
    expect(messages.map(told)).toEqual(expected);
    expect(codes).not.toContain('page-loose');
    const { body, origin } = messages[0]!;
    const at = body!.text.indexOf('Ask him');
    const place = locateInBody(body!, { start: at, end: at + 7 });
    expect(place).toEqual({
      source: origin.source.replace('H0012', 'H0013'),
      offset: body!.text.length - 9 - pages['TEXT/H0012.txt'].length,
      length: 7,
    });
  });

  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'two lists differ',
      { ...pages, 'a.opt': opticon(...documents), 'b.opt': opticon(['H0012'], ['H0013', 'H0014']) },
      ['H0012.txt', 'H0013.txt', 'H0014.txt'],
    ],
    [
      'the first page is no mail',
      { ...pages, 'TEXT/H0012.txt': 'Minutes.\n', 'a.opt': opticon(...documents) },
      ['H0013.txt', 'H0014.txt'],
    ],
    [
      'a page between is not there',
      { ...pages, 'a.opt': opticon(['H0012', 'H0012a', 'H0013'], ['H0014']) },
      ['H0012.txt', 'H0013.txt', 'H0014.txt'],
    ],
  ])('are read each by itself where %s', async (_what, files, sources) => {
    const { messages } = await read(files);
    expect(messages.map(({ origin }) => origin.source.split('/').at(-1))).toEqual(sources);
  });

  it.each([
    ['v.zip', zipOf],
    ['v.tar', tarOf],
  ])('are joined in %s by what their lines say, as on the disk', async (name, archiveOf) => {
    const inside = { 'T/H_0013.txt': 'will fall again.\n', 'T/H_0012.txt': `${header('Ferry')}The price and it\n` };
    const { own, codes } = await read({ [name]: archiveOf(entries(inside)) });
    expect(own.map(({ text }) => text)).toEqual([`${header('Ferry')}The price and it\nwill fall again.\n`]);
    expect(codes).toEqual(['page-of-text']);
  });
});

describe('PDF documents', () => {
  const letter = [
    'From: Mira Holm <mira.holm@vessen.example>',
    'Sent: Thursday, April 7, 2016 10:02 AM',
    'To: Tobias Renn',
    'Subject: Ferry contract',
    '',
    'The price is 40,000.',
  ];
  const other = [
    'From: Ilse Brandt <ilse@vessen.example>',
    'Sent: Friday, June 3, 2016 10:02 AM',
    'To: Tobias Renn',
    'Subject: Quay',
    '',
    'Another matter.',
  ];
  const pdf = pdfOf([letter, ['Second page.'], other]);

  it('are read by their text, with the page that each mail begins on', async () => {
    const { own, reading, messages, codes } = await read({ 'a.pdf': pdf });
    expect(own.map(({ source, facts }) => [source, facts])).toEqual([
      ['a.pdf › text', ['page: 1 of 3']],
      ['a.pdf › text', ['page: 3 of 3']],
    ]);
    expect(own[0]!.text).toContain('Subject: Ferry contract\n\nThe price is 40,000.\n');
    expect(own[0]!.text).toContain('Second page.');
    expect(reading.sources.map(({ format }) => format)).toEqual(['text', 'pdf']);
    expect(codes.filter((code) => code !== 'form-feed')).toEqual([]);
    const { origin } = messages[1]!;
    const again = await readArchived(origin.source, origin.offset, origin.length);
    expect(again?.toString()).toContain('Another matter.');
  });

  it('are read in archives, one behind the other', async () => {
    const { own } = await read({
      'a.zip': zipOf([
        { name: 'a.pdf', content: pdf },
        { name: 'b.pdf', content: pdfOf([other]) },
      ]),
    });
    expect(own.map(({ source }) => source)).toEqual([
      'a.zip › a.pdf › text',
      'a.zip › a.pdf › text',
      'a.zip › b.pdf › text',
    ]);
  });

  it('are no mail without a printed header, or without text, or where they are damaged', async () => {
    for (const content of [pdfOf([['Forecast of the tides']]), pdfOf([[]]), pdf.subarray(0, 200)]) {
      const { own, codes } = await read({ 'a.pdf': content });
      expect([own, codes]).toEqual([[], ['not-mail', 'no-mail-in-folder']]);
      expect(
        (await read({ 'a.pdf': content }, true)).reading.problems.some(({ severity }) => severity === 'error'),
      ).toBe(true);
    }
  });
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { locateInBody } from '../../src/message/locate-in-body.js';
import type { Message } from '../../src/message/message.js';
import { readMessages } from '../../src/message/read-message.js';
import { familyText } from '../../src/report/answer/bates.js';
import { readArchived } from '../../src/source/container/read-archived.js';
import { INSIDE } from '../../src/source/inside.js';
import { readSources } from '../../src/source/read-sources.js';
import { type Entry, tarOf, zipOf } from '../make-archive.js';
import { faultInTiling } from '../source-cutting.js';
import { writeStore } from '../store-fixture.js';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Reads a folder of these files; names in the answer are those below the folder. */
async function read(
  files: Readonly<Record<string, string | Buffer>>,
  input = '.',
  map: Readonly<Record<string, string>> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'load-file-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const reading = readSources([{ path: join(folder, input) }], { map });
  const messages: Message[] = [];
  const refused: string[] = [];
  const raws = new Map<string, { origin: { source: string; offset: number; length: number } }[]>();
  const kept = (async function* () {
    for await (const batch of reading) {
      for (const raw of batch) raws.set(raw.origin.source, [...(raws.get(raw.origin.source) ?? []), raw]);
      yield batch;
    }
  })();
  for await (const batch of readMessages(kept, { bodies: true, map, onProblem: ({ code }) => refused.push(code) }))
    messages.push(...batch);
  for (const { name, contentLength, items } of reading.sources) {
    if (items !== undefined) continue;
    const gaps = reading.gaps.filter(({ source }) => source === name);
    expect(faultInTiling({ messages: (raws.get(name) ?? []) as never, gaps }, contentLength)).toBe('');
  }
  const short = (name: string) => name.slice(folder.length + 1);
  return {
    messages,
    refused,
    codes: reading.problems.map(({ code }) => code),
    sourcesOf: messages.map(({ origin }) => short(origin.source)),
    short,
  };
}

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
  'TextLink',
);
const mail = (subject: string) =>
  `Message-ID: <${subject}@moor.example>\r\nFrom: Ada <ada@moor.example>\r\nTo: bo@fen.example\r\nDate: Mon, 4 Apr 2016 09:12:00 +0200\r\nSubject: ${subject}\r\n\r\nOpen it.\r\n`;
const NATIVE = row(
  'M001',
  'M002',
  'M001',
  'M003',
  'Moor, Ada',
  'Ada',
  'Bo',
  '04/04/2016 09:12',
  'Sluice',
  'Ada\\Sent',
  '.\\NATIVES\\M001.eml',
  '.\\TEXT\\M001.txt',
);
const ATTACHED = row(
  'M003',
  'M003',
  'M001',
  'M003',
  'Moor, Ada',
  'Clerk',
  '',
  '',
  'Plan',
  '',
  '.\\NATIVES\\M003.doc',
  '.\\TEXT\\M003.txt',
);
const FIELDS = row(
  'M004',
  'M004',
  '',
  '',
  'Moor, Ada',
  'Bo <bo@fen.example>',
  'Ada <ada@moor.example>',
  '04/05/2016 10:00',
  'Re: Sluice',
  '',
  '',
  'TEXT\\M004.txt',
);

const PRODUCTION = {
  'DATA/prod.dat': NAMES + NATIVE + ATTACHED + FIELDS,
  'NATIVES/M001.eml': mail('Sluice'),
  'NATIVES/M003.doc': Buffer.from('d0cf11e0a1b11ae1000000', 'hex'),
  'TEXT/M001.txt': 'From: Ada\r\nSent: today\r\nTo: Bo\r\nSubject: Sluice\r\n\r\nOpen it.',
  'TEXT/M003.txt': 'Plan of the dike',
  'TEXT/M004.txt': 'From: Bo\r\nSent: today\r\nTo: Ada\r\nSubject: Re: Sluice\r\n\r\nIt stays shut: grün.\r\n',
};

describe('load files', () => {
  it('reads a document once: from its native mail where it is there, else from its row and text', async () => {
    const { messages, sourcesOf, codes, refused } = await read(PRODUCTION);
    expect(sourcesOf).toEqual(['DATA/prod.dat', 'NATIVES/M001.eml']);
    expect(messages.map(({ subject }) => subject.text)).toEqual(['Re: Sluice', 'Sluice']);
    expect(refused).toEqual([]);
    expect(codes).toContain('load-file-native');
    expect(codes.filter((code) => code === 'text-of-document')).toHaveLength(3);
    expect(codes).not.toContain('format-not-read');
  });

  it('keeps numbers, family, custodian and folder with the message, and every cell as written', async () => {
    const { messages } = await read(PRODUCTION);
    const { production, custodian, folder } = messages[1]!;
    expect(production).toMatchObject({
      begin: 'M001',
      end: 'M002',
      attachBegin: 'M001',
      attachEnd: 'M003',
      custodian: 'Moor, Ada',
      folder: 'Ada\\Sent',
    });
    expect(production?.row.row).toBe(0);
    expect(production?.fields.at(-1)).toEqual({ name: 'TextLink', value: '.\\TEXT\\M001.txt' });
    expect(folder).toBe('Ada\\Sent');
    // A label of the producing side makes nobody a holder whose production could lack a message.
    expect(custodian).toBeNull();
  });

  it('takes the body from the text beside the load file, without the header printed above it, and says where it stands', async () => {
    const { messages, short } = await read(PRODUCTION);
    const body = messages[0]!.body!;
    expect(body.text).toBe('It stays shut: grün.\n');
    const start = body.text.indexOf('grün');
    const place = locateInBody(body, { start, end: start + 4 });
    expect(short(place.source)).toBe('TEXT/M004.txt');
    const content = Buffer.from(PRODUCTION['TEXT/M004.txt']);
    expect(content.toString('utf8', place.offset, place.offset + place.length)).toBe('grün');
  });

  it.each([
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['Latin-1', (text: string) => Buffer.from(text, 'latin1')],
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['pipes', (text: string) => Buffer.from(text.replaceAll('þ', '').replaceAll('\x14', '|'))],
    ['carets', (text: string) => Buffer.from(text.replaceAll('þ', '^').replaceAll('\x14', '|'))],
    ['commas', (text: string) => Buffer.from(text.replaceAll('þ', '"').replaceAll('\x14', ','))],
  ])('reads the same from a load file in %s', async (_name, write) => {
    const { messages, sourcesOf } = await read({ ...PRODUCTION, 'DATA/prod.dat': write(PRODUCTION['DATA/prod.dat']) });
    expect(sourcesOf).toEqual(['DATA/prod.dat', 'NATIVES/M001.eml']);
    expect(messages.map(({ production }) => production?.begin)).toEqual(['M004', 'M001']);
  });

  it.each([
    '..\\..\\secret\\M004.txt',
    '/etc/hostname',
    'C:\\TEXT\\M004.txt',
    '\\\\server\\TEXT\\M004.txt',
    '.\\..\\secret\\M004.txt',
  ])('opens no file outside the input: %s', async (link) => {
    const dat = NAMES + row('M004', 'M004', '', '', '', 'Bo', 'Ada', '04/05/2016', 'Sluice', '', '', link);
    const { messages, codes } = await read(
      { 'prod/prod.dat': dat, 'secret/M004.txt': 'SECRET', 'TEXT/M004.txt': 'SECRET' },
      'prod',
    );
    expect(messages).toHaveLength(1);
    expect(messages[0]!.body?.text ?? '').not.toContain('SECRET');
    expect(codes).toContain('load-file-link-broken');
  });

  const entriesOf = (files: Readonly<Record<string, string | Buffer>>): readonly Entry[] =>
    Object.entries(files).map(([name, content]) => ({ name, content }));
  const part = (folder: string) =>
    entriesOf(Object.fromEntries(Object.entries(PRODUCTION).filter(([name]) => name.startsWith(folder))));

  it.each<[string, Record<string, string | Buffer>, string]>([
    ['a zip', { 'v.zip': zipOf(entriesOf(PRODUCTION)) }, 'v.zip › '],
    [
      'a gzipped tar, texts and natives first',
      { 'v.tgz': gzipSync(tarOf(entriesOf(PRODUCTION).toReversed())) },
      'v.tgz › ',
    ],
    [
      'a zip in a tar',
      { 'v.tar': tarOf([{ name: 'in/v.zip', content: zipOf(entriesOf(PRODUCTION)) }]) },
      'v.tar › in/v.zip › ',
    ],
    [
      'zips of each folder, whose paths begin with it',
      { 'a.zip': zipOf(part('DATA')), 'b.zip': zipOf(part('NATIVES')), 'c.zip': zipOf(part('TEXT')) },
      '',
    ],
    [
      'zips named for the folders that they hold',
      {
        'DATA/prod.dat': PRODUCTION['DATA/prod.dat'],
        'NATIVES.zip': zipOf(part('NATIVES').map(({ name, content }) => ({ name: name.slice(8), content }))),
        'TEXT.zip': zipOf(part('TEXT').map(({ name, content }) => ({ name: name.slice(5), content }))),
      },
      '',
    ],
    [
      'gzip, the load file alone',
      { ...PRODUCTION, 'DATA/prod.dat': '', 'DATA/prod.dat.gz': gzipSync(PRODUCTION['DATA/prod.dat']) },
      '',
    ],
  ])('joins a load file with its natives and texts in %s', async (_name, files, prefix) => {
    const plain = await read(PRODUCTION);
    const { messages, codes, short } = await read(files);
    const told = (message: Message) => [
      message.subject.text,
      message.production?.begin,
      message.folder,
      message.custodian,
      message.body?.text,
    ];
    const bySubject = (one: Message, other: Message) => (one.subject.text < other.subject.text ? -1 : 1);
    expect(messages.toSorted(bySubject).map(told)).toEqual(plain.messages.toSorted(bySubject).map(told));
    expect(codes).not.toContain('load-file-packed');
    expect(codes).not.toContain('load-file-link-broken');
    const { body } = messages.find(({ subject }) => subject.text === 'Re: Sluice')!;
    const place = locateInBody(body!, { start: 0, end: 8 });
    if (prefix) expect(short(place.source)).toBe(`${prefix}TEXT/M004.txt`);
    const excerpt = place.source.includes(INSIDE)
      ? await readArchived(place.source, place.offset, place.length)
      : readFileSync(place.source).subarray(place.offset, place.offset + place.length);
    expect(excerpt?.toString()).toBe('It stays');
  });

  it('guesses no native where two archives hold a file of the same path', async () => {
    const two = { 'a.zip': zipOf(part('NATIVES')), 'b.zip': zipOf(part('NATIVES')) };
    const { messages, codes } = await read({ ...two, 'DATA/prod.dat': PRODUCTION['DATA/prod.dat'] });
    expect(codes).toContain('load-file-link-broken');
    const sluice = messages.filter(({ subject }) => subject.text === 'Sluice');
    expect(sluice.map(({ production }) => production?.begin).toSorted()).toEqual(['M001', undefined, undefined]);
  });

  it('says how to read a load file without a row of names', async () => {
    const { codes } = await read({ 'prod.dat': FIELDS });
    expect(codes).toContain('load-file-without-names');
  });

  it('takes numbers, family, custodian and links from the columns that the user names', async () => {
    const names = ['Nummer', 'Bis', 'Haupt', 'Besitzer', 'Absender', 'Betreff', 'Datei'];
    const cells = ['M001', 'M002', 'M001', 'Moor', 'Ada', 'Sluice', 'NATIVES/M001.eml'];
    const map = { bates: 'Nummer', batesEnd: 'Bis', familyBegin: 'Haupt', custodian: 'Besitzer', native: 'Datei' };
    const files = { 'p.csv': `${names.join(';')}\n${cells.join(';')}\n`, 'NATIVES/M001.eml': mail('Sluice') };
    const { messages, sourcesOf } = await read(files, '.', map);
    expect(sourcesOf).toEqual(['NATIVES/M001.eml']);
    expect(messages[0]?.production).toMatchObject({
      begin: 'M001',
      end: 'M002',
      attachBegin: 'M001',
      custodian: 'Moor',
    });
  });

  it.each([
    ['follow its number', ['M002', 'M003'], 'M001 to M003'],
    ['do not, for another message stands between', ['M002', 'M005'], null],
  ])('has the range of its family where rows tell parents alone and attachments %s', async (_how, numbers, family) => {
    const rows = numbers.map((number) => row(number, 'M001', '', '', '', '', 'NATIVES/a.doc'));
    const { messages } = await read({
      'load.dat':
        row('BEGDOC', 'PARENTID', 'FROM', 'TO', 'DATE SENT', 'SUBJECT', 'NATIVE LINK') +
        row('M001', '', 'Ada', 'Bo', '2016-04-04', 'Sluice', 'NATIVES/M001.eml') +
        rows.join(''),
      'NATIVES/M001.eml': mail('Sluice'),
      'NATIVES/a.doc': 'plan',
    });
    expect(messages.map(({ production }) => familyText(production!))).toEqual([family]);
  });

  it('knows a list of page images by its lines', async () => {
    const { codes } = await read({
      'p.opt': 'M001,VOL01,.\\IMAGES\\M001.tif,Y,,,2\r\nM002,VOL01,.\\IMAGES\\M002.tif,,,,\r\n',
      'a.eml': mail('x'),
    });
    expect(codes).toEqual(['not-mail']);
  });
});

describe('EDRM XML', () => {
  const files = (native: string, text: string) =>
    `<Files>${native && `<File FileType="Native"><ExternalFile FilePath="NATIVES" FileName="${native}" FileSize="9"/></File>`}${text && `<File FileType="Text"><ExternalFile FilePath=".\\TEXT\\" FileName="${text}"/></File>`}</Files>`;
  const around = (documents: string, relationships: string) =>
    `<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- made by hand -->\r\n<Root DataInterchangeType="Update"><Batch><Documents>\r\n${documents}</Documents><Relationships>${relationships}</Relationships></Batch></Root>\r\n`;
  const tag = (name: string, value: string) => `<Tag TagName="#${name}" TagDataType="Text" TagValue="${value}"/>`;
  const field = (name: string, value: string) => `<Field Name="${name}">${value}</Field>`;
  const plain = (name: string, value: string) => `<${name}>\r\n ${value}</${name}>`;
  const RELATED = '<Relationship Type="Attachment" ParentDocID="M001" ChildDocID="M003"/>';
  const document =
    (write: typeof tag, box: string) => (id: string, type: string, values: readonly string[], more: string) =>
      `<Document DocID="${id}" DocType="${type}" MimeType="message/rfc822"><${box}>${['From', 'To', 'DateSent', 'Subject'].map((name, at) => (values[at] ? write(name, values[at]!) : '')).join('')}</${box}>${more}<Locations><Location><Custodian>Moor &amp; Fen</Custodian><LocationURI>Ada\\Sent</LocationURI></Location></Locations></Document>\r\n`;
  const production = (write: typeof tag, box: string) => {
    const one = document(write, box);
    return {
      'DATA/load.xml': around(
        one('M001', 'Message', ['Ada', 'Bo', '2016-04-04T09:12:00Z', 'Sluice'], files('M001.eml', 'M001.txt')) +
          one('M003', 'File', ['Clerk', '', '', 'Plan'], files('M003.doc', 'M003.txt')) +
          one(
            'M004',
            'Message',
            ['Bo &lt;bo@fen.example&gt;', 'Ada &lt;ada@moor.example&gt;', '2016-04-05T10:00:00Z', 'Re: Sluice'],
            files('', 'M004.txt'),
          ),
        RELATED,
      ),
      'NATIVES/M001.eml': mail('Sluice'),
      'NATIVES/M003.doc': PRODUCTION['NATIVES/M003.doc'],
      'TEXT/M001.txt': PRODUCTION['TEXT/M001.txt'],
      'TEXT/M003.txt': PRODUCTION['TEXT/M003.txt'],
      'TEXT/M004.txt': PRODUCTION['TEXT/M004.txt'],
    };
  };

  it.each<[string, typeof tag, string]>([
    ['tags with values (1.x)', tag, 'Tags'],
    ['named fields (2.x)', field, 'FieldValues'],
    ['elements for fields', plain, 'FieldValues'],
  ])('is read as any load file: %s', async (_form, write, box) => {
    const { messages, sourcesOf, codes, refused } = await read(production(write, box));
    expect(sourcesOf).toEqual(['DATA/load.xml', 'NATIVES/M001.eml']);
    expect(messages.map(({ subject }) => subject.text)).toEqual(['Re: Sluice', 'Sluice']);
    expect(messages[0]?.from).toEqual({ name: 'Bo', address: 'bo@fen.example' });
    expect(messages[0]?.body?.text).toBe('It stays shut: grün.\n');
    expect(messages[1]?.production).toMatchObject({ begin: 'M001', custodian: 'Moor & Fen' });
    expect(refused).toEqual([]);
    expect(codes).not.toContain('load-file-link-broken');
    expect(codes).toContain('load-file-document');
  });

  it.each<[string, (text: string) => Buffer]>([
    ['little-endian', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['big-endian', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('is read in UTF-16 as well, with its places: %s', async (_form, encode) => {
    const given = production(tag, 'Tags');
    const text = given['DATA/load.xml'].replace('UTF-8', 'UTF-16').replace('Re: Sluice', 'Re: Sluice 🌊 grün');
    const bytes = encode(text);
    const { messages, sourcesOf } = await read({ ...given, 'DATA/load.xml': bytes });
    expect(sourcesOf).toEqual(['DATA/load.xml', 'NATIVES/M001.eml']);
    expect(messages[0]!.subject.text).toBe('Re: Sluice 🌊 grün');
    const { offset, length } = messages[0]!.origin;
    expect(encode(text).indexOf(encode('<Document DocID="M004"').subarray(2))).toBe(offset);
    expect(bytes.subarray(offset + length - 4, offset + length)).toEqual(encode('t>').subarray(2));
  });

  it('is joined with its files in a zip as well', async () => {
    const zip = zipOf(Object.entries(production(tag, 'Tags')).map(([name, content]) => ({ name, content })));
    const { messages } = await read({ 'v.zip': zip });
    expect(messages.map(({ production: told }) => told?.begin)).toEqual(['M004', 'M001']);
  });

  it.each([
    ['names the store', 'Exchange\\ada.pst', 0],
    ['leads into it', 'Exchange\\ada.pst\\Inbox\\Hello.eml', 0],
    ['leads into one that is not there', 'Exchange\\bo.pst\\Inbox\\Hello.eml', 1],
  ])("is no message of its own where Purview's list of items %s", async (_how, path, rows) => {
    const names = 'Custodian,Email_subject,Email_sender,Email_to,Email_date_sent,Email_message_ID,Native_path';
    const line = `Ada,Hello,ada@moor.example,bo@fen.example,2016-04-04T09:12:00Z,<x@moor.example>,${path}`;
    const item = { properties: { 26: 'IPM.Note', 55: 'Dike', 4096: 'It holds.', 23810: 'ada@moor.example' } };
    const store = writeStore({ form: 'unicode', crypt: 0, folder: 'Inbox', items: [item] }, (bytes) => bytes);
    const { messages } = await read({ 'Items_0.csv': `${names}\n${line}\n`, 'PST/ada.pst': store });
    expect(messages.map(({ subject }) => subject.text)).toEqual([...Array(rows).fill('Hello'), 'Dike']);
  });

  it("reads a message once where the row names the mailbox that it stands in, as Vault's metadata does", async () => {
    const one = document(tag, 'Tags')(
      'M001',
      'Message',
      ['Ada', 'Bo', '2016-04-04', 'Sluice'],
      files('ada-1.mbox', ''),
    );
    const box = `From ada@moor.example Mon Apr  4 09:12:00 2016\n${mail('Sluice')}`;
    const both = await read({ 'v-metadata.xml': around(one, ''), 'v/ada-1.mbox': box });
    expect(both.sourcesOf).toEqual(['v/ada-1.mbox']);
    expect(both.codes).toContain('load-file-mailbox');
    const alone = await read({ 'v-metadata.xml': around(one, '') });
    expect(alone.sourcesOf).toEqual(['v-metadata.xml']);
  });

  it('reads text in the file, and no entity but those of XML', async () => {
    const inline =
      '<File FileType="Text"><InlineContent><![CDATA[</Document> 1 < 2 &amp; so on]]></InlineContent></File>';
    const bomb = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>';
    const xml = around(
      document(tag, 'Tags')(
        'M9',
        'Message',
        ['Ada', 'Bo', '2016-04-04', '&x; &#65;&bogus;'],
        `<Files>${inline}</Files>`,
      ),
      '',
    );
    const { messages } = await read({ 'load.xml': xml.replace('<Root', `${bomb}<Root`), 'plain.xml': xml });
    expect(messages.map(({ subject }) => subject.text)).toEqual(['&x; A&bogus;', '&x; A&bogus;']);
    expect(messages[0]?.body?.text).toBe('</Document> 1 < 2 &amp; so on');
  });

  it('loses no byte of a damaged one', async () => {
    let seed = 5;
    const random = (limit: number) => {
      seed = (seed * 1103515245 + 12345) & 0x7fffffff;
      return seed % limit;
    };
    const whole = Buffer.from(production(tag, 'Tags')['DATA/load.xml']);
    for (let round = 0; round < 60; round++) {
      const bytes = Buffer.from(whole);
      for (let flip = 0; flip < 3; flip++) bytes[200 + random(bytes.length - 200)] = random(256);
      await read({ 'load.xml': round % 2 ? bytes : bytes.subarray(0, 300 + random(bytes.length - 300)) });
    }
  });
});

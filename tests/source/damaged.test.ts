import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/message/message.js';
import { readMessages } from '../../src/message/read-message.js';
import { openDatabase } from '../../src/source/database/sqlite-file.js';
import { readSources } from '../../src/source/read-sources.js';
import { type MapiFixture, writeMsg } from '../compound-file-fixture.js';
import { damage } from '../damage.js';
import { tarOf, zipOf } from '../make-archive.js';
import { p, word, workbook } from '../office-fixture.js';
import { PACKED, rar5Of, rarOf } from '../packed-fixture.js';
import { pdfOf } from '../pdf-fixture.js';
import { signedOf } from '../signed-fixture.js';
import { writeStore } from '../store-fixture.js';
import { writeTnef } from '../tnef-fixture.js';

/** Damaged files of each format; `RETHREAD_DAMAGED=300` asks for as many (`npm run bench:damaged`). */
const COUNT = Number(process.env.RETHREAD_DAMAGED ?? 12);
/** The first seed: `RETHREAD_DAMAGED_FROM=1001` damages other places. */
const FIRST = Number(process.env.RETHREAD_DAMAGED_FROM ?? 1);
/** A damaged file that takes longer is a hang: the measure of a machine that has other things to do as well. */
const LONGEST = Number(process.env.RETHREAD_DAMAGED_LONGEST ?? 5000);

const folder = mkdtempSync(join(tmpdir(), 'damaged-'));
afterAll(() => rmSync(folder, { recursive: true }));

const header = (subject: string) =>
  `Message-ID: <${subject}@moor.example>\nFrom: Ada <ada@moor.example>\nTo: bo@fen.example\nDate: Mon, 4 Apr 2016 09:12:00 +0200\nSubject: ${subject}\n`;
const mail = (subject: string) => `${header(subject)}\nOpen the sluice at noon.\n`;
const multipart = `${header('parts')}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nEntw=C3=BCrfe\n--b\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=a.pdf\n\nJVBERi0xLjQK\n--b\nContent-Type: message/rfc822\n\n${mail('inner')}\n--b--\n`;
const box = (...subjects: readonly string[]) =>
  subjects.map((subject) => `From ada@moor.example Mon Apr  4 09:12:00 2016\n${mail(subject)}\n`).join('');
const printed =
  'From: Ada Moor\nSent: Monday, April 4, 2016 9:12 AM\nTo: Bo Fen\nSubject: Sluice\n\nOpen it at noon.\n';
const records = ['a', 'b', 'c'].map((subject) => ({
  message_id: `<${subject}@moor.example>`,
  from: 'ada@moor.example',
  to: 'bo@fen.example',
  date: '2016-04-04T09:12:00Z',
  subject,
  body: 'Open the sluice at noon.',
}));
const columns = Object.keys(records[0]!) as (keyof (typeof records)[0])[];
const csv = [columns.join(','), ...records.map((record) => columns.map((name) => `"${record[name]}"`).join(','))].join(
  '\r\n',
);
const dat = [columns, ...records.map((record) => columns.map((name) => record[name]))]
  .map((cells) => cells.map((cell) => `þ${cell}þ`).join('\x14'))
  .join('\r\n');
const item: MapiFixture = {
  properties: {
    26: 'IPM.Note',
    55: 'Dike',
    57: new Date('2016-04-04T07:12:00Z'),
    4096: 'It holds.',
    23810: 'ada@moor.example',
  },
  recipients: [{ 12291: 'bo@fen.example', 3093: 1 }],
  attachments: [{ 14087: 'plan.txt', 14081: Buffer.from('the plan') }],
};
/** A mail whose content stands in one packed part. */
const held = (type: string, bytes: Buffer) =>
  `${header('held')}MIME-Version: 1.0\nContent-Type: ${type}\nContent-Transfer-Encoding: base64\n\n${bytes.toString('base64').replace(/.{76}/g, '$&\n')}\n`;
const journal = `From: journal@moor.example\nTo: keep@moor.example\nX-MS-Journal-Report:\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=j\n\n--j\nContent-Type: text/plain\n\nSender: ada@moor.example\nSubject: a\nMessage-Id: <a@moor.example>\nTo: bo@fen.example\nBcc: cy@fen.example\n--j\nContent-Type: message/rfc822\n\n${mail('a')}--j--\n`;
const ews = `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><m:GetItemResponse xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">${records.map(({ subject }) => `<m:Items><t:Message><t:ItemId Id="${subject}"/><t:Subject>${subject}</t:Subject><t:Body BodyType="Text">Open it.</t:Body><t:DateTimeSent>2016-04-04T07:12:00Z</t:DateTimeSent><t:From><t:Mailbox><t:EmailAddress>ada@moor.example</t:EmailAddress></t:Mailbox></t:From></t:Message></m:Items>`).join('')}</m:GetItemResponse></s:Body></s:Envelope>`;
const dxl = `<?xml version='1.0'?><database xmlns='http://www.lotus.com/dxl'>${records.map(({ subject }) => `<document form='Memo'><item name='From'><text>Ada</text></item><item name='SendTo'><text>Bo</text></item><item name='Subject'><text>${subject}</text></item><item name='PostedDate'><datetime>20160404T091200,00+02</datetime></item></document>`).join('')}</database>`;
const FILES = [
  { name: 'inbox.mbox', content: box('a', 'b') },
  { name: 'one.eml', content: mail('c') },
];

function sqlite(): Buffer {
  const path = join(folder, 'make.db');
  const database = openDatabase(path);
  database.exec(`CREATE TABLE mails (${columns.map((name) => `"${name}" TEXT`).join(', ')})`);
  for (const record of records)
    database
      .prepare(`INSERT INTO mails VALUES (${columns.map(() => '?').join(', ')})`)
      .run(...columns.map((name) => record[name]));
  database.close();
  const bytes = readFileSync(path);
  rmSync(path);
  return bytes;
}

const FORMATS: readonly (readonly [name: string, messages: number, content: string | Buffer])[] = [
  ['a.mbox', 3, box('a', 'b', 'c')],
  ['a.eml', 1, multipart],
  [
    'a.emlx',
    1,
    `${mail('a').length}\n${mail('a')}<?xml version="1.0"?>\n<plist version="1.0"><dict><key>flags</key><integer>1</integer></dict></plist>\n`,
  ],
  ['a.json', 3, JSON.stringify(records)],
  ['a.jsonl', 3, records.map((record) => JSON.stringify(record)).join('\n')],
  ['a.csv', 3, csv],
  ['a.dat', 3, dat],
  ['a.txt', 1, printed],
  ['utf16.txt', 1, Buffer.from(`\ufeff${printed}`, 'utf16le')],
  [
    'a.html',
    1,
    `<html><body><b>From:</b> Ada Moor<br><b>Sent:</b> Monday, April 4, 2016 9:12 AM<br><b>To:</b> Bo<br><b>Subject:</b> Sluice<br><p>Open it.</p></body></html>`,
  ],
  [
    'a.rtf',
    1,
    `{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\f0 From:\\tab Ada Moor\\par Sent:\\tab Monday, April 4, 2016 9:12 AM\\par To:\\tab Bo\\par Subject:\\tab Sluice\\par\\par Open it.\\par}`,
  ],
  [
    'a.xml',
    3,
    `<?xml version="1.0"?><Root><Batch><Documents>${records.map(({ subject }) => `<Document DocID="${subject}" DocType="Message"><Tags><Tag TagName="#From" TagValue="ada@moor.example"/><Tag TagName="#Subject" TagValue="${subject}"/><Tag TagName="#DateSent" TagValue="2016-04-04T09:12:00Z"/></Tags></Document>`).join('')}</Documents></Batch></Root>`,
  ],
  [
    'olm.xml',
    1,
    `<?xml version="1.0"?><emails><email><OPFMessageCopySubject>Sluice</OPFMessageCopySubject><OPFMessageCopyFromAddresses><emailAddress OPFContactEmailAddressAddress="ada@moor.example"/></OPFMessageCopyFromAddresses><OPFMessageCopyBody>Open it.</OPFMessageCopyBody></email></emails>`,
  ],
  ['ews.xml', 3, ews],
  ['dxl.xml', 3, dxl],
  ['a.msg', 1, writeMsg(item)],
  ['a.xlsx', 1, workbook()],
  ['a.docx', 1, word(...printed.split('\n').map((line) => p(line)))],
  ['winmail.dat', 1, writeTnef(item)],
  ['tnef.eml', 1, held('application/ms-tnef; name=winmail.dat', writeTnef(item))],
  [
    'signed.eml',
    1,
    held('application/pkcs7-mime; name=smime.p7m', signedOf(multipart.slice(multipart.indexOf('MIME-')))),
  ],
  ['journal.eml', 1, journal],
  ['a.pst', 2, writeStore({ form: 'unicode', crypt: 0, folder: 'Inbox', items: [item, item] }, (bytes) => bytes)],
  ['ansi.pst', 2, writeStore({ form: 'ansi', crypt: 0, folder: 'Inbox', items: [item, item] }, (bytes) => bytes)],
  [
    'a.parquet',
    3,
    Buffer.from(
      parquetWriteBuffer({
        columnData: columns.map((name) => ({
          name,
          type: 'STRING' as const,
          data: records.map((record) => record[name]),
        })),
      }),
    ),
  ],
  ['a.db', 3, sqlite()],
  ['a.pdf', 1, pdfOf([printed.trimEnd().split('\n')])],
  ['a.zip', 3, zipOf(FILES)],
  ['wide.zip', 3, zipOf(FILES, true)],
  ['a.tar', 3, tarOf(FILES)],
  ['a.tar.gz', 3, gzipSync(tarOf(FILES))],
  ['a.rar', 3, rarOf(FILES)],
  ['five.rar', 3, rar5Of(FILES)],
  ...['m.tar.bz2', 'm.tar.xz', 'm.tar.zst', 'm.7z'].map((name) => [name, 3, PACKED[name]!] as const),
];

/** Forms without a checksum of what is in them, or whose checksum is not looked at: damage may make two messages of a mailbox one. */
const UNCHECKED = new Set(['a.tar', 'a.rar', 'five.rar']);

async function read(name: string, content: Buffer | string) {
  const paths = [join(folder, name), join(folder, 'whole.eml')] as const;
  writeFileSync(paths[0], content);
  writeFileSync(paths[1], mail('whole'));
  const reading = readSources(paths.map((path) => ({ path })));
  const told = [] as { code: string; severity: string }[];
  const messages: Message[] = [];
  for await (const batch of readMessages(reading, { bodies: true, onProblem: (problem) => told.push(problem) }))
    messages.push(...batch);
  rmSync(paths[0]);
  const problems = [...reading.problems, ...told, ...messages.flatMap((message) => message.problems)];
  const own = messages.filter(({ origin }) => origin.source !== paths[1]);
  const sources = reading.sources.filter((source) => source.name.startsWith(paths[0]));
  const length = sources.length === 1 ? sources[0]!.contentLength : Number.POSITIVE_INFINITY;
  return { messages, own, problems, length };
}

describe('damaged files', () => {
  it.each(FORMATS)(
    'of the form %s cost themselves, are told, and never stop the run',
    async (name, expected, content) => {
      const sound = await read(name, content);
      expect(sound.own).toHaveLength(expected);
      const silent: number[] = [];
      for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
        const started = performance.now();
        const { messages, own, problems, length } = await read(name, damage(Buffer.from(content as Buffer), seed));
        expect(performance.now() - started, `time of seed ${seed}`).toBeLessThan(LONGEST);
        expect(
          messages.some(({ subject }) => subject.text === 'whole'),
          `seed ${seed}: the other file`,
        ).toBe(true);
        expect(
          problems.filter(({ code }) => code === 'program-fault'),
          `seed ${seed}`,
        ).toEqual([]);
        expect(problems.filter(({ severity }) => severity === 'error').length, `errors of seed ${seed}`).toBeLessThan(
          12,
        );
        // Two messages that damage made one are not lost.
        const kept = own.reduce((sum, { origin }) => sum + origin.length, 0) >= length;
        const least = UNCHECKED.has(name) ? expected - 1 : expected;
        if (own.length < least && problems.length === 0 && !kept) silent.push(seed);
      }
      expect(silent).toEqual([]);
    },
    60_000 + COUNT * 1000,
  );
});

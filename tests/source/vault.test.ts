import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/message/message.js';
import { readMessages } from '../../src/message/read-message.js';
import { readSources } from '../../src/source/read-sources.js';
import { zipOf } from '../make-archive.js';

const root = mkdtempSync(join(tmpdir(), 'vault-'));
afterAll(() => rmSync(root, { recursive: true }));

let count = 0;
async function read(files: Readonly<Record<string, string | Buffer>>) {
  const folder = join(root, `${count++}`);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const reading = readSources([{ path: folder }]);
  const messages: Message[] = [];
  for await (const batch of readMessages(reading, { bodies: true })) messages.push(...batch);
  return { messages, codes: reading.problems.map(({ code }) => code), problems: reading.problems };
}

const NUMBERS = ['1529876543210987654', '1529876543210987655', '1529876543210987656'];
const box = (subjects: readonly string[]) =>
  subjects
    .map(
      (subject, at) =>
        `From ${NUMBERS[at]}@xxx Mon Apr 04 07:12:00 +0000 2016\nMessage-ID: <${subject}@moor.example>\nFrom: Ada <ada@moor.example>\nTo: bo@fen.example\nDate: Mon, 4 Apr 2016 09:12:00 +0200\nSubject: ${subject}\n\nOpen it.\n\n`,
    )
    .join('');
const row = (id: string, subject: string, labels: string, messageId = '') =>
  `<Document DocID="${id}"><Tags><Tag TagName="#From" TagDataType="Text" TagValue="ada@moor.example"/><Tag TagName="#Subject" TagDataType="Text" TagValue="${subject}"/><Tag TagName="#DateSent" TagValue="2016-04-04T07:12:00Z"/>${messageId && `<Tag TagName="RFC822MessageID" TagValue="&lt;${messageId}&gt;"/>`}<Tag TagName="Labels" TagDataType="Text" TagValue="${labels}"/></Tags><Files><File FileType="Native"><ExternalFile FileName="ada@moor.example-1.mbox" FileSize="10"/></File></Files><Locations><Location><Custodian>ada@moor.example</Custodian></Location></Locations></Document>`;
const metadata = (rows: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><Root DataInterchangeType="Update"><Batch name="New Batch"><Documents>${rows}</Documents></Batch></Root>`;

describe('an export of Google Vault', () => {
  const xml = metadata(row(NUMBERS[0]!, 'a', '^INBOX,Plans') + row('x1', 'b', '^SENT', 'b@moor.example'));
  const told = ({ production, facts = [] }: Message) => [
    production?.begin ?? null,
    production?.custodian ?? null,
    facts.map(({ name, value }) => `${name}: ${value}`),
  ];

  it.each([
    ['as files', { 'q-metadata.xml': xml, 'ada@moor.example-1.mbox': box(['a', 'b']) }],
    [
      'in a zip',
      {
        'v.zip': zipOf([
          { name: 'q-metadata.xml', content: xml },
          { name: 'ada@moor.example-1.mbox', content: box(['a', 'b']) },
        ]),
      },
    ],
  ])('gives its messages what the metadata says of them, %s', async (_how, files) => {
    const { messages, codes } = await read(files);
    expect(messages.map(told)).toEqual([
      [NUMBERS[0], 'ada@moor.example', ['labels: INBOX; Plans']],
      ['x1', 'ada@moor.example', ['labels: SENT']],
    ]);
    expect(messages.map(({ folder }) => folder)).toEqual([null, null]);
    expect(codes).not.toContain('mailbox-message-missing');
  });

  it('is told once where the same rows come as XML and as CSV, whatever the XML calls the kind of file', async () => {
    const head = 'Rfc822MessageId,GmailMessageId,FileName,Account,Labels,Subject,From,To,DateSent';
    const line = (at: number, id: string) =>
      `${id},${NUMBERS[at]},ada@moor.example-1.mbox,ada@moor.example,"^INBOX,Plans",${id},ada@moor.example,bo@fen.example,2016-04-04T07:12:00Z`;
    const { messages, codes } = await read({
      'q-metadata.xml': metadata(row(NUMBERS[0]!, 'a', '^INBOX,Plans')).replace('"Native"', '"N/A"'),
      'q-metadata.csv': [head, line(0, 'a@moor.example'), line(1, 'b@moor.example')].join('\n'),
      'q-1.zip': zipOf([{ name: 'ada@moor.example-1.mbox', content: box(['a', 'b']) }]),
    });
    expect(messages.map(({ subject, production }) => [subject.text, production?.begin])).toEqual([
      ['a', NUMBERS[0]],
      ['b', NUMBERS[1]],
    ]);
    expect(codes.filter((code) => code.startsWith('mailbox'))).toEqual([]);
  });

  it('tells which messages metadata and mailbox do not have in common', async () => {
    const more = metadata(row(NUMBERS[0]!, 'a', '') + row('x7', 'lost', '', 'lost@moor.example'));
    const { messages, codes } = await read({ 'q-metadata.xml': more, 'ada@moor.example-1.mbox': box(['a', 'b', 'c']) });
    expect(messages).toHaveLength(3);
    expect(codes).toEqual(expect.arrayContaining(['mailbox-message-missing', 'mailbox-message-unlisted']));
  });
});

describe('lists of checksums among the inputs', () => {
  const content = box(['a']);
  const sum = (algorithm: string) => createHash(algorithm).update(content).digest('hex');
  it.each([
    ['q.md5', `${sum('md5')}  a.mbox\n`, 'checksum-fits'],
    ['MD5SUMS', `${sum('md5')} *./a.mbox\n`, 'checksum-fits'],
    ['checksums.sha256', `SHA256 (a.mbox) = ${sum('sha256')}\n`, 'checksum-fits'],
    ['q-md5.csv', `name,md5\n"a.mbox","${sum('md5').toUpperCase()}"\n`, 'checksum-fits'],
    ['q.sha1', `${sum('sha1').replace(/^./, (first) => (first === '0' ? '1' : '0'))}  a.mbox\n`, 'checksum-differs'],
    ['q.md5', `${sum('md5')}  b.mbox\n`, 'checksum-file-absent'],
    ['notes.txt', `${sum('sha1')}  b.mbox\n`, null],
  ])('are checked: %s', async (name, text, code) => {
    const { codes, messages } = await read({ [name]: text, 'a.mbox': content });
    expect(messages).toHaveLength(1);
    expect(codes.filter((one) => one.startsWith('checksum'))).toEqual(code === null ? [] : [code]);
  });
});

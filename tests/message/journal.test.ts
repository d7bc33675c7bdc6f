import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/message/read-message.js';
import { checkSources } from '../../src/report/answer/source-check.js';
import { writeMsg } from '../compound-file-fixture.js';
import { rawMessage } from '../raw-message.js';
import { type Invented, mail, reconstructFiles } from '../report-fixture.js';

const ORIGINAL: Invented = {
  id: 'dike-7@moor.example',
  from: 'Ada Moor <ada@moor.example>',
  to: 'Bo Stern <bo@stern.example>, team@moor.example',
  cc: 'Cy Lund <cy@lund.example>',
  subject: 'Dike seven',
  body: 'The gate holds.\nWe open it on Friday, when the water has gone down.',
};
const MARK = 'X-MS-Journal-Report:\n';
const ENVELOPE = [
  'Sender: ada@moor.example',
  'Subject: Dike seven',
  'Message-Id: <dike-7@moor.example>',
  'To: bo@stern.example',
  'To: eve@moor.example, Expanded: team@moor.example',
  'Cc: cy@lund.example',
  'Bcc: kim@moor.example',
  'Bcc: lee@moor.example, Expanded: hidden@moor.example',
  'Recipient: dan@fen.example, Forwarded: bo@stern.example',
];

/** A journal report as Exchange writes one. */
function report({
  mark = MARK,
  envelope = ENVELOPE,
  parts = [`Content-Type: message/rfc822\n\n${mail(ORIGINAL)}`],
}: {
  readonly mark?: string;
  readonly envelope?: readonly string[];
  readonly parts?: readonly string[];
} = {}): string {
  const text = `Content-Type: text/plain; charset="us-ascii"\n\n${envelope.join('\n')}\n`;
  return `${mark}From: Microsoft Exchange <exchange@moor.example>
To: journal@moor.example
Date: Tue, 1 Mar 2016 14:23:11 +0100
Message-ID: <journal-1@moor.example>
Subject: Dike seven
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=cut

${[text, ...parts].map((part) => `--cut\n${part}\n`).join('')}--cut--
`;
}

const read = (text: string) => readMessage(rawMessage(text, { bytesOffset: 0 }), { bodies: true });
const addresses = (mailboxes: readonly { readonly address: string }[]) => mailboxes.map(({ address }) => address);

describe('a journal report', () => {
  for (const [name, mark] of [
    ['with the field that marks it', MARK],
    ['by its envelope and the id in it alone', ''],
  ] as const)
    it(`is read as the message that it is about, ${name}`, async () => {
      const text = report({ mark });
      const message = await read(text);
      expect(message.messageId).toBe('dike-7@moor.example');
      expect(message.from?.address).toBe('ada@moor.example');
      expect(message.date?.raw.trim()).toBe('Tue, 1 Mar 2016 14:22:00 +0100');
      expect(message.body?.text.trim()).toBe(ORIGINAL.body);
      expect(addresses(message.to)).toEqual(['bo@stern.example', 'team@moor.example']);
      expect([message.attachments, message.embedded, message.problems]).toEqual([[], [], []]);
      expect(message.origin).toEqual({ source: 'test.mbox', offset: 0, length: text.length });
    });

  it('tells whom the envelope names, and takes nobody for Bcc whom a list or a rule brought in', async () => {
    const text = report();
    const { bcc, facts = [] } = await read(text);
    expect(addresses(bcc)).toEqual(['kim@moor.example']);
    expect(facts.map(({ name, value }) => `${name}: ${value}`)).toEqual([
      'journal report: exchange@moor.example, Tue, 1 Mar 2016 14:23:11 +0100',
      'journal sender: ada@moor.example',
      'journal recipient: bo@stern.example (To)',
      'journal recipient: eve@moor.example (To, expanded from team@moor.example)',
      'journal recipient: cy@lund.example (Cc)',
      'journal recipient: kim@moor.example (Bcc)',
      'journal recipient: lee@moor.example (expanded from hidden@moor.example)',
      'journal recipient: dan@fen.example (forwarded from bo@stern.example)',
    ]);
    expect(facts.slice(1).map(({ origin }) => text.slice(origin.offset, origin.offset + origin.length))).toEqual(
      ENVELOPE.filter((line) => !/^(?:Subject|Message-Id):/.test(line)),
    );
  });

  it('says of a recipient without a role only that the header does not name the address', async () => {
    const plain = [...ENVELOPE.slice(0, 3), 'Recipient: Bo@stern.example', 'Recipient: kim@moor.example'];
    const { bcc, facts = [] } = await read(report({ envelope: plain }));
    expect(bcc).toEqual([]);
    expect(facts.slice(2).map(({ value }) => value)).toEqual([
      'Bo@stern.example',
      'kim@moor.example (in neither To nor Cc of the header)',
    ]);
    const x500 = { ...ORIGINAL, to: '/O=MOOR/OU=FIRST/CN=RECIPIENTS/CN=KIM' };
    const unknown = await read(report({ envelope: plain, parts: [`Content-Type: message/rfc822\n\n${mail(x500)}`] }));
    expect(unknown.facts?.slice(2).map(({ value }) => value)).toEqual(['Bo@stern.example', 'kim@moor.example']);
  });

  it('does not name in Bcc twice, nor whom To or Cc names', async () => {
    const original = { ...ORIGINAL, headers: ['Bcc: kim@moor.example'] };
    const message = await read(
      report({
        envelope: [...ENVELOPE, 'Bcc: Cy@Lund.example', 'Bcc: kim@moor.example', 'Bcc: ada@moor.example'],
        parts: [`Content-Type: message/rfc822\n\n${mail(original)}`],
      }),
    );
    expect(addresses(message.bcc)).toEqual(['kim@moor.example', 'ada@moor.example']);
  });

  it('keeps lines that are not known, where the field marks it', async () => {
    const { messageId, facts = [] } = await read(report({ envelope: [...ENVELOPE, 'Kept by law.', 'Recipient: KIM'] }));
    expect(messageId).toBe('dike-7@moor.example');
    expect(facts.slice(-2).map(({ name, value }) => `${name}: ${value}`)).toEqual([
      'journal line: Kept by law.',
      'journal line: Recipient: KIM',
    ]);
  });

  const other = `Content-Type: message/rfc822\n\n${mail({ ...ORIGINAL, id: 'other@moor.example' })}`;
  const own = `Content-Type: message/rfc822\n\n${mail(ORIGINAL)}`;
  const cases: readonly (readonly [string, Parameters<typeof report>[0]])[] = [
    ['whose envelope has another line', { mark: '', envelope: [...ENVELOPE, 'Please keep this.'] }],
    ['whose envelope names no recipient', { mark: '', envelope: ENVELOPE.slice(0, 3) }],
    ['whose envelope names no sender', { mark: '', envelope: ENVELOPE.slice(1) }],
    ['whose envelope names a recipient without address', { mark: '', envelope: [...ENVELOPE, 'To: Kim'] }],
    ['that holds another message than it names', { mark: '', parts: [other] }],
    ['that holds two messages', { mark: '', parts: [own, other] }],
    ['that holds a file too', { mark: '', parts: [own, 'Content-Type: application/pdf; name=a.pdf\n\n%PDF'] }],
    ['that holds no message', { mark: '', parts: [] }],
  ];
  for (const [name, fixture] of cases) {
    it(`is an ordinary mail without the field, ${name}`, async () => {
      const message = await read(report(fixture));
      expect(message.messageId).toBe('journal-1@moor.example');
      expect(message.facts).toBeUndefined();
      expect(message.problems).toEqual([]);
    });
  }
  for (const [name, code, fixture] of [
    ['that holds no message', 'journal-without-message', { parts: [] }],
    ['that holds another message than it names', 'journal-not-read', { parts: [other] }],
    ['that holds two messages', 'journal-not-read', { parts: [own, other] }],
    ['without an envelope', 'journal-not-read', { envelope: ['See below.'] }],
  ] as const)
    it(`stays, and that is told, ${name}`, async () => {
      const message = await read(report(fixture));
      expect(message.messageId).toBe('journal-1@moor.example');
      expect(message.problems.map((problem) => [problem.code, problem.severity])).toEqual([[code, 'warning']]);
    });

  for (const [name, files] of [
    ['in an mbox', { 'journal.mbox': `From x@y.example Tue Mar  1 14:22:00 2016\n${report()}\n` }],
    ['in .eml files', { 'journal.eml': report() }],
    ['kept by Outlook', { 'journal.msg': outlookReport() }],
    ['as a field of a record', { 'journal.json': JSON.stringify([{ id: '1', raw: report() }]) }],
    ['unmarked, in base64', { 'journal.eml': packed() }],
  ] as const)
    it(`${name} is one post with an ordinary copy, and every byte stays accounted for`, async () => {
      const reconstruction = await reconstructFiles({ ...files, 'bo.eml': mail(ORIGINAL) });
      const [post, ...others] = reconstruction.posts;
      expect(others).toEqual([]);
      expect(post?.kind === 'produced' && post.copies.map(({ messageId }) => messageId)).toEqual([
        'dike-7@moor.example',
        'dike-7@moor.example',
      ]);
      expect(post?.kind === 'produced' && post.copies.flatMap(({ bcc }) => addresses(bcc))).toEqual([
        'kim@moor.example',
      ]);
      expect(checkSources(reconstruction).complete).toBe(true);
    });

  it('cut anywhere is read without a fault, and is never a report without its whole envelope', async () => {
    const text = report({ mark: '' });
    const whole = text.indexOf('We open it');
    for (let end = 100; end < text.length; end += 7) {
      const message = await read(text.slice(0, end));
      if (message.messageId === 'dike-7@moor.example') expect(message.facts).toHaveLength(8);
      else expect(message.facts).toBeUndefined();
      if (end > whole) expect(message.messageId).toBe('dike-7@moor.example');
    }
  });
});

/** A report whose message stands in base64, as gateways write it. */
function packed(): string {
  const lines = Buffer.from(mail(ORIGINAL))
    .toString('base64')
    .replace(/(.{76})/g, '$1\n');
  const part = `Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${lines}`;
  return report({ mark: '', parts: [part] });
}

/** The report as an item of Outlook: its header, its text, and the message as an embedded one. */
function outlookReport(): Buffer {
  const text = report();
  const header = text.slice(0, text.indexOf('\n\n') + 1).replace(/\n/g, '\r\n');
  const own = mail(ORIGINAL);
  const ownHeader = own.slice(0, own.indexOf('\n\n') + 1).replace(/\n/g, '\r\n');
  const message = { properties: { 55: 'Dike seven', 125: ownHeader, 4096: `${ORIGINAL.body}\r\n` } };
  return writeMsg({
    properties: { 55: 'Dike seven', 125: header, 4096: `${ENVELOPE.join('\r\n')}\r\n` },
    attachments: [{ 12289: 'Dike seven', 14085: 5, message }],
  });
}

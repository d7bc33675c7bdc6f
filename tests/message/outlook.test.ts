import { describe, expect, it } from 'vitest';
import { fieldsNamed } from '../../src/message/header-text.js';
import { locateInBody } from '../../src/message/locate-in-body.js';
import type { Message } from '../../src/message/message.js';
import { readMessage } from '../../src/message/read-message.js';
import { type MapiFixture, writeMsg } from '../compound-file-fixture.js';
import { cutBytes, faultInTiling } from '../source-cutting.js';

const P = {
  class: 0x1a,
  importance: 0x17,
  sensitivity: 0x36,
  subject: 0x37,
  submitted: 0x39,
  receivedBy: 0x40,
  representedName: 0x42,
  representedType: 0x64,
  representedAddress: 0x65,
  index: 0x71,
  header: 0x7d,
  senderName: 0xc1a,
  senderType: 0xc1e,
  senderAddress: 0xc1f,
  displayTo: 0xe04,
  delivered: 0xe06,
  flags: 0xe07,
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  id: 0x1035,
  references: 0x1039,
  inReplyTo: 0x1042,
  recipientType: 0xc15,
  name: 0x3001,
  addressType: 0x3002,
  address: 0x3003,
  smtp: 0x39fe,
  senderSmtp: 0x5d01,
  representedSmtp: 0x5d02,
  attachData: 0x3701,
  attachMethod: 0x3705,
  attachName: 0x3707,
  attachType: 0x370e,
  codepage: 0x3ffd,
  internetCodepage: 0x3fde,
} as const;

const SENT = new Date('2016-04-04T07:12:00.500Z');
const DN = '/o=Moor/ou=Exchange Administrative Group/cn=Recipients/cn=ada';

async function read(fixture: MapiFixture, gap = false): Promise<{ bytes: Buffer; message: Message; codes: string[] }> {
  const bytes = writeMsg(fixture, gap);
  const cut = cutBytes(bytes, [100, 2000], { source: 'letters/1.msg' });
  expect(faultInTiling(cut, bytes.length)).toBe('');
  expect(cut.format).toBe('msg');
  const message = await readMessage(cut.messages[0]!, { bodies: true });
  return { bytes, message, codes: message.problems.map(({ code }) => code) };
}

const textAt = (bytes: Buffer, { offset, length }: { offset: number; length: number }): string =>
  bytes.toString('utf16le', offset, offset + length);

describe('a message of Outlook in a file of its own', () => {
  it('tells ids, dates, people and text by its properties', async () => {
    const { message, codes } = await read({
      properties: {
        [P.class]: 'IPM.Note',
        [P.subject]: 'Re: Dike',
        [P.submitted]: SENT,
        [P.delivered]: new Date('2016-04-04T07:12:09Z'),
        [P.representedName]: 'Ada Moor',
        [P.representedType]: 'SMTP',
        [P.representedAddress]: 'ada@moor.example',
        [P.index]: Buffer.from('01c2a7b3c0d04b6fe1d2a3b4c5d6e7f80910a1b2c3d4', 'hex'),
        [P.body]: 'It holds.\r\nFor now.\r\n',
        [P.id]: '<2@moor.example>',
        [P.inReplyTo]: '<1@fen.example>',
        [P.references]: '<0@fen.example> <1@fen.example>',
      },
      recipients: [
        { [P.recipientType]: 1, [P.name]: 'Bo Fen', [P.addressType]: 'SMTP', [P.address]: 'bo@fen.example' },
        { [P.recipientType]: 2, [P.name]: 'Cy', [P.addressType]: 'SMTP', [P.address]: 'cy@fen.example' },
        { [P.recipientType]: 3, [P.name]: 'Di', [P.addressType]: 'SMTP', [P.address]: 'di@fen.example' },
      ],
    });
    expect(message).toMatchObject({
      messageId: '2@moor.example',
      inReplyTo: ['1@fen.example'],
      references: ['0@fen.example', '1@fen.example'],
      threadIndex: '01c2a7b3c0d04b6fe1d2a3b4c5d6e7f80910a1b2c3d4',
      date: { time: Date.UTC(2016, 3, 4, 7, 12), offset: 0, source: 'record', raw: '2016-04-04T07:12:00.500Z' },
      from: { name: 'Ada Moor', address: 'ada@moor.example' },
      sender: null,
      to: [{ name: 'Bo Fen', address: 'bo@fen.example' }],
      cc: [{ name: 'Cy', address: 'cy@fen.example' }],
      bcc: [{ name: 'Di', address: 'di@fen.example' }],
      subject: { text: 'Re: Dike', base: 'Dike', reply: true },
      body: { text: 'It holds.\nFor now.\n', html: null, textSource: 'record' },
    });
    expect(codes).toEqual([]);
  });

  it.each([
    ['in short sectors', 5],
    ['in many sectors', 900],
    ['in sectors that stand apart', 900],
  ])('tells the bytes of every stretch of its text: %s', async (where, lines) => {
    const body = Array.from({ length: lines }, (_, index) => `Line ${index} of the dike.\r\n`).join('');
    const { bytes, message } = await read(
      { properties: { [P.subject]: 'Dike', [P.body]: body } },
      where.endsWith('apart'),
    );
    const text = message.body!.text;
    for (const start of [0, 3, 60, text.length >> 1, text.length - 9]) {
      const origin = locateInBody(message.body!, { start, end: start + 6 });
      const found = textAt(bytes, origin).replaceAll('\r\n', '\n');
      // A stretch over the end of a sector has the bytes between the two pieces with it.
      if (origin.length <= 14) expect(found).toBe(text.slice(start, start + 6));
      else expect(found).toContain(text.slice(start, start + 1));
    }
  });

  it('takes the header as it was transmitted before the properties, field by field with its bytes', async () => {
    const header =
      'Microsoft Mail Internet Headers Version 2.0\r\nReceived: from fen.example by moor.example; Mon, 4 Apr 2016 09:12:05 +0200\r\nMessage-ID: <3@moor.example>\r\nDate: Mon, 4 Apr 2016 09:12:00 +0200\r\nFrom: Ada Moor <ada@moor.example>\r\nTo: bo@fen.example\r\nX-Mailer: Quill\r\n\r\n';
    const { bytes, message } = await read({
      properties: {
        [P.header]: header,
        [P.id]: '<other@moor.example>',
        [P.submitted]: new Date('2016-04-04T08:00:00Z'),
        [P.representedName]: 'Ada Moor',
        [P.representedType]: 'EX',
        [P.representedAddress]: DN,
      },
    });
    expect(message).toMatchObject({
      messageId: '3@moor.example',
      date: { source: 'date', offset: 120 },
      from: { name: 'Ada Moor', address: 'ada@moor.example' },
      to: [{ address: 'bo@fen.example' }],
    });
    const field = fieldsNamed(message.headers, /^X-Mailer$/)[0]!;
    expect(textAt(bytes, field.origin)).toContain('X-Mailer: Quill');
  });

  it('names an X.500 sender by the SMTP address that stands beside the name, and leaves it where none does', async () => {
    const named = { [P.representedName]: 'Ada Moor', [P.representedType]: 'EX', [P.representedAddress]: DN };
    const beside = await read({ properties: { ...named, [P.representedSmtp]: 'ada@moor.example' } });
    expect(beside.message.from).toEqual({ name: 'Ada Moor', address: 'ada@moor.example' });
    const byRecipient = await read({
      properties: named,
      recipients: [
        { [P.recipientType]: 1, [P.addressType]: 'EX', [P.address]: DN.toUpperCase(), [P.smtp]: 'ada@moor.example' },
      ],
    });
    expect(byRecipient.message.from?.address).toBe('ada@moor.example');
    const unknown = await read({
      properties: named,
      recipients: [
        { [P.recipientType]: 1, [P.name]: 'Ada Moor', [P.addressType]: 'SMTP', [P.address]: 'other@moor.example' },
      ],
    });
    expect(unknown.message.from).toEqual({ name: 'Ada Moor', address: DN });
    const twice = await read({
      properties: named,
      recipients: ['a@moor.example', 'b@moor.example'].map((smtp) => ({
        [P.recipientType]: 1,
        [P.addressType]: 'EX',
        [P.address]: DN,
        [P.smtp]: smtp,
      })),
    });
    expect(twice.message.from?.address).toBe(DN);
  });

  it('tells who sent for whom', async () => {
    const { message } = await read({
      properties: {
        [P.representedName]: 'Ada Moor',
        [P.representedSmtp]: 'ada@moor.example',
        [P.senderName]: 'Office',
        [P.senderSmtp]: 'office@moor.example',
      },
    });
    expect([message.from?.address, message.sender?.address]).toEqual(['ada@moor.example', 'office@moor.example']);
  });

  it('hides nobody of a meeting: a room that was booked is no blind copy', async () => {
    const { message } = await read({
      properties: { [P.class]: 'IPM.Schedule.Meeting.Request', [P.subject]: 'Dike' },
      recipients: [
        { [P.recipientType]: 3, [P.name]: 'Blue room', [P.addressType]: 'SMTP', [P.address]: 'blue@moor.example' },
      ],
    });
    expect([message.to.length, message.bcc.length]).toEqual([1, 0]);
  });

  it('keeps categories, sensitivity, importance and whether it was read or sent', async () => {
    const { message } = await read({
      properties: {
        [P.sensitivity]: 3,
        [P.importance]: 2,
        [P.flags]: 8,
        [P.delivered]: SENT,
        32768: { many: ['Dike', 'Urgent'] },
      },
      names: ['Keywords'],
    });
    expect(Object.fromEntries(message.facts!.map(({ name, value }) => [name, value]))).toEqual({
      delivered: '2016-04-04T07:12:00.500Z',
      categories: 'Dike; Urgent',
      sensitivity: 'company confidential',
      importance: 'high',
      read: 'no',
      draft: 'never sent',
    });
  });

  it('reads attachments, and messages in attachments as its family', async () => {
    const { bytes, message } = await read({
      properties: { [P.subject]: 'FW: Dike' },
      attachments: [
        {
          [P.attachName]: 'plan.txt',
          [P.attachType]: 'text/plain',
          [P.attachData]: Buffer.from('A plan.'),
          [P.attachMethod]: 1,
        },
        {
          [P.name]: 'Dike',
          [P.attachMethod]: 5,
          message: {
            properties: { [P.subject]: 'Dike', [P.body]: 'It holds.', [P.id]: '<1@fen.example>' },
            recipients: [
              { [P.recipientType]: 1, [P.name]: 'Bo', [P.address]: 'bo@fen.example', [P.addressType]: 'SMTP' },
            ],
          },
        },
        {
          [P.attachName]: 'old.eml',
          [P.attachType]: 'message/rfc822',
          [P.attachData]: Buffer.from(
            'From: cy@fen.example\r\nSubject: Old\r\nMessage-ID: <0@fen.example>\r\n\r\nIt leaks.\r\n',
          ),
          [P.attachMethod]: 1,
        },
      ],
    });
    expect(message.attachments.map(({ name, size, message: isMail }) => [name, size, isMail])).toEqual([
      ['plan.txt', 7, false],
      ['Dike', 0, true],
      ['old.eml', 78, true],
    ]);
    expect(message.embedded.map(({ messageId, body }) => [messageId, body?.text])).toEqual([
      ['1@fen.example', 'It holds.'],
      ['0@fen.example', 'It leaks.\n'],
    ]);
    const { offset, length } = message.attachments[0]!.origin;
    expect(bytes.toString('latin1', offset, offset + length)).toBe('A plan.');
    const quoted = locateInBody(message.embedded[1]!.body!, { start: 3, end: 8 });
    expect(bytes.toString('latin1', quoted.offset, quoted.offset + quoted.length)).toBe('leaks');
  });

  it.each([
    ['the message', { [P.codepage]: 1251 }],
    ['the mail', { [P.internetCodepage]: 1251 }],
  ])('reads texts in the charset that %s names', async (_, named) => {
    const ansi = Buffer.from('cfeeeaf0eef8ee', 'hex').toString('latin1');
    const { message } = await read({ properties: { ...named, [P.subject]: { ansi }, [P.body]: { ansi } } });
    expect([message.subject.text, message.body!.text]).toEqual(['Покрошо', 'Покрошо']);
  });

  it('shows its HTML where it has no plain text', async () => {
    const html = Buffer.from('<html><body><p>It <b>holds</b>.</p></body></html>');
    const { message } = await read({ properties: { [P.subject]: 'Dike', [P.html]: html } });
    expect(message.body).toMatchObject({ text: 'It holds.', textSource: 'html', html: html.toString() });
  });

  it('takes an item that is no message for none, and says what it is', () => {
    for (const [name, what] of [
      ['IPM.Contact', 'contact'],
      ['IPM.StickyNote', 'sticky note'],
      ['IPM.Task', 'task'],
    ] as const) {
      const { messages, problems } = cutBytes(writeMsg({ properties: { [P.class]: name } }));
      expect([messages.length, problems[0]!.code]).toEqual([0, 'outlook-other-item']);
      expect(problems[0]!.message).toContain(what);
    }
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { locateInBody } from '../../src/message/locate-in-body.js';
import type { Message } from '../../src/message/message.js';
import { readMessages } from '../../src/message/read-message.js';
import { decodeBlock } from '../../src/source/outlook/pst/crypt.js';
import { readSources } from '../../src/source/read-sources.js';
import type { MapiFixture } from '../compound-file-fixture.js';
import { type StoreFixture, writeStore } from '../store-fixture.js';

const folder = mkdtempSync(join(tmpdir(), 'invented-stores-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Bytes by which a table hides each byte: the reader's own, turned round. */
const HIDDEN = Buffer.alloc(256);
decodeBlock(Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), 1, 0).forEach((shown, byte) => {
  HIDDEN[shown] = byte;
});

/** The cyclic way is the same in both directions (MS-PST 5.2). */
const hide = (crypt: number) => (bytes: Buffer, block: number) =>
  crypt === 2 ? decodeBlock(bytes, 2, block) : Buffer.from(bytes.map((byte) => HIDDEN[byte]!));

async function read(fixture: Partial<StoreFixture> & Pick<StoreFixture, 'items'>) {
  const path = join(folder, 'store.bin');
  const whole = { form: 'unicode', crypt: 0, folder: 'Inbox', ...fixture } as const;
  const bytes = writeStore(whole, hide(whole.crypt));
  writeFileSync(path, bytes);
  const reading = readSources([{ path }]);
  const messages: Message[] = [];
  for await (const batch of readMessages(reading, { bodies: true })) messages.push(...batch);
  return {
    bytes,
    messages,
    codes: reading.problems.map(({ code }) => code),
    problems: reading.problems,
    source: reading.sources[0]!,
  };
}

const DN = '/o=Moor/cn=Recipients/cn=ada';
const item = (subject: string, more: MapiFixture['properties'] = {}): MapiFixture => ({
  properties: { 26: 'IPM.Note', 55: subject, 4096: `${subject} holds.\r\nFor now.`, ...more },
});

describe('a store of Outlook, invented', () => {
  it.each([
    ['ansi', 0],
    ['ansi', 1],
    ['ansi', 2],
    ['unicode', 0],
    ['unicode', 1],
    ['unicode', 2],
  ] as const)(
    'is read in the form %s, hidden by table %i, with recipients, attachments and the message in one',
    async (form, crypt) => {
      const { bytes, messages, source, codes } = await read({
        form,
        crypt,
        items: [
          {
            properties: {
              26: 'IPM.Note',
              55: '\x01\x05Re: Dike',
              57: new Date('2016-04-04T07:12:00Z'),
              4096: 'It holds.\r\nFor now.',
              113: Buffer.from('01c2a7b3c0d04b6fe1d2a3b4c5d6e7f80910a1b2c3d4', 'hex'),
              23810: 'ada@moor.example',
            },
            recipients: [
              { 3093: 1, 12289: 'Bo Fen', 12290: 'SMTP', 12291: 'bo@fen.example' },
              { 3093: 3, 12289: 'Di', 12290: 'SMTP', 12291: 'di@fen.example' },
            ],
            attachments: [
              { 14087: 'plan.txt', 14085: 1, 14081: Buffer.from('A plan.') },
              { 12289: 'Old', 14085: 5, message: item('Old') },
            ],
          },
        ],
      });
      expect([source.format, source.items, codes]).toEqual(['pst', { expected: 1, read: 1, failed: 0 }, []]);
      const [message] = messages;
      expect(message).toMatchObject({
        folder: 'Inbox',
        subject: { text: 'Re: Dike', base: 'Dike', reply: true },
        date: { time: Date.UTC(2016, 3, 4, 7, 12) },
        from: { address: 'ada@moor.example' },
        to: [{ name: 'Bo Fen', address: 'bo@fen.example' }],
        bcc: [{ name: 'Di', address: 'di@fen.example' }],
        threadIndex: '01c2a7b3c0d04b6fe1d2a3b4c5d6e7f80910a1b2c3d4',
        body: { text: 'It holds.\nFor now.' },
      });
      expect(message!.attachments.map(({ name, size, message: isMail }) => [name, size, isMail])).toEqual([
        ['plan.txt', 7, false],
        ['Old', 0, true],
      ]);
      expect(message!.embedded[0]!.body!.text).toBe('Old holds.\nFor now.');
      const { offset, length } = locateInBody(message!.body!, { start: 10, end: 17 });
      const stored = Buffer.from(bytes.subarray(offset, offset + length));
      if (crypt !== 2) expect(decodeBlock(stored, crypt, 0).toString('utf16le')).toBe('For now');
    },
  );

  it('reads what no folder lists, and marks it', async () => {
    const { messages, codes } = await read({
      items: [item('One'), item('Two'), item('Three')],
      unlisted: [1],
      claimed: 2,
    });
    expect(
      messages.map(({ subject, facts }) => [subject.text, facts!.some(({ name }) => name === 'recovered')]),
    ).toEqual([
      ['One', false],
      ['Two', true],
      ['Three', false],
    ]);
    expect(codes).toEqual(['outlook-recovered']);
  });

  it('says that a folder claims more than is there', async () => {
    const { messages, problems } = await read({ items: [item('One')], claimed: 3 });
    expect(messages).toHaveLength(1);
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['outlook-store-damaged', 'warning']]);
    expect(problems[0]!.message).toContain('the folder Inbox says that it holds 3 items; 1 are there');
  });

  it('names an X.500 sender by what another item of the store tells', async () => {
    const { messages } = await read({
      items: [
        item('One', { 66: 'Ada Moor', 100: 'EX', 101: DN }),
        { ...item('Two'), recipients: [{ 3093: 1, 12290: 'EX', 12291: DN.toUpperCase(), 14846: 'ada@moor.example' }] },
      ],
    });
    expect(messages[0]!.from).toEqual({ name: 'Ada Moor', address: 'ada@moor.example' });
  });

  it('counts what is no message, by kind', async () => {
    const { messages, problems, source } = await read({
      items: [item('One'), item('Ann', { 26: 'IPM.Contact' }), item('Call', { 26: 'IPM.Task' })],
    });
    expect([messages.length, source.messages, source.items]).toEqual([1, 1, { expected: 3, read: 3, failed: 0 }]);
    expect(problems[0]!.message).toContain('1 contacts, 1 tasks');
  });

  it('tells who answered a meeting, and that a message was opened', async () => {
    const { messages } = await read({
      items: [
        {
          ...item('Dike', { 26: 'IPM.Schedule.Meeting.Request', 96: new Date('2016-04-05T08:00:00Z') }),
          recipients: [{ 3093: 2, 12290: 'SMTP', 12291: 'bo@fen.example' }],
        },
        item('Accepted: Dike', { 26: 'IPM.Schedule.Meeting.Resp.Pos', 23810: 'bo@fen.example' }),
        item('Read: Dike', {
          26: 'REPORT.IPM.Note.IPNRN',
          23810: 'bo@fen.example',
          4166: '<1@moor.example>',
          50: new Date('2016-04-04T09:00:00Z'),
        }),
      ],
    });
    expect(messages[0]!.meeting).toMatchObject({
      method: 'request',
      start: { local: '2016-04-05T08:00', zone: 'UTC' },
      attendees: [{ mailbox: { address: 'bo@fen.example' }, role: 'optional', answer: 'none' }],
    });
    expect(messages[1]!.meeting).toMatchObject({
      method: 'reply',
      attendees: [{ mailbox: { address: 'bo@fen.example' }, answer: 'accepted' }],
    });
    expect(messages[2]!.receipts).toMatchObject([
      {
        action: 'opened',
        recipient: { address: 'bo@fen.example' },
        about: '1@moor.example',
        date: { time: Date.UTC(2016, 3, 4, 9) },
      },
    ]);
  });

  it('costs an item what is wrong with it, and no other', async () => {
    const items = [item('One'), item('Two'), item('Three')];
    const whole = writeStore({ form: 'unicode', crypt: 0, folder: 'Inbox', items }, (bytes) => bytes);
    const at = whole.indexOf(Buffer.from('Two', 'utf16le'));
    // The signature of the heap that holds the second item.
    const heapStart = whole.lastIndexOf(Buffer.from([0xec, 0xbc]), at);
    whole[heapStart] = 0;
    const path = join(folder, 'damaged.bin');
    writeFileSync(path, whole);
    const reading = readSources([{ path }]);
    const subjects: string[] = [];
    for await (const batch of readMessages(reading, { bodies: true }))
      subjects.push(...batch.map(({ subject }) => subject.text));
    expect(subjects).toEqual(['One', 'Three']);
    expect(reading.sources[0]!.items).toEqual({ expected: 3, read: 2, failed: 1 });
    expect(reading.problems.map(({ code }) => code)).toContain('outlook-items-lost');
  });

  it.each([
    ['under the keys of an enterprise', 513, 0x10],
    ['in a way that nobody knows', 513, 7],
    ['of a version that nobody knows', 10, 99],
  ])('is refused as a whole where it is encrypted %s', async (_, at, value) => {
    const whole = writeStore({ form: 'unicode', crypt: 0, folder: 'Inbox', items: [item('One')] }, (bytes) => bytes);
    whole[at] = value;
    const path = join(folder, 'refused.bin');
    writeFileSync(path, whole);
    const reading = readSources([{ path }]);
    for await (const batch of reading) expect(batch).toEqual([]);
    expect(reading.problems.map(({ code, severity }) => [code, severity])).toEqual([['store-not-read', 'error']]);
    expect(reading.gaps).toEqual([{ source: path, offset: 0, length: whole.length }]);
  });
});

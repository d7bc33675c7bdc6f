import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { headerFields } from '../../src/message/header-text.js';
import { locateInBody } from '../../src/message/locate-in-body.js';
import type { Message } from '../../src/message/message.js';
import { readMessages } from '../../src/message/read-message.js';
import { messageFromObject } from '../../src/message/record/record-message.js';
import type { Problem, RawMessage } from '../../src/source/source.js';
import { rawMessage } from '../raw-message.js';

const origin = { source: 'case.json', offset: 10, length: 200, row: 3 };
const readRecords = async (
  records: readonly unknown[],
  options: { map?: Record<string, string>; bodies?: boolean } = {},
): Promise<{ messages: Message[]; problems: Problem[] }> => {
  const raws: RawMessage[] = records.map((record) => rawMessage('', { bytes: null, record, origin, fromLine: null }));
  const problems: Problem[] = [];
  const messages: Message[] = [];
  const batches = (async function* () {
    yield raws;
  })();
  for await (const batch of readMessages(batches, {
    bodies: true,
    onProblem: (problem) => problems.push(problem),
    ...options,
  }))
    messages.push(...batch);
  return { messages, problems };
};
const readOne = async (record: unknown, map?: Record<string, string>): Promise<Message> =>
  (await readRecords([record], map ? { map } : {})).messages[0]!;
const base64url = (text: string): string => Buffer.from(text).toString('base64url');

const GMAIL = {
  id: '1600000000000abc',
  threadId: '1600000000000abc',
  internalDate: '1104742800000',
  payload: {
    mimeType: 'multipart/mixed',
    headers: [
      { name: 'From', value: 'Jäne Doe <jane@example.org>' },
      { name: 'To', value: 'bob@example.org' },
      { name: 'Subject', value: 'Re: plan' },
      { name: 'Date', value: 'Mon, 3 Jan 2005 10:00:00 +0100' },
      { name: 'Message-ID', value: '<a1@example.org>' },
      { name: 'References', value: '<p1@example.org> <p2@example.org>' },
    ],
    parts: [
      {
        mimeType: 'multipart/alternative',
        parts: [
          { mimeType: 'text/plain', body: { data: base64url('Grüße\r\n') } },
          { mimeType: 'text/html', body: { data: base64url('<p>Grüße</p>') } },
        ],
      },
      { mimeType: 'application/pdf', filename: 'plan.pdf', body: { attachmentId: 'x', size: 9 } },
    ],
  },
};

describe('records', () => {
  it('reads a message of the Gmail API', async () => {
    const message = await readOne(GMAIL);
    expect(message).toMatchObject({
      origin,
      messageId: 'a1@example.org',
      references: ['p1@example.org', 'p2@example.org'],
      from: { name: 'Jäne Doe', address: 'jane@example.org' },
      to: [{ name: '', address: 'bob@example.org' }],
      subject: { text: 'Re: plan', base: 'plan', reply: true },
      date: { time: 1104742800000, offset: 60, source: 'date' },
      providerThread: 'gmail:1585267068834417340',
      body: { text: 'Grüße\n', html: '<p>Grüße</p>', textSource: 'record' },
      attachments: [{ name: 'plan.pdf', size: 9, sha256: '' }],
    });
    expect(locateInBody(message.body!, { start: 1, end: 3 })).toEqual(origin);
  });

  it('reads the raw form of the Gmail API, every place in it being the record', async () => {
    const raw = base64url(
      'From: jane@example.org\r\nDate: Mon, 3 Jan 2005 10:00:00 +0100\r\nSubject: plan\r\n\r\nHello\r\n',
    );
    const message = await readOne({ id: '1', threadId: '1600000000000abc', raw });
    expect(message).toMatchObject({
      origin,
      subject: { text: 'plan' },
      body: { text: 'Hello\n' },
      providerThread: 'gmail:1585267068834417340',
    });
    expect(locateInBody(message.body!, { start: 0, end: 2 })).toEqual(origin);
    expect(headerFields(message.headers)[0]!.origin).toEqual(origin);
  });

  it("writes Gmail's thread id alike from the API and from Takeout", () => {
    const takeout = messageFromObject({
      subject: 'x',
      from: 'a@x.org',
      headers: { 'X-GM-THRID': '1585267068834417340' },
    });
    expect(takeout.providerThread).toBe('gmail:1585267068834417340');
  });

  it('reads a message of Microsoft Graph', async () => {
    const person = (name: string, address: string): object => ({ emailAddress: { name, address } });
    const message = await readOne({
      id: 'AAMk',
      internetMessageId: '<g1@example.org>',
      conversationId: 'AAQk',
      conversationIndex: Buffer.from(`01c4f1794b1c${'00'.repeat(16)}`, 'hex').toString('base64'),
      subject: 'plan',
      sentDateTime: '2005-01-03T09:00:00Z',
      from: person('Jane Doe', 'Jane@Example.org'),
      sender: person('Office', 'office@example.org'),
      toRecipients: [person('Bob', 'bob@example.org'), person('', 'carl@example.org')],
      ccRecipients: [],
      body: { contentType: 'html', content: '<p>Hello<br>Bob</p>' },
    });
    expect(message).toMatchObject({
      messageId: 'g1@example.org',
      providerThread: 'graph:AAQk',
      threadIndex: `01c4f1794b1c${'00'.repeat(16)}`,
      from: { name: 'Jane Doe', address: 'Jane@example.org' },
      sender: { name: 'Office', address: 'office@example.org' },
      to: [
        { name: 'Bob', address: 'bob@example.org' },
        { name: '', address: 'carl@example.org' },
      ],
      date: { time: 1104742800000, offset: 0, source: 'record' },
      body: { text: 'Hello\nBob', textSource: 'html' },
    });
  });

  it.each([
    ['recipients in a text', { to: Array.from({ length: 200_000 }, (_, number) => `p${number}@x.example`).join(', ') }],
    ['texts in a body', { body: Array.from({ length: 200_000 }, () => 'Hello.') }],
  ])('takes two hundred thousand %s', (_, record) => {
    const message = messageFromObject({ id: 'a', from: 'ada@moor.example', ...record });
    expect(message.to.length + (message.body?.text.split('\n').length ?? 0)).toBeGreaterThanOrEqual(200_000);
  });

  it("reads mailparser's ParsedMail as it comes, but not the time that it makes up for a bad Date", async () => {
    const mail = await simpleParser(
      'From: =?utf-8?Q?J=C3=A4ne?= <jane@example.org>\r\nTo: "Doe, Bob" <bob@example.org>\r\nDate: Mon, 99 Foo 2005\r\nMessage-ID: <a1@example.org>\r\nIn-Reply-To: <p1@example.org>\r\nSubject: plan\r\n\r\nHello\r\n',
    );
    const message = messageFromObject(mail);
    expect(message).toMatchObject({
      messageId: 'a1@example.org',
      inReplyTo: ['p1@example.org'],
      from: { name: 'Jäne', address: 'jane@example.org' },
      to: [{ name: 'Doe, Bob', address: 'bob@example.org' }],
      date: null,
      body: { text: 'Hello\n' },
    });
    expect(message.problems.map(({ code }) => code)).toEqual(['date-unreadable']);
    expect(
      messageFromObject(await simpleParser('From: a@x.org\r\nDate: Mon, 3 Jan 2005 10:00:00 +0100\r\n\r\nx')).date,
    ).toMatchObject({ time: 1104742800000, offset: 60 });
  });

  it('reads flat records under the usual names in any case style', async () => {
    for (const record of [
      {
        From: 'Jane <jane@example.org>',
        To: 'bob@example.org',
        Date: '2005-01-03T10:00:00+01:00',
        Subject: 'plan',
        Body: 'Hello',
        'Message-ID': '<a1@example.org>',
        'In-Reply-To': '<p1@example.org>',
      },
      {
        sender: 'Jane <jane@example.org>',
        recipients: ['bob@example.org'],
        sent_at: '2005-01-03T10:00:00+01:00',
        title: 'plan',
        content: 'Hello',
        message_id: 'a1@example.org',
        in_reply_to: 'p1@example.org',
      },
      {
        from_name: 'Jane',
        from_email: 'jane@example.org',
        to: [{ email: 'bob@example.org' }],
        sentDate: '2005-01-03 10:00:00+0100',
        subject: 'plan',
        text: 'Hello',
        messageId: '<a1@example.org>',
        inReplyTo: ['<p1@example.org>'],
      },
    ])
      expect(await readOne(record)).toMatchObject({
        messageId: 'a1@example.org',
        inReplyTo: ['p1@example.org'],
        from: { name: 'Jane', address: 'jane@example.org' },
        to: [{ name: '', address: 'bob@example.org' }],
        date: { time: 1104742800000, offset: 60, source: 'record' },
        subject: { text: 'plan' },
        body: { text: 'Hello' },
      });
  });

  it('reads times in seconds and milliseconds', async () => {
    for (const date of [1104742800, 1104742800000, '1104742800', '1104742800000', { $date: '2005-01-03T09:00:00Z' }])
      expect((await readOne({ subject: 'x', from: 'a@x.org', date })).date?.time).toBe(1104742800000);
  });

  it('reads other names by the map', async () => {
    const map = { subject: 'Betreff', from: 'Absender', date: 'Kopf.Datum', body: 'Inhalt' };
    const message = await readOne(
      { Betreff: 'plan', Absender: 'Doe, Jane', Kopf: { Datum: '2005-01-03' }, Inhalt: 'Hallo' },
      map,
    );
    expect(message).toMatchObject({ subject: { text: 'plan' }, from: { name: 'Doe, Jane' }, body: { text: 'Hallo' } });
    expect(message.date?.time).toBe(Date.UTC(2005, 0, 3));
  });

  it('tells of a record that is no message, and goes on', async () => {
    const { messages, problems } = await readRecords([
      { a: 1 },
      null,
      'text',
      { subject: 'plan', from: 'a@x.org' },
      { subject: 'alone' },
    ]);
    expect(messages).toHaveLength(1);
    expect(problems.map(({ code }) => code)).toEqual(Array.from({ length: 4 }, () => 'record-not-a-message'));
    expect(messageFromObject({ a: 1 }).problems.map(({ code }) => code)).toEqual(['record-not-a-message']);
  });

  it('decodes no body where none is asked for', async () => {
    const { messages } = await readRecords([GMAIL], { bodies: false });
    expect(messages[0]!.body).toBeNull();
  });

  it.each([
    ['body', '[', ']'],
    ['from', '[', ']'],
    ['to', '{"value":', '}'],
    ['date', '{"seconds":1,"x":[', ']}'],
    ['subject', '{"a":', '}'],
    ['attachments', '{"parts":[', ']}'],
  ])('reads a record whose %s nests as deep as it likes', async (field, open, close) => {
    const value: unknown = JSON.parse(`${open.repeat(12_000)}1${close.repeat(12_000)}`);
    const message = await readOne({ from: 'a@moor.example', subject: 'Tide', body: 'At noon.', [field]: value });
    expect(message.problems.map(({ code }) => code)).not.toContain('program-fault');
    expect([message.from?.address, message.subject.text, message.body?.text]).toContain(
      field === 'body' ? 'Tide' : 'At noon.',
    );
  });

  it('never throws, whatever the record holds', async () => {
    const odd = [
      null,
      0,
      '',
      [],
      {},
      [[]],
      { value: [[{}]] },
      { emailAddress: null },
      new Date(Number.NaN),
      Number.NaN,
      true,
    ];
    const records = odd.flatMap((value) => [
      {
        subject: 'x',
        from: 'a@x.org',
        to: value,
        date: value,
        body: value,
        references: value,
        headers: value,
        attachments: value,
      },
      {
        from: 'a@x.org',
        subject: value,
        payload: value,
        messageId: value,
        html: value,
        threadId: value,
        conversationIndex: value,
        raw: value,
      },
    ]);
    const { messages, problems } = await readRecords(records);
    expect(messages.length + problems.length).toBe(records.length);
  });
});

import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/message/read-message.js';
import { rawMessage } from '../raw-message.js';
import { writeTnef } from '../tnef-fixture.js';

const MAIL =
  'From: Ada <ada@moor.example>\nTo: bo@fen.example\nDate: Mon, 4 Apr 2016 09:12:00 +0200\nMIME-Version: 1.0\n';
const read = (text: string) => readMessage(rawMessage(text), { bodies: true });
const mixed = (...parts: readonly string[]) =>
  `${MAIL}Content-Type: multipart/mixed; boundary=b\n\n${parts.map((part) => `--b\n${part}\n`).join('')}--b--\n`;
const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/(.{76})/g, '$1\n');
const winmail = (bytes: Buffer) =>
  `Content-Type: application/ms-tnef; name="winmail.dat"\nContent-Transfer-Encoding: base64\n\n${base64(bytes)}`;

describe('TNEF in a mail', () => {
  const tnef = writeTnef({
    properties: {
      55: 'Dike',
      4096: 'It holds.\r\n',
      54: 2,
      113: Buffer.from('01c2a7b3c0d04b6fe1d2a3b4c5d6e7f80910a1b2c3d4', 'hex'),
    },
    attachments: [
      { 14087: 'plan.txt', 14094: 'text/plain', 14081: Buffer.from('A plan.'), 14085: 1 },
      { 12289: 'Old', 14085: 5, message: { properties: { 55: 'Old', 4096: 'It leaks.', 4149: '<0@fen.example>' } } },
    ],
  });

  it('gives the text, the attachments and the messages in it', async () => {
    const message = await read(mixed(winmail(tnef)));
    expect(message.body).toMatchObject({ text: 'It holds.\n', textSource: 'record' });
    expect(message.attachments.map(({ name, size, message: isMail }) => [name, size, isMail])).toEqual([
      ['plan.txt', 7, false],
      ['Old', 0, true],
    ]);
    expect(message.embedded.map(({ messageId, body }) => [messageId, body?.text])).toEqual([
      ['0@fen.example', 'It leaks.'],
    ]);
    expect(message.threadIndex).toBe('01c2a7b3c0d04b6fe1d2a3b4c5d6e7f80910a1b2c3d4');
    expect(message.facts?.map(({ name, value }) => `${name} ${value}`)).toContain('sensitivity private');
    expect(message.problems).toEqual([]);
    expect(message.subject.text).toBe('');
  });

  it('leaves the text that the mail itself has', async () => {
    const message = await read(mixed('Content-Type: text/plain\n\nSee there.', winmail(tnef)));
    expect(message.body!.text).toBe('See there.');
    expect(message.attachments.map(({ name }) => name)).toEqual(['plan.txt', 'Old']);
  });

  it('is read as far as it goes where it is cut or damaged', async () => {
    for (let length = 6; length < tnef.length; length += 3) {
      const message = await read(mixed(winmail(tnef.subarray(0, length))));
      expect(
        message.problems.every(
          ({ code }) => code === 'outlook-item-damaged' || code === 'part-not-read' || code === 'attachment-not-read',
        ),
      ).toBe(true);
      const bytes = Buffer.from(tnef);
      bytes.writeUInt32LE(0xffffffff, length - 4);
      await read(mixed(winmail(bytes)));
    }
  });
});

const calendar = (method: string, ...lines: readonly string[]) =>
  [
    'BEGIN:VCALENDAR',
    `METHOD:${method}`,
    'BEGIN:VTIMEZONE',
    'TZID:Europe/Oslo',
    'BEGIN:STANDARD',
    'DTSTART:19701025T030000',
    'END:STANDARD',
    'END:VTIMEZONE',
    'BEGIN:VEVENT',
    'UID:dike-1@moor.example',
    'SUMMARY:Dike\\, east\\nside',
    'LOCATION:Blue room',
    'DTSTART;TZID=Europe/Oslo:20160404T090000',
    'DTEND:20160404T080000Z',
    'ORGANIZER;CN="Moor, Ada":mailto:ada@moor.example',
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');

describe('a calendar in a mail', () => {
  it('tells who was asked to what, when and where', async () => {
    const text = calendar(
      'REQUEST',
      'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;CN=Bo Fen;RSVP=TRUE:mail',
      ' to:bo@fen.example',
      'ATTENDEE;ROLE=OPT-PARTICIPANT;PARTSTAT=TENTATIVE:MAILTO:cy@fen.example',
      'ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED;CN=Blue room:mailto:blue@moor.example',
    );
    const { meeting } = await read(
      mixed('Content-Type: text/plain\n\nPlease come.', `Content-Type: text/calendar; method=REQUEST\n\n${text}`),
    );
    expect(meeting).toMatchObject({
      method: 'request',
      uid: 'dike-1@moor.example',
      summary: 'Dike, east\nside',
      location: 'Blue room',
      start: { local: '2016-04-04T09:00', zone: 'Europe/Oslo' },
      end: { local: '2016-04-04T08:00', zone: 'UTC' },
      organizer: { name: 'Moor, Ada', address: 'ada@moor.example' },
      attendees: [
        { mailbox: { name: 'Bo Fen', address: 'bo@fen.example' }, role: 'required', answer: 'none' },
        { mailbox: { name: '', address: 'cy@fen.example' }, role: 'optional', answer: 'tentative' },
        { mailbox: { name: 'Blue room', address: 'blue@moor.example' }, role: 'resource', answer: 'accepted' },
      ],
    });
  });

  it.each([
    ['alone', (text: string) => `${MAIL}Content-Type: text/calendar; method=REPLY\n\n${text}`],
    [
      'as a file',
      (text: string) =>
        mixed(
          `Content-Type: application/octet-stream; name=invite.ics\nContent-Transfer-Encoding: base64\n\n${base64(Buffer.from(text))}`,
        ),
    ],
  ])('tells an answer: %s', async (_, wrap) => {
    const { meeting } = await read(wrap(calendar('REPLY', 'ATTENDEE;PARTSTAT=DECLINED:mailto:bo@fen.example')));
    expect([meeting?.method, meeting?.attendees[0]?.answer]).toEqual(['reply', 'declined']);
  });

  it('reads whole days, and makes nothing up where nothing is told', async () => {
    const days = await read(
      `${MAIL}Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20160404\nEND:VEVENT\nEND:VCALENDAR\n`,
    );
    expect(days.meeting).toMatchObject({
      method: '',
      uid: null,
      start: { local: '2016-04-04', zone: null },
      end: null,
      attendees: [],
    });
    expect(
      (await read(`${MAIL}Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nEND:VCALENDAR\n`)).meeting,
    ).toBeUndefined();
  });
});

const report = (type: string, machine: string, returned = '') =>
  `${MAIL}Content-Type: multipart/report; boundary=b\n\n--b\n\nA report.\n--b\nContent-Type: ${type}\n\n${machine}\n${returned}--b--\n`;

describe('a report of another message', () => {
  const status = (action: string) =>
    `Reporting-MTA: dns; mx.fen.example\nArrival-Date: Mon, 4 Apr 2016 09:10:00 +0200\n\nFinal-Recipient: rfc822; bo@fen.example\nAction: ${action}\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 User\n unknown\nLast-Attempt-Date: Mon, 4 Apr 2016 09:11:00 +0200\n\nOriginal-Recipient: rfc822;cy@fen.example\nFinal-Recipient: rfc822; other@fen.example\nAction: delivered\nStatus: 2.0.0\n`;

  it.each([
    [
      'whole',
      '--b\nContent-Type: message/rfc822\n\nMessage-ID: <1@moor.example>\nFrom: ada@moor.example\n\nIt holds.\n',
    ],
    [
      'as its header',
      '--b\nContent-Type: text/rfc822-headers\n\nFrom: ada@moor.example\nMessage-ID:\n <1@moor.example>\n',
    ],
  ])('tells to whom it was delivered and to whom not; it came back %s', async (_, returned) => {
    const { receipts } = await read(report('message/delivery-status', status('failed'), returned));
    expect(receipts).toMatchObject([
      {
        action: 'failed',
        recipient: { address: 'bo@fen.example' },
        about: '1@moor.example',
        date: { time: Date.UTC(2016, 3, 4, 7, 11), offset: 120 },
        detail: '5.1.1 550 User unknown',
      },
      { action: 'delivered', recipient: { address: 'cy@fen.example' }, about: '1@moor.example', date: null },
    ]);
  });

  it.each([
    ['manual-action/MDN-sent-manually; displayed', 'opened', ''],
    ['automatic-action/MDN-sent-automatically; displayed', 'opened', 'by a program, not by hand'],
    ['manual-action/MDN-sent-manually; deleted', 'deleted', ''],
    ['automatic-action/MDN-sent-automatically; dispatched', null, ''],
    ['automatic-action/MDN-sent-automatically; processed', null, ''],
  ])('tells that it was opened only where the receipt says so: %s', async (disposition, action, detail) => {
    const { receipts } = await read(
      report(
        'message/disposition-notification',
        `Final-Recipient: rfc822;bo@fen.example\nOriginal-Message-ID: <1@moor.example>\nDisposition: ${disposition}\n`,
      ),
    );
    expect(receipts?.[0] ?? null).toEqual(
      action === null
        ? null
        : expect.objectContaining({
            action,
            about: '1@moor.example',
            detail,
            date: { time: Date.UTC(2016, 3, 4, 7, 12), offset: 120 },
          }),
    );
  });

  it('is of no message where it names none', async () => {
    const { receipts } = await read(report('message/delivery-status', status('delayed')));
    expect(receipts?.[0]).toMatchObject({ action: 'delayed', about: null });
  });
});

describe('a report of a mail server in plain text', () => {
  const report = (text: string, from = 'mailer-daemon@moor.example') =>
    read(
      `From: Mail <${from}>\nTo: ada@moor.example\nDate: Mon, 4 Apr 2016 09:12:00 +0200\nSubject: failure notice\n\n${text}`,
    );
  const COPY =
    'Return-Path: <ada@moor.example>\nMessage-ID: <1@moor.example>\nTo: bo@fen.example\nSubject: Dike\n\nIt holds.\n';
  const told = async (text: string, from?: string) =>
    (await report(text, from)).receipts?.map(({ action, about, recipient }) => [action, about, recipient.address]);

  it.each([
    [
      'qmail',
      `I'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<bo@fen.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\n${COPY}`,
      ['bo@fen.example'],
    ],
    [
      'Exim',
      `A message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  bo@fen.example\n    unknown local-part "bo"\n  cy@fen.example\n    unknown local-part "cy"\n\n------ This is a copy of the message, including all the headers. ------\n\n${COPY}`,
      ['bo@fen.example', 'cy@fen.example'],
    ],
    [
      'sendmail of old',
      `   ----- The following addresses had permanent fatal errors -----\n<bo@fen.example>\n\n   ----- Transcript of session follows -----\n550 <bo@fen.example>... User unknown\n\n   ----- Unsent message follows -----\n${COPY}`,
      ['bo@fen.example'],
    ],
    [
      'in a sentence',
      `Your message to <bo@fen.example> could not be delivered:\n550 User unknown\n\n----- Original message -----\n${COPY}`,
      ['bo@fen.example'],
    ],
  ])('tells who did not get the message that came back with it: %s', async (_, text, addresses) => {
    expect(await told(text)).toEqual(addresses.map((address) => ['failed', '1@moor.example', address]));
  });

  const FAILED = 'Your message could not be delivered:\n\n<bo@fen.example>: user unknown\n';
  it.each([
    ['it names no message', `${FAILED}\n--- Below this line is a copy of the message.\n\nSubject: Dike\n`],
    ['no message came back', FAILED],
    ['a person wrote it', `${FAILED}\n--- Original message ---\n${COPY}`, 'ada@moor.example'],
    ['it still tries', `${FAILED}It will be retried for two days.\n\n--- Original message ---\n${COPY}`],
    ['some of it arrived', `${FAILED}<cy@fen.example>: was delivered\n\n--- Original message ---\n${COPY}`],
    ['it does not say that it failed', `Your message to\n\n<bo@fen.example>\n\n--- Original message ---\n${COPY}`],
    ['it names no address', `Your message could not be delivered.\n\n--- Original message ---\n${COPY}`],
  ])('tells nothing where %s', async (_, text, from?: string) => {
    expect(await told(text, from)).toBeUndefined();
  });
});

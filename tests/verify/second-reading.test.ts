import { describe, expect, it } from 'vitest';
import type { Mailbox } from '../../src/message/message.js';
import { readMessage } from '../../src/message/read-message.js';
import type { SecondReading } from '../../src/verify/mailparser-reading.js';
import { readByMailparser } from '../../src/verify/mailparser-worker.js';
import { compareReadings } from '../../src/verify/second-reading.js';
import { rawMessage } from '../raw-message.js';

const NOW = Date.UTC(2026, 0, 1);
const ADA: Mailbox = { name: 'Ada Moor', address: 'ada@moor.example' };
const MAIL = `From: "Ada Moor" <Ada@moor.example>
To: bo@fen.example
Date: Mon, 3 Jan 2005 10:00:00 +0100
Subject: The   tide
Message-ID: <1@moor.example>

At noon.
`;
const THEIRS: SecondReading = {
  from: [ADA],
  to: [{ name: '', address: 'bo@fen.example' }],
  cc: [],
  bcc: [],
  time: Date.UTC(2005, 0, 3, 9),
  subject: 'The tide',
  messageId: '1@moor.example',
  inReplyTo: [],
  references: [],
  text: 'At noon.\r\n',
  html: null,
  attachments: [],
};

const compare = async (mail: string, theirs: Partial<SecondReading>) =>
  compareReadings(await readMessage(rawMessage(mail), { bodies: true }), { ...THEIRS, ...theirs }, NOW);

/** A mail read by both, with fields put in the place of its own or added: `field: right, reason` of each difference. */
async function readTwice(fields: Readonly<Record<string, string>>, body = 'At noon.\n'): Promise<readonly string[]> {
  const kept = MAIL.slice(0, MAIL.indexOf('\n\n'))
    .split('\n')
    .filter((line) => !Object.keys(fields).some((name) => line.startsWith(`${name}:`)));
  const added = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  const raw = rawMessage(Buffer.from(`${[...kept, ...added].join('\n')}\n\n${body}`, 'latin1'));
  const differences = compareReadings(
    await readMessage(raw, { bodies: true }),
    await readByMailparser(raw.bytes!),
    Date.now(),
  );
  return differences.map(({ field, right, because }) => `${field}: ${right}, ${because}`);
}

describe('two readers of one message', () => {
  it('agree where white space, the case of addresses and marks around names differ', async () => {
    expect(await compare(MAIL, {})).toEqual([]);
  });

  it.each<[string, Partial<SecondReading>]>([
    ['from', { from: [{ name: 'Ada Moor', address: 'ada@moor.test' }] }],
    ['to', { to: [] }],
    ['cc', { cc: [ADA] }],
    ['date', { time: Date.UTC(2005, 0, 4, 9, 1) }],
    ['subject', { subject: 'The wall' }],
    ['message-id', { messageId: '2@moor.example' }],
    ['in-reply-to', { inReplyTo: ['0@moor.example'] }],
    ['references', { references: ['0@moor.example'] }],
    ['text', { text: 'At night.' }],
    ['attachments', { attachments: [{ name: 'a.txt', size: 1, sha256: '00' }] }],
  ])('differ in %s, told with the bytes, and by no reason', async (field, theirs) => {
    const differences = await compare(MAIL, theirs);
    expect(differences.map((one) => [one.field, one.because, one.right])).toEqual([[field, null, null]]);
    const [{ origin }] = differences as [(typeof differences)[number]];
    const there = MAIL.slice(origin.offset, origin.offset + origin.length).toLowerCase();
    expect(there).toContain(['date', 'subject', 'message-id', 'to'].includes(field) ? `${field}:` : 'from:');
  });

  it('differ for a reason that is told where the second gives the moment of reading for a date', async () => {
    const undated = MAIL.replace(/^Date: .*/m, 'Date: some day');
    expect(await compare(undated, { time: NOW })).toMatchObject([{ field: 'date', right: 'both' }]);
    expect(await compare(undated.replace('some day', ''), { time: NOW })).toEqual([]);
    const [difference] = await compare(MAIL, { time: NOW });
    expect(difference).toMatchObject({ right: 'rethread', because: expect.stringMatching(/moment of reading/) });
  });

  it.each<[string, Readonly<Record<string, string>>, string, RegExp]>([
    ['an address that an archive masked', { From: 'ada at moor.example (Ada Moor)' }, 'from: rethread', /masked/],
    ['letters overwritten', { From: '@d@ @ending from moor@example (Ada Moor)' }, 'from: rethread', /overwritten/],
    ['a name of X-To', { To: 'bo@fen.example', 'X-To': 'Fen, Bo' }, 'to: both', /X-To/],
    ['a comment', { From: 'Ada (Moor Ltd) <ada@moor.example>' }, 'from: both', /comment/],
    ['a group without members', { To: 'unlisted-recipients:; (no To-header on input)' }, 'to: rethread', /group/],
    ['quotation marks around an address', { To: "<'bo@fen.example'>" }, 'to: rethread', /marks/],
    ['bytes beyond ASCII', { From: 'Ad\xe4 Moor <ada@moor.example>' }, 'from: rethread', /beyond ASCII/],
    ['two values run into one', { From: 'a@b.example\x1cada@moor.example' }, 'from: rethread', /control/],
    ['a date in Swedish', { Date: 'fre, 28 maj 1999 21:47:11 +0200' }, 'date: rethread', /moment/],
    ['a day that is none', { Date: 'Wed, 31 Feb 2016 08:12:00 +0100' }, 'date: rethread', /calendar/],
    ['second 60', { Date: 'Mon, 4 Apr 2016 09:12:60 +0200' }, 'date: both', /60/],
    ['an encoded word of ASCII', { Subject: '=?ANSI_X3.4-1968?Q?New =01) Tide?=' }, 'subject: rethread', /2047/],
    ['a subject in windows-1252', { Subject: 'Fr\xf6sche' }, 'subject: rethread', /beyond ASCII/],
    ['an id with a space', { 'Message-ID': '<1@ moor.example>' }, 'message-id: rethread', /put together/],
    ['words in In-Reply-To', { 'In-Reply-To': 'Your message of Monday <0@a.example>' }, '', /./],
  ])('tell who is right about %s', async (_, fields, field, because) => {
    const differences = await readTwice(fields);
    if (field === '') expect(differences).toEqual([]);
    else expect(differences).toEqual([expect.stringMatching(new RegExp(`^${field}, .*${because.source}`))]);
  });

  it.each<[string, Readonly<Record<string, string>>, string, readonly RegExp[]]>([
    [
      'text without subtype',
      { 'Content-Type': 'text' },
      'At noon.\n',
      [/attachments: rethread.*2045/, /text: rethread.*2045/],
    ],
    [
      'a kind of text',
      { 'Content-Type': 'text/x-pgp' },
      'At noon.\n',
      [/attachments: rethread.*4\.1\.4/, /text: rethread.*4\.1\.4/],
    ],
    ['bytes that no label tells', {}, 'Fr\xf6sche\n', [/text: rethread.*U\+FFFD/]],
    ['Japanese without label', {}, '\x1b$B$"$J$?\x1b(B\n', [/text: rethread.*2022/]],
    [
      'a file in the lines',
      {},
      'At noon.\n\nbegin 644 a.txt\n#:&D*\n`\nend\n',
      [/attachments: rethread.*uuencode/, /text: rethread.*uuencode/],
    ],
    ['HTML', { 'Content-Type': 'text/html' }, '<h1>Tide</h1><p>At <a href="https://fen.example">noon</a>.</p>', []],
  ])('tell who is right about %s', async (_, fields, body, reasons) => {
    const differences = await readTwice(fields, body);
    expect(differences).toEqual(reasons.map((reason) => expect.stringMatching(reason)));
  });
});

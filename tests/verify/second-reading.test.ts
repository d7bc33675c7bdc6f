import { describe, expect, it } from 'vitest';
import type { Mailbox } from '../../src/message/message.js';
import { readMessage } from '../../src/message/read-message.js';
import { compareReadings, type SecondReading } from '../../src/verify/second-reading.js';
import { rawMessage } from '../raw-message.js';

const NOW = Date.UTC(2026, 0, 1);
const ADA: Mailbox = { name: 'Ada Moor', address: 'ada@moor.example' };
const MAIL = `From: "Ada Moor" <Ada@moor.example>
To: bo@fen.example
Date: Mon, 3 Jan 2005 10:00:00 +0100
Subject: The   tide

At noon.
`;
const THEIRS: SecondReading = {
  from: [ADA],
  to: [{ name: '', address: 'bo@fen.example' }],
  cc: [],
  bcc: [],
  time: Date.UTC(2005, 0, 3, 9),
  subject: 'The tide',
  text: 'At noon.\r\n',
  attachments: [],
};

const compare = async (mail: string, theirs: Partial<SecondReading>) =>
  compareReadings(await readMessage(rawMessage(mail), { bodies: true }), { ...THEIRS, ...theirs }, NOW);

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
    ['text', { text: 'At night.' }],
    ['attachments', { attachments: [{ name: 'a.txt', size: 1, sha256: '00' }] }],
  ])('differ in %s, told with the bytes', async (field, theirs) => {
    const differences = await compare(MAIL, theirs);
    expect(differences.map((one) => one.field)).toEqual([field]);
    const [{ origin }] = differences as [(typeof differences)[number]];
    const there = MAIL.slice(origin.offset, origin.offset + origin.length);
    expect(there.toLowerCase()).toContain(['text', 'attachments', 'cc'].includes(field) ? 'from:' : `${field}:`);
  });

  it('differ for a reason that is told where the second gives the moment of reading for a date', async () => {
    const undated = MAIL.replace(/^Date: .*/m, 'Date: some day');
    expect(await compare(undated, { time: NOW })).toEqual([]);
    const [difference] = await compare(MAIL, { time: NOW });
    expect(difference?.because).toMatch(/moment of reading/);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { reconstruct } from '../src/reconstruct.js';

const folder = mkdtempSync(path.join(tmpdir(), 'place-recovered-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mail = (id: string, from: string, to: string, date: string, subject: string, body: string) =>
  `From x Mon Jan  6 10:00:00 2020\nMessage-ID: <${id}@example.org>\nFrom: ${from}\nTo: ${to}\nDate: ${date}\nSubject: ${subject}\n\n${body}\n\n`;

const ANN = 'Ann Stone <ann@example.org>';
const BOB = 'Bob Roe <bob@example.org>';
const EVE = 'Eve Moss <eve@example.org>';

const original = `The ferry timetable for the island changes in March, and the morning boat leaves an hour earlier.
Please tell the hotel that our guests will need their breakfast at six, and a packed lunch.`;
const recoveredText =
  'I asked the hotel. They can do breakfast at half past six, not before, and lunch only for parties of ten.';
const witness = (below: string, subject: string) =>
  mail(
    'witness',
    EVE,
    ANN,
    'Tue, 14 Jan 2020 12:00:00 +0100',
    'FW: Ferry',
    `For your files.

-----Original Message-----
From: Ann Stone
Sent: Monday, January 6, 2020 3:20 PM
To: Bob Roe
Subject: RE: Ferry

${recoveredText}

-----Original Message-----
From: Bob Roe
Sent: Monday, January ${below} AM
To: Ann Stone
Subject: ${subject}

${original}`,
  );

async function parentOfRecovered(...mails: readonly string[]): Promise<string | null> {
  const file = path.join(folder, 'mail.mbox');
  writeFileSync(file, mails.join(''));
  const { posts, links } = await reconstruct([{ path: file }]);
  const recovered = posts.find(
    (post) => post.kind === 'recovered' && post.recovered.from?.name.includes('Ann') === true,
  );
  const parent = links.find((link) => link.child === recovered?.key)?.parent;
  const found = posts.find((post) => post.key === parent);
  if (found === undefined) return null;
  return found.kind === 'produced' ? found.message.messageId : found.kind;
}

describe('a recovered message', () => {
  test('answers the produced message that its witness quotes below it', async () => {
    const first = mail('first', BOB, ANN, 'Mon, 6 Jan 2020 09:35:00 +0100', 'Ferry', original);
    expect(await parentOfRecovered(first, witness('6, 2020 9:35', 'Ferry'))).toBe('first@example.org');
  });

  test('does not answer another message of the author at the same minute of another hour under another subject', async () => {
    const other = mail('other', BOB, ANN, 'Mon, 6 Jan 2020 07:35:00 +0100', 'Tram tickets', 'Two tickets, please.');
    expect(await parentOfRecovered(other, witness('6, 2020 9:35', 'Ferry'))).toBe('recovered');
  });
});

describe('a forward without words of its own', () => {
  test('answers the produced message that its heading names, and no missing one between them', async () => {
    const first = mail('first', BOB, ANN, 'Mon, 6 Jan 2020 08:35:00 +0100', 'Ferry', 'See below. Bob');
    const file = path.join(folder, 'forward.mbox');
    const forward = mail(
      'forward',
      ANN,
      EVE,
      'Mon, 6 Jan 2020 10:00:00 +0100',
      'FW: Ferry',
      '-----Original Message-----\nFrom: Bob Roe\nSent: Monday, January 6, 2020 9:35 AM\nTo: Ann Stone\nSubject: Ferry\n',
    );
    writeFileSync(file, first + forward);
    const { posts, links } = await reconstruct([{ path: file }]);
    expect(posts.map((post) => post.kind)).toEqual(['produced', 'produced']);
    expect(links).toHaveLength(1);
  });
});

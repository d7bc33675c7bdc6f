import { describe, expect, it } from 'vitest';
import { mail, reconstructFiles } from '../report-fixture.js';

const letter = (id: string, subject = id, body = 'text') =>
  mail({ id: `${id}@x.example`, subject, body, date: `Mon, 4 Mar 2019 10:0${id.length}:00 +0000` });
const sent = (id: string, day: number, field = 'X-Mailer: x') =>
  mail({
    id: `${id}@x.example`,
    subject: id,
    body: 'text',
    date: `Mon, ${day} Mar 2019 10:00:00 +0000`,
    headers: [field],
  });
const parts = (inner: string) =>
  sent('a', 4, 'Content-Type: multipart/mixed; boundary=b').replace(
    'text',
    `--b\n\ntext\n--b\nContent-Type: message/rfc822\n\n${inner}\n--b--`,
  );
const equals = `${'='.repeat(73)}\n`;
const listserv = (subject: string) =>
  `Date: Mon, 4 Mar 2019 10:00:00 +0000\nReply-To: Quay <QUAY@X.EXAMPLE>\nSender: Quay <QUAY@X.EXAMPLE>\nFrom: Ann <ann@x.example>\nSubject: ${subject}\n\ntext\n`;
const patch = 'From 1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b Mon Sep 17 00:00:00 2001\n';
const dated = 'From x@y.example Mon Mar  4 10:00:00 2019\n';
const iso = 'From x@y.example 2019-03-04T10:00:00+01:00\n';
const american = 'From x@y.example 3/4/2019 10:00:00 AM\n';
const rule = `${'-'.repeat(70)}\n`;
const stars = `${'*'.repeat(20)}\n`;
const marks = '\x01\x01\x01\x01\n';
const fox = `${'\x10'.repeat(7)}${'\x11'.repeat(6)}S\r\n`;

const cases: readonly (readonly [rule: string, file: string, content: string, subjects: readonly string[]])[] = [
  ['bare From lines part messages', 'a', `From \n${letter('a')}\nFrom \n${letter('bb')}\n`, ['a', 'bb']],
  ['and without empty lines', 'a', `From \n${letter('a')}From \n${letter('bb')}`, ['a', 'bb']],
  ['From and a dash part messages', 'a', `From - \n${letter('a')}From - \n${letter('bb')}`, ['a', 'bb']],
  [
    'a bare From in a mailbox with dates is text',
    'a',
    `${dated}${letter('a', 'a', `x\nFrom \n${letter('bb')}`)}`,
    ['a'],
  ],
  [
    "git's separator in a body is text",
    'a',
    `${dated}${letter('a', 'a', `see\n\n${patch}${letter('bb')}`)}\n${dated}${letter('ccc')}`,
    ['a', 'ccc'],
  ],
  ["git's separators part what is made of them", 'a', `${patch}${letter('a')}\n${patch}${letter('bb')}`, ['a', 'bb']],
  ['MMDF parts messages', 'a', `${marks}${letter('a')}${marks}${marks}${letter('bb')}${marks}`, ['a', 'bb']],
  [
    "Foxmail's marks part messages",
    'a',
    `${fox}${letter('a')}${fox}${letter('bb')}${fox}${letter('ccc')}`,
    ['a', 'bb', 'ccc'],
  ],
  [
    "Foxmail's marks behind a text without a line end",
    'a',
    `${fox}${letter('a').trimEnd()}${fox}${letter('bb')}`,
    ['a', 'bb'],
  ],
  ["Foxmail's mark at the end, without a message", 'a', `${fox}${letter('a')}${fox}`, ['a']],
  ['MMDF with one mark between', 'a', `${marks}${letter('a')}${marks}${letter('bb')}${marks}`, ['a', 'bb']],
  ['MMDF that is cut short', 'a', `${marks}${letter('a')}${marks}${marks}${letter('bb')}`, ['a', 'bb']],
  ['MMDF above From lines', 'a', `${marks}${dated}${letter('a')}${marks}${marks}${dated}${letter('bb')}`, ['a', 'bb']],
  ['dates in numbers', 'a', `${iso}${letter('a')}${iso}${letter('bb')}${iso}${letter('ccc')}`, ['a', 'bb', 'ccc']],
  ['dates in numbers as in America', 'a', `${american}${letter('a')}${american}${letter('bb')}`, ['a', 'bb']],
  [
    'a sentence with a date in numbers is text',
    'a',
    `${iso}${letter('a', 'a', 'x\n\nFrom noon 2019-03-04 10:00 we sail\nNote: all\n')}\n${iso}${letter('bb')}`,
    ['a', 'bb'],
  ],
  ['the same rule above each', 'a', `${rule}${letter('a')}\n${rule}${letter('bb')}`, ['a', 'bb']],
  ['stars and empty lines', 'a', `\n${stars}\n${letter('a')}\n${stars}\n${letter('bb')}\n`, ['a', 'bb']],
  ['a rule in a text is text', 'a', `${rule}${letter('a', 'a', `x\n${rule}y`)}\n${rule}${letter('bb')}`, ['a', 'bb']],
  ['CR alone', 'a', `${dated}${letter('a')}\n${dated}${letter('bb')}`.replaceAll('\n', '\r'), ['a', 'bb']],
  [
    'CR alone and bare From lines',
    'a',
    `From \n${letter('a')}\nFrom \n${letter('bb')}`.replaceAll('\n', '\r'),
    ['a', 'bb'],
  ],
  ['CR alone, one message', 'a', `${dated}${letter('a')}`.replaceAll('\n', '\r'), ['a']],
  [
    'zero bytes before the first',
    'a',
    `${'\0'.repeat(64)}${dated}${letter('a')}\n${dated}${letter('bb')}`,
    ['a', 'bb'],
  ],
  ['a zero byte before the only one', 'a', `\0${dated}${letter('a')}`, ['a']],

  ['mails one behind the other, the second sent later', 'a.eml', `${sent('a', 4)}${sent('bb', 6)}`, ['a', 'bb']],
  [
    'and the second an answer',
    'a.txt',
    `${sent('a', 4)}\n\n${sent('bb', 4, 'References: <a@x.example>')}`,
    ['a', 'bb'],
  ],
  ['three of one make, the newest first', 'a', `${sent('a', 6)}${sent('bb', 5)}${sent('ccc', 4)}`, ['a', 'bb', 'ccc']],
  ['0x1A behind each', 'a.pmm', `Inbox${'\0'.repeat(123)}${sent('a', 5)}\x1a${sent('bb', 4)}\x1a`, ['a', 'bb']],
  ['a batch of news', 'a', `#! rnews 200\n${sent('a', 5)}#! rnews 200\n${sent('bb', 4)}`, ['a', 'bb']],
  ['page ends', 'a', `${sent('a', 5)}\f\n${sent('bb', 4)}`, ['a', 'bb']],
  ['an older mail that a text shows whole is text', 'a.eml', `${sent('a', 5)}See:\n\n${sent('bb', 4)}`, ['a']],
  [
    'one that a text shows whole is text where a zone of hours would make it older',
    'a.eml',
    `${sent('a', 5).replace(/ 2019 \d\d:/, ' 2019 01:')}See:\n\n${sent('bb', 5).replace(/ 2019 \d\d:/, ' 2019 23:')}`,
    ['a'],
  ],
  [
    'one that a text shows whole is text where the clock of the other was never set',
    'a.eml',
    `${sent('a', 5).replace(/^Date: .*/m, 'Date: Thu, 1 Jan 1970 00:10:00 +0000')}See:\n\n${sent('bb', 4)}`,
    ['a'],
  ],
  ['a later one that a part holds is a part', 'a.eml', parts(sent('bb', 6)), ['a']],
  ['a later one that is quoted is text', 'a.eml', `${sent('a', 4)}\n${sent('bb', 5).replace(/^/gm, '> ')}`, ['a']],
  [
    'a header that names no sender is text',
    'a.eml',
    `${sent('a', 4)}\n${sent('bb', 5).replace(/^From.*\n/m, '')}`,
    ['a'],
  ],
  ['logs of LISTSERV', 'a.log9604', `${equals}${listserv('a')}${equals}${listserv('bb')}`, ['a', 'bb']],
  ['zero bytes between', 'a', `${dated}${letter('a')}${'\0'.repeat(512)}${dated}${letter('bb')}`, ['a', 'bb']],
  ['a byte order mark before a later one', 'a', `${dated}${letter('a')}\n\ufeff${dated}${letter('bb')}`, ['a', 'bb']],
  [
    'a byte order mark behind a file without a last line end',
    'a',
    `${dated}${letter('a').trimEnd()}\ufeff${dated}${letter('bb')}`,
    ['a', 'bb'],
  ],
  [
    'a byte order mark before a sentence is text',
    'a',
    `${dated}${letter('a', 'a', 'x\n\n\ufeffFrom noon of 4 March 2019 at 10:00 the quay is shut.\n')}\n${dated}${letter('bb')}`,
    ['a', 'bb'],
  ],
  ['two From lines above one', 'a', `${dated}${dated}${letter('a')}\n${dated}${letter('bb')}`, ['a', 'bb']],
  [
    'a sentence that goes on behind its date is text',
    'a',
    `${dated}${letter('a', 'a', 'x\n\nFrom noon of 4 March 2019 at 10:00 the quay is shut.\n')}\n${dated}${letter('bb')}`,
    ['a', 'bb'],
  ],
  [
    'a line above the header is no part of it',
    'a.eml',
    `200 OK\n=== message 8E66 ===\nMIME-Version: 1.0\n${letter('a')}`,
    ['a'],
  ],
  [
    'a label above the header',
    'a.eml',
    `Mail content:\nTo: b@x.example\nSubject: a\nContent-Type: text/plain\n\nhi\n`,
    ['a'],
  ],
  ['an empty line below it', 'a.eml', `Downloaded 4 March\n\nMIME-Version: 1.0\n${letter('a')}`, ['a']],
];

describe('where messages begin', () => {
  for (const [rule, file, content, subjects] of cases)
    it(rule, async () => {
      const { posts, sources, gaps } = await reconstructFiles({ [file]: content });
      const produced = posts.flatMap((post) => (post.kind === 'produced' ? post.copies : []));
      expect(produced.map(({ subject }) => subject.text).sort()).toEqual(subjects);
      const bytes = [...produced.map(({ origin }) => origin.length), ...gaps.map(({ length }) => length)];
      expect(bytes.reduce((sum, length) => sum + length, 0)).toBe(sources[0]!.contentLength);
    });

  it('lines above the header are told of as a gap', async () => {
    const { problems } = await reconstructFiles({ 'a.eml': `200 OK\nMIME-Version: 1.0\n${letter('a')}` });
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'bytes-before-header',
        origin: expect.objectContaining({ offset: 0, length: 7 }),
      }),
    );
  });
});

import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { locateInBody } from '../../src/message/locate-in-body.js';
import { readSignedContent } from '../../src/message/mime/signed-content.js';
import { readMessage } from '../../src/message/read-message.js';
import { writeMsg } from '../compound-file-fixture.js';
import { rawMessage } from '../raw-message.js';
import { signedOf as cms } from '../signed-fixture.js';
import { cutBytes } from '../source-cutting.js';

const HEADER =
  'From: Ada <ada@moor.example>\nDate: Mon, 4 Apr 2016 09:12:00 +0200\nSubject: Sluice\nMIME-Version: 1.0\n';
const PART = 'Content-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n\n';
const TEXT = 'Content-Type: text/plain; charset=utf-8\n\nOpen it at noon.\n';
const FILES =
  'Content-Type: multipart/mixed; boundary=i\n\n--i\n\nOpen it.\n--i\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nJVBERg==\n--i--\n';
const base64 = (bytes: Buffer) => `${bytes.toString('base64').replace(/.{64}/g, '$&\n')}\n`;
const whole = (bytes: Buffer) => HEADER + PART + base64(bytes);
const listed = (bytes: Buffer) =>
  `${HEADER}Content-Type: multipart/mixed; boundary=b\n\n--b\n${PART}${base64(bytes)}\n--b\nContent-Type: text/plain\n\nThe footer of a list.\n--b--\n`;

async function read(mail: string) {
  const { body, attachments, problems, subject } = await readMessage(rawMessage(mail), { bodies: true });
  const told = problems
    .filter(({ code }) => code.startsWith('part-'))
    .map(({ code, severity }) => `${code} ${severity}`);
  return { body: body!, text: body!.text, files: attachments.map(({ name }) => name), told, subject: subject.text };
}

describe('a signed part', () => {
  it.each<[string, string, string, readonly (string | null)[], readonly string[]]>([
    ['is read, without its signature', whole(cms(TEXT)), 'Open it at noon.\n', [], ['part-opened info']],
    [
      'is read in pieces of no told length',
      whole(cms(TEXT, { open: true })),
      'Open it at noon.\n',
      [],
      ['part-opened info'],
    ],
    ['gives its own files', whole(cms(FILES)), 'Open it.', ['a.pdf'], ['part-opened info']],
    [
      'stands before what a list put below it',
      listed(cms(TEXT)),
      'Open it at noon.\nThe footer of a list.',
      [],
      ['part-opened info'],
    ],
    [
      'may hold another',
      whole(cms(PART + base64(cms(TEXT)))),
      'Open it at noon.\n',
      [],
      ['part-opened info', 'part-opened info'],
    ],
    [
      'may be packed',
      whole(cms(deflateSync(TEXT), { kind: 'compressed' })),
      'Open it at noon.\n',
      [],
      ['part-opened info'],
    ],
    [
      'stays closed where it is encrypted',
      whole(cms(TEXT, { kind: 'enveloped' })),
      '',
      ['smime.p7m'],
      ['part-not-read error'],
    ],
    ['may hold certificates alone', whole(cms(null)), '', ['smime.p7m'], []],
    ['may be a document', listed(cms('<invoice/>')), 'The footer of a list.', ['smime.p7m'], []],
    ['is read as far as it goes', whole(cms(TEXT).subarray(0, -8)), 'Open it a', [], ['part-not-read warning']],
  ])('%s', async (_rule, mail, text, files, told) => {
    expect(await read(mail)).toMatchObject({ text, files, told, subject: 'Sluice' });
  });

  it('is the place of its text; what stands around it has its own', async () => {
    const mail = listed(cms(TEXT));
    const { body } = await read(mail);
    const footer = body.text.indexOf('footer');
    const place = locateInBody(body, { start: footer, end: footer + 6 });
    expect(mail.slice(place.offset, place.offset + place.length)).toBe('footer');
    const inside = locateInBody(body, { start: 0, end: 4 });
    expect(mail.slice(inside.offset, inside.offset + inside.length)).toBe(base64(cms(TEXT)));
  });

  it('of a mail without a date in a mailbox has that of the line above it', async () => {
    const mail = whole(cms(TEXT)).replace(/^Date:.*\n/m, '');
    const { messages } = cutBytes(Buffer.from(`From ada@moor.example Mon Apr  4 09:12:00 2016\n${mail}`));
    expect((await readMessage(messages[0]!, { bodies: true })).date?.source).toBe('from-line');
  });

  it('of Outlook is the text of its item', async () => {
    for (const bytes of [cms(FILES), Buffer.from(FILES.replace('mixed', 'signed'))]) {
      const { messages } = cutBytes(
        writeMsg({
          properties: { 26: 'IPM.Note.SMIME', 55: 'Sluice', 57: new Date('2016-04-04T07:12:00Z') },
          attachments: [
            {
              14087: 'smime.p7m',
              14094: bytes[0] === 0x30 ? 'application/pkcs7-mime' : 'multipart/signed',
              14081: bytes,
            },
          ],
        }),
      );
      const { body, attachments } = await readMessage(messages[0]!, { bodies: true });
      expect([body!.text, attachments.map(({ name }) => name)]).toEqual(['Open it.', ['a.pdf']]);
    }
  });

  it('that is damaged anywhere is told, and never stops the reading', () => {
    const sound = cms(TEXT, { open: true });
    for (let at = 0; at < sound.length; at++)
      for (const value of [0, 0x80, 0xff, 0x24]) {
        const bytes = Buffer.from(sound);
        bytes[at] = value;
        expect(readSignedContent(bytes)?.bytes.length ?? 0).toBeLessThanOrEqual(sound.length);
      }
  });
});

import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { locateInBody } from '../../src/message/locate-in-body.js';
import { readSignedContent } from '../../src/message/mime/signed-content.js';
import { readMessage } from '../../src/message/read-message.js';
import { writeMsg } from '../compound-file-fixture.js';
import { rawMessage } from '../raw-message.js';
import { cutBytes } from '../source-cutting.js';

const OID = { signed: '010702', enveloped: '010703', compressed: '0109100109', data: '010701' };

/** An element of DER, or of BER whose end a mark tells. */
function element(tag: number, open: boolean, ...content: readonly Buffer[]): Buffer {
  const inside = Buffer.concat(content);
  if (open) return Buffer.concat([Buffer.of(tag, 0x80), inside, Buffer.of(0, 0)]);
  const { length } = inside;
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.of(tag, ...size), inside]);
}
const identifier = (digits: string) => element(6, false, Buffer.from(`2a864886f70d${digits}`, 'hex'));

/** A part of S/MIME; written as programs do that do not know the length beforehand (`open`), its content in pieces of ten bytes. */
function cms(kind: keyof typeof OID, content: string | Buffer | null, open = false): Buffer {
  const bytes = Buffer.from(content ?? '');
  const pieces = [];
  for (let at = 0; at < bytes.length; at += 10) pieces.push(element(4, false, bytes.subarray(at, at + 10)));
  const octets = open ? element(0x24, true, ...pieces) : element(4, false, bytes);
  const held = content === null ? [] : [element(0xa0, open, octets)];
  const version = element(2, false, Buffer.of(1));
  const digests = kind === 'compressed' ? element(0x30, false, identifier('0109100308')) : element(0x31, open);
  const inner = element(0x30, open, version, digests, element(0x30, open, identifier(OID.data), ...held));
  return element(0x30, open, identifier(OID[kind]), element(0xa0, open, inner));
}

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
    ['is read, without its signature', whole(cms('signed', TEXT)), 'Open it at noon.\n', [], ['part-opened info']],
    [
      'is read in pieces of no told length',
      whole(cms('signed', TEXT, true)),
      'Open it at noon.\n',
      [],
      ['part-opened info'],
    ],
    ['gives its own files', whole(cms('signed', FILES)), 'Open it.', ['a.pdf'], ['part-opened info']],
    [
      'stands before what a list put below it',
      listed(cms('signed', TEXT)),
      'Open it at noon.\nThe footer of a list.',
      [],
      ['part-opened info'],
    ],
    [
      'may hold another',
      whole(cms('signed', PART + base64(cms('signed', TEXT)))),
      'Open it at noon.\n',
      [],
      ['part-opened info', 'part-opened info'],
    ],
    ['may be packed', whole(cms('compressed', deflateSync(TEXT))), 'Open it at noon.\n', [], ['part-opened info']],
    ['stays closed where it is encrypted', whole(cms('enveloped', TEXT)), '', ['smime.p7m'], ['part-not-read error']],
    ['may hold certificates alone', whole(cms('signed', null)), '', ['smime.p7m'], []],
    ['may be a document', listed(cms('signed', '<invoice/>')), 'The footer of a list.', ['smime.p7m'], []],
    [
      'is read as far as it goes',
      whole(cms('signed', TEXT).subarray(0, -8)),
      'Open it a',
      [],
      ['part-not-read warning'],
    ],
  ])('%s', async (_rule, mail, text, files, told) => {
    expect(await read(mail)).toMatchObject({ text, files, told, subject: 'Sluice' });
  });

  it('is the place of its text; what stands around it has its own', async () => {
    const mail = listed(cms('signed', TEXT));
    const { body } = await read(mail);
    const footer = body.text.indexOf('footer');
    const place = locateInBody(body, { start: footer, end: footer + 6 });
    expect(mail.slice(place.offset, place.offset + place.length)).toBe('footer');
    const inside = locateInBody(body, { start: 0, end: 4 });
    expect(mail.slice(inside.offset, inside.offset + inside.length)).toBe(base64(cms('signed', TEXT)));
  });

  it('of Outlook is the text of its item', async () => {
    for (const bytes of [cms('signed', FILES), Buffer.from(FILES.replace('mixed', 'signed'))]) {
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
    const sound = cms('signed', TEXT, true);
    for (let at = 0; at < sound.length; at++)
      for (const value of [0, 0x80, 0xff, 0x24]) {
        const bytes = Buffer.from(sound);
        bytes[at] = value;
        expect(readSignedContent(bytes)?.bytes.length ?? 0).toBeLessThanOrEqual(sound.length);
      }
  });
});

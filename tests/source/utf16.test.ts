import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerFields } from '../../src/message/header-text.js';
import { locateInBody } from '../../src/message/locate-in-body.js';
import type { Message } from '../../src/message/message.js';
import { readMessage } from '../../src/message/read-message.js';
import { cutBytes, faultInTiling } from '../source-cutting.js';

const mail = (subject: string, text: string, fields = '') =>
  `Message-ID: <${subject.length}@moor.example>\nFrom: Ada Möller <ada@moor.example>\nTo: bo@fen.example\nDate: Mon, 4 Apr 2016 09:12:00 +0200\nSubject: ${subject}\n${fields}\n${text}\n`;
const separator = 'From ada@moor.example Mon Apr  4 09:12:00 2016\n';

const WRITTEN = {
  'one.eml': mail('röd hamn', 'The dues rise.\nÅ, 港の倉庫 🚢 and so on.'),
  'label.eml': mail('Latin', 'Grüße aus dem Moor', 'Content-Type: text/plain; charset=iso-8859-1\n'),
  'wide-label.eml': mail('Wide', 'Grüße', 'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-16\n'),
  'encoded.eml': mail(
    'Encoded',
    'Gr=FC=DFe aus dem Moor',
    'Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n',
  ),
  'parts.eml': mail(
    'Parts',
    `--b\nContent-Type: text/plain; charset=koi8-r\n\nпричал\n--b\nContent-Type: message/rfc822\n\n${mail('inner', 'Привет')}--b--`,
    'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n',
  ),
  'box.mbox': `${separator}${mail('first', 'Eins ß')}\n${separator}${mail('second', '>From the quay\nZwei 港')}\n`,
  'box.mmdf': `\x01\x01\x01\x01\n${mail('first', 'Eins ß')}\x01\x01\x01\x01\n`,
  'print.txt':
    'From: Ada Möller\nSent: Thursday, April 7, 2016 10:02 AM\nTo: Bo\nSubject: Ferry\n\nIt goes on Thursday, ß.\n',
  'russian.txt':
    'От: Пётр Вольский\nОтправлено: 7 апреля 2016 г. 10:02\nКому: Анна\nТема: Паром\n\nОтходит в четверг 🚢.\n',
  'gmail.txt':
    'Gmail - Fähre\n\nFähre\n2 messages\n\nJörg Renn <t.renn@moor.example>    Wed, Apr 6, 2016 at 4:12 PM\nTo: Ada <ada@moor.example>\n\nSo spät 🚢?\n\nAda Möller <ada@moor.example>    Thu, Apr 7, 2016 at 10:02 AM\nTo: Jörg Renn <t.renn@moor.example>\n\nZwölf Uhr.\n',
} as const;
const NAMES = Object.keys(WRITTEN) as (keyof typeof WRITTEN)[];

interface Form {
  readonly bigEndian: boolean;
  readonly marked: boolean;
  readonly crlf: boolean;
}
const FORMS: readonly Form[] = [true, false].flatMap((bigEndian) =>
  [true, false].flatMap((marked) => [true, false].map((crlf) => ({ bigEndian, marked, crlf }))),
);

function utf16(text: string, { bigEndian, marked, crlf }: Form): Buffer {
  const bytes = Buffer.from((marked ? '\ufeff' : '') + (crlf ? text.replaceAll('\n', '\r\n') : text), 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

function decode(bytes: Buffer, { bigEndian }: Form): string {
  const copy = Buffer.from(bytes);
  return (bigEndian ? copy.swap16() : copy).toString('utf16le');
}

const tell = ({ messageId, from, subject, date, body, attachments, embedded }: Message): unknown => ({
  messageId,
  from,
  subject: subject.text,
  date: date?.time,
  text: body?.text.replace(/^\ufeff/, ''),
  attachments: attachments.map(({ contentType }) => contentType),
  embedded: embedded.map(tell),
});

const read = (raws: readonly Parameters<typeof readMessage>[0][]) =>
  Promise.all(raws.map((raw) => readMessage(raw, { bodies: true })));

describe('mail in UTF-16', () => {
  it.each(NAMES.flatMap((name) => FORMS.map((form) => ({ name, ...form }))))(
    'is read as in UTF-8: $name, big-endian $bigEndian, marked $marked, CR LF $crlf',
    async ({ name, ...form }) => {
      const text = WRITTEN[name];
      const plain = cutBytes(Buffer.from(text.replaceAll('charset=utf-16', 'charset=utf-8')), [], { source: name });
      const bytes = utf16(text, form);
      const cut = cutBytes(bytes, [], { source: name });
      expect(faultInTiling(cut, bytes.length)).toBe('');
      expect(cut.format).toBe(plain.format);
      const wanted = name === 'label.eml' || name === 'parts.eml' ? cut.messages : plain.messages;
      const messages = await read(cut.messages);
      if (wanted === plain.messages) expect(messages.map(tell)).toEqual((await read(plain.messages)).map(tell));
      for (const message of messages) {
        const { body } = message;
        for (const [word] of body!.text.matchAll(/[^\s\ufeff]+/g)) {
          const start = body!.text.indexOf(word);
          const { offset, length } = locateInBody(body!, { start, end: start + word.length });
          const found = decode(bytes.subarray(offset, offset + length), form);
          expect(name === 'encoded.eml' ? found.replaceAll('=FC=DF', 'üß') : found).toBe(word);
        }
        for (const { name: field, value, origin } of headerFields(message.headers))
          expect(decode(bytes.subarray(origin.offset, origin.offset + origin.length), form)).toContain(
            Buffer.from(`${field}:${value}`, 'latin1').toString(),
          );
      }
    },
  );

  it('reads letters that no label names, in any part that is not encoded', async () => {
    const form = { bigEndian: false, marked: true, crlf: true };
    const [label] = await read(cutBytes(utf16(WRITTEN['label.eml'], form), [], { source: 'a.eml' }).messages);
    expect(label!.body!.text.trimEnd()).toBe('Grüße aus dem Moor');
    const [parts] = await read(cutBytes(utf16(WRITTEN['parts.eml'], form), [], { source: 'a.eml' }).messages);
    expect(parts!.body!.text.trimEnd()).toBe('причал');
    expect(parts!.embedded[0]!.body!.text.trimEnd()).toBe('Привет');
  });

  it('does not depend on where windows end', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NAMES),
        fc.constantFrom(...FORMS),
        fc.array(fc.nat(3000), { maxLength: 8 }),
        (name, form, ends) => {
          const bytes = utf16(WRITTEN[name], form);
          const context = { source: name };
          expect(cutBytes(bytes, ends, context)).toEqual(cutBytes(bytes, [], context));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leaves half a character at the end as a gap, and reads what stands before', () => {
    const form = { bigEndian: false, marked: false, crlf: false };
    const bytes = Buffer.concat([utf16(WRITTEN['one.eml'], form), Buffer.from('x')]);
    const cut = cutBytes(bytes, [], { source: 'one.eml' });
    expect(faultInTiling(cut, bytes.length)).toBe('');
    expect([cut.messages.length, cut.problems.map(({ code }) => code)]).toEqual([1, ['utf16-odd-byte']]);
  });

  it('knows its own output in UTF-16 too, as some shells write it', () => {
    const line = '{"key":"m-1","kind":"recovered","thread":"t-1","parent":null}\n';
    for (const form of FORMS)
      expect(cutBytes(utf16(line, form)).problems.map(({ code }) => code)).toEqual(['own-output']);
  });
});

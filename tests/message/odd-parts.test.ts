import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerFields } from '../../src/message/header-text.js';
import type { Message } from '../../src/message/message.js';
import { readMessage } from '../../src/message/read-message.js';
import { rawMessage } from '../raw-message.js';

const HEAD = 'From: Ann <ann@x.example>\nSubject: s\nDate: Mon, 4 Mar 2019 10:00:00 +0000\nMIME-Version: 1.0\n';
const MIXED = `${HEAD}Content-Type: multipart/mixed; boundary=b\n\n`;
const INNER = 'From: Cy Dale <cy@x.example>\nSubject: inner\nMessage-ID: <inner@x.example>\n\nthe inner words\n';
const base64 = (text: string) => Buffer.from(text).toString('base64').replace(/.{60}/g, '$&\n');

const read = (content: string | Buffer) => readMessage(rawMessage(content, { fromLine: null }), { bodies: true });
const codes = ({ problems }: Message) => problems.map(({ severity, code }) => `${severity} ${code}`);

describe('parts whose header is not as it should be', () => {
  it.each<readonly [what: string, part: string, text: string, codes: readonly string[]]>([
    [
      'no empty line',
      'Content-Type: text/plain\nfirst line\nsecond',
      'first line\nsecond',
      ['notice part-header-unseparated'],
    ],
    [
      'no empty line, and a text that looks like a field',
      'Content-Type: text/plain\nNote: bring it\nsecond',
      'Note: bring it\nsecond',
      ['notice part-header-unseparated'],
    ],
    [
      'no empty line above base64',
      `Content-Type: text/plain\nContent-Transfer-Encoding: base64\n${base64('Hello: all')}`,
      'Hello: all',
      ['notice part-header-unseparated'],
    ],
    ['no header and no empty line', 'no header here\nsecond', 'no header here\nsecond', []],
    ['no header, text like a field', 'Note: bring it\nTo do: all', 'Note: bring it\nTo do: all', []],
    ['no header', '\nheaderless', 'headerless', []],
    ['foreign fields', 'Content-Type: text/plain\nNote: bring it\n\ntext', 'text', ['notice part-fields-unread']],
    ['a header and nothing behind it', 'Content-Type: text/plain', '', []],
    [
      'an encoding that nobody knows',
      'Content-Type: text/plain\nContent-Transfer-Encoding: x-odd\n\nas it is',
      'as it is',
      ['notice transfer-encoding-unknown'],
    ],
    [
      'base64 that is none',
      'Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nThis is plain text, you see.',
      'This is plain text, you see.',
      ['notice transfer-encoding-wrong'],
    ],
    [
      'a footer below base64',
      `Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n${base64('Of the store, of the keys and of the door we spoke.')}\n-- \nsent by a list, truly\n`,
      'Of the store, of the keys and of the door we spoke.',
      ['notice base64-foreign-bytes'],
    ],
    [
      'base64 in two runs',
      `Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n${base64('one ')}\n${base64('and two')}`,
      'one and two',
      [],
    ],
  ])('%s', async (_what, part, text, expected) => {
    const message = await read(`${MIXED}--b\n${part}\n--b--\n`);
    expect([message.body!.text, codes(message)]).toEqual([text, expected]);
  });

  it.each<readonly [what: string, type: string, boundary: string]>([
    ['another boundary than the lines have', 'boundary=aaa', 'bbb'],
    ['a boundary in other letters', 'boundary="AbC"', 'abc'],
    ['a boundary between apostrophes', "boundary='bb'", 'bb'],
    ['two boundaries, of which the second is meant', 'boundary=a; boundary=b', 'b'],
    ['apostrophes that belong to it', "boundary='bb'", "'bb'"],
  ])('%s', async (_what, type, boundary) => {
    const part = (kind: string, text: string) => `--${boundary}\nContent-Type: text/${kind}\n\n${text}\n`;
    const message = await read(
      `${HEAD}Content-Type: multipart/alternative; ${type}\n\n${part('plain', 'Bring it.')}${part('html', '<p>Bring it.</p>')}--${boundary}--\n`,
    );
    expect(message.body!.text.trim()).toBe('Bring it.');
    expect(message.body!.html).toContain('<p>Bring it.</p>');
  });

  it.each<readonly [what: string, fields: string, text: string]>([
    ['a text of bytes without a name', 'Content-Type: application/octet-stream', 'Bring it.'],
    ['an encoding with a stroke', 'Content-Transfer-Encoding: quoted/printable', 'Bring=20=\nit.'],
    ['an encoding with a hyphen', 'Content-Transfer-Encoding: base-64', base64('Bring it.')],
  ])('the whole is %s', async (_what, fields, text) => {
    expect((await read(`${HEAD}${fields}\n\n${text}\n`)).body!.text.trim()).toBe('Bring it.');
  });

  it('tells what stands before the first part and behind the last, but not what programs write there', async () => {
    const odd = await read(`${MIXED}Bring the keys\n--b\n\ntext\n--b--\nand the lamp\n`);
    expect(codes(odd)).toEqual(['notice mime-preamble', 'notice mime-epilogue']);
    const plain = await read(`${MIXED}This is a multi-part message in MIME format.\n--b\n\ntext\n--b--\n\n\n`);
    expect(codes(plain)).toEqual([]);
  });
});

describe('attached messages', () => {
  const attach = (header: string, content: string) => `${MIXED}--b\n\nsee\n--b\n${header}\n\n${content}\n--b--\n`;
  const typed = (type: string, encoding: string, content: string) =>
    attach(`Content-Type: ${type}\nContent-Transfer-Encoding: ${encoding}`, content);
  it.each<readonly [what: string, mail: string]>([
    ['message/rfc822', typed('message/rfc822', '7bit', INNER)],
    ['in base64', typed('message/rfc822', 'base64', base64(INNER))],
    ['in quoted-printable', typed('message/rfc822', 'quoted-printable', INNER.replace('words', 'wor=\nds'))],
    ['in base64 that no label names', attach('Content-Type: message/rfc822', base64(INNER))],
    ['labelled base64 and written plainly', typed('message/rfc822', 'base64', INNER)],
    ['message/global', typed('message/global', '8bit', INNER)],
    ['message/news', typed('message/news', '7bit', INNER)],
    ['a file named .eml', typed('application/octet-stream; name="of May.EML"', 'base64', base64(INNER))],
    ['a text named .eml', attach('Content-Type: text/plain\nContent-Disposition: attachment; filename=a.eml', INNER)],
    ['a part of a digest', `${HEAD}Content-Type: multipart/digest; boundary=b\n\n--b\n\n${INNER}\n--b--\n`],
    [
      'a digest in a mixed',
      `${MIXED}--b\nContent-Type: multipart/digest; boundary=c\n\n--c\n\n${INNER}\n--c--\n--b--\n`,
    ],
    ['the whole body', `${HEAD}Content-Type: message/rfc822\n\n${INNER}`],
    ['its header alone', typed('text/rfc822-headers', '7bit', INNER.split('\n\n')[0]!)],
  ])('are read: %s', async (_what, mail) => {
    const { embedded, attachments } = await read(mail);
    expect(embedded.map(({ messageId, from }) => [messageId, from?.name])).toEqual([['inner@x.example', 'Cy Dale']]);
    expect(attachments.map(({ message }) => message)).toEqual([true]);
    if (!mail.includes('rfc822-headers')) expect(embedded[0]!.body!.text.trim()).toBe('the inner words');
  });

  it('are not made of files that are none', async () => {
    const { embedded } = await read(attach('Content-Type: application/octet-stream; name=a.eml', 'no mail at all'));
    expect(embedded).toEqual([]);
  });

  it.each([
    ['message/partial; id=a@x.example; number=2; total=3', 'The message is piece 2 of 3'],
    ['message/external-body; access-type=URL; URL="http://x.example/a"', 'lies elsewhere'],
  ])('are told where they are not here: %s', async (type, said) => {
    const { problems } = await read(`${HEAD}Content-Type: ${type}\n\nContent-Type: text/plain\n\nwords\n`);
    expect(problems.map(({ severity, code }) => [severity, code])).toEqual([['error', 'part-not-read']]);
    expect(problems[0]!.message).toContain(said);
  });
});

describe('files in the lines of a text', () => {
  /** Encodes as uuencode does. */
  function uuencode(bytes: Uint8Array, name: string): string {
    const code = (value: number) => String.fromCharCode(value === 0 ? 0x60 : value + 32);
    const lines: string[] = [];
    for (let at = 0; at < bytes.length; at += 45) {
      const piece = bytes.subarray(at, at + 45);
      let line = code(piece.length);
      for (let index = 0; index < piece.length; index += 3) {
        const [a = 0, b = 0, c = 0] = piece.subarray(index, index + 3);
        line += code(a >> 2) + code(((a & 3) << 4) | (b >> 4)) + code(((b & 15) << 2) | (c >> 6)) + code(c & 63);
      }
      lines.push(line);
    }
    return `begin 644 ${name}\n${lines.join('\n')}\n\`\nend\n`;
  }
  function yencode(bytes: Uint8Array, name: string): Buffer {
    const out: number[] = [];
    for (const [index, byte] of bytes.entries()) {
      const value = (byte + 42) & 0xff;
      if ([0, 10, 13, 61].includes(value)) out.push(61, (value + 64) & 0xff);
      else out.push(value);
      if (index % 128 === 127) out.push(10);
    }
    const head = `=ybegin line=128 size=${bytes.length} name=${name}\n`;
    return Buffer.concat([Buffer.from(head), Buffer.from(out), Buffer.from(`\n=yend size=${bytes.length}\n`)]);
  }
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

  it('are attachments, and the text stands around them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), fc.boolean(), async (bytes, isYenc) => {
        const file = isYenc ? yencode(bytes, 'a b.bin') : Buffer.from(uuencode(bytes, 'a b.bin'));
        const mail = Buffer.concat([Buffer.from(`${HEAD}\nbefore\n`), file, Buffer.from('after\n')]);
        const { body, attachments, problems } = await read(mail);
        expect(attachments).toMatchObject([{ name: 'a b.bin', size: bytes.length, sha256: sha256(bytes) }]);
        expect([body!.text, problems]).toEqual(['before\nafter\n', []]);
        const { offset, length } = attachments[0]!.origin;
        expect(mail.subarray(offset, offset + length).equals(file)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    'begin 644 the work and end it well\nno such line\nend\n',
    'begin with the keys\nend\n',
    'begin 644 plan.txt\nend\n',
    '=ybegin of the year\nwords\n',
  ])('are not seen in words: %j', async (text) => {
    const { body, attachments } = await read(`${HEAD}\n${text}`);
    expect([body!.text, attachments]).toEqual([text, []]);
  });

  it('tell where they are cut short or one of several pieces', async () => {
    const whole = uuencode(new Uint8Array(200).fill(7), 'a.bin');
    const cut = await read(`${HEAD}\n${whole.slice(0, -6)}`);
    expect([cut.attachments[0]?.size, codes(cut)]).toEqual([200, ['notice inline-file-damaged']]);
    const piece = yencode(new Uint8Array(20).fill(7), 'a.bin').toString('latin1').replace('line=', 'part=1 line=');
    expect(codes(await read(`${HEAD}\n${piece}`))).toEqual(['notice inline-file-damaged']);
  });
});

describe('fields of a header', () => {
  it('that are there twice are told, and a second Message-ID is another id of the message', async () => {
    const message = await read(
      'Message-ID: <1@x.example>\nMessage-ID: <2@x.example>\nSubject: a\nSubject: b\nDate: Mon, 4 Mar 2019 10:00:00 +0000\n\nx\n',
    );
    expect([message.messageId, message.alternateIds, message.subject.text]).toEqual([
      '1@x.example',
      ['2@x.example'],
      'a',
    ]);
    expect(codes(message)).toEqual(['notice header-field-repeated', 'notice header-field-repeated']);
    const headers = await readMessage(rawMessage('Message-ID: <1@x.example>\nMessage-ID: <2@x.example>\n\n'), {
      bodies: false,
    });
    expect(headers.alternateIds).toEqual(['2@x.example']);
    const same = await read(
      'Message-ID: <1@x.example>\nMessage-ID:  <1@x.example>\nDate: Mon, 4 Mar 2019 10:00:00 +0000\n\nx\n',
    );
    expect([same.alternateIds, codes(same)]).toEqual([[], []]);
  });

  it('of which the last breaks off where the message ends are told, as what stands in it may be a part', async () => {
    const header = 'Date: Mon, 4 Mar 2019 10:00:00 +0000\nSubject: a\nFrom: Mira <mira@x.exa';
    expect(codes(await read(header))).toEqual(['notice header-cut']);
    expect(codes(await read(`${header}mple>\n`))).toEqual([]);
    expect(codes(await read(`${header}mple>\n\nx`))).toEqual([]);
  });

  it.each(['Message-ID', 'In-Reply-To', 'References'])(
    'with an id that is none by its length are told: %s',
    async (name) => {
      const message = await read(
        `${name}: <${'a'.repeat(999)}@x.example>\nDate: Mon, 4 Mar 2019 10:00:00 +0000\n\nx\n`,
      );
      expect(codes(message)).toEqual(['notice message-id-too-long']);
      const many = Array.from({ length: 200 }, (_, index) => `<${index}@x.example>`).join('\n ');
      expect(codes(await read(`Date: Mon, 4 Mar 2019 10:00:00 +0000\nReferences: ${many}\n\nx\n`))).toEqual([]);
    },
  );

  it('are all kept, however many and long they are, up to 16 MB', async () => {
    const fields = Array.from({ length: 20_000 }, (_, index) => `X-F${index}: ${index}\n`).join('');
    const long = await read(`${HEAD}${fields}X-Long: ${'y'.repeat(3_000_000)}\n\nx\n`);
    const headers = headerFields(long.headers);
    expect([headers.length, headers.at(-1)!.value.length]).toEqual([20_005, 3_000_001]);
    const beyond = await read(`${HEAD}X-Long: ${'y'.repeat(17_000_000)}\nX-Behind: 1\n\nx\n`);
    expect(codes(beyond)).toEqual(['warning header-field-too-large', 'warning header-field-too-large']);
  });
});

describe('every byte of a message with parts', () => {
  const words = fc
    .array(fc.constantFrom('keys', 'lamp', 'door', 'store', 'May', 'quay'), { minLength: 1, maxLength: 8 })
    .map((list) => list.join(' '));
  const field = fc.constantFrom(
    'Content-Type: text/plain',
    'Content-Type: text/html',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Type: application/pdf; name=a.pdf',
    'Content-Type: image/png',
    'Content-Type: message/rfc822',
    'Content-Type: message/partial; number=1',
    'Content-Type: nonsense',
    'Content-Type:',
    'Content-Disposition: attachment; filename=x.bin',
    'Content-Disposition: inline',
    'Content-Transfer-Encoding: 8bit',
    'Content-Transfer-Encoding: x-odd',
    'Content-Transfer-Encoding: base64',
    'Content-ID: <1@x>',
    'X-Other: 1',
    'Note: of mine',
    'Subject: inner',
  );
  const part = fc.record({ fields: fc.array(field, { maxLength: 4 }), blank: fc.boolean(), text: words });
  const mail = fc.record({
    before: fc.option(words, { nil: '' }),
    parts: fc.array(part, { minLength: 1, maxLength: 5 }),
    after: fc.option(words, { nil: '' }),
    closed: fc.boolean(),
  });

  /** Each word is marked with a number, so that it can be looked for; the mark is no base64. */
  it('stands in a text, an attachment, an attached message, or is told of', async () => {
    await fc.assert(
      fc.asyncProperty(mail, async ({ before, parts, after, closed }) => {
        let count = 0;
        const marked = (text: string) => text.replace(/\w+/g, (word) => `${word}!q${count++}z`);
        const content = `${MIXED}${before ? `${marked(before)}\n` : ''}${parts.map(({ fields, blank, text }) => `--b\n${fields.map((line) => `${line}\n`).join('')}${blank ? '\n' : ''}${marked(text)}\n`).join('')}${closed ? '--b--\n' : ''}${after && closed ? `${marked(after)}\n` : ''}`;
        const message = await read(content);
        const told = [
          ...message.attachments.map(({ origin }) => origin),
          ...message.problems
            .filter(({ code }) => code.startsWith('mime-') || code.startsWith('part-'))
            .map(({ origin }) => origin!),
        ];
        const shown = message.body!.text + (message.body!.html ?? '');
        for (let number = 0; number < count; number++) {
          const at = content.search(new RegExp(`q${number}z`));
          const isTold = told.some(
            ({ offset, length }) =>
              offset <= at && at < offset + length && !(offset === 0 && length === content.length),
          );
          const isShown = shown.includes(`q${number}z`);
          if (!isTold && !isShown)
            expect(`${content}\n\nlost: ${number}\n${JSON.stringify(message.problems)}`).toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });
});

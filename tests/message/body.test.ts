import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { headerFields } from '../../src/message/header-text.js';
import { locateInBody } from '../../src/message/locate-in-body.js';
import type { Message } from '../../src/message/message.js';
import { htmlToText } from '../../src/message/mime/html-text.js';
import { decodeTextPart, locateInPart } from '../../src/message/mime/text-part.js';
import { decodeQuotedPrintable } from '../../src/message/mime/transfer-decoding.js';
import { readMessage } from '../../src/message/read-message.js';
import type { Origin } from '../../src/source/source.js';
import { expectLinearTime } from '../linear-time.js';
import { rawMessage } from '../raw-message.js';

const read = (content: string | Uint8Array, more = {}): Promise<Message> =>
  readMessage(rawMessage(content, more), { bodies: true });

/** Quoted-printable with soft breaks at odd places. */
function quotedPrintable(bytes: Uint8Array): string {
  let out = '';
  let column = 0;
  for (const byte of bytes) {
    const plain = byte === 10 || (byte >= 0x20 && byte < 0x7f && byte !== 0x3d);
    let piece =
      plain && !(byte === 0x20 && column > 60)
        ? String.fromCharCode(byte)
        : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    if (byte === 0x20) piece = '=20';
    if (column + piece.length > 70) {
      out += '=\n';
      column = 0;
    }
    out += piece;
    column = byte === 10 ? 0 : column + piece.length;
  }
  return out;
}

const TEXT = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'Hello',
        ' ',
        '\n',
        '\n',
        'From me',
        '\nFrom you',
        '>From x',
        'Gr\u00fc\u00dfe',
        '\u20ac',
        '\u6f22\u5b57',
        '\u{1f600}',
        'a=b',
        '=',
      ),
      fc.string({ maxLength: 5 }),
    ),
    { maxLength: 30 },
  )
  .map((pieces) =>
    pieces
      .join('')
      .replace(/\r/g, '')
      .replace(/[ \t]+\n/g, '\n'),
  );
const LATIN = TEXT.map((text) => text.replace(/[^\n\x20-\x7e\u00a0-\u00ff]/g, '?'));

describe('decodeTextPart', () => {
  const range = fc.tuple(fc.nat(1000), fc.nat(40));
  /** The bytes of any slice, decoded again by themselves, are that slice. */
  const holds = (
    text: string,
    bytes: Buffer,
    decode: (bytes: Buffer) => string,
    options: Parameters<typeof decodeTextPart>[3],
    at: readonly [number, number],
  ): void => {
    const part = decodeTextPart(bytes, 0, bytes.length, options);
    expect(part.text).toBe(text);
    if (!text.length) return;
    let start = at[0] % text.length;
    let end = Math.min(text.length, start + at[1]);
    if (/[\udc00-\udfff]/.test(text[start]!)) start--;
    if (end < text.length && /[\udc00-\udfff]/.test(text[end]!)) end++;
    const [from, to] = locateInPart(part, start, end);
    expect(decode(bytes.subarray(from, to))).toBe(text.slice(start, end));
  };
  const lines = (text: string): string => text.replace(/\r\n/g, '\n');

  it('tells the bytes of any slice of UTF-8 text', () => {
    fc.assert(
      fc.property(TEXT, range, fc.boolean(), (text, at, crlf) => {
        const bytes = Buffer.from(crlf ? text.replaceAll('\n', '\r\n') : text);
        holds(
          text,
          bytes,
          (found) => lines(found.toString()),
          { encoding: '8bit', charset: 'utf-8', fromQuoting: 'none' },
          at,
        );
      }),
    );
  });

  it('tells the bytes of any slice of latin1 text', () => {
    fc.assert(
      fc.property(LATIN, range, (text, at) => {
        const label = { encoding: '', charset: 'iso-8859-1', fromQuoting: 'none' } as const;
        holds(text, Buffer.from(text, 'latin1'), (found) => found.toString('latin1'), label, at);
      }),
    );
  });

  it('tells the bytes of any slice of quoted-printable text', () => {
    fc.assert(
      fc.property(TEXT, range, (text, at) => {
        const bytes = Buffer.from(quotedPrintable(Buffer.from(text)));
        const decode = (found: Buffer): string =>
          Buffer.from(decodeQuotedPrintable(found, 0, found.length).bytes).toString();
        holds(text, bytes, decode, { encoding: 'quoted-printable', charset: 'utf-8', fromQuoting: 'none' }, at);
      }),
    );
  });

  it('tells the bytes of any slice where From lines were quoted', () => {
    fc.assert(
      fc.property(TEXT, range, fc.constantFrom('\n', '\r\n'), (text, at, lineEnd) => {
        const quoted = text.replace(/^(>*From )/gm, '>$1').replaceAll('\n', lineEnd);
        const decode = (found: Buffer): string => lines(found.toString());
        const part = decodeTextPart(Buffer.from(quoted), 0, Buffer.byteLength(quoted), {
          encoding: '',
          charset: 'utf-8',
          fromQuoting: 'mboxrd',
        });
        expect(part.text).toBe(text);
        const start = at[0] % (text.length + 1);
        const lineAt = text.slice(start).split('\n')[0]!;
        if (!lineAt || /^[\udc00-\udfff]/.test(lineAt)) return;
        const [from, to] = locateInPart(part, start, start + lineAt.length);
        expect(decode(Buffer.from(quoted).subarray(from, to))).toBe(lineAt);
      }),
    );
  });

  it('gives the whole part where nothing finer can be told', () => {
    const bytes = Buffer.from(Buffer.from('Hello there').toString('base64'));
    const part = decodeTextPart(bytes, 0, bytes.length, { encoding: 'base64', charset: 'utf-8', fromQuoting: 'none' });
    expect(part.text).toBe('Hello there');
    expect(locateInPart(part, 2, 4)).toEqual([0, bytes.length]);
  });

  it('believes the bytes where the charset label cannot be right', () => {
    const decode = (bytes: Buffer, charset: string | null): string =>
      decodeTextPart(bytes, 0, bytes.length, { encoding: '8bit', charset, fromQuoting: 'none' }).text;
    const umlauts = 'Grüße aus Köln';
    for (const label of ['us-ascii', 'iso-8859-1', 'utf-8', null, 'x-unknown', 'no-such-charset']) {
      expect(decode(Buffer.from(umlauts), label)).toBe(umlauts);
      expect(decode(Buffer.from(umlauts, 'latin1'), label)).toBe(umlauts);
    }
    // As last resort a guess, where most of the text is not ASCII: KOI8-R and GBK without a label.
    expect(decode(Buffer.from('f0d2c9d7c5d42c20d0cfd3d9ccc1c020cec1cd', 'hex'), null)).toBe('Привет, посылаю нам');
    const letter = '您好，请看合同草案，谢谢您的来信。我们明天再谈。';
    expect(decode(iconv.encode(letter, 'gbk'), null)).toBe(letter);
    expect(decode(Buffer.from([0x93, 0x61, 0x94]), 'iso-8859-1')).toBe('\u201ca\u201d');
    expect(decode(Buffer.from([0xba, 0xba, 0xd7, 0xd6]), 'gb2312')).toBe('汉字');
    expect(decode(Buffer.from([0x1b, 0x24, 0x42, 0x34, 0x41, 0x1b, 0x28, 0x42]), 'iso-2022-jp')).toBe('漢');
  });
});

const part = (type: string, content: string, more = ''): string => `Content-Type: ${type}\n${more}\n${content}\n`;
const multipart = (kind: string, parts: readonly string[], boundary = 'b1'): string =>
  `Content-Type: multipart/${kind}; boundary="${boundary}"\n\n${parts.map((each) => `--${boundary}\n${each}`).join('')}--${boundary}--\n`;

describe('bodies', () => {
  it('takes the plain text of an alternative', async () => {
    const message = await read(
      multipart('alternative', [part('text/plain', 'Hello'), part('text/html', '<p>Hello <b>you</b></p>')]),
    );
    expect(message.body).toMatchObject({ text: 'Hello', html: '<p>Hello <b>you</b></p>', textSource: 'plain' });
  });

  it('renders HTML where there is no plain text, or only a blank one', async () => {
    expect((await read(part('text/html', '<p>Hi</p>'))).body).toMatchObject({ text: 'Hi', textSource: 'html' });
    const blank = multipart('alternative', [part('text/plain', ' '), part('text/html', '<p>Hi</p>')]);
    expect((await read(blank)).body?.text.trim()).toBe('Hi');
  });

  it('joins text parts in order and tells where each slice stands', async () => {
    const content = multipart('mixed', [part('text/plain', 'One'), part('text/plain', 'Two')]);
    const { body } = await read(content);
    expect(body?.text).toBe('One\nTwo');
    const { offset, length } = locateInBody(body!, { start: 4, end: 7 });
    expect(content.slice(offset, offset + length)).toBe('Two');
  });

  it('lists attachments with name, size and hash, and their place', async () => {
    const content = multipart('mixed', [
      part('text/plain', 'See file'),
      part(
        'application/pdf; name="plan.pdf"',
        Buffer.from('PDF bytes').toString('base64'),
        'Content-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="plan.pdf"\n',
      ),
    ]);
    const { attachments, body } = await read(content);
    expect(body?.text).toBe('See file');
    expect(attachments).toMatchObject([{ name: 'plan.pdf', contentType: 'application/pdf', size: 9, message: false }]);
    const { offset, length } = attachments[0]!.origin;
    expect(Buffer.from(content.slice(offset, offset + length), 'base64').toString()).toBe('PDF bytes');
  });

  it('reads attached emails in turn, as members of the family', async () => {
    const inner = 'From: ann@x.org\nSubject: inner\nMessage-ID: <i1@x.org>\n\nInner text\n';
    const content = multipart('mixed', [part('text/plain', 'See mail'), part('message/rfc822', inner)]);
    const { embedded, attachments } = await read(content);
    expect(embedded[0]).toMatchObject({ messageId: 'i1@x.org', subject: { text: 'inner' } });
    expect(embedded[0]!.body?.text.trim()).toBe('Inner text');
    expect(attachments[0]!.message).toBe(true);
    const { offset, length } = embedded[0]!.origin;
    expect(content.slice(offset, offset + length)).toBe(inner);
  });

  it.each([
    ['quoted-printable', (text: string) => text.replaceAll('=', '=3D').replaceAll('Inner', '=49nn=\ner')],
    ['base64', (text: string) => Buffer.from(text).toString('base64').replace(/.{40}/g, '$&\n')],
  ])('tells where the parts of an attached email stand in the source: %s', async (encoding, encode) => {
    const inner = 'From: ann@x.org\nSubject: inner = 1\nMessage-ID: <i1@x.org>\n\nFirst line\nInner text\n';
    const attached = part('message/rfc822', encode(inner), `Content-Transfer-Encoding: ${encoding}\n`);
    const content = multipart('mixed', [part('text/plain', 'See mail'), attached]);
    const [message] = (await read(content)).embedded;
    const decoded = ({ offset, length }: Origin): string => {
      const bytes = content.slice(offset, offset + length);
      return encoding === 'base64'
        ? Buffer.from(bytes, 'base64').toString()
        : bytes.replace(/=\n/g, '').replace(/=(..)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    };
    const { text } = message!.body!;
    const at = text.indexOf('Inner');
    expect(decoded(locateInBody(message!.body!, { start: at, end: at + 5 }))).toContain('Inner');
    for (const { name, value, origin } of headerFields(message!.headers))
      expect(decoded(origin)).toContain(`${name}:${value}`);
    if (encoding !== 'base64') expect(decoded(locateInBody(message!.body!, { start: at, end: at + 5 }))).toBe('Inner');
  });

  it('undoes mboxrd quoting in the body', async () => {
    const message = await read('Subject: x\n\n>From me\n>>From you\n>other\n', { fromQuoting: 'mboxrd' });
    expect(message.body?.text).toBe('From me\n>From you\n>other\n');
    const mboxo = await read('Subject: x\n\n>From me\n>>From you\n', { fromQuoting: 'mboxo' });
    expect(mboxo.body?.text).toBe('From me\n>>From you\n');
  });

  it('tells flowed text', async () => {
    expect((await read(part('text/plain; format=flowed; delsp=yes', 'x'))).body?.flowed).toEqual({ delsp: true });
    expect((await read(part('text/plain', 'x'))).body?.flowed).toBeNull();
  });

  it('reads what it can of damaged structures, and says so', async () => {
    const codes = async (content: string): Promise<readonly string[]> =>
      (await read(`Date: Mon, 3 Jan 2005 10:00:00 +0100\n${content}`)).problems.map(({ code }) => code);
    const open = multipart('mixed', [part('text/plain', 'One'), part('text/plain', 'Two')]).replace('--b1--\n', '');
    expect((await read(open)).body?.text).toBe('One\nTwo\n');
    expect(await codes(open)).toEqual(['mime-boundary-unclosed']);
    const unnamed = multipart('mixed', [part('text/plain', 'One')]).replace('; boundary="b1"', '');
    expect((await read(unnamed)).body?.text).toBe('One');
    expect(await codes(unnamed)).toEqual(['mime-boundary-missing']);
    const none = 'Content-Type: multipart/mixed; boundary=zz\n\nJust text\n';
    expect((await read(none)).body?.text).toBe('Just text\n');
    expect(await codes(none)).toContain('mime-no-parts');
    const deep = Array.from(
      { length: 200 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
    ).join('');
    expect(await codes(`${deep}\n\nText`)).toContain('mime-too-deep');
    const wide = multipart(
      'mixed',
      Array.from({ length: 3000 }, () => part('text/plain', 'x')),
    );
    expect(await codes(wide)).toContain('mime-too-many-parts');
  });

  it('never throws, whatever the bytes', async () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(
          'Content-Type: multipart/mixed; boundary=b\n\n',
          '--b\n',
          '--b--\n',
          'Content-Type: message/rfc822\n\n',
          'Content-Type: text/html\n\n',
          'Content-Transfer-Encoding: base64\n',
          '\n',
          '<p>',
          'Content-Disposition: attachment\n',
          'Content-Type: multipart/digest\n',
        ),
        fc.string({ maxLength: 8 }),
        fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
      ),
      { maxLength: 15 },
    );
    await fc.assert(
      fc.asyncProperty(pieces, async (words) => {
        const content = words.join('');
        const message = await read(content);
        const { text } = message.body!;
        const { offset, length } = locateInBody(message.body!, { start: 0, end: text.length });
        expect(offset + length).toBeLessThanOrEqual(
          Math.max(content.length, message.origin.offset + message.origin.length),
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('htmlToText', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['breaks lines at blocks and br', '<p>Hi<br>Ann</p><div>you</div>', 'Hi\nAnn\n\nyou'],
    [
      'marks quotations by their depth',
      '<div>new</div><blockquote>old<blockquote>older</blockquote></blockquote>',
      'new\n\n> old\n>\n>> older',
    ],
    [
      'marks no paragraph that its author set in',
      '<div>First:</div><blockquote style="margin:0 0 0 40px;border:none">my point</blockquote>',
      'First:\n\nmy point',
    ],
    ['ends a quotation with what holds it', '<div><blockquote>old</div><p>new</p>', '> old\n\nnew'],
    ['collapses white space but in pre', '<p>a  \n b</p><pre>a  b\n c</pre>', 'a b\n\na  b\n c'],
    ['decodes entities', '<p>a &amp; b&nbsp;&euro;&#8364;&#x20ac; &lt;x&gt;</p>', 'a & b €€€ <x>'],
    [
      'drops head, style, script and comments',
      '<html><head><title>t</title><style>s</style></head><body>x<!-- c --><script>y</script></body>',
      'x',
    ],
    [
      'separates table cells',
      '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>',
      'a\tb\nc\td',
    ],
    ['keeps the text of links', '<a href="http://x.org">here</a>', 'here'],
    ['marks list items', '<ul><li> a<li>b</ul>', '- a\n- b'],
    ['takes plain text as it is', 'just text', 'just text'],
    ['reads unclosed tags', '<p>a <b>b', 'a b'],
    ['gives nothing for nothing', '', ''],
  ];
  for (const [rule, html, text] of cases) it(rule, () => expect(htmlToText(html)).toBe(text));

  it('takes under a second for hostile HTML', () => {
    for (const piece of [
      '<',
      '<div>',
      '<blockquote>',
      '</p>',
      '&',
      '<!--',
      '<td>x',
      '<pre>\n',
      '<ul><li>',
      '<a b="',
      '&nbsp; ',
      '<br>',
    ]) {
      expectLinearTime((size) => htmlToText(piece.repeat(size / piece.length)), 1_000_000, piece);
    }
  });
});

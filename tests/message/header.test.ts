import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readHeaderRanges } from '../../src/message/header/header-fields.js';
import { FieldKeeper, fieldCode, keptFields } from '../../src/message/header/kept-fields.js';
import { HeaderReader } from '../../src/message/header/read-header-message.js';
import { scanHeader } from '../../src/message/header/scan-header.js';
import { headerFields } from '../../src/message/header-text.js';
import { locateInBody } from '../../src/message/locate-in-body.js';
import type { Message } from '../../src/message/message.js';
import { readHeaders, readMessage } from '../../src/message/read-message.js';
import { rawMessage } from '../raw-message.js';

const fields = (header: string): readonly string[] => {
  const bytes = Buffer.from(header, 'latin1');
  return readHeaderRanges(bytes).fields.map(
    ({ start, nameEnd, valueStart, end }) => `${header.slice(start, nameEnd)}|${header.slice(valueStart, end)}`,
  );
};
const body = (message: string): string => message.slice(readHeaderRanges(Buffer.from(message, 'latin1')).bodyStart);

describe('readHeaderRanges', () => {
  const cases: readonly (readonly [string, string, readonly string[], string])[] = [
    ['reads fields up to the empty line', 'From: a\nTo: b\n\nHi: x\n', ['From| a', 'To| b'], 'Hi: x\n'],
    ['reads CR LF', 'From: a\r\nTo: b\r\n\r\nHi\r\n', ['From| a', 'To| b'], 'Hi\r\n'],
    ['reads mixed line ends', 'From: a\r\nTo: b\n\r\nHi', ['From| a', 'To| b'], 'Hi'],
    ['reads bare CR where all line ends are', 'From: a\rTo: b\r\rHi\r', ['From| a', 'To| b'], 'Hi\r'],
    ['takes a bare CR in a value as a character', 'From: a\rb\nTo: c\n\nHi', ['From| a\rb', 'To| c'], 'Hi'],
    ['keeps folds', 'To: a,\n b,\n\tc\n\nHi', ['To| a,\n b,\n\tc'], 'Hi'],
    ['takes white space before the colon', 'Subject : x\n\n', ['Subject| x'], ''],
    ['takes 8-bit names and values', 'S\xfcbject: \xe4\n\n', ['S\xfcbject| \xe4'], ''],
    ['takes NUL bytes', 'Subject: a\0b\n\nHi', ['Subject| a\0b'], 'Hi'],
    ['passes a From line and an escaped one', 'From a@b Mon\nTo: b\n\nHi', ['To| b'], 'Hi'],
    ['passes an escaped From line', '>From a@b Mon\nTo: b\n\nHi', ['To| b'], 'Hi'],
    [
      'ends at a line that is no field where the empty line is missing',
      'To: b\nHello there\nBye\n',
      ['To| b'],
      'Hello there\nBye\n',
    ],
    ['passes a stray line between fields', 'To: b\nstray line\nFrom: a\n\nHi', ['To| b', 'From| a'], 'Hi'],
    [
      'continues addresses behind a comma without white space',
      'To: Bo <bo@x.org>,\nCy <cy@x.org>,\ndi@x.org\n\nHi',
      ['To| Bo <bo@x.org>,\nCy <cy@x.org>,\ndi@x.org'],
      'Hi',
    ],
    [
      'continues no addresses with words, or without a comma',
      'To: bo@x.org\ncy@x.org wrote:\nBye\n',
      ['To| bo@x.org'],
      'cy@x.org wrote:\nBye\n',
    ],
    ['continues ids without white space', 'References: <a@x>\n<b@x>\n\nHi', ['References| <a@x>\n<b@x>'], 'Hi'],
    [
      'continues parameters without white space',
      'Content-Type: multipart/mixed;\nboundary="b"\n\nHi',
      ['Content-Type| multipart/mixed;\nboundary="b"'],
      'Hi',
    ],
    [
      'continues what servers write where the header goes on',
      'Received: from a.x.org\n(10.0.0.1) by b.x.org; Mon,\n3 Jan 2005 10:00:00 +0100\nMessage-ID: <a@x>\n\nHi',
      ['Received| from a.x.org\n(10.0.0.1) by b.x.org; Mon,\n3 Jan 2005 10:00:00 +0100', 'Message-ID| <a@x>'],
      'Hi',
    ],
    [
      'ends below what servers write where no field follows before an empty line',
      'Received: by b.x.org\nHello there\nBye\n\nMessage-ID: <a@x>\n',
      ['Received| by b.x.org'],
      'Hello there\nBye\n\nMessage-ID: <a@x>\n',
    ],
    [
      'continues a subject where white space is known to be lost',
      'References: <a@x>\n<b@x>\nSubject: The long\nplan\nMessage-ID: <c@x>\n\nHi',
      ['References| <a@x>\n<b@x>', 'Subject| The long\nplan', 'Message-ID| <c@x>'],
      'Hi',
    ],
    ['takes a blank continuation where fields go on', 'To: b\n \nFrom: a\n\nHi', ['To| b\n ', 'From| a'], 'Hi'],
    ['ends at a blank line of spaces where text follows', 'To: b\n \nHello there\n', ['To| b'], 'Hello there\n'],
    ['reads a header without a body', 'To: b', ['To| b'], ''],
    ['reads a body without a header', '\nHi\n', [], 'Hi\n'],
    ['reads nothing', '', [], ''],
    ['takes an empty value', 'To:\nFrom: a\n\n', ['To|', 'From| a'], ''],
  ];
  for (const [rule, header, expected, rest] of cases)
    it(rule, () => {
      expect(fields(header)).toEqual(expected);
      expect(body(header)).toBe(rest);
    });

  it('reads thousands of fields and very long lines', () => {
    const many = 'X-Field: value\n'.repeat(20_000);
    expect(fields(many)).toHaveLength(20_000);
    expect(fields(`Subject: ${'x'.repeat(1_000_000)}\n\n`)).toHaveLength(1);
    expect(fields(`Received: x\n${'y\n'.repeat(100_000)}To: b\n\n`)).toHaveLength(1);
    expect(fields(`${'Received: x\ny\n'.repeat(50_000)}Message-ID: <a@x>\n\n`)).toHaveLength(50_001);
  });
});

const line = fc.oneof(
  fc.constantFrom(
    'From: Jane <jane@x.org>',
    'To: bob@x.org,',
    '\tcarl@x.org',
    ' ',
    '',
    '',
    'Date: Mon, 3 Jan 2005 10:00:00 +0100',
    'Date: nonsense',
    'Message-ID: <a1@x.org>',
    'Subject : plan',
    'References: <a@x> <b@y>',
    'X-Other: value',
    'no field',
    'From a@b',
    ':',
    'X-From: Doe, Jane',
    'Received: by x; Tue, 4 Jan 2005 10:00:00 +0100',
    'Thread-Index: AQHVAAAAAAAAAAAAAAAAAAAAAAAAAA==',
    'In-Reply-To: <c@z>',
  ),
  fc.string({ maxLength: 10 }),
);
const lineEnd = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r');
const anyHeader = fc.array(fc.tuple(line, lineEnd), { maxLength: 14 }).map((lines) => lines.flat().join(''));

describe('scanHeader', () => {
  it('keeps what the careful reading keeps', () => {
    const keeper = new FieldKeeper();
    fc.assert(
      fc.property(anyHeader, (header) => {
        const bytes = Buffer.from(header, 'latin1');
        const scan = scanHeader(bytes, keeper);
        const kept = keptFields(keeper.take());
        if (scan === null) return;
        const ranges = readHeaderRanges(bytes).fields.filter(
          (range) => fieldCode(header.slice(range.start, range.nameEnd)) > 0,
        );
        expect(kept.map(({ name, value, offset, length }) => ({ name, value, offset, length }))).toEqual(
          ranges.map(({ start, nameEnd, valueStart, end }) => ({
            name: bytes.latin1Slice(start, nameEnd),
            value: bytes.latin1Slice(valueStart, end),
            offset: start,
            length: end - start,
          })),
        );
      }),
      { numRuns: 5000 },
    );
  });

  it('reads a header that is longer than its first look', () => {
    const header = `From: a@x.org\n${'X-Long: value\n'.repeat(3000)}Subject: plan\nDate: Mon, 3 Jan 2005 10:00:00 +0100\n\nHi`;
    const message = readHeaders(rawMessage(header));
    expect(message.subject.text).toBe('plan');
    expect(message.date?.source).toBe('date');
  });
});

describe('readHeaders', () => {
  const facts = (message: Message): object => {
    const {
      messageId,
      alternateIds,
      inReplyTo,
      references,
      threadIndex,
      providerThread,
      date,
      from,
      sender,
      replyTo,
      to,
      cc,
      bcc,
      subject,
    } = message;
    return {
      messageId,
      alternateIds,
      inReplyTo,
      references,
      threadIndex,
      providerThread,
      date,
      from,
      sender,
      replyTo,
      to,
      cc,
      bcc,
      subject,
    };
  };

  it.each<readonly [what: string, charset: string, name: string, type: string]>([
    ['Cyrillic', 'windows-1251', 'Нора Фальк', 'text/plain; charset=windows-1251'],
    ['Cyrillic of Unix', 'koi8-r', 'Нора Фальк', 'text/plain; charset="KOI8-R"'],
    ['Chinese', 'gb18030', '法尔克', 'text/plain; charset=gb2312'],
    ['Chinese of Taiwan', 'big5', '諾拉', 'text/plain;\n charset=big5'],
    ['Korean', 'euc-kr', '노라', 'text/plain; charset=ks_c_5601-1987'],
    ['Japanese', 'shift_jis', 'ノラ', 'text/html; charset=shift_jis'],
    ['Western', 'windows-1252', 'Nora Fälk', 'text/plain; charset=iso-8859-1'],
    ['UTF-8 beside another charset', 'utf-8', 'Нора Фальк', 'text/plain; charset=gb2312'],
    ['that of the first part', 'koi8-r', 'Нора Фальк', 'multipart/mixed; boundary=b'],
    ['none that is named', 'koi8-r', 'Нора Фальк', ''],
  ])(
    'reads words that stand in the header as bytes by the charset of the text: %s',
    async (_what, charset, name, type) => {
      const text = type === '' ? 'Договор надо подписать до Пасхи. Прошу сообщить, когда соберётся правление.' : name;
      const part = type.includes('boundary')
        ? `--b\nContent-Type: text/plain; charset=${charset}\n\n${text}\n--b--\n`
        : text;
      const fields = `From: ${name} <n@x.example>\nDate: Mon, 4 Apr 2016 09:12:00 +0200\nSubject: ${name}\n`;
      const bytes = iconv.encode(`${fields}${type && `Content-Type: ${type}\n`}\n${part}\n`, charset);
      const raw = rawMessage(bytes, { fromLine: null });
      for (const { from, subject } of [readHeaders(raw), await readMessage(raw, { bodies: true })])
        expect([from, subject.text]).toEqual([{ name, address: 'n@x.example' }, name]);
    },
  );

  it('tells the same as the reading with bodies', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyHeader,
        fc.constantFrom(null, 'From a@b Mon Jan  3 10:00:00 2005'),
        async (header, fromLine) => {
          const raw = rawMessage(`${header}\nbody\n`, { fromLine });
          expect(facts(readHeaders(raw))).toEqual(facts(await readMessage(raw, { bodies: true })));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('lets the earliest Received hop stand in for an unreadable Date, then the From line, and says so', () => {
    const date = (header: string, fromLine: string | null = null): unknown => {
      const message = readHeaders(rawMessage(`To: a@x.org\nMessage-ID: <a1@x.org>\n${header}\n`, { fromLine }));
      return [
        message.date?.source ?? null,
        message.date && new Date(message.date.time).toISOString(),
        message.problems.map(({ code }) => code),
      ];
    };
    const hops =
      'Received: by c; Wed, 5 Jan 2005 10:00:00 +0000\nReceived: by b; Tue, 4 Jan 2005 10:00:00 +0000\nReceived: by a; nonsense\n';
    const line = 'From a@b Mon Jan  3 10:00:00 2005';
    expect(date(`${hops}Date: nonsense\n`, line)).toEqual([
      'received',
      '2005-01-04T10:00:00.000Z',
      ['date-unreadable'],
    ]);
    expect(date(hops)).toEqual(['received', '2005-01-04T10:00:00.000Z', ['date-missing']]);
    expect(date('Date: nonsense\n', line)).toEqual(['from-line', '2005-01-03T10:00:00.000Z', ['date-unreadable']]);
    expect(date('Date: nonsense\n')).toEqual([null, null, ['date-unreadable']]);
    expect(date('Date: Tue, 7 Mar 0002 00:05:07 -0800\n', line)).toEqual([
      'from-line',
      '2005-01-03T10:00:00.000Z',
      ['date-implausible'],
    ]);
  });

  it('takes no clock of a page in two columns for a person', async () => {
    const { from } = await readMessage(
      rawMessage('From: Ann Roe      Sent:    4/14/2016 9:12:00 AM\nTo: Bo\n\nHi\n'),
      {},
    );
    expect(from).toEqual({ name: 'Ann Roe', address: '' });
  });

  it('gives names of X-From and X-To to addresses that have none', () => {
    const header =
      'From: jane@x.org\nTo: bob@x.org, carl@x.org\nX-From: Doe, Jane </O=X/CN=JDOE>\nX-To: Smith, Bob, Carl Lee\nX-cc: \n\n';
    const message = readHeaders(rawMessage(header));
    expect(message.from).toEqual({ name: 'Doe, Jane', address: 'jane@x.org' });
    expect(message.to.map(({ name }) => name)).toEqual(['', '']);
    const two = readHeaders(rawMessage('From: jane@x.org\nTo: bob@x.org, carl@x.org\nX-To: Bob Smith; Carl Lee\n\n'));
    expect(two.to.map(({ name }) => name)).toEqual(['Bob Smith', 'Carl Lee']);
  });

  it('takes a printed conversation as one body without a header', async () => {
    const printed = 'From: Jane Doe\nSent: Monday, January 3, 2005 10:00 AM\nTo: Bob\nSubject: plan\n\nHello\n';
    const message = await readMessage(rawMessage(printed, { fromLine: null }), { bodies: true });
    expect(message.from).toBeNull();
    expect(message.date).toBeNull();
    expect(message.subject.text).toBe('');
    expect(message.body?.text).toBe(printed);
    expect(locateInBody(message.body!, { start: 0, end: 4 })).toEqual({ source: 'test.mbox', offset: 0, length: 4 });
  });

  it('says where each header field stands', () => {
    const { headers } = readHeaders(rawMessage('From: a@x.org\nSubject: plan\n b\n\n', { bytesOffset: 100 }));
    const [from, subject] = headerFields(headers);
    expect(from).toEqual({ name: 'From', value: ' a@x.org', origin: { source: 'test.mbox', offset: 100, length: 13 } });
    expect(subject).toEqual({
      name: 'Subject',
      value: ' plan\n b',
      origin: { source: 'test.mbox', offset: 114, length: 16 },
    });
  });

  it('never throws and never makes up a date, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, dated) => {
        const content = Buffer.concat([Buffer.from(dated ? 'Date: ' : ''), bytes]);
        const message = await readMessage(rawMessage(content, { fromLine: null }), { bodies: true });
        for (const { origin } of headerFields(message.headers))
          expect(origin.offset + origin.length).toBeLessThanOrEqual(content.length);
        expect([
          message.from,
          message.to,
          message.subject.base,
          message.messageId,
          message.references,
          message.problems,
        ]).toBeDefined();
        expect(Math.abs((message.date?.time ?? 0) - Date.now())).toBeGreaterThan(86_400_000);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives no field of a message that could not be read to the next one', async () => {
    const broken = rawMessage('From: eve@x.example\nSubject: broken\n\nHi', { fromLine: undefined as never });
    const sound = rawMessage('Subject: sound\n\nHi');
    const headers = new HeaderReader();
    expect(() => headers.read(broken)).toThrow();
    await expect(readMessage(broken, { bodies: true })).rejects.toThrow();
    for (const { from, subject } of [headers.read(sound), await readMessage(sound, { bodies: true })])
      expect([from, subject.text]).toEqual([null, 'sound']);
  });

  it('keeps under 700 bytes for a message of usual size', () => {
    const header =
      'From: "Jane Doe" <jane@example.org>\nTo: Bob <bob@example.org>\nSubject: Re: the plan for May\nDate: Mon, 3 Jan 2005 10:00:00 +0100\nMessage-ID: <20050103100000.12345@mail.example.org>\nIn-Reply-To: <20050102100000.12345@mail.example.org>\nReferences: <20050102100000.12345@mail.example.org>\n\n';
    const messages: Message[] = [];
    const headers = new HeaderReader();
    const before = process.memoryUsage().heapUsed;
    for (let at = 0; at < 20_000; at++)
      messages.push(headers.read(rawMessage(header, { origin: { source: 'x', offset: at, length: 1 } })));
    global.gc?.();
    expect((process.memoryUsage().heapUsed - before) / messages.length).toBeLessThan(global.gc ? 700 : 4000);
  });
});

import { describe, expect, it } from 'vitest';
import { decodeHeaderText } from '../../src/message/header/encoded-word.js';
import { decodeCharset, resolveCharset } from '../../src/message/mime/charset.js';
import { expectLinearTime } from '../linear-time.js';

const decode = (text: string, label: string | null) => decodeCharset(Buffer.from(text, 'latin1'), label);

describe('charsets that switch by escape sequences', () => {
  const cases: readonly (readonly [rule: string, label: string | null, bytes: string, text: string])[] = [
    ['reads ISO-2022-JP', 'iso-2022-jp', '\x1b$B9A$NAR8K$G$9!#\x1b(B', '港の倉庫です。'],
    ['reads the older set of it', 'ISO-2022-JP', '\x1b$@9A\x1b(J ok', '港 ok'],
    ['takes escapes around nothing', 'iso-2022-jp', '\x1b(B\x1b$B9A\x1b(B\x1b(B', '港'],
    ['begins every line in ASCII', 'iso-2022-jp', '\x1b$B9A\nplain', '港\nplain'],
    ['reads half-width katakana', 'iso-2022-jp', '\x1b(I1\x1b(B', 'ｱ'],
    ['reads Japanese that has no label', null, 'a \x1b$B9A\x1b(B b', 'a 港 b'],
    ['reads Japanese labelled us-ascii', 'us-ascii', '\x1b$B9A\x1b(B', '港'],
    ['keeps a lone byte of a pair', 'iso-2022-jp', '\x1b$B9A9', '港9'],
    ['reads ISO-2022-KR', 'iso-2022-kr', '\x1b$)C\n\x0e0!\x0f ok', '\n가 ok'],
    ['reads HZ', 'hz-gb-2312', 'a ~{<:~} ~~b', 'a 己 ~b'],
    ['joins lines of HZ', 'hz', 'a~\nb', 'ab'],
    ['leaves control codes of a terminal alone', null, '\x1b[31mred', '\x1b[31mred'],
  ];
  for (const [rule, label, bytes, text] of cases) it(rule, () => expect(decode(bytes, label).text).toBe(text));

  it('reads words of a subject that each return to ASCII', () =>
    expect(
      decodeHeaderText('=?ISO-2022-JP?B?GyRCOUEkTkFSOEskTkMqMjckNxsoQg==?=\n =?ISO-2022-JP?B?GyRCJEskRCQkJEYbKEI=?='),
    ).toBe('港の倉庫の棚卸しについて'));

  it('takes linear time', () =>
    expectLinearTime((size) => decode('\x1b$B9A\x1b(B'.repeat(size), 'iso-2022-jp'), 100_000));
});

describe('labels that are no charsets', () => {
  for (const name of ['hex', 'base64', 'binary', 'utf7', 'HEX', 'base-64', 'constructor', '__proto__', 'toString'])
    it(`does not know ${name}`, () => {
      expect(resolveCharset(name)).toBeNull();
      expect(decode('The bid is 4.2 million\xa0EUR', name)).toEqual({
        text: 'The bid is 4.2 million\u00a0EUR',
        charset: 'windows-1252',
        asLabelled: false,
      });
    });
  it('knows utf-7', () => expect(decode('+AOk-', 'utf-7').text).toBe('é'));
});

describe('UTF-8 with a few broken bytes', () => {
  const broken = `${Buffer.from('drei größere Häuser für später').toString('latin1')} \xe9 alt`;
  for (const label of [null, 'us-ascii', 'unknown-8bit', 'utf-8'])
    it(`stays UTF-8 where the label is ${label}`, () =>
      expect(decode(broken, label).text).toBe('drei größere Häuser für später \ufffd alt'));
  it('takes a character cut off at the end for no sign against it', () =>
    expect(decode('Gr\xc3\xbc\xc3', null).charset).toBe('utf-8'));
  it('leaves latin text alone', () => expect(decode('caf\xe9 d\xe9j\xe0', null).text).toBe('café déjà'));
});

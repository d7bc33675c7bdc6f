import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHeaderText } from '../../src/message/header/encoded-word.js';
import { expectLinearTime } from '../linear-time.js';

const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

describe('decodeHeaderText', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['decodes Q and B', '=?utf-8?Q?Gr=C3=BC=C3=9Fe?= =?UTF-8?B?w6Q=?=', 'Grüßeä'],
    ['drops white space between words and keeps it beside text', 'a =?utf-8?q?b?=\n =?utf-8?q?c?= d', 'a bc d'],
    ['joins a character that is split over two words', '=?utf-8?B?4oI=?= =?utf-8?B?rA==?=', '€'],
    ['joins a character that is split over Q and B', '=?utf-8?Q?=E2=82?= =?utf-8?B?rA==?=', '€'],
    ['takes _ as a space', '=?us-ascii?q?a_b?=', 'a b'],
    ['takes spaces and folds inside a word', '=?utf-8?q?a b\n c?=', 'a bc'],
    ['takes missing padding', '=?utf-8?B?YWI?=', 'ab'],
    ['takes words without spaces around them', 'x=?utf-8?q?a?=y', 'xay'],
    ['takes a language suffix (RFC 2231)', '=?utf-8*en?q?a?=', 'a'],
    ['keeps what is no word', '=?utf-8?x?a?= =? ?= =?utf-8?q', '=?utf-8?x?a?= =? ?= =?utf-8?q'],
    ['reads UTF-8 labelled as latin1', '=?iso-8859-1?B?w7w=?=', 'ü'],
    ['reads latin1 labelled as UTF-8', '=?utf-8?Q?gr=FCn?=', 'grün'],
    ['reads an unknown charset', '=?x-nonsense?Q?gr=C3=BCn?=', 'grün'],
    ['decodes Asian charsets', '=?gb2312?B?urrX1g==?= =?iso-2022-jp?B?GyRCNEEbKEI=?= =?big5?B?uno=?=', '汉字漢漠'],
    ['reads raw UTF-8', latin1('Grüße €'), 'Grüße €'],
    ['reads raw windows-1252', 'Gr\xfc\xdfe \x80', 'Grüße €'],
    ['reads raw ISO-2022-JP', '\x1b$B4A\x1b(B', '漢'],
    ['unfolds', 'a\r\n b\n\tc', 'a b c'],
    ['keeps text that is decoded already', 'Größe 漢', 'Größe 漢'],
  ];
  for (const [rule, value, expected] of cases) it(rule, () => expect(decodeHeaderText(value)).toBe(expected));

  it('gives back any text that was encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 30 }), (text, size) => {
        const bytes = Buffer.from(text.replace(/[\ud800-\udfff]/g, '?'));
        const words: string[] = [];
        for (let at = 0; at < bytes.length; at += size)
          words.push(`=?utf-8?B?${bytes.subarray(at, at + size).toString('base64')}?=`);
        // Line ends inside words would be folds; they are no part of a header's text.
        if (/[\r\n]/.test(text)) return;
        expect(decodeHeaderText(words.join('\n '))).toBe(bytes.toString());
      }),
    );
  });

  it('reads hostile text in linear time', () => {
    for (const piece of ['=?', '=?utf-8?q?', '=?utf-8?q?a?=', '?=', '=?a', ' ', '\n '])
      expectLinearTime((size) => decodeHeaderText(piece.repeat(size)), 100_000, piece);
  });
});

import { describe, expect, it } from 'vitest';
import { cutBytes, faultInTiling } from '../source-cutting.js';

const MAIL = 'Message-ID: <a@moor.example>\nFrom: Ada <ada@moor.example>\nSubject: Dike\n\nIt holds.\n';
const LIST =
  '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict><key>flags</key><integer>1</integer></dict></plist>\n';

function cut(content: string) {
  const bytes = Buffer.from(content);
  const found = cutBytes(bytes, [], { source: 'Messages/1.emlx' });
  expect(faultInTiling(found, bytes.length)).toBe('');
  return {
    ...found,
    texts: found.messages.map((message) => Buffer.from(message.bytes!).toString()),
    codes: found.problems.map(({ code }) => code),
  };
}

describe("Apple Mail's messages", () => {
  it('ends the message where its length says', () => {
    const { format, texts, codes, messages } = cut(`${MAIL.length}       \n${MAIL}${LIST}`);
    expect([format, texts, codes]).toEqual(['emlx', [MAIL], ['emlx-properties']]);
    expect(messages[0]!.bytesOffset).toBe(`${MAIL.length}       \n`.length);
  });

  it.each([MAIL.length + 5000, MAIL.length - 7, 1])(
    'ends it at the property list where the length is wrong: %i',
    (length) => {
      const { texts, codes } = cut(`${length}\n${MAIL}${LIST}`);
      expect([texts, codes]).toEqual([[MAIL], ['emlx-properties', 'emlx-length-wrong']]);
    },
  );

  it('keeps a property list that the mail itself quotes', () => {
    const body = `${MAIL}${LIST}Thus.\n`;
    expect(cut(`${body.length}\n${body}${LIST}`).texts).toEqual([body]);
  });

  it('reads a message without a property list', () => {
    expect(cut(`${MAIL.length}\n${MAIL}`).texts).toEqual([MAIL]);
  });

  it('takes a number above other things for no message', () => {
    expect(cut('179\nis a number\n').format).not.toBe('emlx');
  });

  it('leaves no byte of a damaged one without an owner', () => {
    const whole = `${MAIL.length}\n${MAIL}${LIST}`;
    for (let at = 1; at < whole.length; at++) {
      cut(whole.slice(0, at));
      cut(`${whole.slice(0, at)}\0${whole.slice(at + 1)}`);
    }
  });
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerFields } from '../../src/message/header-text.js';
import { locateInBody } from '../../src/message/locate-in-body.js';
import { findPackedText, findRecordText, locateInString } from '../../src/message/record/record-text.js';
import { reconstruct } from '../../src/run/reconstruct.js';
import { expectLinearTime } from '../linear-time.js';
import { folderOf } from '../report-fixture.js';

const origin = { source: 'x.json', offset: 100, length: 1000 };
const normalize = (text: string) => text.replace(/\r\n?/g, '\n');
const bytesOf = (json: string) => ({ bytes: Buffer.from(json), offset: 100 });
const cut = (json: string, at: { offset: number; length: number }) =>
  Buffer.from(json).toString('utf8', at.offset - 100, at.offset - 100 + at.length);

/** Text of the kinds that are written in more bytes than units. */
const hardText = fc
  .array(fc.constantFrom('a', 'Ann ', '\r\n', '\n', '\r', '"', '\\', '\t', 'é', '漢', '😀', '\u0007', '/', '\u2028'), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));
/** JSON as other programs write it: every character escaped that may be. */
const escaped = (text: string) =>
  `"${text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')}"`;
const places = (text: string) => {
  const found = [0];
  let at = 0;
  for (const char of text) {
    at += char.length;
    found.push(at);
  }
  return found;
};

describe('a stretch of the text of a JSON record has the bytes that say it', () => {
  it.each([
    ['as JSON.stringify writes it', JSON.stringify],
    ['with every character escaped', escaped],
  ])('%s', (_, write) => {
    fc.assert(
      fc.property(hardText, fc.nat(), fc.nat(), (value, first, second) => {
        const json = `{"subject": "x", "body": ${write(value)}, "to": []}`;
        const text = normalize(value);
        const found = findRecordText(bytesOf(json), value, origin)!;
        const at = places(text);
        const [start, end] = [at[first % at.length]!, at[second % at.length]!].sort((a, b) => a - b) as [
          number,
          number,
        ];
        const said: unknown = JSON.parse(`"${cut(json, locateInString(found, start, end))}"`);
        expect(normalize(said as string)).toBe(text.slice(start, end));
      }),
      { numRuns: 500 },
    );
  });

  it('packed as base64url: the groups of four that hold it', () => {
    fc.assert(
      fc.property(hardText, fc.nat(), fc.nat(), (value, first, second) => {
        const data = Buffer.from(value).toString('base64url');
        const json = JSON.stringify({ id: 'x', payload: { body: { size: 3, data } } });
        const text = normalize(value);
        const found = findPackedText(bytesOf(json), data, Buffer.from(value), value, origin)!;
        const at = places(text);
        const [start, end] = [at[first % at.length]!, at[second % at.length]!].sort((a, b) => a - b) as [
          number,
          number,
        ];
        const place = locateInString(found, start, end);
        const said = normalize(Buffer.from(cut(json, place), 'base64url').toString());
        if (start < end) expect(said).toContain(text.slice(start, end));
        expect(place.length).toBeLessThanOrEqual(Math.ceil((Buffer.byteLength(value) + 4) / 3) * 4);
      }),
      { numRuns: 500 },
    );
  });

  it('is the whole string where the bytes are no UTF-8, and none where no string says it', () => {
    const bytes = Buffer.concat([Buffer.from('{"body":"caf'), Buffer.from([0xe9]), Buffer.from(' noir"}')]);
    const found = findRecordText({ bytes, offset: 100 }, 'caf\ufffd noir', origin)!;
    expect(locateInString(found, 5, 9)).toMatchObject({ offset: 109, length: 9 });
    expect(findRecordText({ bytes, offset: 100 }, 'another text', origin)).toBeNull();
  });

  it('is found in linear time', () => {
    for (const piece of ['"', '\\', '"a",', '\\"', '"aaaaaaaa'])
      expectLinearTime(
        (size) => findRecordText(bytesOf(`{"a": ${piece.repeat(size)}`), 'aaaaaaab', origin),
        200_000,
        piece,
      );
  });
});

describe('bodies in JSON exports are located in the file', () => {
  const message = {
    from: 'Ann Example <ann@example.org>',
    to: 'bob@example.org',
    date: '2016-03-01T10:00:00Z',
    subject: 'Plan',
  };
  const body = 'Dear Bob,\r\n\r\nwe meet "upstairs" – at 10 o’clock.\r\nAnn';
  const packed = {
    id: '1',
    threadId: '1',
    payload: {
      headers: [
        { name: 'From', value: message.from },
        { name: 'Subject', value: 'Plan' },
      ],
      mimeType: 'text/plain',
      body: { data: Buffer.from(body).toString('base64url') },
    },
  };
  const whole = `From: Ann Example <ann@example.org>\r\nSubject: Plan\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body}\r\n`;
  const raw = { id: '1', threadId: '1', raw: Buffer.from(whole).toString('base64url') };
  it.each([
    ['of the Gmail API, raw', raw, (text: string) => Buffer.from(text, 'base64url').toString()],
    ['flat', { ...message, body }, (text: string) => JSON.parse(`"${text}"`)],
    [
      'of Graph',
      { ...message, body: { contentType: 'text', content: body } },
      (text: string) => JSON.parse(`"${text}"`),
    ],
    ['of the Gmail API', packed, (text: string) => Buffer.from(text, 'base64url').toString()],
  ])('%s', async (_, record, decode) => {
    const folder = folderOf({ 'mail.json': JSON.stringify([{ ...message, subject: 'Other', body: 'none' }, record]) });
    const { posts } = await reconstruct([{ path: `${folder}/mail.json` }]);
    const only = posts.find((post) => post.kind === 'produced' && post.message.body?.text.includes('upstairs'));
    if (only?.kind !== 'produced') throw new Error('not read');
    const { body: read, headers } = only.message;
    const start = read!.text.indexOf('we meet');
    const end = read!.text.indexOf('\nAnn');
    const { offset, length } = locateInBody(read!, { start, end });
    expect(decode(readFileSync(`${folder}/mail.json`).toString('utf8', offset, offset + length))).toContain(
      'we meet "upstairs" – at 10 o’clock.',
    );
    expect(length).toBeLessThan(100);
    for (const header of record === raw ? headerFields(headers) : []) {
      const at = header.origin;
      expect(decode(readFileSync(`${folder}/mail.json`).toString('utf8', at.offset, at.offset + at.length))).toContain(
        header.value.trim(),
      );
    }
  });
});

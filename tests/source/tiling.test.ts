import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutBytes, faultInTiling, outlineOf } from '../source-cutting.js';

const date = 'Mon Jan  3 10:00:00 2005';
const long = `${'x'.repeat(70)}\n`.repeat(300);

/** Pieces that mailboxes are made of, whole and broken, in any order. */
const mailPiece = fc.constantFrom(
  `From ann@example.org ${date}\n`,
  `From ann at example.org  ${date}\r\n`,
  `>From ann@example.org ${date}\n`,
  `>>From ann@example.org ${date}\n`,
  'From here on it is easy\n',
  'From - \n',
  'From \n',
  'From',
  '\n',
  '\n\n',
  '\r\n',
  '\r\n\r\n',
  'Subject: plan\n',
  'Date: Mon, 3 Jan 2005 10:00:00 +0000\nFrom: ann@example.org\nTo: bob@example.org\n',
  'Content-Length: 5\n',
  'Content-Length: 21300\n',
  'Content-Length: 99999999999\n',
  'http://example.org/\n',
  'Some words, and a line end.\n',
  'no line end',
  '\u0000\u0001',
  long,
  `${long}\n`,
);

const jsonPiece = fc.constantFrom(
  '{"subject":"plan","from":"ann@example.org"}',
  '{"subject":"a \\" quote { [","body":"line\\nline"}',
  '{"messages":[',
  '{"ann@example.org": [',
  '"value":[{"id":1}]',
  ']',
  '}',
  ']}',
  '{',
  '[',
  ',',
  '\n',
  '\r\n',
  '  ',
  ':',
  '"text"',
  '"open',
  '"key": "value"',
  '17',
  'null',
  'words',
  '\\',
  '\u00e9',
  `{"body":"${'x'.repeat(20000)}"}`,
);

/** Where windows end: some bytes after the start of a piece, which is where a hasty cutter goes wrong. */
const ends = fc.array(fc.tuple(fc.nat(40), fc.nat(90)), { maxLength: 20 });
const endsIn = (pieces: readonly string[], cuts: readonly (readonly [number, number])[]): readonly number[] => {
  const starts = [0];
  for (const piece of pieces) starts.push(starts.at(-1)! + Buffer.byteLength(piece));
  return cuts.map(([piece, delta]) => starts[piece % starts.length]! + delta);
};

const tiles = (bytes: Buffer, cuts: readonly number[], name = 'mail') => {
  const whole = cutBytes(bytes, [], { source: name });
  expect(faultInTiling(whole, bytes.length)).toBe('');
  for (const message of whole.messages) {
    expect(message.bytesOffset).toBeGreaterThanOrEqual(message.origin.offset);
    if (message.bytes === null) continue;
    const end = message.bytesOffset + message.bytes.length;
    expect(end).toBeLessThanOrEqual(message.origin.offset + message.origin.length);
    expect(bytes.subarray(message.bytesOffset, end).equals(Buffer.from(message.bytes))).toBe(true);
  }
  expect(outlineOf(cutBytes(bytes, cuts, { source: name }))).toEqual(outlineOf(whole));
};

describe('cutting', () => {
  it('gives every byte of any mailbox to one message or gap, wherever the windows end', () => {
    fc.assert(
      fc.property(fc.array(mailPiece, { maxLength: 40 }), ends, (pieces, cuts) => {
        const all = [long, long, ...pieces];
        tiles(Buffer.from(all.join('')), endsIn(all, cuts));
        tiles(Buffer.from(pieces.join('')), endsIn(pieces, cuts));
      }),
      { numRuns: 400 },
    );
  });

  it('gives every byte of any JSON to one record or gap, wherever the windows end', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('{"a":', '[', '[{', '{', '{"messages":['),
        fc.array(jsonPiece, { maxLength: 30 }),
        ends,
        (first, pieces, cuts) => {
          tiles(Buffer.from(first + pieces.join('')), endsIn([first, ...pieces], cuts));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('gives every byte of UTF-16 JSON to one record or gap', () => {
    fc.assert(
      fc.property(fc.array(jsonPiece, { maxLength: 20 }), ends, fc.boolean(), (pieces, cuts, odd) => {
        const bytes = Buffer.from(`\ufeff[{"subject":"a"}${pieces.join('')}${odd ? '' : ']'}`, 'utf16le');
        tiles(odd ? bytes.subarray(0, bytes.length - 1) : bytes, endsIn(pieces, cuts));
      }),
      { numRuns: 100 },
    );
  });

  it('takes random bytes without a fault', () => {
    const start = fc.constantFrom('', `From a ${date}\n`, 'Subject: x\nTo: y\n\n', '[{', '{"');
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 3000 }), ends, (first, rest, cuts) => {
        tiles(Buffer.concat([Buffer.from(first), rest]), endsIn([first], cuts));
      }),
      { numRuns: 300 },
    );
  });
});

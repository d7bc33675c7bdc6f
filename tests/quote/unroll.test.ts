import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/message/read-message.js';
import { cleanPrinted } from '../../src/quote/printed/clean-printed.js';
import { splitPrintedChain } from '../../src/quote/printed/printed-chain.js';
import { readPrintedMessage } from '../../src/quote/printed/printed-message.js';
import { splitMessage } from '../../src/quote/split-message.js';
import { type Chain, unrollChain } from '../../src/quote/unroll.js';

const outline = ({ messages }: Chain) =>
  messages.map(
    ({ depth, from, date, text }) =>
      `${depth} ${from?.name || from?.address || '?'} | ${date?.raw ?? '?'} | ${text.split('\n')[0]}`,
  );

async function read(text: string, source = 'a.eml') {
  const bytes = new TextEncoder().encode(text);
  const origin = { source, offset: 0, length: bytes.length };
  return readMessage(
    { origin, custodian: null, folder: null, bytes, bytesOffset: 0, fromLine: null, fromQuoting: 'none', record: null },
    { bodies: true },
  );
}

const block = (from: string, sent: string, to: string) =>
  `-----Original Message-----\nFrom: ${from}\nSent: ${sent}\nTo: ${to}\nSubject: Boat\n\n`;
const chain = `Fine, then.\n\n${block('Ann Stone', 'Monday, January 6, 2020 9:00 AM', 'Bob Reed')}The blue one.\n\n${block('Bob Reed', 'Friday, January 3, 2020 4:00 PM', 'Ann Stone')}Which boat?\n`;

describe('unrolling a chain', () => {
  it('tells the messages of a chain from the oldest to the newest', async () => {
    const message = await read(
      `From: Cleo Marsh <cleo@example.org>\nDate: Tue, 7 Jan 2020 10:00:00 +0100\nSubject: Boat\n\n${chain}`,
    );
    const unrolled = unrollChain(message);
    expect(outline(unrolled)).toEqual([
      '2 Bob Reed | Friday, January 3, 2020 4:00 PM | Which boat?',
      '1 Ann Stone | Monday, January 6, 2020 9:00 AM | The blue one.',
      '0 Cleo Marsh | Tue, 7 Jan 2020 10:00:00 +0100 | Fine, then.',
    ]);
    expect(unrolled.messages[0]!.to).toMatchObject([{ name: 'Ann Stone' }]);
    const { offset, length } = unrolled.messages[0]!.origin!;
    expect(offset + length).toBeLessThanOrEqual(message.origin.length);
  });

  it('puts the older of two quotations side by side first', () => {
    const text =
      'On 5 Jan 2020 at 10:00, Ann Stone wrote:\n> Newer words\n\nYes.\n\nOn 3 Jan 2020 at 10:00, Bob Reed wrote:\n> Older words\n\nNo.\n';
    expect(outline(unrollChain(text)).map((line) => line.split(' | ')[2])).toEqual([
      'Older words',
      'Newer words',
      'Yes.',
    ]);
  });

  it('takes the header at the top of a printed chain for that of the message itself', () => {
    const text = `From: Cleo Marsh\nSent: Tuesday, January 7, 2020 10:00 AM\nTo: Dora Finn\nSubject: Boat\n\n${chain}`;
    expect(outline(unrollChain(text))).toEqual([
      '2 Bob Reed | Friday, January 3, 2020 4:00 PM | Which boat?',
      '1 Ann Stone | Monday, January 6, 2020 9:00 AM | The blue one.',
      '0 Cleo Marsh | Tuesday, January 7, 2020 10:00 AM | Fine, then.',
    ]);
  });

  it('puts attached messages before the one that carries them', async () => {
    const inner =
      'From: Ann Stone <ann@example.org>\nDate: Fri, 3 Jan 2020 10:00:00 +0100\nSubject: Boat\n\nWhich boat?\n';
    const message = await read(
      `From: Bob Reed <bob@example.org>\nDate: Mon, 6 Jan 2020 10:00:00 +0100\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nSee this.\n--x\nContent-Type: message/rfc822\n\n${inner}\n--x--\n`,
    );
    expect(outline(unrollChain(message)).map((line) => line.split(' | ')[0])).toEqual(['0 Ann Stone', '0 Bob Reed']);
  });

  it('unrolls a text without any header into itself, and an empty one into nothing', () => {
    expect(outline(unrollChain('Only words.\n'))).toEqual(['0 ? | ? | Only words.']);
    expect(unrollChain('').messages).toEqual([]);
  });
});

describe('a printed chain', () => {
  const paper = readFileSync('samples/case/printed-chain.txt', 'utf8');

  it('unrolls into its messages though labels are misread and pages are stamped', () => {
    const { messages, problems } = unrollChain(paper);
    expect(messages.map(({ from, depth }) => `${depth} ${from?.name}`)).toEqual([
      '4 Dana Quill',
      '3 Aldous Finch',
      '2 Dana Quill',
      '1 Aldous Finch',
      '0 Petra Lindqvist',
    ]);
    expect(messages[3]!.text).toBe(
      'Petra, block my Tuesday evening, no title, no place. And print this for\nmy drawer.\n\nSent from my BlackBerry',
    );
    expect(problems.filter(({ code }) => code === 'label-misread').length).toBeGreaterThanOrEqual(5);
    expect(new Set(problems.map(({ code }) => code))).toEqual(
      new Set(['label-misread', 'bates-number', 'page-stamp', 'form-feed']),
    );
  });

  it('gives its message the sender, date and subject at the top', async () => {
    const message = readPrintedMessage(await read(paper, 'paper.txt'));
    expect(message).toMatchObject({
      from: { name: 'Petra Lindqvist' },
      to: [{ name: 'Board Counsel' }],
      subject: { text: 'FW: Table for four', forward: true },
      date: { time: Date.UTC(2019, 10, 18, 11, 20), offset: null, source: 'record' },
    });
    expect(message.problems.map(({ code }) => code)).not.toContain('date-missing');
    expect(message.body?.text.startsWith('From: Petra')).toBe(true);
    expect(splitMessage(message).segments[0]).toMatchObject({ kind: 'header', depth: 0, embedded: null });
  });

  it('leaves a message with a mail header as it is', async () => {
    const message = await read(
      'From: ann@example.org\nDate: Fri, 3 Jan 2020 10:00:00 +0100\nSubject: Boat\n\nFrom: x\nSent: y\n',
    );
    expect(readPrintedMessage(message)).toBe(message);
  });

  it('keeps every character in one segment, and the text of a message free of the marks of paper', () => {
    const { split } = splitPrintedChain(paper);
    let at = 0;
    for (const { start, end } of split.segments) {
      expect(start).toBe(at);
      at = end;
    }
    expect(at).toBe(paper.length);
    for (const { text, ranges } of split.embedded) {
      expect(text).not.toMatch(/SBHB|Page \d|\f/);
      expect(ranges.map(({ start, end }) => paper.slice(start, end)).join('')).toBe(text);
    }
  });

  it.each([
    ['Frorn: Ann\nSent: now', 'From: Ann\nSent: now'],
    ['From: Ann\n5ent : now', 'From: Ann\nSent: now'],
    ['T0: Ann\nSubjecl: x', 'To: Ann\nSubject: x'],
    ['> Frorn: Ann\n> T o: Bob', '> From: Ann\n> To: Bob'],
    ['To: Ann\nABC-000123\nSubj ect: x', 'To: Ann\nSubject: x'],
    ['one\n\n   ABC_DEF 0001234\nPage 2 of 7\n\ftwo', 'one\ntwo'],
    ['one\n- 3 -\ntwo', 'one\ntwo'],
  ])('is read through its marks: %j', (text, expected) => {
    expect(cleanPrinted(text).text).toBe(expected);
  });

  it.each([
    'Da: Ann\nData: oggi\nA: Bob\nOggetto: x',
    'Frown: not at me',
    'Total: 40\nDo not pay',
    'Sent it to Ann; she knows',
    'AB-12',
    'Room 000123',
    'Page 2 of the book says',
  ])('leaves words alone that only look like a mark: %j', (text) => {
    expect(cleanPrinted(text)).toMatchObject({ text, marks: [] });
  });

  it('tiles any text, and leads back to where things stood', () => {
    const piece = fc.constantFrom(
      'From: Ann\n',
      'Frorn: Bob\n',
      'Sent : 3 Jan 2020 10:05\n',
      'T0: Cleo\n',
      '\n',
      '\f',
      'Page 1 of 2\n',
      'ABC-000123\n',
      'words\n',
      '> words\n',
      '-----Original Message-----\n',
      'end',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const text = pieces.join('');
        const { split } = splitPrintedChain(text);
        let at = 0;
        for (const { start, end } of split.segments) {
          expect(start).toBe(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBe(text.length);
        for (const { text: quoted, ranges } of split.embedded)
          expect(ranges.map(({ start, end }) => text.slice(start, end)).join('')).toBe(quoted);
      }),
      { numRuns: 300 },
    );
  });
});

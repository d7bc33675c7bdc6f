import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/message/read-message.js';
import { messageFromObject } from '../../src/message/record/record-message.js';
import { splitMessage } from '../../src/quote/split-message.js';
import { type Mail, reconstructCase } from '../mail-case.js';
import { rawMessage } from '../raw-message.js';

const HEAD: Mail = {
  From: 'Ida Ferrow <ida.ferrow@pier.example>',
  To: 'Per Lund <per@quay.example>',
  Date: 'Mon, 2 May 2016 09:12:31 +0200',
  Subject: 'RE: Crane',
};
const PRINTED = 'From: Ferrow, Ida\nSent: Monday, May 2, 2016 7:12 AM\nTo: Lund, Per\nSubject: RE: Crane\n\n';
const TEXT =
  'We buy the crane in June.\n\nOn Sun, 1 May 2016 at 14:15, Per Lund <per@quay.example> wrote:\n> Shall we buy it?\n';

async function split(text: string, head: Mail = HEAD) {
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\n`);
  const message = await readMessage(rawMessage(`${lines.join('')}\n${text}`), { bodies: true });
  const found = splitMessage(message);
  return { ...found, text: message.body!.text };
}

describe('the header of a mail, printed once more above its text', () => {
  it.each([
    ['as a program prints it', PRINTED],
    ['in another zone', PRINTED.replace('7:12 AM', '3:12 PM')],
    ['without a date', PRINTED.replace(/Sent.*\n/, '')],
    ['in what was signed', `-----BEGIN PGP SIGNED MESSAGE-----\n\n${PRINTED}`],
    ['with the sender by address', PRINTED.replace('Ferrow, Ida', 'ida.ferrow@pier.example')],
  ])('is no message: %s', async (_, printed) => {
    const { segments, embedded, authored, text } = await split(printed + TEXT);
    expect(segments[0]).toEqual({
      kind: 'header',
      start: 0,
      end: printed.trimEnd().length + 1,
      depth: 0,
      embedded: null,
    });
    expect(authored.trim()).toBe('We buy the crane in June.');
    expect(embedded.map(({ header, text: words }) => [header.from?.name, words.trim()])).toEqual([
      ['Per Lund', 'Shall we buy it?'],
    ]);
    const [{ header, ranges }] = embedded as [(typeof embedded)[number]];
    expect(text.slice(header.start, header.end)).toMatch(/^On Sun.* wrote:\s$/);
    expect(text.slice(ranges[0]!.start, ranges[0]!.end)).toContain('Shall we buy it?');
    let at = 0;
    for (const { start, end } of segments) {
      expect(start).toBe(at);
      at = end;
    }
    expect(at).toBe(text.length);
  });

  it.each([
    [
      'of a colleague, whose company and initial are the same',
      PRINTED.replace('Ferrow, Ida', 'Ann F Roe/PIER/EX@Pier'),
    ],
    ['of another minute', PRINTED.replace('7:12', '6:40')],
    ['to somebody else', PRINTED.replace('Lund, Per', 'Nils Berg')],
    ['of another subject', PRINTED.replace('RE: Crane', 'Crane')],
  ])('is that of a message it shows, where it is %s', async (_, printed) => {
    const { embedded } = await split(printed + TEXT);
    expect(embedded.length).toBe(2);
  });

  it('gives nothing recovered', async () => {
    const { posts } = await reconstructCase({
      case: [{ ...HEAD, 'Message-ID': '<a@pier.example>', text: `${PRINTED}It is bought.` }],
    });
    expect(posts.map(({ kind }) => kind)).toEqual(['produced']);
  });

  it('is cut off a record only where it names the sender, not a colleague', () => {
    const record = { id: 'a@x', from: HEAD.From, to: HEAD.To, date: '2016-05-02T07:12:31Z', subject: 'RE: Crane' };
    const own = messageFromObject({ ...record, text: PRINTED + TEXT });
    expect(own.body!.text.trimStart().startsWith('We buy')).toBe(true);
    const other = messageFromObject({
      ...record,
      text: PRINTED.replace('Ferrow, Ida', 'Ann Roe <ann@pier.example>') + TEXT,
    });
    expect(other.body!.text.startsWith('From: Ann')).toBe(true);
  });
});

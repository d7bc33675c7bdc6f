import { describe, expect, it } from 'vitest';
import type { ClockContradictionDetail } from '../../src/finding/clock-contradiction.js';
import { boundaryOf, readBoundaryClock } from '../../src/message/header/boundary-clock.js';
import { type Mail, reconstructCase } from '../mail-case.js';

const mail = (more: Mail = {}): Mail => ({
  From: 'Ada Lind <ada@moor.example>',
  To: 'Bo Roth <bo@quay.example>',
  Date: 'Wed, 08 May 2019 10:00:00 +0000',
  Subject: 'Wall',
  'Message-ID': '<a@moor.example>',
  ...more,
});

const received = (time: string) => `from moor.example by quay.example with SMTP; Wed, 08 May 2019 ${time} +0000`;

/** The clock findings of a case, with the bytes that prove them. */
async function clocks(mails: readonly Mail[]) {
  const { of, read } = await reconstructCase({ Lind: mails });
  return of('clock-contradiction').map(({ detail, origins, summary, severity }) => ({
    ...(detail as ClockContradictionDetail),
    summary,
    severity,
    proof: origins.map(read).join('\n'),
  }));
}

const parts = (boundary: string) => ({
  'Content-Type': `multipart/mixed; boundary="${boundary}"`,
  text: `--${boundary}\nContent-Type: text/plain\n\nHello.\n--${boundary}--`,
});

describe('clocks that contradict Date', () => {
  it.each<readonly [type: ClockContradictionDetail['type'], seconds: number, proof: string, mail: Mail]>([
    ['received', 3600, 'SMTP', mail({ Received: received('09:00:00') })],
    ['received', -8 * 86_400, '16 May', mail({ Received: 'by quay.example; Thu, 16 May 2019 10:00:00 +0000' })],
    ['message-id', -3600, '20190508110000', mail({ 'Message-ID': '<20190508110000.GA4711@moor.example>' })],
    ['boundary', -3600, '_Part_', mail(parts(`----=_Part_1_2.${Date.UTC(2019, 4, 8, 11)}`))],
    ['zone', 0, '+2600', mail({ Date: 'Wed, 08 May 2019 10:00:00 +2600' })],
  ])('are told: %s, %i seconds', async (type, seconds, proof, one) => {
    const found = await clocks([one]);
    expect(found.map((finding) => finding.type)).toEqual([type]);
    expect(Math.abs(found[0]!.seconds - seconds)).toBeLessThan(60);
    expect(found[0]!.proof).toContain(proof);
    expect(found[0]!.proof).toMatch(/^Date:/m);
  });

  it.each<[zone: string, told: boolean]>([
    ['+1400', false],
    ['-1400', false],
    ['+0545', false],
    ['-0330', false],
    ['+1415', true],
    ['+0110', true],
    ['+0575', true],
  ])('are told of a zone that no place has: %s', async (zone, told) => {
    const found = await clocks([mail({ Date: `Wed, 08 May 2019 10:00:00 ${zone}` })]);
    expect(found.map(({ type }) => type)).toEqual(told ? ['zone'] : []);
  });

  it('tell a reply that is dated before what it answers, with both Dates', async () => {
    const answer = mail({
      From: 'Bo Roth <bo@quay.example>',
      Date: 'Wed, 08 May 2019 08:30:00 +0000',
      'Message-ID': '<b@quay.example>',
      'In-Reply-To': '<a@moor.example>',
      Subject: 'Re: Wall',
    });
    const [finding, ...others] = await clocks([mail(), answer]);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ type: 'before-parent', seconds: -5400 });
    expect(finding!.proof).toContain('08:30:00');
    expect(finding!.proof).toContain('10:00:00');
  });

  it('tell a Thread-Index that was begun after the message was sent', async () => {
    const header = Buffer.from('01d5059d60000123456789abcdef0123456789abcdef', 'hex').toString('base64');
    const found = await clocks([mail({ 'Thread-Index': header })]);
    expect(found.map(({ type }) => type)).toEqual(['thread-index']);
    expect(found[0]!.proof).toContain(header);
  });

  it.each<readonly [minutes: number, told: boolean]>([
    [4, false],
    [6, true],
    [-6 * 1440, false],
    [-8 * 1440, true],
  ])(
    'tell a Thread-Index that lies more than five minutes after the Date or a week before it: %i minutes',
    async (minutes, told) => {
      const time = BigInt(Date.UTC(2019, 4, 8, 10) + minutes * 60_000 + 11_644_473_600_000) * 10_000n;
      const index = `${time.toString(16).padStart(16, '0').slice(0, 12)}0123456789abcdef0123456789abcdef`;
      const found = await clocks([mail({ 'Thread-Index': Buffer.from(index, 'hex').toString('base64') })]);
      expect(found.map(({ type }) => type)).toEqual(told ? ['thread-index'] : []);
    },
  );

  it.each<readonly [what: string, mail: Mail]>([
    ['a server five minutes ahead', mail({ Received: received('09:56:00') })],
    ['a message that lay in a queue for a day', mail({ Received: 'by quay.example; Thu, 09 May 2019 10:00:00 +0000' })],
    ['an id that was made when writing began', mail({ 'Message-ID': '<20190508040000.GA4711@moor.example>' })],
    ['an id by a clock in local time', mail({ 'Message-ID': '<Pine.LNX.4.61.1905081200000.4711@moor.example>' })],
    [
      'an id of Gmail of which other digits read as a time years before',
      mail({ Date: 'Wed, 09 May 2007 10:00:00 +0000', 'Message-ID': '<971536df0504111530a3b0304@mail.gmail.com>' }),
    ],
    ['a boundary of the same minute', mail(parts(`----=_Part_1_2.${Date.UTC(2019, 4, 8, 10)}`))],
    ['a boundary by a clock in local time', mail(parts('----=_NextPart_000_0001_01D5058C.A1D00000'))],
  ])('are no contradiction: %s', async (_what, one) => {
    expect(await clocks([one])).toEqual([]);
  });

  it('are one finding where three messages of a sender agree on the offset, and none beside it', async () => {
    const slow = (n: number) =>
      mail({
        Date: `Wed, 08 May 2019 ${10 + n}:00:00 +0000`,
        'Message-ID': `<a${n}@moor.example>`,
        Subject: `Wall ${n}`,
        Received: received(`${10 + n}:40:0${n}`).replace('10:', `${10 + n}:`),
      });
    const found = await clocks([slow(0), slow(1), slow(2), slow(3)]);
    expect(found.map(({ type, messages }) => [type, messages])).toEqual([['sender-offset', 4]]);
    expect(found[0]!.summary).toMatch(/40 minutes behind/);
    expect(found[0]!.proof.match(/^Received:/gm)).toHaveLength(4);
  });

  it('are a finding each where the offsets of a sender do not agree', async () => {
    const wild = (n: number) =>
      mail({
        'Message-ID': `<a${n}@moor.example>`,
        Subject: `Wall ${n}`,
        Date: `Wed, 08 May 2019 1${n}:00:00 +0000`,
        Received: received(`0${n + 1}:${n}0:00`),
      });
    const found = await clocks([wild(0), wild(2), wild(4)]);
    expect(found.map(({ type }) => type)).toEqual(['received', 'received', 'received']);
  });
});

describe('the clock in a MIME boundary', () => {
  it.each([
    ['----=_NextPart_000_0001_01C4F244.270BD000', 'outlook', '2005-01-04T10:00:00Z'],
    ['----_=_NextPart_001_01C4F244.270BD000', 'outlook', '2005-01-04T10:00:00Z'],
    ['----=_Part_12_34567.1104832800000', 'javamail', '2005-01-04T10:00:00Z'],
    ['----------=_1104832800-4711-0', 'mime-tools', '2005-01-04T10:00:00Z'],
    ['=_alternative 0036EE8085256F7F_=', 'notes', '2005-01-04T10:00:00Z'],
  ])('is read from %s', (boundary, form, time) => {
    const clock = readBoundaryClock(boundary);
    expect(clock?.form).toBe(form);
    expect(Math.abs(clock!.time - Date.parse(time))).toBeLessThan(1000);
  });

  it.each(['', 'cut', '----=_NextPart_000_0001_FFFFFFFF.FFFFFFFF', '=_alternative 0036EE80_=', 'x'.repeat(300)])(
    'is not made up from %s',
    (boundary) => expect(readBoundaryClock(boundary)).toBeNull(),
  );

  it.each([
    ['multipart/mixed; boundary="a b"', 'a b'],
    ['multipart/mixed;\r\n\tBoundary=a_b; type=x', 'a_b'],
    ['text/plain', null],
  ])('belongs to the boundary of %s', (value, boundary) => expect(boundaryOf({ value })).toBe(boundary));
});

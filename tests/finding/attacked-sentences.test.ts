import { describe, expect, it } from 'vitest';
import { isRestOfList, mayBeOneParticipant } from '../../src/finding/same-participant.js';
import { reconstruct } from '../../src/index.js';
import { letter, type Mail, reconstructCase } from '../mail-case.js';
import { folderOf } from '../report-fixture.js';

const ADA = 'Ada Lind <ada.lind@moor.example>';
const BO = 'Bo Roth <b.roth@quay.example>';
const CY = 'Cy Vale <cy@fen.example>';
const LONG =
  'The office met on Thursday about the crane and agreed that it goes to the lowest bidder, provided that the wall is mended before the first of July and the berth stays open.';
const EXCHANGE = [1, 2, 3, 4, 5, 6, 7, 8].map((day) =>
  day % 2 ? letter(`n${day}`, ADA, BO, day, `Crane ${day}`) : letter(`n${day}`, BO, ADA, day, `Crane ${day}`),
);
const WALL = letter('w', ADA, BO, 5, 'Wall', { text: LONG });
const eml = ({ text, ...fields }: Mail) =>
  `${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')}\n${text}\n`;
const reply = (id: string) => ({ 'In-Reply-To': `<${id}@moor.example>` });
const summaries = (findings: readonly { readonly kind: string; readonly summary: string }[], kind: string) =>
  findings.filter((finding) => finding.kind === kind).map(({ summary }) => summary);

/** Both produced the exchange; each has more, by the path of a file in his folder. */
async function produce(lind: Readonly<Record<string, string>>, roth: Readonly<Record<string, string>>) {
  const both = Object.fromEntries(EXCHANGE.map((mail, n) => [`inbox/${n}.eml`, eml(mail)]));
  const { findings } = await reconstruct([
    { path: folderOf({ ...both, ...lind }), custodian: 'Lind' },
    { path: folderOf({ ...both, ...roth }), custodian: 'Roth' },
  ]);
  return findings;
}

const print = (sent: string, text: string) => `From: Ada Lind\nSent: ${sent}\nTo: Bo Roth\nSubject: Wall\n\n${text}\n`;
const bounce = (recipient: string) =>
  `From: Mail Delivery Subsystem <mailer-daemon@quay.example>\nTo: ${ADA}\nDate: 5 May 2019 10:01:00 +0000\nSubject: Failure\nMessage-ID: <bounce@quay.example>\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=q\n\n--q\n\nNot delivered.\n--q\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.quay.example\n\nFinal-Recipient: rfc822; ${recipient}\nAction: failed\nStatus: 5.1.1\n\n--q\nContent-Type: text/rfc822-headers\n\nMessage-ID: <w@moor.example>\nSubject: Wall\n\n--q--\n`;

describe('nothing is called absent', () => {
  it.each<readonly [what: string, lind: Readonly<Record<string, string>>, roth: Readonly<Record<string, string>>]>([
    ['a draft, by its folder', { 'Drafts/1.eml': eml(WALL) }, {}],
    ['a draft, by a folder in another language', { 'Entw&APw-rfe.mbox': `From x\n${eml(WALL)}` }, {}],
    ['a draft, by its label', { '1.eml': eml({ 'X-Gmail-Labels': 'Drafts,Important', ...WALL }) }, {}],
    ['a draft, by a field', { '1.eml': eml({ 'X-Unsent': '1', ...WALL }) }, {}],
    ['what waits to be sent', { 'Outbox.mbox': `From x\n${eml(WALL)}` }, {}],
    ['what a server could not deliver', { '1.eml': eml(WALL), '2.eml': bounce('b.roth@quay.example') }, {}],
    [
      'what was produced as a print, the minutes alike',
      { '1.eml': eml({ ...WALL, Date: '5 May 2019 10:00:22 +0200' }) },
      { 'print.txt': print('Sunday, May 5, 2019 10:00 AM', LONG) },
    ],
    [
      'what was produced as a print of another zone, a line long',
      { '1.eml': eml({ ...WALL, text: 'Fine with me.' }) },
      { 'print.txt': print('Sunday, May 5, 2019 12:00 PM', 'Fine with me.') },
    ],
    [
      'what an export dated five hours later, to the second, under a shorter name',
      { '1.eml': eml(WALL) },
      {
        '1.eml': eml({
          ...WALL,
          From: 'Lind <lind@moor.example>',
          Date: '5 May 2019 15:00:22 +0000',
          'Message-ID': '<other@moor.example>',
          text: LONG.replaceAll(', ', ',\n'),
        }),
      },
    ],
    [
      'what another system dated five hours earlier, under the name of whoever it was sent for',
      { '1.eml': eml({ ...WALL, From: 'Eva Sand <eva@moor.example>' }) },
      {
        '1.eml': eml({
          ...WALL,
          Date: '5 May 2019 05:00:00 +0000',
          'Message-ID': '<other@moor.example>',
          Subject: 'RE: Wall',
        }),
      },
    ],
    [
      'what has no subject, five hours earlier',
      { '1.eml': eml({ ...WALL, Subject: '' }) },
      {
        '1.eml': eml({
          ...WALL,
          Subject: '',
          From: '"Lind, Ada" <lind@moor.example>',
          Date: '5 May 2019 05:00:00 +0000',
          'Message-ID': '<other@moor.example>',
        }),
      },
    ],
    [
      'what a clock dated a day later',
      { '1.eml': eml(WALL) },
      { '1.eml': eml({ ...WALL, Date: '6 May 2019 10:00:30 +0000', 'Message-ID': '<other@moor.example>' }) },
    ],
    ['what has no date: no production is known to cover its time', { '1.eml': eml({ ...WALL, Date: '' }) }, {}],
    ['what has a date that no clock shows', { '1.eml': eml({ ...WALL, Date: '99 May 2019 10:00' }) }, {}],
    ['what has a date of the year 1601', { '1.eml': eml({ ...WALL, Date: '1 Jan 1601 00:00:00 +0000' }) }, {}],
  ])('of %s', async (_what, lind, roth) => {
    expect(summaries(await produce(lind, roth), 'absent-copy')).toEqual([]);
  });

  it.each<readonly [what: string, lind: Readonly<Record<string, string>>, roth: Readonly<Record<string, string>>]>([
    ['a draft that was delivered', { 'Drafts/1.eml': eml({ 'Delivered-To': 'b.roth@quay.example', ...WALL }) }, {}],
    ['a folder about drafts', { 'Contract drafts/1.eml': eml(WALL) }, {}],
    ['a failure that struck another', { '1.eml': eml(WALL), '2.eml': bounce('cy@fen.example') }, {}],
    [
      'another text at a whole hour',
      { '1.eml': eml(WALL) },
      {
        '1.eml': eml({
          ...WALL,
          Date: '5 May 2019 15:00:00 +0000',
          'Message-ID': '<other@moor.example>',
          text: LONG.replace('Thursday', 'Friday'),
        }),
      },
    ],
  ])('but for what is: %s', async (_what, lind, roth) => {
    expect(summaries(await produce(lind, roth), 'absent-copy')).toContain(
      'Ada Lind to Bo Roth of 2019-05-05 "Wall" is absent from the production of Roth, a recipient (to); Lind produced it.',
    );
  });

  it.each<readonly [what: string, lind: readonly Mail[], said: string]>([
    [
      'sent mail alone was produced',
      EXCHANGE.filter(({ From }) => From === ADA),
      'a recipient (to), and that production holds nothing that they received; Roth',
    ],
    [
      'received mail alone was produced',
      EXCHANGE.filter(({ From }) => From === BO),
      'who sent it, and that production holds nothing that they sent; Roth',
    ],
  ])('without saying so where %s', async (_what, lind, said) => {
    const { of } = await reconstructCase({ Lind: lind, Roth: EXCHANGE });
    const found = of('absent-copy');
    expect(found.length).toBeGreaterThan(1);
    for (const { summary, severity } of found) {
      expect(summary).toContain(said);
      expect(severity).toBe('info');
    }
  });

  it('as sent by somebody in whose name another sent it', async () => {
    const found = await produce({}, { '1.eml': eml({ ...WALL, Sender: 'Eva Sand <eva@moor.example>' }) });
    expect(summaries(found, 'absent-copy')).toEqual([
      'Ada Lind to Bo Roth of 2019-05-05 "Wall" is absent from the production of Lind, in whose name Eva Sand sent it; Roth produced it.',
    ]);
  });
});

describe('participant-change', () => {
  const asked = letter('a', ADA, `${BO}, ${CY}`, 3, 'Wall', { text: LONG });
  it.each<readonly [what: string, mails: readonly Mail[]]>([
    [
      'a sender who answers from another address',
      [letter('a', ADA, CY, 3, 'Wall'), letter('b', 'Cy Vale <cyvale@post.example>', ADA, 4, 'Re: Wall', reply('a'))],
    ],
    [
      'a list under two domains of one house',
      [
        letter('a', ADA, 'board@lists.moor.example', 3, 'Wall'),
        letter('b', ADA, 'The board <board@moor.example>', 4, 'Re: Wall', reply('a')),
      ],
    ],
    [
      'a name that a print cut',
      [
        letter('a', ADA, `Bo Roth, Ilse Brandt`, 3, 'Wall'),
        letter('b', BO, `Ada Lind, Ilse Bran`, 4, 'Re: Wall', reply('a')),
      ],
    ],
    [
      'a list of recipients that a print cut',
      [
        letter('a', ADA, 'Bo Roth, Cy Vale, +2 others', 3, 'Wall'),
        letter('b', BO, 'Ada Lind, Cy Vale, Dora Weir, Eli Stone', 4, 'Re: Wall', reply('a')),
      ],
    ],
    [
      'an address that an export mangled, with the name in a field of its own',
      [
        {
          ...letter('a', ADA, '40ect@moor.example', 3, 'Wall'),
          'X-To': "'Cy Vale/TOR/ECT@ECT' <IMCEANOTES-Cy+20Vale>",
        },
        letter('b', CY, `${ADA}, 40ect@moor.example`, 4, 'Re: Wall', reply('a')),
      ],
    ],
    [
      'a note of absence',
      [asked, letter('b', BO, ADA, 3, 'Automatic reply: Wall', { ...reply('a'), 'Auto-Submitted': 'auto-replied' })],
    ],
  ])('leaves nobody out and adds nobody by %s', async (_what, mails) => {
    const { of } = await reconstructCase({ case: mails }, { custodians: false });
    expect(summaries(of('participant-change'), 'participant-change')).toEqual([]);
  });

  it.each<readonly [one: string, other: string, same: boolean]>([
    ['Holm, Mira', 'Mira Holm', true],
    ['Ilse Brandt', 'Ilse Brardt', true],
    ['Ilse Brandt', 'Ilse Brandt-Weir', false],
    ['Ilse Brandt', 'Brandt I', true],
    ['Ilse Marie Brandt', 'I. Brandt', true],
    ['Ilse Brandt', 'Brandt K', false],
    ['Ilse Brandt', 'Brand I', false],
    ['Ann Roe', 'Ann Rau', false],
    ['Jan Roth', 'Ian Roth', true],
  ])('takes %s and %s for one where no address speaks: %s', (one, other, same) => {
    expect(mayBeOneParticipant({ name: one, address: '' }, { name: other, address: '' })).toBe(same);
  });

  it.each([
    ['Ilse B <ilse.b@mailer.example>', true],
    ['Ilse B <sunny77@mailer.example>', false],
    ['Ilse K <ilse.k@mailer.example>', false],
  ])('takes %s for Ilse Brandt <ilse.brandt@moor.example>, as both name and account are cut alike: %s', (one, same) => {
    const [, name, address] = /(.*) <(.*)>/.exec(one)!;
    const ilse = { name: 'Ilse Brandt', address: 'ilse.brandt@moor.example' };
    expect(mayBeOneParticipant({ name: name!, address: address! }, ilse)).toBe(same);
    expect(mayBeOneParticipant(ilse, { name: name!, address: address! })).toBe(same);
  });

  it('takes two addresses for two, whatever one letter says', () => {
    const [jan, ian] = ['jan', 'ian'].map((name) => ({ name: `${name} roth`, address: `${name}@quay.example` }));
    expect(mayBeOneParticipant(jan!, ian!)).toBe(false);
  });

  it.each(['+2 others', 'and 3 more', '& 1 other', '12 weitere', 'et al.'])('knows the rest of a list: %s', (name) => {
    expect(isRestOfList({ name, address: '' })).toBe(true);
    expect(isRestOfList({ name: `${name} Weir`, address: '' })).toBe(false);
  });
});

describe('missing-message', () => {
  it.each<readonly [what: string, id: string]>([
    ['a ticket', 'RT-Ticket-100@quay.example'],
    ['a tracker', 'moor/harbour/issues/7@github.com'],
    ['a forum', 'topic/12@forum.example'],
  ])('expects from nobody what only names %s', async (_what, id) => {
    const mails = [...EXCHANGE, letter('t', BO, ADA, 5, 'Wall', { References: `<${id}>`, 'In-Reply-To': `<${id}>` })];
    const { of } = await reconstructCase({ Lind: mails, Roth: mails });
    expect(
      of('missing-message').map(({ summary, detail }) => [
        summary,
        (detail as { expectedHolders: unknown }).expectedHolders,
      ]),
    ).toEqual([
      [
        `No message with the id ${id} was produced; 1 message cites it; it reads like the mark of a ticket or a topic, which no message need bear.`,
        [],
      ],
    ]);
  });

  it.each<readonly [what: string, text: string]>([
    ['that quotes nothing', 'Yes.'],
    ['that quotes a part', `Yes.\n\nAda Lind <ada.lind@moor.example> wrote:\n> ${LONG.slice(0, 60)}`],
  ])('says that sent mail without an id may be what an answer names: one %s', async (_what, text) => {
    const { 'Message-ID': _id, ...sent } = WALL;
    const answer = letter('r', BO, ADA, 6, 'Re: Wall', { 'In-Reply-To': '<9.srv@smtp.moor.example>', text });
    const { of } = await reconstructCase({ Lind: [...EXCHANGE, sent, answer], Roth: [...EXCHANGE, answer] });
    expect(summaries(of('missing-message'), 'missing-message')).toEqual([
      'No message with the id 9.srv@smtp.moor.example was produced; 1 message cites it; it may be the id of Ada Lind to Bo Roth of 2019-05-05 "Wall", which was produced without one.',
    ]);
    expect(of('contradicting-evidence')).toEqual([]);
  });

  it('does not miss what an assistant sent for somebody, quoted under that name', async () => {
    const quoted = `See below.\n\n---------------------- Forwarded by Bo Roth/QUAY on 05/06/2019 09:00 AM ---------------------------\nFrom: Ada Lind@MOOR\n05/05/2019 10:00 AM\nSent by: Eva Sand@MOOR\nTo: Bo Roth/QUAY\ncc: \nSubject: Wall\n\n${LONG}`;
    const mails = (text: string) => [
      { ...WALL, From: 'Eva Sand <eva.sand@moor.example>' },
      letter('f', BO, CY, 6, 'Wall', { text }),
    ];
    const told = async (text: string) =>
      summaries((await reconstructCase({ case: mails(text) })).of('missing-message'), 'missing-message');
    expect(await told(quoted)).toEqual([]);
    expect(await told(quoted.replace('05/05/2019 10:00', '05/05/2019 10:07'))).toHaveLength(1);
    expect(await told(quoted.replace(LONG, LONG.split(' ').reverse().join(' ')))).toHaveLength(1);
  });

  it('counts two messages of a day as two, though one notice hangs below both', async () => {
    const notice = `\n\n${LONG} ${LONG.toUpperCase()}`;
    const forwarded = (subject: string, hour: string) =>
      `-----Original Message-----\nFrom: Cy Vale\nSent: Monday, May 6, 2019 ${hour}\nTo: Bo Roth\nSubject: ${subject}\n\nThe ${subject} is attached.${notice}`;
    const { of } = await reconstructCase({
      case: [
        letter('a', BO, ADA, 7, 'FW: crane', { text: forwarded('crane', '10:16 AM') }),
        letter('b', BO, ADA, 8, 'FW: ladder', { text: forwarded('ladder', '3:53 PM') }),
      ],
    });
    expect(summaries(of('missing-message'), 'missing-message').sort()).toEqual([
      'Cy Vale to Bo Roth of 2019-05-06 "crane" was not produced; 1 message quotes it.',
      'Cy Vale to Bo Roth of 2019-05-06 "ladder" was not produced; 1 message quotes it.',
    ]);
  });

  it('takes a day and a month for no number of a series', async () => {
    const of = async (label: string) => {
      const mails = [1, 3].map((day) => letter(`m${day}`, ADA, CY, day, `${label}${day}/5)`));
      return (await reconstructCase({ case: mails })).of('missing-message').length;
    };
    expect([await of('Meeting ('), await of('Report (part ')]).toEqual([0, 3]);
  });
});

it('names the day that a mail gives, in its own zone', async () => {
  const evening = letter('a', ADA, BO, 3, 'Wall', { Date: 'Fri, 3 May 2019 21:36:00 -0700', text: LONG });
  const quoting = letter('b', BO, ADA, 9, 'Re: Wall', {
    text: `Yes.\n\n-----Original Message-----\nFrom: Cy Vale\nSent: Thursday, May 2, 2019 11:30 PM\nTo: Bo Roth\nSubject: Pier\n\n${LONG.replaceAll('crane', 'pier')}`,
  });
  const { of } = await reconstructCase({ Lind: [...EXCHANGE, evening, quoting], Roth: EXCHANGE });
  expect(summaries(of('absent-copy'), 'absent-copy')[0]).toContain('Ada Lind to Bo Roth of 2019-05-03 "Wall"');
  expect(summaries(of('missing-message'), 'missing-message')[0]).toContain('Cy Vale to Bo Roth of 2019-05-02 "Pier"');
});

describe('copies-differ', () => {
  const { 'Message-ID': _id, ...plain } = WALL;
  it.each<readonly [what: string, other: string, said: string]>([
    [
      'to two people',
      CY,
      ' differ in To; two of them have no recipient in common: the same may have been sent to each of these.',
    ],
    ['to one, and to both', `${BO}, ${CY}`, ' differ in To.'],
  ])('says that one text may have been sent twice: %s', async (_what, other, said) => {
    const { of } = await reconstructCase({ case: [plain, { ...plain, To: other }] });
    expect(summaries(of('copies-differ'), 'copies-differ').join()).toContain(said);
  });
});

import { describe, expect, test } from 'vitest';
import { readLinks } from '../../src/link/link-columns.js';
import { explainedLinks } from '../explained-links.js';
import { type Mail, reconstructCase } from '../mail-case.js';

const ANN = 'Ann Stone <ann@example.org>';
const BOB = 'Bob Roe <bob@example.org>';
const EVE = 'Eve Moss <eve@example.org>';

const mail = (id: string, from: string, to: string, date: string, subject: string, text: string): Mail => ({
  'Message-ID': `<${id}@example.org>`,
  From: from,
  To: to,
  Date: date,
  Subject: subject,
  text,
});

const original = `The ferry timetable for the island changes in March, and the morning boat leaves an hour earlier.
Please tell the hotel that our guests will need their breakfast at six, and a packed lunch.`;

/** Eve's forward: a message of Ann's that was not produced, and below it one of Bob's. */
const witness = mail(
  'witness',
  EVE,
  ANN,
  'Tue, 14 Jan 2020 12:00:00 +0100',
  'FW: Ferry',
  `For your files.

-----Original Message-----
From: Ann Stone
Sent: Monday, January 6, 2020 3:20 PM
To: Bob Roe
Subject: RE: Ferry

I asked the hotel. They can do breakfast at half past six, not before, and lunch only for parties of ten.

-----Original Message-----
From: Bob Roe
Sent: Monday, January 6, 2020 9:35 AM
To: Ann Stone
Subject: Ferry

${original}`,
);

/** What Ann's recovered message answers: an id, or the kind of a post that was not produced. */
async function parentOfRecovered(...mails: readonly Mail[]): Promise<string | null> {
  const { posts, links } = await reconstructCase({ all: mails });
  const recovered = posts.find(
    (post) => post.kind === 'recovered' && post.recovered.from?.name.includes('Ann') === true,
  );
  const parent = readLinks(posts, links).find((link) => link.child === recovered?.key)?.parent;
  const found = posts.find((post) => post.key === parent);
  if (found === undefined) return null;
  return found.kind === 'produced' ? found.message.messageId : found.kind;
}

describe('a recovered message', () => {
  test('answers the produced message that its witness quotes below it', async () => {
    const first = mail('first', BOB, ANN, 'Mon, 6 Jan 2020 09:35:00 +0100', 'Ferry', original);
    expect(await parentOfRecovered(first, witness)).toBe('first@example.org');
  });

  test('does not answer another message of the author at the same minute of another hour under another subject', async () => {
    const other = mail('other', BOB, ANN, 'Mon, 6 Jan 2020 07:35:00 +0100', 'Tram tickets', 'Two tickets, please.');
    expect(await parentOfRecovered(other, witness)).toBe('recovered');
  });

  test('does not answer what was sent days later, whatever the order of the quotations', async () => {
    const later = { ...witness, text: witness.text.replace('January 6, 2020 9:35 AM', 'February 6, 2020 9:35 AM') };
    expect(await parentOfRecovered(later)).toBeNull();
    expect(await parentOfRecovered(witness)).toBe('recovered');
  });
});

describe('a recovered forward of a message that another, produced forward brought, too', () => {
  const DAN = 'Dan Ware <dan@example.net>';
  const order = (from: string, to: string, hour: string, subject: string, text: string) =>
    `-----Original Message-----\nFrom: ${from}\nSent: Monday, January 6, 2020 ${hour}\nTo: ${to}\nSubject: ${subject}\n\n${text}`;
  const request = order('Bob Roe', 'Ann Stone', '10:14 AM', 'Payment for the ferry', original);
  const sister = mail('sister', ANN, DAN, 'Mon, 6 Jan 2020 10:20:00 +0100', 'FW: Payment for the ferry', request);
  const forward = order(
    'Ann Stone',
    'Eve Moss',
    '2:24 PM',
    'FW: Payment for the ferry',
    `Eve, this is what they ask for. They told me to write to them that we are going to pay.\n\n${request}`,
  );
  const done = order(
    'Eve Moss',
    'Ann Stone',
    '2:40 PM',
    'RE: Payment for the ferry',
    `It is on its way.\n\n${forward}`,
  );
  const last = mail('last', ANN, DAN, 'Mon, 6 Jan 2020 15:04:00 +0100', 'FW: Payment for the ferry', done);

  test('answers what it forwards, not the other forward', async () => {
    expect(await parentOfRecovered(sister, last)).toBe('recovered');
    const { posts, links } = await reconstructCase({ all: [sister, last] });
    const parents = new Map(readLinks(posts, links).map(({ child, parent }) => [child, parent]));
    const byBob = posts.find((post) => post.kind === 'recovered' && post.recovered.from?.name === 'Bob Roe');
    const child = posts.find((post) => post.kind === 'produced' && post.message.messageId === 'last@example.org');
    const above: string[] = [];
    for (let at = parents.get(child!.key); at !== undefined && above.length < 9; at = parents.get(at)) above.push(at);
    expect(above).toHaveLength(3);
    expect(above.at(-1)).toBe(byBob?.key);
  });
});

describe('a quotation that is a produced message', () => {
  const request = `We have been given room for four more guests on the island in June, and two in July.
Please tell me how many you need. Carla and I will then see what we can do.`;
  const first = mail('first', BOB, `${ANN}, ${EVE}`, 'Mon, 6 Jan 2020 09:35:00 +0100', '', request);
  const heading =
    '-----Original Message-----\nFrom: Bob Roe\nSent: Monday, January 6, 2020 3:35 AM\nTo: Ann Stone; Eve Moss\nSubject: \n';

  test('is answered by the recovered message that stands above it', async () => {
    const forward = mail(
      'forward',
      EVE,
      'Dan Ware <dan@example.net>',
      'Tue, 14 Jan 2020 12:00:00 +0100',
      'Guests',
      `For your files.\n\n-----Original Message-----\nFrom: Ann Stone\nSent: Monday, January 6, 2020 4:20 PM\nTo: Bob Roe\nSubject: RE:\n\nOne in June would be enough for us, as the school keeps its own hut.\n\n${heading}\n${request}`,
    );
    expect(await parentOfRecovered(first, forward)).toBe('first@example.org');
  });

  test('is what is answered, and not what it answers in turn', async () => {
    const block = (from: string, hour: string, to: string, subject: string, text: string) =>
      `-----Original Message-----\nFrom: ${from}\nSent: Monday, January 6, 2020 ${hour}\nTo: ${to}\nSubject: ${subject}\n\n${text}`;
    const asked = 'Ann\nI have not heard from the ferryman.\n';
    const told = `I will call him again on Tuesday.  Do I get a commission?\n\n${block('Roe, Bob', '3:23 AM', 'Stone, Ann', '', asked)}`;
    const mails = [
      mail('asked', BOB, ANN, 'Mon, 6 Jan 2020 09:22:45 +0000', '', asked),
      mail('told', ANN, BOB, 'Mon, 6 Jan 2020 09:35:42 +0000', 'RE:', told),
      mail(
        'thanks',
        BOB,
        ANN,
        'Mon, 6 Jan 2020 09:38:10 +0000',
        'RE:',
        `big commission\n\n${block('Stone, Ann', '3:36 AM', 'Roe, Bob', 'RE:', told)}`,
      ),
    ];
    // Most of what is quoted in this mail was not produced.
    const others = Array.from({ length: 40 }, (_, at) => {
      const told = `Berth ${at} is taken by the boat that came on day ${at}, and pier ${at + 3} is closed for repairs.`;
      const quoted = block(`Mate ${at}`, '5:12 AM', 'Dan Ware', `Berth ${at}`, told);
      const to = `Mate ${at} <m${at}@example.net>`;
      return mail(
        `o${at}`,
        'Dan Ware <dan@example.net>',
        to,
        'Tue, 7 Jan 2020 10:00:00 +0000',
        `RE: Berth ${at}`,
        `Yes ${at}.\n\n${quoted}`,
      );
    });
    const { posts, links } = await reconstructCase({ all: [...mails, ...others] });
    const keys = new Map(posts.map((post) => [post.kind === 'produced' ? post.message.messageId : '', post.key]));
    const parent = readLinks(posts, links).find(({ child }) => child === keys.get('thanks@example.org'))?.parent;
    expect(parent).toBe(keys.get('told@example.org'));
  });

  test('is what a mail without a subject answers', async () => {
    const reply = mail(
      'reply',
      ANN,
      BOB,
      'Tue, 7 Jan 2020 10:00:00 +0100',
      'RE:',
      `Two, please.\n\n${heading}\n${request}`,
    );
    const { posts, links } = await reconstructCase({ all: [first, reply] });
    expect(posts.map((post) => post.kind)).toEqual(['produced', 'produced']);
    expect(links.children).toHaveLength(1);
  });
});

describe('a forward without words of its own', () => {
  test('answers the produced message that its heading names, and no missing one between them', async () => {
    const first = mail('first', BOB, ANN, 'Mon, 6 Jan 2020 08:35:00 +0100', 'Ferry', 'See below. Bob');
    const heading =
      '-----Original Message-----\nFrom: Bob Roe\nSent: Monday, January 6, 2020 9:35 AM\nTo: Ann Stone\nSubject: Ferry\n';
    const forward = mail('forward', ANN, EVE, 'Mon, 6 Jan 2020 10:00:00 +0100', 'FW: Ferry', heading);
    const { posts, links } = await reconstructCase({ all: [first, forward] });
    expect(posts.map((post) => post.kind)).toEqual(['produced', 'produced']);
    expect(links.children).toHaveLength(1);
  });
});

describe('why a recovered message stands below its parent', () => {
  const first = mail('first', BOB, ANN, 'Mon, 6 Jan 2020 09:35:00 +0100', 'Ferry', original);
  const alone = { ...witness, text: witness.text.slice(0, witness.text.lastIndexOf('-----Original Message-----')) };
  const order = 'the order of the quotations places it there';

  test.each([
    ['is the order of the quotations where that placed it', [witness], ['quoted-text'], [order]],
    ['is what its words and heading tell where the message it quotes is there', [first, witness], ['quoted-text'], []],
    ['is subject and time where nothing of what it answers is quoted', [first, alone], ['subject', 'time'], []],
  ])('%s', async (_, mails, kinds, byOrder) => {
    const reconstruction = await reconstructCase({ all: mails });
    const recovered = reconstruction.posts.find(
      (post) => post.kind === 'recovered' && post.recovered.from?.name.includes('Ann'),
    );
    const link = explainedLinks(reconstruction).find(({ child }) => child === recovered?.key)!;
    expect(link.evidence.map(({ kind }) => kind)).toEqual(expect.arrayContaining(kinds));
    expect(link.evidence.map(({ detail }) => detail).filter((detail) => detail === order)).toEqual(byOrder);
    const total = link.evidence.reduce((sum, { weight }) => sum + weight, link.prior ?? 0);
    expect(total).toBeCloseTo(Math.log10(link.confidence / (1 - link.confidence)), 2);
  });
});

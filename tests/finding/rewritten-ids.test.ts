import { describe, expect, it } from 'vitest';
import { readLinks } from '../../src/link/link-columns.js';
import { letter, type Mail, reconstructCase } from '../mail-case.js';

const ADA = 'Ada Lind <ada.lind@moor.example>';
const BO = 'Bo Roth <b.roth@quay.example>';
const WORDS = 'The lamps of the north pier went out at nine and nobody has lit them again since that evening.';
const lamps = (more: Mail = {}) => letter('Lamps.A1', ADA, BO, 6, 'Lamps', { text: WORDS, ...more });

const wrote = (day: string, words: string) =>
  `${day}\n${words.replaceAll(/^/gm, '> ')}\n\nI shall see to it on Thursday.\n`;
const minute = 'On 6 May 2019 at 10:00 +0000, Ada Lind wrote:';
const block = `I shall see to it.\n\n-----Original Message-----\nFrom: Lind, Ada\nSent: Monday, May 6, 2019 11:00 AM\nTo: Roth, Bo\nSubject: Lamps\n\n${WORDS}\n`;

/** The subject and sender of the parent of Bo's answer, and how many messages are said to be missing. */
async function answered(original: Mail, id: string, text: string, more: Mail = {}, others: readonly Mail[] = []) {
  const answer = letter('answer', BO, ADA, 7, 'Re: Lamps', { 'In-Reply-To': `<${id}>`, text, ...more });
  const { posts, links, of } = await reconstructCase({ case: [original, ...others, answer] });
  const child = posts.find((post) => post.kind === 'produced' && post.message.messageId === 'answer@moor.example')!;
  const link = readLinks(posts, links).find((one) => one.child === child.key);
  const parent = posts.find(({ key }) => key === link?.parent);
  return {
    parent: parent?.kind === 'produced' ? parent.message.body!.text.trim().slice(0, 20) : (parent?.kind ?? null),
    missing: of('missing-message').length,
  };
}

describe('an answer to an id that no message bears', () => {
  it.each<readonly [what: string, original: Mail, id: string, text: string, more?: Mail]>([
    ['in lower case', lamps(), 'lamps.a1@moor.example', 'Thanks.'],
    [
      'that an export wrote in lower case',
      lamps({ 'Message-ID': '<lamps.a1@moor.example>' }),
      'Lamps.A1@MOOR.example',
      'Thanks.',
    ],
    ['all in capitals', lamps(), 'LAMPS.A1@MOOR.EXAMPLE', 'Thanks.'],
    ['of a relay', lamps(), 'r-77012-b@relay.quay.example', wrote(minute, WORDS)],
    ['of a relay, above an Outlook block', lamps(), 'r-77012-b@relay.quay.example', block],
    [
      'of an archive, above words that a firm put a notice below',
      lamps({ 'Message-ID': '<mailman.7.1557137100.26564.pier@lists.example>' }),
      'r-77012-b@relay.quay.example',
      wrote(minute, `${WORDS}\n\nThis mail is meant for its recipient alone.`),
    ],
    [
      'of a relay, in German',
      lamps(),
      'r-77012-b@relay.quay.example',
      wrote('Am 06.05.2019 um 12:00 schrieb Ada Lind:', WORDS),
    ],
    [
      'of a digest, quoting a part',
      lamps(),
      'mailman.1.1557165601.12849.pier@lists.example',
      wrote(minute, WORDS.slice(0, 44)),
    ],
    [
      'whose clock agrees',
      lamps(),
      '20190506100107.C1CCD18250@relay.quay.example',
      wrote(minute, WORDS),
      { References: '<20190506100107.C1CCD18250@relay.quay.example>' },
    ],
  ])('is answered where it is that of the message quoted: one %s', async (_what, original, id, text, more) => {
    expect(await answered(original, id, text, more)).toEqual({ parent: WORDS.slice(0, 20), missing: 0 });
  });

  it.each<readonly [what: string, id: string, text: string, more?: Mail]>([
    [
      'References name the quoted message beside it',
      'x1@quay.example',
      wrote(minute, WORDS),
      { References: '<Lamps.A1@moor.example> <x1@quay.example>' },
    ],
    ['it was made the next day', '5CD13F80.9000103@quay.example', wrote(minute, WORDS)],
    [
      'Gmail made it for who answers',
      'CAB1cdEfghijklmnopqrstuvwxyz0123456789abcdefg1234567@mail.gmail.com',
      wrote(minute, WORDS),
      { 'Message-ID': '<CAB1cdE9876543210zyxwvutsrqponmlkjihgfedcba9876543210@mail.gmail.com>' },
    ],
    [
      'the house of who answers made it',
      'x1@quay.example',
      wrote(minute, WORDS),
      { 'Message-ID': '<answer@quay.example>' },
    ],
    ['somebody quotes himself', 'x1@fen.example', wrote(minute, WORDS), { From: ADA, To: BO }],
    ['the quotation has another minute', 'x1@quay.example', wrote(minute.replace('10:00', '10:07'), WORDS)],
    ['the quotation has other words', 'x1@quay.example', wrote(minute, WORDS.replace('nine', 'ten'))],
    ['the quotation names another author', 'x1@quay.example', wrote(minute.replace('Ada Lind', 'Cy Vale'), WORDS)],
  ])('is missing where it is that of another message: %s', async (_what, id, text, more) => {
    const reply = letter('answer', BO, ADA, 7, 'Re: Lamps', { 'In-Reply-To': `<${id}>`, text, ...more });
    const { of } = await reconstructCase({ case: [lamps(), reply] });
    expect(of('missing-message').some(({ summary }) => summary.includes(id) || /Lind|Vale/.test(summary))).toBe(true);
  });

  it('keeps two messages of one author and minute two', async () => {
    const ropes = 'Forty fathoms of rope lie in the shed behind the office, and the key hangs where it always hung.';
    const second = letter('ropes', ADA, BO, 6, 'Lamps', { text: ropes });
    const id = 'r-77012-b@relay.quay.example';
    const first = await answered(lamps(), id, wrote(minute, WORDS), {}, [second]);
    expect(first).toEqual({ parent: WORDS.slice(0, 20), missing: 0 });
    expect(await answered(lamps(), id, wrote(minute, ropes), {}, [second])).toEqual({
      parent: ropes.slice(0, 20),
      missing: 0,
    });
    expect((await answered(lamps(), id, wrote(minute, ropes))).missing).toBe(1);
  });

  it('stays missing where two answers to it quote different messages, unless it is a digest', async () => {
    const ropes = 'Forty fathoms of rope lie in the shed behind the office, and the key hangs where it always hung.';
    const second = letter('ropes', ADA, BO, 6, 'Ropes', { text: ropes, Date: '6 May 2019 10:05:00 +0000' });
    const told = async (id: string) => {
      const reply = (name: string, subject: string, text: string) =>
        letter(name, BO, ADA, 7, subject, { 'In-Reply-To': `<${id}>`, text });
      const { of } = await reconstructCase({
        case: [
          lamps(),
          second,
          reply('r1', 'Re: Lamps', wrote(minute, WORDS)),
          reply('r2', 'Re: Ropes', wrote(minute.replace('10:00', '10:05'), ropes)),
        ],
      });
      return of('missing-message').length;
    };
    expect(await told('r-77012-b@relay.quay.example')).toBe(1);
    expect(await told('mailman.1.1557165601.12849.pier@lists.example')).toBe(0);
  });

  it('finds one message in two productions whose ids differ in capitals alone', async () => {
    const lower = lamps({ 'Message-ID': '<lamps.a1@moor.example>' });
    const { posts, of } = await reconstructCase({ Lind: [lamps()], Roth: [lower] });
    expect([posts.length, of('absent-copy').length]).toEqual([1, 0]);
  });
});

describe('a quotation of somebody who wrote twice within the hour', () => {
  const outlook = (time: string, text: string) =>
    `\n-----Original Message-----\nFrom: Lind, Ada\nSent: Monday, May 6, 2019 ${time}\nTo: Roth, Bo\nSubject: Lamps\n\n${text}\n`;
  const asked = 'Who keeps the key of the lamp store while the keeper is away at the fair in town?';
  const said = 'Nobody, as I found out: it hangs on a nail behind the door of the office of the pilots.';
  const later = letter('later', ADA, BO, 6, 'Lamps', {
    Date: '6 May 2019 10:15:00 +0000',
    text: `${said}\n${outlook('10:00 AM', asked)}`,
  });
  const recoveredOf = async (mails: readonly Mail[]) => {
    const { posts } = await reconstructCase({ case: mails });
    return posts.flatMap((post) => (post.kind === 'recovered' ? [post.recovered.text.trim()] : []));
  };

  it('is of the message that has not come to light, not of the one that quotes it too', async () => {
    const answer = letter('answer', BO, ADA, 7, 'Re: Lamps', { text: `I have it.\n${outlook('10:00 AM', asked)}` });
    expect(await recoveredOf([later, answer])).toEqual([asked]);
  });

  it('is of one message a minute where one body quotes both', async () => {
    const alone = letter('later', ADA, BO, 6, 'Lamps', { Date: '6 May 2019 10:15:00 +0000', text: said });
    const text = `I have it.\n${outlook('10:15 AM', said)}${outlook('10:00 AM', asked)}`;
    expect(await recoveredOf([alone, letter('answer', BO, ADA, 7, 'Re: Lamps', { text })])).toEqual([asked]);
  });
});

describe('a message that is missing', () => {
  const cites = (id: string, day: number, more: Mail) =>
    letter(id, 'Ann <ann@moor.example>', 'Bo <bo@moor.example>', day, `Pier ${id}`, more);
  it.each([
    [
      'in In-Reply-To of two answers',
      { 'In-Reply-To': '<AbC.1@Moor.example>' },
      { 'In-Reply-To': '<abc.1@moor.example>' },
    ],
    ['in References', { References: '<AbC.1@Moor.example>' }, { 'In-Reply-To': '<ABC.1@moor.example>' }],
    [
      'within one chain',
      { References: '<x@moor.example> <AbC.1@Moor.example>', 'In-Reply-To': '<abc.1@moor.example>' },
      { References: '<abc.1@moor.example>' },
    ],
  ])('is one whatever the capitals of its id, %s', async (_, one, other) => {
    const { posts, of } = await reconstructCase({ Ann: [cites('a', 3, one), cites('b', 4, other)] });
    const told = of('missing-message').filter(({ detail }) => /abc/i.test(String(detail.messageId)));
    expect(told.map(({ detail }) => (detail.citedBy as string[]).length)).toEqual([2]);
    expect(told[0]!.origins).toHaveLength(Object.keys({ ...one }).length + Object.keys({ ...other }).length);
    expect(posts.filter((post) => post.kind === 'missing' && /abc/i.test(post.messageId ?? ''))).toHaveLength(1);
  });
});

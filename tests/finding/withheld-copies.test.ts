import { describe, expect, it } from 'vitest';
import { senderOf } from '../../src/link/post/post-facts.js';
import { letter, type Mail, reconstructCase } from '../mail-case.js';

const ADA = 'Ada Lind <ada@moor.example>';
const BO = 'Bo Roth <bo@quay.example>';
const CY = 'Cy Holt <cy@mill.example>';
const DI = 'Di Vane <di@pier.example>';
const WORDS = 'The lamps of the north pier went out at nine and nobody has lit them again since that evening.';
const days = [2, 3, 4, 5, 6, 7, 8, 9];
const hide = (mails: readonly Mail[], ...names: readonly string[]): readonly Mail[] =>
  mails.map((mail) =>
    Object.fromEntries(
      Object.entries(mail).map(([field, value]) => [
        field,
        names.reduce((text, name) => text!.replaceAll(name, '██████'), value),
      ]),
    ),
  );
const without = ({ 'Message-ID': _, ...mail }: Mail): Mail => mail;

describe('a production in which names are blacked out', () => {
  const sent = days.map((day) => letter(`a${day}`, ADA, BO, day, `Lamp ${day}`, { text: `${WORDS} ${day}` }));

  it.each([
    ['with their ids', sent],
    ['without ids', sent.map(without)],
  ])('lacks no message of which it holds a copy with the sender withheld, %s', async (_, mails) => {
    const { of } = await reconstructCase({ 'Ada Lind': mails, 'Bo Roth': hide(mails, ADA) });
    expect(of('absent-copy')).toEqual([]);
    const { of: other } = await reconstructCase({ 'Bo Roth': mails, 'Ada Lind': hide(mails, BO) });
    expect(other('absent-copy')).toEqual([]);
  });

  it('is not taken for the mail of whoever is left in it', async () => {
    const between = days.map((day) => letter(`d${day}`, day % 2 ? CY : DI, day % 2 ? DI : CY, day, `Boat ${day}`));
    const own = days.map((day) => letter(`b${day}`, day % 2 ? CY : BO, day % 2 ? BO : CY, day, `Rope ${day}`));
    const { of } = await reconstructCase({ 'Bo Roth': hide(own, BO), 'Di Vane': between });
    expect(of('absent-copy').filter(({ detail }) => detail.custodian === 'Bo Roth')).toEqual([]);
  });

  it('does not name who sent a message for an author that is withheld', async () => {
    const mail = { ...letter('a', '[REDACTED]', BO, 4, 'Lamp'), Sender: 'Eva Sand <eva@moor.example>' };
    const { posts } = await reconstructCase({
      Bo: [mail, letter('b', '', BO, 5, 'Rope', { Sender: 'Eva Sand <eva@moor.example>' })],
    });
    expect(posts.map((post) => senderOf(post)?.name ?? null)).toEqual([null, 'Eva Sand']);
  });
});

describe('an export that gave its mail other ids', () => {
  const people = [ADA, CY, DI, 'Eva Sand <eva@fen.example>'];
  const given = people.map((from, at) =>
    letter(`x${at}`, from, BO, at + 2, `Matter ${at}`, { 'Message-ID': `<${at}.77@vault.example>` }),
  );
  const answer = (text: string) =>
    letter('re', BO, ADA, 9, 'Re: Matter 0', { 'In-Reply-To': '<orig-1@moor.example>', text });

  it('leaves open whether it holds what an answer names by another id, and accuses nobody', async () => {
    const { of } = await reconstructCase({ 'Ada Lind': given, 'Bo Roth': [answer('I shall see.')] });
    expect(of('missing-message').map(({ detail }) => [detail.expectedHolders, detail.whyNoHolder])).toEqual([
      [[], 'perhaps-produced'],
    ]);
  });

  it.each([
    [
      'the addresses are withheld',
      ({ From, ...mail }: Mail) => ({ ...mail, From: From!.replace(/<.*>/, '<[REDACTED]>') }),
    ],
    ['a filter marked the subject', (mail: Mail) => ({ ...mail, Subject: `[EXTERNAL] ${mail.Subject}` })],
    ['the sender is withheld', (mail: Mail) => ({ ...mail, From: '[REDACTED]' })],
  ])('leaves it open also where %s', async (_, change) => {
    const mails = given.map((mail, at) => (at === 0 || /addresses/.test(_) ? change(mail) : mail));
    const { of } = await reconstructCase({ 'Ada Lind': mails, 'Bo Roth': [answer('I shall see.')] });
    expect(of('missing-message').map(({ detail }) => [detail.expectedHolders, detail.whyNoHolder])).toEqual([
      [[], 'perhaps-produced'],
    ]);
  });

  it('has ids of its senders where somebody answers by one of them', async () => {
    const named = given.map(({ From, ...mail }) => ({ ...mail, From: From!.replace(/ <.*>/, '') }));
    const reply = letter('re', BO, ADA, 8, 'Re: Matter 1', { 'In-Reply-To': '<1.77@vault.example>' });
    const { of } = await reconstructCase({ 'Ada Lind': named, 'Bo Roth': [reply, answer('I shall see.')] });
    expect(of('missing-message').map(({ detail }) => detail.whyNoHolder)).toEqual([null]);
  });

  it('is known by a short text that is quoted whole, under its subject and minute', async () => {
    const short = { ...given[0]!, text: 'The pump valve is at the agency.' };
    const quoted = `I shall see.\n\nOn 2 May 2019 at 10:00 +0000, Ada Lind wrote:\n> ${short.text}\n`;
    const { of } = await reconstructCase({ 'Ada Lind': [short, ...given.slice(1)], 'Bo Roth': [answer(quoted)] });
    expect(of('missing-message')).toEqual([]);
  });
});

describe('what is quoted of a production in which words or names are blacked out', () => {
  const own = (person: string, day: number) => letter(`o${day}`, person, BO, day, `Day ${day}`);
  const above = (name: string) => `On 4 May 2019 at 10:00 +0000, ${name} wrote:`;
  const answer = (from: string, text: string) => letter('re', from, DI, 6, 'Re: Lamp', { text: `I see.\n\n${text}\n` });
  const missing = async (original: Mail, quoting: Mail) => {
    const { of } = await reconstructCase({
      'Bo Roth': [own(ADA, 2), without(original), own(ADA, 9)],
      'Cy Holt': [letter('c1', CY, DI, 2, 'Day'), without(quoting), letter('c2', CY, DI, 9, 'Day')],
    });
    return of('missing-message').map(({ detail, summary }) => [detail.whyNoHolder, detail.expectedHolders, summary]);
  };
  const original = (more: Mail) => letter('a', ADA, BO, 4, 'Lamp', { text: WORDS, ...more });
  const quoted = `${above('Ada Lind')}\n> ${WORDS}`;

  it.each([
    ['the sender of the original', original({ From: '[REDACTED]' }), answer(CY, quoted)],
    ['words of it', original({ text: WORDS.replace('nobody has', '[REDACTED - PRIVILEGED]') }), answer(CY, quoted)],
    ['words of the quotation', original({}), answer(CY, quoted.replace('north pier', '█████'))],
    [
      'the sender, of a few words',
      original({ From: '(b)(6)', text: 'Any news?' }),
      answer(CY, `${above('Ada Lind')}\n> Any news?`),
    ],
  ])('is not missing where what is left agrees: %s', async (_, mail, quoting) => {
    expect(await missing(mail, quoting)).toEqual([]);
  });

  it('may be the message of which too little is left, and nobody is asked for it', async () => {
    expect(
      await missing(original({ text: '[REDACTED]' }), answer(CY, `Ada Lind <ada@moor.example> writes:\n> ${WORDS}`)),
    ).toEqual([
      [
        'perhaps-produced',
        [],
        expect.stringMatching(/ was not produced .*; it may be Ada Lind to Bo Roth of 2019-05-04 "Lamp": a release/),
      ],
    ]);
  });

  it.each([
    ['other words are left', original({ text: `[REDACTED] ${WORDS.split(' ').reverse().join(' ')}` })],
    ['another sent it', original({ From: DI, text: '[REDACTED]' })],
    ['it has another subject', original({ Subject: 'Rope', text: '[REDACTED]' })],
    ['it was sent later', original({ text: '[REDACTED]', Date: '8 May 2019 10:00:00 +0000' })],
  ])('is missing where %s', async (_, mail) => {
    const [row] = await missing(mail, answer(CY, `Ada Lind <ada@moor.example> writes:\n> ${WORDS}`));
    expect(row).toEqual([null, ['Cy Holt'], expect.stringContaining('was not produced')]);
  });

  it('is another message than a few words that it begins with', async () => {
    const text =
      'Ada Lind <ada@moor.example> writes:\n> Yes, but the crane has to be mended first, and nobody of us knows how long the smith will take or what he asks for it.';
    const [row] = await missing(original({ text: 'Yes.', From: '[REDACTED]' }), answer(CY, text));
    expect(row).toEqual([null, ['Cy Holt'], expect.stringContaining('was not produced')]);
  });

  it('is no other message than the few words of its sender under its subject, though no time is told', async () => {
    const short = original({ text: 'Any news of the lamp?' });
    expect(await missing(short, answer(CY, 'Ada Lind <ada@moor.example> writes:\n> Any news of the lamp?'))).toEqual(
      [],
    );
  });
});

describe('copies of which one is blacked out', () => {
  const days2 = [2, 3, 4, 5];
  const sent = days2.map((day) => letter(`a${day}`, ADA, BO, day, `Lamp ${day}`, { text: `${WORDS} ${day}` }));
  it.each([
    [
      'words, the name alone and a tag',
      { From: '"Lind, Ada"', Subject: '[Harbour] Lamp 4', text: `${WORDS.replace('nine', '(b)(6)')} 4` },
    ],
    ['words, and an hour late', { Date: '4 May 2019 11:00:00 +0000', text: `${WORDS.replace('nine', '(b)(6)')} 4` }],
    ['a few words, an hour late', { Date: '4 May 2019 11:00:00 +0000', text: 'Yes.' }, { text: 'Yes.' }],
    ['the sender, an hour late', { From: '██████', Date: '4 May 2019 11:00:00 +0000' }],
    [
      'words behind a warning',
      {
        Date: '4 May 2019 11:00:00 +0000',
        text: 'CAUTION: This email originated from outside of the organization. Do not click links or open attachments unless you recognize the sender.\n\n██████',
      },
    ],
    ['all words, and an hour late', { Date: '4 May 2019 11:00:00 +0000', text: '█████' }],
    [
      'the sender and words, and an hour late',
      { From: '██████', Date: '4 May 2019 11:00:00 +0000', text: `${WORDS.replace('nine', '██')} 4` },
    ],
  ] as readonly (readonly [string, Mail, Mail?])[])(
    'are absent from no production: %s',
    async (_, change, base = {}) => {
      const mails = sent.map((mail, at) => without(at === 2 ? { ...mail, ...base } : mail));
      const other = mails.map((mail, at) => (at === 2 ? { ...mail, ...change } : mail));
      const { of } = await reconstructCase({ 'Ada Lind': mails, 'Bo Roth': other });
      expect(of('absent-copy')).toEqual([]);
    },
  );

  it('are two where the words that are left differ', async () => {
    const change = { Date: '4 May 2019 11:00:00 +0000', text: `[REDACTED] ${WORDS.split(' ').reverse().join(' ')}` };
    const other = sent.map((mail, at) => without(at === 2 ? { ...mail, ...change } : mail));
    const { of } = await reconstructCase({ 'Ada Lind': sent.map(without), 'Bo Roth': other });
    expect(
      of('absent-copy')
        .map(({ detail }) => detail.custodian)
        .sort(),
    ).toEqual(['Ada Lind', 'Bo Roth']);
  });
});

describe('a note where a text was', () => {
  const NOTES = [
    'This document has been withheld for privilege.',
    'WITHHELD FOR PRIVILEGE',
    '[Attorney-Client Privilege: document withheld]',
    'Document produced in native format',
    'This message has been archived. View the original item: http://vault.example/item?id=77',
    '[Message body removed by retention policy]',
  ];
  const sent = days.map((day) => letter(`n${day}`, ADA, BO, day, `Lamp ${day}`, { text: `${WORDS} ${day}` }));
  const noted = (text: string, more: Mail = {}) =>
    sent.map((mail, at) => (at === 3 ? { ...mail, ...more, text } : mail));

  it.each(NOTES)(
    'is a copy of the message that it stands for, and the difference is told as that: %s',
    async (text) => {
      const { posts, findings, of } = await reconstructCase({ 'Ada Lind': sent, 'Bo Roth': noted(text) });
      expect(posts.map((post) => post.kind === 'produced' && post.copies.length)).toEqual(days.map(() => 2));
      expect(
        of('copies-differ').map(({ severity, summary }) => [severity, /holds a note in its place/.test(summary)]),
      ).toEqual([['notice', true]]);
      expect(findings.filter(({ kind }) => kind !== 'copies-differ' && kind !== 'inclusive')).toEqual([]);
    },
  );

  it.each([
    ['its subject is withheld', { Subject: '[Privileged]' }],
    ['it has no id', { 'Message-ID': undefined }],
    ['it has no id and its subject is withheld', { 'Message-ID': undefined, Subject: 'Privileged - withheld' }],
  ])('leaves nobody without the message where %s', async (_, more) => {
    for (const text of NOTES) {
      const told = noted(text, more).map((mail) => JSON.parse(JSON.stringify(mail)) as Mail);
      const { of } = await reconstructCase({ 'Ada Lind': sent, 'Bo Roth': told });
      expect(of('absent-copy')).toEqual([]);
      expect(of('shared-message-id')).toEqual([]);
    }
  });

  it.each([
    ['somebody else', { From: CY }],
    ['another time', { Date: '5 May 2019 14:30:00 +0000' }],
  ])('stands for no message of %s, and the shared id is told', async (_, more) => {
    const { of } = await reconstructCase({ 'Ada Lind': sent, 'Bo Roth': noted(NOTES[0]!, more) });
    expect(of('shared-message-id')).toHaveLength(1);
  });

  it('is what people write as well: two texts of one id that only speak of a document stay two', async () => {
    const { of } = await reconstructCase({
      'Ada Lind': sent,
      'Bo Roth': noted('I removed the document from the page.'),
    });
    expect(of('shared-message-id').map(({ severity }) => severity)).toEqual(['warning']);
  });
});

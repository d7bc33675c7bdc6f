import { describe, expect, it } from 'vitest';
import type { MissingMessageDetail } from '../../src/finding/missing-message/missing-message.js';
import { requestViews } from '../../src/report/format/request-list.js';
import { type Mail, reconstructCase } from '../mail-case.js';

const ADA = 'Ada Lind <ada@moor.example>';
const BO = 'Bo Roth <bo@quay.example>';
const CY = 'Cy Vale <cy@moor.example>';

const mail = (id: string, from: string, to: string, day: number, subject: string, more: Mail = {}): Mail => ({
  From: from,
  To: to,
  Date: `Wed, ${String(day).padStart(2, '0')} May 2019 10:00:00 +0000`,
  Subject: subject,
  'Message-ID': `<${id}@moor.example>`,
  ...more,
});

/** The rows of the request list, with what proves them. */
async function missing(productions: Readonly<Record<string, readonly Mail[]>>) {
  const reconstruction = await reconstructCase(productions);
  const findings = reconstruction.of('missing-message');
  return findings.map(({ detail, origins, summary, severity }) => ({
    ...(detail as MissingMessageDetail),
    severity,
    summary,
    proof: origins.map(reconstruction.read),
  }));
}

const QUOTED = 'The harbour wall must be raised by forty centimetres before the winter storms set in.';

describe('the request list', () => {
  it('lists a message that headers name, and tells which header of which message names it', async () => {
    const answer = mail('b', BO, ADA, 3, 'Re: Wall', {
      'In-Reply-To': '<a@moor.example>',
      References: '<a@moor.example>',
    });
    const [row, ...others] = await missing({ Lind: [answer] });
    expect(others).toEqual([]);
    expect(row).toMatchObject({ knownFrom: 'cited', messageId: 'a@moor.example' });
    expect(row!.known).toEqual(['named in In-Reply-To of Bo Roth to Ada Lind of 2019-05-03 "Re: Wall"']);
    expect(row!.proof.join('')).toContain('<a@moor.example>');
  });

  it('lists each id of References, though only the last has a place in the thread', async () => {
    const answer = mail('d', BO, ADA, 3, 'Re: Wall', {
      References: '<a@moor.example> <b@moor.example> <c@moor.example>',
    });
    const rows = await missing({ Lind: [answer] });
    expect(rows.map(({ messageId }) => messageId).sort()).toEqual([
      'a@moor.example',
      'b@moor.example',
      'c@moor.example',
    ]);
  });

  it('lists a message once that is quoted and cited', async () => {
    const text = `On 02 May 2019 at 10:00, Ada Lind wrote:\n> ${QUOTED}\n\nAgreed.`;
    const answer = mail('b', BO, ADA, 3, 'Re: Wall', { 'In-Reply-To': '<a@moor.example>', text });
    const rows = await missing({ Roth: [answer] });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ knownFrom: 'recovered', messageId: 'a@moor.example' });
    expect(rows[0]!.known).toEqual([
      'quoted by Bo Roth to Ada Lind of 2019-05-03 "Re: Wall"',
      'named in In-Reply-To of Bo Roth to Ada Lind of 2019-05-03 "Re: Wall"',
    ]);
    expect(rows[0]!.proof.join('\n')).toContain('Ada Lind wrote:');
  });

  it('lists words that nobody is named for and that stand in no produced message, as what they may be', async () => {
    const answer = mail('b', BO, ADA, 3, 'Re: Wall', { text: `> ${QUOTED}\n\nAgreed.` });
    const rows = await missing({ Roth: [answer] });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ knownFrom: 'quoted', from: null, severity: 'info' });
    expect(rows[0]!.known[0]).toMatch(/^quoted, with no author that could be read, by Bo Roth to Ada Lind/);
    expect(rows[0]!.proof.join('')).toContain('raised by forty centimetres');
  });

  it('lists words below a bare name, where it may be a person', async () => {
    const below = (name: string) => `${name} writes:\n\n> ${QUOTED}\n> ${QUOTED.toUpperCase()}\n\nI agree with that.`;
    const list = (name: string) => missing({ Roth: [mail('b', BO, ADA, 3, 'Wall', { text: below(name) })] });
    expect((await list('Deb Moss')).map(({ knownFrom }) => knownFrom)).toEqual(['quoted']);
    expect(await list('The manual')).toEqual([]);
  });

  it('lists nothing for words that a produced message holds', async () => {
    const original = mail('a', ADA, BO, 2, 'Wall', { text: QUOTED });
    const answer = mail('b', BO, ADA, 3, 'Something else', { text: `> ${QUOTED}\n\nAgreed.` });
    expect(await missing({ Roth: [original, answer] })).toEqual([]);
  });

  it('lists a number left out of a series, with the numbers that were produced', async () => {
    const part = (n: number) =>
      mail(`p${n}`, ADA, BO, 6, `[soundings ${n}/4] Quay`, { text: `Part ${n} of the soundings.` });
    const rows = await missing({ Lind: [part(1), part(2), part(4)] });
    expect(rows.map(({ known }) => known)).toEqual([['number 3 of 4 in a series whose numbers 1, 2, 4 were produced']]);
    expect(rows[0]!.proof.join('')).toMatch(/1\/4[\s\S]*2\/4[\s\S]*4\/4/);
  });

  it('lists a number left out once where an answer to it names its id', async () => {
    const part = (n: number) =>
      mail(`p${n}`, ADA, BO, 6, `[soundings ${n}/3] Quay`, { text: `Part ${n}.`, References: '<p0@moor.example>' });
    const answer = mail('r', BO, ADA, 7, 'Re: [soundings 2/3] Quay', {
      'In-Reply-To': '<p2@moor.example>',
      References: '<p0@moor.example> <p2@moor.example>',
    });
    const rows = await missing({ Lind: [part(1), part(3), answer] });
    expect(rows.map(({ messageId, known }) => [messageId, known.at(-1)]).sort()).toEqual([
      ['p0@moor.example', expect.stringContaining('named in References of')],
      ['p2@moor.example', 'number 2 of 3 in a series whose numbers 1, 3 were produced'],
    ]);
  });

  it('lists an ancestor in a Thread-Index with the time that it was begun', async () => {
    const header = Buffer.from('01d5572800000123456789abcdef0123456789abcdef', 'hex');
    const level = Buffer.from('8000100010', 'hex');
    const answer = mail('c', BO, ADA, 22, 'RE: Wall', {
      Date: 'Thu, 22 Aug 2019 10:00:00 +0000',
      'Thread-Index': Buffer.concat([header, level, level]).toString('base64'),
    });
    const rows = await missing({ Roth: [answer] });
    expect(rows.map(({ known }) => known.join()).join()).toMatch(
      /^an ancestor in the Thread-Index of Bo Roth to Ada Lind of 2019-08-22 "RE: Wall", begun at 2019-08-\d\d \d\d:\d\d UTC by its computed time$/,
    );
  });

  it('expects a message from each custodian who sent, received or answered it in the time of the production', async () => {
    const own = (person: string, day: number) => mail(`${person.slice(0, 2)}${day}`, person, BO, day, `Day ${day}`);
    const text = `-----Original Message-----\nFrom: Ada Lind <ada@moor.example>\nSent: Thursday, May 02, 2019 10:00 AM\nTo: Bo Roth; Cy Vale\nSubject: Wall\n\n${QUOTED}`;
    const answer = mail('b', BO, 'Deb Moss <deb@quay.example>', 3, 'FW: Wall', { text });
    const [row] = await missing({
      Lind: [own(ADA, 1), own(ADA, 28)],
      Roth: [own(BO, 1), answer, own(BO, 28)],
      Vale: [own(CY, 20), own(CY, 28)],
    });
    // Vale received it, but that production begins later.
    expect(row).toMatchObject({ expectedHolders: ['Lind', 'Roth'], severity: 'warning' });
  });

  it('says of whom an answer went to as well that he had it perhaps, and of whom it was passed on to nothing', async () => {
    const own = (person: string, day: number) => mail(`${person.slice(0, 2)}${day}`, person, BO, day, `Day ${day}`);
    const productions = (answer: Mail) => ({
      Roth: [own(BO, 1), answer, own(BO, 28)],
      Vale: [own(CY, 1), own(CY, 28)],
    });
    const text = `On Thu, 2 May 2019 at 10:00, Ada Lind <ada@moor.example> wrote:\n> ${QUOTED}\n\nAgreed.`;
    const answer = (subject: string) => mail('b', BO, `${ADA}, ${CY}`, 3, subject, { text });
    const [answered] = await missing(productions(answer('Re: Wall')));
    expect(answered).toMatchObject({ expectedHolders: ['Roth'], perhapsHolders: ['Vale'], whyNoHolder: null });
    const [passed] = await missing(productions(answer('Fwd: Wall')));
    expect(passed).toMatchObject({ expectedHolders: ['Roth'], perhapsHolders: [] });
    const told = `-----Original Message-----\nFrom: Ada Lind <ada@moor.example>\nSent: Thursday, May 02, 2019 10:00 AM\nTo: Bo Roth\nSubject: Wall\n\n${QUOTED}`;
    const [added] = await missing(productions({ ...answer('Re: Wall'), text: told }));
    expect(added).toMatchObject({ expectedHolders: ['Roth'], perhapsHolders: [] });
  });

  it('expects it from who quotes it at first hand, though another quotes that one', async () => {
    const own = (person: string, day: number) => mail(`${person.slice(0, 2)}${day}`, person, ADA, day, `Day ${day}`);
    const chain = `On Fri, 3 May 2019 at 10:00, Cy Vale <cy@moor.example> wrote:\n> I have told the mayor so, and he wants it in writing.\n>\n> On Thu, 2 May 2019 at 10:00, Deb Moss <deb@quay.example> wrote:\n>> ${QUOTED}\n\nAgreed.`;
    const rows = await missing({
      Roth: [own(BO, 1), mail('b', BO, ADA, 4, 'Re: Wall', { text: chain }), own(BO, 28)],
      Vale: [own(CY, 1), own(CY, 28)],
    });
    const first = rows.find(({ from }) => from?.name === 'Deb Moss');
    expect(first).toMatchObject({ expectedHolders: ['Vale'] });
  });

  it('takes for the owner of a production who sends, not the list that stands in all of it', async () => {
    const toList = (id: string, person: string, day: number) =>
      mail(id, person, 'walls@lists.example', day, `Day ${day}`);
    const text = `On Thu, 2 May 2019 at 10:00, Ada Lind <ada@moor.example> wrote:\n> ${QUOTED}\n\nAgreed.`;
    const answer = mail('b', CY, 'walls@lists.example', 3, 'Re: Wall', { text });
    const [row] = await missing({
      Roth: [
        toList('r1', BO, 1),
        toList('r2', BO, 28),
        mail('r3', 'Deb Moss <deb@quay.example>', `walls@lists.example, ${BO}`, 9, 'Day 9'),
      ],
      Vale: [toList('v1', CY, 1), answer, toList('v2', CY, 28)],
    });
    expect(row).toMatchObject({ expectedHolders: ['Vale'] });
  });

  it('reads as a sentence in the list', async () => {
    const part = (n: number) =>
      mail(`p${n}`, ADA, BO, 6, `[soundings ${n}/4] Quay`, { text: `Part ${n} of the soundings.` });
    const { of } = await reconstructCase({ Lind: [part(1), part(2), part(4)] });
    const text = [...requestViews.text(of('missing-message'))].join('').replace(/\s+/g, ' ');
    expect(text).toContain('known because it is number 3 of 4 in a series whose numbers 1, 2, 4 were produced');
  });
});

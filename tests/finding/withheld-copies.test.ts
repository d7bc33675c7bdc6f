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
  const people = [ADA, CY, DI];
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

  it('is known by a short text that is quoted whole, under its subject and minute', async () => {
    const short = { ...given[0]!, text: 'The pump valve is at the agency.' };
    const quoted = `I shall see.\n\nOn 2 May 2019 at 10:00 +0000, Ada Lind wrote:\n> ${short.text}\n`;
    const { of } = await reconstructCase({ 'Ada Lind': [short, ...given.slice(1)], 'Bo Roth': [answer(quoted)] });
    expect(of('missing-message')).toEqual([]);
  });
});

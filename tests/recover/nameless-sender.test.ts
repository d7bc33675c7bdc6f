import { describe, expect, it } from 'vitest';
import { letter, reconstructCase } from '../mail-case.js';

const mira = 'Mira Holm <mira@holm.example>';
const tobias = 'Tobias Renn <tobias@renn.example>';
const ilse = 'Ilse Brandt <ilse@brandt.example>';
const words =
  'The ferry contract runs out in June and the harbour office wants a new tender before Easter. Please bring the draft.';
const wrote = (who: string, text = words) => `On Sat, May 4, 2019 at 10:00 AM ${who} wrote:\n\n> ${text}`;
const block = (who: string, text = words) =>
  `From: ${who}\nSent: Saturday, May 4, 2019 10:00 AM\nTo: Tobias Renn\nSubject: Ferry\n\n${text}`;
const answer = (quoted: string, from = tobias, day = 5, id = 'b') =>
  letter(id, from, mira, day, 'Re: Ferry', { text: `I will bring it on Friday, as ${id} said.\n\n${quoted}` });
const original = (text = words, from = mira) => letter('a', from, tobias, 4, 'Ferry', { text });

describe('a quotation whose sender is withheld', () => {
  it.each([
    ['a redaction', wrote('[REDACTED]')],
    ['an exemption in a block', block('(b)(6)')],
    ['black bars', wrote('█████████')],
    ['a sentence that blacks out the name and tells no time', `█████████ wrote:\n\n> ${words}`],
    ['a label with nothing behind it', block('')],
    ['a name left out', `On Sat, May 4, 2019 at 10:00 AM, wrote:\n\n> ${words}`],
  ])('is a recovered message of nobody, told without a name: %s', async (_, quoted) => {
    const { posts, of } = await reconstructCase({ Renn: [answer(quoted)] });
    const recovered = posts.filter((post) => post.kind === 'recovered');
    expect(recovered.map((post) => [post.recovered.from, post.recovered.text.trim()])).toEqual([[null, words]]);
    expect(of('missing-message').map(({ summary }) => summary)).toEqual([
      expect.stringMatching(/^A message.* whose sender is not told was not produced; 1 message quotes it/),
    ]);
  });

  it.each([
    ['by its words', wrote('[REDACTED]'), original()],
    ['by subject and minute, where it is short', block('(b)(6)', 'Yes.'), original('Yes.')],
    ['whose own sender is withheld', block('Mira Holm', 'Yes.'), original('Yes.', '[REDACTED]')],
  ])('is bound to the produced message %s', async (_, quoted, produced) => {
    const { posts } = await reconstructCase({ Renn: [produced, answer(quoted)] });
    expect(posts.map(({ kind }) => kind)).toEqual(['produced', 'produced']);
  });

  it('is not bound to a message of that subject at another minute with other words', async () => {
    const { posts } = await reconstructCase({
      Renn: [original('No.'), answer(block('(b)(6)', 'Yes.').replace('10:00', '10:20'))],
    });
    expect(posts.filter(({ kind }) => kind === 'recovered')).toHaveLength(1);
  });

  it('bears the name that another witness of it tells', async () => {
    const { posts } = await reconstructCase({
      Renn: [answer(block('(b)(6)')), answer(block('Mira Holm'), ilse, 6, 'c')],
    });
    const recovered = posts.flatMap((post) => (post.kind === 'recovered' ? [post.recovered] : []));
    expect(recovered.map(({ from, witnesses }) => [from?.name, witnesses.length])).toEqual([['Mira Holm', 2]]);
  });

  it('joins no two people who wrote the same in the same minute', async () => {
    const { posts } = await reconstructCase({
      Renn: [
        answer(block('(b)(6)')),
        answer(block('Mira Holm'), ilse, 6, 'c'),
        answer(block('Ola Quist'), ilse, 7, 'd'),
      ],
    });
    const recovered = posts.flatMap((post) => (post.kind === 'recovered' ? [post.recovered.from?.name ?? null] : []));
    expect(recovered.sort()).toEqual(['Mira Holm', 'Ola Quist', null].sort());
  });

  it.each([
    ['what nobody is said to have written', `Someone writes:\n\n> ${words}`],
    ['a name that is not understood', wrote('barbara horta e costa e silva')],
    ['an address that is not understood', wrote('<pier!soda!nobody>').replace(' AM ', ' AM -0700,\n ')],
    [
      'a report of what was not delivered',
      `Your message\n\nTo: Ola Quist\nSubject: Ferry\nSent: Saturday, May 4, 2019 10:00 AM\n\ndid not reach the following recipient(s):\n\n${words}`,
    ],
  ])('makes no message of %s', async (_, quoted) => {
    const { posts } = await reconstructCase({ Renn: [answer(quoted)] });
    expect(posts.filter(({ kind }) => kind === 'recovered')).toEqual([]);
  });

  it('tells of nobody that an answer adds them: whoever is withheld may be the one', async () => {
    const { of } = await reconstructCase({ Renn: [answer(block('(b)(6)'))] });
    expect(of('participant-change')).toEqual([]);
  });
});

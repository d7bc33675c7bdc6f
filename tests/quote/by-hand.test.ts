import { describe, expect, it } from 'vitest';
import { AT, NORA, readLetters, WORDS } from './letters.js';

const IVO = 'On Tue, Mar 5, 2024 at 2:22 PM Ivo Reed <ivo@reed.example> wrote:';

describe('a frame of scissors', () => {
  it.each([
    ['below an attribution', 'Nora Fell wrote:\n---8<---', '--->8---', 'Nora Fell | - | -'],
    ['with other scissors', 'Nora Fell wrote:\n- - - ✂ - - -', '- - - ✂ - - -', 'Nora Fell | - | -'],
    [
      'above a header',
      `-----8<-----\nFrom: ${NORA}\nDate: Tue, 5 Mar 2024 14:22:10 +0100\nSubject: Boat\n`,
      '----->8-----',
      `Nora Fell | ${AT} | Boat`,
    ],
  ])('holds the words of another, and what follows is the author’s again: %s', (_, open, close, told) => {
    expect(readLetters(`See this:\n\n${open}\n${WORDS}\n${close}\n\nI would.\nPia\n`)).toEqual([
      expect.stringMatching(/^See this:\s+I would\.\nPia$/),
      `${told} | ${WORDS}`,
    ]);
  });

  it.each([
    ['nobody is named', 'See this:\n--8<--\nint row;\n-->8--\nFine?'],
    ['it does not close', 'Nora Fell wrote:\n--8<--\nI row.\n\nPia'],
    ['a patch stands below', 'Does it work?\n\n-- >8 --\nSubject: [PATCH] row: mend oars\n\nThe oars were short.'],
  ])('quotes nothing where %s', (_, body) => {
    expect(readLetters(body)).toEqual([body]);
  });

  it('is what was cut out where marks stand inside', () => {
    expect(readLetters('Nora Fell wrote:\n--8<--\n> Shall we?\n--8<--\nNo.\n')).toEqual([
      expect.stringContaining('No.'),
      expect.stringMatching(/^Nora Fell \| - \| - \| Shall we\?/),
    ]);
  });
});

describe('a sign of lists before each line', () => {
  const long = 'Shall we row across the bay on Sunday? I think that the boat is';
  it.each(['*', '-'])('marks one wrapped text below a full name: %s', (sign) => {
    const body = `Nora Fell wrote:\n${sign} ${long}\n${sign} ready and that the oars are dry by\n${sign} then.\n\nYes.\n`;
    expect(readLetters(body)).toEqual([
      'Yes.',
      `Nora Fell | - | - | ${long}\nready and that the oars are dry by\nthen.`,
    ]);
  });

  it.each([
    `Nora Fell wrote:\n* oars\n* a boat\n* a sail\n\nPia`,
    `Nora Fell said:\n- ${long} old.\n- The oars are dry.\n- We need a sail.\n\nPia`,
    `Needed:\n- ${long}\n- ready and that the oars are dry\n\nPia`,
  ])('stays a list of the author’s own: %j', (body) => {
    expect(readLetters(body)).toEqual([body]);
  });
});

describe('an attribution put in by hand', () => {
  it.each([
    `${IVO}\n[Nora wrote:]\n> > Shall we row?\n> Yes.\nMe too.\n`,
    `${IVO}\n> Yes.\nNora wrote:\n>> Shall we row?\nMe too.\n`,
  ])('without a mark stands at the depth of its text: %j', (body) => {
    const [own, ...quoted] = readLetters(body);
    expect(own).toBe('Me too.');
    expect(quoted).toEqual([`Ivo Reed | ${AT} | - | Yes.`, 'Nora | - | - | Shall we row?']);
  });

  it('keeps who is quoted unknown where one mark less goes on below it', () => {
    const [own, , nora] = readLetters(`${IVO}\n> Yes.\nNora wrote:\n>> Shall we row?\n> I think so.\nMe too.\n`);
    expect(own).toBe('Me too.');
    expect(nora).toBe('Nora | - | - | I think so.');
  });

  it.each([
    ['To which Robert responded:', 'Robert'],
    ['and to that Robert Hale answered:', 'Robert Hale'],
    ['And Robert replied:', 'Robert'],
    ['To which he replied:', '-'],
    ['And then she answered:', '-'],
  ])('tells who answers: %s', (sentence, name) => {
    expect(readLetters(`Nora wrote:\n> Shall we?\n\n${sentence}\n> No.\n\nFine.\n`).slice(1)).toEqual([
      'Nora | - | - | Shall we?',
      `${name} | - | - | No.`,
    ]);
  });

  it.each([
    `On Tue, Mar 5, 2024 at 2:22 PM\n\n${NORA} wrote:`,
    'On Tue, Mar 5, 2024 at 2:22 PM Nora Fell\n\n<nora@fell.example> wrote:',
    'Am 05.03.2024 um 14:22 schrieb\n\nNora Fell <nora@fell.example>:',
  ])('may be parted by a blank line above marks: %j', (sentence) => {
    expect(readLetters(`Yes.\n\n${sentence}\n\n> Shall we?\n`)).toEqual(['Yes.', `Nora Fell | ${AT} | - | Shall we?`]);
  });

  it.each([
    'On 5 March 2024 we had a storm',
    'On 5 March 2024 at 14:22 we had a storm',
    'At 14:22 on 5 March 2024 Ivo came',
  ])('leaves a sentence of its author above the blank line: %s', (sentence) => {
    expect(readLetters(`${sentence}\n\nNora wrote:\n\n> Shall we?\n`)).toEqual([sentence, 'Nora | - | - | Shall we?']);
  });
});

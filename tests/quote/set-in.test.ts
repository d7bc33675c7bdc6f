import { describe, expect, it } from 'vitest';
import { splitBody } from '../../src/quote/split-body.js';

const HEADER = 'Date: Tue, 5 Mar 1996 14:22:00 +0000\nFrom: Nora Fell <nora@fell.example>';
const QUOTED = 'Shall we row to the far side of the bay,\nor up the river to the old bridge?';
const ANSWER = 'Up the river, please. The bay is too rough\nat this time of the year.';

const setIn = (text: string, by: string) => text.replace(/^(?=.)/gm, by);
const read = (body: string) => {
  const { authored, embedded } = splitBody(body, { date: Date.UTC(1996, 2, 6) });
  return [
    authored.replace(/\n{2,}/g, '\n\n').trim(),
    ...embedded.map(({ header, text }) => `${header.from?.name ?? '-'}: ${text.trim()}`),
  ];
};

describe('a message that is set in with its header', () => {
  it.each([
    ['three columns', '   '],
    ['two columns', '  '],
    ['four columns', '    '],
    ['a tab and a blank', '\t '],
  ])('is quoted, and the answer at the margin is the author’s: %s', (_, by) => {
    const body = `${setIn(`${HEADER}\n\n${QUOTED}`, by)}\n\n${ANSWER}\n\n\t\t\tPia\n`;
    expect(read(body)).toEqual([expect.stringMatching(/^Up the river.*year\.\s+Pia$/s), `Nora Fell: ${QUOTED}`]);
  });

  it('goes on behind an answer, and a message within it is deeper', () => {
    const inner = `From: Ivo Reed <ivo@reed.example>\nDate: Mon, 4 Mar 1996 10:00:00 +0000\n\nOars?`;
    const body = `Hello.\n\n${setIn(`${HEADER}\n\n${setIn(inner, '   ')}\n\n${QUOTED}`, '   ')}\n\n${ANSWER}\n\n${setIn('And who brings the oars and the rowlocks to the pier in the morning?', '   ')}\n\nYou do.\n`;
    const [own, outer, deeper] = read(body);
    expect(own).toBe(`Hello.\n\n${ANSWER}\n\nYou do.`);
    expect(outer).toContain('And who brings the oars');
    expect(deeper).toBe('Ivo Reed: Oars?');
  });

  it.each([
    [
      'paragraphs whose first line alone is set in',
      `  ${HEADER.replace('\n', '\n  ')}\n\n     ${QUOTED}\n\n     ${ANSWER}\n`,
    ],
    [
      'a form of Outlook Express',
      `Yes.\n\n  ----- Original Message -----\n${setIn(`From: Nora Fell\nTo: Pia\nSent: Tuesday, March 5, 1996 2:22 PM\nSubject: Boat\n\n${QUOTED}`, '  ')}\n`,
    ],
  ])('is not taken from %s', (_, body) => {
    expect(read(body)[1]).toContain(QUOTED.split('\n')[0]);
    expect(read(body)[0]).not.toContain('river');
  });
});

const answer = (body: string, subject = 'Re: Boat') => {
  const { authored, embedded } = splitBody(body, { subject });
  return [authored.replace(/\n{2,}/g, '\n\n').trim(), ...embedded.map(({ text }) => text.trim())];
};
const PROSE =
  'I think that we could row to the far side of the bay,\nor would you rather go up the river to the old bridge?';

describe('an answer that begins with a quotation without marks', () => {
  it.each([
    ['set in by a tab and a blank', setIn(PROSE, '\t ')],
    ['set in by three blanks', setIn(PROSE, '   ')],
    ['behind colons', setIn(PROSE, ':')],
    ['behind hash marks', setIn(PROSE, '# ')],
    ['behind bars', setIn(PROSE, '|')],
    ['behind a percent sign', setIn(PROSE, '% ')],
  ])('quotes it: %s', (_, quoted) => {
    expect(answer(`${quoted}\n\n${ANSWER}\n\n\t\t\tPia\n`)).toEqual([expect.stringMatching(/^Up the river/), PROSE]);
    expect(answer(`Nora Fell says:\n${quoted}\n\n${ANSWER}\n`)).toEqual([ANSWER, PROSE]);
  });

  it('quotes what begins with its attribution, whatever the subject', () => {
    expect(answer(`# Nora Fell wrote:\n#> Oars?\n#>\n${setIn(PROSE, '# ')}\n\n${ANSWER}\n`, 'Boat')[0]).toBe(ANSWER);
  });

  it('quotes later paragraphs that are set in as far, and no signature', () => {
    const later = setIn('And who is it that brings the oars and the rowlocks?', '\t ');
    const body = `${setIn(PROSE, '\t ')}\n\n${ANSWER}\n\n${later}\n\nYou do, as you did the last time that we went.\n\n\t --Pia\n`;
    expect(answer(body)).toEqual([
      expect.stringMatching(/^Up the river[\s\S]*that we went\.$/),
      expect.stringContaining('oars'),
    ]);
  });

  it('quotes what it quotes in turn, and a word that a wrap tore out', () => {
    const set = `${setIn('>And who brings the oars to the pier in the morning?\n\nI think that we could row to the far side of the old\nharbour, or would you rather go up the river to the br', '\t ')}\nidge?\n\n${ANSWER}\n`;
    expect(answer(set)[0]).toBe(ANSWER);
    expect(answer(set)).toContainEqual(expect.stringMatching(/^I think that we[\s\S]*idge\?$/));
    expect(answer(set)).toContain('And who brings the oars to the pier in the morning?');
  });

  it.each([
    ['whose subject answers nothing', `${setIn(PROSE, '   ')}\n\n${ANSWER}\n`, 'Boat'],
    [
      'with code',
      `${setIn('for (let at = 0; at < boats.length; at += 1) {\n  row(boats[at]); // to the far side of the bay\n}', '    ')}\n\nDoes that work for you?\n`,
      'Re: Boat',
    ],
    [
      'whose own text is set in',
      `${setIn(PROSE, '     ')}\n\n__________ Reply Separator __________\nSubject: Boat\nAuthor: nora@fell.example\nDate: 3/5/96 2:22 PM\n\n${ANSWER}\n`,
      'Re: Boat',
    ],
    [
      'with a letterhead',
      `${setIn('The Rowing Club of the Old Harbour\nPier 4, Old Harbour', '        ')}\n\n${ANSWER}\n`,
      'Re: Boat',
    ],
    ['with paragraphs whose first line is set in', `     ${PROSE}\n\n     ${ANSWER}\n`, 'Re: Boat'],
  ])('is not seen in a body %s', (_, body, subject) => {
    const own = splitBody(body, { subject }).authored;
    expect(own).toContain(body.split('\n')[0]!.trim());
  });
});

it.each([
  ['a dot', 'C.>'],
  ['a blank', 'R >'],
])('counts initials with %s before the mark, where prose stands behind them', (_, mark) => {
  const lines = [
    'The boats have to leave before the tide',
    'turns, and the crew would like to know by',
    'Friday',
    'who of us comes along this time.',
  ];
  const body = `Hello.\n\n${lines.map((line) => `${mark}${line}`).join('\n')}\n\nI do.`;
  expect(read(body)).toEqual(['Hello.\n\nI do.', `-: ${lines.join('\n')}`]);
  const session = `Try:\n\n${mark} x <- 3\n${mark} y <- x + 1\n${mark} plot(y)\n\nBob`;
  expect(read(session)).toHaveLength(1);
});

const ON = 'On Tue, 5 Mar 1996 14:22 +0000, Nora Fell <nora@fell.example> wrote:';

it.each([
  ['of East Asian keyboards', '＞ '],
  ['of French ones', '» '],
  ['of boxes', '│ '],
  ['behind a mark of byte order', '\ufeff> '],
])('counts marks %s', (_, mark) => {
  const body = `Hello.\n\n${ON}\n${setIn(`${QUOTED}\nOr not at all?`, mark)}\n\nUp the river.\n`;
  expect(read(body)).toEqual(['Hello.\n\nUp the river.', `Nora Fell: ${QUOTED}\nOr not at all?`]);
});

it.each([
  [
    'signs that are written as in HTML',
    `Hello.\n\nOn Tue, 5 Mar 1996 14:22 +0000, Nora Fell &lt;nora@fell.example&gt; wrote:\n&gt; Oars?\n&gt; Nora\n`,
    ['Hello.', 'Nora Fell: Oars?\nNora'],
  ],
  [
    'initials behind initials',
    `Hello.\n\n${ON}\nNF> IR> Oars?\nNF> IR>\nNF> IR> Ivo\nNF> In the shed.\n`,
    ['Hello.', 'Nora Fell: In the shed.', '-: Oars?\n\nIvo'],
  ],
  [
    'two lines behind Supercite’s name',
    `>>>>> On Tue, 5 Mar 1996 14:22:10 +0100,\n>>>>> Nora Fell <nora@fell.example> said:\n\nNora> Oars?\nNora> At noon?\n\nYes.\n`,
    ['Yes.', 'Nora Fell: Oars?\nAt noon?'],
  ],
  [
    'a body that lost its line ends',
    `Hello. Pia ${ON} > Oars? > > Nora On Mon, 4 Mar 1996 10:00 +0000, Ivo Reed <ivo@reed.example> wrote: And rope?`,
    ['Hello. Pia', 'Nora Fell: Oars? > > Nora', 'Ivo Reed: And rope?'],
  ],
])('reads %s', (_, body, right) => {
  expect(read(body).map((text) => text.replace(/: > /, ': ').replace(/: > /, ': '))).toEqual(right);
});

describe('a line that a wrap cut off from one that is set in', () => {
  const outer = 'On Wed, Mar 6, 1996 at 8:00 AM Ivo Reed <ivo@reed.example> wrote:';
  const nora = 'On Tue, Mar 5, 1996 at 2:22 PM Nora Fell <nora@fell.example> wrote:';
  const words = [
    'We have to leave before the tide turns, and the crew would like',
    'to',
    'know by Friday who comes along to the far side of the bay.',
  ];
  const inside = `    ${words[0]}\n${words[1]}\n    ${words[2]}`;
  const mark = (text: string) => text.replace(/^/gm, '> ');

  it('is said by whom the lines around it quote', () => {
    const [own, ivo, third] = read(`Yes.\n\n${outer}\n${mark(`Me too.\n\n${nora}\n${inside}`)}`);
    expect([own, ivo]).toEqual(['Yes.', 'Ivo Reed: Me too.']);
    expect(third?.replace(/\s+/g, ' ')).toBe(`Nora Fell: ${words.join(' ')}`);
  });

  it('may be the address of the next attribution', () => {
    const sentence = `    On 3/5/96, 2:22 PM, "boats on behalf of Nora Fell"\n<boats-bounces+ivo=reed.example@lists.pier.example on behalf of\nnora@fell.example> wrote:`;
    const body = `Yes.\n\n${outer}\n${mark(`Me too.\n\nOn Tue, Mar 5, 1996 at 3:00 PM Kaya Moor <kaya@moor.example> wrote:\n    Ask Nora.\n\n${sentence}\n\n        Shall we?`)}`;
    expect(read(body).at(-1)).toBe('Nora Fell: Shall we?');
    expect(read(body)).toContain('Kaya Moor: Ask Nora.');
  });

  it('is the author’s where it begins a sentence, or nothing is set in below it', () => {
    expect(read(`Nora Fell wrote:\n\n    ${words[0]}.\n\nto me that is clear.\nPia\n`)[0]).toBe(
      'to me that is clear.\nPia',
    );
  });
});

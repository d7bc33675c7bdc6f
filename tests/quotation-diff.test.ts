import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareQuotation } from '../src/finding/quotation-diff.js';
import { expectLinearTime } from './linear-time.js';

const ORIGINAL = `Dear Ana,
the board met on 14 May and agreed to pay 4.2 million for the quay.
I can not send the scoring sheet before the hearing, as you know.
Please tell Marta that the barge leaves from the north pier.
See https://harbour.example/tender/7 for the plan.`;

/** rule, how the quotation differs, the changes that must be told */
const changed: readonly [string, (text: string) => string, readonly (readonly [string, string, string])[]][] = [
  ['a number', (text) => text.replace('4.2', '4.6'), [['number', '4.2', '4.6']]],
  ['a negation that was left out', (text) => text.replace('can not send', 'can send'), [['negation', 'not', '']]],
  ['a negation that was put in', (text) => text.replace('board met', 'board not met'), [['negation', '', 'not']]],
  ['a word', (text) => text.replace('north pier', 'south pier'), [['word', 'north', 'south']]],
  ['a name', (text) => text.replace('Marta', 'Boris'), [['name', 'Marta', 'Boris']]],
  ['a day', (text) => text.replace('14 May', '9 May'), [['number', '14', '9']]],
  ['a phrase that was left out', (text) => text.replace(' for the quay', ''), []],
  [
    'two changes',
    (text) => text.replace('4.2', '4.6').replace('north', 'south'),
    [
      ['number', '4.2', '4.6'],
      ['word', 'north', 'south'],
    ],
  ],
];

/** rule, how the quotation differs: nothing of substance */
const harmless: readonly [string, (text: string) => string][] = [
  ['nothing', (text) => text],
  ['lines wrapped otherwise', (text) => text.replace(/\n/g, ' ').replace(/(.{30}\S*) /g, '$1\n')],
  ['a sentence cut away at the end', (text) => text.split('\n').slice(0, 3).join('\n')],
  [
    'a line left out',
    (text) =>
      text
        .split('\n')
        .filter((_, n) => n !== 2)
        .join('\n'),
  ],
  [
    'an answer between the lines',
    (text) => text.replace('as you know.\n', 'as you know.\nI do not know that at all.\n'),
  ],
  ['a word that lost a letter in a charset', (text) => text.replace('quay', 'qu?y')],
  ['a word that lost letters to U+FFFD', (text) => text.replace('hearing', 'h\uFFFDaring')],
  ['a typing error put right', (text) => text.replace('scoring', 'scorring')],
  [
    'a link that a filter rewrote',
    (text) =>
      text.replace(
        'https://harbour.example/tender/7',
        'https://links.example/v2?url=https%3A%2F%2Fharbour.example%2Ftender%2F7',
      ),
  ],
  ['a mark of a cut', (text) => text.replace('that the barge leaves from the north pier.', 'that [...]')],
  ['other quotation marks and capitals', (text) => text.toUpperCase()],
];

describe('compareQuotation', () => {
  it.each(changed)('tells %s', (_, alter, expected) => {
    const changes = compareQuotation(ORIGINAL, alter(ORIGINAL)).changes.filter(
      (change) => change.class === 'substantive',
    );
    expect(changes.map(({ kind, before, after }) => [kind, before, after])).toEqual(expected);
  });

  it.each(harmless)('tells nothing of substance of %s', (_, alter) => {
    const changes = compareQuotation(ORIGINAL, alter(ORIGINAL)).changes.filter(
      (change) => change.class === 'substantive',
    );
    expect(changes).toEqual([]);
  });

  it('takes a word at a line end that stands on a line of its own for wrapped', () => {
    const quoted = ORIGINAL.replace('agreed to pay 4.2 million for the quay.', 'agreed to pay 4.2 million for the\n');
    expect(compareQuotation(ORIGINAL, quoted, { body: `${quoted}\nquay.\n` }).changes).toEqual([]);
  });

  it('names places that hold the words it tells', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('pier', 'barge', 'not', '42', 'Ana', 'the', 'of'), { minLength: 12, maxLength: 60 }),
        fc.nat(),
        (words, at) => {
          const original = words.join(' ');
          const altered = [...words];
          altered[at % words.length] = 'other';
          const quoted = altered.join(' ');
          for (const change of compareQuotation(original, quoted).changes) {
            expect(original.slice(change.original.start, change.original.end)).toBe(change.before);
            expect(quoted.slice(change.quoted.start, change.quoted.end)).toBe(change.after);
          }
        },
      ),
    );
  });

  it('never tells a change of a text against itself, and is linear on repeated words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(compareQuotation(text, text).changes).toEqual([]);
      }),
    );
    expectLinearTime((size) => compareQuotation('a b '.repeat(size), 'b a '.repeat(size)), 100_000);
  });
});

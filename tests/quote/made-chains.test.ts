import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitBody } from '../../src/quote/split-body.js';
import { type MadeMail, PEOPLE, STYLES, writeChain } from '../made-mail.js';

const SENTENCES = [
  'The boats leave before the tide turns.',
  'Who pays for the crew?',
  'Please send me the list by Friday.',
  'We agreed on three boats, not four.',
  'No.',
  'My number is 555-0199.',
  'Let us keep this among us for now, because the council has not decided anything about the pier yet.',
  'Thanks for your help',
  'Dann nehmen wir eben den Zug, sagte er.',
  'Мы ждём вас на пристани.',
];

const paragraph = fc
  .tuple(fc.array(fc.constantFrom(...SENTENCES), { minLength: 1, maxLength: 3 }), fc.constantFrom(' ', '\n'))
  .map(([sentences, between]) => sentences.join(between));

/** Of six: minutes. People answer within weeks, by which 5/6/07 is told from 6/5/07. */
const WEEKS = 6 * 7 * 1440;
const year = fc.integer({ min: 1999, max: 2026 });

const mail: fc.Arbitrary<MadeMail> = fc.record({
  from: fc.constantFrom(...PEOPLE),
  to: fc.constantFrom(...PEOPLE),
  subject: fc.constantFrom('Boats', 'The plan: part two', 'RE: Boats', 'Pier 9'),
  date: fc.integer({ min: 0, max: WEEKS }).map((minute) => minute * 60_000),
  text: fc.array(paragraph, { minLength: 1, maxLength: 2 }).map((paragraphs) => paragraphs.join('\n\n')),
  style: fc.constantFrom(...STYLES),
  isBelow: fc.boolean(),
  width: fc.constantFrom(60, 72, 1000),
});

/** Without white space and marks, which programs set as they like. */
const wordsOf = (text: string) => text.replace(/[\s>]+/g, ' ').trim();

describe('a chain that programs of many makers and languages wrote, one below the other', () => {
  it('gives each author his own words, his name, his address and his time', () => {
    const chain = fc.array(mail, { minLength: 2, maxLength: 5 });
    const dated = fc
      .tuple(chain, year)
      .map(([mails, begin]) => mails.map((one) => ({ ...one, date: Date.UTC(begin, 3) + one.date })))
      .map((mails) => mails.toSorted((one, other) => other.date - one.date));
    fc.assert(
      fc.property(dated, ([last, ...quoted]) => {
        const { authored, embedded } = splitBody(writeChain([last!, ...quoted]), { date: last!.date });
        expect(wordsOf(authored)).toBe(wordsOf(last!.text));
        const found = embedded.toSorted((one, other) => one.depth - other.depth);
        expect(found.map(({ depth }) => depth)).toEqual(quoted.map((_, at) => at + 1));
        for (const [at, { from, date, text }] of quoted.entries()) {
          const { style } = [last!, ...quoted][at]!;
          const { header, ...message } = found[at]!;
          expect(wordsOf(message.text)).toBe(wordsOf(text));
          expect(header.from).toEqual({ name: from.name, address: style.tells === 'name' ? '' : from.address });
          const minutes = style.precision === 'day' ? 1440 : 1;
          const { local, alternatives } = header.date ?? { local: Number.NaN, alternatives: [] };
          const told = style.isAmbiguous ? [local, ...alternatives] : [local];
          if (style.precision === null) expect(header.date).toBeNull();
          else
            expect(told.map((time) => Math.floor(time / 60_000 / minutes))).toContain(
              Math.floor(date / 60_000 / minutes),
            );
        }
      }),
      { numRuns: 700 },
    );
  });
});

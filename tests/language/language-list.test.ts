import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { monthNumber } from '../../src/language/date-words.js';
import { entriesOf, type Language } from '../../src/language/language.js';
import { LANGUAGES } from '../../src/language/languages.js';
import { foldWord } from '../../src/text/fold-word.js';

/** Languages of whose wordings not all are known; what is known of them is read. `und` is no language. */
const KNOWN_GAPS = new Set('af az bn br cak co fil gu ja kn ko ku mn ne pa ps si sw te ti tzl und ur vi zh'.split(' '));

/** What a declaration lacks, in words; empty where it is complete. */
function lacksOf({ code, labels = {}, attributions = '', months = '', weekdays = '' }: Language): readonly string[] {
  const lacks: string[] = [];
  const name = `language "${code}"`;
  for (const role of ['from', 'date', 'to', 'subject'] as const)
    if (!entriesOf(labels[role]).length) lacks.push(`${name} lacks labels.${role}`);
  for (const sentence of entriesOf(attributions, ' | '))
    if (!sentence.includes('{A}')) lacks.push(`${name} has an attribution without {A}: ${sentence}`);
  if (!attributions) lacks.push(`${name} lacks attributions`);
  for (const [field, list, count] of [
    ['months', months, 12],
    ['weekdays', weekdays, 7],
  ] as const) {
    const given = list ? list.split(';').map((entry) => entry.trim()) : [];
    if (given.length !== count) lacks.push(`${name} lacks ${field}: ${given.length} of ${count}, parted by ;`);
    given.forEach((names, index) => {
      if (!names) lacks.push(`${name} has no name for ${field}[${index}]`);
      for (const word of names.split(' '))
        if (foldWord(word) !== word)
          lacks.push(`${name} must write ${field} as foldWord does: ${foldWord(word)} for ${word}`);
    });
  }
  return lacks;
}

describe('the list of languages', () => {
  const files = readdirSync('src/language', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && basename(entry.parentPath) !== 'language')
    .map((entry) => `${basename(entry.parentPath)}/${entry.name}`);

  it.each(files)('names every file: %s', (file) => {
    const line = `from './${file.replace(/\.ts$/, '.js')}'`;
    expect(readFileSync('src/language/list.ts', 'utf8'), `src/language/list.ts lacks the line of ${file}`).toContain(
      line,
    );
  });

  it('has each language once', () => {
    const codes = LANGUAGES.map(({ code }) => code);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  it.each(LANGUAGES.filter(({ code }) => !KNOWN_GAPS.has(code)))('has the whole declaration of $code', (language) => {
    expect(lacksOf(language)).toEqual([]);
  });

  it('declares what comes first in dates of figures as the calendar of Unicode has it', () => {
    const known = LANGUAGES.filter(({ code }) => Intl.DateTimeFormat.supportedLocalesOf([code]).length > 0);
    const first = (code: string) =>
      new Intl.DateTimeFormat(code, { dateStyle: 'short' }).formatToParts(0).find(({ type }) => type !== 'literal')
        ?.type;
    const wrong = known.filter(({ code, figures }) => (first(code) === 'day') !== (figures === undefined));
    expect(known.length).toBeGreaterThan(60);
    expect(wrong.map(({ code }) => code)).toEqual([]);
  });

  it('says in words what a declaration lacks', () => {
    expect(
      lacksOf({ code: 'xx', labels: { from: 'A', date: 'B', to: 'C' }, attributions: 'On {D}:', months: 'Jän; feb' }),
    ).toEqual([
      'language "xx" lacks labels.subject',
      'language "xx" has an attribution without {A}: On {D}:',
      'language "xx" lacks months: 2 of 12, parted by ;',
      'language "xx" must write months as foldWord does: jan for Jän',
      'language "xx" lacks weekdays: 0 of 7, parted by ;',
    ]);
  });
});

describe('monthNumber', () => {
  it.each([
    ['Juillet', 7],
    ['мая', 5],
    ['avgust', 8],
    ['listopad', 11],
    ['lip', 7],
    ['srpanj', 7],
    ['ม.ค.', 1],
    ['בינואר', 1],
    ['Sept', 9],
    ['mae', 0],
    ['Foo', 0],
  ])('reads %s as month %i', (word, month) => expect(monthNumber(word)).toBe(month));
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeTextShingles } from '../../src/text/shingles.js';
import { indexTexts } from '../../src/text/text-index.js';
import { expectLinearTime } from '../linear-time.js';

const plan = 'We meet on Tuesday at the old bridge and bring the signed papers with us, nobody else must know of it.';
const lunch = 'Is there anybody who wants to have lunch on Tuesday with the new colleague from the second floor?';
const texts = [
  { key: 7, text: plan },
  { key: 3, text: lunch },
  { key: 9, text: 'Yes, do it\n\nThe contract can be signed as soon as our lawyers have read the second draft of it.' },
  { key: 4, text: 'Über die Prüfung der Verträge müssen wir natürlich später noch einmal ausführlich sprechen.' },
  { key: 5, text: '我们星期二在旧桥见面，带上签好的文件，不要告诉任何人。' },
];
const index = indexTexts(texts);

describe('the index of texts', () => {
  it('finds the text that a quotation repeats', () => {
    const [best] = index.find('bring the signed papers with us, nobody else must know');
    expect(best).toMatchObject({ key: 7, share: 1, hits: 7, distinctive: 7 });
  });
  it('does not mind another line wrap, or none', () => {
    expect(index.find(plan.replaceAll(' ', '\n'))[0]).toMatchObject({ key: 7 });
    expect(index.find(plan.replace('old bridge', 'old\nbridge'))[0]!.share).toBeGreaterThan(0.9);
  });
  it('finds lines of one to three words as wholes', () => {
    expect(index.find('yes, do it')).toMatchObject([{ key: 9, share: 1, hits: 1, distinctive: 1 }]);
  });
  it('does not mind letters that a charset mishap ate', () => {
    for (const broken of [
      '?ber die Pr?fung der Vertr?ge',
      'Ã\u009cber die PrÃ¼fung der VertrÃ¤ge',
      '=DCber die Pr=FCfung der Vertr=E4ge',
      '\ufffdber die Pr\ufffdfung der Vertr\ufffdge',
    ])
      expect(index.find(`${broken} natürlich`)[0]?.key, broken).toBe(4);
  });
  it('finds text that has no spaces between its words', () => {
    expect(index.find('带上签好的文件')[0]?.key).toBe(5);
  });
  it('reads `@` as list archives write it', () => {
    expect(makeTextShingles('write to ann@example.org now')).toEqual(
      makeTextShingles('write to ann at example.org now'),
    );
  });
  it('shows all texts that share runs, best first', () => {
    const found = index.find(`${plan}\n${lunch.slice(0, 40)}`);
    expect(found.map(({ key }) => key)).toEqual([7, 3]);
    expect(found[0]!.share).toBeGreaterThan(found[1]!.share);
  });
  it('finds nothing in nothing', () => {
    expect(index.find('')).toEqual([]);
    expect(index.find('> > >\n\n')).toEqual([]);
    expect(indexTexts([]).find(plan)).toEqual([]);
  });
  it('names every copy of a text', () => {
    const copies = indexTexts([...texts, { key: 1, text: plan.toUpperCase() }]);
    expect(
      copies
        .find(plan)
        .map(({ key }) => key)
        .slice(0, 2),
    ).toEqual([1, 7]);
    expect(copies.size).toBe(texts.length);
  });
  it('lets rare runs weigh more than common ones', () => {
    const footer = 'this message is only for the person to whom it is addressed';
    const many = indexTexts(
      Array.from({ length: 300 }, (_, key) => ({
        key,
        text: `Note ${key} of the clerk about case ${key}.\n${footer}`,
      })),
    );
    expect(many.find(footer)).toEqual([]);
    const [first, second] = many.find(`about case 250.\n${footer}`);
    expect(first).toMatchObject({ key: 250 });
    expect(second).toBeUndefined();
  });
  it('stays fast on a giant body, on copies of one body and on near copies', () => {
    expectLinearTime((length) => {
      const giant = Array.from({ length }, (_, n) => `w${(n * 7919) % 100_003}`).join(' ');
      expect(indexTexts([{ key: 1, text: giant }]).find(giant.slice(0, 500))[0]?.key).toBe(1);
    }, 300_000);
    expectLinearTime((length) => {
      const same = indexTexts(Array.from({ length }, (_, key) => ({ key, text: plan })));
      expect(same.find(plan)).toHaveLength(12);
    }, 20_000);
    expectLinearTime((length) => {
      const near = indexTexts(
        Array.from({ length }, (_, key) => ({ key, text: `${plan} Number ${key} of many it is` })),
      );
      for (let n = 0; n < length; n += 40) near.find(`${plan} Number ${n} of many it is`);
    }, 20_000);
  });
  it('gives every text itself as its best match', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.stringMatching(/^[a-z]{3,9}$/), { minLength: 6, maxLength: 30 }), {
          minLength: 1,
          maxLength: 20,
        }),
        (bodies) => {
          const made = indexTexts(bodies.map((words, key) => ({ key, text: words.join(' ') })));
          for (const [key, words] of bodies.entries()) {
            const best = made.find(words.join(' '), 100);
            expect(best.find((match) => match.key === key)?.share).toBeCloseTo(1);
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../src/language/language.js';
import { allOf, LANGUAGES } from '../../src/language/languages.js';
import { splitBody } from '../../src/quote/split-body.js';

/** Label sets without a word for "To": no block can be made of them. */
const INCOMPLETE = new Set(['ur', 'und']);
/** Sentences that name the author with an ending of the language's own, or begin with their verb and colon. */
const NOT_READ = new Set([
  '{A}k idatzi zuen:',
  ':כתב {A}, {D} בתאריך',
  '{A}-ը գրել է {D} {T} -ին',
  'Používateľ {A} napísal:',
]);
const NAME_NOT_READ = new Set(['km']);

describe('splitBody in other languages', () => {
  const blocks = LANGUAGES.filter(({ code }) => !INCOMPLETE.has(code)).map(({ code, labels = {} }) => {
    const { from, date, to, cc, subject, replyTo } = labels;
    return [code, [from, date, to, cc, subject, replyTo].map((list) => entriesOf(list))] as const;
  });

  it.each(blocks)('reads a header block with any of its labels: %s', (_, labels) => {
    const alternatives = Math.max(...labels.slice(0, 5).map((words) => words.length));
    for (let turn = 0; turn < alternatives; turn++) {
      const [from, date, to, cc, subject] = labels.map((words) => words[Math.min(turn, words.length - 1)]);
      const lines = [
        `${from}: Ann Example <ann@example.org>`,
        date && `${date}: 2020-03-14 10:05`,
        `${to}: Bo Roe <bo@example.org>`,
        cc && `${cc}: Cy Poe <cy@example.org>`,
        `${subject}: The plan`,
      ].filter(Boolean);
      const { embedded } = splitBody(`Hello.\n\n${lines.join('\n')}\n\nShall we?\n`);
      expect(embedded).toHaveLength(1);
      const { header, text } = embedded[0]!;
      expect(header.from).toEqual({ name: 'Ann Example', address: 'ann@example.org' });
      expect(header.to).toEqual([{ name: 'Bo Roe', address: 'bo@example.org' }]);
      if (cc) expect(header.cc).toEqual([{ name: 'Cy Poe', address: 'cy@example.org' }]);
      if (date) expect(header.date?.local).toBe(Date.UTC(2020, 2, 14, 10, 5));
      expect(header.subject).toBe('The plan');
      expect(text).toBe('Shall we?');
    }
  });

  it.each(LANGUAGES.map(({ code, attributions }) => [code, entriesOf(attributions, ' | ')] as const))(
    'reads author and date of its attributions: %s',
    (language, patterns) => {
      for (const pattern of patterns) {
        if (NOT_READ.has(pattern)) continue;
        for (const author of ['Ann Example <ann@example.org>', 'Ann Example']) {
          if (author === 'Ann Example' && NAME_NOT_READ.has(language)) continue;
          const sentence = pattern.replace('{A}', author).replace('{D}', '14.03.2020').replace('{T}', '10:05');
          const { embedded } = splitBody(`Yes.\n\n${sentence}\n> Shall we?\n`);
          const header = embedded[0]?.header;
          expect([sentence, header?.style, header?.from?.name]).toEqual([sentence, 'attribution', 'Ann Example']);
          if (pattern.includes('{D}')) expect(header?.date?.local).toBeGreaterThanOrEqual(Date.UTC(2020, 2, 14));
          expect(embedded[0]?.text).toBe('Shall we?');
        }
      }
    },
  );

  it.each([
    ['pt', 'Bo Roe <bo@example.org> escreveu em terça-feira, 5 de\nmarço de 2024 14:22:'],
    ['pt', 'Às 14:22 de terça-feira, 5 de março de 2024,\nBo Roe <bo@example.org> escreveu:'],
    ['vi', 'Vào lúc 14:22 Thứ Ba, 5 tháng 3, 2024,\nBo Roe <bo@example.org> đã viết:'],
    ['ru', 'Bo Roe <bo@example.org> писал(а) вт, 5 мар. 2024 г.\n14:22:'],
    ['uk', 'Bo Roe <bo@example.org> пише вт, 5 бер. 2024 р.\n14:22:'],
    ['bg', 'Bo Roe <bo@example.org> написа на вторник, 5 март 2024 г.\nв 14:22:'],
    ['hr', '2024-03-05 u 14:22, Bo Roe\n<bo@example.org> piše:'],
    ['az', '5 mart 2024, çərşənbə axşamı 14:22 tarixdə,\nBo Roe <bo@example.org> yazıb:'],
    ['cy', 'Ar Dydd Mawrth, 5 Mawrth 2024 14:22,\nysgrifennodd Bo Roe <bo@example.org>:'],
    ['ga', 'Ar Dé Máirt 5 Márta 2024 14:22,\nscríobh Bo Roe <bo@example.org>:'],
    ['et', 'T, 5. märts 2024 14:22 kirjutas Bo Roe\n<bo@example.org>:'],
    ['he', 'נכתב על ידי Bo Roe <bo@example.org>,\nב־יום שלישי, 5 במרץ 2024 בשעה 14:22:'],
    ['eu', 'Bo Roe <bo@example.org> igorleak 2024/03/05\n14:22(e)an idatzi zuen:'],
    ['gd', 'Sgrìobh Bo Roe <bo@example.org> na leanas\nDiM, 5 Màrt 2024 aig 14:22:'],
  ])('reads a wrapped sentence with a week day, or with the time before the day: %s %#', (_, sentence) => {
    for (const text of [
      `Yes.\n\n${sentence}\n\n> Shall we?\n`,
      `> Yes.\n>\n> ${sentence.replace('\n', '\n> ')}\n>> Shall we?\n`,
    ]) {
      const message = splitBody(text).embedded.at(-1);
      expect(message?.text).toBe('Shall we?');
      expect(message?.header.from).toEqual({ name: 'Bo Roe', address: 'bo@example.org' });
      expect(message?.header.date?.local).toBe(Date.UTC(2024, 2, 5, 14, 22));
    }
  });

  it.each([...allOf('replySeparators'), ...allOf('forwardSeparators')])(
    'counts the separator to the header: %s',
    (words) => {
      const block = 'From: Ann Example <ann@example.org>\nSent: 2020-03-14 10:05\nTo: Bo\nSubject: x\n';
      const { embedded } = splitBody(`Yes.\n\n-----${words}-----\n${block}\nShall we?\n`);
      expect(embedded[0]?.header).toMatchObject({ start: 6, from: { address: 'ann@example.org' } });
    },
  );

  it.each(allOf('forwardSentences'))('takes a forwarding sentence for a forward: %s', (words) => {
    const block = '> From: Ann Example <ann@example.org>\n> Date: 2020-03-14 10:05\n> To: Bo\n> Subject: x\n>\n';
    const { embedded } = splitBody(`Yes.\n\n${words}:\n\n${block}> Shall we?\n`);
    expect(embedded[0]?.header).toMatchObject({ start: 6, action: 'forward', from: { address: 'ann@example.org' } });
  });
});

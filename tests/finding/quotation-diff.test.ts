import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HarmlessReason } from '../../src/finding/altered-quote/harmless-change.js';
import { compareQuotation } from '../../src/finding/altered-quote/quotation-diff.js';
import { expectLinearTime } from '../linear-time.js';

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
  ['a word for a name', (text) => text.replace('Marta', 'someone'), [['word', 'Marta', 'someone']]],
  ['a name for a word', (text) => text.replace('barge', 'Seagull'), [['word', 'barge', 'Seagull']]],
  ['a day', (text) => text.replace('14 May', '9 May'), [['number', '14', '9']]],
  ['a preposition', (text) => text.replace('agreed to', 'agreed on'), [['word', 'to', 'on']]],
  [
    'a word that makes it a condition',
    (text) => text.replace('that the barge', 'if that the barge'),
    [['inserted', '', 'if']],
  ],
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

/** class, what stands in the original, what in the quotation */
const harmless: readonly [HarmlessReason, string, string][] = [
  ['link', 'write to ann at moor.example', 'write to *ann at moor.example* <ann at moor.example>'],
  ['link', 'the file wagon-webdav', 'the file wagon- <goog_800799784>webdav'],
  [
    'label',
    'From: Ann Roe <ann@moor.example> Sent: Monday, May 3, 2021 10:11 AM',
    'From: Bo Finch <bo@moor.example> Sent: Monday, May 3, 2021 10:11 AM',
  ],
  ['wrapping', 'the quay side walk', 'the quayside walk'],
  ['wrapping', 'at 0.75 a ton', 'at .75 a ton'],
  ['charset', 'the old Kościół Świętej Anny near the quay', 'the old Ko?ci?? ?wi?tej Anny near the quay'],
  ['charset', 'the hearing of the board', 'the h\uFFFDaring of the board'],
  ['charset', 'the smørgård of the board', 'the smÃ¸rgÃ¥rd of the board'],
  ['wrapping', 'the Polish zakład was closed', 'the Polish zaklad was closed'],
  ['link', 'write to ana@quay.example today', 'write to ana@quay.example<mailto:ana@quay.example> today'],
  ['link', 'write to ana at quay.example today', 'write to ana en quay.example today'],
  ['link', 'write to ana at quay.example today', 'write to ana at quay.example <ana at quay.example> today'],
  ['link', 'see http://quay.example/plan for it', 'see http://go.filter.example/quay.example/plan for it'],
  [
    'link',
    'see https://safelinks.example/?url=https%3A%2F%2Fquay.example%2F7&data=11%7C5 for it',
    'see https://safelinks.example/?url=https%3A%2F%2Fquay.example%2F7&data=82%7C5 for it',
  ],
  ['residue', 'as agreed on the phone', 'as agreed &nbsp; on the phone'],
  ['residue', "it wouldn't hold at all", 'it wouldn&#39;t hold at all'],
  ['residue', "we don't send it to them", 'we don&apos;t send it to them'],
  ['note', "and it's posted now and then", "and [ the plan ]'s posted now and then"],
  ['note', 'whether Bugge has the size in it', 'whether [he] has the size in it'],
  ['residue', 'it wouldn&#39;t hold at all', "it wouldn't hold at all"],
  ['link', 'see https://lkml.example/r/2021-7 for it', 'see https://lore.example/berth/2021-7 for it'],
  ['label', '\nBetreff: the quay wall', '\nSubject: the quay wall'],
  ['list-number', '\n2. the quay wall', '\n4. the quay wall'],
  ['notice', 'may be secret...{{dropped:9}} and more', 'may be secret...{{dropped:12}} and more'],
  ['notice', 'URL: <x/attachments/20190402/1f2a/p.html>', 'URL: <x/attachments/20190402/9b3c/p.html>'],
  ['notice', 'enclosed: plan.doc is the plan', 'enclosed: plan.doc << File: plan.doc >> is the plan'],
  ['cut', 'that the barge leaves from the pier', 'that the barge leaves ... the pier'],
  ['note', 'the barge leaves from the pier', 'the barge [of the board] leaves from the pier'],
  ['note', 'the barge [3] leaves from the pier', 'the barge leaves from the pier'],
  ['note', 'Is the barge paid? Please say so.', 'Is the barge paid? [Roth, Ben] No Please say so.'],
  ['spelling', 'the scorring of the board', 'the scoring of the board'],
  ['spelling', 'the scheme was check by us', 'the scheme was checking by us'],
  ['spelling', 'there are inconsistcneis in the plan', 'there are inconsistencies in the plan'],
  ['spelling', 'the completionCode of the board', 'the completionCowhatde of the board'],
  ['withheld', 'the price is not forty crowns a ton', 'the price is [REDACTED - PRIVILEGED] crowns a ton'],
  ['withheld', 'the price is (b)(6) crowns a ton', 'the price is not forty crowns a ton'],
  ['withheld', 'the price is not forty crowns a ton', 'the price is (b)(6) (b)(6) crowns a ton'],
  ['withheld', 'it was Mira Holm who signed', 'it was ██████ who signed'],
  ['small-word', 'we agreed on a plan', 'we agreed on the plan'],
  ['repetition', 'as the the board said', 'as the board said'],
  ['small-word', 'we are not at sure of it', 'we are not sure of it'],
  ['moved', 'it fails in ten of a hundred cases', 'it in ten of a hundred cases fails'],
];

/** rule, how the quotation differs: nothing to tell */
const layout: readonly [string, (text: string) => string][] = [
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
  [
    'lines of code whose names differ in a digit or letter',
    (text) =>
      `${text}\nmodel2a <- lme(HR ~ drug)\nmodel2b <- lme(HR ~ time)`.replace(
        'model2a <- lme(HR ~ drug)',
        'model2b <- lme(HR ~ drug)',
      ),
  ],
  ['other quotation marks and capitals', (text) => text.toUpperCase()],
  ['a word that was broken at a line end', (text) => text.replace('scoring', 'scor\ning')],
  ['a sentence that was cut and ended with other words', (text) => text.replace(/barge leaves(?:.|\n)*/, 'ship!')],
];

const SENTENCE = 'The mayor has seen the sheet already and did not object';

/** rule, how the quotation differs, the passages that must be told */
const putIn: readonly [string, (text: string) => string, readonly string[]][] = [
  ['tells a sentence put into a line', (text) => text.replace('hearing, as', `hearing. ${SENTENCE}, as`), [SENTENCE]],
  [
    'tells a sentence put into a paragraph that was wrapped anew',
    (text) =>
      text.replace('send the scoring', `send. The mayor has\nseen the sheet already and did not object. the scoring`),
    [SENTENCE.replace('has seen', 'has\nseen')],
  ],
  ['takes whole lines for an answer', (text) => text.replace('as you know.', `as you know.\n${SENTENCE}.`), []],
  ['takes no link for a sentence', (text) => text.replace('as you', `as <https://quay.example/a/b/c/d/e> you`), []],
  ['takes no file for a sentence', (text) => text.replace('as you', `as << File: the plan of the quay.doc >> you`), []],
];

/** Lines that resemble each other, as those of a patch or a list do. */
const LINES = [
  '+      <drawer>',
  '+      {% nextcrate %}',
  '+{% nextstore %}',
  'diff --git a/harbour/store/north.html b/harbour/store/north.html',
  '  crane = hoist(3)',
  '  crane = hoist(4)',
  'Berth 12: open',
  'Berth 12: shut',
  'the barge leaves at ten',
];

describe('compareQuotation', () => {
  it('accuses nobody of whole lines that were left out, in texts whose lines repeat and resemble each other', () => {
    const text = fc.array(fc.record({ line: fc.constantFrom(...LINES), kept: fc.boolean() }), { maxLength: 14 });
    fc.assert(
      fc.property(text, (lines) => {
        const original = lines.map(({ line }) => line).join('\n');
        const quoted = lines.flatMap(({ line, kept }) => (kept ? [line] : [])).join('\n');
        const { changes } = compareQuotation(original, `${quoted}\n-%<-`, { body: quoted });
        expect(changes.filter((change) => change.class === 'substantive')).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  it('still tells a line that was changed into another one that is quoted beside it', () => {
    const original = 'Dear Ana, the list of the berths is below.\nBerth 12: open\nBerth 12: shut\nIt holds for May.';
    const { changes } = compareQuotation(original, original.replace('shut', 'open'));
    expect(changes.map(({ before, after }) => [before, after])).toEqual([['shut', 'open']]);
  });

  it.each(changed)('tells %s', (_, alter, expected) => {
    const changes = compareQuotation(ORIGINAL, alter(ORIGINAL)).changes.filter(
      (change) => change.class === 'substantive',
    );
    expect(changes.map(({ kind, before, after }) => [kind, before, after])).toEqual(expected);
  });

  it.each([
    [
      'of the last words but one',
      'The board met on Monday and asks us for the documentation now.',
      'documentation',
      'plan',
    ],
    [
      'a number that stands far behind others',
      'Berths 4, 5 and 6 were open. The board met in May and agreed with all of us to pay 7 for the quay that stands by the north pier.',
      '7 ',
      '',
    ],
    [
      'a word that was left out above a line of one word',
      'I can not send the scoring sheet before the hearing of\nMonday\nand you all know why it is so.',
      'not ',
      '',
    ],
  ])('tells a change %s', (_, original, before, after) => {
    const { changes } = compareQuotation(original, original.replace(before, after));
    const told = changes.filter((change) => change.class === 'substantive');
    expect(told.map((change) => [change.before, change.after])).toEqual([[before.trim(), after]]);
  });

  it.each([
    ['of another line that the original has', 'model2b', []],
    ['that the original has nowhere', 'model2c', ['c']],
  ])('tells a name of code only where it is none %s', (_, name, expected) => {
    const original = 'We tried model2a with the old data of the pier and then\nmodel2b with the new data of the quay.';
    const quotation = original.split('\n')[0]!.replace('model2a', name);
    expect(compareQuotation(original, quotation).changes.map(({ after }) => after)).toEqual(expected);
  });

  it.each([
    ['before', 'The board of the harbour is\nto add a name\nto either of the lists before May', 'is\nto either'],
    ['behind', 'The board of the harbour is to\nadd a name to\neither of the lists before May', 'is to\neither'],
    ['on both sides', 'The board of the harbour is to\nadd a name to\neither of the lists before May', 'is to either'],
  ])('tells no line that was left out where its first or last word stands %s it as well', (_, original, rest) => {
    const quotation = `The board of the harbour ${rest} of the lists before May`;
    expect(compareQuotation(original, quotation).changes).toEqual([]);
  });

  it.each([
    [
      'the end of a line, where it ends as what stands before them',
      'The lamps of the pier went out on Monday and came back on Monday\nbut nobody has seen who lit them again',
      ' and came back on Monday',
    ],
    [
      'the beginning of a line, where it begins as what stands behind them',
      'Nobody has seen who lit the lamps of the pier\nthat he saw from the quay that evening in the rain of May',
      'that he saw from the quay ',
    ],
  ])('tells no words that were left out at %s', (_, original, cut) => {
    expect(compareQuotation(original, original.replace(cut, '')).changes).toEqual([]);
  });

  it('tells words that were left out within a line, though one of them stands beside them as well', () => {
    const original = 'The board of the harbour is to add a name to either of the lists before May';
    const told = compareQuotation(original, original.replace(' add a name to', '')).changes;
    expect(told.map(({ kind, class: one }) => [kind, one])).toEqual([['deleted', 'substantive']]);
  });

  it('takes a word less of words that repeat themselves to the end', () => {
    const words = 'I write that it is never never never never ever never ever never ever never'.split(' ');
    for (const [left] of words.entries())
      expect(() => compareQuotation(words.join(' '), words.filter((_, at) => at !== left).join(' '))).not.toThrow();
  });

  it.each(putIn)('tells no passages where they are not asked for: %s', (_, alter) => {
    const { changes } = compareQuotation(ORIGINAL, alter(ORIGINAL));
    expect(changes.filter((change) => change.class === 'substantive')).toEqual([]);
  });

  it.each(putIn)('%s', (_, alter, expected) => {
    const { changes } = compareQuotation(ORIGINAL, alter(ORIGINAL), { passages: true });
    expect(changes.map(({ kind, after }) => [kind, after])).toEqual(expected.map((after) => ['inserted', after]));
  });

  it.each(harmless)('takes %s for harmless: %j quoted as %j', (reason, before, after) => {
    const around = (text: string) =>
      `Dear all, thanks for coming yesterday. I write that ${text}. We meet again soon, I hope.`;
    const { changes } = compareQuotation(around(before), around(after));
    expect(changes.filter((change) => change.class === 'substantive')).toEqual([]);
    expect([...new Set(changes.map((change) => change.reason))]).toEqual([reason]);
  });

  it.each(layout)('tells nothing of %s', (_, alter) => {
    const { changes } = compareQuotation(ORIGINAL, alter(ORIGINAL));
    expect(changes.filter((change) => change.class === 'substantive')).toEqual([]);
  });

  it.each([
    ['the last word of a passage', 'north pier.', 'north gate.', 'Please tell Marta that the barge leaves from the '],
    ['the first word of a passage', 'Please tell', 'Never tell', ' Marta that the barge leaves from the north pier.'],
  ])('tells %s, where the quotation ends or begins', (_, before, after, kept) => {
    const quoted = after.startsWith('Never') ? `${after}${kept}` : `${kept}${after}`;
    const told = compareQuotation(ORIGINAL.replaceAll('\nSee', '\n\nSee'), quoted).changes;
    expect(told.map((change) => change.after)).toEqual([
      after
        .split(' ')
        .find((word) => !before.includes(word))!
        .replace('.', ''),
    ]);
  });

  it('tells the part of a word before an apostrophe that was changed, and no more', () => {
    const [change] = compareQuotation("I heard the pilot's report of it", "I heard the captain's report of it").changes;
    expect([change!.before, change!.after]).toEqual(['pilot', 'captain']);
  });

  it.each([
    ['now', 'not'],
    ['can', "can't"],
    ['specified', 'unspecified'],
    ['no', 'not so'],
  ])('never takes a negation for spelling: %s, %s', (before, after) => {
    const around = (word: string) => `The board met again and it is ${word} the plan of the quay that we paid for.`;
    const [change] = compareQuotation(around(before), around(after)).changes;
    expect(change?.class ?? 'substantive').toBe('substantive');
  });

  it.each([
    ['June', 'July', 'date'],
    ['four', 'five', 'number'],
  ])('never takes a date or number word for spelling: %s, %s', (before, after, kind) => {
    const around = (word: string) =>
      `The board met again and we said ${word} was the plan of the quay that we paid for.`;
    expect(compareQuotation(around(before), around(after)).changes).toMatchObject([{ kind, class: 'substantive' }]);
  });

  it('never takes the name of one known person for a misspelling of another', () => {
    const quoted = ORIGINAL.replace('Marta', 'Maria');
    expect(compareQuotation(ORIGINAL, quoted).changes).toMatchObject([{ class: 'harmless' }]);
    const names = new Set(['marta', 'maria']);
    expect(compareQuotation(ORIGINAL, quoted, { names }).changes).toMatchObject([
      { kind: 'name', class: 'substantive' },
    ]);
  });

  it('tells a change in a text that stands twice', () => {
    const twice = `${ORIGINAL}\n\n-- \n${ORIGINAL}`;
    const told = compareQuotation(twice, ORIGINAL.replace('4.2', '4.6')).changes;
    expect(told.map(({ before, after }) => [before, after])).toEqual([['4.2', '4.6']]);
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

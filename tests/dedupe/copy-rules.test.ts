import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { undoRewritings } from '../../src/dedupe/gateway/gateway-rewritings.js';
import { gatherPosts } from '../../src/dedupe/gather-posts.js';
import { isSameId } from '../../src/dedupe/id-index.js';
import { MailText, relateTexts } from '../../src/dedupe/same-mail-text.js';
import { sendingOfCopies } from '../../src/dedupe/sending/sending.js';
import { findHeld, makeSkeleton } from '../../src/dedupe/text-skeleton.js';
import { clockGrade, mayBeSameMoment } from '../../src/dedupe/vague-copies.js';
import type { Message, MessageDate } from '../../src/message/message.js';
import { longText } from '../gateways.js';
import { makeMessage } from '../message-fixture.js';

const DAY = 86_400_000;

describe('one id', () => {
  it.each<[one: string | null, other: string | null, isOne: boolean]>([
    ['a@moor.example', 'a@moor.example', true],
    ['A@Moor.example', 'a@moor.EXAMPLE', true],
    ['a@moor.example', 'b@moor.example', false],
    ['a@moor.example', null, false],
    [null, 'a@moor.example', false],
    [null, null, false],
  ])('is %s in %s: %s', (one, other, isOne) => {
    expect(isSameId(one, other)).toBe(isOne);
  });
});

describe('one text that was sent twice in a minute', () => {
  const sent = (id: string, seconds = 0) =>
    makeMessage({
      ...{ id, date: `2019-05-08T10:00:${String(seconds).padStart(2, '0')}Z`, from: 'ada@moor.example' },
      ...{ to: ['bo@quay.example'], subject: 'Wall', body: longText('the wall') },
    });
  const posts = (...messages: readonly ReturnType<typeof sent>[]) => gatherPosts(messages, { dedupe: 'global' });

  it.each<[rule: string, one: string, other: string, posts: number]>([
    ['is two messages under two ids of the sender', 'a@moor.example', 'b@moor.example', 2],
    ['is one under two ids that exports gave', '1@vault.example', '2@vault.example', 1],
    ['is one under an id of the sender and one of an export', 'a@moor.example', '2@vault.example', 1],
  ])('%s', (_rule, one, other, count) => {
    expect(posts(sent(one), sent(other))).toHaveLength(count);
  });

  it('is two in two seconds', () => {
    expect(posts(sent('1@vault.example', 5), sent('2@vault.example', 6))).toHaveLength(2);
  });
});

describe('the key of a message without an id', () => {
  it('is that of its header, and of those that are alike the later ones bear a number', () => {
    const bodies = ['The wall stands.', 'The wall has fallen.', 'There is no wall.'];
    const messages = bodies.map((body) => makeMessage({ date: '2019-05-08', from: 'ada@moor.example', body }));
    const keys = gatherPosts(messages, { dedupe: 'global' }).map(({ key }) => key);
    expect(keys.map((key) => key.slice(0, 20))).toEqual([keys[0], keys[0], keys[0]]);
    expect(keys.map((key) => key.slice(20)).sort()).toEqual(['', '-2', '-3']);
  });
});

describe('where one text stands in another', () => {
  it('is as far as a search letter by letter finds it', () => {
    const words = fc.array(fc.constantFrom('ab', 'aab', 'abaab', 'b'), { minLength: 1, maxLength: 14 });
    fc.assert(
      fc.property(words, fc.array(words, { minLength: 1, maxLength: 4 }), (few, lines) => {
        const [part, whole] = [
          makeSkeleton(few.join(' ')),
          makeSkeleton(lines.map((line) => line.join(' ')).join('\n')),
        ];
        const held = findHeld(part, whole);
        const { letters } = whole;
        if (part.letters === letters) expect(held).toBe('equal');
        else if (letters.startsWith(part.letters)) expect(held).toBe('start');
        else {
          const begins = [...whole.lineStarts].filter((at) => letters.startsWith(part.letters, at));
          const at = part.letters.length < 24 ? undefined : Math.min(...begins);
          const isFound = at !== undefined && Number.isFinite(at);
          expect(held).toBe(isFound ? (at + part.letters.length === letters.length ? 'end' : 'middle') : null);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each<[rule: string, part: string, whole: string, held: string | null]>([
    [
      'is its end behind a line',
      'the wall must be raised by autumn',
      'Dear all\nthe wall must be raised by autumn',
      'end',
    ],
    [
      'is its middle',
      'the wall must be raised by autumn',
      'Dear all\nthe wall must be raised by autumn\nAda',
      'middle',
    ],
    [
      'is nowhere inside a line',
      'the wall must be raised by autumn',
      'Not so: the wall must be raised by autumn',
      null,
    ],
    [
      'is nowhere where a word was put in',
      'the wall must be raised by autumn',
      'Dear all\nthe wall must not be raised by autumn',
      null,
    ],
    ['is its start for a few letters', 'Yes', 'Yes\nAda', 'start'],
    ['is nowhere else for a few letters', 'Yes', 'Dear all\nYes', null],
  ])('%s', (_rule, part, whole, held) => {
    expect(findHeld(makeSkeleton(part), makeSkeleton(whole))).toBe(held);
  });
});

describe('the letters of a text', () => {
  it('of ASCII are those that they are beside any other sign', () => {
    const ascii = fc.string({ unit: fc.constantFrom(...'aBz09 ,.-$>|?\n\r\t') });
    fc.assert(
      fc.property(ascii, (text) => {
        const { letters, lineStarts } = makeSkeleton(text);
        const beside = makeSkeleton(`${text} é`);
        expect(`${letters}é`).toBe(beside.letters);
        expect(lineStarts).toEqual(new Set([...beside.lineStarts].map((at) => Math.min(at, letters.length))));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a text of which nothing is left without what gateways wrote', () => {
  const warning = 'CAUTION: This email originated from outside of the organization. Do not click links.';
  it.each<[rule: string, one: string, other: string, at: string | undefined]>([
    ['is no part of another', warning, longText('the wall'), undefined],
    ['is equal to itself', warning, warning, 'equal'],
    ['stands at the start where it is empty', '', longText('the wall'), 'start'],
  ])('%s', (_rule, one, other, at) => {
    expect(relateTexts(new MailText(one), new MailText(other))?.at).toBe(at);
  });
});

describe('a message that nobody sent by hand', () => {
  const from = (address: string, subject: string) => [makeMessage({ from: address, subject })];
  const marked = (name: string, value: string) =>
    [{ ...makeMessage({}), facts: [{ name, value }] }] as unknown as Message[];
  it.each<[rule: string, copies: readonly Message[], as: string | undefined]>([
    [
      'is what Exchange could not deliver',
      from('exchange.administrator@quay.example', 'Undeliverable: Wall'),
      'automatic',
    ],
    ['is not what its administrator writes', from('exchange.administrator@quay.example', 'Wall'), undefined],
    ['is not what somebody writes of such a report', from('ada@quay.example', 'Undeliverable: Wall'), undefined],
    ['is a draft by its store', marked('draft', 'yes'), 'draft'],
    ['is a draft by a mark of the mailbox', marked('marks', 'seen, draft'), 'draft'],
    ['is not what the mailbox marks otherwise', marked('marks', 'seen'), undefined],
    ['is not what another fact calls so', marked('category', 'draft'), undefined],
  ])('%s', (_rule, copies, as) => {
    expect(sendingOfCopies(copies)?.as).toBe(as);
  });
});

describe('the footer of a list', () => {
  it('goes with the rules above and below it', () => {
    const rule = '_'.repeat(40);
    const footer = `${rule}\nBoard mailing list\nhttps://lists.moor.example/mailman/listinfo/board\n${rule}`;
    expect(undoRewritings(`The wall stands.\n${footer}\n`).trim()).toBe('The wall stands.');
  });
});

describe('a date that tells little', () => {
  const at = (time: number, more: Partial<MessageDate> = {}): MessageDate => ({
    ...{ time, offset: 0, source: 'date', raw: '' },
    ...more,
  });
  const day = at(0, { precision: 'day' });
  const record = at(0, { offset: null, source: 'record' });
  it.each<[rule: string, date: MessageDate | null, grade: number]>([
    ['nothing', null, 0],
    ['nothing, as the line above a message', at(0, { source: 'from-line' }), 0],
    ['the day', day, 1],
    ['the time of a record without its zone', record, 2],
    ['the moment', at(0), 3],
    ['the moment, be its zone unknown', at(0, { offset: null }), 3],
  ])('tells %s', (_rule, date, grade) => {
    expect(clockGrade(date)).toBe(grade);
  });

  it.each<[rule: string, vague: MessageDate | null, other: MessageDate | null, mayBe: boolean]>([
    ['none may be any moment', null, at(9 * DAY), true],
    ['any may be that of none', day, null, true],
    ['a day may be one of less than two days later', day, at(2 * DAY - 1), true],
    ['a day is none of two days later', day, at(2 * DAY), false],
    ['a time without its zone may be one fourteen hours later', record, at(14 * 3_600_000), true],
    ['a time without its zone is none fifteen hours later', record, at(15 * 3_600_000), false],
    ['a time without its zone is none of another minute', record, at(3_600_000 + 60_000), false],
  ])('%s', (_rule, vague, other, mayBe) => {
    expect(mayBeSameMoment(vague, other)).toBe(mayBe);
  });
});

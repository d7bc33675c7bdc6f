import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSubject, rfc5256BaseSubject } from '../../src/message/header/subject.js';
import { readTable } from '../case-table.js';
import { expectLinearTime } from '../linear-time.js';
import { sharedData, withoutSharedData } from '../shared-data.js';

const show = (text: string): string => {
  const { base, reply, forward, was } = parseSubject(text);
  return `${base} | ${reply ? 'r' : ''}${forward ? 'f' : ''}${was === undefined ? '' : ` | ${was}`}`
    .replace('|  |', '| |')
    .trim();
};

describe('parseSubject', () => {
  for (const { rule, input, expected } of readTable('message/subjects'))
    it(`${rule}: ${JSON.stringify(input)}`, () => expect(show(input)).toBe(expected));

  it('gives a base that is a base, whatever the subject', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(
          'Re:',
          'Fwd: ',
          '[',
          ']',
          '(fwd)',
          '[Fwd:',
          ' ',
          'AW:',
          'plan',
          '(was: ',
          ')',
          '[x]',
          '[PATCH 1/2]',
        ),
        fc.string({ maxLength: 4 }),
      ),
    );
    fc.assert(
      fc.property(pieces, (words) => {
        const first = parseSubject(words.join(''));
        expect(parseSubject(first.base).base).toBe(first.base);
        const rfc = rfc5256BaseSubject(words.join(''));
        expect(rfc5256BaseSubject(rfc.base).base).toBe(rfc.base);
      }),
      { numRuns: 3000 },
    );
  });

  it('reads hostile subjects in linear time', () => {
    for (const piece of [
      'Re:',
      '[',
      ']',
      '[x]',
      '[Fwd:',
      '(fwd)',
      'Re[',
      '(was',
      '(was: ',
      'a ',
      '=?utf-8?q?',
      'Re: [x] ',
      'ä ',
    ]) {
      expectLinearTime((size) => parseSubject(piece.repeat(size)), 20_000, piece);
      expectLinearTime((size) => rfc5256BaseSubject(piece.repeat(size)), 20_000, piece);
    }
  });
});

describe('rfc5256BaseSubject', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['plan', 'plan', false],
    ['Re: plan', 'plan', true],
    ['re [oaks] : plan', 'plan', true],
    ['[oaks] Fwd: [elms] Re: fw: plan (fWd)  (fwd)', 'plan', true],
    ['Re: [FWD: plan]', 'plan', true],
    ['re: [fwd: [fwd: re: [fwd: plan]]]', 'plan', true],
    ['[PATCH 1/2] plan', 'plan', false],
    ['[oaks]', '[oaks]', false],
    ['AW: plan', 'AW: plan', false],
    ['=?utf-8?q?Re=3A_plan?=', 'plan', true],
    ['plan (a)', 'plan (a)', false],
    ['', '', false],
  ];
  for (const [input, base, replyOrForward] of cases)
    it(`takes ${JSON.stringify(input)} by the grammar of RFC 5256`, () => {
      expect(rfc5256BaseSubject(input)).toEqual({ base, replyOrForward });
    });
});

describe.skipIf(withoutSharedData('message-subject.test.ts'))('subjects of other implementations', () => {
  const load = (path: string): Record<string, unknown> =>
    JSON.parse(readFileSync(join(sharedData, 'conformance', path), 'utf8'));

  it('sorts by base subject as Dovecot does', () => {
    const folder = join(sharedData, 'conformance/dovecot-imaptest');
    if (!existsSync(join(folder, 'sort-subject'))) return;
    const messages = readFileSync(join(folder, 'sort-subject.mbox'), 'latin1')
      .split(/^From user@domain.*\n/m)
      .slice(1);
    const keys = messages.map((message) =>
      rfc5256BaseSubject(/^Subject: (.*)$/m.exec(message.split('\n\n')[0]!)?.[1] ?? '').base.toUpperCase(),
    );
    const order = keys
      .map((key, at) => ({ key, at: at + 1 }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.at - b.at));
    const expected = /^\* sort ([\d ]+)$/m.exec(readFileSync(join(folder, 'sort-subject'), 'utf8'))![1];
    expect(order.map(({ at }) => at).join(' ')).toBe(expected);
  });

  it("strips counters as MailKit's threading does", () => {
    const { threadable_subject: cases } = load('mailkit-jwz/cases.json') as {
      threadable_subject: { in: string; base: string }[];
    };
    for (const { in: subject, base } of cases) expect(parseSubject(subject).base).toBe(base);
  });

  // Cyrus drops every bracket and all white space and never looks at what a word means: the reasons are its own.
  const CYRUS_DIFFERS = new Map([
    [4, 'keeps [PATCH]: it is the topic'],
    [5, 'keeps [PATCH]'],
    [6, 'keeps [PATCH]'],
    [7, 'keeps a classification at the end'],
    [8, 'keeps a classification at the end'],
    [9, 'keeps brackets inside words'],
    [10, 'keeps an unclosed bracket'],
    [12, '"Re[peat]" is no reply mark with a counter'],
    [15, 'keeps text before an unmatched bracket'],
    [16, 'keeps text before an unmatched bracket'],
  ]);

  it('strips marks as Cyrus does, but for what is listed', () => {
    const { subject_normalise } = load('cyrus-cassandane/cases.json') as {
      subject_normalise: { cases: { in: string; normalised: string }[] };
    };
    for (const [at, { in: subject, normalised }] of subject_normalise.cases.entries()) {
      const agrees = parseSubject(subject).base.replace(/\s+/g, '') === normalised;
      expect(
        agrees || CYRUS_DIFFERS.has(at),
        `case ${at}: ${JSON.stringify(subject)} -> ${parseSubject(subject).base}`,
      ).toBe(true);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { settleDates } from '../../src/dedupe/settle-dates.js';
import { packFields } from '../../src/message/header-text.js';
import type { Message } from '../../src/message/message.js';
import { makeMessage } from '../message-fixture.js';

/** Days of a message and of what else tells its time. */
interface Dated {
  readonly date: string;
  readonly source?: NonNullable<Message['date']>['source'];
  readonly received?: string;
  readonly answers?: string;
  readonly id?: string;
}

const origin = { source: 'test.mbox', offset: 0, length: 10 };

function messageOf({ date, source = 'date', received, answers, id = `${date}@moor.example` }: Dated): Message {
  const message = makeMessage({ id, date, ...(answers ? { inReplyTo: [answers] } : {}) });
  const value = ` from a by b; ${received && new Date(received).toUTCString().replace('GMT', '+0000')}\n`;
  return {
    ...message,
    date: { ...message.date!, source, raw: date },
    headers: packFields(received ? [{ name: 'Received', value, origin }] : []),
  };
}

/** The day of each, `-` where it counts as undated, with where it is from if not from the Date. */
const settled = (messages: readonly Dated[]) =>
  settleDates(messages.map(messageOf)).map(
    ({ date }) =>
      `${date === null ? '-' : new Date(date.time).toISOString().slice(0, 10)}${date && date.source !== 'date' ? ` ${date.source}` : ''}`,
  );

/** Four messages within a year, the first and the last of which are known. */
const usual: readonly Dated[] = ['2001-03-01', '2001-06-01', '2001-09-01', '2002-02-28'].map((date) => ({ date }));

describe('a date years outside of all others', () => {
  it.each<readonly [rule: string, odd: Dated, expected: string]>([
    [
      'is kept within five years, whatever contradicts it',
      { date: '2007-02-01', received: '2002-01-01' },
      '2007-02-01',
    ],
    ['gives way to Received from there on', { date: '2009-02-01', received: '2002-01-01' }, '2002-01-01 received'],
    [
      'gives way to Received that lies a year off',
      { date: '2009-02-01', received: '2008-02-01T18:00:00Z' },
      '2008-02-01 received',
    ],
    ['is kept where Received bears it out', { date: '2009-02-01', received: '2008-06-01' }, '2009-02-01'],
    [
      'is kept where Received lies as far outside and contradicts nothing',
      { date: '2030-02-01', received: '2030-02-02' },
      '2030-02-01',
    ],
    ['counts as none where Received is no better', { date: '1987-02-01', received: '2044-02-02' }, '-'],
    ['is kept within ten years where nothing contradicts it', { date: '2012-01-01' }, '2012-01-01'],
    ['counts as none beyond', { date: '2015-01-01' }, '-'],
    ['the same before', { date: '1985-01-01' }, '-'],
    [
      'counts as none where what it answers contradicts it',
      { date: '2009-02-01', answers: '2001-06-01@moor.example' },
      '-',
    ],
    ['is kept where a reviewer gave it', { date: '2030-01-01', source: 'decision' }, '2030-01-01 decision'],
    [
      'of the line above it is kept within two years',
      { date: '2004-12-01', source: 'from-line' },
      '2004-12-01 from-line',
    ],
    ['of the line above it counts as none beyond', { date: '2005-12-01', source: 'from-line' }, '-'],
  ])('%s', (_rule, odd, expected) => {
    expect(settled([...usual, odd]).at(-1)).toBe(expected);
    expect(settled([odd, ...usual]).slice(1)).toEqual(usual.map(({ date }) => date));
  });

  it('is told with what is written, and what stands in', () => {
    const [doubted] = settleDates([{ date: '2044-02-01', received: '2002-01-01' }, ...usual].map(messageOf));
    expect(doubted!.doubtedDate).toBe('2044-02-01');
    expect(doubted!.problems.map(({ code, severity, message }) => [code, severity, message])).toEqual([
      [
        'date-implausible',
        'notice',
        'The date "2044-02-01" is kept as written, but lies years outside of the other dates (2001-03-01 to 2002-02-28); the earliest Received header stands in.',
      ],
    ]);
  });

  it('is none among two', () => {
    expect(settled([{ date: '2001-03-01' }, { date: '2044-02-01' }])).toEqual(['2001-03-01', '2044-02-01']);
  });

  it('are one of a hundred on either side where there are many, not two', () => {
    const many = Array.from({ length: 40 }, (_, at) => ({
      date: new Date(Date.UTC(2001, 0, 1 + at)).toISOString().slice(0, 10),
    }));
    const early = { date: '1980-06-01' };
    const late = { date: '2044-02-01' };
    expect(settled([early, ...many, late]).filter((date) => date === '-')).toHaveLength(2);
    const twice = settled([...many, late, { ...late, id: 'other@moor.example' }]);
    expect(twice.filter((date) => date === '-')).toHaveLength(0);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDate, parseMessageDate } from '../../src/message/header/message-date.js';
import { readTable } from '../case-table.js';
import { expectLinearTime } from '../linear-time.js';

const show = (text: string): string => {
  const date = parseMessageDate(text);
  return date === null ? 'null' : [formatDate(date), date.oddity].filter(Boolean).join(' ');
};

describe('parseMessageDate', () => {
  for (const { rule, input, expected } of readTable('message/dates'))
    it(`${rule}: ${JSON.stringify(input)}`, () => expect(show(input)).toBe(expected));

  it('gives back any moment that it was given in any offset', () => {
    const moment = fc.record({
      time: fc.integer({ min: 0, max: 2_500_000_000 }),
      offset: fc.integer({ min: -14 * 60, max: 14 * 60 }),
    });
    fc.assert(
      fc.property(moment, ({ time, offset }) => {
        const local = new Date((time + offset * 60) * 1000).toUTCString().replace(' GMT', '');
        const sign = offset < 0 ? '-' : '+';
        const zone = `${sign}${String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0')}${String(Math.abs(offset) % 60).padStart(2, '0')}`;
        const date = parseMessageDate(`${local} ${zone}`)!;
        expect(date.time).toBe(time * 1000);
        expect(date.offset).toBe(offset);
        expect(parseMessageDate(formatDate(date))).toMatchObject({ time: time * 1000, offset });
      }),
    );
  });

  it('never makes up the current time, whatever the text', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(
          'Mon,',
          'Jan',
          '2005',
          '3',
          '10:00:00',
          '+0100',
          'now',
          'NaN',
          '(',
          ')',
          '-',
          '/',
          ':',
          'PM',
          '年',
          ';',
        ),
        fc.string({ maxLength: 6 }),
      ),
      { maxLength: 12 },
    );
    const before = Date.now() - 1000;
    fc.assert(
      fc.property(pieces, (words) => {
        const date = parseMessageDate(words.join(' '));
        expect(date !== null && date.time >= before && date.time <= Date.now() + 1000).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads hostile text in linear time', () => {
    for (const piece of ['(', '1 ', 'Jan ', '10:', '+', 'a.', ')(', '1月', 'GMT+'])
      expectLinearTime((size) => parseMessageDate(piece.repeat(size)), 500_000, piece);
  });
});

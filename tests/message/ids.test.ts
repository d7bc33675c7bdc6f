import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCitedIds, parseMessageIds } from '../../src/message/header/message-id.js';
import { readTable } from '../case-table.js';
import { expectLinearTime } from '../linear-time.js';

describe('parseMessageIds', () => {
  for (const { rule, input, expected } of readTable('message/ids'))
    it(`${rule}: ${JSON.stringify(input)}`, () => expect(parseMessageIds(input).join(' ')).toBe(expected));

  it('rejects addresses of participants, and asks for them only where an id could be one', () => {
    const participants = () => new Set(['ann@x.org']);
    expect(parseMessageIds('<ann@x.org>', participants)).toEqual([]);
    expect(parseMessageIds('<Ann@x.org> <a1@x.org>', participants)).toEqual(['a1@x.org']);
    const unasked = () => {
      throw new Error('asked');
    };
    expect(parseMessageIds('<a1@x.org>', unasked)).toEqual(['a1@x.org']);
  });

  it('gives ids without brackets, spaces or repetition, whatever the value', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom('<', '>', '"', '@', '(', ')', 'a1', ' ', '\n ', ',', 'x.org'),
        fc.string({ maxLength: 3 }),
      ),
    );
    fc.assert(
      fc.property(pieces, (words) => {
        const ids = parseMessageIds(words.join(''));
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(id).not.toMatch(/^$|^<|\s/);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['2048_1521844237_0P6200HQXEIYCT60_a1b2@quay.example', 'a1b2@quay.example'],
    ['30435_1267558483_ZZg0S1P3C8iFr.00_c3-d4=e5@quay.example', 'c3-d4=e5@quay.example'],
    ['7_999999999_v874hKue006673_2.3.4@quay.example', '2.3.4@quay.example'],
    ['20040102_1267558483_pipe@quay.example', '20040102_1267558483_pipe@quay.example'],
    ['12_34_0P6200HQXEIYCT60_a1b2@quay.example', '12_34_0P6200HQXEIYCT60_a1b2@quay.example'],
    ['2048_1521844237_0P6200HQXEIYCT60_@quay.example', '2048_1521844237_0P6200HQXEIYCT60_@quay.example'],
  ])('cites without the mark that a filter put before it: %s', (written, cited) => {
    expect(parseCitedIds(`<${written}>\n <${cited}>`)).toEqual([cited]);
  });

  it('reads ten thousand ids, and hostile values, in linear time', () => {
    const many = Array.from({ length: 10_000 }, (_, at) => `<id${at}@x.org>`).join('\n ');
    expect(parseMessageIds(many)).toHaveLength(10_000);
    for (const piece of ['<', '<"', '(', '"', '=?', '<a', '>', '<a@b '])
      expectLinearTime((size) => parseMessageIds(piece.repeat(size)), 100_000, piece);
  });
});

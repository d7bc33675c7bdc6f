import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLines } from '../../src/report/table/csv-lines.js';
import { makeVisible } from '../../src/text/visible-text.js';

describe('lines of CSV', () => {
  it.each([
    [['=1+1', 'a\u001b[2J'], "'=1+1,a␛[2J\r\n"],
    [['Brandt, Ilse', 'the "deed"', ''], '"Brandt, Ilse","the ""deed""",\r\n'],
    [[null, undefined, 0, -3, '-3', '+"x'], ',,0,-3,\'-3,"\'+""x"\r\n'],
    [['a\nb', '\uff1dx'], "a␊b,'\uff1dx\r\n"],
  ])('quotes what parts cells, and lets no cell be a formula or hold a line break: %j', (record, line) => {
    expect(csvLines([record])).toBe(line);
  });

  it('writes any cells as csv-stringify does', () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'ab=+-@",;\'\r\n\t \u0000\uff1d\uff0b\uff0d\uff20é\ud800') }),
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.constantFrom(null, undefined, 0.5, 1e30),
    );
    const records = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 5 });
    fc.assert(
      fc.property(records, (given) => {
        const visible = given.map((record) => record.map((one) => (typeof one === 'string' ? makeVisible(one) : one)));
        expect(csvLines(given)).toBe(stringify(visible, { escape_formulas: true, record_delimiter: '\r\n' }));
      }),
      { numRuns: 300 },
    );
  });
});

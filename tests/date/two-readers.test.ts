import { describe, expect, it } from 'vitest';
import { parseLooseDate } from '../../src/date/loose-date.js';
import { findWrittenDate, parseWrittenDate } from '../../src/date/written-date.js';

/** The moment of a date in a header, and in a quotation (which need not tell the zone). */
const header = (text: string) => parseLooseDate(text)?.time;
const quoted = (text: string) => {
  const date = parseWrittenDate(text);
  return date && date.local - (date.offset ?? 0) * 60_000;
};

describe('headers and quotations', () => {
  it.each([
    ['1 Jan 49 10:00:00', Date.UTC(2049, 0, 1, 10)],
    ['1 Jan 50 10:00:00', Date.UTC(1950, 0, 1, 10)],
    ['1 Jan 60 10:00:00', Date.UTC(1960, 0, 1, 10)],
    ['1 Jan 99 10:00:00', Date.UTC(1999, 0, 1, 10)],
    ['3 avgust 2005 10:00:00', Date.UTC(2005, 7, 3, 10)],
    ['3 kasım 2005 10:00:00', Date.UTC(2005, 10, 3, 10)],
    ['3 Jan 2005 10:00:00 HAST', Date.UTC(2005, 0, 3, 20)],
    ['3 Jan 2005 10:00:00 PKT', Date.UTC(2005, 0, 3, 5)],
    ['3 Jan 2005 10:00:00 CET', Date.UTC(2005, 0, 3, 9)],
    ['3 Jan 2005 10:00:00 EST', Date.UTC(2005, 0, 3, 15)],
  ])('read %s alike', (text, moment) => {
    expect(header(text)).toBe(moment);
    expect(quoted(text)).toBe(moment);
  });

  it.each(['CST', 'BST', 'AST'])('leaves %s open in a quotation, where RFC 5322 does not rule', (zone) => {
    expect(parseWrittenDate(`3 Jan 2005 10:00 ${zone}`)?.offset).toBeNull();
    expect(parseLooseDate(`3 Jan 2005 10:00 ${zone}`)?.offset).not.toBeNull();
  });

  it.each(['Art Example', 'Cat Example', 'West Example'])('takes no first name for a zone: %s', (name) => {
    const text = `On 3 Jan 2005 10:05, ${name} wrote:`;
    const found = findWrittenDate(text)!;
    expect(found.date.offset).toBeNull();
    expect(text.slice(found.end)).toBe(`, ${name} wrote:`);
  });

  it.each([
    ['mar. 3 févr. 2005 10:00', Date.UTC(2005, 1, 3, 10)],
    ['lun., 7 mars 2005 10:00', Date.UTC(2005, 2, 7, 10)],
    ['Mar 3 2005 10:00', Date.UTC(2005, 2, 3, 10)],
    ['3 mar 2005 10:00', Date.UTC(2005, 2, 3, 10)],
  ])('takes a leading week day for no month where a month follows: %s', (text, moment) => {
    expect(header(text)).toBe(moment);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WrittenDate } from '../../src/date/written-clock.js';
import { dateInterval, datesAgree, findWrittenDate, parseWrittenDate } from '../../src/date/written-date.js';
import { expectLinearTime } from '../linear-time.js';

const near = Date.UTC(2020, 2, 1);
const iso = (time: number) => new Date(time).toISOString().slice(0, 19);
const told = (date: WrittenDate | null) =>
  date &&
  `${iso(date.local)} ${date.offset ?? '?'} ${date.precision}${date.alternatives.map((time) => ` or ${iso(time).slice(0, 10)}`).join('')}`;

const LANGUAGES = (
  'af ar ast az be bg br bs ca cs cy da de dsb el en en-GB eo es et eu fi fo fr fy ga gl he hi hr hsb hu hy id is it ja ka kk ko lb lt lv mk ml mr ms ' +
  'nb nl nn pl pt pt-PT rm ro ru sk sl sq sr sr-Latn sv ta th tr uk uz vi zh-Hans zh-Hant'
).split(' ');

describe('a written date', () => {
  it.each([
    ['2020-01-03T10:05:00Z', '2020-01-03T10:05:00 0 second'],
    ['Tue, 3 Jan 2006 10:05:00 +0100', '2006-01-03T10:05:00 60 second'],
    ['Tue, 3 Jan 2006 10:05:00 -0500 (EST)', '2006-01-03T10:05:00 -300 second'],
    ['Tue Jan  3 10:05:00 EST 2006', '2006-01-03T10:05:00 -300 second'],
    ['Tue Jan  3 10:05:00 2006 +0100', '2006-01-03T10:05:00 60 second'],
    ['Friday, January 03, 2020 10:05 AM', '2020-01-03T10:05:00 ? minute'],
    ['Friday, January 03, 2020 10:05:12 PM GMT-05:00', '2020-01-03T22:05:12 -300 second'],
    ['3 Jan 2020 10:05 AM (GMT-05:00) Eastern Time (US & Canada)', '2020-01-03T10:05:00 -300 minute'],
    ['21 January 2019 11:15:58 AM AEST', '2019-01-21T11:15:58 600 second'],
    ['10:05 AM EST on January 3, 2020', '2020-01-03T10:05:00 -300 minute'],
    ['mar, 07-01-2020 a las 10:05', '2020-01-07T10:05:00 ? minute'],
    ['mer. 08/01/2020 10:05', '2020-01-08T10:05:00 ? minute'],
    ['lun, 2020-01-06 alle 10:05', '2020-01-06T10:05:00 ? minute'],
    ['Le 3 janv. 20, ?? 10:05', '2020-01-03T10:05:00 ? minute'],
    ['Thứ Sáu, 3 Tháng Một 2020 10:05 CH', '2020-01-03T22:05:00 ? minute'],
    ['3 Tháng Mười Hai 2019 10:05', '2019-12-03T10:05:00 ? minute'],
    ['20/1/3 오후 10:05', '2020-01-03T22:05:00 ? minute'],
    ['3 Jan 2020 10:05 CST', '2020-01-03T10:05:00 ? minute'],
    ['January 3rd, 2020 at 10.05am', '2020-01-03T10:05:00 ? minute'],
    ['03-Jan-20 12:05 AM', '2020-01-03T00:05:00 ? minute'],
    ['3 janv. 2020 à 10h05', '2020-01-03T10:05:00 ? minute'],
    ['vie, 3 ene 2020 a la(s) 10:05\u202fp.\u00a0m.', '2020-01-03T22:05:00 ? minute'],
    ['fre. 3. jan. 2020 kl. 10.05', '2020-01-03T10:05:00 ? minute'],
    ['pe 3. tammik. 2020 klo 10.05', '2020-01-03T10:05:00 ? minute'],
    ['2020. jan. 3., P 10:05', '2020-01-03T10:05:00 ? minute'],
    ['2020 m. sausio 3 d. 10:05', '2020-01-03T10:05:00 ? minute'],
    ['piektd., 2020. g. 3. janv., plkst. 10:05', '2020-01-03T10:05:00 ? minute'],
    ['пт, 3 янв. 2020 г. в 10:05', '2020-01-03T10:05:00 ? minute'],
    ['Παρ, 3 Ιαν 2020 στις 10:05 μ.μ.', '2020-01-03T22:05:00 ? minute'],
    ['3 Oca 2020 Cum, 10:05', '2020-01-03T10:05:00 ? minute'],
    ['ביום ו׳, 3 בינו׳ 2020 ב-10:05', '2020-01-03T10:05:00 ? minute'],
    ['الجمعة، 3 يناير 2020 في 10:05 م', '2020-01-03T22:05:00 ? minute'],
    ['٣ يناير ٢٠٢٠ ١٠:٠٥ ص', '2020-01-03T10:05:00 ? minute'],
    ['۱۳ دی ۱۳۹۸ ۱۰:۰۵', '2020-01-03T10:05:00 ? minute'],
    ['۱۳۹۸/۱۰/۱۳، ۱۰:۰۵ ب.ظ', '2020-01-03T22:05:00 ? minute'],
    ['30 اسفند 1399', '2021-03-20T00:00:00 ? day'],
    ['٨ جمادى الأولى ١٤٤١ هـ ١٠:٠٥ ص', '2020-01-04T10:05:00 ? minute or 2020-01-03 or 2020-01-05 or 2020-01-02'],
    ['08/05/1441 10:05 م', '2020-01-04T22:05:00 ? minute or 2020-01-03 or 2020-01-05 or 2020-01-02'],
    ['3 ม.ค. 2563 เวลา 10:05', '2020-01-03T10:05:00 ? minute'],
    ['Vào 10:05 Th 6, 3 thg 1, 2020', '2020-01-03T10:05:00 ? minute'],
    ['2020年1月3日 星期五 下午10:05', '2020-01-03T22:05:00 ? minute'],
    ['2020年1月3日(金) 10:05', '2020-01-03T10:05:00 ? minute'],
    ['2020년 1월 3일 (금) 오후 10:05', '2020-01-03T22:05:00 ? minute'],
    ['Fri, Jan 3, 2020 PM 10:05', '2020-01-03T22:05:00 ? minute'],
    ['３ Jan ２０２０ １０：０５', '2020-01-03T10:05:00 ? minute'],
    ['15.03.2005 00:59 (+0100)', '2005-03-15T00:59:00 60 minute'],
    ['9-Dec-2005          Time: 10:05:00', '2005-12-09T10:05:00 ? second'],
    ["Jan 5 '03", '2003-01-05T00:00:00 ? day'],
    ['Jan 5, at 10:05', '2020-01-05T10:05:00 ? minute'],
    ['1月5日 10:05', '2020-01-05T10:05:00 ? minute'],
    ['Dec 30, at 10:05', '2019-12-30T10:05:00 ? minute'],
    ['Thu, 2020-02-01 at 10:05 +0100', '2020-01-02T10:05:00 60 minute'],
    ['Sat, 2020-02-01 at 10:05 +0100', '2020-02-01T10:05:00 60 minute'],
    ['2020-02-01 at 10:05 +0100', '2020-02-01T10:05:00 60 minute'],
    ['Tue, 2020-28-01 at 10:05 +0100', '2020-01-28T10:05:00 60 minute'],
  ])('is read: %s', (text, expected) => {
    expect(told(parseWrittenDate(text, { near }))).toBe(expected);
  });

  it.each(['', 'hello', '10:05', '1.2.3', '10.0.0.1', '32 Jan 2020', '2020-13-40', 'May', 'at 10 AM'])(
    'is not seen where there is none: %s',
    (text) => {
      expect(parseWrittenDate(text, { near })).toBeNull();
    },
  );

  it('takes the year from the quoting message, and from nothing else', () => {
    expect(parseWrittenDate('Jan 5, at 10:05')).toBeNull();
    expect(told(parseWrittenDate('Mar 2, at 10:05', { near }))).toBe('2020-03-02T10:05:00 ? minute');
    expect(told(parseWrittenDate('Mar 9, at 10:05', { near }))).toBe('2019-03-09T10:05:00 ? minute');
  });

  it('keeps both readings where day and month may be swapped, the one nearer before the quoting message first', () => {
    expect(told(parseWrittenDate('1/2/2020 10:05', { near: Date.UTC(2020, 1, 2) }))).toBe(
      '2020-02-01T10:05:00 ? minute or 2020-01-02',
    );
    expect(told(parseWrittenDate('1/2/2020 10:05', { near: Date.UTC(2020, 0, 3) }))).toBe(
      '2020-01-02T10:05:00 ? minute',
    );
    expect(told(parseWrittenDate('1/2/2020 10:05 AM'))).toBe('2020-01-02T10:05:00 ? minute or 2020-02-01');
    expect(told(parseWrittenDate('13/2/2020 10:05 AM'))).toBe('2020-02-13T10:05:00 ? minute');
    expect(told(parseWrittenDate('16-06-09 07:48 PM', { near: Date.UTC(2016, 5, 10) }))).toMatch(/^2016-06-09/);
  });

  it.each<[text: string, near: string | null, dayFirst: boolean, expected: string]>([
    ['13/05/07 10:05 AM', null, false, '2007-05-13T10:05:00 or 2013-05-07'],
    ['13/05/07 10:05 AM', '2014-01-01', false, '2007-05-13T10:05:00 or 2013-05-07'],
    ['12/12/22 2:00 PM', '2023-01-10', false, '2022-12-12T14:00:00'],
    ['4/5/99 10:05 AM', '1999-05-02', false, '1999-04-05T10:05:00 or 1999-05-04'],
    ['4/5/99 10:05', '1999-05-05', false, '1999-05-04T10:05:00 or 1999-04-05'],
    ['04/05/1999 à 10:05', '1999-06-20', true, '1999-05-04T10:05:00 or 1999-04-05'],
    ['05/04/1999 à 10:05', '1999-05-06', true, '1999-04-05T10:05:00 or 1999-05-04'],
    ['04/05/1999', '1999-05-06', true, '1999-05-04T00:00:00 or 1999-04-05'],
    ['05/04/1999', null, true, '1999-04-05T00:00:00 or 1999-05-04'],
    ['05/04/1999', null, false, '1999-05-04T00:00:00 or 1999-04-05'],
    ['04/05/1999 10:05', '1999-04-20', true, '1999-04-05T10:05:00'],
    ['04/05/1999 10:05 PM', '1999-04-06', true, '1999-04-05T22:05:00'],
  ])(
    'reads figures by what the language puts first, unless that lies ahead: %s before %s',
    (text, before, dayFirst, expected) => {
      const date = parseWrittenDate(text, { near: before === null ? null : Date.parse(before), dayFirst });
      expect(told(date)?.replace(/ \? \w+/, '')).toBe(expected);
    },
  );

  it('lets the week day decide between the readings', () => {
    expect(told(parseWrittenDate('Thu 1/2/2020 10:05 AM'))).toBe('2020-01-02T10:05:00 ? minute');
    expect(told(parseWrittenDate('Sat 1/2/2020 10:05 AM'))).toBe('2020-02-01T10:05:00 ? minute');
  });

  it('keeps both months where two languages use the name for different ones', () => {
    expect(told(parseWrittenDate('5. listopad 2019'))).toBe('2019-10-05T00:00:00 ? day or 2019-11-05');
  });

  it.each(LANGUAGES)('is read as the system writes it in %s', (language) => {
    const wrong: string[] = [];
    for (let month = 0; month < 12; month++) {
      // Breton October and November are words of other languages (`here`, `du`).
      if (language === 'br' && (month === 9 || month === 10)) continue;
      const time = Date.UTC(2019, month, 13 + month, 21, 5);
      const format = (options: Intl.DateTimeFormatOptions) =>
        new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { timeZone: 'UTC', ...options }).format(time);
      const texts = [
        format({ dateStyle: 'full', timeStyle: 'short' }),
        format({ dateStyle: 'long', timeStyle: 'short' }),
        format({ dateStyle: 'medium', timeStyle: 'short' }),
        format({ dateStyle: 'short', timeStyle: 'short' }),
        format({
          weekday: 'short',
          day: 'numeric',
          month: 'short',
          year: 'numeric',
          hour: '2-digit',
          minute: '2-digit',
        }),
      ];
      for (const text of texts) {
        const date = parseWrittenDate(text, { near: time + 3_600_000 });
        if (date?.local !== time) wrong.push(`${text} -> ${told(date)}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('finding a date in a sentence', () => {
  it.each([
    ['On Fri, 3 Jan 2020 at 10:05, April Jones <a@example.org> wrote:', 'Fri, 3 Jan 2020 at 10:05'],
    ['Ann Example <a@example.org> schrieb am 3. Jan. 2020 um 10:05:', '3. Jan. 2020 um 10:05'],
    ['On 3 Jan 2020, Sun Li wrote:', '3 Jan 2020'],
    ['On 6/30/05, ann <ann at example.org> wrote:', '6/30/05'],
    ['Le ven. 3 janv. 2020 à 10:05, Jean Mars a écrit :', 'ven. 3 janv. 2020 à 10:05'],
    ['Jean May (3 Jan 2020 10:05):', '3 Jan 2020 10:05'],
  ])('leaves the author: %s', (text, expected) => {
    const found = findWrittenDate(text, { near });
    expect(found && text.slice(found.start, found.end)).toBe(expected);
  });

  it.each(['Jan May wrote:', 'see version 10.05', 'I met 5 people, see 10:05', 'Ann wrote:'])(
    'finds none in: %s',
    (text) => {
      expect(findWrittenDate(text, { near })).toBeNull();
    },
  );

  it('stays linear on long runs of numbers, month names and marks', () => {
    for (const piece of ['1 ', 'Jan ', '1/', '10:', '1.2.', 'On ', '(', '2020-01-', 'a. m. ', '年1月'])
      expectLinearTime((size) => findWrittenDate(piece.repeat(size), { near }), 200_000, piece);
  });

  it('never throws, and the text found is a part of the text given', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.constantFrom('3 Jan 2020', '1/2/03 10:05', '2020年1月3日'),
        (noise, date) => {
          const text = `${noise} ${date} ${noise}`;
          const found = findWrittenDate(text, { near });
          if (found) expect(found.date.raw).toBe(text.slice(found.start, found.end));
        },
      ),
    );
  });
});

describe('comparing a written date with a moment', () => {
  const date = parseWrittenDate('3 Jan 2020 10:05')!;
  const moment = Date.UTC(2020, 0, 3, 10, 5, 42);
  it('spans 14 hours either way where no zone is written', () => {
    expect(dateInterval(date)).toEqual({
      earliest: Date.UTC(2020, 0, 2, 20, 5),
      latest: Date.UTC(2020, 0, 4, 0, 5, 59, 999),
    });
    expect(dateInterval(parseWrittenDate('3 Jan 2020 10:05 +0100')!)).toEqual({
      earliest: Date.UTC(2020, 0, 3, 9, 5),
      latest: Date.UTC(2020, 0, 3, 9, 5, 59, 999),
    });
  });
  it.each([
    ['the same minute of the sender', moment - 3_600_000, 60, 'same-minute'],
    ['whole hours off', moment - 5 * 3_600_000, null, 'whole-hours'],
    ['an Indian clock', moment - 5.5 * 3_600_000, null, 'quarter-hours'],
    ['a clock three minutes late', moment - 3 * 60_000, null, 'clock-slack'],
    ['seven minutes off', moment - 7 * 60_000, null, 'none'],
    ['a day off', moment - 86_400_000, null, 'none'],
  ] as const)('grades %s', (_, time, offset, grade) => {
    expect(datesAgree(date, time, offset).grade).toBe(grade);
  });
  it('holds a written zone to its word', () => {
    const zoned = parseWrittenDate('3 Jan 2020 10:05 +0100')!;
    expect(datesAgree(zoned, moment - 3_600_000).grade).toBe('same-minute');
    expect(datesAgree(zoned, moment - 4 * 3_600_000).grade).toBe('none');
  });
});

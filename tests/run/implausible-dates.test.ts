import { describe, expect, it } from 'vitest';
import { timeOf } from '../../src/link/post/post-facts.js';
import { threadMessages } from '../../src/run/thread-mail.js';
import { letter, type Mail, reconstructCase } from '../mail-case.js';

const ADA = 'Ada Lind <ada@moor.example>';
const BO = 'Bo Roth <bo@quay.example>';
const usual = [1, 2, 3, 4, 5].map((day) => letter(`n${day}`, ADA, BO, day, `Crane ${day}`));
const received = (date: string) => `from a.moor.example by b.quay.example; ${date}`;

/** Each produced post with its date, in the order of the threads; `x` marks one whose written date is not believed. */
const dates = ({ threads }: Awaited<ReturnType<typeof reconstructCase>>) =>
  threads.flatMap(({ posts }) =>
    posts.flatMap(({ post }) => {
      if (post.kind !== 'produced') return [];
      const time = timeOf(post);
      const { doubtedDate, date, subject } = post.message;
      const when = time === null ? '-' : new Date(time).toISOString().slice(0, 10);
      return [`${subject.text}: ${when} ${date?.source ?? '-'}${doubtedDate === undefined ? '' : ` x ${doubtedDate}`}`];
    }),
  );
const ofOdd = async (odd: Mail) =>
  dates(await reconstructCase({ case: [...usual, { ...odd, Subject: 'Odd' }] })).filter((line) =>
    line.startsWith('Odd'),
  );

describe('a date at which no mail was sent', () => {
  it.each([
    'Mon, 1 Jan 0001 00:00:00 +0000',
    'Mon, 01 Jan 1601 00:00:00 +0000',
    'Sun, 31 Dec 1899 23:00:00 +0000',
    'Thu, 1 Jan 1970 00:00:00 +0000',
    'Wed, 31 Dec 1969 16:00:00 -0800',
    'Tue, 1 Jan 1980 00:00:00 +0000',
    'Mon, 31 Dec 1979 16:00:00 -0800 (PST)',
    'Thu, 7 Feb 2036 06:28:16 +0000',
    'Tue, 19 Jan 2038 03:14:07 +0000',
    'Sat, 1 Jan 4501 00:00:00 +0000',
  ])('is kept as written and gives way to Received: %s', async (date) => {
    const odd = letter('o', ADA, BO, 1, 'Odd', { Date: date });
    expect(await ofOdd(odd)).toEqual([`Odd: 2018-01-01 from-line x ${date}`]);
    expect(await ofOdd({ Received: received('Fri, 3 May 2019 10:00:05 +0000'), ...odd })).toEqual([
      `Odd: 2019-05-03 received x ${date}`,
    ]);
  });

  it('does not give way to when the mailbox was written', async () => {
    const many = Array.from({ length: 30 }, (_, n) => letter(`m${n}`, ADA, BO, 1 + (n % 28), `Crane ${n}`));
    const old = many.map((mail) => ({ ...mail, Date: mail.Date!.replace('2019', '2001') }));
    const odd = letter('o', ADA, BO, 1, 'Odd', { Date: 'Mon, 31 Dec 1979 16:00:00 -0800' });
    expect(dates(await reconstructCase({ case: [...old, odd] })).at(-1)).toBe(
      'Odd: - - x Mon, 31 Dec 1979 16:00:00 -0800',
    );
  });

  it('is told, sets no span, opens no list and makes no silence', async () => {
    const records = usual.map(({ From, To, Date: date, Subject, text }) => ({ From, To, Date: date, Subject, text }));
    const odd = [
      { From: ADA, To: BO, Date: '0001-01-01T00:00:00', Subject: 'Odd', text: 'Lost.' },
      { From: ADA, To: BO, Date: '9999-12-31T23:59:59Z', Subject: 'Odder', text: 'Lost too.' },
    ];
    const { threads, problems } = await threadMessages([...odd, ...records]);
    const [first] = threads;
    expect(first!.posts[0]!.post.kind === 'produced' && first!.posts[0]!.post.message.subject.text).toBe('Crane 1');
    const times = threads.flatMap(({ posts }) => posts.flatMap(({ post }) => timeOf(post) ?? []));
    expect(times).toHaveLength(5);
    expect(problems.filter(({ code }) => code === 'date-implausible')).toHaveLength(2);
  });

  it('of a record gives way to when it was received', async () => {
    const { posts } = await threadMessages([
      {
        from: ADA,
        subject: 'Odd',
        sentDateTime: '1601-01-01T00:00:00Z',
        receivedDateTime: '2019-05-02T10:00:00Z',
        text: 'a',
      },
    ]);
    expect(posts.map(timeOf)).toEqual([Date.UTC(2019, 4, 2, 10)]);
  });

  it('in a quotation is no date', async () => {
    const quoting = letter('q', ADA, BO, 6, 'Re: Plan', {
      text: 'Yes.\n\n-----Original Message-----\nFrom: Bo Roth\nSent: Monday, January 01, 1601 12:00 AM\nTo: Ada Lind\nSubject: Plan\n\nShall we build the wall?',
    });
    const { posts } = await reconstructCase({ case: [...usual, quoting] });
    expect(posts.filter(({ kind }) => kind === 'recovered').map(timeOf)).toEqual([null]);
  });
});

describe('a date years outside of all others', () => {
  const far = letter('f', ADA, BO, 1, 'Odd', { Date: 'Fri, 3 May 2031 10:00:00 +0000' });

  it('is doubted where nothing bears it out', async () => {
    expect(await ofOdd(far)).toEqual(['Odd: - - x Fri, 3 May 2031 10:00:00 +0000']);
    expect(await ofOdd({ ...far, Date: 'Sun, 3 May 1992 10:00:00 +0000' })).toEqual([
      'Odd: - - x Sun, 3 May 1992 10:00:00 +0000',
    ]);
  });

  it('gives way to Received', async () => {
    expect(await ofOdd({ Received: received('Fri, 3 May 2019 10:00:05 +0000'), ...far })).toEqual([
      'Odd: 2019-05-03 received x Fri, 3 May 2031 10:00:00 +0000',
    ]);
  });

  it('is believed where another clock of the message bears it out', async () => {
    expect(await ofOdd({ Received: received('Fri, 3 May 2031 10:00:05 +0000'), ...far })).toEqual([
      'Odd: 2031-05-03 date',
    ]);
  });

  it('is doubted sooner where it answers what was sent later', async () => {
    const early = { ...far, Date: 'Wed, 3 May 2012 10:00:00 +0000' };
    expect(await ofOdd(early)).toEqual(['Odd: 2012-05-03 date']);
    expect(await ofOdd({ ...early, 'In-Reply-To': '<n2@moor.example>' })).toEqual([
      'Odd: - - x Wed, 3 May 2012 10:00:00 +0000',
    ]);
  });

  it('is believed in a collection of many years', async () => {
    const spread = [1999, 2003, 2005, 2008, 2013, 2016, 2021].map((year) =>
      letter(`y${year}`, ADA, BO, 1, `Year ${year}`, { Date: `1 May ${year} 10:00:00 +0000` }),
    );
    expect(dates(await reconstructCase({ case: spread })).filter((line) => line.includes(' x '))).toEqual([]);
  });

  it('does not hang on who else was doubted', async () => {
    const many = Array.from({ length: 40 }, (_, n) => letter(`m${n}`, ADA, BO, 1 + (n % 28), `Crane ${n}`));
    const lines = dates(await reconstructCase({ case: [far, ...many] }));
    expect(lines.filter((line) => line.includes(' x '))).toHaveLength(1);
    expect(lines.at(-1)).toContain('Odd: - - x');
  });
});

describe('days and months', () => {
  const mail = (date: string) => ({ from: ADA, to: BO, subject: 'Crane', date, text: `Of ${date}.` });
  const days = async (...written: readonly string[]) =>
    (await threadMessages(written.map(mail))).posts
      .map((post) => new Date(timeOf(post)!).toISOString().slice(0, 10))
      .sort();

  it.each([
    [
      'day first where the others can only be so',
      ['05/04/2016 08:01', '13/04/2016 09:12'],
      ['2016-04-05', '2016-04-13'],
    ],
    ['month first where the others are', ['05/04/2016 08:01', '04/13/2016 09:12'], ['2016-04-13', '2016-05-04']],
    [
      'month first where both stand beside it',
      ['05/04/2016', '13/04/2016', '04/13/2016'],
      ['2016-04-13', '2016-04-13', '2016-05-04'],
    ],
    ['month first where nothing tells', ['05/04/2016', '06/04/2016'], ['2016-05-04', '2016-06-04']],
    ['bare days too', ['5/4/2016', '25/4/2016'], ['2016-04-05', '2016-04-25']],
    ['month first between dashes too', ['04-05-2016', '04-13-2016'], ['2016-04-05', '2016-04-13']],
    ['day first of two-digit years', ['05/04/16', '13/04/16'], ['2016-04-05', '2016-04-13']],
    ['year first where another can only be so', ['16-04-04', '99-12-31'], ['1999-12-31', '2016-04-04']],
    ['with dashes day first where nothing tells', ['04-05-2016'], ['2016-05-04']],
  ] as const)('are read %s', async (_, written, expected) => {
    expect(await days(...written)).toEqual(expected);
  });

  it.each(['1999/01/31', '31 Jan 1999', 'Sun, 31 Jan 1999'])(
    'a bare day in a header is no midnight: %s',
    async (date) => {
      const { posts } = await reconstructCase({ case: [letter('d', ADA, BO, 1, 'Day', { Date: date })] });
      expect(posts.map((post) => post.kind === 'produced' && post.message.date?.precision)).toEqual(['day']);
    },
  );

  it.each(['Sun, 31 Jan 1999 00:00:00', '31 Jan 1999 0:00', '19990131000000Z'])(
    'a midnight is one: %s',
    async (date) => {
      const { posts } = await reconstructCase({ case: [letter('d', ADA, BO, 1, 'Day', { Date: date })] });
      expect(posts.map((post) => post.kind === 'produced' && post.message.date?.precision)).toEqual([undefined]);
    },
  );
});

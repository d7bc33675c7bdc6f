import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainLinks } from '../../src/link/explain/explain-links.js';
import { traceContent } from '../../src/report/answer/content-path.js';
import { buildReport } from '../../src/report/answer/report.js';
import { noFilter } from '../../src/report/answer/thread-filter.js';
import { writeTextReport } from '../../src/report/format/text-report.js';
import { threadTable } from '../../src/report/format/thread-table.js';
import { reconstruct } from '../../src/run/reconstruct.js';
import { threadMessages } from '../../src/run/thread-mail.js';

const SURVEY = `The piles on the east side have lost about a third of their width, and the two next
to the slipway cannot carry the crane any longer. I would not let anybody drive a lorry over
the apron before the engineers have looked at the drawings again.`;

interface Mail {
  readonly id: string;
  readonly from: string;
  readonly to?: string;
  readonly subject: string;
  /** Of January; NaN where nothing is dated. */
  readonly day: number;
  readonly text: string;
  readonly inReplyTo?: string;
}

const quote = (text: string, mark = '> ') => text.replace(/^/gm, mark);
const survey: Mail = { id: 'survey', from: 'ann@moor.example', subject: 'Basin survey', day: 3, text: SURVEY };
const statement: Mail = {
  id: 'statement',
  from: 'di@dike.example',
  to: 'press@dike.example',
  subject: 'Harbour statement',
  day: 8,
  text: `We were asked for the words. Here they are.\n\n${quote(SURVEY)}\n\n${quote('Who else has seen the drawings of the apron?')}\n\nDi`,
};

function objectOf({ id, from, to, subject, day, text, inReplyTo }: Mail) {
  const date = Number.isNaN(day) ? undefined : new Date(Date.UTC(2020, 0, 0, 10) + day * 86_400_000).toISOString();
  const reply = inReplyTo ? { inReplyTo: `${inReplyTo}@moor.example` } : {};
  return { messageId: `${id}@moor.example`, from, to: to ?? 'team@lists.example.org', subject, date, text, ...reply };
}

const firstWords = (text: string, count: number) => text.split(/\s+/).slice(0, count).join(' ');
/** A text of 24 words of its own. */
const ownText = (name: string) =>
  Array.from({ length: 24 }, (_, at) => `${name}${'abcdefghijklmnopqrstuvwx'[at]}`).join(' ');
const writers = (count: number, text: string): readonly Mail[] =>
  Array.from({ length: count }, (_, at) => ({
    ...survey,
    id: `w${at}`,
    from: `w${at}@moor.example`,
    subject: ownText(`subject${at}`),
    day: 3 + at / 100,
    text: `${text}\n\n${ownText(`w${at}`)}`,
  }));

async function referencesOf(mails: readonly Mail[]) {
  const { posts, crossReferences } = await threadMessages(mails.map(objectOf), { findings: false });
  const ids = new Map(
    posts.map((post) => [post.key, post.kind === 'produced' ? post.message.messageId!.split('@')[0]! : post.kind]),
  );
  return crossReferences.map(({ post, quoted, words }) => `${ids.get(post)} quotes ${words} of ${ids.get(quoted)}`);
}

describe('cross-references', () => {
  it.each<[rule: string, mails: readonly Mail[], expected: readonly string[]]>([
    ['names the message that one under a new subject quotes', [survey, statement], ['statement quotes 47 of survey']],
    [
      'says nothing of what a message answers',
      [survey, { ...statement, subject: 'Re: Basin survey', inReplyTo: 'survey' }],
      [],
    ],
    [
      'says nothing of what stands above what it answers',
      [
        survey,
        { ...statement, id: 'reply', subject: 'Re: Basin survey', inReplyTo: 'survey', text: 'I see. Thank you.' },
        { ...statement, id: 'late', subject: 'Re: Basin survey', day: 9, inReplyTo: 'reply' },
      ],
      [],
    ],
    [
      'says of an answer nothing that the message it answers tells',
      [
        survey,
        statement,
        {
          ...statement,
          id: 'reply',
          from: 'press@dike.example',
          to: 'di@dike.example',
          subject: 'Re: Harbour statement',
          day: 9,
          inReplyTo: 'statement',
          text: `Which basin?\n\nOn 8 Jan 2020, Di wrote:\n${quote(statement.text)}`,
        },
      ],
      ['statement quotes 47 of survey'],
    ],
    [
      'names nobody for fewer than 20 words',
      [survey, { ...statement, text: quote('The piles on the east side have lost about a third of their width') }],
      [],
    ],
    [
      'names each of several messages that are quoted',
      [
        survey,
        {
          ...survey,
          id: 'budget',
          from: 'bo@moor.example',
          subject: 'Budget',
          text: 'There is no money for new piles this year, and the council will not vote again before the end of June, as far as I was told.',
        },
        {
          ...statement,
          text: `${statement.text}\n\nAnd from another one\n\n${quote('There is no money for new piles this year, and the council will not vote again before the end of June')}\n`,
        },
      ],
      ['statement quotes 47 of survey', 'statement quotes 21 of budget'],
    ],
    [
      'names the first of those that wrote the words',
      [
        { ...survey, id: 'second', from: 'cy@moor.example', subject: 'Piles', day: 5, text: `${SURVEY} Cy` },
        survey,
        statement,
      ],
      ['statement quotes 47 of survey'],
    ],
    [
      'names it for 20 words',
      [survey, { ...statement, text: quote(firstWords(SURVEY, 20)) }],
      ['statement quotes 20 of survey'],
    ],
    ['names nobody for 19', [survey, { ...statement, text: quote(firstWords(SURVEY, 19)) }], []],
    [
      'counts a message that repeats itself once',
      [{ ...survey, text: `${SURVEY}\n\n`.repeat(14) }, statement],
      ['statement quotes 47 of survey'],
    ],
    [
      'names the first of twelve that wrote the words',
      [...writers(12, SURVEY), statement],
      ['statement quotes 47 of w0'],
    ],
    ['names none of thirteen', [...writers(13, SURVEY), statement], []],
    [
      'names who wrote most of the words before who wrote some of them earlier',
      [
        { ...survey, day: 5 },
        { ...survey, id: 'early', from: 'cy@moor.example', subject: 'Piles', day: 2, text: firstWords(SURVEY, 25) },
        statement,
      ],
      ['statement quotes 47 of survey'],
    ],
    [
      'names what was produced before an earlier message that is known from a quotation',
      [
        survey,
        {
          ...survey,
          id: 'answer',
          from: 'bo@moor.example',
          subject: 'Re: Crane',
          day: 4,
          text: `No.\n\nOn 2 Jan 2020 at 08:15, Zed Ulm <zed@ulm.example> wrote:\n${quote(SURVEY)}\n${quote(ownText('crane'))}`,
        },
        statement,
      ],
      ['answer quotes 47 of survey', 'statement quotes 47 of survey'],
    ],
    [
      'names what is known from a quotation alone',
      [
        {
          ...survey,
          id: 'answer',
          from: 'bo@moor.example',
          subject: 'Re: Crane',
          day: 4,
          text: `No.\n\nOn 2 Jan 2020 at 08:15, Zed Ulm <zed@ulm.example> wrote:\n${quote(SURVEY)}\n${quote(ownText('crane'))}`,
        },
        statement,
      ],
      ['statement quotes 47 of recovered'],
    ],
    ['names one whose clock ran a day ahead', [{ ...survey, day: 9 }, statement], ['statement quotes 47 of survey']],
    ['names one without a date', [{ ...survey, day: Number.NaN }, statement], ['statement quotes 47 of survey']],
    ['is said of one without a date', [survey, { ...statement, day: Number.NaN }], ['statement quotes 47 of survey']],
    [
      'says nothing of its own answer',
      [{ ...survey, inReplyTo: 'statement', subject: 'Re: Harbour statement', day: 8 }, statement],
      [],
    ],
    ['names none that was written long after', [{ ...survey, day: 20 }, statement], []],
  ])('%s', async (_, mails, expected) => {
    expect(await referencesOf(mails)).toEqual(expected);
  });

  it('is told once of a message that stands twice, where copies are kept apart', async () => {
    const given = [survey, statement, statement].map(objectOf);
    const { posts, crossReferences } = await threadMessages(given, { findings: false, dedupe: 'none' });
    expect(posts).toHaveLength(3);
    expect(crossReferences.map(({ words }) => words)).toEqual([47]);
  });

  it('names eight messages at most', async () => {
    const quoted = writers(9, '');
    const text = quoted.map((mail) => `So:\n\n${quote(mail.text.trim())}`).join('\n\n');
    expect(await referencesOf([...quoted, { ...statement, text }])).toHaveLength(8);
  });

  it('gives the bytes of the words in both messages', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'rethread-quotes-')), 'mail.mbox');
    const mbox = [survey, statement].map(({ id, from, to = 'team@lists.example.org', subject, day, text }) =>
      [
        `From ${from} Fri Jan  3 10:00:00 2020`,
        `From: ${from}`,
        `To: ${to}`,
        `Subject: ${subject}`,
        `Date: ${day} Jan 2020 10:00:00 +0000`,
        `Message-ID: <${id}@moor.example>`,
        '',
        `${text}\n`,
      ].join('\n'),
    );
    writeFileSync(file, mbox.join('\n'));
    const { crossReferences } = await reconstruct([{ path: file }], { findings: false });
    const [passage] = crossReferences[0]!.passages;
    const at = ({ offset, length }: { offset: number; length: number }) =>
      readFileSync(file)
        .subarray(offset, offset + length)
        .toString();
    expect(at(passage!.quoted)).toBe(SURVEY.slice(0, -1));
    expect(at(passage!.quoting)).toBe(quote(SURVEY).slice(2, -1));
  });

  it('is plain data that does not depend on the order of the input', async () => {
    const mails = [
      survey,
      statement,
      { ...statement, id: 'third', from: 'ed@dike.example', subject: 'Cranes', day: 9 },
    ];
    const told = (await threadMessages(mails.map(objectOf), { findings: false })).crossReferences;
    expect(JSON.parse(JSON.stringify(told))).toEqual(told);
    expect(told).toHaveLength(2);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(mails, { minLength: 3 }), async (order) => {
        const { crossReferences } = await threadMessages(order.map(objectOf), { findings: false });
        const plain = (references: typeof told) =>
          references.map(({ post, quoted, words }) => `${post} ${quoted} ${words}`).sort();
        expect(plain(crossReferences)).toEqual(plain(told));
      }),
      { numRuns: 6 },
    );
  });

  it('names few for robots that quote one another, and none for words that many wrote', async () => {
    const robots = Array.from(
      { length: 60 },
      (_, index): Mail => ({
        id: `r${index}`,
        from: 'robot@moor.example',
        subject: `Build ${index * 7919}`,
        day: 1 + index,
        text: `${SURVEY}\n\n${Array.from({ length: 12 }, (_unused, back) => quote(`Run number ${index - back} of the tests of the northern basin ended at noon and ${index - back} of them failed as they did before on the same machine.`)).join('\n\n')}\n\n${quote(SURVEY)}\n\nRun number ${index} of the tests of the northern basin ended at noon and ${index} of them failed as they did before on the same machine.`,
      }),
    );
    const { crossReferences } = await threadMessages(robots.map(objectOf), { findings: false });
    const counts = new Map<string, number>();
    for (const { post } of crossReferences) counts.set(post, (counts.get(post) ?? 0) + 1);
    expect(crossReferences.length).toBeGreaterThan(0);
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(8);
  });
});

describe('what views tell of cross-references', () => {
  it('rows, reports and the way of a content name them, and what begins a thread tells why its candidates lost', async () => {
    const mails = [survey, statement];
    const given = await threadMessages(mails.map(objectOf));
    const [quoted, quoting] = given.posts;
    const rows = [...threadTable(given)];
    const row = rows.find(({ quotes }) => quotes !== undefined)!;
    expect(row.quotes).toMatchObject([{ post: quoted!.key, words: 47, passages: [{ words: 47 }] }]);
    expect([...writeTextReport(buildReport(given, noFilter))].join('')).toContain('quotes 47 words of');
    const press = given.people.persons.filter(({ addresses }) => addresses.includes('press@dike.example'));
    expect(traceContent(given, quoted!, press).map(({ steps }) => steps.map(({ key }) => key))).toEqual([
      [quoted!.key, quoting!.key],
    ]);
    expect(explainLinks(given)(quoting!.key)).toMatchObject({
      evidence: [],
      rejected: [
        { parent: quoted!.key, evidence: expect.arrayContaining([expect.objectContaining({ kind: 'quoted-text' })]) },
      ],
    });
  });
});

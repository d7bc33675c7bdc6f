import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isSameCopyText } from '../../src/dedupe/copy-text.js';
import { gatherPosts } from '../../src/dedupe/gather-posts.js';
import { orderDays } from '../../src/dedupe/order-days.js';
import type { CopiesDifferDetail } from '../../src/finding/copies-differ.js';
import type { NearDuplicateDetail } from '../../src/finding/near-duplicate.js';
import { edrmMih } from '../../src/report/answer/edrm-mih.js';
import { md5 } from '../../src/report/answer/md5.js';
import { shortKey } from '../../src/report/format/phrases.js';
import { threadTable } from '../../src/report/format/thread-table.js';
import { writeCsvTable } from '../../src/report/table/csv-table.js';
import { type Mail, reconstructCase } from '../mail-case.js';
import { makeMessage } from '../message-fixture.js';

const TEXT = 'The harbour wall must be raised by forty centimetres before the winter storms set in.';

const mail = (more: Mail = {}): Mail => ({
  From: 'Ada Lind <ada@moor.example>',
  To: 'Bo Roth <bo@quay.example>',
  Date: 'Wed, 08 May 2019 10:00:00 +0000',
  Subject: 'Wall',
  'Message-ID': '<a@moor.example>',
  text: TEXT,
  ...more,
});

/** `joinedBy` of each copy after the first, post by post. */
async function joins(first: Mail, second: Mail): Promise<readonly (readonly (string | undefined)[])[]> {
  const reconstruction = await reconstructCase({ Lind: [first], Roth: [second] });
  return [...threadTable(reconstruction)].map(({ copies }) => copies.slice(1).map(({ joinedBy }) => joinedBy));
}

describe('what joins copies', () => {
  it.each<readonly [key: string, second: Mail]>([
    ['identical', mail()],
    ['message-id', mail({ Received: 'from quay.example by moor.example; Wed, 08 May 2019 10:00:07 +0000' })],
    ['content', mail({ 'Message-ID': '<export-7@vault.invalid>' })],
    ['content-without-recipients', mail({ 'Message-ID': '<export-7@vault.invalid>', Bcc: 'cy@moor.example' })],
  ])('is told with each copy: %s', async (key, second) => {
    expect(await joins(mail(), second)).toEqual([[key]]);
  });

  it.each<readonly [what: string, second: Mail]>([
    ['another text under the same id', mail({ text: TEXT.replace('forty', 'fifty') })],
    ['another minute', mail({ 'Message-ID': '<b@vault.invalid>', Date: 'Wed, 08 May 2019 10:05:00 +0000' })],
    ['another sender', mail({ 'Message-ID': '<b@vault.invalid>', From: 'Bo Roth <bo@quay.example>' })],
  ])('keeps apart what has %s', async (_what, second) => {
    expect(await joins(mail(), second)).toEqual([[], []]);
  });

  it('stands in the CSV with the EDRM MIH', async () => {
    const reconstruction = await reconstructCase({ Lind: [mail()], Roth: [mail({ 'X-Folder': 'Inbox' })] });
    const [head, row] = [...writeCsvTable(threadTable(reconstruction))].join('').split('\r\n');
    const cells = new Map(head!.split(',').map((name, index) => [name, row!.split(',')[index]]));
    expect(cells.get('copies_joined_by')).toBe('message-id');
    expect(cells.get('edrm_mih')).toBe(createHash('md5').update('<a@moor.example>').digest('hex'));
  });
});

describe('the EDRM MIH', () => {
  it('is the MD5 of the id in its brackets, its case as it stands: the published example', () => {
    expect(edrmMih('CALckR-a8UDkRjO4xJyjd_s0GPxQWw@mail.gmail.com')).toBe('1de319c276884bd0c9e2f1621ada26cc');
    for (const text of ['', 'a', '1@moor.example', 'A@Moor.Example', 'ü'.repeat(40), 'x'.repeat(200)])
      expect(md5(text)).toBe(createHash('md5').update(text).digest('hex'));
    expect(edrmMih('A@moor.example')).not.toBe(edrmMih('a@moor.example'));
    for (const none of [null, '', 'no-id', 'two words@moor.example']) expect(edrmMih(none)).toBeNull();
  });

  it.each([55, 56, 63, 64, 119, 120])('pads %d bytes as RFC 1321 says', (length) => {
    const text = 'm'.repeat(length);
    expect(md5(text)).toBe(createHash('md5').update(text).digest('hex'));
  });
});

describe('copies that differ', () => {
  it('are one post and a finding that proves itself by the bytes of both', async () => {
    const { of, read } = await reconstructCase({ Lind: [mail({ Bcc: 'Cy Vale <cy@moor.example>' })], Roth: [mail()] });
    const [finding, ...others] = of('copies-differ');
    expect(others).toEqual([]);
    expect((finding!.detail as CopiesDifferDetail).differences).toEqual([
      expect.objectContaining({ field: 'bcc', copies: [0, 1] }),
    ]);
    expect(finding!.severity).toBe('warning');
    expect(finding!.origins.map(read).filter((bytes) => bytes.includes('Bcc: Cy Vale'))).toHaveLength(1);
  });

  it('are two posts and a finding where one id stands over two texts', async () => {
    const { of, read } = await reconstructCase({
      Lind: [mail()],
      Roth: [mail({ text: 'Something else altogether.' })],
    });
    const [finding] = of('shared-message-id');
    expect(finding!.detail).toEqual({ messageId: 'a@moor.example' });
    expect(finding!.origins.map(read).map((bytes) => bytes.includes('<a@moor.example>'))).toEqual([true, true]);
  });
});

describe('texts that are nearly the same', () => {
  const long = `${TEXT}\n\nThe surveyor asks for two more soundings at the eastern end, and for the tide tables of the last ten years.\nWe meet on Monday at nine in the old custom house.`;

  it('are told, with the lines that differ and the bytes of both, and never joined', async () => {
    const changed = mail({ 'Message-ID': '<b@vault.invalid>', text: `${long}\nThis mail was scanned.` });
    const { of, posts, read } = await reconstructCase({ Lind: [mail({ text: long })], Roth: [changed] });
    expect(posts).toHaveLength(2);
    const [finding] = of('near-duplicate');
    const { onlyFirst, onlySecond } = finding!.detail as NearDuplicateDetail;
    expect([...onlyFirst, ...onlySecond]).toEqual(['This mail was scanned.']);
    expect(finding!.origins.map(read).join('')).toContain('This mail was scanned.');
  });

  it('are told with the words that differ, however the lines were wrapped; where only signs differ they weigh less', async () => {
    const wrapped = long.replace(/(.{40}\S*) /g, '$1\n');
    const told = async (text: string) => {
      const changed = mail({ 'Message-ID': '<b@vault.invalid>', text });
      const [finding] = (await reconstructCase({ Lind: [mail({ text: long })], Roth: [changed] })).of('near-duplicate');
      return `${finding!.severity}: ${finding!.summary}`;
    };
    expect(await told(wrapped.replace('eastern end', 'western end'))).toMatch(
      /^notice: .* one has "(?:eastern|western)", the other "(?:eastern|western)"\.$/,
    );
    expect(await told(wrapped.replace('soundings', 'soundings?'))).toMatch(/^info: .* signs or lost letters differ\.$/);
  });

  it('are one finding where there are many, with what tells each from the first; each has a short key of its own', async () => {
    const prints = Array.from({ length: 10 }, (_, page) =>
      mail({ 'Message-ID': undefined, text: `${long}\nPrinted on page ${page + 1} of ten.` }),
    );
    const { of, posts } = await reconstructCase({ Lind: prints });
    expect(posts).toHaveLength(10);
    const found = of('near-duplicate');
    expect(found.map((finding) => finding.posts.length)).toEqual([10]);
    expect(found[0]!.summary).toMatch(/ and 9 other messages have .* one has ".*", another ".*"\.$/);
    const { further } = found[0]!.detail as NearDuplicateDetail;
    expect(new Set(further!.map(({ onlyThis }) => onlyThis.join())).size).toBe(8);
    expect(new Set(posts.map(({ key }) => shortKey(key))).size).toBe(10);
  });

  it('state what the first has in common with the one that is least like it, also where another stands between', async () => {
    const words = Array.from({ length: 200 }, (_, at) =>
      ['b', 'bcdfghjk'[Math.floor(at / 25)], 'a', 'klmnp'[Math.floor(at / 5) % 5], 'o', 'rstvz'[at % 5]].join(''),
    );
    const texts = [0, 15, 30].map((changed) =>
      words.map((word, at) => (at < changed ? `pier${word}` : word)).join(' '),
    );
    const { of } = await reconstructCase({
      Lind: texts.map((text, at) =>
        mail({ 'Message-ID': undefined, Date: `Mon, 5 Oct 2020 09:00:0${at} +0000`, text }),
      ),
    });
    const [found] = of('near-duplicate');
    const { similarity } = found!.detail as NearDuplicateDetail;
    expect(found!.posts).toHaveLength(3);
    expect(similarity).toBeGreaterThan(0.7);
    expect(similarity).toBeLessThan(0.8);
    expect(found!.summary).toContain(` ${Math.floor(similarity * 100)} % or more of the words`);
  });

  it('are told where an export wrote the time in another zone', async () => {
    const changed = mail({
      'Message-ID': '<b@vault.invalid>',
      Date: 'Wed, 08 May 2019 12:00:00 +0000',
      text: `${long}\nScanned.`,
    });
    const { of } = await reconstructCase({ Lind: [mail({ text: long })], Roth: [changed] });
    expect(of('near-duplicate')).toHaveLength(1);
  });

  it.each<readonly [what: string, more: Mail]>([
    ['at another minute', { Date: 'Wed, 08 May 2019 10:04:00 +0000' }],
    ['by somebody else', { From: 'Bo Roth <bo@quay.example>' }],
    ['under another subject', { Subject: 'Quay' }],
  ])('are not told where they were sent %s', async (_what, more) => {
    const other = mail({ 'Message-ID': '<b@vault.invalid>', text: `${long}\nScanned.`, ...more });
    const { of } = await reconstructCase({ Lind: [mail({ text: long })], Roth: [other] });
    expect(of('near-duplicate')).toEqual([]);
  });
});

describe('the text of two copies', () => {
  it.each<[rule: string, one: string | null, other: string | null, whole: boolean, lossy: boolean]>([
    ['is the same where it is', 'Grün', 'Grün', true, true],
    ['is the same but for white space', 'The wall\n\nstands. ', 'The wall stands.', true, true],
    ['is not known without a body', null, 'The wall stands.', true, true],
    ['is another one by one letter', 'The wall stands.', 'The hall stands.', false, false],
    ['may have lost what is beyond ASCII', 'Das grüne Tor ist offen', 'Das gr?ne Tor ist offen', false, true],
    ['may have lost it with a mark of its own', 'Das grüne Tor', 'Das gr\ufffdne Tor', false, true],
    ['may have lost its last letter', 'Das Tor zum Café', 'Das Tor zum Caf?', false, true],
    ['is another one that differs behind what was lost', 'Das grüne Tor', 'Das gr?ne Rohr', false, false],
    ['is another one that differs before it', 'Das Tor ist grün', 'Ein Tor ist gr?n', false, false],
    ['is another one that lost letters without a mark', 'Das grüne Tor', 'Das grne Tor', false, false],
    ['is another one where a question mark is all that differs', 'Is it open?', 'Is it open', false, false],
    ['is another one where both have what is beyond ASCII', 'Grün, öde', 'Grün, ode?', false, false],
  ])('%s', (_rule, one, other, whole, lossy) => {
    const [a, b] = [makeMessage({ body: one }), makeMessage({ body: other })];
    for (const [first, second] of [[a, b] as const, [b, a] as const]) {
      expect(isSameCopyText(first, second, false)).toBe(whole);
      expect(isSameCopyText(first, second, true)).toBe(lossy);
    }
  });
});

describe('what posts are made of copies', () => {
  const copy = (custodian: string, offset: number) => {
    const message = makeMessage({
      id: 'a@moor.example',
      date: 60_000,
      from: 'ada@moor.example',
      body: TEXT,
      custodian,
    });
    return { ...message, origin: { ...message.origin, source: `${custodian}.mbox`, offset } };
  };
  const copies = [copy('Lind', 0), copy('Lind', 100), copy('Roth', 0), copy('Roth', 100)];

  it.each<[dedupe: 'global' | 'custodian' | 'none', copiesOfPosts: readonly (readonly string[])[]]>([
    ['global', [['Lind', 'Lind', 'Roth', 'Roth']]],
    [
      'custodian',
      [
        ['Lind', 'Lind'],
        ['Roth', 'Roth'],
      ],
    ],
    ['none', [['Lind'], ['Lind'], ['Roth'], ['Roth']]],
  ])('%s: each post after the first names it, and no two have one key', (dedupe, expected) => {
    const posts = gatherPosts(copies, { dedupe });
    expect(posts.map((post) => post.copies.map(({ custodian }) => custodian))).toEqual(expected);
    const [first, ...others] = posts;
    expect(first!.duplicateOf).toBe(null);
    expect(others.map(({ duplicateOf }) => duplicateOf)).toEqual(others.map(() => first!.key));
    expect(new Set(posts.map(({ key }) => key)).size).toBe(posts.length);
    expect(posts.every(({ key }) => key.length > 0)).toBe(true);
  });

  it('have the same keys, copies and first ones as rows', () => {
    const plain = ({ key, copies: all, duplicateOf }: ReturnType<typeof gatherPosts>[number]) => [
      key,
      all.map(({ origin }) => origin),
      duplicateOf,
    ];
    for (const dedupe of ['global', 'custodian', 'none'] as const) {
      const rows = gatherPosts(copies, { dedupe, rows: true });
      expect(rows.map(plain)).toEqual(gatherPosts(copies, { dedupe }).map(plain));
      expect(rows.map(plain)).toEqual(rows.map(plain));
    }
  });
});

describe('the key of a post', () => {
  const said = { id: 'a@moor.example', date: 60_000, from: 'ada@moor.example', subject: 'Re: Wall', body: TEXT };
  const keyOf = (more: Parameters<typeof makeMessage>[0]) =>
    gatherPosts([makeMessage({ ...said, ...more })], { dedupe: 'global' })[0]!.key;

  it.each<[what: string, isKept: boolean, more: Parameters<typeof makeMessage>[0]]>([
    ['the Message-ID', false, { id: 'b@moor.example' }],
    ['the lack of one', false, { id: null }],
    ['the date', false, { date: 61_000 }],
    ['the lack of a date', false, { date: null }],
    ['the sender', false, { from: 'bo@moor.example' }],
    ['the subject', false, { subject: 'Re: Quay' }],
    ['the mark of a reply', true, { subject: 'Wall' }],
    ['the case of the sender', true, { from: 'Ada@Moor.example' }],
    ['the text', true, { body: null }],
    ['the recipients', true, { to: ['bo@quay.example'] }],
  ])('by %s: the same is %s', (_what, isKept, more) => {
    expect(keyOf(more) === keyOf({})).toBe(isKept);
  });
});

describe('days and months of records', () => {
  const monthFirst = (raw: string) => Date.parse(`${raw.slice(0, 10)} 15:30 UTC`);
  const record = (raw: string, source = 'rows.csv', time = monthFirst(raw), offset = 0) => ({
    ...makeMessage({ source }),
    date: { time, offset, source: 'record' as const, raw },
  });
  const DOUBTFUL = record('05/04/2016');

  it.each<[rule: string, others: readonly ReturnType<typeof record>[], read: string, message?: typeof DOUBTFUL]>([
    ['day first where another can only be read so', [record('13/04/2016', undefined, 0)], '2016-04-05T15:30'],
    ['month first where another can only be read so', [record('04/13/2016')], '2016-05-04T15:30'],
    [
      'month first where both are there',
      [record('13/04/2016', undefined, 0), record('04/13/2016')],
      '2016-05-04T15:30',
    ],
    ['month first where nothing tells', [record('05/06/2016'), record('07/07/2016')], '2016-05-04T15:30'],
    ['month first where another source tells', [record('13/04/2016', 'other.csv', 0)], '2016-05-04T15:30'],
    ['day first up to the twelfth', [record('13/04/2016', undefined, 0)], '2016-04-12T15:30', record('12/04/2016')],
    ['day first in December', [record('13/04/2016', undefined, 0)], '2016-12-04T15:30', record('04/12/2016')],
    [
      'as it was where it was read day first already',
      [record('13/04/2016', undefined, 0)],
      '2016-04-05T15:30',
      record('05/04/2016', undefined, Date.UTC(2016, 3, 5, 15, 30)),
    ],
    [
      'by the day that is written, whatever day it is in UTC',
      [record('13/04/2016', undefined, 0)],
      '2016-04-04T22:30',
      record('05/04/2016 00:30', undefined, Date.UTC(2016, 4, 3, 22, 30), 120),
    ],
  ])('are read %s', (_rule, others, read, message = DOUBTFUL) => {
    const [given] = orderDays([message, ...others]);
    expect(new Date(given!.date!.time).toISOString().slice(0, 16)).toBe(read);
  });
});

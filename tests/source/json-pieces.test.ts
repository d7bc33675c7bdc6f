import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reconstruct } from '../../src/run/reconstruct.js';

const ADA = 'Ada Fenn <ada@moor.example>';
const BEN = 'Ben Ost <ben@dune.example>';
const first = { from: ADA, to: [BEN], date: '2014-05-06 10:11', subject: 'Peat', body: 'Is the peat dry?' };
const second = {
  from: BEN,
  to: [ADA],
  date: '2014-05-07 08:00',
  subject: 'Re: Peat',
  body: 'Not be\u00adfore "June".\nBen',
};
const third = { from: ADA, to: [BEN], date: '2014-05-08 09:30', subject: 'Re: Peat', body: 'June it is.' };

async function read(text: string, map: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'json-pieces-'));
  const path = join(folder, 'moor.json');
  writeFileSync(path, text);
  try {
    return await reconstruct([{ path }], { map });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function outline(text: string) {
  const { threads, sources, gaps, posts, problems } = await read(text);
  const produced = posts.flatMap((post) => (post.kind === 'produced' ? post.copies : []));
  const covered = [...produced.map(({ origin }) => origin), ...gaps].reduce((sum, { length }) => sum + length, 0);
  expect(covered).toBe(sources[0]!.contentLength);
  return {
    threads: threads.map(({ posts: held }) => held.length),
    subjects: produced.map(({ subject }) => subject.text).sort(),
    texts: produced.map(({ body }) => body?.text).sort(),
    codes: [...new Set(problems.map(({ code }) => code))],
  };
}

describe('several messages in one object are read, each with bytes of its own', () => {
  const three = { threads: [3], texts: [first.body, third.body, second.body].sort() };
  const rows = [first, second, third];
  const table = (cell: (values: unknown[]) => unknown) =>
    Object.fromEntries(Object.keys(first).map((key) => [key, cell(rows.map((row) => row[key as 'from']))]));
  it.each<[string, unknown]>([
    ['replies inside each other', { ...first, replies: [{ ...second, replies: [third] }] }],
    ['answers beside each other', [{ ...first, answers: [second, third] }]],
    ['children before the text', { children: [{ ...second, children: [] }, third], ...first }],
    ['messages written as text', { thread_id: 'a', subject: 'Peat', messages: JSON.stringify(rows) }],
    ['messages written as text, indented', [{ thread_id: 'a', messages: JSON.stringify(rows, null, 2), note: 'x' }]],
    ['columns by row', table((values) => Object.fromEntries(values.entries()))],
    ['columns as lists', table((values) => values.map((value) => (Array.isArray(value) ? value[0] : value)))],
    [
      'a table that is split',
      { columns: Object.keys(first), index: [0, 1, 2], data: rows.map((row) => Object.values(row)) },
    ],
    ['Elasticsearch', { took: 3, hits: { total: 3, hits: rows.map((_source) => ({ _index: 'm', _source })) } }],
    ['GraphQL', { data: { mail: { edges: rows.map((node) => ({ cursor: 'c', node })) } } }],
  ])('%s', async (_, value) => {
    for (const text of [JSON.stringify(value), JSON.stringify(value, null, 1)])
      expect(await outline(text)).toMatchObject(three);
  });

  it('takes the subject from the box around them', async () => {
    const { subject: _, ...a } = first;
    const { subject: __, ...b } = second;
    for (const box of [
      [{ thread_id: 'p', subject: 'Peat', messages: [a, b] }],
      { conversation_id: 'p', topic: 'Peat', emails: [a, b], count: 2 },
      [{ thread_id: 'p', subject: 'Peat', messages: JSON.stringify([a, b]) }],
    ])
      expect(await outline(JSON.stringify(box))).toMatchObject({ subjects: ['Peat', 'Peat'] });
  });

  it('reads NaN as nothing, and says so', async () => {
    const text = JSON.stringify([{ ...first, cc: '@', bcc: 'NaN, "NaN"' }, second]).replace('"@"', 'NaN');
    expect(await outline(text)).toMatchObject({ threads: [2], codes: expect.arrayContaining(['json-not-a-number']) });
  });
});

describe('nothing that a record says is lost without a word', () => {
  const word = fc.stringMatching(/^[a-z]{3,12}$/);
  const value: fc.Arbitrary<unknown> = fc.oneof(
    word,
    fc.array(word, { maxLength: 3 }),
    fc.record({ [`k${1}`]: word, inner: fc.array(fc.record({ deep: word })) }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const name = fc.oneof(
    word,
    fc.constantFrom(
      'from_name',
      'to',
      'cc',
      'text',
      'body',
      'headers',
      'parts',
      'sent',
      'thread_id',
      'attachments',
      'message',
      'preview',
      'references',
      'replyTo',
      'metadata',
    ),
  );
  const strings = (held: unknown): string[] => {
    if (typeof held === 'string') return [held];
    return typeof held === 'object' && held !== null ? Object.values(held).flatMap(strings) : [];
  };

  it('every string of random fields stands in the message or is counted in a notice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, value, { maxKeys: 8 }), async (extra) => {
        const record = { from: ADA, date: '2014-05-06 10:11', subject: 'Peat', ...extra };
        const { posts, problems } = await read(JSON.stringify([record]));
        const message = posts.flatMap((post) => (post.kind === 'produced' ? post.copies : []))[0]!;
        const held = JSON.stringify([
          message.from,
          message.sender,
          message.to,
          message.cc,
          message.bcc,
          message.replyTo,
          message.date,
          message.subject,
          message.headers,
          message.attachments,
          message.body?.text,
          message.body?.html,
          message.messageId,
          message.alternateIds,
          message.inReplyTo,
          message.references,
          message.providerThread,
          message.folder,
          message.threadIndex,
        ]);
        const told = problems.map((problem) => problem.message).join(' ');
        const unread = Object.entries(extra).flatMap(([key, inner]) =>
          strings(inner).filter((text) => text !== '' && !held.includes(text) && !told.includes(key)),
        );
        expect(unread).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

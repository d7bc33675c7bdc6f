import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import type { Reconstruction } from '../src/report/answer/reconstruction.js';
import { checkSources } from '../src/report/answer/source-check.js';
import { type PostRow, threadTable } from '../src/report/format/thread-table.js';
import { reconstruct } from '../src/run/reconstruct.js';
import { threadMessages } from '../src/run/thread-mail.js';
import { folderOf, harbour, type Invented, mail, mbox, reconstructFiles } from './report-fixture.js';
import { sharedData, withoutSharedData } from './shared-data.js';

const rows = (reconstruction: Reconstruction): readonly PostRow[] => [...threadTable(reconstruction)];
/** The rows without what names the files. */
const bare = (reconstruction: Reconstruction) =>
  rows(reconstruction).map(({ origin: _, copies, ...row }) => JSON.stringify({ ...row, copies: copies.length }));

describe('reconstruct', () => {
  it('gives the same table for the same messages in any order, in any files', async () => {
    const many: readonly Invented[] = [
      ...harbour,
      harbour[1]!,
      { subject: 'No id' },
      { id: 'a@x', subject: 'Other, same id' },
    ];
    const expected = bare(await reconstructFiles({ 'a.mbox': mbox(many) }));
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...many], { minLength: many.length }),
        fc.nat({ max: many.length }),
        async (shuffled, cut) => {
          const files = { 'x.mbox': mbox(shuffled.slice(0, cut)), 'y.mbox': mbox(shuffled.slice(cut)) };
          expect(bare(await reconstructFiles(files))).toEqual(expected);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('gives the same bytes whatever the order of the inputs', async () => {
    const folder = folderOf({
      'a.mbox': mbox(harbour.slice(0, 2)),
      'b.mbox': mbox(harbour.slice(1)),
      'c.eml': 'From: a@b.example\nSubject: x\n\ny\n',
    });
    const paths = ['a.mbox', 'b.mbox', 'c.eml'].map((name) => ({ path: join(folder, name) }));
    const one = await reconstruct(paths);
    const other = await reconstruct([...paths].reverse());
    expect(JSON.stringify(rows(other))).toBe(JSON.stringify(rows(one)));
    expect(other.sources).toEqual(one.sources);
    expect(other.gaps).toEqual(one.gaps);
    expect(other.problems).toEqual(one.problems);
  });

  it('gives the same keys with and without bodies', async () => {
    const keys = (reconstruction: Reconstruction) => rows(reconstruction).map((row) => row.key);
    const files = { 'a.mbox': mbox(harbour) };
    expect(keys(await reconstructFiles(files, { bodies: false }))).toEqual(keys(await reconstructFiles(files)));
  });

  it('accounts for every byte, garbage before and after the messages included', async () => {
    const check = checkSources(
      await reconstructFiles({
        'a.mbox': `garbage\n\n${mbox(harbour)}`,
        'b.json': JSON.stringify({
          messages: [{ from: 'a@a.example', subject: 'x', body: 'y' }, 42, { unrelated: true }],
        }),
      }),
    );
    expect(check.sources.map((source) => [source.uncovered, source.overlapping, source.complete])).toEqual([
      [[], [], true],
      [[], [], true],
    ]);
  });

  it('accounts for every byte of the sample case', async () => {
    const check = checkSources(await reconstruct([{ path: 'samples/case' }], { hash: true }));
    expect(check.sources.filter((source) => !source.complete)).toEqual([]);
    expect(check.complete).toBe(true);
  });
});

describe('threadMessages', () => {
  const records = [
    {
      messageId: 'a@x',
      from: 'ada@moor.example',
      to: 'bo@stern.example',
      date: '2016-03-01T14:22:00+01:00',
      subject: 'Plan',
      text: 'One.',
    },
    {
      messageId: 'b@x',
      inReplyTo: 'a@x',
      from: 'bo@stern.example',
      to: 'ada@moor.example',
      date: '2016-03-01T15:00:00+01:00',
      subject: 'Re: Plan',
      text: 'Two.',
    },
  ];
  const outline = ({ threads }: Reconstruction) =>
    threads.map((thread) =>
      thread.posts.map(({ post, depth }) => [depth, post.kind === 'produced' && post.message.messageId]),
    );
  const expected = [
    [
      [0, 'a@x'],
      [1, 'b@x'],
    ],
  ];

  it('takes a program’s own objects, from an iterable or an asynchronous one', async () => {
    expect(outline(await threadMessages(records))).toEqual(expected);
    const slowly = async function* () {
      yield* records;
    };
    expect(outline(await threadMessages(slowly()))).toEqual(expected);
  });

  it('takes mailparser’s ParsedMail as it comes', async () => {
    const parsed = await Promise.all(harbour.slice(0, 2).map((message) => simpleParser(mail(message))));
    expect(outline(await threadMessages(parsed))).toEqual(expected);
  });

  it('takes messages that were read before', async () => {
    const read = await reconstructFiles({ 'a.mbox': mbox(harbour) });
    const messages = read.posts.flatMap((post) => (post.kind === 'produced' ? post.copies : []));
    expect(bare(await threadMessages(messages))).toEqual(bare(read));
  });
});

describe.skipIf(withoutSharedData('tests/reconstruct.test.ts'))('reconstruct on real mail', () => {
  const file = `${sharedData}lists/r-sig-mixed-models/r-sig-mixed-models-2017.mbox.gz`;

  it('gives the same table when an archive is cut into messages and dealt out to other files', async () => {
    const whole = await reconstruct([{ path: file }], { bodies: false });
    const bytes = gunzipSync(readFileSync(file));
    const pieces = whole.posts
      .flatMap((post) => (post.kind === 'produced' ? post.copies.map((copy) => copy.origin) : []))
      .map(({ offset, length }) => bytes.toString('latin1', offset, offset + length));
    const piles = ['', '', ''];
    pieces.reverse().forEach((piece, index) => {
      piles[index % 3] += piece.endsWith('\n\n') ? piece : `${piece}\n`;
    });
    const folder = folderOf(
      Object.fromEntries(piles.map((pile, index) => [`${index}.mbox`, Buffer.from(pile, 'latin1')])),
    );
    const dealt = await reconstruct([{ path: folder }], { bodies: false });
    expect(bare(dealt)).toEqual(bare(whole));
  });

  it('accounts for every byte of an archive', async () => {
    expect(checkSources(await reconstruct([{ path: file }], { findings: false })).complete).toBe(true);
  });
});

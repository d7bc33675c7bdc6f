import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence, EvidenceKind } from '../../src/link/evidence/evidence.js';
import { explainLinks } from '../../src/link/explain/explain-links.js';
import { reconstruct } from '../../src/run/reconstruct.js';
import type { Origin } from '../../src/source/source.js';
import { findMatchingRuns } from '../../src/text/matching-runs.js';
import { folderOf, type Invented, mbox } from '../report-fixture.js';

const ask =
  'The pump in the lower mill loses pressure every night after ten.\nHas anybody opened the valve by the weir lately?';
const ada = 'Ada Moor <ada@moor.example>';
const ben = 'Ben Tarn <ben@tarn.example>';
const question: Invented = {
  id: 'question@x',
  from: ada,
  to: ben,
  date: 'Mon, 01 Mar 2021 09:00:00 +0000',
  subject: 'Pressure at the mill',
  body: `Dear Ben,\n\n${ask}\n\nAda`,
};
const reply: Invented = {
  id: 'reply@x',
  from: ben,
  to: ada,
  date: 'Mon, 01 Mar 2021 11:20:00 +0000',
  subject: 'Re: Pressure at the mill',
};
const quote = (text: string, mark = '> ') => text.replace(/^/gm, mark);

/** The bytes at each origin of the evidence of one kind for the link of `reply`, read back from the file. */
async function bytesOf(messages: readonly Invented[], kind: EvidenceKind, file = mbox(messages)) {
  const folder = folderOf({ 'mail.mbox': file });
  const reconstruction = await reconstruct([{ path: `${folder}/mail.mbox` }], { findings: false });
  const child = reconstruction.posts.find((post) => post.kind === 'produced' && post.message.messageId === 'reply@x')!;
  return readBack(explainLinks(reconstruction)(child.key)!.evidence.find((one) => one.kind === kind));
}

function readBack(evidence: Evidence | undefined): readonly string[] {
  return (evidence?.origins ?? []).map(({ source, offset, length }: Origin) =>
    readFileSync(source)
      .subarray(offset, offset + length)
      .toString('utf8'),
  );
}

describe('the bytes of evidence, in the reply and in what it answers', () => {
  it.each([
    ['a quotation with marks', `${quote(ask)}\n\nI did.`, quote(ask).slice(2)],
    ['a quotation below an attribution', `I did.\n\nAda Moor wrote:\n${quote(ask)}`, quote(ask).slice(2)],
    ['part of a quotation', `${quote('Has anybody opened the valve by the weir lately?')}\n\nI did.`, null],
  ])('%s: the run of words, not the whole body', async (_, body, expected) => {
    const [mine, theirs, ...more] = await bytesOf([question, { ...reply, body }], 'quoted-text');
    expect(mine).toBe((expected ?? 'Has anybody opened the valve by the weir lately?').replace(/\?$/, ''));
    expect(theirs).toBe((expected === null ? ask.split('\n')[1]! : ask).replace(/\?$/, ''));
    expect(more).toEqual([]);
  });

  it('a quotation wrapped anew and in quoted-printable: its own bytes in each file', async () => {
    const wrapped = ask.replace('\n', ' ').replace('every ', 'every\n> ').replace('opened ', 'opened\n> ');
    const encoded = wrapped.replace('weir', 'we=\nir');
    const message = {
      ...reply,
      headers: ['Content-Transfer-Encoding: quoted-printable'],
      body: `> ${encoded}\n\nI did.`,
    };
    const [mine, theirs] = await bytesOf([question, message], 'quoted-text');
    expect(mine).toBe(encoded.slice(0, -1));
    expect(theirs).toBe(ask.slice(0, -1));
  });

  it('an interleaved reply: the longest runs, in order and in pairs', async () => {
    const [first, second] = ask.split('\n') as [string, string];
    const body = `${quote(first)}\n\nIt does so in the upper mill as well.\n\n${quote(second)}\n\nI did.`;
    expect(await bytesOf([question, { ...reply, body }], 'quoted-text')).toEqual([
      first.slice(0, -1),
      first.slice(0, -1),
      second.slice(0, -1),
      second.slice(0, -1),
    ]);
  });

  it('a quotation in which a word was changed: one run in each', async () => {
    const body = `${quote(ask.replace('lower', 'upper'))}\n\nI did.`;
    const [mine, theirs, ...more] = await bytesOf([question, { ...reply, body }], 'quoted-text');
    expect(mine).toContain('upper');
    expect(theirs).toContain('lower');
    expect(more).toEqual([]);
  });

  it('text that is quoted without any mark', async () => {
    const body = `I did.\n\n${ask.replace('\n', ' ')}`;
    const [mine, theirs] = await bytesOf([question, { ...reply, body }], 'quoted-text');
    expect(mine).toBe(ask.replace('\n', ' ').slice(0, -1));
    expect(theirs).toBe(ask.slice(0, -1));
  });

  it('an attribution: its line, and the date and author that it repeats', async () => {
    const line = 'On Mon, 1 Mar 2021 at 09:00, Ada Moor <ada@moor.example> wrote:';
    const body = `I did.\n\n${line}\n${quote(ask)}`;
    expect(await bytesOf([question, { ...reply, body }], 'attribution')).toEqual([
      line,
      `Date: ${question.date}`,
      `From: ${ada}`,
    ]);
  });

  it('a header block: the block, and the date and author that it repeats', async () => {
    const block = `-----Original Message-----\nFrom: ${ada}\nSent: Monday, March 1, 2021 9:00 AM\nTo: ${ben}\nSubject: Pressure at the mill`;
    const body = `I did.\n\n${block}\n\nDear Ben,\n\n${ask}\n\nAda`;
    expect(await bytesOf([question, { ...reply, body }], 'embedded-header')).toEqual([
      block,
      `Date: ${question.date}`,
      `From: ${ada}`,
    ]);
  });

  it('subject, people, time and greeting: the fields and the line', async () => {
    const both = [question, { ...reply, body: `Dear Ada,\n\n${quote(ask)}\n\nI did.` }];
    expect(await bytesOf(both, 'subject')).toEqual([`Subject: ${reply.subject}`, `Subject: ${question.subject}`]);
    expect(await bytesOf(both, 'participants')).toEqual([`To: ${ada}`, `From: ${ada}`]);
    expect(await bytesOf(both, 'time')).toEqual([`Date: ${reply.date}`, `Date: ${question.date}`]);
    expect(await bytesOf(both, 'salutation')).toEqual(['Dear Ada,', `From: ${ada}`]);
  });

  it('a copy that goes to the author: the Cc field', async () => {
    const message = { ...reply, to: 'Cy Fell <cy@fell.example>', cc: ada, body: `${quote(ask)}\n\nI did.` };
    expect((await bytesOf([question, message], 'participants'))[0]).toBe(`Cc: ${ada}`);
  });

  it('a numbered series: both subjects', async () => {
    const cover = { ...question, subject: '[PATCH 0/2] Valves of the mill', body: 'Two changes.' };
    const first = { ...reply, from: ada, to: ben, subject: '[PATCH 1/2] Close the valve', body: 'It leaks.' };
    expect(await bytesOf([cover, first], 'series')).toEqual([`Subject: ${first.subject}`, `Subject: ${cover.subject}`]);
  });

  it('CRLF and mboxrd quoting do not shift them', async () => {
    const body = `>From the mill.\n\n${quote(ask)}\n\nI did.`;
    const file = mbox([question, { ...reply, body }]).replaceAll('\n', '\r\n');
    const [mine, theirs] = await bytesOf([], 'quoted-text', file);
    expect(mine).toBe(quote(ask).slice(2, -1).replaceAll('\n', '\r\n'));
    expect(theirs).toBe(ask.slice(0, -1).replaceAll('\n', '\r\n'));
  });
});

describe('matching runs', () => {
  const whole = (text: string) => [{ start: 0, end: text.length }];
  const wordsOf = (text: string) => text.toLowerCase().match(/[a-z]+/g) ?? [];

  it('are words that stand in both texts, whatever the texts', () => {
    const word = fc.constantFrom('a', 'b', 'c', 'mill', 'weir');
    const text = fc.array(fc.tuple(word, fc.constantFrom(' ', '\n> ', ', ')), { maxLength: 40 });
    const join = (parts: readonly (readonly [string, string])[]) => parts.map(([one, gap]) => one + gap).join('');
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [mine, theirs] = [join(one), join(other)];
        let last = 0;
        for (const { child, parent, words } of findMatchingRuns(mine, whole(mine), theirs, whole(theirs))) {
          expect(child.start).toBeGreaterThanOrEqual(last);
          last = child.end;
          const [here, there] = [
            wordsOf(mine.slice(child.start, child.end)),
            wordsOf(theirs.slice(parent.start, parent.end)),
          ];
          expect(words).toBeLessThanOrEqual(Math.min(here.length, there.length));
          expect([here[0], here.at(-1)]).toEqual([there[0], there.at(-1)]);
        }
      }),
    );
  });

  it('find a text in itself as one run', () => {
    expect(findMatchingRuns(ask, whole(ask), ask, whole(ask))).toHaveLength(1);
  });

  it('take Chinese characters for words', () => {
    const text = '水车的水泵每天晚上十点以后失压';
    const [run] = findMatchingRuns(`> ${text}`, whole(`> ${text}`), text, whole(text));
    expect(run).toEqual({
      child: { start: 2, end: text.length + 2 },
      parent: { start: 0, end: text.length },
      words: 15,
    });
  });

  it('stay linear on one word said ten thousand times', () => {
    const grow = (count: number) => 'mill '.repeat(count);
    expect(findMatchingRuns(grow(10_000), whole(grow(10_000)), grow(9_000), whole(grow(9_000))).length).toBeLessThan(4);
  });
});

import { describe, expect, it } from 'vitest';
import { findingsOf, reconstruct, threadTable } from '../../src/index.js';
import { folderOf, mail } from '../report-fixture.js';

const PEOPLE = ['Ada Moor', 'Bo Roth', 'Cy Fell', 'Di Vane'] as const;
const text = (name: string) => `The pump of ${name} in the lower mill loses pressure every night after ten.`;

interface Sent {
  readonly name: string;
  readonly hour: number;
  readonly minute?: number;
  readonly body?: string;
  readonly subject?: string;
  readonly day?: number;
}

const write = ({ name, hour, minute = 7, body = text(name), subject = 'Pressure', day = 1 }: Sent, id: string) =>
  mail({
    id,
    from: `${name} <${name.slice(0, 2).toLowerCase()}@mill.example>`,
    to: 'Ed Holm <ed@holm.example>',
    date: `${day} Mar 2021 ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00 +0000`,
    subject,
    body,
  });

/** One production: what lies in its first folder, and in its second. */
async function readProduction(inbox: readonly Sent[], archive: readonly Sent[]) {
  const files = [inbox, archive].flatMap((folder, n) =>
    folder.map((sent, i) => [`${n ? 'archive' : 'inbox'}/${i}.eml`, write(sent, `${n}-${i}@export.invalid`)] as const),
  );
  return reconstruct([{ path: folderOf(Object.fromEntries(files)), custodian: 'Holm' }]);
}

const postsOf = ({ posts }: { readonly posts: readonly { readonly kind: string }[] }) =>
  posts.filter(({ kind }) => kind === 'produced').length;
const shifted = (names: readonly string[], hours: number): readonly Sent[] =>
  names.map((name) => ({ name, hour: 9 + hours }));

describe('copies that an export dated in another zone', () => {
  it('are one post where mail of several people is shifted alike, and a finding names the hours', async () => {
    const found = await readProduction(shifted(PEOPLE, 0), shifted(PEOPLE, 10));
    expect(postsOf(found)).toBe(4);
    const rows = [...threadTable(found)];
    expect(rows.map(({ copies }) => copies.map(({ joinedBy }) => joinedBy))).toEqual(
      PEOPLE.map(() => [undefined, 'content-without-date']),
    );
    const differing = findingsOf(found.findings, 'copies-differ');
    expect(differing).toHaveLength(4);
    for (const { summary } of differing) expect(summary).toContain('differ in date by exactly 10 hours');
  });

  it('are the same in whichever order they are read, and an hour of summer time is allowed for', async () => {
    const archive = [...shifted(PEOPLE.slice(0, 2), 10), ...shifted(PEOPLE.slice(2), 11)];
    expect(postsOf(await readProduction(shifted(PEOPLE, 0), archive))).toBe(4);
    expect(postsOf(await readProduction(archive, shifted(PEOPLE, 0)))).toBe(4);
    expect(postsOf(await readProduction(shifted(PEOPLE, -7), shifted(PEOPLE, 7)))).toBe(4);
  });

  it('are one post where one person alone is shifted alike, under a dozen subjects on as many days', async () => {
    const sent = (hour: number, days: number, subjects = days): readonly Sent[] =>
      Array.from({ length: Math.max(days, subjects) }, (_, n) => ({
        name: 'Ada Moor',
        hour,
        day: 1 + (n % days),
        subject: `Pump ${n % subjects}`,
        body: `${text('Ada Moor')} Entry ${n}.`,
      }));
    expect(postsOf(await readProduction(sent(6, 12), sent(16, 12)))).toBe(12);
    expect(postsOf(await readProduction(sent(6, 11), sent(16, 11)))).toBe(22);
    expect(postsOf(await readProduction(sent(6, 1, 12), sent(16, 1, 12)))).toBe(24);
    expect(postsOf(await readProduction(sent(6, 12, 1), sent(16, 12, 1)))).toBe(24);
  });

  it.each<readonly [what: string, first: readonly Sent[], second: readonly Sent[], posts: number]>([
    [
      'one sender alone: a program that reports twice a day',
      ['one', 'two', 'three'].map((subject) => ({ name: 'Ada Moor', hour: 6, subject })),
      ['one', 'two', 'three'].map((subject) => ({ name: 'Ada Moor', hour: 18, subject })),
      6,
    ],
    ['a shift that is no whole hour', shifted(PEOPLE, 0), shifted(PEOPLE, 10).map((s) => ({ ...s, minute: 8 })), 8],
    [
      'another text',
      shifted(PEOPLE, 0),
      shifted(PEOPLE, 10).map((sent) => ({ ...sent, body: text(sent.name).replace('lower', 'upper') })),
      8,
    ],
    [
      'a short phrase',
      shifted(PEOPLE, 0).map((sent) => ({ ...sent, body: 'Fine.' })),
      shifted(PEOPLE, 10).map((sent) => ({ ...sent, body: 'Fine.' })),
      8,
    ],
    ['more than the widest difference of two zones', shifted(PEOPLE, -7), shifted(PEOPLE, 8), 8],
    ['a third time', shifted(PEOPLE, 0), [...shifted(PEOPLE, 5), ...shifted(PEOPLE, 10)], 12],
  ])('stay apart: %s', async (_what, first, second, posts) => {
    expect(postsOf(await readProduction(first, second))).toBe(posts);
  });
});

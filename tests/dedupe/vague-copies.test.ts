import { describe, expect, it } from 'vitest';
import { gatherPosts } from '../../src/dedupe/gather-posts.js';
import { formatDate } from '../../src/message/header/message-date.js';
import { messageFromObject } from '../../src/message/record/record-message.js';
import { letter, reconstructCase } from '../mail-case.js';

const mail = {
  from: 'Ida Ferrow <ida@pier.example>',
  to: 'Per Lund <per@quay.example>',
  subject: 'Crane',
  messageId: '<v1@pier.example>',
  date: '2016-05-02T09:12:05+02:00',
  text: 'Shall we buy the larger crane before the summer?',
};
const gather = (...others: readonly object[]) =>
  gatherPosts(
    [mail, ...others.map((other) => ({ ...mail, ...other }))].map((one, row) => messageFromObject(one, row)),
    { dedupe: 'global' },
  ).map(({ copies, message: { date } }) => `${copies.length} ${date === null ? '-' : formatDate(date)}`);

describe('copies whose clock tells less', () => {
  it.each<[string, object]>([
    ['the day alone', { date: '2016-05-02' }],
    ['the day of another zone', { date: '2016-05-01' }],
    ['no date', { date: undefined }],
    ['the hours without their zone', { date: '2016-05-02T09:12:05' }],
    ['a name without its address', { date: '2016-05-02T09:12:05', from: 'Ferrow, Ida' }],
    ['the hours of New York without their zone', { date: '2016-05-02 03:12:05' }],
  ])('are one post with the copy that tells the moment: %s', (_, other) => {
    expect(gather(other)).toEqual(['2 2016-05-02T09:12:05+02:00']);
  });

  it.each<[string, object]>([
    ['another day', { date: '2016-05-05' }],
    ['another minute', { date: '2016-05-02T09:30:05' }],
    ['another moment of a known zone', { date: '2016-05-02T11:12:05+02:00' }],
    ['another text', { date: '2016-05-02', text: 'Shall we sell the smaller crane after the summer?' }],
    ['another sender', { date: '2016-05-02', from: 'Una Moss <una@pier.example>' }],
    ['another name without an address', { date: '2016-05-02', from: 'Ferrow, Una' }],
    ['another subject', { date: '2016-05-02', subject: 'Boat' }],
    ['a text too short to tell', { date: '2016-05-02', text: 'Yes.' }],
    ['another id', { date: '2016-05-02', messageId: '<v2@pier.example>' }],
  ])('stay two: %s', (_, other) => {
    expect(gather(other)).toHaveLength(2);
  });

  it('are joined to none where two may be meant', () => {
    expect(gather({ date: '2016-05-02T15:40:00+02:00' }, { date: '2016-05-02' })).toHaveLength(3);
  });

  it('are one post where one has no Date but that of the line above it', async () => {
    const written = letter('a1', mail.from, mail.to, 3, 'Crane', { text: mail.text });
    const { Date: _, ...bare } = written;
    const { posts, findings } = await reconstructCase({ Ferrow: [bare], Lund: [written] });
    expect(posts.map((post) => post.kind === 'produced' && formatDate(post.message.date!))).toEqual([
      '2019-05-03T10:00:00+00:00',
    ]);
    expect(findings.map(({ kind }) => kind).filter((kind) => /absent|shared/.test(kind))).toEqual([]);
    expect(findings.find(({ kind }) => kind === 'copies-differ')!.summary).toMatch(/ differ in date\.$/);
  });

  it('are absent from no production that has them with another clock, whatever their ids', async () => {
    const texts = [
      'Shall we buy the larger crane before the summer?',
      'It would cost more than the whole quay did when it was built.',
      'Then let us ask the yard for the smaller one, and for a roof.',
    ];
    const written = texts.map((text, n) => letter(`a${n}`, mail.from, mail.to, 3 + n, `Crane ${n}`, { text }));
    const bare = written.map((one, n) => ({
      ...one,
      'Message-ID': `<other${n}@export.example>`,
      Date: `${3 + n} May 2019`,
    }));
    const absent = async (lund: typeof bare) =>
      (await reconstructCase({ Ferrow: written, Lund: lund }))
        .of('absent-copy')
        .map(({ summary }) => /of ([\d-]+) .* production of (\w+)/.exec(summary)?.slice(1));
    expect(await absent(bare)).toEqual([]);
    expect(await absent(bare.filter((_, n) => n !== 1))).toEqual([['2019-05-04', 'Lund']]);
  });
});

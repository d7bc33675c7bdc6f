import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { reconstruct } from '../../src/run/reconstruct.js';
import { folderOf, mail, mbox, reconstructFiles } from '../report-fixture.js';

const DIKE = {
  id: 'm1@moor.example',
  subject: 'Dike 1',
  date: 'Mon, 4 Apr 2016 09:12:07 +0200',
  body: 'The dike holds.',
};
const [ADA, BO] = ['Ada Moor <ada@moor.example>', 'Bo Stern <bo@stern.example>'];
const list = (...rows: readonly (readonly string[])[]) =>
  [['Subject', 'From', 'To', 'Date', 'Body'], ...rows]
    .map((row) => row.map((cell) => `"${cell}"`).join(','))
    .join('\r\n');
const ROW = ['Dike 1', ADA, BO, '2016-04-04 09:12', ''];
const note = (more: object) => JSON.stringify({ Subject: 'Dike 1', Sender: 'Ada Moor', ...more });

async function count(files: Readonly<Record<string, string>>) {
  const { posts, findings } = await reconstructFiles({ 'in/15-Dike.eml': mail(DIKE), ...files });
  expect(findings.map(({ kind }) => kind)).not.toContain('copies-differ');
  return posts.map((post) => (post.kind === 'produced' ? post.copies.length : 0));
}

describe('what an export tells of a message in a file beside it', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['a list of the folder', { 'in/index.csv': list(ROW) }],
    ['a list that tells no recipients', { 'in/index.csv': list(ROW.with(2, '')) }],
    ['a note of the same name, whatever its time', { 'in/15-Dike.eml.meta': note({ Date: 1_459_000_000_000 }) }],
    ['a note with another ending', { 'in/15-Dike.meta': note({ internal_date: 1_459_754_000 }) }],
    [
      'a note with the id, wherever it lies',
      { 'notes.json': note({ msg_id: 'm1@moor.example', Date: '2016-04-04T09:15:00Z' }) },
    ],
  ])('is no second message: %s', async (_, files) => {
    expect(await count(files)).toEqual([2]);
  });

  it('stands for the message nowhere: its text, sender and time are those of the mail', async () => {
    const { posts } = await reconstructFiles({ 'a.eml': mail(DIKE), 'a.eml.meta': note({ Date: 1_459_000_000_000 }) });
    expect(posts).toMatchObject([
      {
        message: {
          from: { address: 'ada@moor.example' },
          body: { text: 'The dike holds.\n' },
          date: { source: 'date' },
        },
      },
    ]);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['of another minute', { 'in/index.csv': list(ROW.with(3, '2016-04-04 09:31')) }],
    ['of another sender', { 'in/index.csv': list(ROW.with(1, BO)) }],
    [
      'of another subject',
      { 'in/index.csv': list(ROW.with(0, 'Sluice')), 'in/15-Dike.meta': note({ Subject: 'Weir' }) },
    ],
    ['to others', { 'in/index.csv': list(ROW.with(2, 'cy@fen.example')) }],
    ['with the day alone', { 'in/index.csv': list(ROW.with(3, '2016-04-04')) }],
    ['with a text of its own', { 'in/index.csv': list(ROW.with(4, 'The dike leaks.')) }],
    ['with another id', { 'notes.json': note({ msg_id: 'm2@moor.example', Date: '2016-04-04T07:12:07Z' }) }],
    [
      'twice in one list: one may be absent',
      { 'in/index.csv': list(ROW.with(3, '2016-04-04 09:12:07'), ROW.with(3, '2016-04-04 09:12:30')) },
    ],
    [
      'where two messages may be meant',
      { 'b.mbox': mbox([{ ...DIKE, id: 'm2@moor.example', body: 'It leaks.' }]), 'in/index.csv': list(ROW) },
    ],
  ])('is left as it is %s', async (_, files) => {
    expect(new Set(await count(files))).toEqual(new Set([1]));
  });

  it('joins no production of another custodian, who may have handed over the list alone', async () => {
    const folder = folderOf({ 'a.eml': mail(DIKE), 'list.jsonl': note({ msg_id: 'm1@moor.example' }) });
    const inputs = ['a.eml', 'list.jsonl'].map((name) => ({ path: path.join(folder, name), custodian: name }));
    const { posts } = await reconstruct(inputs);
    expect(posts.filter(({ kind }) => kind === 'produced')).toHaveLength(2);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { reconstruct } from '../../src/run/reconstruct.js';

const folder = mkdtempSync(join(tmpdir(), 'rethread-named-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const words = 'Can the ferry contract be signed before Easter? The board meets on Tuesday.';
const account = '/O=QUAY/OU=NA/CN=RECIPIENTS/CN=MHOLM';

interface Sent {
  readonly from?: string;
  readonly id?: string | null;
  readonly date?: string;
  readonly text?: string;
}
const eml = ({
  from = 'Mira Holm <mholm@quay.example>',
  id = '1@quay.example',
  date = 'Mon, 4 Apr 2016 09:12:05 +0200',
  text = words,
}: Sent = {}) =>
  `From: ${from}\nTo: Tobias Renn <t.renn@quay.example>\nDate: ${date}\nSubject: Ferry\n${id === null ? '' : `Message-ID: <${id}>\n`}\n${text}\n`;
const print = (from = 'Mira Holm', text = words, sent = 'Monday, April 4, 2016 9:12 AM') =>
  `From: ${from}\nSent: ${sent}\nTo: Tobias Renn\nSubject: Ferry\n\n${text}\n`;
const table = (from = 'Mira Holm', date = '2016-04-04 09:12:05') =>
  `Subject,Body,From: (Name),To: (Name),Date\nFerry,"${words}","${from}",Tobias Renn,${date}\n`;

let count = 0;
async function read(...files: readonly (readonly [type: string, text: string])[]) {
  const paths = files.map(([type, text]) => {
    const path = join(folder, `${++count}.${type}`);
    writeFileSync(path, text);
    return { path, custodian: null };
  });
  const { posts, findings } = await reconstruct(paths, {});
  const produced = posts.flatMap((post) => (post.kind === 'produced' ? [post] : []));
  return { produced, told: findings.filter(({ kind }) => kind === 'copies-differ').map(({ summary }) => summary) };
}

describe('a copy that names its sender without an address', () => {
  it.each<readonly [what: string, type: string, text: string]>([
    ['a row that has the sender´s clock', 'csv', table()],
    ['a row in UTC, the family name first', 'csv', table('Holm, Mira', '2016-04-04T07:12:05Z')],
    ['a print', 'txt', print()],
  ])('is one with the mail, and differs in nothing: %s', async (_, type, text) => {
    const { produced, told } = await read(['eml', eml()], [type, text]);
    expect(produced.map(({ copies, message }) => [copies.length, message.from?.address])).toEqual([
      [2, 'mholm@quay.example'],
    ]);
    expect(told).toEqual([]);
  });

  it('is one with the mail where the text is short and the recipients are the same', async () => {
    const { produced } = await read(['eml', eml({ text: 'Yes.' })], ['txt', print('Mira Holm', 'Yes.')]);
    expect(produced).toHaveLength(1);
  });

  it.each([
    ['by name', `Mira Holm <${account}>`],
    ['by account alone', account],
  ])('is one with the mail where Exchange told the sender %s', async (_, from) => {
    const { produced } = await read(['eml', eml({ id: null })], ['eml', eml({ from, id: null })]);
    expect(produced.map(({ copies }) => copies.length)).toEqual([2]);
  });

  it.each<readonly [what: string, ...files: (readonly [type: string, text: string])[]]>([
    [
      'two people of that name',
      ['eml', eml()],
      ['eml', eml({ from: 'Mira Holm <mira@moor.example>', id: '1@moor.example' })],
      ['txt', print()],
    ],
    ['another minute', ['eml', eml()], ['txt', print('Mira Holm', words, 'Monday, April 4, 2016 9:13 AM')]],
    ['another hour', ['eml', eml()], ['txt', print('Mira Holm', words, 'Monday, April 4, 2016 3:12 PM')]],
    ['another name', ['eml', eml()], ['txt', print('Alma Holm')]],
    ['another text', ['eml', eml()], ['txt', print('Mira Holm', words.replace('Tuesday', 'Monday'))]],
    [
      'an account of another name',
      ['eml', eml({ id: null })],
      ['eml', eml({ from: `Max Holm <${account}>`, id: null })],
    ],
  ])('stays a post of its own with %s', async (_, ...files) => {
    const { produced } = await read(...files);
    expect(produced).toHaveLength(files.length);
  });
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { locateInBody } from '../../src/message/locate-in-body.js';
import { checkSources } from '../../src/report/answer/source-check.js';
import { reconstruct } from '../../src/run/reconstruct.js';

const root = mkdtempSync(join(tmpdir(), 'rethread-pieces-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;

/** Piece `number` of a message as Outlook Express sends it; the first holds the header of the whole. */
const piece = (number: number, total: number | null, body: string) =>
  `Message-ID: <part${number}@x.example>\nDate: Mon, 4 Apr 2016 09:12:00 +0200\nFrom: Mira Holm <mira@x.example>\nTo: Tobias <t@y.example>\nSubject: Plans [${number}]\n` +
  `MIME-Version: 1.0\nContent-Type: message/partial;\n\tid="whole@x.example"; number=${number}${total === null ? '' : `; total=${total}`}\n\n${body}`;
const first = (total: number | null) =>
  piece(
    1,
    total,
    'Message-ID: <whole@x.example>\nSubject: Plans\nX-Own: lost\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nThe plans of the harbour,\n',
  );
const second = piece(
  2,
  3,
  'drawn by Ilse.\n--b\nContent-Type: text/csv; name=a.csv\nContent-Disposition: attachment; filename=a.csv\n\n1,2\n',
);
const third = piece(3, 3, '3,4\n--b--\n');

async function read(files: Readonly<Record<string, string>>) {
  const folder = join(root, String(folders++));
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const reconstruction = await reconstruct([{ path: folder, custodian: null }]);
  const messages = reconstruction.posts.flatMap((post) => (post.kind === 'produced' ? [post.message] : []));
  const told = reconstruction.problems.map(
    ({ severity, code, message }) => `${severity} ${code}: ${message.replaceAll(`${folder}/`, '')}`,
  );
  return { folder, messages, told, isComplete: checkSources(reconstruction).complete };
}

describe('a message that was sent in pieces', () => {
  const mailbox = [second, first(null), third].map((text) => `From x@y Mon Apr  4 09:12:00 2016\n${text}\n`).join('');

  it.each([
    ['in files of their own', { 'c.eml': first(3), 'b.eml': second, 'a.eml': third }],
    ['in one mailbox, in any order, the total told by the others', { 'a.mbox': mailbox }],
  ])('is joined: %s', async (_, files) => {
    const { messages, told, isComplete, folder } = await read(files);
    expect(messages).toHaveLength(1);
    const [message] = messages;
    expect([message!.messageId, message!.subject.text, message!.from?.name]).toEqual([
      'whole@x.example',
      'Plans',
      'Mira Holm',
    ]);
    expect(message!.body!.text.trim()).toBe('The plans of the harbour,\ndrawn by Ilse.');
    expect(message!.attachments.map(({ name, size }) => [name, size])).toEqual([['a.csv', 7]]);
    expect(message!.headers.text).not.toContain('X-Own');
    expect(told.map((one) => one.split(':')[0]).sort()).toEqual([
      'info piece-of-message',
      'info piece-of-message',
      'info pieces-joined',
    ]);
    expect(isComplete).toBe(true);
    const at = message!.body!.text.indexOf('drawn by Ilse');
    const { source, offset, length } = locateInBody(message!.body!, { start: at, end: at + 13 });
    expect(
      readFileSync(source)
        .subarray(offset, offset + length)
        .toString(),
    ).toBe('drawn by Ilse');
    expect(source.startsWith(folder)).toBe(true);
  });

  it('stays in its pieces where one is not there, and each says which', async () => {
    const { messages, told, isComplete } = await read({ 'a.eml': first(3), 'c.eml': third });
    expect(messages.map(({ messageId }) => messageId)).toEqual(['part1@x.example', 'part3@x.example']);
    expect(told).toEqual([
      'error part-not-read: The message is piece 1 of 3 of a longer one (message/partial), which cannot be joined: not among what was read: 2.',
      'error part-not-read: The message is piece 3 of 3 of a longer one (message/partial), which cannot be joined: not among what was read: 2.',
    ]);
    expect(isComplete).toBe(true);
  });

  it('is not joined of pieces that two custodians have', async () => {
    const files = { 'a.eml': first(3), 'b.eml': second };
    const folder = join(root, String(folders++));
    mkdirSync(join(folder, 'x'), { recursive: true });
    mkdirSync(join(folder, 'y'));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, 'x', name), content);
    writeFileSync(join(folder, 'y', 'c.eml'), third);
    const inputs = ['x', 'y'].map((custodian) => ({ path: join(folder, custodian), custodian }));
    const { posts } = await reconstruct(inputs);
    expect(posts.filter(({ kind }) => kind === 'produced')).toHaveLength(3);
  });

  it('is not joined of pieces of two senders who use one id', async () => {
    const { messages } = await read({ 'a.eml': first(3), 'b.eml': second.replace('mira@', 'ilse@'), 'c.eml': third });
    expect(messages.map(({ messageId }) => messageId)).toEqual([
      'part1@x.example',
      'part2@x.example',
      'part3@x.example',
    ]);
  });
});

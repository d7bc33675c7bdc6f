import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkSources } from '../../src/report/answer/source-check.js';
import { type ReconstructOptions, reconstruct } from '../../src/run/reconstruct.js';
import { folderOf, mail } from '../report-fixture.js';

const printed = 'From: Ada Moor\nSent: 3 May 2019 10:05\nTo: Bo Stern\nSubject: Wall\n\nThe wall must be raised.\n';

/** Reads files that are named one by one: of a folder only texts with a printed header are read at all. */
async function readNamed(files: Readonly<Record<string, string>>, options: ReconstructOptions = {}) {
  const folder = folderOf(files);
  const inputs = Object.keys(files).map((name) => ({ path: join(folder, name) }));
  return reconstruct(inputs, options);
}

describe('a text file that is named', () => {
  it.each(['x', 'Shopping list: rope, lamp oil, two buoys.\n'])(
    'that tells of no mail is a problem with its bytes, not a message without a sender: %j',
    async (content) => {
      const result = await readNamed({ 'note.txt': content, 'a.eml': mail({ id: 'a@x' }) });
      expect(result.posts).toHaveLength(1);
      const problem = result.problems.find(({ code }) => code === 'not-mail');
      expect(problem?.message).toMatch(/note\.txt: text without a header/);
      expect(problem?.severity).toBe('error');
      expect(problem?.origin).toMatchObject({ offset: 0, length: content.length });
      const { gaps, sources } = result;
      expect(gaps.map(({ source, length }) => [source.endsWith('note.txt'), length])).toEqual([[true, content.length]]);
      expect(sources.find(({ name }) => name.endsWith('note.txt'))?.messages).toBe(0);
      expect(checkSources(result)).toBeDefined();
    },
  );

  it.each([
    ['a printed header', printed],
    ['a quoted message', `Please see below.\n\n-----Original Message-----\n${printed}`],
    [
      'an attribution',
      'Agreed.\n\nOn 3 May 2019 at 10:05, Ada Moor <ada@moor.example> wrote:\n> The wall must be raised.\n',
    ],
  ])('with %s is a message', async (_what, content) => {
    const result = await readNamed({ 'note.txt': content });
    expect(result.posts.filter(({ kind }) => kind === 'produced')).toHaveLength(1);
    expect(result.problems.map(({ code }) => code)).not.toContain('not-mail');
  });

  it('is left out, or read for its sender and date, by headers alone as well', async () => {
    const files = { 'list.txt': 'Shopping list: rope, lamp oil.\n', 'note.txt': printed };
    const result = await readNamed(files, { bodies: false });
    const whole = await readNamed(files);
    expect(result.problems.map(({ code }) => code)).toContain('not-mail');
    expect(result.posts).toHaveLength(1);
    const [post] = result.posts;
    expect(post?.kind === 'produced' && post.message.from?.name).toBe('Ada Moor');
    expect(post?.kind === 'produced' && post.message.body).toBeNull();
    expect(post?.key).toBe(whole.posts[0]?.key);
  });
});

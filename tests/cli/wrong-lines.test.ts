import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from '../run-command.js';

const folder = mkdtempSync(join(tmpdir(), 'rethread-wrong-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'd.json');

describe('a command line that makes no sense', () => {
  it.each<[readonly string[], number, RegExp]>([
    [['decide', file, '--join', 'abcdefgh'], 2, /--join needs more behind it/],
    [['report', 'samples/case', '-o'], 2, /: -o needs more behind it/],
    [['open', 'samples/case', join(folder, 'no.mbox')], 3, /no\.mbox: no such file or folder/],
    [['open', join(folder, 'no.case')], 3, /no\.case: no such file or folder/],
    [['add', join(folder, 'x.case'), 'samples/case'], 3, /no such case\. rethread build -o /],
  ])('is told in one plain sentence: %j', async (args, status, message) => {
    const run = await runCommand(args);
    expect([run.status, run.stdout, run.lines]).toEqual([status, '', [expect.stringMatching(message)]]);
    expect(existsSync(file)).toBe(false);
  });
});

describe('a decision', () => {
  it('is made and taken back, and the empty list is told', async () => {
    const made = await runCommand(['decide', file, '--split', 'abcdefgh', '--author', 'Ada', '--reason', 'no reply']);
    expect(made.stdout).toMatch(/^1\. split abcdefgh \(Ada, [\d-]+: no reply\)\n$/);
    expect(await runCommand(['decide', file, '--undo', '1'])).toMatchObject({
      status: 0,
      stdout: `no decisions in ${file}\n`,
    });
  });
});

import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../run-command.js';

const folder = mkdtempSync(join(tmpdir(), 'rethread-verify-'));
const SOURCES = ['samples/case/holt.mbox', 'samples/case/tarrant.json'];

const rethread = (...args: readonly string[]) => runCommand(args);

describe('rethread verify', () => {
  it.each([
    ['a page', ['report'], 'report.html', '4.2', '4.3'],
    ['a report in Markdown, by the manifest beside it', ['report'], 'report.md', 'Marian', 'Miriam'],
    ['a case', ['build'], 'quay4.case', 'Dana', 'Tana'],
  ])('tells %s that was changed from the one that was written', async (_, command, name, before, after) => {
    const path = join(folder, name);
    expect((await rethread(...command, ...SOURCES, '-o', path, '-q')).status).toBe(0);
    const untouched = await rethread('verify', path);
    expect([untouched.status, untouched.stdout]).toEqual([0, expect.stringContaining('everything holds')]);
    const bytes = readFileSync(path, 'latin1');
    writeFileSync(path, bytes.replace(before, after), 'latin1');
    const { status, stdout } = await rethread('verify', path, '--json');
    expect([status, JSON.parse(stdout)]).toEqual([
      6,
      expect.objectContaining({ format: 'rethread-verification', holds: false, verified: path }),
    ]);
  });

  it('reads sources that lie elsewhere now under the names that the output gives them', async () => {
    const path = join(folder, 'posts.jsonl');
    expect((await rethread('export', ...SOURCES, '-o', path, '-q')).status).toBe(0);
    const moved = SOURCES.map((source, number) => {
      const to = join(folder, `moved-${number}`, source.slice(source.lastIndexOf('/') + 1));
      cpSync(source, to, { recursive: true });
      return to;
    });
    expect(await rethread('verify', path, ...moved)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('2 of 2 hold'),
    });
    expect(await rethread('verify', path, moved[0]!)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(SOURCES[1]!),
    });
  });

  it.each([
    ['what it cannot read', ['absent.json'], 3],
    ['what is no output', ['README.md'], 2],
  ])('says in one line that it is handed %s', async (_, args, code) => {
    const { status, stdout, stderr } = await rethread('verify', ...args);
    expect([status, stdout, stderr.split('\n').length]).toEqual([code, '', 2]);
  });
});

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const main = resolve('dist/cli/main.js');
const folder = mkdtempSync(join(tmpdir(), 'rethread-verify-'));
const SOURCES = ['samples/case/holt.mbox', 'samples/case/tarrant.json'];

function rethread(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('rethread verify', () => {
  it.each([
    ['a page', ['report'], 'report.html', '4.2', '4.3'],
    ['a report in Markdown, by the manifest beside it', ['report'], 'report.md', 'Marian', 'Miriam'],
    ['a case', ['build'], 'quay4.case', 'Dana', 'Tana'],
  ])('tells %s that was changed from the one that was written', (_, command, name, before, after) => {
    const path = join(folder, name);
    expect(rethread(...command, ...SOURCES, '-o', path, '-q').status).toBe(0);
    const untouched = rethread('verify', path);
    expect([untouched.status, untouched.stdout]).toEqual([0, expect.stringContaining('everything holds')]);
    const bytes = readFileSync(path, 'latin1');
    writeFileSync(path, bytes.replace(before, after), 'latin1');
    const { status, stdout } = rethread('verify', path, '--json');
    expect([status, JSON.parse(stdout)]).toEqual([
      6,
      expect.objectContaining({ format: 'rethread-verification', holds: false, verified: path }),
    ]);
  });

  it('reads sources that lie elsewhere now under the names that the output gives them', () => {
    const path = join(folder, 'posts.jsonl');
    expect(rethread('export', ...SOURCES, '-o', path, '-q').status).toBe(0);
    const moved = SOURCES.map((source, number) => {
      const to = join(folder, `moved-${number}`, source.slice(source.lastIndexOf('/') + 1));
      cpSync(source, to, { recursive: true });
      return to;
    });
    expect(rethread('verify', path, ...moved)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('2 of 2 hold'),
    });
    expect(rethread('verify', path, moved[0]!)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(SOURCES[1]!),
    });
  });

  it.each([
    ['what it cannot read', ['absent.json'], 3],
    ['what is no output', ['README.md'], 2],
  ])('says in one line that it is handed %s', (_, args, code) => {
    const { status, stdout, stderr } = rethread('verify', ...args);
    expect([status, stdout, stderr.split('\n').length]).toEqual([code, '', 2]);
  });
});

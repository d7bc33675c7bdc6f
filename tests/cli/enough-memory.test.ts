import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseMemory } from '../../src/cli/option/memory-option.js';
import { runCommand, runProcess } from '../run-command.js';

const folder = mkdtempSync(join(tmpdir(), 'rethread-memory-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('memory', () => {
  it.each([
    ['4g', 4e9],
    ['800M', 8e8],
    ['2.5 GB', 2.5e9],
    ['64kb', 64_000],
    ['4', null],
    ['-1g', null],
    ['four', null],
    ['', null],
  ])('%s is a size, or none', (text, bytes) => expect(parseMemory(text)).toBe(bytes));

  it('that is not enough ends the program with one line that says so, and leaves no case', () => {
    const path = join(folder, 'small.case');
    const { status, stderr } = runProcess(['build', 'samples/case', '-o', path, '--memory', '16m']);
    expect(status).toBe(7);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^rethread: not enough memory: more than the 16 MB .*--memory/);
    expect(existsSync(path)).toBe(false);
  });

  it('and the engine are told nothing that this engine does not know, which it would say', () => {
    const path = join(folder, 'told.case');
    const { status, stderr } = runProcess(['build', 'samples/case/holt.mbox', '-o', path, '-q']);
    expect([status, stderr]).toEqual([0, '']);
  });

  it('that is enough changes no answer', async () => {
    const { status, stdout } = runProcess(['list', 'samples/case', '--memory=2g']);
    expect([status, stdout]).toEqual([0, (await runCommand(['list', 'samples/case'])).stdout]);
    const input = readFileSync('samples/case/holt.mbox', 'utf8');
    // How much comes there is not known: headers are read in a process of their own.
    const piped = runProcess(['list', '-', '--headers-only'], { input });
    expect(piped.status).toBe(0);
    expect(piped.stdout).toBe((await runCommand(['list', 'samples/case/holt.mbox', '--headers-only'])).stdout);
    expect(runProcess(['list', 'samples/case', '--memory', 'much'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--memory much'),
    });
  });

  it('what a killed build left beside a case goes with the next one; what a running one writes stays', async () => {
    const path = join(folder, 'quay4.case');
    const [dead, alive] = [`${path}.partial-999999999`, `${path}.partial-${process.ppid}`];
    for (const file of [dead, alive]) writeFileSync(file, 'half');
    expect((await runCommand(['build', 'samples/case', '-o', path])).status).toBe(0);
    expect([existsSync(dead), existsSync(alive)]).toEqual([false, true]);
  });
});

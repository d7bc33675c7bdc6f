import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/command/commands.js';
import { completionScript } from '../../src/cli/help/completion-scripts.js';
import { type DescribedCommand, describeCommands } from '../../src/cli/help/described-commands.js';
import { manualPage } from '../../src/cli/help/manual-page.js';
import { runCommand } from '../run-command.js';

let described: readonly DescribedCommand[];
beforeAll(async () => {
  described = await describeCommands(commands);
});

const hasBash = spawnSync('bash', ['--version']).status === 0;

/** What bash offers after these words. */
function offered(words: readonly string[]): readonly string[] {
  const line = words.map((word) => `'${word}'`).join(' ');
  const script = `${completionScript('bash', described)}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _rethread; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean);
}

describe('rethread completion', () => {
  it.runIf(hasBash).each([
    [['rethread', 'fin'], ['findings']],
    [['rethread', 'findings', '--sev'], ['--severity']],
    [['rethread', 'findings', '--severity', 'n'], ['notice']],
    [['rethread', 'report', '-'], expect.arrayContaining(['-o', '--output', '--help'])],
    [['rethread', 'list', 'mail.mb'], []],
  ])('offers after %j what fits', (words, expected) => {
    expect(offered(words)).toEqual(expected);
  });

  it.each(['bash', 'zsh', 'fish'] as const)('knows for %s every command and every option', (shell) => {
    const script = completionScript(shell, described);
    for (const { name, options } of described) {
      expect(script).toContain(name);
      for (const option of options) expect(script).toContain(option.names[0]);
    }
  });

  it('prints the script, and tells the shells that there are', async () => {
    const { status, stdout } = await runCommand(['completion', 'fish']);
    expect([status, stdout]).toEqual([0, completionScript('fish', described)]);
    const wrong = await runCommand(['completion', 'csh']);
    expect([wrong.status, wrong.lines]).toEqual([2, [expect.stringContaining('"bash", "zsh", "fish"')]]);
  });
});

describe('the manual page', () => {
  it('has every command with its options, and no text that is taken for a request', () => {
    const page = manualPage(described, { version: '1.0.0', summary: 'Reads', epilogue: ".It\n'x\n\nEnd" });
    const requests = page.split('\n').filter((line) => /^[.']/.test(line) && !/^\.(?:TH|SH|SS|B|I|PP|TP)\b/.test(line));
    expect(requests).toEqual([]);
    for (const { name, summary, options } of described) {
      expect(page).toContain(`.SS rethread ${name.replaceAll('-', '\\-')}`);
      expect(page).toContain(summary.replaceAll('-', '\\-'));
      for (const { names } of options) expect(page).toContain(names[0]!.replaceAll('-', '\\-'));
    }
  });
});

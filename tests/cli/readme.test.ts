import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runCommand } from '../run-command.js';

/** ` ```console` blocks that begin with `$ npx rethread ...`; what follows is what the program prints. */
const BLOCK = /```console\n\$ npx rethread (.*)\n([^`]*)```/g;

/** To write the present output into the documents: `UPDATE_README=1 npx vitest run tests/cli/readme.test.ts`. */
const update = process.env.UPDATE_README === '1';

it.each(['README.md', 'docs/guide.md'])('%s shows what the program prints', { timeout: 300_000 }, async (page) => {
  const written = readFileSync(page, 'utf8');
  const printed = new Map<string, string>();
  for (const [, command] of written.matchAll(BLOCK)) {
    const words = command!.match(/"[^"]*"|[\w./:=-]+/g)!;
    expect(words.join(' ')).toBe(command);
    const { stdout, stderr } = await runCommand(words.map((word) => word.replaceAll('"', '')));
    expect(stderr, command).toBe('');
    printed.set(command!, stdout);
  }
  const current = written.replace(
    BLOCK,
    (_, command: string) => `\`\`\`console\n$ npx rethread ${command}\n${printed.get(command)}\`\`\``,
  );
  expect(current.match(BLOCK)?.length).toBeGreaterThan(page === 'README.md' ? 0 : 3);
  if (update) writeFileSync(page, current);
  else expect(written).toBe(current);
});

it('the README is short enough to be read', () => {
  expect(readFileSync('README.md', 'utf8').split('\n').length).toBeLessThanOrEqual(131);
});

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** ` ```console` blocks that begin with `$ npx rethread ...`; what follows is what the program prints. */
const BLOCK = /```console\n\$ npx rethread (.*)\n([^`]*)```/g;

/** To write the present output into the README: `UPDATE_README=1 npx vitest run tests/cli-readme.test.ts`. */
const update = process.env.UPDATE_README === '1';

it('the README shows what the program prints', { timeout: 300_000 }, () => {
  const readme = readFileSync('README.md', 'utf8');
  const current = readme.replace(BLOCK, (_, command: string) => {
    const { stdout, stderr } = spawnSync('bash', ['-c', `node dist/cli/main.js ${command}`], { encoding: 'utf8' });
    expect(stderr, command).toBe('');
    return `\`\`\`console\n$ npx rethread ${command}\n${stdout}\`\`\``;
  });
  expect(current.match(BLOCK)?.length).toBeGreaterThan(3);
  if (update) writeFileSync('README.md', current);
  else expect(readme).toBe(current);
});

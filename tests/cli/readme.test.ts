import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** ` ```console` blocks that begin with `$ npx rethread ...`; what follows is what the program prints. */
const BLOCK = /```console\n\$ npx rethread (.*)\n([^`]*)```/g;

/** To write the present output into the documents: `UPDATE_README=1 npx vitest run tests/cli/readme.test.ts`. */
const update = process.env.UPDATE_README === '1';

it.each(['README.md', 'docs/guide.md'])('%s shows what the program prints', { timeout: 300_000 }, (page) => {
  const written = readFileSync(page, 'utf8');
  const current = written.replace(BLOCK, (_, command: string) => {
    const { stdout, stderr } = spawnSync('bash', ['-c', `node dist/cli/main.js ${command}`], { encoding: 'utf8' });
    expect(stderr, command).toBe('');
    return `\`\`\`console\n$ npx rethread ${command}\n${stdout}\`\`\``;
  });
  expect(current.match(BLOCK)?.length).toBeGreaterThan(page === 'README.md' ? 0 : 3);
  if (update) writeFileSync(page, current);
  else expect(written).toBe(current);
});

it('the README is short enough to be read', () => {
  expect(readFileSync('README.md', 'utf8').split('\n').length).toBeLessThanOrEqual(131);
});

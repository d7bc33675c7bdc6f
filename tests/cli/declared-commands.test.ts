import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/command/commands.js';

const folder = 'src/cli/command';
const NOT_COMMANDS = new Set(['command.ts', 'commands.ts']);
const list = readFileSync(`${folder}/commands.ts`, 'utf8');
const pages = readdirSync('docs')
  .filter((file) => file.endsWith('.md'))
  .map((file) => readFileSync(`docs/${file}`, 'utf8'));

describe('a command', () => {
  it('that is written stands in the list', () => {
    const faults = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(
        (file) =>
          file.endsWith('.ts') && !NOT_COMMANDS.has(file) && !list.includes(`'./${file.replace(/\.ts$/, '.js')}'`),
      )
      .map((file) => `${folder}/${file} is loaded by no entry of ${folder}/commands.ts`);
    expect(faults).toEqual([]);
  });

  it('has a name of its own, a summary, a file that holds it, and a page that tells of it', async () => {
    const faults: string[] = [];
    const seen = new Set<string>();
    for (const { name, summary, load } of commands) {
      const say = (fault: string) => faults.push(`The command "${name}" ${fault}`);
      if (!/^[a-z]+$/.test(name)) say('is no lower-case word');
      if (seen.has(name)) say('is listed twice');
      seen.add(name);
      if (!/^[A-Z]/.test(summary) || summary.endsWith('.'))
        say('needs a summary that begins with a capital and has no full stop');
      const command = await load().catch(() => undefined);
      if (typeof command?.run !== 'function' || typeof command.options !== 'function')
        say('is loaded from a file that does not export it: its entry must give an object with `options` and `run`');
      if (!pages.some((page) => new RegExp(`(?:rethread |\`)${name}\\b`).test(page)))
        say('is told of in no page of docs/: name it in docs/guide.md');
    }
    expect(faults).toEqual([]);
  });
});

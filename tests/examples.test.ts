import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'rethread-examples-'));
const quay = join(folder, 'quay4.case');
const MAILS = readdirSync('samples/case/quill')
  .filter((name) => name.endsWith('.eml'))
  .map((name) => join('samples/case/quill', name));

function run(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

describe('the examples', () => {
  it.each([
    ['threads.mjs', ['samples/case'], /^q65rmovy produced Dana Quill$[\s\S]*"4\.2" is quoted as "4\.6"/m],
    ['mailparser.mjs', MAILS, /^t-\S+ \S{8} \S{8}/m],
    ['walk.mjs', ['samples/case'], /every byte belongs to a message[\s\S]*## What was not produced\?\n- /],
  ])('%s runs as it stands', (name, args, expected) => {
    expect(run(join('examples', name), ...args)).toMatch(expected);
  });

  it('case-sql.mjs asks a case that the command line built', () => {
    run('dist/cli/main.js', 'build', 'samples/case', '-o', quay, '-q');
    expect(run('examples/case-sql.mjs', quay)).toMatch(
      /@corvane\.example \| \S+ \| \d+\n[\s\S]*least sure\n {2}0\.\d+ \| \S+ \| \S+/,
    );
  });

  it('page.html shows the chains of what is pasted', async () => {
    const script = /<script type="module">([\s\S]*)<\/script>/.exec(readFileSync('examples/page.html', 'utf8'))![1]!;
    const { outputFiles } = await build({
      stdin: { contents: script, resolveDir: 'examples' },
      bundle: true,
      write: false,
      format: 'iife',
      platform: 'browser',
      logLevel: 'silent',
    });
    const messages = [
      { messageId: '1@moor.example', from: 'ada@moor.example', subject: 'Tide', text: 'At noon.' },
      {
        messageId: '2@moor.example',
        inReplyTo: '1@moor.example',
        from: 'bo@moor.example',
        subject: 'Re: Tide',
        text: 'At one.',
      },
    ];
    const chains = { textContent: '' };
    let pressed: () => Promise<void> = async () => {};
    const elements: Record<string, object> = {
      '#messages': { value: JSON.stringify(messages) },
      '#chains': chains,
      '#thread': { addEventListener: (_: string, listener: () => Promise<void>) => (pressed = listener) },
    };
    const document = { querySelector: (name: string) => elements[name] };
    runInContext(
      outputFiles[0]!.text,
      createContext({ TextDecoder, TextEncoder, atob, btoa, structuredClone, document }),
    );
    await pressed();
    expect(chains.textContent).toMatch(/ada@moor\.example[\s\S]*└ bo@moor\.example/);
  });

  it('are all told of', () => {
    const told = readFileSync('examples/README.md', 'utf8');
    for (const name of readdirSync('examples')) if (name !== 'README.md') expect(told).toContain(`(${name})`);
  });
});

import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reconstruct } from '../../src/run/reconstruct.js';
import { folderOf, harbour, mbox } from '../report-fixture.js';
import { runCommand } from '../run-command.js';

async function run(...args: readonly string[]): Promise<void> {
  const { status, stderr } = await runCommand([...args, '-q']);
  expect([status, stderr]).toEqual([0, '']);
}

describe('views that are several files', () => {
  it('writes an mbox a thread that holds its messages in reading order', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'rethread-')), 'threads');
    await run('export', 'samples/case', '--format', 'mbox-threads', '-o', folder);
    const { threads } = await reconstruct([{ path: 'samples/case' }]);
    const produced = (thread: (typeof threads)[number]) => thread.posts.filter(({ post }) => post.kind === 'produced');
    expect(readdirSync(folder).sort()).toEqual(
      ['manifest.json', ...threads.filter((thread) => produced(thread).length).map(({ key }) => `${key}.mbox`)].sort(),
    );
    for (const thread of threads.slice(0, 5)) {
      const path = join(folder, `${thread.key}.mbox`);
      const back = await reconstruct([{ path }]);
      expect(back.sources[0]!.messages).toBe(produced(thread).length);
    }
  });

  it('tells by the ending of -o which form is wanted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rethread-'));
    const mails = join(folderOf({ 'a.mbox': mbox(harbour) }), 'a.mbox');
    for (const [name, begins] of [
      ['a.html', '<!doctype html>'],
      ['a.graphml', '<?xml'],
      ['a.gexf', '<?xml'],
      ['a.dot', 'digraph'],
      ['a.svg', '<svg'],
      ['a.md', '#'],
      ['a.json', '{'],
    ] as const) {
      await run('report', mails, '-o', join(folder, name), '--event', '2016-03-14=Dinner');
      expect(readFileSync(join(folder, name), 'utf8').slice(0, begins.length)).toBe(begins);
    }
    await run('report', mails, '--format', 'csv-tables', '-o', join(folder, 'tables'));
    expect(existsSync(join(folder, 'tables', 'findings.csv'))).toBe(true);
  });
});

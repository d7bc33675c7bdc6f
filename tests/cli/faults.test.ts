import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSources } from '../../src/source/read-sources.js';
import { main, runCommand } from '../run-command.js';

const folder = mkdtempSync(join(tmpdir(), 'rethread-faults-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A mailbox of some megabytes, which takes more than one reading. */
const MAIL = `From a@b Tue Mar  1 10:00:00 2016\nFrom: Ada <ada@moor.example>\nDate: Tue, 1 Mar 2016 10:00:00 +0000\nSubject: Dike\n\n${'It leaks.\n'.repeat(200)}\n`;

describe('a file that changes while it is read', () => {
  it.each<[string, (path: string) => void]>([
    ['cut', (path) => truncateSync(path, 1000)],
    ['written anew', (path) => writeFileSync(path, MAIL.replaceAll('leaks', 'holds').repeat(1500))],
    ['gone', (path) => unlinkSync(path)],
  ])('is told as an error where it is %s', async (_, change) => {
    const path = join(folder, 'live.mbox');
    writeFileSync(path, MAIL.repeat(1500));
    const reading = readSources([{ path }]);
    let changed = false;
    for await (const _batch of reading) {
      if (!changed) change(path);
      changed = true;
    }
    const told = reading.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    expect([changed, told]).toEqual([true, ['file-changed']]);
  });

  it('is none where nobody writes to it', async () => {
    const path = join(folder, 'still.mbox');
    writeFileSync(path, MAIL.repeat(3));
    const reading = readSources([{ path }]);
    for await (const _batch of reading);
    expect(reading.problems).toEqual([]);
  });
});

describe.runIf(existsSync('/dev/full'))('where nothing can be written', () => {
  it.each([
    ['list', ['list', 'samples/case/holt.mbox', '-q']],
    ['report', ['report', 'samples/case/holt.mbox', '-q', '--format', 'json']],
  ])('%s says in one line that the disk is full', (_, args) => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [main, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    expect([status, stderr]).toEqual([4, expect.stringMatching(/^rethread: .*the disk is full\n$/)]);
  });

  it('build says in one line that it may not write there', async () => {
    const { status, stdout, lines } = await runCommand(['build', 'samples/case/holt.mbox', '-q', '-o', '/proc/a.case']);
    expect([status, stdout, lines]).toEqual([
      4,
      '',
      [expect.stringMatching(/^rethread: \/proc\/a\.case: cannot write: /)],
    ]);
  });
});

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleExecutable, neededPackages } from '../../src/cli/bundle/bundle-executable.mjs';
import { folderOf, mbox } from '../report-fixture.js';

// A script in the place of Node itself, and few packages, keep the archive small.
const folder = folderOf({
  'node.sh': `#!/bin/sh\nexec "${process.execPath}" "$@"\n`,
  'a.mbox': mbox([{ id: '1@x', subject: 'Sluice' }]),
});
const executable = join(folder, 'rethread');
const start = (args: readonly string[], { from = executable, home = join(folder, 'home') } = {}) => {
  const { status, stdout, stderr } = spawnSync(from, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { HOME: home, PATH: '/usr/bin:/bin' },
  });
  return { status, stdout, stderr };
};

describe.skipIf(process.platform === 'win32')('the program as one file', () => {
  beforeAll(() => {
    const packages = neededPackages(resolve('.')).filter((name) => !/libsql|unpdf|libarchive|date-fns/.test(name));
    bundleExecutable({ root: resolve('.'), out: executable, node: join(folder, 'node.sh'), packages });
  });

  it('holds the packages that the program needs, those of others too, and none that only its makers need', () => {
    const needed = neededPackages(resolve('.'));
    for (const name of ['mailparser', 'yargs', 'zod', 'libmime', 'unpdf'])
      expect(needed).toContain(`node_modules/${name}`);
    expect(needed.filter((name) => /vitest|typescript|biome|playwright/.test(name))).toEqual([]);
  });

  it('answers on a computer that has neither npm nor the packages, and unpacks only once', () => {
    const first = start(['list', 'a.mbox']);
    expect(first).toMatchObject({ status: 0, stdout: expect.stringContaining('1 thread, 1 message'), stderr: '' });
    const [version] = readdirSync(join(folder, 'home/.cache/rethread'));
    writeFileSync(join(folder, 'home/.cache/rethread', version!, 'rethread/README.md'), 'stays');
    const link = join(folder, 'linked');
    symlinkSync(executable, link);
    expect(start(['list', 'a.mbox'], { from: link })).toEqual(first);
    expect(readFileSync(join(folder, 'home/.cache/rethread', version!, 'rethread/README.md'), 'utf8')).toBe('stays');
    expect(readdirSync(join(folder, 'home/.cache/rethread'))).toEqual([version]);
  });

  it('says what is wrong where it was cut on its way, and leaves nothing behind', () => {
    const cut = join(folder, 'cut');
    writeFileSync(cut, readFileSync(executable).subarray(0, 20_000), { mode: 0o755 });
    const home = join(folder, 'other');
    expect(start(['--version'], { from: cut, home })).toEqual({
      status: 4,
      stdout: '',
      stderr: expect.stringMatching(
        /^rethread: \S+cut is not whole, or the disk is full: nothing was unpacked to \S+\n$/,
      ),
    });
    expect(readdirSync(join(home, '.cache/rethread'))).toEqual([]);
  });

  it('says where it could not unpack, and what names another place', () => {
    const home = join(folder, 'file');
    mkdirSync(home);
    writeFileSync(join(home, '.cache'), '');
    expect(start(['--version'], { home })).toEqual({
      status: 4,
      stdout: '',
      stderr: `rethread: ${home}/.cache/rethread: cannot unpack there. Name another folder with RETHREAD_HOME\n`,
    });
  });
});

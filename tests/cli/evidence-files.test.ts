import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evidenceFiles } from '../../src/cli/evidence-files.js';
import { openOutput, writeAll } from '../../src/cli/output.js';
import { folderOf } from '../report-fixture.js';

/** `in/` holds a plain file, a symbolic link and a hard link to files outside. */
function evidence() {
  const folder = folderOf({
    'in/plain.mbox': 'plain',
    'out/soft.mbox': 'soft',
    'out/hard.mbox': 'hard',
    'out/other.txt': 'other',
  });
  symlinkSync('../out/soft.mbox', join(folder, 'in/soft.mbox'));
  linkSync(join(folder, 'out/hard.mbox'), join(folder, 'in/hard.mbox'));
  symlinkSync('in', join(folder, 'way'));
  symlinkSync('../in/plain.mbox', join(folder, 'out/to-plain'));
  return (name: string) => join(folder, name);
}
const write = (path: string, inputs: readonly string[]) => writeAll(openOutput(path, inputs), ['written']);

describe('what an input leads to', () => {
  const at = evidence();
  for (const [how, path] of [
    ['by its name', 'in/plain.mbox'],
    ['through a symbolic link of the inputs', 'out/soft.mbox'],
    ['by another name of the same file', 'out/hard.mbox'],
    ['through a linked folder', 'way/plain.mbox'],
    ['through a link to it', 'out/to-plain'],
  ] as const)
    it(`is never written to ${how}`, async () => {
      const before = readFileSync(at(path), 'utf8');
      await expect(async () => write(at(path), [at('in')])).rejects.toThrow('belongs to the inputs');
      expect(readFileSync(at(path), 'utf8')).toBe(before);
    });
  it('is not what lies beside it', () => expect(evidenceFiles([at('in')])(at('out/other.txt'))).toBe(false));
});

describe('an output', () => {
  it('leaves alone what bears its temporary name', async () => {
    const at = evidence();
    symlinkSync('soft.mbox', at('out/new.txt.partial'));
    await write(at('out/new.txt'), []);
    expect([readFileSync(at('out/new.txt'), 'utf8'), readFileSync(at('out/soft.mbox'), 'utf8')]).toEqual([
      'written',
      'soft',
    ]);
    expect(existsSync(at('out/new.txt.partial'))).toBe(true);
  });
  it('keeps the mode of the file that stood there', async () => {
    const at = evidence();
    chmodSync(at('out/other.txt'), 0o600);
    await write(at('out/other.txt'), []);
    expect([statSync(at('out/other.txt')).mode & 0o777, readFileSync(at('out/other.txt'), 'utf8')]).toEqual([
      0o600,
      'written',
    ]);
  });
  it('goes into a device', async () => {
    await write('/dev/null', []);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });
  it('goes into no pipe that nobody reads', async () => {
    const pipe = join(folderOf({ x: '' }), 'pipe');
    spawnSync('mkfifo', [pipe]);
    await expect(async () => write(pipe, [])).rejects.toThrow('nobody reads');
    expect(statSync(pipe).isFIFO()).toBe(true);
  });
  it('goes through a link to a file', async () => {
    const at = evidence();
    mkdirSync(at('deep'));
    writeFileSync(at('deep/real.txt'), '');
    symlinkSync('deep/real.txt', at('link.txt'));
    await write(at('link.txt'), []);
    expect(readFileSync(at('deep/real.txt'), 'utf8')).toBe('written');
  });
});

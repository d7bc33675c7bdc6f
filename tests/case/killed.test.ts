import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/source/database/sqlite-file.js';
import { runCommand } from '../run-command.js';

/** `RETHREAD_KILLS=50` kills as often. */
const RUNS = Number(process.env.RETHREAD_KILLS ?? 4);
const main = resolve('dist/cli/main.js');
const folder = mkdtempSync(join(tmpdir(), 'rethread-killed-'));
afterAll(() => rmSync(folder, { recursive: true }));

const before = join(folder, 'before.case');
const more = join(folder, 'more.mbox');
const target = join(folder, 'quay4.case');
const rethread = (...args: readonly string[]) => spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
const exported = async (path: string) => (await runCommand(['export', path])).stdout;
const ways = {
  build: ['build', 'samples/case', more, '-q', '-o', target],
  add: ['add', target, more, '-q'],
} as const;
let answers: readonly string[];
let length: number;

beforeAll(async () => {
  writeFileSync(
    more,
    'From a@b Tue Mar  1 10:00:00 2016\nFrom: Ada Moor <ada@moor.example>\nTo: bo@fen.example\nDate: Tue, 1 Mar 2016 10:00:00 +0000\nMessage-ID: <1@moor.example>\nSubject: Dike\n\nIt leaks.\n',
  );
  expect(rethread('build', 'samples/case', '-q', '-o', before).status).toBe(0);
  copyFileSync(before, target);
  const start = Date.now();
  expect(rethread(...ways.add).status).toBe(0);
  length = Date.now() - start;
  answers = [await exported(before), await exported(target)];
});

describe('killed at any moment', () => {
  it.each(Object.keys(ways) as (keyof typeof ways)[])(
    '%s leaves the case that was there, or the new one whole',
    async (way) => {
      await fc.assert(
        fc.asyncProperty(fc.double({ min: 0, max: 1.1, noNaN: true }), async (moment) => {
          copyFileSync(before, target);
          const child = spawn(process.execPath, [main, ...ways[way]], { stdio: 'ignore' });
          const ended = once(child, 'exit');
          await Promise.race([wait(moment * length), ended]);
          child.kill('SIGKILL');
          await ended;
          const database = openDatabase(target, { readOnly: true });
          expect(database.prepare('PRAGMA integrity_check').get()?.integrity_check).toBe('ok');
          database.close();
          expect(answers).toContain(await exported(target));
        }),
        { numRuns: RUNS },
      );
      // Whatever was left, the next one goes through.
      copyFileSync(before, target);
      expect(rethread(...ways[way]).status).toBe(0);
      expect(await exported(target)).toBe(answers[1]);
    },
    600_000,
  );
});

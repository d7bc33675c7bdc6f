import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type RelinkFiles, relinkFiles } from '../../case/relink-files.js';
import type { CaseAbout } from '../../case/write-case.js';
import type { ReviewKeeper } from '../../server/review-keeper.js';
import type { Relinking } from '../../server/room-server.js';
import { buildWords } from '../option/build-line.js';

/** Characters of a message of a program that ended that are shown. */
const LONGEST = 300;

/**
 * Builds a case anew by what reviewers decided, in a process beside this one: `rethread build` with the options of the case, which puts the new case
 * in the place of the old one and hands on what reviewers did. It ends with this process.
 */
export function relinkCase(path: string, about: CaseAbout, review: Pick<ReviewKeeper, 'read'>): Relinking {
  let isRunning = false;
  /** What was found out of the entries up to the last one. */
  let known: { readonly last: number; readonly files: RelinkFiles } | null = null;
  const files = (): RelinkFiles => {
    const { last, entries } = review.read(0);
    if (known?.last !== last) known = { last, files: relinkFiles(about.options, entries) };
    return known.files;
  };
  let failure: string | null = null;
  const start = () => {
    if (isRunning) return;
    const folder = mkdtempSync(join(tmpdir(), 'rethread-relink-'));
    const words = [...buildWords(about), '-o', resolve(path), '-q'];
    const { decisions, people } = files();
    for (const [name, file] of Object.entries({ decisions, people })) {
      const place = join(folder, `${name}.json`);
      writeFileSync(place, JSON.stringify(file), { mode: 0o600 });
      words.push(`--${name}`, place);
    }
    [isRunning, failure] = [true, null];
    // Inputs are named from where the case was built.
    const cwd = resolve(dirname(path), about.base);
    const program = spawn(process.execPath, [process.argv[1]!, 'build', ...words], {
      cwd,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const stop = () => program.kill();
    process.once('exit', stop);
    let told = '';
    program.stderr.on('data', (piece: Buffer) => {
      told = (told + piece.toString('utf8')).slice(-LONGEST * 4);
    });
    const ended = (why: string | null) => {
      if (!isRunning) return;
      isRunning = false;
      failure = why;
      process.off('exit', stop);
      rmSync(folder, { recursive: true, force: true });
    };
    program.once('error', ({ message }) => ended(message));
    // Trouble with some messages (1) leaves a whole case.
    program.once('close', (code) => ended(code === 0 || code === 1 ? null : lastLine(told) || `it ended with ${code}`));
  };
  return { start, state: () => ({ isRunning, failure, pending: files().pending }) };
}

const lastLine = (text: string): string => (text.trim().split('\n').at(-1) ?? '').slice(0, LONGEST);

import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { runCommandLine } from '../src/cli/run-command-line.js';

/** The built program. */
export const main = resolve('dist/cli/main.js');

export interface RunOptions {
  readonly input?: string;
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What a run gave. */
export interface CommandRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The lines of standard error. */
  readonly lines: readonly string[];
}

const ran = (status: number | null, stdout: string, stderr: string): CommandRun => ({
  status,
  stdout,
  stderr,
  lines: stderr.split('\n').filter(Boolean),
});

/** Runs the built program in a process of its own: for what only a process has, its input, its end, its folder for temporary files. */
export function runProcess(args: readonly string[], { input, folder, env }: RunOptions = {}): CommandRun {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    encoding: 'utf8',
    input: input ?? '',
    cwd: folder ?? process.cwd(),
    env: { ...process.env, NO_COLOR: '', ...env },
  });
  return ran(status, stdout, stderr);
}

type Write = typeof process.stdout.write;

/** Runs a command line in this process, many times as quick as a process of its own; one at a time. */
export async function runCommand(
  args: readonly string[],
  { folder }: Pick<RunOptions, 'folder'> = {},
): Promise<CommandRun> {
  const here = process.cwd();
  const streams = [process.stdout, process.stderr] as const;
  const writes = streams.map((stream) => stream.write);
  const listening = streams.map((stream) => stream.listeners('error'));
  const written: Buffer[][] = [[], []];
  streams.forEach((stream, index) => {
    stream.write = ((chunk: string | Uint8Array, ...more: unknown[]) => {
      written[index]!.push(Buffer.from(chunk));
      const done = more.find((each) => typeof each === 'function') as (() => void) | undefined;
      if (done) queueMicrotask(done);
      return true;
    }) as Write;
  });
  try {
    process.chdir(folder ?? here);
    const status = await runCommandLine(args);
    const [stdout, stderr] = written.map((chunks) => Buffer.concat(chunks).toString());
    return ran(status, stdout!, stderr!);
  } finally {
    process.chdir(here);
    streams.forEach((stream, index) => {
      stream.write = writes[index]!;
      for (const listener of stream.listeners('error'))
        if (!listening[index]!.includes(listener)) stream.off('error', listener as (error: Error) => void);
    });
  }
}

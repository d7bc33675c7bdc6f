import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, existsSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { StageRun } from './engine.js';

/** A program and its first arguments. */
export type Program = readonly [string, ...string[]];

/**
 * Runs a stage over files, some at a time, each in a process of its own; what it prints gets its name when it is complete, made of what it was
 * printed from. A file that is there already is not made again. Gives the files in the order of `from`.
 */
export async function runStage(program: Program, run: StageRun, atOnce: number): Promise<readonly string[]> {
  mkdirSync(run.to, { recursive: true });
  const files = new Array<string>(run.from.length);
  let next = 0;
  const work = async () => {
    for (let at = next++; at < run.from.length; at = next++) files[at] = await runOne(program, run, run.from[at]!);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, run.from.length) }, work));
  return files;
}

async function runOne([command, ...first]: Program, run: StageRun, input: string): Promise<string> {
  const file = join(run.to, `${await nameOf(run, input)}.jsonl`);
  if (existsSync(file)) return file;
  const partial = join(run.to, `.${process.pid}-${file.slice(run.to.length + 1)}`);
  const [stdin, stdout] = [openSync(input, 'r'), openSync(partial, 'w')];
  const given = run.whole === undefined ? [] : ['--whole', run.whole];
  try {
    const child = spawn(command, [...first, 'stage', run.stage, ...given], { stdio: [stdin, stdout, 'pipe'] });
    const said: Buffer[] = [];
    child.stderr!.on('data', (piece: Buffer) => said.push(piece));
    const end = await new Promise<string | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve(code === 0 ? null : (signal ?? `exit code ${code}`)));
    });
    if (end !== null)
      throw new Error(`stage ${run.stage} ended with ${end}: ${Buffer.concat(said).toString('utf8').trim()}`);
    renameSync(partial, file);
  } finally {
    closeSync(stdin);
    closeSync(stdout);
    rmSync(partial, { force: true });
  }
  return file;
}

/** The hash of all that the output depends on: program, stage, what is known of the whole, rows. */
async function nameOf({ stage, version, whole }: StageRun, input: string): Promise<string> {
  const hash = createHash('sha256').update(`${version} ${stage}\n`);
  for (const path of whole === undefined ? [input] : [whole, input])
    for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex').slice(0, 32);
}

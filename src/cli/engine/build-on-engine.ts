import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuiltCase, CaseOptions } from '../../case/write-case.js';
import { buildOnEngine } from '../../engine/distributed-build.js';
import { NoDuckDb, openDuckDb } from '../../engine/duckdb-engine.js';
import type { Engine } from '../../engine/engine.js';
import { planReading, type ReadingPlan, StreamedInput } from '../../engine/plan-reading.js';
import { toldEngine } from '../../engine/told-engine.js';
import type { SourceInput } from '../../source/find-files.js';
import { CommandError, exitCode } from '../exit-code.js';
import { version } from '../version.js';
import { whenInterrupted } from '../when-interrupted.js';
import type { EngineArguments } from './engine-options.js';

/** Builds a case by the engine that the arguments name. `beside` is the case: the folder of work lies beside it unless it is named. */
export async function buildByEngine(
  args: EngineArguments,
  inputs: readonly SourceInput[],
  options: CaseOptions,
  beside: string,
): Promise<BuiltCase> {
  const plan = await planFor(inputs, options);
  const folder = resolve(args.work ?? `${beside}.work-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const clear = () => {
    if (args.work === undefined) rmSync(folder, { recursive: true, force: true });
  };
  const forget = whenInterrupted(clear);
  let engine: Engine | null = null;
  try {
    engine = await openEngine(args, folder);
    const work = { folder, partSize: args.partSize, version: version() };
    return await buildOnEngine(engine, plan, options, work);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(exitCode.fault, `--engine ${args.engine}: ${(error as Error).message}`);
  } finally {
    await engine?.close();
    clear();
    forget();
  }
}

async function planFor(inputs: readonly SourceInput[], { map }: CaseOptions): Promise<ReadingPlan> {
  try {
    return await planReading(inputs, map);
  } catch (error) {
    if (error instanceof StreamedInput) throw new CommandError(exitCode.usage, error.message);
    throw error;
  }
}

async function openEngine({ engine, engineMemory }: EngineArguments, folder: string): Promise<Engine> {
  if (engine === 'told') return toldEngine(process.stdin, process.stdout);
  const threads = availableParallelism();
  const program = [process.execPath, programFile()] as const;
  try {
    return await openDuckDb({ folder: join(folder, 'duckdb'), memory: engineMemory, program, threads });
  } catch (error) {
    if (error instanceof NoDuckDb) throw new CommandError(exitCode.fault, error.message);
    throw error;
  }
}

/** The program itself, for processes that run its stages: beside this file in the package, under `dist` where sources are run. */
function programFile(): string {
  const places = ['./main.js', '../main.js', '../../../dist/cli/main.js'];
  const found = places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) => existsSync(path));
  if (found === undefined) throw new Error('the built program is not there: npm run build');
  return found;
}

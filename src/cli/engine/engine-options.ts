import type { Argv } from 'yargs';
import { CommandError, exitCode } from '../exit-code.js';

/** What yargs hands over for the engine that builds a case. */
export interface EngineArguments {
  readonly engine: 'memory' | 'duckdb' | 'told';
  readonly engineMemory: string;
  readonly work?: string;
  readonly partSize: number;
}

/** Adds the options that say what builds a case. */
export function addEngineOptions<T>(yargs: Argv<T>) {
  return yargs
    .option('engine', {
      choices: ['memory', 'duckdb', 'told'] as const,
      default: 'memory' as const,
      describe:
        'What links: this process; DuckDB and processes beside it; a program that is told the steps, as Spark is. The case is the same',
      group: 'Engine:',
    })
    .option('engine-memory', {
      type: 'string',
      requiresArg: true,
      default: '2GB',
      describe: 'SIZE: how much memory DuckDB may take',
      group: 'Engine:',
    })
    .option('work', {
      type: 'string',
      requiresArg: true,
      describe:
        'DIR: keep what the engine works on there, to go on from after a break; a folder that goes again unless given',
      group: 'Engine:',
    })
    .option('part-size', {
      type: 'number',
      requiresArg: true,
      default: 4096,
      describe: 'Posts that one process of an engine links at a time',
      group: 'Engine:',
    })
    .check(({ partSize }) => {
      if (Number.isSafeInteger(partSize) && Number(partSize) > 0) return true;
      throw new CommandError(exitCode.usage, `--part-size ${partSize}: must be a whole number from 1 on`);
    });
}

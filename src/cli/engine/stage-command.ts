import type { Command } from '../command/command.js';
import { CommandError, type ExitCode, exitCode } from '../exit-code.js';
import { standardOutput } from '../output.js';

interface StageArguments {
  readonly name: string;
  readonly whole?: string;
  readonly schema?: boolean;
}

/** `rethread stage NAME`: one partition of the plan, rows in on standard input, rows out on standard output. */
export const stageCommand: Command<StageArguments> = {
  options: (yargs) =>
    yargs
      .positional('name', { type: 'string', describe: 'read, fingerprint or link' })
      .option('whole', {
        type: 'string',
        requiresArg: true,
        describe: 'FILE: what is known of the whole collection, for link',
      })
      .option('schema', { type: 'boolean', describe: 'Print the columns of the rows it reads and writes' })
      .epilogue(
        'docs/scale.md tells how an engine runs them. rethread build --engine duckdb does all of it on this computer.',
      ),
  run: async ({ name, whole, schema }): Promise<ExitCode> => {
    const [{ STAGES }, { readLines }, { ENGINE_TABLES }] = await Promise.all([
      import('../../engine/stage/stages.js'),
      import('../../engine/line-files.js'),
      import('../../engine/engine-tables.js'),
    ]);
    const stage = STAGES.find((one) => one.name === name);
    if (stage === undefined)
      throw new CommandError(
        exitCode.usage,
        `no stage "${name}". Stages: ${STAGES.map((one) => `${one.name} (${one.summary})`).join('; ')}`,
      );
    const output = standardOutput();
    if (schema) {
      const { reads, writes } = stage;
      await output.write(
        `${JSON.stringify({ reads: ENGINE_TABLES[reads], writes: ENGINE_TABLES[writes] }, null, 2)}\n`,
      );
      await output.end();
      return exitCode.ok;
    }
    async function* rows() {
      for await (const { text } of readLines(process.stdin)) yield text;
    }
    for await (const line of stage.run(rows(), { whole: whole ?? null })) {
      const waiting = output.write(`${line}\n`);
      if (waiting) await waiting;
    }
    await output.end();
    return exitCode.ok;
  },
};

import { traceContent } from '../report/content-path.js';
import { writeContentPaths } from '../report/correspondence-text.js';
import { personsOf } from './between-command.js';
import { addCaseOptions, addOutputOption, type CaseArguments, caseInputs } from './case-options.js';
import type { Command } from './command.js';
import { CommandError, exitCode } from './exit-code.js';
import { findByKey } from './find-post.js';
import { openOutput, writeAll } from './output.js';
import { readCase } from './read-case.js';

interface PathArguments extends CaseArguments {
  readonly output?: string;
  readonly from: string;
  readonly to: string;
}

/** `rethread path --from POST --to PERSON`: how the content of a message reached a person. */
export const pathCommand: Command<PathArguments> = {
  options: (yargs) =>
    addOutputOption(addCaseOptions(yargs))
      .option('from', {
        type: 'string',
        demandOption: true,
        requiresArg: true,
        describe: 'The message: its key or Message-ID, or the beginning of one',
      })
      .option('to', {
        type: 'string',
        demandOption: true,
        requiresArg: true,
        describe: 'The person: an address, or part of a name',
      })
      .example('rethread path --from anuevv3y --to crome samples/case', 'through replies, forwards and quotations'),
  run: async (args) => {
    const inputs = caseInputs(args);
    const { reconstruction, code } = await readCase(args, inputs, { bodies: true });
    const found = findByKey(reconstruction.threads, args.from);
    if (found.kind !== 'post') throw new CommandError(exitCode.notFound, `${args.from}: is a thread; name a message`);
    const persons = personsOf(args.to, reconstruction);
    const output = openOutput(
      args.output,
      inputs.map((input) => input.path),
    );
    await writeAll(
      output,
      writeContentPaths(traceContent(reconstruction, found.post.post, persons), persons, output.style),
    );
    return code;
  },
};

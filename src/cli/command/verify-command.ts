import { toJsonText } from '../../report/format/json-text.js';
import { writeVerification } from '../../verify/verification-text.js';
import { isCaseFile } from '../case-file.js';
import { exitCode } from '../exit-code.js';
import { addCaseOptions, type CaseArguments } from '../option/case-options.js';
import { openOutput, writeAll } from '../output.js';
import { verifyCase } from '../verify-case.js';
import { verifyOutput } from '../verify-output.js';
import type { Command } from './command.js';

interface VerifyArguments extends CaseArguments {
  readonly output: string;
  readonly json: boolean;
}

/** `rethread verify OUTPUT DUMP...`: makes an output or a case again from its sources and holds each claim against that. */
export const verifyCommand: Command<VerifyArguments> = {
  options: (yargs) =>
    addCaseOptions(
      yargs.positional('output', {
        type: 'string',
        demandOption: true,
        describe: 'A report (JSON, page, ...), thread table or findings as rethread wrote them, or a case',
      }),
    )
      .option('json', { type: 'boolean', default: false, describe: 'The result as JSON' })
      .example('rethread verify report.html', 'where the sources still lie where they were read')
      .example('rethread verify posts.jsonl copy/holt.mbox copy/tarrant.json', 'the sources lie elsewhere now')
      .example('rethread verify quay4.case --json', 'every row and byte of a case, for another program')
      .epilogue(
        'Checked are the SHA-256 of the sources, each post, link, piece of evidence, finding, byte range and quoted word, and the bytes of the output itself. Exit code 0: all holds; 6: something does not.',
      ),
  run: async (args) => {
    const dumps = args.inputs ?? [];
    const verification = isCaseFile(args.output)
      ? await verifyCase(args.output, dumps)
      : await verifyOutput(args.output, args);
    const output = openOutput(undefined, []);
    await writeAll(
      output,
      args.json ? [`${toJsonText(verification, 2)}\n`] : writeVerification(verification, output.style),
    );
    return verification.holds ? exitCode.ok : exitCode.notHeld;
  },
};

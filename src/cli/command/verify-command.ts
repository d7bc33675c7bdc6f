import { toJsonText } from '../../report/format/json-text.js';
import { writeVerification } from '../../verify/verification-text.js';
import { isCaseFile } from '../case-file.js';
import { type ExitCode, exitCode } from '../exit-code.js';
import { addCaseOptions, type CaseArguments, caseInputs, fieldMap } from '../option/case-options.js';
import { openOutput, writeAll } from '../output.js';
import { byteInputs } from '../stored-case.js';
import { readTwice } from '../verify/second-reader.js';
import { writeSecondReading } from '../verify/second-reading-text.js';
import { verifyCase } from '../verify/verify-case.js';
import { outputSources, verifyOutput } from '../verify/verify-output.js';
import type { Command } from './command.js';

interface VerifyArguments extends CaseArguments {
  readonly output: string;
  readonly json: boolean;
  readonly secondReader: boolean;
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
      .option('second-reader', {
        type: 'boolean',
        default: false,
        describe: 'Read each message by mailparser too and list where the two differ; OUTPUT may be a dump then',
      })
      .example('rethread verify report.html', 'where the sources still lie where they were read')
      .example('rethread verify posts.jsonl copy/holt.mbox copy/tarrant.json', 'the sources lie elsewhere now')
      .example('rethread verify quay4.case --json', 'every row and byte of a case, for another program')
      .epilogue(
        'Checked are the SHA-256 of the sources, each post, link, piece of evidence, finding, byte range and quoted word, and the bytes of the output itself. Exit code 0: all holds; 6: something does not.',
      ),
  run: async (args) => {
    const dumps = args.inputs ?? [];
    if (args.secondReader) return verifyByMailparser(args);
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

/** Lists what two independent readers read differently: what nothing explains first. */
async function verifyByMailparser(args: VerifyArguments): Promise<ExitCode> {
  const { output: first, inputs: dumps = [] } = args;
  const inputs = isCaseFile(first)
    ? byteInputs([{ path: first, custodian: null }])
    : (outputSources(first, dumps) ?? caseInputs({ ...args, inputs: [first, ...dumps] }));
  const report = await readTwice(inputs, fieldMap(args));
  const output = openOutput(undefined, []);
  await writeAll(output, args.json ? [`${toJsonText(report, 2)}\n`] : writeSecondReading(report, output.style));
  if (report.messages === 0) return exitCode.nothingRead;
  return report.faults.length || report.differences.some(({ because }) => because === null)
    ? exitCode.notHeld
    : exitCode.ok;
}

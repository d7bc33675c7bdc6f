import type { ExplainedReconstruction, Reconstruction } from '../report/answer/reconstruction.js';
import { makeVisible } from '../report/format/display-text.js';
import { withCommas } from '../report/format/phrases.js';
import { reconstructAndExplain } from '../run/reconstruct.js';
import type { Problem } from '../source/source.js';
import { CommandError, type ExitCode, exitCode } from './exit-code.js';
import { type CaseArguments, type CaseInput, caseInputs, fieldMap } from './option/case-options.js';
import { readDecisionFile, readPeopleFile } from './option/json-options.js';
import { type Output, openOutput } from './output.js';
import { progressBar } from './progress.js';

/** What a command gets of its inputs: the reconstruction, and whether some input could not be used. */
export interface ReadCase extends ExplainedReconstruction {
  /** `ok`, or `incomplete` where some input could not be used. */
  readonly code: ExitCode;
}

/** What a command needs of its inputs, so that no more is read than it asks for. */
export interface ReadOptions {
  readonly bodies: boolean;
  /** False where nobody will ask for recipients, which saves memory. */
  readonly recipients?: boolean;
  /** True computes the SHA-256 of every source. */
  readonly hash?: boolean;
  /** False leaves `findings` empty, and `people` unless `whoIsWho` asks for them, which saves time. */
  readonly findings?: boolean;
  readonly whoIsWho?: boolean;
  /** True goes on where nothing could be read. */
  readonly allowEmpty?: boolean;
}

/** Errors that are told one by one; more are counted. */
const TOLD = 10;

/** Reads and threads the inputs of a command, showing progress; says on standard error which inputs could not be used. */
export async function readCase(
  args: CaseArguments,
  inputs: readonly CaseInput[],
  options: ReadOptions,
): Promise<ReadCase> {
  if (args.minConfidence !== undefined && !(args.minConfidence >= 0 && args.minConfidence <= 1))
    throw new CommandError(exitCode.usage, '--min-confidence: must be a number from 0 to 1');
  const people = await readPeopleFile(args.people);
  const decisions = await readDecisionFile(args.decisions);
  const progress = progressBar(args.quiet);
  const { reconstruction, explain } = await reconstructAndExplain(inputs, {
    bodies: options.bodies,
    rows: !options.bodies,
    recipients: options.recipients ?? true,
    hash: options.hash ?? false,
    findings: options.findings ?? true,
    ...(options.whoIsWho === undefined ? {} : { whoIsWho: options.whoIsWho }),
    map: fieldMap(args),
    dedupe: args.dedupe,
    evidence: args.evidence,
    ...(people ? { people } : {}),
    ...(decisions ? { decisions } : {}),
    ...(args.minConfidence === undefined ? {} : { minConfidence: args.minConfidence }),
    ...(progress ? { onProgress: progress.update } : {}),
  }).finally(() => progress?.stop());
  return { reconstruction, explain, code: tellTrouble(reconstruction, inputs, options.allowEmpty ?? false) };
}

function tellTrouble({ problems, posts }: Reconstruction, inputs: readonly CaseInput[], allowEmpty: boolean): ExitCode {
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (!posts.length && !allowEmpty) {
    const cause = errors.find(({ code }) => code !== 'no-mail-in-folder') ?? errors[0];
    const reason = (cause && placed(cause)) ?? `${inputs.map(({ path }) => path).join(', ')}: no message in it`;
    throw new CommandError(exitCode.nothingRead, `${reason}. rethread check tells more`);
  }
  for (const problem of errors.slice(0, TOLD)) process.stderr.write(`rethread: ${makeVisible(placed(problem))}\n`);
  if (errors.length > TOLD)
    process.stderr.write(`rethread: and ${errors.length - TOLD} more errors; rethread check lists them\n`);
  if (!posts.length) return exitCode.nothingRead;
  return errors.length ? exitCode.incomplete : exitCode.ok;
}

/** The message of a problem with the file and the place, unless it names the file itself. */
function placed({ message, origin }: Problem): string {
  if (origin === null || message.startsWith(origin.source)) return message;
  return `${origin.source} at byte ${withCommas(origin.offset)}: ${message}`;
}

/** Opens the output, then reads the inputs: a place that cannot be written to is told before an hour of reading. */
export async function openCase(
  args: CaseArguments & { readonly output?: string },
  options: ReadOptions,
  inputs: readonly CaseInput[] = caseInputs(args),
): Promise<ReadCase & { readonly output: Output }> {
  const output = openOutput(
    args.output,
    inputs.map((input) => input.path),
  );
  return { output, ...(await readCase(args, inputs, options)) };
}

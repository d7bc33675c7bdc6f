import type { ExplainedReconstruction } from '../report/answer/reconstruction.js';
import type { ReadingOptions } from '../report/manifest.js';
import type { ExitCode } from './exit-code.js';
import { type CaseArguments, type CaseInput, caseInputs } from './option/case-options.js';
import { linkingOptions } from './option/linking-options.js';
import { type Output, openOutput } from './output.js';
import { progressBar } from './progress.js';
import { caseAmong, readStoredCase } from './stored-case.js';
import { tellTrouble } from './tell-trouble.js';

/** What a command gets of its inputs: the reconstruction, and whether some input could not be used. */
export interface ReadCase extends ExplainedReconstruction {
  /** `ok`, or `incomplete` where some input could not be used. */
  readonly code: ExitCode;
  /** What was read and how; of a case, what it was built from. */
  readonly made: MadeFrom;
}

/** Inputs and options that a reconstruction came from. */
export interface MadeFrom {
  readonly inputs: readonly CaseInput[];
  readonly reading: ReadingOptions;
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
  /** False where the answer shows no text: a case gives none then. */
  readonly texts?: boolean;
  /** True goes on where nothing could be read. */
  readonly allowEmpty?: boolean;
}

/** Reads and threads the inputs of a command, showing progress; says on standard error which inputs could not be used. */
export async function readCase(
  args: CaseArguments,
  inputs: readonly CaseInput[],
  options: ReadOptions,
): Promise<ReadCase> {
  const { bodies, recipients = true, hash = false, findings = true, whoIsWho = findings } = options;
  const { texts = true } = options;
  const stored = caseAmong(inputs);
  if (stored !== null) {
    const answer = await readStoredCase(stored, args, { texts: bodies && texts, findings, whoIsWho, hash });
    const code = tellTrouble(answer.reconstruction, inputs, options.allowEmpty ?? false);
    // A case holds what was read with bodies, whatever is asked of it.
    const made = { inputs: answer.about.inputs, reading: { ...answer.about.options, headersOnly: false } };
    return { ...answer, code, made };
  }
  const { reconstructAndExplain } = await import('../run/reconstruct.js');
  const reading = await linkingOptions(args);
  const { people, decisions, ...linking } = reading;
  const progress = progressBar(args.quiet);
  const { reconstruction, explain } = await reconstructAndExplain(inputs, {
    ...linking,
    ...{ bodies, rows: !bodies, recipients, hash, findings, whoIsWho },
    ...(people ? { people } : {}),
    ...(decisions ? { decisions } : {}),
    ...(progress ? { onProgress: progress.update } : {}),
  }).finally(() => progress?.stop());
  const code = tellTrouble(reconstruction, inputs, options.allowEmpty ?? false);
  return { reconstruction, explain, code, made: { inputs, reading: { ...reading, headersOnly: !bodies } } };
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

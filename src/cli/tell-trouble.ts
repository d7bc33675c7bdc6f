import type { Reconstruction } from '../report/answer/reconstruction.js';
import { withCommas } from '../report/format/phrases.js';
import type { Problem } from '../source/source.js';
import { makeVisible } from '../text/visible-text.js';
import { CommandError, type ExitCode, exitCode } from './exit-code.js';
import type { CaseInput } from './option/case-options.js';

/** Errors that are told one by one; more are counted. */
const TOLD = 10;

/** Says on standard error which inputs could not be used. @throws CommandError where there is nothing in them */
export function tellTrouble(
  { problems, posts }: Pick<Reconstruction, 'problems'> & { readonly posts: { readonly length: number } },
  inputs: readonly CaseInput[],
  allowEmpty: boolean,
): ExitCode {
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

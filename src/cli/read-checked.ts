import { messageKeeper } from '../case/kept/kept-texts.js';
import { TextFile } from '../case/kept/text-file.js';
import type { CheckedReading } from '../report/answer/source-check.js';
import type { ExitCode } from './exit-code.js';
import { type CaseArguments, caseInputs } from './option/case-options.js';
import { linkingOptions } from './option/linking-options.js';
import { progressBar } from './progress.js';
import { readCase } from './read-case.js';
import { caseAmong } from './stored-case.js';
import { tellTrouble } from './tell-trouble.js';

/** What a check looks at, and whether some input could not be used. */
export interface CheckedInputs {
  readonly reading: CheckedReading;
  readonly code: ExitCode;
}

/**
 * Reads the inputs of a check and gathers copies. Nothing that a check tells depends on who answers whom, so nothing is linked, and what the
 * messages say waits packed: 4 GB of mail, most of it attachments, take less than 400 MB. A case, and decisions, which are checked against
 * links, are read as for any other command.
 */
export async function readChecked(args: CaseArguments, bodies: boolean): Promise<CheckedInputs> {
  const inputs = caseInputs(args);
  const { map, dedupe, decisions } = await linkingOptions(args);
  if (decisions || caseAmong(inputs) !== null) {
    const asked = { bodies, texts: false, hash: true, findings: false, allowEmpty: true };
    const { reconstruction, code } = await readCase(args, inputs, asked);
    return { reading: reconstruction, code };
  }
  const [{ readMail }, { gatherMail }] = await Promise.all([
    import('../run/read-mail.js'),
    import('../run/thread-mail.js'),
  ]);
  const progress = progressBar(args.quiet);
  const mail = await readMail(inputs, {
    ...{ map, bodies, rows: !bodies, hash: true },
    ...(bodies ? { keep: messageKeeper(new TextFile(null, { atHand: 64, pack: true })) } : {}),
    ...(progress ? { onProgress: progress.update } : {}),
  }).finally(() => progress?.stop());
  const reading = gatherMail(mail, { dedupe, rows: true });
  return { reading, code: tellTrouble(reading, inputs, true) };
}

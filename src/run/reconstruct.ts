import type { ExplainedReconstruction, Reconstruction } from '../report/answer/reconstruction.js';
import type { SourceInput } from '../source/find-files.js';
import { type ReadMailOptions, readMail } from './read-mail.js';
import { type ThreadOptions, threadMail } from './thread-mail.js';

/** How to read and how to link. */
export interface ReconstructOptions extends ThreadOptions, ReadMailOptions {}

/**
 * The whole line: reads exports and gives back their threads, what is missing, what an investigator must know, and what was wrong
 * with the input.
 *
 *     const { threads, findings } = await reconstruct([{ path: 'stone.mbox', custodian: 'Stone' }]);
 *
 * Never throws for what the inputs are; the same messages in any order give the same result.
 */
export async function reconstruct(
  inputs: readonly SourceInput[],
  options: ReconstructOptions = {},
): Promise<Reconstruction> {
  return (await reconstructAndExplain(inputs, options)).reconstruction;
}

/** As `reconstruct`, for who asks for the reasons of links as well: gives `explain` beside the data, and nothing is weighed twice. */
export async function reconstructAndExplain(
  inputs: readonly SourceInput[],
  options: ReconstructOptions = {},
): Promise<ExplainedReconstruction> {
  return threadMail(await readMail(inputs, options), options);
}

import type { CaseOptions } from '../../case/write-case.js';
import { CommandError, exitCode } from '../exit-code.js';
import { type CaseArguments, fieldMap } from './case-options.js';
import { readDecisionFile, readPeopleFile } from './json-options.js';

/** The options of reading and linking that the arguments ask for, the files that they name included. */
export async function linkingOptions(args: CaseArguments): Promise<CaseOptions> {
  const { dedupe, evidence, minConfidence = 0 } = args;
  if (!(minConfidence >= 0 && minConfidence <= 1))
    throw new CommandError(exitCode.usage, '--min-confidence: must be a number from 0 to 1');
  const [people, decisions] = [await readPeopleFile(args.people), await readDecisionFile(args.decisions)];
  return { map: fieldMap(args), dedupe, evidence, minConfidence, people: people ?? null, decisions: decisions ?? null };
}

/** What a question asks for beyond what the case was built with: options that are not the default count, others are the case's own. */
export function optionsOver(stored: CaseOptions, asked: CaseOptions): CaseOptions {
  return {
    map: stored.map,
    dedupe: asked.dedupe === 'global' ? stored.dedupe : asked.dedupe,
    evidence: asked.evidence === 'all' ? stored.evidence : asked.evidence,
    minConfidence: asked.minConfidence || stored.minConfidence,
    people: asked.people ?? stored.people,
    decisions: asked.decisions ?? stored.decisions,
  };
}

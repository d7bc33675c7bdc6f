import { readFileSync } from 'node:fs';
import type { DecisionFile } from '../../link/post/decision-file.js';
import type { PeopleFile } from '../../people/people-file.js';
import { CommandError, exitCode } from '../exit-code.js';

/** Reads the file after `--people`; one clear line where it cannot be used. */
export async function readPeopleFile(path: string | undefined): Promise<PeopleFile | null> {
  if (path === undefined) return null;
  const { parsePeopleFile } = await import('../../people/people-file.js');
  const { file, problems } = parsePeopleFile(readJsonFile(path, '--people'));
  if (file === null) throw new CommandError(exitCode.usage, `--people ${path}: ${problems.slice(0, 3).join('; ')}`);
  return file;
}

/** Parses the JSON file that an option names. */
function readJsonFile(path: string, option: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new CommandError(exitCode.usage, `${option} ${path}: cannot be read. Name a JSON file`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError(exitCode.usage, `${option} ${path}: is not JSON (${(error as Error).message})`);
  }
}

/** Reads the file after `--decisions`; one clear line where it cannot be used. */
export async function readDecisionFile(path: string | undefined): Promise<DecisionFile | null> {
  if (path === undefined) return null;
  const { parseDecisionFile } = await import('../../link/post/decision-file.js');
  const { file, problems } = parseDecisionFile(readJsonFile(path, '--decisions'));
  if (file === null) throw new CommandError(exitCode.usage, `--decisions ${path}: ${problems.slice(0, 3).join('; ')}`);
  return file;
}

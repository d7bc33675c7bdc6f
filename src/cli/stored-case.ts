import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { brokenSeal } from '../case/case-seal.js';
import { CaseError, readAbout, readStored } from '../case/read-stored.js';
import type { CaseAbout, CaseOptions } from '../case/write-case.js';
import type { ExplainedReconstruction } from '../report/answer/reconstruction.js';
import { type Database, openDatabase } from '../source/database/sqlite-file.js';
import { baseOf, isCaseFile, openCaseFile } from './case-file.js';
import { CommandError, type ExitCode, exitCode } from './exit-code.js';
import { type CaseArguments, type CaseInput, caseInputs } from './option/case-options.js';
import { linkingOptions, optionsOver } from './option/linking-options.js';
import { progressBar } from './progress.js';
import { tellTrouble } from './tell-trouble.js';
import { version } from './version.js';

/** What a question asks of a case. */
export interface StoredQuestion {
  /** False where no text is shown. */
  readonly texts: boolean;
  /** False leaves findings out. */
  readonly findings: boolean;
  /** False leaves out who is who. */
  readonly whoIsWho: boolean;
  /** False leaves the hashes of sources out. */
  readonly hash: boolean;
}

/** The case among the inputs, if there is one; it is asked alone. */
export function caseAmong(inputs: readonly CaseInput[]): string | null {
  const found = inputs.filter(({ path }) => isCaseFile(path));
  if (!found.length) return null;
  const { path } = found[0]!;
  if (inputs.length > 1)
    throw new CommandError(
      exitCode.usage,
      `${path}: a case is asked alone; rethread add ${path} MORE puts more mail into it`,
    );
  return path;
}

/** What a case answers, and how it was built; with the options of the question where those are others. */
export interface StoredAnswer extends ExplainedReconstruction {
  readonly about: CaseAbout;
}

/**
 * Reads a case: what it was built from needs no second reading. A question with other options of linking than it was built with is
 * answered by linking its messages anew.
 */
export async function readStoredCase(
  path: string,
  args: CaseArguments,
  { texts, findings, whoIsWho, hash }: StoredQuestion,
): Promise<StoredAnswer> {
  const { database, about } = openStored(path);
  const asked = await askedOptions(path, args, about);
  if (asked !== null) {
    const { rethreadCase } = await import('../case/build-case.js');
    const answer = await rethreadCase(database, asked).finally(() => database.close());
    return { ...answer, about: { ...about, options: asked } };
  }
  // Stays open: the reasons of links are read when they are asked for.
  const answer = readStored(database, { bodies: texts, fields: false, people: whoIsWho, findings });
  if (hash) return { ...answer, about };
  const sources = answer.reconstruction.sources.map((source) => ({ ...source, sha256: null }));
  return { ...answer, about, reconstruction: { ...answer.reconstruction, sources } };
}

/**
 * Opens a case to read it, with how it was built.
 *
 * @throws CommandError where its bytes are not those that were written, before SQLite reads any: an answer from damaged rows would
 *   be calm and wrong. `sealed: false` is for who asks what is wrong with it
 */
export function openStored(
  path: string,
  { sealed = true } = {},
): { readonly database: Database; readonly about: CaseAbout } {
  if (!existsSync(path))
    throw new CommandError(exitCode.nothingRead, `${path}: no such case. rethread build -o ${path} makes one`);
  const broken = sealed ? brokenSeal(path) : null;
  if (broken !== null) throw new CommandError(exitCode.nothingRead, `${path}: ${broken}`);
  const database = openCaseFile(path, { readOnly: true });
  try {
    return { database, about: readAbout(database) };
  } catch (error) {
    database.close();
    const reason = error instanceof CaseError ? error.message : `damaged: ${(error as Error).message}`;
    throw new CommandError(exitCode.nothingRead, `${path}: ${reason}`);
  }
}

/** The options where the question asks for others than the case was built with, else null. */
export async function askedOptions(path: string, args: CaseArguments, about: CaseAbout): Promise<CaseOptions | null> {
  if (args.map?.length)
    throw new CommandError(exitCode.usage, `--map: ${path} is read already; give it to rethread build`);
  const asked = optionsOver(about.options, await linkingOptions(args));
  return JSON.stringify(asked) === JSON.stringify(about.options) ? null : asked;
}

/** A database to search. */
export interface Searchable {
  readonly database: Database;
  readonly code: ExitCode;
  /** Paths of the inputs, which no output may overwrite. */
  readonly paths: readonly string[];
}

/** Opens a case to search it; a dump is read into one in memory first. */
export async function openSearchable(args: CaseArguments): Promise<Searchable> {
  const inputs = caseInputs(args);
  const path = caseAmong(inputs);
  const paths = inputs.map((input) => input.path);
  if (path !== null) {
    const { database, about } = openStored(path);
    if ((await askedOptions(path, args, about)) === null) return { database, code: exitCode.ok, paths };
    database.close();
    throw new CommandError(exitCode.usage, `${path}: was built with other options; search asks it as it was built`);
  }
  const options = await linkingOptions(args);
  const { buildCase } = await import('../case/build-case.js');
  const { writeCase } = await import('../case/write-case.js');
  const progress = progressBar(args.quiet);
  const built = await buildCase({ inputs, ...(progress ? { onProgress: progress.update } : {}) }, options).finally(() =>
    progress?.stop(),
  );
  const code = tellTrouble(built.reconstruction, inputs, false);
  const database = openDatabase(':memory:');
  writeCase(database, built, aboutCase('', inputs, options));
  return { database, code, paths };
}

/** How a case at a path is built. */
export const aboutCase = (path: string, inputs: readonly CaseInput[], options: CaseOptions): CaseAbout => ({
  program: version(),
  built: new Date().toISOString(),
  base: path === '' ? '' : baseOf(path),
  inputs,
  options,
});

/**
 * The inputs to read bytes from: those of the command, or the sources of a case.
 *
 * @throws CommandError where a source of the case is not where its name leads to
 */
export function byteInputs(inputs: readonly CaseInput[]): readonly CaseInput[] {
  const path = caseAmong(inputs);
  if (path === null) return inputs;
  const { database, about } = openStored(path);
  database.close();
  const folder = resolve(dirname(path), about.base);
  for (const input of about.inputs)
    if (input.path === '-' || !existsSync(input.path))
      throw new CommandError(
        exitCode.nothingRead,
        `${input.path}: is not here, and the bytes of a message are copied from its source. The case was built in ${folder}`,
      );
  return about.inputs;
}

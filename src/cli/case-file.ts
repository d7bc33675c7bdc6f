import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { sealCase } from '../case/case-seal.js';
import { watchMemory } from '../case/kept/memory-watch.js';
import { TextFile } from '../case/kept/text-file.js';
import { addReview, readReview } from '../case/review.js';
import { CASE_HEAD, isCaseHead } from '../source/database/case-head.js';
import { type Database, NoSqlite, openDatabase } from '../source/database/sqlite-file.js';
import { evidenceFiles, leadsTo } from './evidence-files.js';
import { CommandError, exitCode } from './exit-code.js';
import { removeOldProgress, type ToldProgress, tellProgress } from './grow/case-progress.js';
import { endForMemory } from './grow/end-for-memory.js';
import { isRunning } from './grow/is-running.js';
import { cannotWrite } from './output.js';
import { whenInterrupted } from './when-interrupted.js';

/** True if the file is a case: SQLite with the application id of rethread (SQLite file format §1.3.7), damaged or not. */
export function isCaseFile(path: string): boolean {
  if (path === '-') return false;
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return false;
  }
  try {
    const head = Buffer.alloc(CASE_HEAD);
    return readSync(file, head, 0, CASE_HEAD, 0) === CASE_HEAD && isCaseHead(head);
  } catch {
    return false;
  } finally {
    closeSync(file);
  }
}

/** Opens a case, or a new file that becomes one; no SQLite here is one clear line. */
export function openCaseFile(path: string, options: { readonly readOnly?: boolean } = {}): Database {
  try {
    return openDatabase(path, options);
  } catch (error) {
    if (error instanceof NoSqlite) throw new CommandError(exitCode.fault, error.message);
    throw new CommandError(exitCode.nothingRead, `${path}: cannot be opened as a case: ${(error as Error).message}`);
  }
}

/** From the folder of a case to the one that the names of its sources count from: '' where they are one. */
export const baseOf = (path: string): string => relative(dirname(resolve(path)), resolve('.'));

/**
 * Writes a case under a name that it gets only when it is complete: killed on the way, the case that was there stays.
 *
 * @throws CommandError where the name belongs to the inputs, or to a file that is no case
 */
export async function replaceCaseFile(
  path: string,
  inputs: readonly string[],
  fill: (database: Database, told: ToldProgress, texts: TextFile) => Promise<void>,
): Promise<void> {
  const target = leadsTo(path);
  if (evidenceFiles(inputs)(path))
    throw new CommandError(exitCode.usage, `${path}: belongs to the inputs and is not overwritten. Name another file`);
  if (existsSync(target) && !isCaseFile(target))
    throw new CommandError(
      exitCode.usage,
      `${path}: is there already and is no case: it is not overwritten. Name another file`,
    );
  removeLeftovers(target);
  const partial = `${target}${PARTIAL}${process.pid}`;
  removeOldProgress(target);
  const told = tellProgress(target);
  const giveUp = () => {
    rmSync(partial, { force: true });
    texts.close();
    told.stop();
  };
  const watch = watchMemory((heap) => {
    giveUp();
    endForMemory(heap, existsSync(target));
  });
  const texts = new TextFile(`${partial}${TEXTS}`, { watch });
  const forget = whenInterrupted(giveUp);
  let release = () => {};
  try {
    // SQLite does not say why it cannot make a file.
    closeSync(openSync(partial, 'w'));
    const database = openCaseFile(partial);
    try {
      // A file that nobody else sees yet, and that is thrown away where writing it fails, needs no journal.
      database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
      await fill(database, told, texts);
      release = handOnReview(target, database);
    } finally {
      database.close();
    }
    sealCase(partial);
    flush(partial);
    // Windows puts no file in the place of one that is open.
    if (process.platform === 'win32') release();
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { force: true });
    if (error instanceof CommandError) throw error;
    throw cannotWrite(path, error as NodeJS.ErrnoException);
  } finally {
    release();
    texts.close();
    told.stop();
    forget();
  }
}

/**
 * Hands what reviewers decided from the case that is there to the one that takes its place. Until it is released nobody else writes to
 * the old one: what a reading room adds is either handed on or written to the new case.
 */
function handOnReview(path: string, database: Database): () => void {
  if (!existsSync(path)) return () => {};
  const old = openCaseFile(path);
  let isOpen = true;
  const release = () => {
    if (isOpen) old.close();
    isOpen = false;
  };
  try {
    old.exec('BEGIN IMMEDIATE');
    const { entries } = readReview(old);
    if (entries.length) addReview(database, entries);
    return release;
  } catch (error) {
    release();
    throw new CommandError(
      exitCode.notWritten,
      `${path}: what reviewers decided cannot be read (${(error as Error).message}), and would be lost. Name another file`,
    );
  }
}

const PARTIAL = '.partial-';
/** Behind it the texts of a case that is being built, where the system keeps the name of a file as long as it is open. */
const TEXTS = '-texts';

/** Removes what killed builds of a case left beside it: files of processes that are gone. */
function removeLeftovers(target: string): void {
  const start = `${basename(target)}${PARTIAL}`;
  for (const name of readdirSync(dirname(target))) {
    const process = name.startsWith(start) ? /^(\d{1,9})(?:-texts)?$/.exec(name.slice(start.length)) : null;
    if (process !== null && !isRunning(Number(process[1]))) rmSync(join(dirname(target), name), { force: true });
  }
}

/** Waits until the bytes of a file are on the disk: what gets the name of a case must be whole even after the power fails. */
function flush(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

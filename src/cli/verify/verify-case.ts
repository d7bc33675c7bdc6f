import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { buildCase, writeGrown } from '../../case/build-case.js';
import type { CaseChanges } from '../../case/case-changes.js';
import { sealCase, sealedDifference } from '../../case/case-seal.js';
import { readMeta } from '../../case/read-stored.js';
import { readReview } from '../../case/review.js';
import { type BuiltCase, type CaseAbout, writeCase } from '../../case/write-case.js';
import { countOf } from '../../report/format/phrases.js';
import { type Database, openDatabase } from '../../source/database/sqlite-file.js';
import { compareCases, sourcesOf } from '../../verify/compare-cases.js';
import { compareSources } from '../../verify/compare-sources.js';
import { startTally, type Tally, type Verification } from '../../verify/verification.js';
import { CommandError, exitCode } from '../exit-code.js';
import { openStored } from '../stored-case.js';
import { version } from '../version.js';
import { placeInputs } from './output-inputs.js';

/** Builds a case again from its sources and holds every row, and then every byte, against it. */
export async function verifyCase(path: string, dumps: readonly string[]): Promise<Verification> {
  const tally = startTally();
  const { database, about } = openStored(path, { sealed: false });
  try {
    const folder = resolve(dirname(path), about.base);
    const inputs = placeInputs(about.inputs, dumps).map((input) =>
      dumps.length || input.path === '-' ? input : { ...input, path: resolve(folder, input.path) },
    );
    const built = await buildCase({ inputs }, about.options);
    withRemade(database, about, built, (remade) => compareWithRemade({ path, database, about, remade }, tally));
  } finally {
    database.close();
  }
  return tally.result(path);
}

/** A case, how it was built, and the same built again. */
export interface CasePair {
  readonly path: string;
  readonly database: Database;
  readonly about: CaseAbout;
  /** Path of the one that was built again. */
  readonly remade: string;
}

/** Builds a case again in a temporary folder while something is done with it. */
function withRemade(database: Database, about: CaseAbout, built: BuiltCase, use: (remade: string) => void): void {
  const workplace = mkdtempSync(join(tmpdir(), 'rethread-verify-'));
  try {
    const remade = join(workplace, 'remade.case');
    writeRemade(remade, database, about, built);
    use(remade);
  } finally {
    rmSync(workplace, { recursive: true, force: true });
  }
}

/** Holds a case against the same built again: sources, rows, bytes. */
export function compareWithRemade({ path, database, about, remade }: CasePair, tally: Tally): void {
  const found = openDatabase(remade, { readOnly: true });
  try {
    attempt(path, tally, () => compareSources(sourcesOf(database), sourcesOf(found), tally));
    attempt(path, tally, () => compareCases(database, found, tally));
  } finally {
    found.close();
  }
  const { length: entries } = attemptReview(database);
  if (entries > 0)
    tally.note(`${countOf(entries, 'entry', 'entries')} of reviewers: no claim of the sources, and not compared`);
  if (about.program === version()) compareBytes(path, remade, tally, entries > 0);
  else
    tally.note(
      `built by version ${about.program}, verified by ${version()}: what another version decides otherwise differs`,
    );
}

function writeRemade(path: string, database: Database, about: CaseAbout, built: BuiltCase): void {
  const remade = openDatabase(path);
  try {
    remade.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
    const changes = readMeta<CaseChanges | null>(database, 'changes');
    if (changes === null) writeCase(remade, built, about);
    else writeGrown(remade, { built, changes }, about);
  } catch (error) {
    throw new CommandError(
      exitCode.notWritten,
      `${tmpdir()}: the case cannot be built again there: ${(error as Error).message}`,
    );
  } finally {
    remade.close();
  }
  sealCase(path);
}

/** What a damaged database refuses is a claim that does not hold. */
function attempt(path: string, tally: Tally, compare: () => void): void {
  try {
    compare();
  } catch (error) {
    tally.differ({
      kind: 'record',
      about: path,
      at: '',
      claimed: `unreadable: ${(error as Error).message}`,
      found: 'a case',
    });
  }
}

/** Offset of the version of SQLite that wrote a file (SQLite file format §1.3.17): another one may lay out pages otherwise. */
const WRITER = 96;

/** What reviewers added; none where it cannot be read, for then the bytes are compared as they stand. */
function attemptReview(database: Database): readonly unknown[] {
  try {
    return readReview(database).entries;
  } catch {
    return [];
  }
}

function compareBytes(path: string, remade: string, tally: Tally, reviewed: boolean): void {
  const [claimed, found] = [readFileSync(path), readFileSync(remade)];
  tally.count('bytes');
  if (claimed.equals(found)) return;
  if (!claimed.subarray(WRITER, WRITER + 4).equals(found.subarray(WRITER, WRITER + 4))) {
    tally.note(`${path}: another version of SQLite wrote it; its rows were compared, its bytes were not`);
    return;
  }
  const at = reviewed ? sealedDifference(path, remade) : firstUnlike(claimed, found);
  if (at === null) return;
  const show = (bytes: Buffer) => bytes.subarray(at, at + 16).toString('hex');
  tally.differ({ kind: 'bytes', about: path, at: `byte ${at}`, claimed: show(claimed), found: show(found) });
}

function firstUnlike(a: Buffer, b: Buffer): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

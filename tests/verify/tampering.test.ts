import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCase } from '../../src/case/build-case.js';
import { readAbout } from '../../src/case/read-stored.js';
import { type CaseAbout, type CaseOptions, writeCase } from '../../src/case/write-case.js';
import type { CaseArguments } from '../../src/cli/option/case-options.js';
import { compareWithRemade } from '../../src/cli/verify/verify-case.js';
import { verifyOutput } from '../../src/cli/verify/verify-output.js';
import { version } from '../../src/cli/version.js';
import type { ExplainedReconstruction } from '../../src/report/answer/reconstruction.js';
import { buildReport } from '../../src/report/answer/report.js';
import { noFilter } from '../../src/report/answer/thread-filter.js';
import { findingViews } from '../../src/report/format/finding-list.js';
import { writeJsonReport } from '../../src/report/format/json-report.js';
import { threadTable, writeJsonLines } from '../../src/report/format/thread-table.js';
import { type Manifest, manifestOf } from '../../src/report/manifest.js';
import { reconstructAndExplain } from '../../src/run/reconstruct.js';
import { openDatabase } from '../../src/source/database/sqlite-file.js';
import { compareOutputs } from '../../src/verify/compare-outputs.js';
import type { ClaimForm } from '../../src/verify/read-claims.js';
import { startTally } from '../../src/verify/verification.js';

const SEEDS = 25;
const folder = mkdtempSync(join(tmpdir(), 'rethread-tampering-'));
const PATHS = ['samples/case/holt.mbox', 'samples/case/tarrant.json'];
const OPTIONS: CaseOptions = {
  map: {},
  dedupe: 'global',
  evidence: 'all',
  minConfidence: 0,
  people: null,
  decisions: null,
};
const NO_ARGUMENTS: CaseArguments = { evidence: 'all', dedupe: 'global', quiet: true };

/** Numbers in [0, 1), the same on every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const pick = <T>(list: readonly T[], next: () => number): T => list[Math.floor(next() * list.length)]!;

/** One byte of the text becomes another. */
function changeByte(text: string, next: () => number): string {
  const at = Math.floor(next() * text.length);
  const other = pick(
    [...'aZ09 ,"{'].filter((character) => character !== text[at]),
    next,
  );
  return text.slice(0, at) + other + text.slice(at + 1);
}

/** One word of the output becomes another. */
function changeWord(text: string, next: () => number): string {
  const words = [...text.matchAll(/\b[a-z]{4,12}\b/g)];
  const { index, 0: word } = pick(words, next);
  return `${text.slice(0, index)}${word === 'other' ? 'another' : 'other'}${text.slice(index + word.length)}`;
}

type Row = Record<string, unknown> & { link: { confidence: number; evidence: { weight: number }[] } | null };

/** One post gets another parent, another confidence, another weight; or its link is gone. */
function changeLink(row: Row, keys: readonly string[], next: () => number): Row {
  const changes: (() => Row)[] = [
    () => ({
      ...row,
      parent: pick(
        keys.filter((key) => key !== row.parent),
        next,
      ),
    }),
    () => ({ ...row, link: { ...row.link!, confidence: row.link!.confidence === 0.5 ? 0.6 : 0.5 } }),
    () => ({ ...row, link: { ...row.link!, evidence: row.link!.evidence.slice(1) } }),
    () => ({ ...row, parent: null, depth: 0, link: null }),
  ];
  return pick(changes, next)();
}

const lines = (values: readonly unknown[]) => [...writeJsonLines(values)].join('');

let explained: ExplainedReconstruction;
let manifest: Manifest;
let report: string;
let table: string;
let findings: string;

beforeAll(async () => {
  explained = await reconstructAndExplain(
    PATHS.map((path) => ({ path })),
    { hash: true },
  );
  const inputs = PATHS.map((path) => ({ path, custodian: null }));
  const reading = { ...OPTIONS, headersOnly: false };
  const output = { command: 'report', format: 'json' } as const;
  manifest = manifestOf(explained.reconstruction, { program: version(), output, reading, inputs });
  report = [
    ...writeJsonReport(buildReport(explained.reconstruction, noFilter, { explain: explained.explain, manifest })),
  ].join('');
  table = lines([...threadTable(explained.reconstruction, { explain: explained.explain })]);
  findings = [...findingViews.jsonl(explained.reconstruction.findings)].join('');
});

function holds(form: ClaimForm, claimed: string): boolean {
  const found = form === 'report' ? report : form === 'findings' ? findings : table;
  const tally = startTally();
  compareOutputs({ name: 'output', form, claimed, found }, true, tally);
  return tally.result('output').holds;
}

describe('an output', () => {
  it('holds where nothing was changed', () => {
    expect([holds('report', report), holds('thread-table', table), holds('findings', findings)]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it.each([
    ['a byte of the report', () => report, 'report', changeByte],
    ['a word of the report', () => report, 'report', changeWord],
    ['a byte of the thread table', () => table, 'thread-table', changeByte],
    ['a word of the findings', () => findings, 'findings', changeWord],
  ] as const)('does not hold where %s was changed', (_, original, form, change) => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const changed = change(original(), numbers(seed));
      expect(changed).not.toBe(original());
      expect(holds(form, changed), `seed ${seed}`).toBe(false);
    }
  });

  it('does not hold where a link was changed, and says whose', () => {
    const rows: Row[] = table
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const keys = rows.map(({ key }) => key as string);
    for (let seed = 1; seed <= SEEDS; seed++) {
      const next = numbers(seed);
      const at = pick(
        [...rows.keys()].filter((index) => rows[index]!.link !== null),
        next,
      );
      const changed = rows.with(at, changeLink(rows[at]!, keys, next));
      const tally = startTally();
      compareOutputs({ name: 'output', form: 'thread-table', claimed: lines(changed), found: table }, true, tally);
      const told = tally.result('output').differences.map(({ kind, about }) => `${kind} ${about}`);
      expect(told.join(), `seed ${seed}`).toMatch(new RegExp(`(?:link|evidence) ${keys[at]}`));
    }
  });

  it('does not hold where a finding was changed, left out or put in', () => {
    const all: Record<string, unknown>[] = findings
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    for (let seed = 1; seed <= SEEDS; seed++) {
      const next = numbers(seed);
      const at = Math.floor(next() * all.length);
      const changes = [
        () => all.toSpliced(at, 1),
        () => all.toSpliced(at, 0, { ...all[at], key: 'f-new' }),
        () => all.toSpliced(at, 1, { ...all[at], severity: all[at]!.severity === 'info' ? 'warning' : 'info' }),
        () => all.toSpliced(at, 1, { ...all[at], origins: [] }),
        () => [...all.slice(1), all[0]],
      ];
      expect(holds('findings', lines(pick(changes, next)())), `seed ${seed}`).toBe(false);
    }
  });
});

describe('the sources of an output', () => {
  it('are told apart from those that were read, to the byte', async () => {
    const dump = join(folder, 'dump');
    mkdirSync(dump);
    const mails = ['1', '2', '3'].map((number) => {
      const file = join(dump, `${number}.eml`);
      const reply = number === '1' ? '' : `In-Reply-To: <${Number(number) - 1}@moor.example>\n`;
      const bytes = Buffer.from(
        `From: Ada <ada@moor.example>\nTo: Bo <bo@fen.example>\nSubject: Tide\nDate: Mon, 3 Jan 2005 1${number}:00:00 +0000\nMessage-ID: <${number}@moor.example>\n${reply}\nThe tide will not reach mark ${number} before noon.\n`,
      );
      writeFileSync(file, bytes);
      return { file, bytes };
    });
    const read = await reconstructAndExplain([{ path: dump }], { hash: true, findings: false });
    const output = { command: 'export', format: 'jsonl' } as const;
    const reading = { ...OPTIONS, headersOnly: false };
    const made = { program: version(), output, reading, inputs: [{ path: dump, custodian: null }] };
    const path = join(folder, 'posts.jsonl');
    writeFileSync(path, lines([...threadTable(read.reconstruction, { explain: read.explain })]));
    writeFileSync(`${path}.manifest.json`, JSON.stringify(manifestOf(read.reconstruction, made)));
    expect(await verifyOutput(path, NO_ARGUMENTS)).toMatchObject({ holds: true, differences: [] });
    for (let seed = 1; seed <= 2 * SEEDS; seed++) {
      const next = numbers(seed);
      const { file, bytes } = pick(mails, next);
      const changed = Buffer.from(bytes);
      changed[Math.floor(next() * bytes.length)]! ^= 1 << Math.floor(next() * 8);
      writeFileSync(file, changed);
      const { differences } = await verifyOutput(path, NO_ARGUMENTS);
      expect(differences, `seed ${seed}`).toContainEqual(
        expect.objectContaining({ kind: 'source', about: file, at: 'sha256' }),
      );
      writeFileSync(file, bytes);
    }
  });
});

describe('a case', () => {
  const original = join(folder, 'original.case');
  const copy = join(folder, 'copy.case');
  const about: CaseAbout = {
    program: version(),
    built: '2026-01-01T00:00:00.000Z',
    base: '',
    inputs: PATHS.map((path) => ({ path, custodian: null })),
    options: OPTIONS,
  };
  const remade = join(folder, 'remade.case');

  beforeAll(async () => {
    const built = await buildCase({ inputs: about.inputs }, OPTIONS);
    for (const path of [original, remade]) {
      const database = openDatabase(path);
      database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
      writeCase(database, built, about);
      database.close();
    }
  });

  /** True where the copy is what its sources give; one that cannot even be opened is not. */
  function copyHolds(): boolean {
    let database: ReturnType<typeof openDatabase> | undefined;
    try {
      database = openDatabase(copy, { readOnly: true });
      const tally = startTally();
      compareWithRemade({ path: copy, database, about: readAbout(database), remade }, tally);
      return tally.result(copy).holds;
    } catch {
      return false;
    } finally {
      database?.close();
    }
  }

  function changeRows(sql: string): void {
    const database = openDatabase(copy);
    database.exec(sql);
    database.close();
  }

  it('holds where nothing was changed', () => {
    copyFileSync(original, copy);
    expect(copyHolds()).toBe(true);
  });

  it('does not hold where a byte was changed, wherever it stands', () => {
    const bytes = readFileSync(original);
    for (let seed = 1; seed <= 2 * SEEDS; seed++) {
      const next = numbers(seed);
      const changed = Buffer.from(bytes);
      changed[Math.floor(next() * bytes.length)]! ^= 1 << Math.floor(next() * 8);
      writeFileSync(copy, changed);
      expect(copyHolds(), `seed ${seed}`).toBe(false);
    }
  });

  it('does not hold where a word, a link or a finding was changed', () => {
    const database = openDatabase(original, { readOnly: true });
    const count = (table: string) => Number(database.prepare(`SELECT count(*) AS rows FROM ${table}`).get()!.rows);
    const [posts, links, found] = [count('post'), count('link'), count('finding')];
    database.close();
    for (let seed = 1; seed <= 2 * SEEDS; seed++) {
      const next = numbers(seed);
      const below = (limit: number) => Math.floor(next() * limit);
      const changes = [
        () => `UPDATE post SET subject = coalesce(subject, '') || ' indeed' WHERE number = ${below(posts)}`,
        () => `UPDATE link SET parent = (parent + 1) % ${posts} WHERE rowid = ${1 + below(links)}`,
        () => `UPDATE link SET confidence = confidence / 2 WHERE rowid = ${1 + below(links)}`,
        () => `DELETE FROM link WHERE rowid = ${1 + below(links)}`,
        () =>
          `UPDATE explanation SET record = replace(record, '"weight":', '"weight":1') WHERE record LIKE '%"weight":%'`,
        () => `UPDATE finding SET severity = 'critical' WHERE number = ${below(found)}`,
        () => `UPDATE finding SET record = replace(record, ' not ', ' ') WHERE record LIKE '% not %'`,
        () => `DELETE FROM finding WHERE number = ${below(found)}`,
        () => `UPDATE person SET name = 'Somebody Else' WHERE number = 0`,
        () => `DROP INDEX post_key`,
      ];
      const change = pick(changes, next)();
      copyFileSync(original, copy);
      changeRows(change);
      expect(copyHolds(), `seed ${seed}: ${change}`).toBe(false);
    }
  });
});

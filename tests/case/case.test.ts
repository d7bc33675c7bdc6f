import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCase, growCase, writeGrown } from '../../src/case/build-case.js';
import { CASE_TABLES } from '../../src/case/case-schema.js';
import { readStored } from '../../src/case/read-stored.js';
import { type SearchAnswer, searchCase } from '../../src/case/search-case.js';
import { writeSearchAnswer } from '../../src/case/search-text.js';
import { type CaseAbout, type CaseOptions, writeCase } from '../../src/case/write-case.js';
import type { TextStyle } from '../../src/report/format/text-style.js';
import { openDatabase } from '../../src/source/database/sqlite-file.js';
import { folderOf } from '../report-fixture.js';
import { main, runCommand } from '../run-command.js';

const folder = mkdtempSync(join(tmpdir(), 'rethread-case-'));
const quay = join(folder, 'quay4.case');

async function rethread(...args: readonly string[]) {
  const { status, stdout, stderr } = await runCommand(args);
  return { status, stdout, stderr };
}

const OPTIONS: CaseOptions = {
  map: {},
  dedupe: 'global',
  evidence: 'all',
  minConfidence: 0,
  people: null,
  decisions: null,
};
const ABOUT: CaseAbout = { program: '0', built: '', base: '', inputs: [], options: OPTIONS };
const WHOLE = { bodies: true, fields: true, people: true, findings: true } as const;

async function caseOf(paths: readonly string[]) {
  const built = await buildCase({ inputs: paths.map((path) => ({ path })) }, OPTIONS);
  const database = openDatabase(':memory:');
  writeCase(database, built, ABOUT);
  return { database, built };
}

/** The sample case, built once for all that only ask. */
let sample: ReturnType<typeof caseOf>;

beforeAll(async () => {
  sample = caseOf(['samples/case']);
  expect((await rethread('build', 'samples/case', '-o', quay)).status).toBe(0);
});

describe('a case is an input like any other', () => {
  it.each([
    ['list --compare-evidence'],
    ['chronology --format csv --event 2019-05-14=dinner'],
    ['show t-q65rmovy --quotes'],
    ['explain oxn2idne'],
    ['export'],
    ['export --evidence headers --person holt'],
    ['export --format mbox'],
    ['findings --format jsonl'],
    ['missing --format markdown'],
    ['people'],
    ['between holt finch'],
    ['path --from oxn2idne --to holt'],
    ['inclusive'],
    ['check'],
    ['report --format json'],
  ])('answers %s with the same bytes', async (line) => {
    const question = line.split(' ');
    const fromCase = await rethread(...question, quay);
    expect(fromCase).toEqual(await rethread(...question, 'samples/case'));
    expect(fromCase.stdout.length).toBeGreaterThan(50);
  });

  it.each([
    ['beside other inputs', ['list', quay, 'samples/case'], /a case is asked alone/],
    ['to be read by other fields', ['list', quay, '--map', 'subject=x'], /is read already/],
    ['to be built from', ['build', quay, '-o', join(folder, 'other.case')], /is a case already/],
  ])('is not taken %s', async (_, args, message) => {
    const { status, stderr } = await rethread(...args);
    expect([status, stderr]).toEqual([2, expect.stringMatching(message)]);
  });

  it('is told from a damaged one, and from one of another version', async () => {
    const bytes = readFileSync(quay);
    const cut = join(folder, 'cut.case');
    writeFileSync(cut, bytes.subarray(0, 5000));
    expect(await rethread('list', cut)).toMatchObject({ status: 3, stderr: expect.stringContaining(cut) });
    const newer = join(folder, 'newer.case');
    writeFileSync(newer, bytes);
    const database = openDatabase(newer);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(await rethread('list', newer)).toMatchObject({ status: 3, stderr: expect.stringContaining('version 99') });
  });

  it('never overwrites what is no case, nor an input', async () => {
    const file = join(folder, 'notes.txt');
    writeFileSync(file, 'notes');
    expect((await rethread('build', 'samples/case', '-o', file)).status).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe('notes');
  });

  it('gives back all that a run found out', async () => {
    const { database, built } = await sample;
    const { reconstruction, explain } = readStored(database, WHOLE);
    const plain = (value: unknown) =>
      JSON.parse(JSON.stringify(value, (name, one) => (name === 'sentTime' ? undefined : one)));
    expect(plain(reconstruction)).toEqual(plain(built.reconstruction));
    for (const { key } of reconstruction.posts) expect(explain(key)).toEqual(plain(built.explain(key)));
  });

  it('opens in any SQLite tool: every query of docs/case.md answers, every table is told of there', async () => {
    const text = readFileSync('docs/case.md', 'utf8');
    const { database } = await sample;
    const queries = [...text.matchAll(/```sql\n([\s\S]*?)```/g)].map((match) => match[1]!);
    expect(queries.length).toBeGreaterThan(3);
    for (const query of queries) expect(database.prepare(query).all().length).toBeGreaterThan(0);
    for (const table of Object.keys(CASE_TABLES)) expect(text).toContain(`\`${table}\``);
  });
});

const MAIL = (id: string, to: string, text: string, reply = '') =>
  `From x@moor.example Tue Mar  1 10:00:00 2016
From: ${id === '2' ? 'Ben Dike <ben@dike.example>' : 'Ada Moor <ada@moor.example>'}
To: ${to}
Date: Tue, ${id} Mar 2016 10:00:00 +0000
Message-ID: <${id}@moor.example>
${reply ? `In-Reply-To: <${reply}@moor.example>\n` : ''}Subject: ${reply ? 'Re: ' : ''}Lock gates

${text}
`;
/** Random ways to grow a case that are tried; more by `RETHREAD_SPLITS=200`. */
const SPLITS = Number(process.env.RETHREAD_SPLITS ?? 12);
const GATES = 'The gates open on Friday at nine, bring the long rope and both keys with you.';
const EARLY = MAIL('4', 'ben@dike.example', 'A note of the lock keeper.').replace(/ 2016/g, ' 1996');
const FILES = [
  ['first.mbox', MAIL('1', 'ben@dike.example', GATES)],
  [
    'second.mbox',
    MAIL(
      '2',
      'ada@moor.example',
      `On Tue, 1 Mar 2016 at 10:00, Ada Moor <ada@moor.example> wrote:\n> ${GATES}\n\nI will.`,
      '1',
    ),
  ],
  ['third.mbox', MAIL('3', 'cleo@sluice.example', 'And what of the tide? The lamp is out again.', '2')],
  [
    'copy.mbox',
    MAIL(
      '2',
      'ada@moor.example',
      `On Tue, 1 Mar 2016 at 10:00, Ada Moor <ada@moor.example> wrote:\n> ${GATES}\n\nI will.`,
      '1',
    ),
  ],
  ['early.mbox', EARLY],
] as const;

describe('a case that grows equals the one built from all inputs at once', () => {
  const paths = FILES.map(([name, text]) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });

  it('and is looked through to the end, though the texts of what was recovered wait outside of memory', async () => {
    const { database } = await caseOf(paths.slice(1));
    const { problems, posts } = readStored(database, WHOLE).reconstruction;
    expect(posts.some(({ kind }) => kind === 'recovered')).toBe(true);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('whatever came first, and whatever was taken out again', async () => {
    const { database: whole } = await caseOf(paths);
    const expected = JSON.stringify(readStored(whole, WHOLE).reconstruction);
    // What lies outside of the dates depends on what else is there.
    expect(expected).toContain('date-implausible');
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(paths, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (begun, removes) => {
          const rest = paths.filter((path) => !begun.includes(path));
          let { database } = await caseOf(removes ? paths : begun);
          const grow = async (inputs: readonly string[], without: ReadonlySet<string> = new Set()) => {
            const named = inputs.map((path) => ({ path }));
            const grown = await growCase(database, { inputs: named, without, program: ABOUT.program }, OPTIONS);
            database = openDatabase(':memory:');
            writeGrown(database, grown, ABOUT);
          };
          if (removes) await grow([], new Set(rest));
          const { database: anew } = await caseOf(begun);
          expect(JSON.stringify(readStored(database, WHOLE).reconstruction)).toBe(
            JSON.stringify(readStored(anew, WHOLE).reconstruction),
          );
          await grow(rest);
          expect(JSON.stringify(readStored(database, WHOLE).reconstruction)).toBe(expected);
        },
      ),
      { numRuns: SPLITS },
    );
  });

  it('says what changed: a recovered post gives its place to the original that arrived', async () => {
    const grown = join(folder, 'grown.case');
    expect((await rethread('build', paths[1]!, '-o', grown)).status).toBe(0);
    expect((await rethread('list', grown)).stdout).toContain('recovered or missing');
    const added = await rethread('add', grown, paths[0]!);
    expect(added.stdout).toMatch(
      /1 source added[\s\S]*1 post new[\s\S]*1 post gone[\s\S]*1 post with another parent[\s\S]*1 message missing before, produced now[\s\S]*2 findings gone/,
    );
    expect((await rethread('changes', grown)).stdout).toBe(added.stdout);
    expect((await rethread('list', grown)).stdout).not.toContain('recovered or missing');
    expect(await rethread('add', grown, paths[0]!)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('the same bytes'),
    });
    writeFileSync(paths[0]!, `${FILES[0][1]}\nMore.\n`);
    expect(await rethread('add', grown, paths[0]!)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('other bytes'),
    });
    writeFileSync(paths[0]!, FILES[0][1]);
    expect((await rethread('add', grown, '--remove', paths[0]!)).status).toBe(0);
    expect((await rethread('list', grown)).stdout).toContain('recovered or missing');
  });

  it('stays as it was where its building is killed', async () => {
    const before = readFileSync(quay);
    const { status } = spawnSync(process.execPath, [main, 'build', 'samples/case', '-o', quay], {
      timeout: 400,
      killSignal: 'SIGKILL',
    });
    if (status === null) expect(readFileSync(quay).equals(before)).toBe(true);
    rmSync(quay, { force: true });
    expect((await rethread('build', 'samples/case', '-o', quay)).status).toBe(0);
  });
});

describe('search asks by the language of the page', () => {
  it.each([
    ['lantern AND from:quill after:2019-05', 3],
    ['lantern from:quill after:2019-05', 3],
    ['"lantern room" -from:quill', (count: number) => count > 0],
    ['lanternroom', 0],
    ['kind:recovered OR kind:missing', 6],
    ['NOT kind:produced', 6],
    ['kind:draft', 1],
    ['kind:draft OR kind:automatic', 2],
    ['oxn2idne', 1],
    ['finding:any kind:missing', 2],
    ['confidence:<0.8 has:attachment', (count: number) => count >= 0],
    ['""', (count: number) => count > 100],
  ])('%s', async (query, count) => {
    const { database } = await sample;
    const { total, hits } = searchCase(database, query, { limit: 5, order: 'rank' });
    if (typeof count === 'number') expect(total).toBe(count);
    else expect(count(total)).toBe(true);
    expect(hits.length).toBe(Math.min(5, total));
    for (const { snippet } of hits)
      for (const [start, end] of snippet?.marks ?? [])
        expect(snippet!.text.slice(start, end).toLowerCase()).toMatch(/lantern/);
  });

  it('names the Bates range of what it found', () => {
    const hit = {
      key: 'k1',
      kind: 'produced',
      thread: 't1',
      date: null,
      from: null,
      subject: 'Plan',
      bates: ['M001 to M004'],
      snippet: null,
    };
    const answer = { total: 1, threads: 1, hits: [hit], unknownFields: [] } as unknown as SearchAnswer;
    const [line] = writeSearchAnswer(answer, { colour: false, width: 80 } as TextStyle);
    expect(line).toContain('Plan [M001 to M004]');
  });

  it('says of a hit that it is a draft, written by a program, recovered or missing', async () => {
    const { stdout } = await rethread('search', quay, 'NOT kind:produced OR kind:draft OR kind:automatic');
    const told = stdout.split('\n').flatMap((line) => /\[([a-z]+)\]/.exec(line)?.[1] ?? []);
    expect(told.toSorted()).toEqual([
      ...['automatic', 'draft'],
      ...['missing', 'missing'],
      ...Array(4).fill('recovered'),
    ]);
    const sent = await rethread('search', quay, 'kind:produced -kind:draft -kind:automatic');
    expect(sent.stdout).not.toMatch(/\[(?:automatic|draft|missing|produced|recovered)\]/);
  });

  it.each([
    ['from:bo', 1],
    ['to:cy', 1],
    ['person:cy', 1],
    ['from:cy', 0],
    ['to:ada', 0],
  ])('%s finds who passed a message on as it was, and to whom: %i', async (query, count) => {
    const mail = [
      'Resent-From: bo@fen.example',
      'Resent-To: cy@quay.example',
      'From: ada@moor.example',
      'To: di@fen.example',
    ];
    const folder = folderOf({ 'cy.eml': `${mail.join('\n')}\nMessage-ID: <a@x>\nSubject: Dike\n\nText.\n` });
    const { stdout } = await rethread('search', folder, query);
    expect(stdout).toContain(`${count} post`);
  });

  it('marks the words where they stand, names unknown fields, and asks a dump as well', async () => {
    const { stdout } = await rethread('search', quay, 'lantern form:quill');
    expect(stdout).toContain('no field "form"');
    const found = await rethread('search', 'samples/case', 'lantern');
    expect(found.stdout).toContain('*Lantern* Room');
    expect(found.stdout).toBe((await rethread('search', quay, 'lantern')).stdout);
  });

  it.each([['a" OR "b'], ["x' OR 1=1 --"], ['NEAR(a b)'], ['subject:'], ['*'], ['"'], ['-'], ['会議室'], ['\u0000']])(
    'takes %j as words, whatever signs are in it',
    async (query) => {
      const { database } = await sample;
      expect(() => searchCase(database, query, { limit: 5, order: 'date' })).not.toThrow();
    },
  );
});

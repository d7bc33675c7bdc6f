import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { ENGINE_TABLES } from '../../src/engine/engine-tables.js';
import { LineReader, readLines } from '../../src/engine/line-files.js';
import { keyOf, momentOf, timeOf } from '../../src/engine/list-kinds.js';
import { runStage } from '../../src/engine/run-stage.js';
import { readStage } from '../../src/engine/stage/read-stage.js';
import { runCommand } from '../run-command.js';

const folder = mkdtempSync(join(tmpdir(), 'rethread-stage-'));

/** A program that notes that it ran, and gives its input back in capitals; `first` is what it does before that. */
function program(name: string, first = ''): readonly [string, ...string[]] {
  const noted = JSON.stringify(join(folder, `${name}.ran`));
  const script = `const { appendFileSync, existsSync, readFileSync } = require('node:fs');
    const again = existsSync(${noted}); appendFileSync(${noted}, 'x'); ${first}
    process.stdout.write(readFileSync(0, 'utf8').toUpperCase());`;
  return [process.execPath, '-e', script];
}

const timesRan = (name: string) => readFileSync(join(folder, `${name}.ran`), 'utf8').length;

function rows(name: string, text: string): string {
  writeFileSync(join(folder, `${name}.jsonl`), text);
  return join(folder, `${name}.jsonl`);
}

describe('a stage that an engine runs', () => {
  const run = (name: string, from: readonly string[], version = '1') => ({
    ...{ stage: 'read', version, from, to: join(folder, `out-${name}`) },
  });

  it('names what it prints by what that was made of, and makes nothing twice', async () => {
    const from = [rows('one', 'a\n'), rows('two', 'b\n'), rows('same', 'a\n')];
    const first = await runStage(program('twice'), run('twice', from), 1);
    expect(first.map((file) => readFileSync(file, 'utf8'))).toEqual(['A\n', 'B\n', 'A\n']);
    expect(first[0]).toBe(first[2]);
    expect(await runStage(program('twice'), run('twice', from), 2)).toEqual(first);
    expect(timesRan('twice')).toBe(2);
    // Another version of the program may print something else.
    expect(await runStage(program('twice'), run('twice', from.slice(0, 1), '2'), 1)).not.toEqual([first[0]]);
  });

  it.each([
    ['fails', "if (!again) { console.error('no room'); process.exit(3) }", /read ended with exit code 3: no room/],
    ['is killed', "if (!again) { process.stdout.write('half'); process.kill(process.pid, 'SIGKILL') }", /SIGKILL/],
  ])('leaves nothing where it %s, and can be run again', async (name, first, message) => {
    const from = [rows(name, 'c\n')];
    const given = run(name, from);
    await expect(runStage(program(name, first), given, 2)).rejects.toThrow(message);
    expect(readdirSync(given.to)).toEqual([]);
    const [file] = await runStage(program(name, first), given, 2);
    expect(readFileSync(file!, 'utf8')).toBe('C\n');
  });
});

describe('rows', () => {
  it('are cut at line feeds alone, wherever the pieces end, and can be read again by their places', async () => {
    const text = '{"a":"\u2028 \r é"}\n\n{"b":2}\n{"c":"end"}';
    writeFileSync(join(folder, 'rows.jsonl'), text);
    const reader = new LineReader();
    for (const size of [1, 2, 5, 1000]) {
      const bytes = Buffer.from(text);
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
        bytes.subarray(at * size, (at + 1) * size),
      );
      const lines = [];
      for await (const line of readLines(Readable.from(pieces))) lines.push(line);
      expect(lines.map((line) => line.text)).toEqual(['{"a":"\u2028 \r é"}', '{"b":2}', '{"c":"end"}']);
      for (const { text, byte, length } of lines)
        expect(reader.read(join(folder, 'rows.jsonl'), byte, length)).toBe(text);
    }
    expect(() => reader.read(join(folder, 'rows.jsonl'), 10, 1000)).toThrow('ends before');
    reader.close();
  });

  it('name lists by integers that no engine rounds: 63 bits with a sign', () => {
    for (const key of ['', 'lock gates', '\ud800', 'x'.repeat(5000)]) {
      expect(BigInt(keyOf(key))).toBeGreaterThanOrEqual(0n);
      expect(BigInt(keyOf(key))).toBeLessThan(2n ** 62n);
    }
    expect(keyOf('ab')).not.toBe(keyOf('ba'));
    expect(keyOf(-7)).toBe('-7');
  });

  it('put undated posts behind all others, and the ends of time beyond them', () => {
    const order = [Number.NEGATIVE_INFINITY, -1, 0.5, 8.64e15].map(momentOf);
    expect([...order, timeOf(Number.NaN), momentOf(Number.POSITIVE_INFINITY)]).toEqual(
      [...order, timeOf(Number.NaN), momentOf(Number.POSITIVE_INFINITY)].sort((a, b) => a - b),
    );
    expect(timeOf(Number.NaN)).toBeLessThan(momentOf(Number.POSITIVE_INFINITY));
  });
});

describe('rethread stage', () => {
  it('prints rows that have the columns of their table', async () => {
    const file = join(folder, 'lock.eml');
    writeFileSync(
      file,
      'From: ada@moor.example\nSubject: Lock gates\nDate: Tue, 1 Mar 2016 10:00:00 +0000\n\nAt nine.\n',
    );
    const found = { path: file, name: 'lock.eml', realPath: file, size: 90, named: true, maildir: false };
    const record = JSON.stringify({ files: [{ ...found, folder: null, custodian: 'Moor', modified: 0 }], map: {} });
    const given = Readable.from([JSON.stringify({ record })]);
    const kinds: string[] = [];
    for await (const line of readStage.run(given, { whole: null })) {
      const row = JSON.parse(line) as Record<string, unknown>;
      kinds.push(String(row.kind));
      expect(Object.keys(ENGINE_TABLES.read)).toEqual(expect.arrayContaining(Object.keys(row)));
      if (row.kind === 'message') expect(row).toMatchObject({ source: 'lock.eml', custodian: 'Moor', byte: 0 });
    }
    expect(kinds.sort()).toEqual(['message', 'source']);
  });

  it.each([
    ['an unknown stage', ['stage', 'sort'], /no stage "sort". Stages: read/],
    ['parts of no posts', ['build', 'samples/case', '-o', join(folder, 'a.case'), '--part-size', '0'], /--part-size 0/],
  ])('tells of %s', async (_, args, message) => {
    const { status, stderr } = await runCommand(args);
    expect([status, stderr]).toEqual([2, expect.stringMatching(message)]);
  });

  it('says what it reads and writes', async () => {
    const { stdout } = await runCommand(['stage', 'link', '--schema']);
    expect(JSON.parse(stdout)).toEqual({ reads: ENGINE_TABLES.feed, writes: ENGINE_TABLES.answer });
  });
});

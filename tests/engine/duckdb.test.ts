import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENGINE_TABLES } from '../../src/engine/engine-tables.js';
import { planText, statementsOf } from '../../src/engine/plan-file.js';
import { conversations, LIST, recordsOf, seldomMail } from '../list-mail.js';
import { runCommand } from '../run-command.js';

const hasDuckDb = (() => {
  try {
    createRequire(import.meta.url).resolve('@duckdb/node-api');
    return true;
  } catch {
    return false;
  }
})();
if (!hasDuckDb) console.log('DuckDB is not compared with: npm install --no-save @duckdb/node-api');

const folder = mkdtempSync(join(tmpdir(), 'rethread-engine-'));
const list = join(folder, 'list.json');
writeFileSync(list, JSON.stringify(recordsOf([...conversations(() => LIST), ...seldomMail])));

describe('the plan as SQL', () => {
  it.each(['gather', 'feed'] as const)(
    '%s.sql makes tables by queries alone, in the words that DuckDB and Spark share',
    (name) => {
      const statements = statementsOf(planText(name));
      expect(statements.length).toBeGreaterThan(1);
      for (const statement of statements) {
        expect(statement).toMatch(/^CREATE TABLE \w+ AS\s+SELECT/);
        expect(statement).not.toMatch(/::|\/\/|\bhash\(|\bunnest\(|\bexplode\(|\bDOUBLE\b|\bVARCHAR\b/i);
      }
    },
  );

  it('has a meaning for every column of every table', () => {
    for (const columns of Object.values(ENGINE_TABLES))
      for (const column of Object.values<string>(columns)) expect(column).toMatch(/^(integer|text|json|packed)\?? \S/);
  });
});

describe('a case built by DuckDB', () => {
  it.skipIf(hasDuckDb)('is named as the package that is missing where it is not installed', async () => {
    const { status, stderr } = await runCommand([
      'build',
      'samples/case',
      '-o',
      join(folder, 'a.case'),
      '--engine',
      'duckdb',
    ]);
    expect([status, stderr]).toEqual([70, expect.stringContaining('npm install @duckdb/node-api')]);
  });

  it('is no way for standard input', async () => {
    const { status, stderr } = await runCommand(['build', '-', '-o', join(folder, 'a.case'), '--engine', 'duckdb']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('an engine reads files and folders')]);
  });

  it.skipIf(!hasDuckDb).each([
    ['the sample case', 'samples/case'],
    ['the archive of a list', list],
  ])('gives the same bytes as one built in memory: %s', async (name, mail) => {
    const [here, there] = [join(folder, `${name} here.case`), join(folder, `${name} there.case`)];
    expect((await runCommand(['build', mail, '-o', here])).status).toBe(0);
    const built = await runCommand(['build', mail, '-o', there, '--engine', 'duckdb', '--part-size', '50']);
    expect([built.status, built.stderr]).toEqual([0, expect.any(String)]);
    for (const question of [['export'], ['findings', '--format', 'jsonl'], ['check']]) {
      const { stdout } = await runCommand([...question, there]);
      expect(stdout).toBe((await runCommand([...question, here])).stdout);
      expect(stdout.length).toBeGreaterThan(500);
    }
    expect(readdirSync(folder).filter((name) => name.includes('.work'))).toEqual([]);
  });
});

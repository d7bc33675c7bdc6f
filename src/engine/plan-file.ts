import { existsSync, readFileSync } from 'node:fs';

/** Where the plan lies beside the program, as built and as written. */
const PLACES = ['../../engine/', '../../../engine/'];

/** The text of a part of the plan: `gather` → engine/gather.sql. */
export function planText(name: 'gather' | 'feed'): string {
  for (const place of PLACES) {
    const file = new URL(`${place}${name}.sql`, import.meta.url);
    if (existsSync(file)) return readFileSync(file, 'utf8');
  }
  throw new Error(`engine/${name}.sql is missing beside the program`);
}

/** The statements of a plan, each `CREATE TABLE name AS SELECT ...`, without comments. */
export const statementsOf = (sql: string): readonly string[] =>
  sql
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('--'))
    .join('\n')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');

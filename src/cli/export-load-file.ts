import { splitsByPost } from '../quote/splits-by-post.js';
import { inclusiveClasses } from '../report/answer/reading-set.js';
import type { Reconstruction } from '../report/answer/reconstruction.js';
import {
  countAmbiguous,
  type LoadFileRow,
  loadFileTable,
  writeDat,
  writeLoadFileCsv,
} from '../report/table/load-file-export.js';
import { readLoadFiles } from '../source/load-file/plan-production.js';
import type { Thread } from '../thread/thread.js';
import { CommandError, type ExitCode, exitCode } from './exit-code.js';
import { type CaseArguments, type CaseInput, fieldMap } from './option/case-options.js';
import { type Output, writeAll } from './output.js';

/** Writes the documents of the threads as a load file; reads the load files among the inputs a second time for their rows. */
export async function exportLoadFile(
  args: CaseArguments,
  inputs: readonly CaseInput[],
  threads: readonly Thread[],
  reconstruction: Reconstruction,
  form: 'dat' | 'load-csv',
  output: Output,
): Promise<ExitCode> {
  if (inputs.some((input) => input.path === '-'))
    throw new CommandError(
      exitCode.usage,
      `--format ${form}: reads its inputs twice, which standard input cannot. Save it to a file`,
    );
  const rows: LoadFileRow[] = [];
  await readLoadFiles(inputs, fieldMap(args), (_file, cells, production) => {
    rows.push({ production, cells: cells.map(({ name, text }) => ({ name, text })) });
  });
  const whole = threads === reconstruction.threads;
  const classes = inclusiveClasses(reconstruction);
  const table = loadFileTable({ threads, splits: splitsByPost(reconstruction.splits), classes, rows, whole });
  await writeAll(output, form === 'dat' ? writeDat(table) : writeLoadFileCsv(table));
  const ambiguous = form === 'dat' ? countAmbiguous(table) : 0;
  if (ambiguous === 0) return exitCode.ok;
  process.stderr.write(
    `rethread: ${ambiguous} cell(s) hold signs that a .dat file uses itself and are read otherwise from it; --format load-csv keeps them\n`,
  );
  return exitCode.incomplete;
}

import { basename, dirname, extname, join } from 'node:path';
import { evidenceFiles } from './evidence-files.js';
import { CommandError, exitCode } from './exit-code.js';
import { makeFolder } from './make-folder.js';
import { openOutput, standardOutput, writeAll } from './output.js';
import type { ShownFile } from './show-output.js';

/** The file or folder after `-o` that a view is written to. */
export interface FilesTarget {
  /** The path that was named; undefined is standard output. */
  readonly path: string | undefined;
  /** Paths of the inputs, which are never overwritten. */
  readonly inputs: readonly string[];
}

/** Folder beside a page for its parts: `out/report.html` → `report-data`; `data` inside of a folder. */
export function partsFolder(path: string | undefined): string {
  if (path === undefined || !isFile(path)) return 'data';
  return `${basename(path, extname(path)).replace(/[^\w.-]/g, '_')}-data`;
}

/**
 * Writes the files of a view, and gives their places: the first level file under the name after `-o` where that has an ending, its parts beside it;
 * else all into the folder of that name, which is made where it is absent.
 */
export async function writeFiles(
  files: Iterable<ShownFile>,
  { path, inputs }: FilesTarget,
): Promise<readonly string[]> {
  const isEvidence = evidenceFiles(inputs);
  const written: string[] = [];
  for (const file of files) {
    const nested = file.path.includes('/');
    if (path === undefined) {
      if (nested)
        throw new CommandError(exitCode.usage, 'The report is more than one file: name a file or folder with -o');
      await writeAll(standardOutput(), file.chunks);
      continue;
    }
    const place = !isFile(path) ? join(path, file.path) : nested ? join(dirname(path), file.path) : path;
    makeFolder(dirname(place));
    await writeAll(openOutput(place, isEvidence), file.chunks);
    written.push(place);
  }
  return written;
}

function isFile(path: string): boolean {
  return extname(path) !== '';
}

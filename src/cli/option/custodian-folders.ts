import { join } from 'node:path';
import { listEntries } from '../../source/file-path.js';
import { CommandError, exitCode } from '../exit-code.js';

/** Endings of files that are no part of a custodian's name. */
const ENDING = /\.(?:mbox|mbx|json|jsonl|ndjson|eml|txt|gz)$/i;

/**
 * The productions in a folder that holds one file or folder a custodian.
 *
 * @example
 * // productions/holt.mbox.gz, productions/quill/inbox.mbox
 * listProductions('productions');
 * // [{custodian: 'holt', path: 'productions/holt.mbox.gz'}, {custodian: 'quill', path: 'productions/quill'}]
 */
export function listProductions(folder: string): readonly { readonly custodian: string; readonly path: string }[] {
  let entries: readonly { readonly name: string; isDirectory(): boolean }[];
  try {
    entries = listEntries(folder);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOTDIR' ? 'is no folder' : 'cannot be read';
    throw new CommandError(
      exitCode.usage,
      `--custodians ${folder}: ${reason}. Name a folder that holds one file or folder for each custodian`,
    );
  }
  if (!entries.length)
    throw new CommandError(exitCode.usage, `--custodians ${folder}: the folder is empty; nothing to read`);
  return entries
    .map((entry) => ({
      custodian: entry.isDirectory() ? entry.name : withoutEndings(entry.name),
      path: join(folder, entry.name),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function withoutEndings(name: string): string {
  const shorter = name.replace(ENDING, '');
  if (shorter === name || !shorter) return name;
  return withoutEndings(shorter);
}

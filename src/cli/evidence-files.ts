import { lstatSync, readlinkSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { openable, realPathOf } from '../source/file-path.js';
import { walkFolder } from '../source/walk-folder.js';

/** True where writing to a path would change a file of the inputs, whichever way it is reached. */
export type IsEvidence = (path: string) => boolean;

/**
 * Knows the files of the inputs: by name, by symbolic link (in the inputs or on the way to the path) and by hard link. The folders
 * are walked when a path is asked for that is there already, and once.
 */
export function evidenceFiles(inputs: readonly string[]): IsEvidence {
  let known: ReadonlySet<string> | undefined;
  return (path) => {
    const target = statusOf(path);
    if (target === null) return false;
    const real = realPathOf(path);
    const isInside = inputs.some((input) => {
      const folder = statusOf(input) === null ? null : realPathOf(input);
      return folder !== null && (real === folder || real.startsWith(folder.endsWith(sep) ? folder : folder + sep));
    });
    if (isInside) return true;
    known ??= new Set(inputs.flatMap(filesOf));
    return known.has(keyOf(target));
  };
}

function filesOf(input: string): readonly string[] {
  const status = input === '-' ? null : statusOf(input);
  if (status === null) return [];
  if (!status.isDirectory()) return [keyOf(status)];
  const keys: string[] = [];
  for (const { path } of walkFolder(input, () => {})) {
    const found = statusOf(path);
    if (found !== null) keys.push(keyOf(found));
  }
  return keys;
}

/** A file is its device and its number there, whatever its names. */
const keyOf = ({ dev, ino }: Stats): string => `${dev}:${ino}`;

function statusOf(path: string): Stats | null {
  try {
    return statSync(openable(path));
  } catch {
    return null;
  }
}

/** Where a path leads through symbolic links, also where nothing is there yet. */
export function leadsTo(path: string): string {
  let at = resolve(path);
  for (let step = 0; step < 40; step++)
    try {
      if (!lstatSync(at).isSymbolicLink()) return at;
      at = resolve(dirname(at), readlinkSync(at));
    } catch {
      return at;
    }
  return at;
}

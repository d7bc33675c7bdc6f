import type { InputFile } from '../find-files.js';
import { INSIDE } from '../inside.js';

/** Files of the inputs, found by the paths that a load file writes. Only what was found can be linked: nothing outside, nothing by `..`. */
export interface LinkedFiles {
  /** `.\VOL01\NATIVES\A.eml` in `prod/data/load.dat` → `prod/VOL01/NATIVES/A.eml`; null where no input file is called so. */
  find(link: string, loadFile: string): InputFile | null;
}

/** Steps from a load file up towards its production's folder: `DATA/load.dat` beside `NATIVES/`. */
const MOST_STEPS = 3;

/**
 * Looks up links among the files that were found, letters of either case alike. An archive is a folder: a load file finds what lies in
 * its own one, and what would lie beside it if all archives were unpacked where they are.
 *
 *     prod.zip › NATIVES/A.eml   is   prod.zip/NATIVES/A.eml, prod/NATIVES/A.eml and NATIVES/A.eml
 */
export function linkFiles(files: readonly InputFile[]): LinkedFiles {
  const byPath = new Map<string, InputFile>();
  // null = two files would be unpacked to one path: which one is meant is not guessed.
  const unpacked = new Map<string, InputFile | null>();
  for (const file of files) {
    if (file.name === '-') continue;
    byPath.set(pathOf(file.name), file);
    for (const path of unpackedPaths(file.name))
      unpacked.set(path, unpacked.has(path) && unpacked.get(path) !== file ? null : file);
  }
  return {
    find(link, loadFile) {
      const path = relativePath(link)?.toLowerCase() ?? null;
      if (path === null) return null;
      const inside = findAbove(path, pathOf(loadFile), MOST_STEPS, (name) => byPath.get(name));
      if (inside !== null) return inside;
      for (const start of [pathOf(loadFile), ...unpackedPaths(loadFile)]) {
        const found = findAbove(path, start, MOST_STEPS, (name) => unpacked.get(name));
        if (found !== null) return found;
      }
      return null;
    },
  };
}

function findAbove(
  path: string,
  loadFile: string,
  steps: number,
  get: (path: string) => InputFile | null | undefined,
): InputFile | null {
  let folder = loadFile;
  for (let step = 0; step <= steps; step++) {
    const slash = folder.lastIndexOf('/');
    folder = slash < 0 ? '' : folder.slice(0, slash);
    const file = get(folder === '' ? path : `${folder}/${path}`);
    if (file) return file;
    if (folder === '') break;
  }
  return null;
}

const pathOf = (name: string): string => name.replaceAll(INSIDE, '/').toLowerCase();

/** Where the file would lie if its archives were unpacked into folders of their names, or where they are. */
function unpackedPaths(name: string): readonly string[] {
  const steps = name.toLowerCase().split(INSIDE);
  if (steps.length === 1) return [];
  const last = steps.pop()!;
  const folders = steps.map((step) => step.replace(/(?:\.tar)?\.[a-z0-9]{1,4}$/, ''));
  const beside = steps.map((step) => step.slice(0, step.lastIndexOf('/') + 1));
  return [`${folders.join('/')}/${last}`, `${beside.join('')}${last}`];
}

/** A path below the production's folder with `/`; null for one that is absolute or climbs. */
function relativePath(link: string): string | null {
  const path = link
    .trim()
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '');
  if (path === '' || path.startsWith('/') || /^[a-z]:/i.test(path) || path.includes('\0')) return null;
  const steps = path.split('/').filter((step) => step !== '' && step !== '.');
  return steps.includes('..') ? null : steps.join('/');
}

import type { InputFile } from '../find-files.js';

/** Files of the inputs, found by the paths that a load file writes. Only what was walked can be found: nothing outside, nothing by `..`. */
export interface LinkedFiles {
  /** `.\VOL01\NATIVES\A.eml` in `prod/data/load.dat` → `prod/VOL01/NATIVES/A.eml`; null where no input file is called so. */
  find(link: string, loadFile: string): InputFile | null;
}

/** Steps from a load file up towards its production's folder: `DATA/load.dat` beside `NATIVES/`. */
const MOST_STEPS = 3;

/** Looks up links among the files that were walked, letters of either case alike. */
export function linkFiles(files: readonly InputFile[]): LinkedFiles {
  const byName = new Map<string, InputFile>();
  for (const file of files) if (file.stream === null) byName.set(file.name.toLowerCase(), file);
  return {
    find(link, loadFile) {
      const path = relativePath(link);
      if (path === null) return null;
      let folder = loadFile;
      for (let step = 0; step <= MOST_STEPS; step++) {
        const slash = folder.lastIndexOf('/');
        folder = slash < 0 ? '' : folder.slice(0, slash);
        const file = byName.get((folder === '' ? path : `${folder}/${path}`).toLowerCase());
        if (file !== undefined) return file;
        if (folder === '') break;
      }
      return null;
    },
  };
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

import { type Dirent, statSync } from 'node:fs';
import { join } from 'node:path';
import { exportedMailboxes, type Skip } from './exported-mailbox.js';
import { describeFailure } from './failure.js';
import { listEntries, openable, realPathOf, slashed } from './file-path.js';
import { folderOfPath, imapName } from './mailbox-folder.js';
import type { Problem } from './source.js';

/** A file that was found, and what its place in the folder tells. */
export interface FoundFile {
  readonly path: string;
  /** `path` with `/` separators: the name of the source. */
  readonly name: string;
  /** `path` without symbolic links: two files that agree in it are one. */
  readonly realPath: string;
  readonly size: number;
  /** When it was last written, in milliseconds since 1970, as it was found; absent for what is no file of its own. */
  readonly modified?: number;
  /** False where it was found by walking a folder. */
  readonly named: boolean;
  readonly maildir: boolean;
  /** The mailbox as the layout tells it: `Archive/2004` for a Maildir `.Archive.2004`, '' for its inbox; null where it tells none. */
  readonly folder: string | null;
  readonly skip?: Skip;
}

/** Files and folders that lie beside mail everywhere and are none. */
const FOREIGN = new Set([
  '.git',
  '.hg',
  '.svn',
  '.notmuch',
  '.spotlight-v100',
  '.fseventsd',
  '.documentrevisions-v100',
  '.temporaryitems',
  '.localized',
  '.ds_store',
  'thumbs.db',
  'desktop.ini',
  '__macosx',
  'dovecot-uidlist',
  'maildirfolder',
  'subscriptions',
]);

const MAILDIR_PARTS = new Set(['cur', 'new', 'tmp']);

/**
 * All files below a folder, sorted by name at every level (by code unit, so the same everywhere), hidden ones as well: what
 * was handed over is read. A folder that was seen already is not entered again, so
 * a loop of symbolic links ends.
 */
export function* walkFolder(folder: string, problem: (problem: Problem) => void): Generator<FoundFile> {
  const seen = new Set<string>();
  const stack: string[] = [folder];
  while (stack.length > 0) {
    const path = stack.pop()!;
    const listed = listFolder(path, seen, problem);
    if (listed === null) continue;
    const { entries, real } = listed;
    const folders: string[] = [];
    const part = path.replace(/[\\/]+$/, '').split(/[\\/]/);
    const skipOf = exportedMailboxes(
      path,
      entries.map((entry) => entry.name),
    );
    const inMaildir = MAILDIR_PARTS.has(part.at(-1)!) && isMaildir(listNames(join(path, '..')));
    for (const entry of entries) {
      const child = join(path, entry.name);
      const name = slashed(child);
      const kind = statusOf(child, problem);
      if (kind === null) continue;
      if (kind.isDirectory()) {
        if (FOREIGN.has(entry.name.toLowerCase()))
          problem({
            code: 'skipped',
            severity: 'info',
            message: `${name}: a program's own folder, not read`,
            origin: null,
          });
        else folders.push(child);
      } else if (!kind.isFile()) {
        problem({ code: 'skipped', severity: 'info', message: `${name}: no regular file, not read`, origin: null });
      } else if (FOREIGN.has(entry.name.toLowerCase())) {
        problem({ code: 'skipped', severity: 'info', message: `${name}: not mail, not read`, origin: null });
      } else {
        const mailbox = inMaildir ? mailboxName(part.at(-2) ?? '') : folderOfPath(name);
        const realPath = entry.isSymbolicLink() ? realPathOf(child) : join(real, entry.name);
        const { size, mtimeMs: modified } = kind;
        const found = {
          path: child,
          name,
          realPath,
          size,
          modified,
          named: false,
          maildir: inMaildir,
          folder: mailbox,
        };
        const skip = skipOf(entry.name);
        yield skip === null ? found : { ...found, skip };
      }
    }
    for (const child of folders.reverse()) stack.push(child);
  }
}

const isMaildir = (entries: readonly { readonly name: string }[]): boolean => {
  const names = new Set(entries.map((entry) => entry.name));
  return names.has('cur') && (names.has('new') || names.has('tmp'));
};

/** `.Archive.2004` → `Archive/2004` (Maildir++), any other folder is the inbox of its own: ''. */
const mailboxName = (folder: string): string =>
  folder.startsWith('.') ? imapName(folder.slice(1).replaceAll('.', '/')) : '';

function listFolder(
  path: string,
  seen: Set<string>,
  problem: (problem: Problem) => void,
): { readonly entries: readonly Dirent[]; readonly real: string } | null {
  try {
    const real = realPathOf(path);
    if (seen.has(real)) {
      problem({ code: 'skipped', severity: 'info', message: `${path}: folder was read already`, origin: null });
      return null;
    }
    seen.add(real);
    const entries = [...listEntries(path)];
    entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    return { entries, real };
  } catch (error) {
    problem(describeFailure(path, error));
    return null;
  }
}

function listNames(path: string): readonly { readonly name: string }[] {
  try {
    return listEntries(path);
  } catch {
    return [];
  }
}

function statusOf(path: string, problem: (problem: Problem) => void) {
  try {
    return statSync(openable(path));
  } catch (error) {
    problem(describeFailure(path, error));
    return null;
  }
}

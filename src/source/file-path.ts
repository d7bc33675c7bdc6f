import { isUtf8 } from 'node:buffer';
import { type Dirent, existsSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

const ESCAPE = /\\x([0-9A-F]{2})/g;

/**
 * A file name as it is shown: bytes that are no UTF-8, as old systems and archives have them, are written out. `gr<FC>n.eml` in Latin-1 →
 * `gr\xFCn.eml`. Two names of different bytes never look the same.
 */
export function shownName(name: Buffer): string {
  if (isUtf8(name)) return name.toString('utf8');
  let shown = '';
  for (let at = 0; at < name.length; ) {
    const length = characterLength(name, at);
    shown += length === 0 ? `\\x${name[at]!.toString(16).toUpperCase()}` : name.toString('utf8', at, at + length);
    at += Math.max(1, length);
  }
  return shown;
}

/** Bytes of the UTF-8 character at `at`; 0 where none stands there. */
function characterLength(bytes: Buffer, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++)
    if (isUtf8(bytes.subarray(at, at + length))) return length;
  return 0;
}

/** What to open for a path with names as they are shown. */
export function openable(path: string): string | Buffer {
  if (!path.includes('\\x') || process.platform === 'win32' || existsSync(path)) return path;
  return Buffer.concat(
    path.split(ESCAPE).map((piece, index) => (index % 2 === 1 ? Buffer.from(piece, 'hex') : Buffer.from(piece))),
  );
}

/** The path with `/` between its names: the name of a source. */
export const slashed = (path: string): string =>
  process.platform === 'win32' ? path.replaceAll('\\', '/') : path.replace(/\\(?!x[0-9A-F]{2})/g, '/');

/** The name of a file in an archive with `/` between its parts. */
export const withSlashes = (name: Uint8Array): Buffer => Buffer.from(name.map((byte) => (byte === 0x5c ? 0x2f : byte)));

/** The path without symbolic links. */
export const realPathOf = (path: string): string => shownName(realpathSync.native(openable(path), 'buffer'));

/** What lies in a folder, names as they are shown. */
export function listEntries(path: string): readonly Dirent[] {
  const entries = readdirSync(openable(path), { withFileTypes: true });
  if (entries.every(({ name }) => !name.includes('\ufffd'))) return entries;
  const written = readdirSync(openable(path), {
    withFileTypes: true,
    encoding: 'buffer',
  }) as unknown as Dirent<Buffer>[];
  return written.map((entry) => Object.assign(entry, { name: shownName(entry.name) }) as unknown as Dirent);
}

/**
 * The path that was meant where the command line lost bytes that are no UTF-8: each name with signs of that is looked up in its folder,
 * and found where only one fits. The path itself where none does.
 */
export function recoverPath(path: string): string {
  if (!path.includes('\ufffd') || existsSync(path)) return path;
  let found = path.startsWith('/') ? '/' : '';
  for (const name of path.split('/').filter((part) => part !== '')) {
    let shown = name;
    if (name.includes('\ufffd')) {
      const fitting = namesLike(found || '.', name);
      if (fitting.length !== 1) return path;
      shown = fitting[0]!;
    }
    found = found === '' ? shown : join(found, shown);
  }
  return found;
}

function namesLike(folder: string, lossy: string): readonly string[] {
  try {
    return readdirSync(openable(folder), { encoding: 'buffer' })
      .filter((name) => name.toString('utf8') === lossy)
      .map(shownName);
  } catch {
    return [];
  }
}

import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { openable } from './file-path.js';
import type { Severity } from './source.js';

/** Why a file is not read, where that is known beforehand. */
export interface Skip {
  readonly severity: Severity;
  readonly code: string;
  readonly reason: string;
}

const MANIFEST = 'manifest.json';

/**
 * Which files of a folder are mailboxes that this program exported, by the manifests that it writes beside them. Their messages were handed
 * over elsewhere; read again, what was printed or quoted would count as handed over twice.
 */
export function exportedMailboxes(folder: string, names: readonly string[]): (name: string) => Skip | null {
  const kinds = new Map(
    names.flatMap((name) => {
      const kind = name.endsWith(MANIFEST) ? exportOf(join(folder, name)) : null;
      return kind === null ? [] : [[name, kind] as const];
    }),
  );
  if (kinds.size === 0) return () => null;
  return (name) =>
    kinds.get(`${name}.${MANIFEST}`) === 'mbox' || (kinds.get(MANIFEST) === 'mbox-threads' && name.endsWith('.mbox'))
      ? EXPORTED
      : null;
}

const EXPORTED: Skip = {
  severity: 'warning',
  code: 'own-output',
  reason:
    'a mailbox that rethread exported, by the manifest beside it: it was left out. Name the file itself to have it read',
};

/** The form of a mailbox export that a manifest tells of; null for any other file. */
function exportOf(path: string): string | null {
  let file: number | null = null;
  try {
    file = openSync(openable(path), 'r');
    const head = Buffer.alloc(500);
    const text = head.toString('utf8', 0, readSync(file, head, 0, head.length, 0));
    return MANIFEST_OF_EXPORT.exec(text)?.[1] ?? null;
  } catch {
    // A file that cannot be opened is told where it is read.
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}

const MANIFEST_OF_EXPORT =
  /^\{\s{0,9}"format": ?"rethread-manifest"[^{}]{0,200}"output": ?\{\s{0,9}"command": ?"export",\s{0,9}"format": ?"(mbox(?:-threads)?)"/;

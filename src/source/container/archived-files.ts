import { type ByteSource, openPieces, piecesOf } from '../byte-source.js';
import type { InputFile } from '../find-files.js';
import { INSIDE } from '../inside.js';
import type { Opens } from './archive-report.js';
import { expandFile } from './expand-file.js';

const ARCHIVE = /\.(?:zip|tar|tgz|tbz2?|txz|tzst|gz|bz2|xz|zst|7z|rar|olm)$/i;

/** True for a name that archives bear: others are not looked into before they are read. */
export const isArchiveName = (name: string): boolean => ARCHIVE.test(name);

/**
 * Goes through the files in archives. Those that `opens` asks for are handed over opened and closed again after the visit, the others by
 * name alone. What is wrong with an archive is told when it is read as a source.
 */
export async function visitArchived(
  archives: readonly InputFile[],
  opens: Opens,
  visit: (file: InputFile, content: ByteSource | null) => Promise<void>,
): Promise<void> {
  for (const archive of archives) await visitOne(archive, opens, visit).catch(() => {});
}

async function visitOne(
  archive: InputFile,
  opens: Opens,
  visit: (file: InputFile, content: ByteSource | null) => Promise<void>,
): Promise<void> {
  const report = { problem: () => {}, opened: () => {} };
  for await (const file of expandFile(archive, report, (name) => isArchiveName(name) || opens(name))) {
    if (file.name === archive.name || file.skip !== undefined) continue;
    if (file.stream === null || !opens(file.name)) {
      await visit(file, null);
      continue;
    }
    const content = openPieces(piecesOf(file.stream()));
    try {
      await visit(file, content);
    } finally {
      await content.close();
    }
  }
}

/** Visits the files of these names, opened; only the archives that hold them are looked into. */
export async function visitNamed(
  archives: readonly InputFile[],
  names: ReadonlySet<string>,
  visit: (file: InputFile, content: ByteSource) => Promise<void>,
): Promise<void> {
  const holding = new Set([...names].map((name) => name.split(INSIDE)[0]!));
  await visitArchived(
    archives.filter(({ name }) => holding.has(name)),
    (name) => names.has(name),
    async (file, content) => {
      if (content !== null) await visit(file, content);
    },
  );
}

import { readFileSync } from 'node:fs';
import { visitArchived } from '../container/archived-files.js';
import { openable } from '../file-path.js';
import type { InputFile } from '../find-files.js';
import { INSIDE } from '../inside.js';
import { holdSource } from '../load-file/load-file-rows.js';
import { addPageList, isPageList, type ListedPage, LONGEST_LIST, readPageLists } from '../load-file/page-breaks.js';
import { findPageRuns, type PageFile, type PageRuns } from './page-runs.js';

/** A page is short; what is longer is a document. */
const LONGEST_PAGE = 64 << 10;
const PAGE = /\d{2,12}\.txt$/i;
/** Texts of pages in archives that are held: 64 MB. What is beyond is read page by page. */
const MOST_HELD = 64 << 20;

/**
 * The runs of pages among the inputs, on the disk and in archives, and what their lists of page images say.
 *
 * @param archived the files in the archives among `files`
 * @param isOther true for a file that something else tells of
 */
export async function findPages(
  files: readonly InputFile[],
  archived: readonly InputFile[],
  isOther: (name: string) => boolean,
): Promise<PageRuns> {
  const listed = new Map<string, ListedPage>(readPageLists(files));
  const pages: PageFile[] = files
    .filter(
      ({ name, stream, size }) => stream === null && size <= LONGEST_PAGE && /\.txt$/i.test(name) && !isOther(name),
    )
    .map(({ name, path }) => ({ name, read: () => bytesOf(path) }));
  pages.push(...(await archivedPages(files, archived, listed, isOther)));
  return findPageRuns(pages, listed);
}

function bytesOf(path: string): Buffer | null {
  try {
    return readFileSync(openable(path));
  } catch {
    return null;
  }
}

async function archivedPages(
  files: readonly InputFile[],
  archived: readonly InputFile[],
  listed: Map<string, ListedPage>,
  isOther: (name: string) => boolean,
): Promise<readonly PageFile[]> {
  // Archives without any are not gone through once more.
  const holding = new Set<string>();
  for (const { name } of archived)
    if (isPageList(name) || (PAGE.test(name) && !isOther(name))) holding.add(name.split(INSIDE)[0]!);
  const archives = files.filter(({ name, stream }) => stream === null && holding.has(name));
  const found: { readonly name: string; readonly bytes: Buffer }[] = [];
  let held = 0;
  const opens = (name: string): boolean => isPageList(name) || (PAGE.test(name) && held < MOST_HELD && !isOther(name));
  await visitArchived(archives, opens, async ({ name }, content) => {
    if (content === null) return;
    const isList = isPageList(name);
    const bytes = await holdSource(content, isList ? LONGEST_LIST : LONGEST_PAGE);
    if (bytes === null) return;
    if (isList) {
      addPageList(listed, name, bytes);
      return;
    }
    held += bytes.length;
    found.push({ name, bytes });
  });
  return found
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, bytes }) => ({ name, read: () => bytes }));
}

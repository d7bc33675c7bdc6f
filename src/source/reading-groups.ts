import { dirname } from 'node:path';
import { findAttachmentsBeside, isStoredAttachment } from './apple/attachments-beside.js';
import type { InputFile } from './find-files.js';
import { isPageList } from './load-file/page-breaks.js';
import { planProduction } from './load-file/plan-production.js';
import { findRelatedFiles } from './load-file/related-files.js';
import { findPages } from './printed/page-files.js';

/** Files by what reading one of them has to know. */
export interface ReadingGroups {
  /** Each can be read without the others. */
  readonly alone: readonly InputFile[];
  /** Tell of one another: load files and what they name, attachments beside messages, pages of one text. */
  readonly together: readonly InputFile[];
}

/** Says which files of a run can be read apart, so that others may read them: `readFound` of the parts gives what reading all does. */
export async function groupFiles(
  files: readonly InputFile[],
  map: Readonly<Record<string, string>>,
): Promise<ReadingGroups> {
  const archived: InputFile[] = [];
  const plan = await planProduction(files, map, () => {}, archived);
  // Load files, lists of page images and messages of Outlook for Mac name files anywhere among the others.
  if (
    plan !== null ||
    archived.some(({ name }) => isPageList(name)) ||
    files.some(({ name }) => isPageList(name) || isStoredAttachment(name))
  )
    return { alone: [], together: files };
  const beside = findAttachmentsBeside(files);
  const runs = await findPages(files, [], (name) => beside.names.has(name));
  const related = await findRelatedFiles(files, [], map);
  const tables = [...related.names.keys(), ...related.of.keys()];
  const names = [
    ...tables,
    ...beside.names,
    ...beside.of.keys(),
    ...runs.of.keys(),
    ...runs.after.keys(),
    ...runs.loose.keys(),
  ];
  // Pages are told by their neighbours: whole folders stay together.
  const folders = new Set(names.map((name) => dirname(name)));
  const isTied = ({ name }: InputFile) => folders.has(dirname(name));
  return { alone: files.filter((file) => !isTied(file)), together: files.filter(isTied) };
}

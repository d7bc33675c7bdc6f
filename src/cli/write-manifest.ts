import { extname, join } from 'node:path';
import { FOLDER_VIEWS } from '../report/case-views.js';
import { toJsonText } from '../report/format/json-text.js';
import { type Manifest, manifestOf, type OutputOptions } from '../report/manifest.js';
import { withoutMark } from './option/case-options.js';
import { openOutput, writeAll } from './output.js';
import type { ReadCase } from './read-case.js';
import { isCaseFormat, KEEPS_MANIFEST } from './show-output.js';
import { version } from './version.js';

/** True where an output goes to a file or folder, not to standard output. */
export const isFile = (path: string | undefined): path is string => path !== undefined && withoutMark(path) !== '-';

/** The manifest of an output of what was read. */
export const manifestFor = (
  { reconstruction, made }: Pick<ReadCase, 'reconstruction' | 'made'>,
  output: OutputOptions,
): Manifest => manifestOf(reconstruction, { program: version(), output, ...made });

/** Where the manifest of an output stands: `posts.jsonl` → `posts.jsonl.manifest.json`, a folder → `folder/manifest.json`. */
export function manifestPath(path: string, format: string): string {
  const isFolder = isCaseFormat(format) && (FOLDER_VIEWS.has(format) || extname(path) === '');
  return isFolder || format === 'mbox-threads' ? join(path, 'manifest.json') : `${path}.manifest.json`;
}

/** Writes the manifest beside an output that does not keep it itself; nothing for standard output. */
export async function writeManifest(
  manifest: Manifest,
  path: string | undefined,
  inputs: readonly string[],
): Promise<void> {
  const { format } = manifest.output;
  if (!isFile(path) || KEEPS_MANIFEST.has(format)) return;
  await writeAll(openOutput(manifestPath(path, format), inputs), [`${toJsonText(manifest, 2)}\n`]);
}

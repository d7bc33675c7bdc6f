import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { openable } from '../source/file-path.js';
import { findFiles, type InputFile, type SourceInput } from '../source/find-files.js';
import { groupFiles } from '../source/reading-groups.js';
import type { Problem } from '../source/source.js';
import type { ReadTask } from './stage/read-stage.js';

/** Files that one process reads: as many as come to these bytes, or so many. */
const TASK_BYTES = 64 << 20;
const TASK_FILES = 2000;

/** What is to be read, and by how many. */
export interface ReadingPlan {
  readonly inputs: readonly SourceInput[];
  readonly files: readonly InputFile[];
  readonly tasks: readonly ReadTask[];
  /** What was wrong with the inputs. */
  readonly problems: readonly Problem[];
}

/** Says that an input is no file: only what can be opened anywhere can be read elsewhere. */
export class StreamedInput extends Error {
  override name = 'StreamedInput';
}

/**
 * Finds the files of the inputs and shares them out: files that tell of one another in one task, the others by size.
 *
 * @throws StreamedInput for standard input or a pipe
 */
export async function planReading(
  inputs: readonly SourceInput[],
  map: Readonly<Record<string, string>>,
): Promise<ReadingPlan> {
  const problems: Problem[] = [];
  const files = findFiles(inputs, Readable.from([]), problems);
  const streamed = files.find(({ stream }) => stream !== null);
  if (streamed) throw new StreamedInput(`${streamed.name}: an engine reads files and folders, no streams`);
  const { alone, together } = await groupFiles(files, map);
  const tasks: ReadTask[] = together.length ? [{ files: together.map(plain), map }] : [];
  let held: InputFile[] = [];
  let bytes = 0;
  const close = () => {
    if (held.length) tasks.push({ files: held.map(plain), map });
    held = [];
    bytes = 0;
  };
  for (const file of alone) {
    if (held.length && (bytes + file.size > TASK_BYTES || held.length === TASK_FILES)) close();
    held.push(file);
    bytes += file.size;
  }
  close();
  return { inputs, files, tasks, problems };
}

function plain({ stream: _stream, ...file }: InputFile): ReadTask['files'][number] {
  const modified = statSync(openable(file.path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  // Another process may run in another folder.
  return { ...file, path: resolve(file.path), modified };
}

import { createReadStream, realpathSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { type ByteSource, CHUNK_LENGTH, openLargeFile, openPieces, openSmallFile, piecesOf } from './byte-source.js';
import { cutSource } from './cut-source.js';
import { describeFailure } from './failure.js';
import { type Hasher, hashFile, hashPieces } from './hash-file.js';
import type { Origin, Problem, RawMessage, Source } from './source.js';
import { type FoundFile, walkFolder } from './walk-folder.js';

/** A file or folder to read. */
export interface SourceInput {
  /** Path of a file or folder; `-` is standard input. */
  readonly path: string;
  readonly custodian?: string | null;
}

/** How far the reading is. Bytes are those of the files as they lie there. */
export interface ReadProgress {
  readonly bytesRead: number;
  /** null where standard input or a pipe is among the inputs. */
  readonly bytesTotal: number | null;
  readonly messages: number;
  readonly source: string;
}

export interface ReadSourcesOptions {
  /** The user's names of record fields: `{subject: 'Betreff'}`. */
  readonly map?: Readonly<Record<string, string>>;
  /** False leaves `Source.sha256` null. */
  readonly hash?: boolean;
  readonly onProgress?: (progress: ReadProgress) => void;
  /** What `-` reads; `process.stdin` unless given. */
  readonly stdin?: Readable;
}

/**
 * The messages of the inputs, in batches. Read it once, to the end: `sources`, `problems` and `gaps` are complete then.
 * `RawMessage.bytes` are views of large buffers that are never written to again; who keeps a few bytes of a message for
 * long should copy them, or the buffer stays in memory.
 */
export interface SourceReading extends AsyncIterable<readonly RawMessage[]> {
  readonly sources: readonly Source[];
  readonly problems: readonly Problem[];
  /** Bytes that belong to no message, each told of by a problem. With the messages' origins they tile every source. */
  readonly gaps: readonly Origin[];
}

/** An input file, opened by its path or as a stream. */
interface InputFile extends FoundFile {
  readonly custodian: string | null;
  readonly stream: (() => Readable) | null;
}

/**
 * Opens what was handed over and cuts it into raw messages. Formats are recognised by content; folders are walked in
 * sorted order; gzip is undone. Never throws for what the inputs are: every refusal and every oddity is a `Problem`.
 */
export function readSources(inputs: readonly SourceInput[], options: ReadSourcesOptions = {}): SourceReading {
  const sources: Source[] = [];
  const problems: Problem[] = [];
  const gaps: Origin[] = [];
  return {
    sources,
    problems,
    gaps,
    [Symbol.asyncIterator]: () => readInputs(inputs, options, { sources, problems, gaps }),
  };
}

interface Collected {
  readonly sources: Source[];
  readonly problems: Problem[];
  readonly gaps: Origin[];
}

async function* readInputs(
  inputs: readonly SourceInput[],
  options: ReadSourcesOptions,
  collected: Collected,
): AsyncGenerator<readonly RawMessage[]> {
  const { sources, problems, gaps } = collected;
  const files = findFiles(inputs, options.stdin ?? process.stdin, problems);
  const bytesTotal = files.some((file) => file.stream !== null)
    ? null
    : files.reduce((sum, file) => sum + file.size, 0);
  let bytesRead = 0;
  let messages = 0;
  for (const file of files) {
    let opened: { bytes: ByteSource; hasher: Hasher | null };
    try {
      opened = await openFile(file, options.hash !== false);
    } catch (error) {
      problems.push(describeFailure(file.name, error));
      continue;
    }
    const report = (fileBytes: number, fileMessages: number) =>
      options.onProgress?.({
        bytesRead: bytesRead + fileBytes,
        bytesTotal,
        messages: messages + fileMessages,
        source: file.name,
      });
    const context = { ...file, source: file.name, map: options.map ?? {} };
    const reading = cutSource(opened.bytes, opened.hasher, context, file.stream === null ? file.size : null, report);
    yield* reading.batches;
    const { source, problems: found, gaps: left } = reading.result();
    for (const problem of found) problems.push(problem);
    for (const gap of left) gaps.push(gap);
    if (source === null) continue;
    sources.push(source);
    bytesRead += source.size;
    messages += source.messages;
  }
  reportEmptyFolders(inputs, files, sources, problems);
}

/** The files that the inputs name or hold, each once, in the order of the inputs. */
function findFiles(inputs: readonly SourceInput[], stdin: Readable, problems: Problem[]): readonly InputFile[] {
  const files: InputFile[] = [];
  const seen = new Set<string>();
  const add = (file: InputFile) => {
    const key = file.stream === null ? realpathSync(file.path) : file.name;
    if (seen.has(key)) {
      const message = `${file.name}: was read already under another name or twice in the inputs`;
      problems.push({ code: 'already-read', severity: 'info', message, origin: null });
      return;
    }
    seen.add(key);
    files.push(file);
  };
  for (const input of inputs) {
    const custodian = input.custodian ?? null;
    const name = input.path.replaceAll('\\', '/');
    const plain = { path: input.path, name, named: true, maildir: false, folder: null, custodian };
    if (input.path === '-') {
      add({ ...plain, size: 0, stream: () => stdin });
      continue;
    }
    try {
      const status = statSync(input.path);
      if (status.isDirectory()) {
        for (const file of walkFolder(input.path, (problem) => problems.push(problem)))
          add({ ...file, custodian, stream: null });
      } else if (status.isFile()) add({ ...plain, size: status.size, stream: null });
      else add({ ...plain, size: 0, stream: () => createReadStream(input.path) });
    } catch (error) {
      problems.push(describeFailure(name, error));
    }
  }
  return files;
}

async function openFile(file: InputFile, hash: boolean): Promise<{ bytes: ByteSource; hasher: Hasher | null }> {
  if (file.stream !== null) return { bytes: openPieces(piecesOf(file.stream())), hasher: hash ? hashPieces() : null };
  if (file.size <= CHUNK_LENGTH)
    return { bytes: openSmallFile(file.path, file.size), hasher: hash ? hashPieces() : null };
  const bytes = await openLargeFile(file.path);
  return { bytes, hasher: hash ? hashFile(file.path) : null };
}

/** A folder in which nothing was mail is an error, as a wrong path is. */
function reportEmptyFolders(
  inputs: readonly SourceInput[],
  files: readonly InputFile[],
  sources: readonly Source[],
  problems: Problem[],
): void {
  const withMail = new Set(sources.filter((source) => source.messages > 0).map((source) => source.name));
  for (const input of inputs) {
    if (input.path === '-' || !isFolder(input.path)) continue;
    const prefix = `${input.path.replaceAll('\\', '/').replace(/\/+$/, '')}/`;
    const found = files.some((file) => !file.named && isBelow(file.name, prefix) && withMail.has(file.name));
    if (found) continue;
    const message = `${input.path}: no mail in this folder`;
    problems.push({ code: 'no-mail-in-folder', severity: 'error', message, origin: null });
  }
}

const isBelow = (name: string, prefix: string): boolean =>
  prefix === './' ? !name.startsWith('/') : name.startsWith(prefix.replace(/^\.\//, '')) || name.startsWith(prefix);

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

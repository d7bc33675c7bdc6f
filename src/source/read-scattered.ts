import { randomBuffer, randomFile } from './container/random-bytes.js';
import { type DatabaseKind, databaseKind, readDatabase } from './database/read-database.js';
import { describeFailure } from './failure.js';
import type { InputFile } from './find-files.js';
import { hashFile, hashPieces } from './hash-file.js';
import { isStore } from './outlook/pst/store-header.js';
import { readStore } from './outlook/read-store.js';
import type { Origin, Problem, RawMessage, Source } from './source.js';

/** What reading adds to, file by file. */
export interface Collected {
  readonly sources: Source[];
  readonly problems: Problem[];
  readonly gaps: Origin[];
}

/** Adds up the progress of files that are read one after the other. */
export interface ProgressCounter {
  /** Bytes and messages of the file that is being read. */
  update(file: InputFile, bytes: number, messages: number): void;
  finish(source: Source): void;
}

/** What of a file must be read at any place of it: a store of Outlook, a database; null for what is read from its beginning to its end. */
export function scatteredKind(file: InputFile): 'store' | DatabaseKind | null {
  try {
    const bytes = randomFile(file.path, file.size);
    try {
      return isStore(bytes.read(0, 4)) ? 'store' : databaseKind(bytes);
    } finally {
      bytes.close();
    }
  } catch {
    // The reading of the file tells why.
    return null;
  }
}

/** Reads a store of Outlook, or a database, where it lies: nothing but the messages of a batch is in memory. */
export async function* readScattered(
  file: InputFile,
  kind: 'store' | DatabaseKind,
  options: { readonly map?: Readonly<Record<string, string>>; readonly hash?: boolean },
  { sources, problems, gaps }: Collected,
  counter: ProgressCounter,
  held?: Buffer,
): AsyncGenerator<readonly RawMessage[]> {
  const bytes = held === undefined ? randomFile(file.path, file.size) : randomBuffer(held);
  const path = held === undefined ? file.path : null;
  let messages = 0;
  try {
    const context = { ...file, source: file.name, map: options.map ?? {} };
    const reading = kind === 'store' ? readStore(bytes, context) : readDatabase(kind, bytes, path, context);
    for await (const batch of reading.batches) {
      messages += batch.length;
      yield batch;
      counter.update(file, 0, messages);
    }
    const { problems: found, items } = reading.result();
    problems.push(...found);
    const { name, custodian } = file;
    const { size } = bytes;
    if (items === null) gaps.push({ source: name, offset: 0, length: size });
    const hasher = options.hash === false ? null : held === undefined ? hashFile(file.path) : hashPieces();
    if (held !== undefined) hasher?.update(held);
    const sha256 = hasher === null ? null : await hasher.digest();
    const source = {
      name,
      format: kind === 'store' ? 'pst' : kind,
      custodian,
      size,
      sha256,
      compression: null,
      contentLength: size,
      messages,
    } as const;
    sources.push(items === null ? source : { ...source, items });
    counter.finish(sources.at(-1)!);
  } catch (error) {
    problems.push(describeFailure(file.name, error));
  } finally {
    bytes.close();
  }
}

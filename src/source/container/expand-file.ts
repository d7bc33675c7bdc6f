import { closeSync, openSync, readSync } from 'node:fs';
import { Readable } from 'node:stream';
import { type ByteSource, openLargeFile, openPieces } from '../byte-source.js';
import { describeFailure } from '../failure.js';
import { openable } from '../file-path.js';
import type { InputFile } from '../find-files.js';
import { INSIDE } from '../inside.js';
import type { Problem, SourceFormat } from '../source.js';
import { DEEPEST_ARCHIVE, isBomb } from './archive-limits.js';
import { countedPieces, holdPieces, joined, withFirst } from './archive-pieces.js';
import { type GunzipEnd, type GunzipProblem, gunzip, isGzip, unpackEntry } from './gunzip.js';
import { type RandomBytes, randomBuffer, randomFile } from './random-bytes.js';
import { isTar, listTar, type TarEnd } from './tar-entries.js';
import { isZip, listZip, type ZipEntry } from './zip-entries.js';
import { kindOfZip, refusalOf } from './zip-kind.js';

/** Is told what was opened and what was wrong with it. */
export interface ArchiveReport {
  problem(problem: Problem): void;
  /** The file is an archive whose entries follow. */
  opened(format: Extract<SourceFormat, 'zip' | 'tar'>, compression: 'gzip' | null): void;
}

/** Says, by the name of its source, whether a file in an archive is to be opened; one that is not is named, without a stream. */
export type Opens = (name: string) => boolean;

const HEAD = 1024;
const PIECE = 1 << 20;
const everyFile: Opens = () => true;

/**
 * The file itself, or the files in it where it is a zip, a tar or a gzipped tar, in their order and to any depth that is sound. What an
 * entry is called is only shown, never opened as a path. An entry must be read, or left, before the next one is asked for.
 */
export async function* expandFile(
  file: InputFile,
  report: ArchiveReport,
  opens: Opens = everyFile,
): AsyncGenerator<InputFile> {
  const head = file.stream === null ? headOf(file) : Buffer.alloc(0);
  if (isZip(head)) {
    const bytes = randomFile(file.path, file.size);
    try {
      const other = kindOfZip(file, bytes);
      if (other !== null) {
        yield { ...file, skip: other };
        return;
      }
      report.opened('zip', null);
      yield* zipFiles(file, bytes, report, opens, 1);
    } finally {
      bytes.close();
    }
  } else if (isTar(head)) {
    report.opened('tar', null);
    yield* tarFiles(file, await openLargeFile(file.path, false), report, opens, 1);
  } else if (isGzip(head)) yield* gzipFile(file, report, opens);
  else yield file;
}

async function* gzipFile(file: InputFile, report: ArchiveReport, opens: Opens): AsyncGenerator<InputFile> {
  const end: GunzipEnd = { problems: [] };
  const plain = openPieces(gunzip(await openLargeFile(file.path, false), end));
  const first = await plain.read();
  if (first === null || !isTar(first.buffer.subarray(first.start))) {
    await plain.close();
    yield file;
    return;
  }
  report.opened('tar', 'gzip');
  yield* tarFiles(file, withFirst(first, plain), report, opens, 1);
  for (const problem of end.problems) report.problem(entryProblem(file.name, problem));
}

function headOf(file: InputFile): Buffer {
  try {
    const descriptor = openSync(openable(file.path), 'r');
    try {
      const head = Buffer.alloc(HEAD);
      return head.subarray(0, readSync(descriptor, head, 0, HEAD, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // The reading of the file tells why.
    return Buffer.alloc(0);
  }
}

async function* zipFiles(
  file: InputFile,
  bytes: RandomBytes,
  report: ArchiveReport,
  opens: Opens,
  depth: number,
): AsyncGenerator<InputFile> {
  const { entries, whole } = listZip(bytes);
  if (!whole)
    report.problem(
      problemOf(
        file.name,
        'archive-damaged',
        'warning',
        'the directory of the zip is missing or damaged; the files were found by their own headers',
      ),
    );
  const name = namesIn(file.name);
  let unpacked = 0;
  for (const entry of entries) {
    if (entry.kind === 'folder') continue;
    const own = name(entry.name);
    const refused = refusalOf(entry);
    if (refused !== null) {
      report.problem(problemOf(own, refused[0], refused[1], refused[2]));
      continue;
    }
    if (isBomb(bytes.size, unpacked)) {
      report.problem(
        problemOf(
          file.name,
          'archive-bomb',
          'error',
          'the zip gives far more than it holds; its other files were left out',
        ),
      );
      return;
    }
    const end: GunzipEnd = { problems: [] };
    const packed = openPieces(piecesAt(bytes, entry));
    const plain = openPieces(unpackEntry(packed, entry.method, end, entry.checksum));
    const pieces = countedPieces(plain, (length) => {
      unpacked += length;
    });
    yield* entryFiles({ ...file, name: own, size: entry.unpacked }, pieces, report, opens, depth);
    for (const problem of end.problems) report.problem(entryProblem(own, problem));
  }
}

async function* piecesAt(bytes: RandomBytes, { start, packed }: ZipEntry): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < packed; at += PIECE) yield bytes.read(start + at, Math.min(PIECE, packed - at));
}

async function* tarFiles(
  file: InputFile,
  source: ByteSource,
  report: ArchiveReport,
  opens: Opens,
  depth: number,
): AsyncGenerator<InputFile> {
  const end: TarEnd = { truncated: false, strange: 0 };
  const name = namesIn(file.name);
  try {
    for await (const entry of listTar(source, end)) {
      const own = name(entry.name);
      if (entry.kind === 'file')
        yield* entryFiles({ ...file, name: own, size: entry.size }, entry.pieces(), report, opens, depth);
      else
        report.problem(problemOf(own, 'archive-entry-skipped', 'info', 'a link or device in an archive, not followed'));
    }
  } catch (error) {
    report.problem(describeFailure(file.name, error));
  } finally {
    await source.close();
  }
  if (end.truncated)
    report.problem(
      problemOf(
        file.name,
        'archive-truncated',
        'error',
        'the tar is cut off; the files before the cut were read, and the last one as far as it goes',
      ),
    );
  if (end.strange > 0)
    report.problem(
      problemOf(
        file.name,
        'archive-damaged',
        'warning',
        `${end.strange} block(s) between the files of the tar are no header; reading went on behind them`,
      ),
    );
}

/** A file in an archive, or the files in it where it is an archive too. */
async function* entryFiles(
  file: InputFile,
  pieces: AsyncGenerator<Uint8Array>,
  report: ArchiveReport,
  opens: Opens,
  depth: number,
): AsyncGenerator<InputFile> {
  const base = file.name.slice(file.name.lastIndexOf(INSIDE) + INSIDE.length);
  if (/(?:^|\/)(?:__MACOSX\/|\.[^/]*$)/.test(base)) {
    report.problem(problemOf(file.name, 'skipped', 'info', 'not mail, not read'));
    await pieces.return(undefined);
    return;
  }
  const plain = { ...file, path: file.name, realPath: file.name, named: false, maildir: false, folder: null };
  if (!opens(file.name)) {
    await pieces.return(undefined);
    yield plain;
    return;
  }
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD) {
    const next = await pieces.next();
    if (next.done === true) break;
    first.push(next.value);
    length += next.value.length;
  }
  const head = Buffer.concat(first);
  const all = joined(head, pieces);
  const isArchive = isZip(head) || isTar(head);
  if (isArchive && depth >= DEEPEST_ARCHIVE) {
    report.problem(
      problemOf(
        file.name,
        'archive-too-deep',
        'error',
        `an archive inside ${depth} others, left closed: unpack it and read what is in it`,
      ),
    );
    await pieces.return(undefined);
  } else if (isZip(head)) {
    const held = await holdPieces(all);
    if (held === null)
      report.problem(
        problemOf(
          file.name,
          'archive-too-large',
          'error',
          'a zip inside an archive that is longer than 256 MB, left closed: unpack it and read what is in it',
        ),
      );
    else {
      const bytes = randomBuffer(held);
      const skip = kindOfZip(plain, bytes);
      if (skip) yield { ...plain, skip, stream: () => Readable.from([held]) };
      else yield* zipFiles(plain, bytes, report, opens, depth + 1);
    }
  } else if (isTar(head)) yield* tarFiles(plain, openPieces(all), report, opens, depth + 1);
  else {
    yield { ...plain, stream: () => Readable.from(all) };
    await pieces.return(undefined);
  }
}

/** Names of the files in an archive, each once: a second `mail.mbox` is `mail.mbox (2)`. */
function namesIn(archive: string): (entry: string) => string {
  const taken = new Map<string, number>();
  return (entry) => {
    const count = (taken.get(entry) ?? 0) + 1;
    taken.set(entry, count);
    return `${archive}${INSIDE}${entry}${count === 1 ? '' : ` (${count})`}`;
  };
}

function problemOf(name: string, code: string, severity: Problem['severity'], message: string): Problem {
  return { code, severity, message: `${name}: ${message}`, origin: null };
}

const entryProblem = (name: string, { code, severity, message }: GunzipProblem): Problem =>
  problemOf(name, code, severity, message);

// Long because zip, tar and the other archives open one another.
import { closeSync, openSync, readSync } from 'node:fs';
import { Readable } from 'node:stream';
import { type ByteSource, openLargeFile, openPieces } from '../byte-source.js';
import { describeFailure } from '../failure.js';
import { openable } from '../file-path.js';
import type { InputFile } from '../find-files.js';
import { INSIDE } from '../inside.js';
import { folderOfPath } from '../mailbox-folder.js';
import { officeFiles } from '../office/office-file.js';
import { DEEPEST_ARCHIVE, isBomb } from './archive-limits.js';
import { countedPieces, holdPieces, joined, withFirst } from './archive-pieces.js';
import type { ArchiveReport, Opens } from './archive-report.js';
import { type Compression, compressionOf, openUnpacked, peekLength, peekUnpacked, unpackerFor } from './compression.js';
import { entryProblem, namesIn, problemOf } from './entry-names.js';
import { unpackEntry } from './gunzip.js';
import {
  type ArchiveKind,
  guarded,
  type LibarchiveEnd,
  LONGEST_HELD,
  libarchiveKind,
  listLibarchive,
  openLibarchive,
} from './libarchive-entries.js';
import { LONGEST_PDF, PDF_TOO_LARGE, pdfFile } from './pdf-file.js';
import { isPdf } from './pdf-text.js';
import { type RandomBytes, randomBuffer, randomFile } from './random-bytes.js';
import { countRar } from './rar-headers.js';
import { isTar, listTar, type TarEnd } from './tar-entries.js';
import type { UnpackEnd } from './unpack-end.js';
import { isZip, listZip, type ZipEntry, type ZipListing } from './zip-entries.js';
import { BOMB, ENCRYPTED, kindOfZip, LINK, PACKED_BY, type Refusal, refusalOf, unreadMethod } from './zip-kind.js';

const HEAD = 1024;
const PIECE = 1 << 20;
const everyFile: Opens = () => true;

/**
 * The file itself, or the files in it where it is an archive, packed as a whole or not, in their order and to any depth that is sound. What
 * an entry is called is only shown, never opened as a path. An entry must be read, or left, before the next one is asked for.
 */
export async function* expandFile(
  file: InputFile,
  report: ArchiveReport,
  opens: Opens = everyFile,
): AsyncGenerator<InputFile> {
  const head = file.stream === null ? headOf(file) : Buffer.alloc(0);
  const kind = libarchiveKind(head);
  if (isZip(head) || kind !== null) {
    const bytes = randomFile(file.path, file.size);
    try {
      yield* kind === null
        ? openZip(file, bytes, report, opens, 1, null)
        : openOther(file, kind, bytes, report, opens, 1, null);
    } finally {
      bytes.close();
    }
  } else if (isTar(head)) {
    report.opened('tar', null);
    yield* tarFiles(file, await openLargeFile(file.path, false), report, opens, 1);
  } else if (compressionOf(head) !== null) yield* packedFile(file, report, opens);
  else if (isPdf(head) && file.skip === undefined && !report.isDocument?.(file.name))
    yield* pdfFile(file, randomFile(file.path, file.size), report, 1);
  else yield file;
}

/** A packed file: the archive in it, or the file as it lies, which is unpacked where it is read. */
async function* packedFile(file: InputFile, report: ArchiveReport, opens: Opens): AsyncGenerator<InputFile> {
  const end: UnpackEnd = { problems: [] };
  const { bytes, compression } = await openUnpacked(await openLargeFile(file.path, false), end);
  const first = compression === null ? null : await bytes.read();
  if (first === null || !isArchive(first.buffer.subarray(first.start))) {
    await bytes.close();
    yield file;
    return;
  }
  yield* archiveIn(file, first.buffer.subarray(first.start), withFirst(first, bytes), report, opens, 1, compression);
  for (const problem of end.problems) report.problem(entryProblem(file.name, problem));
}

const isArchive = (head: Buffer): boolean => isZip(head) || isTar(head) || libarchiveKind(head) !== null;

/** The files of an archive that comes as a stream. Those that must be read at any place are held in memory. */
async function* archiveIn(
  file: InputFile,
  head: Buffer,
  source: ByteSource,
  report: ArchiveReport,
  opens: Opens,
  depth: number,
  compression: Compression | null,
): AsyncGenerator<InputFile> {
  if (isTar(head)) {
    if (depth === 1) report.opened('tar', compression);
    yield* tarFiles(file, source, report, opens, depth);
    return;
  }
  const held = await holdPieces(countedPieces(source, () => {}));
  if (held === null) {
    const message =
      'an archive inside another that is longer than 256 MB, left closed: unpack it and read what is in it';
    report.problem(problemOf(file.name, 'archive-too-large', 'error', message));
    return;
  }
  const kind = libarchiveKind(head);
  yield* kind === null
    ? openZip(file, randomBuffer(held), report, opens, depth, compression)
    : openOther(file, kind, randomBuffer(held), report, opens, depth, compression);
}

async function* openZip(
  file: InputFile,
  bytes: RandomBytes,
  report: ArchiveReport,
  opens: Opens,
  depth: number,
  compression: Compression | null,
): AsyncGenerator<InputFile> {
  const listing = await listZip(bytes);
  const skip = kindOfZip(listing);
  if (skip !== null) {
    yield* officeFiles(file, bytes, listing, skip, report, depth === 1 && compression === null);
    return;
  }
  if (depth === 1) report.opened('zip', compression);
  yield* zipFiles(file, bytes, listing, report, opens, depth);
}

const streamOf = (bytes: RandomBytes): Readable => Readable.from([bytes.read(0, bytes.size)]);

/** The files of an archive of 7-Zip or RAR; the archive itself, which is told of, where the package that reads it is not there. */
async function* openOther(
  file: InputFile,
  kind: ArchiveKind,
  bytes: RandomBytes,
  report: ArchiveReport,
  opens: Opens,
  depth: number,
  compression: Compression | null,
): AsyncGenerator<InputFile> {
  const library = bytes.size > LONGEST_HELD ? null : await openLibarchive();
  if (library === null) {
    const reason = 'an archive of more than 512 MB, of a kind that is held in memory: unpack it and read what is in it';
    const skip = { severity: 'error', code: 'archive-too-large', reason } as const;
    const tooLarge = bytes.size > LONGEST_HELD ? { skip } : {};
    yield depth === 1 && compression === null
      ? { ...file, ...tooLarge }
      : { ...file, ...tooLarge, stream: () => streamOf(bytes) };
    return;
  }
  if (depth === 1) report.opened(kind, compression);
  const end: LibarchiveEnd = { fault: '', encrypted: false };
  const name = namesIn(file.name);
  const tell = (own: string, [code, severity, message]: Refusal): void =>
    report.problem(problemOf(own, code, severity, message));
  let unpacked = 0;
  let listed = 0;
  for (const entry of listLibarchive(library, bytes, end)) {
    listed++;
    if (entry.kind === 'folder') continue;
    const own = name(entry.name);
    if (entry.kind !== 'file' || entry.encrypted) {
      tell(own, entry.encrypted ? ENCRYPTED : LINK);
      continue;
    }
    if (isBomb(bytes.size, unpacked)) {
      tell(file.name, BOMB);
      return;
    }
    const fault: { text: string } = { text: '' };
    const pieces = guarded(
      entry.pieces(),
      fault,
      (length) => (unpacked += length),
      () => isBomb(bytes.size, unpacked),
    );
    yield* entryFiles({ ...file, name: own, size: entry.size }, pieces, report, opens, depth);
    if (fault.text !== '')
      tell(own, [
        'archive-entry-damaged',
        'error',
        `cannot be unpacked to its end (${fault.text}); what stands before was kept`,
      ]);
  }
  const told = kind === 'rar' && end.fault === '' ? countRar(bytes) : null;
  if (told !== null && (!told.whole || listed < told.entries))
    tell(file.name, [
      'archive-damaged',
      'error',
      'a header of the archive is damaged, or its end is missing; the files before were read',
    ]);
  if (told !== null && told.unchecked > 0)
    tell(file.name, [
      'archive-unchecked',
      'notice',
      `${told.unchecked} file(s) of the archive bear no checksum: damage in them cannot be seen`,
    ]);
  if (end.fault !== '') {
    const encrypted = end.encrypted || /encrypted|passphrase/i.test(end.fault);
    tell(
      file.name,
      encrypted ? ENCRYPTED : ['archive-damaged', 'error', `the rest of the archive cannot be read (${end.fault})`],
    );
  }
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
  { entries, whole }: ZipListing,
  report: ArchiveReport,
  opens: Opens,
  depth: number,
): AsyncGenerator<InputFile> {
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
      report.problem(problemOf(file.name, ...BOMB));
      return;
    }
    const end: UnpackEnd = { problems: [] };
    const packed = openPieces(piecesAt(bytes, entry));
    const other = PACKED_BY.get(entry.method);
    const unpack = other === undefined ? null : await unpackerFor(other);
    if (other !== undefined && unpack === null) {
      report.problem(problemOf(own, ...unreadMethod(entry.method, other)));
      continue;
    }
    const plain = openPieces(unpack?.(packed, end) ?? unpackEntry(packed, entry.method, end, entry.checksum));
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
  const plain = {
    ...file,
    path: file.name,
    realPath: file.name,
    named: false,
    maildir: false,
    folder: folderOfPath(file.name),
  };
  if (!opens(file.name)) {
    await pieces.return(undefined);
    yield plain;
    return;
  }
  const first: Uint8Array[] = [];
  let length = 0;
  for (let wanted = HEAD; length < wanted; ) {
    const next = await pieces.next();
    if (next.done === true) break;
    first.push(next.value);
    length += next.value.length;
    if (first.length === 1) wanted = Math.max(HEAD, peekLength(next.value));
  }
  const head = Buffer.concat(first);
  const all = joined(head, pieces);
  const inside = await peekUnpacked(head);
  if (isArchive(inside) && depth >= DEEPEST_ARCHIVE) {
    const message = `an archive inside ${depth} others, left closed: unpack it and read what is in it`;
    report.problem(problemOf(file.name, 'archive-too-deep', 'error', message));
  } else if (isArchive(inside)) {
    const end: UnpackEnd = { problems: [] };
    const { bytes } = await openUnpacked(openPieces(all), end);
    yield* archiveIn(plain, inside, bytes, report, opens, depth + 1, null);
    for (const problem of end.problems) report.problem(entryProblem(file.name, problem));
  } else if (isPdf(inside) && !report.isDocument?.(file.name)) {
    const held = await holdPieces(all, LONGEST_PDF);
    if (held !== null) yield* pdfFile(plain, randomBuffer(held), report, depth + 1);
    else report.problem(problemOf(file.name, 'archive-too-large', 'warning', PDF_TOO_LARGE));
  } else yield { ...plain, stream: () => Readable.from(all) };
  await pieces.return(undefined);
}

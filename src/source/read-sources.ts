// Long because opening a file, an archive and a store are one walk over the inputs, and nobody else calls its steps.
import type { Readable } from 'node:stream';
import { findAttachmentsBeside, isStoredAttachment, readAttachmentBeside } from './apple/attachments-beside.js';
import { type ByteSource, CHUNK_LENGTH, openLargeFile, openPieces, openSmallFile, piecesOf } from './byte-source.js';
import { checkListedSums } from './checksum-lists.js';
import { countedPieces, holdPieces, withFirst } from './container/archive-pieces.js';
import type { ArchiveReport } from './container/archive-report.js';
import { expandFile } from './container/expand-file.js';
import { cutSource, type Tail } from './cut-source.js';
import { isParquetStart } from './database/parquet-table.js';
import { describeFailure } from './failure.js';
import { findFiles, type InputFile, reportChanges, reportEmptyFolders, type SourceInput } from './find-files.js';
import { type Hasher, hashFile, hashPieces } from './hash-file.js';
import { mailboxProblems, withMailboxRow } from './load-file/mailbox-rows.js';
import { baseName, planProduction } from './load-file/plan-production.js';
import type { ProductionPlan } from './load-file/production-plan.js';
import { findRelatedFiles, type RelatedFiles } from './load-file/related-files.js';
import { findOlmAttachments } from './outlook/olm-attachments.js';
import { findPages } from './printed/page-files.js';
import { loosePageProblems, type PageRuns } from './printed/page-runs.js';
import { countProgress, type ReadProgress } from './read-progress.js';
import { type Collected, type ProgressCounter, readScattered, scatteredKind } from './read-scattered.js';
import type { Origin, Problem, RawMessage, Source, StoredAttachment } from './source.js';

/** How to read; every field may be left out. */
export interface ReadSourcesOptions {
  /** The user's names of record fields: `{subject: 'Betreff'}`. */
  readonly map?: Readonly<Record<string, string>>;
  /** False leaves `Source.sha256` null. */
  readonly hash?: boolean;
  readonly onProgress?: (progress: ReadProgress) => void;
  /** True for readers that need the bytes of a message no longer than until they ask for the next batch: quicker. */
  readonly reuseBuffers?: boolean;
  /** What `-` reads; `process.stdin` unless given. */
  readonly stdin?: Readable;
  /** Takes a file that could be read by two: gives what reads the rest of it from near the middle on, or null. */
  readonly shareFile?: (file: SharedFile) => (() => Tail) | null;
}

/** A file on disk that a second reader may open. */
export type SharedFile = Pick<InputFile, 'path' | 'name' | 'size' | 'custodian' | 'folder' | 'named' | 'maildir'>;

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

/**
 * Opens what was handed over and cuts it into raw messages. Formats are recognised by content; folders are walked in
 * sorted order; gzip is undone. Never throws for what the inputs are: every refusal and every oddity is a `Problem`.
 *
 *     const reading = readSources([{ path: 'stone.mbox', custodian: 'Stone' }]);
 *     for await (const messages of readMessages(reading, { bodies: true })) ...
 *     reading.sources, reading.problems, reading.gaps   // complete once all was read
 */
export function readSources(inputs: readonly SourceInput[], options: ReadSourcesOptions = {}): SourceReading {
  return collecting((collected) => readInputs(inputs, options, collected));
}

/** As `readSources`, of files that were found already: what concerns the inputs as a whole is left to `checkInputs`. */
export function readFound(files: readonly InputFile[], options: ReadSourcesOptions = {}): SourceReading {
  return collecting((collected) => readFiles(files, options, collected));
}

function collecting(read: (collected: Collected) => AsyncGenerator<readonly RawMessage[]>): SourceReading {
  const sources: Source[] = [];
  const problems: Problem[] = [];
  const gaps: Origin[] = [];
  return { sources, problems, gaps, [Symbol.asyncIterator]: () => read({ sources, problems, gaps }) };
}

/** What is wrong with the inputs as a whole: sums that lists of checksums tell otherwise, folders that hold no mail. */
export async function checkInputs(
  inputs: readonly SourceInput[],
  files: readonly InputFile[],
  { sources, problems }: Pick<Collected, 'sources' | 'problems'>,
  options: Pick<ReadSourcesOptions, 'hash'>,
): Promise<void> {
  reportChanges(files, problems);
  if (options.hash !== false) await checkListedSums(files, (problem) => problems.push(problem));
  reportEmptyFolders(inputs, files, sources, problems);
}

async function* readInputs(
  inputs: readonly SourceInput[],
  options: ReadSourcesOptions,
  collected: Collected,
): AsyncGenerator<readonly RawMessage[]> {
  const files = findFiles(inputs, options.stdin ?? process.stdin, collected.problems);
  yield* readFiles(files, options, collected);
  await checkInputs(inputs, files, collected, options);
}

async function* readFiles(
  files: readonly InputFile[],
  options: ReadSourcesOptions,
  collected: Collected,
): AsyncGenerator<readonly RawMessage[]> {
  const counter = countProgress(files, options.onProgress);
  const archived: InputFile[] = [];
  const plan = await planProduction(files, options.map ?? {}, (problem) => collected.problems.push(problem), archived);
  const beside = findAttachmentsBeside(files);
  const attachments = options.hash === false ? undefined : await findOlmAttachments(files);
  const related = await findRelatedFiles(files, archived, options.map ?? {});
  const runs = await findPages(files, archived, (name) => beside.names.has(name) || isTold(plan, name));
  collected.problems.push(...loosePageProblems(runs));
  const known: Foreknown = { plan, attachments, related, runs };
  for (const file of files) {
    if (beside.names.has(file.name)) {
      yield* readFile({ ...file, skip: ATTACHMENT }, options, collected, counter, known);
      continue;
    }
    const attached = beside.of.get(file.name);
    if (attached === undefined) yield* readExpanded(file, options, collected, counter, known);
    else {
      const stored = (await Promise.all(attached.map(readAttachmentBeside))).filter((one) => one !== null);
      for await (const batch of readExpanded(file, options, collected, counter, known))
        yield batch.map((raw) => Object.assign(raw, { beside: stored }));
    }
  }
}

/** What is known of the inputs before the first of them is read. */
interface Foreknown {
  readonly plan: ProductionPlan | null;
  /** Attachments of Outlook for Mac, by the names of their sources; undefined where nothing is hashed. */
  readonly attachments: ReadonlyMap<string, StoredAttachment> | undefined;
  readonly related: RelatedFiles;
  readonly runs: PageRuns;
}

/** True for a file that a load file tells of: no message of its own. */
const isTold = (plan: ProductionPlan | null, name: string): boolean =>
  plan?.documents.has(name) === true || plan?.texts.has(name) === true;

const ATTACHMENT = {
  severity: 'info',
  code: 'attachment-beside',
  reason: 'an attachment that the mail program keeps beside its message, told of there',
} as const;

/** Reads a file, or the files in it where it is an archive. */
async function* readExpanded(
  file: InputFile,
  options: ReadSourcesOptions,
  collected: Collected,
  counter: ProgressCounter,
  known: Foreknown,
): AsyncGenerator<readonly RawMessage[]> {
  const { sources, problems } = collected;
  const found: { container: Pick<Source, 'format' | 'compression'> | null } = { container: null };
  const report: ArchiveReport = {
    problem: (problem) => problems.push(problem),
    opened(format, compression) {
      found.container = { format, compression };
    },
    isDocument: (name) => isTold(known.plan, name),
  };
  let messages = 0;
  const inside: ProgressCounter = {
    update: (_entry, _bytes, count) => counter.update(file, 0, messages + count),
    finish(source) {
      messages += source.messages;
    },
  };
  try {
    for await (const found of expandFile(file, report)) {
      const entry = isStoredAttachment(found.name) ? { ...found, skip: ATTACHMENT } : found;
      yield* readFile(entry, options, collected, entry.name === file.name ? counter : inside, known);
    }
  } catch (error) {
    problems.push(describeFailure(file.name, error));
  }
  if (found.container === null) return;
  const { name, size, custodian } = file;
  const sha256 = options.hash === false ? null : await hashFile(file.path).digest();
  sources.push({ name, size, custodian, sha256, ...found.container, contentLength: 0, messages: 0 });
  counter.finish({ ...sources.at(-1)!, messages });
  if (messages > 0 || !file.named) return;
  problems.push({
    code: 'no-mail-in-archive',
    severity: 'error',
    message: `${name}: no mail in this ${/^(?:pdf|xlsx|docx)$/.test(found.container.format) ? 'document' : 'archive'}`,
    origin: null,
  });
}

const TOO_LARGE = 'a Parquet file of more than 256 MB in an archive: unpack it and read the file';

/** Reads one file, and adds to what was collected what is known at its end. */
async function* readFile(
  given: InputFile,
  options: ReadSourcesOptions,
  collected: Collected,
  counter: ProgressCounter,
  known: Foreknown,
): AsyncGenerator<readonly RawMessage[]> {
  const { sources, problems, gaps } = collected;
  const file = toldElsewhere(given, known);
  const pages = known.runs.after.get(file.name);
  const scattered = file.stream === null && !file.skip ? scatteredKind(file) : null;
  if (scattered !== null) {
    yield* readScattered(file, scattered, options, collected, counter);
    return;
  }
  let opened: { bytes: ByteSource; hasher: Hasher | null };
  try {
    opened = await openFile(file, options);
  } catch (error) {
    problems.push(describeFailure(file.name, error));
    return;
  }
  const first = file.stream === null || file.skip ? null : await opened.bytes.read();
  const whole = first === null ? opened.bytes : withFirst(first, opened.bytes);
  if (first !== null && isParquetStart(first.buffer.subarray(first.start))) {
    const held = await holdPieces(countedPieces(whole, () => {}));
    if (held !== null) {
      yield* readScattered(file, 'parquet', options, collected, counter, held);
      return;
    }
    problems.push({
      code: 'archive-too-large',
      severity: 'error',
      message: `${file.name}: ${TOO_LARGE}`,
      origin: null,
    });
    return;
  }
  const { plan, attachments } = known;
  const related = known.related.of.get(file.name);
  const production = plan?.natives.get(file.name) ?? known.runs.documents.get(file.name);
  const folder = file.folder ?? production?.folder ?? null;
  const context = { ...file, source: file.name, map: options.map ?? {}, plan, attachments, related, folder, pages };
  const size = file.stream === null ? file.size : null;
  const mailbox = production === undefined ? plan?.mailboxes.get(baseName(file.name)) : undefined;
  const startTail =
    size === null || opened.hasher !== null || production !== undefined || mailbox !== undefined
      ? null
      : options.shareFile?.(file);
  const reading = cutSource(
    whole,
    opened.hasher,
    context,
    size,
    (bytes, messages) => counter.update(file, bytes, messages),
    startTail ? { startTail } : {},
  );
  for await (const batch of reading.batches) {
    if (production !== undefined) yield batch.map((raw) => Object.assign(raw, { production }));
    else yield mailbox === undefined ? batch : batch.map((raw) => withMailboxRow(raw, mailbox));
  }
  if (mailbox !== undefined) problems.push(...mailboxProblems(mailbox, file.name));
  const { source, problems: found, gaps: left } = reading.result();
  for (const problem of found) problems.push(problem);
  for (const gap of left) gaps.push(gap);
  if (source === null) return;
  const bates = plan?.numbers.get(file.name);
  sources.push(bates?.length ? { ...source, bates } : source);
  counter.finish(source);
}

/** The file, to be skipped where it was read with another: a page behind the first, a table of recipients. */
function toldElsewhere(file: InputFile, { runs, related }: Foreknown): InputFile {
  const begin = runs.of.get(file.name);
  const messages = related.names.get(file.name);
  const skip = (code: string, reason: string): InputFile => ({ ...file, skip: { severity: 'info', code, reason } });
  if (begin !== undefined)
    return skip('page-of-text', `a page that goes on with the text that begins in ${begin}, read there`);
  if (messages !== undefined)
    return skip('table-of-people', `a table of recipients or people, joined to the messages of ${messages}`);
  return file;
}

async function openFile(
  file: InputFile,
  options: ReadSourcesOptions,
): Promise<{ bytes: ByteSource; hasher: Hasher | null }> {
  const hash = options.hash !== false;
  if (file.stream !== null) return { bytes: openPieces(piecesOf(file.stream())), hasher: hash ? hashPieces() : null };
  if (file.size <= CHUNK_LENGTH)
    return { bytes: openSmallFile(file.path, file.size), hasher: hash ? hashPieces() : null };
  const bytes = await openLargeFile(file.path, options.reuseBuffers === true);
  return { bytes, hasher: hash ? hashFile(file.path) : null };
}

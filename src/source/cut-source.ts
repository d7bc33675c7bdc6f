import type { ByteSource, Chunk } from './byte-source.js';
import { openUnpacked } from './container/compression.js';
import type { UnpackEnd } from './container/unpack-end.js';
import { describeFailure } from './failure.js';
import { type CutContext, type Cutter, type Head, type Sink, SNIFF_LENGTH } from './format/format.js';
import { BINARY_FORMATS, FORMATS } from './format/formats.js';
import { recogniseBinary } from './format/known-binary.js';
import { SkippedCutter } from './format/skipped.js';
import { UnknownCutter } from './format/unknown.js';
import type { Hasher } from './hash-file.js';
import type { Origin, Problem, RawMessage, Source } from './source.js';

/** What the reading of one source came to. */
export interface CutResult {
  /** null where the source is no mail. */
  readonly source: Source | null;
  readonly problems: readonly Problem[];
  readonly gaps: readonly Origin[];
}

/** A file that is being cut: its messages in batches, then what it was. */
export interface SourceCutting {
  readonly batches: AsyncGenerator<readonly RawMessage[]>;
  /** Complete once the batches were read to the end. */
  result(): CutResult;
}

/**
 * Recognises the format of a source and cuts it. A batch is what one window gave: the messages of about 4 MB.
 *
 * @param size bytes of the file as it lies there, null if unknown
 * @param report told the bytes read so far (as they lie there) and the messages found
 */
export function cutSource(
  bytes: ByteSource,
  hasher: Hasher | null,
  context: CutContext,
  size: number | null,
  report: (bytes: number, messages: number) => void,
  share: Share = {},
): SourceCutting {
  const state: State = {
    context,
    source: null,
    problems: [],
    gaps: [],
    read: share.from ?? 0,
    failed: false,
    messages: 0,
  };
  return {
    batches: cutWindows(counted(bytes, hasher, state), hasher, size, state, report, share),
    result: () => ({ source: state.source, problems: state.problems, gaps: state.gaps }),
  };
}

/** The part of a source that is cut here, where two readers share it. */
export interface Share {
  /** Offset of a message's start: what stands before was cut elsewhere. */
  readonly from?: number;
  /** Reads the rest of the source from a message near its middle on. */
  readonly startTail?: () => Tail;
}

/** The rest of a source, read elsewhere at the same time. */
export interface Tail {
  /** Where it looks for its first message from. */
  readonly from: number;
  /** Offset of its first message; null where it cannot be told. */
  readonly seam: Promise<number | null>;
  /** What came of it; null where it met anything odd: then it must be read again, in one go. */
  finish(): Promise<{ readonly end: number; readonly messages: number } | null>;
  /** Lets go of it: nothing of it counts unless it was finished. */
  close(): void;
}

interface State {
  readonly context: CutContext;
  readonly problems: Problem[];
  readonly gaps: Origin[];
  source: Source | null;
  /** Bytes read of the file as it lies there. */
  read: number;
  /** True where the file system refused to give the rest. */
  failed: boolean;
  messages: number;
}

/** Counts and hashes what is read; a failure in the middle of a file becomes a problem and ends it. */
function counted(bytes: ByteSource, hasher: Hasher | null, state: State): ByteSource {
  return {
    async read() {
      try {
        const chunk = await bytes.read();
        if (chunk === null) return null;
        hasher?.update(chunk.buffer.subarray(chunk.start));
        state.read += chunk.buffer.length - chunk.start;
        return chunk;
      } catch (error) {
        state.problems.push(describeFailure(state.context.source, error));
        state.failed = true;
        return null;
      }
    },
    close: () => bytes.close(),
  };
}

async function* cutWindows(
  raw: ByteSource,
  hasher: Hasher | null,
  size: number | null,
  state: State,
  report: (bytes: number, messages: number) => void,
  share: Share,
): AsyncGenerator<readonly RawMessage[]> {
  const { context, problems } = state;
  const end: UnpackEnd = { problems: [] };
  const { bytes, compression } = await openUnpacked(raw, end);
  const compressed = compression !== null;
  let batch: RawMessage[] = [];
  const sink = makeSink(state, (message) => batch.push(message));
  let window: Buffer = Buffer.alloc(0);
  let start = 0;
  let offset = share.from ?? 0;
  let cutter: Cutter | null = null;
  let tail: Tail | null = null;
  let shares = share.startTail !== undefined && !compressed;
  try {
    let chunk = await bytes.read();
    for (let last = false; !last; ) {
      const next = chunk === null ? null : await bytes.read();
      last = next === null;
      if (chunk !== null) ({ window, start } = join(window, start, chunk));
      chunk = next;
      if (cutter === null && !last && window.length - start < SNIFF_LENGTH) continue;
      if (cutter === null) {
        cutter = recognise(window.subarray(start, start + SNIFF_LENGTH), last, compressed ? null : size, context);
        if (share.from !== undefined) cutter.handOver?.resume();
      }
      if (tail !== null && offset + window.length - start > tail.from) await tail.seam;
      const taken = cutter.cut({ bytes: window, start, offset, last }, sink);
      start += taken;
      offset += taken;
      state.messages += batch.length;
      if (batch.length > 0) yield batch;
      batch = [];
      report(state.read, state.messages);
      if (shares) {
        shares = false;
        if (cutter.handOver?.isPossible()) {
          tail = share.startTail!();
          void tail.seam.then((seam) => cutter?.handOver?.stopAt(seam ?? -1));
        }
      }
      if (tail === null || !cutter.handOver?.hasStopped()) continue;
      const rest = await tail.finish();
      tail.close();
      tail = null;
      if (rest === null) continue;
      offset = rest.end;
      state.read = rest.end;
      state.messages += rest.messages;
      report(state.read, state.messages);
      break;
    }
  } finally {
    tail?.close();
    await bytes.close();
  }
  for (const { code, severity, message, at } of end.problems) {
    const origin = { source: context.source, offset: at, length: 0 };
    problems.push({ code, severity, message: `${context.source}: ${message}`, origin });
  }
  const isBomb = end.problems.some(({ code }) => code === 'archive-bomb');
  const changed = size !== null && state.read !== size && !state.failed && !isBomb;
  if (changed) problems.push(changedProblem(context.source, size, state.read));
  state.source = {
    name: context.source,
    format: cutter?.format ?? 'unknown',
    custodian: context.custodian,
    size: changed ? state.read : (size ?? state.read),
    sha256: hasher === null ? null : await digestOf(hasher, state),
    compression,
    contentLength: offset,
    messages: state.messages,
    ...(cutter?.items === undefined ? {} : { items: cutter.items }),
  };
}

function changedProblem(source: string, found: number, read: number): Problem {
  const message = `${source}: ${found} bytes long when it was found, ${read} when it was read: it changes meanwhile. What was read counts; the hash may be that of another state`;
  return { code: 'file-changed', severity: 'error', message, origin: { source, offset: 0, length: 0 } };
}

function recognise(bytes: Buffer, whole: boolean, size: number | null, context: CutContext): Cutter {
  const head: Head = { bytes, whole, sourceLength: size };
  if (context.skip) return new SkippedCutter(context, context.skip.severity, context.skip.code, context.skip.reason);
  if (context.plan?.texts.has(context.source)) {
    const reason = 'the text of a document whose row or native file is read, not read as a message of its own';
    return new SkippedCutter(context, 'info', 'text-of-document', reason);
  }
  if (context.plan?.documents.has(context.source)) {
    const reason = 'an attachment or a document that is no mail, as its load file tells';
    return new SkippedCutter(context, 'info', 'document-of-load-file', reason);
  }
  const binary = BINARY_FORMATS.find((format) => format.recognises(head, context));
  if (binary) return binary.cutter(head, context);
  if (bytes.length === 0 || recogniseBinary(bytes) !== null) return new UnknownCutter(bytes, context);
  return (
    FORMATS.find((format) => format.recognises(head, context))?.cutter(head, context) ??
    new UnknownCutter(bytes, context)
  );
}

/** The rest of the window with the chunk behind it, copying as little as can be. */
function join(window: Buffer, start: number, chunk: Chunk): { window: Buffer; start: number } {
  const rest = window.length - start;
  if (rest === 0) return { window: chunk.buffer, start: chunk.start };
  if (rest <= chunk.start) {
    window.copy(chunk.buffer, chunk.start - rest, start);
    return { window: chunk.buffer, start: chunk.start - rest };
  }
  const length = chunk.buffer.length - chunk.start;
  const room = Buffer.from(window.buffer, window.byteOffset);
  if (room.length >= window.length + length && isOwn(room)) {
    chunk.buffer.copy(room, window.length, chunk.start);
    return { window: room.subarray(0, window.length + length), start };
  }
  const grown = markOwn(Buffer.allocUnsafeSlow(rest * 2 + length));
  window.copy(grown, 0, start);
  chunk.buffer.copy(grown, rest, chunk.start);
  return { window: grown.subarray(0, rest + length), start: 0 };
}

/** Buffers that were made here, with room at the end that nobody has a view of. */
const owned = new WeakSet<ArrayBufferLike>();
const isOwn = (buffer: Buffer): boolean => owned.has(buffer.buffer);
function markOwn(buffer: Buffer): Buffer {
  owned.add(buffer.buffer);
  return buffer;
}

function makeSink(state: State, message: (message: RawMessage) => void): Sink {
  const { source } = state.context;
  return {
    message,
    gap(offset, length, severity, code, text, row) {
      const origin: Origin = row === undefined ? { source, offset, length } : { source, offset, length, row };
      state.gaps.push(origin);
      state.problems.push({ code, severity, message: text, origin });
    },
    silentGap: (offset, length) => state.gaps.push({ source, offset, length }),
    problem: (problem) => state.problems.push(problem),
  };
}

async function digestOf(hasher: Hasher, state: State): Promise<string | null> {
  try {
    return await hasher.digest();
  } catch (error) {
    state.problems.push(describeFailure(state.context.source, error));
    return null;
  }
}

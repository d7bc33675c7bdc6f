// Long because each kind of raw message is led to its reader here.
import { describeFault } from '../source/describe-fault.js';
import { isProductionColumn } from '../source/load-file/load-file-columns.js';
import type { Problem, RawMessage, StoredAttachment, StoredFact } from '../source/source.js';
import { copyMessage } from './copy-message.js';
import { isPiece } from './enclosed/message-pieces.js';
import { isLikePlainReport, withPlainReport } from './enclosed/plain-report.js';
import { readHeaderRanges } from './header/header-fields.js';
import { headerProblems } from './header/header-problems.js';
import { mailboxFacts } from './header/mailbox-facts.js';
import { readMessageHeader } from './header/message-header.js';
import { HeaderReader, readFullMessage } from './header/read-header-message.js';
import type { Attachment, Message } from './message.js';
import type { AttachedMessage } from './mime/decode-body.js';
import type { OpenedMessage } from './mime/open-signed.js';
import { packingInPages } from './packing-in-pages.js';
import { packingInCell, packingInUtf16 } from './record/record-cell.js';
import type { RecordTally } from './record/record-tally.js';
import { relocateAttached, relocateMessage } from './relocate-message.js';

/** What to read of a message. */
export interface ReadOptions {
  /** False reads headers only: `body` is null, and nothing of it is decoded. */
  readonly bodies: boolean;
  /**
   * True, with headers alone, gives rows that read a field when it is asked for, instead of records: a third of the memory, and
   * nothing to clone or send. False unless given.
   */
  readonly rows?: boolean;
  /** Reads the headers where they alone are read; one of its own unless given, for who reads on another thread as well. */
  readonly headers?: HeaderReader;
  /** Names of record fields that are not guessed: `{subject: 'Betreff'}`. */
  readonly map?: Readonly<Record<string, string>>;
  /** Is told of records that are no message at all; they have no `Message` to carry the problem. */
  readonly onProblem?: (problem: Problem) => void;
  /** Is given each message that is a piece of another one, where bodies are read. */
  readonly onPiece?: (raw: RawMessage, message: Message) => void;
  /** Is told, once for each source of records, what of them was not used, and how many tell no sender, text or date. */
  readonly onNotice?: (problem: Problem) => void;
}

/** Attached emails in attached emails deeper than this are attachments without a reading of their own. */
const DEEPEST_FAMILY = 20;

/**
 * Reads raw messages as they are cut, batch by batch. What is wrong with a message is among its `problems`; a record that is no
 * message is left out and told to `onProblem`.
 *
 *     for await (const messages of readMessages(readSources([{ path: 'stone.mbox' }]), { bodies: true })) ...
 */
export async function* readMessages(
  batches: AsyncIterable<readonly RawMessage[]>,
  asked: ReadOptions,
): AsyncGenerator<readonly Message[]> {
  const counting: Counting = { tally: null };
  const headers = asked.headers ?? new HeaderReader();
  const options = { ...asked, headers };
  for await (const batch of batches) {
    const messages: Message[] = [];
    for (const raw of batch) {
      try {
        // Waiting for what is there already would take longer than reading it.
        const isQuick = isBytes(raw) && !options.bodies && !raw.isText && !raw.production;
        const message = isQuick ? headers.read(raw) : await readRaw(raw, options, counting);
        if (message === null) continue;
        messages.push(recordOf(message, options));
        if (options.bodies && isPiece(message)) options.onPiece?.(raw, message);
      } catch (error) {
        options.onProblem?.(describeFault('a message could not be read', raw.origin, error));
      }
    }
    yield messages;
  }
  counting.tally?.finish();
}

/** The message as plain data, unless a row was asked for. */
const recordOf = (message: Message, { bodies, rows }: ReadOptions): Message =>
  rows || (bodies && message.body !== null) ? message : copyMessage(message);

/** Reads one raw message; a record that is no message gives an empty message with a problem. */
export async function readMessage(raw: RawMessage, options: ReadOptions): Promise<Message> {
  return recordOf((await readRaw(raw, options)) ?? readHeaders(raw), options);
}

/** Reads the header fields that threading needs; `body` is null. */
export function readHeaders(raw: RawMessage, headers: HeaderReader = new HeaderReader()): Message {
  return headers.read(raw);
}

/** What of the records was not used, once a record came. */
interface Counting {
  tally: RecordTally | null;
}

async function readRaw(
  raw: RawMessage,
  options: ReadOptions,
  counting: Counting | null = null,
): Promise<Message | null> {
  const read = await readPlain(raw, options, counting);
  const own = read && isLikeJournal(read) ? (await import('./enclosed/journal.js')).unwrapJournal(read) : read;
  const message = own && isLikePlainReport(own) ? withPlainReport(own) : own;
  if (message === null) return null;
  const facts =
    message.body === null ? [] : [...(message.facts ?? []), ...(raw.facts ?? []), ...ownFacts(message, raw)];
  if (facts.length === 0 && !raw.production && !raw.beside?.length) return message;
  return copyMessage(message, {
    ...(raw.beside?.length ? { attachments: withBeside(message.attachments, raw.beside) } : {}),
    ...(raw.production ? { production: raw.production } : {}),
    ...(facts.length === 0 ? {} : { facts }),
  });
}

/** The attachments with those that lie in files beside the message: in the place of the parts that were left empty, in their order. */
function withBeside(attachments: readonly Attachment[], beside: readonly StoredAttachment[]): readonly Attachment[] {
  const empty = attachments.filter(({ size }) => size === 0);
  const left = [...beside];
  const chosen = new Map<Attachment, StoredAttachment>();
  for (const attachment of empty) {
    const named = left.findIndex(({ name }) => name === attachment.name);
    const at = named >= 0 ? named : empty.length === beside.length ? 0 : -1;
    if (at >= 0) chosen.set(attachment, left.splice(at, 1)[0]!);
  }
  const found = attachments.map((attachment) => {
    const file = chosen.get(attachment);
    return file === undefined ? attachment : { ...attachment, ...file, name: attachment.name ?? file.name };
  });
  return [...found, ...left.map((file) => ({ contentType: 'application/octet-stream', ...file, message: false }))];
}

/** What the header says of the mailbox; an item of Outlook tells of its own by properties. */
const ownFacts = (message: Message, raw: RawMessage): readonly StoredFact[] =>
  raw.item === undefined ? mailboxFacts(message) : [];

async function readPlain(raw: RawMessage, options: ReadOptions, counting: Counting | null): Promise<Message | null> {
  if (raw.item !== undefined) {
    outlookReader ??= import('./outlook/read-outlook-item.js');
    const { readOutlookItem } = await outlookReader;
    return readOutlookItem(raw, raw.item, { bodies: options.bodies, depth: 0, readMail: readWhole });
  }
  if (raw.bytes === null) {
    const [{ readRecord }, { packedMessage, unreadBeside }, { RecordTally }] = await loadRecordReader();
    if (counting && options.onNotice) counting.tally ??= new RecordTally(options.onNotice);
    const tally = counting?.tally;
    const packed = packedMessage(raw.record);
    if (packed) {
      const inner = unplaced({ ...raw, bytes: packed.bytes, fromLine: null, fromQuoting: 'none', record: undefined });
      const read = options.bodies ? await readWhole(inner, 0) : readHeaders(inner, options.headers);
      const message = relocateMessage(read, raw, packed);
      tally?.add(message, unreadBeside(packed.key, raw.record, message), true);
      return message;
    }
    const read = readRecord(raw, options);
    for (const problem of read.problems) options.onProblem?.(problem);
    // Numbers, family, custodian and folder of a load file are kept in `production`.
    const unread = raw.production ? read.unread.filter(({ path }) => !isProductionColumn(path)) : read.unread;
    if (read.message) tally?.add(read.message, unread, read.hasText);
    return read.message;
  }
  if (raw.pieces) {
    const read = options.bodies ? await readWhole(unplaced(raw), 0) : readHeaders(unplaced(raw), options.headers);
    return relocateAttached(read, raw, { origin: raw.origin, map: raw.pieces });
  }
  if (!isBytes(raw)) {
    const inner = unplaced(raw);
    const packing = raw.cell ? packingInCell(raw.cell, raw) : packingInUtf16(raw, raw.bytes);
    return relocateAttached(
      options.bodies || raw.isText ? await readWhole(inner, 0) : readHeaders(inner, options.headers),
      raw,
      packing,
    );
  }
  if (raw.pages !== undefined) {
    const inner = unplaced({ ...raw, fromLine: null });
    return relocateAttached(await readWhole(inner, 0), raw, packingInPages(raw, raw.pages));
  }
  if (raw.page === 'rtf') return readRtfText(raw, raw.bytes);
  return options.bodies || raw.isText ? readWhole(raw, 0) : readHeaders(raw, options.headers);
}

/** A text in RTF: located as a whole, for its letters stand written otherwise in the file. */
async function readRtfText(raw: RawMessage, bytes: Uint8Array): Promise<Message> {
  const { readRtf } = await import('./outlook/rtf-text.js');
  const { page: _page, ...rest } = raw;
  const read = readRtf(Buffer.from(bytes));
  const text = Buffer.from(read?.text ?? '');
  const inner = unplaced({
    ...rest,
    bytes: text,
    fromLine: null,
    ...(read?.kind === 'html' ? { page: 'html' as const } : {}),
  });
  const whole = { ...raw.origin, offset: raw.bytesOffset, length: bytes.length };
  return relocateAttached(await readWhole(inner, 0), raw, { origin: whole, map: null });
}

/** True where the text begins as the envelope of a journal report does, or the header names one: to be looked at closely. */
const isLikeJournal = ({ body, headers }: Message): boolean =>
  body !== null && (/^\s*sender\s*:/i.test(body.text.slice(0, 200)) || /x-ms-journal-report/i.test(headers.text));

/** True for a message whose bytes stand in the source as they are. */
const isBytes = (raw: RawMessage): boolean =>
  raw.bytes !== null && raw.cell === undefined && raw.utf16Length === undefined && raw.pieces === undefined;

/** Stages that a run may not need are loaded with the first message that does: a look at headers starts the sooner. */
let recordReader: Promise<RecordReader> | undefined;
let bodyDecoders: Promise<BodyDecoders> | undefined;
let enclosedReader: Promise<typeof import('./enclosed/read-enclosed.js')> | undefined;
let outlookReader: Promise<typeof import('./outlook/read-outlook-item.js')> | undefined;

type RecordReader = Awaited<ReturnType<typeof importRecordReader>>;
type BodyDecoders = readonly [typeof import('./mime/decode-body.js'), typeof import('./mime/decode-attachments.js')];

const importRecordReader = () =>
  Promise.all([
    import('./record/record-message.js'),
    import('./record/packed-message.js'),
    import('./record/record-tally.js'),
  ]);

function loadRecordReader(): Promise<RecordReader> {
  recordReader ??= importRecordReader();
  return recordReader;
}

function loadBodyDecoders(): Promise<BodyDecoders> {
  bodyDecoders ??= Promise.all([import('./mime/decode-body.js'), import('./mime/decode-attachments.js')]);
  return bodyDecoders;
}

/** The same with places counted in its own bytes, which stand encoded in the source: to be relocated once it is read. */
function unplaced(raw: RawMessage): RawMessage {
  const { fromLine } = raw;
  return { ...raw, fromLine, bytesOffset: 0, origin: { ...raw.origin, offset: 0, length: raw.bytes!.length } };
}

async function readWhole(raw: RawMessage, depth: number): Promise<Message> {
  const [{ decodeBody }, { decodeAttachments }] = await loadBodyDecoders();
  const bytes = raw.bytes!;
  if (raw.page !== undefined) return readPage(raw, bytes, decodeBody);
  const header = readMessageHeader(raw, bytes);
  const decoded = decodeBody(raw, header);
  if (decoded.opened !== null && depth < DEEPEST_FAMILY) return readOpened(raw, decoded.opened, depth);
  const parsed = decoded.sound
    ? await decodeAttachments(bytes, decoded.attachments, raw.origin)
    : { attachments: decoded.attachments, problems: [] };
  const embedded: Message[] = [];
  if (depth < DEEPEST_FAMILY)
    for (const attached of decoded.attached) {
      const inner = attachedRaw(raw, attached);
      embedded.push(
        attached.packing
          ? relocateAttached(await readWhole(unplaced(inner), depth + 1), inner, attached.packing)
          : await readWhole(inner, depth + 1),
      );
    }
  const message = readFullMessage(raw, header, {
    body: decoded.body,
    attachments: parsed.attachments,
    embedded,
    problems: [...headerProblems(raw, bytes, header), ...decoded.problems, ...parsed.problems],
  });
  if (!decoded.enclosed.length) return message;
  enclosedReader ??= import('./enclosed/read-enclosed.js');
  const { readEnclosed } = await enclosedReader;
  return readEnclosed(message, raw, decoded.enclosed, { bodies: true, depth, readMail: readWhole });
}

/** A message in which something was signed, with that in the place of the part that held it. */
async function readOpened(
  raw: RawMessage,
  { bytes, packing, problem }: OpenedMessage,
  depth: number,
): Promise<Message> {
  const read = await readWhole(unplaced({ ...raw, fromLine: raw.fromLine, bytes, fromQuoting: 'none' }), depth + 1);
  const message = relocateAttached(read, raw, packing);
  return copyMessage(message, { problems: [problem, ...message.problems] });
}

/** A message that was saved as a web page: what its header says of the browser is none of it, the rendered page is its text. */
function readPage(raw: RawMessage, bytes: Uint8Array, decodeBody: Awaited<BodyDecoders>[0]['decodeBody']): Message {
  const own = raw.page === 'mht' ? readHeaderRanges(bytes) : { ...NO_HEADER };
  const { body, attachments, problems } = decodeBody(raw, own);
  return readFullMessage(raw, NO_HEADER, {
    body: { ...body, html: null, textSource: body.text === '' ? 'none' : 'plain' },
    attachments,
    embedded: [],
    problems,
  });
}

const NO_HEADER = { fields: [], bodyStart: 0, separated: true, strayLines: 0 } as const;

function attachedRaw(raw: RawMessage, attached: AttachedMessage): RawMessage {
  return {
    origin: { source: raw.origin.source, offset: attached.offset, length: attached.length },
    custodian: raw.custodian,
    folder: raw.folder,
    bytes: attached.bytes,
    bytesOffset: attached.offset,
    fromLine: null,
    fromQuoting: attached.packing ? 'none' : raw.fromQuoting,
    record: undefined,
    ...(attached.packing === null && raw.utf16Length !== undefined ? { utf16Length: raw.utf16Length } : {}),
  };
}

// Long because the text, the files and the messages of a mail are told apart in one pass over its parts.
import { createHash } from 'node:crypto';
import type { Origin, Problem, RawMessage } from '../../source/source.js';
import type { Packing, PartRun } from '../body-places.js';
import type { HeaderRanges } from '../header/header-fields.js';
import type { Attachment, Body } from '../message.js';
import { readAttachedMessage } from './attached-message.js';
import { readBinhexPart } from './binhex.js';
import { latin1 } from './charset.js';
import { compareAlternative, mayBeStub } from './differing-alternative.js';
import { type EnclosedPart, enclosedKind } from './enclosed-part.js';
import { htmlToText } from './html-text.js';
import { findInlineFiles } from './inline-files.js';
import { type MimePart, type MimeStructure, readMimeParts } from './mime-parts.js';
import { mayBeSigned, type OpenedMessage, openSigned } from './open-signed.js';
import { structureProblems } from './structure-problems.js';
import { decodeTextPart, type TextPart } from './text-part.js';
import { decodeTransfer, isEncoded } from './transfer-decoding.js';

/** An attached message, to be read in turn. */
export interface AttachedMessage {
  readonly bytes: Uint8Array;
  /** Where the part stands in the source. */
  readonly offset: number;
  readonly length: number;
  /** What `bytes` were transfer-decoded from; null where they stand at `offset` as they are. */
  readonly packing: Packing | null;
}

/** The text of a message and where in the source it stands. */
export interface DecodedBody {
  readonly body: Body;
  readonly attachments: readonly Attachment[];
  readonly attached: readonly AttachedMessage[];
  readonly enclosed: readonly EnclosedPart[];
  readonly problems: readonly Problem[];
  /** True where nothing about the MIME structure was strange. */
  readonly sound: boolean;
  /** The message with what was signed in the place of the part that held it: to be read instead. */
  readonly opened: OpenedMessage | null;
}

/** Decodes the text, the attachments and the attached messages of a raw message by its own MIME structure. */
export function decodeBody(raw: RawMessage, header: HeaderRanges): DecodedBody {
  const bytes = raw.bytes ?? new Uint8Array(0);
  const structure = readMimeParts(bytes, header, raw.page === 'html' ? 'text/html' : 'text/plain');
  const problems = [...structureProblems(bytes, structure, raw)];
  if (!header.separated && header.bodyStart < bytes.length)
    problems.push(
      notice(
        'header-unseparated',
        'No empty line ends the header; the body starts at the first line that is no field.',
        raw.origin,
      ),
    );
  if (header.strayLines)
    problems.push(
      notice(
        'header-stray-lines',
        'There are lines in the header that are no fields; they were passed over.',
        raw.origin,
      ),
    );
  if (header.bareLines)
    problems.push(
      notice(
        'header-bare-lines',
        'Lines of the header lost the white space at their start; each is read as part of the field above it.',
        raw.origin,
      ),
    );
  let opened: OpenedMessage | null = null;
  const closed = new Map<MimePart, string | null>();
  for (const part of structure.parts.filter(mayBeSigned)) {
    const found: OpenedMessage | keyof typeof CLOSED = opened === null ? openSigned(raw, bytes, header, part) : 'deep';
    if (typeof found === 'object') opened = found;
    closed.set(part, CLOSED[typeof found === 'object' ? 'deep' : found]);
  }
  const chosen = chooseTextParts(bytes, structure, raw);
  problems.push(...chosen.problems);
  const attachments: Attachment[] = [...chosen.files];
  const attached: AttachedMessage[] = [];
  const enclosed: EnclosedPart[] = [];
  for (const [index, part] of structure.parts.entries()) {
    if (part.contentType.startsWith('multipart/')) continue;
    const kind = enclosedKind(part);
    const isBody = chosen.used.has(index) && part.fileName === null;
    if (isBody && kind === null) continue;
    const message = readAttachedMessage(bytes, part);
    const binhex = message === null ? readBinhexPart(bytes, part) : null;
    const {
      bytes: data,
      map,
      fault,
    } = message ??
    (binhex && { bytes: binhex.bytes, map: null, fault: undefined }) ??
    decodeTransfer(bytes, part.bodyStart, part.bodyEnd, part.encoding);
    if (binhex?.problem)
      problems.push(notice('inline-file-damaged', binhex.problem, originOf(raw, part.bodyStart, part.bodyEnd)));
    if (kind !== null)
      enclosed.push({
        kind,
        bytes: data,
        packing: packingOf(raw, part, map),
        charset: part.parameters.get('charset') ?? null,
        method: part.parameters.get('method') ?? null,
        attachment: isBody ? -1 : attachments.length,
      });
    if (isBody) continue;
    if (fault && !chosen.used.has(index))
      problems.push(notice(fault.code, fault.message, originOf(raw, part.bodyStart, part.bodyEnd)));
    const unread = closed.has(part) ? closed.get(part)! : describeUnread(part);
    if (unread !== null)
      problems.push({
        code: 'part-not-read',
        severity: chosen.body.text.trim() === '' ? 'error' : 'warning',
        message: unread,
        origin: originOf(raw, part.bodyStart, part.bodyEnd),
      });
    attachments.push({
      name: part.fileName ?? binhex?.name ?? null,
      contentType: part.contentType,
      ...describeFile(data),
      message: message !== null,
      origin: originOf(raw, part.bodyStart, part.bodyEnd),
    });
    if (message !== null)
      attached.push({
        bytes: data,
        offset: raw.bytesOffset + part.bodyStart,
        length: part.bodyEnd - part.bodyStart,
        packing: isInStep(part, data, map) ? null : packingOf(raw, part, map),
      });
  }
  if (/(?:^|\n)-----BEGIN PGP MESSAGE-----/.test(chosen.body.text))
    problems.push({
      code: 'part-not-read',
      severity: 'warning',
      message: 'The text, or a part of it, is encrypted (PGP) and stands as it is.',
      origin: raw.origin,
    });
  if (chosen.body.text.trim() === '' && attachments.some(({ contentType }) => contentType.startsWith('text/')))
    problems.push(
      notice('text-in-attachment', 'The mail has no text of its own; an attached text may be it.', raw.origin),
    );
  return {
    body: chosen.body,
    attachments,
    attached,
    enclosed,
    problems,
    opened,
    sound: !structure.faults.length && structure.parts.length < 200,
  };
}

const describeFile = (data: Uint8Array) => ({
  size: data.length,
  sha256: createHash('sha256').update(data).digest('hex'),
});

/** What is told of a part of S/MIME that stays closed; null where there is nothing to read in it. */
const CLOSED = {
  encrypted: 'The text stands in an encrypted part (S/MIME, smime.p7m), which is not read.',
  damaged: 'The text stands in a signed or encrypted part (S/MIME, smime.p7m), which is damaged and not read.',
  deep: 'The text stands in a signed part (S/MIME, smime.p7m) inside too many others, and is not read.',
  empty: null,
  document: null,
} as const;

/** What a part is in which the text of the mail stands unread; null for any other. */
function describeUnread({ contentType, parameters, fileName }: MimePart): string | null {
  if (contentType === 'message/partial') {
    const [number = '?', total = '?'] = [parameters.get('number'), parameters.get('total')];
    return `The message is piece ${number} of ${total} of a longer one (message/partial), whose pieces are not joined.`;
  }
  if (contentType === 'message/external-body')
    return 'A part of the message lies elsewhere (message/external-body) and was not produced with it.';
  if (contentType === 'application/pgp-encrypted')
    return 'The text stands in an encrypted part (PGP/MIME), which is not read.';
  if (contentType === 'application/x-microsoft-rpmsg-message' || /\.rpmsg$/i.test(fileName ?? ''))
    return "The text stands in a part that only Microsoft's rights management opens (message.rpmsg), which is not read.";
  return null;
}

const notice = (code: string, message: string, origin: Origin): Problem => ({
  code,
  severity: 'notice',
  message,
  origin,
});

function originOf(raw: RawMessage, start: number, end: number): Origin {
  return { source: raw.origin.source, offset: raw.bytesOffset + start, length: end - start };
}

const isInStep = ({ bodyStart, bodyEnd }: MimePart, data: Uint8Array, map: Uint32Array | null): boolean =>
  map?.length === 2 && map[0] === 0 && map[1] === bodyStart && data.length === bodyEnd - bodyStart;

function packingOf(raw: RawMessage, { bodyStart, bodyEnd }: MimePart, map: Uint32Array | null): Packing {
  const origin = originOf(raw, bodyStart, bodyEnd);
  return { origin, map: map && { base: raw.bytesOffset, pairs: Array.from(map) } };
}

const TELLS = {
  differs: 'The HTML of the mail has words that its plain text lacks; the plain text was read.',
  'says-more': 'The HTML of the mail says what its plain text does not; both were read.',
};

interface Chosen {
  readonly body: Body;
  /** Indexes of the parts that are the body and not attachments. */
  readonly used: ReadonlySet<number>;
  /** Files that are written in the lines of a text. */
  readonly files: readonly Attachment[];
  readonly problems: readonly Problem[];
}

function chooseTextParts(bytes: Uint8Array, structure: MimeStructure, raw: RawMessage): Chosen {
  const used = new Set<number>();
  const problems: Problem[] = [];
  const runs: PartRun[] = [];
  const pieces: string[] = [];
  let length = 0;
  let html: string | null = null;
  // What was read as characters is in UTF-8 by now, whatever its charset was when it was sent.
  const wasCharacters = raw.cell !== undefined || raw.utf16Length !== undefined;
  const decode = (part: MimePart): TextPart =>
    decodeTextPart(bytes, part.bodyStart, part.bodyEnd, {
      encoding: part.encoding,
      charset: wasCharacters && !isEncoded(part.encoding) ? 'utf-8' : labelOf(part),
      fromQuoting: raw.fromQuoting,
    });
  const labelOf = ({ parameters, bodyStart }: MimePart): string | null =>
    parameters.get('charset') ?? raw.charset ?? (raw.page === 'html' ? charsetOfPage(bytes, bodyStart) : null);
  const addRun = (text: string, plain: TextPart | null, { bodyStart, bodyEnd }: MimePart): void => {
    if (!text) return;
    if (pieces.length && !pieces.at(-1)!.endsWith('\n')) {
      pieces.push('\n');
      length++;
    }
    const places = plain === null ? null : plain.places;
    runs.push({ textStart: length, textEnd: length + text.length, start: bodyStart, end: bodyEnd, places });
    pieces.push(text);
    length += text.length;
  };
  const files: Attachment[] = [];
  /** The text around the files that are written in a part's lines. */
  const addPlain = (text: TextPart, part: MimePart): void => {
    const inline = isEncoded(part.encoding) ? [] : findInlineFiles(bytes, part.bodyStart, part.bodyEnd);
    let from = part.bodyStart;
    for (const file of inline) {
      const origin = originOf(raw, file.start, file.end);
      files.push({
        ...describeFile(file.bytes),
        name: file.name,
        contentType: 'application/octet-stream',
        message: false,
        origin,
      });
      if (file.problem !== null) problems.push(notice('inline-file-damaged', file.problem, origin));
      const before = { ...part, bodyStart: from, bodyEnd: file.start };
      const written = decode(before);
      addRun(written.text, written, before);
      from = file.end;
    }
    if (inline.length === 0) addRun(text.text, text, part);
    else {
      const behind = { ...part, bodyStart: from };
      const written = decode(behind);
      addRun(written.text, written, behind);
    }
  };
  const texts = structure.parts
    .map((part, index) => ({ part, index }))
    .filter(({ part }) => isText(part) || isUntypedText(bytes, part));
  const alternatives = new Map<number, string>();
  const decoded = new Map<number, TextPart>();
  for (const { part, index } of texts) {
    used.add(index);
    const text = decode(part);
    decoded.set(index, text);
    if (text.fault)
      problems.push(notice(text.fault.code, text.fault.message, originOf(raw, part.bodyStart, part.bodyEnd)));
    if (!text.asLabelled && part.parameters.has('charset'))
      problems.push({
        code: 'charset-contradicted',
        severity: 'info',
        message: `The charset label of a text does not fit its bytes; it was read as ${text.charset}.`,
        origin: originOf(raw, part.bodyStart, part.bodyEnd),
      });
    const group = alternativeOf(structure, index);
    if (part.contentType !== 'text/html' && group >= 0 && text.text.trim())
      alternatives.set(group, `${alternatives.get(group) ?? ''}${text.text}`);
  }
  let source: Body['textSource'] = 'none';
  for (const { part, index } of texts) {
    const text = decoded.get(index)!;
    if (part.contentType === 'text/html') {
      html = html === null ? text.text : `${html}\n${text.text}`;
      const plain = alternatives.get(alternativeOf(structure, index));
      if (plain !== undefined && !mayBeStub(plain)) continue;
      const rendered = htmlToText(text.text);
      if (plain !== undefined) {
        const stands = compareAlternative(plain, rendered);
        if (stands !== 'same')
          problems.push(notice('alternative-differs', TELLS[stands], originOf(raw, part.bodyStart, part.bodyEnd)));
        if (stands !== 'says-more') continue;
      }
      if (rendered && source === 'none') source = 'html';
      addRun(rendered, null, part);
    } else {
      if (text.text) source = 'plain';
      addPlain(text, part);
    }
  }
  const first = texts.find(({ part }) => part.contentType === 'text/plain')?.part;
  const flowed =
    first?.parameters.get('format')?.toLowerCase() === 'flowed'
      ? { delsp: first.parameters.get('delsp')?.toLowerCase() === 'yes' }
      : null;
  return {
    body: {
      text: pieces.join(''),
      html,
      textSource: source,
      flowed,
      places: { kind: 'parts', origin: raw.origin, bytesOffset: raw.bytesOffset, runs, packings: [] },
    },
    used,
    files,
    problems,
  };
}

/** `<meta charset="…">` and its older form, which stand near the top. */
function charsetOfPage(bytes: Uint8Array, start: number): string | null {
  const top = latin1(bytes, start, Math.min(bytes.length, start + 4096));
  return /<meta\b[^>]{0,300}\bcharset\s*=\s*["']?([\w-]{1,40})/i.exec(top)?.[1] ?? null;
}

/** Index of the nearest multipart/alternative around a part, or -1. */
function alternativeOf(structure: MimeStructure, index: number): number {
  for (let at = structure.parts[index]!.parent; at >= 0; at = structure.parts[at]!.parent)
    if (structure.parts[at]!.contentType === 'multipart/alternative') return at;
  return -1;
}

/** QUIRK: scripts send their text as `application/octet-stream`, without a name: the whole mail is that text. */
function isUntypedText(bytes: Uint8Array, part: MimePart): boolean {
  if (part.parent >= 0 || part.contentType !== 'application/octet-stream') return false;
  if (part.fileName !== null || part.disposition === 'attachment' || isEncoded(part.encoding)) return false;
  return bytes.subarray(part.bodyStart, part.bodyEnd).every((byte) => byte >= 32 || (byte >= 9 && byte <= 13));
}

function isText(part: MimePart): boolean {
  if (part.disposition === 'attachment') return false;
  if (part.contentType === 'text/html') return part.fileName === null || part.disposition === 'inline';
  return (
    part.contentType === 'text/plain' ||
    /^text\/(?:enriched|richtext|(?:x-)?markdown)$/.test(part.contentType) ||
    (part.parent < 0 && part.contentType.startsWith('text/'))
  );
}

import { createHash } from 'node:crypto';
import type { Origin, Problem, RawMessage } from '../../source/source.js';
import type { HeaderRanges } from '../header/header-fields.js';
import type { Attachment, Body } from '../message.js';
import { htmlToText } from './html-text.js';
import { type MimePart, type MimeStructure, readMimeParts } from './mime-parts.js';
import { decodeTextPart, type TextPart } from './text-part.js';
import { decodeTransfer, sourceOffset } from './transfer-decoding.js';

/** A run of the body's text that comes from one part. */
interface Run {
  /** Offset in the body's text. */
  readonly start: number;
  readonly end: number;
  /** Null where the text was rendered from HTML. */
  readonly plain: TextPart | null;
  /** Where the part's body stands in the message's bytes. */
  readonly bodyStart: number;
  readonly bodyEnd: number;
}

/** An attached message, to be read in turn. */
export interface AttachedMessage {
  readonly bytes: Uint8Array;
  /** Where the part stands in the source. */
  readonly offset: number;
  readonly length: number;
  /**
   * Byte range in the source of `bytes.subarray(start, end)` where they were transfer-decoded: the whole part where it cannot be
   * told finer. Null where `bytes` stand at `offset` as they are.
   */
  readonly locate: ((start: number, end: number) => Origin) | null;
}

/** The text of a message and where in the source it stands. */
export interface DecodedBody {
  readonly body: Body;
  readonly attachments: readonly Attachment[];
  readonly attached: readonly AttachedMessage[];
  readonly problems: readonly Problem[];
  /** True where nothing about the MIME structure was strange. */
  readonly sound: boolean;
}

/** Decodes the text, the attachments and the attached messages of a raw message by its own MIME structure. */
export function decodeBody(raw: RawMessage, header: HeaderRanges): DecodedBody {
  const bytes = raw.bytes ?? new Uint8Array(0);
  const structure = readMimeParts(bytes, header);
  const problems = structure.faults.map((fault) =>
    notice(fault, 'The MIME structure is damaged; what could be told apart was read.', raw.origin),
  );
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
  const chosen = chooseTextParts(bytes, structure, raw);
  problems.push(...chosen.problems);
  const attachments: Attachment[] = [];
  const attached: AttachedMessage[] = [];
  for (const [index, part] of structure.parts.entries()) {
    if (part.contentType.startsWith('multipart/')) continue;
    if (chosen.used.has(index) && part.fileName === null) continue;
    const { bytes: data, map } = decodeTransfer(bytes, part.bodyStart, part.bodyEnd, part.encoding);
    const isMessage = part.contentType === 'message/rfc822' || part.contentType === 'message/global';
    attachments.push({
      name: part.fileName,
      contentType: part.contentType,
      size: data.length,
      sha256: createHash('sha256').update(data).digest('hex'),
      message: isMessage,
      origin: originOf(raw, part.bodyStart, part.bodyEnd),
    });
    if (isMessage)
      attached.push({
        bytes: data,
        offset: raw.bytesOffset + part.bodyStart,
        length: part.bodyEnd - part.bodyStart,
        locate: isInStep(part, data, map) ? null : locateDecoded(raw, part, map),
      });
  }
  return {
    body: chosen.body,
    attachments,
    attached,
    problems,
    sound: !structure.faults.length && structure.parts.length < 200,
  };
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

function locateDecoded(
  raw: RawMessage,
  { bodyStart, bodyEnd }: MimePart,
  map: Uint32Array | null,
): (start: number, end: number) => Origin {
  if (map === null) return () => originOf(raw, bodyStart, bodyEnd);
  return (start, end) => {
    const from = sourceOffset(map, start, false);
    return originOf(raw, from, Math.max(from, sourceOffset(map, end, end > start)));
  };
}

interface Chosen {
  readonly body: Body;
  /** Indexes of the parts that are the body and not attachments. */
  readonly used: ReadonlySet<number>;
  readonly problems: readonly Problem[];
}

function chooseTextParts(bytes: Uint8Array, structure: MimeStructure, raw: RawMessage): Chosen {
  const used = new Set<number>();
  const problems: Problem[] = [];
  const runs: Run[] = [];
  const pieces: string[] = [];
  let length = 0;
  let html: string | null = null;
  const decode = (part: MimePart): TextPart =>
    decodeTextPart(bytes, part.bodyStart, part.bodyEnd, {
      encoding: part.encoding,
      charset: part.parameters.get('charset') ?? null,
      fromQuoting: raw.fromQuoting,
    });
  const addRun = (text: string, plain: TextPart | null, { bodyStart, bodyEnd }: MimePart): void => {
    if (!text) return;
    if (pieces.length && !pieces.at(-1)!.endsWith('\n')) {
      pieces.push('\n');
      length++;
    }
    runs.push({ start: length, end: length + text.length, plain, bodyStart, bodyEnd });
    pieces.push(text);
    length += text.length;
  };
  const texts = structure.parts.map((part, index) => ({ part, index })).filter(({ part }) => isText(part));
  const alternatives = new Map<number, boolean>();
  const decoded = new Map<number, TextPart>();
  for (const { part, index } of texts) {
    used.add(index);
    const text = decode(part);
    decoded.set(index, text);
    if (!text.asLabelled && part.parameters.has('charset'))
      problems.push({
        code: 'charset-contradicted',
        severity: 'info',
        message: `The charset label of a text does not fit its bytes; it was read as ${text.charset}.`,
        origin: originOf(raw, part.bodyStart, part.bodyEnd),
      });
    const group = alternativeOf(structure, index);
    if (part.contentType !== 'text/html' && group >= 0 && text.text.trim()) alternatives.set(group, true);
  }
  let source: Body['textSource'] = 'none';
  for (const { part, index } of texts) {
    const text = decoded.get(index)!;
    if (part.contentType === 'text/html') {
      html = html === null ? text.text : `${html}\n${text.text}`;
      if (alternatives.get(alternativeOf(structure, index))) continue;
      const rendered = htmlToText(text.text);
      if (rendered && source === 'none') source = 'html';
      addRun(rendered, null, part);
    } else {
      if (text.text) source = 'plain';
      addRun(text.text, text, part);
    }
  }
  const first = texts.find(({ part }) => part.contentType === 'text/plain')?.part;
  const flowed =
    first?.parameters.get('format')?.toLowerCase() === 'flowed'
      ? { delsp: first.parameters.get('delsp')?.toLowerCase() === 'yes' }
      : null;
  return {
    body: new PartsBody({ text: pieces.join(''), html, textSource: source, flowed, runs, raw }),
    used,
    problems,
  };
}

/** Index of the nearest multipart/alternative around a part, or -1. */
function alternativeOf(structure: MimeStructure, index: number): number {
  for (let at = structure.parts[index]!.parent; at >= 0; at = structure.parts[at]!.parent)
    if (structure.parts[at]!.contentType === 'multipart/alternative') return at;
  return -1;
}

function isText(part: MimePart): boolean {
  if (part.disposition === 'attachment') return false;
  if (part.contentType === 'text/html') return part.fileName === null || part.disposition === 'inline';
  return (
    part.contentType === 'text/plain' ||
    part.contentType === 'text/enriched' ||
    (part.parent < 0 && part.contentType.startsWith('text/'))
  );
}

class PartsBody implements Body {
  readonly text: string;
  readonly html: string | null;
  readonly textSource: Body['textSource'];
  readonly flowed: Body['flowed'];
  readonly #runs: readonly Run[];
  readonly #source: string;
  readonly #bytesOffset: number;
  readonly #origin: Origin;

  constructor(parts: {
    text: string;
    html: string | null;
    textSource: Body['textSource'];
    flowed: Body['flowed'];
    runs: readonly Run[];
    raw: RawMessage;
  }) {
    this.text = parts.text;
    this.html = parts.html;
    this.textSource = parts.textSource;
    this.flowed = parts.flowed;
    this.#runs = parts.runs;
    this.#source = parts.raw.origin.source;
    this.#bytesOffset = parts.raw.bytesOffset;
    this.#origin = parts.raw.origin;
  }

  locate(start: number, end: number): Origin {
    const first = this.#runs.find((run) => run.end > start) ?? this.#runs.at(-1);
    const last = this.#runs.findLast((run) => run.start < Math.max(end, start + 1)) ?? first;
    if (!first || !last) return this.#origin;
    const from = rangeIn(first, start, Math.min(end, first.end))[0];
    const to = rangeIn(last, Math.max(start, last.start), end)[1];
    return { source: this.#source, offset: this.#bytesOffset + from, length: Math.max(0, to - from) };
  }
}

function rangeIn(run: Run, start: number, end: number): readonly [number, number] {
  if (!run.plain) return [run.bodyStart, run.bodyEnd];
  const from = Math.max(0, start - run.start);
  return run.plain.locate(from, Math.max(from, Math.min(end, run.end) - run.start));
}

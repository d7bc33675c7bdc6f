import { parseParameterizedValue } from '../header/content-type.js';
import { collapseSpace } from '../header/encoded-word.js';
import { type HeaderRanges, readHeaderRanges } from '../header/header-fields.js';
import { latin1 } from './charset.js';

/** One MIME part as it stands in the bytes of a message. */
export interface MimePart {
  /** Lower case `type/subtype`. */
  readonly contentType: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** Lower case Content-Transfer-Encoding; '' if absent. */
  readonly encoding: string;
  readonly disposition: 'inline' | 'attachment' | null;
  readonly fileName: string | null;
  /** Content-ID without brackets. */
  readonly contentId: string | null;
  /** First byte of the part's header. */
  readonly start: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  /** Index of the multipart that holds it; -1 for the whole message. */
  readonly parent: number;
  /** False where no empty line ends its header. */
  readonly separated: boolean;
  /** Names of fields in its header that are none of MIME's; empty for the whole message. */
  readonly foreignFields: readonly string[];
}

/** Text around the parts of a multipart: before its first delimiter line, or behind its last one. */
export interface AroundParts {
  readonly kind: 'preamble' | 'epilogue';
  readonly start: number;
  readonly end: number;
}

/** The parts of a message as they nest, and what was wrong with them. */
export interface MimeStructure {
  /** Every part in order of appearance; a multipart stands before its children. */
  readonly parts: readonly MimePart[];
  readonly around: readonly AroundParts[];
  /** Kebab-case names of what was wrong with the structure. */
  readonly faults: readonly MimeFault[];
}

/** What can be wrong with the parts of a message. */
export type MimeFault =
  | 'mime-boundary-missing'
  | 'mime-boundary-unclosed'
  | 'mime-too-deep'
  | 'mime-too-many-parts'
  | 'mime-no-parts';

const MOST_PARTS = 1000;
const DEEPEST = 50;
/** Multiparts whose boundary is looked for in all lines. */
const MOST_LOOKED_UP = 20;

interface Open {
  part: Writable<MimePart>;
  index: number;
  boundary: string | null;
  /** Index behind the last delimiter line of its own; -1 before the first. */
  delimited: number;
}
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Finds the MIME parts of a message (RFC 2046 §5.1) by its delimiter lines, with an explicit stack: nesting and number of parts
 * are bounded, an unclosed or missing boundary ends at the outer delimiter or the end. Attached messages are leaves.
 *
 * @param untyped what the whole is where its header does not say
 */
export function readMimeParts(bytes: Uint8Array, header: HeaderRanges, untyped = 'text/plain'): MimeStructure {
  const faults = new Set<MimeFault>();
  const parts: Writable<MimePart>[] = [];
  const open: Open[] = [];
  const root = readPart(bytes, 0, header, -1, untyped);
  parts.push(root);
  if (!root.contentType.startsWith('multipart/')) return { parts, around: [], faults: [] };
  const around: AroundParts[] = [];
  const close = (frame: Open, line: number) => {
    closePart(frame, bytes, line);
    const { part, boundary, delimited } = frame;
    if (boundary === null && delimited >= 0 && part.bodyEnd > delimited)
      around.push({ kind: 'epilogue', start: delimited, end: part.bodyEnd });
  };
  const lines = dashLines(bytes, header.bodyStart);
  openPart({ bytes, part: root, index: 0, open, lines, faults });
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (line < (open.at(-1)?.part.bodyStart ?? 0)) continue;
    const hit = findDelimiter(bytes, line, open);
    if (!hit) continue;
    while (open.length - 1 > hit.depth) close(open.pop()!, line);
    const frame = open[hit.depth]!;
    if (frame.delimited < 0 && line > frame.part.bodyStart)
      around.push({ kind: 'preamble', start: frame.part.bodyStart, end: line });
    frame.delimited = hit.next;
    if (hit.closing) {
      frame.boundary = null;
      continue;
    }
    if (parts.length >= MOST_PARTS) {
      faults.add('mime-too-many-parts');
      break;
    }
    const limit = nextDelimiter(bytes, lines, at + 1, open);
    const ranges = withoutText(bytes, readHeaderRanges(bytes.subarray(0, limit), hit.next));
    const inherited = frame.part.contentType === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
    const part = readPart(bytes, hit.next, ranges, frame.index, inherited);
    parts.push(part);
    openPart({ bytes, part, index: parts.length - 1, open, lines, faults });
  }
  if (open.some((frame) => frame.boundary !== null && frame.part.contentType.startsWith('multipart/')))
    faults.add('mime-boundary-unclosed');
  while (open.length) close(open.pop()!, bytes.length);
  const parents = new Set(parts.map((part) => part.parent));
  for (const [index, part] of parts.entries()) {
    if (!part.contentType.startsWith('multipart/') || parents.has(index)) continue;
    // QUIRK: list servers take a message's parts out and leave its Content-Type: what is there is text.
    part.contentType = 'text/plain';
    faults.add('mime-no-parts');
  }
  return { parts, around, faults: [...faults] };
}

function openPart(context: {
  bytes: Uint8Array;
  part: Writable<MimePart>;
  index: number;
  open: Open[];
  lines: readonly number[];
  faults: Set<MimeFault>;
}): void {
  const { bytes, part, index, open, lines, faults } = context;
  let boundary: string | null = null;
  if (part.contentType.startsWith('multipart/')) {
    if (open.length >= DEEPEST) faults.add('mime-too-deep');
    else {
      boundary = part.parameters.get('boundary')?.trimEnd() || null;
      // QUIRK: gateways that write the header anew put another boundary there than the lines have, or quote it with ' instead of ".
      const isAbsent =
        boundary === null || (index < MOST_LOOKED_UP && !hasLine(bytes, lines, part.bodyStart, boundary));
      if (isAbsent) {
        const guessed = guessBoundary(bytes, lines, part.bodyStart);
        const isFree = guessed !== null && open.every((frame) => frame.boundary !== guessed);
        if (boundary === null || isFree) faults.add('mime-boundary-missing');
        if (isFree) boundary = guessed;
      }
    }
  }
  open.push({ part, index, boundary, delimited: -1 });
}

/** The part ends before the line end that precedes the delimiter (RFC 2046 §5.1.1). */
function closePart(frame: Open, bytes: Uint8Array, line: number): void {
  let end = line;
  if (line < bytes.length || bytes[line - 1] === 10) {
    if (line < bytes.length && bytes[end - 1] === 10) end--;
    if (line < bytes.length && bytes[end - 1] === 13) end--;
  }
  frame.part.bodyEnd = Math.max(frame.part.bodyStart, end);
}

/** Starts of the lines that begin with `--`. */
function dashLines(bytes: Uint8Array, from: number): number[] {
  const found: number[] = [];
  for (let at = from; at < bytes.length; ) {
    if (bytes[at] === 0x2d && bytes[at + 1] === 0x2d) found.push(at);
    const next = bytes.indexOf(10, at);
    if (next < 0) break;
    at = next + 1;
  }
  return found;
}

function delimiterText(bytes: Uint8Array, line: number): { text: string; next: number } {
  const feed = bytes.indexOf(10, line);
  const end = feed < 0 ? bytes.length : feed;
  return {
    text: latin1(bytes, line + 2, Math.min(end, line + 300)).trimEnd(),
    next: feed < 0 ? bytes.length : feed + 1,
  };
}

function findDelimiter(
  bytes: Uint8Array,
  line: number,
  open: readonly Open[],
): { depth: number; closing: boolean; next: number } | null {
  const { text, next } = delimiterText(bytes, line);
  for (let depth = open.length - 1; depth >= 0; depth--) {
    const boundary = open[depth]!.boundary;
    if (boundary === null) continue;
    if (text === boundary) return { depth, closing: false, next };
    if (text.length === boundary.length + 2 && text.startsWith(boundary) && text.endsWith('--'))
      return { depth, closing: true, next };
  }
  return null;
}

function nextDelimiter(bytes: Uint8Array, lines: readonly number[], from: number, open: readonly Open[]): number {
  for (let at = from; at < lines.length; at++) if (findDelimiter(bytes, lines[at]!, open)) return lines[at]!;
  return bytes.length;
}

function hasLine(bytes: Uint8Array, lines: readonly number[], from: number, boundary: string): boolean {
  return lines.some((line) => line >= from && delimiterText(bytes, line).text.startsWith(boundary));
}

/** QUIRK: a multipart without boundary parameter: the first line that looks like a delimiter names it. */
function guessBoundary(bytes: Uint8Array, lines: readonly number[], from: number): string | null {
  for (const line of lines) {
    if (line < from) continue;
    const { text, next } = delimiterText(bytes, line);
    const header = text.length > 0 && text.length < 71 ? readHeaderRanges(bytes, next).fields[0] : undefined;
    if (header && /^content-/i.test(latin1(bytes, header.start, header.nameEnd))) return text;
  }
  return null;
}

/** A line such as `Note: bring it` in a part whose header no empty line ends is text: only MIME's own fields begin a part. */
function withoutText(bytes: Uint8Array, header: HeaderRanges): HeaderRanges {
  if (header.separated) return header;
  const first = header.fields.findIndex(({ start, nameEnd }) => !isPartField(latin1(bytes, start, nameEnd)));
  if (first < 0) return header;
  return { ...header, fields: header.fields.slice(0, first), bodyStart: header.fields[first]!.start };
}

const isPartField = (name: string): boolean => /^(?:content-|x-|mime-version$)/i.test(name);

function readPart(
  bytes: Uint8Array,
  start: number,
  header: HeaderRanges,
  parent: number,
  inherited: string,
): Writable<MimePart> {
  let type = '';
  let encoding = '';
  let disposition = '';
  let contentId: string | null = null;
  for (const field of header.fields) {
    const length = field.nameEnd - field.start;
    if (length < 10 || length > 25) continue;
    const name = latin1(bytes, field.start, field.nameEnd).toLowerCase();
    if (!name.startsWith('content-')) continue;
    const value = latin1(bytes, field.valueStart, field.end);
    if (name === 'content-type') type ||= value;
    else if (name === 'content-transfer-encoding') encoding ||= value;
    else if (name === 'content-disposition') disposition ||= value;
    else if (name === 'content-id') contentId = collapseSpace(value).replace(/^<|>$/g, '');
  }
  const parsed = parseParameterizedValue(type);
  const placed = parseParameterizedValue(disposition);
  const contentType = /^[^/\s]+\/[^/\s]+$/.test(parsed.value)
    ? parsed.value
    : parsed.value === 'text'
      ? 'text/plain'
      : inherited;
  return {
    contentType,
    parameters: parsed.parameters,
    encoding: encoding
      .replace(/\([^()]*\)/g, '')
      .replace(/["';\s]+/g, '')
      .toLowerCase()
      // QUIRK: `quoted/printable`, `base-64`: the right encoding with the wrong punctuation.
      .replace(/^quoted[-_/.]?printable$/, 'quoted-printable')
      .replace(/^base[-_/.]64$/, 'base64'),
    disposition: placed.value === '' ? null : placed.value === 'inline' ? 'inline' : 'attachment',
    fileName: placed.parameters.get('filename') ?? parsed.parameters.get('name') ?? null,
    contentId,
    start,
    bodyStart: header.bodyStart,
    bodyEnd: bytes.length,
    parent,
    separated: header.separated,
    foreignFields:
      parent < 0
        ? []
        : header.fields
            .map(({ start: from, nameEnd }) => latin1(bytes, from, nameEnd))
            .filter((name) => !isPartField(name)),
  };
}

import type { EmbeddedHeader, EmbeddedMessage, Segment, SplitBody } from '../segment.js';
import { type SplitBodyOptions, splitBody } from '../split-body.js';
import { type CleanedText, cleanPrinted, type PrintedMark } from './clean-printed.js';
import { isLetterhead, isTitledLetterhead, titleAbove } from './letterhead.js';

/** A conversation as it was printed: the message at its top, and those below it. */
export interface PrintedChain {
  /** Offsets count in the text as it was given; page stamps, Bates numbers and what stands above the header are `disclaimer` segments. */
  readonly split: SplitBody;
  /** The header at the top, which is that of the printed message itself; null if the text begins with something else. */
  readonly top: EmbeddedHeader | null;
  /** The title above a header that tells no subject: what a page of web mail shows for one; null where there is none. */
  readonly title: string | null;
  readonly marks: readonly PrintedMark[];
}

/**
 * Splits a printed conversation, newest message on top: the header block at its start is that of the message itself. An owner's name,
 * stamps and metadata may stand above it (`isLetterhead`).
 *
 * Page stamps, Bates numbers, form feeds and misread labels are tolerated and noted (`cleanPrinted`).
 */
export function splitPrintedChain(text: string, options: SplitBodyOptions = {}): PrintedChain {
  const cleaned = cleanPrinted(text);
  const split = splitBody(cleaned.text, { ...options, tolerateOcr: true });
  const first = split.embedded[0];
  const own = first !== undefined && isTop(first, cleaned.text);
  const raised = own ? raise(split, cleaned.text) : split;
  return {
    split: moveBack(raised, cleaned, text),
    top: own ? moveHeader(first.header, cleaned) : null,
    title: own && first.header.subject === null ? titleAbove(cleaned.text.slice(0, first.header.start)) : null,
    marks: cleaned.marks,
  };
}

/** True for a header with nothing before it but what a printer or an archive puts above a document. */
function isTop(message: EmbeddedMessage, text: string): boolean {
  const { header } = message;
  if (message.depth !== 1 || (header.style !== 'block' && header.style !== 'notes') || header.end <= header.start)
    return false;
  const above = text.slice(0, header.start);
  // Words that announce a message stand below a text that quotes it.
  const announced = /^[\s>]*-{2,}[^\n]*\p{L}/u.test(text.slice(header.start, header.start + 200));
  return above.trim() === '' || (!announced && (isLetterhead(above) || isTitledLetterhead(above, header.subject)));
}

/** Makes the first embedded message the message itself: all others stand one level higher. */
function raise(split: SplitBody, text: string): SplitBody {
  const top = split.embedded[0]!.header.start;
  const segments = split.segments.map((segment): Segment => {
    if (segment.embedded === 0 || segment.depth === 0) {
      const isAbove = segment.depth === 0 && segment.end <= top;
      const kind = isAbove ? 'disclaimer' : segment.kind === 'quoted' ? 'authored' : segment.kind;
      return { ...segment, kind, depth: 0, embedded: null };
    }
    const embedded = segment.embedded === null ? null : segment.embedded - 1;
    return { ...segment, depth: segment.depth - 1, embedded };
  });
  return {
    segments,
    embedded: split.embedded.slice(1).map((message) => ({
      ...message,
      depth: Math.max(1, message.depth - 1),
      quotedBy: message.quotedBy === null || message.quotedBy === 0 ? null : message.quotedBy - 1,
    })),
    authored: segments
      .filter(({ kind }) => kind === 'authored')
      .map(({ start, end }) => text.slice(start, end))
      .join(''),
  };
}

function moveBack(split: SplitBody, cleaned: CleanedText, text: string): SplitBody {
  const aside = cleaned.marks.filter(({ code }) => code === 'page-stamp' || code === 'bates-number');
  const segments: Segment[] = [];
  let next = 0;
  split.segments.forEach((segment, index) => {
    let start = index === 0 ? 0 : segments.at(-1)!.end;
    const end = index === split.segments.length - 1 ? text.length : cleaned.offsetAt(segment.end);
    for (; next < aside.length && aside[next]!.start < end; next++) {
      const mark = aside[next]!;
      if (mark.start > start) segments.push({ ...segment, start, end: mark.start });
      start = Math.min(mark.end + 1, text.length);
      segments.push({ ...segment, kind: 'disclaimer', start: mark.start, end: start });
    }
    if (end > start) segments.push({ ...segment, start, end });
  });
  if (!split.segments.length && text)
    segments.push({ kind: 'authored', start: 0, end: text.length, depth: 0, embedded: null });
  return {
    segments,
    embedded: split.embedded.map((message) => {
      const ranges = moveRanges(message.ranges, cleaned, text);
      return {
        ...message,
        header: moveHeader(message.header, cleaned),
        ranges,
        text: ranges.map(({ start, end }) => text.slice(start, end)).join(''),
      };
    }),
    authored: split.authored,
  };
}

function moveHeader(header: EmbeddedHeader, cleaned: CleanedText): EmbeddedHeader {
  return { ...header, start: cleaned.offsetAt(header.start), end: cleaned.offsetAt(header.end) };
}

/** Runs in the given text, line by line; one run falls into several where something was taken out of it. */
function moveRanges(ranges: EmbeddedMessage['ranges'], cleaned: CleanedText, text: string): EmbeddedMessage['ranges'] {
  const moved: { start: number; end: number }[] = [];
  for (const { start, end } of ranges) {
    for (let at = start; at < end; ) {
      const newline = cleaned.text.indexOf('\n', at);
      const whole = newline >= 0 && newline < end;
      const from = cleaned.offsetAt(at);
      const lineEnd = text.indexOf('\n', from);
      const to = lineEnd < 0 ? text.length : lineEnd + (whole ? 1 : 0);
      const last = moved.at(-1);
      if (last?.end === from) last.end = to;
      else moved.push({ start: from, end: to });
      at = whole ? newline + 1 : end;
    }
  }
  return moved;
}

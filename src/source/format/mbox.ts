// Long because one state machine over the bytes.

import { CountedProblem } from '../counted-problem.js';
import { CutMessage } from '../cut-message.js';
import type { Origin, RawMessage } from '../source.js';
import { mentionsContentLength, statedEnd } from './content-length.js';
import { headerBehindStrayLines } from './eml.js';
import {
  type CutContext,
  type Cutter,
  type Format,
  type HandOver,
  type Head,
  MESSAGE_LIMIT,
  type Sink,
  type Window,
} from './format.js';
import { hasFromDate, isPatchLine, LOOKAHEAD, type SeparatorHabit, separatesMessages } from './from-line.js';
import { countCoreFields, isBlankLine, nextLine, skipBlank } from './header-scan.js';

/**
 * Mailboxes of messages that each begin with a `From ` line: mboxo, mboxrd, mboxcl, mboxcl2, Mailman's archives.
 *
 *     From a@example.org Mon Jan  3 10:00:00 2005   ← origin.offset
 *     Subject: plan                                 ← bytesOffset
 *
 *     Let's.
 *                                                   ← the empty line belongs to the message
 *     From b@example.org ...
 *
 * A file that begins with a header and goes on with `From ` lines has lost its first separator: that header starts a
 * message too. Anything else before the first separator is a gap.
 */
export const mbox: Format<'mbox' | 'eml'> = {
  names: ['mbox', 'eml'],
  recognises,
  cutter: (head, context) => new MboxCutter(head, context),
};

function recognises(head: Head, context: CutContext): boolean {
  if (context.maildir) return false;
  const { bytes } = head;
  const start = skipLead(bytes, 0, bytes.length);
  if (startsFrom(bytes, start) && separatesMessages(bytes, start, bytes.length, true, { dated: false })) return true;
  const headed = countCoreFields(bytes, start, bytes.length) > 0;
  if (headed && /\.eml$/i.test(context.source)) return false;
  // One message often shows another one's separator in its body; a mailbox that lost its first separator has more.
  const needed = headed && !/\.(mbox|mbx)$/i.test(context.source) ? 2 : 1;
  return countSeparators(bytes, needed) === needed;
}

/** Separators after empty lines, counted up to a limit. */
function countSeparators(bytes: Buffer, limit: number): number {
  const habit = { dated: true };
  let count = 0;
  for (let at = bytes.indexOf('\nFrom ', 0, 'latin1'); at >= 0 && count < limit; ) {
    if (separatesMessages(bytes, at + 1, bytes.length, isSpaced(bytes, at, 0), habit) === true) count++;
    at = bytes.indexOf('\nFrom ', at + 1, 'latin1');
  }
  return count;
}

class MboxCutter implements Cutter {
  readonly #context: CutContext;
  readonly #sourceLength: number | null;
  #lengthsStated: boolean;
  #quoting: RawMessage['fromQuoting'];
  /** What the bytes at hand belong to: nothing yet, a gap, or a message with or without its `From ` line. */
  #item: 'start' | 'gap' | 'header' | 'separator' = 'start';
  #messages = 0;
  #gapOffset = 0;
  #gapBlank = true;
  #gapCode: 'bytes-before-first-message' | 'message-too-large' = 'bytes-before-first-message';
  /** Offset in the source up to which no separator stands that was not dealt with. */
  #searched = 0;
  /** Offset in the source up to which no `From ` stands that is glued to a zero byte or a byte order mark. */
  #glued = -1;
  #habit: SeparatorHabit = { dated: false };
  #seam = -1;
  #stopped = false;
  readonly #unspaced = new CountedProblem(
    'separator-without-blank-line',
    'notice',
    (count) => `${count} "From " line(s) with a header follow text without an empty line; each starts a message`,
  );
  readonly #lying = new CountedProblem(
    'content-length-wrong',
    'info',
    (count) => `Content-Length of ${count} message(s) does not lead to the next message; it was ignored`,
  );
  readonly #inside = new CountedProblem(
    'separator-inside-message',
    'notice',
    (count) => `${count} "From " line(s) inside the length that Content-Length states were taken as text`,
  );

  constructor(head: Head, context: CutContext) {
    this.#context = context;
    this.#sourceLength = head.sourceLength;
    this.#lengthsStated = mentionsContentLength(head.bytes);
    this.#quoting = escapesReversibly(head.bytes) ? 'mboxrd' : 'mboxo';
  }

  get format(): 'mbox' | 'eml' {
    return this.#messages === 1 && this.#item === 'header' ? 'eml' : 'mbox';
  }

  readonly handOver: HandOver = {
    isPossible: () => this.#habit.dated && !this.#habit.patches && !this.#lengthsStated && this.#item === 'separator',
    stopAt: (offset) => {
      this.#seam = offset;
    },
    hasStopped: () => this.#stopped,
    resume: () => {
      this.#habit = { dated: true };
      this.#lengthsStated = false;
    },
  };

  cut(window: Window, sink: Sink): number {
    const { bytes, last } = window;
    const base = window.offset - window.start;
    let start = window.start;
    if (this.#item === 'start') {
      if (!last && bytes.length - start < LOOKAHEAD * 2) return 0;
      start = this.#begin(bytes, start, base, sink);
    }
    let search = Math.max(start, this.#searched - base);
    for (;;) {
      const feed = this.#nextFrom(bytes, search, base);
      if (feed < 0) {
        search = Math.max(search, bytes.length - 5);
        break;
      }
      search = feed;
      const at = feed + 1;
      if (!last && at + LOOKAHEAD > bytes.length) break;
      const verdict = separatesMessages(bytes, at, bytes.length, isSpaced(bytes, feed, start), this.#habit);
      // QUIRK: some writers put two `From ` lines above a message: that of the relay and their own.
      if (verdict === false || (this.#item === 'separator' && nextLine(bytes, start, at) === at)) {
        search = at;
        continue;
      }
      const end = this.#lengthsStated ? this.#trueEnd(bytes, start, at, base, last) : at;
      if (end === null) break;
      if (end > at) {
        search = end - 1;
        continue;
      }
      if (verdict === 'unspaced') this.#unspaced.add(this.#origin(at + base, 5));
      this.#finish(bytes, start, at, base, sink);
      this.#startMessage(bytes, at);
      start = at;
      search = nextLine(bytes, at, bytes.length) - 1;
      if (at + base !== this.#seam) continue;
      this.#stopped = true;
      this.#searched = search + base;
      return at - window.start;
    }
    this.#searched = search + base;
    if (last) {
      this.#finish(bytes, start, bytes.length, base, sink);
      for (const problem of [this.#unspaced, this.#lying, this.#inside]) problem.report(sink);
      return bytes.length - window.start;
    }
    return this.#hold(bytes, start, base, sink) - window.start;
  }

  /**
   * Index of the next byte before `From ` that ends a line, or of a zero byte, with which a file system that failed fills blocks, or of the last of a
   * byte order mark, with which a file began that was put behind another; -1 if none.
   */
  #nextFrom(bytes: Buffer, search: number, base: number): number {
    const feed = bytes.indexOf('\nFrom ', search, 'latin1');
    if (this.#glued < search + base) {
      const found = GLUES.map((glue) => bytes.indexOf(`${glue}From `, search, 'latin1') + glue.length - 1);
      const next = Math.min(...found.map((at, which) => (at < GLUES[which]!.length - 1 ? bytes.length - 5 : at)));
      this.#glued = next + base;
    }
    const glued = this.#glued - base;
    const isThere = glued + 5 < bytes.length && isGlue(bytes, glued) && startsFrom(bytes, glued + 1);
    return isThere && (feed < 0 || glued < feed) ? glued : feed;
  }

  /** Decides what the source begins with; returns where that begins. */
  #begin(bytes: Buffer, start: number, base: number, sink: Sink): number {
    const lead = skipLead(bytes, start, Math.min(bytes.length, start + LOOKAHEAD));
    if (startsFrom(bytes, lead) && separatesMessages(bytes, lead, bytes.length, true, this.#habit)) {
      if (lead > start)
        sink.gap(start + base, lead - start, 'info', 'blank-bytes', 'blank lines before the first message');
      this.#startMessage(bytes, lead);
      this.#searched = nextLine(bytes, lead, bytes.length) - 1 + base;
      return lead;
    }
    if (countCoreFields(bytes, lead, bytes.length) > 0) {
      this.#item = 'header';
      return start;
    }
    const header = headerBehindStrayLines(bytes, lead, Math.min(bytes.length, start + LOOKAHEAD));
    if (header === null || bytes.subarray(lead, header).includes('\nFrom ')) {
      this.#startGap(start + base, 'bytes-before-first-message');
      return start;
    }
    const what = 'lines above the header are no fields; the message begins behind them';
    sink.gap(start + base, header - start, 'warning', 'bytes-before-header', what);
    this.#item = 'header';
    return header;
  }

  #startMessage(bytes: Buffer, at: number): void {
    this.#item = 'separator';
    const end = nextLine(bytes, at, bytes.length);
    if (!this.#habit.dated)
      this.#habit = { dated: hasFromDate(bytes, at + 5, end), patches: isPatchLine(bytes, at, end) };
  }

  #startGap(offset: number, code: 'bytes-before-first-message' | 'message-too-large'): void {
    this.#item = 'gap';
    this.#gapOffset = offset;
    this.#gapCode = code;
    this.#gapBlank = true;
  }

  /** Gives out what lies in [start, end): a message, or the rest of a gap. */
  #finish(bytes: Buffer, start: number, end: number, base: number, sink: Sink): void {
    if (this.#item === 'gap') {
      this.#endGap(bytes, start, end, base, sink);
      return;
    }
    if (end - start > MESSAGE_LIMIT) {
      this.#giveMessage(bytes, start, start + MESSAGE_LIMIT, base, sink);
      this.#startGap(start + MESSAGE_LIMIT + base, 'message-too-large');
      this.#endGap(bytes, start + MESSAGE_LIMIT, end, base, sink);
      return;
    }
    this.#giveMessage(bytes, start, end, base, sink);
  }

  /** Lets go of what cannot belong to a message to come; returns where the bytes begin that are still needed. */
  #hold(bytes: Buffer, start: number, base: number, sink: Sink): number {
    let from = start;
    if (this.#item !== 'gap' && bytes.length - start > MESSAGE_LIMIT + LOOKAHEAD) {
      from = start + MESSAGE_LIMIT;
      this.#giveMessage(bytes, start, from, base, sink);
      this.#startGap(from + base, 'message-too-large');
    }
    if (this.#item !== 'gap') return from;
    const keep = Math.max(from, Math.min(this.#searched - base, bytes.length) - 4);
    this.#gapBlank &&= isBlank(bytes, from, keep);
    return keep;
  }

  #endGap(bytes: Buffer, start: number, end: number, base: number, sink: Sink): void {
    const length = end + base - this.#gapOffset;
    const blank = this.#gapBlank && isBlank(bytes, start, end);
    if (length === 0) return;
    if (this.#gapCode === 'message-too-large') {
      const message = `a message is longer than ${MESSAGE_LIMIT} bytes; the rest of it was left out`;
      sink.gap(this.#gapOffset, length, 'error', this.#gapCode, message);
    } else if (blank) sink.gap(this.#gapOffset, length, 'info', 'blank-bytes', 'blank lines before the first message');
    else sink.gap(this.#gapOffset, length, 'warning', this.#gapCode, 'bytes before the first message are no mail');
  }

  #giveMessage(bytes: Buffer, start: number, end: number, base: number, sink: Sink): void {
    const separated = this.#item === 'separator';
    let header = separated ? nextLine(bytes, start, end) : skipBlank(bytes, start, end);
    if (separated && startsFrom(bytes, header) && hasFromDate(bytes, header + 5, nextLine(bytes, header, end)))
      header = nextLine(bytes, header, end);
    const bodyEnd =
      end < bytes.length || separated ? withoutBlankLine(bytes, header, withoutGlue(bytes, header, end)) : end;
    this.#messages++;
    if (isFolderData(bytes, header, bodyEnd)) {
      const what = 'what a mail program keeps at the top of a mailbox for itself (FOLDER INTERNAL DATA), no mail';
      sink.gap(start + base, end - start, 'info', 'mailbox-head', what);
      return;
    }
    sink.message(
      new CutMessage(
        this.#origin(start + base, end - start),
        this.#context.custodian,
        this.#context.folder,
        bytes.subarray(header, bodyEnd),
        header + base,
        separated ? header - start : 0,
        separated ? this.#quoting : 'none',
      ),
    );
  }

  /**
   * Where the message at `start` ends if a separator stands at `at`: there, or further on if its Content-Length
   * leads to another separator or to the end; null if more bytes are needed to tell.
   */
  #trueEnd(bytes: Buffer, start: number, at: number, base: number, last: boolean): number | null {
    if (this.#item !== 'separator' && this.#item !== 'header') return at;
    const header = this.#item === 'separator' ? nextLine(bytes, start, at) : start;
    const stated = statedEnd(bytes, header, at);
    if (stated === null || (stated <= at && isBlank(bytes, stated, at))) return at;
    if (
      stated > at &&
      stated - start <= MESSAGE_LIMIT &&
      stated + base <= (this.#sourceLength ?? Number.MAX_SAFE_INTEGER)
    ) {
      if (!last && stated + LOOKAHEAD * 2 > bytes.length) return null;
      const landing = skipLineEnds(bytes, stated);
      if (landing >= bytes.length || this.#isSeparator(bytes, landing)) {
        // QUIRK: mboxcl2 writers escape nothing, as the length tells where the message ends.
        this.#quoting = 'none';
        this.#inside.add(this.#origin(at + base, 5));
        return landing;
      }
    }
    this.#lying.add(this.#origin(start + base, at - start));
    return at;
  }

  #isSeparator(bytes: Buffer, at: number): boolean {
    return startsFrom(bytes, at) && separatesMessages(bytes, at, bytes.length, true, this.#habit) !== false;
  }

  #origin(offset: number, length: number): Origin {
    return { source: this.#context.source, offset, length };
  }
}

/** QUIRK: Pine and the IMAP server of its makers keep the numbers of a folder in a message of their own. */
function isFolderData(bytes: Buffer, start: number, end: number): boolean {
  const head = bytes.toString('latin1', start, Math.min(end, start + 2000)).split(/\r?\n\r?\n/, 1)[0]!;
  return (
    /^Subject: DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA/m.test(head) &&
    /^From: Mail System Internal Data </m.test(head)
  );
}

/** Index after blank lines and zero bytes, which a file system that failed leaves before a `From ` line. */
function skipLead(bytes: Buffer, at: number, end: number): number {
  const blank = skipBlank(bytes, at, end);
  let index = blank;
  while (index < end && bytes[index] === 0) index++;
  return index > blank && startsFrom(bytes, index) ? index : blank;
}

function startsFrom(bytes: Buffer, at: number): boolean {
  return bytes[at] === 70 && bytes.toString('latin1', at, at + 5) === 'From ';
}

/** True if the line that ends with the line feed at `feed` is empty, or is the first of the message at `start`. */
function isSpaced(bytes: Buffer, feed: number, start: number): boolean {
  if (bytes[feed] === 0) return true;
  if (bytes[feed] === 0xbf) return bytes[feed - MARK.length] === 10 && isSpaced(bytes, feed - MARK.length, start);
  const before = bytes[feed - 1] === 13 ? feed - 2 : feed - 1;
  return before < start || bytes[before] === 10;
}

/** A byte order mark in UTF-8. */
const MARK = '\xef\xbb\xbf';
const GLUES = ['\0', MARK] as const;

/** True if a zero byte stands there, or the last byte of a byte order mark. */
const isGlue = (bytes: Buffer, at: number): boolean => bytes[at] === 0 || endsInMark(bytes, at + 1);

const endsInMark = (bytes: Buffer, end: number): boolean =>
  bytes[end - 1] === 0xbf && bytes[end - 2] === 0xbb && bytes[end - 3] === 0xef;

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    const byte = bytes[index];
    if (byte !== 10 && byte !== 13 && byte !== 32 && byte !== 9) return false;
  }
  return true;
}

/** Index after at most two line ends. */
function skipLineEnds(bytes: Buffer, at: number): number {
  let index = at;
  for (let count = 0; count < 2 && isBlankLine(bytes, index, bytes.length); count++)
    index += bytes[index] === 13 ? 2 : 1;
  return Math.min(index, bytes.length);
}

/** The end without the zero bytes that fill a block, of which a few may be text, or without the mark that a file behind it began with. */
function withoutGlue(bytes: Buffer, start: number, end: number): number {
  if (end < bytes.length && end - MARK.length >= start && endsInMark(bytes, end)) return end - MARK.length;
  let index = end;
  while (index > start && bytes[index - 1] === 0) index--;
  return end - index >= FEWEST_ZEROES ? index : end;
}

const FEWEST_ZEROES = 8;

/** The end without the one empty line that the writer of the mailbox put there. */
function withoutBlankLine(bytes: Buffer, start: number, end: number): number {
  if (end - 2 >= start && bytes[end - 1] === 10 && bytes[end - 2] === 10) return end - 1;
  if (end - 3 >= start && bytes[end - 1] === 10 && bytes[end - 2] === 13 && bytes[end - 3] === 10) return end - 2;
  return end;
}

/**
 * True if the writer escapes `>From ` too (mboxrd), so that every escape can be undone: public-inbox says so in its
 * separators; else a `>>From ` that is not part of a quotation shows it.
 */
function escapesReversibly(bytes: Buffer): boolean {
  if (bytes.indexOf('From mboxrd@z ', 0, 'latin1') >= 0) return true;
  for (let at = bytes.indexOf('\n>>From ', 0, 'latin1'); at >= 0; at = bytes.indexOf('\n>>From ', at + 1, 'latin1')) {
    const lineBefore = bytes.lastIndexOf(10, Math.max(0, at - 1)) + 1;
    const lineAfter = nextLine(bytes, at + 1, bytes.length);
    if (bytes[lineBefore] !== 62 && bytes[lineAfter] !== 62) return true;
  }
  return false;
}

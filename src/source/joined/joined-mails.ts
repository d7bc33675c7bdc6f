import { parseLooseDate } from '../../date/loose-date.js';
import { isPlausibleMoment } from '../../date/plausible-moment.js';
import { CountedProblem } from '../counted-problem.js';
import { CutMessage } from '../cut-message.js';
import { type CutContext, type Cutter, type Format, MESSAGE_LIMIT, type Sink, type Window } from '../format/format.js';
import { LOOKAHEAD } from '../format/from-line.js';
import { countCoreFields, fieldNameLength, headerNames, isBlankLine, nextLine } from '../format/header-scan.js';

/**
 * Mails that stand one behind the other with no separator of a mailbox: `cat *.eml > all.txt`, batches of news (`#! rnews 1234`), folders of
 * Pegasus (0x1A behind each mail), prints with a form feed or a rule between.
 *
 *     Message-ID: <a@x>  …          ← origin.offset, bytesOffset
 *     Let's.
 *     ----------                    ← belongs to the mail above, not to its text
 *     Message-ID: <b@x>             ← the next mail
 *     In-Reply-To: <a@x>
 *
 * A mail may as well show another one whole in its text (a bounce, a report of spam). So one of these must say that the second is no
 * quotation: a mark of such files stands before it, it was sent later, it answers the first, or there are three of one make.
 */
export const joinedMails: Format<'mbox'> = {
  names: ['mbox'],
  recognises: ({ bytes }, context) => !context.maildir && areJoined(bytes),
  cutter: (_head, context) => new JoinedCutter(context),
};

/** The header of a mail that a program sent, and where it begins. */
interface RawHeader {
  readonly at: number;
  /** Its fields, unfolded, as `name: value` lines. */
  readonly text: string;
  /** Where it ends: at the empty line below it. */
  readonly end: number;
  /** The name of its first field, in lower case: of one make, all begin alike. */
  readonly first: string;
}

/** Where a mail ends, what stands between it and the next, and the next one's header. */
interface Seam {
  readonly end: number;
  readonly next: RawHeader;
  /** True where a mark that no text contains stands between them. */
  readonly marked: boolean;
}

/** Bytes at the start of a file that may be marks or the record of a folder, in which Pegasus keeps its name. */
const LONGEST_LEAD = 200;

function areJoined(bytes: Buffer): boolean {
  const at = skipLead(bytes, 0);
  const first = readHeader(bytes, at, bytes.length);
  if (first === null) return false;
  let alike = 0;
  let from = first;
  for (let count = 0; count < 50; count++) {
    const seam = findSeam(bytes, from, () => true);
    if (seam === null) return false;
    if (isCertain(seam, from)) return true;
    if (seam.next.first === first.first && ++alike === 2) return true;
    from = seam.next;
  }
  return false;
}

/** True where the mail behind a seam cannot be one that the mail before it shows. */
function isCertain({ marked, next }: Seam, before: RawHeader): boolean {
  if (marked) return true;
  const id = /^message-id:[ \t]*(<[^<>\s]{3,300}>)/im.exec(before.text)?.[1];
  if (id !== undefined && /^(?:in-reply-to|references):.*/im.exec(next.text)?.[0].includes(id)) return true;
  const [sent, later] = [dateOf(before), dateOf(next)];
  return sent !== null && later !== null && later - sent > CLOCKS_DIFFER;
}

/** Two clocks, or their zones, may be so far apart that a mail shows one with a later date. */
const CLOCKS_DIFFER = 86_400_000;

/** When a mail was sent; null where it does not say, or a clock that was never set does. */
function dateOf({ text }: RawHeader): number | null {
  const date = /^date:(.{1,200})/im.exec(text)?.[1];
  const time = date === undefined ? null : (parseLooseDate(date.trim())?.time ?? null);
  return time !== null && isPlausibleMoment(time) ? time : null;
}

class JoinedCutter implements Cutter<'mbox'> {
  readonly format = 'mbox';
  readonly #context: CutContext;
  readonly #joined = new CountedProblem(
    'mails-without-separator',
    'notice',
    (count) => `${count} mail(s) begin where another ends, with a header of their own and no separator of a mailbox`,
  );
  #first: string | null = null;

  constructor(context: CutContext) {
    this.#context = context;
  }

  cut({ bytes, start, offset, last }: Window, sink: Sink): number {
    const { source, custodian, folder } = this.#context;
    let at = start;
    while (at < bytes.length) {
      if (!last && bytes.length - at < LOOKAHEAD) break;
      const header = readHeader(bytes, this.#first === null ? skipLead(bytes, at) : at, bytes.length);
      this.#first ??= header?.first ?? '';
      const seam = header && findSeam(bytes, header, (one) => one.next.first === this.#first || isCertain(one, header));
      // What tells that it is one must be at hand, or the place of windows would.
      const isWhole = seam !== null && (last || seam.next.at + LOOKAHEAD <= bytes.length);
      if (!isWhole && !last && bytes.length - at < MESSAGE_LIMIT) break;
      const next = isWhole ? seam.next.at : bytes.length;
      const from = header?.at ?? at;
      const text = bytes.subarray(from, isWhole ? seam.end : next);
      const origin = { source, offset: offset + at - start, length: next - at };
      if (origin.offset > 0) this.#joined.add({ ...origin, length: 0 });
      sink.message(new CutMessage(origin, custodian, folder, text, offset + from - start, 0, 'none'));
      at = next;
    }
    if (last) this.#joined.report(sink);
    return at - start;
  }
}

/** The first seam behind a header that is taken for one; null where none is. What stands in a part of the mail is no seam. */
function findSeam(bytes: Buffer, header: RawHeader, isTaken: (seam: Seam) => boolean): Seam | null {
  let from = endOfParts(bytes, header);
  while (from !== null) {
    const feed = bytes.indexOf('\nDate:', from, 'latin1');
    if (feed < 0) return null;
    const seam = seamAt(bytes, header, feed + 1);
    if (seam !== null && isTaken(seam)) return seam;
    // All lines of one header stand or fall together.
    from = endOfBlock(bytes, feed + 1);
  }
  return null;
}

/** Index of the line end before the first empty line behind `at`. */
function endOfBlock(bytes: Buffer, at: number): number {
  let line = nextLine(bytes, at, bytes.length);
  while (line < bytes.length && !isBlankLine(bytes, line, bytes.length)) line = nextLine(bytes, line, bytes.length);
  return line - 1;
}

/** Where the parts of a mail end, or its header does; null for a mail that holds another one as a part, or whose parts do not end. */
function endOfParts(bytes: Buffer, { end: headerEnd, text }: RawHeader): number | null {
  const type = /^content-type:[ \t]*([^\n]*)/im.exec(text)?.[1] ?? '';
  if (/^message\//i.test(type)) return null;
  if (!/^multipart\//i.test(type)) return headerEnd + 1;
  const boundary = /boundary="?([^";\n]{1,200})/i.exec(type)?.[1]?.trim();
  const end = boundary === undefined ? -1 : bytes.indexOf(`\n--${boundary}--`, headerEnd, 'latin1');
  return end < 0 ? null : end + 1;
}

/** The seam before the header that holds the `Date:` at `line`; null where no header of a sent mail stands there on its own. */
function seamAt(bytes: Buffer, current: RawHeader, line: number): Seam | null {
  let at = line;
  for (let count = 0; count < MOST_FIELDS && at > current.at; count++) {
    const before = bytes.lastIndexOf(10, at - 2) + 1;
    const isFolded = bytes[before] === 32 || bytes[before] === 9;
    if (!isFolded && fieldNameLength(bytes, skipZeroes(bytes, before), at) === 0) break;
    if (isBlankLine(bytes, before, at)) break;
    at = before;
  }
  const next = readHeader(bytes, skipZeroes(bytes, at), bytes.length);
  if (next === null || next.at <= current.end) return null;
  const { end, marked } = skipMarksBack(bytes, next.at);
  return { end, next, marked };
}

/** Fields of a header that are walked back over. */
const MOST_FIELDS = 300;

/** The header at `at`, if only a program that sends mail writes such a one. */
function readHeader(bytes: Buffer, at: number, end: number): RawHeader | null {
  const limit = Math.min(end, at + LOOKAHEAD);
  const names = headerNames(bytes, at, limit);
  if (countCoreFields(bytes, at, limit) < 4 || !SENT_FIELDS.some((name) => names.includes(name))) return null;
  if (!names.includes('from') || !names.includes('date')) return null;
  const raw = bytes.toString('latin1', at, limit);
  const length = /\r?\n\r?\n/.exec(raw)?.index ?? raw.length;
  const text = raw
    .slice(0, length)
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ');
  return { at, text, end: at + length, first: names[0]! };
}

const SENT_FIELDS = ['message-id', 'received', 'return-path'];

/** Index after what stands above the first header: a mark, or the record of a folder, which zero bytes fill. */
function skipLead(bytes: Buffer, at: number): number {
  const glued = bytes.lastIndexOf(0, Math.min(bytes.length, at + LONGEST_LEAD)) + 1;
  if (glued > at) return glued;
  let line = at;
  while (line < bytes.length && isMark(bytes, line, nextLine(bytes, line, bytes.length)))
    line = nextLine(bytes, line, bytes.length);
  return line;
}

/** Index after the bytes 0x00, 0x0C and 0x1A, with which programs end a mail or a page. */
function skipZeroes(bytes: Buffer, at: number): number {
  let index = at;
  while (bytes[index] === 0 || bytes[index] === 12 || bytes[index] === 26) index++;
  return index;
}

/** Where the mail before a header ends: above the marks, rules and empty lines between. */
function skipMarksBack(bytes: Buffer, header: number): { readonly end: number; readonly marked: boolean } {
  let marked = false;
  let end = header;
  while (bytes[end - 1] === 0 || bytes[end - 1] === 12 || bytes[end - 1] === 26) {
    end--;
    marked = true;
  }
  for (let count = 0; count < 4; count++) {
    const before = bytes.lastIndexOf(10, end - 2) + 1;
    if (isMark(bytes, before, end)) marked ||= !RULE.test(bytes.toString('latin1', before, end));
    else if (!isBlankLine(bytes, before, end)) break;
    end = before;
  }
  return { end, marked };
}

const RULE = /^[-=_*#~]{10,100}\r?\n?$/;
/** `#! rnews 1234`, `Message 2 of 7`, a rule. */
const MARK = /^(?:#! rnews \d{1,12}|-*\s?message \d{1,7} of \d{1,7}\s?-*|[-=_*#~]{10,100})\r?\n?$/i;

function isMark(bytes: Buffer, at: number, end: number): boolean {
  if (end <= at || end - at > LONGEST_MARK) return false;
  const behind = skipZeroes(bytes, at);
  return (
    (behind > at && (behind === end || isBlankLine(bytes, behind, end))) || MARK.test(bytes.toString('latin1', at, end))
  );
}

const LONGEST_MARK = 120;

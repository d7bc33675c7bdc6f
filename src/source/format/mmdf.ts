import { CutMessage } from '../cut-message.js';
import { type CutContext, type Cutter, type Format, MESSAGE_LIMIT, type Sink, type Window } from './format.js';
import { LOOKAHEAD } from './from-line.js';
import { countCoreFields, headerNames, isBlankLine, nextLine, skipBlank } from './header-scan.js';

const MMDF = '\x01\x01\x01\x01';

/** Foxmail's mailboxes (`.box`): sixteen bytes before each message, the last two a line end. */
const FOXMAIL = `${'\x10'.repeat(7)}${'\x11'.repeat(6)}S`;

/**
 * MMDF mailboxes (SCO, pine): a line of four `^A` before each message and another behind it.
 *
 *     ^A^A^A^A          ← origin.offset
 *     Subject: plan     ← bytesOffset
 *
 *     Let's.
 *     ^A^A^A^A          ← belongs to the message
 *
 * Also Foxmail's mailboxes, whose mark stands before each message alone, and mails that somebody wrote one below the other with the same rule above each, `----------`, `==========`, and the logs of LISTSERV.
 */
export const mmdf: Format<'mbox'> = {
  names: ['mbox'],
  recognises: ({ bytes }) => markOf(bytes) !== null,
  cutter: ({ bytes }, context) => new MarkCutter(markOf(bytes) ?? MMDF, context),
};

/** The line that parts the messages of a mailbox; null where its first line is none. */
function markOf(bytes: Buffer): string | null {
  const lead = skipBlank(bytes, 0, bytes.length);
  const first = bytes.toString('latin1', lead, Math.min(nextLine(bytes, lead, bytes.length), lead + LONGEST_RULE));
  if (first.startsWith(MMDF)) {
    const header = skipFrom(bytes, skipMarks(bytes, lead, MMDF));
    return countCoreFields(bytes, header, bytes.length) > 0 ? MMDF : null;
  }
  if (first.startsWith(FOXMAIL)) return FOXMAIL;
  const rule = /^([-=_*#~])\1{9,}(?=\r?\n)/.exec(first)?.[0];
  if (rule === undefined || !beginsMail(bytes, lead + rule.length)) return null;
  return findMark(bytes, lead + rule.length, rule) < 0 ? null : rule;
}

const LONGEST_RULE = 200;

/** Index of the byte before the next mark that parts messages; -1 where none does. A rule does if the header of a sent mail follows. */
function findMark(bytes: Buffer, from: number, mark: string): number {
  // Foxmail's stands behind the last byte of the message before, whatever that is.
  if (mark === FOXMAIL) return bytes.indexOf(`${mark}\r\n`, from, 'latin1') - 1;
  let found = bytes.indexOf(`\n${mark}`, from, 'latin1');
  while (found >= 0 && mark !== MMDF && !beginsMail(bytes, found + 1 + mark.length))
    found = bytes.indexOf(`\n${mark}`, found + 1, 'latin1');
  return found;
}

/** True where the line ends at `at`, and a header that only a mail program writes stands below. */
function beginsMail(bytes: Buffer, at: number): boolean {
  if (!isBlankLine(bytes, at, bytes.length)) return false;
  const end = Math.min(bytes.length, at + LOOKAHEAD);
  const header = skipFrom(bytes, skipBlank(bytes, at, end));
  const names = headerNames(bytes, header, end);
  return countCoreFields(bytes, header, end) >= 3 && SENT_FIELDS.some((name) => names.includes(name));
}

/** The last is all that the logs of LISTSERV keep: Date, Reply-To, Sender, From, Subject. */
const SENT_FIELDS = ['message-id', 'received', 'return-path', 'mime-version', 'sender'];

/** Index after a `From ` line, which some writers put below the mark. */
const skipFrom = (bytes: Buffer, at: number): number =>
  bytes.toString('latin1', at, at + 5) === 'From ' ? nextLine(bytes, at, bytes.length) : at;

class MarkCutter implements Cutter {
  readonly format = 'mbox';
  readonly #mark: string;
  readonly #context: CutContext;

  constructor(mark: string, context: CutContext) {
    this.#mark = mark;
    this.#context = context;
  }

  cut({ bytes, start, offset, last }: Window, sink: Sink): number {
    const { source, custodian, folder } = this.#context;
    const mark = this.#mark;
    let at = start;
    while (at < bytes.length) {
      // A byte order mark before the first mark belongs to the first message.
      const header = skipMarks(bytes, offset + at - start === 0 ? skipBlank(bytes, at, bytes.length) : at, mark);
      const found = findMark(bytes, header, mark);
      if (found < 0 && !last && bytes.length - at < MESSAGE_LIMIT) break;
      // The mark and what tells that it is one must be at hand, or the rest of the line would begin a message.
      if (found >= 0 && !last && found + LOOKAHEAD > bytes.length) break;
      const end = found < 0 ? bytes.length : found + 1;
      // A mark of MMDF closes a message, a rule opens the next.
      const next = found < 0 ? bytes.length : mark === MMDF ? afterMark(bytes, end, mark) : end;
      const origin = { source, offset: offset + at - start, length: next - at };
      if (skipBlank(bytes, header, end) >= end)
        sink.gap(origin.offset, origin.length, 'info', 'blank-bytes', 'no message between two marks');
      else
        sink.message(
          new CutMessage(origin, custodian, folder, bytes.subarray(header, end), offset + header - start, 0, 'none'),
        );
      at = next;
    }
    return at - start;
  }
}

/** Index after the marks, each a line, that stand at `at`. */
function skipMarks(bytes: Buffer, at: number, mark: string): number {
  let index = at;
  while (bytes.toString('latin1', index, index + mark.length) === mark) index = afterMark(bytes, index, mark);
  return index;
}

function afterMark(bytes: Buffer, at: number, mark: string): number {
  let index = at + mark.length;
  if (bytes[index] === 13) index++;
  return bytes[index] === 10 ? index + 1 : index;
}

import { CutMessage } from '../cut-message.js';
import { type CutContext, type Cutter, type Format, MESSAGE_LIMIT, type Sink, type Window } from './format.js';
import { countCoreFields, skipBlank } from './header-scan.js';

const MARK = '\x01\x01\x01\x01';

/**
 * MMDF mailboxes (SCO, pine): a line of four `^A` before each message and another behind it.
 *
 *     ^A^A^A^A          ← origin.offset
 *     Subject: plan     ← bytesOffset
 *
 *     Let's.
 *     ^A^A^A^A          ← belongs to the message
 */
export const mmdf: Format<'mbox'> = {
  names: ['mbox'],
  recognises: ({ bytes }) => {
    const lead = skipBlank(bytes, 0, bytes.length);
    const start = skipMarks(bytes, lead);
    return (
      bytes.toString('latin1', lead, lead + MARK.length) === MARK && countCoreFields(bytes, start, bytes.length) > 0
    );
  },
  cutter: (_head, context) => new MmdfCutter(context),
};

class MmdfCutter implements Cutter {
  readonly format = 'mbox';
  readonly #context: CutContext;

  constructor(context: CutContext) {
    this.#context = context;
  }

  cut({ bytes, start, offset, last }: Window, sink: Sink): number {
    const { source, custodian, folder } = this.#context;
    let at = start;
    while (at < bytes.length) {
      // A byte order mark before the first mark belongs to the first message.
      const header = skipMarks(bytes, offset + at - start === 0 ? skipBlank(bytes, at, bytes.length) : at);
      const found = bytes.indexOf(`\n${MARK}`, header, 'latin1');
      if (found < 0 && !last && bytes.length - at < MESSAGE_LIMIT) break;
      // The mark and its line end must be at hand, or the rest of the line would begin a message.
      if (found >= 0 && !last && found + MARK.length + 3 > bytes.length) break;
      const end = found < 0 ? bytes.length : found + 1;
      const next = found < 0 ? bytes.length : afterMark(bytes, end);
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
function skipMarks(bytes: Buffer, at: number): number {
  let index = at;
  while (bytes.toString('latin1', index, index + MARK.length) === MARK) index = afterMark(bytes, index);
  return index;
}

function afterMark(bytes: Buffer, at: number): number {
  let index = at + MARK.length;
  if (bytes[index] === 13) index++;
  return bytes[index] === 10 ? index + 1 : index;
}

import { CutMessage } from '../cut-message.js';
import { BABYL } from '../format/eml.js';
import type { CutContext, Cutter, Format, Sink, Window } from '../format/format.js';
import { isBlankLine, nextLine } from '../format/header-scan.js';
import { takeWhole } from '../outlook/whole-window.js';

/**
 * Babyl, the mailboxes of Emacs Rmail up to 2009 (version 5): the header as it came above `*** EOOH ***`, below it what of it was shown.
 *
 *     BABYL OPTIONS: -*- rmail -*- …    ← a gap
 *     ^_^L
 *     1, answered,,                     ← origin.offset; 0 where the header below is whole
 *     Message-ID: <a@x> …               ← the header, bytesOffset
 *     *** EOOH ***
 *     From: Mira …                      ← shown, read only where nothing stands above
 *
 *     Let's.                            ← the body
 *     ^_                                ← belongs to the message
 */
export const babyl: Format<'babyl'> = {
  names: ['babyl'],
  recognises: ({ bytes }) =>
    bytes.toString('latin1', 0, BABYL.length) === BABYL && bytes.includes(BEGIN, 0, 'latin1') && bytes.includes(EOOH),
  cutter: (_head, context) => new BabylCutter(context),
};

const BEGIN = '\x1f\x0c';
const EOOH = '*** EOOH ***';

class BabylCutter implements Cutter<'babyl'> {
  readonly format = 'babyl';
  readonly #context: CutContext;

  constructor(context: CutContext) {
    this.#context = context;
  }

  cut(window: Window, sink: Sink): number {
    const { bytes, taken } = takeWhole(window, sink, this.#context, 'a mailbox of Emacs Rmail');
    if (bytes === null) return taken;
    let at = nextMessage(bytes, 0);
    sink.gap(0, at, 'info', 'mailbox-head', 'the head of the mailbox holds no message');
    while (at < bytes.length) {
      const next = nextMessage(bytes, at);
      this.#give(bytes, at, next, sink);
      at = next;
    }
    return taken;
  }

  #give(bytes: Buffer, start: number, end: number, sink: Sink): void {
    const { source, custodian, folder } = this.#context;
    const status = nextLine(bytes, start, end);
    const told = bytes.toString('latin1', start, Math.min(status, start + 400));
    const last = bytes.lastIndexOf('\x1f', end - 1, 'latin1');
    const close = last < status ? end : last;
    const mark = bytes.indexOf(EOOH, status, 'latin1');
    if (!/^[01],/.test(told) || mark < 0 || mark >= close) {
      const isBlank = bytes.toString('latin1', start, close).trim() === '';
      sink.gap(
        start,
        end - start,
        isBlank ? 'info' : 'error',
        isBlank ? 'blank-bytes' : 'mailbox-damaged',
        isBlank ? 'no message stands here' : 'bytes without the marks of a message',
      );
      return;
    }
    const shown = nextLine(bytes, mark, close);
    const isPruned = bytes.toString('latin1', status, mark).trim() !== '';
    const header = isPruned ? status : shown;
    let body = shown;
    while (isPruned && body < close && !isBlankLine(bytes, body, close)) body = nextLine(bytes, body, close);
    const origin = { source, offset: start, length: end - start };
    // The header, its empty line included, and the body stand apart: in between is what Rmail showed.
    const upTo = isPruned ? withoutBlank(bytes, status, mark) : close;
    const pieces = [
      [header, upTo - header],
      [body, close - body],
    ] as const;
    const parts = isPruned
      ? [bytes.subarray(header, upTo), bytes.subarray(body, close)]
      : [bytes.subarray(header, close)];
    const marks = told
      .slice(2)
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '' && word !== 'filed');
    const facts =
      marks.length === 0
        ? []
        : [{ name: 'marks', value: marks.join('; '), origin: { ...origin, length: status - start } }];
    const message = new CutMessage(origin, custodian, folder, Buffer.concat(parts), header, 0, 'none');
    sink.message(Object.assign(message, { facts }, isPruned ? { pieces: { pieces } } : {}));
  }
}

/** Index of the status line of the next message; the end where none follows. */
function nextMessage(bytes: Buffer, at: number): number {
  const found = bytes.indexOf(BEGIN, at, 'latin1');
  return found < 0 ? bytes.length : nextLine(bytes, found, bytes.length);
}

/** Index after the last line of a header that is not empty. */
function withoutBlank(bytes: Buffer, start: number, end: number): number {
  let index = end;
  while (
    index > start + 1 &&
    (bytes[index - 1] === 10 || bytes[index - 1] === 13) &&
    (bytes[index - 2] === 10 || bytes[index - 2] === 13)
  )
    index--;
  return index;
}

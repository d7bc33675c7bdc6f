import { eml } from '../format/eml.js';
import type { CutContext, Cutter, Format, Head, NamesOf, Sink, Window } from '../format/format.js';
import { mbox } from '../format/mbox.js';
import { joinedMails } from '../joined/joined-mails.js';

const LF = 10;
const CR = 13;

/**
 * Mail whose line ends were turned round, LF CR, as programs of RISC OS and faulty transfers write them: cut and read as with CR LF. Both
 * take as many bytes, so that places stay.
 */
export const lfCr: Format<NamesOf<(typeof WRITTEN_SO)[number]>> = {
  names: ['mbox', 'eml', 'maildir'],
  recognises: (head, context) => isTurned(head.bytes) && formatOf(turnedHead(head), context) !== undefined,
  cutter: (head, context) => new TurnedCutter(head, context),
};

const WRITTEN_SO = [mbox, joinedMails, eml] as const;
/** Line ends that must all be turned round. */
const FEWEST = 3;
const MOST = 1000;

/** True where each of the first line ends is LF CR. */
function isTurned(bytes: Buffer): boolean {
  let count = 0;
  let at = bytes.indexOf(LF);
  if (at < 1 || bytes[at - 1] === CR) return false;
  for (; at >= 0 && at + 1 < bytes.length && count < MOST; at = bytes.indexOf(LF, at + 1), count++)
    if (bytes[at + 1] !== CR) return false;
  return count >= FEWEST;
}

const turnedHead = (head: Head): Head => ({ ...head, bytes: turn(head.bytes, 0) });
const formatOf = (head: Head, context: CutContext) => WRITTEN_SO.find((format) => format.recognises(head, context));

/** A copy with CR LF for LF CR from an index on. */
function turn(bytes: Buffer, from: number): Buffer {
  const turned = Buffer.from(bytes);
  // The second half of a line end whose first half was taken.
  if (turned[from] === CR) turned[from] = LF;
  for (let at = turned.indexOf(LF, from); at >= 0; at = turned.indexOf(LF, at + 2))
    if (turned[at + 1] === CR) {
      turned[at] = CR;
      turned[at + 1] = LF;
    }
  return turned;
}

class TurnedCutter implements Cutter<'mbox' | 'eml' | 'maildir' | 'unknown'> {
  readonly #inner: Cutter<'mbox' | 'eml' | 'maildir' | 'unknown'>;

  constructor(head: Head, context: CutContext) {
    const turned = turnedHead(head);
    this.#inner = (formatOf(turned, context) ?? eml).cutter(turned, context);
  }

  get format(): 'mbox' | 'eml' | 'maildir' | 'unknown' {
    return this.#inner.format;
  }

  cut(window: Window, sink: Sink): number {
    const { bytes, start, last } = window;
    // Half a line end waits for the other half.
    const half = !last && bytes.length > start && bytes[bytes.length - 1] === LF ? 1 : 0;
    return this.#inner.cut({ ...window, bytes: turn(bytes.subarray(0, bytes.length - half), start) }, sink);
  }
}

import type { CutContext, Cutter, Format, Head, Sink, Window } from '../format/format.js';
import { mbox } from '../format/mbox.js';
import type { RawMessage } from '../source.js';

const LF = 10;
const CR = 13;

/**
 * Mailboxes whose lines end in CR alone, as programs of old Macintoshes wrote them (Eudora, Claris Emailer): cut where the same mailbox with
 * line feeds is cut. Each message keeps the bytes of the file. Single messages of this kind are read as they are.
 */
export const bareCr: Format<'mbox' | 'eml'> = {
  names: mbox.names,
  recognises: (head, context) => {
    const { bytes } = head;
    return bytes.includes(CR) && !bytes.includes(LF) && mbox.recognises(withFeeds(head), context);
  },
  cutter: (head, context) => new BareCrCutter(head, context),
};

const withFeeds = (head: Head): Head => ({ ...head, bytes: feedsOf(head.bytes) });

/** A copy with a line feed for each CR: of the same length, so that places stay. */
function feedsOf(bytes: Buffer): Buffer {
  const fed = Buffer.from(bytes);
  for (let at = fed.indexOf(CR); at >= 0; at = fed.indexOf(CR, at + 1)) fed[at] = LF;
  return fed;
}

class BareCrCutter implements Cutter<'mbox' | 'eml' | 'unknown'> {
  readonly #inner: Cutter<'mbox' | 'eml' | 'unknown'>;

  constructor(head: Head, context: CutContext) {
    this.#inner = mbox.cutter(withFeeds(head), context);
  }

  get format(): 'mbox' | 'eml' | 'unknown' {
    return this.#inner.format;
  }

  cut(window: Window, sink: Sink): number {
    const { bytes, start, offset } = window;
    const written = ({ bytes: fed, bytesOffset }: RawMessage): Buffer => {
      const from = start + bytesOffset - offset;
      return bytes.subarray(from, from + fed!.length);
    };
    return this.#inner.cut(
      { ...window, bytes: feedsOf(bytes) },
      {
        message: (message) => {
          const { origin, custodian, folder, bytesOffset, fromLine, fromQuoting } = message;
          sink.message({
            origin,
            custodian,
            folder,
            bytes: written(message),
            bytesOffset,
            fromLine,
            fromQuoting,
            record: null,
          });
        },
        gap: (...gap) => sink.gap(...gap),
        silentGap: (...gap) => sink.silentGap(...gap),
        problem: (problem) => sink.problem(problem),
      },
    );
  }
}

import { CutMessage } from '../cut-message.js';
import { type CutContext, type Cutter, type Format, MESSAGE_LIMIT, type Sink, type Window } from '../format/format.js';

/**
 * MBX mailboxes of the University of Washington's IMAP server and Pine (docs/formats.txt of uw-imap): a head of 2,048 bytes, then before each message
 * a line with its time of arrival, its length, keywords and flags.
 *
 *     *mbx*␍␊ …keywords…                                              ← a gap
 *      4-Apr-2016 09:12:00 +0200,213;000000010001-00000001␍␊           ← origin.offset
 *     Message-ID: <a@x>␍␊ …                                            ← bytesOffset, 213 bytes
 *
 * Messages that were removed but not yet taken out of the file are read, and marked.
 */
export const uwMbx: Format<'mbx'> = {
  names: ['mbx'],
  recognises: ({ bytes }) => bytes.toString('latin1', 0, MAGIC.length) === MAGIC,
  cutter: ({ bytes }, context) => new MbxCutter(readKeywords(bytes), context),
};

const MAGIC = '*mbx*\r\n';
const HEAD = 2048;
/** Longest line before a message. */
const LINE = 100;
const MESSAGE_LINE =
  /([ \d]\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d [+-]\d{4}),(\d{1,12});([0-9a-f]{8})([0-9a-f]{4})-[0-9a-f]{8}\r\n/;
const FLAGS: readonly (readonly [number, string])[] = [
  [0x1, 'read'],
  [0x2, 'deleted'],
  [0x4, 'flagged'],
  [0x8, 'answered'],
  [0x20, 'draft'],
  [0x8000, 'expunged, not yet removed from the file'],
];

/** The names of the keywords that stand in the head, by their bits. */
const readKeywords = (bytes: Buffer): readonly string[] =>
  bytes
    .toString('latin1', 0, HEAD)
    .split('\r\n')
    .slice(2, 32)
    .map((line) => line.replace(/\0/g, '').trim());

class MbxCutter implements Cutter<'mbx'> {
  readonly format = 'mbx';
  readonly #keywords: readonly string[];
  readonly #context: CutContext;

  constructor(keywords: readonly string[], context: CutContext) {
    this.#keywords = keywords;
    this.#context = context;
  }

  cut({ bytes, start, offset, last }: Window, sink: Sink): number {
    let at = start;
    const placed = (index: number): number => offset + index - start;
    while (at < bytes.length) {
      if (placed(at) === 0) {
        if (bytes.length - at < HEAD && !last) break;
        const head = Math.min(HEAD, bytes.length - at);
        sink.gap(0, head, 'info', 'mailbox-head', 'the head of the mailbox holds no message');
        at += head;
        continue;
      }
      if (bytes.length - at < LINE && !last) break;
      const line = MESSAGE_LINE.exec(bytes.toString('latin1', at, at + LINE));
      if (line?.index !== 0) {
        const next = findLine(bytes, at + 1);
        if (next < 0 && !last) {
          // What may be the beginning of a line comes again.
          const kept = Math.max(at, bytes.length - LINE);
          if (kept > at) this.#lose(placed(at), kept - at, sink);
          at = kept;
          break;
        }
        const end = next < 0 ? bytes.length : next;
        this.#lose(placed(at), end - at, sink);
        at = end;
        continue;
      }
      const header = at + line[0].length;
      const told = Number(line[2]);
      if (told > MESSAGE_LIMIT) {
        this.#lose(placed(at), line[0].length, sink);
        at = header;
        continue;
      }
      // What stands behind it tells whether the length is right.
      if (bytes.length - header < told + LINE && !last) break;
      const stated = header + told;
      const whole = Math.min(bytes.length, stated);
      const isRight = stated === bytes.length || isLine(bytes, stated);
      const next = isRight ? -1 : findLine(bytes, header, whole);
      const end = next < 0 ? whole : next;
      this.#give(bytes.subarray(header, end), line, placed(at), placed(header), sink);
      if (end !== stated) {
        const { source } = this.#context;
        const message = `${source}: the length before a message is wrong, or the mailbox is cut off: it was read up to the next`;
        sink.problem({
          code: 'mailbox-cut',
          severity: 'error',
          message,
          origin: { source, offset: placed(end), length: 0 },
        });
      }
      at = end;
    }
    return at - start;
  }

  #lose(offset: number, length: number, sink: Sink): void {
    sink.gap(
      offset,
      length,
      'error',
      'mailbox-damaged',
      'bytes that belong to no message: a length before them is wrong',
    );
  }

  #give(bytes: Buffer, line: RegExpExecArray, offset: number, bytesOffset: number, sink: Sink): void {
    const { source, custodian, folder } = this.#context;
    const origin = { source, offset, length: bytesOffset + bytes.length - offset };
    const [, arrived = '', , keywords = '', flags = ''] = line;
    const place = { source, offset, length: bytesOffset - offset };
    const bits = Number.parseInt(flags, 16);
    const marks = FLAGS.filter(([bit]) => (bits & bit) !== 0).map(([, name]) => name);
    const words = Number.parseInt(keywords, 16);
    const labels = this.#keywords.filter((name, bit) => name !== '' && (words & (1 << bit)) !== 0);
    const facts = [
      ['arrived', arrived.trim()],
      ['marks', marks.join('; ')],
      ['labels', labels.join('; ')],
    ].flatMap(([name, value]) => (value === '' ? [] : [{ name: name!, value: value!, origin: place }]));
    const message = new CutMessage(origin, custodian, folder, bytes, bytesOffset, 0, 'none');
    sink.message(Object.assign(message, { facts }));
  }
}

const isLine = (bytes: Buffer, at: number): boolean =>
  MESSAGE_LINE.exec(bytes.toString('latin1', at, at + LINE))?.index === 0;

/** Index of the next line that stands before a message, up to an end; -1 where none does. */
function findLine(bytes: Buffer, from: number, until = bytes.length): number {
  for (
    let feed = bytes.indexOf('\r\n', from, 'latin1');
    feed >= 0 && feed + 2 < until;
    feed = bytes.indexOf('\r\n', feed + 2, 'latin1')
  )
    if (isLine(bytes, feed + 2)) return feed + 2;
  return -1;
}

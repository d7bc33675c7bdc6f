import type { Problem, RawMessage } from '../../source/source.js';
import { parseParameterizedValue } from '../header/content-type.js';
import type { FieldRange } from '../header/field-range.js';
import { readHeaderRanges } from '../header/header-fields.js';
import { fieldsNamed } from '../header-text.js';
import type { Message } from '../message.js';

/** A message that was sent in pieces, whole again: as bytes that stand in several places, or what of it is not there. */
export interface JoinedPieces {
  /** The pieces by their number, each where it stands. */
  readonly pieces: readonly MessagePiece[];
  /** The message put together; null where a piece is not there. */
  readonly whole: RawMessage | null;
  /** Numbers of the pieces that were not found, and how many there are; null where no piece tells. */
  readonly missing: readonly number[];
  readonly total: number | null;
}

/** One of them. */
export interface MessagePiece {
  readonly raw: RawMessage;
  readonly bytes: Buffer;
  readonly number: number;
  readonly total: number | null;
}

/** Bytes of pieces that are held until all was read, and pieces that a message may have. */
const MOST_HELD = 128 << 20;
const MOST_PIECES = 1000;

/** True for a message that says that it is a piece of another one (RFC 2046 §5.2.2). */
export const isPiece = ({ headers }: Message): boolean => /message\/partial/i.test(headers.text);

/**
 * Collects pieces of messages while mail is read. Those of one id, sender and custodian belong together.
 *
 *     pieces.add(raw, message)     // for each message that `isPiece`
 *     pieces.joined()              // once all was read
 */
export class MessagePieces {
  readonly #groups = new Map<string, MessagePiece[]>();
  #held = 0;

  /** True where no piece was found. */
  get isEmpty(): boolean {
    return this.#groups.size === 0;
  }

  add(raw: RawMessage, message: Message): void {
    const isPlain = raw.bytes !== null && raw.cell === undefined && raw.utf16Length === undefined && !raw.pieces;
    const type = fieldsNamed(message.headers, /^content-type$/i)[0]?.value ?? '';
    const { value, parameters } = parseParameterizedValue(type);
    const [id, number, total] = [parameters.get('id'), Number(parameters.get('number')), parameters.get('total')];
    if (!isPlain || value !== 'message/partial' || !id || !(number >= 1 && number <= MOST_PIECES)) return;
    if (this.#held + raw.bytes!.length > MOST_HELD) return;
    this.#held += raw.bytes!.length;
    const told = Number(total);
    const key = `${raw.custodian ?? ''}\n${message.from?.address.toLowerCase() ?? ''}\n${id}`;
    const group = this.#groups.get(key) ?? [];
    // A copy of a piece adds nothing.
    if (group.some((piece) => piece.number === number)) return;
    const bytes = Buffer.from(raw.bytes!);
    this.#groups.set(key, [...group, { raw, bytes, number, total: told >= 1 && told <= MOST_PIECES ? told : null }]);
  }

  joined(): readonly JoinedPieces[] {
    return [...this.#groups.values()].map((group) => {
      const pieces = group.sort((a, b) => a.number - b.number);
      const total = pieces.find((piece) => piece.total !== null)?.total ?? null;
      const there = new Set(pieces.map(({ number }) => number));
      const all = Array.from({ length: total ?? pieces.at(-1)!.number }, (_, index) => index + 1);
      const missing = all.filter((number) => !there.has(number));
      const isWhole = total !== null && missing.length === 0 && pieces.length === total;
      return { pieces, whole: isWhole ? join(pieces) : null, missing, total };
    });
  }
}

/** A stretch of a piece's bytes. */
type Stretch = readonly [piece: MessagePiece, start: number, end: number];

/** Fields of the message inside that count for the whole; those of the pieces count else (RFC 2046 §5.2.2.1). */
const OF_THE_WHOLE = /^(?:content-.*|subject|message-id|encrypted|mime-version)$/i;

function join(pieces: readonly MessagePiece[]): RawMessage {
  const [first] = pieces;
  const { bytes, raw } = first!;
  const outer = readHeaderRanges(bytes);
  const inner = readHeaderRanges(bytes, outer.bodyStart);
  const isOfTheWhole = ({ start, nameEnd }: FieldRange) => OF_THE_WHOLE.test(bytes.toString('latin1', start, nameEnd));
  const lineOf = ({ start, end }: FieldRange): Stretch => [
    first!,
    start,
    end + (bytes[end] === 13 && bytes[end + 1] === 10 ? 2 : 1),
  ];
  const told = new Set(inner.fields.filter(isOfTheWhole).map(({ start, nameEnd }) => nameOf(bytes, start, nameEnd)));
  const blank = bytes[inner.bodyStart - 2] === 13 ? inner.bodyStart - 2 : inner.bodyStart - 1;
  const stretches: readonly Stretch[] = [
    // A field that the message inside leaves out, as some programs do with its subject, is that of the piece.
    ...outer.fields
      .filter((field) => !isOfTheWhole(field) || isSpare(nameOf(bytes, field.start, field.nameEnd), told))
      .map(lineOf),
    ...inner.fields.filter(isOfTheWhole).map(lineOf),
    [first!, inner.separated ? blank : inner.bodyStart, bytes.length],
    ...pieces.slice(1).map((piece): Stretch => [piece, readHeaderRanges(piece.bytes).bodyStart, piece.bytes.length]),
  ];
  return {
    origin: raw.origin,
    custodian: raw.custodian,
    folder: raw.folder,
    bytes: Buffer.concat(stretches.map(([piece, start, end]) => piece.bytes.subarray(start, end))),
    bytesOffset: raw.bytesOffset,
    fromLine: null,
    fromQuoting: raw.fromQuoting,
    record: null,
    pieces: {
      sources: stretches.map(([piece]) => piece.raw.origin.source),
      pieces: stretches.map(([piece, start, end]) => [
        piece.raw.bytesOffset + start,
        Math.min(end, piece.bytes.length) - start,
      ]),
    },
  };
}

const nameOf = (bytes: Buffer, start: number, end: number): string =>
  bytes.toString('latin1', start, end).toLowerCase();
const isSpare = (name: string, told: ReadonlySet<string>): boolean =>
  (name === 'subject' || name === 'message-id') && !told.has(name);

/** What is told of a message that was joined, at its first piece. */
export function joinedProblem({ pieces }: JoinedPieces): Problem {
  const places = pieces.map(({ raw }) => `${raw.origin.source} at byte ${raw.origin.offset}`);
  return {
    code: 'pieces-joined',
    severity: 'info',
    message: `The message was sent in ${pieces.length} pieces (message/partial), joined here: ${places.slice(0, 20).join('; ')}.`,
    origin: pieces[0]!.raw.origin,
  };
}

/** What is told of another piece of it, whose bytes are no message of their own. */
export function pieceProblem({ pieces }: JoinedPieces, { raw, number }: MessagePiece): Problem {
  const { source, offset } = pieces[0]!.raw.origin;
  const message = `piece ${number} of ${pieces.length} of a message that was sent in pieces (message/partial), read with its first piece in ${source} at byte ${offset}`;
  return { code: 'piece-of-message', severity: 'info', message, origin: raw.origin };
}

/** What is told of a piece whose message is not whole. */
export function missingPieces({ missing, total }: JoinedPieces, { number }: MessagePiece): string {
  const lacking = total === null ? [...missing.map(String), 'those behind the last'] : missing.map(String);
  const which = lacking.slice(0, 20).join(', ');
  return `The message is piece ${number} of ${total ?? '?'} of a longer one (message/partial), which cannot be joined: not among what was read: ${which}.`;
}

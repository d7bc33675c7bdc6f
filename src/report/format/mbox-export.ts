import type { Mailbox, Message } from '../../message/message.js';
import type { Origin, RawMessage } from '../../source/source.js';
import { isoOffset } from '../answer/iso-date.js';

const encoder = new TextEncoder();
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const ESCAPE = 0x3e;
const FROM = encoder.encode('From ');

/** Names a message by where it stands, for finding it again in a second reading. */
export function mboxKey({ source, offset, row }: Origin): string {
  return `${offset} ${row ?? ''} ${source}`;
}

/**
 * One message as an entry of an mboxrd file: a `From ` line, the bytes exactly as they were produced but for the escaping of
 * `From ` lines, an empty line.
 *
 * A record (JSON) has no bytes of a message, a printed text no header: the entry is made from the fields, and
 * `X-Rethread-Synthesized` says so.
 */
export function* mboxEntry(raw: RawMessage, message: Message): Generator<Uint8Array, void, undefined> {
  const hasHeader = raw.bytes !== null && !raw.isText;
  const bytes = hasHeader ? raw.bytes : synthesize(raw, message);
  const lineEnd = usesReturns(bytes) ? '\r\n' : '\n';
  yield encoder.encode(fromLine(raw.fromLine, message) + lineEnd);
  yield* escapeFromLines(bytes, hasHeader ? raw.fromQuoting : 'none');
  yield encoder.encode(endsLine(bytes) ? lineEnd : lineEnd + lineEnd);
}

const FROM_LINE_DATE = /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) .*/;

/**
 * `From mboxrd@z DATE`: the sender is the sign by which readers know mboxrd from mboxo (as public-inbox writes it). The date is
 * that of the separator that was read, else of the message in UTC; the first moment of 1970 where none is known.
 */
function fromLine(read: string | null, { date }: Message): string {
  const written = read === null ? null : FROM_LINE_DATE.exec(read);
  if (written) return `From mboxrd@z ${written[0].trimEnd()}`;
  const [, weekday, day, month, year, time] = /^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/.exec(
    new Date(date?.time ?? 0).toUTCString(),
  ) ?? [null, 'Thu', '01', 'Jan', '1970', '00:00:00'];
  return `From mboxrd@z ${weekday} ${month} ${day!.replace(/^0/, ' ')} ${time} ${year}`;
}

/**
 * Brings the escaping of `From ` lines to that of mboxrd, where each `>*From ` line of a message has one `>` before it.
 *
 * `mboxrd`: stays. `mboxo`: only `From ` was escaped, so `>>From ` gets its `>` now and `>From ` stays: what is read back is
 * what the source gives. `none`: every such line gets its `>`.
 */
function* escapeFromLines(
  bytes: Uint8Array,
  quoting: RawMessage['fromQuoting'],
): Generator<Uint8Array, void, undefined> {
  if (quoting === 'mboxrd') {
    yield bytes;
    return;
  }
  const least = quoting === 'mboxo' ? 2 : 0;
  const escapeMark = new Uint8Array([ESCAPE]);
  let written = 0;
  for (let line = 0; line < bytes.length; ) {
    let at = line;
    while (bytes[at] === ESCAPE) at++;
    if (at - line >= least && FROM.every((byte, index) => bytes[at + index] === byte)) {
      yield bytes.subarray(written, line);
      yield escapeMark;
      written = line;
    }
    const end = bytes.indexOf(LINE_FEED, at);
    line = end < 0 ? bytes.length : end + 1;
  }
  yield bytes.subarray(written);
}

function usesReturns(bytes: Uint8Array): boolean {
  const end = bytes.indexOf(LINE_FEED);
  return end > 0 && bytes[end - 1] === RETURN;
}

function endsLine(bytes: Uint8Array): boolean {
  return bytes.length > 0 && bytes[bytes.length - 1] === LINE_FEED;
}

/** A message of the fields that a record or a printed text gave; fields it did not give are left out. */
function synthesize(raw: RawMessage, message: Message): Uint8Array {
  const { origin, date, subject, inReplyTo, references, body } = message;
  const lines = [
    raw.isText
      ? 'X-Rethread-Synthesized: header made from what the text says of itself'
      : `X-Rethread-Synthesized: header made from the fields of record ${origin.row ?? 0}, byte ${origin.offset}`,
    ...(message.from ? [`From: ${headerMailbox(message.from)}`] : []),
    ...mailboxField('To', message.to),
    ...mailboxField('Cc', message.cc),
    ...mailboxField('Bcc', message.bcc),
    ...(date ? [`Date: ${headerDate(date.time, date.offset)}`] : []),
    ...(subject.text ? [`Subject: ${encodedText(subject.text)}`] : []),
    ...(message.messageId ? [`Message-ID: <${message.messageId}>`] : []),
    ...(inReplyTo.length ? [`In-Reply-To: ${inReplyTo.map((id) => `<${id}>`).join('\n ')}`] : []),
    ...(references.length ? [`References: ${references.map((id) => `<${id}>`).join('\n ')}`] : []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
  ];
  const header = encoder.encode(`${lines.map(withoutBreaks).join('\n')}\n\n`);
  const text = body === null ? (raw.bytes ?? new Uint8Array()) : encoder.encode(body.text);
  const bytes = new Uint8Array(header.length + text.length);
  bytes.set(header);
  bytes.set(text, header.length);
  return bytes;
}

/** No field may break out of its line: only the folds made here stay. */
function withoutBreaks(field: string): string {
  return field.replace(/\r/g, ' ').replace(/\n(?! )/g, ' ');
}

function mailboxField(name: string, mailboxes: readonly Mailbox[]): readonly string[] {
  return mailboxes.length ? [`${name}: ${mailboxes.map(headerMailbox).join(',\n ')}`] : [];
}

function headerMailbox({ name, address }: Mailbox): string {
  if (!name) return address;
  const phrase = isAscii(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : encodedText(name);
  return address ? `${phrase} <${address}>` : `${phrase} <>`;
}

/** `Mon, 01 Mar 2004 09:30:00 +0100`; zone unknown → `-0000` (RFC 5322 §3.3). */
function headerDate(time: number, offset: number | null): string {
  const text = new Date(time + (offset ?? 0) * 60_000).toUTCString();
  return text.replace(/ GMT$/, ` ${isoOffset(offset).replace(':', '')}`);
}

/** Encoded words of at most 75 characters, no character split (RFC 2047 §2, §5). ASCII text stays as it is. */
function encodedText(text: string): string {
  if (isAscii(text)) return text;
  const words: string[] = [];
  let bytes: number[] = [];
  for (const character of text) {
    const more = encoder.encode(character);
    if (bytes.length + more.length > 45) {
      words.push(encodedWord(bytes));
      bytes = [];
    }
    bytes.push(...more);
  }
  words.push(encodedWord(bytes));
  return words.join('\n ');
}

function encodedWord(bytes: readonly number[]): string {
  return `=?utf-8?B?${btoa(String.fromCharCode(...bytes))}?=`;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7e || text.charCodeAt(at) < 0x20) return false;
  return true;
}

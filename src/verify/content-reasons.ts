import { fieldsNamed } from '../message/header-text.js';
import type { Body, Message } from '../message/message.js';
import type { SecondReading } from './mailparser-reading.js';
import {
  asciiOf,
  bothRight,
  isSameButForCharset,
  lettersOf,
  neitherRight,
  oursRight,
  type Reason,
  SAME,
  theirsRight,
} from './reading-reason.js';

const BARE_TYPE = oursRight(
  'Content-Type: text, without subtype: the text (RFC 2045 §5.2) to us, a file to mailparser',
);
const UNKNOWN_TEXT = oursRight(
  'a kind of text that mailparser does not know (text/x-pgp): text (RFC 2046 §4.1.4) to us, a file to mailparser',
);
const REPLACED = oursRight(
  'bytes that the charset told or left out does not have: another charset by us, U+FFFD by mailparser',
);
const UNEXPLAINED = neitherRight(
  'bytes that belong to no charset of text (0x81 that Emacs put before each letter): kept as they are by us, U+FFFD by mailparser',
);
const UTF7 = oursRight('UTF-7, which mailparser does not know');
const JAPANESE = oursRight('Japanese in ISO-2022-JP without label: read by us, escape codes to mailparser');
const IN_LINES = oursRight('files in the lines of a text (uuencode, yEnc): attachments to us, text to mailparser');
const ATTACHED = bothRight('an attached message: a message of its own to us, more text to mailparser');
const REPORT = bothRight('a delivery report: its fields are facts to us, text to mailparser');
const PART_AS_TEXT = bothRight('a part that is text to one reader and a file or nothing to the other');
const NOT_RENDERED = oursRight('HTML that mailparser reads and does not render: it gives no text');
const RENDERING = bothRight('HTML rendered as text in two ways');
const STRUCTURE = bothRight('a damaged structure, told as a problem');

/** Why two texts differ; SAME where only layout does. */
export function whyText(message: Message, body: Body, reading: SecondReading): Reason | null | typeof SAME {
  const theirs = reading.text ?? '';
  const [ours, other] = [lettersOf(body.text), lettersOf(theirs)];
  if (ours === other) return SAME;
  if (body.textSource === 'html' && other === '' && reading.html !== null) return NOT_RENDERED;
  if (body.textSource === 'html') return isSameRendering(body.text, theirs) ? SAME : renderingReason(body.text, theirs);
  if (other === '' && /^\s*text\s*(?:;|$)/i.test(contentType(message))) return BARE_TYPE;
  if (other === '' && isUnknownText(message)) return UNKNOWN_TEXT;
  if (/\+[A-Za-z0-9/]{3,}-/.test(theirs) && !/\+[A-Za-z0-9/]{3,}-/.test(body.text)) return UTF7;
  if (theirs.includes('\u001b$') || theirs.includes('\u001b(')) return JAPANESE;
  if (asciiOf(body.text) === asciiOf(theirs)) {
    if (theirs.includes('\ufffd') && !body.text.includes('\ufffd'))
      return isUnreadable(body.text) ? UNEXPLAINED : REPLACED;
    return body.text.includes('\ufffd') && !theirs.includes('\ufffd') ? theirsRight(CHARSET) : null;
  }
  if (lettersOf(withoutFiles(theirs)) === lettersOf(withoutFiles(body.text))) return IN_LINES;
  if (/^Reporting-MTA:|^Final-Recipient:|^Feedback-Type:/im.test(theirs) && other.startsWith(ours)) return REPORT;
  if (message.embedded.length > 0 && other.includes(ours)) return ATTACHED;
  if (message.problems.some(({ code }) => DAMAGE.test(code))) return STRUCTURE;
  const moved = body.html !== null || !isSameFiles(message, reading);
  return moved && (other.includes(ours) || ours.includes(other)) ? PART_AS_TEXT : null;
}

/** Control characters of C1: windows-1252 has no letter for these bytes. */
const isUnreadable = (text: string): boolean => /[\u0080-\u009f]/.test(text);

const CHARSET = 'bytes in a charset that only mailparser reads';

const DAMAGE = /base64|boundary|part|structure|uuencode|yenc|header/;

const isUnknownText = (message: Message): boolean => /^\s*text\/(?!plain|html)/i.test(contentType(message));

const contentType = ({ headers }: Message): string => fieldsNamed(headers, /^content-type$/i)[0]?.value ?? '';

/** A text without the files in its lines: `begin 644 name`, lines of at most 61 signs, `end`. */
function withoutFiles(text: string): string {
  const kept: string[] = [];
  let inside = false;
  for (const line of text.split('\n')) {
    if (/^begin(?:-base64)? [0-7]{3,4}(?: |$)|^=ybegin /.test(line)) inside = true;
    if (!inside) kept.push(line);
    if (/^end\s*$|^=yend /.test(line)) inside = false;
  }
  return kept.join('\n');
}

/** The words of two renderings, links in brackets and the case of headings left out. */
const renderedWords = (text: string): string =>
  lettersOf(text.replace(/\[[a-z]{3,6}:[^\]]*\]|<[a-z]{3,6}:[^>]*>|^> ?/gim, '')).toLowerCase();

const isSameRendering = (ours: string, theirs: string): boolean => renderedWords(ours) === renderedWords(theirs);

/** Two renderings of which each has nearly all words of the other are two customs; else somebody has to look. */
function renderingReason(ours: string, theirs: string): Reason | null {
  const words = (text: string) =>
    text
      .replace(/\[[a-z]{3,6}:[^\]]*\]/gi, ' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const [own, other] = [words(ours), words(theirs)];
  const [ownSet, otherSet] = [new Set(own), new Set(other)];
  const shared = (list: readonly string[], set: ReadonlySet<string>) => list.filter((word) => set.has(word)).length;
  const both = Math.min(shared(own, otherSet) / (own.length || 1), shared(other, ownSet) / (other.length || 1));
  return both >= 0.9 ? RENDERING : null;
}

const SEVERAL = bothRight('several HTML parts, which both join, and mailparser with a line of its own');

/** Why the HTML of two readers differs, of which the letters do. */
export function whyHtml(ours: string, theirs: string): Reason | null {
  if (isSameButForCharset(ours, theirs)) return theirs.includes('\ufffd') && !ours.includes('\ufffd') ? REPLACED : null;
  const [own, other] = [lettersOf(ours), lettersOf(theirs.replace(/<br\/>\n/g, ''))];
  if (own === other) return SEVERAL;
  return other.includes(own) || own.includes(other)
    ? bothRight('several HTML parts: one to us, joined by mailparser')
    : null;
}

const LAST_LINE = oursRight(
  'the empty line at the end of a part: part of it (RFC 2046 §5.1.1) to us, dropped by mailparser',
);
const BESIDE = oursRight('files that Apple Mail keeps beside a partial .emlx: read by us, empty to mailparser');
const FILE_AND_TEXT = bothRight(
  'a part with a file name in the text: text and attachment to us, text alone to mailparser',
);
const ATTACHED_FILE = bothRight(
  'an attached message is an attachment to us, text to mailparser; its files are its own',
);
const DECODED = oursRight(
  'a part in a transfer encoding that mailparser does not know (uuencode, yEnc): decoded by us',
);
const TNEF = bothRight('a winmail.dat: its text and files are read by us, it is one file to mailparser');

/** Why two lists of attachments differ by their SHA-256; SAME where they do not. */
export function whyAttachments(message: Message, reading: SecondReading): Reason | null | typeof SAME {
  const { attachments, embedded, problems } = message;
  const theirs = reading.attachments;
  const [onlyOurs, onlyTheirs] = [without(attachments, theirs), without(theirs, attachments)];
  if (onlyOurs.length === 0 && onlyTheirs.length === 0) return SAME;
  if (/^\s*text\s*(?:;|$)/i.test(contentType(message)) && onlyOurs.length === 0) return BARE_TYPE;
  if (isUnknownText(message) && onlyOurs.length === 0) return UNKNOWN_TEXT;
  if (/\.emlx( |$)/.test(message.origin.source) && onlyTheirs.every(({ size }) => size < 2)) return BESIDE;
  const inLines = lettersOf(withoutFiles(reading.text ?? '')) !== lettersOf(reading.text ?? '');
  if (inLines && onlyTheirs.length === 0) return IN_LINES;
  if (onlyOurs.length === onlyTheirs.length) {
    const pairs = onlyOurs.map(({ size }, at) => size - onlyTheirs[at]!.size);
    if (pairs.every((more) => more > 0 && more <= 2)) return LAST_LINE;
    const encoded = onlyOurs.every(({ size }, at) => Math.abs(onlyTheirs[at]!.size / size - 1.4) < 0.1);
    if (encoded && onlyOurs.every(({ name }, at) => name === onlyTheirs[at]!.name)) return DECODED;
  }
  if (onlyTheirs.length === 1 && /\.dat$/i.test(onlyTheirs[0]!.name ?? '')) return TNEF;
  if (embedded.length > 0) return ATTACHED_FILE;
  if (onlyTheirs.length === 0 && onlyOurs.every(({ name }) => name !== null)) return FILE_AND_TEXT;
  if (problems.some(({ code }) => DAMAGE.test(code))) return STRUCTURE;
  const isMoved = lettersOf(message.body?.text ?? '') !== lettersOf(reading.text ?? '');
  return isMoved && (onlyOurs.length === 0 || onlyTheirs.length === 0) ? PART_AS_TEXT : null;
}

const isSameFiles = ({ attachments }: Message, reading: SecondReading): boolean =>
  attachments.length === reading.attachments.length && without(attachments, reading.attachments).length === 0;

/** Files of one list whose bytes the other does not have. */
function without<File extends { readonly sha256: string }>(
  files: readonly File[],
  others: readonly { readonly sha256: string }[],
) {
  const left = others.map(({ sha256 }) => sha256);
  return files.filter(({ sha256 }) => {
    const at = left.indexOf(sha256);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

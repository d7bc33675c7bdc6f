import type { CopyKey } from '../../dedupe/copy-key.js';
import { splitOrdinal } from '../../dedupe/key-ordinal.js';
import type { Sending } from '../../dedupe/sending/sending.js';
import type { EvidenceKind } from '../../link/evidence/evidence.js';
import type { Mailbox } from '../../message/message.js';
import type { LinkRow } from './link-row.js';

/** Letters of a key that the views show; `show` and `explain` take any unambiguous beginning. */
const SHORT_KEY = 8;

/** The beginning of a key that a person can type, and its number. `missing-3f2a9c10wxyz` → `3f2a9c10`, `3f2a9c10wxyz-2` → `3f2a9c10-2`. */
export function shortKey(key: string): string {
  const [rest, ordinal] = splitOrdinal(key);
  return rest.slice(rest.lastIndexOf('-', rest.length - SHORT_KEY) + 1).slice(0, SHORT_KEY) + ordinal;
}

/** The beginning of a thread's key. `t-k2x7q4abcdefgh` → `t-k2x7q4ab`. */
export function shortThreadKey(key: string): string {
  return key.startsWith('t-') ? `t-${shortKey(key.slice(2))}` : shortKey(key);
}

/** A number with its noun: `(1, 'message')` → `1 message`, `(1200, 'message')` → `1,200 messages`. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${withCommas(count)} ${count === 1 ? noun : plural}`;
}

/** `1234567` → `1,234,567`. */
export function withCommas(number: number): string {
  const digits = String(number);
  let text = '';
  for (let at = 0; at < digits.length; at++) {
    if (at > 0 && (digits.length - at) % 3 === 0) text += ',';
    text += digits[at];
  }
  return text;
}

/** `1536` → `1.5 kB`; decimal units. */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** What to call somebody: the name, else the address. */
export function personName(mailbox: Mailbox | null): string {
  return mailbox === null ? '(unknown sender)' : mailbox.name || mailbox.address;
}

/** ISO date for reading: `2004-03-01T09:30:00+01:00` → `2004-03-01 09:30 +0100`; `-00:00` → `zone?`; null → `no date`. */
export function readableDate(iso: string | null): string {
  if (iso === null) return 'no date';
  const at = iso.indexOf('T');
  if (at < 0) return iso;
  const zone = iso.slice(-6);
  return `${iso.slice(0, at)} ${iso.slice(at + 1, at + 6)} ${zone === '-00:00' ? 'zone?' : zone.replace(':', '')}`;
}

/** The day of an ISO date, in its own zone. */
export function dayOf(iso: string | null): string {
  return iso === null ? 'no date' : iso.slice(0, iso.indexOf('T') < 0 ? undefined : iso.indexOf('T'));
}

/**
 * First to last day: `2004-03-01 … 2004-05-02`; one day stands alone. Each day is that of its own zone; where the calendar of the last one
 * is a day behind that of the first, the day of the first stands for both.
 */
export function spanText(first: string | null, last: string | null): string {
  const [from, to] = [dayOf(first), dayOf(last)];
  if (first !== null && last !== null && from > to && Date.parse(first) <= Date.parse(last)) return from;
  return from === to ? from : `${from} … ${to}`;
}

const KIND_NAMES: Readonly<Record<EvidenceKind, string>> = {
  'in-reply-to': 'In-Reply-To',
  references: 'References',
  'thread-index': 'Thread-Index',
  'provider-thread': "provider's thread",
  meeting: 'meeting',
  recall: 'recall',
  'quoted-text': 'quoted text',
  'embedded-header': 'embedded header',
  attribution: 'attribution line',
  subject: 'subject',
  participants: 'participants',
  time: 'time',
  series: 'patch series',
  attachment: 'attachment',
  salutation: 'salutation',
  decision: "reviewer's decision",
};

/** `content-without-recipients` → `content without recipients`: the key that joins a copy, for a reader. */
export function copyKeyName(key: CopyKey): string {
  return key === 'message-id' ? 'Message-ID and content' : key.replaceAll('-', ' ');
}

/** A kind of evidence in words: `quoted-text` → `quoted text`. */
export function evidenceName(kind: EvidenceKind): string {
  return KIND_NAMES[kind] ?? kind;
}

/** Confidence with two digits, never rounded up to certainty: `0.9987` → `0.99`, `1` → `1.00`. */
export function confidenceText(confidence: number): string {
  return (Math.floor(confidence * 100 + 1e-9) / 100).toFixed(2);
}

const OWN_HEADERS: ReadonlySet<EvidenceKind> = new Set(['in-reply-to', 'references']);
const SURE = 0.95;

/**
 * How a post was linked, where its own reply header does not say so with certainty: the strongest evidence first;
 * null where In-Reply-To or References settle it. `quoted text + subject, 0.93`.
 */
export function linkPhrase(link: LinkRow | null): string | null {
  if (link === null) return null;
  const speaking = link.evidence.filter((evidence) => evidence.weight > 0);
  if (link.confidence >= SURE && speaking.some((evidence) => OWN_HEADERS.has(evidence.kind))) return null;
  const kinds = [...speaking].sort((a, b) => b.weight - a.weight).map((evidence) => evidenceName(evidence.kind));
  const shown = [...new Set(kinds)].slice(0, 2).join(' + ');
  // A recovered message is placed by the quotations that hold it, and has no evidence of its own.
  const basis = shown || (link.evidence.length ? 'weak evidence' : 'order of the quotations');
  return `${basis}, ${confidenceText(link.confidence)}`;
}

/** How a message was sent that was not sent by hand: `a draft, not known to be sent: it lies in "Drafts"`. */
export function sendingText({ as, because }: Sending): string {
  return `${as === 'draft' ? 'a draft, not known to be sent' : 'automatic'}: ${because}`;
}

/** What a cross-reference says: `quotes 26 words of k2x7q4ab, which it does not answer`. */
export function quotePhrase(quoted: string, words: number): string {
  return `quotes ${countOf(words, 'word')} of ${shortKey(quoted)}, which it does not answer`;
}

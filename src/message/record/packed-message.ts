import { headerFields } from '../header-text.js';
import type { Message } from '../message.js';
import { bufferOf } from './record-attachments.js';
import { isRecord, type JsonRecord, RecordFields } from './record-fields.js';
import { fieldsOfKey } from './record-names.js';
import { type UnreadField, unreadFields } from './unread-fields.js';

/** A whole message in one member of a record. */
export interface PackedMessage {
  readonly key: string;
  /** The member as it stands. */
  readonly text: string | null;
  readonly encoding: 'none' | 'base64' | 'buffer';
  readonly bytes: Uint8Array;
}

const KNOWN =
  /^(?:return-path|received|message-id|mime-version|date|from|to|cc|bcc|subject|reply-to|in-reply-to|references|sender|delivered-to|content-type|content-transfer-encoding|dkim-signature|authentication-results|thread-topic|thread-index|x-[a-z0-9-]+|list-[a-z]+|arc-[a-z-]+|importance|status)$/i;
const SNIFFED = 20_000;

/**
 * The member of a record that is a whole mail: a text that begins with header fields, or that in base64 or as bytes (`raw` of the Gmail API,
 * imapflow's `source`, rows of `file,message`). A text of a record that names its own sender is that only if it has an id.
 */
export function packedMessage(record: unknown): PackedMessage | null {
  if (!isRecord(record)) return null;
  const members = Object.entries(record);
  const raw = members.find(([key]) => key === 'raw');
  if (raw && typeof raw[1] === 'string' && raw[1].length >= 8) {
    const packed = packedIn('raw', raw[1], false);
    if (packed) return packed;
  }
  let own: boolean | null = null;
  for (const [key, value] of members) {
    if (!mayBePacked(value)) continue;
    own ??= tellsSender(record);
    // The text of a mail may quote a whole one.
    if (own && fieldsOfKey(key).length) continue;
    const packed = packedIn(key, value, own);
    if (packed && !isHeaderAlone(packed)) return packed;
  }
  return null;
}

/** True for a header whose text stands in another member: `{header: "From: …", content: {text}}`. */
const isHeaderAlone = ({ key, bytes }: PackedMessage): boolean =>
  fieldsOfKey(key).some(({ field }) => field === 'headers') &&
  !/\r?\n\r?\n\s*\S/.test(Buffer.from(bytes).toString('latin1'));

const mayBePacked = (value: unknown): value is string | JsonRecord =>
  typeof value === 'string' ? value.length >= 40 : isRecord(value) && value.type === 'Buffer';

function packedIn(key: string, value: string | JsonRecord, own: boolean): PackedMessage | null {
  if (typeof value !== 'string') {
    const bytes = bufferOf(value);
    return bytes && beginsWithHeader(latin(bytes.subarray(0, SNIFFED)), own)
      ? { key, text: null, encoding: 'buffer', bytes }
      : null;
  }
  if (beginsWithHeader(value.slice(0, SNIFFED), own))
    return { key, text: value, encoding: 'none', bytes: Buffer.from(value) };
  if (!/^[A-Za-z0-9+/_-]{40}/.test(value) && key !== 'raw') return null;
  const head = latin(Buffer.from(value.slice(0, SNIFFED), 'base64'));
  if (key !== 'raw' && !beginsWithHeader(head, own)) return null;
  if (key === 'raw' && !/^[\s>]*[A-Za-z][\w-]*\s?:/.test(head)) return null;
  return { key, text: value, encoding: 'base64', bytes: Buffer.from(value, 'base64') };
}

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** True for RFC 5322 header fields, of which two are known, and an empty line after them or nothing at all. */
function beginsWithHeader(text: string, own: boolean): boolean {
  const known = new Set<string>();
  let ended = false;
  let at = /^(?:\uFEFF|\s)*(?:>?From \S+ .*\r?\n)?/.exec(text)?.[0].length ?? 0;
  while (at < text.length) {
    const feed = text.indexOf('\n', at);
    const line = text.slice(at, feed < 0 ? text.length : feed).replace(/\r$/, '');
    at = feed < 0 ? text.length : feed + 1;
    if (line.trim() === '') {
      ended = true;
      break;
    }
    if (/^[ \t]/.test(line) && known.size) continue;
    const name = /^([!-9;-~]{1,60})[ \t]*:/.exec(line)?.[1]?.toLowerCase();
    if (name === undefined) return false;
    // `Sent:` heads what a mail program prints, never what it sends.
    if (name === 'sent') return false;
    if (KNOWN.test(name)) known.add(name);
  }
  if (known.size < 2 || !(ended || text.length >= SNIFFED || known.has('message-id'))) return false;
  const transport = known.has('message-id') || known.has('mime-version') || known.has('received');
  return own ? known.has('message-id') && known.has('from') : transport || (known.has('from') && known.has('date'));
}

function tellsSender(record: JsonRecord): boolean {
  const telling = new Set(['from', 'fromEmail', 'fromName', 'sender', 'senderEmail']);
  if (!Object.keys(record).some((key) => fieldsOfKey(key).some(({ field }) => telling.has(field)))) return false;
  const fields = new RecordFields(record);
  return (
    fields.candidates('from').length + fields.candidates('sender').length + fields.candidates('fromEmail').length > 0
  );
}

/** Members of a record beside the one that is the whole mail, and beside the thread id that is taken from it. */
export function unreadBeside(key: string, record: unknown, message: Message): readonly UnreadField[] {
  const fields = new RecordFields(record as JsonRecord);
  for (const entry of fields.entries)
    if (entry.path === key || (entry.path === 'threadId' && message.providerThread !== null))
      fields.use(entry, 'whole');
  for (const { name, value } of headerFields(message.headers)) fields.kept.add(name).add(value.trim());
  return unreadFields(fields, message);
}

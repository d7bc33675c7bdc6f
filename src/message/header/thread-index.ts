/** What a Thread-Index header (PR_CONVERSATION_INDEX) tells. */
export interface ThreadIndex {
  /** The bytes as lower-case hex: 44 digits for the root and 10 a level. */
  readonly hex: string;
  /** Conversation GUID, 32 hex digits as the bytes stand; writers differ in byte order, so it is never formatted. */
  readonly guid: string;
  /** Time of the header in ms since 1970; null where the writer put no time there. */
  readonly headerTime: number | null;
  /** One a reply, oldest first. */
  readonly levels: readonly ThreadIndexLevel[];
}

/** One reply level of a conversation index. */
export interface ThreadIndexLevel {
  /** When the reply was begun, in ms since 1970: precedes the Date header. Null where the form has no times. */
  readonly time: number | null;
  /** The index of this level's message: the header and the levels up to here, as hex. */
  readonly hex: string;
}

const HEADER_BYTES = 22;
const LEVEL_BYTES = 5;
/** FILETIME ticks (100 ns) between 1601-01-01 and 1970-01-01. */
const EPOCH_1970 = 116_444_736_000_000_000n;
/** FILETIME of 1990-01-01: the start of the 57.1 years that a level's time is read into. */
const LOWEST = 122_756_256_000_000_000n;
const SPAN = 1n << 54n;

/**
 * Decodes a Thread-Index value: base64 as in the header, or the hex of the bytes. Null unless it is 22 + 5n bytes.
 * Layout: MS-OXOMSG 2.2.1.3; the times by the rule that holds on real mail: each level counts from the one before (the
 * specification says from the header), from a base that always reads bytes 0-5 as the top 48 bits of a FILETIME, modulo 2^54.
 */
export function parseThreadIndex(value: string): ThreadIndex | null {
  const bytes = readBytes(value);
  if (!bytes || bytes.length < HEADER_BYTES || (bytes.length - HEADER_BYTES) % LEVEL_BYTES) return null;
  const hex = bytes.toString('hex');
  const base = BigInt(`0x${hex.slice(0, 12)}`) << 16n;
  const timed = bytes[0] === 1;
  const levels: ThreadIndexLevel[] = [];
  let ticks = base;
  for (let at = HEADER_BYTES; at < bytes.length; at += LEVEL_BYTES) {
    const delta = bytes.readUInt32BE(at);
    ticks += BigInt(delta & 0x7fffffff) << (delta >>> 31 ? 23n : 18n);
    levels.push({ time: timed ? toTime(intoSpan(ticks)) : null, hex: hex.slice(0, (at + LEVEL_BYTES) * 2) });
  }
  return { hex, guid: hex.slice(12, 44), headerTime: headerTime(bytes, hex, base), levels };
}

/** The index's bytes as lower-case hex without decoding the times; null as in `parseThreadIndex`. */
export function threadIndexHex(value: string): string | null {
  const bytes = readBytes(value);
  if (!bytes || bytes.length < HEADER_BYTES || (bytes.length - HEADER_BYTES) % LEVEL_BYTES) return null;
  return bytes.toString('hex');
}

function readBytes(value: string): Buffer | null {
  const text = value.replace(/[^A-Za-z0-9+/]+/g, '');
  if (!text || text.length > 100_000) return null;
  if (/^[0-9a-f]+$/i.test(text) && text.length >= 44 && (text.length - 44) % 10 === 0) return Buffer.from(text, 'hex');
  return Buffer.from(text, 'base64');
}

function headerTime(bytes: Buffer, hex: string, base: bigint): number | null {
  if (bytes[0] !== 1) return null;
  if (bytes[1]! >= 0xb4) return toTime(base);
  // Exchange and Outlook 2013 and later: the top 40 bits follow the reserved byte.
  if (bytes[1] === 1) return toTime(BigInt(`0x${hex.slice(2, 12)}`) << 24n);
  return null;
}

function intoSpan(ticks: bigint): bigint {
  const rest = (ticks - LOWEST) % SPAN;
  return LOWEST + (rest < 0n ? rest + SPAN : rest);
}

const toTime = (ticks: bigint): number => Math.floor(Number((ticks - EPOCH_1970) / 1000n) / 10);

import { decodeWords } from './encoded-word.js';

/** Shortest value without brackets and `@` that is taken for an id: `0` and `6667` are counters of some mailer. */
const SHORTEST_BARE_ID = 8;
/** Longest id that is kept; a longer one is no id but damage. */
export const LONGEST_ID = 998;

/**
 * The message ids of a Message-ID, In-Reply-To or References value, without angle brackets, in order, each once.
 * `"<a@x> <b@y>"` → `["a@x", "b@y"]`. Follows RFC 5322 §3.6.4, and what real mail does: folds and white space inside ids
 * are deleted, quoted local parts unquoted (RFC 5256 §2.2), comments dropped, encoded words decoded, `user at host` read as
 * `user@host`, ids separated by commas or nothing, prose (`Your message of "Wed, 3 Nov 1993" <id>`), ids without
 * brackets, and as last resort the whole value. Addresses of `participants` (lower case) are not ids; it is called only where
 * an id could be a person's address.
 */
export function parseMessageIds(value: string, participants?: () => ReadonlySet<string>): readonly string[] {
  const plain = readPlainIds(value);
  if (plain && (!participants || plain.every(hasDigit))) return plain;
  const people = participants?.();
  const decoded = value.includes('=?') ? decodeWords(value) : value;
  // QUIRK: programs that keep headers in pages leave the brackets as they stand there.
  const text = bracketIds(decoded.includes('<') ? decoded : decoded.replace(/&lt;/g, '<').replace(/&gt;/g, '>'));
  const ids = new Set<string>();
  const keep = (id: string): void => {
    if (id && !people?.has(id.toLowerCase())) ids.add(id);
  };
  const first = bracketed(text);
  for (const id of dropAuthors(first.ids, first.prose)) keep(id);
  if (!ids.size) for (const id of bareIds(text)) keep(id);
  return [...ids];
}

/**
 * QUIRK: filters in front of a company's mail put a mark of their own before the ids of what comes in, and answers name the marked id:
 * `2048_1521844237_0P6200HQXEIYCT60_a1b2@quay.example` is `a1b2@quay.example`. A process, the seconds since 1970, a place in a queue.
 */
const FILTER_MARK = /^\d{1,6}_\d{9,10}_[A-Za-z0-9.]{8,24}_(?=[^@]{3,}@)/;

/** An id without the mark that a filter put before it. */
export const withoutFilterMark = (id: string): string =>
  id.indexOf('_') > 0 && id.indexOf('_') < 7 ? id.replace(FILTER_MARK, '') : id;

/** The ids that an In-Reply-To or References value cites: as `parseMessageIds`, each as its message bears it. */
export function parseCitedIds(value: string, participants?: () => ReadonlySet<string>): readonly string[] {
  const ids = parseMessageIds(value, participants);
  return ids.some((id) => withoutFilterMark(id) !== id) ? [...new Set(ids.map(withoutFilterMark))] : ids;
}

const hasDigit = (id: string): boolean => /\d/.test(id);

/** Ids of `<a@b> <c@d>` with nothing odd in them; null for anything else. */
function readPlainIds(value: string): string[] | null {
  const ids: string[] = [];
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0x2c) continue;
    if (code !== 0x3c) return null;
    const start = ++at;
    let sign = -1;
    for (; at < value.length; at++) {
      const inner = value.charCodeAt(at);
      if (inner === 0x3e) break;
      if (inner === 0x40) sign = at;
      // White space, quotes, parentheses, slash, colon, `<`, `=?`: these need the careful reading.
      else if (
        inner <= 0x22 ||
        inner === 0x28 ||
        inner === 0x29 ||
        inner === 0x3a ||
        inner === 0x3c ||
        inner === 0x3f ||
        inner >= 0x7f
      )
        return null;
    }
    if (at >= value.length || sign <= start || sign === at - 1 || at - start > LONGEST_ID || ids.length > 500)
      return null;
    const id = value.slice(start, at);
    if (!ids.includes(id)) ids.push(id);
  }
  return ids.length ? ids : null;
}

/** QUIRK: an id without brackets among others that have them, and no word between: it gets its brackets. */
function bracketIds(text: string): string {
  const outside = text.replace(/<[^<>]*>/g, ' ');
  if (outside === text || outside.length > LONGEST_ID) return text;
  const words = outside.split(/[\s,;]+/).filter(Boolean);
  if (words.length === 0 || !words.every((word) => LONG_ID.test(word))) return text;
  return text.replace(/<[^<>]*>|[^\s,;<>]+/g, (piece) => (piece[0] === '<' ? piece : `<${piece}>`));
}

/** What no person's address looks like: a long local part with digits. */
const LONG_ID = /^(?=[^@]*\d)[^\s@<>"(),;:]{16,}@[^\s@<>"(),;:]+$/;

/** Ids between angle brackets; `prose` tells that other words stand between them. */
function bracketed(text: string): { ids: string[]; prose: boolean } {
  const ids: string[] = [];
  let prose = false;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 0x3c) {
      const end = closingBracket(text, at + 1);
      const id = cleanId(text.slice(at + 1, end.close));
      if (id) ids.push(id);
      at = end.next;
      continue;
    }
    if (code > 0x20 && code !== 0x2c && code !== 0x3b && code !== 0x3e) prose = true;
    at++;
  }
  return { ids, prose };
}

/** End of an id that opened before `from`: `>`, else the next `<`, else the end; a `>` in a quoted local part counts not. */
function closingBracket(text: string, from: number): { close: number; next: number } {
  let quoted = text[from] === '"' ? quotedEnd(text, from) : -1;
  for (let at = quoted > 0 ? quoted : from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x3e) return { close: at, next: at + 1 };
    if (code === 0x3c) return { close: at, next: at };
    quoted = -1;
  }
  return { close: text.length, next: text.length };
}

/** Index after a quoted local part that `@` follows, within the bounds of an id; -1 if there is none. */
function quotedEnd(text: string, open: number): number {
  const limit = Math.min(text.length, open + LONGEST_ID);
  for (let at = open + 1; at < limit; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return text[at + 1] === '@' ? at + 1 : -1;
  }
  return -1;
}

/**
 * One id as it is compared: white space and folds deleted, quotes and comments gone, `mid:` and brackets removed.
 * `"\"a\"@x.org"` → `"a@x.org"`; '' where nothing usable is left. Case is kept: ids are case-sensitive.
 */
function cleanId(raw: string): string {
  let id = raw;
  if (id.length > LONGEST_ID * 2) return '';
  if (!id.includes('@') && id.includes(' at ')) id = id.trim().replace(' at ', '@');
  if (id.includes('"')) id = unquoteLocal(id);
  if (id.includes('(') && !id.includes('"')) id = dropComments(id);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is to go
  if (/[\x00-\x20\x7f]/.test(id)) id = id.replace(/[\x00-\x20\x7f]+/g, '');
  if (/^(?:mid|cid):/i.test(id)) id = id.slice(4);
  if (id.startsWith('mailto:') || id.includes('://') || id.length > LONGEST_ID) return '';
  return id === '@' ? '' : id;
}

function unquoteLocal(id: string): string {
  const match = /^\s*"((?:[^"\\]|\\.)*)"\s*(@[^"]*)$/s.exec(id);
  return match ? match[1]!.replace(/\\(.)/gs, '$1').replace(/[ \t]/g, '') + match[2] : id.replaceAll('"', '');
}

/** Text without `(comments)`, which may nest; an unbalanced parenthesis stays. */
function dropComments(text: string): string {
  let out = '';
  let depth = 0;
  let opened = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === '(' && depth++ === 0) opened = at;
    else if (char === ')' && depth > 0) depth--;
    else if (depth === 0) out += char;
  }
  return depth ? out + text.slice(opened) : out;
}

/** In prose (`Message from Ann <ann@x.org> of "..." <id>`) a bracketed address without any digit is the author's. */
function dropAuthors(ids: string[], prose: boolean): string[] {
  if (!prose || ids.length < 2) return ids;
  const likely = ids.filter((id) => /\d/.test(id.slice(0, id.lastIndexOf('@') + 1 || id.length)));
  return likely.length ? likely : ids;
}

/** Ids without brackets: tokens with `@`; in prose only those that cannot be a person's address; else the whole value. */
function bareIds(text: string): string[] {
  const plain = dropComments(text);
  const tokens = plain.split(/[\s,;<>"]+/).filter(Boolean);
  const withAt = tokens
    .filter((token) => token.includes('@'))
    .map(cleanId)
    .filter(Boolean);
  if (withAt.length === tokens.length) return withAt;
  const ids = withAt.filter((token) => /\d/.test(token.slice(0, token.lastIndexOf('@'))) && token.length > 12);
  if (ids.length) return ids;
  const obfuscated = /^\s*(\S+) at (\S+)\s*$/.exec(plain);
  if (obfuscated) return [cleanId(`${obfuscated[1]}@${obfuscated[2]}`)];
  return tokens.length === 1 && tokens[0]!.length >= SHORTEST_BARE_ID ? [cleanId(tokens[0]!)] : [];
}

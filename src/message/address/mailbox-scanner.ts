/** One piece of an address field between separators, not yet read. */
export interface MailboxEntry {
  /** Words and quoted strings outside of brackets, quotes removed; encoded words still encoded. */
  readonly phrase: string;
  /** True where the phrase is or begins with a quoted string: then a comma in it was meant. */
  readonly quoted: boolean;
  /** Text between `<` and `>` (or `[mailto:` and `]`); null if there is none. */
  readonly angle: string | null;
  readonly comments: readonly string[];
  /** What ended the entry. */
  readonly separator: ',' | ';' | '';
  /** True inside `name: ...;`. */
  readonly group: boolean;
}

interface Draft {
  phrase: string;
  quoted: boolean;
  angle: string | null;
  comments: string[];
  /** Length of the phrase where the first bracket stands. */
  before: number | null;
  /** True while the phrase holds no word, and once it holds an `@`: asked often, so not looked up in the phrase. */
  blank: boolean;
  sign: boolean;
}

const LONGEST_BRACKET = 400;

/** Cuts an address field at its separators, with quoted strings, comments, brackets and groups respected. Linear. */
export function scanMailboxes(value: string): readonly MailboxEntry[] {
  const entries: MailboxEntry[] = [];
  const comments = matchComments(value);
  let draft = newDraft();
  let group = false;
  let moreQuotes = true;
  const finish = (separator: ',' | ';' | ''): void => {
    const { quoted, angle, comments } = draft;
    const phrase = draft.before === null ? draft.phrase : withoutTail(draft.phrase, draft.before);
    if (phrase.trim() || angle !== null || comments.length)
      entries.push({ phrase, quoted, angle, comments, separator, group });
    draft = newDraft();
  };
  for (let at = 0; at < value.length; at++) {
    const char = value[at]!;
    if (char === '"' && moreQuotes) {
      const close = closingQuote(value, at);
      if (close < 0) {
        moreQuotes = false;
        continue;
      }
      const text = value.slice(at + 1, close).replace(/\\(.)/gs, '$1');
      // `"local part"@host` without brackets keeps its quotes: they are part of the address.
      if (value[close + 1] === '@') draft.phrase += value.slice(at, close + 1);
      else {
        if (draft.blank) draft.quoted = true;
        draft.phrase += ` ${text} `;
      }
      draft.blank = false;
      at = close;
    } else if (char === '(' && comments.has(at)) {
      const close = comments.get(at)!;
      const text = value.slice(at + 1, close);
      if (/^\s*at\s*$/i.test(text)) draft.phrase = `${draft.phrase.trimEnd()}@`;
      else draft.comments.push(text.replace(/\\(.)/gs, '$1'));
      at = close;
    } else if (char === '<') {
      const close = closingAngle(value, at, comments);
      const inner = withoutComments(value, at + 1, close.end, comments, draft.comments);
      if (draft.angle === null || !draft.angle.trim()) {
        draft.angle = inner;
        draft.before ??= draft.phrase.length;
      }
      at = close.next - 1;
    } else if (char === '[' && draft.angle === null) {
      const length = value.slice(at, at + LONGEST_BRACKET).indexOf(']');
      const close = at + length;
      const inner = length < 0 ? '' : value.slice(at + 1, close);
      if (/^\s*at\s*$/i.test(inner)) draft.phrase = `${draft.phrase.trimEnd()}@`;
      else if (BRACKETED.test(inner)) draft.angle = inner;
      else {
        draft.phrase += char;
        continue;
      }
      at = close;
    } else if (char === ',' || isValueEnd(char)) finish(',');
    else if (char === ';') {
      finish(';');
      group = false;
    } else if (char === ':' && isGroupName(draft, value, at)) {
      draft = newDraft();
      group = true;
    } else if (char === '\\' && at + 1 < value.length && /["\\()]/.test(value[at + 1]!)) draft.phrase += value[++at];
    else {
      draft.phrase += char;
      if (char === '@') draft.sign = true;
      if (char > ' ') draft.blank = false;
    }
  }
  finish('');
  return entries;
}

/** What stands behind the brackets is part of the name, but not a stray `>` and not Lotus' `@ ACME`. */
function withoutTail(phrase: string, before: number): string {
  const tail = phrase.slice(before).trim();
  return tail === '' || tail[0] === '>' || tail[0] === '@' ? phrase.slice(0, before) : phrase;
}

const newDraft = (): Draft => ({
  phrase: '',
  quoted: false,
  angle: null,
  comments: [],
  before: null,
  blank: true,
  sign: false,
});

/** QUIRK: an archive that kept the values of a field that stood there twice as one, with a file separator between them. */
const isValueEnd = (char: string): boolean => char >= '\u001c' && char <= '\u001f';

/** What counts as an address between `[` and `]`. */
const BRACKETED = /^\s*(?:(?:mailto:|smtp:)?\s*[^\s@]+@[^\s@]+\s*|(?:ex:)?\s?\/o=.+)$/i;

const SCHEMES = new Set(['mailto', 'smtp', 'ex', 'notes']);

/** `Name:` opens a group unless it is a scheme (`mailto:`, `http:`), an X.500 prefix, part of an address or of a time. */
function isGroupName(draft: Draft, value: string, at: number): boolean {
  if (draft.angle !== null || draft.sign || value.startsWith('//', at + 1)) return false;
  // `Mira Holm      Sent:    4/14/2016 9:12:00 AM`: a page in two columns, and the clock in it.
  if (
    (isDigit(value, at - 1) && isDigit(value, at + 1)) ||
    /[ \t]{2,}(?:sent|date)$/i.test(value.slice(Math.max(0, at - 20), at))
  )
    return false;
  const word = draft.phrase.trim().toLowerCase();
  return word !== '' && !SCHEMES.has(word) && !(word.includes('=') && !word.includes('=?'));
}

const isDigit = (value: string, at: number): boolean => value[at]! >= '0' && value[at]! <= '9';

/** Index of the quote that closes the one at `open`, or -1. A quote does not reach over `<a@b>, "`. */
function closingQuote(value: string, open: number): number {
  for (let at = open + 1; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x22) return at;
  }
  return -1;
}

/** Where the bracket at `open` ends: `>`, or, where it is missing, the next `<`, `,` after an address, or the end. */
function closingAngle(
  value: string,
  open: number,
  comments: ReadonlyMap<number, number>,
): { end: number; next: number } {
  let comma = -1;
  for (let at = open + 1; at < value.length; at++) {
    const char = value[at]!;
    if (char === '>') return { end: at, next: at + 1 };
    if (char === '"' && at - open < 400) {
      const close = value.indexOf('"', at + 1);
      if (close > 0 && close - at < 300 && value[close + 1] === '@') at = close;
    } else if (char === '(' && comments.has(at)) at = comments.get(at)!;
    else if (char === '<' && at > open + 1) {
      // `a@b<mailto:a@b>`: the inner one belongs to the outer; `a@b, Name <c@d>`: the outer was never closed.
      if (comma >= 0) return { end: comma, next: comma };
    } else if (char === ',' && comma < 0 && value.slice(open, at).includes('@')) comma = at;
  }
  return comma >= 0 ? { end: comma, next: comma } : { end: value.length, next: value.length };
}

function withoutComments(
  value: string,
  start: number,
  end: number,
  comments: ReadonlyMap<number, number>,
  found: string[],
): string {
  let out = '';
  for (let at = start; at < end; at++) {
    const close = value[at] === '(' ? comments.get(at) : undefined;
    if (close === undefined || close >= end) out += value[at];
    else {
      found.push(value.slice(at + 1, close));
      at = close;
    }
  }
  return out;
}

/** Opening parenthesis -> closing one, for every balanced pair outside of quoted strings, outermost pairs included. */
function matchComments(value: string): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  if (!value.includes('(')) return pairs;
  const open: number[] = [];
  let quotes = true;
  for (let at = 0; at < value.length; at++) {
    const char = value[at]!;
    if (char === '\\') at++;
    else if (char === '(') open.push(at);
    else if (char === ')' && open.length) pairs.set(open.pop()!, at);
    else if (char === '"' && quotes && !open.length) {
      const close = closingQuote(value, at);
      if (close < 0) quotes = false;
      else at = close;
    }
  }
  return pairs;
}

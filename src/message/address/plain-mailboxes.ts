import { decodeWords } from '../header/encoded-word.js';
import type { Mailbox } from '../message.js';

/**
 * The mailboxes of a field of nothing but `a@b`, `Name <a@b>` and `"Name" <a@b>` with commas between them: nearly all mail.
 * Null for anything else, which `parseMailboxes` then reads with care; where it is not null the two agree.
 */
export function readPlainMailboxes(value: string): readonly Mailbox[] | null {
  const obfuscated = OBFUSCATED.exec(value);
  if (obfuscated) {
    const name = plainName(obfuscated[3]!);
    return name === null ? null : [{ name, address: `${obfuscated[1]}@${obfuscated[2]!.toLowerCase()}` }];
  }
  const mailboxes: Mailbox[] = [];
  let at = 0;
  for (;;) {
    at = skipSpace(value, at);
    if (at >= value.length) return mailboxes.length ? mailboxes : null;
    let name = '';
    if (value.charCodeAt(at) === 0x22) {
      const close = plainQuote(value, at + 1);
      if (close < 0) return null;
      name = value.slice(at + 1, close);
      at = skipSpace(value, close + 1);
      if (value.charCodeAt(at) !== 0x3c) return null;
    } else {
      const end = phraseEnd(value, at);
      if (end < 0) return null;
      name = value.slice(at, end).trimEnd();
      at = end;
    }
    if (value.charCodeAt(at) === 0x3c) {
      const close = value.indexOf('>', at);
      const address = close < 0 ? null : plainAddress(value, at + 1, close);
      if (address === null) return null;
      const clean = plainName(name);
      if (clean === null) return null;
      mailboxes.push({ name: clean, address });
      at = skipSpace(value, close + 1);
    } else {
      const address = plainAddress(name, 0, name.length);
      if (address === null) return null;
      mailboxes.push({ name: '', address });
    }
    if (at >= value.length) return mailboxes;
    if (value.charCodeAt(at) !== 0x2c) return null;
    at++;
  }
}

/** `jane at example.org (Jane Doe)`, as Mailman archives write From. */
const OBFUSCATED = /^ ?([\w.+=-]{1,64}) at ([\w-]{1,63}(?:\.[\w-]{1,63}){1,10}) \(([^()\\@"<>]{1,200})\)$/;

function skipSpace(value: string, from: number): number {
  let at = from;
  for (;;) {
    const code = value.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at++;
  }
}

function plainQuote(value: string, from: number): number {
  for (let at = from; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code === 0x22) return at;
    if (code === 0x5c || code === 0x3c || code === 0x0a) return -1;
  }
  return -1;
}

/** Index of the `<`, comma or end after plain words; -1 where a character has a meaning of its own. */
function phraseEnd(value: string, from: number): number {
  for (let at = from; at < value.length; at++) {
    switch (value.charCodeAt(at)) {
      case 0x2c: // ,
      case 0x3c: // <
        return at;
      case 0x22: // "
      case 0x28: // (
      case 0x29: // )
      case 0x2f: // /
      case 0x3a: // :
      case 0x3b: // ;
      case 0x3e: // >
      case 0x5b: // [
      case 0x5c: // backslash
      case 0x5d: // ]
        return -1;
    }
  }
  return value.length;
}

/** `local@domain` of letters, digits and harmless signs, domain in lower case; null for anything else. */
function plainAddress(value: string, start: number, end: number): string | null {
  let sign = -1;
  for (let at = start; at < end; at++) {
    const code = value.charCodeAt(at);
    if (code === 0x40) {
      if (sign >= 0) return null;
      sign = at;
    } else if (!isPlain(code)) return null;
  }
  if (sign <= start || sign >= end - 1 || value.charCodeAt(end - 1) === 0x2e) return null;
  const address = value.slice(start, end);
  const domain = value.slice(sign, end);
  const lower = domain.toLowerCase();
  return lower === domain ? address : value.slice(start, sign) + lower;
}

/** Letters, digits, and `. - _ + =`. */
function isPlain(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    code === 0x2e ||
    code === 0x2d ||
    code === 0x5f ||
    code === 0x2b ||
    code === 0x3d
  );
}

/** A name that needs no cleaning but encoded words; null where it does. */
function plainName(name: string): string | null {
  if (name === '') return '';
  const first = name.charCodeAt(0);
  const last = name.charCodeAt(name.length - 1);
  if (first <= 0x2c || last === 0x27 || last === 0x2c || last <= 0x20 || first > 0x2000) return null;
  const plain = name.includes('=?') ? decodeWords(name) : name;
  let space = false;
  for (let at = 0; at < plain.length; at++) {
    const code = plain.charCodeAt(at);
    if (code < 0x20 || (code > 0x7e && code <= 0xa0) || code > 0x2000) return null;
    if (code === 0x20 && space) return null;
    space = code === 0x20;
  }
  if (plain !== name && plainName(plain) !== plain) return null;
  return plain.includes('ehalf') ? null : plain;
}

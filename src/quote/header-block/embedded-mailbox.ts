import { decodeWords } from '../../message/header/encoded-word.js';
import type { Mailbox } from '../../message/message.js';
import { decodeEntities, withoutHidden } from '../attribution/wrapped-sentence.js';

/**
 * Reads the people of an embedded header as mail programs display them.
 *
 * `"Doe, Ann [mailto:ann@example.org]; Bo Roe/HOU/ACME"` → Ann Doe with her address, and a Lotus name. Knows the forms
 * `Name <a@b>`, `Name [a@b]`, `Name (a@b)`, `a@b<mailto:a@b>`, `Last, First` and the archives' `name at host`.
 */
export function readMailboxes(text: string): readonly Mailbox[] {
  const people: Mailbox[] = [];
  for (const piece of splitPeople(unwrapValue(decodeEntities(text.slice(0, LONGEST_VALUE))))) {
    const mailbox = readPerson(piece);
    if (mailbox) people.push({ ...mailbox, name: withoutDirectory(mailbox.name) });
  }
  return people;
}

const LONGEST_VALUE = 60_000;
const LONGEST_PERSON = 400;

/** Reads one person; null where neither a name nor an address is left. */
export function readPerson(text: string): Mailbox | null {
  const plain = withoutArchive(unwrapValue(withoutHidden(decodeEntities(text.slice(0, LONGEST_PERSON)))));
  // QUIRK: some programs copy the name as the header held it: `=?UTF-8?B?…?= <ann@example.org> wrote:`.
  const decoded = plain.includes('=?') ? decodeWords(plain) : plain;
  // QUIRK: archives take a family name for an address: `<Doe>, Ann <ann@example.org>`.
  const value = decoded.startsWith('<') ? decoded.replace(/^<([\p{L}'’ -]{2,40})>(?=, ?\p{Lu})/u, '$1') : decoded;
  // Exchange's own form: "Ann Doe </O=ACME/OU=HOU/CN=RECIPIENTS/CN=ADOE>".
  const exchange = /^(.{0,100}?)<?(\/o=[^<>]{3,200}\/cn=[^<>]{1,80})>?$/i.exec(value);
  if (exchange) return { name: cleanName(exchange[1]!), address: exchange[2]! };
  const found = findAddress(value);
  if (!found) {
    const name = cleanName(value);
    if (!/[\p{L}\p{N}]/u.test(name)) return null;
    return value.includes('/') && /\/[^\s/]/.test(value)
      ? { name: notesName(name), address: name }
      : { name, address: '' };
  }
  // A page's bold name, as text: `*Ann Doe* <ann@example.org>`.
  const before = cleanName(value.slice(0, found.start)).replace(/^\*|(?<=[^*]) ?\*$/g, '');
  if (found.notes)
    return { name: notesName(before ? `${before} ${found.address}` : found.address), address: found.address };
  const after = before ? null : /^[\s>\])]*\(([^()@]{1,80})\)/.exec(value.slice(found.end));
  const name = after ? cleanName(after[1]!) : before;
  const same =
    name.toLowerCase() === found.address.toLowerCase() ||
    name.toLowerCase() === value.slice(found.start, found.end).toLowerCase();
  return { name: same ? '' : name, address: found.address };
}

/** Nabble names the archive behind the author: `Ann Doe [via Boats]`. */
function withoutArchive(text: string): string {
  return text.includes('[via ') ? text.replace(/ \[via [^[\]]{1,80}\]/, '') : text;
}

interface FoundAddress {
  readonly start: number;
  readonly end: number;
  readonly address: string;
  readonly notes: boolean;
}

/** The first address of a text: `local@host.tld`, `local at host.tld`, or a Lotus `Name/Unit@Domain`. */
function findAddress(text: string): FoundAddress | null {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && isLocal(text.charCodeAt(start - 1))) start--;
    let end = at + 1;
    while (end < text.length && isHost(text.charCodeAt(end))) end++;
    while (end > at + 1 && /[.\-_]/.test(text[end - 1]!)) end--;
    const local = text.slice(start, at);
    const host = text.slice(at + 1, end);
    if (!/[\p{L}\p{N}]/u.test(host)) continue;
    if (local.includes('/') || (!host.includes('.') && (start === at || /^[\p{L}]/u.test(local)))) {
      const notes = notesAddress(text, at);
      if (notes) return notes;
    }
    if (start === at || end === at + 1) continue;
    let lead = local.toLowerCase().startsWith('mailto:') ? 7 : local.toLowerCase().startsWith('smtp:') ? 5 : 0;
    while (lead < local.length - 1 && /[.'`]/.test(local[lead]!)) lead++;
    return { start: start + lead, end, address: `${local.slice(lead)}@${host.toLowerCase()}`, notes: false };
  }
  const archived =
    /([\w.+-]{1,64}) (?:at|AT|_at_|\(at\)|\[at\]) ([\w-]{1,63}(?:\.[\w-]{1,63}){1,6})/.exec(text) ??
    // QUIRK: Mailman writes the word in the language of the list: `<ann a example.org>`, `<ann en example.org>`.
    /(?<=<)([\w.+-]{1,64}) \p{Ll}{1,5} ([\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[a-z]{2,20})(?=>)/u.exec(text);
  if (!archived) return null;
  return {
    start: archived.index,
    end: archived.index + archived[0].length,
    address: `${archived[1]}@${archived[2]!.toLowerCase()}`,
    notes: false,
  };
}

/** `Ann Doe/HOU/ACME@ACME` or `Ann Doe@ACME`: a Lotus name up to the next separator. */
function notesAddress(text: string, at: number): FoundAddress | null {
  let start = at;
  while (start > 0 && !/[,;<>"[\]]/.test(text[start - 1]!) && at - start < 120) start--;
  while (start < at && text[start] === ' ') start++;
  if (start === at) return null;
  let end = at + 1;
  while (end < text.length && !/[,;<>"[\]()\s]/.test(text[end]!)) end++;
  // QUIRK: Notes domains may hold one space: "Ann Doe/Acme Communications@Acme Communications".
  const unit = /\/([^/@]{3,60})$/.exec(text.slice(start, at))?.[1];
  if (unit?.includes(' ') && text.startsWith(unit, at + 1)) end = at + 1 + unit.length;
  return { start, end, address: text.slice(start, end).replace(/\s+/g, ' '), notes: true };
}

/** `Ann Doe/HOU/ACME@ACME` → `Ann Doe`. */
function notesName(name: string): string {
  const slash = name.search(/[/@]/);
  return cleanName((slash > 0 ? name.slice(0, slash) : name).replace(/^CN=/i, ''));
}

function isLocal(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code > 0xbf ||
    "!#$%&'*+-/=?^_`{|}~.:".includes(String.fromCharCode(code))
  );
}

function isHost(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code > 0xbf ||
    code === 0x2e ||
    code === 0x2d ||
    code === 0x5f
  );
}

/** True for words of ASCII letters and digits with single blanks, dots and hyphens between them (a blank may follow a dot). */
function isPlainName(text: string): boolean {
  let joined = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const word = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
    if (
      !word &&
      (joined ? code !== 0x20 || text.charCodeAt(at - 1) !== 0x2e : code !== 0x20 && code !== 0x2e && code !== 0x2d)
    )
      return false;
    joined = !word;
  }
  return !joined;
}

/** True where a text has only ASCII without controls, and single blanks inside it. */
function isPlainLine(text: string): boolean {
  let before = 0x20;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e || (code === 0x20 && before === 0x20)) return false;
    before = code;
  }
  return before !== 0x20;
}

/** Removes quotes, brackets and what programs leave between a name and its address. */
function cleanName(text: string): string {
  if (isPlainName(text)) return text;
  let name = text.replace(/\s+/g, ' ').trim();
  for (let round = 0; round < 4; round++) {
    const before = name;
    name = name
      .replace(/(?:<|\[|\()?\s?(?:mailto:|smtp:)$/i, '')
      .replace(/[<[(\s,;:=|]+$/, '')
      .replace(/^[\s,;:>\]|)]+/, '')
      .trim();
    const quoted = /^(["'`‘“”„«])(.*)(["'’”“»])$/.exec(name);
    if (quoted) name = quoted[2]!.trim();
    // QUIRK: Entourage in German: `"Ann Doe" unter <ann@example.org>`.
    else if (/^"[^"]{1,100}" \p{Ll}{2,6}$/u.test(name)) name = name.slice(1, name.lastIndexOf('"'));
    else if (/^["“„«][^"”»]*$/.test(name)) name = name.slice(1);
    else if (/^[^"“„]*["”]$/.test(name)) name = name.slice(0, -1);
    else if (/^'[^']*$/.test(name)) name = name.slice(1);
    else if (/^[^']*'$/.test(name)) name = name.slice(0, -1);
    if (name === before) break;
  }
  name = name
    .replace(/\\(["\\])/g, '$1')
    .replace(/<[^<>]{0,300}>?$/, '')
    .trim();
  // QUIRK: Outlook puts the kind of address behind a contact's name, Exchange the department: "Ann Doe (E-mail)", "Doe, Ann (Legal)".
  const remark = name.lastIndexOf(' (');
  if (remark <= 0) return name;
  if (name.includes('(b')) name = name.replace(WITHHELD_BEHIND, '');
  const rule = name.lastIndexOf(',', remark) > 0 ? DEPARTMENTS : ADDRESS_KINDS;
  return rule.test(name.slice(remark)) ? name.slice(0, remark).trim() : name;
}

/** QUIRK: lists of recipients show what the directory knows of each: "Ann Doe (2673)", "Bo Roe (Acme)". */
function withoutDirectory(name: string): string {
  const remark = name.endsWith(')') ? name.lastIndexOf(' (') : -1;
  return remark > 0 && name.length - remark <= 40 ? name.slice(0, remark).trim() : name;
}

/** What a release withheld of the person: `Ann Doe (b)(6), (b)(7)(C)`. */
const WITHHELD_BEHIND = /(?<=\S)(?:[\s,;]{1,3}\(b\) ?\(\d\)(?: ?\([A-Z]\))?){1,6}$/i;
const DEPARTMENTS = /^ \([A-Za-z][\w .&/-]{1,30}\)$/;
const ADDRESS_KINDS = /^ \((?:e-?mail|business|home|work|fax|business fax|home fax)(?: \d)?\)$/i;

/** Joins the lines of a value; addresses that a wrap cut inside the brackets are put together. */
function unwrapValue(text: string): string {
  const line = isPlainLine(text) && !text.includes('<at>') && !text.includes(' @ending ') ? text : cleanLine(text);
  if (!line.includes('<') && !line.includes('[')) return line;
  return line.replace(/[<[]([^<>[\]]{3,200})[>\]]/g, (all, inner: string) =>
    inner.includes('@') && inner.includes(' ') && /^[\w.+'=-]+@? ?[\w.@ -]+$/.test(inner) && !inner.includes(' at ')
      ? all.replace(/ /g, '')
      : all,
  );
}

function cleanLine(text: string): string {
  return (
    text
      .replace(/[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069]+/g, '')
      .replace(/[\s\u00a0\ufeff]+/g, ' ')
      .replace(/ ?<at> ?/g, ' at ')
      // QUIRK: Mailman archives of 2018 replace letters of addresses; the address is lost.
      .replace(/<?[^\s<]{1,80} @ending from [^\s>]{1,80}>?/g, '')
      .trim()
  );
}

/** Cuts a list of people at its separators: semicolons where there are any, else commas that do not part a name. */
function splitPeople(text: string): readonly string[] {
  const semicolons = splitOutside(text, ';');
  if (semicolons.length > 1)
    return semicolons.flatMap((piece) => ((piece.match(/@/g)?.length ?? 0) > 1 ? splitCommas(piece) : [piece]));
  return splitCommas(text);
}

function splitCommas(text: string): readonly string[] {
  const pieces = splitOutside(text, ',')
    .map((piece) => piece.trim())
    .filter(Boolean);
  if (pieces.length === 2 && !text.includes('@') && !text.includes('/') && pieces.every((piece) => words(piece) <= 3))
    return [text];
  const people: string[] = [];
  for (const piece of pieces) {
    const last = people.at(-1);
    if (last !== undefined && joinsName(last, piece)) people[people.length - 1] = `${last}, ${piece}`;
    else people.push(piece);
  }
  return people;
}

/** True where `last` is a surname and `piece` the first name with the address. */
function joinsName(last: string, piece: string): boolean {
  if (last.includes('@') || last.includes('/') || last.includes(',') || / at /.test(last)) return false;
  const bracket = piece.search(/[<[(]/);
  if (bracket <= 0 || (!piece.includes('@') && !/ at |<\/o=/i.test(piece))) return false;
  return words(last) <= 2 || words(piece.slice(0, bracket)) <= 1;
}

function words(text: string): number {
  return text.trim().split(' ').length;
}

/** Cuts at a separator that stands outside quotes and brackets. */
function splitOutside(text: string, separator: string): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  let bracket = '';
  let opened = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (bracket) {
      // A quote or bracket that is never closed is a stray mark.
      if (character === bracket) bracket = '';
      else if (at - opened > 200) {
        bracket = '';
        at = opened;
      }
    } else if (character === '"' || character === '<' || character === '[' || character === '(') {
      const close = character === '"' ? '"' : character === '<' ? '>' : character === '[' ? ']' : ')';
      if (text.slice(at + 1, at + 201).includes(close)) {
        bracket = close;
        opened = at;
      }
    } else if (character === "'" && at - from < 4 && !text.slice(from, at).trim()) {
      const closed = text.slice(at + 1, at + 81).indexOf("'");
      if (closed > 0) at += closed + 1;
    } else if (character === separator) {
      pieces.push(text.slice(from, at));
      from = at + 1;
    }
  }
  pieces.push(text.slice(from));
  return pieces;
}

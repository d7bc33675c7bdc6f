import { collapseSpace, decodeWords, unfold } from '../header/encoded-word.js';
import type { Mailbox } from '../message.js';
import {
  isLotusName,
  normalizeAddress,
  readBareAddress,
  withoutBangPaths,
  withoutBracketedAt,
  withoutEntities,
} from './mailbox-address.js';
import { type MailboxEntry, scanMailboxes } from './mailbox-scanner.js';
import { readPlainMailboxes } from './plain-mailboxes.js';
import { withoutWithheldPeople } from './withheld-person.js';

/**
 * The mailboxes of an address field or of a From/To line in a quoted block, in order; groups give their members.
 * `'"Doe, Jane" <jane@Example.org>, bob at x.org (Bob)'` → Doe, Jane / jane@example.org; Bob / bob@x.org.
 *
 * Reads RFC 5322 §3.4 with its obsolete forms and what clients write instead: `Last, First <a@b>`, bare names,
 * `user at host`, `Name [mailto:a@b]`, `'a@b'`, `a@b (Name)`, missing brackets, Exchange X.500 and Lotus names, `;` as
 * separator, encoded words in names. `single` says that the field holds one person (From), so that `Doe, Jane` is one.
 * What stands in place of a person (`[REDACTED]`, `(b)(6)`, black bars) is none.
 * Raw 8-bit bytes must have been decoded before (`decodeRawText`). Never throws; linear in the length.
 */
export function parseMailboxes(value: string, options: { readonly single?: boolean } = {}): readonly Mailbox[] {
  if (value.length > LONGEST_KNOWN) return withoutWithheldPeople(readMailboxes(value, options));
  const known = options.single ? knownSingle : knownList;
  let mailboxes = known.get(value);
  if (mailboxes !== undefined) return mailboxes;
  mailboxes = withoutWithheldPeople(readMailboxes(value, options));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(value, mailboxes);
  return mailboxes;
}

const X500 = /^\s*\/o=[^<>,;@"]{1,120}\(FYDIBOHF23SPDLT\)[^<>,;@"]{1,120}$/i;

/** Few people write most mail: what was read of a field is kept, and given again. */
const knownSingle = new Map<string, readonly Mailbox[]>();
const knownList = new Map<string, readonly Mailbox[]>();
const MOST_KNOWN = 2000;
const LONGEST_KNOWN = 150;

function readMailboxes(given: string, options: { readonly single?: boolean }): readonly Mailbox[] {
  const value = withoutBangPaths(withoutBracketedAt(given.includes('&') ? withoutEntities(given) : given));
  const plain = readPlainMailboxes(value);
  if (plain) return plain;
  if (value.includes('@ending from')) return readOverwritten(value);
  // The brackets in `/O=A/OU=EXCHANGE ADMINISTRATIVE GROUP (FYDIBOHF23SPDLT)/CN=B` are no comment, and hold nobody's name.
  if (X500.test(value)) return [{ name: '', address: normalizeAddress(value.trim()) }];
  const behalf = splitOnBehalf(value);
  if (behalf)
    return [...parseMailboxes(behalf.author, { single: true }), ...parseMailboxes(behalf.agent, { single: true })];
  const entries = mergeLastFirst(scanMailboxes(unfold(value)), options.single ?? false);
  const mailboxes: Mailbox[] = [];
  for (const entry of entries) for (const mailbox of readEntry(entry)) mailboxes.push(mailbox);
  return mailboxes;
}

/**
 * QUIRK: Mailman archives that write `sending from` for `@` and `@` for letters: `j@ne @ending from ex@mple@org (Jane Doe)`. What
 * stands there is no address, whole as it may look (`live@com` was `live.com`); the name in parentheses is who wrote.
 */
function readOverwritten(value: string): readonly Mailbox[] {
  return scanMailboxes(unfold(value)).flatMap(({ comments }) => {
    const name = comments.map((comment) => cleanName(decodeWords(comment))).join(' ');
    return name === '' ? [] : [{ name, address: '' }];
  });
}

/** `Agent <a@b> on behalf of Author <c@d>`: Outlook's rendering of Sender and From. */
function splitOnBehalf(value: string): { author: string; agent: string } | null {
  const at = value.search(/\bon behalf of\b/i);
  if (at < 0) return null;
  const agent = value.slice(0, at).trim().replace(/[;,]$/, '');
  const author = value.slice(at + 'on behalf of'.length).trim();
  if (!author || !agent || /\bon behalf of\b/i.test(author)) return null;
  // In a display name (`"Ann on behalf of Bob" <x@y>`) there is only one address, and it is whole as it stands.
  if ((agent.split('"').length - 1) % 2 || agent.split('<').length !== agent.split('>').length) return null;
  return { author, agent };
}

/**
 * Joins `Last` `First <a@b>` that a comma split. A bare word list before an entry with brackets is no RFC 5322 mailbox, so
 * it can only be a name; two bare entries are one name where the field holds one person, where `;` separates mailboxes,
 * or where they are the whole field and both look like names.
 */
function mergeLastFirst(entries: readonly MailboxEntry[], single: boolean): readonly MailboxEntry[] {
  const whole = single ? joinedName(entries) : null;
  if (whole) return [whole];
  const merged: MailboxEntry[] = [];
  const semicolons = entries.some((entry) => entry.separator === ';' && !entry.group);
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at]!;
    const next = entries[at + 1];
    if (next && isBracketedName(entry) && next.angle !== null && next.phrase.trim()) {
      merged.push({ ...next, phrase: `${entry.angle!.trim()}, ${next.phrase.trim()}` });
      at++;
    } else if (
      next &&
      isBareName(entry) &&
      entry.separator === ',' &&
      joins(entry, next, { single, semicolons, entries, at })
    ) {
      merged.push({ ...next, phrase: `${entry.phrase.trim()}, ${next.phrase.trim()}`, quoted: next.quoted });
      at++;
    } else merged.push(entry);
  }
  return merged;
}

/** One person's name that separators cut in three or more, before the only address: `Doe; Jane; Esq. <jane@x.org>`. */
function joinedName(entries: readonly MailboxEntry[]): MailboxEntry | null {
  const last = entries.at(-1);
  if (entries.length < 3 || !last || last.angle === null || last.quoted || !last.phrase.trim()) return null;
  const before = entries.slice(0, -1);
  if (!before.every((entry) => isBareName(entry) && !entry.group && words(entry.phrase) <= 4)) return null;
  const phrase = entries.map((entry) => entry.phrase.trim() + entry.separator).join(' ');
  return { ...last, phrase, comments: entries.flatMap(({ comments }) => comments) };
}

function joins(
  entry: MailboxEntry,
  next: MailboxEntry,
  context: { single: boolean; semicolons: boolean; entries: readonly MailboxEntry[]; at: number },
): boolean {
  if (next.quoted || words(entry.phrase) > 4 || words(next.phrase) > 4 || !next.phrase.trim()) return false;
  if (next.angle !== null) return !readBareAddress(next.phrase);
  if (!isBareName(next)) return false;
  if (isLotusName(entry.phrase) || isLotusName(next.phrase))
    return isLotusName(next.phrase) && words(entry.phrase) === 1 && !isLotusName(entry.phrase);
  if (entry.phrase.includes('!') || next.phrase.includes('!')) return false;
  if (context.single || context.semicolons) return true;
  return context.entries.length === 2 && context.at === 0 && words(entry.phrase) === 1 && words(next.phrase) <= 2;
}

/** QUIRK: readpst writes `<Doe>,"Jane" </O=ACME/CN=JDOE>` for a display name with a comma. */
function isBracketedName(entry: MailboxEntry): boolean {
  return (
    entry.angle !== null &&
    entry.separator === ',' &&
    entry.phrase.trim() === '' &&
    /^\s*\p{L}[\p{L} '-]{0,40}\s*$/u.test(entry.angle)
  );
}

function isBareName(entry: MailboxEntry): boolean {
  return (
    entry.angle === null &&
    !entry.quoted &&
    !entry.phrase.includes('@') &&
    entry.phrase.trim() !== '' &&
    !/ at \S+\.\S/.test(entry.phrase)
  );
}

const words = (text: string): number => text.trim().split(/\s+/).length;

/** One entry to its mailboxes: usually one; several where addresses stand side by side without a comma. */
function readEntry(entry: MailboxEntry): readonly Mailbox[] {
  const comments = entry.comments.map((comment) => cleanName(decodeWords(comment))).filter(Boolean);
  const phrase = decodeWords(entry.phrase);
  if (entry.angle !== null) {
    const address = normalizeAddress(entry.angle);
    // QUIRK: Notes puts its domain behind the title in a name: `Jane Doe (Director)@ACME <...>`.
    const name = cleanName(comments.length ? phrase.replace(/\s@[\w-]{1,40}\s*$/, '') : phrase);
    if (address) return [{ name: nameWithComments(name, comments), address }];
    if (name) return readBare(name, comments);
    return comments.length ? [{ name: comments.join(' '), address: '' }] : [];
  }
  return readBare(phrase, comments);
}

function readBare(phrase: string, comments: readonly string[]): readonly Mailbox[] {
  const name = cleanName(phrase);
  // QUIRK: a mailer that encodes the whole field, address and all, into one encoded word; a server may add its own domain to that.
  const open = /<[^<>\s]+@[^<>\s]+>(?:@[\w.-]+)?$/.test(name) ? name.lastIndexOf('<') : -1;
  if (open >= 0) {
    const address = normalizeAddress(name.slice(open + 1, name.indexOf('>', open)));
    return [{ name: nameWithComments(cleanName(name.slice(0, open)), comments), address }];
  }
  const notes = readNotesName(name);
  if (notes) return [{ name: nameWithComments(notes.name, comments), address: notes.address }];
  const bare = readBareAddress(name);
  if (bare) {
    const found = bare.addresses.map((address) => ({ name: '', address }));
    const first = found[0]!;
    const named = nameWithComments(cleanName(bare.name), comments);
    return found.length === 1 ? [{ name: named, address: first.address }] : found;
  }
  // QUIRK: `Name (a@b)`: the address stands as comment.
  const hidden = comments.find((comment) => /^(?:mailto:)?[^\s@<>]+@[^\s@<>]+$/i.test(comment));
  if (hidden && name)
    return [
      {
        name: nameWithComments(
          name,
          comments.filter((comment) => comment !== hidden),
        ),
        address: normalizeAddress(hidden),
      },
    ];
  // Letters that were replaced by `@`, without the words that say so: the address is lost.
  if (name.includes('@') && comments.length) return [{ name: comments.join(' '), address: '' }];
  const full = nameWithComments(name, comments);
  return full ? [{ name: full, address: '' }] : [];
}

/** `Jane Doe@ACME`, `All Staff@ACME West`: a name in Notes with its domain, which has no dot, and no address of the Internet. */
function readNotesName(text: string): Mailbox | null {
  const at = text.indexOf('@');
  if (at < 0 || text.length > 200 || text.includes('@', at + 1)) return null;
  const [name, domain] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (!/\s/.test(name) || /[/<>"=]/.test(name) || !/^[\p{L}\d][\p{L}\d_ -]*$/u.test(domain)) return null;
  // `Jane Doe jdoe@host` is a name before an address.
  return /\s/.test(domain) || /\s\p{Lu}[^\s\d]*$/u.test(name) ? { name, address: `${name}@${domain}` } : null;
}

function nameWithComments(name: string, comments: readonly string[]): string {
  if (!comments.length) return name;
  return name ? `${name} (${comments.join(' ')})` : comments.join(' ');
}

/** A display name without outer quotes and doubled white space: `"'Jane  Doe'"` → `Jane Doe`. */
function cleanName(text: string): string {
  let name = collapseSpace(text);
  for (let round = 0; round < 3 && name.length > 1; round++) {
    const first = name[0];
    const last = name.at(-1);
    if (
      !(
        (first === '"' && last === '"') ||
        (first === "'" && last === "'") ||
        (first === '\u2018' && last === '\u2019') ||
        (first === '\u201c' && last === '\u201d')
      )
    )
      break;
    name = name.slice(1, -1).trim();
  }
  return name.replace(/^[,;]+|[,;]+$/g, '').trim();
}

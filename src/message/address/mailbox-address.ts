import { undoEntities } from '../../text/html-entities.js';

/**
 * An address as it is compared: white space around dots and `@` gone, route and `mailto:` dropped, quotes that the local
 * part does not need dropped, domain lower-cased. `"<@relay:Jane @ Example . ORG>"` → `Jane@example.org`. Exchange X.500 and
 * Lotus names stay as written. '' where nothing is left.
 */
export function normalizeAddress(raw: string): string {
  let address = raw.trim();
  while (address.startsWith('<')) address = address.slice(1).trim();
  const nested = address.indexOf('<');
  if (nested > 0) address = address.slice(0, nested).trim();
  while (address.endsWith('>')) address = address.slice(0, -1).trim();
  if (/^(?:mailto|smtp|ex|notes)\s*:/i.test(address)) address = address.slice(address.indexOf(':') + 1).trim();
  if (address.length > 1 && /^'.*'$/s.test(address)) address = address.slice(1, -1).trim();
  if (address.startsWith('/') || isLotusName(address)) return address.replace(/\s+/g, ' ');
  if (address.startsWith('@') && address.includes(':')) address = address.slice(address.indexOf(':') + 1).trim();
  if (!address.includes('@')) address = readObfuscatedAt(address);
  // QUIRK: Lotus Notes puts its own domain behind a foreign address: `jane@example.org@ACME`.
  address = address.replace(/^([^@\s]+@[^@\s]+\.[^@\s]+)\s?@\s?[^@.\s]+$/, '$1');
  const at = address.lastIndexOf('@');
  if (at < 0) return address.replace(/\s+/g, ' ');
  return (
    unquoteLocalPart(address.slice(0, at)) +
    address
      .slice(at)
      .replace(/\s+/g, '')
      .toLowerCase()
      .replace(/[.,;:]+$/, '')
  );
}

function unquoteLocalPart(local: string): string {
  const trimmed = local.trim();
  const quoted = /^"((?:[^"\\]|\\.)*)"$/s.exec(trimmed);
  if (!quoted) return trimmed.includes('"') ? trimmed : trimmed.replace(/\s+/g, '');
  const plain = quoted[1]!.replace(/\\(.)/gs, '$1');
  return /^[^\s"(),:;<>@[\\\]]+$/.test(plain) ? plain : trimmed;
}

/** Marks in brackets that stand for `@` and dots against harvesters: `jane (at) example [dot] org`, `jane(a)example.org`. */
const BRACKETED_AT =
  /([\w.+=-]{1,64}) ?[([{](?:a|at|AT|At)[)\]}] ?([\w-]{1,63}(?: ?(?:\.|[([{](?:dot|DOT|Dot)[)\]}]) ?[\w-]{1,63}){1,8})/g;

/** `mira () quay ! example`, as MARC writes addresses. */
const MARC = /([\w.+=-]{1,64}) \(\) ([\w-]{1,63}(?: ! [\w-]{1,63}){1,8})/g;

/** A field with the addresses written out whose `@` stands as a word in brackets; any other as it is. */
export const withoutBracketedAt = (value: string): string =>
  /[([{]at?[)\]}]/i.test(value)
    ? value.replace(BRACKETED_AT, (_, local: string, domain: string) => `${local}@${withDots(domain)}`)
    : value.includes(' () ')
      ? value.replace(MARC, (_, local: string, domain: string) => `${local}@${domain.replaceAll(' ! ', '.')}`)
      : value;

/** A path of UUCP before there were domains, alone or with a comment behind it: `decvax!harbor!mira (Mira Holm)`. */
const BANG_PATH = /^\s{0,8}((?:[a-z0-9][\w.-]{0,63}!){1,20})([\w.+=%-]{1,64})(\s{1,8}\([^()]{1,100}\))?\s{0,8}$/;

/**
 * A field of bang paths with the address that each stands for: `gateway!harbor!mira` is `mira@harbor.uucp`, whichever way it came
 * (RFC 976 §2.3), and `uunet!harbour.example!mira` `mira@harbour.example`; any other field as it is.
 */
export function withoutBangPaths(value: string): string {
  if (!value.includes('!') || value.includes('@') || value.length > 2000) return value;
  const paths = value.split(',').map((part) => BANG_PATH.exec(part));
  if (!paths.every((path) => path !== null)) return value;
  return paths
    .map(([, hosts, user, comment = '']) => {
      const host = hosts!.slice(0, -1).split('!').at(-1)!;
      return `${user}@${host}${host.includes('.') ? '' : '.uucp'}${comment}`;
    })
    .join(', ');
}

/** A field whose brackets were written for a page: `Mira Holm &lt;mira@quay.example&gt;`; any other as it is. */
export const withoutEntities = (value: string): string =>
  /&lt;[^<>&]{0,200}@[^<>&]{0,200}&gt;|&amp;|&quot;|&#39;/i.test(value) ? undoEntities(value) : value;

const withDots = (domain: string): string => domain.replace(/ ?(?:[([{]dot[)\]}]|\.) ?/gi, '.');

/** `jane at example.org`, `jane(at)example.org`, `jane AT example DOT org`: list archives against harvesters. */
function readObfuscatedAt(written: string): string {
  const text = /\sat\s/i.test(written) ? written.replace(/\s(?:dot|DOT)\s/g, '.') : withoutBracketedAt(written);
  const match = /^(\S+?)\s*(?:\s(?:at|AT)\s|\[at\]|\(at\)|_at_|<at>)\s*(\S+)$/.exec(text);
  return match ? `${match[1]}@${match[2]}` : text;
}

/**
 * The address in a phrase without brackets, and what is left as name: `Jane Doe jane@example.org`, `jane at example.org`,
 * `Jane Doe/HOU/ECT@ECT` (Lotus), `/O=X/OU=Y/CN=RECIPIENTS/CN=JDOE` (Exchange). Null where there is none.
 */
export function readBareAddress(
  phrase: string,
): { readonly name: string; readonly addresses: readonly string[] } | null {
  const text = phrase.trim();
  if (/^\/?o=[^/]*\/(?:ou|cn)=/i.test(text)) return { name: '', addresses: [text] };
  const exchange = text.search(/\s\/o=[^/]*\/(?:ou|cn)=/i);
  if (exchange > 0) return { name: text.slice(0, exchange).trim(), addresses: [text.slice(exchange).trim()] };
  if (isLotusName(text)) return { name: lotusPerson(text), addresses: [text] };
  if (text.includes('@')) {
    const tokens = joinAddress(text).split(/\s+/);
    const found = tokens.filter(
      (token) =>
        /^[^@]+@[^@]+(?:\.[^@]+@[^@.]+)?$/.test(token) || /^"[^"]*"@[^@]+$/.test(token) || /^@[^:]*:[^@]*@/.test(token),
    );
    if (found.length)
      return {
        name: tokens.filter((token) => !found.includes(token)).join(' '),
        addresses: found.map(normalizeAddress),
      };
  }
  const obfuscated = /(?:^|\s)([^\s,]+)\s+(?:at|AT)\s+([^\s,]+)$/.exec(text);
  if (
    obfuscated &&
    (obfuscated[2]!.includes('.') || obfuscated.index === 0) &&
    /^[\w.+'=#%&/!-]+$/.test(obfuscated[1]!) &&
    (obfuscated[2]!.includes('.') || /\d|^[a-z]+$/.test(obfuscated[2]!))
  )
    return {
      name: text.slice(0, obfuscated.index).trim(),
      addresses: [normalizeAddress(`${obfuscated[1]}@${obfuscated[2]}`)],
    };
  return null;
}

/** `jane @ example . org` → `jane@example.org`; a dot before a space (`J. Doe`) stays. */
function joinAddress(text: string): string {
  const joined = text
    .split('@')
    .map((piece) => piece.trim())
    .join('@');
  if (!/\s\./.test(joined)) return joined;
  const pieces = joined.split('.');
  for (let at = 1; at < pieces.length; at++) {
    if (!/^\s|^$/.test(pieces[at - 1]!.slice(-1))) continue;
    pieces[at - 1] = pieces[at - 1]!.trimEnd();
    pieces[at] = pieces[at]!.trimStart();
  }
  return pieces.join('.');
}

/** Lotus Notes names: `Jane Doe/HOU/ECT@ECT`, `CN=Jane Doe/OU=HOU/O=ECT`, `Jane Doe/Corp/Enron`. */
export function isLotusName(text: string): boolean {
  const slash = text.indexOf('/');
  if (slash <= 0 || text.length > 300 || text.includes('://') || text.includes('<')) return false;
  if (/^cn=[^/@]+\/(?:ou?|c)=/i.test(text)) return true;
  const person = text.slice(0, slash);
  const rest = text.slice(slash);
  if (/[@()"]/.test(person) || /^\s|\s$/.test(person) || !/[\p{L}]/u.test(person)) return false;
  const at = rest.indexOf('@');
  const units = at < 0 ? rest : rest.slice(0, at);
  if (!/^(?:\/[\p{L}\d][\p{L}\d&_. -]{0,60})+$/u.test(units) || /\s\/|\/\s/.test(units)) return false;
  // `Jane Doe/HOU/ECT@ECT`; the domain has no dot. Without a domain a space in the person's name makes the difference.
  if (at >= 0) return /^@[\p{L}\d_ -]+$/u.test(rest.slice(at)) || person.includes(' ');
  return person.trim().includes(' ') && (units.split('/').length > 2 || /^\/[A-Z\d_]{2,}$/.test(units));
}

/** The person's name in a Lotus name: `CN=Jane Doe/OU=HOU/O=ECT@ECT` → `Jane Doe`. */
export function lotusPerson(name: string): string {
  return name.slice(0, name.indexOf('/')).replace(/^cn=/i, '').trim();
}

/**
 * The Exchange name that an encapsulated address stands for, else null:
 * `IMCEAEX-_O=X_OU=Y_CN=RECIPIENTS_CN=JDOE@x.org` → `/O=X/OU=Y/CN=RECIPIENTS/CN=JDOE` (MS-OXCMAIL 2.2.3.1.1.1.1:
 * `_` is `/`, `+XX` a character by its hexadecimal code).
 */
export function decodeEncapsulatedAddress(address: string): string | null {
  const match = /^IMCEA(?:EX)-(.+)@[^@]+$/i.exec(address);
  if (!match) return null;
  return match[1]!
    .replaceAll('_', '/')
    .replace(/\+([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

import {
  decodeEncapsulatedAddress,
  isLotusName,
  lotusPerson,
  normalizeAddress,
} from '../../message/address/mailbox-address.js';
import { wellFormed } from '../../text/well-formed.js';
import { spellLocalPart } from './name-form.js';

/** An address reduced to what is compared. */
export interface AddressForm {
  readonly kind: 'smtp' | 'exchange' | 'lotus' | 'other';
  /** Equal for the same mailbox written differently in case; '' if there is no address. */
  readonly key: string;
  /** Part before the `@`, lower case; for Exchange the last CN; else ''. */
  readonly local: string;
  /** Domain, lower case; '' unless SMTP. */
  readonly domain: string;
  /** What the mailboxes of one organisation share: `x.co.uk` of `mail.x.co.uk`; '' for mail providers open to everybody. */
  readonly organisation: string;
  /** The name that the address spells, to be read by `readName`; '' if none (`jane.doe@x.org` → `jane doe`, a Lotus name's person). */
  readonly spells: string;
  /** Key of the mailbox that this one is a variant of (`jane+lists@x.org` → `jane@x.org`); else equal to `key`. */
  readonly base: string;
}

/** Providers whose mailboxes have nothing in common. */
const PROVIDERS = new Set(
  (
    'gmail.com googlemail.com yahoo.com ymail.com rocketmail.com hotmail.com outlook.com live.com msn.com aol.com aim.com icloud.com me.com mac.com ' +
    'gmx.de gmx.net gmx.at gmx.ch gmx.com web.de t-online.de freenet.de arcor.de mail.ru yandex.ru yandex.com bk.ru inbox.ru list.ru ukr.net ' +
    'qq.com 163.com 126.com sina.com foxmail.com naver.com daum.net hanmail.net orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it ' +
    'virgilio.it tin.it alice.it comcast.net verizon.net att.net sbcglobal.net bellsouth.net earthlink.net mindspring.com cox.net charter.net ' +
    'juno.com netzero.net excite.com prodigy.net compuserve.com worldnet.att.net swbell.net pacbell.net ix.netcom.com netcom.com rr.com ' +
    'btinternet.com btopenworld.com ntlworld.com blueyonder.co.uk virgin.net tiscali.co.uk sympatico.ca rogers.com shaw.ca ' +
    'bigpond.com optusnet.com.au protonmail.com proton.me tutanota.com fastmail.com fastmail.fm posteo.de mailbox.org zoho.com mail.com email.com ' +
    'lycos.com usa.net home.com flash.net hushmail.com rediffmail.com uol.com.br terra.com.br bol.com.br ig.com.br'
  ).split(' '),
);
const SECOND_LEVEL = new Set([
  'co',
  'com',
  'org',
  'net',
  'ac',
  'gov',
  'gob',
  'edu',
  'or',
  'ne',
  'go',
  'mil',
  'nhs',
  'ltd',
  'plc',
  'sch',
  'gv',
]);
const NO_ADDRESS: AddressForm = {
  kind: 'other',
  key: '',
  local: '',
  domain: '',
  organisation: '',
  spells: '',
  base: '',
};

/**
 * Reads an address as a header, a quoted block or an archive writes it: `Jane.Doe@Mail.X.org`, `jane at x.org`, `'jane@x.org'`,
 * `/O=X/OU=Y/CN=RECIPIENTS/CN=JDOE`, `IMCEAEX-_O=X...@x.org`, `Jane Doe/HOU/ECT@ECT`, `Jane Doe@ECT`, `CN=Jane Doe/OU=HOU/O=ECT`.
 */
export function readAddress(text: string): AddressForm {
  const written = withoutStrayMarks(wellFormed(text.slice(0, 400)));
  const person = written.replace(/^([^@]+@[^@.]+)@[^@.]+$/, '$1');
  if (isNotesPerson(person)) return readNotesPerson(person);
  const address = normalizeAddress(withoutRemark(written));
  if (!address) return NO_ADDRESS;
  const decoded = decodeEncapsulatedAddress(address) ?? decodeNotes(address) ?? address;
  if (/^\/?o=/i.test(decoded)) return readExchange(decoded);
  if (isNotesPerson(decoded)) return readNotesPerson(decoded);
  if (isLotusName(decoded)) return readLotus(decoded);
  // QUIRK: Notes and Exchange gateways put their own domain behind: `jane@x.org@GATEWAY`, `"jane"@x.org@acme.example`, `Jane Doe@ECT@ECT`.
  const at = decoded.lastIndexOf('@');
  const inner = decoded.lastIndexOf('@', at - 1);
  if (inner > 0 && (decoded.slice(inner, at).includes('.') || !decoded.includes('.', at)))
    return readAddress(decoded.slice(0, at));
  if (at <= 0 || /^imceafax-/i.test(decoded)) {
    const key = decoded.toLowerCase();
    return { ...NO_ADDRESS, key, local: key, base: key };
  }
  return readSmtp(decoded.slice(0, at).toLowerCase(), decoded.slice(at + 1).toLowerCase());
}

/** Quotes, brackets and underscores that a wrap, a form or a careless export left around an address: `'jane@x.org'_`. */
function withoutStrayMarks(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && /[\s'"`\u2018\u2019\u201c\u201d<([]/.test(text[from]!)) from++;
  while (to > from && /[\s'"`\u2018\u2019\u201c\u201d>)\]_,;:]/.test(text[to - 1]!)) to--;
  const inner = text.slice(from, to).replace(/^b?cc:\s*/i, '');
  // Nothing is taken from a quoted local part: `"jane doe"@x.org`.
  return text[from - 1] === '"' && inner.includes('"@') ? text.trim() : inner;
}

/** `Jane (NYC) Doe/HOU/ECT@ECT`: a remark in a Lotus name. */
function withoutRemark(text: string): string {
  return text.includes('/') && text.includes('(') ? text.replace(/\s*\([^()]*\)\s*/g, ' ').trim() : text;
}

/** `Jane Doe@ECT`: a Notes name without units; a space before the `@` and no dot behind it. */
function isNotesPerson(text: string): boolean {
  const at = text.lastIndexOf('@');
  if (at < 3 || text.includes('.', at) || /[/@"<>:]/.test(text.slice(0, at))) return false;
  return (
    /^\p{L}[\p{L}'.&-]*(?:\s[\p{L}\d'.&-]+){1,5}\s?$/u.test(text.slice(0, at)) &&
    /^\s?[\p{L}][\p{L}\d_ -]*$/u.test(text.slice(at + 1))
  );
}

function readNotesPerson(text: string): AddressForm {
  const at = text.lastIndexOf('@');
  const person = text.slice(0, at).replace(/\s+/g, ' ').trim();
  const unit = text
    .slice(at + 1)
    .trim()
    .toLowerCase();
  const key = `${person.toLowerCase()}@${unit}`;
  return { kind: 'lotus', key, local: '', domain: '', organisation: `o=${unit}`, spells: person, base: key };
}

function readSmtp(written: string, domain: string): AddressForm {
  // QUIRK: quotes of a display name that became an address: `'jane'.'doe'@x.org`; those inside a word are its own (`o'neil`).
  const local = written.replace(/['"`]+(?=\.|$)|(?<=^|\.)['"`]+/g, '');
  if (!/[\p{L}\p{N}]/u.test(local)) return NO_ADDRESS;
  const key = `${local}@${domain}`;
  const own = withoutGateway(local);
  if (own !== null)
    return { ...readSmtp(own.slice(0, own.lastIndexOf('@')), own.slice(own.lastIndexOf('@') + 1)), key };
  const plus = local.indexOf('+');
  const untagged = plus > 0 ? local.slice(0, plus) : local;
  // QUIRK: Gmail ignores dots, and googlemail.com is the same place.
  const google = domain === 'gmail.com' || domain === 'googlemail.com';
  const base = google ? `${untagged.replaceAll('.', '')}@gmail.com` : `${untagged}@${domain}`;
  const spelled = spellLocalPart(local);
  const organisation = organisationOf(domain);
  return {
    kind: 'smtp',
    key,
    local,
    domain,
    organisation,
    spells: spelled.includes(' ') && !/\d/.test(spelled) ? spelled : '',
    base,
  };
}

/**
 * The address that a forwarder or a list wrote into a local part, else null: `jane=x.org@groups.io`, `jane=40x.org@dmarc.ietf.org`
 * (IETF and others against DMARC), `SRS0=aBcD=Xy=x.org=jane` (Sender Rewriting Scheme).
 */
function withoutGateway(local: string): string | null {
  const srs = /^srs0[=+-][^=]{1,12}=[^=]{1,4}=([^=@]{1,120})=([^=@]{1,64})$/.exec(local);
  if (srs) return `${srs[2]}@${srs[1]}`;
  const written = /^([^=+@/]{1,64})=(?:40)?([a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,6})$/.exec(local);
  return written && !/(?:^|[-.])(?:bounces?|return|verp|owner|prvs|srs\d)$/.test(written[1]!)
    ? `${written[1]}@${written[2]}`
    : null;
}

/** The last CN names the person's mailbox; the organisation is what `/O=` says. */
function readExchange(text: string): AddressForm {
  // QUIRK: gateways put their domain behind: `/O=X/CN=JDOE@x.org`.
  const key = text
    .toLowerCase()
    .replace(/@.*$/s, '')
    .replace(/^(?!\/)/, '/');
  const names = key.split('/cn=');
  const local = names.at(-1)!;
  const organisation = /^\/o=([^/]*)/.exec(key)?.[1] ?? '';
  return {
    kind: 'exchange',
    key,
    local,
    domain: '',
    organisation: organisation && `o=${organisation}`,
    spells: '',
    base: key,
  };
}

/** `CN=Jane Doe/OU=HOU/O=ECT` and `Jane Doe/HOU/ECT@ECT` are the same; the domain after `@` is routing only. */
function readLotus(text: string): AddressForm {
  const person = lotusPerson(text);
  const slash = text.indexOf('/');
  const at = text.indexOf('@', slash);
  const units = (at < 0 ? text.slice(slash) : text.slice(slash, at)).toLowerCase().replace(/\/(?:ou?|c)\d?=/g, '/');
  const key = person.toLowerCase() + units;
  const organisation = units.slice(units.lastIndexOf('/') + 1);
  return {
    kind: 'lotus',
    key,
    local: '',
    domain: '',
    organisation: organisation && `o=${organisation}`,
    spells: person,
    base: key,
  };
}

/** `IMCEANOTES-Jane+20Doe_HOU_ECT+40ECT@x.org` → `Jane Doe/HOU/ECT@ECT`. */
function decodeNotes(address: string): string | null {
  const match = /^IMCEANOTES-(.+)@[^@]+$/i.exec(address);
  if (!match) return null;
  // QUIRK: a Notes gateway reads the codes as units in turn: `jane+OU=2Edoe/40x/2Eorg/40ACME`.
  const code = match[1]!.includes('/40') ? /[+/](?:OU=)?([0-9A-F]{2})/gi : /\+([0-9A-F]{2})/gi;
  const text = match[1]!
    .replaceAll('_', '/')
    .replace(code, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  // QUIRK: Exchange wraps ordinary addresses as well: `+22Jane+22+20+3Cjane+40x+2Eorg+3E`, with or without `+40ACME`.
  const open = text.lastIndexOf('<');
  const close = text.indexOf('>', open);
  if (open >= 0 && close > open) return normalizeAddress(text.slice(open, close + 1)) || null;
  return isNotesPerson(text) ? text : normalizeAddress(text) || null;
}

/** The part of a domain that is registered, by the common second-level registries; '' for open mail providers. */
function organisationOf(domain: string): string {
  if (PROVIDERS.has(domain)) return '';
  const labels = domain.split('.');
  const long = labels.length > 2 && labels.at(-1)!.length === 2 && SECOND_LEVEL.has(labels.at(-2)!);
  const registered = labels.slice(long ? -3 : -2).join('.');
  return PROVIDERS.has(registered) ? '' : registered;
}

import {
  decodeEncapsulatedAddress,
  isLotusName,
  lotusPerson,
  normalizeAddress,
} from '../../message/address/mailbox-address.js';
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
 * Reads an address as a header, a quoted block or an archive writes it: `Jane.Doe@Mail.X.org`, `jane at x.org`,
 * `/O=X/OU=Y/CN=RECIPIENTS/CN=JDOE`, `IMCEAEX-_O=X...@x.org`, `Jane Doe/HOU/ECT@ECT`, `CN=Jane Doe/OU=HOU/O=ECT`.
 */
export function readAddress(text: string): AddressForm {
  const address = normalizeAddress(text.slice(0, 400));
  if (!address) return NO_ADDRESS;
  const decoded = decodeEncapsulatedAddress(address) ?? decodeNotes(address) ?? address;
  if (/^\/?o=/i.test(decoded)) return readExchange(decoded);
  if (isLotusName(decoded)) return readLotus(decoded);
  // QUIRK: Notes and Exchange gateways put their own domain behind: `jane@x.org@GATEWAY`.
  const at = decoded.lastIndexOf('@');
  const inner = decoded.lastIndexOf('@', at - 1);
  if (inner > 0 && !decoded.includes('.', at) && decoded.slice(inner, at).includes('.'))
    return readAddress(decoded.slice(0, at));
  if (at <= 0) {
    const key = decoded.toLowerCase();
    return { ...NO_ADDRESS, key, local: key, base: key };
  }
  return readSmtp(decoded.slice(0, at).toLowerCase(), decoded.slice(at + 1).toLowerCase());
}

function readSmtp(written: string, domain: string): AddressForm {
  const local = written.replace(/^['"`]+|['"`]+$/g, '');
  const key = `${local}@${domain}`;
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

/** The last CN names the person's mailbox; the organisation is what `/O=` says. */
function readExchange(text: string): AddressForm {
  const key = text.toLowerCase().replace(/^(?!\/)/, '/');
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
  const text = match[1]!
    .replaceAll('_', '/')
    .replace(/\+([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  // QUIRK: Exchange wraps ordinary addresses as well: `+22Jane+22+20+3Cjane+40x+2Eorg+3E`.
  const open = text.lastIndexOf('<');
  return normalizeAddress(open >= 0 && text.endsWith('>') ? text.slice(open) : text) || null;
}

/** The part of a domain that is registered, by the common second-level registries; '' for open mail providers. */
function organisationOf(domain: string): string {
  if (PROVIDERS.has(domain)) return '';
  const labels = domain.split('.');
  const long = labels.length > 2 && labels.at(-1)!.length === 2 && SECOND_LEVEL.has(labels.at(-2)!);
  const registered = labels.slice(long ? -3 : -2).join('.');
  return PROVIDERS.has(registered) ? '' : registered;
}

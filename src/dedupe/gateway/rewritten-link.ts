/** Links of one text may stand in another as a gateway's own: what each leads to, as far as the link tells. */

/** A link without blanks, angle brackets or quotation marks around it. */
const LINK = /https?:\/\/[^\s<>"'\])]{1,4000}/gi;

/** Hosts that write links anew and tell no more of them than the domain, or nothing at all. */
const OPAQUE =
  /^(?:[\w-]{1,40}\.){0,3}(?:mimecast\.com|mimecastprotect\.com|mimecast-offshore\.com|url\.emailprotection\.link|emailprotection\.link|protection\.sophos\.com|trustwave\.com|secure-web\.cisco\.com|clicktracking\.[\w.-]{1,60}|list-manage\.com|ct\.sendgrid\.net)$/i;

/** Hosts that wrap a link in one of their own which holds it. */
const WRAPPING =
  /safelinks\.protection\.outlook\.com|safelinks\.|urldefense\.|cudasvc\.com|fireeye\.com|clicktime\.|symantec\.com|messagelabs\.com|trendmicro|secure-web\.cisco\.com|google\.[a-z.]{2,6}\/url|sophos\.com|checkpoint\.com|avanan|barracudanetworks|linkprotect|\/url\?|clicktime|urlsand|hes\.trendmicro|vadesecure|retarus|hornetsecurity|trustwave|mimecast/i;

/**
 * What a link leads to, where a gateway has put its own in its place: Microsoft's Safe Links, Proofpoint's URL Defense (versions
 * 1, 2 and 3), Barracuda, Cisco, FireEye, Trend Micro, Symantec, Sophos, Google. A link that tells the domain alone gives `opaque:domain`,
 * one that tells nothing `opaque:`; every other link is given as it stands.
 *
 *     https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fquay.example%2F12&data=05 -> https://quay.example/12
 *     https://urldefense.com/v3/__https://quay.example/12__;!!Abc$                               -> https://quay.example/12
 *     https://urldefense.proofpoint.com/v2/url?u=https-3A__quay.example_12&d=Dw                  -> https://quay.example/12
 *     https://protect-eu.mimecast.com/s/Ab12?domain=quay.example                                 -> opaque:quay.example
 */
export function unwrapLink(link: string): string {
  let inner = link;
  for (let round = 0; round < 4; round++) {
    const next = unwrapOnce(inner);
    if (next === inner) break;
    inner = next;
  }
  return inner;
}

function unwrapOnce(link: string): string {
  const start = link.indexOf('://') + 3;
  const end = link.slice(start).search(/[/?#]/);
  const host = end < 0 ? link.slice(start) : link.slice(start, start + end);
  if (start < 3 || !WRAPPING.test(link.slice(0, 400))) return link;
  const third = /\/v3\/__(.{1,4000}?)__;/i.exec(link) ?? /\/v3\/__(.{1,4000}?)__/i.exec(link);
  if (third && /urldefense/i.test(host)) return asLink(third[1]!.replace(/^(https?:\/)(?!\/)/i, '$1/'));
  const query = link.slice(Math.max(link.indexOf('?'), 0));
  for (const part of query.slice(1).split(/&amp;|[&;]/)) {
    const sign = part.indexOf('=');
    if (sign < 0) continue;
    const value = part.slice(sign + 1);
    const plain = decode(value);
    if (/^https?:\/\//i.test(plain)) return plain;
    if (/^https?-3A/i.test(value)) return asLink(decode(value.replaceAll('_', '/').replaceAll('-', '%')));
    const encoded = /^u$/i.test(part.slice(0, sign)) ? decodeBase64(value) : '';
    if (/^https?:\/\//i.test(encoded)) return encoded;
  }
  const path = decode(link.slice(start + host.length));
  const inPath = /\/(https?:\/\/?[^\s]{4,4000})$/i.exec(path);
  if (inPath) return inPath[1]!.replace(/^(https?:\/)(?!\/)/i, '$1/');
  if (!OPAQUE.test(host)) return link;
  const domain = /[?&](?:domain|d)=([\w.-]{3,200})/i.exec(query);
  return `opaque:${domain?.[1]?.toLowerCase() ?? ''}`;
}

const asLink = (text: string) => (/^https?:\/\//i.test(text) ? text : `http://${text}`);

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function decodeBase64(text: string): string {
  let bits = 0;
  let held = 0;
  let decoded = '';
  for (const sign of decode(text)) {
    const value = BASE64.indexOf(sign === '-' ? '+' : sign === '_' ? '/' : sign);
    if (value < 0) break;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    decoded += String.fromCharCode((held >> bits) & 0xff);
  }
  return decoded;
}

/** Every link of a text as it would stand without gateways, bare of its scheme and of signs at its end, in lower case. */
export function linksOf(text: string): readonly string[] {
  if (!text.includes('://')) return [];
  return (text.match(LINK) ?? []).map((link) => bareLink(unwrapLink(link)));
}

/** The text with what a rewritten link leads to in its place; other links as they stand. */
export const unwrapLinks = (text: string) =>
  text.includes('://') ? text.replace(LINK, (link) => unwrapLink(link)) : text;

/** The text with every link unwrapped and bare, or with every link cut out. */
export function replaceLinks(text: string, isKept: boolean): string {
  if (!text.includes('://')) return text;
  return text.replace(LINK, (link) => (isKept ? ` ${bareLink(unwrapLink(link))} ` : ' '));
}

/** A link without its scheme, `www.` and signs at its end, in lower case. */
export const bareLink = (link: string) =>
  link
    .toLowerCase()
    .replace(/^(?:https?:\/\/)?(?:www\.)?/, '')
    .replace(/[.,;:!?/*_]{1,20}$/, '');

/** True if each link of the one with fewer stands in the other, a link that a gateway hid among them by its domain. */
export function haveSameLinks(one: readonly string[], other: readonly string[]): boolean {
  const [few, many] = one.length <= other.length ? [one, other] : [other, one];
  const known = new Set(many);
  const hidden = many.filter((link) => link.startsWith('opaque:')).map((link) => link.slice(7));
  const hosts = new Set(many.map(hostOf));
  return few.every((link) => {
    if (known.has(link)) return true;
    if (link.startsWith('opaque:')) return link === 'opaque:' ? many.length > 0 : hosts.has(link.slice(7));
    return hidden.some((domain) => domain === '' || domain === hostOf(link));
  });
}

const hostOf = (link: string) =>
  link.startsWith('opaque:') ? link.slice(7) : link.split(/[/?#:]/, 1)[0]!.replace(/^www\./, '');

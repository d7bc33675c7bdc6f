/** Joins two lines of a sentence; a bracket and a soft break of quoted-printable (`=`) join without a blank. */
export function joinPieces(above: string, below: string): string {
  if (!below) return above;
  const last = above.charCodeAt(above.length - 1);
  if (last === 0x3d) return `${above.slice(0, -1)}${below}`;
  if (last === 0x3a && above.endsWith('mailto:')) return `${above}${below}`;
  return last === 0x3c || last === 0x5b || below.charCodeAt(0) === 0x3e ? `${above}${below}` : `${above} ${below}`;
}

/**
 * True where a text closes a bracket that it does not open: `bob@example.org> wrote:` is the end of a sentence that begins
 * on a line above.
 */
export function lacksBracket(text: string): boolean {
  if (!text.includes('>')) return false;
  let open = 0;
  let from = 0;
  // Marks of quotation, and Supercite's, stand before a sentence.
  while (from < text.length && (text[from] === '>' || text[from] === ' ')) from++;
  if (from && text.slice(from).startsWith(':')) from = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x3c) open++;
    else if (code === 0x3e && text.charCodeAt(at - 1) !== 0x3e + 1 && --open < 0) return isAddressEnd(text, at);
  }
  return false;
}

/** An address, or the end of one, stands before the bracket: not an arrow, not GroupWise's `>>>`. */
function isAddressEnd(text: string, at: number): boolean {
  if (text.startsWith('>>>', at) || text.startsWith('>>>', Math.max(0, at - 2))) return false;
  const before = text.slice(Math.max(0, at - 120), at);
  return at === 0 || /[\w.>*]$/.test(before);
}

/**
 * Text in which undecoded quoted-printable is read: `"2:22=E2=80=AFPM"` → `"2:22 PM"`. Text without it comes back as it is.
 *
 * QUIRK: some exports keep the body as it was encoded (RFC 2045 §6.7).
 */
export function decodeResidue(text: string): string {
  if (!text.includes('=') || text.startsWith('[quote') || !/=(?:[0-9A-F]{2}|$)/.test(text)) return text;
  return text.replace(/(?:=[0-9A-F]{2}){1,200}/g, (run) => {
    const bytes = Uint8Array.from(run.slice(1).split('='), (pair) => Number.parseInt(pair, 16));
    try {
      return DECODER.decode(bytes);
    } catch {
      // Letters of an older charset: `Fr=E9d=E9ric`.
      return bytes.length <= 2 && bytes.every((byte) => byte >= 0xc0) ? LATIN.decode(bytes) : run;
    }
  });
}

const DECODER = new TextDecoder('utf-8', { fatal: true });
const LATIN = new TextDecoder('windows-1252');

/**
 * Text whose signs an export left as HTML writes them, as read: `"Ann &lt;ann@example.org&gt;"` → `"Ann <ann@example.org>"`. Text without them
 * comes back as it is.
 */
export function decodeEntities(text: string): string {
  if (text.includes('<a href='))
    return decodeEntities(
      text.replace(/<a href="?mailto:[^<>"]{3,200}"?>([^<>]{3,200})<\/a>/g, '$1').replaceAll('<a href=', '< a href='),
    );
  if (!text.includes('&') || !text.includes(';')) return text;
  return text.replace(/&(?:lt|gt|amp|quot|nbsp|#39|#34);/g, (entity) => ENTITIES[entity]!);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&nbsp;': ' ',
  '&#39;': "'",
  '&#34;': '"',
};

/** Signs that a site puts in the place of an address: it is nobody's. */
const HIDDEN =
  /[<(]{0,2}(?:[\w.+-]{1,64}@[\w-]{0,20}\.{2,3}|[\w+-]{0,20}\.{3}@[\w.-]{3,60}|\*{2,8}@\*{2,8}(?:\.\*{2,8})?|\[(?:hidden email|email hidden|email protected|email redacted|address redacted)\]|(?:email )?address@hidden|address hidden|email address hidden|(?:x{3,8})@x{3,8}\.x{2,4})[>)]{0,2}/gi;

/** A text without addresses that were hidden: `Bob Sample ***@***.***>` → `Bob Sample`. */
export function withoutHidden(text: string): string {
  const address = text.includes('@');
  const starred = address && (text.includes('*@*') || /@[\w-]{0,20}\.\./.test(text) || text.includes('...@'));
  const masked = (address && /xxx@/i.test(text)) || (text.includes(']') && /protected\]|redacted\]/i.test(text));
  if (!starred && !masked && !text.includes('hidden')) return text;
  return text.replace(HIDDEN, '').replace(/ {2,}/g, ' ');
}

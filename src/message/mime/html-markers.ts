/** What an element says about quotation. */
export type HtmlMarker =
  /** Its content is quoted: its lines get `> `. */
  | 'quote'
  /** A line is drawn at its left: its content is quoted where an attribution stands above, or where such an element was before. */
  | 'bordered'
  /** Its content is a reply's quotation or a forwarded message, as the header in it says. */
  | 'container'
  /** All content is quoted, whether or not a header is understood. */
  | 'quoted-container'
  /** From here to the end of the body all is quoted. */
  | 'rest'
  /** As `rest`, but only if a header of an embedded message stands right below: the style is used elsewhere too. */
  | 'rest-with-header';

/** The attributes of an element that markers are told by. */
export interface MarkerAttributes {
  readonly class: string;
  readonly id: string;
  readonly style: string;
  readonly type: string;
  readonly name: string;
  readonly tabindex: string;
  readonly marker: string;
  readonly cite: string;
}

const CONTAINERS = new Set([
  'gmail_quote',
  'gmail_quote_container',
  'protonmail_quote',
  'tutanota_quote',
  'zmail_extra',
  'skiff_quote',
]);
const QUOTED_CONTAINERS = new Set([
  'yahoo_quoted',
  'moz-forward-container',
  'ms-outlook-mobile-reference-message',
  'airmail_original',
  'bloop_original_html',
  'ntes-mailmaster-quote',
]);
const QUOTED_IDS = new Set([
  'olk_src_body_section',
  'isforwardcontent',
  'isreplycontent',
  'origbody',
  'reply139content',
  'ntes-pcmail-quote',
  'mail-editor-reference-message-container',
]);
const REST_IDS = new Set([
  'divrplyfwdmsg',
  'appendonsend',
  'stopspelling',
  'replysplit',
  'orimsghtmlseperator',
  'zwchr',
]);

/**
 * Tells what an element says about quotation; null for one that says nothing.
 *
 * Sources: Gmail, Outlook, Outlook.com, Apple Mail, Thunderbird, Yahoo, Zimbra, Proton, Tuta, Zoho, Spark, NetEase.
 * Names that a later program rewrote (`x_divRplyFwdMsg`, `ecxgmail_quote`) count like the first ones.
 */
export function readMarker(element: string, attributes: MarkerAttributes): HtmlMarker | null {
  if (element === 'blockquote') return isIndentation(attributes) ? null : 'quote';
  const id = withoutPrefix(attributes.id.toLowerCase());
  if (REST_IDS.has(id) || attributes.marker === '__DIVIDER__') return 'rest';
  if (QUOTED_IDS.has(id) || id.startsWith('yqt')) return 'quoted-container';
  if (attributes.name === 'quote' && element === 'div') return 'quoted-container';
  for (const name of attributes.class.toLowerCase().split(/\s+/)) {
    const plain = withoutPrefix(name);
    if (CONTAINERS.has(plain)) return 'container';
    if (QUOTED_CONTAINERS.has(plain)) return 'quoted-container';
    if (plain === 'outlookmessageheader') return 'rest';
  }
  if (element === 'hr' && attributes.tabindex === '-1') return 'rest-with-header';
  if (element !== 'div' || attributes.style === '') return null;
  return isHeaderBorder(attributes.style) ? 'rest-with-header' : isLineAtLeft(attributes.style) ? 'bordered' : null;
}

/** `border-left:2px solid blue;padding-left:4px`: how people and programs draw a quotation that is no blockquote. */
function isLineAtLeft(style: string): boolean {
  const plain = style.toLowerCase().replaceAll(' ', '');
  return (
    /border-left:(?!none|0|medium)[^;]*solid/.test(plain) && plain.includes('padding') && !plain.includes('border-top:')
  );
}

/** QUIRK: Outlook.com puts `x_` before every id and class of what it quotes, once a round; Hotmail put `ecx`. */
function withoutPrefix(name: string): string {
  let plain = name;
  while (plain.startsWith('x_')) plain = plain.slice(2);
  return plain.startsWith('ecx') ? plain.slice(3) : plain;
}

/**
 * QUIRK: Gmail and Apple Mail indent the author's own text with a blockquote: `margin:0 0 0 40px;border:none`. Outlook writes a
 * quotation of theirs again as `border:none;border-left:solid #CCCCCC 1.0pt`; its own indentation is `margin-right:0px` alone.
 */
function isIndentation({ class: name, type, cite, style }: MarkerAttributes): boolean {
  if (type.toLowerCase() === 'cite' || cite || name) return false;
  const plain = style.toLowerCase().replaceAll(' ', '');
  if (/border-left:(?!none|0|medium)/.test(plain)) return false;
  return /border:(?:none|0|medium)/.test(plain) || /^margin-right:0(?:px|cm|in)?;?$/.test(plain);
}

/** Outlook 2003 and later draw a line above the header: `border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0in 0in 0in`. */
function isHeaderBorder(style: string): boolean {
  const plain = style.toLowerCase().replaceAll(' ', '');
  return plain.includes('border-top:') && plain.includes('solid') && plain.includes('border:none');
}

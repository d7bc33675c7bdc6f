import { Tokenizer } from 'htmlparser2';
import { HIDDEN_ELEMENTS } from './html-elements.js';
import { type MarkerAttributes, readMarker } from './html-markers.js';
import { HtmlPage, type RenderedHtml } from './html-page.js';

/** Longest HTML that is read by its tags; what follows only loses them. */
const LONGEST_HTML = 8_000_000;
const LONGEST_ATTRIBUTE = 1000;
const READ_ATTRIBUTES: ReadonlyMap<string, keyof MarkerAttributes> = new Map(
  Object.entries({
    class: 'class',
    id: 'id',
    style: 'style',
    type: 'type',
    name: 'name',
    tabindex: 'tabindex',
    'data-marker': 'marker',
    cite: 'cite',
  } as const),
);

/**
 * Renders HTML as text in one pass without a tree, and notes which parts of it are quoted.
 *
 * Blocks and `<br>` break lines, elements that quote put `> ` before their lines, table cells are separated by a tab, `<li>` gets
 * `- `, `<hr>` a line of `-`, links their text; head, style and script go, white space collapses except in `<pre>`.
 * `"<p>Hi<br>Ann</p><blockquote>old</blockquote>"` → `"Hi\nAnn\n\n> old"`. Linear on any input: the stack holds names, and an end
 * tag that closes nothing is dropped.
 */
export function renderHtml(html: string): RenderedHtml {
  const source = html.length > LONGEST_HTML ? html.slice(0, LONGEST_HTML) : html;
  const page = new HtmlPage();
  let element = '';
  let attribute: keyof MarkerAttributes | null = null;
  let attributes = emptyAttributes();
  let hidden = '';
  const open = (closing: boolean): void => {
    if (hidden === 'head' && element === 'body') hidden = '';
    if (hidden) return;
    if (HIDDEN_ELEMENTS.has(element)) {
      if (!closing) hidden = element;
      return;
    }
    page.open(element, readMarker(element, attributes));
    if (closing && element !== 'br' && element !== 'hr') page.close(element);
  };
  const ignore = (): void => {};
  const text = (start: number, end: number): void => {
    if (!hidden) page.write(source.slice(start, end));
  };
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      ontext: text,
      oncdata: text,
      ontextentity: (codepoint) => {
        if (!hidden) page.write(codepoint > 0x10ffff ? '\ufffd' : String.fromCodePoint(codepoint));
      },
      onopentagname: (start, end) => {
        element = source.slice(start, end).toLowerCase();
        attributes = emptyAttributes();
      },
      onattribname: (start, end) => {
        attribute = end - start < 12 ? (READ_ATTRIBUTES.get(source.slice(start, end).toLowerCase()) ?? null) : null;
      },
      onattribdata: (start, end) => {
        if (attribute && attributes[attribute].length < LONGEST_ATTRIBUTE)
          attributes[attribute] += source.slice(start, Math.min(end, start + LONGEST_ATTRIBUTE));
      },
      onopentagend: () => open(false),
      onselfclosingtag: () => open(true),
      onclosetag: (start, end) => {
        const closed = source.slice(start, end).trim().toLowerCase();
        if (!hidden) page.close(closed);
        else if (closed === hidden) hidden = '';
      },
      onattribend: ignore,
      onattribentity: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onprocessinginstruction: ignore,
    },
  );
  tokenizer.write(source);
  tokenizer.end();
  if (html.length > LONGEST_HTML) page.writeLines(stripTags(html.slice(LONGEST_HTML)));
  return page.finish();
}

/** The text of `renderHtml` alone. */
export const htmlToText = (html: string): string => renderHtml(html).text;

function emptyAttributes(): { -readonly [Name in keyof MarkerAttributes]: string } {
  return { class: '', id: '', style: '', type: '', name: '', tabindex: '', marker: '', cite: '' };
}

/** Text without tags, for what lies beyond any sensible length: no blocks, no entities. */
function stripTags(html: string): string {
  const pieces: string[] = [];
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      pieces.push(html.slice(at));
      break;
    }
    pieces.push(html.slice(at, open));
    const close = html.indexOf('>', open);
    if (close < 0) break;
    at = close + 1;
  }
  return pieces.join(' ');
}

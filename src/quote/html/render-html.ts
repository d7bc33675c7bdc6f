import { Tokenizer } from 'htmlparser2';
import { BLOCK_ELEMENTS, HIDDEN_ELEMENTS, SPACED_ELEMENTS } from '../../message/mime/html-elements.js';
import { type HtmlMarker, type MarkerAttributes, readMarker } from './html-markers.js';

/** A part of the rendered text that the structure of the page says is quoted. */
export interface QuoteRegion {
  readonly start: number;
  readonly end: number;
  readonly marker: HtmlMarker;
  /** A quoting element stands inside. */
  readonly marks: boolean;
}

/** An HTML body as text, with the regions that its structure shows as quoted. */
export interface RenderedHtml {
  /** Lines with `> ` for every quoting element they stand in. */
  readonly text: string;
  /** In order of their starts, which are line starts; those that reach to the end of the body hold the ones behind them. */
  readonly regions: readonly QuoteRegion[];
}

const LONGEST_HTML = 8_000_000;
const DEEPEST_QUOTE = 50;
const LONGEST_ATTRIBUTE = 1000;
const MOST_REGIONS = 100;
const BLOCKS = new Set([...BLOCK_ELEMENTS, 'blockquote', 'body', 'html']);
/** Elements whose end tag is often left out: they never stand on the stack. */
const UNSTACKED = new Set(['p', 'li', 'dt', 'dd', 'tr', 'thead', 'tbody', 'tfoot', 'body', 'html']);
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
 * Renders HTML as text in one pass without a tree and notes which parts of it are quoted.
 *
 * As `htmlToText` of the message stage renders, but only elements that quote get `> `. Linear on any input: the stack
 * holds names, and an end tag that closes nothing is dropped.
 */
export function renderHtml(html: string): RenderedHtml {
  const source = html.length > LONGEST_HTML ? html.slice(0, LONGEST_HTML) : html;
  const page = new Page();
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
  return page.finish();
}

function emptyAttributes(): { -readonly [Name in keyof MarkerAttributes]: string } {
  return { class: '', id: '', style: '', type: '', name: '', tabindex: '', marker: '', cite: '' };
}

interface OpenElement {
  readonly name: string;
  readonly quotes: boolean;
  readonly region: boolean;
}

interface OpenRegion {
  readonly start: number;
  readonly marker: HtmlMarker;
  marks: boolean;
}

/** Lines as they grow, and the elements that stand open. */
class Page {
  readonly #lines: string[] = [];
  readonly #regions: QuoteRegion[] = [];
  readonly #stack: OpenElement[] = [];
  readonly #openCount = new Map<string, number>();
  #length = 0;
  #line = '';
  #depth = 0;
  #pre = 0;
  #cells = 0;
  #gap = false;
  #region: OpenRegion | null = null;

  write(text: string): void {
    if (this.#pre > 0) {
      const lines = text.replace(/\r\n?/g, '\n').split('\n');
      for (const [at, line] of lines.entries()) {
        if (at > 0) this.#break(true);
        this.#line += line;
      }
      return;
    }
    let plain = text.replace(/[ \t\r\n\f]+/g, ' ');
    if (plain.startsWith(' ') && (this.#line === '' || this.#line.endsWith(' ') || this.#line.endsWith('\t')))
      plain = plain.slice(1);
    this.#line += plain;
  }

  open(name: string, marker: HtmlMarker | null): void {
    if (name === 'br') {
      this.#break(true);
      return;
    }
    const stacked = (BLOCKS.has(name) || name === 'td' || name === 'th') && !UNSTACKED.has(name);
    const rest = marker === 'rest' || marker === 'rest-with-header';
    const begins = this.#region === null && marker !== null && marker !== 'quote' && (rest || stacked);
    if (BLOCKS.has(name) || begins) {
      this.#break(false);
      if (SPACED_ELEMENTS.has(name)) this.#gap = true;
    }
    if (begins && !rest) this.#region = { start: this.#length, marker, marks: false };
    else if (begins && this.#regions.length < MOST_REGIONS)
      this.#regions.push({ start: this.#length, end: Number.POSITIVE_INFINITY, marker, marks: false });
    if (marker === 'quote') {
      this.#depth++;
      if (this.#region) this.#region.marks = true;
    }
    if (name === 'hr') {
      this.#break(false);
      this.#line = '-'.repeat(40);
      this.#break(false);
      return;
    }
    if (name === 'td' || name === 'th') {
      if (this.#cells++ > 0 && this.#line.trim()) this.#line = `${this.#line.trimEnd()}\t`;
    }
    if (name === 'tr') this.#cells = 0;
    if (name === 'pre') this.#pre++;
    if (name === 'li') this.#line = '- ';
    if (stacked) {
      this.#stack.push({ name, quotes: marker === 'quote', region: begins && !rest });
      this.#openCount.set(name, (this.#openCount.get(name) ?? 0) + 1);
    }
  }

  close(name: string): void {
    if (name === 'br') {
      this.#break(true);
      return;
    }
    if (UNSTACKED.has(name)) {
      this.#endBlock(name);
      return;
    }
    if (!this.#openCount.get(name)) return;
    for (let open = this.#stack.at(-1); open; open = this.#stack.at(-1)) {
      // A cell is closed by its own end or that of its table only.
      if ((open.name === 'td' || open.name === 'th') && name !== open.name && name !== 'table') return;
      this.#stack.pop();
      this.#openCount.set(open.name, this.#openCount.get(open.name)! - 1);
      this.#endElement(open);
      if (open.name === name) return;
    }
  }

  finish(): RenderedHtml {
    this.#break(false);
    if (this.#region) this.#endRegion();
    while (this.#lines.length && isEmpty(this.#lines.at(-1)!)) this.#length -= this.#lines.pop()!.length + 1;
    const text = this.#lines.join('\n');
    const regions = this.#regions.map((region) => ({
      ...region,
      end: Math.min(region.end, text.length),
      start: Math.min(region.start, text.length),
    }));
    const real = regions.filter((region) => region.end > region.start);
    return { text, regions: real.sort((one, other) => one.start - other.start) };
  }

  #endElement(open: OpenElement): void {
    this.#endBlock(open.name);
    if (open.quotes) this.#depth--;
    if (open.name === 'pre') this.#pre--;
    if (open.region) this.#endRegion();
  }

  #endBlock(name: string): void {
    if (!BLOCKS.has(name)) return;
    this.#break(false);
    if (SPACED_ELEMENTS.has(name)) this.#gap = true;
  }

  #endRegion(): void {
    const { start, marker, marks } = this.#region!;
    const end = this.#length;
    this.#region = null;
    if (end > start) this.#regions.push({ start, end, marker, marks });
  }

  #break(always: boolean): void {
    const line = this.#line.replaceAll('\u00a0', ' ').trimEnd();
    this.#line = '';
    if (!line && !always) return;
    const mark = this.#depth > 0 ? `${'>'.repeat(Math.min(this.#depth, DEEPEST_QUOTE))} ` : '';
    if (this.#gap) {
      if (this.#lines.length && !isEmpty(this.#lines.at(-1)!)) this.#push(mark.trimEnd());
      this.#gap = false;
    }
    if (!line && !this.#lines.length) return;
    this.#push((mark + line).trimEnd());
  }

  #push(line: string): void {
    this.#lines.push(line);
    this.#length += line.length + 1;
  }
}

function isEmpty(line: string): boolean {
  for (let at = 0; at < line.length; at++) if (line[at] !== '>') return false;
  return true;
}

import { BLOCK_ELEMENTS, SPACED_ELEMENTS } from './html-elements.js';
import type { HtmlMarker } from './html-markers.js';

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

/** Deepest `>` that is written; deeper quotation keeps this many. */
const DEEPEST_QUOTE = 50;

const MOST_REGIONS = 100;
const BLOCKS = new Set([...BLOCK_ELEMENTS, 'blockquote', 'body', 'html']);
/** Elements whose end tag is often left out: they never stand on the stack. */
const UNSTACKED = new Set(['p', 'li', 'dt', 'dd', 'tr', 'thead', 'tbody', 'tfoot', 'body', 'html']);

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

/** A page of HTML as text: its lines as they grow, the elements that stand open, and the regions that are quoted. */
export class HtmlPage {
  readonly #lines: string[] = [];
  readonly #regions: QuoteRegion[] = [];
  readonly #stack: OpenElement[] = [];
  readonly #openCount = new Map<string, number>();
  #length = 0;
  /** The line that grows, in pieces, so that a long one costs no more than its length. */
  #pieces: string[] = [];
  /** White space owed before the next word of the line: none at its start. */
  #space: '' | ' ' | '\t' = '';
  #depth = 0;
  #pre = 0;
  #cells = 0;
  /** Depth of the empty line that is owed before the next text; -1 where none is. */
  #gap = -1;
  #region: OpenRegion | null = null;
  /** An element with a line at its left was a quotation: others are. */
  #bordered = false;

  /** Text between tags: white space collapses but in `<pre>`. */
  write(text: string): void {
    if (this.#pre > 0) {
      this.#writeAsIs(text);
      return;
    }
    const plain = text.replace(/[ \t\r\n\f]+/g, ' ');
    const start = plain.startsWith(' ') ? 1 : 0;
    if (start && this.#pieces.length) this.#space ||= ' ';
    if (start === plain.length) return;
    const end = plain.endsWith(' ') ? 1 : 0;
    if (this.#space) this.#pieces.push(this.#space);
    this.#pieces.push(plain.slice(start, plain.length - end));
    this.#space = end ? ' ' : '';
  }

  /** Text on lines of its own, as it is written. */
  writeLines(text: string): void {
    this.#break(false);
    this.#writeAsIs(text);
  }

  #writeAsIs(text: string): void {
    for (const [at, line] of text.replace(/\r\n?/g, '\n').split('\n').entries()) {
      if (at > 0) this.#break(true);
      if (line) this.#pieces.push(line);
    }
  }

  /** A start tag, and what it says about quotation. */
  open(name: string, marker: HtmlMarker | null): void {
    if (name === 'br') {
      this.#break(true);
      return;
    }
    const stacked = (BLOCKS.has(name) || name === 'td' || name === 'th') && !UNSTACKED.has(name);
    const rest = marker === 'rest' || marker === 'rest-with-header';
    const drawn = marker === 'quote' || marker === 'bordered';
    const begins = this.#region === null && marker !== null && !drawn && (rest || stacked);
    if (BLOCKS.has(name) || begins) {
      this.#break(false);
      if (SPACED_ELEMENTS.has(name)) this.#leaveGap();
    }
    if (begins && !rest) this.#region = { start: this.#length, marker, marks: false };
    else if (begins && this.#regions.length < MOST_REGIONS)
      this.#regions.push({ start: this.#length, end: Number.POSITIVE_INFINITY, marker, marks: false });
    if (marker === 'bordered') this.#bordered ||= this.#depth === 0 && this.#isBelowAttribution();
    const quotes = marker === 'quote' || (marker === 'bordered' && this.#bordered);
    if (quotes) {
      this.#depth++;
      if (this.#region) this.#region.marks = true;
    }
    if (name === 'hr') {
      this.#break(false);
      this.#pieces.push('-'.repeat(40));
      this.#break(false);
      return;
    }
    if (name === 'td' || name === 'th') {
      if (this.#cells++ > 0 && this.#pieces.length) this.#space = '\t';
    }
    if (name === 'tr') this.#cells = 0;
    if (name === 'pre') this.#pre++;
    if (name === 'li') {
      this.#pieces.push('-');
      this.#space = ' ';
    }
    if (stacked) {
      this.#stack.push({ name, quotes, region: begins && !rest });
      this.#openCount.set(name, (this.#openCount.get(name) ?? 0) + 1);
    }
  }

  /** An end tag; one that closes nothing is dropped. */
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

  /** The text and its regions, once all was written. */
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

  /** True where the last line ends in a colon, and holds an address, a year or a time. */
  #isBelowAttribution(): boolean {
    const last = this.#lines.findLast((line) => line !== '') ?? '';
    return /[:：]$/.test(last) && last.length < 300 && /@|\d{4}|\d[:.]\d\d/.test(last);
  }

  #endElement(open: OpenElement): void {
    this.#endBlock(open.name, open.quotes);
    if (open.name === 'pre') this.#pre--;
    if (open.region) this.#endRegion();
  }

  #endBlock(name: string, quotes = false): void {
    if (!BLOCKS.has(name)) return;
    this.#break(false);
    if (quotes) this.#depth--;
    if (SPACED_ELEMENTS.has(name)) this.#leaveGap();
  }

  #endRegion(): void {
    const { start, marker, marks } = this.#region!;
    const end = this.#length;
    this.#region = null;
    if (end > start) this.#regions.push({ start, end, marker, marks });
  }

  #leaveGap(): void {
    this.#gap = this.#gap < 0 ? this.#depth : Math.min(this.#gap, this.#depth);
  }

  #break(always: boolean): void {
    this.#space = '';
    if (!always && !this.#pieces.length) return;
    // U+00A0 becomes a plain space: it is how HTML mail indents.
    const line = this.#pieces.join('').replaceAll('\u00a0', ' ').trimEnd();
    this.#pieces = [];
    if (!line && !always) return;
    const mark = '>'.repeat(Math.min(this.#depth, DEEPEST_QUOTE));
    if (this.#gap >= 0) {
      if (this.#lines.length && !isEmpty(this.#lines.at(-1)!)) this.#push(mark.slice(0, this.#gap));
      this.#gap = -1;
    }
    if (!line && !this.#lines.length) return;
    this.#push(mark && line ? `${mark} ${line}` : mark + line);
  }

  #push(line: string): void {
    this.#lines.push(line);
    this.#length += line.length + 1;
  }
}

/** A line of nothing but quote marks. */
function isEmpty(line: string): boolean {
  for (let at = 0; at < line.length; at++) if (line.charCodeAt(at) !== 0x3e) return false;
  return true;
}

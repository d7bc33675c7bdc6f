import { Tokenizer } from 'htmlparser2';
import { BLOCK_ELEMENTS, HIDDEN_ELEMENTS, SPACED_ELEMENTS } from './html-elements.js';

/** Longest HTML that is read by its tags; what follows only loses them. */
const LONGEST_HTML = 2_000_000;
/** Deepest `>` that is written; deeper quotation keeps this many. */
const DEEPEST_QUOTE = 20;

const BLOCKS = new Set(BLOCK_ELEMENTS);

/**
 * Renders HTML as text, in one pass without a tree: blocks and `<br>` break lines, `<blockquote>` puts `> ` before its lines,
 * table cells are separated by a tab, `<li>` gets `- `, `<hr>` a line of `-`, links their text; head, style and script go, white
 * space collapses except in `<pre>`. `"<p>Hi<br>Ann</p><blockquote>old</blockquote>"` → `"Hi\nAnn\n\n> old"`. Linear on any input.
 */
export function htmlToText(html: string): string {
  const source = html.length > LONGEST_HTML ? html.slice(0, LONGEST_HTML) : html;
  const page = new Page();
  let name = '';
  let hidden = '';
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      ontext: (start, end) => {
        if (!hidden) page.text(source.slice(start, end));
      },
      ontextentity: (codepoint) => {
        if (!hidden) page.text(codepoint > 0x10ffff ? '\ufffd' : String.fromCodePoint(codepoint));
      },
      onopentagname: (start, end) => {
        name = source.slice(start, end).toLowerCase();
      },
      onopentagend: () => {
        if (!hidden && HIDDEN_ELEMENTS.has(name)) hidden = name;
        // QUIRK: Outlook leaves `<head>` open; a body ends it.
        else if (hidden === 'head' && name === 'body') hidden = '';
        else if (!hidden) page.open(name);
      },
      onselfclosingtag: () => {
        if (!hidden && !HIDDEN_ELEMENTS.has(name)) {
          page.open(name);
          if (BLOCKS.has(name)) page.close(name);
        }
      },
      onclosetag: (start, end) => {
        const closed = source.slice(start, end).trim().toLowerCase();
        if (hidden) {
          if (closed === hidden) hidden = '';
        } else page.close(closed);
      },
      onattribdata: ignore,
      onattribentity: ignore,
      onattribend: ignore,
      onattribname: ignore,
      oncdata: (start, end) => {
        if (!hidden) page.text(source.slice(start, end));
      },
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onprocessinginstruction: ignore,
    },
  );
  tokenizer.write(source);
  tokenizer.end();
  const text = page.finish();
  return html.length > LONGEST_HTML ? `${text}\n${stripTags(html.slice(LONGEST_HTML))}` : text;
}

const ignore = (): void => {};

/** Lines as they grow; a line is kept in pieces so that a long one costs no more than its length. */
class Page {
  readonly #lines: string[] = [];
  #pieces: string[] = [];
  /** White space owed before the next word of the line: none at its start. */
  #space: '' | ' ' | '\t' = '';
  #depth = 0;
  #pre = 0;
  #cells = 0;
  /** Depth of the empty line that is owed before the next text; -1 where none is. */
  #gap = -1;

  text(text: string): void {
    if (this.#pre) {
      const lines = text.replace(/\r\n?/g, '\n').split('\n');
      for (const [at, line] of lines.entries()) {
        if (at) this.#break(true);
        if (line) this.#pieces.push(line);
      }
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

  open(name: string): void {
    if (name === 'br') this.#break(true);
    else if (name === 'blockquote') {
      this.#break(false);
      this.#leaveGap();
      this.#depth++;
    } else if (name === 'hr') {
      this.#break(false);
      this.#pieces.push('-'.repeat(40));
      this.#break(false);
    } else if (name === 'td' || name === 'th') {
      if (this.#cells++ && this.#pieces.length) this.#space = '\t';
    } else if (BLOCKS.has(name)) {
      this.#break(false);
      if (SPACED_ELEMENTS.has(name)) this.#leaveGap();
      if (name === 'tr') this.#cells = 0;
      if (name === 'pre') this.#pre++;
      if (name === 'li') this.#pieces.push('- ');
    }
  }

  close(name: string): void {
    if (name === 'br') this.#break(true);
    else if (name === 'blockquote') {
      this.#break(false);
      if (this.#depth) this.#depth--;
      this.#leaveGap();
    } else if (BLOCKS.has(name)) {
      this.#break(false);
      if (name === 'pre' && this.#pre) this.#pre--;
      if (SPACED_ELEMENTS.has(name)) this.#leaveGap();
    }
  }

  #leaveGap(): void {
    this.#gap = this.#gap < 0 ? this.#depth : Math.min(this.#gap, this.#depth);
  }

  finish(): string {
    this.#break(false);
    while (this.#lines.length && isEmpty(this.#lines.at(-1)!)) this.#lines.pop();
    return this.#lines.join('\n');
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
      if (this.#lines.length && !isEmpty(this.#lines.at(-1)!)) this.#lines.push(mark.slice(0, this.#gap));
      this.#gap = -1;
    }
    if (!line && !this.#lines.length) return;
    this.#lines.push(mark && line ? `${mark} ${line}` : mark + line);
  }
}

/** A line of nothing but quote marks. */
function isEmpty(line: string): boolean {
  for (let at = 0; at < line.length; at++) if (line.charCodeAt(at) !== 0x3e) return false;
  return true;
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

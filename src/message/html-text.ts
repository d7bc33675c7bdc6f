import { Tokenizer } from 'htmlparser2';

/** Longest HTML that is read; what follows is cut (a body, not an attachment, of 8 million characters is damage). */
const LONGEST_HTML = 8_000_000;
/** Deepest `>` that is written; deeper quotation keeps this many. */
const DEEPEST_QUOTE = 50;

const BLOCKS = new Set(
  'address article aside center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
const SPACED = new Set('p h1 h2 h3 h4 h5 h6 table ul ol blockquote pre'.split(' '));
const HIDDEN = new Set(
  'head style script title template noscript select textarea object svg math noembed noframes iframe'.split(' '),
);

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
        if (!hidden && HIDDEN.has(name)) hidden = name;
        // QUIRK: Outlook leaves `<head>` open; a body ends it.
        else if (hidden === 'head' && name === 'body') hidden = '';
        else if (!hidden) page.open(name);
      },
      onselfclosingtag: () => {
        if (!hidden && !HIDDEN.has(name)) {
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
  return page.finish();
}

const ignore = (): void => {};

/** Lines as they grow. */
class Page {
  readonly #lines: string[] = [];
  #line = '';
  #depth = 0;
  #pre = 0;
  #cells = 0;
  /** Empty lines owed before the next text. */
  #gap = 0;

  text(text: string): void {
    if (this.#pre) {
      const lines = text.replace(/\r\n?/g, '\n').split('\n');
      for (const [at, line] of lines.entries()) {
        if (at) this.#break(true);
        this.#line += line;
      }
      return;
    }
    // U+00A0 is kept as a plain space: it is how HTML mail indents.
    let plain = text.replace(/[ \t\r\n\f]+/g, ' ');
    if (plain.startsWith(' ') && (this.#line === '' || this.#line.endsWith(' ') || this.#line.endsWith('\t')))
      plain = plain.slice(1);
    if (plain) this.#line += plain;
  }

  open(name: string): void {
    if (name === 'br') this.#break(true);
    else if (name === 'blockquote') {
      this.#break(false);
      this.#space();
      this.#depth++;
    } else if (name === 'hr') {
      this.#break(false);
      this.#line = '-'.repeat(40);
      this.#break(false);
    } else if (name === 'td' || name === 'th') {
      if (this.#cells++ && this.#line.trim()) this.#line = `${this.#line.trimEnd()}\t`;
    } else if (BLOCKS.has(name)) {
      this.#break(false);
      if (SPACED.has(name)) this.#space();
      if (name === 'tr') this.#cells = 0;
      if (name === 'pre') this.#pre++;
      if (name === 'li') this.#line = '- ';
    }
  }

  close(name: string): void {
    if (name === 'br') this.#break(true);
    else if (name === 'blockquote') {
      this.#break(false);
      if (this.#depth) this.#depth--;
      this.#space();
    } else if (BLOCKS.has(name)) {
      this.#break(false);
      if (name === 'pre' && this.#pre) this.#pre--;
      if (SPACED.has(name)) this.#space();
    }
  }

  finish(): string {
    this.#break(false);
    while (this.#lines.length && isEmpty(this.#lines.at(-1)!)) this.#lines.pop();
    return this.#lines.join('\n');
  }

  #break(always: boolean): void {
    const line = this.#line.replaceAll('\u00a0', ' ').trimEnd();
    this.#line = '';
    if (!line && !always) return;
    const mark = this.#depth ? `${'>'.repeat(Math.min(this.#depth, DEEPEST_QUOTE))} ` : '';
    if (this.#gap) {
      if (this.#lines.length && !isEmpty(this.#lines.at(-1)!)) this.#lines.push(mark.trimEnd());
      this.#gap = 0;
    }
    if (!line && !this.#lines.length) return;
    this.#lines.push((mark + line).trimEnd());
  }

  #space(): void {
    this.#gap = 1;
  }
}

const isEmpty = (line: string): boolean => /^>*$/.test(line);

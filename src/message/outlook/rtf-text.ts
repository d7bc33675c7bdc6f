import { decodeCharset } from '../mime/charset.js';
import { charsetOfCodepage } from './mapi-values.js';

/** What an RTF says. */
export interface RtfText {
  /** The HTML or text that was wrapped in the RTF (MS-OXRTFEX), else the text of the RTF itself. */
  readonly kind: 'html' | 'text' | 'rtf';
  readonly text: string;
}

/** What stands in braces. */
interface Group {
  /** Nothing of it is text. */
  skipped: boolean;
  /** It is a tag of the HTML that was wrapped. */
  tag: boolean;
  /** `\htmlrtf`: RTF that stands for HTML which is given as tags. */
  shadow: boolean;
  /** `\v`: text that is not shown. */
  hidden: boolean;
  /** Characters after `\u` that stand in for it. */
  substitutes: number;
  charset: string | null;
  /** True inside the table of fonts. */
  fonts: boolean;
}

const DEEPEST = 10_000;

/** Groups that hold no text, besides those that begin with `\*`. */
const SKIPPED = new Set(
  'colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf listtable listoverridetable rsidtbl generator themedata colorschememapping datastore latentstyles xmlnstbl filetbl revtbl fldinst nonshppict objdata'.split(
    ' ',
  ),
);

const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['par', '\n'],
  ['line', '\n'],
  ['sect', '\n'],
  ['page', '\n'],
  ['row', '\n'],
  ['tab', '\t'],
  ['cell', '\t'],
  ['lquote', '\u2018'],
  ['rquote', '\u2019'],
  ['ldblquote', '\u201c'],
  ['rdblquote', '\u201d'],
  ['bullet', '\u2022'],
  ['endash', '\u2013'],
  ['emdash', '\u2014'],
  ['enspace', '\u2002'],
  ['emspace', '\u2003'],
  ['zwj', '\u200d'],
  ['zwnj', '\u200c'],
]);

/** Code pages of the character sets of fonts (`\fcharset`). */
const FONT_CODEPAGES: ReadonlyMap<number, number> = new Map([
  [0, 1252],
  [77, 10000],
  [128, 932],
  [129, 949],
  [134, 936],
  [136, 950],
  [161, 1253],
  [162, 1254],
  [163, 1258],
  [177, 1255],
  [178, 1256],
  [186, 1257],
  [204, 1251],
  [222, 874],
  [238, 1250],
]);

/**
 * Reads RTF: takes out the HTML or the text that Outlook wrapped in it, else gives its text. Null where the bytes are no RTF. One pass;
 * groups nest on a list.
 */
export function readRtf(bytes: Buffer): RtfText | null {
  if (!bytes.toString('latin1', 0, 200).trimStart().startsWith('{\\rtf')) return null;
  const head = bytes.toString('latin1', 0, 2000);
  const kind = /\\fromhtml[1-9]?\b/.test(head) ? 'html' : /\\fromtext\b/.test(head) ? 'text' : 'rtf';
  return { kind, text: new RtfReader(bytes, kind === 'html').read() };
}

class RtfReader {
  readonly #bytes: Buffer;
  readonly #html: boolean;
  readonly #out: string[] = [];
  readonly #fonts = new Map<number, string>();
  /** Bytes that wait for the charset that they are read in. */
  #waiting: number[] = [];
  #charset: string | null = 'windows-1252';
  #font = 0;
  #group: Group = {
    skipped: false,
    tag: false,
    shadow: false,
    hidden: false,
    substitutes: 1,
    charset: null,
    fonts: false,
  };
  #at = 0;
  /** Characters that stand in for the `\u` before them and are left out. */
  #leaveOut = 0;
  /** `\*` was read: the next word is left out with its group unless it is known. */
  #optional = false;

  constructor(bytes: Buffer, html: boolean) {
    this.#bytes = bytes;
    this.#html = html;
  }

  read(): string {
    const bytes = this.#bytes;
    const open: Group[] = [];
    while (this.#at < bytes.length) {
      const byte = bytes[this.#at++]!;
      if (byte === 0x7b) {
        if (open.length < DEEPEST) open.push(this.#group);
        this.#group = { ...this.#group };
        this.#leaveOut = 0;
        this.#optional = false;
      } else if (byte === 0x7d) {
        this.#flush();
        const outer = open.pop();
        if (outer === undefined) break;
        this.#group = outer;
        this.#leaveOut = 0;
      } else if (byte === 0x5c) this.#control();
      else if (byte !== 10 && byte !== 13 && byte !== 0) this.#byte(byte);
    }
    this.#flush();
    return this.#out.join('');
  }

  #isShown(): boolean {
    const { skipped, shadow, hidden, tag } = this.#group;
    return !skipped && !(this.#html && !tag && shadow) && !(hidden && !this.#html);
  }

  #byte(byte: number): void {
    if (this.#leaveOut > 0) this.#leaveOut--;
    else if (this.#isShown()) this.#waiting.push(byte);
  }

  #write(text: string): void {
    this.#flush();
    if (this.#isShown()) this.#out.push(text);
  }

  #flush(): void {
    if (!this.#waiting.length) return;
    const charset = this.#group.charset ?? this.#charset;
    const bytes = Buffer.from(this.#waiting);
    this.#waiting = [];
    this.#out.push(bytes.every((byte) => byte < 0x80) ? bytes.toString('latin1') : decodeCharset(bytes, charset).text);
  }

  #control(): void {
    const bytes = this.#bytes;
    const code = bytes[this.#at] ?? 0;
    if (!isLetter(code)) {
      this.#at++;
      this.#symbol(code);
      return;
    }
    const start = this.#at;
    while (this.#at < bytes.length && isLetter(bytes[this.#at]!) && this.#at - start < 32) this.#at++;
    const word = bytes.toString('latin1', start, this.#at);
    const digits = this.#at;
    if (bytes[this.#at] === 0x2d) this.#at++;
    while (this.#at < bytes.length && isDigit(bytes[this.#at]!) && this.#at - digits < 11) this.#at++;
    const number = this.#at > digits ? Number.parseInt(bytes.toString('latin1', digits, this.#at), 10) : null;
    if (bytes[this.#at] === 0x20) this.#at++;
    this.#word(word, Number.isNaN(number) ? null : number);
  }

  #symbol(code: number): void {
    if (code === 0x27) {
      const byte = Number.parseInt(this.#bytes.toString('latin1', this.#at, this.#at + 2), 16);
      this.#at += 2;
      if (!Number.isNaN(byte)) this.#byte(byte);
    } else if (code === 0x2a) this.#optional = true;
    else if (code === 0x7e) this.#character('\u00a0');
    else if (code === 0x5f) this.#character('\u2011');
    else if (code === 0x5c || code === 0x7b || code === 0x7d) this.#byte(code);
    else if (code === 10 || code === 13) this.#character('\n');
  }

  #character(text: string): void {
    if (this.#leaveOut > 0) this.#leaveOut--;
    else this.#write(text);
  }

  #word(word: string, number: number | null): void {
    const group = this.#group;
    if (this.#optional) {
      this.#optional = false;
      this.#flush();
      if (word === 'htmltag' && this.#html) group.tag = !group.skipped;
      else group.skipped = true;
      return;
    }
    const character = CHARACTERS.get(word);
    if (character !== undefined) this.#character(character);
    else if (SKIPPED.has(word)) group.skipped = true;
    else
      switch (word) {
        case 'u':
          this.#write(String.fromCharCode((number ?? 0x3f) & 0xffff));
          this.#leaveOut = group.substitutes;
          break;
        case 'uc':
          group.substitutes = Math.max(0, Math.min(10, number ?? 1));
          break;
        case 'bin':
          this.#at += Math.max(0, number ?? 0);
          break;
        case 'htmlrtf':
          this.#flush();
          group.shadow = number !== 0;
          break;
        case 'v':
          this.#flush();
          group.hidden = number !== 0;
          break;
        case 'ansicpg':
          this.#charset = charsetOfCodepage(number ?? 0) ?? this.#charset;
          break;
        case 'fonttbl':
          group.skipped = true;
          group.fonts = true;
          break;
        case 'f':
          this.#setFont(number ?? 0);
          break;
        case 'fcharset':
          if (group.fonts) this.#nameFont(number ?? 0);
          break;
        case 'plain':
          this.#flush();
          group.hidden = false;
          break;
      }
  }

  #setFont(number: number): void {
    this.#font = number;
    if (this.#group.fonts) return;
    const charset = this.#fonts.get(number) ?? null;
    if (charset === this.#group.charset) return;
    this.#flush();
    this.#group.charset = charset;
  }

  #nameFont(number: number): void {
    const charset = charsetOfCodepage(FONT_CODEPAGES.get(number) ?? 0);
    if (charset !== null && this.#fonts.size < DEEPEST) this.#fonts.set(this.#font, charset);
  }
}

const isLetter = (code: number): boolean => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

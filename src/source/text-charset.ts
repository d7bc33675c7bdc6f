import { analyse } from 'chardet';
import { decodeWindows1252 } from '../text/windows-1252.js';

/**
 * Charsets of texts and tables that say nowhere which one they are in, as programs of other countries write them; each can be decoded
 * line by line, and none uses the bytes of line ends, commas and quotation marks for anything else.
 */
const CHARSETS = [
  'windows-1251',
  'windows-1250',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'windows-874',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'koi8-r',
  'ibm866',
  'iso-8859-2',
  'iso-8859-5',
] as const;

/** Languages whose labels stand in letters that Western charsets have as well, and the charset of the others. */
const BY_LANGUAGE: Readonly<Record<string, string>> = {
  tr: 'windows-1254',
  az: 'windows-1254',
  pl: 'windows-1250',
  cs: 'windows-1250',
  sk: 'windows-1250',
  hu: 'windows-1250',
  ro: 'windows-1250',
  hr: 'windows-1250',
  sl: 'windows-1250',
  lt: 'windows-1257',
  lv: 'windows-1257',
  et: 'windows-1257',
  vi: 'windows-1258',
};

/** How well a text can be read: how much of it was known, and in which languages. */
export interface TextScore {
  readonly known: number;
  readonly languages: readonly string[];
}

/**
 * The charset of a text, by which of its words are known when it is decoded so: `От:` is no label in any charset but the one that it was
 * written in. Null for UTF-8 and Western texts, and where no charset makes known words of it.
 *
 * @param score what is known of the text: labels of a printed header, names of columns
 * @param isForeign false where what is known is ASCII, and reads alike in any charset
 */
export function charsetOfText(bytes: Buffer, score: (text: string) => TextScore, isForeign = true): string | null {
  if (isJapaneseEscaped(bytes)) return score(decodeText(bytes, 'iso-2022-jp')).known > 0 ? 'iso-2022-jp' : null;
  if (isUnicode(bytes)) return null;
  const western = score(decodeWindows1252(bytes));
  let best: { charset: string; known: number } | null = null;
  for (const charset of isForeign ? CHARSETS : []) {
    const { known } = score(decodeText(bytes, charset));
    if (known > (best?.known ?? western.known)) best = { charset, known };
  }
  if (best !== null) return best.charset;
  const [first, ...others] = western.languages.map((language) => BY_LANGUAGE[language]);
  if (western.known > 0 && first !== undefined && others.every((other) => other === first)) return first;
  return guessScript(bytes);
}

/** True for UTF-8, cut inside a character or not. */
function isUnicode(bytes: Buffer): boolean {
  return !bytes.toString('utf8').slice(0, -4).includes('\ufffd');
}

/** The escapes by which ISO-2022-JP goes over to Japanese: `ESC $ B`, `ESC $ @`. */
function isJapaneseEscaped(bytes: Buffer): boolean {
  return bytes.includes('\x1b$B', 0, 'latin1') || bytes.includes('\x1b$@', 0, 'latin1');
}

const LEAST_BYTES = 16;
const LEAST_CONFIDENCE = 30;

/** A guess by the words that are foreign: only where most of their letters are no ASCII, as in no Western language. */
function guessScript(bytes: Buffer): string | null {
  const words = bytes
    .toString('latin1')
    .split(/[^A-~\x80-\xff]+/)
    .filter((word) => /[\x80-\xff]/.test(word))
    .join(' ')
    .slice(0, 8192);
  const high = words.match(/[\x80-\xff]/g)?.length ?? 0;
  if (high < LEAST_BYTES || high * 2 < words.replaceAll(' ', '').length) return null;
  const [first] = analyse(Buffer.from(words, 'latin1'));
  const name = first?.name.toLowerCase() ?? '';
  const charset = CHARSETS.find((one) => one === name) ?? GUESSED.get(name) ?? null;
  return first !== undefined && first.confidence >= LEAST_CONFIDENCE ? charset : null;
}

const GUESSED: ReadonlyMap<string, string> = new Map([
  ['iso-8859-7', 'windows-1253'],
  ['iso-8859-8', 'windows-1255'],
  ['iso-8859-6', 'windows-1256'],
]);

const decoders = new Map<string, { decode(bytes: Uint8Array): string }>();

/** Bytes in a charset that `charsetOfText` named as text; null for UTF-8, or Windows-1252 where they are no UTF-8. */
export function decodeText(bytes: Uint8Array, charset: string | null): string {
  if (charset === null) {
    const shown = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
    return shown.includes('\ufffd') ? decodeWindows1252(bytes) : shown;
  }
  const decoder = decoders.get(charset) ?? new TextDecoder(charset, { ignoreBOM: true });
  decoders.set(charset, decoder);
  return decoder.decode(bytes);
}

/** Text for a screen: widths measured in columns. */
import stringWidth from 'string-width';
import { isPlainAscii, makeVisible } from '../../text/visible-text.js';

/** Like `makeVisible`, line by line: keeps `\n`, turns a tab into spaces up to the next multiple of 8. */
export function makeLinesVisible(text: string): readonly string[] {
  return text.split('\n').map((line) => makeVisible(expandTabs(line.endsWith('\r') ? line.slice(0, -1) : line)));
}

/**
 * UTF-16 units that are measured, many times what a screen is wide: measuring is slow, and a hostile name may have a million
 * characters that take no room.
 */
const MEASURED = 1000;

/**
 * Columns that a text takes on a terminal: wide characters count 2, combining ones 0. What stands behind the first thousand
 * characters counts 1 each: such a text fits on no line.
 */
export function displayWidth(text: string): number {
  const measured = Math.min(text.length, MEASURED);
  for (let at = 0; at < measured; at++)
    if (!isNarrow(text.charCodeAt(at))) return stringWidth(text.slice(0, measured)) + text.length - measured;
  return text.length;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Shortens a text to `width` columns, ending in `…` where something was cut; never splits a character. `("abcdef", 4)` → `"abc…"`. */
export function truncate(text: string, width: number): string {
  if (text.length * 2 <= width || displayWidth(text) <= width) return text;
  if (width < 1) return '';
  return `${beginning(text, width - 1)}…`;
}

/** As much of the beginning of a text as fits into `width` columns, but at least one character of it. */
export function fitting(text: string, width: number): string {
  if (text.length * 2 <= width || displayWidth(text) <= width) return text;
  return beginning(text, width) || firstCharacter(text);
}

function firstCharacter(text: string): string {
  for (const { segment } of graphemes.segment(measuredPart(text))) return segment;
  return text;
}

/** What is measured of a text, without half a character at its end. */
function measuredPart(text: string): string {
  if (text.length <= MEASURED) return text;
  const last = text.charCodeAt(MEASURED - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? MEASURED - 1 : MEASURED);
}

function beginning(text: string, width: number): string {
  // Up to the first character that is not narrow, or joins the one before it, columns are units.
  let narrow = 0;
  while (narrow <= width && narrow < text.length && isNarrow(text.charCodeAt(narrow))) narrow++;
  if (narrow > width) return text.slice(0, width);
  let kept = '';
  let columns = 0;
  for (const { segment } of graphemes.segment(measuredPart(text))) {
    const more = displayWidth(segment);
    if (columns + more > width) break;
    kept += segment;
    columns += more;
  }
  return kept;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const MARK = '\u200e';

/**
 * Puts left-to-right marks around a name or subject in Hebrew, Arabic and the like, so that a terminal that reorders text keeps what stands
 * beside it in its place: else `A → B` reads as `B → A`. Other text is given back as it is.
 */
export function keepInPlace(text: string): string {
  return !isPlainAscii(text) && RIGHT_TO_LEFT.test(text) ? `${MARK}${text}${MARK}` : text;
}

/** Pads with spaces on the right up to `width` columns. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Pads with spaces on the left up to `width` columns. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** Breaks a text at spaces into lines of at most `width` columns; a longer word stands alone and whole. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  for (const word of text.split(' ')) {
    const more = displayWidth(word);
    if (columns > 0 && columns + 1 + more > width) {
      lines.push(line);
      line = word;
      columns = more;
    } else {
      line = columns > 0 ? `${line} ${word}` : word;
      columns += columns > 0 ? 1 + more : more;
    }
  }
  lines.push(line);
  return lines;
}

/** True for the common characters that take one column wherever they stand: European letters, dashes, `…`, `›`, `→`, lines. */
function isNarrow(code: number): boolean {
  if (code < 0x300) return (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code !== 0xad);
  if (code < 0x530) return (code >= 0x370 && code < 0x483) || code >= 0x48a;
  // `‼` may become a picture; `›` stands in the name of whatever lies in an archive.
  return (
    (code >= 0x2010 && code < 0x2028) ||
    (code >= 0x2030 && code < 0x203c) ||
    isArrow(code) ||
    (code >= 0x2500 && code < 0x2580)
  );
}

/** `→`, `⇒` and the like; not the four that a variation selector turns into a picture. */
function isArrow(code: number): boolean {
  return (code >= 0x2190 && code < 0x2194) || (code >= 0x21d0 && code < 0x21d6);
}

/** Joins items into lines of at most `width` columns, never breaking inside an item. */
export function wrapItems(items: readonly string[], separator: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  items.forEach((item, index) => {
    const text = index < items.length - 1 ? item + separator : item;
    if (line && displayWidth(line) + 1 + displayWidth(text) > width) {
      lines.push(line);
      line = text;
    } else line = line ? `${line} ${text}` : text;
  });
  return line ? [...lines, line] : lines;
}

function expandTabs(line: string): string {
  const parts = line.split('\t');
  const expanded = [parts[0]!];
  let columns = displayWidth(parts[0]!);
  for (const part of parts.slice(1)) {
    const blanks = 8 - (columns % 8);
    expanded.push(' '.repeat(blanks), part);
    columns += blanks + displayWidth(part);
  }
  return expanded.join('');
}

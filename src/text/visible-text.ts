/** Hostile characters made visible: for a terminal (`makeVisible`) and for a page (`visibleText`). */

/**
 * Everything that a screen would obey instead of show: C0 and C1 controls, line separators, bidi embeddings, overrides and
 * isolates, deprecated format characters, language tags, interlinear marks, the byte order mark, lone surrogates.
 * Left alone: ZWJ and ZWNJ (emoji, Persian, Indic scripts), LRM and RLM (Hebrew, Arabic).
 */
const HOSTILE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  /[\u0000-\u001f\u007f-\u009f\u061c\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\p{Cs}\u{e0000}-\u{e007f}]/gu;

/**
 * Makes every character visible that would move the cursor, change colours or reorder the text of a terminal.
 *
 * `"a\u001b[31mb"` → `"a␛[31mb"`, `"x\u202ey"` → `"x⟨U+202E⟩y"`. The result holds no line break.
 */
export function makeVisible(text: string): string {
  if (isPlainAscii(text)) return text;
  return text.replace(HOSTILE, visibleForm);
}

/** Invisible or joining characters that `makeVisible` leaves: shown where no script needs them. */
const INVISIBLE = /\u034f|[\u00ad\u115f\u1160\u17b4\u17b5]|[\u180b-\u180f]|[\u200b-\u200f]|[\u3164\uffa0]/g;
const NEEDED = new Set(['\u200c', '\u200d', '\u200e', '\u200f']);

/**
 * Makes visible what a screen would obey instead of show, on one line: `x\u202ey` → `x⟨U+202E⟩y`, `pay\u200bpal` → `pay⟨U+200B⟩pal`.
 *
 * ZWJ, ZWNJ, LRM and RLM stay where a script or an emoji needs them, and are shown between Latin letters and digits.
 */
export function visibleText(text: string): string {
  const shown = makeVisible(text);
  if (!/[^\u0020-\u007e]/.test(shown)) return shown;
  return shown.replace(INVISIBLE, (character, at: number) =>
    !NEEDED.has(character) || isPlain(shown[at - 1]) || isPlain(shown[at + 1])
      ? `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`
      : character,
  );
}

/** Like `visibleText`, line breaks and tabs kept. */
export function visibleLines(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.split('\t').map(visibleText).join('\t'))
    .join('\n');
}

function isPlain(unit: string | undefined): boolean {
  return unit !== undefined && /[\w.@-]/.test(unit);
}

/** True where a text has nothing but printable ASCII. */
export function isPlainAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}

function visibleForm(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '␡';
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

import { makeVisible } from '../../report/format/display-text.js';

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

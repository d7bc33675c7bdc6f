/** Letters of windows-1252 at 0x80 to 0x9f, in order; a blank where it has none. */
const UPPER = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

const DAMAGED = /[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;

const DECODER = new TextDecoder('utf-8', { fatal: true });

/** Attribution verbs in the bytes of older charsets, read as Latin letters: 写道, 寫道, 작성, пишет and написал. */
const OLD_CHARSETS: readonly (readonly [string, string])[] = [
  ['\u00d0\u00b4\u00b5\u00c0', 'gbk'],
  ['\u00bcg\u00b9D', 'big5'],
  ['\u00c0\u00db\u00bc\u00ba', 'euc-kr'],
  ['\u00d0\u00c9\u00db\u00c5\u00d4', 'koi8-r'],
  ['\u00ce\u00c1\u00d0\u00c9\u00d3\u00c1\u00cc', 'koi8-r'],
  ['\u00ef\u00e8\u00f8\u00e5\u00f2', 'windows-1251'],
  ['\u00ed\u00e0\u00ef\u00e8\u00f1\u00e0\u00eb', 'windows-1251'],
];

/**
 * Text whose UTF-8 was read as Latin letters, read again: `"escribiÃ³:"` → `"escribió:"`; so is an attribution in an older
 * charset: `"Ann Ð´µÀ£º"` → `"Ann 写道："`. What was not damaged so comes back as it is.
 *
 * QUIRK: archives and exports decode bytes by windows-1252 where the charset is not declared.
 */
export function repairMojibake(text: string): string {
  const once = repairOnce(text);
  // QUIRK: an answer to a damaged mail damages it once more: `mÃƒÂ¤rz`.
  return once !== text && DAMAGED.test(once) ? repairOnce(once) : once;
}

function repairOnce(text: string): string {
  if (!DAMAGED.test(text) && !OLD_CHARSETS.some(([verb]) => text.includes(verb))) return text;
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const upper = code > 0xff ? UPPER.indexOf(text[at]!) : -1;
    if (code > 0xff && upper < 0) return text;
    bytes[at] = upper >= 0 ? 0x80 + upper : code;
  }
  const old = OLD_CHARSETS.find(([verb]) => text.includes(verb));
  try {
    return old ? new TextDecoder(old[1]).decode(bytes) : DECODER.decode(bytes);
  } catch {
    return text;
  }
}

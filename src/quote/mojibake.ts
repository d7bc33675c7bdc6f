/** Letters of windows-1252 at 0x80 to 0x9f, in order; a blank where it has none. */
const UPPER = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

const DAMAGED = /[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;

const DECODER = new TextDecoder('utf-8', { fatal: true });

/**
 * Text whose UTF-8 was read as Latin letters, read again: `"escribiÃ³:"` → `"escribió:"`. What was not damaged so comes
 * back as it is.
 *
 * QUIRK: archives and exports decode UTF-8 bytes by windows-1252 where the charset is not declared.
 */
export function repairMojibake(text: string): string {
  if (!DAMAGED.test(text)) return text;
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const upper = code > 0xff ? UPPER.indexOf(text[at]!) : -1;
    if (code > 0xff && upper < 0) return text;
    bytes[at] = upper >= 0 ? 0x80 + upper : code;
  }
  try {
    return DECODER.decode(bytes);
  } catch {
    return text;
  }
}

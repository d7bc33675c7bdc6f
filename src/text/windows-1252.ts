/** Characters of windows-1252 at 0x80 to 0x9f, in order; where it has none, the control character of Latin-1 stands, as WHATWG's encoding has it. */
const UPPER = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const CONTROLS = /[\x80-\x9f]/g;

/**
 * Bytes as Windows writes Western texts: `c3 96 74 20 96` → `Ã–t –`.
 *
 * QUIRK: `TextDecoder('windows-1252')` of some versions of Node (20 among them) gives control characters for 0x80 to 0x9f.
 */
export function decodeWindows1252(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return text.replace(CONTROLS, (control) => UPPER[control.charCodeAt(0) - 0x80]!);
}

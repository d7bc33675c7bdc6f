/**
 * Parts the number by which the key of a second post of equal identity is told from that of the first: `"k2x7q4ab-2"` → `["k2x7q4ab", "-2"]`,
 * `"k2x7q4ab"` → `["k2x7q4ab", ""]`. Also of the beginning of a key, as views print them.
 */
export function splitOrdinal(key: string): readonly [rest: string, ordinal: string] {
  const hyphen = key.lastIndexOf('-');
  const isOrdinal =
    hyphen >= FEWEST_LETTERS && /^-[1-9]\d{0,5}$/.test(key.slice(hyphen)) && !/^[a-z]+$/.test(key.slice(0, hyphen));
  return isOrdinal ? [key.slice(0, hyphen), key.slice(hyphen)] : [key, ''];
}

/** Letters of a key that stand before its number. */
const FEWEST_LETTERS = 6;

/** True where a key begins with a text, or, where the text ends in a number as `k2x7q4ab-2`, has that number and begins with the rest. */
export function beginsKey(key: string, text: string): boolean {
  if (key.startsWith(text)) return true;
  const [start, wanted] = splitOrdinal(text);
  if (wanted === '') return false;
  const [rest, ordinal] = splitOrdinal(key);
  return ordinal === wanted && rest.startsWith(start);
}

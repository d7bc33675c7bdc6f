/** How the HTML of a mail stands to its plain text. */
export type Alternative = 'same' | 'differs' | 'says-more';

/** A plain text up to this long is held against the HTML: a longer one is no stub. */
const LONGEST_STUB = 600;
const FEWEST_WORDS = 3;
const WORDS_OF_A_TEXT = 5;
const DIFFERING_SHARE = 0.25;
const OTHER_SHARE = 0.6;

/** True for a plain text that may be a stub: `This message requires an HTML reader.` */
export const mayBeStub = (plain: string): boolean => plain.trim().length <= LONGEST_STUB;

/**
 * Tells whether the HTML says what the plain text does not: most of its words, or some of them. `"See the HTML part."` beside a page of text →
 * `says-more`; `"The price is 40."` beside `<p>The price is 90 and Cy pays.</p>` → `differs`.
 */
export function compareAlternative(plain: string, rendered: string): Alternative {
  const known = new Set(wordsOf(plain));
  const words = new Set(wordsOf(rendered));
  let missing = 0;
  for (const word of words) if (!known.has(word)) missing++;
  if (missing >= WORDS_OF_A_TEXT && missing >= OTHER_SHARE * words.size) return 'says-more';
  return missing >= FEWEST_WORDS && missing >= DIFFERING_SHARE * words.size ? 'differs' : 'same';
}

const wordsOf = (text: string): readonly string[] =>
  text
    .replace(/\S*:\/\/\S*/g, ' ')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

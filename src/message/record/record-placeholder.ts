/** Words that programs write where there is nothing. */
const NOTHING = new Set([
  'nan',
  'none',
  'null',
  'undefined',
  'nil',
  '<na>',
  'nat',
  'n.a.',
  '#n/a',
  '(null)',
  '[]',
  '{}',
  'set()',
  'frozenset()',
  '()',
]);

/** Words that stand in place of a person or a date that is not told. */
const WITHHELD = new Set([
  'n/a',
  'na',
  'undisclosed',
  'undisclosed recipients',
  'undisclosed-recipients',
  'undisclosed recipient',
  'redacted',
  'withheld',
  'unknown',
  'unknown sender',
  'unknown recipient',
  'not available',
  'not applicable',
  'not provided',
  'no sender',
  'no date',
  'anonymous sender',
  '-',
  '--',
  '?',
]);

/**
 * True for what a program writes where there is no value: `NaN`, `None`, `null`.
 *
 * `"None"` → true, `"Nonesuch"` → false.
 */
export function isNothing(text: string): boolean {
  return text.length < 12 && NOTHING.has(text.trim().toLowerCase());
}

/**
 * True for what stands in place of a person or a date: `N/A`, `[REDACTED]`, `undisclosed-recipients:;`, `(b)(6)`, black bars.
 *
 * `"[REDACTED]"` → true, `"█████"` → true, `"Redmond, Ann"` → false.
 */
export function isWithheld(text: string): boolean {
  if (text.length > 60) return false;
  if (isNothing(text)) return true;
  const bare = text.toLowerCase().replace(/^[\s"'<[({*_]+|[\s"'>\])}*_:;,]+$/g, '');
  if (bare === '') return text.trim() !== '';
  return (
    WITHHELD.has(bare) || /^[█■▇▮xX_\s]{3,}$/.test(bare) || /^(?:\(?b\)?\s?\(?\d\)?(?:\([a-z]\))?[\s,;]*)+$/.test(bare)
  );
}

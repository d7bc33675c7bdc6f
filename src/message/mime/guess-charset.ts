import { analyse } from 'chardet';

/** Bytes that are looked at. */
const SAMPLE = 4096;
/** Least share of bytes above 0x7F: Western text has fewer, and guessing it would do more harm than good. */
const LEAST_HIGH = 0.3;
const LEAST_BYTES = 8;
const LEAST_CONFIDENCE = 30;
const LEAST_LEAD = 15;
const WESTERN = /^(?:ascii|utf-?8|iso-8859-(?:1|2|9)|windows-125[024])$/i;

/**
 * A charset for 8-bit text without a usable label that is not UTF-8, as last resort: only where most of it is not ASCII and one
 * guess is well ahead of the others (`KOI8-R`, `Shift_JIS`); null otherwise, for then windows-1252 is the better bet.
 */
export function guessCharset(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, SAMPLE);
  let high = 0;
  let visible = 0;
  for (const byte of sample) {
    if (byte > 0x7f) high++;
    if (byte > 0x20) visible++;
  }
  if (high < LEAST_BYTES || high < visible * LEAST_HIGH) return null;
  const [first, second] = analyse(sample);
  if (!first || WESTERN.test(first.name) || first.confidence < LEAST_CONFIDENCE) return null;
  return second && first.confidence - second.confidence < LEAST_LEAD ? null : first.name;
}

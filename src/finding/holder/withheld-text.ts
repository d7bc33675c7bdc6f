import { hasWithheldMarks, splitAtWithheldMarks } from '../../text/withheld-marks.js';
import { runsOf } from '../altered-quote/quotation-words.js';

/** Runs of three words below which too little is left of a text to tell it by. */
const FEWEST_RUNS = 6;
/** Share of the runs of the shorter rest that the other text holds, where both are one; and where they are two. */
const SAME = 0.5;
const OTHER = 0.2;

/**
 * Whether two texts, of which a release took words out of one at least, were one before: `same` where most of what is left agrees, `open` where
 * too little is left; null where nothing was taken out of either.
 *
 *     The crane goes to [REDACTED] at the end of the month ...
 *     The crane goes to Quay AS at the end of the month ...         same
 */
export function compareWithheld(one: string, other: string): 'same' | 'open' | 'different' | null {
  if (!hasWithheldMarks(one) && !hasWithheldMarks(other)) return null;
  const [a, b] = [runsLeft(one), runsLeft(other)];
  const [fewer, more] = a.size < b.size ? [a, b] : [b, a];
  if (fewer.size < FEWEST_RUNS) return 'open';
  let shared = 0;
  for (const run of fewer) if (more.has(run)) shared++;
  if (shared >= SAME * fewer.size) return 'same';
  return shared < OTHER * fewer.size ? 'different' : 'open';
}

function runsLeft(text: string): ReadonlySet<string> {
  const pieces = splitAtWithheldMarks(text);
  if (pieces.length === 1) return runsOf(text);
  return new Set(pieces.flatMap((piece) => [...runsOf(piece)]));
}

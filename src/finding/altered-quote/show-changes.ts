import type { QuoteChange } from './quotation-comparison.js';

/** Kinds of changes that a person must see. */
export const GRAVE: ReadonlySet<string> = new Set(['number', 'negation', 'name', 'date', 'attribution']);

/** Changes that a sentence names. */
const NAMED = 3;

/**
 * The changes one after the other; of many first those that turn a meaning around, then the other grave ones. `show` says a change: that
 * of a quotation from its original unless given.
 */
export function showChanges(changes: readonly QuoteChange[], show = showChange): string {
  const rank = ({ kind }: QuoteChange) => (kind === 'negation' ? 0 : GRAVE.has(kind) ? 1 : 2);
  const order = changes.length > NAMED ? [...changes].sort((a, b) => rank(a) - rank(b)) : changes;
  const longest = changes.length > 1 ? LONGEST_OF_SEVERAL : LONGEST_SHOWN;
  const named = order.slice(0, NAMED).map((change) => show(change, longest));
  return `${named.join('; ')}${changes.length > NAMED ? ` and ${changes.length - NAMED} more` : ''}`;
}

function showChange({ before, after }: QuoteChange, longest: number): string {
  const [was, is] = [showWords(before, longest), showWords(after, longest)];
  if (!before) return `"${is}" was put in`;
  if (!after) return `"${was}" was left out`;
  return `"${was}" is quoted as "${is}"`;
}

/** A difference between two quotations, neither of which is the original. */
export function showDifference({ before, after }: QuoteChange, longest: number): string {
  const [one, other] = [showWords(before, longest), showWords(after, longest)];
  if (!before) return `"${other}" stands in the second alone`;
  if (!after) return `"${one}" stands in the first alone`;
  return `the first has "${one}", the second "${other}"`;
}

/** Characters of a passage that a sentence shows. */
const LONGEST_SHOWN = 160;
const LONGEST_OF_SEVERAL = 60;

/** Words on one line; of a long passage the beginning. */
function showWords(words: string, longest: number): string {
  const line = words.replace(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest).replace(/ \S*$/, '')} ...` : line;
}

/** What a finding is told apart by: its first change and how many there are, whatever its sentence shows of them. Keys that were cited stay. */
export const identityOf = (changes: readonly QuoteChange[]): string =>
  `${showChange(changes[0]!, LONGEST_SHOWN)}${changes.length > 1 ? ` and ${changes.length - 1} more` : ''}`;

import type { Word } from './quotation-words.js';

/** What was changed: numbers, dates, names and negations weigh most. */
export type ChangeKind = 'number' | 'negation' | 'name' | 'date' | 'word' | 'inserted' | 'deleted';

/** The words of one difference, and the text of either side from the word before it to the word after it. */
export interface Hunk {
  readonly was: readonly Word[];
  readonly is: readonly Word[];
  readonly gapBefore: string;
  readonly gapAfter: string;
}

const NEGATIONS = new Set(
  'no not never none nobody nothing neither nor cannot without nicht kein keine keinen nie niemals pas jamais ne non mai nunca jamás não niet geen nooit ikke inte'.split(
    ' ',
  ),
);

/** True for `not`, `never`, `can't`, `nicht`, ... */
const isNegation = ({ text }: Word) => NEGATIONS.has(text) || text.endsWith("n't");

/** True if one side says no more or less often than the other, or puts `un-`, `in-`, `non-` before a word. */
export function negates({ was, is }: Pick<Hunk, 'was' | 'is'>): boolean {
  if (was.filter(isNegation).length !== is.filter(isNegation).length) return true;
  const [a, b] = [was[0]?.text ?? '', is[0]?.text ?? ''];
  return was.length === 1 && is.length === 1 && (isNegated(a, b) || isNegated(b, a));
}

const PREFIXES = ['un', 'in', 'im', 'non', 'dis', 'mis'];
const isNegated = (word: string, other: string) =>
  word.length >= 5 &&
  PREFIXES.some((prefix) => other.length === prefix.length + word.length && other === prefix + word);

const NUMBER_WORDS = new Set(
  'one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion half double twice'.split(
    ' ',
  ),
);
const DATE_WORDS =
  /^(?:jan|january|feb|february|mar|march|apr|april|may|june?|july?|aug|august|sept?|september|oct|october|nov|november|dec|december|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|today|tomorrow|yesterday)$/;

/** Which kind of change a hunk is; `before` and `after` are its words as written. */
export function kindOf(hunk: Pick<Hunk, 'was' | 'is'>, before: string, after: string): ChangeKind {
  if (negates(hunk)) return 'negation';
  const { was, is } = hunk;
  const changed = [...was, ...is];
  const isDate = ({ text }: Word) => DATE_WORDS.test(text);
  if (changed.some((word) => /\p{N}/u.test(word.text))) {
    return changed.some((word) => /^\p{N}+[/:]\p{N}|^\p{N}+\.\p{N}+\.\p{N}{2}/u.test(word.text) || isDate(word))
      ? 'date'
      : 'number';
  }
  if (was.length && is.length && was.every(isDate) && is.every(isDate)) return 'date';
  if (was.length && is.length && was.every(isNumberWord) && is.every(isNumberWord)) return 'number';
  if (!was.length) return 'inserted';
  if (!is.length) return 'deleted';
  return isCapital(before) && isCapital(after) ? 'name' : 'word';
}

const isNumberWord = ({ text }: Word) => NUMBER_WORDS.has(text);
const isCapital = (text: string) => /^\p{Lu}/u.test(text);

import { foldWord } from '../text/fold-word.js';
import { entriesOf } from './language.js';
import { allOf, LANGUAGES } from './languages.js';

/** By pronoun, the verbs that it stands beside in a language that has both: `han` with `skrev`, not with `wrote`. */
const PRONOUNS: ReadonlyMap<string, ReadonlySet<string>> = pairWithVerbs();
const TIMES: ReadonlySet<string> = new Set(allOf('timeWords').map(foldWord));

/** True for words that stand beside a verb of writing as a name does and name nobody: `I`, `he`, `J'ai`, `Io ho`; `verb` is as written. */
export function isPronoun(words: string, verb: string): boolean {
  const [first = '', ...rest] = words.trim().split(/\s+/);
  if (rest.length > 1 || rest.some((word) => word !== word.toLowerCase())) return false;
  return PRONOUNS.get(foldWord(first))?.has(foldWord(verb)) ?? false;
}

/** `Yesterday Ann Example` → `Ann Example`, `gestern` → nothing: words of time are nobody's name. */
export function withoutTimeWord(name: string): string {
  const first = /^[\p{L}\p{M}'’]+(?=[\s,]|$)/u.exec(name)?.[0] ?? '';
  return TIMES.has(foldWord(first)) ? name.slice(first.length).replace(/^[\s,]+/, '') : name;
}

function pairWithVerbs(): ReadonlyMap<string, ReadonlySet<string>> {
  const pairs = new Map<string, Set<string>>();
  for (const { pronouns, attributions, verbs, weakVerbs, endings } of LANGUAGES) {
    if (!pronouns) continue;
    const words = [...entriesOf(verbs), ...entriesOf(weakVerbs), ...entriesOf(endings)].map(foldWord);
    for (const word of (attributions ?? '').replace(/\{[ADT]\}/g, ' ').match(/[\p{L}\p{M}'’]{3,}/gu) ?? [])
      words.push(foldWord(word));
    for (const pronoun of entriesOf(pronouns).map(foldWord)) {
      const known = pairs.get(pronoun) ?? new Set();
      for (const word of words) known.add(word);
      pairs.set(pronoun, known);
    }
  }
  return pairs;
}

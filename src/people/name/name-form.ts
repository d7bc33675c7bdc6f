import { isLotusName, lotusPerson } from '../../message/address/mailbox-address.js';
import { foldWord } from '../../text/fold-word.js';
import { wellFormed } from '../../text/well-formed.js';
import { DEGREES, OFFICES, PARTICLES, RANKS, SUFFIXES, TITLES } from './name-words.js';
import { sameGivenName } from './nicknames.js';

/** A personal name taken apart. Words are folded: lower case, no accents. */
export interface NameForm {
  /** First given name or its initial; '' if unknown. */
  readonly given: string;
  /** Further given names and initials. */
  readonly middle: readonly string[];
  /** Family name, particles with it (`van der berg`); '' if unknown. */
  readonly family: string;
  /** `jr`, `sr`, `ii`, `iii`, `iv`; '' if none. */
  readonly suffix: string;
  /** True where given name and family name are both written out: enough to tell one person from most others. */
  readonly full: boolean;
  /** Equal for two writings of one name, whatever the order of the words, middle names and suffix left out; '' where the name is not full. */
  readonly key: string;
}

/** Whether two names can be those of one person. */
export type NameFit = 'same' | 'compatible' | 'different';

const LONGEST_NAME = 120;
const CJK = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{2,6}$/u;
const CJK_WORD = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{1,6}$/u;
const cache = new Map<string, NameForm>();
const CACHE_SIZE = 100_000;

/**
 * Takes a display name apart: `"Doe, Jane M."`, `"Jane M. Doe (E-mail)"`, `"Dr. Jane M. Doe, PhD"` and `"Jane M Doe/HOU/ECT@ECT"` give
 * one form. One word gives a family name that may as well be a given one (`full` false); an address in place of a name
 * (`jane.doe@x.org`) gives what its local part spells.
 */
export function readName(text: string): NameForm {
  const known = cache.get(text);
  if (known) return known;
  const form = parseName(text.slice(0, LONGEST_NAME));
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(text, form);
  return form;
}

/**
 * Compares two names as two mail programs may write the same one. `same`: both full, and nothing between them that
 * contradicts. `compatible`: one may be a shorter form of the other (`J. Doe`, `Bob Doe` for Robert, `Doe`, `Jane`).
 * `different`: they cannot be one name (`Jane Doe`, `John Doe`; `John A. Doe`, `John B. Doe`; `John Doe Jr.`, `John Doe Sr.`).
 */
export function compareNames(one: NameForm | string, other: NameForm | string): NameFit {
  const a = typeof one === 'string' ? readName(one) : one;
  const b = typeof other === 'string' ? readName(other) : other;
  if (a.suffix && b.suffix && a.suffix !== b.suffix) return 'different';
  if (!a.family && !a.given) return 'compatible';
  if (!b.family && !b.given) return 'compatible';
  if (a.full && b.full) return compareFull(a, b);
  if (isSingleWord(a) || isSingleWord(b)) return singleFits(a, b) ? 'compatible' : 'different';
  if (!familiesAgree(a.family, b.family)) return 'different';
  return givenFits(a.given, b.given) ? 'compatible' : 'different';
}

function compareFull(a: NameForm, b: NameForm): NameFit {
  if (a.key === b.key) return middlesAgree(a, b) ? (a.suffix === b.suffix ? 'same' : 'compatible') : 'different';
  if (!familiesAgree(a.family, b.family)) {
    // The words may stand in another order: `Doe Jane`, or a double name cut elsewhere.
    return isTurned(a, b) || isTurned(b, a) ? 'compatible' : 'different';
  }
  if (!middlesAgree(a, b)) return 'different';
  if (sameGivenName(a.given, b.given)) return 'compatible';
  // Known by the second given name: `Robert Jeffrey Doe` signs `Jeffrey Doe`.
  if (a.middle.some((word) => word.length > 1 && sameGivenName(word, b.given))) return 'compatible';
  if (b.middle.some((word) => word.length > 1 && sameGivenName(word, a.given))) return 'compatible';
  return 'different';
}

const isTurned = (a: NameForm, b: NameForm): boolean => a.given === b.family && familiesAgree(a.family, b.given);

const isSingleWord = (name: NameForm): boolean => !name.given;

/** One word may be anybody's given or family name. */
function singleFits(a: NameForm, b: NameForm): boolean {
  const [word, whole] = isSingleWord(a) ? [a.family, b] : [b.family, a];
  return (
    word === whole.family || whole.family.split(' ').includes(word) || givenFits(whole.given || whole.family, word)
  );
}

function givenFits(one: string, other: string): boolean {
  if (!one || !other) return true;
  if (one.length === 1 || other.length === 1) return one[0] === other[0];
  return sameGivenName(one, other);
}

/** Equal, or one is a part of the other's double name: `marchais`, `marchais-lund`. */
function familiesAgree(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length > 2 && long.split(/[ -]/).includes(short) && !PARTICLES.has(short);
}

/** Middle names contradict only where both have one and the initials differ. */
function middlesAgree(a: NameForm, b: NameForm): boolean {
  if (!a.middle.length || !b.middle.length) return true;
  return a.middle.some((word) =>
    b.middle.some((mate) => (word.length === 1 || mate.length === 1 ? word[0] === mate[0] : word === mate)),
  );
}

const NONE: NameForm = { given: '', middle: [], family: '', suffix: '', full: false, key: '' };

function parseName(text: string): NameForm {
  let name = text.trim();
  if (isLotusName(name)) name = lotusPerson(name);
  const at = name.indexOf('@');
  if (at > 0) name = name.includes(' ') ? name.slice(0, at) : spellLocalPart(name.slice(0, at));
  name = dropBrackets(name);
  const behalf = name.toLowerCase().indexOf(' on behalf of ');
  if (behalf > 0) name = name.slice(behalf + 14);
  const via = name.toLowerCase().indexOf(' via ');
  if (via > 0) name = name.slice(0, via);
  for (const mark of [' - ', ' | ', ' \u2013 ', ' / ']) {
    const cut = name.indexOf(mark);
    if (cut > 0 && name.slice(0, cut).trim().includes(' ')) name = name.slice(0, cut);
  }
  const pieces = name.split(',').map((piece) => readWords(piece));
  let suffix = '';
  const kept: string[][] = [];
  for (const words of pieces) {
    const rest: string[] = [];
    for (const [index, word] of words.entries()) {
      const bare = word.replaceAll('.', '');
      if (SUFFIXES.has(bare) && (index > 0 || kept.length > 0)) suffix ||= bare;
      else if (RANKS.has(bare) && index > 0 && index === words.length - 1) rest.push(word);
      else if (!(DEGREES.has(bare) && (kept.length > 0 || (index > 1 && bare.length > 2))) && !TITLES.has(bare))
        rest.push(word);
    }
    if (rest.length) kept.push(rest);
  }
  if (!kept.length) return NONE;
  if (isCouple(name) || kept.some((words) => words.some((word) => OFFICES.has(word))))
    return { ...NONE, family: kept.flat().join(' ') };
  return kept.length > 1 ? lastFirst(kept[0]!, kept[1]!, suffix) : firstLast(kept[0]!, suffix);
}

/** True where a name is that of an office, a list, a machine or of two people: `Records Office`, `no-reply`, `Ann & Bo Roe`. */
export function isOffice(text: string): boolean {
  const name = text.slice(0, LONGEST_NAME);
  return isCouple(name) || name.split(/[\s,._/&]+/).some((word) => OFFICES.has(trimMarks(foldWord(word))));
}

/** `Ann & Bo Roe`, `Ann and Bo Roe`: two people. */
const isCouple = (name: string): boolean =>
  /^(?:[\p{L}.'-]+,?\s)?\p{L}{2,}\s?(?:&|\s(?:and|und)\s)\s?\p{L}{2}/iu.test(name);

/** `Doe, Jane M.` */
function lastFirst(family: readonly string[], given: readonly string[], suffix: string): NameForm {
  const parts = splitInitials(given);
  return buildName(parts[0] ?? '', parts.slice(1), family.join(' '), suffix);
}

/** `Jane M. van der Doe` */
function firstLast(written: readonly string[], suffix: string): NameForm {
  const split = splitInitials(written);
  const words = split.length > 1 && split.every((word) => CJK_WORD.test(word)) ? [split.join('')] : split;
  if (words.length === 1) {
    const word = words[0]!;
    return CJK.test(word)
      ? { given: '', middle: [], family: word, suffix, full: true, key: word }
      : { ...NONE, family: word, suffix };
  }
  let start = words.length - 1;
  // `Doe J` and `Doe JM`: initials stand last.
  if (words[start]!.length === 1 && words[0]!.length > 1) {
    const initials = words.filter((word) => word.length === 1);
    const rest = words.filter((word) => word.length > 1);
    if (rest.length === 1) return buildName(initials[0]!, initials.slice(1), rest[0]!, suffix);
  }
  while (start > 1 && PARTICLES.has(words[start - 1]!)) start--;
  return buildName(words[0]!, words.slice(1, start), words.slice(start).join(' '), suffix);
}

function buildName(first: string, further: readonly string[], family: string, suffix: string): NameForm {
  // `J. Gregor Doe` goes by the name that is written out.
  const called = first.length === 1 ? further.findIndex((word) => word.length > 1) : -1;
  const given = called >= 0 ? further[called]! : first;
  const middle = called >= 0 ? [first, ...further.filter((_, index) => index !== called)] : further;
  const full = given.length > 1 && family.length > 1;
  const key = full ? [given, family].sort().join('|') : '';
  return { given, middle, family, suffix, full, key };
}

/** Folded words; anything that holds no letter is dropped. */
function readWords(piece: string): string[] {
  const words: string[] = [];
  for (const raw of piece.replaceAll('\u2019', "'").split(/\s+/)) {
    const word = trimMarks(foldWord(raw));
    if (word && /\p{L}/u.test(word) && !/\d{3}/.test(word)) words.push(word);
  }
  return words;
}

function trimMarks(word: string): string {
  let from = 0;
  let to = word.length;
  while (from < to && /[^\p{L}\p{N}]/u.test(word[from]!)) from++;
  while (to > from && /[^\p{L}\p{N}]/u.test(word[to - 1]!)) to--;
  return word.slice(from, to);
}

/** `j.m.` → `j`, `m`. */
function splitInitials(words: readonly string[]): string[] {
  return words.flatMap((word) => (/^\p{L}(?:\.\p{L})+$/u.test(word) ? word.split('.') : [word]));
}

function dropBrackets(name: string): string {
  let out = '';
  let depth = 0;
  for (const char of name) {
    if (char === '(' || char === '[' || char === '{' || char === '<') depth++;
    else if ((char === ')' || char === ']' || char === '}' || char === '>') && depth > 0) depth--;
    else if (!depth) out += char;
  }
  return out.trim() ? out : name.replace(/[()[\]{}<>]/g, ' ');
}

/** Key under which a name without address is kept: equal for `Doe, Jane M.` and `jane m doe`; the folded text where nothing else can be read. */
export function nameNodeKey(text: string): string {
  const form = readName(wellFormed(text));
  const words = [form.given, ...form.middle, form.family, form.suffix];
  return words.filter(Boolean).join(' ') || wellFormed(foldWord(text.trim().slice(0, LONGEST_NAME)));
}

/** `jane.doe`, `jane_m_doe`, `jane-doe` → `jane doe`; else as it stands. */
export function spellLocalPart(local: string): string {
  const plus = local.indexOf('+');
  return (plus > 0 ? local.slice(0, plus) : local).replace(/[._]+/g, ' ').trim();
}

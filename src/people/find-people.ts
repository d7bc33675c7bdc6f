import { distance } from 'fastest-levenshtein';
import { foldWord } from '../text/fold-word.js';
import { readAddress } from './name/address-form.js';
import { compareNames, type NameForm, readName } from './name/name-form.js';
import { beginsWords, isInDomain, namePart, searchWords } from './name/name-search.js';
import type { People, Person } from './person.js';

/** Longest word that is looked for. */
const LONGEST = 200;
/** Shown of those who could be meant as well, and of the nearest where nobody fits. */
const MOST_NAMED = 5;

/**
 * The people that a word stands for: an address in full is that person alone, part of one (`marian@harb`) whoever has it; else everybody whose name, address before its domain
 * or domain fits. Each word must begin a word of one name, in any order, without case and accents (`vane` → Rupert Vane, and not all
 * of `corvane.example`), or the name is another writing of the same (`Vane, R. J.`); where nobody fits so, any part will do.
 */
export function findPeople(word: string, { people }: { readonly people: People }): readonly Person[] {
  const text = word.trim().slice(0, LONGEST);
  const address = readAddress(text);
  if (address.kind !== 'other') {
    const exact = people.persons.filter(({ addresses }) =>
      addresses.some(
        (written) => written.toLowerCase() === text.toLowerCase() || readAddress(written).key === address.key,
      ),
    );
    if (exact.length) return exact;
  }
  // Part of an address means nobody who has another one.
  if (/^\S*[^\s@]@[^\s@]\S*$/.test(text)) {
    const part = foldWord(text);
    const near = people.persons.filter(({ addresses }) => addresses.some((own) => foldWord(own).includes(part)));
    if (near.length) return near;
  }
  const asked: Asked = { text: foldWord(text), words: searchWords(text), form: readName(text) };
  const found = people.persons.filter((person) => fits(person, asked));
  if (found.length) return found;
  if (!asked.text) return [];
  return people.persons.filter((person) => writingsOf(person).some((own) => foldWord(own).includes(asked.text)));
}

/**
 * Who else could be meant by a word that `findPeople` understood: names that may be another form of the same (`Bob` for `Robert`,
 * `J. Doe`), and those that hold the word elsewhere; most used first, five at most.
 */
export function alsoMeant(word: string, found: readonly Person[], people: People): readonly Person[] {
  const text = word.trim().slice(0, LONGEST);
  const form = readName(text);
  const part = foldWord(text);
  const taken = new Set(found.map(({ id }) => id));
  if (readAddress(text).kind !== 'other' || !part) return [];
  const words = plainWords(form.given, form.family);
  const mayBeForm = (own: string): boolean => {
    const folded = words === null ? '' : foldWord(own);
    return words === null || words.some((word) => folded.includes(word));
  };
  return people.persons
    .filter((person) => !taken.has(person.id) && !person.shared)
    .filter(
      ({ name, names }) =>
        (form.full && mayBeForm(name) && readName(name).given !== '' && compareNames(form, name) === 'compatible') ||
        (part.length > 2 && names.some((own) => foldWord(own).includes(part))),
    )
    .sort(byUses)
    .slice(0, MOST_NAMED);
}

/** The people whose names or addresses are written most like a word that fits nobody: nearest first, five at most. */
export function nearestPeople(word: string, people: People): readonly Person[] {
  const text = foldWord(word.trim().slice(0, LONGEST));
  const most = Math.max(1, Math.floor(text.length / 3));
  const near: { readonly person: Person; readonly far: number }[] = [];
  for (const person of people.persons) {
    let far = Number.POSITIVE_INFINITY;
    for (const own of writingsOf(person).slice(0, MOST_NAMED)) {
      const folded = foldWord(own.slice(0, LONGEST));
      const pieces = [folded, namePart(folded), ...folded.split(/[^\p{L}\p{N}]+/u)];
      for (const piece of pieces)
        if (piece && Math.abs(piece.length - text.length) <= most) far = Math.min(far, distance(piece, text));
    }
    if (far <= most) near.push({ person, far });
  }
  near.sort((a, b) => a.far - b.far || byUses(a.person, b.person));
  return near.slice(0, MOST_NAMED).map(({ person }) => person);
}

interface Asked {
  readonly text: string;
  readonly words: readonly string[];
  readonly form: NameForm;
}

function fits({ name, names, addresses }: Person, { text, words, form }: Asked): boolean {
  // A look at the letters spares reading most names.
  const holdsWords = (own: string): boolean => {
    const folded = foldWord(own);
    return words.every((word) => folded.includes(word));
  };
  const parts = plainWords(form.given, form.family);
  const mayBeSame = (own: string): boolean => {
    const folded = parts === null ? '' : foldWord(own);
    return parts === null || parts.every((part) => folded.includes(part));
  };
  return (
    [name, ...names, ...addresses.map(namePart)].some(
      (own) => holdsWords(own) && beginsWords(searchWords(own), words),
    ) ||
    addresses.some((address) => isInDomain(address.toLowerCase(), text)) ||
    (form.full && names.some((own) => mayBeSame(own) && compareNames(own, form) === 'same'))
  );
}

/** The words of parts of a name that stand letter for letter in every writing of it; null where they need not. */
function plainWords(...parts: readonly string[]): readonly string[] | null {
  return parts.every((part) => /^[a-z]+(?:[ -][a-z]+)*$/.test(part))
    ? parts.flatMap((part) => part.split(/[ -]/))
    : null;
}

const writingsOf = ({ name, names, addresses }: Person): readonly string[] => [name, ...names, ...addresses];

const byUses = (a: Person, b: Person): number => b.uses - a.uses || (a.id < b.id ? -1 : 1);

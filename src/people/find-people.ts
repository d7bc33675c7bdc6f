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
 * The people that a word stands for: an address in full is that person alone; else everybody whose name, address before its domain
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
  return people.persons
    .filter((person) => !taken.has(person.id) && !person.shared)
    .filter(
      ({ name, names }) =>
        (form.full && readName(name).given !== '' && compareNames(form, name) === 'compatible') ||
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
  return (
    [name, ...names, ...addresses.map(namePart)].some((own) => beginsWords(searchWords(own), words)) ||
    addresses.some((address) => isInDomain(address.toLowerCase(), text)) ||
    (form.full && names.some((own) => compareNames(own, form) === 'same'))
  );
}

const writingsOf = ({ name, names, addresses }: Person): readonly string[] => [name, ...names, ...addresses];

const byUses = (a: Person, b: Person): number => b.uses - a.uses || (a.id < b.id ? -1 : 1);

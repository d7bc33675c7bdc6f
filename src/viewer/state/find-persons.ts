import { isInDomain, searchWords } from '../../people/name/name-search.js';
import type { QueryTerm } from '../../report/search-query.js';
import { type CaseData, nameWordsOf, writingsOf } from './case-data.js';

/**
 * The people that a term means, as the command line takes it: an address in full, or the id that a link of the page writes
 * (`person:"=marian holt"`), is that person alone; else everybody whose names or address fit, whatever the order of the words.
 */
export function personsMeant(data: CaseData, { text, phrase }: Pick<QueryTerm, 'text' | 'phrase'>): Uint8Array {
  const { persons } = data.index;
  const found = new Uint8Array(persons.id.length);
  const exact = data.personById(phrase && text.startsWith('=') ? text.slice(1) : text);
  if (exact !== undefined && (text.startsWith('=') || /[@/]/.test(text))) {
    found[exact] = 1;
    return found;
  }
  const marked = (some: readonly number[]): Uint8Array => {
    for (const person of some) found[person] = 1;
    return found;
  };
  // Whoever is joined to somebody is called what no column holds.
  const joined = [...data.writings.keys()];
  const written = [...persons.writings.rowsWith(text), ...joined];
  if (text.includes('@')) {
    const bearers = written.filter((person) => writingsOf(data, person).includes(text));
    if (bearers.length) return marked(bearers);
  }
  const asked = searchWords(text);
  const named = asked.length ? [...persons.words.rowsWith(` ${asked[0]}`), ...joined] : [];
  const domain = text.startsWith('@') ? text.slice(1) : text;
  const fitting = [
    ...named.filter((person) => beginsNames(nameWordsOf(data, person), asked)),
    ...[...persons.writings.rowsWith(domain), ...joined].filter((person) =>
      writingsOf(data, person).some((writing) => isInDomain(writing, text)),
    ),
  ];
  if (fitting.length) return marked(fitting);
  return marked(written.filter((person) => writingsOf(data, person).some((writing) => writing.includes(text))));
}

/** `beginsWords` of one of the lines of `nameWords`. */
function beginsNames(names: string, asked: readonly string[]): boolean {
  if (!asked.length || !names.includes(` ${asked[0]}`)) return false;
  return names.split('\n').some((name) => asked.every((word) => name.includes(` ${word}`)));
}

/** The term that asks for one person alone. */
export function onlyPerson(id: string): string {
  return `person:"${/[@/]/.test(id) ? '' : '='}${id}"`;
}

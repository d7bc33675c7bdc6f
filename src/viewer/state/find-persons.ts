import { isInDomain, searchWords } from '../../people/name/name-search.js';
import type { QueryTerm } from '../../report/search-query.js';
import { type CaseData, writingsOf } from './case-data.js';

/**
 * The people that a term means, as the command line takes it: an address in full, or the id that a link of the page writes
 * (`person:"=marian holt"`), is that person alone; else everybody whose names or address fit, whatever the order of the words.
 */
export function personsMeant(data: CaseData, { text, phrase }: Pick<QueryTerm, 'text' | 'phrase'>): Uint8Array {
  const { persons } = data.index;
  const found = new Uint8Array(persons.id.length);
  const exact = data.personById.get(phrase && text.startsWith('=') ? text.slice(1) : text);
  if (exact !== undefined && (text.startsWith('=') || /[@/]/.test(text))) {
    found[exact] = 1;
    return found;
  }
  if (text.includes('@')) {
    const bearers = [...found.keys()].filter((person) => writingsOf(data.index, person).includes(text));
    for (const person of bearers) found[person] = 1;
    if (bearers.length) return found;
  }
  const asked = searchWords(text);
  let any = false;
  for (let person = 0; person < found.length; person++) {
    const fits =
      beginsNames(data.nameWords[person]!, asked) ||
      writingsOf(data.index, person).some((writing) => isInDomain(writing, text));
    if (!fits) continue;
    found[person] = 1;
    any = true;
  }
  if (any) return found;
  for (let person = 0; person < found.length; person++)
    if (writingsOf(data.index, person).some((writing) => writing.includes(text))) found[person] = 1;
  return found;
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

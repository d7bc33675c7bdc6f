import { alsoMeant, findPeople, nearestPeople } from '../../people/find-people.js';
import type { People, Person } from '../../people/person.js';
import type { ReportFilter } from '../../report/answer/thread-filter.js';
import { makeVisible } from '../../report/format/display-text.js';
import { CommandError, exitCode } from '../exit-code.js';
import type { CaseArguments } from './case-options.js';

/** Persons that are named in one line; more are counted. */
const MOST_NAMED = 8;

/** The filter with the people that `--person` asks for. Says who is meant; one clear line where it is nobody. */
export function withPersons(filter: ReportFilter, args: CaseArguments, reconstruction: { readonly people: People }) {
  if (!args.person?.length) return filter;
  const { people } = reconstruction;
  const ids = new Set(args.person.flatMap((word) => personsOf(word, { people }).map(({ id }) => id)));
  return { ...filter, persons: { people, ids } };
}

/** The people that a word stands for. Says on standard error who they are and who else could be meant; an error with the nearest names where it is nobody. */
export function personsOf(word: string, { people }: { readonly people: People }): readonly Person[] {
  const persons = findPeople(word, { people });
  if (!persons.length) {
    const near = nearestPeople(word, people);
    throw new CommandError(
      exitCode.notFound,
      makeVisible(
        `${word}: nobody in these inputs has such a name or address. ` +
          (near.length ? `Nearest: ${nameAll(near)}` : 'rethread people lists them'),
      ),
    );
  }
  if (persons.length > 1)
    tell(`"${word}" fits ${persons.length} people, who are taken together: ${nameAll(persons)}. Name one by address`);
  const others = alsoMeant(word, persons, people);
  if (others.length) tell(`"${word}" could also mean ${nameAll(others)}, left out`);
  return persons;
}

function nameAll(persons: readonly Person[]): string {
  const byUse = [...persons].sort((a, b) => b.uses - a.uses || (a.id < b.id ? -1 : 1));
  const named = byUse.slice(0, MOST_NAMED).map(({ name, id }) => (name === id ? id : `${name} <${id}>`));
  const more = persons.length - named.length;
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function tell(line: string): void {
  process.stderr.write(`rethread: ${makeVisible(line)}\n`);
}

import { alsoMeant, findPeople, nearestPeople } from '../../people/find-people.js';
import { type JoinOffer, offerJoins } from '../../people/offer-joins.js';
import type { People, Person } from '../../people/person.js';
import { indexPeople } from '../../people/person-of.js';
import type { ReportFilter } from '../../report/answer/thread-filter.js';
import { makeVisible } from '../../text/visible-text.js';
import { CommandError, exitCode } from '../exit-code.js';
import type { CaseArguments } from './case-options.js';

/** Persons that are named in one line; more are counted. */
const MOST_NAMED = 8;
/** Possible joins that are told one by one. */
const MOST_OFFERS = 3;

/** Who is who, and the pairs that may be one: worked out where they are not known. */
export interface KnownPeople {
  readonly people: People;
  readonly offers?: () => readonly JoinOffer[];
}

/** The filter with the people that `--person` asks for. Says who is meant; one clear line where it is nobody. */
export function withPersons(
  filter: ReportFilter,
  args: Pick<CaseArguments, 'person'>,
  known: KnownPeople,
): ReportFilter {
  if (!args.person?.length) return filter;
  const { people } = known;
  const ids = new Set(args.person.flatMap((word) => personsOf(word, known).map(({ id }) => id)));
  return { ...filter, persons: { people: indexPeople(people), ids } };
}

/** The people that a word stands for. Says on standard error who they are and who else could be meant; an error with the nearest names where it is nobody. */
export function personsOf(word: string, { people, offers = () => offerJoins(people) }: KnownPeople): readonly Person[] {
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
  tellOffers(persons, people, offers());
  return persons;
}

/** Says who may be one of those that are meant, so that nobody takes a part of a person's mail for all of it. */
function tellOffers(persons: readonly Person[], people: People, offers: readonly JoinOffer[]): void {
  const ids = new Set(persons.map(({ id }) => id));
  const left = offers.filter(({ persons: pair }) => pair.some((id) => ids.has(id)) && !pair.every((id) => ids.has(id)));
  const byId = new Map(people.persons.map((person) => [person.id, person]));
  for (const { persons: pair, detail } of left.slice(0, MOST_OFFERS)) {
    const [own, mate] = ids.has(pair[0]) ? pair : [pair[1], pair[0]];
    tell(`${nameAll([byId.get(mate)!])} may be the same person as ${own} (${detail}), left out; --people joins them`);
  }
  if (left.length > MOST_OFFERS) tell(`and ${left.length - MOST_OFFERS} more pairs; rethread people lists them`);
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

import { offerJoins } from './offer-joins.js';
import type { PeopleFile } from './people-file.js';
import type { People, Person } from './person.js';
import { personById } from './person-of.js';

/**
 * The table of people as a people file, ready to edit; reading it back gives the same people. `offers` are the pairs that may be one
 * person: `accept` made true joins them.
 */
export function describePeople(people: People, offers = offerJoins(people)): PeopleFile {
  return {
    version: 1,
    people: people.persons.map((person) => ({
      name: person.name,
      addresses: [...person.addresses],
      names: [...person.bareNames],
      ...(person.merges.length
        ? { why: [...new Set(person.merges.map((merge) => `${merge.reason}: ${merge.detail}`))] }
        : {}),
    })),
    offers: offers.map(({ persons, detail }) => ({
      accept: false,
      join: persons.map((id) => writingOf(personById(people, id)!)),
      why: `may be the same person: ${detail}`,
    })),
  };
}

/** An address or name that stands for a person in the file. */
const writingOf = ({ addresses, bareNames, name }: Person): string => addresses[0] ?? bareNames[0] ?? name;

import type { JoinOffer } from '../../people/offer-joins.js';
import type { Person } from '../../people/person.js';
import { makeVisible } from '../../text/visible-text.js';
import { countOf } from './phrases.js';
import { paint, type TextStyle } from './text-style.js';

/** Addresses and names of one person that are shown; more are counted. */
const SHOWN = 8;

/** Who is who, to read: those who stand in most headers first, with what else they are called and who may be the same person. */
export function* writePeople(
  persons: readonly Person[],
  offers: readonly JoinOffer[],
  style: TextStyle,
): Generator<string> {
  const byId = new Map(persons.map((person) => [person.id, person]));
  const mates = new Map<string, { readonly id: string; readonly detail: string }[]>();
  const shown = offers.filter(({ persons: pair }) => pair.some((id) => byId.has(id)));
  for (const {
    persons: [one, other],
    detail,
  } of shown) {
    mates.set(one, [...(mates.get(one) ?? []), { id: other, detail }]);
    mates.set(other, [...(mates.get(other) ?? []), { id: one, detail }]);
  }
  const groups = { person: 0, group: 0, unnamed: 0 };
  for (const person of [...persons].sort((a, b) => b.uses - a.uses || (a.id < b.id ? -1 : 1))) {
    groups[person.kind]++;
    yield `${paint(calledBy(person), 'bold', style)}  ${person.kind === 'person' ? '' : `${person.kind}, `}${countOf(person.uses, 'header')}\n`;
    const also = [...person.addresses, ...person.names].filter((text) => text !== person.id && text !== person.name);
    if (also.length)
      yield `    also ${makeVisible(also.slice(0, SHOWN).join(' \u00b7 '))}${also.length > SHOWN ? ` and ${also.length - SHOWN} more` : ''}\n`;
    for (const { id, detail } of mates.get(person.id) ?? []) {
      const mate = byId.get(id);
      yield `    may be the same person: ${mate ? calledBy(mate) : makeVisible(id)} (${makeVisible(detail)})\n`;
    }
  }
  yield `${[
    countOf(groups.person, 'person', 'people'),
    countOf(groups.group, 'group'),
    `${countOf(groups.unnamed, 'address or word', 'addresses and words')} without a name`,
    countOf(shown.length, 'possible join'),
  ].join(' \u00b7 ')}\n`;
}

const calledBy = ({ name, id }: Person): string => makeVisible(name === id ? id : `${name} <${id}>`);

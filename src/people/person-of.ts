import type { Mailbox } from '../message/message.js';
import { nameNodeKey } from './name/name-form.js';
import { readMailbox } from './name/read-mailbox.js';
import type { People, Person } from './person.js';

/** The person behind a mailbox; undefined where it was never seen. */
export const personOf = (people: People, mailbox: Mailbox): Person | undefined =>
  personById(people, personIdOf(people, mailbox));

/** The person of an id, if there is one. */
export const personById = ({ persons }: People, id: string): Person | undefined =>
  findSorted(persons, id, ({ id }) => id);

/**
 * Id of the person behind a mailbox; one that was never seen gets the id that it would have alone. A shared address tells nothing:
 * there the name decides.
 */
export function personIdOf({ mailboxes }: People, mailbox: Mailbox): string {
  const reading = readMailbox(mailbox);
  if (!reading) return '';
  const find = (key: string) => findSorted(mailboxes, key, ({ key }) => key);
  const bareKey = () => `n:${nameNodeKey(reading.name)}`;
  const byName = (key: string) => find(key)?.person ?? key.slice(2);
  if (!reading.address || reading.relayed) return byName(bareKey());
  const known = find(`a:${reading.address.key}`);
  if (known?.shared && reading.form.full) return byName(bareKey());
  return known?.person ?? reading.address.key;
}

/** The keys by which `personIdOf` looks a mailbox up. */
export function mailboxKeys(mailbox: Mailbox): readonly string[] {
  const reading = readMailbox(mailbox);
  if (!reading) return [];
  return [`n:${nameNodeKey(reading.name)}`, ...(reading.address ? [`a:${reading.address.key}`] : [])];
}

/** Looks people up for who asks for the same few thousand mailboxes again and again: each is looked up once. */
export interface PeopleIndex {
  /** As `personIdOf`. */
  identify(mailbox: Mailbox): string;
  /** As `personById`. */
  find(id: string): Person | undefined;
}

/** Makes the index; it is no part of the data. */
export function indexPeople(people: People): PeopleIndex {
  const byId = new Map(people.persons.map((person) => [person.id, person]));
  const ids = new Map<string, Map<string, string>>();
  return {
    find: (id) => byId.get(id),
    identify: (mailbox) => {
      let byName = ids.get(mailbox.address);
      if (byName === undefined) {
        byName = new Map();
        ids.set(mailbox.address, byName);
      }
      let id = byName.get(mailbox.name);
      if (id === undefined) {
        id = personIdOf(people, mailbox);
        byName.set(mailbox.name, id);
      }
      return id;
    },
  };
}

/** The item of that key in a list that is sorted by it. */
function findSorted<Item>(items: readonly Item[], key: string, keyOf: (item: Item) => string): Item | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyOf(items[middle]!) < key) low = middle + 1;
    else high = middle;
  }
  const item = items[low];
  return item !== undefined && keyOf(item) === key ? item : undefined;
}

import { describe, expect, it } from 'vitest';
import { type Holder, isShownIn } from '../../src/finding/holder/holders.js';
import type { Mailbox } from '../../src/message/message.js';
import type { Person } from '../../src/people/person.js';
import type { PeopleIndex } from '../../src/people/person-of.js';
import { letter, reconstructCase } from '../mail-case.js';

const holderOf = (...addresses: readonly string[]): Holder => ({
  custodian: 'Bo Roth',
  people: ['bo'],
  coverage: [0, 1],
  lacksSent: false,
  lacksReceived: false,
  addresses: new Set(addresses),
});
const bo = (more: Partial<Person> = {}): Person => ({
  id: 'bo',
  kind: 'person',
  name: 'Bo Roth',
  names: ['Bo Roth'],
  bareNames: [],
  addresses: ['b.roth@quay.example'],
  uses: 9,
  shared: false,
  merges: [],
  ...more,
});
const index = (person: Person) => ({ identify: () => person.id, find: () => person }) as unknown as PeopleIndex;
const at = (address: string, name = 'Bo Roth'): Mailbox => ({ name, address });

const AT_QUAY = holderOf('b.roth@quay.example');
const NAMES_ALONE = holderOf('');
const WRITES_TO_SELF = bo({ merges: [{ reason: 'writes-to-self' }] as unknown as Person['merges'] });

describe('what went to or from a mailbox of a custodian is expected in the production', () => {
  it.each<readonly [rule: string, expected: boolean, holder: Holder, mailbox: Mailbox, person?: Person]>([
    ['where it shows the address', true, AT_QUAY, at('B.Roth@quay.example')],
    [
      'where it shows another of the domain, and the account bears the family name',
      true,
      AT_QUAY,
      at('broth@quay.example'),
    ],
    ['where the account is made of the initials', true, AT_QUAY, at('br@quay.example')],
    ['never where two letters of a name stand in the account by chance', false, AT_QUAY, at('robo@quay.example')],
    ['never where nothing of the name stands in the account', false, AT_QUAY, at('jira@quay.example')],
    ['never where it shows nothing of the domain', false, AT_QUAY, at('b.roth@home.example')],
    ['never where another given name stands beside the address', false, AT_QUAY, at('b.roth@quay.example', 'Bea Roth')],
    [
      'never at another address of the domain where two may have been taken for one',
      false,
      AT_QUAY,
      at('broth@quay.example'),
      WRITES_TO_SELF,
    ],
    ['where a name alone stands for addresses that it shows', true, AT_QUAY, at('')],
    [
      'never where a name alone stands for one that it does not show',
      false,
      AT_QUAY,
      at(''),
      bo({ addresses: ['b.roth@quay.example', 'bo@home.example'] }),
    ],
    ['where it shows names alone, and they have one address', true, NAMES_ALONE, at('b.roth@quay.example')],
    [
      'never where it shows names alone, and they have two',
      false,
      NAMES_ALONE,
      at('b.roth@quay.example'),
      bo({ addresses: ['b.roth@quay.example', 'bo@home.example'] }),
    ],
    [
      'never where several people bear the full name',
      false,
      AT_QUAY,
      at('b.roth@quay.example'),
      bo({ kind: 'unnamed' }),
    ],
  ])('%s', (_, expected, holder, mailbox, person = bo()) => {
    expect(isShownIn(holder, mailbox, index(person))).toBe(expected);
  });

  it.each([
    ['names a person in one of twenty mails', 20, 1],
    ['names nobody so often', 21, 0],
  ])('where the mailbox of a one-word custodian %s', async (_, count, absent) => {
    const ADA = 'Ada Lind <ada@moor.example>';
    const BO = 'Bo Roth <b.roth@quay.example>';
    const other = (at: number) =>
      letter(`o${at}`, `Vi Moss <vi${at}@fen.example>`, `Lu Kerr <lu${at}@fen.example>`, 2 + at, `Fen ${at}`);
    const productions = {
      'Ada Lind': [letter('a', ADA, BO, 4, 'Crane'), letter('b', ADA, BO, 5, 'Pier'), letter('c', BO, ADA, 6, 'Buoy')],
      Roth: [letter('a', ADA, BO, 4, 'Crane'), ...Array.from({ length: count - 1 }, (_, at) => other(at))],
    };
    const { of } = await reconstructCase(productions);
    const told = of('absent-copy').filter(({ detail }) => (detail as { custodian: string }).custodian === 'Roth');
    expect(told.length > 0).toBe(absent > 0);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mailbox } from '../../src/message/message.js';
import { describePeople } from '../../src/people/describe-people.js';
import { compareNames } from '../../src/people/name/name-form.js';
import { offerJoins } from '../../src/people/offer-joins.js';
import { parsePeopleFile } from '../../src/people/people-file.js';
import type { Envelope } from '../../src/people/person.js';
import { personById, personIdOf, personOf } from '../../src/people/person-of.js';
import { resolvePeople } from '../../src/people/resolve-people.js';

const from = (name: string, address = ''): Envelope => ({ from: { name, address }, to: [], cc: [], bcc: [] });
const offered = (envelopes: readonly Envelope[]) =>
  offerJoins(resolvePeople(envelopes)).map(({ persons, reason }) => `${persons.join(' + ')}: ${reason}`);

const MARIAN = 'marian.holt@harbour.example';

describe('people who may be one are offered, never joined', () => {
  it.each<[string, Envelope[], string[]]>([
    [
      'namesakes of two organisations',
      [from('Marian Holt', MARIAN), from('Holt, Marian', 'mholt@mill.example')],
      [`${MARIAN} + mholt@mill.example: same-name`],
    ],
    [
      'a name without address that two bear',
      [from('Marian Holt', MARIAN), from('Marian Holt', 'mh@mill.example'), from('Marian Holt')],
      [`${MARIAN} + marian holt: same-name`, `${MARIAN} + mh@mill.example: same-name`],
    ],
    [
      'an address that spells initial and name of the only one there',
      [from('Marian Holt', MARIAN), from('', 'mholt@harbour.example')],
      [`${MARIAN} + mholt@harbour.example: initial-and-name`],
    ],
    [
      'not where two there could be meant',
      [from('Marian Holt', MARIAN), from('Mary Holt', 'mary.holt@harbour.example'), from('', 'mholt@harbour.example')],
      [],
    ],
    [
      'one part before the @ at two hosts of one organisation',
      [from('', 'rvane@harbour.example'), from('', 'rvane@mail.harbour.example')],
      ['rvane@harbour.example + rvane@mail.harbour.example: same-local-part'],
    ],
    ['not where hosts belong to a provider', [from('', 'rvane@pacbell.net'), from('', 'rvane@gmail.com')], []],
    ['not where middle names differ', [from('Marian A. Holt', MARIAN), from('Marian B. Holt', 'mbh@mill.example')], []],
    ['no lists', [from('Harbour Team', 'team@harbour.example'), from('Harbour Team', 'team@mill.example')], []],
  ])('%s', (_, envelopes, offers) => {
    expect(offered(envelopes)).toEqual(offers.sort());
    for (const { merges } of resolvePeople(envelopes).persons) expect(merges).toEqual([]);
  });

  it('one word accepts an offer of the printed file', () => {
    const envelopes = [
      from('Marian Holt', MARIAN),
      from('Marian Holt', 'mh@mill.example'),
      from('Bo Vane', 'bo@mill.example'),
    ];
    const printed = describePeople(resolvePeople(envelopes));
    expect(printed.offers).toEqual([
      {
        accept: false,
        join: [MARIAN, 'mh@mill.example'],
        why: 'may be the same person: the same full name, at harbour.example and at mill.example',
      },
    ]);
    const untouched = parsePeopleFile(JSON.parse(JSON.stringify(printed))).file!;
    expect(resolvePeople(envelopes, untouched).persons).toHaveLength(3);
    const accepted = JSON.parse(JSON.stringify(printed).replace('"accept":false', '"accept":true'));
    const people = resolvePeople(envelopes, parsePeopleFile(accepted).file!);
    expect(people.persons).toHaveLength(2);
    const holt = personOf(people, { name: '', address: 'mh@mill.example' })!;
    expect(holt.addresses).toEqual([MARIAN, 'mh@mill.example']);
    expect(holt.merges.map(({ reason }) => reason)).toEqual(['by-hand']);
    expect(offerJoins(people)).toEqual([]);
  });
});

describe('joins and offers, whatever the mail', () => {
  const names = [
    'Ann Roe',
    'Roe, Ann',
    'Ann B. Roe',
    'Bob Roe',
    'Robert Roe',
    'Ann Lind',
    'Ann',
    '',
    'Ann Roe via Harbour',
    'Bo & Ann Roe',
  ];
  const addresses = [
    'ann.roe@x.example',
    'aroe@x.example',
    'ann@y.example',
    'aroe@mail.x.example',
    'harbour@lists.x.example',
    'jira@x.example',
    'bob.roe@x.example',
    "ann'.'roe@x.example",
    '/O=X/CN=RECIPIENTS/CN=AROE',
    'Ann Roe/HOU/ECT@ECT',
    'Ann Roe@ECT',
    '',
  ];
  const mailbox: fc.Arbitrary<Mailbox> = fc.record({
    name: fc.constantFrom(...names),
    address: fc.constantFrom(...addresses),
  });
  const envelope: fc.Arbitrary<Envelope> = fc.record({
    from: fc.option(mailbox),
    replyTo: fc.array(mailbox, { maxLength: 1 }),
    to: fc.array(mailbox, { maxLength: 3 }),
    cc: fc.array(mailbox, { maxLength: 2 }),
    bcc: fc.constant([]),
  });

  it('offers do not depend on the order, name two people who stand apart, each pair once', () => {
    fc.assert(
      fc.property(
        fc
          .array(envelope, { maxLength: 12 })
          .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          const people = resolvePeople(list);
          const offers = offerJoins(people);
          expect(offerJoins(resolvePeople(shuffled))).toEqual(offers);
          const pairs = offers.map(({ persons }) => [...persons].sort().join('\n'));
          expect(new Set(pairs).size).toBe(pairs.length);
          for (const { persons, detail } of offers) {
            expect(persons[0]).not.toBe(persons[1]);
            for (const id of persons) expect(personById(people, id), id).toBeDefined();
            expect(detail).not.toBe('');
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('every person of several names or addresses has a reason for each join, and none joins two names that contradict', () => {
    fc.assert(
      fc.property(fc.array(envelope, { maxLength: 12 }), (list) => {
        for (const person of resolvePeople(list).persons) {
          // Names that stand beside one address need no reason; each further address or name without one does.
          const nodes = person.addresses.length + new Set(person.bareNames.map((name) => name.split(' via ')[0])).size;
          if (person.addresses.length > 1)
            expect(person.merges.length).toBeGreaterThanOrEqual(person.addresses.length - 1);
          expect(person.merges.length).toBeLessThanOrEqual(Math.max(0, nodes * 2));
          for (const { reason, detail, between } of person.merges) {
            expect(detail).not.toBe('');
            expect(between[0]).not.toBe(between[1]);
            if (reason !== 'address-variant' && between.every((text) => !text.includes('@') && !text.includes('/')))
              expect(compareNames(between[0], between[1])).not.toBe('different');
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('nobody bears the address of a list, a tracker or a deputy, and two names there stay two people', () => {
    const relays = fc.constantFrom(
      'harbour@googlegroups.example',
      'harbour@lists.quay.example',
      'jira@quay.example',
      'no-reply@quay.example',
    );
    const authors = fc.uniqueArray(fc.constantFrom('Ann Roe', 'Bo Lind', 'Cy Vale', 'Di Moss'), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(relays, authors, fc.boolean(), (address, people, owns) => {
        const list = people.map((name) => from(`${name} via Harbour`, address));
        if (owns)
          for (const name of people) list.push(from(name, `${name.toLowerCase().replace(' ', '.')}@own.example`));
        const result = resolvePeople(list);
        const ids = people.map((name) => personIdOf(result, { name: `${name} via Harbour`, address }));
        expect(new Set(ids).size).toBe(people.length);
        for (const [at, id] of ids.entries()) {
          const person = personById(result, id)!;
          expect(person.name).toBe(people[at]);
          expect(person.kind).toBe('person');
          expect(person.addresses).not.toContain(address);
          if (owns) expect(person.addresses).toEqual([`${people[at]!.toLowerCase().replace(' ', '.')}@own.example`]);
        }
        expect(personOf(result, { name: '', address })?.kind).toBe('group');
      }),
      { numRuns: 200 },
    );
  });
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mailbox, Message } from '../../src/message/message.js';
import { readMessages } from '../../src/message/read-message.js';
import { describePeople } from '../../src/people/describe-people.js';
import { parsePeopleFile } from '../../src/people/people-file.js';
import type { Envelope, People } from '../../src/people/person.js';
import { personById, personIdOf, personOf } from '../../src/people/person-of.js';
import { resolvePeople } from '../../src/people/resolve-people.js';
import { readSources } from '../../src/source/read-sources.js';
import { expectLinearTime } from '../linear-time.js';

const box = (text: string): Mailbox => {
  const open = text.lastIndexOf('<');
  if (open >= 0) return { name: text.slice(0, open).trim(), address: text.slice(open + 1, -1) };
  return /@|\//.test(text) ? { name: '', address: text } : { name: text, address: '' };
};
const mail = (from: string, to: readonly string[] = [], more: Partial<Envelope> = {}): Envelope => ({
  from: box(from),
  to: to.map(box),
  cc: [],
  bcc: [],
  ...more,
});
const same = (people: People, one: string, other: string): boolean =>
  personIdOf(people, box(one)) === personIdOf(people, box(other));
const reasons = (people: People, one: string): readonly string[] =>
  personOf(people, box(one))!.merges.map((merge) => merge.reason);

describe('a middle initial that an address spells', () => {
  const people = (address: string) =>
    resolvePeople([
      mail(`Mike Smith <${address}>`, ['Ann Moor <ann.moor@quay.example>']),
      mail('Mike G Smith/QUAY_DEV@QUAY', ['Ann Moor <ann.moor@quay.example>']),
      mail('Ann Moor <ann.moor@quay.example>', ['Smith, Mike']),
    ]);

  it.each([
    ['mike.l.smith@quay.example', false],
    ['mike_l_smith@quay.example', false],
    ['mike.g.smith@quay.example', true],
    ['mike.smith@quay.example', true],
  ])('parts namesakes: %s', (address, joined) => {
    expect(same(people(address), `Mike Smith <${address}>`, 'Mike G Smith/QUAY_DEV@QUAY')).toBe(joined);
  });
});

describe('the name of a person', () => {
  const written = (name: string, times: number): Envelope[] =>
    Array.from({ length: times }, () => mail(`${name} <collins@quay.example>`));
  it.each<readonly [what: string, envelopes: Envelope[], name: string]>([
    [
      'is none that somebody put beside the address once',
      [...written('Jim C', 4), mail('Cy <cy@fen.example>', ['Brad Hunting <collins@quay.example>'])],
      'Jim C',
    ],
    [
      'is none of two that others put there once each',
      [...written('Postmaster', 9), ...written('Brad Hunting', 1), ...written('Una Hale', 1)],
      'Postmaster',
    ],
    ['is the full one that has the short one in it', [...written('Jim C', 4), ...written('Jim Cole', 1)], 'Jim Cole'],
    ['is the full one that the address has', [...written('JC', 9), ...written('Una Collins', 1)], 'Una Collins'],
    ['is no remark behind an address', [...written('# 3.4.x', 3)], 'collins@quay.example'],
    ['is the full one that is used as often', [...written('Boss', 2), ...written('Una Hale', 2)], 'Una Hale'],
  ])('%s', (_what, envelopes, name) => {
    expect(personOf(resolvePeople(envelopes), box('collins@quay.example'))?.name).toBe(name);
  });

  it.each<readonly [what: string, to: string, own: string, name: string]>([
    ['who is known to write elsewhere', 'Ada Lind <moor_keeper@fen.example>', 'moor_keeper@fen.example', ''],
    ['whose account has a number', 'Lind, Ada <an1207@fen.example>', 'an1207@fen.example', ''],
    ['beside a name of its own', 'Ada Lind <keeper@fen.example>', 'Cy Vale <keeper@fen.example>', 'Cy Vale'],
    ['that it spells', 'Ada Lind <alind@fen.example>', 'alind@fen.example', 'Ada Lind'],
    ['that it writes under itself', 'Ada Lind <keeper@fen.example>', 'Ada Lind <keeper@fen.example>', 'Ada Lind'],
  ])('is that of nobody else that a mailer put there: one %s', (_what, to, own, name) => {
    const people = resolvePeople([
      ...Array.from({ length: 3 }, () => mail('Ada Lind <ada@quay.example>')),
      mail(own),
      mail('Bo Roth <bo@quay.example>', [to]),
    ]);
    const { address } = box(own);
    expect(personOf(people, box(address))?.name).toBe(name || address);
    expect(personOf(people, box(to))?.name).toBe(name || address);
  });

  it.each(['remail', 'remailer', 'cypher-remailer', 'anonymous', 'nowhere', 'mixmaster'])(
    'is not that of who keeps an anonymous remailer: %s',
    (local) => {
      const address = `${local}@fen.example`;
      const people = resolvePeople([
        mail(address),
        mail(address),
        mail(`Cy Vale <${address}>`),
        mail('Cy Vale <cy@fen.example>'),
      ]);
      expect(personOf(people, box(address))?.name).toBe(address);
      expect(personOf(people, box(`Cy Vale <${address}>`))?.addresses).toEqual(['cy@fen.example']);
    },
  );

  it('joins nobody by a name that somebody put beside the address once', () => {
    const people = resolvePeople([
      ...written('Jim C', 4),
      mail('Cy <cy@fen.example>', ['Brad Hunting <collins@quay.example>']),
      mail('Brad Hunting <hunting@quay.example>'),
    ]);
    expect(same(people, 'collins@quay.example', 'hunting@quay.example')).toBe(false);
  });
});

describe('namesakes that something tells apart', () => {
  const apart: [string, Envelope[], string, string][] = [
    [
      'a junior who is written to',
      [mail('Karl Roe Sr. <karl@roe.example>', ['Karl Roe Jr. <k.roe@home.example>'])],
      'karl@roe.example',
      'k.roe@home.example',
    ],
    [
      'a numbered twin who is written to',
      [mail('Ann Roe <ann.roe@x.example>', ['Ann Roe <ann.roe2@x.example>'])],
      'ann.roe@x.example',
      'ann.roe2@x.example',
    ],
    [
      'a directory that holds a common name with a middle initial and without',
      [
        ...'Ada Bea Cleo Dora Ella Fay Gwen Hope Ida June Kay Lena'
          .split(' ')
          .map((given) => mail(`${given} Roe <${given.toLowerCase()}@y.example>`)),
        mail('Mark Roe <mark.roe@x.example>', ['Mark Roe/LON/ECT@ECT']),
        mail('Roe, Mark A. <a.roe@x.example>', ['Mark A Roe/HOU/EES@EES']),
      ],
      'mark.roe@x.example',
      'a.roe@x.example',
    ],
    [
      'a directory that holds a name in both orders',
      [
        mail('Allen Roe <allen.roe@x.example>', ['Allen Roe/HOU/ECT@ECT']),
        mail('Roe Allen <roe.allen@x.example>', ['Roe Allen/NA/Enron@Enron']),
      ],
      'allen.roe@x.example',
      'roe.allen@x.example',
    ],
    [
      'a rank behind the name',
      [mail('Roe, Miguel L. <l.roe@x.example>'), mail('Roe, Miguel REP <rep.roe@x.example>')],
      'l.roe@x.example',
      'rep.roe@x.example',
    ],
    [
      'a short name that many of the family may bear',
      [
        ...'Ada Bea Cleo Dora Ella Fay Gwen Hope'
          .split(' ')
          .map((given) => mail(`${given} Roe <${given.toLowerCase()}@y.example>`)),
        mail('Patricia Roe <patricia.roe@x.example>', ['Pat Roe']),
      ],
      'patricia.roe@x.example',
      'Pat Roe',
    ],
    [
      'a private mailbox among several namesakes',
      [
        ...Array.from({ length: 40 }, () => mail('Rob Roe <rob4@hotmail.com>')),
        mail('Rob Roe <rob@quay.example>', ['Roe, Rob']),
      ],
      'rob4@hotmail.com',
      'Roe, Rob',
    ],
  ];
  it.each(apart)('%s', (_, envelopes, one, other) => {
    expect(same(resolvePeople(envelopes), one, other)).toBe(false);
  });

  it('joins directory names of a rare name where no address bears it', () => {
    const homes = Array.from({ length: 6 }, (_, at) => {
      const name = `Ann ${'BCDFGH'[at]}oral${at}a`.replace(/\d/, '');
      return mail(`${name} <${name.toLowerCase().replace(' ', '.')}@x.example>`, [
        `${name}/HOU/ECT@ECT`,
        `${name}/NA/Enron@Enron`,
      ]);
    });
    const people = resolvePeople([...homes, mail('Cy Vandermeer/HOU/ECT@ECT', ['Cy Vandermeer/NA/Enron@Enron'])]);
    expect(same(people, 'Cy Vandermeer/HOU/ECT@ECT', 'Cy Vandermeer/NA/Enron@Enron')).toBe(true);
    expect(reasons(people, 'Cy Vandermeer/HOU/ECT@ECT')).toEqual(['directory-name']);
  });
});

describe('one person behind many names', () => {
  const joined: [string, Envelope[], string, string, string][] = [
    [
      'a tagged address',
      [mail('Ann Roe <ann@x.example>'), mail('ann+news@x.example')],
      'ann@x.example',
      'ann+news@x.example',
      'address-variant',
    ],
    [
      'two addresses of one organisation under one full name',
      [mail('Ann Roe <ann.roe@x.example>'), mail('Roe, Ann <aroe@mail.x.example>')],
      'ann.roe@x.example',
      'aroe@mail.x.example',
      'same-name-same-organisation',
    ],
    [
      'a short given name in one organisation',
      [mail('Bob Roe <bob.roe@x.example>'), mail('Robert Roe <robert.roe@x.example>')],
      'bob.roe@x.example',
      'robert.roe@x.example',
      'nickname-same-organisation',
    ],
    [
      'who writes to himself',
      [mail('Ann Roe <ann@x.example>', ['Ann Roe <a.roe@home.example>'])],
      'ann@x.example',
      'a.roe@home.example',
      'writes-to-self',
    ],
    [
      'From and Reply-To',
      [
        mail('Ann Roe <ann@x.example>', [], { replyTo: [box('Ann Roe <ann@y.example>')] }),
        mail('Ann Roe <ann@y.example>'),
      ],
      'ann@x.example',
      'ann@y.example',
      'reply-to',
    ],
    [
      'an Exchange name',
      [mail('Ann Roe <ann@x.example>', ['Roe, Ann </O=X/OU=A/CN=RECIPIENTS/CN=AROE>'])],
      'ann@x.example',
      '/O=X/OU=A/CN=RECIPIENTS/CN=AROE',
      'directory-name',
    ],
    [
      'a Lotus name',
      [mail('Ann Roe <ann@x.example>', ['Ann Roe/HOU/ECT@ECT'])],
      'ann@x.example',
      'Ann Roe/HOU/ECT@ECT',
      'directory-name',
    ],
    [
      'a name without address',
      [mail('Ann Roe <ann@x.example>', ['Roe, Ann'])],
      'ann@x.example',
      'Ann Roe',
      'only-bearer',
    ],
    [
      'a name that only an address spells',
      [mail('ann.roe@x.example', ['Ann Roe'])],
      'ann.roe@x.example',
      'Ann Roe',
      'address-spells-name',
    ],
    [
      'a short name without address',
      [mail('Robert Roe <rr@x.example>', ['Bob Roe'])],
      'rr@x.example',
      'Bob Roe',
      'only-bearer',
    ],
    [
      'the main bearer of a name',
      [
        ...Array.from({ length: 30 }, () => mail('Ann Roe <ann@x.example>')),
        mail('Ann Roe <ann@y.example>', ['Ann Roe']),
      ],
      'ann@x.example',
      'Ann Roe',
      'main-bearer',
    ],
  ];
  it.each(joined)('joins %s', (_, envelopes, one, other, reason) => {
    const people = resolvePeople(envelopes);
    expect(same(people, one, other)).toBe(true);
    expect(reasons(people, one)).toContain(reason);
  });

  const apart: [string, Envelope[], string, string][] = [
    [
      'one surname',
      [mail('Philip Roe <philip@x.example>', ['Ivo Roe <ivo@x.example>'])],
      'philip@x.example',
      'ivo@x.example',
    ],
    [
      'one display name in two organisations',
      [mail('Ann Roe <ann.roe@x.example>'), mail('Ann Roe <ann.roe@y.example>')],
      'ann.roe@x.example',
      'ann.roe@y.example',
    ],
    [
      'one display name at an open mail provider',
      [mail('Ann Roe <ann.roe@gmail.com>'), mail('Ann Roe <annroe7@gmail.com>')],
      'ann.roe@gmail.com',
      'annroe7@gmail.com',
    ],
    [
      'numbered namesakes',
      [mail('John Roe <john.roe@x.example>'), mail('John Roe <john.roe2@x.example>')],
      'john.roe@x.example',
      'john.roe2@x.example',
    ],
    [
      'other middle initials',
      [mail('John A. Roe <john.roe@x.example>'), mail('John B. Roe <jroe@x.example>')],
      'john.roe@x.example',
      'jroe@x.example',
    ],
    [
      'a name that two bear',
      [mail('Ann Roe <ann@x.example>'), mail('Ann Roe <ann@y.example>', ['Ann Roe'])],
      'ann@x.example',
      'Ann Roe',
    ],
    ['a given name alone', [mail('Ann Roe <ann@x.example>', ['Ann'])], 'ann@x.example', 'Ann'],
    [
      'a short form that may be another name',
      [mail('Chris Roe <chris.roe@x.example>'), mail('Christine Roe <christine.roe@x.example>')],
      'chris.roe@x.example',
      'christine.roe@x.example',
    ],
  ];
  apart.push([
    'a Reply-To that never writes',
    [mail('Ann Roe <ann@x.example>', [], { replyTo: [box('Ann Roe <ann@trap.example>')] })],
    'ann@x.example',
    'ann@trap.example',
  ]);
  it.each(apart)('keeps apart: %s', (_, envelopes, one, other) => {
    expect(same(resolvePeople(envelopes), one, other)).toBe(false);
  });

  it('goes by the name where several people share an address', () => {
    const people = resolvePeople([
      ...['Ann Roe', 'Ivo Quill', 'Dana Vane', 'Piet Holt'].map((name) =>
        mail(`${name} via harbour list <list@x.example>`),
      ),
      mail('Ann Roe <ann@x.example>'),
    ]);
    expect(personById(people, 'list@x.example')!.shared).toBe(true);
    expect(same(people, 'Ann Roe via harbour list <list@x.example>', 'ann@x.example')).toBe(true);
    expect(same(people, 'Ivo Quill via harbour list <list@x.example>', 'ann@x.example')).toBe(false);
  });

  it('says what every merge is between', () => {
    const people = resolvePeople([mail('Ann Roe <ann.roe@x.example>', ['Roe, Ann', 'Ann Roe <aroe@x.example>'])]);
    const person = personById(people, 'ann.roe@x.example')!;
    expect(person.merges.map((merge) => merge.between)).toContainEqual(['ann.roe@x.example', 'Roe, Ann']);
    expect(person).toMatchObject({
      name: 'Ann Roe',
      addresses: ['ann.roe@x.example', 'aroe@x.example'],
      bareNames: ['Roe, Ann'],
    });
  });
});

describe('the people file', () => {
  const envelopes = [
    mail('Ann Roe <ann.roe@x.example>'),
    mail('Ann Roe <aroe@x.example>', ['Annie', 'Zoe Zimmer <zoe@z.example>']),
  ];
  const read = (people: unknown) => parsePeopleFile({ version: 1, people }).file!;

  it('joins what one entry lists', () => {
    const people = resolvePeople(
      envelopes,
      read([{ name: 'Ann', addresses: ['zoe@z.example', 'ann.roe@x.example'], names: ['Annie'] }]),
    );
    expect(same(people, 'zoe@z.example', 'ann.roe@x.example')).toBe(true);
    expect(same(people, 'Annie', 'ann.roe@x.example')).toBe(true);
    expect(personOf(people, box('Annie'))!.name).toBe('Ann');
    expect(reasons(people, 'Annie')).toContain('by-hand');
  });

  it('separates what two entries list', () => {
    const people = resolvePeople(
      envelopes,
      read([{ addresses: ['ann.roe@x.example'] }, { addresses: ['aroe@x.example'] }]),
    );
    expect(same(people, 'ann.roe@x.example', 'aroe@x.example')).toBe(false);
  });

  it('adds what the mail does not know', () => {
    const people = resolvePeople(
      envelopes,
      read([{ name: 'Ann Roe', addresses: ['ann@home.example', 'aroe@x.example'] }]),
    );
    expect(same(people, 'ann@home.example', 'ann.roe@x.example')).toBe(true);
  });

  it('is refused with a sentence for each mistake', () => {
    expect(parsePeopleFile({ version: 1, people: [{ adresses: [] }] }).problems[0]).toMatch(/people\.0.*adresses/);
    expect(parsePeopleFile({ version: 2, people: [] }).problems).toHaveLength(1);
    expect(
      parsePeopleFile({ version: 1, people: [{ addresses: ['a@x.example'] }, { addresses: ['A@X.example'] }] })
        .problems[0],
    ).toMatch(/listed for people 0 and 1/);
    expect(parsePeopleFile(null).file).toBeNull();
  });
});

describe('resolvePeople', () => {
  const name = fc.constantFrom(
    'Ann Roe',
    'Roe, Ann',
    'Ann B. Roe',
    'Ann C. Roe',
    'Bob Roe',
    'Robert Roe',
    'Ann',
    'Roe',
    'Harbour Team',
    '',
    'Ann Roe Jr.',
  );
  const address = fc.constantFrom(
    'ann.roe@x.example',
    'aroe@x.example',
    'ann@y.example',
    'ANN@y.example',
    'ann+1@y.example',
    'list@x.example',
    'bob.roe@x.example',
    'robert@x.example',
    '/O=X/CN=RECIPIENTS/CN=AROE',
    'Ann Roe/HOU/ECT@ECT',
    'Bob Roe/HOU/ECT',
    '',
    'ann at y.example',
    '@',
    '<>',
  );
  const mailbox = fc.record({ name, address });
  const envelope = fc.record({
    from: fc.option(mailbox),
    sender: fc.option(mailbox),
    replyTo: fc.array(mailbox, { maxLength: 1 }),
    to: fc.array(mailbox, { maxLength: 3 }),
    cc: fc.array(mailbox, { maxLength: 2 }),
    bcc: fc.array(mailbox, { maxLength: 1 }),
  });
  const boxes = (list: readonly Envelope[]): Mailbox[] =>
    list
      .flatMap((one) => [one.from, one.sender ?? null, ...(one.replyTo ?? []), ...one.to, ...one.cc, ...one.bcc])
      .filter((each) => each !== null);

  it('gives the same people in any order of the mail', () => {
    fc.assert(
      fc.property(
        fc
          .array(envelope, { maxLength: 12 })
          .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(JSON.stringify(resolvePeople(shuffled).persons)).toBe(JSON.stringify(resolvePeople(list).persons));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('puts every mailbox with one person, and every person under its own id', () => {
    fc.assert(
      fc.property(fc.array(envelope, { maxLength: 10 }), (list) => {
        const people = resolvePeople(list);
        expect(new Set(people.persons.map((person) => person.id)).size).toBe(people.persons.length);
        for (const each of boxes(list)) {
          const id = personIdOf(people, each);
          if (id) expect(personById(people, id), JSON.stringify(each)).toBeDefined();
        }
        for (const person of people.persons)
          for (const written of person.addresses)
            expect(personIdOf(people, { name: '', address: written })).toBe(person.id);
      }),
      { numRuns: 300 },
    );
  });

  it('reads back the table that it printed', () => {
    fc.assert(
      fc.property(fc.array(envelope, { maxLength: 10 }), (list) => {
        const people = resolvePeople(list);
        const { file, problems } = parsePeopleFile(JSON.parse(JSON.stringify(describePeople(people))));
        expect(problems).toEqual([]);
        const again = resolvePeople(list, file!);
        expect(again.persons.map(({ id, addresses, bareNames, name }) => ({ id, addresses, bareNames, name }))).toEqual(
          people.persons.map(({ id, addresses, bareNames, name }) => ({ id, addresses, bareNames, name })),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('takes 40,000 distinct mailboxes of one surname in its stride', () => {
    const letters = 'bcdfghklmnprstvw';
    const people = (length: number) =>
      Array.from({ length }, (_, index) => {
        const given = [...index.toString(16).padStart(4, '0')]
          .map((digit) => `${letters[Number.parseInt(digit, 16)]}a`)
          .join('');
        return mail(`${given} Roe <${given}.roe@x.example>`, [`${given} Roe`]);
      });
    expectLinearTime((size) => expect(resolvePeople(people(size)).persons).toHaveLength(size), 40_000);
  });
});

describe('the people of the sample case', () => {
  it('are those of its truth; the private address takes the people file', async () => {
    const folder = new URL('../../samples/', import.meta.url);
    const truth = JSON.parse(readFileSync(new URL('truth.json', folder), 'utf8')) as {
      people: { addresses: string[] }[];
    };
    const messages: Message[] = [];
    const reading = readSources([{ path: new URL('case', folder).pathname }]);
    for await (const batch of readMessages(reading, { bodies: false })) messages.push(...batch);
    const { file } = parsePeopleFile(JSON.parse(readFileSync(new URL('people.json', folder), 'utf8')));
    const found = (people: People): string[] =>
      people.persons
        .map((person) =>
          person.addresses.filter((address) => address.includes('@') && !address.includes('/')).join(' '),
        )
        .filter(Boolean)
        .sort();
    const story = truth.people.map((person) =>
      person.addresses.filter((address) => address.includes('@') && !address.includes('/')).join(' '),
    );
    const byHeaders = story.flatMap((addresses) => addresses.split(' ')).sort();
    const seen = new Set(found(resolvePeople(messages)).flatMap((addresses) => addresses.split(' ')));
    expect(found(resolvePeople(messages))).toEqual(byHeaders.filter((address) => seen.has(address)));
    expect(found(resolvePeople(messages, file!))).toContain('marian.holt@selwickharbour.example mholt@example.net');
    const people = resolvePeople(messages);
    expect(
      same(
        people,
        '/O=TESSALY/OU=EXCHANGE ADMINISTRATIVE GROUP/CN=RECIPIENTS/CN=NOKONJO',
        'nadia.okonjo@tessaly.example',
      ),
    ).toBe(true);
    expect(same(people, 'Tarrant, Philip', 'Tarrant, Ivo')).toBe(false);
  });
});

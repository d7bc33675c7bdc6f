import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMailboxes } from '../../src/message/address/mailbox.js';
import { decodeEncapsulatedAddress } from '../../src/message/address/mailbox-address.js';
import { readPlainMailboxes } from '../../src/message/address/plain-mailboxes.js';
import { readTable } from '../case-table.js';
import { expectLinearTime } from '../linear-time.js';

const show = (value: string): string =>
  parseMailboxes(value)
    .map(({ name, address }) => `${name} <${address}>`.trim())
    .join(' | ');

describe('parseMailboxes', () => {
  for (const { rule, input, expected } of readTable('message/mailboxes'))
    it(`${rule}: ${JSON.stringify(input)}`, () => expect(show(input)).toBe(expected));

  it('takes Doe, Jane as one where the field holds one person', () => {
    expect(parseMailboxes('Doe, Jane M.', { single: true })).toEqual([{ name: 'Doe, Jane M.', address: '' }]);
  });

  it('takes a name that separators cut in three as one where the field holds one person', () => {
    const doe = { name: 'Doe; Jane; Esq.', address: 'jane@example.org' };
    expect(parseMailboxes('Doe; Jane; Esq. <jane@example.org>', { single: true })).toEqual([doe]);
    expect(parseMailboxes('Doe; Jane; Esq. <jane@example.org>')).toHaveLength(3);
  });

  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '(',
        ')',
        '"',
        ',',
        ';',
        ':',
        '[',
        ']',
        '@',
        '\\',
        ' at ',
        'a@b.org',
        'Jane',
        '=?utf-8?q?=C3=A4?=',
        "'",
        '/',
        '.',
        '\n ',
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 25 },
  );

  it('gives a name or an address for every mailbox and never throws', () => {
    fc.assert(
      fc.property(pieces, (words) => {
        for (const mailbox of parseMailboxes(words.join(''))) expect(mailbox.name + mailbox.address).not.toBe('');
      }),
      { numRuns: 3000 },
    );
  });

  it('reads plain fields as it reads any field', () => {
    const name = fc.constantFrom('Jane Doe', '"Doe, Jane"', 'Jäne', '=?utf-8?q?J=C3=A4ne?=', '');
    const address = fc.constantFrom('jane@Example.org', 'a.b-c+d@x.y', 'x_1@z.org');
    const field = fc.array(fc.tuple(name, address, fc.boolean()), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(field, (entries) => {
        const value = entries.map(([who, where, bare]) => (bare ? where : `${who} <${where}>`)).join(',\n ');
        // A comment in front forces the careful reading and changes nothing else.
        expect(readPlainMailboxes(value)).toEqual(parseMailboxes(`,${value}`));
      }),
    );
  });

  it('reads hostile fields in linear time', () => {
    for (const piece of [
      '<',
      '(',
      '"',
      '[',
      '\\',
      'a@',
      ', ',
      ': ',
      '=?',
      ' at ',
      '/',
      '"(',
      '<(',
      '(")',
      '"<',
      'on behalf of ',
      '<a@b,',
      "'",
    ])
      expectLinearTime((size) => parseMailboxes(piece.repeat(size)), 50_000, piece);
  });
});

describe('decodeEncapsulatedAddress', () => {
  it('gives the Exchange name of an IMCEAEX address', () => {
    const address = 'IMCEAEX-_O=ACME_OU=EU+20WEST_CN=RECIPIENTS_CN=JDOE@example.org';
    expect(decodeEncapsulatedAddress(address)).toBe('/O=ACME/OU=EU WEST/CN=RECIPIENTS/CN=JDOE');
    expect(decodeEncapsulatedAddress('jane@example.org')).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAddress } from '../../src/people/name/address-form.js';
import { compareNames, type NameFit, nameNodeKey, readName } from '../../src/people/name/name-form.js';
import { sameGivenName } from '../../src/people/name/nicknames.js';

describe('compareNames', () => {
  const cases: [string, string, NameFit, string][] = [
    ['Holt, Marian', 'Marian Holt', 'same', 'last name first'],
    ['Marian Holt', 'MARIAN HOLT', 'same', 'case'],
    ['Jürgen Wessling', 'Jurgen Wessling', 'same', 'accents lost'],
    ['Marian J. Holt', 'Marian Holt', 'same', 'middle initial left out'],
    ['Holt, Marian J.', 'Marian Jane Holt', 'same', 'middle initial for middle name'],
    ['Dr. Marian Holt, PhD', 'Marian Holt', 'same', 'titles and degrees'],
    ['Marian Holt (E-mail)', 'Marian Holt', 'same', 'brackets'],
    ['Marian Holt/HOU/ECT@ECT', 'Holt, Marian', 'same', 'Lotus name'],
    ['CN=Marian Holt/OU=HOU/O=ECT', 'Marian Holt', 'same', 'canonical Lotus name'],
    ['Marian Holt via Harbour list', 'Marian Holt', 'same', 'list rewriting'],
    ['Nadia Okonjo on behalf of Philip Tarrant', 'Philip Tarrant', 'same', 'on behalf of'],
    ['van der Berg, Anna', 'Anna van der Berg', 'same', 'particles'],
    ['Wessling Jürgen', 'Jürgen Wessling', 'same', 'family name first without comma'],
    ['J. Gregor Alder', 'Gregor J. Alder', 'same', 'called by the second name'],
    ['早瀬 直美', '早瀬直美', 'same', 'Japanese with and without space'],
    ['marian.holt@x.example', 'Marian Holt', 'same', 'an address in place of a name'],
    ['M. Holt', 'Marian Holt', 'compatible', 'initial'],
    ['Holt M', 'Marian Holt', 'compatible', 'initial last'],
    ['Bob Vane', 'Robert Vane', 'compatible', 'short form'],
    ['Holt', 'Marian Holt', 'compatible', 'family name alone'],
    ['Marian', 'Marian Holt', 'compatible', 'given name alone'],
    ['Marian Holt', 'Marian Holt-Lund', 'compatible', 'double name'],
    ['Robert Jeffrey Vane', 'Jeff Vane', 'compatible', 'second given name, short'],
    ['John Vane', 'John Vane Jr.', 'compatible', 'suffix left out'],
    ['', 'Marian Holt', 'compatible', 'nothing known'],
    ['Philip Tarrant', 'Ivo Tarrant', 'different', 'one surname, two people'],
    ['Marian Holt', 'Frances Holt', 'different', 'sisters'],
    ['John A. Vane', 'John B. Vane', 'different', 'other middle initial'],
    ['John Vane Jr.', 'John Vane Sr.', 'different', 'father and son'],
    ['M. Holt', 'Frances Holt', 'different', 'other initial'],
    ['Marian', 'Frances Holt', 'different', 'other given name'],
    ['Alan Vane', 'Albert Vane', 'different', 'two long names with one short form'],
  ];
  it.each(cases)('"%s" and "%s": %s (%s)', (one, other, fit) => {
    expect(compareNames(one, other)).toBe(fit);
    expect(compareNames(other, one)).toBe(fit);
  });

  it('gives the same in both directions for words in another order', () => {
    expect(compareNames('Holt , Bob', 'Holt van Bob')).toBe(compareNames('Holt van Bob', 'Holt , Bob'));
  });

  it('gives the same in both directions, and never throws', () => {
    const word = fc.constantFrom(
      'Ann',
      'Bob',
      'Robert',
      'J.',
      'Holt',
      'van',
      'de',
      'Jr.',
      ',',
      '(x)',
      'PhD',
      '早瀬',
      '/HOU/ECT',
      '@x.example',
      '-',
      'II',
    );
    const name = fc.oneof(
      fc.array(word, { maxLength: 6 }).map((words) => words.join(' ')),
      fc.string(),
    );
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(compareNames(one, other)).toBe(compareNames(other, one));
        expect(compareNames(one, one)).not.toBe('different');
        expect(nameNodeKey(one)).toBe(nameNodeKey(one));
      }),
      { numRuns: 500 },
    );
  });

  it('does not take offices, lists and machines for people', () => {
    for (const name of [
      'Records Office',
      'Harbour Team',
      'Fax Gateway',
      'Copier 2nd floor',
      'mailer-daemon',
      'Support',
    ])
      expect(readName(name).full, name).toBe(false);
  });
});

describe('short forms of given names', () => {
  it('fit their long form and each other', () => {
    expect(sameGivenName('bob', 'robert')).toBe(true);
    expect(sameGivenName('rob', 'bob')).toBe(true);
    expect(sameGivenName('bob', 'rick')).toBe(false);
    expect(sameGivenName('elizabeth', 'lisa')).toBe(false);
  });
});

describe('readAddress', () => {
  it.each([
    ['Marian.Holt@Harbour.EXAMPLE', 'marian.holt@harbour.example', 'marian.holt@harbour.example', 'harbour.example'],
    [
      'marian+bids@mail.harbour.example',
      'marian+bids@mail.harbour.example',
      'marian@mail.harbour.example',
      'harbour.example',
    ],
    ['marian at harbour.example', 'marian@harbour.example', 'marian@harbour.example', 'harbour.example'],
    ['mailto:marian@harbour.example', 'marian@harbour.example', 'marian@harbour.example', 'harbour.example'],
    ['marian@mail.harbour.co.uk', 'marian@mail.harbour.co.uk', 'marian@mail.harbour.co.uk', 'harbour.co.uk'],
    ['m.holt@googlemail.com', 'm.holt@googlemail.com', 'mholt@gmail.com', ''],
    ['marian@harbour.example@GATEWAY', 'marian@harbour.example', 'marian@harbour.example', 'harbour.example'],
    ['Marian Holt/HOU/ECT@ECT', 'marian holt/hou/ect', 'marian holt/hou/ect', 'o=ect'],
    ['CN=Marian Holt/OU=HOU/O=ECT', 'marian holt/hou/ect', 'marian holt/hou/ect', 'o=ect'],
    [
      '/O=HARBOUR/OU=NA/CN=RECIPIENTS/CN=MHOLT',
      '/o=harbour/ou=na/cn=recipients/cn=mholt',
      '/o=harbour/ou=na/cn=recipients/cn=mholt',
      'o=harbour',
    ],
    [
      'IMCEAEX-_O=HARBOUR_OU=NA_CN=RECIPIENTS_CN=MHOLT@harbour.example',
      '/o=harbour/ou=na/cn=recipients/cn=mholt',
      '/o=harbour/ou=na/cn=recipients/cn=mholt',
      'o=harbour',
    ],
    ['IMCEANOTES-Marian+20Holt_HOU_ECT+40ECT@harbour.example', 'marian holt/hou/ect', 'marian holt/hou/ect', 'o=ect'],
    ['', '', '', ''],
  ])('%s', (text, key, base, organisation) => {
    expect(readAddress(text)).toMatchObject({ key, base, organisation });
  });
});

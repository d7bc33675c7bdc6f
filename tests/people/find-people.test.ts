import { describe, expect, it } from 'vitest';
import type { Mailbox } from '../../src/message/message.js';
import { alsoMeant, findPeople, nearestPeople } from '../../src/people/find-people.js';
import { resolvePeople } from '../../src/people/resolve-people.js';

const box = (name: string, address = ''): Mailbox => ({ name, address });
const people = resolvePeople(
  [
    box('Marian Holt', 'marian.holt@harbour.example'),
    box('Holt', 'holt@mill.example'),
    box('Frances Holt', 'fholt@harbour.example'),
    box('Eberholt, Ivo', 'ivo@quay.example'),
    box('Rupert Vane', 'rupert@quay.example'),
    box('Bob Vane', 'bob@mill.example'),
    box('Robert J. Vane', 'rjv@lake.example'),
    box('Jürgen Wessling', 'jw@corvane.example'),
    box('O\u2019Neil, Sean', 'sean@lake.example'),
    box('Philip Tarrant'),
  ].map((mailbox) => ({ from: mailbox, to: [], cc: [], bcc: [] })),
);
const named = (word: string) =>
  findPeople(word, { people })
    .map(({ name }) => name)
    .sort();

describe('findPeople', () => {
  it.each([
    ['Holt', ['Frances Holt', 'Holt', 'Marian Holt'], 'a name that is one person\u2019s whole name hides nobody else'],
    ['holt, marian', ['Marian Holt'], 'words in any order'],
    ['Marian J. Holt', ['Marian Holt'], 'another writing of the same name'],
    ['jurgen', ['Jürgen Wessling'], 'without accents'],
    ['vane', ['Bob Vane', 'Robert J. Vane', 'Rupert Vane'], 'no domain that holds the word'],
    ["o'neil", ['O\u2019Neil, Sean'], 'either apostrophe'],
    ['fholt', ['Frances Holt'], 'the part of an address before its domain'],
    ['quay.example', ['Eberholt, Ivo', 'Rupert Vane'], 'everybody of a domain'],
    ['@quay.example', ['Eberholt, Ivo', 'Rupert Vane'], 'everybody of a domain, as written behind a name'],
    ['berho', ['Eberholt, Ivo'], 'any part, where nobody fits otherwise'],
    ['holt@mill.example', ['Holt'], 'an address is its person alone'],
    ['FHOLT@Harbour.example', ['Frances Holt'], 'an address in any case'],
    ['holt@mill', ['Holt'], 'part of an address is whoever has it, and nobody else of that name'],
    ['philip tarrant', ['Philip Tarrant'], 'a name without address'],
    ['', [], 'nothing'],
    ['***', [], 'no word'],
  ])('%s: %j (%s)', (word, names) => {
    expect(named(word)).toEqual([...names].sort());
  });

  it('says who else could be meant', () => {
    const meant = (word: string) => alsoMeant(word, findPeople(word, { people }), people).map(({ name }) => name);
    expect(meant('Robert Vane')).toEqual(['Bob Vane']);
    expect(meant('Holt')).toEqual(['Eberholt, Ivo']);
    expect(meant('holt@mill.example')).toEqual([]);
  });

  it('names the nearest where nobody fits, and nobody where none is near', () => {
    const near = (word: string) => nearestPeople(word, people).map(({ name }) => name);
    expect(named('Marina Hotl')).toEqual([]);
    expect(near('Marina Holt')[0]).toBe('Marian Holt');
    expect(near('Tarant')).toEqual(['Philip Tarrant']);
    expect(near('fholt@harbor.example')[0]).toBe('Frances Holt');
    expect(near('Zacharias')).toEqual([]);
  });
});

import { expect, it } from 'vitest';
import { relinkFiles } from '../../src/case/relink-files.js';
import type { ReviewEntry } from '../../src/case/review.js';

const by = { author: 'Ann', reason: 'seen', time: '2019-05-14T10:00:00Z' };
const entry = (id: string, told: Partial<ReviewEntry>): ReviewEntry => ({
  id,
  kind: 'split',
  post: 'aaaaaa',
  ...by,
  ...told,
});
const back = (id: string): ReviewEntry => entry(`remove-${id}`, { kind: 'remove', post: id });
const split = { kind: 'split' as const, post: 'aaaaaa', ...by };

it.each([
  ['nothing is decided', [], [], [], []],
  ['a note and a mark', [], [entry('1', { kind: 'note' }), entry('2', { kind: 'mark' })], [], []],
  ['a link', [], [entry('1', {})], ['split aaaaaa'], ['aaaaaa']],
  ['a link that was taken back', [], [entry('1', {}), back('1')], [], []],
  ['what the case was built with', [split], [entry('1', {})], ['split aaaaaa'], []],
  ['what it was built with, taken back', [split], [entry('1', {}), back('1')], [], ['aaaaaa']],
  [
    'the same of another reviewer, one taken back',
    [split],
    [entry('1', {}), entry('2', {}), back('1')],
    ['split aaaaaa'],
    [],
  ],
  [
    'a date, however written',
    [],
    [entry('1', { kind: 'date', date: '2019-05-14 12:00+02:00' })],
    ['date aaaaaa'],
    ['aaaaaa'],
  ],
  ['one person', [], [entry('1', { kind: 'same', post: 'a@x', parent: 'b@x' })], ['a@x = b@x'], ['a@x']],
])('%s', (_, decisions, entries, files, pending) => {
  const built = relinkFiles({ decisions: decisions.length ? { version: 1, decisions } : null, people: null }, entries);
  const told = [
    ...built.decisions.decisions.map(({ kind, post }) => `${kind} ${post}`),
    ...built.people.offers.map(({ join }) => join.join(' = ')),
  ];
  expect([told, built.pending]).toEqual([files, pending]);
});

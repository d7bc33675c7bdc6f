import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherPosts } from '../../src/dedupe/gather-posts.js';
import { type LinkOptions, weighParents } from '../../src/link/choose-parents.js';
import { readLinks } from '../../src/link/link-columns.js';
import type { Message } from '../../src/message/message.js';
import { arrangeThreads } from '../../src/thread/arrange-threads.js';
import { explainAll } from '../explained-links.js';
import { type MessageFixture, makeMessage } from '../message-fixture.js';

const HEADERS: LinkOptions = { evidence: 'headers', minConfidence: 0 };
const linkMessages = (messages: readonly Message[], options = HEADERS) =>
  weighParents(
    { posts: gatherPosts(messages, { dedupe: 'global' }), splits: new Map(), recovered: [], bindings: [] },
    options,
  );

/** `a` stands for `a@m.example`; a number stays as it is. */
const withDomain = (id: string) => (/^[a-z]+$/.test(id) ? `${id}@m.example` : id);
const make = (fixture: MessageFixture) =>
  makeMessage({
    ...fixture,
    id: fixture.id ? withDomain(fixture.id) : null,
    inReplyTo: (fixture.inReplyTo ?? []).map(withDomain),
    references: (fixture.references ?? []).map(withDomain),
  });

/** The threads as lines: two spaces a level, `?` before the id of a missing message. */
function outline(fixtures: readonly MessageFixture[], options = HEADERS): string[] {
  const { posts, links } = linkMessages(fixtures.map(make), options);
  return arrangeThreads(posts, links).flatMap((thread) =>
    thread.posts.map(({ post, depth }) => {
      const name =
        post.kind === 'produced' ? post.message.messageId : post.kind === 'missing' ? `?${post.messageId ?? ''}` : '';
      return '  '.repeat(depth) + name?.replace('@m.example', '');
    }),
  );
}
const day = (n: number) => `2024-03-${String(n).padStart(2, '0')}T10:00:00Z`;

describe('parents from headers', () => {
  it('links by In-Reply-To, else by the last of References', () => {
    const outlined = outline([
      { id: 'a', date: day(1) },
      { id: 'b', date: day(2), inReplyTo: ['a'] },
      { id: 'c', date: day(3), references: ['a', 'b'] },
    ]);
    expect(outlined).toEqual(['a', '  b', '    c']);
  });

  it('prefers the In-Reply-To that was produced to References that end elsewhere, and keeps the other as rejected', () => {
    const fixtures = [
      { id: 'a', date: day(1) },
      { id: 'b', date: day(2), inReplyTo: ['a'] },
      { id: 'c', date: day(3), inReplyTo: ['a'], references: ['a', 'b'] },
    ];
    expect(outline(fixtures)).toEqual(['a', '  b', '  c']);
    const linked = linkMessages(fixtures.map(make));
    const links = explainAll(linked.posts, linked.links, linked.explain);
    expect(links[1]!.rejected.map(({ evidence }) => evidence.map(({ kind }) => kind))).toEqual([['references']]);
    expect(links[1]!.evidence[0]!.origins).toHaveLength(2);
  });

  it('takes the first In-Reply-To id that was produced', () => {
    expect(
      outline([
        { id: 'a', date: day(1) },
        { id: 'b', date: day(2), inReplyTo: ['gone', 'a'] },
      ]),
    ).toEqual(['a', '  b']);
  });

  it('gives two answers to one absent message a shared missing post', () => {
    expect(
      outline([
        { id: 'a', date: day(1), inReplyTo: ['gone'] },
        { id: 'b', date: day(2), references: ['gone'] },
      ]),
    ).toEqual(['?gone', '  a', '  b']);
  });

  it('keeps absent messages between produced ones and where branches join, not on top of each other', () => {
    expect(
      outline([
        { id: 'a', date: day(1) },
        { id: 'd', date: day(2), references: ['a', 'x', 'y'] },
        { id: 'e', date: day(3), references: ['p', 'q', 'r'] },
        { id: 'f', date: day(4), references: ['p', 'q', 's'] },
      ]),
    ).toEqual(['a', '  ?x', '    ?y', '      d', '?q', '  ?r', '    e', '  ?s', '    f']);
  });

  it('tells the parent of a message without headers by what a later message refers to', () => {
    expect(
      outline([
        { id: 'a', date: day(1) },
        { id: 'b', date: day(2) },
        { id: 'c', date: day(3), references: ['a', 'b'] },
      ]),
    ).toEqual(['a', '  b', '    c']);
  });

  it('lets a message tell its own parent, whatever later References say', () => {
    expect(
      outline([
        { id: 'a', date: day(1) },
        { id: 'b', date: day(2) },
        { id: 'c', date: day(3), inReplyTo: ['a'] },
        { id: 'd', date: day(4), references: ['b', 'c'] },
      ]),
    ).toEqual(['a', '  c', '    d', 'b']);
  });

  it('cuts a loop at the message that was sent first', () => {
    expect(
      outline([
        { id: 'a', date: day(1), inReplyTo: ['c'] },
        { id: 'b', date: day(2), inReplyTo: ['a'] },
        { id: 'c', date: day(3), inReplyTo: ['b'] },
      ]),
    ).toEqual(['a', '  b', '    c']);
  });

  it('ignores a message that names itself', () => {
    expect(outline([{ id: 'a', date: day(1), inReplyTo: ['a'], references: ['a'] }])).toEqual(['a']);
  });

  it('prefers another named message to a parent that is days younger', () => {
    expect(
      outline([
        { id: 'a', date: day(1) },
        { id: 'b', date: day(5), inReplyTo: ['young'], references: ['a'] },
        { id: 'young', date: day(20) },
      ]),
    ).toEqual(['a', '  b', 'young']);
  });

  it('does not join unrelated messages by a number that is no id', () => {
    expect(
      outline([
        { id: 'a', date: day(1), inReplyTo: ['6667'] },
        { id: 'b', date: day(2), inReplyTo: ['6667'] },
      ]),
    ).toEqual(['a', 'b']);
  });

  it('chooses between two messages with one id by subject', () => {
    const { posts, links } = linkMessages(
      [
        { id: 'same', date: day(1), subject: 'Invoice' },
        { id: 'same', date: day(2), subject: 'Boat trip' },
        { id: 'c', date: day(3), subject: 'Re: Boat trip', inReplyTo: ['same'] },
      ].map(make),
    );
    const parent = posts[links.parents[0]!]!;
    expect(parent.kind === 'produced' && parent.message.subject.text).toBe('Boat trip');
  });

  it('finds a message by an id that a gateway kept, and by an id whose domain changed case', () => {
    expect(
      outline([
        { id: 'new@gateway.example', date: day(1), alternateIds: ['old@example.org'] },
        { id: 'b@Example.ORG', date: day(2), inReplyTo: ['old@example.org'] },
        { id: 'c@example.org', date: day(3), inReplyTo: ['b@example.org'] },
      ]),
    ).toEqual(['new@gateway.example', '  b@Example.ORG', '    c@example.org']);
  });

  it('takes the Thread-Index without its last 5 bytes as the parent, and an unknown one as a missing message', () => {
    const root = `01dc${'00'.repeat(20)}`;
    const first = `${root}0000000110`;
    const gone = `${root}0000000220`;
    expect(
      outline([
        { id: 'a', date: day(1), threadIndex: root },
        { id: 'b', date: day(2), threadIndex: first },
        { id: 'c', date: day(3), threadIndex: `${gone}0000000130` },
        { id: 'd', date: day(4), threadIndex: `${gone}0000000140` },
      ]),
    ).toEqual(['a', '  b', '  ?', '    c', '    d']);
  });

  it('joins an absent Thread-Index and an absent id that one message names', () => {
    const root = `01dc${'00'.repeat(20)}`;
    expect(
      outline([
        { id: 'a', date: day(1), threadIndex: `${root}0000000110`, inReplyTo: ['gone'] },
        { id: 'b', date: day(2), threadIndex: `${root}0000000120` },
      ]),
    ).toEqual(['?gone', '  a', '  b']);
  });

  it('joins the messages of a provider thread with little confidence, from the level provider on', () => {
    const fixtures = [
      { id: 'a', date: day(1), from: 'ann@example.org', providerThread: 'gmail:1' },
      { id: 'b', date: day(2), from: 'bob@example.org', providerThread: 'gmail:1' },
      { id: 'c', date: day(3), from: 'bob@example.org', providerThread: 'gmail:1' },
    ];
    expect(outline(fixtures)).toEqual(['a', 'b', 'c']);
    expect(outline(fixtures, { evidence: 'provider', minConfidence: 0 })).toEqual(['a', '  b', '  c']);
    expect(outline(fixtures, { evidence: 'provider', minConfidence: 0.9 })).toEqual(['a', 'b', 'c']);
  });

  it('dates a missing message between what it answers and what answers it, and names who cites it', () => {
    const { posts } = linkMessages(
      [
        { id: 'a', date: day(1) },
        { id: 'c', date: day(5), references: ['a', 'gone'] },
        { id: 'd', date: day(6), references: ['a', 'gone', 'c'], inReplyTo: ['c'] },
      ].map(make),
    );
    const missing = posts.find((post) => post.kind === 'missing')!;
    expect(missing.interval).toEqual([Date.parse(day(1)), Date.parse(day(5))]);
    expect(missing.citedBy).toHaveLength(2);
  });

  it.each<[shape: string, fixtures: () => readonly MessageFixture[], depth: number]>([
    ['a chain of 50,000', () => chainOf(50_000, (index) => (index ? [`n${index - 1}@m`] : [])), 49_999],
    ['a ring of 50,000', () => chainOf(50_000, (index) => [`n${(index + 49_999) % 50_000}@m`]), 49_999],
    [
      'a chain of 50,000 with every second one absent',
      () => chainOf(50_000, skippingReferences).filter((_, i) => i % 2 === 0),
      49_998,
    ],
    [
      'a message with 20,000 absent ancestors',
      () => [{ id: 'a@m', references: Array.from({ length: 20_000 }, (_, i) => `x${i}@m`) }],
      1,
    ],
  ])(
    'threads %s in a moment',
    (_, makeFixtures, depth) => {
      const { posts, links, explain } = linkMessages(makeFixtures().map(makeMessage));
      const threads = arrangeThreads(posts, links);
      expect(threads.map((thread) => thread.posts.at(-1)!.depth)).toEqual([depth]);
      expect(explain(readLinks(posts, links).at(-1)!.child)!.evidence.length).toBeGreaterThan(0);
    },
    20_000,
  );

  it('gives the same posts, links and threads for any order of input', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'x', 'y');
    const fixture = fc.record({
      id: fc.option(ids),
      date: fc.option(fc.integer({ min: 0, max: 5 }).map((days) => days * 86_400_000)),
      from: fc.constantFrom('ann@example.org', 'bob@example.org'),
      subject: fc.constantFrom('Boat', 'Re: Boat', 'Cart'),
      inReplyTo: fc.array(ids, { maxLength: 2 }),
      references: fc.array(ids, { maxLength: 4 }),
      body: fc.constantFrom('Yes.', 'We will bring the boat to the harbour at nine.'),
    });
    fc.assert(
      fc.property(
        fc
          .array(fixture, { minLength: 1, maxLength: 12 })
          .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(describeAll(shuffled)).toEqual(describeAll(list));
        },
      ),
    );
  });
});

const chainOf = (length: number, referencesOf: (index: number) => readonly string[]): readonly MessageFixture[] =>
  Array.from({ length }, (_, index) => ({
    id: `n${index}@m`,
    date: index * 60_000,
    references: referencesOf(index),
  }));

const skippingReferences = (index: number) => (index < 2 ? [] : [`n${index - 2}@m`, `n${index - 1}@m`]);

function describeAll(fixtures: readonly MessageFixture[]): unknown {
  const { posts, links, explain } = linkMessages(fixtures.map(make));
  return {
    posts: posts.map((post) => [post.kind, post.key, post.kind === 'produced' ? post.copies.length : post.key]),
    links: explainAll(posts, links, explain).map(({ child, parent, confidence, evidence, rejected }) => [
      child,
      parent,
      confidence,
      evidence,
      rejected,
    ]),
    threads: arrangeThreads(posts, links).map((thread) => [thread.key, thread.posts.map(({ post }) => post.key)]),
  };
}

/** A directed graph as plain data, for programs that draw and measure networks. */

import type { ExplainLink } from '../../link/evidence/evidence.js';
import { explainLinks } from '../../link/explain/explain-links.js';
import type { Post } from '../../link/post/post.js';
import { recipientsOf, senderOf, subjectOf, timeOf } from '../../link/post/post-facts.js';
import { indexPeople } from '../../people/person-of.js';
import { makeVisible } from '../../text/visible-text.js';
import { linkedPosts } from '../../thread/thread.js';
import { isoDateOf } from '../answer/iso-date.js';
import type { Reconstruction } from '../answer/reconstruction.js';
import { filterThreads, type ReportFilter } from '../answer/thread-filter.js';

/** Nodes and edges, and the names of what each of them has. */
export interface Graph {
  readonly title: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Name and type of each attribute, in the order of the values. */
  readonly nodeFields: readonly GraphField[];
  readonly edgeFields: readonly GraphField[];
}

/** A named, typed column of a graph's nodes or edges. */
export interface GraphField {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'double' | 'boolean';
}

/** null = unknown. */
export type GraphValue = string | number | boolean | null;

/** A person or post of a graph. */
export interface GraphNode {
  readonly id: string;
  readonly label: string;
  readonly values: readonly GraphValue[];
}

/** A tie between two nodes of a graph, from the one who acts. */
export interface GraphEdge {
  readonly source: string;
  readonly target: string;
  readonly weight: number;
  readonly values: readonly GraphValue[];
}

/** What a graph shows of the case. */
export interface GraphOptions {
  readonly filter: ReportFilter;
  readonly title: string;
  /** What tells why links were made: `explainLinks(reconstruction)` unless given. */
  readonly explain?: ExplainLink;
}

/** Who wrote to whom: people are nodes, an edge counts the posts that one sent to the other; mail to oneself is left out. */
export function correspondenceGraph(reconstruction: Reconstruction, options: GraphOptions): Graph {
  const people = indexPeople(reconstruction.people);
  const { persons, pairs } = tallyMail(reconstruction, options.filter);
  return {
    title: options.title,
    nodeFields: [
      { name: 'sent', type: 'integer' },
      { name: 'received', type: 'integer' },
      { name: 'shared', type: 'boolean' },
      { name: 'addresses', type: 'string' },
    ],
    edgeFields: [
      { name: 'posts', type: 'integer' },
      { name: 'first', type: 'string' },
      { name: 'last', type: 'string' },
    ],
    nodes: sorted(persons.keys()).map((id) => {
      const person = people.find(id);
      const { sent, received } = persons.get(id)!;
      return {
        id,
        label: person?.name || id,
        values: [sent, received, person?.shared ?? false, person?.addresses.join('; ') ?? ''],
      };
    }),
    edges: sorted(pairs.keys()).map((key) => {
      const { source, target, posts, first, last } = pairs.get(key)!;
      return { source, target, weight: posts, values: [posts, first?.date ?? null, last?.date ?? null] };
    }),
  };
}

/** How much a person sent and received. */
interface PersonTally {
  sent: number;
  received: number;
}

/** What one person sent to another. */
interface PairTally {
  readonly source: string;
  readonly target: string;
  posts: number;
  first: Moment | null;
  last: Moment | null;
}

interface Moment {
  readonly time: number;
  readonly date: string;
}

/** Counts the mail of each person and each pair; keys of pairs are `source\ntarget`. */
function tallyMail({ threads, people: data }: Reconstruction, filter: ReportFilter) {
  const people = indexPeople(data);
  const persons = new Map<string, PersonTally>();
  const pairs = new Map<string, PairTally>();
  const tallyOf = (id: string) => getOrAdd(persons, id, () => ({ sent: 0, received: 0 }));
  for (const { post } of filterThreads(threads, filter).flatMap(({ posts }) => posts)) {
    const sender = senderOf(post);
    const recipients = new Set(recipientsOf(post).map(people.identify));
    for (const recipient of recipients) tallyOf(recipient).received++;
    if (!sender) continue;
    const source = people.identify(sender);
    tallyOf(source).sent++;
    const moment = momentOf(post);
    for (const target of recipients)
      if (target !== source)
        countPost(
          getOrAdd(pairs, `${source}\n${target}`, () => ({ source, target, posts: 0, first: null, last: null })),
          moment,
        );
  }
  return { persons, pairs };
}

function countPost(pair: PairTally, moment: Moment | null): void {
  pair.posts++;
  if (moment === null) return;
  if (pair.first === null || moment.time < pair.first.time) pair.first = moment;
  if (pair.last === null || moment.time > pair.last.time) pair.last = moment;
}

function momentOf(post: Post): Moment | null {
  const time = timeOf(post);
  const date = isoDateOf(post);
  return time === null || date === null ? null : { time, date };
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = make();
  map.set(key, value);
  return value;
}

/** What answers what: posts are nodes, an edge goes from the answer to what it answers, its weight is the confidence. */
export function replyGraph(reconstruction: Reconstruction, options: GraphOptions): Graph {
  const threads = filterThreads(reconstruction.threads, options.filter);
  const placed = threads.flatMap((thread) =>
    [...linkedPosts(thread)].map((linked) => ({ ...linked, thread: thread.key })),
  );
  const people = indexPeople(reconstruction.people);
  const explain = options.explain ?? explainLinks(reconstruction);
  const kindsOf = (child: string) => explain(child, { places: false })?.evidence.map(({ kind }) => kind) ?? [];
  return {
    title: options.title,
    nodeFields: [
      { name: 'kind', type: 'string' },
      { name: 'thread', type: 'string' },
      { name: 'date', type: 'string' },
      { name: 'from', type: 'string' },
      { name: 'subject', type: 'string' },
    ],
    edgeFields: [
      { name: 'confidence', type: 'double' },
      { name: 'evidence', type: 'string' },
    ],
    nodes: placed.map(({ post, thread }) => {
      const sender = senderOf(post);
      const from = sender === null ? '' : people.identify(sender);
      const name = people.find(from)?.name ?? sender?.name ?? '';
      const date = isoDateOf(post);
      return {
        id: post.key,
        label: [name || '(unknown)', date?.slice(0, 10) ?? ''].filter(Boolean).join(', '),
        values: [post.kind, thread, date, from, subjectOf(post)],
      };
    }),
    edges: placed.flatMap(({ link }) =>
      link === null
        ? []
        : [
            {
              source: link.child,
              target: link.parent,
              weight: rounded(link.confidence),
              values: [rounded(link.confidence), [...new Set(kindsOf(link.child))].join(' ')],
            },
          ],
    ),
  };
}

/** Text for XML 1.0: marked up characters escaped, hostile ones made visible, those that XML forbids replaced (XML 1.0 §2.2). */
export function xmlText(text: string): string {
  return makeVisible(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function sorted(keys: Iterable<string>): readonly string[] {
  return [...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function rounded(confidence: number): number {
  return Math.round(confidence * 10_000) / 10_000;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherPosts } from '../../src/dedupe/gather-posts.js';
import { chooseParents } from '../../src/link/choose-parents.js';
import type { Message } from '../../src/message/message.js';
import { arrangeThreads } from '../../src/thread/arrange-threads.js';
import { type ThreadableMessage, threadSubject } from '../../src/thread/rfc5256/forest-node.js';
import { threadByReferences } from '../../src/thread/rfc5256/references-algorithm.js';
import { makeMessage } from '../message-fixture.js';

// Second implementations, slow and obvious, that the fast ones must agree with on random mail.

const ids = ['a@m', 'b@m', 'c@m', 'd@m', 'e@m', 'f@m', 'x@m', 'y@m'];
const id = fc.constantFrom(...ids);
const DAY = 86_400_000;

/** Mail in which everybody answers an earlier message and copies its References, or has lost some headers. */
const orderlyMail = fc
  .array(
    fc.record({
      answers: fc.nat(9),
      keeps: fc.constantFrom('both', 'in-reply-to', 'references', 'none'),
      isAbsent: fc.boolean(),
    }),
    {
      minLength: 1,
      maxLength: 14,
    },
  )
  .map((plan) => {
    const chain = plan.map(({ answers }, index) => (index === 0 || answers === 0 ? -1 : Math.max(0, index - answers)));
    const ancestors = (index: number): string[] => {
      const list: string[] = [];
      for (let at = chain[index]!; at >= 0; at = chain[at]!) list.unshift(`m${at}@m`);
      return list;
    };
    const isThere = (index: number) => !(plan[index]!.isAbsent && index % 3 === 1);
    const nearestThere = (index: number): number => {
      let at = chain[index]!;
      while (at >= 0 && !isThere(at)) at = chain[at]!;
      return at;
    };
    const messages = plan.flatMap(({ keeps }, index) => {
      if (!isThere(index)) return [];
      const references = ancestors(index);
      const message = makeMessage({
        id: `m${index}@m`,
        date: index * DAY,
        references: keeps === 'both' || keeps === 'references' ? references : [],
        inReplyTo: keeps === 'both' || keeps === 'in-reply-to' ? references.slice(-1) : [],
      });
      const isFull = keeps === 'both' || keeps === 'references';
      return [{ message, id: `m${index}@m`, parent: nearestThere(index), isFull }];
    });
    return messages;
  });

describe('linking by headers', () => {
  it('finds the nearest produced ancestor of every message with full References', () => {
    fc.assert(
      fc.property(orderlyMail, (mail) => {
        const parents = nearestProduced(mail.map(({ message }) => message));
        for (const { id, parent, isFull } of mail)
          if (isFull) expect([id, parents.get(id)]).toEqual([id, parent < 0 ? null : `m${parent}@m`]);
      }),
      { numRuns: 300 },
    );
  });

  it('gives every message whose own header names a produced one that parent, if no clock or loop speaks against it', () => {
    const mail = fc.uniqueArray(
      fc.record({ id, inReplyTo: fc.array(id, { maxLength: 2 }), references: fc.array(id, { maxLength: 3 }) }),
      { selector: (fixture) => fixture.id, minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(mail, (fixtures) => {
        const messages = fixtures.map((fixture, index) => makeMessage({ ...fixture, date: index * 1000 }));
        const wanted = new Map(messages.map((message) => [message.messageId!, namedParent(message, messages)]));
        const cited = new Map(
          messages.map((message) => [message.messageId!, [...message.inReplyTo, ...message.references]]),
        );
        // Two messages that cite each other, themselves or through others: one of them must be wrong.
        const citesBack = (child: string, parent: string) => {
          const reached = new Set([parent]);
          for (const at of reached) for (const next of cited.get(at) ?? []) reached.add(next);
          return reached.has(child);
        };
        const isOnLoop = (start: string) => {
          const seen = new Set<string>();
          let at: string | null = start;
          while (at !== null && !seen.has(at)) {
            seen.add(at);
            at = wanted.get(at) ?? null;
          }
          return at !== null;
        };
        const parents = nearestProduced(messages);
        for (const [child, parent] of wanted)
          if (parent !== null && !isOnLoop(child) && !citesBack(child, parent))
            expect([child, parents.get(child)]).toEqual([child, parent]);
      }),
      { numRuns: 500 },
    );
  });
});

/** First In-Reply-To id that was produced, else the last of References if that was. */
function namedParent(message: Message, messages: readonly Message[]): string | null {
  const isThere = (id: string) => id !== message.messageId && messages.some((other) => other.messageId === id);
  const answered = message.inReplyTo.find(isThere);
  if (answered !== undefined) return answered;
  const last = message.references.filter((id) => id !== message.messageId).at(-1);
  const isElsewhere = message.inReplyTo.some((id) => id !== message.messageId && !message.references.includes(id));
  return last !== undefined && isThere(last) && !isElsewhere ? last : null;
}

function nearestProduced(messages: readonly Message[]): Map<string, string | null> {
  const posts = gatherPosts(messages, { dedupe: 'global' });
  const linked = chooseParents(
    { posts, splits: new Map(), recovered: [], bindings: [] },
    { evidence: 'headers', minConfidence: 0 },
  );
  const parents = new Map<string, string | null>();
  for (const thread of arrangeThreads(linked.posts, linked.links)) {
    const path: (string | null)[] = [];
    for (const { post, depth } of thread.posts) {
      path.length = depth;
      if (post.kind === 'produced') {
        parents.set(post.message.messageId!, path.findLast((name) => name !== null) ?? null);
        path.push(post.message.messageId);
      } else path.push(null);
    }
  }
  return parents;
}

describe('threadByReferences', () => {
  it('agrees with the steps of RFC 5256 done one after the other on a tree of objects', () => {
    const message = fc.record({
      id: fc.option(id, { freq: 8 }),
      inReplyTo: fc.array(id, { maxLength: 1 }),
      references: fc.array(id, { maxLength: 4 }),
      subject: fc.constantFrom('Boat', 'Re: Boat', 'Fwd: Boat', 'Cart', 'Re: Cart', ''),
      date: fc.integer({ min: 0, max: 4 }).map((days) => days * DAY),
    });
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 12 }), (fixtures) => {
        const messages = fixtures.map(makeMessage);
        const nodes = threadByReferences(messages);
        const outline = nodes.map((node) => `${'  '.repeat(node.depth)}${node.index < 0 ? '-' : node.index}`);
        expect(outline).toEqual(outlineByTheLetter(messages));
      }),
      { numRuns: 1500 },
    );
  });
});

interface Container {
  readonly index: number;
  parent: Container | null;
  children: Container[];
}

/** RFC 5256 §3, THREAD=REFERENCES, sentence by sentence. */
function outlineByTheLetter(messages: readonly ThreadableMessage[]): readonly string[] {
  const makeContainer = (index: number): Container => ({ index, parent: null, children: [] });
  const byId = new Map<string, Container>();
  const own = messages.map((message, index) => {
    const container = makeContainer(index);
    if (message.messageId !== null && !byId.has(message.messageId)) byId.set(message.messageId, container);
    return container;
  });
  const all = [...own];
  const find = (id: string) => {
    const known = byId.get(id);
    if (known) return known;
    const dummy = makeContainer(-1);
    byId.set(id, dummy);
    all.push(dummy);
    return dummy;
  };
  const isAbove = (above: Container, below: Container) => {
    for (let at: Container | null = below; at; at = at.parent) if (at === above) return true;
    return false;
  };
  const unlink = (child: Container) => {
    if (child.parent) child.parent.children = child.parent.children.filter((other) => other !== child);
    child.parent = null;
  };
  const link = (child: Container, parent: Container) => {
    if (isAbove(child, parent)) return;
    child.parent = parent;
    parent.children.push(child);
  };
  for (const [index, message] of messages.entries()) {
    const names = message.references.length ? message.references : message.inReplyTo.slice(0, 1);
    const references = names.map(find);
    for (let i = 1; i < references.length; i++) if (!references[i]!.parent) link(references[i]!, references[i - 1]!);
    unlink(own[index]!);
    if (references.length) link(own[index]!, references.at(-1)!);
  }
  const root = makeContainer(-1);
  root.children = all.filter((container) => !container.parent);
  const prune = (parent: Container) => {
    for (const child of [...parent.children]) {
      prune(child);
      if (child.index >= 0) continue;
      if (parent === root && child.children.length > 1) continue;
      parent.children.splice(parent.children.indexOf(child), 1, ...child.children);
    }
  };
  prune(root);
  const speaker = (container: Container): number =>
    container.index >= 0 ? container.index : speaker(container.children[0]!);
  const time = (container: Container) => messages[speaker(container)]!.date?.time ?? 0;
  const sort = (list: Container[]) => list.sort((a, b) => time(a) - time(b) || speaker(a) - speaker(b));
  for (const child of root.children) if (child.index < 0) sort(child.children);
  sort(root.children);
  const subject = (container: Container) => threadSubject(messages[speaker(container)]!);
  const table = new Map<string, Container>();
  for (const current of root.children) {
    const { base, isReply } = subject(current);
    if (!base) continue;
    const known = table.get(base);
    if (!known || (known.index >= 0 && (current.index < 0 || (subject(known).isReply && !isReply))))
      table.set(base, current);
  }
  for (const current of [...root.children]) {
    const { base, isReply } = subject(current);
    const known = base ? table.get(base) : undefined;
    if (!known || known === current) continue;
    const remove = (container: Container) => root.children.splice(root.children.indexOf(container), 1);
    if (known.index < 0 && current.index < 0) {
      known.children.push(...current.children);
      remove(current);
    } else if (known.index < 0 || (isReply && !subject(known).isReply)) {
      known.children.push(current);
      remove(current);
    } else {
      const dummy = makeContainer(-1);
      dummy.children = [known, current];
      remove(current);
      root.children.splice(root.children.indexOf(known), 1, dummy);
      table.set(base, dummy);
    }
  }
  const sortBelow = (container: Container) => {
    for (const child of container.children) sortBelow(child);
    sort(container.children);
  };
  sortBelow(root);
  const outline = (container: Container, depth: number): string[] => [
    `${'  '.repeat(depth)}${container.index < 0 ? '-' : container.index}`,
    ...container.children.flatMap((child) => outline(child, depth + 1)),
  ];
  return root.children.flatMap((child) => outline(child, 0));
}

import { describe, expect, it } from 'vitest';
import type { ThreadableMessage } from '../../src/thread/rfc5256/forest-node.js';
import { threadByOrderedSubject } from '../../src/thread/rfc5256/ordered-subject-algorithm.js';
import { type ReferencesOptions, threadByReferences } from '../../src/thread/rfc5256/references-algorithm.js';

/** `b 2 a Plan`: id, minute, ids of References joined by commas (`-` = none), subject. */
function messageOf(line: string): ThreadableMessage {
  const [id, minute, references, ...subject] = line.split(' ');
  return {
    messageId: id === '-' ? null : `${id}@x`,
    inReplyTo: [],
    references: references === '-' ? [] : references!.split(',').map((name) => `${name}@x`),
    subject: { text: subject.join(' ') },
    date: minute === '-' ? null : { time: Number(minute) * 60_000 },
  };
}

/** A line a node, indented by its depth: the id of a message, that of an absent one in brackets. */
const outline = (nodes: ReturnType<typeof threadByReferences>) =>
  nodes.map(
    ({ message, absentId, depth }) =>
      `${'.'.repeat(depth)}${message ? (message.messageId ?? '-').split('@')[0] : `[${absentId?.split('@')[0] ?? ''}]`}`,
  );

describe('THREAD=REFERENCES', () => {
  it.each<[rule: string, lines: readonly string[], options: ReferencesOptions, expected: readonly string[]]>([
    [
      'stands below the first message as below any other',
      ['a 1 - A', 'b 2 a Re: A', 'c 3 b Re: A'],
      {},
      ['a', '.b', '..c'],
    ],
    [
      'keeps the parent that was named first, be it the first message',
      ['a 1 - A', 'b 2 a Re: A', 'c 3 - C', 'd 4 c,b Re: A'],
      { mergeSubjects: false },
      ['a', '.b', '..d', 'c'],
    ],
    ['orders answers to the first message by date', ['a 1 - A', 'b 5 a Re: A', 'c 3 a Re: A'], {}, ['a', '.c', '.b']],
    [
      'keeps the dummy of several roots, and takes that of one out',
      ['b 2 a B', 'c 3 a C', 'e 4 d E'],
      { mergeSubjects: false },
      ['[a]', '.b', '.c', 'e'],
    ],
    [
      'leaves dummies where nothing is to be pruned',
      ['e 4 d E'],
      { prune: false, mergeSubjects: false },
      ['[d]', '.e'],
    ],
    [
      'puts the oldest child in the place of an absent root, and of no message',
      ['b 3 a B', 'c 2 a C', 'd 5 - D', 'e 6 d E'],
      { absentRoots: 'oldest-child', mergeSubjects: false },
      ['c', '.b', 'd', '.e'],
    ],
    [
      'puts a later message of one id on its own, or below the first',
      ['a 1 - A', 'a 2 - B', 'c 3 a C'],
      { duplicates: 'below-first', mergeSubjects: false },
      ['a', '.-', '.c'].map((line) => line.replace('-', 'a')),
    ],
    [
      'gathers an answer below the message whose subject it bears, in any order',
      ['b 1 - Re: Plan', 'a 2 - Plan'],
      {},
      ['a', '.b'],
    ],
    ['gathers two messages of one subject below a dummy', ['a 1 - Plan', 'b 2 - Plan'], {}, ['[]', '.a', '.b']],
    [
      'gathers below the dummy rather than below a message of the subject',
      ['m 1 - Plan', 'b 2 a Re: Plan', 'c 3 a Re: Plan'],
      {},
      ['[a]', '.m', '.b', '.c'],
    ],
    [
      'puts the children of two dummies of one subject below the first',
      ['b 1 a Plan', 'c 2 a Plan', 'e 3 d Re: Plan', 'f 4 d Re: Plan'],
      {},
      ['[a]', '.b', '.c', '.e', '.f'],
    ],
    ['gathers nothing without a subject', ['a 1 - Re:', 'b 2 - Re:'], {}, ['a', 'b']],
    [
      'orders roots of one minute by the first message of each, a dummy by its child',
      ['c 2 z C', 'd 2 z D', 'a 2 - A'],
      { mergeSubjects: false },
      ['[z]', '.c', '.d', 'a'],
    ],
    ['stands first without a date', ['a 3 - A', 'b - - B'], {}, ['b', 'a']],
    ['cuts a loop of References', ['a 1 b A', 'b 2 a B'], { mergeSubjects: false }, ['b', '.a']],
  ])('%s', (_rule, lines, options, expected) => {
    const nodes = threadByReferences(lines.map(messageOf), options);
    expect(outline(nodes)).toEqual(expected);
    expect(
      nodes
        .filter(({ message }) => message)
        .map(({ index }) => index)
        .sort(),
    ).toEqual(lines.map((_, at) => at));
    for (const { parent, depth } of nodes) expect(depth).toBe(parent < 0 ? 0 : nodes[parent]!.depth + 1);
  });
});

describe('THREAD=ORDEREDSUBJECT', () => {
  it('puts all of a subject below the first by date, threads by their first', () => {
    const lines = ['c 3 - Re: Plan', 'a 1 - plan', 'x 2 - Boat', 'b 3 - Fwd: PLAN'];
    expect(outline(threadByOrderedSubject(lines.map(messageOf)))).toEqual(['a', '.c', '.b', 'x']);
  });
});

import { describe, expect, it } from 'vitest';
import { explainLinks } from '../../src/link/explain/explain-links.js';
import { type Decision, parseDecisionFile } from '../../src/link/post/decision-file.js';
import { threadMessages } from '../../src/run/thread-mail.js';
import { linkedPosts } from '../../src/thread/thread.js';

const MAIL = [
  {
    messageId: '1@x.example',
    from: 'ada@x.example',
    to: 'bo@x.example',
    date: '2016-03-01T10:00:00Z',
    subject: 'Plan',
    text: 'Shall we?',
  },
  {
    messageId: '2@x.example',
    inReplyTo: '1@x.example',
    from: 'bo@x.example',
    date: '2016-03-01T11:00:00Z',
    subject: 'Re: Plan',
    text: 'Yes.',
  },
  { messageId: '3@x.example', from: 'cy@x.example', to: 'ada@x.example', subject: 'Note', text: 'Seen at the pier.' },
];
const PROVENANCE = { author: 'R. Stone', reason: 'see exhibit 4', time: '2026-01-02T00:00:00Z' };

/** Threads the mail with decisions about posts named by the first letter of their Message-ID. */
async function decide(make: (key: (id: string) => string) => readonly Decision[]) {
  const before = await threadMessages(MAIL);
  const key = (id: string) =>
    before.posts.find((post) => post.kind === 'produced' && post.message.messageId === `${id}@x.example`)!.key;
  const after = await threadMessages(MAIL, { decisions: { version: 1, decisions: [...make(key)] } });
  return {
    after,
    key,
    explain: explainLinks(after),
    placeOf: (id: string) =>
      after.threads.flatMap((thread) => [...linkedPosts(thread)]).find(({ post }) => post.key === key(id))!,
  };
}

describe('a reviewer’s decisions', () => {
  it('join a message to the parent that they name, and say who decided', async () => {
    const { placeOf, key, explain } = await decide((post) => [
      { kind: 'join', post: post('3'), parent: post('1'), ...PROVENANCE },
    ]);
    const { link } = placeOf('3');
    expect(link).toMatchObject({ parent: key('1'), confidence: 1 });
    expect(explain(link!.child)!.evidence.map(({ kind, detail }) => [kind, detail])).toEqual([
      ['decision', 'R. Stone, 2026-01-02T00:00:00Z: see exhibit 4'],
    ]);
  });

  it('split a message from its parent, whatever its headers say', async () => {
    const { placeOf, key, explain } = await decide((post) => [{ kind: 'split', post: post('2'), ...PROVENANCE }]);
    expect(placeOf('2').link).toBeNull();
    expect(explain(key('2'))).toMatchObject({ evidence: [], rejected: [{ parent: key('1') }] });
  });

  it('date an undated message and keep all else of it', async () => {
    const { placeOf } = await decide((post) => [
      { kind: 'date', post: post('3'), date: '2016-03-02T09:00:00+01:00', ...PROVENANCE },
    ]);
    const { post } = placeOf('3');
    expect(post).toMatchObject({ kind: 'produced', duplicateOf: null });
    if (post.kind !== 'produced') throw new Error('not produced');
    expect(post.message.date).toMatchObject({ offset: 60, source: 'decision' });
    expect([post.message.messageId, post.copies.length]).toEqual(['3@x.example', 1]);
  });

  it('that would close a loop or name nobody are left out with a problem', async () => {
    const { after, placeOf, key } = await decide((post) => [
      { kind: 'join', post: post('1'), parent: post('2'), ...PROVENANCE },
      { kind: 'split', post: 'nobody-at-all', ...PROVENANCE },
    ]);
    expect(placeOf('2').link?.parent).toBe(key('1'));
    expect(after.problems.filter(({ code }) => code === 'decision-not-applied')).toHaveLength(2);
  });

  it('need an author, a reason and a time', () => {
    const { file, problems } = parseDecisionFile({ version: 1, decisions: [{ kind: 'split', post: 'abcdefgh' }] });
    expect([file, problems.length > 0]).toEqual([null, true]);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  arrangeThreads,
  chooseParents,
  gatherPosts,
  linkedPosts,
  type Message,
  messageIdOf,
  originsOf,
  readMessages,
  readSources,
  recipientFields,
  reconstruct,
  recoverMessages,
  senderOf,
  splitMessage,
  subjectOf,
  type Thread,
  threadTable,
  timeOf,
} from '../src/index.js';

/** `export { type A, b } from './c.js'` → [A, src/c.ts], [b, src/c.ts]. */
function listExports(): readonly (readonly [name: string, file: string])[] {
  const index = readFileSync('src/index.ts', 'utf8');
  return [...index.matchAll(/export (?:type )?\{([^}]*)\} from '\.\/([^']*)\.js'/g)].flatMap(([, names, file]) =>
    names!
      .split(',')
      .map((name) => name.replace('type ', '').trim())
      .filter(Boolean)
      .map((name) => [name, `src/${file}.ts`] as const),
  );
}

describe('the library', () => {
  it('says what each of its exports is', () => {
    const exported = listExports();
    expect(exported.length).toBeGreaterThan(100);
    const silent = exported.filter(([name, file]) => {
      const declared = `\\*/\\nexport (?:async )?(?:function\\*?|const|interface|type|class) ${name}\\b`;
      return !new RegExp(declared).test(readFileSync(file, 'utf8'));
    });
    expect(silent).toEqual([]);
  });

  it('tells of a post of any kind who sent it, to whom, when, about what and where that stands, as the thread table does', async () => {
    const reconstruction = await reconstruct([{ path: 'samples/case' }]);
    const rows = new Map([...threadTable(reconstruction)].map((row) => [row.key, row]));
    const posts = reconstruction.threads.flatMap(({ posts }) => posts.map(({ post }) => post));
    expect(new Set(posts.map(({ kind }) => kind)).size).toBe(3);
    for (const post of posts) {
      const { to, cc, bcc } = recipientFields(post);
      const told = [senderOf(post), to, cc, bcc, subjectOf(post), messageIdOf(post)];
      const row = rows.get(post.key)!;
      expect(told).toEqual([row.from, row.to, row.cc, row.bcc, row.subject, row.messageId]);
      expect(originsOf(post)).toHaveLength(
        post.kind === 'produced' ? post.copies.length : post.kind === 'recovered' ? post.recovered.witnesses.length : 0,
      );
      if (post.kind !== 'missing' && row.date?.includes('T')) expect(timeOf(post)).toBe(Date.parse(row.date));
    }
  });

  it('gives the same threads stage by stage', async () => {
    const inputs = [{ path: 'samples/case/holt.mbox' }, { path: 'samples/case/tarrant.json' }];
    const messages: Message[] = [];
    for await (const batch of readMessages(readSources(inputs), { bodies: true })) messages.push(...batch);
    const posts = gatherPosts(messages, { dedupe: 'global' });
    const splits = new Map(posts.map(({ key, message }) => [key, splitMessage(message)]));
    const quoting = posts.map(({ key, message }) => ({ key, message, split: splits.get(key)! }));
    const { recovered, bindings } = recoverMessages(quoting);
    const chosen = chooseParents({ posts, splits, recovered, bindings }, { evidence: 'all', minConfidence: 0 });
    const keysOf = (threads: readonly Thread[]) =>
      threads.flatMap((thread) => [...linkedPosts(thread)].map(({ post, parent }) => [post.key, parent?.key]));
    const whole = await reconstruct(inputs);
    expect(keysOf(arrangeThreads(chosen.posts, chosen.links))).toEqual(keysOf(whole.threads));
  });
});

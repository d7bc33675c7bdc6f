import type { QuotingPost } from './embedded-facts.js';
import type { Recovered } from './recover-messages.js';

/**
 * Gives recovered messages the Message-IDs that their witnesses answer: a reply whose In-Reply-To names a message that was
 * not produced, and whose outermost quotation is the recovered one, tells its id. Where witnesses name different ids, or
 * two recovered messages the same, none is given.
 */
export function nameRecovered(recovered: readonly Recovered[], posts: readonly QuotingPost[]): readonly Recovered[] {
  const byKey = new Map(posts.map((post) => [post.key, post]));
  const produced = new Set(posts.flatMap(({ message }) => [message.messageId, ...message.alternateIds]));
  const names = new Map<string, string>();
  const uses = new Map<string, number>();
  for (const { key, recovered: message } of recovered) {
    const ids = new Set<string>(message.messageId === null ? [] : [message.messageId]);
    for (const { post, embedded } of message.witnesses) {
      const id = answeredId(byKey.get(post), embedded);
      if (id !== null && !produced.has(id)) ids.add(id);
    }
    const [id] = ids;
    if (id === undefined || ids.size > 1) continue;
    names.set(key, id);
    uses.set(id, (uses.get(id) ?? 0) + 1);
  }
  return recovered.map((post) => {
    const id = names.get(post.key);
    if (id === undefined || uses.get(id) !== 1 || post.recovered.messageId !== null) return post;
    return { ...post, recovered: { ...post.recovered, messageId: id } };
  });
}

/** The id that a post answers, if the embedded message is the only outermost one it quotes. */
function answeredId(post: QuotingPost | undefined, embedded: number): string | null {
  if (post === undefined) return null;
  const outermost = post.split.embedded.filter(({ depth, header }) => depth === 1 && header.style !== 'none');
  if (outermost.length !== 1 || outermost[0] !== post.split.embedded[embedded]) return null;
  return post.message.inReplyTo[0] ?? post.message.references.at(-1) ?? null;
}

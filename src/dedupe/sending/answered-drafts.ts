import type { ProducedPost } from '../produced-post.js';
import { identityOf } from '../same-header.js';

/** The posts without the mark of a draft where somebody else names it as what he answers: it was sent. */
export function unmarkAnswered(posts: readonly ProducedPost[]): readonly ProducedPost[] {
  const drafts = new Map<string, ProducedPost>();
  for (const post of posts)
    if (post.sending?.as === 'draft')
      for (const { messageId } of post.copies) if (messageId !== null) drafts.set(messageId, post);
  if (drafts.size === 0) return posts;
  const sent = new Set<ProducedPost>();
  for (const { message } of posts)
    for (const id of [...message.inReplyTo, ...message.references]) {
      const draft = drafts.get(id);
      const author = draft?.message.from ?? null;
      if (draft && author && message.from && identityOf(author) !== identityOf(message.from)) sent.add(draft);
    }
  return posts.map((post) => {
    if (!sent.has(post)) return post;
    const { sending, ...others } = post;
    return others;
  });
}

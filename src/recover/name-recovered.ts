import { AnsweredIds } from './answered-ids.js';
import type { QuotingPost } from './embedded-facts.js';
import type { Recovered } from './recovered-message.js';

/** Which message an embedded one is, by keys. */
interface Bound {
  readonly post: string;
  readonly embedded: number;
  readonly target: string;
  readonly kind: 'produced' | 'recovered';
}

/**
 * Gives recovered messages the Message-IDs that headers tell of them: a reply whose In-Reply-To names a message that was not
 * produced and that quotes the recovered one outermost tells its id; deeper quotations are told by what the quoted
 * messages answer. The witness that quotes it least deeply is believed; where such witnesses name different ids, or two
 * recovered messages have equal claims to one, none is given.
 */
export function nameRecovered(
  recovered: readonly Recovered[],
  posts: readonly QuotingPost[],
  bindings: readonly Bound[],
): readonly Recovered[] {
  const targets = new Map<string, string>();
  for (const { post, embedded, target, kind } of bindings)
    if (kind === 'produced') targets.set(`${post} ${embedded}`, target);
  const answered = new AnsweredIds(posts, (post, embedded) => targets.get(`${post} ${embedded}`));
  const idsOf = rememberIds(answered, posts);
  const claims = new Map<string, { readonly key: string; readonly id: string; readonly depth: number }[]>();
  for (const { key, recovered: message } of recovered) {
    const told = new Map<string, number>();
    if (message.messageId !== null) told.set(message.messageId, 0);
    for (const { post, embedded, depth } of message.witnesses) {
      const id = idsOf(post)[embedded] ?? null;
      if (id !== null && depth < (told.get(id) ?? Number.POSITIVE_INFINITY)) told.set(id, depth);
    }
    const [best, second] = [...told].sort((a, b) => a[1] - b[1]);
    if (!best || best[1] === second?.[1]) continue;
    const name = best[0].toLowerCase();
    const list = claims.get(name);
    const claim = { key, id: best[0], depth: best[1] };
    if (list) list.push(claim);
    else claims.set(name, [claim]);
  }
  const names = new Map<string, string>();
  for (const list of claims.values()) {
    const [best, second] = [...list].sort((a, b) => a.depth - b.depth);
    if (best!.depth !== second?.depth) names.set(best!.key, best!.id);
  }
  return recovered.map((post) => {
    const id = names.get(post.key);
    if (id === undefined || post.recovered.messageId !== null) return post;
    return { ...post, recovered: { ...post.recovered, messageId: id } };
  });
}

/** Each post's ids are worked out once. */
function rememberIds(
  answered: AnsweredIds,
  posts: readonly QuotingPost[],
): (key: string) => readonly (string | null)[] {
  const byKey = new Map(posts.map((post) => [post.key, post]));
  const known = new Map<string, readonly (string | null)[]>();
  return (key) => {
    let ids = known.get(key);
    if (ids === undefined) {
      const post = byKey.get(key);
      ids = post ? answered.idsOf(post) : [];
      known.set(key, ids);
    }
    return ids;
  };
}

// What a thread table says about the parents of the messages of a truth, as score.mjs reads it: the nearest produced
// ancestor, with the least confidence on the way.

/** An id as the thread table writes it: quotes around the local part are no part of it (RFC 5256 §2.3). */
const plainId = (id) => id?.replace(/^"([^"]*)"@/, '$1@') ?? null;

/** How many messages of a truth do not come out again. */
export function countLost(table, truth) {
  const found = new Set(table.filter((post) => post.kind === 'produced').map((post) => post.messageId));
  return truth.filter(({ id }) => !found.has(plainId(id))).length;
}

/** One row a message whose truth is trusted: {thread, right, confidence|null}. */
export function predictEdges(table, truth) {
  const posts = new Map(table.map((post) => [post.key, post]));
  const canonical = (post) => (post?.duplicateOf ? (posts.get(post.duplicateOf) ?? post) : post);
  const byId = new Map();
  for (const post of table) {
    if (post.kind === 'produced' && post.messageId && (!byId.has(post.messageId) || !post.duplicateOf)) {
      byId.set(post.messageId, canonical(post));
    }
  }
  const rows = [];
  for (const { id, parent, thread, doubt } of truth) {
    if (doubt) continue;
    const post = byId.get(plainId(id));
    let confidence = 1;
    let at = post;
    for (let steps = 0; at && steps < 1000; steps++) {
      confidence = Math.min(confidence, at.link?.confidence ?? 1);
      at = at.parent === null ? undefined : canonical(posts.get(at.parent));
      if (at?.kind === 'produced') break;
    }
    const predicted = at && at !== post ? at.messageId : null;
    rows.push({
      thread,
      lost: !post,
      right: post !== undefined && predicted === plainId(parent),
      confidence: at ? confidence : null,
    });
  }
  return rows;
}

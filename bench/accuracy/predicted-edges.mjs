// What a thread table says about the parents of the messages of a truth, as score.mjs reads it: the nearest produced
// ancestor, with the least confidence on the way.

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
    const post = byId.get(id);
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
      right: post !== undefined && predicted === parent,
      confidence: at ? confidence : null,
    });
  }
  return rows;
}

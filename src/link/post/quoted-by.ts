import type { ProducedPost } from '../../dedupe/produced-post.js';

/** Tells which produced post, by its place, quotes which other one; looked up once somebody asks. */
export function quotedBy(
  posts: readonly ProducedPost[],
  bindings: readonly { readonly post: string; readonly target: string; readonly kind: 'produced' | 'recovered' }[],
): (child: number, post: number) => boolean {
  let targets: Map<string, Set<string>> | null = null;
  return (child, post) => {
    if (targets === null) {
      targets = new Map();
      for (const { post: key, target, kind } of bindings) {
        if (kind !== 'produced') continue;
        const known = targets.get(key);
        if (known) known.add(target);
        else targets.set(key, new Set([target]));
      }
    }
    return targets.get(posts[child]?.key ?? '')?.has(posts[post]?.key ?? '') ?? false;
  };
}

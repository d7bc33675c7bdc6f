import type { Post } from '../../link/post/post.js';
import { sendingOf } from '../../link/post/post-facts.js';

const KINDS = { produced: 'p', recovered: 'r', missing: 'm' } as const;
const SENDINGS = { draft: 'd', automatic: 'a' } as const;

/** `p`, `r` or `m`: produced, recovered, missing; of the produced `d` a draft, and `a` what a program wrote. */
export function kindLetter(post: Post): string {
  const sending = sendingOf(post);
  return sending === null ? KINDS[post.kind] : SENDINGS[sending.as];
}

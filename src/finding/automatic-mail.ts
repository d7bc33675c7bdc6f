import { automaticSign } from '../dedupe/sending/sending.js';
import type { Post } from '../link/post/post.js';

/** True for what a program answered. */
export const isAutomaticAnswer = (post: Post): boolean =>
  post.kind === 'produced' && automaticSign(post.message) !== null;

import type { Post } from '../link/post/post.js';
import { fieldsNamed } from '../message/header-text.js';

/** True for what a program answered: a report of delivery, a note of absence (RFC 3834, RFC 3464). Nobody chose its recipients or its subject. */
export function isAutomaticAnswer(post: Post): boolean {
  if (post.kind !== 'produced') return false;
  const { headers, from, receipts } = post.message;
  if (receipts?.length) return true;
  if (/^(?:mailer-daemon|postmaster)@/i.test(from?.address ?? '')) return true;
  return fieldsNamed(headers, AUTOMATIC).some(
    ({ name, value }) =>
      (/^auto-submitted$/i.test(name) && !/^\s*no\b/i.test(value)) ||
      (/^precedence$/i.test(name) && /auto[_-]?reply/i.test(value)) ||
      /^x-auto(?:reply|-?respond(?:er)?)$/i.test(name),
  );
}

const AUTOMATIC = /^(?:auto-submitted|precedence|x-autoreply|x-auto-?respond(?:er)?)$/i;

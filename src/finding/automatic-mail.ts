import { AUTOMATIC_MARKS } from '../language/subject-marks.js';
import type { Post } from '../link/post/post.js';
import { fieldsNamed } from '../message/header-text.js';

/** True for what a program answered: a report of delivery, a note of absence (RFC 3834, RFC 3464). Nobody chose its recipients or its subject. */
export function isAutomaticAnswer(post: Post): boolean {
  if (post.kind !== 'produced') return false;
  const { headers, from, receipts, subject } = post.message;
  if (receipts?.length) return true;
  if (/^(?:mailer-daemon|postmaster)@/i.test(from?.address ?? '')) return true;
  // QUIRK: Exchange reports as its administrator, by the subject alone where an export dropped the part that tells.
  if (/^(?:exchange|system)[._]?administrator@/i.test(from?.address ?? '') && /^undeliverable:/i.test(subject.text))
    return true;
  if (AUTOMATIC_MARKS.has(/^\s*([^:：]{2,40}?)\s*[:：]/.exec(subject.text)?.[1]?.toLowerCase() ?? '')) return true;
  return fieldsNamed(headers, AUTOMATIC).some(
    ({ name, value }) =>
      (/^auto-submitted$/i.test(name) && !/^\s*no\b/i.test(value)) ||
      (/^precedence$/i.test(name) && /auto[_-]?reply/i.test(value)) ||
      /^x-auto(?:reply|-?respond(?:er)?)$/i.test(name),
  );
}

const AUTOMATIC = /^(?:auto-submitted|precedence|x-autoreply|x-auto-?respond(?:er)?)$/i;

import type { Post } from '../link/post/post.js';
import { messageIdOf, recipientsOf, senderOf, subjectOf } from '../link/post/post-facts.js';
import type { SEARCHED } from './case-schema.js';

/** What the full-text index holds of a post, column by column. */
export type SearchableText = Readonly<Record<(typeof SEARCHED)[number], string>>;

/** Gathers what of a post can be searched: subject, whole text, people as written, names of attachments, ids, keys and Bates numbers. */
export function searchableText(post: Post, thread: string): SearchableText {
  const people = [senderOf(post), ...recipientsOf(post)].flatMap((mailbox) =>
    mailbox ? [mailbox.name, mailbox.address] : [],
  );
  return {
    subject: spaceIdeographs(subjectOf(post)),
    text: spaceIdeographs(textOf(post)),
    people: spaceIdeographs(people.join('\n')),
    files: spaceIdeographs(filesOf(post).join('\n')),
    ids: [...idsOf(post), post.key, thread].join('\n'),
  };
}

/** The text of a post as it is read: its whole body, or what quotations tell. */
function textOf(post: Post): string {
  if (post.kind === 'produced') return post.message.body?.text ?? '';
  return post.kind === 'recovered' ? post.recovered.text : '';
}

function filesOf(post: Post): readonly string[] {
  return post.kind === 'produced' ? post.message.attachments.flatMap(({ name }) => name ?? []) : [];
}

function idsOf(post: Post): readonly string[] {
  const bates =
    post.kind === 'produced'
      ? post.copies.flatMap(({ production }) => [production?.begin ?? [], production?.end ?? []].flat())
      : [];
  return [messageIdOf(post) ?? [], ...new Set(bates)].flat();
}

/**
 * Sets signs that are written without spaces between words apart, in what is indexed and in what is asked: `会議室` → `会 議 室`. Each is a word
 * then, and a phrase of them is found wherever it stands.
 */
export const spaceIdeographs = (text: string): string =>
  /[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u2E80-\uA4CF\uF900-\uFAFF]/.test(text)
    ? text.replace(/[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u2E80-\uA4CF\uF900-\uFAFF]/g, ' $& ')
    : text;

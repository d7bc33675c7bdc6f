import type { Post } from '../link/post/post.js';
import { messageIdOf, recipientsOf, senderOf, subjectOf } from '../link/post/post-facts.js';
import { spaceIdeographs } from '../text/space-ideographs.js';
import type { SEARCHED } from './case-schema.js';
import { KeptBody } from './kept/kept-body.js';
import type { ToRead } from './row-sink.js';

/** What the full-text index holds of a post, column by column. */
export type SearchableText = Readonly<Record<(typeof SEARCHED)[number], string | ToRead>>;

/**
 * Gathers what of a post can be searched: subject, whole text, people as written, names of attachments, ids, keys and Bates numbers. `byNumber`
 * tells a text that waits by its number.
 */
export function searchableText(post: Post, thread: string, byNumber: boolean): SearchableText {
  const people = [senderOf(post), ...recipientsOf(post)].flatMap((mailbox) =>
    mailbox ? [mailbox.name, mailbox.address] : [],
  );
  return {
    subject: spaceIdeographs(subjectOf(post)),
    text: (byNumber ? waitingText(post) : null) ?? spaceIdeographs(textOf(post)),
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

function waitingText(post: Post): ToRead | null {
  const body = post.kind === 'produced' ? post.message.body : null;
  return body instanceof KeptBody ? { kept: body.at, spaced: true } : null;
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

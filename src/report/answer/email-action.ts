import type { Post, RecoveredPost } from '../../link/post/post.js';
import { recipientFields, senderOf } from '../../link/post/post-facts.js';
import { parseSubject } from '../../message/header/subject.js';
import type { SplitBody } from '../../quote/segment.js';

/** What the author did: the field's terms. */
export type EmailAction = 'send' | 'reply' | 'reply-all' | 'forward';

/**
 * Tells how a message came to be: from its own headers and the mark over what it quotes, then from the link to its parent.
 *
 * A reply whose recipients hold anybody who stood beside the sender and the answered person in the parent is `reply-all`;
 * without a parent, more than one recipient makes it one. Of a recovered message only its subject tells, as it is
 * quoted; null where it says nothing. A missing message: null.
 */
export function emailActionOf(post: Post, parent: Post | null, split: SplitBody | undefined): EmailAction | null {
  switch (post.kind) {
    case 'missing':
      return null;
    case 'recovered':
      return recoveredAction(post, parent);
    case 'produced': {
      const { subject, inReplyTo, references } = post.message;
      const answers = inReplyTo.length > 0 || references.length > 0;
      const forwards = split?.embedded.some(
        (embedded) => embedded.quotedBy === null && embedded.header.action === 'forward',
      );
      if (subject.forward && !subject.reply) return 'forward';
      if (forwards && !subject.reply) return 'forward';
      if (subject.forward && subject.reply && !answers && !parent) return 'forward';
      if (!answers && !subject.reply && !parent) return 'send';
      return isToAll(post, parent) ? 'reply-all' : 'reply';
    }
  }
}

/** What its own subject says; the mark above a quotation tells what the quoting message did, not the quoted one. */
function recoveredAction(post: RecoveredPost, parent: Post | null): EmailAction | null {
  const subject = parseSubject(post.recovered.subject ?? '');
  if (subject.forward && !subject.reply) return 'forward';
  if (!subject.reply) return null;
  return isToAll(post, parent) ? 'reply-all' : 'reply';
}

function isToAll(post: Post, parent: Post | null): boolean {
  const recipients = addressesOf(post);
  if (!parent) return recipients.size > 1;
  const sender = senderOf(post)?.address;
  const answered = senderOf(parent)?.address;
  for (const address of addressesOf(parent))
    if (address !== sender && address !== answered && recipients.has(address)) return true;
  return false;
}

function addressesOf(post: Post): ReadonlySet<string> {
  const { to, cc } = recipientFields(post);
  const addresses = new Set<string>();
  for (const mailbox of to) addresses.add(mailbox.address || mailbox.name);
  for (const mailbox of cc) addresses.add(mailbox.address || mailbox.name);
  return addresses;
}

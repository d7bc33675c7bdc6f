import type { Post } from '../link/post/post.js';
import { agentOf, recipientFields, resendingsOf, senderOf } from '../link/post/post-facts.js';
import type { Mailbox } from '../message/message.js';
import type { PeopleIndex } from '../people/person-of.js';
import type { SplitBody } from '../quote/segment.js';
import { wellFormed } from '../text/well-formed.js';
import type { AddRow } from './row-writer.js';

/** Writes who takes part in a post: each mailbox as it is written once, and which post names it as what. */
export function mailboxWriter(
  add: AddRow,
  people: PeopleIndex,
): (at: number, post: Post, split: SplitBody | undefined) => void {
  const numbers = new Map<string, number>();
  const numberOf = (mailbox: Mailbox): number => {
    const { name, address } = mailbox;
    const spelling = `${address}\n${name}`;
    const known = numbers.get(spelling);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(spelling, number);
    const person = wellFormed(people.identify(mailbox));
    add('mailbox', { number, person, name: wellFormed(name), address: wellFormed(address) });
    return number;
  };
  return (post, of, split) => {
    const sender = senderOf(of);
    const agent = agentOf(of);
    if (sender) add('participant', { post, role: 'from', mailbox: numberOf(sender) });
    if (agent) add('participant', { post, role: 'sender', mailbox: numberOf(agent) });
    for (const [role, list] of Object.entries(recipientFields(of)))
      for (const mailbox of list) add('participant', { post, role, mailbox: numberOf(mailbox) });
    for (const { from, to } of resendingsOf(of)) {
      add('participant', { post, role: 'resent-from', mailbox: numberOf(from) });
      for (const mailbox of to) add('participant', { post, role: 'resent-to', mailbox: numberOf(mailbox) });
    }
    for (const { header } of split?.embedded ?? [])
      if (header.from) add('participant', { post, role: 'quoted', mailbox: numberOf(header.from) });
  };
}

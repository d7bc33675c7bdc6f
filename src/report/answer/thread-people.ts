import type { Post } from '../../link/post/post.js';
import { agentOf, recipientsOf, senderOf } from '../../link/post/post-facts.js';
import type { Mailbox } from '../../message/message.js';
import type { People } from '../../people/person.js';
import { indexPeople } from '../../people/person-of.js';

/** Somebody of a thread and how many of its posts are theirs. */
export interface ReportPerson {
  readonly name: string;
  readonly address: string;
  /** Posts of the thread that this person sent. */
  readonly posts: number;
}

/** Who takes part in a thread, those who wrote most first. A mailbox without address is the only person of that name, if there is one. */
export function peopleOf(posts: readonly Post[]): readonly ReportPerson[] {
  const people = new Map<string, { name: string; address: string; posts: number }>();
  const meet = (mailbox: Mailbox, sent: number) => {
    const identity = identityOf(mailbox);
    const person = people.get(identity);
    if (!person) people.set(identity, { name: mailbox.name, address: mailbox.address, posts: sent });
    else {
      person.name ||= mailbox.name;
      person.posts += sent;
    }
  };
  const senders = posts.flatMap((post) => senderOf(post) ?? []);
  const recipients = posts.flatMap(recipientsOf);
  for (const sender of senders) if (sender.address) meet(sender, 1);
  for (const recipient of recipients) if (recipient.address) meet(recipient, 0);
  const named = new Map<string, Mailbox | null>();
  for (const person of people.values()) {
    const name = nameIdentity(person.name);
    named.set(name, named.has(name) ? null : person);
  }
  const known = (mailbox: Mailbox) => named.get(nameIdentity(mailbox.name)) ?? mailbox;
  for (const sender of senders) if (!sender.address) meet(known(sender), 1);
  for (const recipient of recipients) if (!recipient.address) meet(known(recipient), 0);
  return [...people.values()].sort((a, b) => b.posts - a.posts);
}

/** Ids of the persons who wrote the posts, sent them for somebody, or were written to: the one count of people. */
export function personsAmong(posts: readonly Post[], people: People): ReadonlySet<string> {
  const { identify } = indexPeople(people);
  const ids = new Set<string>();
  for (const post of posts)
    for (const mailbox of [senderOf(post), agentOf(post), ...recipientsOf(post)])
      if (mailbox) ids.add(identify(mailbox));
  return ids;
}

/** `"Moor, Ada"` and `"Ada Moor"` → `ada moor`. */
function nameIdentity(name: string): string {
  const comma = name.indexOf(', ');
  return (comma < 0 ? name : `${name.slice(comma + 2)} ${name.slice(0, comma)}`).toLowerCase();
}

/** The mailbox as identity: its address, else its name, in lower case. */
export function identityOf(mailbox: Mailbox): string {
  return (mailbox.address || mailbox.name).toLowerCase();
}

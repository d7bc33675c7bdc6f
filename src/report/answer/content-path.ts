import type { Resending } from '../../dedupe/sending/resending.js';
import { readLinks } from '../../link/link-columns.js';
import type { Post } from '../../link/post/post.js';
import { recipientFields, resendingsOf, senderOf, timeOf } from '../../link/post/post-facts.js';
import type { Person } from '../../people/person.js';
import { indexPeople, type PeopleIndex } from '../../people/person-of.js';
import type { Reconstruction } from './reconstruction.js';

/** One message that carried the content of another to a person. */
export interface ContentPath {
  /** From the message itself to the one that reached the person. */
  readonly steps: readonly Post[];
  /** How the last step reached the person; `resent`: somebody passed it on as it was. */
  readonly as: 'sender' | 'to' | 'cc' | 'bcc' | 'resent';
  /** Who passed the last step on as it was. */
  readonly resending?: Resending;
}

/**
 * How the content of a message reached a person: every message that quotes or forwards it, directly or through others, and
 * that the person sent or received; earliest first. The message itself comes first where it went to the person.
 */
export function traceContent(
  reconstruction: Reconstruction,
  start: Post,
  persons: readonly Person[],
): readonly ContentPath[] {
  const ids = new Set(persons.map(({ id }) => id));
  const posts = new Map(reconstruction.posts.map((post) => [post.key, post]));
  const quotedBy = new Map<string, string[]>();
  for (const { post, target } of reconstruction.bindings) {
    const list = quotedBy.get(target);
    if (!list) quotedBy.set(target, [post]);
    else if (!list.includes(post)) list.push(post);
  }
  for (const { post, quoted } of reconstruction.crossReferences) {
    const list = quotedBy.get(quoted);
    if (!list) quotedBy.set(quoted, [post]);
    else if (!list.includes(post)) list.push(post);
  }
  const carriers = (quotedBy.get(start.key) ?? []).flatMap((key) => posts.get(key) ?? []);
  carriers.sort(
    (a, b) =>
      (timeOf(a) ?? Number.POSITIVE_INFINITY) - (timeOf(b) ?? Number.POSITIVE_INFINITY) || (a.key < b.key ? -1 : 1),
  );
  const people = indexPeople(reconstruction.people);
  const parentOf = new Map(
    readLinks(reconstruction.posts, reconstruction.links).map((link) => [link.child, link.parent]),
  );
  const paths: ContentPath[] = [];
  for (const carrier of [start, ...carriers]) {
    const steps = carrier === start ? [start] : [start, ...between(start, carrier, carriers, parentOf), carrier];
    const as = roleIn(carrier, ids, people);
    if (as !== null && (as !== 'sender' || carrier !== start)) paths.push({ steps, as });
    for (const resending of resendingsOf(carrier))
      if (resending.to.some((mailbox) => ids.has(people.identify(mailbox))))
        paths.push({ steps, as: 'resent', resending });
  }
  return paths;
}

/** The carriers that stand between: those that the last one answers or forwards, up to the start. */
function between(
  start: Post,
  last: Post,
  carriers: readonly Post[],
  parentOf: ReadonlyMap<string, string>,
): readonly Post[] {
  const byKey = new Map(carriers.map((post) => [post.key, post]));
  const steps: Post[] = [];
  const seen = new Set([last.key]);
  for (
    let key = parentOf.get(last.key);
    key !== undefined && key !== start.key && !seen.has(key);
    key = parentOf.get(key)
  ) {
    seen.add(key);
    const post = byKey.get(key);
    if (post) steps.unshift(post);
  }
  return steps;
}

function roleIn(post: Post, ids: ReadonlySet<string>, people: PeopleIndex): ContentPath['as'] | null {
  const is = (mailbox: { name: string; address: string }) => ids.has(people.identify(mailbox));
  const sender = senderOf(post);
  const { to, cc, bcc } = recipientFields(post);
  if (to.some(is)) return 'to';
  if (cc.some(is)) return 'cc';
  if (bcc.some(is)) return 'bcc';
  return sender && is(sender) ? 'sender' : null;
}

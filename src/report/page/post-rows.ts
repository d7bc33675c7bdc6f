import type { Post } from '../../link/post/post.js';
import { recipientsOf, resendingsOf, sendingOf } from '../../link/post/post-facts.js';
import type { Mailbox } from '../../message/message.js';
import type { Thread } from '../../thread/thread.js';
import { productionsOf } from '../answer/bates.js';
import { undeliveredTo } from '../answer/correspondence.js';
import type { Tidings } from '../answer/tidings.js';
import { placesOf } from '../post/stored-fields.js';
import { DAY_ONLY, type ViewerIndex, type ViewerProduced, type ViewerResending } from './viewer-data.js';

const KINDS = { produced: 'p', recovered: 'r', missing: 'm' } as const;
const SENDINGS = { draft: 'd', automatic: 'a' } as const;

/** `p`, `r` or `m`: produced, recovered, missing; of the produced `d` a draft, and `a` what a program wrote. */
export function kindLetter(post: Post): string {
  const sending = sendingOf(post);
  return sending === null ? KINDS[post.kind] : SENDINGS[sending.as];
}

/** What load files say, folders and labels, by post; nothing where nothing is told. */
export function productionColumns(threads: readonly Thread[]): Pick<ViewerIndex, 'produced' | 'folders'> {
  const produced: ViewerProduced[] = [];
  const folders: (readonly [number, string])[] = [];
  let number = 0;
  for (const { posts } of threads)
    for (const { post } of posts) {
      for (const { begin, end, attachBegin, attachEnd, custodian } of productionsOf(post))
        produced.push([number, begin, end, attachBegin, attachEnd, custodian]);
      const own = post.kind === 'produced' ? post.copies.flatMap(placesOf) : [];
      for (const folder of new Set(own)) if (folder) folders.push([number, folder.toLowerCase()]);
      number++;
    }
  return { ...(produced.length ? { produced } : {}), ...(folders.length ? { folders } : {}) };
}

/** Who passed posts on as they were, oldest first, the undated last. */
export function resentRows(
  threads: readonly Thread[],
  personNumber: (mailbox: Mailbox) => number,
): readonly ViewerResending[] {
  const resent: ViewerResending[] = [];
  let number = 0;
  for (const { posts } of threads)
    for (const { post } of posts) {
      for (const { from, to, date } of resendingsOf(post)) {
        const time = date && Math.floor(date.time / 1000);
        const zone = date?.precision === 'day' ? DAY_ONLY : (date?.offset ?? null);
        resent.push([number, personNumber(from), to.map(personNumber), time, zone]);
      }
      number++;
    }
  return resent.sort((a, b) => (a[3] ?? Number.POSITIVE_INFINITY) - (b[3] ?? Number.POSITIVE_INFINITY) || a[0] - b[0]);
}

/** Posts that reports say did not arrive at some of their recipients: at whom, if at none of the addresses that it was sent to. */
export function undeliveredRows(
  threads: readonly Thread[],
  tidings: Tidings,
  personNumber: (mailbox: Mailbox) => number,
): NonNullable<ViewerIndex['undelivered']> {
  const rows: (readonly [number, readonly number[]])[] = [];
  let number = 0;
  for (const { posts } of threads)
    for (const { post } of posts) {
      const reports = tidings.get(post.key) ?? [];
      if (reports.some(({ kind }) => kind === 'failed')) {
        const theirs = recipientsOf(post).map((mailbox) => ({ mailbox, person: personNumber(mailbox) }));
        const addressesOf = (asked: number) =>
          theirs.flatMap(({ mailbox, person }) => (person === asked ? mailbox : []));
        const persons = [...new Set(theirs.map(({ person }) => person))].filter(
          (person) => undeliveredTo(addressesOf(person), reports).length > 0,
        );
        if (persons.length) rows.push([number, persons]);
      }
      number++;
    }
  return rows;
}

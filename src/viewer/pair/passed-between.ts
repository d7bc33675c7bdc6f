import { type CaseData, parentOf } from '../state/case-data.js';
import type { Resent } from '../state/resent.js';

/** A post that passed between two people, and how; as `rethread between` tells it. */
export interface Contact {
  readonly post: number;
  /** `direct`: one wrote to the other; `resent`: one passed it on to the other as it was; `forwarded`: a third person passed on what one had written. */
  readonly way: 'direct' | 'resent' | 'forwarded';
  /** Which of the two the words come from. */
  readonly from: number;
  /** In whose name one of the two sent it, as the Sender field tells. */
  readonly sentFor?: number;
  /** Reports say that it did not arrive at the other, who did not answer it either. */
  readonly undelivered?: true;
  /** How it was passed on, where that was as it was. */
  readonly resent?: Resent;
  /** Seconds since 1970 UTC when it was sent or passed on; NaN = unknown. */
  readonly time: number;
  /** Days since the contact before it, where they are 14 or more; else null. */
  readonly silence: number | null;
}

const DAY = 86_400;
const SILENCE_DAYS = 14;

/** All that passed between two people in order; what has no date stands last. */
export function passedBetween(data: CaseData, a: number, b: number): readonly Contact[] {
  const { from, to, kind, key } = data.index.posts;
  const found: Omit<Contact, 'silence'>[] = [];
  const otherOf = (person: number) => (person === a ? b : person === b ? a : -1);
  const failed = failedAmong(data, otherOf);
  for (const resent of data.resent) {
    const { post, time } = resent;
    const by = otherOf(resent.from) >= 0 ? resent.from : -1;
    const whose = by >= 0 ? by : from[post]!;
    if (otherOf(whose) >= 0 && resent.to.includes(otherOf(whose)))
      found.push({ post, way: by >= 0 ? 'resent' : 'forwarded', from: whose, time, resent });
  }
  for (let post = 0; post < data.postCount; post++) {
    if (kind[post] === 'm') continue;
    const sender = from[post]!;
    const other = otherOf(sender);
    const time = data.time[post]!;
    if (other >= 0 && to.has(post, other)) {
      found.push({ post, way: 'direct', from: sender, time, ...(failed.has(post) && { undelivered: true }) });
      continue;
    }
    if (other >= 0 || kind[post] === 'r') continue;
    const agent = data.agentOf(post);
    if (otherOf(agent) >= 0 && to.has(post, otherOf(agent))) {
      found.push({ post, way: 'direct', from: agent, time, sentFor: sender });
      continue;
    }
    const author = [...data.quotedIn(post)].find((one) => otherOf(one) >= 0 && to.has(post, otherOf(one)));
    if (author !== undefined) found.push({ post, way: 'forwarded', from: author, time });
  }
  const placeOf = ({ time }: Pick<Contact, 'time'>) => (Number.isNaN(time) ? Number.POSITIVE_INFINITY : time);
  found.sort((x, y) => {
    const [one, other] = [placeOf(x), placeOf(y)];
    if (one !== other) return one < other ? -1 : 1;
    const [key1, key2] = [key.at(x.post)!, key.at(y.post)!];
    return key1 < key2 ? -1 : Number(key1 > key2);
  });
  let before = Number.NaN;
  return found.map((contact): Contact => {
    // What was kept or did not arrive breaks no silence.
    const moment = isKept(data, contact) ? Number.NaN : contact.time;
    const days = Math.floor((moment - before) / DAY);
    if (!Number.isNaN(moment)) before = moment;
    return { ...contact, silence: days >= SILENCE_DAYS ? days : null };
  });
}

type Way = Pick<Contact, 'post' | 'resent' | 'undelivered'>;

/** True for a draft: nothing shows that it was sent. */
export const isDraft = (data: CaseData, { post, resent }: Way): boolean =>
  resent === undefined && data.index.posts.kind[post] === 'd';

/** True where nothing shows that it passed between them: a draft, or reported undelivered. */
export const isKept = (data: CaseData, contact: Way): boolean => contact.undelivered === true || isDraft(data, contact);

/** Posts of one of two people that reports say did not arrive at the other, but for those that he answered. */
function failedAmong(data: CaseData, otherOf: (person: number) => number): ReadonlySet<number> {
  const { from } = data.index.posts;
  const isJoined = new Set([...data.joined].flat());
  const failed = new Set<number>();
  for (const [post, persons] of data.index.undelivered ?? []) {
    const other = otherOf(from[post]!);
    // Of people who were joined one may have had it.
    if (other >= 0 && !isJoined.has(other) && persons.includes(other)) failed.add(post);
  }
  if (failed.size === 0) return failed;
  for (let post = 0; post < data.postCount; post++) {
    const parent = parentOf(data, post);
    if (failed.has(parent) && otherOf(from[post]!) === from[parent]) failed.delete(parent);
  }
  return failed;
}

import type { CaseData } from '../state/case-data.js';
import type { Resent } from '../state/resent.js';

/** A post that passed between two people, and how; as `rethread between` tells it. */
export interface Contact {
  readonly post: number;
  /** `direct`: one wrote to the other; `resent`: one passed it on to the other as it was; `forwarded`: a third person passed on what one had written. */
  readonly way: 'direct' | 'resent' | 'forwarded';
  /** Which of the two the words come from. */
  readonly from: number;
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
      found.push({ post, way: 'direct', from: sender, time });
      continue;
    }
    if (other >= 0 || kind[post] === 'r') continue;
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
    // A draft breaks no silence.
    const moment = isKept(data, contact) ? Number.NaN : contact.time;
    const days = Math.floor((moment - before) / DAY);
    if (!Number.isNaN(moment)) before = moment;
    return { ...contact, silence: days >= SILENCE_DAYS ? days : null };
  });
}

/** True for a draft: nothing shows that it passed between them. */
export function isKept(data: CaseData, { post, resent }: Pick<Contact, 'post' | 'resent'>): boolean {
  return resent === undefined && data.index.posts.kind[post] === 'd';
}

import type { CaseData } from './case-data.js';

/** A post that passed between two people, and how; as `rethread between` tells it. */
export interface Contact {
  readonly post: number;
  /** `direct`: one wrote to the other; `forwarded`: a third person passed on what one had written. */
  readonly way: 'direct' | 'forwarded';
  /** Whose words they are. */
  readonly from: number;
  /** Days since the contact before it, where they are 14 or more; else null. */
  readonly silence: number | null;
}

const DAY = 86_400;
const SILENCE_DAYS = 14;

/** All that passed between two people in order; what has no date stands last. */
export function passedBetween(data: CaseData, a: number, b: number): readonly Contact[] {
  const { from, to, kind, key } = data.index.posts;
  const found: { post: number; way: Contact['way']; from: number }[] = [];
  const otherOf = (person: number) => (person === a ? b : person === b ? a : -1);
  for (let post = 0; post < data.postCount; post++) {
    if (kind[post] === 'm') continue;
    const sender = from[post]!;
    const other = otherOf(sender);
    if (other >= 0 && to.has(post, other)) {
      found.push({ post, way: 'direct', from: sender });
      continue;
    }
    if (other >= 0 || kind[post] === 'r') continue;
    const author = [...data.quotedIn(post)].find((one) => otherOf(one) >= 0 && to.has(post, otherOf(one)));
    if (author !== undefined) found.push({ post, way: 'forwarded', from: author });
  }
  const time = (post: number) => (Number.isNaN(data.time[post]!) ? Number.POSITIVE_INFINITY : data.time[post]!);
  found.sort((x, y) => {
    const [one, other] = [time(x.post), time(y.post)];
    return one < other ? -1 : one > other ? 1 : key.at(x.post)! < key.at(y.post)! ? -1 : 1;
  });
  let before = Number.NaN;
  return found.map((contact): Contact => {
    // A draft breaks no silence.
    const moment = kind[contact.post] === 'd' ? Number.NaN : data.time[contact.post]!;
    const days = Math.floor((moment - before) / DAY);
    if (!Number.isNaN(moment)) before = moment;
    return { ...contact, silence: days >= SILENCE_DAYS ? days : null };
  });
}

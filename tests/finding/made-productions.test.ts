import { describe, expect, it } from 'vitest';
import type { AbsentCopyDetail } from '../../src/finding/absent-copy.js';
import { readLinks } from '../../src/link/link-columns.js';
import type { Post } from '../../src/link/post/post.js';
import { fieldsNamed } from '../../src/message/header-text.js';
import { randomBy } from '../damage.js';
import { GATEWAYS } from '../gateways.js';
import { PEOPLE, type QuotingStyle, quoteChain, STYLES } from '../made-mail.js';
import { type Mail, reconstructCase } from '../mail-case.js';

/** Minutes east of UTC of the clock that each of PEOPLE reads. */
const ZONES = [-480, 60, 0, 60, 120, 120, 180, 540, 180, 480];
const WORDS =
  'harbour crane tender pier council vote budget crew tide permit engineer contract invoice draft clause ferry storm supplier deadline quality insurance minutes agenda cable pump valve steel timber anchor buoy lease tenant survey depth noise ticket museum grant bank loan the a we they I should will can has about before until from over which'.split(
    ' ',
  );
const SHORT = ['Yes.', 'Thanks!', 'OK, fine with me.', 'FYI', 'Any news?'];

interface Sent {
  readonly id: number;
  readonly from: number;
  readonly to: readonly number[];
  readonly date: number;
  readonly subject: string;
  /** What its author wrote, and with what it quotes. */
  readonly own: string;
  readonly text: string;
  readonly parent: Sent | null;
}

interface Production {
  readonly sent: readonly Sent[];
  /** What each custodian handed over. */
  readonly held: ReadonlyMap<number, ReadonlySet<number>>;
  readonly mails: Readonly<Record<string, readonly Mail[]>>;
}

/** Letters among ten people in ten zones, of whom two to four hand over nearly all that they sent and got. */
function makeProduction(seed: number): Production {
  const below = randomBy(seed);
  const isDrawn = (percent: number) => below(100) < percent;
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const sentence = () => {
    const words = Array.from({ length: 6 + below(12) }, () => pick(WORDS)).join(' ');
    return `${words[0]!.toUpperCase()}${words.slice(1)}.`;
  };
  const styles = PEOPLE.map(() => pick(STYLES));
  const sent: Sent[] = [];
  for (let thread = 0; thread < 9; thread++) {
    const first = sent.length;
    const subject = `${pick(WORDS)} ${pick(WORDS)} ${thread}`;
    let time = Date.UTC(2019, 3, 1) + below(50 * 1440) * 60_000 + 8000;
    for (let count = 1 + below(6); count > 0; count--) {
      const parent = sent.length === first ? null : pick(sent.slice(first));
      const own = parent && isDrawn(20) ? pick(SHORT) : Array.from({ length: 1 + below(4) }, sentence).join(' ');
      const from = parent ? pick(parent.to) : below(PEOPLE.length);
      const others = PEOPLE.map((_, person) => person).filter((person) => person !== from);
      const to = parent && parent.from !== from && isDrawn(85) ? [parent.from] : [pick(others)];
      time += (5 + below(3000)) * 60_000;
      const mail = { id: sent.length, from, to, date: time, own, parent };
      sent.push({
        ...mail,
        subject: parent ? `Re: ${subject}` : subject,
        text: write(mail, styles[from]!, isDrawn(30)),
      });
    }
  }
  const gateway = pick(Object.values(GATEWAYS).slice(0, 16));
  const hasIds = isDrawn(70);
  const hasReplyHeaders = isDrawn(50);
  const custodians = PEOPLE.map((_, person) => person)
    .map((person) => [below(1 << 20), person] as const)
    .sort(([one], [other]) => one - other)
    .slice(0, 2 + below(3))
    .map(([, person]) => person);
  const held = new Map<number, ReadonlySet<number>>();
  const mails: Record<string, readonly Mail[]> = {};
  for (const [place, custodian] of custodians.entries()) {
    const own = sent.filter(({ from, to }) => (from === custodian || to.includes(custodian)) && isDrawn(88));
    held.set(custodian, new Set(own.map(({ id }) => id)));
    mails[PEOPLE[custodian]!.name] = own.map((one) => {
      const mail = toMail(one, hasIds, hasReplyHeaders);
      return place === 0 && one.from !== custodian ? gateway(mail) : mail;
    });
  }
  return { sent, held, mails };
}

function write(mail: Omit<Sent, 'subject' | 'text'>, style: QuotingStyle, isBelow: boolean): string {
  const { parent } = mail;
  if (parent === null) return mail.own;
  const clock = ZONES[mail.from]! * 60_000;
  const quoted = { ...parent, from: PEOPLE[parent.from]!, to: PEOPLE[parent.to[0]!]!, date: parent.date + clock };
  return quoteChain(mail.own, style.above(quoted), parent.text, style.form, isBelow);
}

const boxOf = (person: number) => `${PEOPLE[person]!.name} <${PEOPLE[person]!.address}>`;

function toMail({ id, from, to, date, subject, text, parent }: Sent, hasIds: boolean, hasReplyHeaders: boolean): Mail {
  const zone = ZONES[from]!;
  const [hours, minutes] = [Math.floor(Math.abs(zone) / 60), Math.abs(zone) % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  const clock = new Date(date + zone * 60_000)
    .toUTCString()
    .replace('GMT', `${zone < 0 ? '-' : '+'}${hours}${minutes}`);
  return {
    From: boxOf(from),
    To: to.map(boxOf).join(', '),
    Date: clock,
    Subject: subject,
    'X-Place': String(id),
    ...(hasIds ? { 'Message-ID': `<${id}@${PEOPLE[from]!.address.split('@')[1]}>` } : {}),
    ...(hasIds && hasReplyHeaders && parent
      ? { 'In-Reply-To': `<${parent.id}@${PEOPLE[parent.from]!.address.split('@')[1]}>` }
      : {}),
    'Content-Type': 'text/plain; charset=utf-8',
    text,
  };
}

const wordsOf = (text: string) => text.replace(/[\s>]+/g, ' ').trim();

describe('productions of people in many zones, languages and programs, of which some letters are missing', () => {
  it.each(Array.from({ length: 16 }, (_, at) => at + 1))(
    'accuse nobody falsely, recover what is only quoted, and link what is there: production %i',
    async (seed) => {
      const { sent, held, mails } = makeProduction(seed);
      const { posts, links, of } = await reconstructCase(mails);
      const produced = new Set([...held.values()].flatMap((ids) => [...ids]));
      const sentAs = new Map<string, Sent>();
      for (const post of posts) {
        const found = sentAsOf(post, sent);
        if (found) sentAs.set(post.key, found);
      }

      for (const { posts: keys, detail } of of('absent-copy')) {
        const custodian = PEOPLE.findIndex(({ name }) => name === (detail as AbsentCopyDetail).custodian);
        const letter = sentAs.get(keys[0]!)!;
        expect([letter.from, ...letter.to]).toContain(custodian);
        expect(held.get(custodian)!.has(letter.id)).toBe(false);
      }
      for (const post of posts)
        if (post.kind === 'recovered') {
          expect(sentAs.get(post.key), post.recovered.text).toBeDefined();
          expect(produced.has(sentAs.get(post.key)!.id), post.recovered.text).toBe(false);
        }
      expect(posts.filter(({ kind }) => kind === 'produced')).toHaveLength(produced.size);

      const parents = new Map(readLinks(posts, links).map(({ child, parent }) => [child, parent]));
      const kinds = new Map(posts.map(({ key, kind }) => [key, kind]));
      const wrong = posts.filter((post) => {
        if (post.kind !== 'produced') return false;
        let found = parents.get(post.key);
        while (found !== undefined && kinds.get(found) !== 'produced') found = parents.get(found);
        let wanted = sentAs.get(post.key)!.parent;
        while (wanted !== null && !produced.has(wanted.id)) wanted = wanted.parent;
        return (found === undefined ? null : sentAs.get(found)!.id) !== (wanted?.id ?? null);
      });
      expect(wrong.map(({ key }) => sentAs.get(key)!.text)).toEqual([]);
    },
  );
});

function sentAsOf(post: Post, sent: readonly Sent[]): Sent | undefined {
  if (post.kind === 'missing') return undefined;
  if (post.kind === 'produced') {
    return sent[Number(fieldsNamed(post.message.headers, /^x-place$/i)[0]?.value)];
  }
  const { from, text } = post.recovered;
  const words = wordsOf(text);
  return sent.find((one) => {
    const own = wordsOf(one.own);
    return PEOPLE[one.from]!.name === from?.name && words.startsWith(own) && isNotice(words.slice(own.length));
  });
}

/** What a gateway put below the last of the quoted letters may be of whoever wrote that. */
const isNotice = (rest: string) => rest === '' || /confiden|unsubscribe|lists\./i.test(rest);

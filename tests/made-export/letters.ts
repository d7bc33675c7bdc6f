import { PEOPLE, type QuotingStyle, quoteChain, STYLES } from '../made-mail.js';

/** Somebody who writes: from one of two addresses, by a clock of some minutes east of UTC. */
export interface Person {
  readonly name: string;
  readonly addresses: readonly [string, string];
  readonly zone: number;
}

/** One letter as it was sent. */
export interface Letter {
  readonly id: number;
  readonly from: number;
  /** Which of the sender's addresses it was sent from. */
  readonly account: number;
  /** Who sent it for its author; null where the author did. */
  readonly by: number | null;
  readonly to: readonly number[];
  readonly cc: readonly number[];
  readonly bcc: readonly number[];
  /** Milliseconds since 1970. */
  readonly date: number;
  readonly subject: string;
  /** What its author wrote, and with what it quotes. */
  readonly own: string;
  readonly text: string;
  readonly parent: Letter | null;
  /** It hangs on this letter as a file. */
  readonly attached: Letter | null;
}

const ZONES = [-480, 60, 0, 60, 120, 120, 180, 540, 180, 480];

/** Ten people, and one who has the name of the last of them. */
export const CIRCLE: readonly Person[] = [
  ...PEOPLE.map(({ name, address }, at): Person => {
    const [local, domain] = address.split('@') as [string, string];
    return { name, addresses: [address, `${local}.${domain.split('.')[0]}@post.example`], zone: ZONES[at]! };
  }),
  { name: PEOPLE.at(-1)!.name, addresses: ['a.li@jetty.example', 'annli2@post.example'], zone: -300 },
];

const WORDS =
  'harbour crane tender pier council vote budget crew tide permit engineer contract invoice draft clause ferry storm supplier deadline quality insurance minutes agenda cable pump valve steel timber anchor buoy lease tenant survey depth noise ticket museum grant bank loan the a we they I should will can has about before until from over which'.split(
    ' ',
  );
const SHORT = ['Yes.', 'Thanks!', 'OK, fine with me.', 'FYI', 'Any news?'];
const DAY = 86_400_000;

export interface Draw {
  below(limit: number): number;
  is(percent: number): boolean;
  pick<T>(list: readonly T[]): T;
}

export const drawBy = (below: (limit: number) => number): Draw => ({
  below,
  is: (percent) => below(100) < percent,
  pick: (list) => list[below(list.length)]!,
});

/** Everybody who sent or got a letter. */
export const partakersOf = ({ from, by, to, cc, bcc }: Letter): readonly number[] => [
  from,
  ...(by === null ? [] : [by]),
  ...to,
  ...cc,
  ...bcc,
];

/** Threads of letters within the circle, over the weeks about the end of summer time. */
export function writeLetters({ below, is, pick }: Draw): readonly Letter[] {
  // Some write much, and most letters go among these.
  const everybody = CIRCLE.flatMap((_, person) => Array<number>(is(40) ? 4 : 1).fill(person));
  const sentence = () => {
    const words = Array.from({ length: 6 + below(12) }, () => pick(WORDS)).join(' ');
    return `${words[0]!.toUpperCase()}${words.slice(1)}.`;
  };
  const styles = CIRCLE.map(() => pick(STYLES));
  const isHourOff = CIRCLE.map(() => is(15));
  const sent: Letter[] = [];
  for (let thread = 0; thread < 10; thread++) {
    const first = sent.length;
    const subject = `${pick(WORDS)} ${pick(WORDS)} ${thread}`;
    let time = Date.UTC(2019, 9, 1) + below(50 * 1440) * 60_000 + 8000;
    for (let count = 1 + below(8); count > 0; count--) {
      const before = sent.length === first ? null : pick(sent.slice(first));
      const had = before && partakersOf(before).filter((person) => person !== before.from);
      const from = had ? pick(had) : pick(everybody);
      const others = everybody.filter((person) => person !== from);
      const isForward = before !== null && is(18);
      const isAttached = isForward && is(40);
      const isToAll = before !== null && !isForward && is(40);
      const to = before && !isForward && before.from !== from ? [before.from] : [pick(others)];
      const copied = isToAll ? [...before.to, ...before.cc] : [];
      if (is(25)) copied.push(pick(others));
      const cc = [...new Set(copied)].filter((person) => person !== from && !to.includes(person));
      const hidden = is(8) ? pick(others) : from;
      const taken = [from, ...to, ...cc];
      time += (5 + below(3000)) * 60_000;
      const parent = before !== null && !isAttached && is(85) ? before : null;
      const own = before && is(20) ? pick(SHORT) : Array.from({ length: 1 + below(4) }, sentence).join(' ');
      const letter: Letter = {
        id: sent.length,
        from,
        account: is(25) ? 1 : 0,
        by: is(7) ? pick(others) : null,
        to,
        cc,
        bcc: taken.includes(hidden) ? [] : [hidden],
        date: time,
        subject: before === null ? subject : `${isForward ? 'Fwd' : 'Re'}: ${subject}`,
        own,
        text: own,
        parent: before,
        attached: isAttached ? before : null,
      };
      const text = parent === null ? own : quote(letter, parent, styles[from]!, isHourOff[from]!, is(30));
      sent.push({ ...letter, text });
    }
  }
  return sent;
}

function quote(letter: Letter, parent: Letter, style: QuotingStyle, isHourOff: boolean, isBelow: boolean): string {
  const clock = CIRCLE[letter.from]!.zone * 60_000 + (isHourOff ? DAY / 24 : 0);
  // A heading that names recipients names all of them.
  const boxes = [...parent.to, ...parent.cc].map((person) => mailboxOf(person, 0));
  const before = boxes.slice(0, -1).map(({ name, address }) => `${name} <${address}>; `);
  const last = boxes.at(-1)!;
  const quoted = {
    ...parent,
    from: mailboxOf(parent.from, parent.account),
    to: { ...last, name: `${before.join('')}${last.name}` },
    date: parent.date + clock,
  };
  return quoteChain(letter.own, style.above(quoted), parent.text, style.form, isBelow);
}

export const mailboxOf = (person: number, account: number) => ({
  name: CIRCLE[person]!.name,
  address: CIRCLE[person]!.addresses[account]!,
});

import type { Mailbox, Meeting, MeetingTime, Receipt } from '../../message/message.js';
import { makeVisible } from '../../text/visible-text.js';
import type { Tiding } from '../answer/tidings.js';
import { personName, readableDate, shortKey } from '../format/phrases.js';

/** What happened, with the one whom it happened at in place of `@`. */
const WORDS: Readonly<Record<Tiding['kind'], string>> = {
  delivered: 'delivered to @',
  relayed: 'passed on for @; whether it arrived is not told',
  delayed: 'held up on its way to @',
  failed: 'not delivered to @',
  opened: 'opened by @, as the receipt says',
  deleted: 'deleted by @, read or unread',
  accepted: '@ accepted',
  declined: '@ declined',
  tentative: '@ accepted tentatively',
  delegated: '@ sent somebody else',
};

/** A tiding as a line: `not delivered to bo@fen.example, 2016-04-04 09:12 +0200: 5.1.1 User unknown (a1b2c3d4)`. */
export function tidingLine({ kind, who, date, detail, by }: Tiding): string {
  return `${happened(kind, who, date)}${detail ? `: ${makeVisible(detail)}` : ''} (${shortKey(by)})`;
}

/** What a post reports of another message. */
export function receiptLine({ action, recipient, about, date, detail }: Receipt, iso: string | null): string {
  const of = about === null ? 'of a message that it does not name' : `of <${makeVisible(about)}>`;
  return `${happened(action, recipient, date && iso)}${detail ? `: ${makeVisible(detail)}` : ''}, ${of}`;
}

const happened = (kind: Tiding['kind'], who: Mailbox, date: string | null): string =>
  `${WORDS[kind].replace('@', () => nameOf(who))}${date === null ? '' : `, ${readableDate(date)}`}`;

const nameOf = ({ name, address }: Mailbox): string =>
  makeVisible(name && address ? `${name} <${address}>` : personName({ name, address }));

/** What a post says of a meeting: when and where, who was asked, who answered what. */
export function meetingLines(meeting: Meeting): readonly (readonly [label: string, text: string])[] {
  const { method, summary, location, start, end, attendees } = meeting;
  const what = METHODS.get(method) ?? 'tells of';
  const span = [start, end].filter((time) => time !== null).map(timeText);
  const answered = attendees.filter(({ answer }) => answer !== 'none');
  const asked = attendees.map(({ mailbox, role }) => `${nameOf(mailbox)}${role === 'required' ? '' : ` (${role})`}`);
  return [
    [
      'Meeting',
      [`${what} ${makeVisible(summary) || '(no title)'}`, span.join(' to '), makeVisible(location)]
        .filter(Boolean)
        .join(', '),
    ],
    ...(method === 'reply' || !asked.length ? [] : [['Asked', asked.join(', ')] as const]),
    ...answered.map(
      ({ mailbox, answer }) =>
        ['Answer', (answer === 'none' ? '' : WORDS[answer]).replace('@', () => nameOf(mailbox))] as const,
    ),
  ];
}

const METHODS: ReadonlyMap<string, string> = new Map([
  ['request', 'asks to'],
  ['reply', 'answers for'],
  ['cancel', 'calls off'],
  ['counter', 'proposes another time for'],
]);

const timeText = ({ local, zone }: MeetingTime): string =>
  `${local.replace('T', ' ')}${zone === null ? '' : ` ${makeVisible(zone)}`}`;

import { PROPERTY_SET } from '../../source/outlook/named-properties.js';
import type { Origin } from '../../source/source.js';
import { parseMessageIds } from '../header/message-id.js';
import type { Attendee, Mailbox, Meeting, MeetingTime, Receipt } from '../message.js';
import type { MapiValues } from './mapi-values.js';
import type { OutlookPeople } from './outlook-people.js';

const TAG = {
  class: 0x1a,
  reportTime: 0x32,
  start: 0x60,
  end: 0x61,
  originalId: 0x1046,
  inReplyTo: 0x1042,
  recipientType: 0xc15,
} as const;
const NAMED = { start: 0x820d, end: 0x820e, location: 0x8208, zone: 0x8234, id: 0x3, cleanId: 0x23 } as const;

const ANSWERS: ReadonlyMap<string, Attendee['answer']> = new Map([
  ['pos', 'accepted'],
  ['neg', 'declined'],
  ['tent', 'tentative'],
]);
/** Kinds of reports, by the end of their class (MS-OXOMSG 2.2.1.45). */
const REPORTS: ReadonlyMap<string, Receipt['action']> = new Map([
  ['dr', 'delivered'],
  ['ndr', 'failed'],
  ['delayed', 'delayed'],
  ['ipnrn', 'opened'],
  ['ipnnrn', 'deleted'],
]);

/** The meeting that an item of class `IPM.Schedule.Meeting…` asks to, answers or calls off; null for any other (MS-OXOCAL). */
export function readOutlookMeeting(
  values: MapiValues,
  people: OutlookPeople,
  subject: string,
  origin: Origin,
): Meeting | null {
  const match = /^ipm\.schedule\.meeting\.(request|canceled|resp\.(pos|neg|tent))\b/i.exec(values.text(TAG.class));
  if (!match) return null;
  const answer = ANSWERS.get(match[2]?.toLowerCase() ?? '');
  const method = answer ? 'reply' : match[1]!.toLowerCase() === 'request' ? 'request' : 'cancel';
  const named = (id: number) => values.named(PROPERTY_SET.appointment, id);
  const time = (id: number, otherwise: number): MeetingTime | null => {
    const at = values.time(named(id)) ?? values.time(otherwise);
    return at === null ? null : { local: new Date(at).toISOString().slice(0, 16), zone: 'UTC' };
  };
  return {
    method,
    uid: uidOf(values),
    summary: subject,
    location: values.text(named(NAMED.location)),
    start: time(NAMED.start, TAG.start),
    end: time(NAMED.end, TAG.end),
    organizer: answer ? (people.to[0] ?? null) : people.from,
    attendees: answer
      ? people.from
        ? [{ mailbox: people.from, role: 'required', answer }]
        : []
      : [...asked(people.to, 'required'), ...asked(people.cc, 'optional'), ...asked(people.bcc, 'resource')],
    origin,
  };
}

const asked = (mailboxes: readonly Mailbox[], role: Attendee['role']): readonly Attendee[] =>
  mailboxes.map((mailbox) => ({ mailbox, role, answer: 'none' }));

/** The id of a meeting as iCalendar writes it: the one of another program inside (MS-OXOCAL 2.2.1.27), else the bytes in hexadecimal. */
function uidOf(values: MapiValues): string | null {
  const bytes =
    values.bytes(values.named(PROPERTY_SET.meeting, NAMED.cleanId)) ??
    values.bytes(values.named(PROPERTY_SET.meeting, NAMED.id));
  if (bytes === null || bytes.length < 40) return null;
  if (bytes.toString('latin1', 40, 48) === 'vCal-Uid')
    return bytes.toString('utf8', 52).replace(/\0[\s\S]*$/, '') || null;
  const clean = Buffer.from(bytes);
  // The day of one instance of a series.
  clean.fill(0, 16, 20);
  return clean.toString('hex').toUpperCase();
}

/** What an item of class `REPORT…` tells of the message it is about: of each recipient in its table, or of the one who sent it. */
export function readOutlookReport(values: MapiValues, people: OutlookPeople, origin: Origin): readonly Receipt[] {
  const itemClass = values.text(TAG.class).toLowerCase();
  const action = itemClass.startsWith('report.')
    ? REPORTS.get(itemClass.slice(itemClass.lastIndexOf('.') + 1))
    : undefined;
  if (action === undefined) return [];
  const about = parseMessageIds(values.text(TAG.originalId) || values.text(TAG.inReplyTo))[0] ?? null;
  const isReading = action === 'opened' || action === 'deleted';
  const recipients = isReading ? (people.from ? [people.from] : []) : [...people.to, ...people.cc, ...people.bcc];
  const time = values.time(TAG.reportTime);
  return recipients.map((recipient) => ({
    action,
    recipient,
    about,
    date: time === null ? null : { time, offset: 0 },
    detail: '',
    origin,
  }));
}

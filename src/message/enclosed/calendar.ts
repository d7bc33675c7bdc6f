import type { Origin } from '../../source/source.js';
import { normalizeAddress } from '../address/mailbox-address.js';
import type { Attendee, Mailbox, Meeting, MeetingTime } from '../message.js';
import { type ContentLine, contentLines, plainText } from './content-lines.js';

const MOST_ATTENDEES = 5000;

const ROLES: ReadonlyMap<string, Attendee['role']> = new Map([
  ['CHAIR', 'chair'],
  ['REQ-PARTICIPANT', 'required'],
  ['OPT-PARTICIPANT', 'optional'],
  ['NON-PARTICIPANT', 'optional'],
]);
const ANSWERS: ReadonlyMap<string, Attendee['answer']> = new Map([
  ['ACCEPTED', 'accepted'],
  ['DECLINED', 'declined'],
  ['TENTATIVE', 'tentative'],
  ['DELEGATED', 'delegated'],
]);

/**
 * Reads the meeting of an iCalendar text (RFC 5545, RFC 5546): its first event. Null where there is none.
 *
 *     METHOD:REPLY … ATTENDEE;PARTSTAT=ACCEPTED:mailto:bo@fen.example   →   bo@fen.example accepted
 */
export function readCalendar(text: string, origin: Origin, method: string | null = null): Meeting | null {
  const open: string[] = [];
  const fields = new Map<string, ContentLine>();
  const attendees: Attendee[] = [];
  let calendarMethod = method ?? '';
  let isOver = false;
  for (const line of contentLines(text)) {
    if (line.name === 'BEGIN') open.push(line.value.trim().toUpperCase());
    else if (line.name === 'END') {
      if (open.pop() === 'VEVENT') isOver = true;
    } else if (open.length === 1 && line.name === 'METHOD') calendarMethod = line.value.trim();
    else if (open.at(-1) === 'VEVENT' && !isOver) {
      if (line.name !== 'ATTENDEE') {
        if (!fields.has(line.name)) fields.set(line.name, line);
      } else if (attendees.length < MOST_ATTENDEES) {
        const attendee = attendeeOf(line);
        if (attendee) attendees.push(attendee);
      }
    }
  }
  if (!fields.size && !attendees.length) return null;
  const textOf = (name: string): string => plainText(fields.get(name)?.value ?? '');
  const organizer = fields.get('ORGANIZER');
  return {
    method: calendarMethod.toLowerCase(),
    uid: textOf('UID') || null,
    summary: textOf('SUMMARY'),
    location: textOf('LOCATION'),
    start: timeOf(fields.get('DTSTART')),
    end: timeOf(fields.get('DTEND')),
    organizer: organizer ? mailboxOf(organizer) : null,
    attendees,
    origin,
  };
}

function attendeeOf(line: ContentLine): Attendee | null {
  const mailbox = mailboxOf(line);
  if (mailbox === null) return null;
  const kind = line.parameters.get('CUTYPE')?.toUpperCase();
  return {
    mailbox,
    role:
      kind === 'ROOM' || kind === 'RESOURCE'
        ? 'resource'
        : (ROLES.get(line.parameters.get('ROLE')?.toUpperCase() ?? '') ?? 'required'),
    answer: ANSWERS.get(line.parameters.get('PARTSTAT')?.toUpperCase() ?? '') ?? 'none',
  };
}

function mailboxOf({ parameters, value }: ContentLine): Mailbox | null {
  const written = /^mailto:/i.test(value.trim()) ? value : (parameters.get('EMAIL') ?? value);
  const address = normalizeAddress(written.trim());
  const name = (parameters.get('CN') ?? '').trim();
  if (!address.includes('@')) return name ? { name, address: '' } : null;
  return { name: name.toLowerCase() === address.toLowerCase() ? '' : name, address };
}

/** `20160404T090000Z` → 2016-04-04T09:00 in UTC; with TZID in that zone; `20160404` a day. */
function timeOf(line: ContentLine | undefined): MeetingTime | null {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d{0,2}(Z?))?$/.exec(line?.value.trim() ?? '');
  if (!line || !match) return null;
  const [, year, month, day, hour, minute, utc] = match;
  const date = `${year}-${month}-${day}`;
  if (hour === undefined) return { local: date, zone: null };
  return { local: `${date}T${hour}:${minute}`, zone: utc ? 'UTC' : (line.parameters.get('TZID') ?? null) };
}

import { parseMailboxes } from '../address/mailbox.js';
import { normalizeAddress } from '../address/mailbox-address.js';
import { isWithheld, withoutWithheldPeople } from '../address/withheld-person.js';
import { decodeWords } from '../header/encoded-word.js';
import type { Mailbox } from '../message.js';
import { isEmpty, isRecord, type JsonRecord, type RecordFields } from './record-fields.js';
import { listInText } from './record-list.js';
import { simplifyName, withoutNumber } from './record-names.js';
import { PARTS, type PeopleField, roleOf, splitByRole } from './record-roles.js';

/** Who a message is from and to, as the fields of a record tell it. */
export interface RecordPeople {
  readonly from: Mailbox | null;
  readonly sender: Mailbox | null;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly bcc: readonly Mailbox[];
  readonly replyTo: readonly Mailbox[];
}

const ADDRESS_NAMES = [
  'address',
  'email',
  'emailaddress',
  'mail',
  'smtp',
  'smtpaddress',
  'mailbox',
  'addr',
  'mailboxaddress',
  'handle',
  'identifier',
];
const NAME_NAMES = ['name', 'displayname', 'fullname', 'personal', 'label', 'realname'];
/** Objects that stand around a person: Graph, EWS, mailparser, Teams. */
const AROUND = ['emailaddress', 'mailbox', 'user', 'value', 'group', 'person', 'contact', 'members'];

/**
 * Sender and recipients of a record: whole mailboxes, a name and an address in two fields (`from_name`, `from_email`), recipients that say
 * themselves what they are (`{type: 'bcc'}`), the roles of one object (`recipients: {to, cc}`), or `"Ann -> Bob; Carl"`.
 */
export function readPeopleOf(fields: RecordFields): RecordPeople {
  const people = new Map<PeopleField | 'named', Mailbox[]>();
  const add = (field: PeopleField | 'named', found: readonly Mailbox[]) => {
    const before = people.get(field);
    if (before) for (const mailbox of found) before.push(mailbox);
    else people.set(field, [...found]);
  };
  for (const field of ['from', 'sender', 'to', 'cc', 'bcc', 'replyTo'] as const) {
    const single = field === 'from' || field === 'sender';
    add(field, readPaired(fields, field, single, add));
  }
  if (!people.has('named') && !people.get('from')!.length && !people.get('to')!.length) readParticipants(fields, add);
  const of = (field: PeopleField) => people.get(field)!;
  // Who is called the sender among the recipients wrote the header; the author beside them pressed the button.
  const [named] = people.get('named') ?? [];
  const others = named === undefined ? [] : of('from');
  return {
    from: named ?? of('from')[0] ?? of('sender')[0] ?? null,
    sender: of('sender')[0] ?? others[0] ?? null,
    to: of('to'),
    cc: of('cc'),
    bcc: of('bcc'),
    replyTo: of('replyTo'),
  };
}

type AddPeople = (field: PeopleField | 'named', found: readonly Mailbox[]) => void;

function readPaired(fields: RecordFields, field: PeopleField, single: boolean, add: AddPeople): readonly Mailbox[] {
  let found: readonly Mailbox[] = [];
  const candidates = fields.candidates(field);
  // Whom the others name is looked up in the message: `From` and `FromFull` are one person.
  for (const entry of candidates) fields.use(entry, 'people');
  for (const entry of candidates) {
    const typed = single ? null : splitByRole(entry.value);
    if (typed)
      for (const [role, value] of typed)
        if (role !== field) add(role === 'from' ? 'named' : role, readRecordPeople(value));
    found = readRecordPeople(typed ? (typed.get(field) ?? []) : entry.value, single);
    // `To`, `To 2`: a table has a column for each.
    if (found.length && !typed && !single)
      for (const other of candidates)
        if (other !== entry && withoutNumber(other.key) === withoutNumber(entry.key))
          found = [...found, ...readRecordPeople(other.value)];
    if (found.length || typed) break;
  }
  const names = readPart(fields, `${field}Name`);
  const addresses = readPart(fields, `${field}Email`, true);
  const half = found.some(({ name, address }) => name === '' || address === '');
  const wholes = half ? candidates.map(({ value }) => splitByRole(value)?.get(field) ?? value) : [];
  const fuller = wholes.map((whole) => readRecordPeople(whole, single)).find((other) => isFuller(other, found));
  if (fuller) return fuller;
  if (!found.length) return joinPairs(names, addresses);
  if (names.length === found.length || addresses.length === found.length)
    return found.map(({ name, address }, at) => ({
      name: name || (names.length === found.length ? names[at]!.name : ''),
      address: address || (addresses.length === found.length ? addresses[at]!.address : ''),
    }));
  return found;
}

/** True if another member names the same people, each by address or by name, and tells the other half as well. */
function isFuller(other: readonly Mailbox[], found: readonly Mailbox[]): boolean {
  if (other.length !== found.length || other === found) return false;
  const isSame = other.every(({ name, address }, at) =>
    found[at]!.address === ''
      ? name.toLowerCase() === found[at]!.name.toLowerCase()
      : address.toLowerCase() === found[at]!.address.toLowerCase(),
  );
  const whole = (list: readonly Mailbox[]) => list.filter(({ name, address }) => name !== '' && address !== '').length;
  return isSame && whole(other) > whole(found);
}

function readPart(
  fields: RecordFields,
  field: `${PeopleField}Name` | `${PeopleField}Email`,
  addresses = false,
): readonly Mailbox[] {
  for (const entry of fields.candidates(field)) {
    const isName = !addresses && typeof entry.value === 'string' && !/[;@]/.test(entry.value);
    const found = isName ? onePerson(entry.value as string) : readRecordPeople(entry.value, false);
    fields.use(entry, 'people');
    if (found.length) return found;
  }
  return [];
}

const onePerson = (name: string): readonly Mailbox[] =>
  withoutWithheldPeople([{ name: decodeWords(name).trim(), address: '' }]);

/** Names and addresses that stand in two lists; told apart where the lists are not of one length. */
function joinPairs(names: readonly Mailbox[], addresses: readonly Mailbox[]): readonly Mailbox[] {
  if (!addresses.length) return names;
  if (names.length !== addresses.length) return addresses;
  return addresses.map(({ name, address }, at) => ({ name: name || names[at]!.name, address }));
}

/** `"Holm, Mira -> Renn, Tobias; Ilse Brandt"`, or everybody in one list, each with a role; who has none there is not read. */
function readParticipants(fields: RecordFields, add: AddPeople): void {
  for (const entry of fields.candidates('participants')) {
    const typed = Array.isArray(entry.value)
      ? (entry.value as unknown[]).flatMap((item) => {
          const role = isRecord(item) ? roleOf(item, PARTS) : null;
          return role === null ? [] : [{ role, item }];
        })
      : [];
    if (typed.some(({ role }) => role === 'from')) {
      for (const { role, item } of typed) add(role === 'from' ? 'named' : role, readRecordPeople([item]));
      fields.use(entry, 'people');
      return;
    }
    if (typeof entry.value !== 'string') continue;
    const arrow = /\s*(?:->|=>|→|⇒)\s*/.exec(entry.value);
    if (!arrow) continue;
    add('from', readRecordPeople(entry.value.slice(0, arrow.index), true));
    add('to', readRecordPeople(entry.value.slice(arrow.index + arrow[0].length)));
    fields.use(entry, 'people');
    return;
  }
}

/**
 * Mailboxes of a record's field however it holds them: a header text, a list of texts, `{name, email|address}`, Graph's
 * `{emailAddress: {name, address}}`, EWS's `{Mailbox: [...]}`, mailparser's `{value: [...]}`, a list of any of these, a list written as text.
 * What stands in place of a person (`[REDACTED]`, `N/A`) is none.
 */
export function readRecordPeople(value: unknown, single = false): readonly Mailbox[] {
  const found: Mailbox[] = [];
  const queue: unknown[] = [listInText(value)];
  const listed = Array.isArray(queue[0]);
  for (let at = 0; at < queue.length && at < 1_000_000; at++) {
    const item = queue[at];
    if (isEmpty(item)) continue;
    if (typeof item === 'string') for (const mailbox of readText(item, single, listed)) found.push(mailbox);
    else if (Array.isArray(item)) {
      const pair = at > 0 || single ? pairOf(item) : null;
      if (pair) found.push(pair);
      else for (const member of item) queue.push(member);
    } else if (isRecord(item)) for (const inner of readObject(item, found)) queue.push(inner);
  }
  return withoutWithheldPeople(found);
}

/** One person's name and address as a list of two: `["Ann Moor", "ann@x.example"]`, or the other way round. */
function pairOf(item: readonly unknown[]): Mailbox | null {
  const [one, other] = item;
  if (item.length !== 2 || typeof one !== 'string' || typeof other !== 'string') return null;
  if (isAddress(one) === isAddress(other) || `${one}${other}`.split('@').length !== 2) return null;
  const [name, address] = isAddress(one) ? [other, one] : [one, other];
  return { name: decodeWords(name).trim(), address: normalizeAddress(address.trim()) };
}

/** What programs write where they were asked for a text of what is none: the name of its type. */
const TYPE_NAME =
  /^(?:(?:Microsoft|System)\.[\w.]+(?:`\d)?(?:\[[\w.\s,\]]{0,200})?|\[object \w+\]|<[\w.]+ object at 0x[0-9a-f]+>)$/i;
/** `Von` and `From` are times in many tables: `01.04.2016`, `2016-04-01 09:00`. */
const MOMENT =
  /^(?:\d{1,2}[./-]\d{1,2}[./-](?:\d\d){1,2}|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?:[ T,]+\d{1,2}[:.]\d\d(?:[:.]\d\d)?)?$/;

/** A text in a list is one mailbox, so a comma in a bare name is no separator. */
function readText(text: string, single: boolean, listed: boolean): readonly Mailbox[] {
  if (isWithheld(text) || TYPE_NAME.test(text.trim()) || MOMENT.test(text.trim())) return [];
  const separated = text.includes('@') && /[|\n]/.test(text) ? text.replace(/\s*[|\n]\s*/g, ', ') : text;
  const several = listed && (separated.match(/@/g)?.length ?? 0) > 1 && /[,;]/.test(separated);
  return parseMailboxes(separated, { single: !several && (single || listed) && separated === text });
}

/** Reads `{name, address}`; gives back what lies deeper. */
function readObject(item: JsonRecord, found: Mailbox[]): readonly unknown[] {
  const byName = new Map(Object.entries(item).map(([key, value]) => [simplifyName(key), value]));
  for (const around of AROUND) {
    const inner = byName.get(around);
    if (isRecord(inner) || (Array.isArray(inner) && inner.length)) return [inner];
  }
  const text = (names: readonly string[]): string => {
    for (const name of names) {
      const value = byName.get(name);
      if (typeof value === 'string' && value.trim() && !isWithheld(value)) return value.trim();
    }
    return '';
  };
  const listed = ADDRESS_NAMES.map((key) => byName.get(key)).find(Array.isArray);
  if (listed && text(NAME_NAMES) === '') return listed;
  // A list that was written as an object: `{"0": "ann@x.example"}`.
  if (Object.keys(item).every((key) => /^\d{1,6}$/.test(key))) return Object.values(item);
  const host = text(['host', 'domain']);
  const mailbox = text(['mailbox', 'local', 'user']);
  const address = host && mailbox && !mailbox.includes('@') ? `${mailbox}@${host}` : text(ADDRESS_NAMES);
  const first = [text(['firstname', 'givenname', 'first']), text(['lastname', 'surname', 'familyname', 'last'])].filter(
    Boolean,
  );
  const name = text(NAME_NAMES) || first.join(' ');
  // QUIRK: HubSpot puts a whole mailbox there: `{email: "Ann Moor <ann@x.example>"}`.
  if (/<[^<>]*@[^<>]*>/.test(address)) return [address];
  if (address) found.push({ name: decodeWords(name).trim(), address: normalizeAddress(address) });
  else if (name) found.push({ name: decodeWords(name).trim(), address: '' });
  else if (isDirectory(item))
    for (const [key, value] of Object.entries(item)) found.push(directoryEntry(key, String(value)));
  else if (typeof byName.get('text') === 'string') return [byName.get('text')];
  else if (typeof byName.get('value') === 'string') return [byName.get('value')];
  return [];
}

const isAddress = (text: string): boolean => /^[^\s@<>,;]{1,64}@[^\s@<>,;]{1,200}$/.test(text.trim());

/** People by address, or addresses by name: `{"ann@x.example": "Ann Moor"}`. */
const isDirectory = (item: JsonRecord): boolean => {
  const entries = Object.entries(item);
  return (
    entries.length > 0 &&
    entries.every(([key, value]) => typeof value === 'string' && isAddress(key) !== isAddress(value))
  );
};

const directoryEntry = (key: string, value: string): Mailbox =>
  isAddress(key)
    ? { name: decodeWords(value).trim(), address: normalizeAddress(key.trim()) }
    : { name: decodeWords(key).trim(), address: normalizeAddress(value.trim()) };

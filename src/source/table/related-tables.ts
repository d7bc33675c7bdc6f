import { simplifyColumn } from './table-columns.js';

/** A row of a table: values by column. */
export type TableRow = Readonly<Record<string, unknown>>;

/** A table beside others: its name and its first rows. */
export interface SampledTable {
  readonly name: string;
  readonly sample: readonly TableRow[];
}

/** Where the recipients of messages stand, one a row. */
export interface RecipientColumns {
  readonly table: string;
  /** The column that names the message, and the column of the table of messages that it repeats. */
  readonly message: string;
  readonly key: string;
  readonly role: string | null;
  /** What all of its recipients are, where the name of the table says so: `message_cc`. */
  readonly kind: string | null;
  readonly address: string | null;
  readonly name: string | null;
  /** The column that names a row of the table of people. */
  readonly person: string | null;
}

/** Where people stand, one a row. */
interface PeopleColumns {
  readonly table: string;
  readonly key: string;
  readonly address: string | null;
  /** First and last name, or the whole in one. */
  readonly names: readonly string[];
}

/** How the tables of a collection of mail belong together. */
export interface Relations {
  readonly recipients: readonly RecipientColumns[];
  readonly people: PeopleColumns | null;
  /** The column of the table of messages that names a row of the table of people. */
  readonly sender: string | null;
}

const ROLE_NAMES = new Set(
  'rtype type kind role recipienttype recipientkind recipientrole field header addresstype'.split(' '),
);
const ROLE_VALUES = /^(?:[0-3]|to|cc|bcc|from|sender|reply-?to)$/i;
const TELLS_RECIPIENTS = /recip|receiver|addressee|rcpt/i;
const TELLS_PEOPLE = /person|people|user|contact|employee|address|participant|account|sender|identit/i;
/** `message_to`, `email_cc`: what its rows are. */
const KIND_OF_TABLE = /(?:^|_)(to|cc|bcc)(?:_?(?:recipients?|addresses|people|persons?))?$/i;
const PERSON_NAMES = new Set('name fullname displayname realname personname commonname comment'.split(' '));
const PERSON_ID = /(?:person|people|user|contact|employee|address|participant|recipient|receiver|account)s?id$/;
const SENDER = new Set(
  'senderid fromid authorid senderpersonid frompersonid senderuserid fromuserid senderaddressid fromaddressid sender from author'.split(
    ' ',
  ),
);
const MESSAGE_ID = new Set('mid messageid emailid mailid msgid'.split(' '));

/**
 * How other tables belong to a table of messages, by the names of columns and what stands in their first rows; null where none does. Only
 * tables that say that they hold recipients are taken for such: one of events may name messages and people as well.
 *
 *     message(mid, sender, subject, body)      recipientinfo(rid, mid, rtype, rvalue)
 *     emails(id, sender_id, subject, body)     recipients(email_id, person_id, kind)     people(id, name, email)
 */
export function findRelations(messages: SampledTable, others: readonly SampledTable[]): Relations | null {
  const columns = columnsOf(messages);
  const people = others.map(peopleColumns).find((found) => found !== null) ?? null;
  const found = others.flatMap((table) => recipientColumns(messages, table, people) ?? []);
  // Of several tables only those belong together that are of one kind each.
  const recipients = found.length > 1 && found.every(({ kind }) => kind !== null) ? found : found.slice(0, 1);
  const sender =
    people === null
      ? null
      : (columns.find((name) => SENDER.has(simplifyColumn(name)) && isNumeric(messages.sample, name)) ?? null);
  if (!recipients.length && sender === null) return null;
  return { recipients, people, sender };
}

const columnsOf = ({ sample }: SampledTable): readonly string[] => Object.keys(sample[0] ?? {});
/** A value as text; '' for what is none. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' || typeof value === 'bigint' ? `${value}` : '';

const filled = (sample: readonly TableRow[], column: string): readonly string[] =>
  sample.map((row) => textOf(row[column])).filter((text) => text !== '');

const isNumeric = (sample: readonly TableRow[], column: string): boolean => {
  const texts = filled(sample, column);
  return texts.length > 0 && texts.every((text) => /^\d{1,18}$/.test(text));
};

/** The column of addresses, told by what stands in it. */
const addressColumn = ({ sample }: SampledTable, columns: readonly string[]): string | null =>
  columns.find((name) => {
    const texts = filled(sample, name);
    return (
      texts.length > 0 &&
      texts.filter((text) => /^[^\s@]+@[^\s@]+$|<[^\s@]+@[^\s@]+>$/.test(text)).length * 2 > texts.length
    );
  }) ?? null;

/** `Emails`, `tbl_message` → `email`, `message`. */
const stemOf = (table: string): string =>
  simplifyColumn(table)
    .replace(/^tbl|^t(?=messages?$|emails?$)/, '')
    .replace(/(?<=ss|x|ch)es$|s$/, '');

function peopleColumns(table: SampledTable): PeopleColumns | null {
  if (table.sample.length === 0 || !TELLS_PEOPLE.test(table.name) || TELLS_RECIPIENTS.test(table.name)) return null;
  const columns = columnsOf(table);
  const stem = stemOf(table.name);
  const key = columns.find((name) =>
    ['id', 'rowid', `${stem}id`, 'eid', 'uid', 'pid', 'personid', 'userid'].includes(simplifyColumn(name)),
  );
  if (key === undefined || columns.some((name) => MESSAGE_ID.has(simplifyColumn(name)))) return null;
  const address = addressColumn(table, columns);
  const whole = columns.find((name) => PERSON_NAMES.has(simplifyColumn(name)));
  const parts = ['firstname', 'lastname']
    .map((part) => columns.find((name) => simplifyColumn(name) === part))
    .filter((name) => name !== undefined);
  const names = whole === undefined ? parts : [whole];
  return address === null && names.length === 0 ? null : { table: table.name, key, address, names };
}

function recipientColumns(
  messages: SampledTable,
  table: SampledTable,
  people: PeopleColumns | null,
): RecipientColumns | null {
  if (table.sample.length === 0) return null;
  const columns = columnsOf(table);
  const role =
    columns.find(
      (name) =>
        ROLE_NAMES.has(simplifyColumn(name)) && filled(table.sample, name).every((text) => ROLE_VALUES.test(text)),
    ) ?? null;
  const kind = role === null ? (KIND_OF_TABLE.exec(table.name)?.[1]?.toLowerCase() ?? null) : null;
  if (role === null && kind === null && !TELLS_RECIPIENTS.test(table.name)) return null;
  const reference = referenceTo(messages, table);
  if (reference === null) return null;
  const rest = columns.filter((name) => name !== reference.message && name !== role);
  const address = addressColumn(table, rest);
  const person =
    people === null || address !== null
      ? null
      : (rest.find((name) => {
          const simple = simplifyColumn(name);
          const stem = stemOf(people.table);
          return (PERSON_ID.test(simple) || simple === stem || simple === `${stem}id`) && isNumeric(table.sample, name);
        }) ?? null);
  if (address === null && person === null) return null;
  const name = rest.find((column) => /^(?:recipient)?(?:display|full)?name$/.test(simplifyColumn(column))) ?? null;
  return { table: table.name, ...reference, role, kind, address, name, person };
}

/** The column that names a message, and the one that it repeats: of the same name and kind, or the number of the table of messages. */
function referenceTo(messages: SampledTable, table: SampledTable): { message: string; key: string } | null {
  const stem = stemOf(messages.name);
  const own = columnsOf(messages);
  for (const name of columnsOf(table)) {
    const simple = simplifyColumn(name);
    if (!MESSAGE_ID.has(simple) && simple !== `${stem}id` && simple !== stem) continue;
    const numeric = isNumeric(table.sample, name);
    const same = own.find(
      (column) => simplifyColumn(column) === simple && isNumeric(messages.sample, column) === numeric,
    );
    const key =
      same ?? own.find((column) => /^(?:id|rowid)$/i.test(column) && isNumeric(messages.sample, column) === numeric);
    if (key !== undefined) return { message: name, key };
  }
  return null;
}

import { childOf, type XmlElement } from './xml-tree.js';

/** Items of a Notes document that tell a message, and the fields that they are. */
const ITEMS: ReadonlyMap<string, string> = new Map([
  ['from', 'from'],
  ['inetfrom', 'internetFrom'],
  ['sendto', 'to'],
  ['copyto', 'cc'],
  ['blindcopyto', 'bcc'],
  ['subject', 'subject'],
  ['posteddate', 'date'],
  ['delivereddate', 'deliveredDate'],
  ['$messageid', 'messageId'],
  ['in_reply_to', 'inReplyTo'],
  ['references', 'references'],
  ['body', 'text'],
]);
const PEOPLE = new Set(['from', 'to', 'cc', 'bcc']);

/**
 * A `<document>` of Domino's XML (DXL) as a record; null for one that is no message: a contact, a calendar entry.
 *
 *     <item name='SendTo'><textlist><text>CN=Per Lund/O=Quay</text>…   →  {to: ['CN=Per Lund/O=Quay']}
 */
export function dxlRecord(document: XmlElement): Readonly<Record<string, unknown>> | null {
  const record = new Map<string, unknown>();
  for (const item of document.children) {
    if (item.name !== 'item') continue;
    const name = item.attributes.get('name') ?? '';
    const field = ITEMS.get(name.toLowerCase());
    const values = field === 'text' ? [richText(item)] : valuesOf(item);
    if (values.every((value) => value.trim() === '')) continue;
    if (field !== undefined && PEOPLE.has(field)) record.set(field, values);
    else if (field === undefined) {
      if (!name.startsWith('$')) record.set(name, values.length === 1 ? values[0] : values);
    } else record.set(field, values[0]);
  }
  const told = ['from', 'to', 'subject', 'date'].filter((field) => record.has(field));
  return record.has('from') && told.length >= 2 ? Object.fromEntries(record) : null;
}

function valuesOf(item: XmlElement): readonly string[] {
  const leaves: string[] = [];
  const stack = [...item.children].reverse();
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    if (element.name === 'datetime') leaves.push(isoOf(element.text.trim()));
    else if (element.children.length === 0 || element.name === 'text') leaves.push(element.text.trim());
    else stack.push(...[...element.children].reverse());
  }
  return leaves;
}

/** `20160404T091200,00+02` → `2016-04-04T09:12:00+02:00`; any other as it is. */
function isoOf(text: string): string {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(?:,\d+)?([+-]\d\d)?(\d\d)?)?$/.exec(text);
  if (!match) return text;
  const [, year, month, day, hour, minute, second, zone, minutes = '00'] = match;
  const clock =
    hour === undefined ? '' : `T${hour}:${minute}:${second}${zone === undefined ? '' : `${zone}:${minutes}`}`;
  return `${year}-${month}-${day}${clock}`;
}

/** The words of a rich text, a paragraph a line. */
function richText(item: XmlElement): string {
  const rich = childOf(item, 'richtext');
  if (rich === undefined) return item.text.trim();
  return rich.children
    .filter(({ name }) => name === 'par')
    .map(({ text }) => text.replace(/\s*\n\s*/g, ' '))
    .join('\n')
    .trim();
}

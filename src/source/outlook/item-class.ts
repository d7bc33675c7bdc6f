import { heldBytes, type MapiObject, TYPE } from './mapi-object.js';

const MESSAGE_CLASS = 0x1a;

/** The class of an item as it names itself, `IPM.Note`; '' where it names none. */
export function classOf({ properties }: Pick<MapiObject, 'properties'>): string {
  const property = properties.get(MESSAGE_CLASS);
  if (property === undefined || property.value.length > 1000) return '';
  const text = heldBytes(property.value).toString(property.type === TYPE.unicode ? 'utf16le' : 'latin1');
  return text.replace(/\0[\s\S]*$/, '');
}

/** What items are that are no messages, by the beginning of their class in lower case. */
const OTHERS: readonly (readonly [start: string, one: string, many: string])[] = [
  ['ipm.contact', 'contact', 'contacts'],
  ['ipm.abchperson', 'contact', 'contacts'],
  ['ipm.distlist', 'distribution list', 'distribution lists'],
  ['ipm.appointment', 'calendar entry', 'calendar entries'],
  ['ipm.activity', 'journal entry', 'journal entries'],
  ['ipm.task', 'task', 'tasks'],
  ['ipm.stickynote', 'sticky note', 'sticky notes'],
  ['ipm.document', 'document', 'documents'],
  ['ipm.configuration', 'setting', 'settings'],
  ['ipm.microsoft', 'setting', 'settings'],
  ['ipm.extendedrule', 'setting', 'settings'],
  ['ipm.ruleorganizer', 'setting', 'settings'],
  ['ipm.rule.', 'setting', 'settings'],
  ['ipc.', 'setting', 'settings'],
];

/** What an item of this class is where it is no message, for one and for many; null for a message. Requests for tasks are messages. */
export function otherKind(itemClass: string): readonly [one: string, many: string] | null {
  const name = itemClass.toLowerCase();
  if (name.startsWith('ipm.taskrequest')) return null;
  const found = OTHERS.find(([start]) => name.startsWith(start));
  return found ? [found[1], found[2]] : null;
}

import { isRecord, type JsonRecord } from './record-fields.js';
import { simplifyName } from './record-names.js';

/** A field that names people. */
export type PeopleField = 'from' | 'sender' | 'to' | 'cc' | 'bcc' | 'replyTo';

const ROLE_KEYS = ['type', 'kind', 'role', 'recipienttype', 'field', 'header', 'recipientrole', 'emailtype', 'rtype'];
const ROLES: ReadonlyMap<string, PeopleField> = new Map([
  ['to', 'to'],
  ['1', 'to'],
  ['mapito', 'to'],
  ['primary', 'to'],
  ['cc', 'cc'],
  ['2', 'cc'],
  ['mapicc', 'cc'],
  ['carboncopy', 'cc'],
  ['bcc', 'bcc'],
  ['3', 'bcc'],
  ['mapibcc', 'bcc'],
  ['blindcarboncopy', 'bcc'],
  ['from', 'from'],
  ['sender', 'from'],
  ['author', 'from'],
  ['replyto', 'replyTo'],
]);
/** What else people are called in a list of all that a message names. */
export const PARTS: ReadonlyMap<string, PeopleField> = new Map([
  ...ROLES,
  ['recipient', 'to'],
  ['receiver', 'to'],
  ['addressee', 'to'],
]);

/** Recipients that say what they are, by role; null where none does. */
export function splitByRole(value: unknown): ReadonlyMap<PeopleField, unknown[]> | null {
  const byRole = new Map<PeopleField, unknown[]>();
  const put = (role: PeopleField, item: unknown) => {
    const list = byRole.get(role);
    if (list) list.push(item);
    else byRole.set(role, [item]);
  };
  if (Array.isArray(value)) {
    let typed = false;
    for (const item of value) {
      const role = isRecord(item) ? roleOf(item) : null;
      typed ||= role !== null;
      put(role ?? 'to', item);
    }
    return typed ? byRole : null;
  }
  if (!isRecord(value)) return null;
  const members = Object.entries(value);
  if (!members.length || !members.every(([key]) => ROLES.has(simplifyName(key)))) return null;
  for (const [key, item] of members) put(ROLES.get(simplifyName(key))!, item);
  return byRole;
}

/** What the item says that it is. */
export function roleOf(item: JsonRecord, roles = ROLES): PeopleField | null {
  for (const [key, value] of Object.entries(item)) {
    if (!ROLE_KEYS.includes(simplifyName(key))) continue;
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const role = roles.get(simplifyName(String(value)));
    if (role) return role;
  }
  return null;
}

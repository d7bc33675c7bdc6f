import { PROPERTY_SET } from '../../source/outlook/named-properties.js';
import type { Origin, StoredFact } from '../../source/source.js';
import type { MapiValues } from './mapi-values.js';

const TAG = {
  class: 0x1a,
  importance: 0x17,
  sensitivity: 0x36,
  flags: 0xe07,
  submitted: 0x39,
  delivered: 0xe06,
  created: 0x3007,
  changed: 0x3008,
  receivedBy: 0x40,
  lastVerb: 0x1081,
  lastVerbTime: 0x1082,
} as const;

const SENSITIVITIES = ['normal', 'personal', 'private', 'company confidential'];
const IMPORTANCES = ['low', 'normal', 'high'];
/** MS-OXOMSG 2.2.1.10 */
const VERBS: ReadonlyMap<number, string> = new Map([
  [102, 'answered'],
  [103, 'answered to all'],
  [104, 'forwarded'],
]);
const READ = 1;
const UNSENT = 8;

/** What an item says of itself beside its header: when it was submitted and delivered, categories, sensitivity, whether it was read, answered. */
export function readOutlookFacts(values: MapiValues, recovered: boolean, origin: Origin): readonly StoredFact[] {
  const facts: StoredFact[] = [];
  const add = (name: string, value: string | null | undefined, place: Origin) => {
    if (value) facts.push({ name, value, origin: place });
  };
  const time = (name: string, id: number) => {
    const at = values.time(id);
    add(name, at === null ? null : isoOf(at), values.origin(id));
  };
  const itemClass = values.text(TAG.class);
  if (!/^ipm(?:\.note)?$/i.test(itemClass)) add('class', itemClass, values.origin(TAG.class));
  time('submitted', TAG.submitted);
  time('delivered', TAG.delivered);
  add('received by', values.text(TAG.receivedBy), values.origin(TAG.receivedBy));
  const categories = values.named(PROPERTY_SET.publicStrings, 'Keywords');
  add('categories', values.texts(categories).join('; '), values.origin(categories));
  const sensitivity = values.number(TAG.sensitivity) ?? 0;
  if (sensitivity > 0)
    add('sensitivity', SENSITIVITIES[sensitivity] ?? `${sensitivity}`, values.origin(TAG.sensitivity));
  const importance = values.number(TAG.importance) ?? 1;
  if (importance !== 1) add('importance', IMPORTANCES[importance], values.origin(TAG.importance));
  const flags = values.number(TAG.flags);
  if (flags !== null) {
    add('read', flags & READ ? 'yes' : 'no', values.origin(TAG.flags));
    if (flags & UNSENT) add('draft', 'never sent', values.origin(TAG.flags));
  }
  const verb = values.number(TAG.lastVerb);
  const when = values.time(TAG.lastVerbTime);
  add(
    'last action',
    verb === null ? null : [VERBS.get(verb), when === null ? null : isoOf(when)].filter(Boolean).join(' '),
    values.origin(TAG.lastVerb),
  );
  if (recovered) add('recovered', 'deleted: in no folder of the store any more', origin);
  return facts;
}

/** `2004-05-03T10:00:00Z` */
export const isoOf = (time: number): string => new Date(time).toISOString().replace(/\.000Z$/, 'Z');

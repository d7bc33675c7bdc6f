import { localColumns, namesLocally } from '../../source/table/local-columns.js';
import type { JsonRecord } from './record-fields.js';

/** The members of a record whose names are in another language than English, by our fields: `{objet, de, à}` → `{subject: 'objet', …}`. */
export function localNames(record: JsonRecord): Readonly<Record<string, string>> {
  const names = Object.keys(record);
  if (!namesLocally(names)) return {};
  const found = [...localColumns(names)].filter(([, english]) => !english.includes(':'));
  return Object.fromEntries(found.map(([name, english]) => [english.toLowerCase(), name]));
}

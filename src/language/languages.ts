import { entriesOf, type Language } from './language.js';
import * as list from './list.js';

/** All languages by code, so that the order of the list decides nothing. */
export const LANGUAGES: readonly Language[] = Object.values<Language>(list).sort((a, b) => (a.code < b.code ? -1 : 1));

type ListField = {
  [Field in keyof Language]-?: Language[Field] extends string | undefined ? Field : never;
}[keyof Language];

/** The entries of one field in all languages: `allOf('replyMarks')` → `re`, `aw`, `sv`. */
export function allOf(field: ListField): readonly string[] {
  return LANGUAGES.flatMap((language) => entriesOf(language[field]));
}

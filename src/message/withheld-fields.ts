import { tellsOfWithholding } from './address/withheld-person.js';
import { decodeHeaderText } from './header/encoded-word.js';
import { fieldsNamed } from './header-text.js';
import type { Message } from './message.js';

/** True where one of the header fields of that name tells that a name in it is withheld: `From: [REDACTED]`, `Cc: █████, Ann`. */
export const isWithheldIn = ({ headers }: Pick<Message, 'headers'>, name: RegExp): boolean =>
  fieldsNamed(headers, name).some(({ value }) => tellsOfWithholding(decodeHeaderText(value)));

import { fieldsCalled } from '../../../message/header-text.js';
import type { Message } from '../../../message/message.js';
import type { Origin } from '../../../source/source.js';

/** Where a header field of a message stands, as a list of its origins; the whole message where it has no such field. */
export function originsOfHeader(message: Message | null, name: string): readonly Origin[] {
  if (message === null) return [];
  const fields = fieldsCalled(message.headers, name);
  return fields.length ? fields.map((field) => field.origin) : [message.origin];
}

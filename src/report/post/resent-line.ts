import type { Resending } from '../../dedupe/sending/resending.js';
import { makeVisible } from '../../text/visible-text.js';
import { isoDate } from '../answer/iso-date.js';
import { personName, readableDate } from '../format/phrases.js';

/** Who passed a message on, to whom and when: `by Bo Holt to Cy Lund, 2018-05-10 18:02 +0200`. */
export function resentLine({ from, to, date }: Resending): string {
  const names = to.map((mailbox) => makeVisible(personName(mailbox)));
  const whom = names.length ? names.join(', ') : 'somebody who is not told';
  return `by ${makeVisible(personName(from))} to ${whom}, ${readableDate(date && isoDate(date))}`;
}

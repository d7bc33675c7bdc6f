import type { ProducedPost } from '../link/post.js';
import type { Mailbox } from '../message/message.js';
import type { EmbeddedHeader } from '../quote/segment.js';
import type { FindingContext } from './finding-context.js';

/** A statement of a quotation's header that the original contradicts. */
export interface AttributionChange {
  readonly before: string;
  readonly after: string;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * Compares what an attribution or embedded header says of a message with the message itself: another sender, another date
 * (beyond any zone), a recipient of the original that the copied block leaves out.
 */
export function compareAttribution(
  header: EmbeddedHeader,
  original: ProducedPost,
  context: FindingContext,
): AttributionChange[] {
  const changes: AttributionChange[] = [];
  const { message } = original;
  if (header.from && message.from && !sameMailbox(header.from, message.from, context)) {
    changes.push({ before: showMailbox(message.from), after: showMailbox(header.from) });
  }
  const { date } = header;
  if (date && message.date && message.date.source === 'date') {
    const readings = [date.local, ...date.alternatives];
    const slack = date.precision === 'day' ? 2 * DAY : 15 * 60 * MINUTE;
    if (readings.every((reading) => Math.abs(reading - message.date!.time) > slack)) {
      changes.push({ before: message.date.raw, after: date.raw });
    }
  }
  return changes;
}

/** Same person, or names of which one may stand for the other. */
function sameMailbox(written: Mailbox, real: Mailbox, context: FindingContext): boolean {
  if (context.identify(written) === context.identify(real)) return true;
  if (written.address && written.address.toLowerCase() === real.address.toLowerCase()) return true;
  const words = (mailbox: Mailbox) =>
    new Set(`${mailbox.name} ${mailbox.address.split('@')[0]}`.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []);
  const known = words(real);
  for (const word of words(written)) if (known.has(word)) return true;
  return false;
}

const showMailbox = ({ name, address }: Mailbox) => (name && address ? `${name} <${address}>` : name || address);

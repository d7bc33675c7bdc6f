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
 * (beyond any zone), a recipient of the original that the copied block leaves out. `written` is the header as it stands:
 * a name anywhere in it ("on behalf of") is enough.
 */
export function compareAttribution(
  header: EmbeddedHeader,
  written: string,
  original: ProducedPost,
  context: FindingContext,
): AttributionChange[] {
  const changes: AttributionChange[] = [];
  const { message } = original;
  if (
    header.from &&
    message.from &&
    isNamed(header.from) &&
    isNamed(message.from) &&
    isKnown(header.from, context) &&
    !mentions(message.body?.text ?? '', header.from) &&
    !sameMailbox(header.from, message.from, context) &&
    !mentions(written, message.from)
  ) {
    changes.push({ before: showMailbox(message.from), after: showMailbox(header.from) });
  }
  const { date } = header;
  if (date && message.date && message.date.source === 'date') {
    const readings = [date.local, ...date.alternatives];
    const slack = date.precision === 'day' ? 2 * DAY : 15 * 60 * MINUTE;
    const swapped = readings.flatMap(swapDayAndMonth);
    const fits = (time: number) => [...readings, ...swapped].some((reading) => Math.abs(reading - time) <= slack);
    if (!fits(message.date.time) && !context.timesOf(message.from).some(fits)) {
      changes.push({ before: message.date.raw, after: date.raw });
    }
  }
  if (header.style === 'block' && header.to.length) {
    const shown = [...header.to, ...header.cc, ...header.bcc];
    for (const recipient of [...message.to, ...message.cc]) {
      if (!shown.some((written) => sameMailbox(written, recipient, context)))
        changes.push({ before: showMailbox(recipient), after: '' });
    }
  }
  return changes;
}

/** 2005-05-08 may be the 5th of August: programs write the day first even in this form. */
function swapDayAndMonth(reading: number): readonly number[] {
  const date = new Date(reading);
  const day = date.getUTCDate();
  if (day > 12) return [];
  return [Date.UTC(date.getUTCFullYear(), day - 1, date.getUTCMonth() + 1) + (reading % 86_400_000)];
}

/** True if a header gives an address or a readable name of two words: less says nobody. */
function isNamed({ name, address }: Mailbox): boolean {
  if (/(?:^|[-.])(?:bounces?|owner|request|admin)(?:[-+.@]|$)/i.test(address)) return false;
  if (/[?=}{\uFFFD\d@]/.test(name) || /@.*@/.test(address)) return false;
  return address.includes('@') || (name.match(/\p{L}{2,}/gu)?.length ?? 0) >= 2;
}

/** True for an address, or for a name that somebody in these productions bears: "somebody who asked" is nobody. */
function isKnown(mailbox: Mailbox, { people, identify }: FindingContext): boolean {
  return mailbox.address.includes('@') || people.find(identify(mailbox)) !== undefined;
}

/** True if a word of the name or the address of a person stands in a text. */
function mentions(text: string, person: Mailbox): boolean {
  const words = new Set(text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []);
  return nameWords(person).some((word) => words.has(word));
}

const nameWords = ({ name, address }: Mailbox) =>
  `${name} ${address.split('@')[0]}`.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];

/** Same person, or names of which one may stand for the other. */
function sameMailbox(written: Mailbox, real: Mailbox, context: FindingContext): boolean {
  if (context.identify(written) === context.identify(real)) return true;
  if (written.address && written.address.toLowerCase() === real.address.toLowerCase()) return true;
  const known = new Set(nameWords(real));
  for (const word of nameWords(written)) if (known.has(word)) return true;
  return false;
}

const showMailbox = ({ name, address }: Mailbox) => (name && address ? `${name} <${address}>` : name || address);

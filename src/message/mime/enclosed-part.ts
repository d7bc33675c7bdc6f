import type { Packing } from '../body-places.js';
import type { MimePart } from './mime-parts.js';

/** A part that tells facts and is no text: an invitation, a report of delivery, a receipt, TNEF. */
export interface EnclosedPart {
  readonly kind: 'tnef' | 'calendar' | 'delivery' | 'disposition' | 'header';
  /** Transfer-decoded. */
  readonly bytes: Uint8Array;
  /** What `bytes` were decoded from. */
  readonly packing: Packing;
  readonly charset: string | null;
  /** METHOD of a calendar, as the type of its part tells it. */
  readonly method: string | null;
  /** Index among the attachments; -1 where it is a text. */
  readonly attachment: number;
}

const KINDS: ReadonlyMap<string, EnclosedPart['kind']> = new Map([
  ['application/ms-tnef', 'tnef'],
  ['application/vnd.ms-tnef', 'tnef'],
  ['text/calendar', 'calendar'],
  ['application/ics', 'calendar'],
  ['message/delivery-status', 'delivery'],
  ['message/global-delivery-status', 'delivery'],
  ['message/disposition-notification', 'disposition'],
  ['message/global-disposition-notification', 'disposition'],
  ['text/rfc822-headers', 'header'],
  ['message/global-headers', 'header'],
]);

/** What a part tells besides text, by its type, or by its name where the type says nothing; null for any other. */
export function enclosedKind({ contentType, fileName }: MimePart): EnclosedPart['kind'] | null {
  if (/^winmail\.dat$/i.test(fileName ?? '')) return 'tnef';
  return KINDS.get(contentType) ?? (/\.ics$/i.test(fileName ?? '') ? 'calendar' : null);
}

import type { Origin, RawMessage } from '../source/source.js';
import type { Packing } from './body-places.js';
import { copyMessage } from './copy-message.js';
import { gmailThread } from './header/provider-thread.js';
import { headerFields, packFields } from './header-text.js';
import { locateUnpacked } from './locate-unpacked.js';
import type { Body, Message } from './message.js';
import type { PackedMessage } from './record/packed-message.js';
import { isRecord } from './record/record-fields.js';
import { findPackedBytes, findTextBytes } from './record/record-text.js';

/**
 * A message that was read from bytes packed into a record (`raw` in base64url, `source` as text): each place in it becomes the part of the
 * packed string that holds it, or the record where that cannot be told. The record's own thread id and folder come with it.
 */
export function relocateMessage(message: Message, raw: RawMessage, packed: PackedMessage): Message {
  return relocate(message, raw, packingOf(raw, packed) ?? { origin: raw.origin, map: null });
}

function packingOf(raw: RawMessage, { text, encoding }: PackedMessage): Packing | null {
  if (!raw.recordBytes || text === null) return null;
  const record = { bytes: raw.recordBytes, offset: raw.bytesOffset };
  return encoding === 'none' ? findTextBytes(record, text, raw.origin) : findPackedBytes(record, text, raw.origin);
}

/** A message that was read from a transfer-decoded attachment: each place in it becomes the encoded bytes that hold it. */
export function relocateAttached(message: Message, raw: RawMessage, packing: Packing): Message {
  return relocate(message, raw, packing);
}

function relocate(message: Message, raw: RawMessage, packing: Packing): Message {
  const { origin } = raw;
  const placed = (place: Origin): Origin => locateUnpacked(packing, place);
  const { body } = message;
  const thread =
    isRecord(raw.record) && typeof raw.record.threadId === 'string' ? gmailThread(raw.record.threadId) : null;
  const { facts, meeting, receipts } = message;
  return copyMessage(message, {
    ...(facts && { facts: facts.map((fact) => ({ ...fact, origin: placed(fact.origin) })) }),
    ...(meeting && { meeting: { ...meeting, origin: placed(meeting.origin) } }),
    ...(receipts && { receipts: receipts.map((receipt) => ({ ...receipt, origin: placed(receipt.origin) })) }),
    origin,
    custodian: raw.custodian,
    folder: raw.folder,
    providerThread: message.providerThread ?? thread,
    headers: packFields(
      headerFields(message.headers).map(({ name, value, origin }) => ({ name, value, origin: placed(origin) })),
    ),
    body: body && { ...body, places: packPlaces(body.places, packing) },
    attachments: message.attachments.map((attachment) => ({ ...attachment, origin: placed(attachment.origin) })),
    embedded: message.embedded.map((embedded) =>
      relocate(embedded, { ...raw, origin: placed(embedded.origin), record: undefined }, packing),
    ),
    problems: message.problems.map((problem) => ({ ...problem, origin: problem.origin && placed(problem.origin) })),
  });
}

function packPlaces(places: Body['places'], packing: Packing): Body['places'] {
  if (places.kind === 'parts') return { ...places, packings: [...places.packings, packing] };
  const runs = places.runs.map(({ textStart, textEnd }) => ({ textStart, textEnd, string: null }));
  return { ...places, origin: locateUnpacked(packing, places.origin), runs };
}

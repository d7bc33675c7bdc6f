import { parseMessageIds, withoutFilterMark } from '../header/message-id.js';
import { isEmpty, type RecordFields } from './record-fields.js';
import { type RecordHeader, recordHeader } from './record-headers.js';

const ALTERNATE_IDS = [
  'x-original-message-id',
  'x-google-original-message-id',
  'x-mailman-original-message-id',
  'x-microsoft-original-message-id',
  'resent-message-id',
];

/** How a message is called, and which ones it cites. */
export interface RecordIds {
  readonly messageId: string | null;
  readonly alternateIds: readonly string[];
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
}

/** The Message-ID header wins over a field of that name, which may be the number that a service gave; that is kept as another id. */
export function readIds(fields: RecordFields, headers: readonly RecordHeader[], chat: boolean): RecordIds {
  const read = (field: 'messageId' | 'inReplyTo' | 'references'): readonly string[] => {
    for (const entry of fields.candidates(field)) {
      const ids = idsOf(entry.value);
      if (!ids.length) continue;
      fields.use(entry, 'ids');
      return ids;
    }
    return [];
  };
  const own = read('messageId');
  const service = own.length ? [] : serviceIdOf(fields);
  const header = idsOf(recordHeader(headers, 'message-id'));
  const listed = own.length || header.length ? [] : ownIdOf(fields, chat);
  const [messageId = null, ...others] = [...new Set([...header, ...own, ...listed])];
  const alternates = ALTERNATE_IDS.flatMap((name) => idsOf(recordHeader(headers, name)));
  const cited = (field: 'inReplyTo' | 'references', name: string): readonly string[] => {
    const told = idsOf(recordHeader(headers, name));
    const ids = read(field);
    return [...new Set((told.length ? told : ids).map(withoutFilterMark))];
  };
  return {
    messageId,
    alternateIds: [...new Set([...others, ...service, ...alternates])].filter((id) => id !== messageId),
    inReplyTo: cited('inReplyTo', 'in-reply-to'),
    references: cited('references', 'references'),
  };
}

/** What a service calls the message, where it is no Message-ID: another id beside the header's. */
function serviceIdOf(fields: RecordFields): readonly string[] {
  const entry = fields
    .candidates('messageId')
    .find(({ value }) => typeof value === 'string' && /^\S{1,200}$/.test(value));
  if (!entry) return [];
  fields.use(entry, 'whole');
  return [entry.value as string];
}

/** `id` where it has the form of a Message-ID (notmuch), or in a chat, whose answers cite it. */
function ownIdOf(fields: RecordFields, chat: boolean): readonly string[] {
  const id = fields.named('id');
  if (typeof id !== 'string' || !(chat || /^<?[^\s<>@]+@[^\s<>@]+>?$/.test(id))) return [];
  fields.take('id', 'whole');
  return idsOf(id);
}

function idsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return isEmpty(value) ? [] : parseMessageIds(value);
  return Array.isArray(value)
    ? [...new Set(value.flatMap((item) => (typeof item === 'string' ? parseMessageIds(item) : [])))]
    : [];
}

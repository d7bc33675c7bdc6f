import { isRecord, type JsonRecord } from './record-fields.js';

/**
 * A record of a service whose fields stand where no other record has them, with the usual names beside or instead; any other as it is.
 *
 *     Amazon SES   {mail: {headers, commonHeaders: {from, to}, messageId}, receipt}   the header's own facts; the service's number is another id
 *     Zendesk      {via: {source: {from: {address, name}, to: …}}, plain_body}       from, to
 *     HelpScout    {createdBy: {first, last, email}, body}                          from
 *     CloudMailin  {envelope: {from, to}, headers: {From, To}}                      the header's
 *     Graph        {responses: [{status, body: "…"}]}                                the body is what was asked for
 */
export function serviceRecord(record: JsonRecord): JsonRecord {
  return fromSes(record) ?? fromVia(record) ?? fromEnvelope(record) ?? fromCreator(record) ?? record;
}

function fromSes(record: JsonRecord): JsonRecord | null {
  const { ses, content } = record;
  if (isRecord(ses) && isRecord(ses.mail)) {
    const { ses: _, ...rest } = record;
    return fromSes({ ...rest, ...ses });
  }
  const { mail, ...around } = record;
  if (!isRecord(mail) || !('messageId' in mail && 'destination' in mail)) return null;
  const { commonHeaders, headers, messageId, destination, timestamp, ...rest } = mail;
  const common = isRecord(commonHeaders) ? commonHeaders : {};
  const named = Array.isArray(headers) && headers.length > 0;
  const own = {
    ...around,
    ...rest,
    ...common,
    ...(named ? { headers } : {}),
    ...('to' in common || named ? { destination } : { to: destination }),
    timestamp,
    mailId: messageId,
  };
  // The text of a notification is the whole mail: it was read as one where it is.
  return content === undefined ? own : { ...own, content };
}

function fromVia(record: JsonRecord): JsonRecord | null {
  const { via, ...rest } = record;
  if (!isRecord(via) || !isRecord(via.source) || 'from' in record) return null;
  const { from, to, ...source } = via.source;
  if (!isRecord(from) || typeof from.address !== 'string') return null;
  const { metadata, ...others } = rest;
  const system = isRecord(metadata) && isRecord(metadata.system) ? metadata.system : {};
  const { message_id: messageId, ...told } = system;
  return {
    ...others,
    ...(metadata === undefined ? {} : { metadata: { ...(metadata as JsonRecord), system: told } }),
    ...(messageId === undefined ? {} : { message_id: messageId }),
    via: { ...via, source },
    from,
    ...(to === undefined ? {} : { to }),
  };
}

/** CloudMailin's `envelope` is that of SMTP: who it was delivered to; the header beside it says who it is to. */
function fromEnvelope(record: JsonRecord): JsonRecord | null {
  const { envelope, headers, ...rest } = record;
  if (!isRecord(envelope) || typeof envelope.from !== 'string' || !isRecord(headers)) return null;
  if (!Object.keys(headers).some((key) => key.toLowerCase() === 'from')) return null;
  const delivery = Object.entries(envelope).map(([key, value]) => [`envelope ${key}`, value] as const);
  return { ...rest, headers, ...Object.fromEntries(delivery) };
}

const SENDERS = ['from', 'sender', 'author', 'from_email', 'fromEmail', 'from_address', 'sender_email', 'sender_name'];

/** Who made the record, where it names no sender and the maker has an address. */
function fromCreator(record: JsonRecord): JsonRecord | null {
  if (SENDERS.some((name) => record[name] !== undefined && record[name] !== null)) return null;
  for (const key of ['createdBy', 'created_by', 'requester', 'creator']) {
    const maker = record[key];
    if (!isRecord(maker) || typeof maker.email !== 'string' || maker.email === '') continue;
    const { [key]: _, ...rest } = record;
    return { ...rest, from: maker };
  }
  return null;
}

/** What a record is that tells of a message in a file beside it and is none itself: Proton Mail's `NAME.metadata.json`, its list of labels. */
export function noteOf(record: JsonRecord): string | null {
  const { Payload: payload, Version: version } = record;
  if (version === undefined) return null;
  if (isRecord(payload) && 'LabelIDs' in payload && 'AddressID' in payload)
    return "Proton Mail's note on a message, which is the .eml file of that name beside it";
  const [first] = Array.isArray(payload) ? (payload as unknown[]) : [];
  return isRecord(first) && 'Name' in first && 'Type' in first ? "Proton Mail's list of labels" : null;
}

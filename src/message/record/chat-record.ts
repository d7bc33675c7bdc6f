import { isRecord, type JsonRecord } from './record-fields.js';

/** A message of a chat program. */
export interface Chat {
  readonly name: string;
  /** True where sender, time and text stand in it under names that records of mail have as well. */
  readonly readable: boolean;
  /** The member that names the sender, where records of mail have another. */
  readonly from?: string;
}

/** Slack's, Teams' and Google Chat's messages, by the fields that only they have; null for anything else. */
export function chatOf(record: JsonRecord): Chat | null {
  const { ts, from } = record;
  const slack = typeof ts === 'string' && /^\d{10}\.\d{6}$/.test(ts);
  if (slack && ['user', 'username', 'bot_id', 'subtype', 'client_msg_id'].some((key) => key in record))
    return { name: 'Slack', readable: false };
  const { creator, created_date: created, text } = record;
  if (isRecord(creator) && typeof created === 'string' && typeof text === 'string' && 'topic_id' in record)
    return { name: 'Google Chat', readable: true, from: 'creator' };
  const other = otherChat(record);
  if (other !== null) return { name: other, readable: false };
  const teams = 'chatId' in record || 'channelIdentity' in record || typeof record.messageType === 'string';
  return teams && isRecord(from) && ('user' in from || 'application' in from)
    ? { name: 'Teams', readable: true }
    : null;
}

/** The chat programs whose messages are told by a name or two that only they write. */
function otherChat(record: JsonRecord): string | null {
  const { author } = record;
  if ('text_entities' in record || ('from_id' in record && 'date_unixtime' in record)) return 'Telegram';
  if (isRecord(author) && 'discriminator' in author) return 'Discord';
  if ('sender_name' in record && 'timestamp_ms' in record) return 'Facebook or Instagram';
  if ('messagetype' in record && ('originalarrivaltime' in record || 'conversationid' in record)) return 'Skype';
  if ('envelope' in record && isRecord(record.envelope) && 'dataMessage' in record.envelope) return 'Signal';
  if ('key' in record && isRecord(record.key) && 'remoteJid' in record.key) return 'WhatsApp';
  return phoneChat(record);
}

/** The names under which exports of telephones keep who wrote, and those of whom they wrote with. */
const AUTHORS = ['from', 'sender', 'author'];
const OTHERS = ['to', 'recipient', 'address', 'phone', 'phonenumber', 'jid', 'chatid'];
/** Those that may hold another number as well. */
const HANDLES = ['handle', 'source', 'number'];
/** What mail has and they have not. */
const OF_MAIL = /^(?:subject|title|betreff|cc|bcc|messageid|internetmessageid|headers)$/;
const WORDS = ['body', 'text', 'message', 'content', 'msg'];
const NUMBER = /^(?:\+|00)?\(?\d[\d\s().-]{5,20}$/;
const OWNER = /^(?:me|self|you|ich|moi|yo)$/i;
const WHATSAPP = /^\d{5,20}(?:-\d{5,20})?@(?:s\.whatsapp\.net|c\.us|g\.us|lid)$/;

/**
 * A text message of a telephone, told by numbers in the place of people (`+47 12 34 56 78`, `4712345678@s.whatsapp.net`), or a message that
 * names its chat; null for anything else.
 */
function phoneChat(record: JsonRecord): string | null {
  const told = new Map(Object.entries(record).map(([key, value]) => [key.toLowerCase().replace(/[^a-z]/g, ''), value]));
  if ([...told.keys()].some((key) => OF_MAIL.test(key)) || !WORDS.some((key) => typeof told.get(key) === 'string'))
    return null;
  const textsOf = (names: readonly string[]) =>
    names.flatMap((key) => {
      const value = told.get(key);
      return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : [];
    });
  const [authors, others] = [textsOf(AUTHORS), textsOf(OTHERS)];
  const people = [...authors, ...others, ...textsOf(HANDLES).filter((one) => one.startsWith('+'))];
  if (people.some((one) => WHATSAPP.test(one))) return 'WhatsApp';
  if (people.some((one) => one.includes('@'))) return null;
  const isNumber = (one: string) => NUMBER.test(one) && one.replace(/\D/g, '').length >= 6;
  if (people.some(isNumber) && authors.every((one) => isNumber(one) || OWNER.test(one))) return 'SMS';
  const chat = told.get('chat') ?? told.get('chatname') ?? told.get('chatsession');
  if (typeof chat !== 'string' || chat === '' || told.has('to') || told.has('recipients')) return null;
  return `of the chat "${chat.slice(0, 60)}"`;
}

/** What a record of a chat program's export is that holds no message: Slack's lists of channels and users; null for anything else. */
export function chatListOf(record: JsonRecord): string | null {
  if ('is_archived' in record && Array.isArray(record.members)) return "a channel in Slack's list";
  return 'team_id' in record && isRecord(record.profile) ? "a user in Slack's list" : null;
}

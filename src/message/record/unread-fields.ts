import { isNothing, isWithheld } from '../address/withheld-person.js';
import type { Mailbox, Message } from '../message.js';
import { htmlToText } from '../mime/html-text.js';
import { isEmpty, isRecord, type RecordFields, type Use } from './record-fields.js';
import { fieldsOfKey, simplifyName } from './record-names.js';

/** A member of a record, or of an object inside it, that no part of the message holds. */
export interface UnreadField {
  /** Names from the record down, without the positions in lists: `participants.email`. */
  readonly path: string;
  readonly kind:
    | 'text'
    /** A number, a flag, or what programs keep for themselves. */
    | 'mark'
    /** `None`, `N/A` and the like. */
    | 'nothing';
  readonly value: string | number | boolean | bigint;
  /** The field that `--map` could read it as. */
  readonly mapped: string | null;
}

/** What a program notes about a message, by the last word of the name. */
const MARKS =
  /(?:^|[_.\s-]|[a-z0-9](?=[A-Z]))(?:id|ids|uid|uuid|guid|etag|hash|md5|sha1|sha256|size|count|labels?|labelids|tags?|flags?|keywords|url|link|weblink|href|version|type|status|importance|priority|path|file|filename|charset|encoding|schema|index|score|key|cid|rev|lang|language|timezone|event|category|categories|format|mimetype|history)$/i;
const ROLE_KEYS =
  /^(?:type|kind|role|recipienttype|field|header|recipientrole|emailtype|rtype|usertype|useridentitytype|routingtype|mailboxtype)$/;
/** What stands under these keys and says no more than that somebody is a recipient, or how an address is written. */
const ROLE_VALUES =
  /^(?:\d|to|cc|bcc|from|sender|author|reply-?to|primary|carbon_?copy|blind_?carbon_?copy|mapi_?(?:to|cc|bcc)|smtp|ex|x500|mailbox|oneoff|contact|publicdl|privatedl|aaduser|user|person|recipient|email|work|home|other|internal|external)$/i;
const LIST_WORDS = new Set([
  'frozenset',
  'set',
  'list',
  'tuple',
  'mailto',
  'smtp',
  'on',
  'behalf',
  'of',
  'at',
  'undisclosed',
  'recipients',
  'null',
  'none',
  'nan',
]);
const MOST_LEAVES = 1_000_000;

/** The members of a record that were not used, leaf by leaf. Members that only bodies hold are passed over where bodies were not read. */
export function unreadFields(fields: RecordFields, message: Message): readonly UnreadField[] {
  const unread: UnreadField[] = [];
  const people = lazily(() => wordsOfPeople(message));
  const ids = lazily(() => wordsOfIds(message));
  for (const entry of fields.entries) {
    const use = fields.used.get(entry.path);
    if (use === 'whole' && typeof entry.value !== 'object') continue;
    const names = new Set(fieldsOfKey(entry.key).map(({ field }) => field));
    const ofBody = ['text', 'html', 'preview', 'attachments'].some((name) => names.has(name as 'text'));
    if (
      message.body === null &&
      (ofBody || simplifyName(entry.key) === 'payload' || simplifyName(entry.key) === 'bodyvalues')
    )
      continue;
    const isHeld = (leaf: string, key: string): boolean => {
      if (fields.kept.has(leaf)) return true;
      if (use === 'people')
        return (ROLE_KEYS.test(simplifyName(key)) && ROLE_VALUES.test(leaf)) || hasWords(leaf, people());
      if (use === 'ids') return wordsIn(leaf).every((word) => ids().has(word));
      if (use === 'whole') return message.date?.raw.includes(leaf) === true;
      return ofBody && message.body !== null && standsIn(leaf, message.body, names.has('preview'));
    };
    collect({ path: entry.path, key: entry.key, value: entry.value }, isHeld, use, unread);
  }
  return unread;
}

function collect(
  root: { path: string; key: string; value: unknown },
  isHeld: (leaf: string, key: string) => boolean,
  use: Use | undefined,
  unread: UnreadField[],
): void {
  const stack = [root];
  for (let count = 0; stack.length && count < MOST_LEAVES; count++) {
    const { path, key, value } = stack.pop()!;
    if (Array.isArray(value)) {
      for (const item of value) stack.push({ path, key, value: item });
    } else if (value instanceof Map || value instanceof Date || value instanceof Uint8Array) {
      // A program's own values: the reader of the field knows them.
    } else if (isRecord(value)) {
      for (const [name, inner] of Object.entries(value))
        stack.push({ path: `${path}.${name}`, key: name, value: inner });
    } else if (typeof value === 'string') {
      if (value.trim() === '') continue;
      if (isNothing(value) || (use === 'people' && isWithheld(value)))
        unread.push({ path, kind: 'nothing', value, mapped: null });
      else if (!isHeld(value, key))
        unread.push(use === 'ids' ? { path, kind: 'mark', value, mapped: null } : told(path, key, value));
    } else if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
      if (use === undefined || !(use === 'people' || isHeld(String(value), key)))
        unread.push({ path, kind: 'mark', value, mapped: null });
    }
  }
}

function told(path: string, key: string, value: string): UnreadField {
  const dated = fieldsOfKey(key).some(({ field }) => field === 'date' || field === 'received') && value.length < 60;
  const isMark = dated || (MARKS.test(key) && !/\s\S+\s/.test(value));
  return {
    path,
    kind: isMark || /^(?:true|false|-?\d+(?:\.\d+)?)$/i.test(value) ? 'mark' : 'text',
    value,
    mapped: fieldFor(path, value),
  };
}

/** The field of a message that a value looks like: by the name in several languages, then by the value itself. */
function fieldFor(path: string, value: string): string | null {
  const name = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  if (ABOUT.test(name)) return null;
  for (const [field, pattern] of BY_NAME) if (pattern.test(name)) return field;
  if (/^[^\s@/]+@[^\s@/]+$|<[^\s@/]+@[^\s@/]+>/.test(value.slice(0, 500))) return OWNERS.test(name) ? null : 'to';
  if (/^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}/.test(value)) return 'date';
  return value.length >= 20 && /\s/.test(value) ? 'text' : null;
}

/** Names of what a file, a program or a reviewer says of the message: none of its own fields. */
const ABOUT =
  /file ?name|filename|file_name|path|folder|location|custodian|review|privilege|responsive|issue|tag|coding|redact|hash|md5|sha\d|url|uri|link|arn$|guid|version/;
/** Names of those whose account or matter it is, who need be no recipients. */
const OWNERS = /owner|account|mailbox|user|customer|client|requester|contact|support|assign|list/;

const BY_NAME: readonly (readonly [string, RegExp])[] = [
  ['bcc', /bcc|blind|bkk/],
  ['cc', /(?:^|[^a-z])cc|cc(?:$|[^a-z])|kopie|copy|copie|copia/],
  ['from', /from|sender|author|absender|^von$|exp[eé]diteur|^de$|remitente|mittente|creator|owner/],
  ['to', /^to(?:$|[^a-z]|addr|e?mail|name|recip|field)|_to$|recip|receiver|empf|^an$|destin|addressee|participant/],
  ['date', /date|datum|fecha|data$|sent|gesendet|time|when/],
  ['subject', /subj|betreff|title|titel|objet|asunto|oggetto|onderwerp/],
];

/** True if the words of a text are all among those of the people of the message. */
const hasWords = (text: string, words: ReadonlySet<string>): boolean =>
  wordsIn(text).every((word) => words.has(word) || LIST_WORDS.has(word));

const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const wordsOfIds = (message: Message): ReadonlySet<string> =>
  new Set(
    [message.messageId ?? '', ...message.alternateIds, ...message.inReplyTo, ...message.references].flatMap(wordsIn),
  );

function wordsOfPeople(message: Message): ReadonlySet<string> {
  const words = new Set<string>();
  const all: readonly (Mailbox | null)[] = [
    message.from,
    message.sender,
    ...message.to,
    ...message.cc,
    ...message.bcc,
    ...message.replyTo,
  ];
  for (const mailbox of all)
    if (mailbox) for (const word of wordsIn(`${mailbox.name} ${mailbox.address}`)) words.add(word);
  return words;
}

/** True if a text, or a preview of it, stands in the body; white space aside. */
function standsIn(text: string, body: NonNullable<Message['body']>, preview: boolean): boolean {
  const whole = collapse(text);
  // Gmail writes previews in HTML's entities, without blanks where a line ended.
  const wanted = preview
    ? collapse(htmlToText(whole))
        .replace(/(?:\.{3}|…)$/, '')
        .trimEnd()
    : whole;
  if (wanted.length > body.text.length + (body.html?.length ?? 0) + 1000) return false;
  // `<ada@moor.example>` alone is no tag: nothing would be left of it, and nothing begins every text.
  if (preview && wanted !== '') return collapse(body.text).startsWith(wanted);
  if (preview) return collapse(body.text).includes(whole);
  return collapse(body.text).includes(wanted) || (body.html !== null && collapse(body.html).includes(wanted));
}

const collapse = (text: string): string => text.replace(/\s+/g, ' ').trim();

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** True if no member that may hold the field says anything. */
export const isUntold = (fields: RecordFields, names: readonly Parameters<RecordFields['candidates']>[0][]): boolean =>
  names.every((name) => fields.candidates(name).every(({ value }) => isEmpty(value)));

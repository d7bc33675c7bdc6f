import { findValueEnd, skipSpace, stringEnd, textOf, type Units } from './json-scan.js';

/** What an object in a JSON export is: a message, a box around messages, or something else. */
export type ObjectKind = 'record' | 'wrapper' | 'other';

/** Names under which exports keep their list of messages, however the objects around look. */
const LISTS = new Set([
  'messages',
  'emails',
  'mails',
  'email',
  'mail',
  'message',
  'value',
  'data',
  'items',
  'results',
  'records',
  'threads',
  'conversations',
  'hits',
  'edges',
  'nodes',
  'rows',
  'docs',
  'documents',
]);

const MESSAGE_FIELDS = new Set(
  (
    'from sender fromaddress fromname fromemail to torecipients recipients cc ccrecipients bcc bccrecipients subject title date ' +
    'sent sentdate datesent sentat sentdatetime receiveddatetime received receivedat timestamp internaldate createdat body text ' +
    'html content textbody htmlbody plain plainbody bodyplain bodyhtml bodypreview bodytext snippet messageid internetmessageid inreplyto references headers payload raw ' +
    'threadid conversationid attachments'
  ).split(' '),
);

const simplify = (key: string): string =>
  key
    .replace(/^header:([\w-]{1,40}):as[A-Z]\w*$/, '$1')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** True if two of the keys are fields that messages have, by usual names or by the user's own (`--map`). */
export function isMessageLike(keys: readonly string[], mapped: ReadonlySet<string>): boolean {
  let count = 0;
  for (const key of keys) {
    const name = simplify(key);
    if (name === 'payload' || name === 'raw') return true;
    if (MESSAGE_FIELDS.has(name) || mapped.has(key)) count++;
  }
  return count >= 2;
}

/** True for `messages`, `value` and the like: the list under it holds messages whatever their fields are called. */
export const isListName = (key: string): boolean => LISTS.has(simplify(key)) || COMPOSED_LIST.test(simplify(key));

/** `email_thread`, `msgs`. */
const COMPOSED_LIST = /^(?:emails?|mails?|messages?|msgs?|threads?|conversations?|chain){1,2}(?:list|json)?$/;

/** True of a list whose first element is an object. */
export const holdsObjects = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && typeof value[0] === 'object' && value[0] !== null;

/** Decides on an object that was read whole. */
export function kindOfObject(value: object, mapped: ReadonlySet<string>): ObjectKind {
  const entries = Object.entries(value);
  if (isSpread(value as Members)) return 'record';
  if (isAnswer(value as Members)) return 'wrapper';
  const lists = entries.filter(([, member]) => Array.isArray(member));
  if (lists.some(([key, member]) => simplify(key) === 'messages' && holdsObjects(member))) return 'wrapper';
  if (isBesideText(value as Members, mapped) && !holdsThread(value, mapped)) return 'record';
  if (isMessageLike(Object.keys(value), mapped)) {
    const isBox = !entries.some(([key]) => AUTHORED.test(simplify(key))) && holdsThread(value, mapped);
    return isBox ? 'wrapper' : 'record';
  }
  if (lists.some(([key, member]) => holdsObjects(member) || (isListName(key) && Array.isArray(member))))
    return 'wrapper';
  const inner = holdsMessages(value, mapped);
  return inner ? 'wrapper' : 'other';
}

type Members = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown): Members | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : null;

/** What a message says for itself, and a box around messages does not. */
export const AUTHORED = /from|sender|author|body|text|content|html/;

/**
 * True for one message whose fields stand in several objects: a notification of Amazon SES (`mail` and `receipt`), an item of Nuix
 * (`communication` and `properties`), a webhook of Mandrill (`event`, `ts` and `msg`), a message of Slack (`ts` and `user`, with a list of reactions).
 */
function isSpread(value: Members): boolean {
  const mail = membersOf(value.mail);
  if (mail && 'messageId' in mail && 'destination' in mail) return true;
  const communication = membersOf(value.communication);
  if (communication && 'from' in communication && membersOf(value.properties)) return true;
  if (typeof value.event === 'string' && typeof value.ts === 'number' && membersOf(value.msg)) return true;
  return typeof value.ts === 'string' && /^\d{10}\.\d{6}$/.test(value.ts) && typeof value.type === 'string';
}

const TEXTS = ['content', 'text', 'body', 'html', 'plain', 'page_content', 'message'];
const HEADS = ['email', 'mail', 'meta', 'metadata', 'properties', 'header', 'headers', 'envelope', 'head', 'fields'];

/**
 * True for a text beside the object that tells the rest: FSCrawler's `{content, meta: {author, title, date}}`, `{text, meta: {header: {From,
 * Subject}}}`, `{body: {plain}, envelope: {from, subject}}`, `{body: [{content_type, content}], header: {from, subject}}`.
 */
function isBesideText(given: Members, mapped: ReadonlySet<string>): boolean {
  const value = Object.fromEntries(Object.entries(given).map(([key, member]) => [key.toLowerCase(), member]));
  const isText = (told: unknown): boolean => typeof told === 'string' && told.length > 0;
  const hasText = TEXTS.some((key) => {
    const told = value[key];
    const box = membersOf(Array.isArray(told) ? told[0] : told);
    return isText(value[key]) || (box !== null && TEXTS.some((name) => isText(box[name])));
  });
  if (!hasText) return false;
  const tells = (box: Members | null): boolean => box !== null && isMessageLike(Object.keys(box), mapped);
  return HEADS.some((key) => {
    const box = membersOf(value[key]);
    return tells(box) || (box !== null && Object.values(box).filter((inner) => tells(membersOf(inner))).length === 1);
  });
}

/** The same, of an object of which only names can be seen. */
const isSpreadNames = (names: ReadonlySet<string>): boolean =>
  (names.has('mail') && names.has('receipt')) || (names.has('communication') && names.has('properties'));

/** True for an answer to one of several requests, as Microsoft Graph's `$batch` gives it: `{id, status, headers, body: {…}}`. */
const isAnswer = (value: Members): boolean => typeof value.status === 'number' && membersOf(value.body) !== null;

/** True where an object below, not deeper than two, has a list of messages: HelpScout's `{subject, _embedded: {threads: […]}}`. */
function holdsThread(value: object, mapped: ReadonlySet<string>, depth = 0): boolean {
  return Object.entries(value).some(([key, member]) => {
    if (/attach|file/i.test(key)) return false;
    if (holdsObjects(member)) return isMessageLike(Object.keys((member as object[])[0]!), mapped);
    const inner = membersOf(member);
    return depth < 2 && inner !== null && holdsThread(inner, mapped, depth + 1);
  });
}

const DEEPEST_BOX = 6;
const MOST_LOOKED_AT = 1000;

/** True if an object somewhere below, through objects alone, is like a message or has a list of objects under a usual name. */
function holdsMessages(value: object, mapped: ReadonlySet<string>): boolean {
  const hasMessages = (list: unknown) =>
    holdsObjects(list) && isMessageLike(Object.keys((list as object[])[0]!), mapped);
  const queue: { object: object; depth: number }[] = [{ object: value, depth: 0 }];
  for (let at = 0; at < queue.length && at < MOST_LOOKED_AT; at++) {
    const { object, depth } = queue[at]!;
    for (const member of Object.values(object)) {
      if (typeof member !== 'object' || member === null || Array.isArray(member)) continue;
      const keys = Object.keys(member as object);
      if (isMessageLike(keys, mapped)) return true;
      const lists = keys.map((key) => [key, (member as Record<string, unknown>)[key]] as const);
      if (lists.some(([key, list]) => (isListName(key) && holdsObjects(list)) || hasMessages(list))) return true;
      if (depth < DEEPEST_BOX) queue.push({ object: member as object, depth: depth + 1 });
    }
  }
  return false;
}

/** Decides on an object of which only the first part is at hand: by the keys at its top, as far as they can be seen. */
export function kindOfLongObject(units: Units, at: number, end: number, mapped: ReadonlySet<string>): ObjectKind {
  const keys: string[] = [];
  let nested = false;
  let index = at + 1;
  for (;;) {
    index = skipSpace(units, index, end);
    while (units[index] === 44 && index < end) index = skipSpace(units, index + 1, end);
    if (units[index] !== 34 || index >= end) break;
    const keyEnd = stringEnd(units, index, end);
    if (keyEnd < 0) break;
    const key = textOf(units, index + 1, keyEnd - 1);
    keys.push(key);
    index = skipSpace(units, keyEnd, end);
    if (units[index] !== 58) break;
    index = skipSpace(units, index + 1, end);
    if (units[index] === 91) {
      const objects = units[skipSpace(units, index + 1, end)] === 123;
      if (objects && simplify(key) === 'messages') return 'wrapper';
      nested ||= objects;
    } else nested ||= units[index] === 123;
    const value = findValueEnd(units, index, end);
    if (value.kind !== 'ended') break;
    index = value.end;
  }
  const names = new Set(keys);
  if (nested && ['id', 'status', 'body'].every((name) => names.has(name))) return 'wrapper';
  if (isMessageLike(keys, mapped)) return 'record';
  return nested && !isSpreadNames(names) ? 'wrapper' : 'other';
}

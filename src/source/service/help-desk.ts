import { placesIn } from '../format/json/json-places.js';
import type { Units } from '../format/json/json-scan.js';

type Members = Readonly<Record<string, unknown>>;

/** A message of a conversation, where it begins in the JSON, and what holds for it where it says nothing itself. */
export interface ConversationPiece {
  readonly record: Members;
  readonly start: number;
  readonly box: Members | null;
  readonly plain: true;
}

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The messages of a conversation as help desks keep it; null for any other object. The opening message stands in the conversation, or under
 * `source`, and the answers in a list:
 *
 *     Intercom   {source: {subject, body, author}, conversation_parts: {conversation_parts: [{part_type, body, author}]}}
 *     Freshdesk  {subject, description_text, requester, conversations: [{body_text, from_email, to_emails}]}
 *     Zendesk    {subject, description, via, comments: [{plain_body, via}]}       the first comment is the description
 *
 * Parts that say nothing (assigned, closed) are none; they belong to the message before.
 */
export function conversationOf(
  value: Members,
  units: Units,
  at: number,
  end: number,
): readonly ConversationPiece[] | null {
  const opening = openingOf(value);
  if (opening === null) return null;
  const { path, list, answers, box } = opening;
  const starts = startsAt(units, at, end, list);
  if (starts.length !== answers.length || !answers.every(isMembers)) return null;
  const pieces: ConversationPiece[] = [];
  if (opening.record !== null) {
    const start = path === null ? at : placesIn(units, at, end).findLast(({ key }) => key === path)?.start;
    if (start === undefined) return null;
    pieces.push({ record: opening.record, start, box, plain: true });
  }
  for (const [index, record] of answers.entries())
    if (says(record)) pieces.push({ record, start: starts[index]!, box, plain: true });
  return pieces.length ? pieces.sort((a, b) => a.start - b.start) : null;
}

interface Opening {
  /** The member that holds it; null where it is the conversation itself. */
  readonly path: string | null;
  /** Null where the first answer says the same. */
  readonly record: Members | null;
  readonly list: readonly string[];
  readonly answers: readonly Members[];
  readonly box: Members;
}

function openingOf(value: Members): Opening | null {
  const { source, conversation_parts: parts, conversations, comments, subject, title, id } = value;
  const box = (name: string, told: unknown): Members => ({
    subject: typeof told === 'string' ? told.replace(/<[^>]{0,200}>/g, '') : '',
    thread_id: `${name} ${String(id)}`,
  });
  if (isMembers(source) && 'author' in source && isMembers(parts) && Array.isArray(parts.conversation_parts)) {
    const record = { created_at: value.created_at, ...source, ...withoutKeys(value, ['source', 'conversation_parts']) };
    const told = typeof source.subject === 'string' && source.subject !== '' ? source.subject : title;
    const answers = parts.conversation_parts as Members[];
    const list = ['conversation_parts', 'conversation_parts'];
    return { path: null, record: { ...record, ...pick(source) }, list, answers, box: box('intercom', told) };
  }
  if (Array.isArray(conversations) && conversations.every(isMembers) && 'description_text' in value) {
    const record = withoutKeys(value, ['conversations']);
    return { path: null, record, list: ['conversations'], answers: conversations, box: box('freshdesk', subject) };
  }
  if (
    Array.isArray(comments) &&
    comments.length > 0 &&
    comments.every(isMembers) &&
    'via' in value &&
    'description' in value
  )
    return { path: null, record: null, list: ['comments'], answers: comments, box: box('zendesk', subject) };
  return null;
}

/** What the opening message of a conversation says for itself, where the conversation has members of the same names. */
const pick = ({ id, type, body, author, subject }: Members): Members => ({ id, type, body, author, subject });

const withoutKeys = (value: Members, keys: readonly string[]): Members =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));

const says = (record: Members): boolean =>
  ['body', 'body_text', 'plain_body', 'html_body'].some((key) => typeof record[key] === 'string' && record[key] !== '');

/** Where the elements of a list begin that stands at the end of a path of members. */
export function startsAt(units: Units, at: number, end: number, path: readonly string[]): readonly number[] {
  let place = at;
  for (const step of path) {
    const found = placesIn(units, place, end).findLast(({ key }) => key === step);
    if (found === undefined) return [];
    place = found.start;
  }
  return placesIn(units, place, end).map(({ start }) => start);
}

import { LONGEST_FORMATTING, readB4Count } from '../feature/sending-run.js';

/** How a message is related to an id that its own was made from, or that it names. */
export const ID_RELATIONS = [
  'none',
  'continues it',
  'holds it',
  'first of its sending',
  'one before in its sending',
  'named by its Link tag',
] as const;

/** Index in ID_RELATIONS: see `readLinkTags`. */
export const LINK_TAG = 5;

/** An id that a message with a given id may answer, and the index of the relation in ID_RELATIONS. */
export interface RelatedId {
  readonly id: string;
  readonly relation: number;
}

/** Longer ids are made by no program that is known here. */
const LONGEST = 250;
const MOST_PREFIXES = 6;

/**
 * The ids that programs make ids from. Trackers and forges number the mails about one matter, some tools put the id of what they
 * answer into their own, and git counts the mails of one sending:
 *
 *     bug-12-7-QmFkZ2Vy@bugs.example.org    bug-12-7@bugs.example.org (continues it)
 *     team/tool/pull/12/c34@forge.example   team/tool/pull/12@forge.example (continues it)
 *     applied-1234.5-1-anna@example.org     1234.5-1-anna@example.org (holds it)
 *     20200904102114.8173-3-anna@host       20200904102114.8173-1-anna@host (first of its sending), ...-2-... (one before)
 *     0a1b2c3d.1565338437.git.anna@host     cover.1565338437.git.anna@host (first of its sending), or some seconds before
 *     20230308-valve-v2-3-6f5c1d2a3b4c@host  20230308-valve-v2-0-... (first of its sending), ...-2-... (one before)
 *
 * They mean something only where a message bears such an id.
 */
export function listRelatedIds(messageId: string | null): readonly RelatedId[] {
  if (messageId === null || messageId.length > LONGEST) return [];
  const at = messageId.lastIndexOf('@');
  if (at < 4) return [];
  const local = messageId.slice(0, at);
  const domain = messageId.slice(at);
  const found: RelatedId[] = [];
  const b4 = readB4Count(local);
  const counted = b4 ?? readCount(local);
  if (counted !== null) {
    const make = (count: number) => `${local.slice(0, counted.start)}${count}${local.slice(counted.end)}${domain}`;
    if (b4 !== null && counted.count > 0) found.push({ id: make(0), relation: 3 });
    if (counted.count > 1) found.push({ id: make(1), relation: 3 });
    if (counted.count > 2) found.push({ id: make(counted.count - 1), relation: 4 });
    return found;
  }
  const git = local.indexOf('.git.');
  const dot = local.indexOf('.');
  if (dot > 0 && git >= dot && !local.startsWith('cover.')) {
    return listCoverTimes(local.slice(dot + 1, git)).map((time) => ({
      id: `cover.${time}${local.slice(git)}${domain}`,
      relation: 3,
    }));
  }
  for (let end = local.length - 1; end >= 4 && found.length < MOST_PREFIXES; end--) {
    if (SEPARATORS.includes(local[end]!)) found.push({ id: local.slice(0, end) + domain, relation: 1 });
  }
  const dash = local.indexOf('-');
  if (dash > 2 && dash < 16) found.push({ id: messageId.slice(dash + 1), relation: 2 });
  return found;
}

/** `1565338437` → `1565338437`, `1565338436`, ... */
function listCoverTimes(time: string): readonly string[] {
  if (!isNumber(time) || time.length > 12) return [time];
  return Array.from({ length: LONGEST_FORMATTING + 1 }, (_, seconds) => String(Number(time) - seconds));
}

/**
 * Whether a numbered message of a sending was sent below a cover letter, as its id tells: git counts the cover, the subject does not.
 *
 *     [PATCH 2/4], 20200904102114.8173-3-anna@host    'yes': 0/4 was the first
 *     [PATCH 2/4], 20200904102114.8173-2-anna@host    'no'
 *     [PATCH 2/4], 20200904102114.8173-1-anna@host    'alone': the command sent nothing before it, neither 0/4 nor 1/4
 */
export function countsCover(messageId: string | null, number: number): 'unknown' | 'no' | 'yes' | 'alone' {
  const count = countInSending(messageId);
  if (count === number + 1) return 'yes';
  if (count > 0 && count === number) return 'no';
  return count === 1 && number > 1 ? 'alone' : 'unknown';
}

/** Which mail of its sending it was, as git counted: 1 = the first; 0 where the id does not tell. */
export function countInSending(messageId: string | null): number {
  const at = messageId?.lastIndexOf('@') ?? -1;
  return at < 0 ? 0 : (readCount(messageId!.slice(0, at))?.count ?? 0);
}

const SEPARATORS = '-./';

/** Where git send-email counts: `20200904102114.8173-3-anna` → 3, `1387261234-4321-2-git-send-email-anna` → 2. */
function readCount(local: string): { readonly start: number; readonly end: number; readonly count: number } | null {
  const first = local.indexOf('-');
  if (first < 0) return null;
  const isStamp = first > 15 && local[14] === '.' && isNumber(local.slice(0, 14)) && isNumber(local.slice(15, first));
  let start = first + 1;
  if (!isStamp) {
    if (!local.includes('-git-send-email-')) return null;
    const second = local.indexOf('-', start);
    if (second < 0 || !isNumber(local.slice(0, first)) || !isNumber(local.slice(start, second))) return null;
    start = second + 1;
  }
  const end = local.indexOf('-', start);
  if (end < 0 || end - start > 4 || !isNumber(local.slice(start, end))) return null;
  return { start, end, count: Number(local.slice(start, end)) };
}

function isNumber(text: string): boolean {
  if (text === '') return false;
  for (const char of text) if (char < '0' || char > '9') return false;
  return true;
}

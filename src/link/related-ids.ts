/** How an id is related to another one that it was made from. */
export const ID_RELATIONS = [
  'none',
  'continues it',
  'holds it',
  'first of its sending',
  'one before in its sending',
] as const;

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
 *     0a1b2c3d.1565338437.git.anna@host     cover.1565338437.git.anna@host (first of its sending)
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
  const counted = readCount(local);
  if (counted !== null) {
    const make = (count: number) => `${local.slice(0, counted.start)}${count}${local.slice(counted.end)}${domain}`;
    if (counted.count > 1) found.push({ id: make(1), relation: 3 });
    if (counted.count > 2) found.push({ id: make(counted.count - 1), relation: 4 });
    return found;
  }
  const git = local.indexOf('.git.');
  const dot = local.indexOf('.');
  if (dot > 0 && git >= dot && !local.startsWith('cover.')) {
    return [{ id: `cover${local.slice(dot)}${domain}`, relation: 3 }];
  }
  for (let end = local.length - 1; end >= 4 && found.length < MOST_PREFIXES; end--) {
    if (SEPARATORS.includes(local[end]!)) found.push({ id: local.slice(0, end) + domain, relation: 1 });
  }
  const dash = local.indexOf('-');
  if (dash > 2 && dash < 16) found.push({ id: messageId.slice(dash + 1), relation: 2 });
  return found;
}

/**
 * Whether a numbered message of a sending was sent below a cover letter, as its id tells: git counts the cover, the subject does not.
 *
 *     [PATCH 2/4], 20200904102114.8173-3-anna@host    'yes': 0/4 was the first
 *     [PATCH 2/4], 20200904102114.8173-2-anna@host    'no'
 */
export function countsCover(messageId: string | null, number: number): 'unknown' | 'no' | 'yes' {
  const at = messageId?.lastIndexOf('@') ?? -1;
  const counted = at < 0 ? null : readCount(messageId!.slice(0, at));
  if (counted === null) return 'unknown';
  if (counted.count === number + 1) return 'yes';
  return counted.count === number ? 'no' : 'unknown';
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

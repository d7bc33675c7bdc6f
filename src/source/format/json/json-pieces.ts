import { conversationOf, startsAt } from '../../service/help-desk.js';
import { countCoreFields, skipBlank } from '../header-scan.js';
import { nestedStarts, placesIn, placesInString } from './json-places.js';
import { AUTHORED, holdsObjects, isListName, isMessageLike, kindOfObject } from './json-record.js';
import { findValueEnd, type Units } from './json-scan.js';

type Members = Readonly<Record<string, unknown>>;

/** One of the messages that an object holds, and where it begins. */
export interface Piece {
  readonly record: unknown;
  readonly start: number;
  /** What holds for it where it says nothing itself. */
  readonly box: Members | null;
  /** False where its strings do not stand in the source as they read: a record in a text, or in columns. */
  readonly plain: boolean;
}

/** The messages of an object, and the names of members beside them that no message holds. */
export interface Pieces {
  readonly pieces: readonly Piece[];
  readonly aside: readonly string[];
}

const MOST_PIECES = 5_000_000;

/** Lists of messages inside a message. */
const NESTED =
  /^(?:(?:nested|child|sub|thread|reply)?(?:replies|responses|answers|children|messages|emails|mails|followups)|threads?|conversations?|chain|reply)$/;

const simplify = (key: string): string => key.toLowerCase().replace(/[^a-z0-9]/g, '');
const isNested = (key: string): boolean => NESTED.test(simplify(key));

/**
 * The messages of an object that holds several in its own way: a list of replies inside each, a list of messages written as text, or a table
 * as pandas writes it (`{"From": {"0": ...}}`, `{"columns": [...], "data": [[...]]}`). Null for any other object.
 */
export function piecesOf(
  value: object,
  units: Units,
  at: number,
  end: number,
  mapped: ReadonlySet<string>,
): Pieces | null {
  const members = value as Members;
  const conversation = conversationOf(members, units, at, end);
  if (conversation !== null) return { pieces: conversation, aside: [] };
  return (
    tableOf(members, units, at, end, mapped) ??
    mailsOf(members, units, at, end, mapped) ??
    textListOf(members, units, at, end, mapped) ??
    repliesOf(members, units, at, end, mapped)
  );
}

/** Members of an object around messages that hold for each of them: the subject and the thread. */
export function boxOf(members: Members, around: Members | null): Members | null {
  const kept = Object.entries(members).filter(
    ([key, value]) => BOXED.has(simplify(key)) && (typeof value === 'string' || typeof value === 'number'),
  );
  return kept.length ? { ...around, ...Object.fromEntries(kept) } : around;
}

/** The same of a conversation, `{id, subject, messages: […]}`: its number is that of the thread. A folder or an export has a title at most. */
export function threadBoxOf(members: Members, around: Members | null): Members | null {
  const box = boxOf(members, around);
  const { id } = members;
  const isThread =
    'subject' in members && !Object.keys(members).some((key) => /thread|conversation/.test(simplify(key)));
  return isThread && (typeof id === 'string' || typeof id === 'number') ? { ...box, threadId: String(id) } : box;
}

const BOXED = new Set([
  'subject',
  'title',
  'topic',
  'threadid',
  'conversationid',
  'threadsubject',
  'conversationtopic',
]);

/** True of a member that `boxOf` hands on. */
export const isBoxed = (key: string): boolean => BOXED.has(simplify(key));

function repliesOf(
  members: Members,
  units: Units,
  at: number,
  end: number,
  mapped: ReadonlySet<string>,
): Pieces | null {
  if (!isMessageLike(Object.keys(members), mapped) || !Object.keys(members).some((key) => AUTHORED.test(simplify(key))))
    return null;
  if (kindOfObject(members, mapped) === 'wrapper') return null;
  if (!Object.entries(members).some(([key, list]) => isNested(key) && holdsObjects(list))) return null;
  const records: { record: Members; box: Members | null }[] = [];
  const stack: { record: Members; box: Members | null }[] = [{ record: members, box: null }];
  while (stack.length && records.length < MOST_PIECES) {
    const { record, box } = stack.pop()!;
    if (!isMessageLike(Object.keys(record), mapped)) return null;
    const lists = Object.entries(record).filter(([key, list]) => isNested(key) && Array.isArray(list));
    const own = Object.fromEntries(
      Object.entries(record).filter(([key, list]) => !(isNested(key) && Array.isArray(list))),
    );
    records.push({ record: own, box });
    const inner = boxOf(own, box);
    for (const [, list] of lists.reverse())
      for (const item of [...(list as unknown[])].reverse()) {
        if (typeof item !== 'object' || item === null || Array.isArray(item)) return null;
        stack.push({ record: item as Members, box: inner });
      }
  }
  const starts = nestedStarts(units, at, end, isNested);
  if (starts.length !== records.length) return null;
  const pieces = records.map(({ record, box }, index): Piece => ({ record, start: starts[index]!, box, plain: true }));
  return { pieces, aside: [] };
}

/** `{"thread_id": "1", "messages": "[{\"from\": ...}]"}` */
function textListOf(
  members: Members,
  units: Units,
  at: number,
  end: number,
  mapped: ReadonlySet<string>,
): Pieces | null {
  for (const [key, text] of Object.entries(members)) {
    if (typeof text !== 'string' || !(isListName(key) || isNested(key)) || !/^\s*[[{]/.test(text)) continue;
    const list = parseList(text);
    const like = list?.filter((item) => kindOfObject(item, mapped) === 'record').length ?? 0;
    if (list === null || like === 0) continue;
    const place = placesIn(units, at, end).findLast((member) => member.key === key);
    if (place === undefined) return null;
    const inner = Uint16Array.from(text, (char) => char.charCodeAt(0));
    const codes = inner.length === text.length ? inner : codesOf(text);
    const first = codes.indexOf(91);
    const single = text.trimStart().startsWith('{');
    const wanted = single ? [codes.indexOf(123)] : placesIn(codes, first, codes.length).map(({ start }) => start);
    const stringAt = findValueEnd(units, place.start, end);
    const starts = placesInString(units, place.start, stringAt.kind === 'ended' ? stringAt.end : end, wanted);
    if (starts.length !== list.length) return null;
    const box = boxOf(members, null);
    const pieces = list.map((record, index): Piece => ({ record, start: starts[index]!, box, plain: false }));
    return { pieces, aside: Object.keys(members).filter((name) => name !== key && !isBoxed(name)) };
  }
  return null;
}

/** Whole mails by a name each: `{"a.eml": "From: Ann…", "b.eml": "From: Bo…"}`. */
function mailsOf(members: Members, units: Units, at: number, end: number, mapped: ReadonlySet<string>): Pieces | null {
  const mails = Object.entries(members);
  if (mails.length < 2 || isMessageLike(Object.keys(members), mapped)) return null;
  if (!mails.every(([, text]) => typeof text === 'string' && isWholeMail(text))) return null;
  const places = placesIn(units, at, end);
  if (places.length !== mails.length) return null;
  const pieces = places.map(
    ({ key, start }): Piece => ({ record: { [key]: members[key] }, start, box: null, plain: true }),
  );
  return { pieces, aside: [] };
}

/** True of a text that begins with the header of a mail. */
export function isWholeMail(text: string): boolean {
  const head = Buffer.from(text.slice(0, HEAD), 'latin1');
  return countCoreFields(head, skipBlank(head, 0, head.length), head.length) >= 2;
}

/** Characters of a text that are looked at. */
const HEAD = 4096;

function codesOf(text: string): Uint16Array {
  const codes = new Uint16Array(text.length);
  for (let index = 0; index < text.length; index++) codes[index] = text.charCodeAt(index);
  return codes;
}

function parseList(text: string): readonly object[] | null {
  try {
    const value: unknown = JSON.parse(text);
    const list: unknown[] = Array.isArray(value) ? value : [value];
    return list.length && list.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item))
      ? (list as object[])
      : null;
  } catch {
    return null;
  }
}

function tableOf(members: Members, units: Units, at: number, end: number, mapped: ReadonlySet<string>): Pieces | null {
  const { columns, data, values } = members;
  // A sheet of Google: the first row has the names.
  if (Array.isArray(values) && values.length > 1 && values.every(Array.isArray) && 'range' in members) {
    const [names, ...rows] = values as unknown[][];
    const starts = startsAt(units, at, end, ['values']).slice(1);
    if (!names!.every((name) => typeof name === 'string') || !isMessageLike(names as string[], mapped)) return null;
    if (starts.length !== rows.length) return null;
    const pieces = rows.map((row, index): Piece => {
      const record = Object.fromEntries((names as string[]).map((name, column) => [name, row[column]]));
      return { record, start: starts[index]!, box: null, plain: true };
    });
    return { pieces, aside: [] };
  }
  if (Array.isArray(columns) && Array.isArray(data) && columns.every((name) => typeof name === 'string')) {
    if (!isMessageLike(columns as string[], mapped) || !data.length || !data.every(Array.isArray)) return null;
    const place = placesIn(units, at, end).findLast(({ key }) => key === 'data');
    const starts = place ? placesIn(units, place.start, end).map(({ start }) => start) : [];
    if (starts.length !== data.length) return null;
    const pieces = (data as unknown[][]).map((row, index): Piece => {
      const record = Object.fromEntries((columns as string[]).map((name, column) => [name, row[column]]));
      return { record, start: starts[index]!, box: null, plain: true };
    });
    return { pieces, aside: [] };
  }
  return fieldsAndValuesOf(members, units, at, end, mapped) ?? columnsOf(members, units, at, end, mapped);
}

/** A table as BigQuery's API gives it: `{"schema": {"fields": [{"name": "from"}]}, "rows": [{"f": [{"v": "Ann"}]}]}`. */
function fieldsAndValuesOf(
  members: Members,
  units: Units,
  at: number,
  end: number,
  mapped: ReadonlySet<string>,
): Pieces | null {
  const fields: unknown = (members.schema as Members | null | undefined)?.fields;
  const { rows } = members;
  if (!Array.isArray(fields) || !Array.isArray(rows) || !rows.length) return null;
  const names = (fields as Members[]).map((field) => field?.name);
  if (!names.every((name) => typeof name === 'string') || !isMessageLike(names, mapped)) return null;
  const cells = (rows as Members[]).map((row) => row?.f);
  const starts = startsAt(units, at, end, ['rows']);
  if (!cells.every(Array.isArray) || starts.length !== rows.length) return null;
  const pieces = (cells as unknown[][]).map((row, index): Piece => {
    const record = Object.fromEntries(names.map((name, column) => [name, cellValue(row[column])]));
    return { record, start: starts[index]!, box: null, plain: true };
  });
  return { pieces, aside: Object.keys(members).filter((name) => name !== 'rows' && name !== 'schema') };
}

/** `{v: "Ann"}` → `"Ann"`, `{v: [{v: "Ann"}]}` → `["Ann"]`; what lies deeper stays as it is. */
function cellValue(cell: unknown): unknown {
  const value = (cell as Members | null | undefined)?.v;
  return Array.isArray(value) ? value.map((inner: unknown) => (inner as Members | null)?.v ?? inner) : value;
}

const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** A table by columns: each an object by row, or a list. A row begins at its cell in the column with the longest texts. */
function columnsOf(
  members: Members,
  units: Units,
  at: number,
  end: number,
  mapped: ReadonlySet<string>,
): Pieces | null {
  const columns = Object.entries(members);
  if (columns.length < 3 || !isMessageLike(Object.keys(members), mapped)) return null;
  const lists = columns.every(([, column]) => Array.isArray(column));
  if (!columns.every(([, column]) => typeof column === 'object' && column !== null && Array.isArray(column) === lists))
    return null;
  const rows = Object.keys(columns[0]![1] as object);
  const same = columns.every(([, column]) => Object.keys(column as object).length === rows.length);
  const cells = columns.map(([, column]) => Object.values(column as object));
  const flat = cells.filter((column) => column.every(isPlain)).length;
  if (!same || !rows.length || (lists && rows.length < 2) || flat < columns.length - 1) return null;
  if (!lists && !rows.every((row) => columns.every(([, column]) => Object.hasOwn(column as object, row)))) return null;
  if (!lists && rows.every((row) => isMessageLike([row], mapped))) return null;
  const sizes = cells.map((column) =>
    column.reduce((sum: number, cell) => sum + (typeof cell === 'string' ? cell.length : 0), 0),
  );
  const longest = columns[sizes.indexOf(Math.max(...sizes))]![0];
  const place = placesIn(units, at, end).findLast(({ key }) => key === longest);
  const places = place ? placesIn(units, place.start, end) : [];
  if (places.length !== rows.length) return null;
  const pieces = places.map(({ key, start }, index): Piece => {
    const row = lists ? String(index) : key;
    const record = Object.fromEntries(columns.map(([name, column]) => [name, (column as Members)[row]]));
    return { record, start, box: null, plain: false };
  });
  return { pieces, aside: [] };
}

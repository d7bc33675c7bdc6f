import { parseWrittenDate } from '../../date/written-date.js';
import { isBlank, type LineTable, nextFull, textOf } from '../line-table.js';
import { readPerson } from './embedded-mailbox.js';
import { emptyHeader, type FoundHeader } from './found-header.js';

/** Lines that a help desk writes above each comment: who wrote it, and when. */
interface Entry {
  readonly first: number;
  readonly last: number;
  readonly header: FoundHeader;
}

/** The line of a help desk that says where an answer goes: `##- Please type your reply above this line -##`. */
const REPLY_LINE = /^##- .{8,120} -##$/m;
/** What ServiceNow writes behind the name of who commented. */
const COMMENTED =
  /^(?<date>\d{1,4}[-./]\d{1,2}[-./]\d{1,4} \d{1,2}:\d\d(?::\d\d)?(?: [AP]M)?)(?: [A-Z]{2,5})? - (?<name>[^<>()\t]{2,60}?)(?:\t| {1,8}\(?| ?\t)\s*(?:Additional comments|Work notes|Comments(?: and Work notes)?|Zusätzliche Kommentare|Arbeitsnotizen|Commentaires supplémentaires|Notes de travail|Comentarios adicionales|Notas de trabajo)(?: \([^()]{2,40}\))?\)?$/iu;
const RULE = /^(?:-{20,90}|_{20,90}|={20,90})$/;
const LONGEST_NAME = 60;

/** True where a body may hold such entries. */
export function mayHoldEntries(body: string): boolean {
  return (
    body.includes('--------------------') ||
    body.includes('##- ') ||
    (body.includes(' - ') && DATED.test(body) && NOTES.some((note) => body.includes(note)))
  );
}

/** The end of a time, and a name behind a dash. */
const DATED = /:\d\d(?: [A-Z]{1,5})? - \S/;
/** Parts of what `COMMENTED` asks for. */
const NOTES = [
  'dditional comments',
  'ork notes',
  'Comments',
  'Kommentare',
  'Arbeitsnotizen',
  'ommentaires',
  'de travail',
  'omentarios',
  'de trabajo',
];

/**
 * The comments of a ticket as a help desk mails them, one below the other, the newest first: by the line of each. The first is the message's own
 * text and is left out; there are two at least, and none is younger than the one above it.
 *
 *     ----------------------------------------------        2024-03-05 14:22:10 CET - Ann Example   Additional comments
 *     Ann Example, Mar 5, 2024, 14:22 GMT+1
 */
export function findEntries(lines: LineTable, near: number | null): ReadonlyMap<number, FoundHeader> {
  const found = new Map<number, FoundHeader>();
  const ruled = !REPLY_LINE.test(lines.body);
  let before: Entry | null = null;
  for (let line = 0; line < lines.count; line++) {
    const entry = readEntry(lines, line, ruled, near);
    if (!entry) continue;
    if (before && before.header.depth === entry.header.depth) {
      if (entry.header.date!.local > before.header.date!.local) return new Map();
      found.set(entry.first, entry.header);
    }
    before = entry;
    line = entry.last;
  }
  return found;
}

function readEntry(lines: LineTable, line: number, ruled: boolean, near: number | null): Entry | null {
  if (isBlank(lines, line) || lines.end[line]! - lines.first[line]! > 160) return null;
  const depth = lines.depth[line]!;
  const code = lines.body.charCodeAt(lines.first[line]!);
  if (code >= 0x30 && code <= 0x39) {
    const commented = COMMENTED.exec(textOf(lines, line))?.groups;
    if (commented) return entryOf(lines, line, line, commented.name!, commented.date!, near);
  }
  const isRule = (code === 0x2d || code === 0x5f || code === 0x3d) && RULE.test(textOf(lines, line));
  if (ruled && !isRule) return null;
  const named = isRule ? nextFull(lines, line + 1, 2) : line;
  if (named < 0 || lines.depth[named] !== depth) return null;
  const text = textOf(lines, named);
  if (text.length > LONGEST_NAME * 2 || !/^\p{Lu}/u.test(text)) return null;
  if (named + 1 < lines.count && !isBlank(lines, named + 1)) return null;
  const comma = text.indexOf(', ');
  // Below a rule alone a single word may be a title.
  if (ruled && !/^\p{Lu}[^ ,]* \p{L}/u.test(text)) return null;
  const whole = comma > 0 ? entryOf(lines, line, named, text.slice(0, comma), text.slice(comma + 2), near) : null;
  if (whole) return whole;
  const dated = nextFull(lines, named + 1, 2);
  if (dated < 0 || lines.depth[dated] !== depth || lines.end[dated]! - lines.first[dated]! > 48) return null;
  return entryOf(lines, line, dated, text, textOf(lines, dated), near);
}

function entryOf(
  lines: LineTable,
  first: number,
  last: number,
  name: string,
  written: string,
  near: number | null,
): Entry | null {
  if (name.length > LONGEST_NAME || !/^\p{Lu}[^.!?:;@<>\d]*$/u.test(name) || !/\d[:.]\d\d/.test(written)) return null;
  const date = parseWrittenDate(written, { near });
  if (!date || date.precision === 'day') return null;
  const header = emptyHeader(first, last, lines.depth[first]!, 'block', null);
  return { first, last, header: { ...header, from: readPerson(name), date, inDigest: true } };
}

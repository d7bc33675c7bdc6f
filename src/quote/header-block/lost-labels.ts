import { repairScannedDate } from '../../date/scanned-date.js';
import type { WrittenDate } from '../../date/written-clock.js';
import { findWrittenDate, parseWrittenDate, type WrittenDateOptions } from '../../date/written-date.js';
import type { LabelRole } from '../../language/language.js';
import { parseSubject } from '../../message/header/subject.js';
import { isBlank, type LineTable, textOf } from '../line-table.js';
import type { HeaderBlock } from './header-block.js';

const LONGEST_LABEL = 16;
const MOST_LINES = 24;

/**
 * Reads a header block whose labels an archive replaced by question marks; null where the lines are none.
 *
 *     ???: Ann Example <ann@example.org>
 *     ????: 2020?1?3? 10:05
 *     ???: Bo Roe
 *     ??: Re: plan
 *
 * QUIRK: archives that convert to ASCII lose Chinese, Russian or Greek labels whole. What the values are tells the fields:
 * the first is the sender, one is a date with a clock time, the last the subject, between them stand the recipients.
 */
export function readLostBlock(lines: LineTable, line: number): HeaderBlock | null {
  if (lostLabel(lines, line) < 0 || (line > 0 && !isBlank(lines, line - 1) && lostLabel(lines, line - 1) >= 0))
    return null;
  const depth = lines.depth[line]!;
  const found: string[] = [];
  let last = line;
  for (let at = line; at < lines.count && at < line + MOST_LINES; at++) {
    if (isBlank(lines, at) || lines.depth[at] !== depth) break;
    const value = lostLabel(lines, at);
    if (value >= 0) found.push(lines.body.slice(value, lines.end[at]!));
    else {
      // A wrapped list of recipients, or the end of a long subject: another label follows, or a blank line does.
      const before = lines.end[at - 1]! - lines.content[at - 1]!;
      if (before < 60 && !/[,;<]$/.test(found.at(-1)!)) break;
      found[found.length - 1] += ` ${textOf(lines, at)}`;
    }
    last = at;
  }
  const values = found.length >= 3 && found.length <= 6 ? readValues(found) : null;
  return values && { first: line, last, values };
}

/** Offset of the value behind a label of nothing but lost letters; -1 where the line begins with none. */
function lostLabel(lines: LineTable, line: number): number {
  const { body } = lines;
  let at = lines.first[line]!;
  const limit = Math.min(lines.end[line]!, at + LONGEST_LABEL);
  const start = at;
  while (at < limit && (isLost(body.charCodeAt(at)) || (at > start && body.charCodeAt(at) === 0x20))) at++;
  if (at === start) return -1;
  const colon = body.charCodeAt(at);
  if (colon !== 0x3a && colon !== 0xff1a) return -1;
  at++;
  while (at < lines.end[line]! && body.charCodeAt(at) <= 0x20) at++;
  return at;
}

/** `?`, the replacement character, or the box that some programs draw. */
export function isLost(code: number): boolean {
  return code === 0x3f || code === 0xfffd || code === 0x25a1;
}

function readValues(found: readonly string[]): ReadonlyMap<LabelRole, string> | null {
  const dated = found.findIndex((value, index) => index > 0 && value.length <= 80 && isClocked(value));
  const sender = found[0]!;
  if (dated < 0 || !sender || sender.length > 200 || isClocked(sender)) return null;
  const values = new Map<LabelRole, string>([
    ['from', sender],
    ['date', found[dated]!],
  ]);
  const rest = found.filter((_, index) => index > 0 && index !== dated);
  let subject = rest.findIndex((value) => parseSubject(value).reply || parseSubject(value).forward);
  if (subject < 0) subject = rest.findLastIndex((value) => !isAddressed(value));
  // Nothing but the date tells a header from a list of answers: an address, or a mark of replying, has to be there too.
  if (!found.some(isAddressed) && !(subject >= 0 && parseSubject(rest[subject]!).reply)) return null;
  if (subject >= 0) values.set('subject', rest[subject]!);
  const people = rest.filter((_, index) => index !== subject);
  if (people[0]) values.set('to', people[0]);
  if (people[1]) values.set('cc', people[1]);
  return values;
}

function isAddressed(value: string): boolean {
  return value.includes('@') || /\S at [\w-]{1,63}\.\w/.test(value);
}

function isClocked(value: string): boolean {
  const found = findWrittenDate(repairDate(value)) ?? null;
  return found !== null && found.date.precision !== 'day';
}

const YEAR_FIRST =
  /^(\d{4})\s?[?\ufffd\u25a1]{1,4}\s?(\d{1,2})\s?[?\ufffd\u25a1]{1,4}\s?(\d{1,2})\s?[?\ufffd\u25a1]{1,4}/;

/**
 * A date without the signs that stand for lost letters: `?Friday?, ?3? ?January? ?2020 ?10?:?05` → `Friday, 3 January
 * 2020 10:05` (marks of direction), `2020?1?3? 10:05` → `2020-1-3 10:05` (the signs for year, month and day).
 */
function repairDate(text: string): string {
  if (!/[?\ufffd\u25a1]/.test(text)) return repairScannedDate(text);
  const numbers = YEAR_FIRST.exec(text);
  const dated = numbers ? `${numbers[1]}-${numbers[2]}-${numbers[3]} ${text.slice(numbers[0].length)}` : text;
  return dated
    .replace(/[?\ufffd\u25a1]{1,20}/g, '')
    .replace(/ {2,20}/g, ' ')
    .trim();
}

/** The date of a header, also where letters of it are lost or misread; `raw` is as it stands. */
export function parseDamagedDate(text: string, options: WrittenDateOptions): WrittenDate | null {
  const date = parseWrittenDate(text, options);
  if (date && date.precision !== 'day') return date;
  const repaired = repairDate(text);
  const better = repaired === text ? null : parseWrittenDate(repaired, options);
  return better && (!date || better.precision !== 'day') ? { ...better, raw: text.trim().slice(0, 200) } : date;
}

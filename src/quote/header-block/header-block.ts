// Long because what continues a block, and what ends it, is told by one set of labels.

import type { LabelRole } from '../../language/language.js';
import { decodeResidue } from '../attribution/wrapped-sentence.js';
import { isBlank, type LineTable, nextFull, textOf } from '../line-table.js';
import { repairMojibake } from '../mojibake.js';
import { isForm, isMemorandum } from './form.js';
import {
  chooseRoles,
  findBareLabel,
  findLabelInside,
  isDayFirst,
  type LabelMatch,
  labelAt,
  matchLabel,
} from './label-table.js';

/** The labelled lines of an embedded header: what stands behind each label, wrapped lines joined by a blank. */
export interface HeaderBlock {
  readonly first: number;
  /** Last line, inclusive. */
  readonly last: number;
  readonly values: ReadonlyMap<LabelRole, string>;
  /** A label tells that the block is in a language that writes the day before the month. */
  readonly dayFirst?: boolean;
}

interface Entry {
  readonly label: LabelMatch;
  value: string;
  /** True where nothing stands behind the label on its line: some pages print the value below it. */
  readonly bare?: boolean;
}

const MOST_LINES = 600;
const PEOPLE: ReadonlySet<LabelRole> = new Set(['to', 'cc', 'bcc', 'from', 'replyTo']);

/**
 * Reads the header block that begins with a label at `line`; null where the lines are no header.
 *
 * Asks for two roles, one of them a sender (or three roles): `From:` with `Sent:`, `To:` or `Subject:`. Below a separator
 * (`separated`) a sender alone is enough. `offset` begins inside the first line where a program writes the block there.
 */
export function readHeaderBlock(
  lines: LineTable,
  line: number,
  separated: boolean,
  offset?: number,
): HeaderBlock | null {
  const collected = collectLabels(lines, line, offset);
  if (!collected) return null;
  const { values } = collected;
  // A patch that git wrote brings its own header: "From 0123…cdef Mon Sep 17 00:00:00 2001".
  if (line > 0 && /^From [0-9a-f]{40} /.test(textOf(lines, line - 1).slice(0, 50))) return null;
  // What somebody types to a mail server, and calls on the telephone (RFC 5321 §4.1.1.4, RFC 3261 §7), are no quotations.
  if (
    line > 0 &&
    !separated &&
    /^(?:354 |DATA$|[A-Z]{3,9} sips?:\S+ SIP\/2\.0$|SIP\/2\.0 )/.test(textOf(lines, line - 1).slice(0, 120))
  )
    return null;
  if (!separated && isRequest(lines, line)) return null;
  // Commit mails begin with Author and Date; cc:Mail writes a subject or recipients besides.
  if (!values.has('subject') && !values.has('to') && /^author\b/i.test(textOf(lines, line).slice(0, 8))) return null;
  // A remark "Re: …" heads no header.
  if (/^re\s{0,2}:/i.test(textOf(lines, line).slice(0, 6))) return null;
  const roles = [...values.keys()].filter((role) => role !== 'other' && role !== 'sentBy' && role !== 'messageId');
  if (!separated && (!isHeader(values, roles.length) || isMemorandum(lines, collected) || isForm(lines, collected)))
    return null;
  if (separated && roles.length < 2 && !values.has('from') && !values.has('subject')) return null;
  return collected;
}

/** True below the first line of what a browser asks for, or of its answer (RFC 9112 §3, §4), with labels alone between. */
function isRequest(lines: LineTable, line: number): boolean {
  let above = line - 1;
  while (above > 0 && above > line - 20 && /^[\w-]{2,40}: /.test(textOf(lines, above).slice(0, 44))) above--;
  return (
    above >= 0 &&
    /^(?:[A-Z]{3,9} \S{1,200} HTTP\/\d|HTTP\/\d(?:\.\d)? \d{3}\b)/.test(textOf(lines, above).slice(0, 240))
  );
}

/** Collects labelled lines and their continuations from `line` on, whatever they amount to; null if none of them agree. */
export function collectLabels(lines: LineTable, line: number, offset?: number): HeaderBlock | null {
  const entries: Entry[] = [];
  const depth = lines.depth[line]!;
  const indent = offset === undefined ? lines.first[line]! - lines.content[line]! : 0;
  let last = line;
  let at = line;
  if (offset !== undefined) {
    pushInline(lines, line, offset, entries);
    at++;
  }
  const inline = entries.length;
  for (; at < lines.count && at < line + MOST_LINES; at++) {
    if (isBlank(lines, at)) {
      // A soft break before a line of nothing but "=20".
      if (lines.residue && entries.at(-1)?.value.endsWith('=')) continue;
      const next = nextLabelAfterBlank(lines, at, depth, entries);
      const value = next < 0 && lines.ocr ? nextStacked(lines, at, depth, entries) : -1;
      if (value >= 0) {
        entries.at(-1)!.value = textOf(lines, value);
        last = value;
        at = value;
        continue;
      }
      if (next < 0) break;
      at = next - 1;
      continue;
    }
    if (lines.depth[at] !== depth && !continuesBelow(lines, at, depth, entries)) break;
    const found = lines.depth[at] === depth ? labelAt(lines, at) : null;
    const open = entries.at(-1);
    // "RE: plan" below a label is its value.
    const waits = open?.bare && open.value.trim() === '';
    const isValue =
      waits &&
      found?.unsafe &&
      !sharesLanguage(found, entries) &&
      (isStacked(open, entries) || hasLabelBelow(lines, at, entries, 1));
    const label = isValue ? null : found;
    if (label) {
      if (repeats(label, entries)) break;
      if (entries.length && label.unsafe && !sharesLanguage(label, entries) && !isGeneral(label)) break;
      const bold = lines.body[label.value - 1] === '*' ? 1 : 0;
      const bare = lines.body.slice(label.value, lines.end[at]!).trim() === '';
      const value = bare ? '' : lines.body.slice(label.value - bold, lines.end[at]!);
      entries.push({ label, value, bare });
      splitInline(entries);
    } else {
      const entry = entries.at(-1);
      // A block on one line ends there; only labels may go on below it, and what is wrapped below these.
      if (
        !entry ||
        (offset !== undefined && entries.length === inline) ||
        !continues(lines, at, entry, entries, indent)
      )
        break;
      entry.value = joinWrapped(entry.value, textOf(lines, at), lines.residue);
    }
    last = at;
  }
  if (!entries.length) return null;
  const roles = chooseRoles(entries.map((entry) => entry.label));
  if (!roles) return null;
  const values = new Map<LabelRole, string>();
  roles.forEach((role, index) => {
    if (!values.has(role)) values.set(role, plainValue(entries[index]!.value, lines.residue));
  });
  dropLostBlanks(values);
  return { first: line, last, values, dayFirst: entries.some(({ label }) => isDayFirst(label)) };
}

/** Yahoo and some Notes gateways write `To: … cc: … Subject: …` on one line. */
function pushInline(lines: LineTable, line: number, offset: number, entries: Entry[]): void {
  const end = lines.end[line]!;
  let label = matchLabel(lines.body, offset, end);
  while (label && entries.length < 12) {
    const next = findLabelInside(lines.body, label.value, Math.min(end, label.value + 4000));
    entries.push({ label, value: lines.body.slice(label.value, next ? next.at : end) });
    label = next?.match ?? null;
  }
  for (let index = 0; index < entries.length && entries.length < 12; index++) {
    const languages = new Set(entries.flatMap((entry) => entry.label.readings.map((reading) => reading.language)));
    const roles = new Set(entries.flatMap((entry) => entry.label.readings.map((reading) => reading.role)));
    const entry = entries[index]!;
    const bare = findBareLabel(entry.value.slice(0, 4000), roles, languages);
    if (!bare) continue;
    entries.splice(index + 1, 0, { label: bare.match, value: entry.value.slice(bare.match.value) });
    entry.value = entry.value.slice(0, bare.at);
  }
}

/** Cuts `Ann  cc: Bo  Subject: Plan` behind a To label into its three fields. */
function splitInline(entries: Entry[]): void {
  const entry = entries.at(-1)!;
  const role = entry.label.readings[0]!.role;
  if (role !== 'to' && role !== 'cc') return;
  const found = /\s{2,}(?:b?cc|subject|to):/i.exec(entry.value.slice(0, 4000));
  if (!found) return;
  const text = entry.value;
  entry.value = text.slice(0, found.index);
  let label = matchLabel(text, found.index + found[0].search(/\S/), text.length);
  while (label && entries.length < 12) {
    const next: RegExpExecArray | null = /\s{2,}(?:b?cc|subject|to):/i.exec(
      text.slice(label.value, label.value + 4000),
    );
    const stop: number = next ? label.value + next.index : text.length;
    entries.push({ label, value: text.slice(label.value, stop) });
    label = next ? matchLabel(text, stop + next[0].search(/\S/), text.length) : null;
  }
}

function isHeader(values: ReadonlyMap<LabelRole, string>, roles: number): boolean {
  const from = values.get('from');
  const date = values.get('date');
  if (date !== undefined && !/\p{N}/u.test(date)) return false;
  if (from === undefined)
    return roles >= 3 && values.has('to') && (date !== undefined || (values.has('cc') && /@/.test(values.get('to')!)));
  if (!from) return roles >= 4;
  // A telephone number is no sender of mail.
  if (from.length > 400 || /^[+(]?\d[\d\s().-]{4,30}$/.test(from)) return false;
  if (date !== undefined) return true;
  const address = /[@/]|\bat\b/.test(from);
  if (values.has('subject')) return roles >= 3 || address || /\p{N}\p{N}:\p{N}/u.test(from);
  return values.has('to') && (from.includes('@') || /\p{N}\p{N}:\p{N}\p{N}/u.test(from));
}

/** A blank line inside a block: Notes leaves one between `cc:` and `Subject:`, several below a `From:` with its date. */
function nextLabelAfterBlank(lines: LineTable, line: number, depth: number, entries: readonly Entry[]): number {
  if (!entries.length) return -1;
  const only = entries.length === 1 && /\d:\d\d/.test(entries[0]!.value);
  const next = nextFull(lines, line, only ? 12 : entries.length === 1 ? 10 : 5);
  if (next < 0 || lines.depth[next] !== depth) return -1;
  const lead = lines.body.charCodeAt(lines.first[next]!);
  // An Exchange address that a wrap has put below blank lines: "[mailto:IMCEANOTES-…]".
  if ((lead === 0x5b || lead === 0x3c) && /^[[<](?:mailto:|IMCEA)/i.test(textOf(lines, next).slice(0, 12))) return next;
  const label = labelAt(lines, next);
  if (!label || (label.unsafe && !isTold(lines, next, label, entries)) || repeats(label, entries)) return -1;
  const role = label.readings[0]!.role;
  if (role === 'other' || role === 'messageId') return -1;
  if (only) return role === 'to' || role === 'cc' || role === 'sentBy' || role === 'subject' ? next : -1;
  // A block that has all of its parts is not continued by a text that begins like a label.
  const roles = new Set(entries.map((entry) => entry.label.readings[0]!.role));
  return roles.has('from') && role === 'from' ? -1 : next;
}

/** True for a short label of the block's language in front of an address or a date, or a subject below these: no sentence begins so. */
function isTold(lines: LineTable, line: number, label: LabelMatch, entries: readonly Entry[]): boolean {
  const told = /@|(?<!\p{N})\p{N}{4}(?!\p{N})/u;
  if (!sharesLanguage(label, entries)) return false;
  if (entries.length > 2 && label.readings.every(({ role }) => role === 'subject')) return true;
  return (
    told.test(entries[0]!.value.slice(0, 400)) &&
    told.test(lines.body.slice(label.value, Math.min(lines.end[line]!, label.value + 400)))
  );
}

/** True where a wrapped value has lost its quote marks: the block goes on below it. */
function continuesBelow(lines: LineTable, line: number, depth: number, entries: readonly Entry[]): boolean {
  const entry = entries.at(-1);
  if (!entry || lines.depth[line]! >= depth || line + 1 >= lines.count) return false;
  if (lines.depth[line + 1] !== depth) return false;
  const role = entry.label.readings[0]!.role;
  if (PEOPLE.has(role) && lines.end[line]! - lines.first[line]! < 60 && !isBlank(lines, line + 1)) return true;
  return labelAt(lines, line + 1) !== null;
}

function continues(lines: LineTable, line: number, entry: Entry, entries: readonly Entry[], indent: number): boolean {
  const role = entry.label.readings[0]!.role;
  const text = textOf(lines, line);
  if (isStacked(entry, entries)) return true;
  if (lines.residue && entry.value.endsWith('=')) return true;
  if (role === 'date' && entry.value.trim() && !hasLabelBelow(lines, line, entries, 1)) return false;
  // QUIRK: Notes wraps a date before its half of the day.
  if (/^[AP]M$/i.test(text) && /\d:\d\d\s*$/.test(entry.value)) return true;
  if (/^[-_=*]{5,}/.test(text)) return false;
  const deeper = lines.first[line]! - lines.content[line]! > indent;
  const people = PEOPLE.has(role);
  if (/^[[<](?:mailto:|IMCEA)/i.test(text)) return true;
  if (role === 'from' && entries.length === 1 && /^\d{1,2}\/\d{1,2}\/\d{2,4} \d{1,2}:\d\d/.test(text)) return true;
  if (people) {
    if (/[,;<]\s*$/.test(entry.value.slice(-3))) return true;
    if (unclosed(entry.value) || text.startsWith('@')) return true;
    if (role !== 'from' && entry.value.trim() && text.includes('@')) return true;
    if (role !== 'from' && entry.value.trim() && isWrappedAt(lines, line, 70)) return true;
  }
  if (deeper && (people || role === 'other' || !/[.!?]$/.test(text) || hasLabelBelow(lines, line, entries, 2)))
    return entry.value.trim() !== '' || hasLabelBelow(lines, line, entries, 2);
  if (hasLabelBelow(lines, line, entries, people ? 4 : 2)) return true;
  return role === 'subject' && isWrappedSubject(lines, line);
}

/** The line that holds the value of a label above a blank line; -1 where none does: a label that the block lacks has to stand below it. */
function nextStacked(lines: LineTable, line: number, depth: number, entries: readonly Entry[]): number {
  const open = entries.at(-1);
  if (!open?.bare || open.value.trim() !== '') return -1;
  const value = nextFull(lines, line, 3);
  if (value < 0 || lines.depth[value] !== depth) return -1;
  if (isStacked(open, entries)) return value;
  const next = nextFull(lines, value + 1, 3);
  const label = next < 0 ? null : labelAt(lines, next);
  return label && !label.unsafe && !repeats(label, entries) ? value : -1;
}

/** True for a label whose value stands on the line below it, as that of another label of the block does. */
function isStacked(entry: Entry, entries: readonly Entry[]): boolean {
  if (!entry.bare || entry.value.trim() !== '') return false;
  const stacked = entries.filter((other) => other.bare && other.value.trim() !== '').length;
  switch (entry.label.readings[0]!.role) {
    case 'subject':
      return stacked > 0;
    case 'from':
    case 'to':
    case 'date':
      return stacked > 1;
    default:
      return false;
  }
}

/** Notes breaks a long subject at about 78 columns; the rest stands on its own line, then comes a blank one. */
function isWrappedSubject(lines: LineTable, line: number): boolean {
  const before = lines.start[line]! - 1 - lines.content[line - 1]!;
  if (before < 62 || lines.end[line]! - lines.content[line]! > 78) return false;
  if (line + 1 < lines.count && !isBlank(lines, line + 1)) return false;
  const trailing = lines.body.charCodeAt(lines.start[line]! - 2) === 0x20;
  return isWrappedAt(lines, line, trailing ? 70 : 72);
}

/** True where the first word of a line would not have fitted on the line above. */
function isWrappedAt(lines: LineTable, line: number, width: number): boolean {
  const before = lines.start[line]! - 1 - lines.content[line - 1]!;
  let at = lines.first[line]!;
  while (at < lines.end[line]! && lines.body.charCodeAt(at) > 0x20) at++;
  return before + (at - lines.first[line]!) >= width;
}

/** True where a label that the block lacks stands within the next `limit` lines, without a blank line between. */
function hasLabelBelow(lines: LineTable, line: number, entries: readonly Entry[], limit: number): boolean {
  for (let at = line + 1; at < lines.count && at <= line + limit; at++) {
    if (isBlank(lines, at) || lines.depth[at] !== lines.depth[line]) return false;
    const label = labelAt(lines, at);
    if (label) return !repeats(label, entries) && (!label.unsafe || sharesLanguage(label, entries));
  }
  return false;
}

function unclosed(value: string): boolean {
  const tail = value.slice(-160);
  return tail.lastIndexOf('<') > tail.lastIndexOf('>') || tail.lastIndexOf('[') > tail.lastIndexOf(']');
}

/** True where the block has the label's role already: then another block begins. */
function repeats(label: LabelMatch, entries: readonly Entry[]): boolean {
  if (label.readings.some((reading) => reading.role === 'other')) return false;
  const first = label.readings[0]!.role;
  if (label.readings.length === 1 && entries.every((entry) => entry.label.readings.length === 1))
    return entries.some((entry) => entry.label.readings[0]!.role === first);
  const labels = entries.map((entry) => entry.label).filter((one) => one.readings[0]!.role !== 'other');
  const roles = chooseRoles([...labels, label]);
  return roles?.slice(0, -1).includes(roles.at(-1)!) ?? false;
}

/** True for labels of no language, which count beside any others. */
function isGeneral(label: LabelMatch): boolean {
  return label.readings.some((reading) => reading.language < 0);
}

function sharesLanguage(label: LabelMatch, entries: readonly Entry[]): boolean {
  return label.readings.some((reading) =>
    entries.some((entry) => entry.label.readings.some((other) => other.language === reading.language)),
  );
}

/** Joins a wrapped line; a soft break of quoted-printable (`=`) joins without a blank. */
function joinWrapped(value: string, text: string, residue: boolean): string {
  return residue && value.endsWith('=') ? `${value.slice(0, -1)}${text}` : `${value} ${text}`;
}

/**
 * QUIRK: exports write `?` for the no-break blanks that Outlook puts behind its labels and names: `From: ? Ann Doe?`, `Sent:?? Monday`. They are
 * none where two values begin so.
 */
function dropLostBlanks(values: Map<LabelRole, string>): void {
  if ([...values.values()].filter((value) => LOST_BLANKS.test(value)).length < 2) return;
  for (const [role, value] of values) {
    const text = value.replace(LOST_BLANKS, '');
    values.set(role, role === 'from' ? text.replace(/\s?\?$/, '') : text);
  }
}

const LOST_BLANKS = /^\s?\?[? ]{0,23}(?=\S)/;

/** A value without the bold marks and line ends around it. */
function plainValue(value: string, residue: boolean): string {
  const whole = residue ? decodeResidue(value).replaceAll('\t', ' ') : value;
  const decoded = /[^\0-\x7f]/.test(whole) ? repairMojibake(whole.normalize('NFC')) : whole;
  // QUIRK: QQ leaves the blanks of its page as they are written there.
  const plain = decoded.replace(/(?:[\s\u00a0]|&nbsp;)+/g, ' ').trimEnd();
  const bare = plain.replace(/^[*\s]+/, '');
  // `*Subject: **Plan*`: label and value are both bold.
  return /^ ?\*/.test(plain) ? bare.replace(/\*+$/, '') : bare;
}

import { entriesOf, type LabelRole, type Labels } from '../../language/language.js';
import { LANGUAGES } from '../../language/languages.js';
import { isAsciiLetter } from '../../text/ascii-letter.js';
import { decodeResidue } from '../attribution/wrapped-sentence.js';
import { isSpace, type LineTable } from '../line-table.js';
import { repairMojibake } from '../mojibake.js';
import { readMisread } from './misread-label.js';

/** One reading of a label: `Da` is From in Italian and To in Breton. */
interface LabelReading {
  readonly role: LabelRole;
  /** Index of the language; -1 for labels that every language's mail may hold. */
  readonly language: number;
}

/** A header label found at the start of a line: its role, and where its value begins. */
export interface LabelMatch {
  readonly readings: readonly LabelReading[];
  /** Offset behind the colon. */
  readonly value: number;
  /** A word that is common in running text: needs a second label of its language. */
  readonly unsafe: boolean;
}

const LONGEST_LABEL = 30;
/** A label whose letters quoted-printable encodes, three characters a byte. */
const LONGEST_ENCODED = 140;
const MAY_BE_DAMAGED = /[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]/;
/** Labels that count only beside others. */
const WEAK = new Set<string>();

/** Whether a label begins with two letters of ASCII, or with three, at the index of `headAt`. */
const HEADS = new Uint8Array(32 * 32 * 32);
const TABLE = buildTable();
const ENGLISH = LANGUAGES.findIndex(({ code }) => code === 'en');
/** The labels with each run of letters beyond ASCII as one question mark, where some ASCII is left. */
const BROKEN = new Map(
  [...TABLE]
    .map(([key, readings]) => [loseLetters(key), readings] as const)
    .filter(([key]) => /[?]/.test(key) && /[a-z].*[a-z]/.test(key)),
);

/** Labels that no writer begins a line with by accident. */
const SAFE_SHORT = new Set(['from', 'sent', 'to', 'cc', 'von', 'an', 'til', 'fra', 'van', 'aan', 'från', 'till']);

/**
 * Reads the label that a line begins with: `*Von:* Anna` is `from` with the value's offset.
 *
 * Tolerates bold marks, no-break spaces, a space before the colon and the full-width colon; null where there is none.
 */
export function matchLabel(text: string, start: number, end: number): LabelMatch | null {
  let from = start;
  while (from < end && isDecoration(text.charCodeAt(from))) from++;
  if (!mayBeLabel(text, from, end)) return null;
  let limit = Math.min(end, from + LONGEST_LABEL);
  let colon = -1;
  for (let at = from; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x3d) limit = Math.min(end, from + LONGEST_ENCODED);
    if (code === 0x3a || code === 0xff1a || code === 0x55d || code === 0x589 || code === 0x17d6) {
      colon = at;
      break;
    }
  }
  if (colon <= from) return null;
  let stop = colon;
  while (stop > from && (isSpace(text.charCodeAt(stop - 1)) || isDecoration(text.charCodeAt(stop - 1)))) stop--;
  const written = text.slice(from, stop);
  const label = written.includes('=') ? decodeResidue(written) : written;
  if (label.length > LONGEST_LABEL) return null;
  const key = foldLabel(withoutLeaders(label));
  const readings =
    TABLE.get(key) ??
    (key.includes('?') || key.includes('\ufffd') ? findBroken(key) : undefined) ??
    // QUIRK: UTF-8 read as Latin letters: `LÃ¤hettÃ¤jÃ¤:`.
    (MAY_BE_DAMAGED.test(label) ? TABLE.get(foldLabel(repairMojibake(label))) : undefined);
  if (!readings) return null;
  let value = colon + 1;
  // Armenian writes its own colon before the one that the program adds.
  if (text.charCodeAt(colon) === 0x55d && text.charCodeAt(value) === 0x3a) value++;
  while (value < end && (isSpace(text.charCodeAt(value)) || isDecoration(text.charCodeAt(value)))) value++;
  return { readings, value, unsafe: isUnsafe(key, readings) };
}

/** The label without the dots that lead to its colon: `From.......`, `Date . . .`. */
const withoutLeaders = (label: string): string =>
  label.endsWith('.') ? label.replace(/(?:(?: ?\.){2,24}| \.)$/, '').trimEnd() : label;

/** A label that is all of a text, without its colon: `Objet` on a line of its own. */
export function matchBareLabel(text: string, start: number, end: number): LabelMatch | null {
  if (!mayBeLabel(text, start, end)) return null;
  const key = foldLabel(text.slice(start, end));
  const readings = TABLE.get(key);
  return readings ? { readings, value: end, unsafe: isUnsafe(key, readings) } : null;
}

/** False where the text begins with two or three letters of ASCII that no label begins with. */
function mayBeLabel(text: string, from: number, end: number): boolean {
  if (from + 1 >= end) return true;
  const first = text.charCodeAt(from);
  const second = text.charCodeAt(from + 1);
  if (!isAsciiLetter(first) || !isAsciiLetter(second)) return true;
  return HEADS[headAt(first, second, from + 2 < end ? text.charCodeAt(from + 2) : 0)] !== 0;
}

/** Index of three letters in either case; a third character that is no letter counts as none. */
function headAt(first: number, second: number, third: number): number {
  return ((first & 31) << 10) | ((second & 31) << 5) | (isAsciiLetter(third) ? third & 31 : 0);
}

/** The label that a line of a body begins with; on scanned paper also a misread one (`Frorn:`, `T0:`, `Subiect;`). */
export function labelAt(lines: LineTable, line: number): LabelMatch | null {
  const start = lines.first[line]!;
  const end = lines.end[line]!;
  const label = matchLabel(lines.body, start, end);
  const misread = !label && lines.ocr ? readMisread(lines.body, start, end) : null;
  return misread
    ? { readings: [{ role: misread.role, language: ENGLISH }], value: misread.value, unsafe: false }
    : label;
}

/** QUIRK: archives put question marks for letters beyond ASCII, the no-break space before a colon among them: `Envoy????:`. */
function findBroken(key: string): readonly LabelReading[] | undefined {
  const lost = loseLetters(key);
  return BROKEN.get(lost) ?? TABLE.get(lost.replace(/\?$/, ''));
}

/** `envoyé` and `envoy??` → `envoy?`. */
function loseLetters(key: string): string {
  return key.replace(/[^\x20-\x3e\x40-\x7e]{1,30}/g, '?').replace(/\?{2,}/g, '?');
}

/** Offset and match of the next label inside a line, for programs that put the whole block on one line. */
export function findLabelInside(text: string, start: number, end: number): { at: number; match: LabelMatch } | null {
  for (let colon = start; colon < end; colon++) {
    const code = text.charCodeAt(colon);
    if (code !== 0x3a && code !== 0xff1a) continue;
    // The longest label that ends at this colon wins: "Copie à" before "à".
    let found: { at: number; match: LabelMatch } | null = null;
    for (let at = colon - 1; at >= start && colon - at <= LONGEST_LABEL; at--) {
      if (isSpace(text.charCodeAt(at))) continue;
      const key = foldLabel(text.slice(at, colon).trimEnd());
      const readings = TABLE.get(key);
      // "Re:" begins a subject's text.
      if (!readings || WEAK.has(key)) continue;
      // The value before it may touch the label: "…@example.org>Komu:"; a letter of the same case may not.
      const before = at > start ? text[at - 1]! : ' ';
      const head = text[at]!;
      if (/\p{L}/u.test(before) && !(head !== head.toLowerCase())) continue;
      let value = colon + 1;
      while (value < end && isSpace(text.charCodeAt(value))) value++;
      found = { at, match: { readings, value, unsafe: false } };
    }
    if (found) return found;
  }
  return null;
}

/** A label that stands inside a line without its colon: QUIRK: Yahoo writes `…09:26:50 CETAssunto Plano` in some languages. */
export function findBareLabel(
  text: string,
  roles: ReadonlySet<LabelRole>,
  languages: ReadonlySet<number>,
): { at: number; match: LabelMatch } | null {
  for (const word of text.matchAll(/\p{Lu}\p{L}+(?=\s\S)/gu)) {
    for (let from = 0; from < word[0].length && from < 6; from++) {
      const readings = TABLE.get(foldLabel(word[0].slice(from)));
      if (!readings || !/^\p{Lu}/u.test(word[0].slice(from))) continue;
      if (
        !readings.some(
          (reading) => !roles.has(reading.role) && languages.has(reading.language) && reading.role !== 'other',
        )
      )
        continue;
      const at = word.index + from;
      return { at, match: { readings, value: word.index + word[0].length + 1, unsafe: false } };
    }
  }
  return null;
}

/** Says which role each label of a block has, by the language that most of them share; null where they are no header. */
export function chooseRoles(labels: readonly LabelMatch[]): readonly LabelRole[] | null {
  if (labels.length === 1) return chooseAlone(labels[0]!);
  const tally = new Map<number, number>();
  for (const label of labels)
    for (const language of new Set(label.readings.map((reading) => reading.language)))
      tally.set(language, (tally.get(language) ?? 0) + 1);
  if (labels.every((label) => label.unsafe) && ![...tally.values()].some((count) => count > 1)) return null;
  const roles: LabelRole[] = labels.map((label) => label.readings[0]!.role);
  const used = new Set<LabelRole>();
  const plain = labels.map((label) => label.readings.every((reading) => reading.role === label.readings[0]!.role));
  labels.forEach((_, index) => {
    if (plain[index]) used.add(roles[index]!);
  });
  labels.forEach((label, index) => {
    if (plain[index]) return;
    let best = label.readings[0]!;
    for (const reading of label.readings) if (rank(reading, tally, used) > rank(best, tally, used)) best = reading;
    roles[index] = best.role;
    used.add(best.role);
  });
  return roles;
}

/** True for a label that only languages have which write the day before the month: `Envoyé`, `Gesendet`. */
export function isDayFirst({ readings }: LabelMatch): boolean {
  return readings.every(({ language }) => language >= 0 && LANGUAGES[language]!.figures === undefined);
}

/** A label alone has no language from others: English goes first. */
function chooseAlone({ readings, unsafe }: LabelMatch): readonly LabelRole[] | null {
  if (unsafe) return null;
  return [(readings.find((reading) => reading.language === ENGLISH) ?? readings[0]!).role];
}

function rank(reading: LabelReading, tally: ReadonlyMap<number, number>, used: ReadonlySet<LabelRole>): number {
  const count = (tally.get(reading.language) ?? 0) * 2 + (reading.language === ENGLISH ? 1 : 0);
  return (used.has(reading.role) ? 0 : 1000) + count;
}

function isUnsafe(key: string, readings: readonly LabelReading[]): boolean {
  if (SAFE_SHORT.has(key)) return false;
  if (WEAK.has(key)) return true;
  return key.length < 4 && readings.every((reading) => reading.language !== ENGLISH && reading.language >= 0);
}

/** Lower case, marks of direction and emphasis removed, runs of white space as one blank. */
function foldLabel(label: string): string {
  const lower = label.toLowerCase();
  for (let at = 0; at < lower.length; at++) {
    const code = lower.charCodeAt(at);
    // ASCII without controls, marks of emphasis and double blanks needs no more folding.
    if (code > 0x20 && code < 0x7f && code !== 0x2a && code !== 0x5f) continue;
    if (code === 0x20 && lower.charCodeAt(at + 1) !== 0x20) continue;
    return (
      lower
        .normalize('NFC')
        .replace(/[*_\u200b-\u200f\u202a-\u202e\ufeff]/g, '')
        .replace(/[\s\u00a0]+/g, ' ')
        // QUIRK: Alibaba Mail spreads a label of two signs: `主　题`.
        .replace(/(?<=[\u3040-\u9fff]) (?=[\u3040-\u9fff])/g, '')
    );
  }
  return lower;
}

function isDecoration(code: number): boolean {
  return code === 0x2a || code === 0x5f || code === 0xfeff || (code >= 0x200b && code <= 0x200f);
}

function buildTable(): ReadonlyMap<string, readonly LabelReading[]> {
  const table = new Map<string, LabelReading[]>();
  const put = (label: string, role: LabelRole, language: number) => {
    const key = foldLabel(label);
    const readings = table.get(key);
    if (readings) readings.push({ role, language });
    else table.set(key, [{ role, language }]);
    // An accent may follow its letter.
    for (const form of [key, key.normalize('NFD')])
      if (/^[a-z]{2}/.test(form))
        for (const third of [0, form.charCodeAt(2)]) HEADS[headAt(form.charCodeAt(0), form.charCodeAt(1), third)] = 1;
  };
  const putAll = (labels: Labels | undefined, language: number, seen?: Set<string>) => {
    for (const [role, words] of Object.entries(labels ?? {}))
      for (const word of entriesOf(words)) {
        put(word, role as LabelRole, language);
        seen?.add(foldLabel(word));
      }
  };
  // What no language owns comes last: a language's own reading goes first.
  LANGUAGES.forEach(({ code, labels }, index) => {
    if (code !== 'und') putAll(labels, index);
  });
  for (const { code, labels } of LANGUAGES) if (code === 'und') putAll(labels, -1);
  for (const { weakLabels } of LANGUAGES) putAll(weakLabels, -1, WEAK);
  return table;
}

import { findVerb } from '../../language/attribution-words.js';
import { allOf } from '../../language/languages.js';
import { isBlank, type LineTable, textOf } from '../line-table.js';
import { repairMojibake } from '../mojibake.js';
import { labelAt } from './label-table.js';

/** A line that parts a message from the one below it. */
export interface Separator {
  readonly first: number;
  /** Last line of it: `Forwarded by … on …` wraps. */
  readonly last: number;
  /** `rule` is a bare line of dashes or underscores: it means something only above a header block. */
  readonly kind: 'words' | 'sentence' | 'forwarded-by' | 'message-from' | 'wrote' | 'rule';
  readonly action: 'forward' | 'reply' | null;
  /** Offset of a block that begins on the separator's own line (Yahoo), else null. */
  readonly inline: number | null;
  /** Whom the words name: `===== Original Message From Ann Doe <ann@example.org> =====`. */
  readonly author?: string;
}

/** "Original Message" stands above replies and forwards alike (Outlook); only words of replying say which. */
const WORDS = new Map<string, 'forward' | 'reply' | null>([
  ...allOf('replySeparators')
    .map(fold)
    .map((words) => [words, words.startsWith('reply') ? 'reply' : null] as const),
  ...allOf('forwardSeparators')
    .map(fold)
    .map((words) => [words, 'forward'] as const),
]);
/** The same with each run of letters beyond ASCII as one question mark. */
const BROKEN = new Map(
  [...WORDS]
    .filter(([words]) => words !== loseLetters(words) && /[a-z].*[a-z].*[a-z]/.test(words))
    .map(([words, action]) => [loseLetters(words), action]),
);
/** Words below a message. */
const ENDS = new Set(allOf('endSeparators').map(fold));
const SENTENCES = new Set(allOf('forwardSentences').map(fold));
/** The pairs of letters that they begin with. */
const SENTENCE_HEADS = new Set(
  [...SENTENCES].map((sentence) => (sentence.charCodeAt(0) - 0x61) * 26 + sentence.charCodeAt(1) - 0x61),
);
const BY = allOf('forwardedBy').map(fold);
const LONGEST = 120;
/** Signs of a rule that has no words: QUIRK: Foxmail draws a short one. */
const LEAST_RULE = 5;

/** Reads the separator that begins at a line; null where there is none. `-----Original Message-----` is `words`, `reply`. */
export function readSeparator(lines: LineTable, line: number): Separator | null {
  const { body } = lines;
  const start = lines.first[line]!;
  const end = lines.end[line]!;
  const code = body.charCodeAt(start);
  if (isRuleMark(code)) return readDashed(lines, line, start, end);
  const last = body.charCodeAt(end - 1);
  if ((last === 0x3a || last === 0xff1a) && end - start <= 60) {
    if (!mayBeSentence(code, body.charCodeAt(start + 1))) return null;
    const sentence = fold(body.slice(start, end - 1));
    if (SENTENCES.has(sentence)) return { first: line, last: line, kind: 'sentence', action: 'forward', inline: null };
  }
  return null;
}

/** False where no sentence begins with these two letters. */
function mayBeSentence(first: number, second: number): boolean {
  const one = (first | 0x20) - 0x61;
  const two = (second | 0x20) - 0x61;
  if (first > 0x7f || second > 0x7f || one < 0 || one > 25 || two < 0 || two > 25) return true;
  return SENTENCE_HEADS.has(one * 26 + two);
}

function readDashed(lines: LineTable, line: number, start: number, end: number): Separator | null {
  const { body } = lines;
  let from = start;
  let dashes = 0;
  while (from < end && (isRuleMark(body.charCodeAt(from)) || body.charCodeAt(from) === 0x20)) {
    if (body.charCodeAt(from) !== 0x20) dashes++;
    from++;
  }
  if (from >= end)
    return dashes >= LEAST_RULE ? { first: line, last: line, kind: 'rule', action: null, inline: null } : null;
  if (dashes < 2) return null;
  const limit = Math.min(end, from + LONGEST);
  let to = from;
  // The words end where the next run of dashes begins.
  while (to < limit && !beginsRule(body, to, end)) to++;
  const words = fold(body.slice(from, to));
  if (words.length > 80) return isForwardedBy(words) ? readForwardedBy(lines, line) : null;
  if (isForwardedBy(words)) return readForwardedBy(lines, line);
  // Notes: `----- Message from "Ann Doe" <ann@example.org> on Mon, 1 Jan 2001 10:00:00 -0500 -----`.
  if (/^message from .*[@"<]/.test(words)) return { ...readForwardedBy(lines, line), kind: 'message-from' };
  // Notes on the web: `-----"Ann Doe" <ann@example.org> wrote: -----` above the labels.
  if (to < end && dashes >= 3 && /[:：]$/.test(words) && findVerb(words))
    return { first: line, last: line, kind: 'wrote', action: 'reply', inline: null };
  const whole = actionOf(words.replace(/[:.]$/, '').trim());
  const plain = whole === undefined ? withoutAuthor(words) : words;
  const action = whole === undefined ? actionOf(plain) : whole;
  const wrapped = to === end && dashes >= 3 ? readWrapped(lines, line, words) : null;
  if (wrapped) return wrapped;
  if (action === undefined) return null;
  if (to === end && dashes >= 3 && isRestOfRule(lines, line + 1, lines.depth[line]!))
    return { first: line, last: line + 1, kind: 'words', action, inline: null };
  if (to === end && dashes < 3 && words.split(' ').length < 2) return null;
  let behind = to;
  while (behind < end && (isRuleMark(body.charCodeAt(behind)) || body.charCodeAt(behind) === 0x20)) behind++;
  const author =
    plain === words
      ? undefined
      : body
          .slice(from, to)
          .trim()
          .slice(plain.length + 1);
  const inline = behind < end ? behind : null;
  return author === undefined
    ? { first: line, last: line, kind: 'words', action, inline }
    : { first: line, last: line, kind: 'words', action, inline, author: author.replace(/^\S+\s/, '') };
}

/** `-----Original` above `Message-----`: a wrap tore it. */
function readWrapped(lines: LineTable, line: number, words: string): Separator | null {
  const next = line + 1;
  if (next >= lines.count || lines.depth[next] !== lines.depth[line] || lines.end[next]! - lines.first[next]! > 60)
    return null;
  const rest = /^(\p{L}[\p{L} ]{2,40}?) ?[-_=]{3,}$/u.exec(textOf(lines, next))?.[1];
  const action = rest === undefined ? undefined : actionOf(fold(`${words} ${rest}`));
  return action === undefined ? null : { first: line, last: next, kind: 'words', action, inline: null };
}

/** True for a line of nothing but dashes directly above a label: a wrap tore them from the words above. */
function isRestOfRule(lines: LineTable, line: number, depth: number): boolean {
  if (line + 1 >= lines.count || lines.depth[line] !== depth || lines.depth[line + 1] !== depth) return false;
  return /^-{3,20}$/.test(textOf(lines, line).slice(0, 24)) && labelAt(lines, line + 1) !== null;
}

/** Two signs of a rule, or two that a blank parts: `- - Original Message - -`. */
function beginsRule(body: string, at: number, end: number): boolean {
  if (!isRuleMark(body.charCodeAt(at)) || at + 1 >= end) return false;
  const parted = body.charCodeAt(at + 1) === 0x20 && at + 2 < end ? 2 : 1;
  return isRuleMark(body.charCodeAt(at + parted));
}

/** `forwarded message from ann doe <ann@example.org>` (mutt), in Horde's languages, without the words that name the author. */
function withoutAuthor(words: string): string {
  const named = / (?:from|von|de|da|di|van|fra|från|od|от|від|av) \S/.exec(words);
  return named && named.index >= 8 ? words.slice(0, named.index) : '';
}

/**
 * True for a line that says that a message ends above it: `----- End forwarded message -----` (mutt), `------- End of
 * Forwarded Message` (RFC 934 §3, exmh, Pine), `-----End Included Message-----`.
 */
export function isEndOfMessage(lines: LineTable, line: number): boolean {
  const { body } = lines;
  const start = lines.first[line]!;
  const end = lines.end[line]!;
  if (end - start > 200 || !isRuleMark(body.charCodeAt(start)) || !isRuleMark(body.charCodeAt(start + 1))) return false;
  const words =
    /^[-=_*~]{2,80}(?:8<[-=_*~]{0,80})?\s{0,3}(\S.{3,60}?)(?: from \S.{0,100}?)?[\s.:]{0,3}(?:[-=_*~]{2,80}\s*)?$/.exec(
      body.slice(start, end),
    )?.[1];
  return words !== undefined && ENDS.has(fold(words));
}

/** Fewer letters (`Original`, `Fwd`) say too little without dashes. */
const LEAST_BARE = 10;

/**
 * What the words of a separator that has no dashes say, alone on a line: `Original Message`, as BlackBerry 10 sets them in above its labels;
 * undefined for all other lines.
 */
export function readBareSeparator(lines: LineTable, line: number): 'forward' | 'reply' | null | undefined {
  const length = lines.end[line]! - lines.first[line]!;
  return length < LEAST_BARE || length > 60 ? undefined : actionOf(fold(textOf(lines, line)).replace(/\s?[:：]$/, ''));
}

/** `---- Forwarded by NAME on DATE ----` runs to its closing dashes, at most three lines on. */
function readForwardedBy(lines: LineTable, line: number): Separator {
  let last = line;
  for (let at = line; at < lines.count && at < line + 4; at++) {
    if (lines.depth[at] !== lines.depth[line]) break;
    if (at > line && isBlank(lines, at)) {
      if (lines.residue && at === line + 1) continue;
      break;
    }
    const text = textOf(lines, at);
    if (at > line && /^[^\s:\d]{1,12}:/.test(text)) break;
    if (/[-_]{3,}$/.test(text) || (at > line && /^[-_]+$/.test(text))) {
      last = at;
      break;
    }
    if (at === line && /\d\d:\d\d/.test(text)) {
      // Some programs write no closing dashes on the line of the date.
      const next = at + 1 < lines.count ? textOf(lines, at + 1) : '';
      if (!/^(?:[AP]M\b|[-_]{3,})/.test(next)) break;
    }
  }
  return { first: line, last, kind: 'forwarded-by', action: 'forward', inline: null };
}

function actionOf(words: string): 'forward' | 'reply' | null | undefined {
  const action = WORDS.get(words);
  if (action === undefined && /[\u00c2-\u00f4]/.test(words)) return WORDS.get(fold(repairMojibake(words)));
  // QUIRK: archives put question marks for letters beyond ASCII: "Urspr?ngliche Nachricht".
  return action === undefined && /[?\ufffd]/.test(words) ? BROKEN.get(loseLetters(words)) : action;
}

/** `ursprüngliche` and `urspr??ngliche` → `urspr?ngliche`. */
function loseLetters(words: string): string {
  return words.replace(/[^\x20-\x3e\x40-\x7e]{1,40}/g, '?').replace(/\?{2,}/g, '?');
}

function isForwardedBy(words: string): boolean {
  return BY.some((by) => words.startsWith(by));
}

/** True for the characters that rules and separators are drawn with. */
export function isRuleMark(code: number): boolean {
  return (
    code === 0x2d ||
    code === 0x5f ||
    code === 0x3d ||
    code === 0x2a ||
    code === 0x7e ||
    code === 0x23 ||
    (code >= 0x2010 && code <= 0x2015) ||
    code === 0x2500
  );
}

function fold(text: string): string {
  const lower = text.toLowerCase();
  if (/^[!-~]+(?: [!-~]+)*$/.test(lower) && !lower.includes('&nbsp;')) return lower;
  return lower
    .replace(/(?:[\s\u00a0]|&nbsp;)+/g, ' ')
    .replace(/[\u200b-\u200f\ufeff]/g, '')
    .trim();
}

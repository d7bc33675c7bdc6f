// Long because each harmless difference is a few lines, and their order decides.

import { hasWithheldMarks, splitAtWithheldMarks } from '../../text/withheld-marks.js';
import { type ChangeKind, type Hunk, negates } from './change-kind.js';
import type { Run } from './differing-lines.js';
import type { Word } from './quotation-words.js';

/** Why a difference says nothing else than the original did. */
export type HarmlessReason =
  /** The same letters, joined, broken or accented otherwise. */
  | 'wrapping'
  /** Letters lost or garbled on the way through another character set. */
  | 'charset'
  /** A program made, shortened, rewrote or hid a link or an address. */
  | 'link'
  /** What is left of HTML, or of a sign that the font did not have. */
  | 'residue'
  /** The same field of a header in another language. */
  | 'label'
  /** Items of a list were counted anew. */
  | 'list-number'
  /** A notice that an archive or filter put in place of a part. */
  | 'notice'
  /** Marked as left out: `...`, `[snip]`. */
  | 'cut'
  /** Marked as put in: `[the plan]`; or a reference such as `[2]` left out. */
  | 'note'
  /** A typing error was put right, or made. */
  | 'spelling'
  /** A release blacked words out of the one or the other. */
  | 'withheld'
  /** A word that stood twice stands once. */
  | 'repetition'
  /** A small word (`the`, `of`, `it`) more or less. */
  | 'small-word'
  /** The same word stands elsewhere in the sentence. */
  | 'moved';

/** What is known around a hunk. */
export interface Surroundings {
  readonly kind: ChangeKind;
  /** The whole of both texts, and where the hunk stands in them. */
  readonly original: string;
  readonly quoted: string;
  readonly from: Run;
  readonly to: Run;
  /** Words of the quotation and the original near the hunk that were not found on the other side. */
  readonly unmatched: ReadonlySet<string>;
  readonly neighbours: readonly (Word | undefined)[];
  /** Words of known people's names. */
  readonly names: ReadonlySet<string>;
}

/** Tells why a change is harmless; null if it is one of substance. A change of negation is harmless only if no letter changed. */
export function explainHarmless(hunk: Hunk, around: Surroundings): HarmlessReason | null {
  const a = plainLetters(hunk.gapBefore);
  const b = plainLetters(hunk.gapAfter);
  if (a === b) return 'wrapping';
  if (isWithheld(hunk)) return 'withheld';
  if (matchesLossy(a, b) || matchesLossy(b, a) || isOtherCharset(hunk.gapBefore, hunk.gapAfter)) return 'charset';
  if (CONTROL.test(hunk.gapBefore) !== CONTROL.test(hunk.gapAfter)) return 'charset';
  if (isNotice(hunk, around)) return 'notice';
  if (isLinkText(hunk, around)) return 'link';
  if (SIGNED_NOTE.test(hunk.gapAfter) && !SIGNED_NOTE.test(hunk.gapBefore)) return 'note';
  if (readsSame(around)) return 'residue';
  if (isSubstituted(around)) return 'note';
  if (negates(hunk)) return null;
  if (RESIDUE.test(hunk.gapBefore.trim() + hunk.gapAfter.trim())) return 'residue';
  if (isListNumber(hunk, around)) return 'list-number';
  if (isMarkedCut(hunk)) return 'cut';
  if (isNote(hunk, around)) return 'note';
  if (isLabel(around)) return 'label';
  if (around.kind === 'number' || around.kind === 'date') return isSameNumber(hunk) ? 'wrapping' : null;
  if (isSpelling(hunk, around, a, b)) return 'spelling';
  if (isRepetition(hunk, around)) return 'repetition';
  if (isMoved(hunk, around)) return 'moved';
  return isSmallWord(hunk) ? 'small-word' : null;
}

/** True if words are blacked out on one side at least, and all that is left there stands on the other. */
function isWithheld({ gapBefore, gapAfter }: Hunk): boolean {
  const gaps = [gapBefore, gapAfter];
  if (!gaps.some(hasWithheldMarks)) return false;
  const left = gaps.map((gap) => splitAtWithheldMarks(gap).map(plainLetters));
  const [one, other] = left.map((pieces) => pieces.join(''));
  const isLeft = (gap: string, pieces: readonly string[], rest: string) =>
    !hasWithheldMarks(gap) || pieces.every((piece) => rest.includes(piece));
  return isLeft(gapBefore, left[0]!, other!) && isLeft(gapAfter, left[1]!, one!);
}

/** A link that a program rewrote, shortened or led elsewhere is still a link. */
const IS_LINK = /^\W{0,3}(?:https?:\/\/|www\.)/i;

const NAMED_SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** True if the two say the same once HTML's character references are signs: `wouldn&#39;t` is `wouldn't`. */
function readsSame({ original, quoted, from, to }: Surroundings): boolean {
  const [a, b] = [tokenAt(original, from), tokenAt(quoted, to)];
  const isWritten = (text: string) => text.includes('&') && text.includes(';');
  return (isWritten(a) || isWritten(b)) && readReferences(a) === readReferences(b);
}

function readReferences(text: string): string {
  const read = text.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,6}));/gi, (all, decimal, hex, name) => {
    if (name) return NAMED_SIGNS[String(name).toLowerCase()] ?? all;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : all;
  });
  return read.replaceAll('’', "'").toLowerCase();
}

/** True for what stands in brackets, or right behind them: `[he]` for a name, `[ The FAQ ]'s` for `It's`. */
function isSubstituted({ quoted, to }: Surroundings): boolean {
  if (to.end <= to.start) return false;
  const before = quoted.slice(Math.max(0, to.start - 60), to.start);
  if (/\[\s?$/.test(before) && /^\s?\]/.test(quoted.slice(to.end, to.end + 2))) return true;
  return /\[[^[\]\n]{1,60}\][^\s\p{L}\p{N}]?\p{L}{0,3}$/u.test(before + quoted.slice(to.start, to.end));
}

/** What is left of an HTML character reference, or of a smiley from a symbol font. */
const RESIDUE = /^\W*(?:(?:nbsp|gt|lt|amp|quot)\W*)+$|^\W*[A-Za-zàÂÃ]\W*$/;

/** Letters that are no accented form of another one. */
const BASE_LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'l',
  ø: 'o',
  Ø: 'o',
  đ: 'd',
  Đ: 'd',
  ß: 'ss',
  æ: 'ae',
  Æ: 'ae',
  œ: 'oe',
  Œ: 'oe',
  ı: 'i',
};

/** Letters, digits and marks of loss, without accents and case. */
function plainLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[łŁøØđĐßæÆœŒı]/g, (letter) => BASE_LETTERS[letter]!)
    .replace(/[^\p{L}\p{N}\uFFFD?]/gu, '')
    .toLowerCase();
}

/** True if the lossy text is the other with some non-ASCII letters (or what is left of them) replaced by one or more marks. */
function matchesLossy(lossy: string, other: string): boolean {
  if (!/[?\uFFFD]/.test(lossy)) return false;
  const parts = lossy.split(/[?\uFFFD]+/).filter(Boolean);
  if (parts.join('').length * 2 < other.length) return false;
  let at = 0;
  for (const part of parts) {
    const found = other.indexOf(part, at);
    if (found < 0 || found - at > 4) return false;
    at = found + part.length;
  }
  return other.length - at <= 4;
}

/** True if only characters beyond ASCII differ and one side reads like bytes of another charset. */
function isOtherCharset(before: string, after: string): boolean {
  const ascii = (text: string) => text.replace(/[^A-Za-z0-9]/g, '');
  const garbled = (text: string) => text.match(/[\u0080-\u00ff\u0152-\u0192\u2018-\u2122]/g)?.length ?? 0;
  const [a, b] = [garbled(before), garbled(after)];
  if (ascii(before) === ascii(after)) return a >= 2 || b >= 2;
  return a >= 1 && b >= 1 && Math.abs(ascii(before).length - ascii(after).length) <= 1 && a + b >= 3;
}

/** Control characters, which programs put in the place of signs that they could not write. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000e-\u001f]/;

/** What Outlook shows in the place of a file or picture. */
const SHOWN_OBJECT = /<<\s*(?:File|OLE Object):/;

/** True if the line is a notice or footer that an archive, a list or a filter wrote. */
function isNotice(hunk: Hunk, { quoted, to }: Surroundings): boolean {
  const start = quoted.lastIndexOf('\n', to.start - 1) + 1;
  const end = quoted.indexOf('\n', to.end);
  const line = quoted.slice(Math.max(start, to.start - 200), Math.min(end < 0 ? quoted.length : end, to.end + 200));
  if (/\/attachments\/\d|\{\{dropped/.test(tokenAt(quoted, to))) return true;
  if (SHOWN_OBJECT.test(hunk.gapBefore) !== SHOWN_OBJECT.test(hunk.gapAfter)) return true;
  return /attachment was scrubbed|alternative HTML version|(?:@|\bat )[\w.-]{1,80} mailing list\b|\/listinfo\//i.test(
    line,
  );
}

/**
 * True if a program made a link of an address, took one away, cut one at a line end or hid it from robots:
 * `a@b.example` becomes `a@b.example<mailto:a@b.example>` or `a at b.example`.
 */
function isLinkText({ was, is }: Hunk, { original, quoted, from, to }: Surroundings): boolean {
  const [a, b] = [tokenAt(original, from), tokenAt(quoted, to)];
  if (IS_LINK.test(a) && IS_LINK.test(b)) return true;
  if (isRewritten(a) || isRewritten(b) || (hasQuery(a) && hasQuery(b))) return true;
  if (isMask(original, from) && isMask(quoted, to)) return true;
  if (!was.length && (isDoubled(quoted, to) || isMailProgramsMark(quoted.slice(to.start, to.end)))) return true;
  if (
    was.length === is.length &&
    !/mailto/i.test(original.slice(from.start, from.end) + quoted.slice(to.start, to.end))
  )
    return false;
  if (MASKED.test(original.slice(from.start, from.end)) || MASKED.test(quoted.slice(to.start, to.end))) return true;
  return isInLink(original, from) || isInLink(quoted, to);
}

// QUIRK: Mailman writes ` at ` for `@`, in the language of the list: `ann en moor.example`, `ann op moor.example`.
const MASKED = /[\w.+-]{1,64} (?:at|en|em|op|chez|bei) [\w-]{1,64}\.\w/i;
const MASK = /^(?:at|en|em|op|chez|bei)$/i;

/** True if the run is the word that an archive put for the sign in an address. */
const isMask = (text: string, { start, end }: Run) =>
  MASK.test(text.slice(start, end)) && /^\s[\w-]{1,64}\.\w/.test(text.slice(end, end + 80));

/** An address directly behind itself, in brackets: `ann at moor.example <ann at moor.example>`, `ann@moor.example(/compose?to=ann@moor.example)`. */
const DOUBLED =
  /([\w.+-]{1,64}(?:@| at )[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})[*_]?>? ?[<([](?:[\w:/.]{0,40}[?:](?:to=)?)?\1/gi;

/** True if the run stands in an address that a program wrote twice. */
function isDoubled(text: string, { start, end }: Run): boolean {
  const from = Math.max(0, start - 160);
  for (const found of text.slice(from, end + 160).matchAll(DOUBLED)) {
    const at = from + found.index;
    if (at <= start && end <= at + found[0].length) return true;
  }
  return false;
}

// QUIRK: Gmail names a link that it has not made yet `<goog_800799784>` where a mail is answered.
const isMailProgramsMark = (text: string) => /^\W{0,3}goog_\d{4,20}\W{0,3}$/.test(text);

/** Characters of a word that are looked at. */
const LONGEST_LINK = 400;

/** True if the run stands in something without blanks that is, or holds, an address. */
const isInLink = (text: string, run: Run) =>
  /:\/\/|\bwww\.|\w@\w|mailto:?|javascript:|\btel:|%[0-9a-f]{2}|=[0-9A-F]{2}/i.test(tokenAt(text, run));

/** True for a link that a filter wrapped in one of its own, with marks that differ each time. */
const isRewritten = (token: string) => /:\/\/.*(?:%2F|%7C|-3A__)|safelinks\.|urldefense\./i.test(token);

/** True for a link with marks of a mailing: `https://shop.example/?utm_source=mail`. */
const hasQuery = (token: string) => /:\/\/.*[?&]utm_/i.test(token);

/** The run with all that stands beside it without a blank. */
function tokenAt(text: string, { start, end }: Run): string {
  let from = start;
  while (from > 0 && start - from < LONGEST_LINK && !/\s/.test(text[from - 1]!)) from--;
  let to = end;
  while (to < text.length && to - end < LONGEST_LINK && !/\s/.test(text[to]!)) to++;
  return text.slice(from, to);
}

/** True if both are the number or letter that an item of a list begins with. */
function isListNumber({ was, is }: Hunk, { original, quoted, from, to }: Surroundings): boolean {
  if (was.length > 1 || is.length > 1) return false;
  const counts = (text: string, { start, end }: Run, word: Word | undefined) => {
    if (!word || !/^(?:\p{N}{1,3}|[a-z]|[ivx]{1,5})$/u.test(word.text) || !/^\.(?:\s|$)/.test(text.slice(end, end + 2)))
      return 0;
    const before = text.slice(Math.max(text.lastIndexOf('\n', start - 1) + 1, start - 20), start);
    return /^[\s>|*(+-]*$/.test(before) ? 2 : /[\s>]{2}$/.test(before) ? 1 : 0;
  };
  const [a, b] = [counts(original, from, was[0]), counts(quoted, to, is[0])];
  return was.length && is.length ? a + b >= 3 : a + b === 2;
}

const CUT = /\.\.\.|…|\bsnip(?:ped)?\b|\[cut\]|<cut>|\bdropped\b|\bdeleted\b|\btrimmed\b/i;

/** True if one side alone says that something was left out. */
const isMarkedCut = ({ gapBefore, gapAfter }: Hunk) => CUT.test(gapAfter) !== CUT.test(gapBefore);

/** What Outlook puts before a remark inside a quotation: `[Doe, Jane]`. */
const SIGNED_NOTE = /\[\p{Lu}[\p{L}.'-]{0,40},? \p{Lu}[\p{L}.' -]{0,60}(?:\]| -)/u;

/** True if what was put in stands in brackets, or what was left out was a bracketed reference. */
function isNote({ was, is }: Hunk, { original, quoted, from, to }: Surroundings): boolean {
  const bracketed = (text: string, { start, end }: Run, open: string, close: string) => {
    const before = text.slice(Math.max(0, start - 40), start);
    const after = text.slice(end, end + 40);
    return (
      before.lastIndexOf(open) > before.lastIndexOf(close) &&
      after.includes(close) &&
      !after.slice(0, after.indexOf(close)).includes(open)
    );
  };
  if (!was.length) return bracketed(quoted, to, '[', ']') || /\[/.test(quoted.slice(to.start, to.end));
  return !is.length && was.every((word) => /^\p{N}/u.test(word.text)) && bracketed(original, from, '[', ']');
}

const LABELS = new Set(
  'from to cc bcc date sent subject von an gesendet datum betreff de para enviado asunto assunto à envoyé objet da inviato oggetto van aan verzonden onderwerp från till skickat ämne fra til sendt emne'.split(
    ' ',
  ),
);

/** True if both words are labels of a header's field, or stand in the headings of two quotations. */
function isLabel({ original, quoted, from, to }: Surroundings): boolean {
  if (HEADING.test(lineAt(original, from.start)) && HEADING.test(lineAt(quoted, to.start))) return true;
  if (original[from.end] !== ':' || quoted[to.end] !== ':') return false;
  return [original.slice(from.start, from.end), quoted.slice(to.start, to.end)].every((label) =>
    LABELS.has(label.toLowerCase()),
  );
}

// QUIRK: Outlook users write a heading of one line: `From: Ann Roe <ann@moor.example> Sent: Monday, May 3, 2021 10:11 AM`.
const HEADING = /(?:^|[\s>|])From: .{1,200} Sent: /;

function lineAt(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at);
  return text.slice(Math.max(start, at - 400), end < 0 ? at + 400 : Math.min(end, at + 400));
}

/** True if the numbers are equal but for leading zeros and separators: `0.5` and `.5`. */
function isSameNumber({ was, is }: Hunk): boolean {
  const digits = (words: readonly Word[]) =>
    words
      .map((word) => word.text.replace(/[^\p{N}]/gu, ''))
      .join('')
      .replace(/^0+/, '');
  const numbers = [...was, ...is];
  return numbers.every((word) => /^[\p{N}.,]+$/u.test(word.text)) && digits(was) === digits(is) && digits(was) !== '';
}

/** True if one is the other with up to two letters corrected, lost or doubled, or another ending of it: `constrasts`, `contrasts`. */
function isSpelling({ was, is }: Hunk, { names, quoted, to }: Surroundings, a: string, b: string): boolean {
  if (!was.length || !is.length || /\p{N}/u.test(a + b)) return false;
  if (was.length === 1 && is.length === 1 && was.concat(is).every((word) => names.has(word.text))) return false;
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  const lost = longer.length - shorter.length;
  if (shorter.length === 0 || longer.length < 2) return false;
  if (longer.startsWith(shorter) && (lost === 1 || (shorter.length >= 4 && lost <= 4))) return true;
  if (a.startsWith(b) && /^[\t ]*\n/.test(quoted.slice(to.end, to.end + 20))) return true;
  if (a.endsWith(b) && lost === 1 && /(?:^|\n)[\t >|]*$/.test(quoted.slice(Math.max(0, to.start - 20), to.start)))
    return true;
  if (isTypedInto(shorter, longer)) return true;
  if (shorter.length < 2 || longer.length < 3 || lost > 2) return false;
  if (isReordered(shorter, longer)) return true;
  let start = 0;
  while (start < shorter.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const differing = longer.length - start - end;
  if (lost === 1 && differing === 1) return longer.length > 3 || start > 0;
  return longer.length > 3 && start > 0 && differing <= 2;
}

/** Letters from which a word is known again with its letters in disorder, and from which with others typed into it. */
const LONG_WORD = 6;
const LONGER_WORD = 10;
/** Letters beyond which nothing is a word. */
const LONGEST_WORD = 60;

/** True if the letters are the same in another order; in a long word one may be lost: `inconsistcneis`, `inconsistencies`. */
function isReordered(shorter: string, longer: string): boolean {
  const lost = longer.length - shorter.length;
  if (longer.length > LONGEST_WORD || lost > 1) return false;
  if (lost === 1 && (shorter.length < LONG_WORD || shorter[0] !== longer[0])) return false;
  let rest = longer;
  for (const letter of shorter) {
    if (!rest.includes(letter)) return false;
    rest = rest.replace(letter, '');
  }
  return true;
}

/** True if a remark was typed into the middle of a long word: `completionCode`, `completionCowhatde`. */
function isTypedInto(shorter: string, longer: string): boolean {
  if (shorter.length < LONGER_WORD || longer.length - shorter.length > 4) return false;
  let start = 0;
  while (shorter[start] === longer[start]) start++;
  const rest = shorter.length - start;
  return start >= 4 && rest >= 2 && longer.endsWith(shorter.slice(start));
}

/** True if the one word that differs stands beside the hunk already. */
function isRepetition({ was, is }: Hunk, { neighbours }: Surroundings): boolean {
  const [word, ...more] = [...was, ...is];
  return more.length === 0 && neighbours.some((neighbour) => neighbour?.text === word!.text);
}

/** True if each word that was put in or left out was left out or put in nearby. */
function isMoved({ was, is }: Hunk, { unmatched }: Surroundings): boolean {
  if (was.length && is.length) return false;
  return [...was, ...is].every((word) => unmatched.has(word.text));
}

const SMALL_WORDS = new Set(
  'a an the of to in on at by as it is be so do that this then than for der die das den dem ein eine le la les un une de du et el los y o in il een het van'.split(
    ' ',
  ),
);

/** Articles, of which one may stand for the other; a preposition may not: "agreed on" is not "agreed to". */
const ARTICLES = new Set('a an the der die das ein eine le la les un une el los il de het een'.split(' '));

/** True if the only difference is one small word more or less, or one article instead of another. */
function isSmallWord({ was, is }: Hunk): boolean {
  const [word, ...more] = [...was, ...is];
  if (was.length === 1 && is.length === 1) return was.concat(is).every(({ text }) => ARTICLES.has(text));
  return more.length === 0 && SMALL_WORDS.has(word!.text);
}

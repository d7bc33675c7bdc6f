// Long because the forms of an attribution are tried in one order.

import type { WrittenDate } from '../../date/written-clock.js';
import { type FoundDate, findWrittenDate, parseWrittenDate } from '../../date/written-date.js';
import { type FoundVerb, findVerb, isStarter } from '../../language/attribution-words.js';
import { decodeWords } from '../../message/header/encoded-word.js';
import type { Mailbox } from '../../message/message.js';
import { readPerson } from '../header-block/embedded-mailbox.js';
import { isBlank, type LineTable, textOf } from '../line-table.js';
import { repairMojibake } from '../mojibake.js';
import {
  closeTail,
  findCompactDate,
  findNumberedMonth,
  goesOn,
  isDatedName,
  isNameless,
  readBarePerson,
  readComment,
} from './attribution-forms.js';
import { startsWithLead, trimConnectors } from './author-name.js';
import { decodeResidue, joinPieces, lacksBracket, withoutHidden } from './wrapped-sentence.js';

/** A sentence that says who wrote the text below it. */
export interface Attribution {
  readonly first: number;
  readonly last: number;
  readonly from: Mailbox | null;
  readonly date: WrittenDate | null;
  readonly messageId: string | null;
  /** Says enough to stand above text that carries no quote marks. */
  readonly strong: boolean;
}

const MOST_LINES = 4;
const MOST_CHARACTERS = 400;

/**
 * Reads the attribution that ends at a line: `On Fri, 3 Jan 2020 at 10:05, Ann Example <ann@example.org> wrote:`.
 *
 * It may run over four lines and 400 characters. `deeper` says that a quotation with marks follows: then little is
 * enough (`Ann wrote:`); without it the sentence has to name a person and a time. Lines before `floor` are not looked at.
 */
export function readAttribution(
  lines: LineTable,
  line: number,
  floor: number,
  deeper: boolean,
  near: number | null,
): Attribution | null {
  const depth = lines.depth[line]!;
  let fallback: Attribution | null = null;
  let text = '';
  /** A bracket is closed in what was read and opens above it. */
  let cutBefore = true;
  /** The line above was joined for the date in it alone: the sentence has to begin there. */
  let loose = false;
  for (let first = line; first >= floor && line - first < MOST_LINES; first--) {
    if (isBlank(lines, first) || lines.depth[first] !== depth) break;
    if (lines.end[first]! - lines.first[first]! + text.length > MOST_CHARACTERS) break;
    const piece = withoutHidden(textOf(lines, first));
    // A sentence that ends above is not part of this one.
    if (
      first < line &&
      !(cutBefore && lacksBracket(text)) &&
      /[.!?:：]$/.test(piece) &&
      !/\b(?:[ap]\.m|\p{L}{1,4}|\d+)\.$/iu.test(piece)
    )
      break;
    text = joinPieces(piece, text);
    const cut = lacksBracket(text);
    if (cut && first < line && !cutBefore) break;
    cutBefore = cut;
    const found = cut && first > floor ? null : analyse(decodeResidue(text), deeper, near);
    if (!found) {
      if (first === line && !cut && !mayContinue(text, deeper)) return null;
      continue;
    }
    const attribution = { first, last: line, ...found.fields, strong: found.strong };
    if (loose && !found.begins) break;
    if (first > floor && goesOnAbove(lines, first - 1, depth, text, found.fields.from)) {
      if (deeper ? found.enough : found.strong) fallback = attribution;
      loose = true;
      continue;
    }
    if (found.complete) return deeper || found.strong ? attribution : fallback;
    if (deeper ? found.enough : found.strong) {
      const dated = found.begins && attribution.date !== null && fallback?.date === null;
      if (fallback === null || loose || dated) fallback = attribution;
    }
    // "Ann Example" in the line above belongs to it only if that line begins as such sentences do, or holds the date.
    loose = false;
    if (found.fields.from && first > floor && !startsLikeOne(lines, first - 1, depth)) {
      if (found.fields.date || !holdsDate(lines, first - 1, depth)) break;
      loose = true;
    }
  }
  return fallback;
}

/** True for a text that is an attribution from its beginning to its end: it names a person and a time. */
export function isSentence(text: string): boolean {
  if (text.length > MOST_CHARACTERS) return false;
  const found = analyse(decodeResidue(text), true, null);
  return found?.enough === true && found.begins && found.fields.from !== null && found.fields.date !== null;
}

type Fields = Pick<Attribution, 'from' | 'date' | 'messageId'>;

interface Analysis {
  readonly fields: Fields;
  /** Person, time (or message id) and verb are there: no line above is needed. */
  readonly complete: boolean;
  /** Enough above a quotation with marks. */
  readonly enough: boolean;
  /** Begins with the date, the author, or a word that such sentences begin with. */
  readonly begins: boolean;
  readonly strong: boolean;
}

function analyse(sentence: string, deeper: boolean, near: number | null): Analysis | null {
  const comment = deeper && readComment(sentence);
  if (comment) return said(comment.from, comment.date);
  const stripped = stripLead(
    /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069]/.test(sentence)
      ? sentence.replace(INVISIBLE, '')
      : readable(sentence),
  );
  if (stripped.endsWith('>>>') || (stripped.startsWith('=====') && stripped.endsWith('===')))
    return analyseFrame(stripped, near);
  let text = deeper ? closeTail(stripped) : stripped;
  let verb = findVerb(text);
  const bare = verb === null && deeper ? readBarePerson(sentence, text) : null;
  if (bare) return said(bare, findCompactDate(text, near)?.date ?? null);
  const last = text.charCodeAt(text.length - 1);
  const ends = last === 0x3a || last === 0xff1a;
  if (!verb && !deeper && !(ends && text.includes('@'))) return null;
  const starts = isStarter(headOf(text));
  if (!verb && deeper && !(starts || /@|\bat\b|^\p{N}/u.test(text) || (ends && /[\])]\s?:$|\d{4}.{1,40}:$/.test(text))))
    return null;
  const citation = verb ? readCitation(stripped) : null;
  if (citation) {
    text = citation.rest;
    verb = findVerb(text);
  }
  const dated = /\p{N}/u.test(text) ? (findWrittenDate(text, { near }) ?? findPlainDate(text, near)) : null;
  if (!verb && !dated) return null;
  if (verb && !dated && goesOn(text.slice(verb.end))) return null;
  const from = findAuthor(text, verb, dated);
  const sure = verb !== null && !verb.weak;
  const address = from?.address.includes('@') ?? false;
  const timed = dated !== null && dated.date.precision !== 'day';
  const closed = (ends && citation === null) || /[:：՝։៖]\s*["*]?$|[:：][\s*"]*\[?[^\s:]{0,12}$/.test(text);
  const colon =
    closed || (verb !== null && (citation !== null || (verb.end >= text.length - 3 && (dated !== null || address))));
  const addressed =
    from === null &&
    (/(?:^|[\s,])(?:you|du|vous|sie|tu|hai|has)\s+\p{L}{4,}/iu.test(text) || (deeper && isNameless(text, verb)));
  const named = from !== null || addressed || (starts && dated !== null);
  const short =
    deeper &&
    verb !== null &&
    verb.end >= text.length - 3 &&
    text.length <= 60 &&
    (from === null ? addressed : /^[^a-z]/.test(text) && text.startsWith(from.name));
  const first = dated !== null && (dated.start <= 2 || /^\p{L}{1,10}[.,]{0,2}\s$/u.test(text.slice(0, dated.start)));
  const begins = first || beginsLikeOne(text, starts, from, deeper && closed);
  const spoken =
    verb !== null &&
    named &&
    (verb.weak ? closed && (verb.start === 0 || timed || (deeper && address)) : colon || short);
  const silent =
    !verb &&
    from !== null &&
    dated !== null &&
    ((address && (closed || first)) ||
      (timed && (starts || (closed && (first || (deeper && isDatedName(text, from, dated)))))));
  return {
    fields: { from, date: dated?.date ?? null, messageId: citation?.id ?? null },
    complete: sure && (from !== null || addressed) && begins && colon && (dated !== null || citation !== null),
    enough: begins && (spoken || silent) && text.length <= 240,
    begins:
      first ||
      starts ||
      beginsWithDate(text, dated) ||
      startsWithLead(text) ||
      verb?.start === 0 ||
      (from !== null && (text.startsWith(from.name) || text.startsWith(`"${from.name}`))),
    strong:
      (!verb && (first || (starts && address)) && timed && address && ends) ||
      (verb?.weak === true && verb.start === 0 && timed && address && ends) ||
      (sure && colon && starts && addressed && timed && closed && text.length <= 100) ||
      (sure &&
        colon &&
        begins &&
        from !== null &&
        ((timed && (address || /^[^\p{Ll}]/u.test(from.name))) || (address && (dated !== null || citation !== null)))),
  };
}

/** True where at most two words stand before the date. */
function beginsWithDate(text: string, dated: FoundDate | null): boolean {
  return (
    dated !== null && dated.start < 30 && /^(?:[\p{L}\p{M}'’.]{1,14}[\s,]{1,2}){0,2}$/u.test(text.slice(0, dated.start))
  );
}

/** With encoded words and UTF-8 that was read as Latin letters decoded. */
function readable(sentence: string): string {
  const text = repairMojibake(sentence);
  return text.includes('=?') ? decodeWords(text) : text;
}

/** The letters that a text begins with. */
function headOf(text: string): string {
  let at = 0;
  while (isAsciiLetter(text.charCodeAt(at))) at++;
  return text.charCodeAt(at) > 0x7f ? (/^\p{L}+/u.exec(text)?.[0] ?? '') : text.slice(0, at);
}

function isAsciiLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

function said(from: Mailbox | null, date: WrittenDate | null): Analysis {
  return { fields: { from, date, messageId: null }, complete: false, enough: true, begins: true, strong: false };
}

/** A date in figures that nothing around it confirms but the verb: `Am 14.03.2020 schrieb Ann`. */
function findPlainDate(text: string, near: number | null): FoundDate | null {
  const found = findCompactDate(text, near) ?? findNumberedMonth(text, near);
  if (found) return found;
  const plain =
    /(?<![\w.])(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}\. \d{1,2}\. \d{4})(?:,?(?: [a-z])? \d{1,2}[:.]\d\d(?::\d\d)?)?(?![\w/@])/.exec(
      text,
    );
  const date = plain && parseWrittenDate(plain[0], { near });
  return date && { date, start: plain.index, end: plain.index + plain[0].length };
}

/** Without the marks that stand before such sentences: `* `, `--- `, SuperCite's `"AB" == `. */
function stripLead(sentence: string): string {
  const code = sentence.charCodeAt(0);
  if (isAsciiLetter(code) || code === 0x3c) return sentence;
  return (
    sentence
      // QUIRK: a web mail writes the quote marks of its HTML into the text: `&gt; &gt; On …`.
      .replace(/^(?:&gt;[ >]{0,4}){1,12}/, '')
      .replace(/^[\s*\-–—>\ufeff]{1,12}(?=\S)/, '')
      .replace(/^"[\w .]{1,30}" == /, '')
      // Zoho frames the sentence in dashes; Yahoo names the group first.
      .replace(/(?<=\S)\s?-{2,12}$/, ':')
      .replace(/^In \S{1,80}@yahoogroups\.\w{2,3}, ?/, '')
  );
}

/** `Ann Example 01/02/03 04:05PM >>>` (GroupWise), `======= 2005-10-20 21:59:24 … =======` (Foxmail). */
function analyseFrame(text: string, near: number | null): Analysis | null {
  const dated = findWrittenDate(text, { near });
  if (!dated || dated.date.precision === 'day') return null;
  const head = text
    .slice(0, dated.start)
    .replace(/^[<\s]{1,8}(?:memo from )?/i, '')
    .replace(/\son\s?$/, '');
  const from = text.endsWith('>>>') ? readPerson(head) : null;
  const fields = { from, date: dated.date, messageId: null };
  return { fields, complete: true, enough: true, begins: true, strong: from !== null };
}

/** True where a text may be the beginning of such a sentence, not the rest of another. */
function beginsLikeOne(text: string, starts: boolean, from: Mailbox | null, closed: boolean): boolean {
  if (starts || /^["'<(*[„«`\p{Lu}\p{Lo}\p{N}]/u.test(text)) return true;
  if (closed && /^(?:[?\ufffd]|=\?|you |i )/i.test(text)) return text.length <= 160;
  const head = /^\S+/.exec(text)?.[0] ?? '';
  if (head.includes('@') || /^[\w.+-]+ (?:at|AT|<at>) [\w-]+\./.test(text) || from?.name.startsWith(head)) return true;
  // "klebyn wrote:" – people who write their names small.
  return closed && text.length <= 60 && text.split(' ').length <= 4;
}

const INVISIBLE = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g;
const CITING = /message|article|news:|messaggio|bericht|meddelande|nachricht|mensaje|mensagem|wiadomości|\bid\b/i;
const CITED =
  /(?:\b(?:message|article|messaggio|bericht|meddelande|wiadomości|Nachricht|mensaje|mensagem)(?:\s+de)?(?:\s+news)?:?\s*|\bnews:\s?|\bid\s)<?([^<>\s@]{1,200}(?:@| at )[^<>\s,]{1,200}[^<>\s,:.])>?/i;

/** The message id that a sentence cites, and the sentence without it: `In message <1@example.org>, Ann writes:`. */
function readCitation(text: string): { readonly id: string; readonly rest: string } | null {
  const inId = /^In <([^<>\s@]{1,200}@[^<>\s]{1,200})>,? /.exec(text);
  if (inId) return { id: inId[1]!, rest: text.slice(inId[0].length) };
  // S-nail: "Ann Example wrote in <1@example.org>:".
  const wrote = / in <([^<>\s@]{1,200}@[^<>\s]{1,200})>\s?:?$/.exec(text);
  if (wrote) return { id: wrote[1]!, rest: `${text.slice(0, wrote.index)}:` };
  if (!CITING.test(text)) return null;
  const cited = CITED.exec(text);
  if (!cited || /^(?:from|de|von)$/i.test(cited[1]!)) return null;
  const before = text.slice(0, cited.index).replace(/(?:^|\s)(?:in|im|dans le|nel|i|w|en|em)\s?$/i, ' ');
  const rest = `${before}${text.slice(cited.index + cited[0].length)}`.replace(/^[\s,]+/, '');
  return { id: cited[1]!.replace(/^news:/i, '').replace(' at ', '@'), rest };
}

/**
 * The author is what is left between the date, the verb and the words that join them.
 *
 * Where the date stands before the verb, the person stands between them; what is before the date may be other words:
 * `On this day 1/2/2020 10:05, Ann wrote:`, `Hello, on 3 Jan 2020 Ann wrote:`, `Il giorno 03/gen/20, Ann ha scritto:`.
 */
function findAuthor(
  text: string,
  verb: FoundVerb | null,
  dated: { start: number; end: number } | null,
): Mailbox | null {
  const cuts: [number, number][] = [];
  if (dated) cuts.push([dated.start, dated.end]);
  if (verb) cuts.push([verb.start, verb.end]);
  cuts.sort((a, b) => a[0] - b[0]);
  const parts: string[] = [];
  let from = 0;
  if (!verb && dated && /^\s?(?:from|by) /.test(text.slice(dated.end, dated.end + 6))) from = dated.end;
  for (const [start, end] of cuts) {
    if (start > from) parts.push(text.slice(from, start));
    from = Math.max(from, end);
  }
  parts.push(text.slice(from));
  let best: Mailbox | null = null;
  if (dated && verb && dated.start > 0 && dated.end < verb.start) best = readBetween(text.slice(dated.end, verb.start));
  if (best && (best.address || !`${text.slice(0, dated!.start)}${text.slice(verb!.end)}`.includes('@'))) return best;
  for (const part of parts) {
    const name = trimConnectors(part, verb === null ? dated !== null : verb.weak && verb.start === 0);
    if (!name || name.length > 160) continue;
    const person = readPerson(name);
    if (!person || (best && (best.address || !person.address))) continue;
    if (person.address || isName(person.name)) best = person;
  }
  return best;
}

/** The person between the date and the verb; null where there is no more than a zone (`(CET)`) or a small word. */
function readBetween(part: string): Mailbox | null {
  const name = trimConnectors(part).replace(/^\p{Ll}[\p{Ll} ]{0,30}, ?(?=\p{Lu})/u, '');
  if (!/^["'<\p{L}\p{N}]/u.test(name) || name.length > 160) return null;
  const person = readPerson(name);
  if (!person || person.address) return person;
  const small = /^\p{Ll}/u.test(person.name) && person.name.includes(' ');
  return !small && isName(person.name) && !/^(?:[A-Z]{3,4}|[A-Z]{1,4}[+-]\d{1,4})$/.test(person.name) ? person : null;
}

function isName(name: string): boolean {
  // "As I wrote on 3 May …" tells of the author's own words.
  if (/(?:^|\s)(?:you|du|vous|sie|i|ich|they|he|she|we|wir|nous|someone|people|it|this|that)$/i.test(name))
    return false;
  // QUIRK: archives lose the accent of `giovedì`: what is left of the day is nobody.
  if (/^(?:luned|marted|mercoled|gioved|venerd)$/i.test(name)) return false;
  // "Ann Example via a-list at Example" is as a list rewrites its members' From.
  const words = name.split(' ').length;
  if (!/\p{L}/u.test(name) || (words > 7 && (words > 14 || !name.includes(' via ')))) return false;
  return (name.match(/\p{N}/gu)?.length ?? 0) < 4 || /^\p{Ll}[\p{L}_.-]{0,30}\d{3,12}$/u.test(name);
}

/** True where a line without a verb may be the end of a sentence that begins above: an address, a date, a name and a colon. */
function mayContinue(text: string, deeper: boolean): boolean {
  const last = text.charCodeAt(text.length - 1);
  if (deeper) return last === 0x3a || last === 0x3e || last === 0xff1a || /[@\d]| at /.test(text);
  if (last === 0x3e && text.length <= 80 && text.endsWith('>>>')) return true;
  if (last === 0x3a && /^>\s?:$| at [\w-]{1,63}\.[\w.-]{1,80}>\s?:$/.test(text)) return true;
  return /@[^\s]+>?\s*[:：]?$/.test(text) || /\d[\])]?\s*[:：]?$/.test(text);
}

/**
 * True where the name stands on the line above: `Ann Example` / `<ann@example.org> 于… 写道：`, or with its address:
 * `Ann Example <ann@example.org>` / `ezt írta (időpont: …):`.
 */
function goesOnAbove(lines: LineTable, line: number, depth: number, text: string, from: Mailbox | null): boolean {
  if (text.charCodeAt(0) === 0x3c) return from?.name === '' && isShortLine(lines, line, depth);
  if (from?.address || isBlank(lines, line) || lines.depth[line] !== depth) return false;
  return (
    lines.body.charCodeAt(lines.end[line]! - 1) === 0x3e &&
    /^[^<>]{1,80}<[^<>\s]{3,80}>$/.test(textOf(lines, line).slice(0, 200))
  );
}

/** A few words without an end: the name that stands before an address. */
function isShortLine(lines: LineTable, line: number, depth: number): boolean {
  if (isBlank(lines, line) || lines.depth[line] !== depth) return false;
  const text = textOf(lines, line);
  return text.length <= 80 && text.split(' ').length <= 6 && /[\p{L}\p{M}"'’)]$/u.test(text);
}

/** True where a line holds a date: a year, or a time of day beside other figures. */
function holdsDate(lines: LineTable, line: number, depth: number): boolean {
  if (isBlank(lines, line) || lines.depth[line] !== depth) return false;
  return /(?<!\p{N})\p{N}{4}(?!\p{N})|\p{N}.{0,24}\p{N}[:.]\p{N}\p{N}(?!\p{N})|\p{N}[:.]\p{N}\p{N}.{0,24}\p{N}/u.test(
    textOf(lines, line).slice(0, 200),
  );
}

function startsLikeOne(lines: LineTable, line: number, depth: number): boolean {
  if (isBlank(lines, line) || lines.depth[line] !== depth) return false;
  const head = /^[*"-]{0,6}\s?([\p{L}\p{M}]+|\p{N})/u.exec(textOf(lines, line).slice(0, 40));
  return head !== null && (/\p{N}/u.test(head[1]!) || isStarter(head[1]!));
}

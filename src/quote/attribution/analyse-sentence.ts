import type { WrittenDate } from '../../date/written-clock.js';
import { type FoundDate, findWrittenDate, parseWrittenDate } from '../../date/written-date.js';
import { type FoundVerb, findVerb, isStarter } from '../../language/attribution-words.js';
import { isPronoun } from '../../language/nameless-words.js';
import { isWithheld, tellsOfWithholding } from '../../message/address/withheld-person.js';
import { decodeWords } from '../../message/header/encoded-word.js';
import type { Mailbox } from '../../message/message.js';
import { isAsciiLetter } from '../../text/ascii-letter.js';
import { readPerson } from '../header-block/embedded-mailbox.js';
import { repairMojibake } from '../mojibake.js';
import type { EmbeddedHeader } from '../segment.js';
import { readAnswerer } from './answerer.js';
import {
  closeTail,
  findCompactDate,
  findNumberedMonth,
  goesOn,
  isDatedName,
  isEvent,
  isNameless,
  isToldBy,
  readBarePerson,
  readComment,
  readExcerptLine,
  readForumLine,
  readStranger,
} from './attribution-forms.js';
import { startsWithLead } from './author-name.js';
import { readCitation } from './citation.js';
import { findAuthor } from './find-author.js';
import { withoutAgents } from './on-behalf.js';
import { decodeResidue } from './wrapped-sentence.js';

const MOST_CHARACTERS = 400;

/** True for a text that is an attribution from its beginning to its end: it names a person and a time. */
export function isSentence(text: string): boolean {
  if (text.length > MOST_CHARACTERS) return false;
  const found = analyse(decodeResidue(text), true, null);
  return found?.enough === true && found.begins && found.fields.from !== null && found.fields.date !== null;
}

/** What an attribution tells. */
type Fields = Pick<EmbeddedHeader, 'from' | 'date' | 'messageId'>;

/** What a text says as an attribution. */
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

/** Reads a text as an attribution; null where it is none. `deeper` says that a quotation with marks follows. */
export function analyse(sentence: string, deeper: boolean, near: number | null): Analysis | null {
  const comment = deeper && (readComment(sentence) ?? readExcerptLine(sentence) ?? readForumLine(sentence, near));
  if (comment) return said(comment.from, comment.date);
  const stripped = stripLead(withoutAgents(readable(sentence)));
  if (stripped.endsWith('>>>') || (stripped.startsWith('=====') && stripped.endsWith('===')))
    return analyseFrame(stripped, near);
  const second = deeper ? secondOf(stripped) : '';
  if (second !== '') return analyse(second, deeper, near);
  let text = deeper ? closeTail(stripped).replace(TOLD_ON, '') : stripped;
  let verb = findVerb(text);
  const answerer = deeper ? readAnswerer(text, verb) : undefined;
  if (answerer !== undefined) return said(answerer, null);
  const bare = verb === null && deeper ? readBarePerson(sentence, text) : null;
  if (bare) return said(bare, (findCompactDate(text, near) ?? findWrittenDate(text, { near }))?.date ?? null);
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
  const dayFirst = verb?.dayFirst ?? false;
  const dated = /\p{N}/u.test(text) ? (findWrittenDate(text, { near, dayFirst }) ?? findPlainDate(text, near)) : null;
  const stranger = !verb && !dated && deeper ? readStranger(text) : null;
  if (stranger) return said(stranger, null);
  if (!verb && !dated) return null;
  if (!verb && dated && deeper && isDateAlone(text, dated, starts)) return said(null, dated.date);
  if (verb && !dated && goesOn(text.slice(verb.end))) return null;
  const from = findAuthor(text, verb, dated);
  const sure = verb !== null && !verb.weak;
  const address = from?.address.includes('@') ?? false;
  const timed = dated !== null && dated.date.precision !== 'day';
  const closed = (ends && citation === null) || /[:：՝։៖፦፡]\s*["*]?$|[:：][\s*"]*\[?[^\s:]{0,12}$/.test(text);
  const colon =
    closed ||
    (verb !== null &&
      (citation !== null ||
        (verb.end >= text.length - 3 && (dated !== null || address)) ||
        // Zoho without its colon, where the verb stands before the name: `Am … schrieb Ann <ann@example.org>`.
        (timed && address && starts && last === 0x3e)));
  const addressed =
    from === null &&
    (ADDRESSED.test(text) ||
      (deeper &&
        (isNameless(text, verb) || isSaidByNobody(text, verb) || (verb !== null && isWithheldAuthor(text, verb)))));
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
    (verb.weak
      ? closed && (verb.start === 0 || timed || (deeper && (address || isToldBy(text, verb, dated))))
      : colon || short);
  const silent =
    !verb &&
    from !== null &&
    (address || /[\p{Lu}\p{Lo}]/u.test(from.name) || text.startsWith(from.name)) &&
    dated !== null &&
    !isEvent(text.slice(dated.end)) &&
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
      (silent && (first || (starts && address)) && timed && address && ends) ||
      (verb?.weak === true && verb.start === 0 && timed && address && ends) ||
      (sure && colon && starts && addressed && timed && closed && text.length <= 100) ||
      (sure &&
        colon &&
        begins &&
        from !== null &&
        ((timed && (address || /^[^\p{Ll}]/u.test(from.name))) || (address && (dated !== null || citation !== null)))),
  };
}

/**
 * True for a sentence that tells the time and nobody: `Am 05.03.2024 um 14:22 Uhr:`, `Your message of "Tue, 05 Mar 2024 14:22:10 +0100."` (MH).
 */
function isDateAlone(text: string, dated: FoundDate, starts: boolean): boolean {
  if (dated.date.precision === 'day' || text.length > 160) return false;
  const before = text.slice(0, dated.start);
  const after = text.slice(dated.end);
  if (/^(?:In-reply-to: )?Your message of ["“]?$/i.test(before))
    return /^[^\p{L}]{0,20}(?:<\S{3,120}>\.?)?:?$/u.test(after);
  return (
    starts &&
    /^\p{L}{1,6}[\s,]{1,3}(?:\p{L}{2,12}\.?,? )?$/u.test(before) &&
    /^(?: \p{Lu}?\p{Ll}{1,5}| [+-]\d{4})?\s?[:：]$/u.test(after)
  );
}

/** Of `On 19 Nov, Ann wrote: On 18 Nov, Bo wrote:` the second sentence: what stands below is Bo's. '' where there is one alone. */
function secondOf(text: string): string {
  const at = text.lastIndexOf(': ');
  if (at < 12 || text.charCodeAt(text.length - 1) !== 0x3a) return '';
  const rest = text.slice(at + 2).trimStart();
  if (!isStarter(headOf(rest)) || !/\p{N}/u.test(rest) || findVerb(text.slice(0, at))?.end !== at) return '';
  return findVerb(rest) ? rest : '';
}

/** `Somebody wrote:`, `Er schreibt:`. */
function isSaidByNobody(text: string, verb: FoundVerb | null): boolean {
  return (
    verb !== null &&
    verb.end >= text.length - 3 &&
    isPronoun(text.slice(0, verb.start), text.slice(verb.start, verb.end))
  );
}

/** `█████ wrote:`, `______ schrieb:`: a name that was blacked out. */
const isWithheldAuthor = (text: string, { start, end }: FoundVerb): boolean =>
  end >= text.length - 3 && isWithheld(text.slice(0, start).trim()) && tellsOfWithholding(text.slice(0, start));

/** True where at most two words stand before the date. */
function beginsWithDate(text: string, dated: FoundDate | null): boolean {
  return (
    dated !== null && dated.start < 30 && /^(?:[\p{L}\p{M}'’.]{1,14}[\s,]{1,2}){0,2}$/u.test(text.slice(0, dated.start))
  );
}

/** `_On 3 Jan 2020, Ann wrote:_`: in italics; `[Ann wrote:]`: put in by hand. */
const isSetOff = (sentence: string): boolean =>
  (sentence.startsWith('_') && sentence.endsWith(':_')) || (sentence.startsWith('[') && sentence.endsWith(':]'));

/** Without invisible marks, or with encoded words and UTF-8 that was read as Latin letters decoded. */
function readable(sentence: string): string {
  const plain = isSetOff(sentence) ? sentence.slice(1, -1) : sentence;
  let text = plain;
  if (!isAscii(plain)) {
    const composed = plain.normalize('NFC');
    const visible = composed.replace(INVISIBLE, '');
    if (visible !== composed) return visible;
    text = repairMojibake(composed);
  }
  if (text.includes('(mailto:')) text = text.replace(LINKED, '$1 <$2>');
  if (text.includes('" == ')) text = text.replace(/(?<=, )"[\w .]{1,30}" == /, '');
  return text.includes('=?') ? decodeWords(text) : text;
}

/** QUIRK: programs that turn pages into text put name and link into the bracket: `<Ann Example (mailto:ann@example.org)>`. */
const LINKED = /<([^<>()@]{2,80}?) ?\(mailto:([^()<>\s@]{1,64}@[^()<>\s]{3,80})\)>/;

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

/** The letters that a text begins with. */
function headOf(text: string): string {
  let at = 0;
  while (isAsciiLetter(text.charCodeAt(at))) at++;
  return text.charCodeAt(at) > 0x7f ? (/^\p{L}+/u.exec(text)?.[0] ?? '') : text.slice(0, at);
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
      // `+-- On 3 Jan 2020, Ann Example wrote --+` frames the sentence, as Zoho does in dashes; Yahoo names the group first.
      .replace(/^\+-{2,4}\s/, '')
      .replace(/\s-{2,4}\+$/, ':')
      .replace(/(?<=\S)\s?-{2,12}$/, ':')
      .replace(/^In [\w.+-]{1,64}@[\w.-]{3,80}, ?(?=["\p{Lu}])/u, '')
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
  // "as Ann Example wrote:"
  if (closed && /^(?:as|like|what|here is what|wie|comme|como|zoals|jak|как) \p{Lu}/u.test(text))
    return text.length <= 120;
  // "klebyn wrote:" – people who write their names small.
  return closed && text.length <= 60 && text.split(' ').length <= 4;
}

/** `According to Ann Example on 5 Mar 2024:` tells like any name beside a date. */
const TOLD_ON = /^According to (?=\p{Lu}[^:]{2,80}\d{4})/u;

const INVISIBLE = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g;

/** The Bat and Eudora name the one who is answered `you`. */
const ADDRESSED =
  /(?:^|[\s,])(?:(?:you|du|vous|sie|tu|hai|has|вы|ты|ви|jste|jsi)\s+\p{L}{4,}|schrieben sie|napsala? jste|schriebst du|[íi?\ufffd]{1,2}rtad|escribiste|w twoim liście)/iu;

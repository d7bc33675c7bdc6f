import { type FoundVerb, isStarter } from '../../language/attribution-words.js';
import { WEEKDAYS } from '../../language/date-words.js';
import { isPronoun, withoutTimeWord } from '../../language/nameless-words.js';
import type { Mailbox } from '../../message/message.js';
import { foldWord } from '../../text/fold-word.js';
import { readPerson } from '../header-block/embedded-mailbox.js';
import { trimConnectors } from './author-name.js';
import { withoutAgentOf } from './on-behalf.js';

/**
 * The author is what is left between the date, the verb and the words that join them.
 *
 * Where the date stands before the verb, the person stands between them; what is before the date may be other words:
 * `On this day 1/2/2020 10:05, Ann wrote:`, `Hello, on 3 Jan 2020 Ann wrote:`, `Il giorno 03/gen/20, Ann ha scritto:`.
 */
export function findAuthor(
  text: string,
  verb: FoundVerb | null,
  found: { start: number; end: number } | null,
): Mailbox | null {
  const author = findWriter(text, verb, found);
  // `Ann Example's lawyer wrote:`, `Ann Example's remailer writes:`: somebody else, or a program.
  if (author && !author.address && POSSESSIVE.test(author.name)) return null;
  return author && withoutAgentOf({ ...author, name: author.name.replace(QUOTING, '') });
}

const POSSESSIVE = /\p{L}['’]s$/u;

function findWriter(
  text: string,
  verb: FoundVerb | null,
  found: { start: number; end: number } | null,
): Mailbox | null {
  const dated = found && {
    start: found.start,
    end: found.end + lengthOfCities(text.slice(found.end, found.end + 140)),
  };
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
  let clause = false;
  const verbWord = verb ? text.slice(verb.start, verb.end) : '';
  // `Ann, on 5 March you wrote:` calls on its reader.
  if (dated && verb && dated.end < verb.start && isPronoun(text.slice(dated.end, verb.start), verbWord)) return null;
  if (dated && verb && dated.start > 0 && dated.end < verb.start) best = readBetween(text.slice(dated.end, verb.start));
  if (best && (best.address || !holdsAddress(`${text.slice(0, dated!.start)}${text.slice(verb!.end)}`))) return best;
  for (const [index, part] of parts.entries()) {
    // `Am Di., 5. März …`: no more than a day stands before the date.
    if (index === 0 && dated && verb && parts.length > 2 && dated.start < verb.start && DAY.test(part)) continue;
    // `T, 5. märts 2024 14:22 kirjutas …`: a week day of one letter.
    if (index === 0 && dated && isDayLetter(part)) continue;
    const name = trimConnectors(part, verb === null ? dated !== null : verb.weak && verb.start === 0);
    if (!name || name.length > 160 || isPronoun(name, verbWord)) continue;
    // `Dear Bo, on 5 March 2024 wrote Ann:` calls on its reader before the date, `As I wrote to Ann:` behind the verb.
    if (index === 0 && dated && verb && dated.start < verb.start && CALLED.test(part) && holdsName(parts.at(-1)!))
      continue;
    if (index > 0 && verb && RECIPIENT.test(part)) continue;
    const person = readPerson(name.replace(JOINING, ''));
    if (!person || (best && (best.address || !person.address))) continue;
    if (person.address && !name.includes('<') && isOwnWords(person.name)) continue;
    // QUIRK: Gmail in Hungarian parts the name from its address: `… Ann Example írta, <ann@example.org>:`.
    if (verb && best && person.address && !person.name && /^[\s,]{1,3}<[^<>]{3,100}>\s?:?$/.test(part))
      return { name: best.name, address: person.address };
    const named = person.address ? person : withoutClause(person);
    if (named.address || (!clause && named.name && isName(named.name) && !isThing(named.name))) best = named;
    // "We have been asked what was said yesterday:": nobody stands behind the verb either.
    clause ||= !named.address && (isClause(named.name) || isThing(named.name));
  }
  return best;
}

const isDayLetter = (part: string): boolean => {
  const found = /^(?:(\p{L}{3,12}) )?\p{L}[.,]{0,2}\s?$/u.exec(part);
  return found !== null && (found[1] === undefined || isStarter(found[1]));
};

/** `Ann quoted Bo who`: Bo wrote it. */
const QUOTING = /^[^"<>@]{2,60} quot(?:ed|es|ing) (?=\p{Lu})| who$/gu;
/** `And ann@example.org replies:`, `Then …` */
const JOINING = /^(?:And|Then|But|So|Und|Dann|Et|Puis|Y|E) (?=[\w.+-]{1,64}@)/;
/** `Dear Bo, on ` before a date. */
const CALLED = /^[^<>@]{2,60},\s\p{L}{1,4}\s*$/u;
/** ` to Ann`, behind a verb. */
const RECIPIENT = /^\s(?:to|an|à|aan|till|til) \p{Lu}[^<>@]*$/u;
/** `Two days ago `, `Last week, `. */
const AGO =
  /^(?:(?:a few|some|two|three|\d{1,3}) (?:minutes|hours|days|weeks|months|years) ago|last (?:week|month|year|night|time)|this (?:week|morning)|the other day),? /i;

const holdsName = (part: string): boolean => /\p{Lu}\p{L}/u.test(part);

/** True for what says something and is nobody: `The manual`, `Die Anleitung`, `Section 4.2 of the standard`, `R`. */
function isThing(name: string): boolean {
  if (
    /^(?:The|Die|Das|Im|In der|Le|La|El|Il) (?:\p{Ll}|\p{Lu}{2,}\b|(?:Handbuch|Anleitung|Dokumentation|Hilfe|Norm)\b)/u.test(
      name,
    )
  )
    return true;
  return (
    /^(?:Section|Chapter|Page|Paragraph|RFC|Article|Table|Figure|Version|Appendix|Kapitel|Abschnitt)\b/.test(name) ||
    /^\p{Lu}$/u.test(name)
  );
}

/** QUIRK: AOL tells the zone by its cities, behind the time: `… 14:22:10 Paris, Madrid, ann@example.org a écrit :`. */
function lengthOfCities(text: string): number {
  return /^ \p{Lu}[\p{L} ,.'’-]{2,60}, (?=[^\s<>,]{1,64}@)/u.exec(text)?.[0].length ?? 0;
}

/** A first word and a short one, with its dot or comma: `Am Di., `. */
const DAY = /^\p{Lu}\p{L}{1,3} \p{L}{2,4}[.,]{1,2}\s?$/u;

/** `<ann@example.org>`, or as archives write it `<ann at example.org>`. */
function holdsAddress(text: string): boolean {
  return text.includes('@') || / at [\w-]{1,63}\.[\w.-]{1,80}>/.test(text);
}

/** The person between the date and the verb; null where there is no more than a zone (`(CET)`) or a small word. */
function readBetween(part: string): Mailbox | null {
  const name = trimConnectors(part).replace(/^\p{Ll}[\p{Ll} ]{0,30}, ?(?=\p{Lu})/u, '');
  if (!/^["'<\p{L}\p{N}]/u.test(name) || name.length > 160) return null;
  const found = readPerson(name);
  if (!found || found.address) return found;
  const person = { name: BEFORE_WORDS.exec(found.name)?.[1]?.trimEnd() ?? found.name, address: '' };
  const small = /^\p{Ll}/u.test(person.name) && person.name.includes(' ');
  return !small &&
    isName(person.name) &&
    !isThing(person.name) &&
    !/^(?:[A-Z]{3,4}|[A-Z]{1,4}[+-]\d{1,4})$/.test(person.name)
    ? person
    : null;
}

function isName(name: string): boolean {
  // "As I wrote on 3 May …" tells of the author's own words.
  if (
    /(?:^|\s)(?:you|du|vous|sie|usted|вы|ты|ви|hai|avete|escribiste|jste|jsi|można|i|ich|they|he|she|we|wir|nous|someone|people|it|this|that)$/i.test(
      name,
    )
  )
    return false;
  // QUIRK: archives lose the accent of `giovedì`: what is left of the day is nobody.
  if (/^(?:luned|marted|mercoled|gioved|venerd)$/i.test(name)) return false;
  // Polish: "In your letter of 5 May one can read:".
  if (/^W (?:twoim|pa[nń]\S{1,4}) (?:liście|mailu)/iu.test(name)) return false;
  if (isClause(name)) return false;
  // "Ann Example via a-list at Example" is as a list rewrites its members' From.
  const words = name.split(' ').length;
  if (!/\p{L}/u.test(name) || (words > 7 && (words > 14 || !name.includes(' via ')))) return false;
  return (name.match(/\p{N}/gu)?.length ?? 0) < 4 || /^\p{Ll}[\p{L}_.-]{0,30}\d{3,12}$/u.test(name);
}

/** True for the beginning of a sentence of the author's own before an address: `I'm having trouble with the new (board at quay.example)`. */
const isOwnWords = (name: string): boolean =>
  name.split(' ').length > 2 &&
  (/^(?:i|we|you|they|he|she|it|there)(?:['\u2019]\p{Ll}{1,2})? /iu.test(name) || isClause(name));

/** `On the boats mailing list, Ann Example`, `Here is what Ann Example` → Ann Example: a clause stands before the name. */
function withoutClause(person: Mailbox): Mailbox {
  const later = withoutTimeWord(person.name.replace(AGO, ''));
  if (later !== person.name) return later === '' ? { name: '', address: '' } : { name: later, address: '' };
  const told = behindClause(person.name) ?? BEFORE_WORDS.exec(person.name)?.[1]?.trimEnd();
  if (told) return { name: told, address: '' };
  const small = /^\p{Ll}+(?= [^,]*, \p{Lu})/u.exec(person.name)?.[0];
  if (!isClause(person.name) && (small === undefined || PARTICLES.has(small))) return person;
  const tail = /(?:, | (?=\p{Lu}[\p{L}.'’-]* \p{Lu}))((?:\p{Lu}[\p{L}.'’-]*(?: |$)){1,4})$/u.exec(person.name)?.[1];
  return tail ? { name: tail, address: '' } : person;
}

/** Words that begin a clause, and no name. */
const CLAUSE_HEADS: ReadonlySet<string> = new Set(
  'as like since because when while after before then also so but and here what comme quand après puis como cuando después nachdem zoals jak как'.split(
    ' ',
  ),
);
/** `As Ann Example`, `After some thinking Ann Example`. */
const TELLING = /^(\p{L}+)(?: \p{Ll}+){0,4} ((?:\p{Lu}[\p{L}.'’-]*(?: |$)){1,4})$/u;
/** `Am Dienstag hat Ann Example`: a day without its date. */
const ON_DAY = /^(?:On|Am|Le|El|Il|Op|Den) (\p{L}{3,12}),? (?:hat |ha |a )?((?:\p{Lu}[\p{L}.'’-]*(?: |$)){1,4})$/u;
/** `In his last message, Ann Example`. */
const BEHIND_CLAUSE = /^\p{Lu}\p{Ll}+(?: \p{Ll}[\p{L}'’]*){1,8}, ((?:\p{Lu}[\p{L}.'’-]*(?: |$)){2,4})$/u;

/** `Ann Example s'est` (exprimée …): small words behind a full name are the verb's. */
const BEFORE_WORDS = /^((?:\p{Lu}(?:\.|[\p{L}'’-]+\.?) ){2,4})(?!via )(?:\p{Ll}[\p{L}'’]*(?: |$)){1,4}$/u;

/** The name at the end of a clause that introduces it; null where there is none. */
function behindClause(name: string): string | null {
  const telling = TELLING.exec(name);
  const day = ON_DAY.exec(name);
  if (day && WEEKDAYS.has(foldWord(day[1]!))) return day[2]!.trimEnd();
  const found = telling && CLAUSE_HEADS.has(telling[1]!.toLowerCase()) ? telling[2]! : BEHIND_CLAUSE.exec(name)?.[1];
  return found?.trimEnd() ?? null;
}

/**
 * True where words that look like a name are the rest of a sentence: `We have been asked what was (said …)`, `Please note what the manual
 * (says:)`. Two capitalised words in front are a name, whatever follows.
 */
function isClause(name: string): boolean {
  const plain = name
    .replace(/\([^()]{0,80}\)/g, ' ')
    .split(/ via /u, 1)[0]!
    .trim();
  const words = plain.split(/\s+/);
  if (words.length < 2) return false;
  let head = 0;
  while (head < words.length && !/^\P{L}*\p{Ll}/u.test(words[head]!)) head++;
  if (head >= 2 && !/, \p{Ll}/u.test(plain)) return false;
  const small = words.filter((word) => /^\p{Ll}/u.test(word) && !PARTICLES.has(word));
  if (small.some((word) => CLAUSE_WORDS.has(word.replace(/\P{L}+$/u, '')))) return true;
  return small.length >= 2 && words.length >= (head === 1 ? 4 : 5) && !/ \p{Lu}\p{L}+ \p{Lu}\p{L}+$/u.test(plain);
}

/** Small words in names. */
const PARTICLES: ReadonlySet<string> = new Set(
  'van von vom zu zur der den de del della di da do dos das du la le les el al bin ibn ben y e i und ter ten te af av og och los las'.split(
    ' ',
  ),
);

/** Words that no name holds and that clauses are made of. */
const CLAUSE_WORDS: ReadonlySet<string> = new Set(
  (
    'what which who whom whose that this these those there here is are was were be been being have has had do does did not no should would could might ' +
    'must if when where why how as in into about the my your our his her their its we you they he she it ' +
    'was wer wie dass ist sind war waren wurde wurden haben hat hatte nicht die ein eine wir ihr sie ' +
    'que qui quoi ce cela est sont était nous vous ils elle ne pas une un ' +
    'qué quien fue se una uno che chi cosa è sono stato wat wie het een zijn werd'
  ).split(' '),
);

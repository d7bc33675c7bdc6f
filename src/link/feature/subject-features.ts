import { parseSubject } from '../../message/header/subject.js';
import type { Subject } from '../../message/message.js';
import { makeWordSet } from '../../text/shingles.js';
import { hashWords } from '../../text/word-hashes.js';
import type { SeriesFeatures, SubjectFeatures } from './features.js';
import { readBuildNotice } from './notices.js';

type WrittenSubject = Pick<Subject, 'base' | 'reply' | 'forward'> & { readonly was?: string | null };

/** Subjects that were read last: the messages of a conversation bear one, and share what was read of it. */
const read = new Map<string, SubjectFeatures>();
const MOST_READ = 4096;

/**
 * Reads a subject for comparison: `"Re: [PATCH v2 3/7] net: fix (was: crash)"` → base `[patch v2 3/7] net: fix (was: crash)`, loose
 * `net: fix`, was `crash`, series patch v2 3 of 7. List tags without a number, such as `[announce]`, belong to neither.
 */
export function readSubjectFeatures(subject: WrittenSubject): SubjectFeatures {
  const { base, reply, forward, was } = subject;
  const key = `${reply ? 'r' : ''}${forward ? 'f' : ''}${was?.length ?? ''} ${was ?? ''}${base}`;
  let features = read.get(key);
  if (features !== undefined) return features;
  features = readAnew(subject);
  if (read.size === MOST_READ) read.clear();
  read.set(key, features);
  return features;
}

function readAnew(subject: WrittenSubject): SubjectFeatures {
  const whole = subject.base.toLowerCase();
  const { tags, rest } = cutTags(whole);
  const cut = cutWas(rest);
  const before = cut.before;
  const was = subject.was ? subject.was.toLowerCase() : cut.was;
  const kept = tags.filter(tellsApart);
  const base = [...kept.map((tag) => `[${tag}]`), before].join(' ').trim();
  return {
    base,
    key: squeeze(base),
    loose: squeeze(before) || squeeze(base),
    was: was === '' ? '' : squeeze(was),
    words: makeWordSet(hashWords(before)),
    reply: subject.reply,
    forward: subject.forward,
    series: readSeries(kept, before),
    build: subject.reply || subject.forward ? null : readBuildNotice(before),
  };
}

/** Letters and digits only; the whole where there are none. */
function squeeze(text: string): string {
  let found = '';
  let start = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at)!;
    const next = code > 0xffff ? at + 2 : at + 1;
    if (!isLetter(code)) {
      found += text.slice(start, at);
      start = next;
    }
    at = next;
  }
  if (start === 0) return text;
  found += text.slice(start);
  return found === '' ? text.trim() : found;
}

function isLetter(code: number): boolean {
  if (code > 127) return /[\p{L}\p{N}]/u.test(String.fromCodePoint(code));
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
}

/** Base subject of a subject line that stands in a quoted header, lower case. */
export function readEmbeddedSubject(text: string): string {
  return readSubjectFeatures(parseSubject(text)).key;
}

/** Leading `[...]` tags, reply marks between them skipped. */
function cutTags(subject: string): { readonly tags: readonly string[]; readonly rest: string } {
  const tags: string[] = [];
  let rest = subject.trim();
  while (rest.startsWith('[')) {
    const end = rest.indexOf(']');
    if (end < 0 || end > 80) break;
    const next = rest.slice(end + 1).trim();
    if (next === '') break;
    tags.push(rest.slice(1, end).trim());
    rest = next.startsWith('re:') ? next.slice(3).trim() : next;
  }
  return { tags, rest };
}

/** Where the former subject begins, and the mark that ends it. */
const FORMER: readonly (readonly [string, string])[] = [
  ['(was', ')'],
  ['[was', ']'],
  ['{was', '}'],
  ['(re:', ')'],
  ['{re:', '}'],
  [' was:', ''],
];

/** `plan (was: Re: [list] old)`, `plan {was "old"}`, `plan was: old` → before `plan`, was `old`. */
function cutWas(rest: string): { readonly before: string; readonly was: string } {
  for (const [open, close] of FORMER) {
    const start = rest.lastIndexOf(open);
    if (start <= 0) continue;
    const after = rest.charAt(start + open.length);
    if (!open.endsWith(':') && after !== ':' && after !== ' ' && after !== '"') continue;
    const end = close !== '' && rest.endsWith(close) ? rest.length - 1 : rest.length;
    return { before: rest.slice(0, start).trim(), was: baseOfFormer(rest.slice(start + open.length, end)) };
  }
  return { before: rest, was: '' };
}

/** The former subject without the reply marks and list tags it was copied with. */
function baseOfFormer(text: string): string {
  let former = text.trim();
  if (former.startsWith(':')) former = former.slice(1).trim();
  for (let marks = 0; marks < 4 && former.startsWith('re:'); marks++) former = former.slice(3).trim();
  const { tags, rest } = cutTags(former);
  return [...tags.filter(tellsApart).map((tag) => `[${tag}]`), rest].join(' ');
}

/** Tags that number a message, such as `[PATCH 1/2]` or `[Bug 7]`, are part of the topic; list names are not. */
function tellsApart(tag: string): boolean {
  if (tag.includes('patch') || tag.includes('rfc') || tag.startsWith('bug ')) return true;
  for (const char of tag) if (char >= '0' && char <= '9') return true;
  return false;
}

function readSeries(tags: readonly string[], rest: string): SeriesFeatures | null {
  const bug = tags.find((tag) => tag.startsWith('bug '));
  if (bug !== undefined) return { label: bug, version: 1, number: 0, of: 0, opens: rest.startsWith('new: ') };
  const label: string[] = [];
  let version = 1;
  let number = 0;
  let of = 0;
  for (const word of tags.flatMap((tag) => tag.split(' '))) {
    const slash = word.indexOf('/');
    if (slash > 0 && isNumber(word.slice(0, slash)) && isNumber(word.slice(slash + 1))) {
      number = Number(word.slice(0, slash));
      of = Number(word.slice(slash + 1));
    } else if (word.startsWith('v') && isNumber(word.slice(1))) version = Number(word.slice(1));
    else if (word !== '') label.push(word);
  }
  const isNumbered = of > 0 || label.some((word) => word.includes('patch') || word.startsWith('rfc'));
  return isNumbered ? { label: label.join(' '), version, number, of, opens: false } : null;
}

function isNumber(text: string): boolean {
  if (text === '' || text.length > 4) return false;
  for (const char of text) if (char < '0' || char > '9') return false;
  return true;
}

import { FORWARD_MARKS, REPLY_MARKS } from '../../language/subject-marks.js';
import type { Subject } from '../message.js';
import { collapseSpace, decodeWords } from './encoded-word.js';

/** A subject without its marks: what is left, and which marks stood before it. */
export interface BaseSubject {
  readonly base: string;
  /** RFC 5256: true where a reply or forward mark was removed. */
  readonly replyOrForward: boolean;
}

/**
 * The base subject by RFC 5256 §2.1, to the letter: English marks only, all `[blobs]` dropped, case kept (the RFC's algorithms
 * compare it by i;unicode-casemap). `"[list] Fwd: [x] Re: plan (fwd)"` → `plan`. Encoded words are decoded.
 */
export function rfc5256BaseSubject(text: string): BaseSubject {
  let rest = collapseSpace(decodeWords(text));
  let replyOrForward = false;
  for (;;) {
    // (2) subj-trailer = "(fwd)" / WSP
    for (;;) {
      rest = rest.trimEnd();
      if (!endsWithForward(rest)) break;
      rest = rest.slice(0, -5);
      replyOrForward = true;
    }
    for (;;) {
      const before = rest.length;
      // (3) subj-leader = (*subj-blob subj-refwd) / WSP
      rest = rest.trimStart();
      const leader = rfcLeader(rest);
      if (leader > 0) {
        rest = rest.slice(leader);
        replyOrForward = true;
        continue;
      }
      // (4) a subj-blob goes where a non-empty subj-base remains; behind a run of blobs there is no mark, as (3) saw
      let at = 0;
      for (let blob = blobEnd(rest, 0); blob > 0 && !isBlankFrom(rest, blob); blob = blobEnd(rest, at)) at = blob;
      rest = rest.slice(at);
      if (rest.length === before) break;
    }
    // (6) subj-fwd-hdr ... subj-fwd-trl
    if (!/^\[fwd:/i.test(rest) || !rest.endsWith(']')) return { base: rest, replyOrForward };
    rest = rest.slice(5, -1);
    replyOrForward = true;
  }
}

function isBlankFrom(text: string, from: number): boolean {
  for (let at = from; at < text.length; at++) if (text.charCodeAt(at) > 0x20) return false;
  return true;
}

const endsWithForward = (text: string): boolean => text.slice(-5).toLowerCase() === '(fwd)';

/** Length of `*subj-blob subj-refwd` at the start, or 0. */
function rfcLeader(text: string): number {
  let at = 0;
  for (let blob = blobEnd(text, at); blob > 0; blob = blobEnd(text, at)) at = blob;
  const mark = /^(?:re|fwd?)[ \t]*/i.exec(text.slice(at, at + 64));
  if (!mark) return 0;
  at += mark[0].length;
  const blob = blobEnd(text, at);
  if (blob > 0) at = blob;
  return text[at] === ':' ? at + 1 : 0;
}

/** Index after `"[" *BLOBCHAR "]" *WSP` at `at`, or 0. BLOBCHAR is anything but brackets. */
function blobEnd(text: string, at: number): number {
  if (text[at] !== '[') return 0;
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '[') return 0;
    if (text[end] !== ']') continue;
    end++;
    while (text[end] === ' ') end++;
    return end;
  }
  return 0;
}

/**
 * A subject as headers write it (decoded before, or with encoded words) and its base: marks of replies and forwards in all
 * languages, `Re[4]:`, `Re^2:`, `Re(2):`, fullwidth colons, `[EXTERNAL]` warnings, list tags, `(fwd)`, `[Fwd: x]` and
 * `(was: old)` go; a blob that is part of the topic stays. `"AW: [list] [PATCH v2 3/7] plan"` → base `[PATCH v2 3/7] plan`.
 */
export function parseSubject(value: string): Subject {
  const text = collapseSpace(decodeWords(value));
  const plain = plainSubject(text);
  if (plain) return plain;
  const state = { reply: false, forward: false };
  let was: string | null = null;
  let rest = text;
  let kept = '';
  for (let round = 0; round < 200; round++) {
    const before = rest;
    rest = stripTrailer(rest, state);
    rest = stripMark(rest, state);
    const old = !/[)\]]$/.test(rest.slice(-1)) ? null : OLD_SUBJECT.exec(rest.slice(-400));
    if (old && kept.length + rest.length > old[0].length) {
      was ??= parseSubject(old[1] ?? old[2]!).base;
      rest = rest.slice(0, rest.length - old[0].length);
    }
    const blob = blobEnd(rest, 0);
    if (blob > 0 && rest.slice(blob).trim()) {
      const tag = rest.slice(0, blob).trim();
      if (isTopic(tag)) kept += `${tag} `;
      rest = rest.slice(blob);
    } else if (/^\[fwd:/i.test(rest) && rest.endsWith(']')) {
      rest = rest.slice(5, -1);
      state.forward = true;
    }
    rest = rest.trim();
    if (rest === before) break;
  }
  const subject = { text, base: (kept + rest).trim(), reply: state.reply, forward: state.forward };
  return was ? { ...subject, was } : subject;
}

/** `Re: plan` and `plan`: one English reply mark or none, and nothing that could be another mark. */
function plainSubject(text: string): Subject | null {
  const reply = /^re: /i.test(text);
  const base = reply ? text.slice(4) : text;
  return /[:：[\](]/.test(base) ? null : { text, base, reply, forward: false };
}

/** `(was: old)`, `[was old]` at the end. */
const OLD_SUBJECT = /\s*(?:\(\s*was\b\s*:?\s*([^()[\]]+)\)|\[\s*was\b\s*:?\s*([^()[\]]+)\])$/i;

function stripTrailer(text: string, state: { forward: boolean }): string {
  let rest = text.trim();
  while (endsWithForward(rest)) {
    rest = rest.slice(0, -5).trimEnd();
    state.forward = true;
  }
  return rest;
}

/** Removes marks at the start; each is a known word, an optional counter, an optional blob, a colon. */
function stripMark(text: string, state: { reply: boolean; forward: boolean }): string {
  let rest = text;
  for (;;) {
    if (!rest.includes(':') && !rest.includes('：')) return rest;
    const mark = MARK.exec(rest);
    if (!mark) return rest;
    const word = mark[1]!;
    const key = word.toLowerCase().normalize('NFC');
    const reply = REPLY_MARKS.has(key) || word === 'R';
    const forward = FORWARD_MARKS.has(key) || word === 'I';
    if (!reply && !forward) return rest;
    const next = rest.slice(mark[0].length).trimStart();
    if (!next && !mark[0].trimEnd().match(/[:：]$/)) return rest;
    if (reply) state.reply = true;
    else state.forward = true;
    rest = next;
  }
}

const MARK =
  /^([\p{L}\p{M}.]{1,20}(?: [\p{L}\p{M}.]{1,12})?)\s?(?:\d{1,3}|\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3}|\*\d{1,3})?\s?(?:\[[^[\]]{0,60}\]\s?)?[:：]/u;

/** A blob that tells the topic (a patch, a bug, a case number) and not the list it was sent to. */
function isTopic(tag: string): boolean {
  if (
    /^\[(?:fwd:|(?:external|ext|extern|ext mail|caution|warning|spam|\*+spam\*+|suspected spam|possible spam|bulk)\b)/i.test(
      tag,
    )
  )
    return false;
  return /\d|patch|rfc|bug|issue|ticket|case\b|announce|pull|request|resend|solved|fixed|urgent|job|cfp|call for/i.test(
    tag,
  );
}

import type { AlteredQuoteDetail } from '../../finding/altered-quote/altered-quote.js';
import type { Finding } from '../../finding/finding.js';
import { locateInBody } from '../../message/locate-in-body.js';
import type { Body } from '../../message/message.js';
import type { ViewerChange } from './viewer-data.js';

type Change = AlteredQuoteDetail['changes'][number];

/** A change and the key of the post that has it otherwise: the original, or another quotation of what was not produced. */
export interface QuotedChange extends Change {
  readonly quoted: string | null;
  readonly isOriginal: boolean;
}

/** The substantive changes of all altered quotations, by the key of the quoting post. */
export function changesByPost(findings: readonly Finding[]): ReadonlyMap<string, readonly QuotedChange[]> {
  const changes = new Map<string, QuotedChange[]>();
  for (const { kind, detail } of findings) {
    if (kind !== 'altered-quote') continue;
    const { quoting, quoted, against, changes: found } = detail as AlteredQuoteDetail;
    const other = { quoted: against ?? quoted, isOriginal: against === null };
    const substantive = found.filter((change) => change.class === 'substantive');
    changes.set(quoting, [...(changes.get(quoting) ?? []), ...substantive.map((change) => ({ ...change, ...other }))]);
  }
  return changes;
}

/**
 * Finds each change's place in the text of the quoting body again: by the bytes that the finding names, or, where a body's
 * bytes cannot be told that finely (records, base64), by the words around it in the original.
 */
export function placeChanges(
  changes: readonly QuotedChange[],
  body: Body,
  bodyOf: (key: string) => Body | null,
): readonly ViewerChange[] {
  return changes.map((change) => {
    const { kind, before, after, origins, quoted, isOriginal } = change;
    const shown: ViewerChange = { kind, before, after, ...(isOriginal ? {} : { unproduced: true }) };
    if (kind === 'attribution') return shown;
    const original = quoted === null ? null : bodyOf(quoted);
    const at = placeByBytes(origins[1]?.offset, after, body) ?? (original && placeByWords(change, body, original));
    return at === null ? shown : { ...shown, at };
  });
}

/** First character whose bytes begin at an offset: offsets grow with the text where it can be located finely; else null. */
function placeByBytes(target: number | undefined, expected: string, body: Body): number | null {
  if (target === undefined) return null;
  const { text } = body;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (locateInBody(body, { start: middle, end: middle + 1 }).offset < target) low = middle + 1;
    else high = middle;
  }
  if (low === 0 || low >= text.length || locateInBody(body, { start: low, end: low + 1 }).offset !== target)
    return null;
  return text.startsWith(expected, low) ? low : null;
}

/** Words on either side that must agree. */
const AROUND = 3;

/** Place of the change between the same words as in the original; null if the words stand there twice or not at all. */
function placeByWords({ before, after, origins }: QuotedChange, body: Body, original: Body): number | null {
  const start = placeByBytes(origins[0]?.offset, before, original) ?? onlyPlace(original.text, before);
  if (start === null) return null;
  const left = wordsOf(original.text.slice(Math.max(0, start - 200), start)).slice(-AROUND);
  const right = wordsOf(original.text.slice(start + before.length, start + before.length + 200)).slice(0, AROUND);
  const between = wordsOf(after);
  const wanted = [...left, ...between, ...right].map(({ word }) => word);
  if (wanted.length <= between.length) return null;
  const words = wordsOf(body.text);
  let found: number | null = null;
  for (let at = 0; at + wanted.length <= words.length; at++) {
    if (!wanted.every((word, step) => words[at + step]!.word === word)) continue;
    if (found !== null) return null;
    found = words[at + left.length]?.start ?? null;
  }
  return found !== null && body.text.startsWith(after, found) ? found : null;
}

function onlyPlace(text: string, part: string): number | null {
  const at = part ? text.indexOf(part) : -1;
  return at < 0 || text.indexOf(part, at + 1) >= 0 ? null : at;
}

function wordsOf(text: string): readonly { readonly word: string; readonly start: number }[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}]+/gu), (match) => ({ word: match[0], start: match.index }));
}

import type { Evidence, LinkExplanation } from '../../link/evidence/evidence.js';
import type { Post } from '../../link/post/post.js';
import { originOf, senderOf, subjectOf } from '../../link/post/post-facts.js';
import type { Origin } from '../../source/source.js';
import { makeVisible } from '../../text/visible-text.js';
import type { CrossReferenceIndex } from '../../thread/cross-reference-index.js';
import type { LinkedPost } from '../../thread/thread.js';
import { batesOf } from '../answer/bates.js';
import { isoDateOf } from '../answer/iso-date.js';
import { batesNote } from '../format/bates-note.js';
import { fitting, truncate, wrapText } from '../format/display-text.js';
import { confidenceText, evidenceName, personName, readableDate, shortKey, withCommas } from '../format/phrases.js';
import { paint, plainStyle, type TextStyle } from '../format/text-style.js';
import { verbalSupport } from './verbal-scale.js';

const LEFT = 10;
const INDENT = ' '.repeat(9);

/** What an explanation needs beside the post itself. */
export interface ExplanationContext {
  readonly posts: ReadonlyMap<string, Post>;
  /** The bytes at an origin as text, as far as they could be read again; null if not. */
  excerptOf(origin: Origin): string | null;
  /** Who quotes whom without answering. */
  readonly references: CrossReferenceIndex;
}

/** The places whose bytes an explanation shows: to be read before it is written. */
export function explainedOrigins(
  post: string,
  why: LinkExplanation | null,
  references: CrossReferenceIndex,
): readonly Origin[] {
  const seen = why === null ? [] : [...why.evidence, ...why.rejected.flatMap((rejected) => rejected.evidence)];
  const quotes = (references.quotes.get(post) ?? []).flatMap(({ passages }) => passages);
  return [...seen.flatMap(({ origins }) => origins), ...quotes.flatMap(({ quoting, quoted }) => [quoting, quoted])];
}

/** Keys of the other posts that an explanation tells of. */
export function explainedPosts(
  { post, link }: LinkedPost,
  why: LinkExplanation | null,
  references: CrossReferenceIndex,
): readonly string[] {
  const rejected = (why?.rejected ?? []).flatMap(({ parent }) => parent ?? []);
  const quotes = (references.quotes.get(post.key) ?? []).map(({ quoted }) => quoted);
  const quotedBy = (references.quotedBy.get(post.key) ?? []).map((reference) => reference.post);
  return [...(link ? [link.parent] : []), ...rejected, ...quotes, ...quotedBy];
}

/**
 * Why a post stands where it stands: the evidence for its parent, in words and bytes, and the candidates that were rejected.
 *
 *     const [first, second] = linkedPosts(reconstruction.threads[0]);
 *     const posts = new Map(reconstruction.posts.map((post) => [post.key, post]));
 *     const why = explainLinks(reconstruction)(second.post.key);
 *     const references = indexCrossReferences(reconstruction.crossReferences);
 *     writeExplanation(second, why, { posts, references, excerptOf: () => null });   // chunks of text
 */
export function* writeExplanation(
  { post, link }: LinkedPost,
  why: LinkExplanation | null,
  context: ExplanationContext,
  style: TextStyle = plainStyle,
): Generator<string, void, undefined> {
  yield `${postLines(post, style).join('\n')}\n`;
  const shown = new Set<string>();
  if (link === null || why === null) {
    yield `\n${wrapText('It begins its thread: nothing names a message before it strongly enough.', style.width).join('\n')}\n`;
    yield* quotationText(post, context, shown, style);
    if (why === null) return;
    yield* rejectedText(post, why, context, shown, style);
    if (why.rejected.length) yield noteText(style);
    return;
  }
  const parent = context.posts.get(link.parent);
  yield `\n${paint(`stands below, with confidence ${preciseConfidence(link.confidence)},`, 'bold', style)}\n\n`;
  if (parent) yield `${postLines(parent, style).join('\n')}\n`;
  yield `\n${paint('because', 'bold', style)}\n`;
  yield* evidenceText(why.evidence, [post, parent], context, shown, style);
  if (why.prior !== undefined) yield `\n${sumLines(link.confidence, why.evidence, why.prior, style).join('\n')}\n`;
  yield* quotationText(post, context, shown, style);
  yield* rejectedText(post, why, context, shown, style);
  yield noteText(style);
}

/** What it quotes word for word without answering it. */
function* quotationText(
  post: Post,
  { posts, references, excerptOf }: ExplanationContext,
  shown: Set<string>,
  style: TextStyle,
): Generator<string> {
  for (const { quoted, passages } of references.quotes.get(post.key) ?? []) {
    const other = posts.get(quoted);
    yield `\n${paint('It quotes, word for word, and does not answer', 'bold', style)}\n\n${other ? postLines(other, style).join('\n') : quoted}\n`;
    for (const { words, quoting, quoted: there } of passages) {
      yield `${INDENT}${words} words\n`;
      for (const [side, origin] of [quoting, there].entries()) {
        yield `${INDENT}${paint(`${SIDES[side]}${placeOf(origin)}`, 'dim', style)}\n`;
        if (!shown.has(placeOf(origin))) yield excerptText(excerptOf(origin), style);
        shown.add(placeOf(origin));
      }
    }
  }
}

function* rejectedText(
  post: Post,
  why: LinkExplanation,
  context: ExplanationContext,
  shown: Set<string>,
  style: TextStyle,
): Generator<string> {
  if (!why.rejected.length) yield '\nNo other candidate came into question.\n';
  else yield `\n${paint('and not below', 'bold', style)}\n`;
  for (const rejected of why.rejected) {
    const other = rejected.parent === null ? undefined : context.posts.get(rejected.parent);
    const name = other
      ? postLines(other, style).join('\n')
      : (rejected.parent ?? '(no parent: it would begin a thread)');
    yield `\n${name}\n${' '.repeat(LEFT)}confidence ${confidenceText(rejected.confidence)}\n`;
    yield* evidenceText(rejected.evidence, [post, other], context, shown, style);
  }
}

function noteText(style: TextStyle): string {
  const note =
    'Weights are log10 of likelihood ratios: +2 = a hundred times as likely if it does answer that message as if it answers another. They add up. Words: ENFSI guideline 2015.';
  return `\n${paintLines(wrapText(note, style.width), 'dim', style).join('\n')}\n`;
}

function* evidenceText(
  evidence: readonly Evidence[],
  between: readonly (Post | undefined)[],
  context: ExplanationContext,
  shown: Set<string>,
  style: TextStyle,
): Generator<string> {
  const posts = between.map((post) => (post ? originOf(post) : null));
  const whole = new Set(posts.flatMap((origin) => (origin ? [placeOf(origin)] : [])));
  let isTold = false;
  for (const { kind, weight, detail, origins, counted } of evidence) {
    const name = evidenceName(kind);
    const claim = detail.startsWith(name) ? detail : `${name}: ${detail}`;
    if (counted === false && !isTold) yield `${INDENT}${paint(TOLD, 'dim', style)}\n`;
    isTold ||= counted === false;
    yield `${weightLines(weight, `${makeVisible(claim)} (${verbalSupport(weight)})`, style).join('\n')}\n`;
    for (const origin of origins) {
      const place = placeOf(origin);
      if (whole.has(place)) continue;
      const side = posts.findIndex((post) => post !== null && holds(post, origin));
      yield `${INDENT}${paint(`${SIDES[side] ?? ''}${place}`, 'dim', style)}\n`;
      if (!shown.has(place)) yield excerptText(context.excerptOf(origin), style);
      shown.add(place);
    }
  }
}

const TOLD = 'also seen, but not counted, as its own reply header names its parent:';

/** `  +0.6   what it says`, wrapped beside the number. */
function weightLines(weight: number, text: string, style: TextStyle): readonly string[] {
  const shown = Math.abs(weight).toFixed(1);
  const sign = weight < 0 && shown !== '0.0' ? '−' : '+';
  const number = paint(`${sign}${shown}`.padStart(6), sign === '−' ? 'red' : 'green', style);
  return wrapText(text, style.width - INDENT.length).map((line, index) =>
    index === 0 ? `${number}   ${line}` : `${INDENT}${line}`,
  );
}

/** How the confidence follows: what is set against the evidence, and the odds that are left. */
function sumLines(
  confidence: number,
  evidence: readonly Evidence[],
  prior: number,
  style: TextStyle,
): readonly string[] {
  const odds = evidence.reduce((sum, { weight, counted }) => (counted === false ? sum : sum + weight), prior);
  const before =
    'the odds before that: this one message against every other answer (another message, one that was not produced, none)';
  const sum = `all together: odds of ${oddsText(odds)}, a confidence of ${preciseConfidence(confidence)}`;
  return [...weightLines(prior, before, style), ...weightLines(odds, sum, style)];
}

/** Two digits, or as many as tell 0.99 from 0.9999: `0.87`, `0.998`, `0.9999`. */
function preciseConfidence(confidence: number): string {
  if (confidence < 0.99 || confidence >= 1) return confidenceText(confidence);
  return (Math.floor(confidence * 1e4 + 1e-6) / 1e4).toString();
}

/** log10 of odds in words: `2.3` -> `200 to 1`, `-0.5` -> `1 to 3`. */
function oddsText(odds: number): string {
  const ratio = 10 ** Math.min(6, Math.abs(odds));
  const rounded = ratio < 10 ? Number(ratio.toFixed(1)) : Number(ratio.toPrecision(2));
  const number = `${Math.abs(odds) > 6 ? 'more than ' : ''}${rounded < 1000 ? rounded : withCommas(rounded)}`;
  return odds < 0 ? `1 to ${number}` : `${number} to 1`;
}

/** Which of the two messages the bytes stand in. */
const SIDES = ['here:  ', 'there: '];

function holds(post: Origin, part: Origin): boolean {
  if (post.source !== part.source || post.row !== part.row) return false;
  return part.offset >= post.offset && part.offset + part.length <= post.offset + post.length;
}

function paintLines(lines: readonly string[], tone: Parameters<typeof paint>[1], style: TextStyle): readonly string[] {
  return lines.map((line) => paint(line, tone, style));
}

function postLines(post: Post, style: TextStyle): readonly string[] {
  const origin = originOf(post);
  const kind = post.kind === 'produced' ? '' : ` [${post.kind}]`;
  return [
    `${paint(shortKey(post.key), 'cyan', style)}  ${readableDate(isoDateOf(post))}  ${makeVisible(personName(senderOf(post)))}${kind}`,
    `          ${truncate(makeVisible(subjectOf(post)) || '(no subject)', style.width - 10)}`,
    ...(origin ? [`          ${paint(placeOf(origin) + batesNote(batesOf(post).join('; ')), 'dim', style)}`] : []),
  ];
}

/** `mail.mbox, bytes 1,200 to 1,264`. */
export function placeOf({ source, offset, length, row }: Origin): string {
  const record = row === undefined ? '' : ` record ${row},`;
  return `${makeVisible(source)},${record} bytes ${withCommas(offset)} to ${withCommas(offset + length)}`;
}

const EXCERPT_LINES = 6;

/** The bytes as lines, long ones broken, what goes beyond a few lines counted. */
function excerptText(excerpt: string | null, style: TextStyle): string {
  if (excerpt === null) return '';
  const lines = excerpt
    .trimEnd()
    .split(/\r?\n/)
    .flatMap((line) => breakLine(makeVisible(line), style.width - INDENT.length - 1));
  const kept = lines.length > EXCERPT_LINES ? lines.slice(0, EXCERPT_LINES - 1) : lines;
  const more = lines.length - kept.length;
  if (more) kept.push(`… ${more} more lines`);
  return kept.map((line) => `${INDENT}▏${line}\n`).join('');
}

function breakLine(line: string, width: number): readonly string[] {
  const pieces: string[] = [];
  for (let rest = line; ; ) {
    const piece = fitting(rest, width);
    pieces.push(piece);
    rest = rest.slice(piece.length);
    if (!rest) return pieces;
  }
}

import type { Evidence } from '../link/evidence.js';
import type { Post } from '../link/post.js';
import type { Origin } from '../source/source.js';
import type { ThreadedPost } from '../thread/thread.js';
import { makeVisible, truncate, wrapText } from './display-text.js';
import { confidenceText, evidenceName, personName, readableDate, shortKey, withCommas } from './phrases.js';
import { isoDateOf, originOf, senderOf, subjectOf } from './post-fields.js';
import { paint, plainStyle, type TextStyle } from './text-style.js';
import { verbalSupport } from './verbal-scale.js';

/** What an explanation needs beside the post itself. */
export interface ExplanationContext {
  readonly posts: ReadonlyMap<string, Post>;
  /** The bytes at an origin as text, as far as they could be read again; null if not. */
  excerptOf(origin: Origin): string | null;
}

/** The places whose bytes an explanation shows: to be read before it is written. */
export function explainedOrigins({ link }: ThreadedPost): readonly Origin[] {
  if (link === null) return [];
  return [...link.evidence, ...link.rejected.flatMap((rejected) => rejected.evidence)].flatMap(
    ({ origins }) => origins,
  );
}

/** Why a post stands where it stands: the evidence for its parent, in words and bytes, and the candidates that were rejected. */
export function* writeExplanation(
  { post, link }: ThreadedPost,
  context: ExplanationContext,
  style: TextStyle = plainStyle,
): Generator<string, void, undefined> {
  yield `${postLines(post, style).join('\n')}\n`;
  if (link === null) {
    yield `\n${wrapText('It begins its thread: nothing names a message before it strongly enough.', style.width).join('\n')}\n`;
    return;
  }
  const parent = context.posts.get(link.parent);
  yield `\n${paint(`stands below, with confidence ${confidenceText(link.confidence)},`, 'bold', style)}\n\n`;
  if (parent) yield `${postLines(parent, style).join('\n')}\n`;
  yield `\n${paint('because', 'bold', style)}\n`;
  yield* evidenceText(link.evidence, context, style);
  if (!link.rejected.length) yield '\nNo other candidate came into question.\n';
  else yield `\n${paint('and not below', 'bold', style)}\n`;
  for (const rejected of link.rejected) {
    const other = rejected.parent === null ? undefined : context.posts.get(rejected.parent);
    const name = other ? postLines(other, style)[0] : rejected.parent === null ? 'no parent' : rejected.parent;
    yield `\n  ${confidenceText(rejected.confidence)}  ${name}\n`;
    yield* evidenceText(rejected.evidence, context, style);
  }
  const note =
    'Weights are log10 of likelihood ratios: +2 = a hundred times more likely if it does answer that message. Words: ENFSI guideline 2015.';
  yield `\n${wrapText(note, style.width)
    .map((line) => paint(line, 'dim', style))
    .join('\n')}\n`;
}

function* evidenceText(
  evidence: readonly Evidence[],
  context: ExplanationContext,
  style: TextStyle,
): Generator<string> {
  for (const { kind, weight, detail, origins } of evidence) {
    const sign = weight < 0 ? '−' : '+';
    const text = `${evidenceName(kind)}: ${makeVisible(detail)} (${verbalSupport(weight)})`;
    const lines = wrapText(text, style.width - 10);
    yield `  ${paint(`${sign}${Math.abs(weight).toFixed(1)}`.padStart(5), weight < 0 ? 'red' : 'green', style)}  ${lines.join(`\n${' '.repeat(9)}`)}\n`;
    for (const origin of origins)
      yield `${' '.repeat(9)}${paint(placeOf(origin), 'dim', style)}\n${excerptLine(context.excerptOf(origin), style)}`;
  }
}

function postLines(post: Post, style: TextStyle): readonly string[] {
  const origin = originOf(post);
  const kind = post.kind === 'produced' ? '' : ` [${post.kind}]`;
  return [
    `${paint(shortKey(post.key), 'cyan', style)}  ${readableDate(isoDateOf(post))}  ${makeVisible(personName(senderOf(post)))}${kind}`,
    `          ${truncate(makeVisible(subjectOf(post)) || '(no subject)', style.width - 10)}`,
    ...(origin ? [`          ${paint(placeOf(origin), 'dim', style)}`] : []),
  ];
}

/** `mail.mbox, bytes 1,200 to 1,264`. */
export function placeOf({ source, offset, length, row }: Origin): string {
  const record = row === undefined ? '' : ` record ${row},`;
  return `${makeVisible(source)},${record} bytes ${withCommas(offset)} to ${withCommas(offset + length)}`;
}

const EXCERPT_LINES = 4;

function excerptLine(excerpt: string | null, style: TextStyle): string {
  if (excerpt === null) return '';
  const lines = excerpt.trimEnd().split(/\r?\n/);
  const shown = lines
    .slice(0, EXCERPT_LINES)
    .map((line) => `${' '.repeat(9)}▏${truncate(makeVisible(line), style.width - 10)}\n`);
  const more = lines.length - EXCERPT_LINES;
  return shown.join('') + (more > 0 ? `${' '.repeat(9)}▏… ${more} more lines\n` : '');
}

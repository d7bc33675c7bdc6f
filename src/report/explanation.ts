import type { Evidence } from '../link/evidence.js';
import type { Post } from '../link/post.js';
import type { Origin } from '../source/source.js';
import type { ThreadedPost } from '../thread/thread.js';
import { fitting, makeVisible, truncate, wrapText } from './display-text.js';
import { confidenceText, evidenceName, personName, readableDate, shortKey, withCommas } from './phrases.js';
import { isoDateOf, originOf, senderOf, subjectOf } from './post-fields.js';
import { paint, plainStyle, type TextStyle } from './text-style.js';
import { verbalSupport } from './verbal-scale.js';

const LEFT = 10;
const INDENT = ' '.repeat(9);

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
  const shown = new Set<string>();
  const parent = context.posts.get(link.parent);
  yield `\n${paint(`stands below, with confidence ${confidenceText(link.confidence)},`, 'bold', style)}\n\n`;
  if (parent) yield `${postLines(parent, style).join('\n')}\n`;
  yield `\n${paint('because', 'bold', style)}\n`;
  yield* evidenceText(link.evidence, [post, parent], context, shown, style);
  if (!link.rejected.length) yield '\nNo other candidate came into question.\n';
  else yield `\n${paint('and not below', 'bold', style)}\n`;
  for (const rejected of link.rejected) {
    const other = rejected.parent === null ? undefined : context.posts.get(rejected.parent);
    const name = other
      ? postLines(other, style).join('\n')
      : (rejected.parent ?? '(no parent: it would begin a thread)');
    yield `\n${name}\n${' '.repeat(LEFT)}confidence ${confidenceText(rejected.confidence)}\n`;
    yield* evidenceText(rejected.evidence, [post, other], context, shown, style);
  }
  const note =
    'Weights are log10 of likelihood ratios: +2 = a hundred times more likely if it does answer that message. Words: ENFSI guideline 2015.';
  yield `\n${paintLines(wrapText(note, style.width), 'dim', style).join('\n')}\n`;
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
  for (const { kind, weight, detail, origins } of evidence) {
    const name = evidenceName(kind);
    const claim = detail.startsWith(name) ? detail : `${name}: ${detail}`;
    const lines = wrapText(`${makeVisible(claim)} (${verbalSupport(weight)})`, style.width - INDENT.length);
    const sign = weight < 0 ? '−' : '+';
    const number = paint(`${sign}${Math.abs(weight).toFixed(1)}`.padStart(6), weight < 0 ? 'red' : 'green', style);
    yield `${number}   ${lines.join(`\n${INDENT}`)}\n`;
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
    ...(origin ? [`          ${paint(placeOf(origin), 'dim', style)}`] : []),
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

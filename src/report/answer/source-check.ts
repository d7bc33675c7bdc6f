import type { ItemCount, Origin, Source } from '../../source/source.js';
import { makeVisible } from '../../text/visible-text.js';
import { truncate, wrapText } from '../format/display-text.js';
import { byteSize, countOf, withCommas } from '../format/phrases.js';
import { paint, plainStyle, type TextStyle } from '../format/text-style.js';
import { groupProblems, type ProblemGroup } from './problem-groups.js';
import type { Reconstruction } from './reconstruction.js';

/** What was read, every problem, and the proof that all bytes are accounted for. */
export interface SourceCheck {
  readonly sources: readonly CheckedSource[];
  readonly problems: readonly ProblemGroup[];
  readonly messages: number;
  readonly posts: number;
  /** True if every byte of every source belongs to exactly one message or gap, and every message is a post or among its copies. */
  readonly complete: boolean;
}

/** The balance of one source. */
export interface CheckedSource {
  readonly source: Source;
  /** Messages of this source that stand in the threads. */
  readonly messages: number;
  readonly messageBytes: number;
  readonly gapBytes: number;
  /** Bytes that neither a message nor a gap covers. */
  readonly uncovered: readonly Origin[];
  /** Bytes that are covered twice. */
  readonly overlapping: readonly Origin[];
  readonly complete: boolean;
}

/** What of a reconstruction the check looks at: links are not among it. */
export type CheckedReading = Pick<Reconstruction, 'sources' | 'problems' | 'gaps' | 'posts'>;

/** Adds up messages and gaps of every source, byte by byte: `complete` where they cover all of it. `examples`: problems shown of each kind. */
export function checkSources(reconstruction: CheckedReading, examples = 3): SourceCheck {
  const messages = new Map<string, Origin[]>();
  const gaps = new Map<string, Origin[]>();
  let count = 0;
  for (const post of reconstruction.posts)
    if (post.kind === 'produced')
      for (const copy of post.copies) {
        listOf(messages, copy.origin.source).push(copy.origin);
        count++;
      }
  for (const gap of reconstruction.gaps) listOf(gaps, gap.source).push(gap);
  const sources = reconstruction.sources.map((source) =>
    checkSource(source, messages.get(source.name) ?? [], gaps.get(source.name) ?? []),
  );
  return {
    sources,
    problems: groupProblems(reconstruction.problems, examples),
    messages: count,
    posts: reconstruction.posts.reduce((total, post) => total + (post.kind === 'produced' ? 1 : 0), 0),
    complete: sources.every((source) => source.complete),
  };
}

function checkSource(source: Source, messages: readonly Origin[], gaps: readonly Origin[]): CheckedSource {
  if (source.items !== undefined) return checkStore(source, source.items, messages, gaps);
  const uncovered: Origin[] = [];
  const overlapping: Origin[] = [];
  let at = 0;
  for (const { offset, length } of [...messages, ...gaps].sort((a, b) => a.offset - b.offset || a.length - b.length)) {
    if (offset > at) uncovered.push({ source: source.name, offset: at, length: offset - at });
    if (offset < at) overlapping.push({ source: source.name, offset, length: Math.min(at, offset + length) - offset });
    at = Math.max(at, offset + length);
  }
  if (at < source.contentLength) uncovered.push({ source: source.name, offset: at, length: source.contentLength - at });
  return {
    source,
    messages: messages.length,
    messageBytes: total(messages),
    gapBytes: total(gaps),
    uncovered,
    overlapping: overlapping.filter((origin) => origin.length > 0),
    complete:
      uncovered.length === 0 &&
      overlapping.every((origin) => origin.length === 0) &&
      messages.length === source.messages &&
      at === source.contentLength,
  };
}

/** The items of a store stand scattered over its bytes, among its own tables: they are counted, by what its own tree names. */
function checkStore(
  source: Source,
  { expected, read, failed }: ItemCount,
  messages: readonly Origin[],
  gaps: readonly Origin[],
): CheckedSource {
  return {
    source,
    messages: messages.length,
    messageBytes: total(messages),
    gapBytes: total(gaps),
    uncovered: [],
    overlapping: [],
    complete: messages.length === source.messages && expected === read + failed,
  };
}

/** The check as text, a paragraph a source, then the problems by kind. */
export function* writeSourceCheck(
  check: SourceCheck,
  style: TextStyle = plainStyle,
): Generator<string, void, undefined> {
  for (const source of check.sources) yield `${sourceLines(source, style).join('\n')}\n`;
  yield '\n';
  for (const group of check.problems) yield `${problemLines(group, style).join('\n')}\n`;
  if (check.problems.length) yield '\n';
  yield `${verdict(check, style)}\n`;
}

function sourceLines(checked: CheckedSource, style: TextStyle): readonly string[] {
  const { source, messageBytes, gapBytes } = checked;
  const facts = [
    source.format,
    source.compression ? `${source.compression}, ${withCommas(source.size)} bytes packed` : null,
    source.custodian === null ? null : `custodian ${makeVisible(source.custodian)}`,
  ].filter((fact) => fact !== null);
  const gaps = gapBytes ? ` + ${withCommas(gapBytes)} in gaps` : '';
  const lines = [
    `${paint(makeVisible(source.name), 'bold', style)} (${facts.join('; ')})`,
    source.items
      ? `  ${withCommas(source.contentLength)} bytes, ${storeLine(source.items, checked.messages)}`
      : `  ${withCommas(source.contentLength)} bytes = ${withCommas(messageBytes)} in ${countOf(checked.messages, 'message')}${gaps}`,
    ...(source.sha256 === null ? [] : [`  SHA-256 ${source.sha256}`]),
  ];
  const wrong = (text: string) => lines.push(`  ${paint('NOT ACCOUNTED FOR', 'red', style)}: ${text}`);
  for (const { offset, length } of checked.uncovered.slice(0, 5))
    wrong(`bytes ${offset} to ${offset + length} belong to nothing`);
  for (const { offset, length } of checked.overlapping.slice(0, 5))
    wrong(`bytes ${offset} to ${offset + length} belong to two messages`);
  if (checked.messages !== source.messages)
    wrong(`${countOf(source.messages, 'message')} cut, but ${withCommas(checked.messages)} in the threads`);
  return lines;
}

function storeLine({ expected, read, failed }: ItemCount, messages: number): string {
  const others = read - messages;
  const parts = [
    countOf(messages, 'message'),
    others > 0 ? `${withCommas(others)} of other kinds` : null,
    failed ? `${withCommas(failed)} not readable` : null,
  ].filter((part) => part !== null);
  return `${countOf(expected, 'item')} = ${parts.join(' + ')}`;
}

function problemLines({ code, severity, count, examples }: ProblemGroup, style: TextStyle): readonly string[] {
  const tone = severity === 'error' ? 'red' : severity === 'warning' ? 'yellow' : 'dim';
  const lines = [`${paint(severity, tone, style)} ${code}: ${withCommas(count)}`];
  for (const { message, origin } of examples) {
    const place =
      origin && !message.startsWith(origin.source)
        ? `${makeVisible(origin.source)} at byte ${withCommas(origin.offset)}: `
        : '';
    lines.push(
      ...wrapText(place + makeVisible(message), style.width - 4).map(
        (line, index) => `${index ? '    ' : '  - '}${line}`,
      ),
    );
  }
  if (count > examples.length) lines.push(`  … and ${withCommas(count - examples.length)} more (--all lists them)`);
  return lines;
}

function verdict(check: SourceCheck, style: TextStyle): string {
  const bytes = check.sources.reduce((sum, { source }) => sum + source.contentLength, 0);
  const read = `${countOf(check.sources.length, 'source')}, ${countOf(check.messages, 'message')} (${withCommas(check.posts)} distinct), ${byteSize(bytes)}`;
  return check.complete
    ? paint(truncate(`${read}: all bytes accounted for`, style.width), 'green', style)
    : paint(`${read}: NOT all bytes accounted for`, 'red', style);
}

function listOf<T>(lists: Map<string, T[]>, key: string): T[] {
  let list = lists.get(key);
  if (!list) {
    list = [];
    lists.set(key, list);
  }
  return list;
}

function total(origins: readonly Origin[]): number {
  return origins.reduce((sum, origin) => sum + origin.length, 0);
}

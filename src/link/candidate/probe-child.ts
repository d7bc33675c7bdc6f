import { findTellingHeader, type NumberedPost, readAbsentFeatures } from '../feature/absent-features.js';
import type { Features, HeaderFeatures } from '../feature/features.js';
import { type ListName, seriesKey } from '../feature/index-lists.js';
import { buildKeyBefore } from '../feature/notices.js';
import { MOST_HOLDERS, MOST_OF_BURST, MOST_SCANNED } from './find-candidates.js';
import { listRelatedIds } from './related-ids.js';
import { CLOCK_TOLERANCE, DEEPER, QUOTED, QUOTERS, UNMARKED } from './score-texts.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Posts of one minute lie in lists of so many milliseconds each, as one list of all posts would not part. */
export const MINUTE_BUCKET = 122_000;

/** A list that a child looks into: the posts of it around a moment. */
export interface ListProbe {
  readonly list: ListName | 'minute';
  readonly key: string | number;
  /** Counted from the first post of the list that is not before this (ms; -Infinity, Infinity for the ends): so many before, so many from it on. */
  readonly time: number;
  readonly before: number;
  readonly after: number;
}

/** Is told of all that the search for the candidates of a child looks up. */
export interface ProbeSink {
  list(probe: ListProbe): void;
  /** All posts that wrote a run, quote it or hold a file, unless those are more than `most`; 0 asks how many they are. */
  run(index: 'authored' | 'quoted' | 'attachment', hash: number, most: number): void;
  /** How many posts stand in a list. */
  size(list: 'subject' | 'nameWord', key: string | number): void;
}

/**
 * Names all that `findCandidates`, and what compares the candidates, look up for a child, and for the parent that was not produced which
 * its quotation describes. A part of the posts that holds the answers gives the same candidates as all posts do: with every change of
 * `findCandidates` this has to go along, and `tests/engine/part-index.test.ts` tells where it does not.
 *
 * @param numberedPost as `findNumberedPost` tells of the child, in an archive of lists
 */
export function probeChild(child: Features, sink: ProbeSink, numberedPost: NumberedPost | null = null): void {
  probe(child, sink);
  probe(readAbsentFeatures(child, findTellingHeader(child), numberedPost), sink);
}

function probe(child: Features, sink: ProbeSink): void {
  const [wrote, quoted, below] = child.levels as [Int32Array, Int32Array, Int32Array];
  sample(quoted, QUOTED.hashes, (hash) => sink.run('authored', hash, QUOTED.owners));
  if (quoted.length === 0) sample(below, DEEPER.hashes, (hash) => sink.run('authored', hash, DEEPER.owners));
  sample(wrote, UNMARKED.hashes, (hash) => sink.run('authored', hash, UNMARKED.owners));
  sample(below, QUOTERS.hashes, (hash) => sink.run('quoted', hash, QUOTERS.owners));
  // Whether a run that two texts share is rare.
  for (const hash of wrote) sink.run('authored', hash, 0);
  for (const header of [...child.headers[1]!, ...child.headers[2]!]) probeDescribed(header, child, sink);
  probeSubject(child.subject.key, child, 40, sink);
  probeSubject(child.subject.loose, child, 20, sink, 'looseSubject');
  probeSubject(child.subject.was, child, 10, sink);
  for (const { subject } of child.headers[1]!) probeSubject(subject, child, 10, sink);
  sink.size('subject', child.subject.key);
  // How long the subject was silent before the child.
  sink.list({ list: 'subject', key: child.subject.key, time: child.time + 1, before: 2, after: 0 });
  const series = seriesKey(child);
  if (series !== '') {
    sink.list({ list: 'series', key: series, ...FIRST });
    sink.list({ list: 'series', key: series, time: child.time + HOUR, before: 301, after: 0 });
    sink.list({ list: 'opener', key: child.author, time: child.time, before: 61, after: 0 });
  }
  const { build } = child.subject;
  if (build !== null) sink.list({ list: 'build', key: buildKeyBefore(build), ...LAST });
  for (const { id } of listRelatedIds(child.messageId)) sink.list({ list: 'messageId', key: id, ...FIRST });
  for (const id of child.linkTags) sink.list({ list: 'messageId', key: id, ...FIRST });
  for (const address of child.to.length > 4 ? [] : child.to)
    sink.list({ list: 'address', key: address, time: child.time + MINUTE, before: 5, after: 0 });
  for (const { content } of child.attachments) sink.run('attachment', content, MOST_HOLDERS);
}

const FIRST = { time: Number.NEGATIVE_INFINITY, before: 0, after: 1 } as const;
const LAST = { time: Number.POSITIVE_INFINITY, before: 1, after: 0 } as const;

/** The hashes of a set that are looked up: as `scoreTexts` takes them. */
function sample(text: Int32Array, most: number, look: (hash: number) => void): void {
  const step = Math.max(1, Math.floor(text.length / most));
  for (let index = 0; index < text.length; index += step) look(text[index]!);
}

function probeDescribed(header: HeaderFeatures, child: Features, sink: ProbeSink): void {
  if (header.messageId !== null) sink.list({ list: 'messageId', key: header.messageId, ...FIRST });
  for (const word of header.name) sink.size('nameWord', word);
  const { date } = header;
  if (date === null) {
    probeAuthor(header, { time: child.time + HOUR, before: MOST_SCANNED + 1, after: 0 }, sink);
    return;
  }
  const slack = !date.precise ? 36 * HOUR : date.offset === null ? 15 * HOUR : 6 * MINUTE;
  for (const reading of date.readings) {
    const time = reading - (date.offset ?? 0) * MINUTE - slack;
    probeAuthor(header, { time, before: 0, after: MOST_SCANNED + 1 }, sink);
    if (date.precise) probeMinute(reading - (date.offset ?? child.offset ?? 0) * MINUTE - 61_000, sink);
  }
}

function probeAuthor(header: HeaderFeatures, place: Omit<ListProbe, 'list' | 'key'>, sink: ProbeSink): void {
  if (header.address !== '') sink.list({ list: 'address', key: header.address, ...place });
  for (const word of header.name) sink.list({ list: 'nameWord', key: word, ...place });
}

/** Two minutes from a moment on lie in its bucket and the next. */
function probeMinute(time: number, sink: ProbeSink): void {
  const bucket = Math.floor(time / MINUTE_BUCKET);
  for (const key of [bucket, bucket + 1]) sink.list({ list: 'minute', key, time, before: 0, after: 8 });
}

function probeSubject(
  key: string,
  child: Features,
  most: number,
  sink: ProbeSink,
  list: 'subject' | 'looseSubject' = 'subject',
): void {
  if (key === '') return;
  const time = Number.isNaN(child.time) ? Number.POSITIVE_INFINITY : child.time + CLOCK_TOLERANCE;
  sink.list({ list, key, time, before: most + MOST_OF_BURST + 1, after: 1 });
}

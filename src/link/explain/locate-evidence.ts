import { fieldsCalled } from '../../message/header-text.js';
import { locateInBody } from '../../message/locate-in-body.js';
import type { Mailbox, Message } from '../../message/message.js';
import type { EmbeddedMessage, SplitBody } from '../../quote/segment.js';
import type { Origin } from '../../source/source.js';
import { findMatchingRuns, findSharedWords, type MatchingRun, type TextRange } from '../../text/matching-runs.js';
import type { CandidateSet } from '../candidate/read-candidate-set.js';
import { findCarriedFile } from '../evidence/attachment-evidence.js';
import type { EvidenceKind } from '../evidence/evidence.js';
import { originsOfHeader } from '../evidence/header/header-origin.js';
import type { FeatureIndex } from '../feature/feature-index.js';
import { WORD_BUCKETS } from '../feature/feature-index.js';
import type { PostTable } from '../post/post-table.js';

/** What the bytes of evidence are looked up in. */
export interface EvidencePlaces {
  readonly table: PostTable;
  readonly splits: ReadonlyMap<string, SplitBody>;
  readonly featureIndex: FeatureIndex;
}

/** Matching runs that are shown for one piece of evidence: the longest. */
const MOST_RUNS = 3;
/** Rare words that are shown where only they are shared. */
const MOST_RARE = 3;

/**
 * The bytes that show a piece of evidence, in the child and in the candidate: for a quotation the runs of words that stand in
 * both, for a heading its line and the header fields that it repeats, for subjects, people and times the header fields.
 *
 * In pairs: what the child says, then what the candidate says. A place that cannot be told finer is the whole message.
 */
export function locateEvidence(
  kind: EvidenceKind,
  places: EvidencePlaces,
  candidateSet: CandidateSet,
  index: number,
  child: number,
): readonly Origin[] {
  const pair = candidateSet.pairs[index]!;
  const mine = places.table.message(child);
  const theirs = places.table.message(pair.post);
  if (mine === null || theirs === null) return [];
  switch (kind) {
    case 'quoted-text':
      return locateQuotation(places, candidateSet, index, child);
    case 'attribution':
    case 'embedded-header':
      return [
        ...locateHeading(places, candidateSet, index, child),
        ...(pair.cited ? originsOfHeader(theirs, 'message-id') : fieldsOf(theirs, 'date', 'from')),
      ];
    case 'subject':
      if (pair.subject === 'quoted header')
        return [...locateHeading(places, candidateSet, index, child), ...fieldsOf(theirs, 'subject')];
      return [...fieldsOf(mine, 'subject'), ...fieldsOf(theirs, 'subject')];
    case 'series':
      return [...fieldsOf(mine, 'subject'), ...fieldsOf(theirs, 'subject')];
    case 'participants':
      return locatePeople(mine, theirs, pair.self);
    case 'salutation':
      return [...locateOpening(places, child, mine), ...fieldsOf(theirs, 'from')];
    case 'attachment':
      return locateFiles(mine, theirs);
    case 'time':
      return [...fieldsOf(mine, 'date'), ...fieldsOf(theirs, 'date')];
    default:
      return [mine.origin, theirs.origin];
  }
}

/** Where the fields stand; the whole message where it has none of them. */
function fieldsOf(message: Message, ...names: readonly string[]): readonly Origin[] {
  const fields = names.flatMap((name) => fieldsCalled(message.headers, name));
  return fields.length ? fields.map((field) => field.origin) : [message.origin];
}

/** Bytes of the heading that agreed best; of the first quotation where none did. */
function locateHeading(
  places: EvidencePlaces,
  candidateSet: CandidateSet,
  index: number,
  child: number,
): readonly Origin[] {
  const message = places.table.message(child)!;
  const place = candidateSet.pairs[index]!.header;
  const embedded = place < 0 ? -1 : candidateSet.child.headers[1]![place]!.embedded;
  return [locateEmbeddedHeading(places, child, embedded) ?? message.origin];
}

/** Bytes of the heading of an embedded message; null where it has none or the body was not read. */
export function locateEmbeddedHeading(places: EvidencePlaces, child: number, embedded: number): Origin | null {
  const found = splitOf(places, child)?.embedded;
  const quotation = found?.[embedded] ?? found?.find((one) => one.depth === 1);
  const body = places.table.message(child)?.body;
  if (!quotation || !body || quotation.header.end <= quotation.header.start) return null;
  return locateInBody(body, {
    start: quotation.header.start,
    end: trimEnd(body.text, quotation.header.start, quotation.header.end),
  });
}

function splitOf({ table, splits }: EvidencePlaces, post: number): SplitBody | undefined {
  const produced = table.produced[post];
  return produced === undefined ? undefined : splits.get(produced.key);
}

function trimEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && text.charCodeAt(last - 1) <= 32) last--;
  return last;
}

/**
 * The runs of words that make up this evidence, by what it found: the child's quotation in what the candidate wrote, in what the
 * candidate quotes in turn, the child's own words quoted by the candidate, or words in both without any mark.
 */
function locateQuotation(
  places: EvidencePlaces,
  candidateSet: CandidateSet,
  index: number,
  child: number,
): readonly Origin[] {
  const pair = candidateSet.pairs[index]!;
  const quotes = candidateSet.child.levels[1]!.length > 0;
  const mine = rangesByDepth(places, child);
  const theirs = rangesByDepth(places, pair.post);
  if (quotes && pair.hits > 0) return locateRuns(places, child, pair.post, mine.quoted, theirs.wrote);
  if (pair.backward > 0.3) return locateRuns(places, child, pair.post, mine.wrote, theirs.quoted);
  if (quotes && pair.requoted > 0.3) return locateRuns(places, child, pair.post, mine.quoted, theirs.quoted);
  if (quotes) return locateRanges(places, child, mine.quoted);
  if (pair.copied > 2) return locateRuns(places, child, pair.post, mine.wrote, theirs.wrote);
  return locateRareWords(places, child, pair.post, mine.wrote, theirs.wrote);
}

interface RangesByDepth {
  readonly wrote: readonly TextRange[];
  readonly quoted: readonly TextRange[];
}

/** What the author wrote, signature included, and what stands quoted at depth 1. */
function rangesByDepth(places: EvidencePlaces, post: number): RangesByDepth {
  const split = splitOf(places, post);
  if (split === undefined) return { wrote: [], quoted: [] };
  const wrote = split.segments.filter(({ depth, kind }) => depth === 0 && kind !== 'attribution' && kind !== 'header');
  const quoted = split.embedded.filter(({ depth }) => depth === 1).flatMap(({ ranges }: EmbeddedMessage) => ranges);
  return { wrote, quoted };
}

function locateRuns(
  places: EvidencePlaces,
  child: number,
  parent: number,
  mine: readonly TextRange[],
  theirs: readonly TextRange[],
): readonly Origin[] {
  const text = places.table.message(child)!.body?.text ?? '';
  const other = places.table.message(parent)!.body?.text ?? '';
  const runs = findMatchingRuns(text, mine, other, theirs);
  const found = originsOfRuns(places, child, parent, longestOf(runs));
  return found.length ? found : locateRanges(places, child, mine);
}

function longestOf(runs: readonly MatchingRun[]): readonly MatchingRun[] {
  const longest = [...runs].sort((a, b) => b.words - a.words).slice(0, MOST_RUNS);
  return longest.sort((a, b) => a.child.start - b.child.start);
}

function originsOfRuns(
  places: EvidencePlaces,
  child: number,
  parent: number,
  runs: readonly MatchingRun[],
): readonly Origin[] {
  const mine = places.table.message(child)!.body;
  const theirs = places.table.message(parent)!.body;
  if (!mine || !theirs) return [];
  return runs.flatMap((run) => [
    locateInBody(mine, { start: run.child.start, end: run.child.end }),
    locateInBody(theirs, { start: run.parent.start, end: run.parent.end }),
  ]);
}

/** From the first to the last of the ranges; the whole message where there are none. */
function locateRanges(places: EvidencePlaces, post: number, ranges: readonly TextRange[]): readonly Origin[] {
  const message = places.table.message(post)!;
  const start = ranges[0]?.start;
  if (!message.body || start === undefined) return [message.origin];
  return [locateInBody(message.body, { start, end: trimEnd(message.body.text, start, ranges.at(-1)!.end) })];
}

function locateRareWords(
  places: EvidencePlaces,
  child: number,
  parent: number,
  mine: readonly TextRange[],
  theirs: readonly TextRange[],
): readonly Origin[] {
  const { featureIndex } = places;
  const words = featureIndex.posts[child]!.words;
  const others = new Set(featureIndex.posts[parent]!.words);
  const countOf = (word: number) => featureIndex.wordCounts[word & (WORD_BUCKETS - 1)]!;
  const shared = [...words].filter((word) => others.has(word)).sort((a, b) => countOf(a) - countOf(b) || a - b);
  const text = places.table.message(child)!.body?.text ?? '';
  const other = places.table.message(parent)!.body?.text ?? '';
  const wanted = new Set(shared.slice(0, MOST_RARE));
  return originsOfRuns(places, child, parent, findSharedWords(text, mine, other, theirs, wanted));
}

/** The field of the child that names the candidate's author, or of the candidate that names the child's. */
function locatePeople(mine: Message, theirs: Message, isSelf: boolean): readonly Origin[] {
  if (isSelf) return [...fieldsOf(mine, 'from'), ...fieldsOf(theirs, 'from')];
  const named = fieldNaming(mine, theirs.from);
  if (named !== null) return [...fieldsOf(mine, named), ...fieldsOf(theirs, 'from')];
  const naming = fieldNaming(theirs, mine.from);
  if (naming !== null) return [...fieldsOf(mine, 'from'), ...fieldsOf(theirs, naming)];
  return [...fieldsOf(mine, 'to', 'cc'), ...fieldsOf(theirs, 'from')];
}

function fieldNaming(message: Message, person: Mailbox | null): 'to' | 'cc' | 'bcc' | null {
  const address = person?.address.toLowerCase() ?? '';
  if (address === '') return null;
  for (const name of ['to', 'cc', 'bcc'] as const)
    if (message[name].some((mailbox) => mailbox.address.toLowerCase() === address)) return name;
  return null;
}

function locateFiles(mine: Message, theirs: Message): readonly Origin[] {
  const places = findCarriedFile(mine.attachments, theirs.attachments);
  if (places === null) return [mine, theirs].flatMap(({ attachments }) => attachments.map(({ origin }) => origin));
  return [mine.attachments[places[0]]!.origin, theirs.attachments[places[1]]!.origin];
}

/** The first line that the author wrote: there people are greeted and named. */
function locateOpening(places: EvidencePlaces, child: number, message: Message): readonly Origin[] {
  const authored = splitOf(places, child)?.segments.find(({ kind, depth }) => kind === 'authored' && depth === 0);
  if (!message.body || !authored) return [message.origin];
  const { text } = message.body;
  let start = authored.start;
  while (start < authored.end && text.charCodeAt(start) <= 32) start++;
  const lineEnd = text.indexOf('\n', start);
  const end = lineEnd < 0 || lineEnd > authored.end ? authored.end : lineEnd;
  return [locateInBody(message.body, { start, end: trimEnd(text, start, end) })];
}

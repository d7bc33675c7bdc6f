import { countShared } from '../../text/shingles.js';
import { compareDates, compareHeaders, compareNames, DATE, NAME } from '../feature/agreement.js';
import type { ChildTexts } from '../feature/child-texts.js';
import type { FeatureIndex } from '../feature/feature-index.js';
import type { Features, HeaderFeatures, SubjectFeatures } from '../feature/features.js';
import type { Candidate } from './find-candidates.js';

/** What can be seen of one child and one candidate, before any weight is given to it. */
export interface Pair {
  readonly post: number;
  readonly candidate: Features;
  /** Weighted share of the child's depth-1 quotation that the candidate wrote, and how many runs. */
  readonly share: number;
  readonly hits: number;
  /** Share of that quotation that the candidate itself only quotes. */
  readonly requoted: number;
  /** Share of what the candidate wrote that the child quotes at depth 1. */
  readonly covered: number;
  /** Share of the child's depth-2 quotation that the candidate quotes at depth 1; -1 where the child has none. */
  readonly deeper: number;
  /** The child quotes nothing at depth 1, only deeper. */
  readonly shifted: boolean;
  /** Share of the child's depth-2 quotation that the candidate wrote: then it is the grandparent. */
  readonly grand: number;
  /** Share of what the child wrote that the candidate quotes: then the candidate answers the child. */
  readonly backward: number;
  /** Rare runs that stand in what both wrote: quoted without a mark, or sent again. */
  readonly copied: number;
  /** Agreement of the best attribution at depth 1 (DATE and NAME values), and that at depth 2. */
  readonly date: number;
  readonly name: number;
  readonly grandDate: number;
  readonly grandName: number;
  /** Which attribution agreed best: its place in the child's headers[1]; -1 if there is none. */
  readonly header: number;
  /** The child's depth-2 attribution against the candidate's depth-1 one. */
  readonly chain: 'none' | 'same' | 'other';
  /** An attribution cites the candidate's Message-ID. */
  readonly cited: boolean;
  readonly subject: SubjectRelation;
  /** Child minus candidate, ms; NaN where unknown. */
  readonly lag: number;
  readonly self: boolean;
  /** Where the child's recipients hold the candidate's author. */
  readonly addressed: Addressed;
  /** People of the candidate whom the child leaves out, and people whom it adds; -1 where either does not tell its recipients. */
  readonly leftOut: number;
  readonly added: number;
  /** How the child is related to the candidate's id: index in ID_RELATIONS. */
  readonly related: number;
  /** The candidate quotes or addresses the child's author. */
  readonly answersChild: boolean;
  readonly greeted: boolean;
  /** The child's first words hold a word of the candidate's author's name. */
  readonly named: boolean;
  /** Weighted likeness of the words both wrote, 0 to 1. */
  readonly likeness: number;
}

/** How the child's subject and the candidate's stand to each other: the axis of the subject weights, in this order. */
export const SUBJECT_RELATIONS = [
  'none',
  'same',
  'tags differ',
  'was',
  'quoted header',
  'holds',
  'near',
  'different',
] as const;
/** One of `SUBJECT_RELATIONS`. */
export type SubjectRelation = (typeof SUBJECT_RELATIONS)[number];

/** Whether the child is sent to the candidate's author, and where that author stands among the recipients; an axis of weights, in this order. */
export const ADDRESSED = ['unknown', 'first', 'to', 'cc', 'not'] as const;
/** One of `ADDRESSED`. */
export type Addressed = (typeof ADDRESSED)[number];

/**
 * Compares a child, whose runs and words are laid out in `texts`, with a candidate. `isDateTold` says whether a date in an attribution
 * may contradict.
 */
export function comparePair(
  featureIndex: FeatureIndex,
  child: Features,
  found: Candidate,
  texts: ChildTexts,
  isDateTold: boolean,
): Pair {
  const candidate = featureIndex.posts[found.post]!;
  const { runs } = texts;
  runs.compare(candidate);
  const wrote = child.levels[0]!.length;
  const quoted = child.levels[1]!.length;
  const below = child.levels[2]!.length;
  const first = bestHeader(child, candidate, 1, isDateTold);
  const second = bestHeader(child, candidate, 2, isDateTold);
  const self = child.author !== '' && child.author === candidate.author;
  const tellPeople = child.people.length > 0 && candidate.people.length > 0;
  const common = tellPeople ? countShared(child.people, candidate.people) : 0;
  return {
    post: found.post,
    candidate,
    share: found.share,
    hits: found.hits,
    requoted: share(runs.requoted, quoted),
    covered: found.hits === 0 ? 0 : share(runs.quoted, candidate.levels[0]!.length),
    shifted: quoted === 0 && below > 0,
    deeper: below === 0 ? -1 : share(runs.requotedBelow, below),
    grand: share(runs.quotedBelow, below),
    backward: child.time - candidate.time > LATEST_ANSWER ? 0 : share(runs.answered, wrote),
    copied: found.share > 0.5 ? 0 : runs.copied,
    date: first.date,
    name: first.name,
    grandDate: second.date,
    grandName: second.name,
    header: first.header,
    chain: compareChains(child.headers[2]!, candidate.headers[1]!),
    cited: isCited(child.headers[1]!, candidate.messageId),
    subject: relateSubjects(child, candidate.subject),
    lag: child.time - candidate.time,
    self,
    addressed: findAddressed(child, candidate),
    leftOut: tellPeople ? candidate.people.length - common : -1,
    added: tellPeople ? child.people.length - common : -1,
    related: found.related,
    answersChild: answers(candidate, child),
    greeted: haveCommon(candidate.name, child.greeting),
    named: haveCommon(candidate.name, child.opening),
    likeness: texts.words.liken(candidate),
  };
}

function share(shared: number, all: number): number {
  return shared === 0 ? 0 : shared / all;
}

function haveCommon(one: readonly number[], other: readonly number[]): boolean {
  if (other.length === 0) return false;
  for (const word of one) if (other.includes(word)) return true;
  return false;
}

/** A candidate that is older than this cannot answer the child. */
const LATEST_ANSWER = 26 * 3_600_000;

interface HeaderAgreement {
  readonly date: number;
  readonly name: number;
  readonly header: number;
}

const NOTHING: HeaderAgreement = { date: DATE.none, name: NAME.none, header: -1 };
const DATE_VALUE = [0, -2, 1, 2, 3, 5];
const NAME_VALUE = [0, -2.5, 1, 2.5];

function bestHeader(child: Features, candidate: Features, depth: number, isDateTold: boolean): HeaderAgreement {
  let best = NOTHING;
  let bestValue = Number.NEGATIVE_INFINITY;
  const headers = child.headers[depth]!;
  for (let index = 0; index < headers.length; index++) {
    const header = headers[index]!;
    const found = compareDates(header.date, candidate, child.offset);
    const date = found === DATE.contradicts && !isDateTold ? DATE.none : found;
    const name = compareNames(header, candidate);
    const value = DATE_VALUE[date]! + NAME_VALUE[name]!;
    if (value <= bestValue) continue;
    bestValue = value;
    best = { date, name, header: index };
  }
  return best;
}

function compareChains(mine: readonly HeaderFeatures[], theirs: readonly HeaderFeatures[]): Pair['chain'] {
  let seen: Pair['chain'] = 'none';
  for (const one of mine) {
    for (const other of theirs) {
      const relation = compareHeaders(one, other);
      if (relation === 'same') return 'same';
      if (relation === 'other') seen = 'other';
    }
  }
  return seen;
}

function isCited(headers: readonly HeaderFeatures[], messageId: string | null): boolean {
  return messageId !== null && headers.some((header) => header.messageId === messageId);
}

function relateSubjects(child: Features, theirs: SubjectFeatures): SubjectRelation {
  const mine = child.subject;
  if (mine.key === theirs.key) return mine.key === '' ? 'none' : 'same';
  if (mine.was !== '' && mine.was === theirs.key) return 'was';
  if (child.headers[1]!.some((header) => header.subject !== '' && header.subject === theirs.key))
    return 'quoted header';
  if (mine.key === '' || theirs.key === '') return 'none';
  if (mine.loose === theirs.loose) return 'tags differ';
  if (Math.min(mine.loose.length, theirs.loose.length) > 8) {
    if (mine.loose.includes(theirs.loose) || theirs.loose.includes(mine.loose)) return 'holds';
  }
  if (mine.words.length === 0 || theirs.words.length === 0) return 'different';
  const shared = countShared(mine.words, theirs.words);
  const total = mine.words.length + theirs.words.length - shared;
  return shared > 1 && shared / total >= 0.5 ? 'near' : 'different';
}

function findAddressed(child: Features, candidate: Features): Addressed {
  if (child.recipients.length === 0 || candidate.address === '') return 'unknown';
  if (child.to[0] === candidate.address) return 'first';
  if (child.to.includes(candidate.address)) return 'to';
  if (child.recipients.includes(candidate.address)) return 'cc';
  return 'not';
}

function answers(candidate: Features, child: Features): boolean {
  if (candidate.author === child.author) return false;
  if (child.address !== '' && candidate.to.includes(child.address)) return true;
  return candidate.headers[1]!.some((header) => compareNames(header, child) === NAME.full);
}

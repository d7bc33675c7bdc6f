import type { Pair } from '../candidate/compare-pair.js';
import { type CandidateSet, isOfSeries } from '../candidate/read-candidate-set.js';
import { countsCover, ID_RELATIONS, LINK_TAG } from '../candidate/related-ids.js';
import type { Features } from '../feature/features.js';
import { HABITS, habitOf } from '../feature/habits.js';
import { opensTicket } from '../feature/notices.js';
import { areSentTogether, readSendingRun } from '../feature/sending-run.js';
import { binLabels, binOf, declareFixed, declareObservations, type ObservationSink } from '../weights/observation.js';
import type { ContentEvidence } from './content-evidence.js';

const PLACES = [
  'none',
  'cover',
  'cover, other label',
  'cover of a later version',
  'first',
  'first, cover there',
  'one before',
  'one before, no first',
  'sibling',
  'previous version',
  'previous version, other topic',
  'previous version, own series there',
  'other series',
  'first of bug',
  'later of bug',
  'patch, not its series',
] as const;

const PLACE = declareObservations('series', 'place', PLACES, ['no mark', 'mark']);
const KNOWN = [1, 3];
const HABIT = declareObservations(
  'series',
  'its author is known to',
  HABITS,
  ['never', 'seldom', 'mostly'],
  binLabels(KNOWN),
);
const MATES_KNOWN = [2, 5];
const MATES = declareObservations(
  'series',
  'posts sent with it answer so',
  ['none', 'some', 'most', 'all'],
  binLabels(MATES_KNOWN),
);
const RELATED = declareObservations('series', 'its id', ID_RELATIONS, ['unnumbered', 'numbered']);
const COUNTED = declareObservations(
  'series',
  'its id counts a cover',
  ['no', 'yes', 'nothing before'],
  ['cover', 'first', 'other'],
);
const COUNTS = { no: 0, yes: 3, alone: 6 } as const;
const RUN = declareObservations('series', 'sent by one command', ['no', 'yes'], ['cover', 'first', 'other']);

const BUG = declareObservations(
  'series',
  'opening of the bug',
  ['it opens it', 'another does', 'it is missing', 'unknown'],
  ['no mark', 'mark'],
);
/**
 * Where the cover was written by hand, git answers number 1 of what it sends: set. Of the 41 members of such series in three lists of patches
 * all do; they stood below the cover at 0.9 before.
 */
const BEGUN = declareFixed('series', 'sent without its cover', [['number 1']], [6]);
/** Of a notice that does not open the bug. */
const OPENINGS = { there: 1, missing: 2, unknown: 3 } as const;
/**
 * What Jenkins does, by its source (`hudson.tasks.MailSender`): the notice about a build answers the one about the build before where one
 * was sent, and nothing else. Set, not fitted.
 */
const BUILD = declareFixed(
  'series',
  'notice about a build',
  [['the build before', 'another build', 'no build']],
  [11, -4, -4],
);

/** What Trac does, by its source: set, not fitted. */
const TICKET = declareFixed('series', 'mail about a ticket', [['the first', 'a later one']], [11, -4]);

/** Numbered posts: `[PATCH v2 3/7]` stands under `0/7`, or else under `1/7`; `[Bug 12]` under the first mail of the bug. */
export const seriesEvidence: ContentEvidence = {
  kind: 'series',
  tables: [PLACE, HABIT, MATES, RELATED, COUNTED, RUN, BEGUN, BUG, BUILD, TICKET],
  observe(candidateSet, index, out) {
    const pair = candidateSet.pairs[index]!;
    const place = placeInSeries(candidateSet, pair);
    observeHabit(candidateSet, pair, out);
    observeMates(candidateSet, pair, out);
    if (tellsOfBuild(candidateSet)) out.push(BUILD, compareBuilds(candidateSet.child, pair.candidate));
    const opens = opensTicket(pair.candidate.subject.series, candidateSet.child.subject.series);
    if (opens !== null) return void out.push(TICKET, opens ? 0 : 1);
    if (pair.related > 0 && !(isOfSeries(candidateSet.child, pair) && pair.candidate.subject.series!.number <= 1)) {
      out.push(RELATED, pair.related * 2 + (isNumbered(candidateSet, pair) ? 1 : 0));
    }
    if (place === 'none') return;
    out.push(
      PLACE,
      PLACES.indexOf(place) * 2 + (candidateSet.child.subject.reply || candidateSet.child.subject.forward ? 1 : 0),
    );
    if (place === 'first of bug' || place === 'later of bug') {
      const opening = pair.candidate.subject.series!.opens ? 0 : OPENINGS[candidateSet.opening];
      out.push(BUG, opening * 2 + (candidateSet.child.subject.reply ? 1 : 0));
    }
    if (!isOfSeries(candidateSet.child, pair)) return;
    const run = readSendingRun(candidateSet.child.messageId);
    const same = run === '' ? 0 : run === readSendingRun(pair.candidate.messageId) ? 2 : 1;
    const rank = place.startsWith('cover') ? 0 : place === 'first' ? 1 : 2;
    if (same > 0) out.push(RUN, (same - 1) * 3 + rank);
    if (isBegun(candidateSet, pair)) out.push(BEGUN, 0);
    const counted = countCover(candidateSet.child, pair.candidate);
    if (counted !== 'unknown') out.push(COUNTED, COUNTS[counted] + rank);
  },
  describe(candidateSet, index) {
    const id = describeId(candidateSet.pairs[index]!.related);
    if (id !== '') return id;
    if (tellsOfBuild(candidateSet) && compareBuilds(candidateSet.child, candidateSet.pairs[index]!.candidate) === 0)
      return 'that message tells of the build before';
    const place = placeInSeries(candidateSet, candidateSet.pairs[index]!);
    switch (place) {
      case 'cover':
      case 'cover, other label':
      case 'cover of a later version':
        return 'that message is number 0 of the same series';
      case 'first':
      case 'first, cover there':
        return 'that message is number 1 of the same series';
      case 'one before':
      case 'one before, no first':
        return 'that message is the one before in the series';
      case 'sibling':
        return 'both belong to one series';
      case 'first of bug':
        return isLaterOfTicket(candidateSet, index)
          ? 'both are about the same bug'
          : 'that message is the first about the same bug';
      case 'later of bug':
        return 'both are about the same bug';
      case 'previous version':
      case 'previous version, other topic':
      case 'previous version, own series there':
        return 'that message is of an earlier version';
      case 'other series':
        return 'numbered in another series';
      case 'patch, not its series':
      case 'none':
        return '';
    }
  },
};

function describeId(related: number): string {
  switch (ID_RELATIONS[related]) {
    case 'continues it':
      return 'its Message-ID continues that message’s';
    case 'holds it':
      return 'its Message-ID holds that message’s';
    case 'first of its sending':
      return 'that message is the first that the same command sent';
    case 'one before in its sending':
      return 'the same command sent that message right before it';
    case 'named by its Link tag':
      return 'its Link tag names that message';
    default:
      return '';
  }
}

/** In a patch that is not applied yet a Link tag names what it is about, numbered or not. */
function isNumbered(candidateSet: CandidateSet, pair: Pair): boolean {
  const { series } = candidateSet.child.subject;
  return series !== null && (pair.related === LINK_TAG || series.of > 1);
}

/** What the child's id tells of a cover; of a post that was not produced, what that of the candidate tells, which one command sent with it. */
function countCover(child: Features, candidate: Features): ReturnType<typeof countsCover> {
  const told = child.reply === null ? child : candidate;
  return countsCover(told.messageId, told.subject.series!.number);
}

/** The candidate is number 1 of what was sent with the child, and the cover was not. */
function isBegun({ child, pairs }: CandidateSet, pair: Pair): boolean {
  if (pair.candidate.subject.series!.number !== 1 || child.subject.series!.number < 2) return false;
  if (!areSentTogether(child.messageId, pair.candidate.messageId)) return false;
  if (countsCover(child.messageId, child.subject.series!.number) === 'yes') return false;
  const covers = pairs.filter((one) => isOfSeries(child, one) && one.candidate.subject.series!.number === 0);
  return covers.length > 0 && covers.every(({ candidate }) => !areSentTogether(child.messageId, candidate.messageId));
}

function observeHabit(candidateSet: CandidateSet, pair: Pair, out: ObservationSink): void {
  const total = candidateSet.habits.total(candidateSet.child);
  if (total === 0) return;
  const habit = habitOf(candidateSet.child, pair.candidate);
  const share = candidateSet.habits.count(candidateSet.child, habit) / total;
  const often = share === 0 ? 0 : share < 0.5 ? 1 : 2;
  out.push(HABIT, (habit * 3 + often) * 3 + binOf(total, KNOWN));
}

function observeMates(candidateSet: CandidateSet, pair: Pair, out: ObservationSink): void {
  const { known, alike } = candidateSet.habits.mates.compare(candidateSet.child, pair.candidate);
  if (known === 0) return;
  const share = alike === 0 ? 0 : alike * 2 < known ? 1 : alike < known ? 2 : 3;
  out.push(MATES, share * 3 + binOf(known, MATES_KNOWN));
}

function placeInSeries(candidateSet: CandidateSet, pair: Pair): (typeof PLACES)[number] {
  const mine = candidateSet.child.subject.series;
  const theirs = pair.candidate.subject.series;
  if (mine === null) return 'none';
  if (theirs === null) return 'patch, not its series';
  if (mine.label.startsWith('bug'))
    return mine.label === theirs.label ? placeInBug(candidateSet, pair) : 'other series';
  if (candidateSet.child.subject.reply) return 'none';
  if (isOfSeries(candidateSet.child, pair)) {
    if (theirs.number === 0 && mine.label !== theirs.label) return 'cover, other label';
    if (theirs.number === 0) return mine.version > 1 ? 'cover of a later version' : 'cover';
    if (theirs.number === 1 && mine.number > 1) return candidateSet.hasCover ? 'first, cover there' : 'first';
    if (theirs.number === mine.number - 1)
      return candidateSet.hasCover || candidateSet.hasFirst ? 'one before' : 'one before, no first';
    return 'sibling';
  }
  if (pair.candidate.subject.reply || !pair.self) return 'patch, not its series';
  if (theirs.version >= mine.version) return 'other series';
  if (candidateSet.hasCover || (candidateSet.hasFirst && mine.number !== 1))
    return 'previous version, own series there';
  return pair.subject === 'tags differ' || pair.subject === 'same'
    ? 'previous version'
    : 'previous version, other topic';
}

/** The candidate is no first mail about the child's ticket, even if no earlier one is there. */
function isLaterOfTicket({ child, pairs }: CandidateSet, index: number): boolean {
  return opensTicket(pairs[index]!.candidate.subject.series, child.subject.series) === false;
}

function placeInBug(candidateSet: CandidateSet, pair: Pair): 'first of bug' | 'later of bug' {
  const label = pair.candidate.subject.series!.label;
  const older = (other: Pair) => other.candidate.subject.series?.label === label && other.lag > pair.lag;
  return pair.lag >= 0 && !candidateSet.pairs.some(older) ? 'first of bug' : 'later of bug';
}

/** Notices of build servers go to lists. */
function tellsOfBuild({ child, direct }: CandidateSet): boolean {
  return !direct && child.subject.build !== null;
}

/** Index of a cell of `BUILD`. */
function compareBuilds(child: Features, candidate: Features): number {
  const mine = child.subject.build!;
  const theirs = candidate.subject.build;
  if (theirs === null) return 2;
  return mine.job === theirs.job && mine.number === theirs.number + 1 ? 0 : 1;
}

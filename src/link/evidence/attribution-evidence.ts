import type { Pair } from '../candidate/compare-pair.js';
import type { CandidateSet } from '../candidate/read-candidate-set.js';
import { DATE, DATE_AGREEMENTS, NAME, NAME_AGREEMENTS } from '../feature/agreement.js';
import { declareObservations } from '../weights/observation.js';
import type { ContentEvidence } from './content-evidence.js';

const FIT = declareObservations('attribution', 'date and name', DATE_AGREEMENTS, NAME_AGREEMENTS);
const DATED = declareObservations('attribution', 'date', DATE_AGREEMENTS);
const NAMED = declareObservations('attribution', 'name', NAME_AGREEMENTS);
const ELSE = declareObservations('attribution', 'another fits better', ['no', 'yes']);
const GRAND = declareObservations(
  'attribution',
  'the deeper one fits',
  ['no', 'name', 'name and date'],
  ['first not', 'first too'],
);
const CHAIN = declareObservations('attribution', 'deeper one and its own', ['none', 'same', 'other']);
const CITED = declareObservations('attribution', 'cites its id', ['yes']);

/**
 * Who the child says wrote what it quotes, and when: an attribution line or an embedded header block. The name or address is
 * compared with the candidate's author, the time to the minute modulo zones and clocks up to 5 minutes apart. An attribution
 * that names somebody else speaks against.
 */
export const attributionEvidence: ContentEvidence = {
  kind: 'attribution',
  tables: [FIT, DATED, NAMED, ELSE, GRAND, CHAIN, CITED],
  observe(candidateSet, index, out) {
    const pair = candidateSet.pairs[index]!;
    if (candidateSet.child.headers[1]!.length > 0) {
      out.push(FIT, pair.date * NAME_AGREEMENTS.length + pair.name);
      out.push(DATED, pair.date);
      out.push(NAMED, pair.name);
      if (pair.date < DATE.minutes || pair.name < NAME.part) {
        out.push(ELSE, candidateSet.bestDate >= DATE.minutes && candidateSet.bestName >= NAME.part ? 1 : 0);
      }
    }
    if (candidateSet.child.headers[2]!.length > 0) {
      out.push(GRAND, fitOfDeeper(pair) * 2 + (pair.name >= NAME.part && pair.date !== DATE.contradicts ? 1 : 0));
      out.push(CHAIN, pair.chain === 'same' ? 1 : pair.chain === 'other' ? 2 : 0);
    }
    if (pair.cited) out.push(CITED, 0);
  },
  describe(candidateSet, index) {
    const pair = candidateSet.pairs[index]!;
    if (pair.cited) return 'its attribution cites that Message-ID';
    if (candidateSet.child.headers[1]!.length === 0) return '';
    return `the quotation’s heading: ${describeName(pair)}, ${describeDate(pair)}${describeRival(candidateSet, pair)}`;
  },
};

function fitOfDeeper(pair: Pair): number {
  if (pair.grandName < NAME.part || pair.grandDate === DATE.contradicts) return 0;
  return pair.grandDate >= DATE.minutes ? 2 : 1;
}

function describeName(pair: Pair): string {
  if (pair.name === NAME.full) return 'its author is named';
  if (pair.name === NAME.part) return 'its author is named in part';
  return pair.name === NAME.none ? 'nobody is named' : 'somebody else is named';
}

function describeDate(pair: Pair): string {
  if (pair.date === DATE.exact) return 'its time to the minute';
  if (pair.date === DATE.hourShift) return 'its time to the minute in another time zone';
  if (pair.date === DATE.minutes) return 'its time within five minutes';
  if (pair.date === DATE.day) return 'its day';
  return pair.date === DATE.none ? 'no date' : 'another time';
}

function describeRival(candidateSet: CandidateSet, pair: Pair): string {
  if (pair.date >= DATE.minutes && pair.name >= NAME.part) return '';
  return candidateSet.bestDate >= DATE.minutes && candidateSet.bestName >= NAME.part ? '; another message fits' : '';
}

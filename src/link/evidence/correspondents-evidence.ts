import type { CandidateSet } from '../candidate/read-candidate-set.js';
import type { Features } from '../feature/features.js';
import { markOf, SUBJECT_MARKS } from '../feature/subject-mark.js';
import { declareFixed, type ObservationSink } from '../weights/observation.js';
import { type ContentEvidence, quotesNothing } from './content-evidence.js';

/**
 * How the people of two messages relate, if both go to people and not to a list:
 *
 *     candidate   Ada -> Ben        child   Ben -> Ada        each other
 *                 Ada -> Ben                Cy  -> Ada        to its author
 *                 Ada -> Ben, Cy            Ben -> Cy         from whom it addressed, in the circle
 *                 Ada -> Ben                Ben -> Cy         from whom it addressed, to others
 *                 Ada -> Ben                Ada -> Ben        own, in the circle
 *                 Ada -> Ben                Ada -> Cy         own, to others
 *                 Ada -> Ben                Cy  -> Ben        in the circle
 *                 Ada -> Ben                Cy  -> Di         strangers
 */
const RELATIONS = [
  'each other',
  'to its author',
  'from whom it addressed, in the circle',
  'from whom it addressed, to others',
  'own, in the circle',
  'own, to others',
  'in the circle',
  'strangers',
] as const;

/**
 * Mail of 26 custodians among people, no lists: of 19,600 messages the true parent, or that it was not produced, is known from a
 * quotation with name, minute and text; the quotations were hidden and these weights fitted beside all others, at two shares of
 * absent parents (as measured, and 0.12). Fitted on half of the custodians they raise the share of right links under `Re:` on the
 * other half from 0.45 and 0.65 to 0.72 and 0.82, and of those above 0.9 from 0.84 and 0.92 to 0.91 and 0.94. Without a mark there
 * are few parents (53): half of what was fitted, and nothing in favour; more than half (of -1.7) where one writes again to the same
 * people, as machines do.
 *
 * Without a mark they are then set 1 lower: since the weights of lists are drawn more to zero, mail of equal subjects
 * (`tests/cases/link`) would not stay apart otherwise. Not measured anew on that mail.
 * Strangers are set lower than fitted (-0.13, -0.17): 33 of the 35 true ones share a name, being known under two addresses.
 *
 * The script of that fit is lost. `bench/calibrate/direct.mjs` makes such a fit anew, from 10,679 messages of the same mail, beside today's
 * other weights (docs/method.md says what comes of it). It would give more links and more wrong ones (under `Re:` 1,848 of 1,908 above
 * 0.9 are right on the other half of the custodians, with these 1,063 of 1,075), and in favour of messages without a mark, as all that
 * it sees answer something: so these stay.
 */
const RELATION = declareFixed(
  'participants',
  'direct mail',
  [RELATIONS, SUBJECT_MARKS],
  [
    -1.0, 1.73, -0.31, -1.75, -1.83, -2.87, -1.0, -0.29, 1.31, -1.0, -0.44, 2, -2.4, -1.74, -0.69, -1.0, -2.1, -0.25,
    -1.57, -1.91, -1.98, -1.2, -2.8, -0.6,
  ],
);
const CIRCLES = ['whom its reply addresses', 'only who wrote its reply', 'nobody of these'] as const;
/**
 * The same mail: grandparents of 1,016 messages, known from two quotations, against 4,193 other messages of the subject within 30
 * days. Under `Re:` somebody whom the child addresses takes part in 98 % of the grandparents and 80 % of the others.
 */
const CIRCLE = declareFixed(
  'participants',
  'direct mail, further up',
  [CIRCLES, SUBJECT_MARKS],
  [0, 0.2, 0, 0, -2.4, 0.1, 0, -2, -1],
);
/** What direct mail tells of a parent that was not produced: fitted together with `RELATION`. */
export const ABSENT_CORRESPONDENT = declareFixed(
  'prior',
  'absent parent: direct mail',
  [['nobody it addresses wrote', 'somebody it addresses wrote'], SUBJECT_MARKS],
  [0, 2.67, 0.7, 0, -0.45, 0.28],
);

/**
 * Who writes to whom in mail that goes to people: who answers writes to whom he answers. Only where the child quotes nothing:
 * a quotation tells more.
 */
export const correspondentsEvidence: ContentEvidence = {
  kind: 'participants',
  tables: [RELATION, CIRCLE],
  observe(candidateSet, index, out) {
    if (!candidateSet.direct || !quotesNothing(candidateSet)) return;
    if (candidateSet.child.reply !== null) {
      const circle = relateCircle(candidateSet, candidateSet.child.reply, candidateSet.pairs[index]!.candidate);
      if (circle >= 0) out.push(CIRCLE, circle * SUBJECT_MARKS.length + markOf(candidateSet));
      return;
    }
    const relation = relatePeople(candidateSet, candidateSet.pairs[index]!.candidate);
    if (relation !== null)
      out.push(RELATION, RELATIONS.indexOf(relation) * SUBJECT_MARKS.length + markOf(candidateSet));
  },
  describe(candidateSet, index) {
    switch (
      candidateSet.direct && quotesNothing(candidateSet)
        ? relatePeople(candidateSet, candidateSet.pairs[index]!.candidate)
        : null
    ) {
      case 'each other':
        return 'the two write to each other';
      case 'from whom it addressed, to others':
        return 'that message went to its author, but it goes to others';
      case 'own, to others':
        return 'its author sent that message to others';
      case 'strangers':
        return 'the two messages have nobody in common';
      default:
        return '';
    }
  },
};

/**
 * Adds what direct mail tells of a parent that was not produced: where nobody whom the child addresses wrote anything of the
 * subject, what it answers is probably not there.
 */
export function observeAbsentCorrespondent(candidateSet: CandidateSet, out: ObservationSink): void {
  const { recipients, address } = candidateSet.child;
  if (!candidateSet.direct || !quotesNothing(candidateSet) || recipients.length === 0 || address === '') return;
  if (recipients.some((one) => candidateSet.lists.has(one))) return;
  const isThere = candidateSet.pairs.some(
    ({ subject, self, candidate }) =>
      !self && subject !== 'different' && subject !== 'none' && recipients.includes(candidate.address),
  );
  out.push(ABSENT_CORRESPONDENT, (isThere ? SUBJECT_MARKS.length : 0) + markOf(candidateSet));
}

function relatePeople({ child, lists }: CandidateSet, candidate: Features): (typeof RELATIONS)[number] | null {
  const { recipients } = child;
  if (recipients.length === 0 || candidate.recipients.length === 0) return null;
  if (child.address === '' || candidate.address === '') return null;
  if (lists.size > 0 && [...recipients, ...candidate.recipients].some((address) => lists.has(address))) return null;
  const isFromAddressed = candidate.recipients.includes(child.address);
  if (child.address === candidate.address)
    return sharesRecipient(child, candidate) ? 'own, in the circle' : 'own, to others';
  if (recipients.includes(candidate.address)) return isFromAddressed ? 'each other' : 'to its author';
  const inCircle = sharesRecipient(child, candidate);
  if (isFromAddressed) return inCircle ? 'from whom it addressed, in the circle' : 'from whom it addressed, to others';
  return inCircle ? 'in the circle' : 'strangers';
}

/**
 * Who of a reply's people takes part in a message that may stand further up, above a parent that was not produced: an index of
 * `CIRCLES`; -1 where nothing can be said.
 */
function relateCircle({ lists }: CandidateSet, reply: Features, candidate: Features): number {
  if (reply.recipients.length === 0 || candidate.recipients.length === 0 || reply.address === '') return -1;
  if (lists.size > 0 && [...reply.recipients, ...candidate.recipients].some((address) => lists.has(address))) return -1;
  const takesPart = (address: string) => address === candidate.address || candidate.recipients.includes(address);
  if (reply.recipients.slice(0, MOST_RECIPIENTS).some((address) => address !== reply.address && takesPart(address)))
    return 0;
  return takesPart(reply.address) ? 1 : 2;
}

/** Recipients beyond this are not compared: who writes to so many writes to a list. */
const MOST_RECIPIENTS = 50;

function sharesRecipient(child: Features, candidate: Features): boolean {
  const theirs = candidate.recipients.slice(0, MOST_RECIPIENTS);
  return child.recipients.slice(0, MOST_RECIPIENTS).some((address) => theirs.includes(address));
}

import { isEncrypted, isNoteForText } from '../dedupe/hidden-text.js';
import { isOutline } from '../dedupe/outline-copies.js';
import type { ProducedPost } from '../dedupe/produced-post.js';
import { isSameClock } from '../dedupe/same-clock.js';
import { isMoved, isNamedAlike } from '../dedupe/same-header.js';
import { textBelowHeader } from '../dedupe/text-below-header.js';
import { describeTextDifference } from '../dedupe/text-difference.js';
import type { Mailbox, Message } from '../message/message.js';
import { createFinding } from './create-finding.js';
import { type DetailOf, declareFinding } from './declare-finding.js';
import type { Finding } from './finding.js';
import { describePost, type FindingContext } from './finding-context.js';

/** Copies of one message that differ in more than their transport: recipients, Bcc, attachments, body, date. */
export const copiesDiffer = declareFinding({
  kind: 'copies-differ',
  label: 'Copies differ',
  about: 'Copies of one message that are not the same',
  severities: ['notice', 'warning'],
  mark: 'copies differ',
  castsDoubtOn: 'first',
  detail: ({ z }) => {
    const position = z.int().min(0);
    return z.strictObject({
      differences: z.array(
        z.strictObject({
          field: z.enum(['from', 'to', 'cc', 'bcc', 'attachments', 'body', 'date', 'subject']),
          copies: z
            .tuple([position, position])
            .describe('Positions, from 0, in the copies of the post of the two that differ'),
          before: z.string().describe('What the first of the two says'),
          after: z.string().describe('What the second says'),
          what: z
            .array(z.string())
            .optional()
            .describe(
              'For `body`: in what the texts differ, one phrase each: what gateways do by name, a cut, words that one has more',
            ),
        }),
      ),
    });
  },
  find: findDifferingCopies,
});

/** What two copies of one message say differently. */
export type CopiesDifferDetail = DetailOf<typeof copiesDiffer>;

function* findDifferingCopies(context: FindingContext): Generator<Finding> {
  for (const post of context.produced) {
    if (post.copies.length < 2) continue;
    const differences = compareCopies(post, context);
    if (!differences.length) continue;
    const fields = [...new Set(differences.map(({ field }) => field))];
    const only = fields.length === 1 && fields[0] === 'bcc';
    const isWarned =
      only || fields.includes('attachments') || differences.some(({ isExplained }) => isExplained === false);
    const tell = (names: readonly string[], rest = '') =>
      `The ${post.copies.length} copies of ${describePost(post, context)} differ in ${names.join(', ')}${rest}.`;
    const told = {
      severity: isWarned ? ('warning' as const) : ('notice' as const),
      summary: tell(
        fields.map((field) => nameField(field, post, differences)),
        haveNobodyInCommon(post, differences, context) ? APART : '',
      ),
      posts: [post.key],
      origins: post.copies.map((copy) => copy.origin),
      detail: { differences: differences.map(({ isExplained: _, ...difference }) => difference) },
    };
    // The key names the fields alone: it is the same whatever words a later version finds for the difference.
    yield createFinding(copiesDiffer, told, tell(fields.map((field) => nameField(field, post, []))));
  }
}

const APART = '; two of them have no recipient in common: the same may have been sent to each of these';

/** True if two copies went to different people alone: a newsletter, or one text sent twice in a minute. */
function haveNobodyInCommon(
  { copies }: ProducedPost,
  differences: readonly Difference[],
  { identify }: FindingContext,
): boolean {
  return differences.some(({ field, copies: pair }) => {
    if (field !== 'to') return false;
    const [one, other] = pair.map((at) => {
      const { to, cc, bcc } = copies[at]!;
      return [...to, ...cc, ...bcc];
    });
    const people = new Set(other!.map(identify));
    const isAmong = (mailbox: Mailbox) =>
      people.has(identify(mailbox)) || other!.some((second) => isMoved(mailbox, second));
    return one!.length > 0 && other!.length > 0 && !one!.some(isAmong);
  });
}

/** A copy, and its place among the copies. */
interface Told {
  readonly copy: Message;
  readonly at: number;
}

type Field = CopiesDifferDetail['differences'][number]['field'];

/** A difference, and for texts whether what is known to change mail on its way explains it. */
type Difference = CopiesDifferDetail['differences'][number] & { readonly isExplained?: boolean };

function nameField(field: Field, post: ProducedPost, differences: readonly Difference[]): string {
  if (field === 'date') return `date${shiftOf(post)}`;
  const what = field === 'body' ? [...new Set(differences.flatMap((difference) => difference.what ?? []))] : [];
  return what.length ? `${fieldName(field)} (${what.slice(0, MOST_PHRASES).join('; ')})` : fieldName(field);
}

/** Phrases of the sentence; the detail has all. */
const MOST_PHRASES = 4;

/** ` by exactly 12 hours` where an export dated a copy in another zone; else ''. */
function shiftOf({ copies }: ProducedPost): string {
  const times = copies.flatMap((copy) => dateOf(copy)?.time ?? []);
  times.sort((a, b) => a - b);
  const hours = (times.at(-1)! - times[0]!) / 3_600_000;
  return hours >= 1 && Number.isInteger(hours) ? ` by exactly ${hours} hour${hours === 1 ? '' : 's'}` : '';
}

const fieldName = (field: Field) =>
  ({
    from: 'From',
    to: 'To',
    cc: 'Cc',
    bcc: 'Bcc',
    attachments: 'attachments',
    body: 'body',
    date: 'date',
    subject: 'subject',
  })[field];

function compareCopies(post: ProducedPost, context: FindingContext): readonly Difference[] {
  const all = post.copies.map((copy, at) => ({ copy, at }));
  // What a list or a note beside the mail tells of it is less, and no other text.
  const told = all.filter(({ copy }) => !isOutline(copy));
  const [{ copy: first, at: firstAt }, ...others] = (told.length ? told : all) as [Told, ...Told[]];
  const people = (mailboxes: readonly Mailbox[]) => [...new Set(mailboxes.map(context.identify))].sort().join(' ');
  const show = (mailboxes: readonly Mailbox[]) => mailboxes.map(({ name, address }) => name || address).join(', ');
  const differences: Difference[] = [];
  for (const { copy: other, at } of others) {
    const add = (field: CopiesDifferDetail['differences'][number]['field'], before: string, after: string) =>
      differences.push({ field, copies: [firstAt, at], before, after });
    const from = [first, other].map((copy) => (copy.from ? [copy.from] : []));
    const toldOf = tellsNobody(first) || tellsNobody(other) ? [] : (['to', 'cc', 'bcc'] as const);
    if (toldOf.length && addressOf(first) !== addressOf(other) && !isNamedAlike(from[0]![0], from[1]![0]))
      add('from', show(from[0]!), show(from[1]!));
    for (const role of toldOf) {
      if (people(first[role]) !== people(other[role])) add(role, show(first[role]), show(other[role]));
    }
    const isCipher = isEncrypted(first) !== isEncrypted(other);
    const isNote = isNoteForText(first) !== isNoteForText(other);
    if (!isCipher && attachmentsOf(first) !== attachmentsOf(other)) add('attachments', namesOf(first), namesOf(other));
    const texts = [first, other].map((copy) => textBelowHeader(copy));
    const isRead = first.body !== null && other.body !== null && texts[0] !== texts[1];
    const bodies = isRead ? texts.map((text) => text.replace(/\s+/g, '')) : [];
    if (bodies[0] !== bodies[1]) {
      const { phrases, isExplained } = isCipher
        ? { phrases: [isEncrypted(first) ? 'the first is encrypted' : 'the second is encrypted'], isExplained: true }
        : isNote
          ? {
              phrases: [`the ${isNoteForText(first) ? 'first' : 'second'} holds a note in its place`],
              isExplained: true,
            }
          : describeTextDifference(texts[0]!, texts[1]!);
      const [before, after] = bodies.map((body) => `${body.length} characters`);
      differences.push({
        field: 'body',
        copies: [firstAt, at],
        before: before!,
        after: after!,
        what: phrases,
        isExplained,
      });
    }
    const dates = [dateOf(first), dateOf(other)] as const;
    const [minute, otherMinute] = dates.map((date) => date && Math.floor(date.time / 60_000));
    const isSame = dates[0] !== null && dates[1] !== null && isSameClock(dates[0], dates[1]);
    if (minute !== otherMinute && !isSame) add('date', dates[0]?.raw ?? '', dates[1]?.raw ?? '');
    if (first.subject.text !== other.subject.text) add('subject', first.subject.text, other.subject.text);
  }
  return differences;
}

/** The line above a message in a mailbox is no date of its own. */
const dateOf = ({ date }: Message) => (date?.source === 'from-line' ? null : date);

/** True for a form that leaves senders and recipients to the mail around it, such as a winmail.dat saved out of it. */
const tellsNobody = ({ from, to, cc, bcc, headers }: Message) =>
  from === null && headers.text === '' && to.length + cc.length + bcc.length === 0;

const addressOf = ({ from }: Message) => (from ? (from.address || from.name).toLowerCase() : '');
const attachmentsOf = (message: Message) =>
  message.attachments
    .map(({ sha256 }) => sha256)
    .sort()
    .join(' ');
const namesOf = (message: Message) =>
  message.attachments.map(({ name, sha256 }) => name ?? sha256.slice(0, 12)).join(', ') || '(none)';

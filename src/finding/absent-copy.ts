import type { ProducedPost } from '../dedupe/produced-post.js';
import { recalledBy } from '../link/evidence/about/recall-evidence.js';
import { originsOf, senderOf } from '../link/post/post-facts.js';
import type { Mailbox, Message } from '../message/message.js';
import { isAutomaticAnswer } from './automatic-mail.js';
import { createFinding } from './create-finding.js';
import { type DetailOf, declareFinding } from './declare-finding.js';
import type { Finding } from './finding.js';
import { custodiansOf, describePost, expectedHolders, type FindingContext } from './finding-context.js';
import { isNamedHolder } from './holder/further-custodians.js';
import type { Holder } from './holder/holders.js';
import { nameSome } from './name-some.js';

/** Messages sent to or from a custodian whose production covers that time and lacks them, and every other version of them. */
export const absentCopy = declareFinding({
  kind: 'absent-copy',
  label: 'Absent copy',
  about: "A message that a custodian's production of that time should hold and lacks",
  severities: ['info', 'notice'],
  mark: 'copy absent',
  castsDoubtOn: 'first',
  detail: ({ z, time }) =>
    z.strictObject({
      custodian: z.string().describe('Whose production lacks it'),
      role: z
        .enum(['sender', 'to', 'cc', 'bcc', 'answered', 'open'])
        .describe(
          "How the custodian's person takes part in the message; `open` where it stays open who that is, and each of those takes another part",
        ),
      coverage: z
        .tuple([time, time])
        .describe("First and last date of the custodian's production, but for a few messages cut off by a long gap"),
      producedBy: z.array(z.string()).describe('The custodians who produced it'),
    }),
  find: findAbsentCopies,
});

/** A message that is absent from a production that should hold it. */
export type AbsentCopyDetail = DetailOf<typeof absentCopy>;

type Role = AbsentCopyDetail['role'];

function* findAbsentCopies(context: FindingContext): Generator<Finding> {
  const failedFor = findFailures(context);
  const attachedBy = findAttached(context);
  const due = context.produced.flatMap((post) => {
    // What a calendar takes up or a program answers stays in no folder of mail: Outlook deletes an invitation once it is answered.
    const holders = isAboutMeeting(post) ? [] : expectedHolders(post, context);
    if (!holders.length) return [];
    const producedBy = custodiansOf(post);
    return [
      { post, holders, producedBy, held: [...producedBy, ...context.versions.heldBy(post), ...attachedBy(post)] },
    ];
  });
  const isOnce = isEachHandedOverOnce(due);
  for (const { post, holders, producedBy, held } of due) {
    const recalled = isRecalled(post, context);
    for (const { custodian, people, coverage, lacksSent, lacksReceived } of holders) {
      if (held.includes(custodian) || isHeldBy(people, held, context) || isNamedHolder(post, custodian)) continue;
      const roles = new Set(people.map((person) => roleOf(person, post, context)));
      const role = roles.size === 1 ? [...roles][0]! : 'open';
      if (role !== 'sender' && people.every((person) => failedFor(person, post))) continue;
      // What a program answers for somebody lies in no folder of his.
      if (role === 'sender' && isAutomaticAnswer(post)) continue;
      const lacksAll = role === 'sender' ? lacksSent : role !== 'open' && role !== 'answered' && lacksReceived;
      const isTakenBack = recalled && role !== 'sender';
      const scope = lacksAll
        ? `, and that production holds nothing that they ${role === 'sender' ? 'sent' : 'received'}`
        : isTakenBack
          ? ', and its sender recalled it'
          : isOnce
            ? ', and no message that two custodians should hold was produced by both: each may have been handed over once'
            : '';
      const detail: AbsentCopyDetail = {
        custodian,
        role,
        coverage: [new Date(coverage[0]).toISOString(), new Date(coverage[1]).toISOString()],
        producedBy,
      };
      yield createFinding(absentCopy, {
        severity: role === 'cc' || scope !== '' ? 'info' : 'notice',
        summary: `${describePost(post, context)} is absent from the production of ${custodian}, ${tellRole(role, people, post, context)}${scope}; ${producedBy.join(', ') || 'another source'} produced it.`,
        posts: [post.key],
        origins: originsOf(post),
        detail,
      });
    }
  }
}

/** Messages that two custodians should hold before it tells anything that none lies with both. */
const LEAST_DUE_TWICE = 5;

/** True where no message lies with two of the custodians who should hold it: exports leave out what another custodian's holds already. */
function isEachHandedOverOnce(due: readonly { holders: readonly Holder[]; held: readonly string[] }[]): boolean {
  let dueTwice = 0;
  for (const { holders, held } of due) {
    const where = new Set(held);
    if (where.size > 1) return false;
    if (holders.length > 1 && where.size === 1) dueTwice++;
  }
  return dueTwice >= LEAST_DUE_TWICE;
}

const isAboutMeeting = ({ copies }: ProducedPost) => copies.some(({ meeting }) => meeting !== undefined);

/** True where its sender asked a server to take it out of mailboxes again. */
function isRecalled(post: ProducedPost, { childrenOf, identify }: FindingContext): boolean {
  const sender = senderOf(post);
  return (
    sender !== null &&
    childrenOf(post.key).some((child) => {
      const by = senderOf(child);
      return (
        child.kind === 'produced' &&
        by !== null &&
        identify(by) === identify(sender) &&
        recalledBy(child.message) !== null
      );
    })
  );
}

/** Tells whether a server reported that a message did not reach a person. */
function findFailures({ produced, identify }: FindingContext): (person: string, post: ProducedPost) => boolean {
  const failed = new Set<string>();
  for (const { message } of produced)
    for (const { action, about, recipient } of message.receipts ?? [])
      if (action === 'failed' && about !== null) failed.add(`${about} ${identify(recipient)}`);
  return (person, { copies }) =>
    copies.some(({ messageId }) => messageId !== null && failed.has(`${messageId} ${person}`));
}

/** Tells who handed a message over as a file that hangs on another: by its id, or by its sender, subject and minute. */
function findAttached({ produced, identify }: FindingContext): (post: ProducedPost) => readonly string[] {
  const labelsOf = ({ messageId, from, date, subject }: Message) => [
    ...(messageId === null ? [] : [messageId.toLowerCase()]),
    ...(from === null || date === null ? [] : [`${identify(from)} ${Math.floor(date.time / 60_000)} ${subject.base}`]),
  ];
  const found = new Map<string, Set<string>>();
  for (const { copies } of produced)
    for (const copy of copies) {
      const open = copy.custodian === null ? [] : [...copy.embedded];
      for (let next = open.pop(); next; next = open.pop()) {
        for (const label of labelsOf(next)) found.set(label, (found.get(label) ?? new Set()).add(copy.custodian!));
        open.push(...next.embedded);
      }
    }
  return ({ copies }) =>
    found.size === 0 ? [] : copies.flatMap((copy) => labelsOf(copy).flatMap((label) => [...(found.get(label) ?? [])]));
}

/** True if the person produced it from another mailbox: one may have two, each a custodian. */
function isHeldBy(people: readonly string[], custodians: readonly string[], { holders }: FindingContext): boolean {
  const [person] = people;
  return holders.some(
    (holder) =>
      custodians.includes(holder.custodian) &&
      people.length === 1 &&
      holder.people.length === 1 &&
      holder.people[0] === person,
  );
}

function roleOf(person: string, post: ProducedPost, { identify }: FindingContext): Role {
  const is = (mailboxes: readonly Mailbox[]) => mailboxes.some((mailbox) => identify(mailbox) === person);
  const sender = senderOf(post);
  if (sender && is([sender])) return 'sender';
  const roles = ['to', 'cc', 'bcc'] as const;
  return roles.find((role) => post.copies.some((copy) => is(copy[role]))) ?? 'answered';
}

function tellRole(role: Role, people: readonly string[], post: ProducedPost, context: FindingContext): string {
  switch (role) {
    case 'sender':
      return tellSending(post, context);
    case 'answered':
      return 'who answered it';
    case 'open':
      return `whose mail it is stays open between ${nameSome(people, MOST_NAMED, ' and ', (id) => context.personById(id)?.name ?? id)}, each of whom sent or got it`;
    default:
      return `a recipient (${role})`;
  }
}

/** What somebody else sent in a name may lie in the mail of that one alone. */
function tellSending({ copies }: ProducedPost, { identify, nameOf }: FindingContext): string {
  for (const { from, sender } of copies)
    if (from !== null && sender !== null && identify(sender) !== identify(from) && nameOf(sender) !== nameOf(from))
      return `in whose name ${nameOf(sender)} sent it`;
  return 'who sent it';
}

/** People that the sentence names. */
const MOST_NAMED = 4;

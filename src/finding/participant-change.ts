import { datesAgree } from '../date/date-agreement.js';
import type { Post } from '../link/post/post.js';
import { originsOf, recipientFields, senderOf, sendingOf, timeOf } from '../link/post/post-facts.js';
import { tellsOfWithholding } from '../message/address/withheld-person.js';
import { fieldsNamed } from '../message/header-text.js';
import type { Mailbox } from '../message/message.js';
import { isWithheldIn } from '../message/withheld-fields.js';
import { linkedPosts } from '../thread/thread.js';
import { isAutomaticAnswer } from './automatic-mail.js';
import { isTakeover } from './contradicting-evidence.js';
import { createFinding } from './create-finding.js';
import { type DetailOf, declareFinding } from './declare-finding.js';
import type { Finding } from './finding.js';
import { describePost, type FindingContext, participantsOf } from './finding-context.js';
import { nameSome } from './name-some.js';
import { isRestOfList, mayBeOneParticipant, type NameWords, nameWords } from './same-participant.js';

/** Who was added, dropped, or moved to Cc or Bcc at a step, and the first appearance of an outside domain in a thread. */
export const participantChange = declareFinding({
  kind: 'participant-change',
  label: 'Participants changed',
  about: 'Who was added, left out or moved at a step of a thread',
  severities: ['info', 'notice'],
  detail: ({ z, mailbox, mailboxes }) => {
    const role = z.enum(['from', 'to', 'cc', 'bcc']);
    return z.strictObject({
      added: mailboxes,
      dropped: mailboxes,
      moved: z.array(z.strictObject({ mailbox, from: role, to: role })),
      newDomains: z.array(z.string()).describe('Domains that no earlier post of the thread had'),
    });
  },
  find: findParticipantChanges,
});

/** Who takes part otherwise than in the message that is answered. */
export type ParticipantChangeDetail = DetailOf<typeof participantChange>;

type Role = 'from' | 'to' | 'cc' | 'bcc';
type Roster = Map<string, { readonly mailbox: Mailbox; readonly role: Role }>;

function* findParticipantChanges(context: FindingContext): Generator<Finding> {
  const house = houseOf(context);
  for (const thread of context.threads) {
    const domains = new Set<string>();
    const wordsOf = nameWords();
    for (const { post, parent } of linkedPosts(thread)) {
      const roster = rosterOf(post, context);
      const present = new Set([...roster.values()].flatMap(({ mailbox }) => domainsOf(mailbox, context)));
      const fresh = [...present].filter((domain) => domain !== house && !domains.has(domain));
      const before = parent ? rosterOf(parent, context) : null;
      if (
        parent &&
        before &&
        !isAutomaticAnswer(post) &&
        sendingOf(post)?.as !== 'draft' &&
        !isWrittenBefore(post, parent) &&
        hasRecipients(parent) &&
        hasRecipients(post) &&
        !isTakeover(post, parent, context) &&
        !isOfOtherSending(post, parent, before, context)
      ) {
        const detail = compareRosters(
          before,
          roster,
          fresh,
          context,
          wordsOf,
          opennessOf(parent, post, context),
          [sendingFor(parent), sendingFor(post)],
          namedAside(parent),
          [isPartlyWithheld(parent, context), isPartlyWithheld(post, context)],
        );
        if (detail) yield report(post, parent, detail, context);
      }
      for (const domain of fresh) domains.add(domain);
    }
  }
}

/** Two clocks without zones differ by at most that. */
const FARTHEST_ZONE = 14 * 3_600_000;

/** True where a message is dated before the one it stands under, whatever the zones: a paste that somebody answered beside is no answer to it. */
function isWrittenBefore(post: Post, parent: Post): boolean {
  const [time, above] = [timeOf(post), timeOf(parent)];
  return time !== null && above !== null && above - time > FARTHEST_ZONE;
}

/**
 * True where who is no participant of the message above quotes its text under another day: one text went to several people, each in a mail of its
 * own, and this answers another of these.
 */
function isOfOtherSending(
  post: Post,
  parent: Post,
  before: Roster,
  { splits, originals, identify }: FindingContext,
): boolean {
  const sender = senderOf(post);
  if (parent.kind !== 'produced' || parent.message.date === null || sender === null || before.has(identify(sender)))
    return false;
  const { time, offset, precision } = parent.message.date;
  return (splits.get(post.key)?.embedded ?? []).some(
    ({ header: { date } }, at) =>
      date !== null &&
      originals.get(post.key)?.[at] === parent.key &&
      datesAgree(date, time, offset, precision === 'day').grade === 'none',
  );
}

/** The domain that more than half of the mail was sent from: whoever writes from there comes from inside. */
function houseOf({ produced }: FindingContext): string | null {
  const sent = new Map<string, number>();
  for (const { message } of produced) {
    const domain = message.from ? domainOf(message.from) : '';
    if (domain) sent.set(domain, (sent.get(domain) ?? 0) + 1);
  }
  for (const [domain, count] of sent) if (2 * count > produced.length) return domain;
  return null;
}

const hasRecipients = (post: Post) => {
  const { to, cc, bcc } = recipientFields(post);
  return to.length + cc.length + bcc.length > 0;
};

function rosterOf(post: Post, context: FindingContext): Roster {
  const roster: Roster = new Map();
  const sides = post.kind === 'produced' ? post.copies : [recipientFields(post)];
  const add = (mailboxes: readonly Mailbox[], role: Role) => {
    for (const mailbox of mailboxes) {
      const person = context.identify(mailbox);
      if (!roster.has(person)) roster.set(person, { mailbox, role });
    }
  };
  const sender = senderOf(post);
  if (sender) add([sender], 'from');
  for (const side of sides) {
    add(side.to, 'to');
    add(side.cc, 'cc');
    add(side.bcc, 'bcc');
  }
  return roster;
}

/** True where somebody who took part is not told: whoever is named on the other side may be the one. */
function isPartlyWithheld(post: Post, { placeOf }: FindingContext): boolean {
  if (senderOf(post) === null) return true;
  if (post.kind === 'produced') return post.copies.some((copy) => isWithheldIn(copy, /^(?:from|to|cc|bcc)$/i));
  if (post.kind !== 'recovered') return false;
  return post.recovered.witnesses.some(({ post: key, header }) => {
    const witness = placeOf.get(key)?.post;
    const body = witness?.kind === 'produced' ? witness.message.body : null;
    return tellsOfWithholding(body?.text.slice(header.start, header.end) ?? '');
  });
}

/** Whether a list, or another mailbox that sends nothing itself, got the message that is answered; and whether it got both. */
interface Openness {
  readonly asked: boolean;
  readonly both: boolean;
}

function opennessOf(parent: Post, post: Post, context: FindingContext): Openness {
  const silent = (of: Post) => {
    const sender = senderOf(of);
    const people = new Set(
      participantsOf(of)
        .filter((mailbox) => !context.timesOf(mailbox).length)
        .map(context.identify),
    );
    if (sender) people.delete(context.identify(sender));
    return people;
  };
  const got = silent(parent);
  // Who addresses nobody but himself sends blind copies.
  const isToHimself = new Set(participantsOf(parent).map(context.identify)).size === 1;
  return { asked: got.size > 0 || isToHimself, both: [...silent(post)].some((person) => got.has(person)) };
}

function compareRosters(
  before: Roster,
  after: Roster,
  fresh: readonly string[],
  { nameOf }: FindingContext,
  wordsOf: (mailbox: Mailbox) => NameWords,
  isOpen: Openness,
  [sentBefore, sentAfter]: readonly [readonly Mailbox[], readonly Mailbox[]],
  isNamedAside: (name: string) => boolean,
  [isWithheldBefore, isWithheldAfter]: readonly [boolean, boolean],
): ParticipantChangeDetail | null {
  // One address is one mailbox, whoever it is said to be on either side: `Harbour board <board@quay.example>` is `board@quay.example`.
  const [atBefore, atAfter] = [before, after].map(rolesByAddress);
  const roleIn = (side: Roster, at: ReadonlyMap<string, Role>, person: string, { address }: Mailbox) =>
    side.get(person)?.role ?? (address ? at.get(address.toLowerCase()) : undefined);
  const only = (side: Roster, other: Roster, at: ReadonlyMap<string, Role>) =>
    [...side].filter(([person, { mailbox }]) => !roleIn(other, at, person, mailbox)).map(([, { mailbox }]) => mailbox);
  // Whom one side names without an address and the other with one may be two people to who is who, and one to a reader.
  const bare = (mailbox: Mailbox) => nameOf(mailbox).toLowerCase();
  const without = (mailboxes: readonly Mailbox[], others: readonly Mailbox[]) => {
    if (mailboxes.length === 0) return mailboxes;
    const names = new Set(others.map(bare));
    return mailboxes.filter(
      (mailbox) =>
        !isRestOfList(mailbox) &&
        !names.has(bare(mailbox)) &&
        !others.slice(0, MOST_COMPARED).some((other) => mayBeOneParticipant(mailbox, other, wordsOf)),
    );
  };
  const sideOf = (side: Roster) => [...side.values()].map(({ mailbox }) => mailbox);
  const isOpenBefore = isWithheldBefore || sideOf(before).some(isRestOfList);
  const isOpenAfter = isWithheldAfter || sideOf(after).some(isRestOfList);
  // By a list both may get what neither is named for: its reader is not added, and the author who wrote to it not left out.
  const sendsIt = (side: Roster) =>
    [...side.values()].flatMap(({ mailbox, role }) => (role === 'from' ? [mailbox] : []));
  const more = only(after, before, atBefore!).filter((mailbox) => !(isOpen.asked && sendsIt(after).includes(mailbox)));
  const less = only(before, after, atAfter!).filter((mailbox) => !(isOpen.both && sendsIt(before).includes(mailbox)));
  // Of a list that a page cut, or of which names are withheld, nobody is known to be missing.
  const added = isOpenBefore
    ? []
    : without(more, [...sideOf(before), ...sentBefore]).filter((mailbox) => !isNamedAside(nameOf(mailbox)));
  const dropped = isOpenAfter ? [] : without(less, [...sideOf(after), ...sentAfter]);
  const moved = [...after].flatMap(([person, { mailbox, role }]) => {
    const was = roleIn(before, atBefore!, person, mailbox);
    return was && was !== role && was !== 'from' && role !== 'from' ? [{ mailbox, from: was, to: role }] : [];
  });
  const newDomains = fresh.filter((domain) => added.some((mailbox) => domainOf(mailbox) === domain));
  if (!added.length && !dropped.length && !moved.length) return null;
  return { added, dropped, moved, newDomains };
}

/** Who sent a message for its author, by its Sender field: no participant of its own, and not absent from it. */
const sendingFor = (post: Post): readonly Mailbox[] =>
  post.kind === 'produced' ? post.copies.flatMap(({ sender }) => sender ?? []) : [];

/** How each address of a side takes part, lower case. */
const rolesByAddress = (side: Roster): ReadonlyMap<string, Role> =>
  new Map(
    [...side.values()].flatMap(({ mailbox: { address }, role }) => (address ? [[address.toLowerCase(), role]] : [])),
  );

// QUIRK: an export wrote `To: 40ect@enron.example` and left the name in `X-To: 'Ada Lind/TOR/ECT@ECT'`: who stands there was named.
function namedAside(post: Post): (name: string) => boolean {
  if (post.kind !== 'produced') return () => false;
  const aside = post.copies.flatMap(({ headers }) => fieldsNamed(headers, /^x-(?:to|cc|bcc)$/i));
  if (aside.length === 0) return () => false;
  const known = new Set(aside.flatMap(({ value }) => value.toLowerCase().match(/\p{L}+/gu) ?? []));
  return (name) => {
    const words = name.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
    return words.length >= 2 && words.every((word) => known.has(word));
  };
}

/** Participants whose names are compared letter by letter with each that changed. */
const MOST_COMPARED = 300;
/** People that the sentence names; the detail names all. */
const MOST_NAMED = 20;

function report(post: Post, parent: Post, detail: ParticipantChangeDetail, context: FindingContext): Finding {
  const names = (mailboxes: readonly Mailbox[]) => nameSome(mailboxes, MOST_NAMED, ', ', context.nameOf);
  const sender = senderOf(post);
  const others = detail.added.filter((mailbox) => mailbox !== sender);
  const parts = [
    others.length < detail.added.length ? 'comes from somebody who is named in no field of what it answers' : '',
    others.length ? `adds ${names(others)}` : '',
    detail.dropped.length ? `leaves out ${names(detail.dropped)}` : '',
    ...detail.moved
      .slice(0, MOST_NAMED)
      .map(({ mailbox, to }) => `moves ${names([mailbox])} to ${{ from: 'From', to: 'To', cc: 'Cc', bcc: 'Bcc' }[to]}`),
    detail.moved.length > MOST_NAMED ? `moves ${detail.moved.length - MOST_NAMED} more` : '',
  ].filter(Boolean);
  const outside = detail.newDomains.length
    ? `; first time in this thread: ${nameSome(detail.newDomains, MOST_NAMED, ', ', String)}`
    : '';
  return createFinding(participantChange, {
    severity: detail.newDomains.length || detail.moved.some(({ to }) => to === 'bcc') ? 'notice' : 'info',
    summary: `${describePost(post, context)} ${parts.join(' and ')}${outside}.`,
    posts: [post.key, parent.key],
    origins: [...originsOf(post).slice(0, 1), ...originsOf(parent).slice(0, 1)],
    detail,
  });
}

/** The domain of an address; of a bare name those of the addresses that the person is known by. */
function domainsOf(mailbox: Mailbox, { personById, identify }: FindingContext): readonly string[] {
  const own = domainOf(mailbox);
  if (own) return [own];
  const known = personById(identify(mailbox))?.addresses ?? [];
  return known.map((address) => domainOf({ name: '', address })).filter(Boolean);
}

/** `"Ann@Quay.example"` → `"quay.example"`; '' where there is none: `Ann Roe/HOU/ECT@ECT` names no domain. */
function domainOf({ address }: Mailbox): string {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return domain.length < address.length && domain.includes('.') ? domain : '';
}

import type { Post } from '../link/post.js';
import { originsOf, recipientFields, senderOf } from '../link/post-facts.js';
import type { Mailbox } from '../message/message.js';
import { isTakeover } from './contradicting-evidence.js';
import { createFinding } from './create-finding.js';
import type { Finding } from './finding.js';
import { describePost, type FindingContext } from './finding-context.js';
import { nameSome } from './name-some.js';

/** Who takes part otherwise than in the message that is answered. */
export interface ParticipantChangeDetail {
  readonly added: readonly Mailbox[];
  readonly dropped: readonly Mailbox[];
  readonly moved: readonly { readonly mailbox: Mailbox; readonly from: Role; readonly to: Role }[];
  /** Domains that take part in this thread from here on and that no earlier post of it had. */
  readonly newDomains: readonly string[];
}

type Role = 'from' | 'to' | 'cc' | 'bcc';
type Roster = Map<string, { readonly mailbox: Mailbox; readonly role: Role }>;

/** Who was added, dropped, or moved to Cc or Bcc at a step, and the first appearance of an outside domain in a thread. */
export function* findParticipantChanges(context: FindingContext): Generator<Finding> {
  for (const thread of context.threads) {
    const domains = new Set<string>();
    for (const { post, link } of thread.posts) {
      const roster = rosterOf(post, context);
      const fresh = [...new Set([...roster.values()].map(({ mailbox }) => domainOf(mailbox)))].filter(
        (domain) => domain && !domains.has(domain),
      );
      const parent = link ? context.placeOf.get(link.parent)?.post : undefined;
      const before = parent ? rosterOf(parent, context) : null;
      if (parent && before && hasRecipients(parent) && hasRecipients(post) && !isTakeover(post, parent, context)) {
        const detail = compareRosters(before, roster, fresh);
        if (detail) yield report(post, parent, detail, context);
      }
      for (const domain of fresh) domains.add(domain);
    }
  }
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

function compareRosters(before: Roster, after: Roster, fresh: readonly string[]): ParticipantChangeDetail | null {
  const added = [...after].filter(([person]) => !before.has(person)).map(([, { mailbox }]) => mailbox);
  const dropped = [...before].filter(([person]) => !after.has(person)).map(([, { mailbox }]) => mailbox);
  const moved = [...after].flatMap(([person, { mailbox, role }]) => {
    const was = before.get(person)?.role;
    return was && was !== role && was !== 'from' && role !== 'from' ? [{ mailbox, from: was, to: role }] : [];
  });
  const newDomains = fresh.filter((domain) => added.some((mailbox) => domainOf(mailbox) === domain));
  if (!added.length && !dropped.length && !moved.length) return null;
  return { added, dropped, moved, newDomains };
}

/** People that the sentence names; the detail names all. */
const MOST_NAMED = 20;

function report(post: Post, parent: Post, detail: ParticipantChangeDetail, context: FindingContext): Finding {
  const names = (mailboxes: readonly Mailbox[]) => nameSome(mailboxes, MOST_NAMED, ', ', context.nameOf);
  const parts = [
    detail.added.length ? `adds ${names(detail.added)}` : '',
    detail.dropped.length ? `leaves out ${names(detail.dropped)}` : '',
    ...detail.moved
      .slice(0, MOST_NAMED)
      .map(({ mailbox, to }) => `moves ${names([mailbox])} to ${{ from: 'From', to: 'To', cc: 'Cc', bcc: 'Bcc' }[to]}`),
    detail.moved.length > MOST_NAMED ? `moves ${detail.moved.length - MOST_NAMED} more` : '',
  ].filter(Boolean);
  const outside = detail.newDomains.length
    ? `; first time in this thread: ${nameSome(detail.newDomains, MOST_NAMED, ', ', String)}`
    : '';
  return createFinding({
    kind: 'participant-change',
    severity: detail.newDomains.length || detail.moved.some(({ to }) => to === 'bcc') ? 'notice' : 'info',
    summary: `${describePost(post, context)} ${parts.join(' and ')}${outside}.`,
    posts: [post.key, parent.key],
    origins: [...originsOf(post).slice(0, 1), ...originsOf(parent).slice(0, 1)],
    detail,
  });
}

const domainOf = ({ address }: Mailbox) =>
  address.includes('@') ? address.slice(address.lastIndexOf('@') + 1).toLowerCase() : '';

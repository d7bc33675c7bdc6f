import { originsOf, recipientFields, senderOf } from '../link/post/post-facts.js';
import { createFinding } from './create-finding.js';
import type { Finding } from './finding.js';
import { custodiansOf, describePost, expectedHolders, type FindingContext } from './finding-context.js';

/** A message that is absent from a production that should hold it. */
export interface AbsentCopyDetail {
  readonly custodian: string;
  /** How the custodian's person takes part in the message. */
  readonly role: 'sender' | 'to' | 'cc' | 'bcc';
  /** First and last date of the custodian's production, ISO 8601 in UTC. */
  readonly coverage: readonly [string, string];
  readonly producedBy: readonly string[];
}

/** Messages sent to or from a custodian whose production covers that time and lacks them. */
export function* findAbsentCopies(context: FindingContext): Generator<Finding> {
  for (const post of context.produced) {
    const producedBy = custodiansOf(post);
    for (const { custodian, person, coverage } of expectedHolders(post, context)) {
      if (producedBy.includes(custodian)) continue;
      const is = (mailboxes: readonly { name: string; address: string }[]) =>
        mailboxes.some((mailbox) => context.identify(mailbox) === person);
      const sender = senderOf(post);
      const { to, cc } = recipientFields(post);
      const role: AbsentCopyDetail['role'] = sender && is([sender]) ? 'sender' : is(to) ? 'to' : is(cc) ? 'cc' : 'bcc';
      const detail: AbsentCopyDetail = {
        custodian,
        role,
        coverage: [new Date(coverage[0]).toISOString(), new Date(coverage[1]).toISOString()],
        producedBy,
      };
      yield createFinding({
        kind: 'absent-copy',
        severity: role === 'cc' ? 'info' : 'notice',
        summary: `${describePost(post, context)} is absent from the production of ${custodian}, ${role === 'sender' ? 'who sent it' : `a recipient (${role})`}; ${producedBy.join(', ') || 'another source'} produced it.`,
        posts: [post.key],
        origins: originsOf(post),
        detail,
      });
    }
  }
}

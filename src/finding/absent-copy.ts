import { originsOf, recipientFields, senderOf } from '../link/post/post-facts.js';
import { createFinding } from './create-finding.js';
import { type DetailOf, declareFinding } from './declare-finding.js';
import type { Finding } from './finding.js';
import { custodiansOf, describePost, expectedHolders, type FindingContext } from './finding-context.js';

/** Messages sent to or from a custodian whose production covers that time and lacks them. */
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
      role: z.enum(['sender', 'to', 'cc', 'bcc']).describe("How the custodian's person takes part in the message"),
      coverage: z.tuple([time, time]).describe("First and last date of the custodian's production"),
      producedBy: z.array(z.string()).describe('The custodians who produced it'),
    }),
  find: findAbsentCopies,
});

/** A message that is absent from a production that should hold it. */
export type AbsentCopyDetail = DetailOf<typeof absentCopy>;

function* findAbsentCopies(context: FindingContext): Generator<Finding> {
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
      yield createFinding(absentCopy, {
        severity: role === 'cc' ? 'info' : 'notice',
        summary: `${describePost(post, context)} is absent from the production of ${custodian}, ${role === 'sender' ? 'who sent it' : `a recipient (${role})`}; ${producedBy.join(', ') || 'another source'} produced it.`,
        posts: [post.key],
        origins: originsOf(post),
        detail,
      });
    }
  }
}

import type { MissingMessageDetail } from '../../finding/missing-message/missing-message.js';

/** Why a missing message is expected from nobody, in the words of the list and of the page. */
export const WHY_NOBODY: Readonly<Record<NonNullable<MissingMessageDetail['whyNoHolder']>, string>> = {
  'no-custodian-named': 'no custodian was named',
  'no-custodian-took-part': 'none of the custodians named',
  'perhaps-had': 'nobody for certain',
  'topic-mark': 'nobody: the id reads like the mark of a ticket or a topic',
  'perhaps-produced': 'nobody: a message that was produced without an id of its own, or not whole, may be the one',
};

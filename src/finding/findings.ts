import { absentCopy } from './absent-copy.js';
import { alteredQuote } from './altered-quote/altered-quote.js';
import { clockContradiction } from './clock-contradiction.js';
import { contradictingEvidence } from './contradicting-evidence.js';
import { copiesDiffer } from './copies-differ.js';
import { inclusive } from './inclusive.js';
import { missingMessage } from './missing-message/missing-message.js';
import { nearDuplicate } from './near-duplicate.js';
import { participantChange } from './participant-change.js';
import { sameSubjectSplit } from './same-subject-split.js';
import { sharedMessageId } from './shared-message-id.js';

/** Every kind of finding, in the order in which they are told. A new kind is one file and one line here. */
export const FINDINGS = [
  alteredQuote,
  missingMessage,
  absentCopy,
  copiesDiffer,
  nearDuplicate,
  sharedMessageId,
  clockContradiction,
  contradictingEvidence,
  sameSubjectSplit,
  participantChange,
  inclusive,
] as const;

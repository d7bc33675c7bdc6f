import { meetingEvidence } from './evidence/about/meeting-evidence.js';
import { recallEvidence } from './evidence/about/recall-evidence.js';
import type { EvidenceReader } from './evidence/evidence-source.js';
import { inReplyToEvidence } from './evidence/header/in-reply-to.js';
import { providerThreadEvidence } from './evidence/header/provider-thread.js';
import { referencesEvidence } from './evidence/header/references.js';
import { threadIndexEvidence } from './evidence/header/thread-index-evidence.js';
import { timeEvidence } from './evidence/header/time-evidence.js';

/** The kinds of evidence in headers, in the order in which explanations list them. A new one is one file and one line here; a new name of a kind stands in `evidence.ts` too. */
export const EVIDENCE_READERS: readonly EvidenceReader[] = [
  inReplyToEvidence,
  referencesEvidence,
  threadIndexEvidence,
  providerThreadEvidence,
  meetingEvidence,
  recallEvidence,
  timeEvidence,
];

import type { CandidateSet } from '../candidate/read-candidate-set.js';
import type { ObservationSink, ObservationTable } from '../weights/observation.js';
import { attachmentEvidence } from './attachment-evidence.js';
import { attributionEvidence } from './attribution-evidence.js';
import type { ContentEvidence } from './content-evidence.js';
import { conversationEvidence } from './conversation-evidence.js';
import { ABSENT_CORRESPONDENT, correspondentsEvidence } from './correspondents-evidence.js';
import { CUSTOMS_TABLES, customsEvidence } from './customs-evidence.js';
import { lagEvidence } from './lag-evidence.js';
import { PRIOR_TABLES } from './no-parent-evidence.js';
import { participantsEvidence } from './participants-evidence.js';
import { quotationSourceEvidence } from './quotation-source-evidence.js';
import { quotedTextEvidence } from './quoted-text-evidence.js';
import { salutationEvidence } from './salutation-evidence.js';
import { issuedAgainEvidence, sentAgainEvidence } from './sent-again-evidence.js';
import { seriesEvidence } from './series-evidence.js';
import { subjectEvidence } from './subject-evidence.js';

/** The evidence that is drawn from content, in the order in which explanations list it. A new one is one file and one line here. */
export const CONTENT_EVIDENCE: readonly ContentEvidence[] = [
  quotedTextEvidence,
  quotationSourceEvidence,
  sentAgainEvidence,
  attributionEvidence,
  subjectEvidence,
  participantsEvidence,
  issuedAgainEvidence,
  correspondentsEvidence,
  conversationEvidence,
  salutationEvidence,
  seriesEvidence,
  attachmentEvidence,
  lagEvidence,
  customsEvidence,
];

/** Every table of observations, whose weights the calibration fits: those of the answers "no parent" and "not produced", then by evidence. */
export const OBSERVATION_TABLES: readonly ObservationTable[] = [
  ...PRIOR_TABLES,
  ABSENT_CORRESPONDENT,
  ...CUSTOMS_TABLES,
  ...CONTENT_EVIDENCE.flatMap(({ tables }) => tables),
];

/** Adds all observations that hold for the candidate at `index`. */
export function observePair(candidateSet: CandidateSet, index: number, out: ObservationSink): void {
  for (const evidence of CONTENT_EVIDENCE) evidence.observe(candidateSet, index, out);
}

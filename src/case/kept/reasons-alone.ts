import type { ExplainLink } from '../../link/evidence/evidence.js';

/** Reasons without bytes and without candidates that lost, read when asked for: those of all posts at once would be the peak of the heap. */
export const reasonsAlone =
  (explain: ExplainLink): ExplainLink =>
  (child) => {
    const explanation = explain(child);
    if (!explanation?.evidence.length) return null;
    return { evidence: explanation.evidence.map((one) => ({ ...one, origins: [] })), rejected: [] };
  };

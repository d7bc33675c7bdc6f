import { HEADER_WEIGHTS } from '../../weights/header-weights.js';
import type { EvidenceReader } from '../evidence-source.js';
import { originsOfHeader } from './header-origin.js';

/** Hearsay that contradicts the clocks by more than this is not believed. */
const CLOCK_TOLERANCE = 3_600_000;

/**
 * References name the message that is answered last and its ancestors before it (RFC 5322 §3.6.4).
 *
 * Only the last id is a claim about the parent. Ids are cut out of the middle by mailers, so that two neighbours are
 * merely ancestor and descendant; that counts only for a post that cannot tell its own parent.
 */
export const referencesEvidence: EvidenceReader = {
  kind: 'references',
  level: 'headers',
  read({ table, claims }) {
    return {
      propose(child, claim) {
        if (!claims.hasOwnClaim(child)) {
          const cut = table.isProduced(child) ? claims.cutReference[child]! : -1;
          if (cut >= 0) claim(cut, HEADER_WEIGHTS.ancestorDoubtful);
          for (const vote of claims.votesFor(child)) {
            if (table.times[vote.parent]! > table.times[child]! + CLOCK_TOLERANCE) continue;
            const base = vote.doubtful ? HEADER_WEIGHTS.ancestorDoubtful : HEADER_WEIGHTS.ancestor;
            claim(vote.parent, base + HEADER_WEIGHTS.ancestorRepeated * Math.log2(vote.count));
          }
          return;
        }
        const named = claims.lastReference[child]!;
        if (named < 0) return;
        const answered = claims.inReplyTo[child]!;
        if (answered < 0) claim(named, HEADER_WEIGHTS.lastReference);
        else if (answered === named) claim(named, HEADER_WEIGHTS.lastReferenceAgrees);
        else if (table.isAbsent(answered)) {
          if (!claims.isAnswerBelowReferences(child)) claim(named, HEADER_WEIGHTS.lastReference);
        } else if (!table.isAbsent(named)) claim(named, HEADER_WEIGHTS.lastReferenceContradicts);
      },
      explain(child, candidate) {
        const named = table.nameIn(table.message(child)?.references ?? [], child, candidate);
        const id = named.id ?? '';
        const candidateOrigins = originsOfHeader(table.message(candidate), 'message-id');
        if (claims.hasOwnClaim(child))
          return {
            detail: `References end in <${id}>${named.remark}`,
            origins: [...originsOfHeader(table.message(child), 'references'), ...candidateOrigins],
          };
        if (table.isProduced(child) && claims.cutReference[child] === candidate)
          return {
            detail: `References break off in the id behind <${id}>`,
            origins: [...originsOfHeader(table.message(child), 'references'), ...candidateOrigins],
          };
        const vote = claims.votesFor(child).find((vote) => vote.parent === candidate);
        const witness = vote ? table.message(vote.witness) : null;
        const others = vote && vote.count > 1 ? ` and ${vote.count - 1} more` : '';
        return {
          detail: `References of <${witness?.messageId ?? ''}>${others} put <${id}> right before it`,
          origins: [...originsOfHeader(witness, 'references'), ...candidateOrigins],
        };
      },
    };
  },
};

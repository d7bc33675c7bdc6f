import type { Origin } from '../../source/source.js';
import type { WeighedCandidate } from '../candidate/weighed-candidates.js';
import { logOdds } from '../weights/posterior.js';
import type { ShownEvidence } from './describe-evidence.js';

/** A link of a post that was not produced. */
interface AbsentLink {
  readonly child: number;
  readonly parent: number;
}

/**
 * Why posts that were not produced stand where they stand: by what the messages that answer them tell of them, or else by the order in which
 * these quote. Posts are numbers of the table.
 */
export class AbsentPlaces {
  private readonly told = new Map<number, { readonly parent: number; readonly evidence: readonly ShownEvidence[] }>();

  /** The contents of a message that answers the post speak for that parent. */
  tell(post: number, parent: number, evidence: readonly ShownEvidence[]): void {
    this.told.set(post, { parent, evidence });
  }

  /** The order of the quotations gives posts a place; what stands below them may take over the parent that they had. */
  order(links: readonly AbsentLink[]): void {
    const left = new Map<number, readonly ShownEvidence[]>();
    for (const { child, parent } of links) {
      const former = this.told.get(child);
      if (former !== undefined && former.parent !== parent) left.set(former.parent, former.evidence);
      this.told.delete(child);
    }
    for (const { child, parent } of links) {
      const evidence = left.get(parent);
      if (evidence !== undefined) this.tell(child, parent, evidence);
    }
  }

  /** @param origins the bytes that show the post */
  explain(post: number, parent: number, confidence: number, origins: readonly Origin[]): readonly WeighedCandidate[] {
    const told = this.told.get(post);
    const isTold = told !== undefined && told.parent === parent && told.evidence.length > 0;
    const evidence = isTold ? told.evidence : [orderOf(confidence)];
    return [{ post: parent, confidence, evidence: evidence.map((one) => ({ ...one, origins })) }];
  }
}

/** A message that was not produced stands where the quotations show it: above what quotes it, below what it quotes. */
const orderOf = (confidence: number): ShownEvidence => ({
  kind: 'quoted-text',
  weight: logOdds(confidence),
  detail: 'the order of the quotations places it there',
});

import type { SplitBody } from '../../quote/segment.js';
import type { CandidateSet } from '../candidate/read-candidate-set.js';
import type { WeighedCandidate } from '../candidate/weighed-candidates.js';
import type { ContentLinks, HeaderClaim } from '../content-links.js';
import { whatShows } from '../evidence/content-evidence.js';
import type { Evidence, EvidenceKind } from '../evidence/evidence.js';
import { CONTENT_EVIDENCE } from '../evidence/observe-candidates.js';
import { markOf, SUBJECT_MARKS } from '../feature/subject-mark.js';
import type { PostTable } from '../post/post-table.js';
import { DIRECT_EVIDENCE_ZEROS } from '../weights/direct-evidence-zeros.js';
import { EVIDENCE_ZEROS } from '../weights/evidence-zeros.js';
import { WeightSum } from '../weights/observation.js';
import { logOdds } from '../weights/posterior.js';
import { type EvidencePlaces, locateEmbeddedHeading, locateEvidence } from './locate-evidence.js';

/** Candidates below this are not worth a line; nor are more than so many. */
const LEAST = 0.001;
const MOST = 5;
const MOST_OF_ROOT = 3;
/** Where headers name the parent, another message is told of if the contents alone would rather choose it than anything else. */
const LEAST_BESIDE_HEADERS = 0.5;

/** What `explainContent` reads. */
export interface ExplainInput {
  readonly table: PostTable;
  readonly splits: ReadonlyMap<string, SplitBody>;
  readonly content: ContentLinks;
}

/** What is to be told of a child. */
export interface ToldContents {
  /** A post that is told of however improbable; -1 = none. */
  readonly always: number;
  /** Whether this evidence decides. */
  readonly counted: boolean;
  /** Whether to look up where it stands. */
  readonly places: boolean;
}

/** The candidates that the contents speak for, most probable first; post -1 = no parent. */
export function explainContent(
  input: ExplainInput,
  child: number,
  claims: readonly HeaderClaim[],
  { always, counted, places }: ToldContents,
): readonly WeighedCandidate[] {
  const { candidateSet, posterior } = input.content.readWeighed(child, claims, claimedPosts(input, claims, always));
  // Where headers settle the parent, a message is listed by what the contents say of it, though the headers outweigh that.
  const said = counted ? posterior : input.content.weigh(candidateSet, []);
  // Of a message that begins a thread the best candidates are told of, however improbable.
  const least = !counted ? LEAST_BESIDE_HEADERS : always < 0 ? 0 : LEAST;
  const found: WeighedCandidate[] = [];
  const order = [...candidateSet.pairs.keys()].sort((a, b) => said.candidates[b]! - said.candidates[a]!);
  for (const index of order) {
    const post = candidateSet.pairs[index]!.post;
    const confidence = posterior.candidates[index]!;
    const most = always < 0 ? MOST_OF_ROOT : MOST;
    if (post !== always && (said.candidates[index]! < least || found.length >= most)) continue;
    const listed = (!counted || always < 0) && said.candidates[index]! >= least;
    found.push({
      post,
      confidence,
      listed,
      evidence: evidenceFor(input, candidateSet, index, child, { counted, places }),
    });
  }
  found.push({ post: -1, confidence: posterior.none, evidence: [] });
  return found.sort((a, b) => b.confidence - a.confidence || a.post - b.post);
}

/** Evidence about a parent that was not produced: the heading of the quotation names it, and nothing produced fits. */
export function explainAbsent(input: ExplainInput, child: number, heading: number, confidence: number): Evidence[] {
  const headers = input.content.featureIndex.posts[child]!.headers[1]!;
  const embedded = headers[heading]?.embedded ?? -1;
  return [
    {
      kind: 'attribution',
      weight: logOdds(confidence),
      detail: 'the quotation’s heading describes a message that was not produced',
      origins: [locateEmbeddedHeading(placesOf(input), child, embedded) ?? input.table.message(child)!.origin],
    },
  ];
}

function claimedPosts(input: ExplainInput, claims: readonly HeaderClaim[], always: number): readonly number[] {
  const posts = claims.map((claim) => claim.post);
  if (always >= 0) posts.push(always);
  return posts.filter((post) => input.table.isProduced(post));
}

function evidenceFor(
  input: ExplainInput,
  candidateSet: CandidateSet,
  index: number,
  child: number,
  { counted, places }: { readonly counted: boolean; readonly places: boolean },
): Evidence[] {
  const evidence: Evidence[] = [];
  const kinds = new Set<EvidenceKind>();
  for (const source of CONTENT_EVIDENCE) {
    const zero = kinds.has(source.kind) ? 0 : zeroOf(source.kind, candidateSet);
    kinds.add(source.kind);
    const detail = source.describe(candidateSet, index);
    if (detail === '') continue;
    const seen = new WeightSum(candidateSet.direct);
    source.observe(candidateSet, index, seen);
    const weight = (seen.total - zero) / Math.LN10;
    const isHeading = source.kind === 'attribution' && isBlock(input, candidateSet, index, child);
    const kind = isHeading ? 'embedded-header' : source.kind;
    const origins = places ? locateEvidence(kind, placesOf(input), candidateSet, index, child) : [];
    // Adding 0 makes 0 of -0, which JSON does not know.
    evidence.push({ kind, weight: Math.round(weight * 1000) / 1000 + 0, detail, counted, origins });
  }
  return evidence;
}

/**
 * What the weights of a kind are counted from, so that each is a likelihood ratio of its own: what the kind gives, on average, to
 * a message that is not the parent. The same for all candidates of a child, so that it changes nothing in the choice between them.
 */
function zeroOf(kind: EvidenceKind, candidateSet: CandidateSet): number {
  const zeros = candidateSet.direct ? DIRECT_EVIDENCE_ZEROS : EVIDENCE_ZEROS;
  return zeros[kind]?.[whatShows(candidateSet) * SUBJECT_MARKS.length + markOf(candidateSet)] ?? 0;
}

function placesOf({ table, splits, content }: ExplainInput): EvidencePlaces {
  return { table, splits, featureIndex: content.featureIndex };
}

/** The heading that agreed best is a block of header lines, not an attribution sentence. */
function isBlock({ table, splits }: ExplainInput, candidateSet: CandidateSet, index: number, child: number): boolean {
  const place = candidateSet.pairs[index]!.header;
  const embedded = place < 0 ? -1 : candidateSet.child.headers[1]![place]!.embedded;
  const style = splits.get(table.produced[child]!.key)?.embedded[embedded]?.header.style;
  return style === 'block' || style === 'notes';
}

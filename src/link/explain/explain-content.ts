import type { SplitBody } from '../../quote/segment.js';
import type { CandidateSet } from '../candidate/read-candidate-set.js';
import type { WeighedCandidate } from '../candidate/weighed-candidates.js';
import type { ContentLinks, HeaderClaim } from '../content-links.js';
import type { Evidence } from '../evidence/evidence.js';
import type { PostTable } from '../post/post-table.js';
import { logOdds } from '../weights/posterior.js';
import { describeEvidence } from './describe-evidence.js';
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
  return describeEvidence(candidateSet, index).map((shown) => {
    const isHeading = shown.kind === 'attribution' && isBlock(input, candidateSet, index, child);
    const kind = isHeading ? 'embedded-header' : shown.kind;
    const origins = places ? locateEvidence(kind, placesOf(input), candidateSet, index, child) : [];
    return { ...shown, kind, counted, origins };
  });
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

import type { SplitBody } from '../quote/segment.js';
import type { Origin } from '../source/source.js';
import type { ContentEvidence } from './content-evidence.js';
import type { ContentLinks, HeaderClaim } from './content-links.js';
import type { Evidence, EvidenceKind } from './evidence.js';
import { type EvidencePlaces, locateEmbeddedHeading, locateEvidence } from './locate-evidence.js';
import { CONTENT_EVIDENCE } from './observe-pool.js';
import type { PostTable } from './post-table.js';
import { sum } from './posterior.js';
import type { Pool } from './read-pool.js';
import type { Candidate } from './weighed-candidates.js';

/** Candidates below this are not worth a line; nor are more than so many. */
const LEAST = 0.001;
const MOST = 5;

/** What `explainContent` reads. */
export interface ExplainInput {
  readonly table: PostTable;
  readonly splits: ReadonlyMap<string, SplitBody>;
  readonly content: ContentLinks;
}

/** The candidates that the contents speak for, most probable first; post -1 = no parent. */
export function explainContent(
  input: ExplainInput,
  child: number,
  claims: readonly HeaderClaim[],
  always: number,
): readonly Candidate[] {
  const pool = input.content.read(child, claimedPosts(input, claims, always));
  const posterior = input.content.weigh(pool, claims);
  const found: Candidate[] = [];
  const order = [...pool.pairs.keys()].sort((a, b) => posterior.candidates[b]! - posterior.candidates[a]!);
  for (const index of order) {
    const post = pool.pairs[index]!.post;
    const confidence = posterior.candidates[index]!;
    if (post !== always && (confidence < LEAST || found.length >= MOST)) continue;
    found.push({ post, confidence, evidence: evidenceFor(input, pool, index, child) });
  }
  found.push({ post: -1, confidence: posterior.none, evidence: [] });
  return found.sort((a, b) => b.confidence - a.confidence || a.post - b.post);
}

/** Evidence about a parent that was not produced: the heading of the quotation names it, and nothing produced fits. */
export function explainAbsent(input: ExplainInput, child: number, heading: number, confidence: number): Evidence[] {
  const headers = input.content.archive.posts[child]!.headers[1]!;
  const embedded = headers[heading]?.embedded ?? -1;
  return [
    {
      kind: 'attribution',
      weight: Math.log10(Math.max(confidence, 1e-6) / Math.max(1 - confidence, 1e-6)),
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

function evidenceFor(input: ExplainInput, pool: Pool, index: number, child: number): Evidence[] {
  const evidence: Evidence[] = [];
  for (const source of CONTENT_EVIDENCE) {
    const detail = source.describe(pool, index);
    if (detail === '') continue;
    const seen: number[] = [];
    source.observe(pool, index, seen);
    evidence.push(new ContentObservation(source, sum(seen) / Math.LN10, detail, input, pool, index, child));
  }
  return evidence;
}

/** One observation; where it stands is looked up when asked for. */
class ContentObservation implements Evidence {
  readonly kind: EvidenceKind;
  readonly weight: number;
  readonly detail: string;
  readonly #where: () => readonly Origin[];

  constructor(
    source: ContentEvidence,
    weight: number,
    detail: string,
    input: ExplainInput,
    pool: Pool,
    index: number,
    child: number,
  ) {
    this.kind = source.kind === 'attribution' && isBlock(input, pool, index, child) ? 'embedded-header' : source.kind;
    this.weight = Math.round(weight * 1000) / 1000;
    this.detail = detail;
    this.#where = () => locateEvidence(this.kind, placesOf(input), pool, index, child);
  }

  get origins(): readonly Origin[] {
    return this.#where();
  }
}

function placesOf({ table, splits, content }: ExplainInput): EvidencePlaces {
  return { table, splits, archive: content.archive };
}

/** The heading that agreed best is a block of header lines, not an attribution sentence. */
function isBlock({ table, splits }: ExplainInput, pool: Pool, index: number, child: number): boolean {
  const place = pool.pairs[index]!.header;
  const embedded = place < 0 ? -1 : pool.child.headers[1]![place]!.embedded;
  const style = splits.get(table.produced[child]!.key)?.embedded[embedded]?.header.style;
  return style === 'block' || style === 'notes';
}

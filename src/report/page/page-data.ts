import type { Finding } from '../../finding/finding.js';
import type { ExplainLink } from '../../link/evidence/evidence.js';
import { splitsByPost } from '../../quote/splits-by-post.js';
import { indexCrossReferences } from '../../thread/cross-reference-index.js';
import type { Thread } from '../../thread/thread.js';
import { type BatesAt, batesByPlace, batesOfPlaces } from '../answer/bates.js';
import type { Reconstruction } from '../answer/reconstruction.js';
import { tidingsOf } from '../answer/tidings.js';
import { type CaseGlance, glanceOf } from './case-glance.js';
import { type DetailContext, originEntry } from './post-detail.js';
import { changesByPost } from './quoted-changes.js';
import { toldFindings } from './told-findings.js';
import type { ViewerFinding } from './viewer-data.js';
import { type BuiltIndex, buildIndex, type IndexOptions } from './viewer-index.js';

/** What the viewer reads when it opens; the details of posts follow in blocks. */
export interface PageData extends BuiltIndex {
  /** What the first screen shows. */
  readonly glance: CaseGlance;
  readonly findings: readonly ViewerFinding[];
}

/** What the viewer reads of some threads and their findings. */
export function pageData(
  reconstruction: Reconstruction,
  threads: readonly Thread[],
  context: DetailContext,
  options: IndexOptions,
): PageData {
  const { all, numbers } = findingsOf(reconstruction, threads);
  const built = buildIndex(reconstruction, threads, all, options);
  return {
    ...built,
    glance: glanceOf(built.index, all),
    findings: viewerFindings(all, numbers, context, batesByPlace(reconstruction.posts)),
  };
}

/** What the details of posts are written with. */
export function detailContext(
  { splits, sources, posts, findings, crossReferences }: Reconstruction,
  explain: ExplainLink,
): DetailContext {
  const numbers = new Map(sources.map((source, number) => [source.name, number]));
  for (const post of posts)
    if (!sources.length && post.kind === 'produced')
      for (const { origin } of post.copies) if (!numbers.has(origin.source)) numbers.set(origin.source, numbers.size);
  const changes = changesByPost(findings);
  const originals = new Set([...changes.values()].flatMap((list) => list.map(({ quoted }) => quoted)));
  const bodies = new Map(
    posts.flatMap((post) =>
      post.kind === 'produced' && originals.has(post.key) ? [[post.key, post.message.body] as const] : [],
    ),
  );
  return {
    splits: splitsByPost(splits),
    explain,
    changes,
    references: indexCrossReferences(crossReferences),
    bodyOf: (key) => bodies.get(key) ?? null,
    tidings: tidingsOf(posts),
    findings: toldFindings(findings),
    sourceNumber: (name) => numbers.get(name) ?? -1,
  };
}

interface ShownFindings {
  readonly all: readonly Finding[];
  /** Number of each post of the report by its key. */
  readonly numbers: ReadonlyMap<string, number>;
}

function findingsOf(reconstruction: Reconstruction, threads: readonly Thread[]): ShownFindings {
  const numbers = new Map<string, number>();
  for (const { posts } of threads) for (const { post } of posts) numbers.set(post.key, numbers.size);
  const all = reconstruction.findings;
  return {
    all: threads === reconstruction.threads ? all : all.filter(({ posts }) => posts.some((key) => numbers.has(key))),
    numbers,
  };
}

const batesEntry = (bates: readonly string[]) => (bates.length ? { bates } : {});

function viewerFindings(
  findings: readonly Finding[],
  numbers: ReadonlyMap<string, number>,
  context: DetailContext,
  batesAt: BatesAt,
): readonly ViewerFinding[] {
  return findings.map((finding) => viewerFinding(finding, (key) => numbers.get(key), context, batesAt));
}

/** A finding as the page shows it: posts and sources by number. */
export function viewerFinding(
  finding: Finding,
  numberOf: (key: string) => number | undefined,
  context: Pick<DetailContext, 'sourceNumber'>,
  batesAt: BatesAt,
): ViewerFinding {
  return {
    ...finding,
    ...batesEntry(batesOfPlaces(finding.origins, batesAt)),
    posts: finding.posts.flatMap((key) => numberOf(key) ?? []),
    origins: finding.origins.map((origin) => originEntry(origin, context)),
  };
}

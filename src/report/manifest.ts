import type { EvidenceLevel } from '../link/evidence/evidence-source.js';
import type { DecisionFile } from '../link/post/decision-file.js';
import type { PeopleFile } from '../people/people-file.js';
import type { Reconstruction } from './answer/reconstruction.js';
import type { CaseEvent } from './answer/report-file.js';

/**
 * What an output was made from and how: enough to make it again, and to tell whether its sources are still the same. It holds no
 * clock and nothing of the machine: the same sources and options give the same manifest.
 */
export interface Manifest {
  readonly format: 'rethread-manifest';
  readonly version: 1;
  /** Version of rethread. */
  readonly program: string;
  readonly output: OutputOptions;
  readonly reading: ReadingOptions;
  /** The inputs as they were named. */
  readonly inputs: readonly { readonly path: string; readonly custodian: string | null }[];
  readonly sources: readonly ManifestSource[];
  readonly counts: ManifestCounts;
}

/** One file that was read. */
export interface ManifestSource {
  readonly name: string;
  readonly format: string;
  /** Bytes as it lies there. */
  readonly size: number;
  /** Hex, of the file as it lies there; null for standard input that nobody hashed. */
  readonly sha256: string | null;
  readonly messages: number;
}

/** What the whole reconstruction holds, whatever a filter shows of it. */
export interface ManifestCounts {
  readonly sources: number;
  /** Every copy counted. */
  readonly messages: number;
  readonly produced: number;
  readonly recovered: number;
  readonly missing: number;
  readonly threads: number;
}

/** How mail was read and linked; files that options named are here as what they held. */
export interface ReadingOptions {
  readonly map: Readonly<Record<string, string>>;
  readonly dedupe: 'global' | 'custodian' | 'none';
  readonly evidence: EvidenceLevel;
  readonly minConfidence: number;
  readonly people: PeopleFile | null;
  readonly decisions: DecisionFile | null;
  readonly headersOnly: boolean;
}

/** Which threads are shown, as it was asked for on the command line. */
export interface AskedThreads {
  readonly since?: string;
  readonly until?: string;
  readonly person?: readonly string[];
  readonly subject?: string;
  readonly bates?: readonly string[];
  readonly heldBy?: string;
  readonly inFolder?: string;
  /** Keys of threads as they were given. */
  readonly thread?: readonly string[];
}

/** Which output it is, and what it shows; what was not asked for is absent. */
export interface OutputOptions extends AskedThreads {
  readonly command: 'report' | 'findings' | 'export';
  readonly format: string;
  readonly events?: readonly CaseEvent[];
  readonly title?: string;
  /** False: the report was written without findings. */
  readonly findings?: boolean;
  readonly kind?: readonly string[];
  readonly severity?: 'info' | 'notice' | 'warning';
  /** A table that begins with the mark of UTF-8. */
  readonly bom?: boolean;
  /** Name of the folder beside a page that is too big for one file. */
  readonly folder?: string;
}

/** The manifest of an output. */
export function manifestOf(
  { sources, posts, threads }: Pick<Reconstruction, 'sources' | 'posts' | 'threads'>,
  made: Pick<Manifest, 'program' | 'output' | 'reading' | 'inputs'>,
): Manifest {
  const { program, output, reading, inputs } = made;
  const count = { produced: 0, recovered: 0, missing: 0 };
  let messages = 0;
  for (const post of posts) {
    count[post.kind]++;
    if (post.kind === 'produced') messages += post.copies.length;
  }
  return {
    format: 'rethread-manifest',
    version: 1,
    program,
    output,
    reading,
    inputs: inputs.map(({ path, custodian }) => ({ path, custodian })),
    sources: sources.map(({ name, format, size, sha256, messages: cut }) => ({
      name,
      format,
      size,
      sha256,
      messages: cut,
    })),
    counts: { sources: sources.length, messages, ...count, threads: threads.length },
  };
}

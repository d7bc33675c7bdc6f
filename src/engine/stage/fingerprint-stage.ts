import { MINUTE_BUCKET, type ProbeSink, probeChild } from '../../link/candidate/probe-child.js';
import { splitOf } from '../../link/content-links.js';
import type { NumberedPost } from '../../link/feature/absent-features.js';
import { LONG_QUOTATION } from '../../link/feature/customs.js';
import { WORD_BUCKETS } from '../../link/feature/feature-index.js';
import type { Features } from '../../link/feature/features.js';
import { visitLists } from '../../link/feature/index-lists.js';
import { readFeatures } from '../../link/feature/read-features.js';
import type { EngineRow } from '../engine-tables.js';
import { LineReader } from '../line-files.js';
import { keyOf, kindOf, momentOf, timeOf } from '../list-kinds.js';
import { type PostedRecord, readPosted } from '../posted-message.js';
import type { Stage } from './stage.js';

/** Names the lists that each post stands in, and what the children of each part look up. */
export const fingerprintStage: Stage = {
  name: 'fingerprint',
  reads: 'posted',
  writes: 'fingerprint',
  summary: 'posts → the lists they stand in, by hash, and the lists that each part looks up',
  async *run(rows) {
    const lines = new LineReader();
    let part = null as PartFingerprint | null;
    try {
      for await (const row of rows) {
        const { part: number, post, record } = JSON.parse(row) as EngineRow<'posted'>;
        if (part !== null && part.number !== number) yield* part.finish();
        if (part?.number !== number) part = new PartFingerprint(number);
        const posted = readPosted(JSON.parse(record) as PostedRecord, lines);
        const splits = new Map(posted.split === null ? [] : [[posted.post.key, posted.split] as const]);
        yield* part.add(post, readFeatures(posted.post, splitOf(posted.post, splits)), posted.numberedPost);
      }
      if (part !== null) yield* part.finish();
    } finally {
      lines.close();
    }
  },
};

/** What one part tells; what its children look up is told once for all of them. */
class PartFingerprint {
  readonly number: number;
  private readonly runs = new Map<string, number>();
  private readonly sizes = new Set<string>();
  private readonly probes = new Set<string>();
  private readonly words = new Map<number, number>();

  constructor(number: number) {
    this.number = number;
  }

  *add(post: number, features: Features, numberedPost: NumberedPost | null): Generator<string> {
    const time = timeOf(features.time);
    const posting = (kind: number, key: string) =>
      `{"what":"posting","kind":${kind},"key":${key},"time":${time},"post":${post}}`;
    // Most rows are runs of words; nobody asks for their order in time.
    const [wrote, quoted] = [kindOf('authored'), kindOf('quoted')];
    for (const hash of features.levels[0]!) yield `{"what":"posting","kind":${wrote},"key":${hash},"post":${post}}`;
    for (const hash of features.levels[1]!) yield `{"what":"posting","kind":${quoted},"key":${hash},"post":${post}}`;
    const listed: string[] = [];
    visitLists(features, (list, key) => listed.push(posting(kindOf(list), keyOf(key))));
    yield* listed;
    if (!Number.isNaN(features.time)) yield posting(kindOf('minute'), String(Math.floor(time / MINUTE_BUCKET)));
    const quoting = Math.min(LONG_QUOTATION, features.levels[1]!.length);
    if (quoting > 0) yield `{"what":"quoting","post":${post},"posts":${quoting}}`;
    for (const word of features.words) {
      const bucket = word & (WORD_BUCKETS - 1);
      this.words.set(bucket, (this.words.get(bucket) ?? 0) + 1);
    }
    const sink: ProbeSink = {
      list: ({ list, key, time: moment, before, after }) => {
        if (Number.isNaN(moment)) return;
        this.probes.add(
          `"kind":${kindOf(list)},"key":${keyOf(key)},"time":${momentOf(moment)},"before":${before},"beyond":${after}`,
        );
      },
      run: (index, hash, most) => {
        const run = `"kind":${kindOf(index)},"key":${hash}`;
        this.runs.set(run, Math.max(this.runs.get(run) ?? 0, most));
      },
      size: (list, key) => void this.sizes.add(`"kind":${kindOf(list)},"key":${keyOf(key)}`),
    };
    probeChild(features, sink, numberedPost);
  }

  /** What was gathered of all its posts. */
  *finish(): Generator<string> {
    const { number } = this;
    for (const [key, posts] of this.words) yield `{"what":"word","key":${key},"posts":${posts}}`;
    for (const [run, most] of this.runs) yield `{"what":"run","part":${number},${run},"most":${most}}`;
    for (const size of this.sizes) yield `{"what":"size","part":${number},${size}}`;
    for (const probe of this.probes) yield `{"what":"list","part":${number},${probe}}`;
  }
}

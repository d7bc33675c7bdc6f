import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../src/finding/finding.js';
import type { InclusiveDetail } from '../src/finding/inclusive.js';
import type { MissingMessageDetail } from '../src/finding/missing-message/missing-message.js';
import type { Post } from '../src/link/post/post.js';
import { parsePeopleFile } from '../src/people/people-file.js';
import type { Reconstruction } from '../src/report/answer/reconstruction.js';
import { reconstruct } from '../src/run/reconstruct.js';
import type { Origin } from '../src/source/source.js';

interface TruthMessage {
  readonly id: string;
  readonly kind: 'produced' | 'recovered' | 'missing';
  readonly messageId: string | null;
  readonly from: string | null;
  readonly date: string | null;
  readonly knownBy: readonly string[];
  readonly copies: readonly { readonly source: string; readonly position: number; readonly offset?: number }[];
}

interface TruthFinding {
  readonly kind: string;
  readonly posts: readonly string[];
  readonly detail: { readonly expectedHolders?: readonly string[]; readonly custodian?: string; readonly how?: string };
}

const truth = JSON.parse(readFileSync('samples/truth.json', 'utf8')) as {
  readonly messages: readonly TruthMessage[];
  readonly findings: readonly TruthFinding[];
  readonly inclusive: readonly {
    readonly post: string;
    readonly inclusive: boolean;
    readonly reason: string | null;
    readonly containedIn: readonly string[];
  }[];
};

let result: Reconstruction;
/** Post key → id in the story. */
const storyIds = new Map<string, string>();

beforeAll(async () => {
  const people = parsePeopleFile(JSON.parse(readFileSync('samples/people.json', 'utf8'))).file!;
  const inputs = [
    { path: 'samples/case/holt.mbox', custodian: 'Holt' },
    { path: 'samples/case/tarrant.json', custodian: 'Tarrant' },
    { path: 'samples/case/quill', custodian: 'Quill' },
    { path: 'samples/case/printed-chain.txt', custodian: null },
  ];
  result = await reconstruct(inputs, { people });
  for (const post of result.posts) {
    const message = truth.messages.find((one) => isStory(post, one));
    if (message) storyIds.set(post.key, message.id);
  }
});

/** True if a post is a message of the story: by the place of a copy, else by id, else by sender and day. */
function isStory(post: Post, message: TruthMessage): boolean {
  if (post.kind === 'produced') {
    return message.copies.some((copy) =>
      post.copies.some(
        ({ origin }) =>
          origin.source.endsWith(copy.source) &&
          (copy.offset === undefined ? (origin.row ?? 0) === copy.position : origin.offset === copy.offset),
      ),
    );
  }
  if (message.kind === 'produced') return false;
  const id = post.kind === 'missing' ? post.messageId : post.recovered.messageId;
  if (id !== null) return id === message.messageId;
  if (post.kind === 'missing') return message.kind === 'missing' && message.knownBy.includes('thread-index');
  if (post.kind !== 'recovered' || !message.date) return false;
  const day = new Date(post.recovered.date?.local ?? 0).toISOString().slice(0, 10);
  return message.date.startsWith(day) && (message.from ?? '').includes(post.recovered.from?.address ?? '\u0000');
}

const storyId = (key: string) => storyIds.get(key) ?? key;

/** What makes two findings the same: the kind, the message it is about, and what it says of it. */
function identify(
  kind: string,
  post: string,
  detail: { readonly custodian?: string; readonly expectedHolders?: readonly string[] },
): string {
  const more =
    kind === 'absent-copy'
      ? detail.custodian
      : kind === 'missing-message'
        ? [...(detail.expectedHolders ?? [])].sort().join('+')
        : '';
  return [kind, post, more].filter(Boolean).join(' ');
}

function tellFinding(finding: Finding): string {
  const detail = finding.detail as MissingMessageDetail & { custodian?: string; knownFrom?: string };
  const hole = finding.kind === 'missing-message' && detail.knownFrom === 'series';
  return identify(
    finding.kind,
    hole
      ? 'm008'
      : [...finding.posts]
          .map(storyId)
          .slice(0, finding.kind === 'same-subject-split' ? undefined : 1)
          .sort()[0]!,
    detail,
  );
}

const tellTruth = ({ kind, posts, detail }: TruthFinding) =>
  identify(
    kind,
    [...posts].sort()[0] === posts[0] || kind !== 'same-subject-split' ? posts[0]! : [...posts].sort()[0]!,
    detail,
  );

describe('the sample case', () => {
  const kinds = [...new Set(truth.findings.map(({ kind }) => kind))];
  it.each(kinds)('yields exactly the findings of kind %s that its README tells', (kind) => {
    const found = result.findings.filter((finding) => finding.kind === kind).map(tellFinding);
    const told = truth.findings.filter((finding) => finding.kind === kind).map(tellTruth);
    expect(found.sort()).toEqual(told.sort());
  });

  it('tells for each message whether it must be read, why, and what holds it', () => {
    const { classes } = result.findings.find(({ kind }) => kind === 'inclusive')!.detail as InclusiveDetail;
    const told = new Map(truth.inclusive.map((one) => [one.post, one]));
    const found = classes.map(
      ({ post, inclusive, reason }) =>
        `${storyId(post)} ${inclusive} ${reason === 'inferred-match' ? 'message' : reason}`,
    );
    expect(found.sort()).toEqual(truth.inclusive.map((one) => `${one.post} ${one.inclusive} ${one.reason}`).sort());
    for (const { post, containedIn } of classes)
      if (containedIn) expect(told.get(storyId(post))!.containedIn).toContain(storyId(containedIn));
  });

  it('yields no other kind of finding but the inclusive set', () => {
    const others = result.findings.filter(({ kind }) => !kinds.includes(kind)).map(({ kind }) => kind);
    expect(others).toEqual(['inclusive']);
  });

  it('proves each finding by bytes that can be read back', () => {
    const bytes = new Map<string, Buffer>();
    const read = ({ source, offset, length }: Origin) => {
      const file = bytes.get(source) ?? readFileSync(source);
      bytes.set(source, file);
      return file.subarray(offset, offset + length);
    };
    for (const finding of result.findings) {
      if (finding.kind === 'inclusive') continue;
      expect(finding.origins.length, finding.summary).toBeGreaterThan(0);
      for (const origin of finding.origins) expect(read(origin).length, finding.summary).toBe(origin.length);
    }
  });

  it('shows the altered words in the bytes that it names', () => {
    const altered = result.findings.find(
      ({ kind, posts }) => kind === 'altered-quote' && posts.map(storyId).includes('m047'),
    )!;
    const { changes } = altered.detail as { changes: { before: string; after: string; origins: Origin[] }[] };
    for (const { before, after, origins } of changes) {
      const [original, quoted] = origins.map(({ source, offset, length }) =>
        readFileSync(source)
          .subarray(offset, offset + length)
          .toString('utf8'),
      );
      if (before) expect(original).toContain(before);
      if (after) expect(quoted).toContain(after);
    }
  });
});

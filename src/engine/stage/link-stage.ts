import { type ContentChoice, ContentLinks, splitOf } from '../../link/content-links.js';
import { explainAbsent, explainContent } from '../../link/explain/explain-content.js';
import { isUnfit, isUnfitInLists } from '../../link/feature/absent-rate.js';
import { type ChildHabits, toldHabits } from '../../link/feature/child-habits.js';
import { expectedCustoms, findOriginal } from '../../link/feature/customs.js';
import { buildArchive } from '../../link/feature/feature-index.js';
import type { Features } from '../../link/feature/features.js';
import { readFeatures } from '../../link/feature/read-features.js';
import { PostTable } from '../../link/post/post-table.js';
import type { EngineRow } from '../engine-tables.js';
import { LineReader } from '../line-files.js';
import type { LinkAnswers, LinkQuestion, QuotationFit } from '../link-questions.js';
import { keyOf, kindOf, type ListKind } from '../list-kinds.js';
import { type PostedMessage, type PostedRecord, readPosted } from '../posted-message.js';
import { type KnownWhole, readWhole } from '../whole-facts.js';
import type { Stage } from './stage.js';

/** Weighs the candidates of children: rows come part by part, within a part posts in their order, then lengths of lists, then questions. */
export const linkStage: Stage = {
  name: 'link',
  reads: 'feed',
  writes: 'answer',
  summary: 'the posts that a part looks at, and questions about its children → which parent, and why',
  async *run(rows, { whole }) {
    if (whole === null) throw new Error('link needs --whole FILE: what is known of the whole collection');
    const facts = readWhole(whole);
    const lines = new LineReader();
    let part = null as Part | null;
    try {
      for await (const row of rows) {
        const fed = JSON.parse(row) as EngineRow<'feed'>;
        if (part?.number !== fed.part) part = new Part(fed.part);
        if (fed.what === 0) part.addPost(fed.post, readPosted(JSON.parse(fed.record) as PostedRecord, lines));
        else if (fed.what === 1) part.addSize(fed.kind, fed.key, fed.posts);
        else yield part.answer(fed.post, JSON.parse(fed.record) as LinkQuestion, facts);
      }
    } finally {
      lines.close();
    }
  },
};

/** The posts that one part looks at. They are numbered anew, in the order of their numbers. */
class Part {
  readonly number: number;
  private readonly numbers: number[] = [];
  private readonly posted: PostedMessage[] = [];
  private readonly sizes = new Map<string, number>();
  private weigher: PartWeigher | null = null;

  constructor(number: number) {
    this.number = number;
  }

  addPost(number: number, posted: PostedMessage): void {
    this.numbers.push(number);
    this.posted.push(posted);
  }

  addSize(kind: number, key: string, posts: number): void {
    this.sizes.set(`${kind} ${key}`, posts);
  }

  answer(post: number, question: LinkQuestion, whole: KnownWhole): string {
    this.weigher ??= new PartWeigher(this.numbers, this.posted, this.sizes, whole);
    return JSON.stringify({ post, record: JSON.stringify(this.weigher.answer(post, question)) });
  }
}

/** Answers with an index of the part that answers as that of the whole would. */
class PartWeigher {
  private readonly whole: KnownWhole;
  private readonly numbers: readonly number[];
  private readonly places: ReadonlyMap<number, number>;
  private readonly splits;
  private readonly table: PostTable;
  private readonly content: ContentLinks;
  private readonly habits = new Map<Features, ChildHabits | null>();

  constructor(
    numbers: readonly number[],
    posted: readonly PostedMessage[],
    sizes: ReadonlyMap<string, number>,
    whole: KnownWhole,
  ) {
    this.whole = whole;
    this.numbers = numbers;
    this.places = new Map(numbers.map((number, place) => [number, place]));
    this.splits = new Map(posted.flatMap(({ post, split }) => (split === null ? [] : [[post.key, split] as const])));
    const posts = posted.map(({ post }) => post);
    const features = posts.map((post) => readFeatures(post, splitOf(post, this.splits)));
    const sizeOf = (kind: ListKind, key: string | number) => sizes.get(`${kindOf(kind)} ${keyOf(key)}`);
    const featureIndex = buildArchive(features, { ...whole, runCount: sizeOf, listSize: sizeOf });
    const placeOf = new Map(features.map((one, place) => [one, place]));
    const habits = toldHabits(
      (child) => this.habits.get(child) ?? null,
      (post) => placeOf.get(post),
    );
    this.table = new PostTable(posts, []);
    this.content = new ContentLinks(featureIndex, habits, {
      absentRate: whole.absentRate ?? NOT_MEASURED,
      customs: whole.customs,
      numberedPost: (child) => posted[child]!.numberedPost,
    });
  }

  answer(post: number, question: LinkQuestion): LinkAnswers[LinkQuestion['ask']] {
    const child = this.placeOf(post);
    const { content } = this;
    if (question.ask === 'fit') return this.fit(child, question.of);
    const claims = question.claims.map((claim) => ({ ...claim, post: this.placeOf(claim.post) }));
    this.habits.set(content.featureIndex.posts[child]!, this.placeHabits(question.habits));
    if (question.ask === 'choose') return this.numberChoice(content.choose(child, claims));
    const { counted, always } = question.told;
    // A parent that was not produced is no candidate here, but it is one.
    const chosen = always < 0 ? -1 : always < this.whole.count ? this.placeOf(always) : this.numbers.length;
    const told = { always: chosen, counted, places: true };
    const input = { table: this.table, splits: this.splits, content };
    const candidates = explainContent(input, child, claims, told);
    const { absent } = question;
    return {
      candidates: candidates.map((one) => ({ ...one, post: one.post < 0 ? -1 : this.numbers[one.post]! })),
      absent: absent === null ? [] : explainAbsent(input, child, absent.heading, absent.confidence),
    };
  }

  private fit(child: number, of: readonly (keyof QuotationFit)[]): QuotationFit {
    const { featureIndex, scratch } = this.content;
    const { archive } = this.whole;
    const isUnfitWhere = (isBelieved: boolean) =>
      archive !== null &&
      of.includes('unfitInLists') &&
      isUnfitInLists(featureIndex, child, scratch, expectedCustoms(archive, isBelieved));
    const original = of.includes('original') ? findOriginal(featureIndex, child, scratch) : -1;
    return {
      unfit: of.includes('unfit') && isUnfit(featureIndex, child, scratch),
      unfitInLists: { believed: isUnfitWhere(true), doubted: isUnfitWhere(false) },
      original: original < 0 ? -1 : this.numbers[original]!,
    };
  }

  private placeHabits(habits: ChildHabits | null): ChildHabits | null {
    if (habits === null) return null;
    return { ...habits, mates: habits.mates.map((mate) => ({ ...mate, parent: this.placeOf(mate.parent) })) };
  }

  private numberChoice(choice: ContentChoice): ContentChoice {
    const { parent, above } = choice;
    return {
      ...choice,
      parent: typeof parent === 'number' ? this.numbers[parent]! : parent,
      above: above < 0 ? -1 : this.numbers[above]!,
    };
  }

  private placeOf(post: number): number {
    const place = this.places.get(post);
    if (place === undefined) throw new Error(`post ${post} is asked about and was not handed over`);
    return place;
  }
}

/** Questions that come before the rates are known do not depend on them. */
const NOT_MEASURED = { direct: Number.NaN, lists: Number.NaN };

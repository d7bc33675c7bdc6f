import { join } from 'node:path';
import type { ProducedPost } from '../dedupe/produced-post.js';
import { findNumberedPost } from '../link/candidate/find-numbered-post.js';
import { type LinkInput, type LinkOptions, type WeighedLinks, weighParents } from '../link/choose-parents.js';
import { splitOf } from '../link/content-links.js';
import type { Contents } from '../link/contents.js';
import { EVIDENCE_LEVELS } from '../link/evidence/evidence-source.js';
import { HeaderClaims } from '../link/evidence/header/header-claims.js';
import type { NumberedPost } from '../link/feature/absent-features.js';
import { habitsOf } from '../link/feature/child-habits.js';
import { LONG_QUOTATION } from '../link/feature/customs.js';
import { buildArchive, type FeatureIndex, shareOfReplyMarks } from '../link/feature/feature-index.js';
import { readHabits } from '../link/feature/habits.js';
import { readListArchive } from '../link/feature/list-archive.js';
import { readFeatures } from '../link/feature/read-features.js';
import { tableOf } from '../link/post/table-of.js';
import { type DistributedWork, numbered, type ReadLines } from './distributed-work.js';
import type { Engine } from './engine.js';
import type { EngineRow } from './engine-tables.js';
import { readRows, writeTable } from './line-files.js';
import { type LinkAnswers, type LinkQuestion, namedBy } from './link-questions.js';
import { measureFrom, questionsOfFit } from './measure-whole.js';
import { planText } from './plan-file.js';
import type { PostedRecord } from './posted-message.js';
import { writeWhole } from './whole-facts.js';

/** See `findNumberedPost`, by number of the reply. */
type NumberedOf = (post: number) => NumberedPost | null;

type Work = DistributedWork & { readonly lines: ReadLines };

/** As `weighParents`: what contents say is asked of the engine, all children at once, in three rounds. */
export async function chooseOnEngine(
  engine: Engine,
  input: LinkInput,
  linking: LinkOptions,
  work: Work,
): Promise<WeighedLinks & { readonly linking: LinkOptions }> {
  const level = EVIDENCE_LEVELS.indexOf(linking.evidence);
  const isRead = level >= EVIDENCE_LEVELS.indexOf('quotes') && input.splits.size > 0;
  if (!isRead) return { ...weighParents(input, linking), linking };
  const rounds = new Rounds(engine, work);
  const headed = buildArchive(input.posts.map((post) => readFeatures(post, splitOf(post, input.splits), 'no texts')));
  const archive = readListArchive(headed.posts);
  const authorOf = (post: number) => (archive === null ? null : findNumberedPost(headed, headed.posts[post]!));
  const { words, quoting } = await rounds.prepare(input.posts, authorOf);
  const featureIndex = withQuoting(headed, quoting);
  const { posts, count, lists, replyMarks, opensBugs } = featureIndex;
  const known = {
    ...{ count, lists: [...lists], replyMarks, opensBugs, words },
    archive: archive === null ? null : { ...archive, lists: [...archive.lists] },
  };
  const isArchive = archive !== null;
  const unmeasured = { ...known, absentRate: null, customs: null };
  const fits = await rounds.ask('fit', questionsOfFit(posts, isArchive), unmeasured);
  const whole = { ...known, ...measureFrom(posts, isArchive, fits) };
  const questions = new Questions(featureIndex, habitsOver(input, featureIndex));
  weighParents(input, linking, questions.noting(null));
  const choices = await rounds.ask('choose', questions.choices, whole);
  // What is asked for reasons depends on what was chosen, and nothing of it on the reasons.
  const noted = weighParents(input, linking, questions.noting(choices));
  for (const { key } of noted.posts) noted.explain(key);
  const reasons = await rounds.ask('explain', questions.reasons, whole);
  return { ...weighParents(input, linking, told(featureIndex, choices, reasons)), linking };
}

/** An index of what headers and headings tell, with how many runs each post quotes: that says what is a reply, and what to measure by. */
function withQuoting(headed: FeatureIndex, quoting: ReadonlyMap<number, number>): FeatureIndex {
  const runs = Array.from({ length: LONG_QUOTATION + 1 }, (_, length) => new Int32Array(length));
  const posts = headed.posts.map((post, number) => {
    const [wrote, _, ...below] = post.levels;
    return { ...post, levels: [wrote!, runs[quoting.get(number) ?? 0]!, ...below] };
  });
  return { ...headed, posts, replyMarks: shareOfReplyMarks(posts) };
}

function habitsOver(input: LinkInput, featureIndex: FeatureIndex) {
  const claims = new HeaderClaims(tableOf(input));
  return readHabits(featureIndex, (post) => claims.parentNamedBy(post));
}

type Asked<Ask extends LinkQuestion['ask']> = readonly [number, Extract<LinkQuestion, { readonly ask: Ask }>];

/** Notes what the choice of parents asks of contents: the same run that uses the answers names the questions. */
class Questions {
  readonly choices: Asked<'choose'>[] = [];
  readonly reasons: Asked<'explain'>[] = [];
  private readonly featureIndex: FeatureIndex;
  private readonly habits: ReturnType<typeof readHabits>;

  constructor(featureIndex: FeatureIndex, habits: ReturnType<typeof readHabits>) {
    this.featureIndex = featureIndex;
    this.habits = habits;
  }

  /** @param choices the answers that are there already; null notes the questions for them */
  noting(choices: ReadonlyMap<number, LinkAnswers['choose']> | null): Contents {
    const { featureIndex } = this;
    const places = new Map<number, number>();
    const habitsFor = (child: number) => habitsOf(this.habits, featureIndex.posts[child]!);
    return {
      featureIndex,
      choose: (child, claims) => {
        if (choices !== null) return choices.get(child)!;
        this.choices.push([child, { ask: 'choose', claims, habits: habitsFor(child) }]);
        return NO_PARENT;
      },
      explain: (child, claims, { always, counted }) => {
        places.set(child, this.reasons.length);
        const asked = { ask: 'explain', claims, habits: habitsFor(child), absent: null } as const;
        this.reasons.push([child, { ...asked, told: { always, counted } }]);
        return [];
      },
      explainAbsent: (child, heading, confidence) => {
        const place = places.get(child)!;
        const [, question] = this.reasons[place]!;
        this.reasons[place] = [child, { ...question, absent: { heading, confidence } }];
        return [];
      },
    };
  }
}

const NO_PARENT: LinkAnswers['choose'] = {
  ...({ parent: 'none', confidence: 0, quoted: false } as const),
  ...{ heading: -1, above: -1, aboveConfidence: 0, aboveEvidence: [] },
};

/** Contents that say what the engine answered. */
function told(
  featureIndex: FeatureIndex,
  choices: ReadonlyMap<number, LinkAnswers['choose']>,
  reasons: ReadonlyMap<number, LinkAnswers['explain']>,
): Contents {
  return {
    featureIndex,
    choose: (child) => choices.get(child)!,
    explain: (child, _claims, { places }) => {
      const { candidates } = reasons.get(child)!;
      if (places) return candidates;
      return candidates.map((one) => ({ ...one, evidence: one.evidence.map((each) => ({ ...each, origins: [] })) }));
    },
    explainAbsent: (child) => reasons.get(child)!.absent,
  };
}

/** Asks the engine round by round. */
class Rounds {
  private readonly engine: Engine;
  private readonly work: Work;

  constructor(engine: Engine, work: Work) {
    this.engine = engine;
    this.work = work;
  }

  /** Lets every post name the lists it stands in and looks into, and SQL gather who looks at whom. */
  async prepare(
    posts: readonly ProducedPost[],
    authorOf: NumberedOf,
  ): Promise<{ readonly words: readonly number[]; readonly quoting: ReadonlyMap<number, number> }> {
    const { engine, work } = this;
    const posted = writeTable(this.folder('posted'), this.postedFiles(posts, authorOf));
    const { version } = work;
    const to = this.folder('fingerprint');
    const fingerprint = await engine.pipe({ stage: 'fingerprint', version, from: posted, to });
    await engine.show([
      { table: 'posted', files: posted },
      { table: 'fingerprint', files: fingerprint },
    ]);
    await engine.run(planText('gather'));
    const counted = await engine.write({ table: 'word_count', to: this.folder('word_count'), order: ['key'] });
    const quoted = await engine.write({ table: 'quoting', to: this.folder('quoting'), order: ['post'] });
    const words: number[] = [];
    for await (const { key, posts: count } of readRows<EngineRow<'word_count'>>(counted)) words.push(key, count);
    const quoting = new Map<number, number>();
    for await (const row of readRows<EngineRow<'quoting'>>(quoted)) quoting.set(row.post, row.posts);
    return { words, quoting };
  }

  private *postedFiles(posts: readonly ProducedPost[], authorOf: NumberedOf) {
    const { partSize } = this.work;
    for (let start = 0; start < posts.length; start += partSize) {
      const rows = posts
        .slice(start, start + partSize)
        .map((post, at) => this.postedRow(post, start + at, authorOf(start + at)));
      yield { name: `${numbered(this.partOf(start))}.jsonl`, rows };
    }
  }

  /** Asks about children, and gives the answers by child. */
  async ask<Ask extends LinkQuestion['ask']>(
    round: Ask,
    questions: readonly Asked<Ask>[],
    whole: Parameters<typeof writeWhole>[2],
  ): Promise<ReadonlyMap<number, LinkAnswers[Ask]>> {
    const answers = new Map<number, LinkAnswers[Ask]>();
    if (!questions.length) return answers;
    const { engine } = this;
    const folder = (table: string) => this.folder(`${table}-${round}`);
    const asked = questions.map(([post, question]) => ({
      ...{ part: this.partOf(post), post },
      record: JSON.stringify(question),
    }));
    const named = questions.flatMap(([child, question]) =>
      namedBy(question, whole.count).map((post) => ({ part: this.partOf(child), post })),
    );
    const one = (table: 'ask' | 'named', rows: readonly unknown[]) => ({
      table,
      files: writeTable(folder(table), [{ name: 'all.jsonl', rows }]),
    });
    await engine.show([one('ask', asked), one('named', named)]);
    await engine.run(planText('feed'));
    const order = ['part', 'what', 'post', 'kind', 'key'];
    const from = await engine.write({ table: 'feed', to: folder('feed'), by: 'part', order });
    const file = writeWhole(this.folder('whole'), `${round}.json`, whole);
    const { version } = this.work;
    const answered = await engine.pipe({ stage: 'link', version, from, to: folder('answer'), whole: file });
    for await (const { post, record } of readRows<EngineRow<'answer'>>(answered))
      answers.set(post, JSON.parse(record) as LinkAnswers[Ask]);
    return answers;
  }

  private postedRow(
    { key, duplicateOf, message }: ProducedPost,
    post: number,
    numberedPost: NumberedPost | null,
  ): EngineRow<'posted'> {
    const { lines } = this.work;
    const { date, doubtedDate, problems } = message;
    const settled = { date, problems, ...(doubtedDate === undefined ? {} : { doubtedDate }) };
    const record: PostedRecord = {
      ...{ key, duplicateOf, line: lines.placeOf(message) },
      ...(lines.asRead(message) === message ? {} : { settled }),
      ...(numberedPost === null ? {} : { numberedPost }),
    };
    return { part: this.partOf(post), post, record: JSON.stringify(record) };
  }

  private partOf(post: number): number {
    return Math.floor(post / this.work.partSize);
  }

  private folder(name: string): string {
    return join(this.work.folder, name);
  }
}

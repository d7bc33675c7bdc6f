import type { ProducedPost } from '../../dedupe/produced-post.js';
import { findVerb } from '../../language/attribution-words.js';
import { locateInBody } from '../../message/locate-in-body.js';
import type { Mailbox } from '../../message/message.js';
import { isListDigest } from '../../quote/attribution/list-digest.js';
import type { EmbeddedHeader, EmbeddedMessage } from '../../quote/segment.js';
import type { Origin } from '../../source/source.js';
import { HashFilter } from '../../text/hash-filter.js';
import { hashRun, hashWords } from '../../text/word-hashes.js';
import type { FindingContext } from '../finding-context.js';
import type { MissingTrace } from '../missing-message/missing-trace.js';

/** Words that were quoted, that no line attributes to anybody or a bare name only, and that no produced message holds. */
export interface UnnamedQuotation {
  readonly text: string;
  /** What stands above them, where the message that it describes was taken for the one that was answered; else all is empty. */
  readonly header: EmbeddedHeader;
  /** Who quotes them, in the order of the posts. */
  readonly quotedBy: readonly ProducedPost[];
  /** Those of them that quote it outermost: what they answer. */
  readonly answeredBy: readonly ProducedPost[];
  readonly origins: readonly Origin[];
}

/** Words in a row that are no chance. */
const RUN = 6;
/** Runs that a quotation needs: fewer words may be a title or a line of a form. */
const LEAST_RUNS = 8;
/** Messages from which a run of words is a footer, a disclaimer or a signature, and tells of none. */
const COMMON = 6;
/** Share of its runs that may stand elsewhere. */
const KNOWN_SHARE = 0.2;
/** Share of the letters among the characters that are no white space: less is program output, a table, a signature. */
const PROSE = 0.65;

interface OpenQuotation extends UnnamedQuotation {
  readonly quotedBy: ProducedPost[];
  readonly answeredBy: ProducedPost[];
  readonly origins: Origin[];
}

interface Candidate {
  readonly post: ProducedPost;
  /** Which of the embedded messages of its body it is. */
  readonly index: number;
  readonly runs: Int32Array;
}

/**
 * Finds what is quoted with no author that could be read, where no message that was produced before holds the words, and no
 * quotation that names its author: a trace of a message that was not produced, or of another text. Reads each body once,
 * whatever the number of quotations.
 */
export function findUnnamedQuotations(context: FindingContext): readonly UnnamedQuotation[] {
  const candidates = gatherCandidates(context);
  if (!candidates.length) return [];
  const sought = seekRuns(candidates, context);
  const groups = new Map<number, OpenQuotation>();
  for (const { post, index, runs } of candidates) {
    const time = post.message.date?.time ?? Number.POSITIVE_INFINITY;
    const telling = [...runs].filter((run) => sought.holders(run) < COMMON);
    const known = telling.filter((run) => sought.firstWritten(run) <= time).length;
    if (telling.length < LEAST_RUNS || known > KNOWN_SHARE * telling.length) continue;
    const embedded = context.splits.get(post.key)!.embedded[index]!;
    const origins = embedded.ranges
      .slice(0, 1)
      .map(({ start, end }) => locateInBody(post.message.body!, { start, end }));
    const group = telling.map((run) => groups.get(run)).find((one) => one !== undefined);
    if (group) {
      if (!group.quotedBy.includes(post)) group.quotedBy.push(post);
      if (embedded.depth === 1 && !group.answeredBy.includes(post)) group.answeredBy.push(post);
      group.origins.push(...origins);
      continue;
    }
    const answeredBy = embedded.depth === 1 ? [post] : [];
    const fresh = { text: embedded.text, header: embedded.header, quotedBy: [post], answeredBy, origins };
    for (const run of telling) groups.set(run, fresh);
  }
  return [...new Set(groups.values())];
}

/** What produced messages, and quotations that are told elsewhere, hold of the runs of words that are sought. */
interface SoughtRuns {
  /** How often they hold a run. */
  holders(run: number): number;
  /** When a run was written first; Infinity where nobody wrote it. */
  firstWritten(run: number): number;
}

function seekRuns(candidates: readonly Candidate[], context: FindingContext): SoughtRuns {
  const filter = new HashFilter(candidates.reduce((sum, { runs }) => sum + runs.length, 0));
  const places = new Map<number, number>();
  for (const { runs } of candidates)
    for (const run of runs) {
      filter.mark(run);
      if (!places.has(run)) places.set(run, places.size);
    }
  const holders = new Int32Array(places.size);
  const times = new Float64Array(places.size).fill(Number.POSITIVE_INFINITY);
  const note = (text: string, at: number) =>
    visitRuns(text, (run) => {
      const place = filter.has(run) ? places.get(run) : undefined;
      if (place === undefined) return;
      holders[place]!++;
      if (at < times[place]!) times[place] = at;
    });
  for (const post of context.produced) {
    const split = context.splits.get(post.key);
    if (!split) continue;
    note(split.authored, post.message.date?.time ?? Number.NEGATIVE_INFINITY);
    const originals = context.originals.get(post.key) ?? [];
    split.embedded.forEach(({ text }, index) => {
      if (isListed(originals[index] ?? null, context)) note(text, Number.NEGATIVE_INFINITY);
    });
  }
  return { holders: (run) => holders[places.get(run)!]!, firstWritten: (run) => times[places.get(run)!]! };
}

/** The quotations that nothing attributes to anybody, or only a name that may be a person's. */
function gatherCandidates(context: FindingContext): readonly Candidate[] {
  const candidates: Candidate[] = [];
  for (const post of context.produced) {
    const split = context.splits.get(post.key);
    const originals = context.originals.get(post.key);
    if (!split || !originals || !post.message.body) continue;
    split.embedded.forEach((embedded, index) => {
      const target = originals[index] ?? null;
      if (isListed(target, context) || (target === null && isNamed(embedded.header))) return;
      if (isIntroduced(post.message.body!.text, embedded)) return;
      if (!isProse(embedded.text)) return;
      const runs = new Set<number>();
      visitRuns(embedded.text, (run) => void runs.add(run));
      if (runs.size >= LEAST_RUNS) candidates.push({ post, index, runs: Int32Array.from(runs) });
    });
  }
  return candidates;
}

/** True if a heading names something that is hardly a person: `"The manual says:"`. A digest has a sender, and what it holds has not. */
const isNamed = ({ from }: EmbeddedHeader) => from !== null && !isListDigest(from) && !mayBePerson(from);

/** True where the author's own sentence above says what is quoted: `"The manual says:"`, which names nobody. */
function isIntroduced(body: string, { header, ranges }: EmbeddedMessage): boolean {
  if (header.style !== 'none' || ranges[0] === undefined) return false;
  const above = body.slice(Math.max(0, ranges[0].start - LONGEST_SENTENCE), ranges[0].start).replace(/[\s>|]+$/, '');
  return above.endsWith(':') && findVerb(above.slice(above.lastIndexOf('\n') + 1)) !== null;
}

const LONGEST_SENTENCE = 300;

/** True for an address, and for two or more names with capitals: `"Ann Roe"`. */
const mayBePerson = ({ name, address }: Mailbox) =>
  address.includes('@') || /^\p{Lu}[\p{L}.'-]{0,30}(?: \p{Lu}[\p{L}.'-]{0,30}){1,3}$/u.test(name);

/** True if the quotation has a place in a thread: as a produced message or a recovered one. */
const isListed = (target: string | null, context: FindingContext) => target !== null && context.placeOf.has(target);

function isProse(text: string): boolean {
  let visible = 0;
  let letters = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      if (code === 32 || (code >= 9 && code <= 13)) continue;
      visible++;
      if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) letters++;
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(at)!);
    if (/\s/.test(character)) continue;
    visible += character.length;
    at += character.length - 1;
    if (/\p{L}/u.test(character)) letters++;
  }
  return letters >= PROSE * visible;
}

function visitRuns(text: string, visit: (run: number) => void): void {
  const words = hashWords(text);
  let count = 0;
  for (const word of words) if (word !== 0) words[count++] = word;
  for (let at = 0; at + RUN <= count; at++) visit(hashRun(words, at, RUN));
}

/**
 * Words that a reply quotes outermost without naming anybody are those of the message that it answers: where that one is on the
 * list, they are told there.
 */
export function attachQuotations(
  quotations: readonly UnnamedQuotation[],
  traces: readonly MissingTrace[],
  context: FindingContext,
): {
  readonly attached: ReadonlyMap<MissingTrace, readonly UnnamedQuotation[]>;
  readonly alone: readonly UnnamedQuotation[];
} {
  const byId = new Map(traces.map((trace) => [trace.messageId ?? '', trace]));
  const byPost = new Map(traces.flatMap((trace) => trace.posts.map(({ key }) => [key, trace] as const)));
  const attached = new Map<MissingTrace, UnnamedQuotation[]>();
  const alone: UnnamedQuotation[] = [];
  for (const quotation of quotations) {
    const answered = quotation.answeredBy.map(({ key, message }) => {
      const id = message.inReplyTo[0] ?? message.references.at(-1);
      return (id && byId.get(id)) || byPost.get(context.placeOf.get(key)?.link?.parent ?? '');
    });
    const trace = answered.find((one) => one !== undefined);
    if (!trace) alone.push(quotation);
    else attached.set(trace, [...(attached.get(trace) ?? []), quotation]);
  }
  return { attached, alone };
}

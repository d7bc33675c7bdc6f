import type { ProducedPost } from '../dedupe/produced-post.js';
import type { Evidence, EvidenceKind, LinkExplanation } from '../link/evidence/evidence.js';
import type { Post } from '../link/post/post.js';
import { originsOf } from '../link/post/post-facts.js';
import type { Mailbox } from '../message/message.js';
import { runsOf } from './altered-quote/quotation-words.js';
import { findQuotedElsewhere } from './altered-quote/quoted-elsewhere.js';
import { isAutomaticAnswer } from './automatic-mail.js';
import { createFinding } from './create-finding.js';
import { type DetailOf, declareFinding } from './declare-finding.js';
import type { Finding } from './finding.js';
import { describePost, type FindingContext, isAddress } from './finding-context.js';
import { citationOrigins } from './missing-message/id-citations.js';
import { seriesPlaceOf } from './missing-message/series-hole.js';

/**
 * Headers that name one parent (or a message that was not produced) while the quotation names another, and old threads taken over
 * for a new subject.
 */
export const contradictingEvidence = declareFinding({
  kind: 'contradicting-evidence',
  label: 'Contradicting evidence',
  about: 'Headers that name one message and contents that speak for another',
  severities: ['info', 'notice'],
  mark: 'contradicted',
  castsDoubtOn: 'first',
  detail: ({ z, key, evidence }) =>
    z.strictObject({
      type: z
        .enum(['parent', 'takeover'])
        .describe('parent: who is answered; takeover: a thread that was used for something else'),
      chosen: key.describe('The parent that was chosen'),
      other: key.nullable().describe('The one that the other evidence names; null = nobody in particular'),
      for: z.array(evidence).describe('What speaks for the chosen one'),
      against: z.array(evidence).describe('What speaks against it'),
    }),
  find: findContradictingEvidence,
});

/** What speaks for the parent that was chosen, and what for another. */
export type ContradictingEvidenceDetail = DetailOf<typeof contradictingEvidence>;

const HEADER_KINDS = new Set<EvidenceKind>(['in-reply-to', 'references', 'thread-index']);
const CONTENT_KINDS = new Set<EvidenceKind>(['quoted-text', 'embedded-header', 'attribution']);
/** log10 likelihood ratio from which content counts as naming a parent: "moderate support" on the forensic scale. */
const SPEAKS = 1;
/** ... and all of it together as speaking against one: "weak support". A quotation of what nobody wrote says little by itself. */
const SPEAKS_AGAINST = Math.log10(2);

function* findContradictingEvidence(context: FindingContext): Generator<Finding> {
  for (const post of context.produced) {
    const parent = context.placeOf.get(post.key)?.link?.parent;
    const seen = parent === undefined ? null : context.explain(post.key, { places: false });
    if (parent === undefined || seen === null) continue;
    // Where it stands is looked up for what is told only: of most posts nothing is.
    const isTold = !findContradiction(post, parent, seen, context).next().done;
    if (isTold) yield* findContradiction(post, parent, context.explain(post.key) ?? seen, context);
  }
}

function* findContradiction(
  post: ProducedPost,
  chosen: string,
  link: LinkExplanation,
  context: FindingContext,
): Generator<Finding> {
  const headers = link.evidence.filter(({ kind, weight }) => HEADER_KINDS.has(kind) && weight > 0);
  if (!headers.length) {
    const ignored = link.rejected.find(
      ({ parent, evidence }) =>
        parent !== null && evidence.some(({ kind, weight }) => HEADER_KINDS.has(kind) && weight > 0),
    );
    if (ignored && !standsAbove(ignored.parent!, chosen, context))
      yield reportParent(post, chosen, ignored.parent, link.evidence, ignored.evidence, context);
    return;
  }
  const own = contentWeight(link.evidence);
  const parent = context.placeOf.get(chosen)?.post;
  const isProduced = parent?.kind === 'produced';
  const elsewhere = parent && !isProduced ? reportElsewhere(post, parent, headers, context) : null;
  if (elsewhere) {
    yield elsewhere;
    return;
  }
  const rival = isProduced
    ? link.rejected.find(
        ({ parent, evidence }) =>
          parent !== null && contentWeight(evidence) >= SPEAKS && contentWeight(evidence) >= own + SPEAKS,
      )
    : undefined;
  const against = contentsAgainst(link.evidence, post.message.subject.text);
  const isAgainst = against.length > 0 && own <= -SPEAKS_AGAINST && contentWeight(against) <= -SPEAKS_AGAINST;
  // What is quoted may be quoted by the other message too: then its contents speak for it.
  const takesUp = (rival || isAgainst) && parent !== undefined && isProduced && takesUpQuotation(post, parent, context);
  if (rival && !takesUp) yield reportParent(post, chosen, rival.parent, headers, rival.evidence, context);
  else if (isAgainst && !takesUp) yield reportParent(post, chosen, null, headers, against, context);
  else yield* findTakeover(post, chosen, headers, context);
}

/**
 * What of the contents speaks against a parent. What says too little for it (words that stand in both, though one of the two may
 * quote the other or both a third) says nothing against it, nor does a text that its author mended and sent once more; and the
 * heading in a tracker's mail (`[Bug 7]`) names who wrote that very comment, not who is quoted.
 */
export function contentsAgainst(evidence: readonly Evidence[], subject: string): readonly Evidence[] {
  const tracker = /\[bug \d{1,9}\]/i.test(subject);
  return evidence.filter(
    ({ kind, weight, detail }) =>
      CONTENT_KINDS.has(kind) &&
      weight < 0 &&
      !/^both | stand in both\b|^that message quotes this one$|^it repeats most of that message, with changes$/.test(
        detail,
      ) &&
      !(tracker && kind === 'attribution'),
  );
}

/**
 * A reply header that names a message which was not produced, over a quotation of a produced one that stands elsewhere: the
 * header does not name it, and it is no ancestor.
 */
function reportElsewhere(
  post: ProducedPost,
  parent: Exclude<Post, ProducedPost>,
  headers: readonly Evidence[],
  context: FindingContext,
): Finding | null {
  const id = parent.kind === 'missing' ? parent.messageId : null;
  const named = new Set([...post.message.inReplyTo, ...post.message.references]);
  if (id === null || !named.has(id) || isAddress(id, context)) return null;
  const found = findQuotedElsewhere(post, context);
  if (!found || standsAbove(found.target.key, post.key, context)) return null;
  const { target, matched, words } = found;
  const bears = ({ messageId, alternateIds }: ProducedPost['message']) =>
    [messageId ?? '', ...alternateIds].some((one) => named.has(one));
  // Sent mail is often kept without the id that the server gave it: that may be the one which is named.
  if (target.copies.some(bears) || target.copies.every(({ messageId }) => messageId === null)) return null;
  const detail: ContradictingEvidenceDetail = {
    type: 'parent',
    chosen: parent.key,
    other: target.key,
    for: headers.map(plain),
    against: [{ kind: 'quoted-text', weight: 0, detail: `${matched} of ${words} quoted words stand in ${target.key}` }],
  };
  return createFinding(contradictingEvidence, {
    severity: 'notice',
    summary: `The reply header of ${describePost(post, context)} names <${id}>, which was not produced; what the message quotes stands in ${describePost(target, context)}, which was produced.`,
    posts: [post.key, parent.key, target.key],
    origins: [...citationOrigins(id, [post]), ...found.origins],
    detail,
  });
}

function sameMailbox(one: Mailbox | null, other: Mailbox | null): boolean {
  const of = (mailbox: Mailbox) => (mailbox.address || mailbox.name).toLowerCase();
  return one !== null && other !== null && of(one) === of(other);
}

/** True if `above` is an ancestor of `post`: a header that names it agrees with the thread, it only does not name the parent. */
function standsAbove(above: string, post: string, context: FindingContext): boolean {
  let at: string | undefined = post;
  for (let steps = 0; at !== undefined && steps < MOST_STEPS; steps++) {
    if (at === above) return true;
    at = context.placeOf.get(at)?.link?.parent;
  }
  return false;
}

/** Ancestors further up than this are not looked for. */
const MOST_STEPS = 1000;

const contentWeight = (evidence: readonly Evidence[]) =>
  evidence.reduce((sum, { kind, weight }) => (CONTENT_KINDS.has(kind) ? sum + weight : sum), 0);

function reportParent(
  post: ProducedPost,
  chosen: string,
  other: string | null,
  speaksFor: readonly Evidence[],
  against: readonly Evidence[],
  context: FindingContext,
): Finding {
  const name = (key: string) => {
    const target = context.placeOf.get(key)?.post;
    return target ? describePost(target, context) : key;
  };
  const detail: ContradictingEvidenceDetail = {
    type: 'parent',
    chosen,
    other,
    for: speaksFor.map(plain),
    against: against.map(plain),
  };
  return createFinding(contradictingEvidence, {
    severity: 'notice',
    summary: `${describePost(post, context)} stands under ${name(chosen)}${tellKinds(speaksFor)}, but ${other ? `${kindsOf(against)} points to ${name(other)}` : `its contents speak against it: ${against.map(({ detail: seen }) => seen).join('; ')}`}.`,
    posts: [post.key, chosen, ...(other ? [other] : [])],
    origins: [...speaksFor, ...against].flatMap((evidence) => evidence.origins),
    detail,
  });
}

const isHeader = ({ kind }: Evidence) => HEADER_KINDS.has(kind);

/** `, which its reply header names` where headers speak for the parent. */
const tellKinds = (evidence: readonly Evidence[]) =>
  evidence.some(isHeader) ? `, which its ${headerOf(evidence)} names` : '';

const kindsOf = (evidence: readonly Evidence[]) => {
  const headers = evidence.filter((one) => isHeader(one) && one.weight > 0);
  return headers.length ? `its ${headerOf(headers)}` : 'its quotation';
};

/** A Thread-Index is told by its name: the fields for answers may say otherwise. */
const headerOf = (evidence: readonly Evidence[]) =>
  evidence.every((one) => !isHeader(one) || one.kind === 'thread-index') ? 'Thread-Index' : 'reply header';

/** A reply header under a new subject with nothing quoted: the old thread was taken for its address list. */
function* findTakeover(
  post: ProducedPost,
  parentKey: string,
  headers: readonly Evidence[],
  context: FindingContext,
): Generator<Finding> {
  const parent = context.placeOf.get(parentKey)?.post;
  if (!parent || !isTakeover(post, parent, context)) return;
  const { subject } = post.message;
  const detail: ContradictingEvidenceDetail = {
    type: 'takeover',
    chosen: parentKey,
    other: null,
    for: headers.map(plain),
    against: [{ kind: 'subject', weight: 0, detail: `new subject "${subject.text}", nothing quoted` }],
  };
  yield createFinding(contradictingEvidence, {
    severity: 'info',
    summary: `${describePost(post, context)} names ${describePost(parent, context)} in its reply header, but has a new subject and quotes nothing; the thread may have been used for something else.`,
    posts: [post.key, parentKey],
    origins: [...headers.flatMap((evidence) => evidence.origins), ...originsOf(post).slice(0, 1)],
    detail,
  });
}

/** True if a message stands below another by its header only: no word of the subject in common, nothing quoted. */
export function isTakeover(post: Post, parent: Post, { splits }: Pick<FindingContext, 'splits'>): boolean {
  const split = splits.get(post.key);
  if (post.kind !== 'produced' || parent.kind !== 'produced' || !split || isAutomaticAnswer(post)) return false;
  const { subject } = post.message;
  const before = parent.message.subject;
  // The parts of a series stand below their cover, and who adds to what is his own takes nothing over.
  if (seriesPlaceOf(subject.text) || /\[[^\]]*\bpatch\b/i.test(subject.text)) return false;
  if (sameMailbox(post.message.from, parent.message.from)) return false;
  if (subject.reply || subject.forward || !subject.base || !before.base || split.embedded.length) return false;
  if (split.segments.some(({ kind }) => kind === 'quoted')) return false;
  if (subject.base.toLowerCase() === before.base.toLowerCase()) return false;
  const words = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
  const known = words(before.text);
  for (const word of words(subject.text)) if (known.has(word)) return false;
  return !repeats(split.authored, splits.get(parent.key)?.authored ?? '');
}

/** Share of the quoted runs of words that stand in the other message, wherever. */
const MOST_OF_IT = 0.6;

/** True if most of what a message quotes stands in another's text, be it in a quotation of its own. */
export function takesUpQuotation(
  post: Pick<ProducedPost, 'key'>,
  parent: Pick<ProducedPost, 'key'>,
  { splits }: Pick<FindingContext, 'splits'>,
): boolean {
  const quoted = runsOf((splits.get(post.key)?.embedded ?? []).map(({ text }) => text).join('\n'));
  if (quoted.size === 0) return false;
  const known = runsOf(
    [splits.get(parent.key)?.authored ?? '', ...(splits.get(parent.key)?.embedded ?? []).map(({ text }) => text)].join(
      '\n',
    ),
  );
  let shared = 0;
  for (const run of quoted) if (known.has(run)) shared++;
  return shared >= MOST_OF_IT * quoted.size;
}

/** Runs of three words that two texts have in common by chance at most. */
const MOST_BY_CHANCE = 3;

/** True if one text takes up what the other says, under whatever marks: `# what do you think`. */
function repeats(text: string, other: string): boolean {
  const known = runsOf(other);
  let shared = 0;
  for (const run of runsOf(text)) if (known.has(run) && ++shared > MOST_BY_CHANCE) return true;
  return false;
}

const plain = ({ kind, weight, detail }: Evidence) => ({ kind, weight, detail });

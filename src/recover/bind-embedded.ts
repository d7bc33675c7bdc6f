import { type DateGrade, dateInterval, datesAgree } from '../date/written-date.js';
import type { OpenQuotation, TextIndex, TextMatch } from '../text/text-index.js';
import type { EmbeddedFacts } from './embedded-facts.js';
import type { ProducedFeatures, ProducedIndex } from './produced-index.js';
import { compareSenders, type SenderFit } from './sender-match.js';

/** One observation for or against "this quotation is that message". */
export interface BindingReason {
  readonly kind: 'message-id' | 'in-reply-to' | 'sender' | 'date' | 'text' | 'subject';
  /** > 0 speaks for it, < 0 against. */
  readonly score: number;
  /** One plain phrase. */
  readonly detail: string;
}

/** A produced message that a quotation repeats. */
export interface BoundMessage {
  readonly place: number;
  readonly score: number;
  readonly reasons: readonly BindingReason[];
}

/** A quotation is bound from this score on: two good reasons, or one overwhelming one. */
const ENOUGH = 3;
const DAY = 86_400_000;
const DATE_SCORES: Readonly<Record<DateGrade, number>> = {
  'same-minute': 3,
  'whole-hours': 2.5,
  'quarter-hours': 1.8,
  'clock-slack': 1.2,
  'same-day': 0.8,
  none: -3.5,
};
/** Of ten messages of one sender and day, how many have that grade by chance. */
const CHANCE: Readonly<Record<DateGrade, number>> = {
  'same-minute': 0.02,
  'whole-hours': 0.5,
  'quarter-hours': 2,
  'clock-slack': 2,
  'same-day': 1,
  none: 0,
};
/** A text with more below may be a later version: a date that does not fit then speaks against it as ever. */
const WITH_MORE = 'all of its text, and more below';
const SENDER_SCORES: Readonly<Record<SenderFit, number>> = { same: 2, similar: 1.2, unknown: 0, different: -2.5 };

/** Finds the produced message that an embedded one repeats: by its id, by sender and minute, by its text; none of the places `without`. */
export function bindEmbedded(
  facts: EmbeddedFacts,
  produced: ProducedIndex,
  texts: TextIndex,
  without: ReadonlySet<number>,
): BoundMessage | null {
  const { header } = facts.embedded;
  const quotation = texts.open(facts.embedded.text);
  const places = new Set<number>();
  const cited = facts.embedded.depth === 1 ? [header.messageId, ...facts.post.message.inReplyTo] : [header.messageId];
  for (const id of cited) if (id) for (const place of produced.byId(id)) places.add(place);
  const sent = facts.sender && header.date ? produced.bySenderAt(facts.sender, header.date) : null;
  for (const place of sent?.places ?? []) places.add(place);
  const rivals = Math.max(places.size, sent?.rivals ?? 0);
  for (const place of namelessly(facts, produced)) places.add(place);
  for (const place of without) places.delete(place);
  let best = bestOf(facts, places, produced, quotation, rivals);
  if (best && best.score >= 6) return best;
  const byText = quotation.find(8).filter((match) => isTelling(match, quotation));
  const found = byText.map(({ key }) => key).filter((place) => !without.has(place));
  best = better(best, bestOf(facts, new Set(found), produced, quotation, rivals), produced);
  return best && best.score >= ENOUGH ? best : null;
}

/**
 * The messages of its subject and time, where no sender is told of the quotation or of the message: of the same minute, or of one that zones
 * allow and that begin with the same words.
 */
function namelessly({ sender, embedded, ownSubject, subject }: EmbeddedFacts, produced: ProducedIndex): number[] {
  const { date } = embedded.header;
  const base = ownSubject ?? subject;
  if (date === null || base === '' || embedded.text.trim() === '') return [];
  const found = produced.bySubjectAt(base, date, sender !== null).slice(0, MOST_NAMELESS);
  return found.filter((place) => {
    const { time, offset, dayOnly } = produced.features[place]!;
    if (datesAgree(date, time!, offset, dayOnly).grade === 'same-minute') return true;
    return produced.isBegunBy(place, embedded.text);
  });
}

/** Messages of one subject and day that are looked at for one quotation. */
const MOST_NAMELESS = 32;

/** True if the text alone makes a message worth comparing. */
function isTelling(match: TextMatch, quotation: OpenQuotation): boolean {
  if (isWhole(match)) return true;
  return match.share >= 0.25 && (match.hits >= 3 || match.hits >= quotation.runs);
}

function bestOf(
  facts: EmbeddedFacts,
  places: ReadonlySet<number>,
  produced: ProducedIndex,
  quotation: OpenQuotation,
  rivals: number,
): BoundMessage | null {
  let best: BoundMessage | null = null;
  for (const place of places) {
    if (place === facts.place) continue;
    best = better(best, weigh(facts, place, produced, quotation, rivals), produced);
  }
  return best;
}

/** The one with the higher score; of equals the earlier message, then the lower key. */
function better(one: BoundMessage | null, other: BoundMessage | null, produced: ProducedIndex): BoundMessage | null {
  if (!one || !other) return one ?? other;
  if (Math.abs(one.score - other.score) > 1e-9) return one.score > other.score ? one : other;
  const [a, b] = [produced.features[one.place]!, produced.features[other.place]!];
  if (a.time !== b.time) return (a.time ?? Infinity) < (b.time ?? Infinity) ? one : other;
  return a.key <= b.key ? one : other;
}

function weigh(
  facts: EmbeddedFacts,
  place: number,
  produced: ProducedIndex,
  quotation: OpenQuotation,
  rivals: number,
): BoundMessage {
  const message = produced.features[place]!;
  const { header } = facts.embedded;
  const text = weighText(facts, place, produced, quotation);
  const reply = weighReply(facts, place, produced);
  const copied = text.score >= 2.5 && text.detail !== WITH_MORE;
  const reasons = [
    header.messageId && produced.byId(header.messageId).includes(place)
      ? { kind: 'message-id' as const, score: 5, detail: 'cited by its Message-ID' }
      : null,
    reply,
    weighSender(facts, message),
    weighDate(facts, message, copied, rivals),
    text,
    weighSubject(facts, message, rivals),
    weighOrder(facts, message, produced),
    text.score > 0 || (reply?.score ?? 0) > 0 ? null : weighQuoting(facts, place, produced),
  ].filter((reason): reason is BindingReason => reason !== null && reason.score !== 0);
  return { place, score: reasons.reduce((sum, reason) => sum + reason.score, 0), reasons };
}

/** What the quoting message answers is what it quotes first; if that is not there, the quotation is of something else. */
function weighReply(facts: EmbeddedFacts, place: number, produced: ProducedIndex): BindingReason | null {
  const { inReplyTo } = facts.post.message;
  if (facts.attached || facts.embedded.depth !== 1 || inReplyTo.length === 0) return null;
  const answered = inReplyTo.flatMap((id) => produced.byId(id));
  if (answered.includes(place)) return { kind: 'in-reply-to', score: 1.5, detail: 'the message that is answered' };
  return answered.length ? null : { kind: 'in-reply-to', score: -1, detail: 'answers a message that is not there' };
}

function weighSender(facts: EmbeddedFacts, message: ProducedFeatures): BindingReason {
  const fit = compareSenders(facts.sender, message.sender);
  return {
    kind: 'sender',
    score: SENDER_SCORES[fit],
    detail: fit === 'different' ? 'another sender' : `${fit} sender`,
  };
}

/**
 * People send the same text again, in a new version of a patch or as a reminder, so a date that does not fit says that
 * it is another message. It weighs less where the two are near and the text is a copy: clocks, delivery, a changed date.
 * A minute that fits but for the zone may fit by chance: the more so, the more `rivals` that sender wrote about then.
 */
function weighDate(
  facts: EmbeddedFacts,
  message: ProducedFeatures,
  copied: boolean,
  rivals: number,
): BindingReason | null {
  const { date } = facts.embedded.header;
  if (!date || message.time === null) return null;
  const { grade } = datesAgree(date, message.time, message.offset, message.dayOnly);
  const { earliest, latest } = dateInterval(date);
  const near = message.time > earliest - DAY && message.time < latest + DAY;
  const chance = Math.log10(Math.max(1, rivals * CHANCE[grade]));
  const score = grade === 'none' && copied && near ? -1 : DATE_SCORES[grade] - chance;
  return { kind: 'date', score, detail: grade === 'none' ? 'another date' : `date: ${grade.replace('-', ' ')}` };
}

/** Patches of a series have one sender and one minute: a text that is not there at all says that it is another one. */
function weighText(
  facts: EmbeddedFacts,
  place: number,
  produced: ProducedIndex,
  quotation: OpenQuotation,
): BindingReason {
  if (produced.features[place]!.scrubbed) return { kind: 'text', score: 0, detail: 'its text was taken out' };
  const match = quotation.match(place);
  if (!match || quotation.runs === 0) {
    const isAlike = facts.sender === null && produced.isBegunBy(place, facts.embedded.text);
    return isAlike
      ? { kind: 'text', score: 1, detail: 'the same few words' }
      : { kind: 'text', score: 0, detail: 'no text' };
  }
  const detail = `${Math.round(match.share * 100)} % of the quoted text`;
  // What leaves a firm gets a notice that the sender's own copy lacks, longer than many a mail.
  if (match.share < 0.8 && isWhole(match) && produced.beginsText(place, facts.embedded.text))
    return { kind: 'text', score: 2.5, detail: WITH_MORE };
  if (quotation.rare >= 5 && match.distinctive < quotation.rare * 0.2 && match.share >= 0.25)
    return { kind: 'text', score: -2, detail: `${detail}, but not what is rare in it` };
  const sure = match.hits >= 4 && match.distinctive > 0;
  if (match.share >= 0.8) return { kind: 'text', score: sure ? 3 : match.hits >= 3 ? 1 : 0.5, detail };
  if (match.share >= 0.5) return { kind: 'text', score: sure ? 2.5 : 0.5, detail };
  if (quotation.runs < 3) return { kind: 'text', score: 0, detail };
  const whole = produced.shareOfBody(place, facts.embedded.text);
  if (whole >= 0.5 && match.share >= 0.25) return { kind: 'text', score: sure ? 1.5 : 0.7, detail };
  if (whole < 0.3 && produced.isBegunBy(place, facts.embedded.text))
    return { kind: 'text', score: 0.5, detail: 'it begins with all that the author wrote' };
  if (whole < 0.1) return { kind: 'text', score: -4, detail: 'another text' };
  if (whole < 0.3 && quotation.runs >= 5) return { kind: 'text', score: -2, detail };
  return { kind: 'text', score: whole < 0.5 && quotation.runs >= 8 ? -1.5 : 0, detail };
}

/** True where the quotation holds all that the message's author wrote, and that is no phrase that others write too. */
function isWhole({ covered, hits, distinctive }: TextMatch): boolean {
  return covered >= 0.9 && hits >= 4 && distinctive > 0;
}

/**
 * The subject that the quotation gives, else that of the message that quotes. People rarely change a subject; where the
 * sender wrote several messages about then, as with a series of patches, it is what tells them apart.
 */
function weighSubject(facts: EmbeddedFacts, message: ProducedFeatures, rivals: number): BindingReason | null {
  const own = facts.ownSubject;
  if (own !== null && own !== message.subject && !isTagged(own, message.subject))
    return { kind: 'subject', score: -1, detail: 'another subject' };
  if (own !== null && own !== '') return { kind: 'subject', score: 1, detail: 'same subject' };
  if (!facts.subject || !message.subject) return null;
  if (facts.subject === message.subject) return { kind: 'subject', score: 0.5, detail: 'same subject' };
  if (facts.embedded.depth > 1) return null;
  return { kind: 'subject', score: rivals > 1 ? -2 : -0.7, detail: 'another subject' };
}

/** One of two subjects has a tag before it: `[EXTERNAL] plan` and `plan`. */
function isTagged(one: string, other: string): boolean {
  if (one.length < 6 || other.length < 6) return false;
  return one.endsWith(other) || other.endsWith(one);
}

/** What quotes a message under the same heading is not that message, however near its own time: people write twice in a quarter of an hour. */
function weighQuoting(
  { sender, embedded }: EmbeddedFacts,
  place: number,
  produced: ProducedIndex,
): BindingReason | null {
  const { date } = embedded.header;
  if (sender === null || date === null || !produced.quotesOneOf(place, sender, date)) return null;
  const { time, offset, dayOnly } = produced.features[place]!;
  if (time !== null && datesAgree(date, time, offset, dayOnly).grade === 'same-minute') return null;
  return { kind: 'text', score: -5, detail: 'it quotes a message of that sender and minute itself' };
}

/** Nobody quotes what is not yet written (a day of slack for clocks). */
function weighOrder(facts: EmbeddedFacts, message: ProducedFeatures, produced: ProducedIndex): BindingReason | null {
  const quoting = produced.features[facts.place]!.time;
  if (quoting === null || message.time === null || message.time <= quoting + DAY) return null;
  return { kind: 'date', score: -3, detail: 'sent after the quotation' };
}

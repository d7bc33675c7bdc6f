import { compareWritten, momentOf } from '../date/date-agreement.js';
import type { WrittenDate } from '../date/written-clock.js';
import { makeSkeleton } from '../dedupe/text-skeleton.js';
import { indexTexts, type OpenQuotation, type TextIndex, type TextMatch } from '../text/text-index.js';
import type { EmbeddedFacts } from './embedded-facts.js';
import { compareSenders, senderKeys } from './sender-match.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A quotation that was sent so long before another message was written cannot be of this one, whatever the clocks and zones. */
const FARTHEST = 26 * HOUR;

/**
 * Groups embedded messages that are the same message seen by several witnesses.
 *
 * Same sender and same minute modulo zones, or same sender and the same text. A group holds no two dates that cannot be of one
 * message. Groups and their members come in the order of the input.
 */
export function mergeEmbedded(all: readonly EmbeddedFacts[]): readonly (readonly EmbeddedFacts[])[] {
  const texts = new MemberTexts(all);
  const union = new Union(all.map(({ embedded }) => embedded.header.date));
  mergeByCitedId(all, union);
  mergeBySenderAndMinute(all, texts, union);
  mergeByText(all, texts, union);
  mergeNameless(all, texts, union);
  return union.groups().map((members) => members.map((member) => all[member]!));
}

function mergeByCitedId(all: readonly EmbeddedFacts[], union: Union): void {
  const seen = new Map<string, number>();
  all.forEach(({ embedded }, member) => {
    const id = embedded.header.messageId?.toLowerCase();
    if (!id) return;
    const first = seen.get(id);
    if (first === undefined) seen.set(id, member);
    else union.join(first, member);
  });
}

function mergeBySenderAndMinute(all: readonly EmbeddedFacts[], texts: MemberTexts, union: Union): void {
  const buckets = new Map<string, number[]>();
  all.forEach(({ sender, embedded }, member) => {
    const { date } = embedded.header;
    if (!sender || !date || date.precision === 'day') return;
    for (const key of senderKeys(sender)) append(buckets, `${key} ${Math.floor(momentOf(date) / MINUTE) % 15}`, member);
  });
  for (const bucket of buckets.values()) {
    bucket.sort((a, b) => momentOf(all[a]!.embedded.header.date!) - momentOf(all[b]!.embedded.header.date!) || a - b);
    for (let at = 1; at < bucket.length; at++) {
      // The neighbours in time are enough: equal ones stand together.
      for (let before = at - 1; before >= 0 && before >= at - 6; before--) {
        if (isSame(all, bucket[before]!, bucket[at]!, texts)) union.join(bucket[before]!, bucket[at]!);
      }
    }
  }
}

function mergeByText(all: readonly EmbeddedFacts[], texts: MemberTexts, union: Union): void {
  for (let member = 0; member < all.length; member++) {
    for (const { key, share, hits } of texts.open(member).find(10)) {
      if (key === member || share < 0.5 || hits < 2 || union.find(key) === union.find(member)) continue;
      if (isSame(all, key, member, texts)) union.join(key, member);
    }
  }
}

/**
 * Joins quotations whose sender is withheld to those of the same text and time, of which at most one may name a sender: where two people are
 * named, nothing tells which of them is meant.
 */
function mergeNameless(all: readonly EmbeddedFacts[], texts: MemberTexts, union: Union): void {
  const nameless = all.flatMap(({ sender }, member) => (sender === null ? [member] : []));
  if (!nameless.length) return;
  const named = new Set<number>();
  const byLetters = new Map<string, number[]>();
  for (const [member, { sender, embedded }] of all.entries()) {
    if (sender !== null) named.add(union.find(member));
    append(byLetters, lettersOf(embedded.text), member);
  }
  for (const member of nameless) {
    const equal = byLetters.get(lettersOf(all[member]!.embedded.text))!.slice(0, MOST_EQUAL);
    const found = texts
      .open(member)
      .find(10)
      .map(({ key }) => key);
    const roots = new Set<number>();
    for (const other of new Set([...equal, ...found]))
      if (other !== member && isSameNameless(all, member, other, texts)) roots.add(union.find(other));
    const own = union.find(member);
    const people = [...roots, own].filter((root, at, list) => named.has(root) && list.indexOf(root) === at);
    for (const root of roots) {
      if (people.length > 1 && named.has(root)) continue;
      union.join(root, member);
      if (people.length === 1) named.add(union.find(member));
    }
  }
}

/** Members of one text that are compared: a robot writes the same a thousand times. */
const MOST_EQUAL = 64;
const lettersOf = (text: string) => makeSkeleton(text.slice(0, LONGEST_COMPARED)).letters;
const LONGEST_COMPARED = 2000;

/** As `isSame`, of two of which one tells no sender: only equal words at one time are one message. */
function isSameNameless(all: readonly EmbeddedFacts[], one: number, other: number, texts: MemberTexts): boolean {
  const [a, b] = [all[one]!, all[other]!];
  if (a.sender !== null && b.sender !== null) return false;
  if (a.place === b.place || haveOtherSubjects(a, b)) return false;
  const dates = compareWritten(a.embedded.header.date, b.embedded.header.date);
  if (dates === 'none' || dates === 'quarter-hours') return false;
  const letters = lettersOf(a.embedded.text);
  const isEqual = letters !== '' && letters === lettersOf(b.embedded.text);
  const isSure = dates === 'same-minute' || (dates === 'whole-hours' && agreeInZones(a, b));
  if (isEqual && (isSure || letters.length >= TELLING_LETTERS)) return isSure || haveSameSubject(a, b);
  const [first, second] = [texts.open(one), texts.open(other)];
  const isAlike = isAllButEqual(first.match(other), second.match(one), first.runs, second.runs);
  return isAlike && (isSure || haveSameSubject(a, b));
}

/** Letters that two people do not write alike by chance. */
const TELLING_LETTERS = 24;

function isSame(all: readonly EmbeddedFacts[], one: number, other: number, texts: MemberTexts): boolean {
  const [a, b] = [all[one]!, all[other]!];
  const sender = compareSenders(a.sender, b.sender);
  if (sender === 'different' || sender === 'unknown') return false;
  const dates = compareWritten(a.embedded.header.date, b.embedded.header.date);
  if (dates === 'none') return false;
  // One body that quotes twice quotes two messages; what hangs on the mail may well be what its body quotes.
  const attached = (a.attached === null) !== (b.attached === null);
  if (a.place === b.place && !attached && dates !== 'same-minute') return false;
  const [first, second] = [texts.open(one), texts.open(other)];
  const [there, back] = [first.match(other), second.match(one)];
  const share = Math.max(there?.share ?? 0, back?.share ?? 0);
  // Robots send letters that differ in a line: what is rare in the one must stand in the other.
  const rare = Math.min(first.rare, second.rare);
  const same = share >= 0.3 && (rare < 5 || (there?.distinctive ?? 0) >= rare * 0.2);
  if (dates === 'same-minute' || (dates === 'whole-hours' && agreeInZones(a, b)))
    return same || (haveSameSubject(a, b) && !haveOtherNames(a, b));
  if (dates === 'unknown') {
    if (share < 0.5 || !same || isQuotedBefore(a, b) || isQuotedBefore(b, a)) return false;
    // Signatures and the footers of lists are shared by all that a person writes.
    return haveSameSubject(a, b) || isAllButEqual(there, back, first.runs, second.runs);
  }
  // QUIRK: Gmail and others write the time of arrival: then only a text that is all but the same tells.
  if (dates === 'near') {
    return isAllButEqual(there, back, first.runs, second.runs) && haveSameSubject(a, b);
  }
  // A notice that hangs below all mail of a house is no text of theirs.
  if (haveOtherSubjects(a, b)) return false;
  return same || (Math.min(first.runs, second.runs) < 3 && haveSameSubject(a, b));
}

/** Two whole names that share a word only, as kin and namesakes do: then no minute and no subject makes them one, only the text. */
function haveOtherNames(a: EmbeddedFacts, b: EmbeddedFacts): boolean {
  const [one, other] = [a.sender, b.sender];
  if (one === null || other === null || one.words.length < 2 || other.words.length < 2) return false;
  if (one.address !== '' && one.address === other.address) return false;
  if (compareSenders(one, other) === 'same') return false;
  return one.words[0] === other.words[0] || (one.address !== '' && other.address !== '' && one.local !== other.local);
}

/** True if the zones of both dates are known, and the two are one moment but for an hour of summer. */
function agreeInZones(a: EmbeddedFacts, b: EmbeddedFacts): boolean {
  const [one, other] = [zonedTime(a), zonedTime(b)];
  return one !== null && other !== null && Math.abs(one - other) <= HOUR + MINUTE;
}

/** Whoever quotes writes the date by the own clock: its zone is that of the message that quotes outermost. */
function zonedTime({ embedded, post }: EmbeddedFacts): number | null {
  const date = embedded.header.date!;
  const offset = date.offset ?? (embedded.depth === 1 ? (post.message.date?.offset ?? null) : null);
  return offset === null || date.alternatives.length > 0 ? null : date.local - offset * MINUTE;
}

/** True if the one was sent within a quotation before the other was written. */
function isQuotedBefore(one: EmbeddedFacts, other: EmbeddedFacts): boolean {
  const sent = one.post.message.date?.time ?? Number.NaN;
  const { date } = other.embedded.header;
  return date !== null && Math.min(date.local, ...date.alternatives) - (date.offset ?? 0) * MINUTE - sent > FARTHEST;
}

/** Shorter texts are said twice a day. */
const LEAST_RUNS = 12;

function isAllButEqual(there: TextMatch | null, back: TextMatch | null, ...runs: readonly number[]): boolean {
  return Math.min(there?.share ?? 0, back?.share ?? 0) >= 0.8 && Math.min(...runs) >= LEAST_RUNS;
}

/** The subjects that they give themselves, else those of the messages that quote them. */
function haveSameSubject(a: EmbeddedFacts, b: EmbeddedFacts): boolean {
  if (a.ownSubject !== null && b.ownSubject !== null) return a.ownSubject === b.ownSubject;
  const [one, other] = [a.ownSubject ?? a.subject, b.ownSubject ?? b.subject];
  return one === other && one !== '';
}

/** True if both give themselves a subject, and neither is the other with a tag before it. */
function haveOtherSubjects({ ownSubject: one }: EmbeddedFacts, { ownSubject: other }: EmbeddedFacts): boolean {
  return one !== null && other !== null && !one.endsWith(other) && !other.endsWith(one);
}

/** Texts that were looked up last are kept at hand: those that are compared stand near one another. */
const MOST_OPEN = 256;

/** One after the other: all of them together would fill the memory. */
function* textsOf(all: readonly EmbeddedFacts[]): Generator<{ readonly key: number; readonly text: string }> {
  for (const [key, { embedded }] of all.entries()) yield { key, text: embedded.text };
}

/** What the embedded messages hold of one another's texts. */
class MemberTexts {
  readonly #all: readonly EmbeddedFacts[];
  readonly #index: TextIndex;
  readonly #open = new Map<number, OpenQuotation>();

  constructor(all: readonly EmbeddedFacts[]) {
    this.#all = all;
    this.#index = indexTexts(textsOf(all));
  }

  open(member: number): OpenQuotation {
    const known = this.#open.get(member);
    if (known) return known;
    if (this.#open.size >= MOST_OPEN) this.#open.clear();
    const opened = this.#index.open(this.#all[member]!.embedded.text);
    this.#open.set(member, opened);
    return opened;
  }
}

/** Disjoint sets of dated members. */
class Union {
  readonly #parent: Int32Array;
  /** Of each set's root: a date that some member tells. */
  readonly #dates: (WrittenDate | null)[];
  constructor(dates: readonly (WrittenDate | null)[]) {
    this.#parent = Int32Array.from(dates, (_, index) => index);
    this.#dates = [...dates];
  }
  find(member: number): number {
    let root = member;
    while (this.#parent[root] !== root) root = this.#parent[root]!;
    for (let at = member; at !== root; ) {
      const next = this.#parent[at]!;
      this.#parent[at] = root;
      at = next;
    }
    return root;
  }
  /** Makes one set of two, unless a date of the one contradicts that of the other. */
  join(one: number, other: number): void {
    const [a, b] = [this.find(one), this.find(other)];
    const [first, second] = [this.#dates[a]!, this.#dates[b]!];
    if (compareWritten(first, second) === 'none') return;
    const root = Math.min(a, b);
    this.#parent[Math.max(a, b)] = root;
    this.#dates[root] = first === null || (first.precision === 'day' && second !== null) ? second : first;
  }
  groups(): number[][] {
    const groups = new Map<number, number[]>();
    for (let member = 0; member < this.#parent.length; member++) {
      const root = this.find(member);
      const group = groups.get(root);
      if (group) group.push(member);
      else groups.set(root, [member]);
    }
    return [...groups.values()];
  }
}

function append(groups: Map<string, number[]>, key: string, value: number): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}

import type { CaseEvent } from '../answer/report-file.js';
import { countDays, type DayCounts } from './day-counts.js';
import { couplesOf } from './pairs.js';
import type { ViewerFinding, ViewerIndex } from './viewer-data.js';
import type { UnstoredIndex } from './viewer-index.js';

/** What the page begins with, before its index is read. */
export interface FirstScreen {
  readonly title: string;
  readonly events: readonly CaseEvent[];
  readonly glance: CaseGlance;
  /** In a reading room: what was missing and is produced since the case last grew. */
  readonly arrived?: readonly ArrivedRequest[];
  /** In a reading room: posts, and findings, in a block. */
  readonly blockSizes?: readonly [posts: number, findings: number];
}

/** A message that was missing: what was said of it, who was expected to hold it, and the key of the post that it is now. */
export interface ArrivedRequest extends Pick<ViewerFinding, 'key' | 'summary'> {
  readonly holders: readonly string[];
  readonly post: string;
}

/** What the first screen shows of a case, however large: counts, days, pairs and sources, made with the index. */
export interface CaseGlance {
  readonly threads: number;
  /** Posts that were produced, recovered from quotations, only named. */
  readonly produced: number;
  readonly recovered: number;
  readonly missing: number;
  /** Messages read, every copy counted. */
  readonly messages: number;
  readonly hiddenThreads: number;
  /** People with a name; lists and bare addresses beside them. */
  readonly people: number;
  readonly others: number;
  readonly findings: number;
  readonly days: DayCounts;
  /** Who exchanged most. */
  readonly couples: readonly GlanceCouple[];
  /** The findings that a person must see. */
  readonly toSee: readonly GlanceFinding[];
  /** Messages that nobody produced, and by custodian how many are expected of whom. */
  readonly absent: number;
  readonly absentCopies: number;
  readonly holders: readonly (readonly [custodian: string, count: number])[];
  readonly gaps: readonly string[];
  readonly sources: ViewerIndex['sources'];
  readonly problems: ViewerIndex['problems'];
}

/** Two people, each as id and name, and how often each wrote to the other. */
export interface GlanceCouple {
  readonly one: readonly [id: string, name: string];
  readonly other: readonly [id: string, name: string];
  readonly there: number;
  readonly back: number;
}

/** A finding of the first screen. */
export interface GlanceFinding extends Pick<ViewerFinding, 'key' | 'severity' | 'summary'> {
  /** As the page calls its kind. */
  readonly label: string;
}

/** Couples of the first screen. */
const COUPLES = 8;
/** Findings of the first screen, and of one kind among them. */
const TO_SEE = 5;
const OF_A_KIND = 2;

/** What the first screen shows of these threads and their findings. */
export function glanceOf(
  index: UnstoredIndex,
  findings: Iterable<Pick<ViewerFinding, 'key' | 'kind' | 'severity' | 'summary' | 'detail'>>,
): CaseGlance {
  const { posts, persons, threads } = index;
  const kinds = { p: 0, d: 0, a: 0, r: 0, m: 0 };
  for (const kind of posts.kind) kinds[kind as 'p']++;
  const people = persons.kind.split('p').length - 1;
  const told = findingsAtAGlance(findings, index);
  return {
    threads: threads.key.length,
    ...{ produced: kinds.p + kinds.d + kinds.a, recovered: kinds.r, missing: kinds.m },
    messages: index.messages,
    hiddenThreads: index.hiddenThreads,
    ...{ people, others: persons.id.length - people },
    days: countDays(index, null),
    couples: couplesAtAGlance(index),
    ...told,
    absentCopies: index.findingKinds.find(({ name }) => name === 'absent-copy')?.count ?? 0,
    gaps: index.gaps ?? [],
    sources: index.sources,
    problems: index.problems,
  };
}

/** The gravest findings, not more than two of a kind, and what is missing by who should hold it. */
function findingsAtAGlance(
  findings: Parameters<typeof glanceOf>[1],
  { findingKinds }: Pick<ViewerIndex, 'findingKinds'>,
): Pick<CaseGlance, 'findings' | 'toSee' | 'absent' | 'holders'> {
  const counts = new Map<string, number>();
  const holders = new Map<string, number>();
  const toSee: GlanceFinding[] = [];
  let count = 0;
  let absent = 0;
  for (const { key, kind, severity, summary, detail } of findings) {
    count++;
    if (kind === 'missing-message') {
      absent++;
      const { expectedHolders = [] } = detail as { expectedHolders?: readonly string[] };
      for (const holder of expectedHolders) holders.set(holder, (holders.get(holder) ?? 0) + 1);
      continue;
    }
    const ofKind = counts.get(kind) ?? 0;
    if (toSee.length === TO_SEE || ofKind >= OF_A_KIND || kind === 'inclusive') continue;
    counts.set(kind, ofKind + 1);
    const label = findingKinds.find(({ name }) => name === kind)?.label ?? kind;
    toSee.push({ key, severity, summary, label });
  }
  return { findings: count, toSee, absent, holders: [...holders].sort((a, b) => b[1] - a[1]) };
}

/** Who exchanged most, with their names. */
export function couplesAtAGlance(index: Parameters<typeof couplesOf>[0]): readonly GlanceCouple[] {
  const { persons } = index;
  const named = (person: number) =>
    [persons.id.at(person)!, persons.name.at(person) || persons.id.at(person)!] as const;
  return couplesOf(index, COUPLES).map(({ one, other, there, back }) => ({
    one: named(one),
    other: named(other),
    there,
    back,
  }));
}

import type { Decision, DecisionFile } from '../link/post/decision-file.js';
import type { PeopleFile } from '../people/people-file.js';
import type { ReviewEntry } from './review.js';
import type { CaseOptions } from './write-case.js';

/** What a case would be built with to link it by what reviewers decided since, and where that is other than what it was built with. */
export interface RelinkFiles {
  readonly decisions: DecisionFile;
  readonly people: PeopleFile;
  /** Keys of the posts, and ids of the people, that something was decided about, or taken back, which counts in no thread yet. */
  readonly pending: readonly string[];
}

/** The decisions file and the people file of a case, with what reviewers added, and without what they took back. */
export function relinkFiles(
  { decisions, people }: Pick<CaseOptions, 'decisions' | 'people'>,
  entries: readonly ReviewEntry[],
): RelinkFiles {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const back = new Set(entries.flatMap(({ kind, post }) => (kind === 'remove' ? [post] : [])));
  const standing = entries.filter(({ id, kind }) => kind !== 'remove' && !back.has(id));
  const standingNames = new Set(standing.map(nameOf));
  // A decision that was taken back is gone, unless somebody else took the same.
  const goneNames = new Set(
    [...back]
      .flatMap((id) => byId.get(id) ?? [])
      .map(nameOf)
      .filter((name) => !standingNames.has(name)),
  );
  const built = decisions?.decisions ?? [];
  const offers = people?.offers ?? [];
  const kept = built.filter((decision) => !goneNames.has(nameOf(decision)));
  const keptOffers = offers.filter(({ accept, join }) => !accept || !goneNames.has(nameOfJoin(join)));
  const builtNames = new Set([
    ...built.map(nameOf),
    ...offers.flatMap(({ accept, join }) => (accept ? [nameOfJoin(join)] : [])),
  ]);
  const added = standing.filter((entry) => COUNTS.has(entry.kind) && !builtNames.has(nameOf(entry)));
  const gone = [
    ...built.filter((decision) => COUNTS.has(decision.kind) && goneNames.has(nameOf(decision))).map(({ post }) => post),
    ...offers.filter((offer) => !keptOffers.includes(offer)).map(({ join }) => join[0]!),
  ];
  return {
    decisions: { version: 1, decisions: [...kept, ...added.flatMap(decisionOf)] },
    people: { version: 1, people: people?.people ?? [], offers: [...keptOffers, ...added.flatMap(offerOf)] },
    pending: [...new Set([...added.map(({ post }) => post), ...gone])],
  };
}

/** What threads, dates and people depend on. */
const COUNTS: ReadonlySet<string> = new Set(['join', 'split', 'date', 'same']);

/** What a decision says, whoever took it and when. */
function nameOf(told: Named): string {
  const { kind, post, parent, date } = told;
  if (kind === 'same') return nameOfJoin([post, parent!]);
  return JSON.stringify([kind, post, parent ?? '', date === undefined ? '' : Date.parse(date)]);
}

interface Named {
  readonly kind: string;
  readonly post: string;
  readonly parent?: string;
  readonly date?: string;
}

const nameOfJoin = (join: readonly string[]): string => JSON.stringify(['same', ...join]);

function decisionOf({ kind, post, parent, date, author, reason, time }: ReviewEntry): readonly Decision[] {
  const by = { author, reason, time };
  if (kind === 'join' && parent !== undefined) return [{ kind, post, parent, ...by }];
  if (kind === 'split') return [{ kind, post, ...by }];
  return kind === 'date' && date !== undefined ? [{ kind, post, date: new Date(date).toISOString(), ...by }] : [];
}

function offerOf({ kind, post, parent, reason, author }: ReviewEntry): PeopleFile['offers'] {
  return kind === 'same' ? [{ accept: true, join: [post, parent!], why: `${reason} (${author})` }] : [];
}

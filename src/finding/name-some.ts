/** Names in a sentence: the first `most` of them, and how many more. `(['a', 'b', 'c'], 2, ', ', String)` → `"a, b and 1 more"`. */
export function nameSome<T>(items: readonly T[], most: number, separator: string, name: (item: T) => string): string {
  const named = items.slice(0, most).map(name).join(separator);
  return items.length > most ? `${named} and ${items.length - most} more` : named;
}

/** Characters of a subject that are shown in a sentence. */
const SUBJECT_LENGTH = 200;

/** A subject in a sentence, cut where no sentence could hold it. */
export function shortSubject(subject: string): string {
  if (subject.length <= SUBJECT_LENGTH) return subject;
  const last = subject.charCodeAt(SUBJECT_LENGTH - 1);
  return `${subject.slice(0, last >= 0xd800 && last < 0xdc00 ? SUBJECT_LENGTH - 1 : SUBJECT_LENGTH)}…`;
}

import type { Origin, Problem, Severity } from '../../source/source.js';

/** Problems of one kind. */
export interface ProblemGroup {
  readonly code: string;
  readonly severity: Severity;
  readonly count: number;
  /** The first problems of the kind, in the order of sources and offsets. */
  readonly examples: readonly { readonly message: string; readonly origin: Origin | null }[];
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice', 'info'];

/** Groups problems by kind, the most severe and the most frequent first, with `examples` examples of each. */
export function groupProblems(problems: readonly Problem[], examples = 3): readonly ProblemGroup[] {
  const groups = new Map<string, { code: string; severity: Severity; count: number; problems: Problem[] }>();
  for (const problem of problems) {
    const kind = `${problem.severity} ${problem.code}`;
    const group = groups.get(kind);
    if (!group) groups.set(kind, { code: problem.code, severity: problem.severity, count: 1, problems: [problem] });
    else {
      group.count++;
      group.problems.push(problem);
    }
  }
  return [...groups.values()]
    .sort(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        b.count - a.count ||
        (a.code < b.code ? -1 : 1),
    )
    .map(({ code, severity, count, problems }) => ({
      code,
      severity,
      count,
      examples: problems
        .sort(compareOrigins)
        .slice(0, examples)
        .map(({ message, origin }) => ({ message, origin })),
    }));
}

function compareOrigins(a: Problem, b: Problem): number {
  const [one, other] = [a.origin?.source ?? '', b.origin?.source ?? ''];
  if (one !== other) return one < other ? -1 : 1;
  return (a.origin?.offset ?? 0) - (b.origin?.offset ?? 0);
}

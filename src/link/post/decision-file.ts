import { z } from 'zod';

/** Who decided, why and when: each is shown wherever the decision counts. */
const provenance = {
  author: z.string().min(1),
  reason: z.string().min(1),
  /** ISO 8601. */
  time: z.string().min(1),
};

/** Key of a post, as every view shows it; a beginning of six characters or more will do. */
const post = z.string().min(6);

/** A reviewer's decisions, applied last: `rethread decide` writes the file, the report exports it. */
const decisionFileSchema = z.strictObject({
  version: z.literal(1),
  decisions: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('join'), post, parent: post, ...provenance }),
      z.strictObject({ kind: z.literal('split'), post, ...provenance }),
      z.strictObject({ kind: z.literal('date'), post, date: z.iso.datetime({ offset: true }), ...provenance }),
      z.strictObject({ kind: z.literal('note'), post, ...provenance }),
      z.strictObject({ kind: z.literal('mark'), post, ...provenance }),
    ]),
  ),
});

/** What a reviewer decided: `{version: 1, decisions: [{kind: 'split', post: 'q2urkr6s', author: ..., reason: ..., time: ...}]}`. */
export type DecisionFile = z.output<typeof decisionFileSchema>;
/** One of them: a `join`, `split`, `date`, `note` or `mark`, with its author, reason and time. */
export type Decision = DecisionFile['decisions'][number];

/** A decision file without decisions. */
export const NO_DECISIONS: DecisionFile = { version: 1, decisions: [] };

/** Reads the parsed JSON of a decisions file: the file, or null and one plain sentence for each thing that is wrong with it. */
export function parseDecisionFile(json: unknown): {
  readonly file: DecisionFile | null;
  readonly problems: readonly string[];
} {
  const read = decisionFileSchema.safeParse(json);
  if (read.success) return { file: read.data, problems: [] };
  return {
    file: null,
    problems: read.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`),
  };
}

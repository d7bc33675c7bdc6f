import type { z } from 'zod';
import type { Finding } from './finding.js';
import type { FindingContext } from './finding-context.js';
import type { SchemaParts } from './schema-parts.js';

/** A kind of finding, declared once: whoever lists, checks, filters or shows findings reads it from here. */
export interface FindingDeclaration<
  Kind extends string = string,
  Severity extends Finding['severity'] = Finding['severity'],
  Schema extends z.ZodType = z.ZodType,
> {
  /** Its name in the output, `absent-copy`. */
  readonly kind: Kind;
  /** Its name on the page, `Absent copy`. */
  readonly label: string;
  /** What it tells, one phrase for the JSON Schema. */
  readonly about: string;
  /** The severities that findings of this kind can have. */
  readonly severities: readonly Severity[];
  /** Makes the schema of `Finding.detail`, of which its type is inferred. */
  readonly detail: (parts: SchemaParts) => Schema;
  /** Finds them all. */
  readonly find: (context: FindingContext) => Iterable<Finding>;
  /** Where a thread's line on the page shows it: the word that stands there. */
  readonly mark?: string;
  /** Its name on the page at the other posts that it names, where it is told at these as well. */
  readonly otherLabel?: string;
  /** It concerns every post that it names alike; without, the first, and names the others for comparison. */
  readonly concernsEvery?: true;
  /** It casts doubt on posts themselves (clock, copies, what they quote, their place): a chronology shows it at these. */
  readonly castsDoubtOn?: 'first' | 'every';
}

/** Declares a kind of finding; `findings.ts` lists the declarations. */
export function declareFinding<
  const Kind extends string,
  const Severity extends Finding['severity'],
  Schema extends z.ZodType,
>(declaration: FindingDeclaration<Kind, Severity, Schema>): FindingDeclaration<Kind, Severity, Schema> {
  return declaration;
}

/** What `detail` holds in findings of a declared kind: `DetailOf<typeof absentCopy>`. */
export type DetailOf<Declaration extends { readonly detail: (parts: SchemaParts) => z.ZodType }> = Deep<
  z.infer<ReturnType<Declaration['detail']>>
>;

type Deep<T> = T extends object ? { readonly [Key in keyof T]: Deep<T[Key]> } : T;

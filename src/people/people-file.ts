import { z } from 'zod';
import { readAddress } from './name/address-form.js';
import { nameNodeKey } from './name/name-form.js';

const entrySchema = z.strictObject({
  /** The name to show; else the most used one. */
  name: z.string().trim().min(1).optional(),
  /** SMTP addresses, Exchange and Lotus names that are this person's. */
  addresses: z.array(z.string().trim().min(1)).default([]),
  /** Names that are this person's where they stand without an address. */
  names: z.array(z.string().trim().min(1)).default([]),
  /** For the reader; nothing is done with it. */
  note: z.string().optional(),
  /** Printed by `rethread people`: why these were joined. Nothing is done with it. */
  why: z.array(z.string()).optional(),
});

const offerSchema = z.strictObject({
  /** True joins the two, whatever entries they stand in; false leaves them as they are. */
  accept: z.boolean().default(false),
  /** Two or more addresses or names, as the entries have them. */
  join: z.array(z.string().trim().min(1)).min(2),
  /** Printed by `rethread people`: what speaks for it. Nothing is done with it. */
  why: z.string().optional(),
});

/**
 * The schema of `--people people.json`. What one entry lists is one person (joins, adds); what two entries list is never
 * taken for one person (separates), unless an offer is accepted; everything else is decided as without the file.
 */
const peopleFileSchema = z
  .strictObject({ version: z.literal(1), people: z.array(entrySchema), offers: z.array(offerSchema).default([]) })
  .superRefine((file, context) => {
    const seen = new Map<string, number>();
    for (const [index, entry] of file.people.entries()) {
      for (const key of entryKeys(entry)) {
        const other = seen.get(key);
        if (other !== undefined && other !== index)
          context.addIssue({
            code: 'custom',
            path: ['people', index],
            message: `"${key.slice(2)}" is listed for people ${other} and ${index}`,
          });
        seen.set(key, index);
      }
    }
  });

/** Who is who, decided by hand: `{version: 1, people: [{name: 'Ada Moor', addresses: ['ada@moor.example', 'am@mill.example']}]}`. */
export type PeopleFile = z.output<typeof peopleFileSchema>;
/** One person of a people file: a name, the addresses and spellings that are theirs. */
export type PeopleEntry = PeopleFile['people'][number];

/** A people file that says nothing. */
export const NO_PEOPLE_FILE: PeopleFile = { version: 1, people: [], offers: [] };

/** Reads the parsed JSON of a people file: the file, or null and one plain sentence for each thing that is wrong with it. */
export function parsePeopleFile(json: unknown): {
  readonly file: PeopleFile | null;
  readonly problems: readonly string[];
} {
  const read = peopleFileSchema.safeParse(json);
  if (read.success) return { file: read.data, problems: [] };
  return {
    file: null,
    problems: read.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`),
  };
}

/** Keys of what an offer joins; addresses and names alike. */
export function offerKeys(offer: PeopleFile['offers'][number]): readonly string[] {
  return entryKeys({ addresses: offer.join, names: [] });
}

/** Keys of what an entry lists: `a:` for addresses, `n:` for names. */
export function entryKeys(entry: Pick<PeopleEntry, 'addresses' | 'names'>): readonly string[] {
  const keys: string[] = [];
  for (const address of entry.addresses) {
    const form = readAddress(address);
    keys.push(form.kind === 'other' ? `n:${nameNodeKey(address)}` : `a:${form.key}`);
  }
  for (const name of entry.names) keys.push(`n:${nameNodeKey(name)}`);
  return keys;
}

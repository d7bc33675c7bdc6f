import type { z } from 'zod';
import type { Evidence, EvidenceKind } from '../link/evidence/evidence.js';
import type { Mailbox } from '../message/message.js';
import type { Origin } from '../source/source.js';

/** The package that schemas are written with. It is handed in where a schema is made, so that no run loads it for its findings. */
export type Zod = typeof z;

/** What the schemas of details are made of: the package, and the parts that several kinds share. */
export interface SchemaParts {
  readonly z: Zod;
  /** Key of a post or of a thread. */
  readonly key: z.ZodString;
  /** ISO 8601 in UTC: `"2019-08-20T15:08:00.000Z"`. */
  readonly time: z.ZodString;
  readonly mailbox: z.ZodType<Mailbox>;
  readonly mailboxes: z.ZodType<readonly Mailbox[]>;
  readonly origin: z.ZodType<Origin>;
  readonly evidence: z.ZodType<Pick<Evidence, 'kind' | 'weight' | 'detail'>>;
}

/** The parts that several kinds share, each under its name in the JSON Schema. */
export function schemaParts(z: Zod): SchemaParts {
  const mailbox = z.strictObject({ name: z.string(), address: z.string() }).meta({ id: 'mailbox' });
  const count = z.int().min(0);
  return {
    z,
    key: z.string().min(1).meta({ id: 'key' }),
    time: z
      .string()
      .regex(/^([0-9]{4}|[+-][0-9]{6})-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/)
      .meta({ id: 'time', description: 'ISO 8601 in UTC' }),
    mailbox,
    mailboxes: z.array(mailbox).meta({ id: 'mailboxes' }),
    origin: z
      .strictObject({
        source: z.string().describe('The file as it was named on the command line'),
        offset: count.describe('Bytes from the start of the (uncompressed) file'),
        length: count.describe('Bytes'),
        row: count.optional().describe('Record number from 0, where the file is a table of records'),
      })
      .meta({ id: 'origin' }) as z.ZodType<Origin>,
    evidence: z
      .strictObject({
        kind: z.string() as unknown as z.ZodType<EvidenceKind>,
        weight: z.number().describe('log10 of the likelihood ratio; below 0 it speaks against the link'),
        detail: z.string().describe('One plain phrase: what was seen'),
      })
      .meta({ id: 'evidence' }),
  };
}

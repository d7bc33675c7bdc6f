import { z } from 'zod';
import { parseDecisionFile } from '../link/post/decision-file.js';
import { parsePeopleFile } from '../people/people-file.js';
import type { Manifest } from '../report/manifest.js';

const texts = z.array(z.string());
const count = z.number().int().nonnegative();
const MANIFEST = z.object({
  format: z.literal('rethread-manifest'),
  version: z.literal(1),
  program: z.string(),
  output: z.object({
    command: z.enum(['report', 'findings', 'export']),
    format: z.string(),
    thread: z.array(z.string()).optional(),
    since: z.string().optional(),
    until: z.string().optional(),
    person: texts.optional(),
    subject: z.string().optional(),
    bates: texts.optional(),
    heldBy: z.string().optional(),
    inFolder: z.string().optional(),
    events: z.array(z.object({ date: z.string(), label: z.string() })).optional(),
    title: z.string().optional(),
    findings: z.boolean().optional(),
    kind: texts.optional(),
    severity: z.enum(['info', 'notice', 'warning']).optional(),
    bom: z.boolean().optional(),
    folder: z.string().optional(),
  }),
  reading: z.object({
    map: z.record(z.string(), z.string()),
    dedupe: z.enum(['global', 'custodian', 'none']),
    evidence: z.enum(['headers', 'provider', 'quotes', 'all']),
    minConfidence: z.number().min(0).max(1),
    people: z.unknown(),
    decisions: z.unknown(),
    headersOnly: z.boolean(),
  }),
  inputs: z.array(z.object({ path: z.string(), custodian: z.string().nullable() })),
  sources: z.array(
    z.object({
      name: z.string(),
      format: z.string(),
      size: count,
      sha256: z.string().nullable(),
      messages: count,
    }),
  ),
  counts: z.object({
    sources: count,
    messages: count,
    produced: count,
    recovered: count,
    missing: count,
    threads: count,
  }),
});

/** Reads a manifest that a file holds; a sentence on what is wrong with it where it is none. */
export function parseManifest(value: unknown): Manifest | string {
  const parsed = MANIFEST.safeParse(value);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    return `${path.join('.') || 'it'}: ${message}`;
  }
  const { people, decisions } = parsed.data.reading;
  const whoIsWho = people === null ? null : parsePeopleFile(people);
  const decided = decisions === null ? null : parseDecisionFile(decisions);
  const wrong = [...(whoIsWho?.problems ?? []), ...(decided?.problems ?? [])];
  if (wrong.length) return wrong[0]!;
  return parsed.data as Manifest;
}

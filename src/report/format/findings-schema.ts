import { z } from 'zod';
import type { FindingDeclaration } from '../../finding/declare-finding.js';
import { FINDINGS } from '../../finding/findings.js';
import { schemaParts } from '../../finding/schema-parts.js';

/**
 * The JSON Schema of `rethread findings --format jsonl`, made of what the kinds declare: the build writes it as
 * `findings.schema.json`. Nothing else loads this file: the package that it needs is slow to start.
 */
export function findingsSchema(findings: readonly FindingDeclaration[] = FINDINGS): object {
  const parts = schemaParts(z);
  const sorted = [...findings].sort((a, b) => (a.kind < b.kind ? -1 : 1));
  const details = sorted.map(({ kind, about, detail }) => [kind, detail(parts).meta({ id: kind, description: about })]);
  const { definitions } = z.toJSONSchema(
    z.object({ ...Object.fromEntries(details), key: parts.key, origin: parts.origin }),
    {
      target: 'draft-7',
      reused: 'inline',
      override: ({ jsonSchema }) => {
        if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
        if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
        delete jsonSchema.id;
      },
    },
  );
  const part = (name: string) => ({ $ref: `#/definitions/${name}` });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'urn:rethread:findings:1',
    title: 'rethread findings, version 1: one JSON object a line, one line a finding',
    description:
      'Most severe first. A finding states what the data shows and never why. Keys of posts are those of the thread table; keys of findings are derived from content: equal on every run.',
    type: 'object',
    additionalProperties: false,
    required: ['key', 'kind', 'severity', 'summary', 'posts', 'origins', 'detail'],
    properties: {
      key: part('key'),
      kind: { description: 'What `detail` holds depends on it', enum: sorted.map(({ kind }) => kind) },
      severity: { enum: ['info', 'notice', 'warning'] },
      summary: { description: 'One plain sentence', type: 'string', minLength: 1 },
      posts: { description: 'Posts concerned', type: 'array', items: part('key') },
      origins: { description: 'The bytes that prove it', type: 'array', items: part('origin') },
      bates: {
        description:
          'Bates ranges, as load files tell them, of the documents in which those bytes stand; absent where none do',
        type: 'array',
        minItems: 1,
        items: { type: 'string', minLength: 1 },
      },
      detail: { type: 'object' },
    },
    oneOf: sorted.map(({ kind }) => ({ properties: { kind: { const: kind }, detail: part(kind) } })),
    definitions,
  };
}

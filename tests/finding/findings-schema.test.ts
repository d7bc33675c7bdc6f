import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { FINDING_KINDS, type FindingKind, findingViews, reconstruct } from '../../src/index.js';
import { findingsSchema } from '../../src/report/format/findings-schema.js';

const schema = JSON.parse(JSON.stringify(findingsSchema()));
const validate = new Ajv({ allErrors: true }).compile(schema);

/** The kinds of the lines that `findings --format jsonl` prints, each line held against the schema. */
async function checkLines(inputs: Parameters<typeof reconstruct>[0]): Promise<ReadonlySet<FindingKind>> {
  const { findings } = await reconstruct(inputs);
  const kinds = new Set<FindingKind>();
  for (const line of findingViews.jsonl(findings)) {
    const finding = JSON.parse(line);
    if (!validate(finding)) expect.fail(`${finding.kind}: ${JSON.stringify(validate.errors)}`);
    kinds.add(finding.kind);
  }
  return kinds;
}

describe('the findings as JSON lines', () => {
  it('have a schema that knows every kind', () => {
    expect(schema.properties.kind.enum).toEqual(FINDING_KINDS);
    expect(schema.oneOf).toHaveLength(FINDING_KINDS.length);
  });

  it('hold to it: every finding of the sample case', async () => {
    const productions = ['holt.mbox', 'quill', 'tarrant.json', 'printed-chain.txt'];
    const inputs = productions.map((name) => ({ path: `samples/case/${name}`, custodian: name }));
    const kinds = await checkLines(inputs);
    expect(FINDING_KINDS.filter((kind) => !kinds.has(kind))).toEqual(['near-duplicate']);
  });

  it('do not pass with the detail of another kind, or more than it names', () => {
    const finding = { key: 'f1', severity: 'info', summary: 'Two.', posts: ['a', 'b'], origins: [] };
    const shared = { ...finding, kind: 'shared-message-id', detail: { messageId: 'a@b' } };
    expect(validate(shared)).toBe(true);
    expect(validate({ ...shared, kind: 'near-duplicate' })).toBe(false);
    expect(validate({ ...shared, more: 1 })).toBe(false);
    expect(validate({ ...shared, detail: { messageId: 'a@b', more: 1 } })).toBe(false);
  });
});

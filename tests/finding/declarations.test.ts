import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FINDINGS } from '../../src/finding/findings.js';
import { schemaParts } from '../../src/finding/schema-parts.js';
import { reconstruct } from '../../src/index.js';

const declared = readdirSync('src/finding', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && file !== 'declare-finding.ts')
  .flatMap((file) =>
    [...readFileSync(`src/finding/${file}`, 'utf8').matchAll(/declareFinding\(\{\s*kind: '([^']*)'/g)].map(
      (match) => [match[1]!, file] as const,
    ),
  );

describe('a kind of finding', () => {
  it('that is declared stands in the list', () => {
    const listed = new Set<string>(FINDINGS.map(({ kind }) => kind));
    const faults = declared.flatMap(([kind, file]) =>
      listed.has(kind) ? [] : `src/finding/${file} declares "${kind}", which src/finding/findings.ts does not list`,
    );
    expect(faults).toEqual([]);
    expect(declared).toHaveLength(FINDINGS.length);
  });

  it('has a name, a label and a description of its own, a severity, and a schema that names every field', () => {
    const parts = schemaParts(z);
    const faults: string[] = [];
    const seen = new Set<string>();
    for (const declaration of FINDINGS) {
      const { kind, label, about, severities, detail } = declaration;
      const say = (fault: string) => faults.push(`The finding "${kind}" ${fault}`);
      if (!/^[a-z]+(-[a-z]+)*$/.test(kind)) say('has a kind that is not lower-case words with hyphens');
      for (const text of [kind, label, about]) {
        if (!text.trim()) say('has an empty label or description');
        if (seen.has(text)) say(`shares the text "${text}" with another kind`);
        seen.add(text);
      }
      if (!severities.length) say('declares no severity');
      const schema = detail(parts);
      if (!(schema instanceof z.ZodObject) || !Object.keys(schema.shape).length)
        say('needs an object with fields as the schema of its detail');
      else if (schema.safeParse({ 'no such field': 1 }).success) say('lets its detail hold what it does not name');
    }
    expect(faults).toEqual([]);
  });

  it('has only severities that it declares, and details that its schema admits', async () => {
    const productions = ['holt.mbox', 'quill', 'tarrant.json', 'printed-chain.txt'];
    const { findings } = await reconstruct(
      productions.map((name) => ({ path: `samples/case/${name}`, custodian: name })),
    );
    const parts = schemaParts(z);
    const declarations = new Map<string, (typeof FINDINGS)[number]>(FINDINGS.map((one) => [one.kind, one]));
    const faults = findings.flatMap(({ kind, severity, detail, key }) => {
      const declaration = declarations.get(kind)!;
      const severities: readonly string[] = declaration.severities;
      return [
        ...(severities.includes(severity) ? [] : [`${key}: a finding "${kind}" is "${severity}", undeclared`]),
        ...(declaration.detail(parts).safeParse(detail).success ? [] : [`${key}: the detail of "${kind}" breaks it`]),
      ];
    });
    expect(faults).toEqual([]);
  });
});

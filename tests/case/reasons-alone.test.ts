import { expect, it } from 'vitest';
import { reasonsAlone } from '../../src/case/kept/reasons-alone.js';
import type { LinkExplanation } from '../../src/link/evidence/evidence.js';

const origin = { source: 'quay.mbox', offset: 7, length: 2 };
const evidence: LinkExplanation['evidence'] = [
  { kind: 'subject', weight: 1.5, detail: 'the same subject', origins: [origin] },
];
const explained = new Map<string, LinkExplanation>([
  ['answer', { evidence, rejected: [] }],
  ['root', { evidence: [], rejected: [] }],
]);

it('gives reasons without their bytes, none where there are none, and holds none of them', () => {
  const asked: string[] = [];
  const explain = reasonsAlone((child) => {
    asked.push(child);
    return explained.get(child) ?? null;
  });
  expect(['answer', 'root', 'nobody', 'answer'].map(explain)).toEqual([
    { evidence: [{ ...evidence[0], origins: [] }], rejected: [] },
    null,
    null,
    { evidence: [{ ...evidence[0], origins: [] }], rejected: [] },
  ]);
  expect(asked).toEqual(['answer', 'root', 'nobody', 'answer']);
});

import { beforeAll, describe, expect, it } from 'vitest';
import { weighParents } from '../../src/link/choose-parents.js';
import type { Evidence } from '../../src/link/evidence/evidence.js';
import { linkInputOf } from '../../src/link/explain/explain-links.js';
import { logOdds } from '../../src/link/weights/posterior.js';
import type { Reconstruction } from '../../src/report/answer/reconstruction.js';
import { reconstruct } from '../../src/run/reconstruct.js';
import { type ExplainedLink, explainedLinks } from '../explained-links.js';

const counted = ({ evidence }: ExplainedLink) => evidence.filter((one) => one.counted !== false);
const sumOf = (evidence: readonly Evidence[]) => evidence.reduce((sum, { weight }) => sum + weight, 0);
const HEADERS = new Set(['in-reply-to', 'references', 'thread-index', 'provider-thread']);

describe('the weights of an explanation', () => {
  let links: readonly ExplainedLink[];
  let reconstruction: Reconstruction;
  beforeAll(async () => {
    reconstruction = await reconstruct([{ path: 'samples/case' }], { findings: false });
    links = explainedLinks(reconstruction);
  });

  it('add up, with the odds before them, to the odds of the stated confidence', () => {
    for (const link of links) {
      const odds = (link.prior ?? Number.NaN) + sumOf(counted(link));
      const confidence = 1 / (1 + 10 ** -odds);
      expect(Math.abs(confidence - link.confidence), link.child).toBeLessThan(0.0002);
    }
  });

  it('are not counted where the message’s own headers name its parent', () => {
    const settled = links.filter(({ evidence }) => evidence.some(({ counted }) => counted === false));
    expect(settled.length).toBeGreaterThan(10);
    for (const link of settled)
      expect(counted(link).every(({ kind }) => HEADERS.has(kind) || kind === 'time')).toBe(true);
  });

  it('say that a quotation which stands in the parent word for word supports the link at least moderately', () => {
    const quotations = links.flatMap(({ evidence }) =>
      evidence.filter(({ kind, detail }) => kind === 'quoted-text' && /^100 %.*\((?:1\d|\d\d) runs/.test(detail)),
    );
    expect(quotations.length).toBeGreaterThan(5);
    for (const { weight } of quotations) expect(weight).toBeGreaterThan(1);
  });

  it('are the same where they are kept while parents are chosen, and nothing is weighed twice then', () => {
    const kept: string[] = [];
    let asked = 0;
    const reasons = {
      keep: (told: unknown) => kept.push(JSON.stringify(told)) - 1,
      read(number: number) {
        asked++;
        return JSON.parse(kept[number]!);
      },
    };
    const input = linkInputOf(reconstruction);
    const options = reconstruction.linking;
    const [plain, keeping] = [weighParents(input, options), weighParents({ ...input, reasons }, options)];
    for (const { key } of plain.posts) expect(keeping.explain(key)).toEqual(plain.explain(key));
    expect(asked).toBeGreaterThan(kept.length * 0.9);
  });

  it('leave no link certain', () => {
    expect(Math.max(...links.map(({ confidence }) => confidence))).toBeLessThan(1);
  });
});

it.each([
  [0.99, 2],
  [0.5, 0],
  [1, 9],
  [1 + Number.EPSILON, 9],
  [0, -9],
])('the odds of a probability of %s', (probability, expected) => {
  expect(logOdds(probability)).toBeCloseTo(expected, 1);
});

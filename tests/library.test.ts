import { beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import {
  type AlteredQuoteDetail,
  compareProductions,
  edrmMih,
  FINDING_KINDS,
  findingsOf,
  findingViews,
  findPeople,
  isFindingOf,
  type Reconstruction,
  readingSet,
  reconstruct,
  requestViews,
  traceCorrespondence,
} from '../src/index.js';

describe('the library', () => {
  let found: Reconstruction;
  beforeAll(async () => {
    found = await reconstruct([{ path: 'samples/case' }]);
  });

  it('types the detail of a finding by its kind', () => {
    for (const finding of found.findings) {
      expect(FINDING_KINDS).toContain(finding.kind);
      if (!isFindingOf(finding, 'altered-quote')) continue;
      expectTypeOf(finding.detail).toEqualTypeOf<AlteredQuoteDetail>();
      expect(finding.detail.changes.length).toBeGreaterThan(0);
    }
    expect(findingsOf(found.findings, 'missing-message').every(({ detail }) => detail.citedBy.length > 0)).toBe(true);
  });

  it.each([
    ['vane', ['Rupert Vane']],
    ['tarrant', ['Ivo Tarrant', 'Philip Tarrant']],
    ['dana.quill@corvane.example', ['Dana Quill']],
    ['rvane.exam', ['Dana Quill']],
  ])('takes %s for those whose name begins so, before whoever holds the letters', (word, names) => {
    expect(findPeople(word, found).map(({ name }) => name)).toEqual(names);
  });

  it('names the message that a quotation points to where the reply header names another', () => {
    const [first] = findingsOf(found.findings, 'contradicting-evidence');
    expect(first?.summary).toContain('its quotation points to Dana Quill to Rupert Vane of 2019-06-14 "Invoice 14"');
    expect(first?.detail.other).not.toBeNull();
  });

  it('answers what the command line answers', () => {
    const [quill, tarrant] = [findPeople('quill', found), findPeople('tarrant', found)];
    expect(traceCorrespondence(found, quill, tarrant).contacts.length).toBeGreaterThan(0);
    expect(readingSet(found, { all: false, keys: null }).toRead).toBeGreaterThan(0);
    expect([...findingViews.jsonl(found.findings)]).toHaveLength(found.findings.length);
    expect([...requestViews.text(found.findings)].join('')).toContain('Lantern Room');
    expect(compareProductions(found, ['A', 'B']).both).toEqual([]);
    expect(edrmMih('a@moor.example')).toMatch(/^[0-9a-f]{32}$/);
  });
});

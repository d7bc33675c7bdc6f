import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SHOWS } from '../../src/link/evidence/content-evidence.js';
import { CONTENT_EVIDENCE, OBSERVATION_TABLES } from '../../src/link/evidence/observe-candidates.js';
import { SUBJECT_MARKS } from '../../src/link/feature/subject-mark.js';
import { DIRECT_EVIDENCE_ZEROS } from '../../src/link/weights/direct-evidence-zeros.js';
import { DIRECT_WEIGHTS } from '../../src/link/weights/direct-weights.js';
import { EVIDENCE_ZEROS } from '../../src/link/weights/evidence-zeros.js';
import { HEADER_WEIGHTS } from '../../src/link/weights/header-weights.js';
import { WEIGHTS } from '../../src/link/weights/weights.js';

const folder = 'src/link/evidence';
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => [file, readFileSync(`${folder}/${file}`, 'utf8')] as const);

describe('an evidence feature', () => {
  it('that is declared stands in the list, and its name is its own', () => {
    const names = OBSERVATION_TABLES.map(({ name }) => name);
    const faults = names
      .filter((name, place) => names.indexOf(name) !== place)
      .map((name) => `"${name}" is declared or listed twice`);
    for (const [file, text] of sources)
      for (const [, kind, title] of text.matchAll(/declare(?:Observations|Fixed)\(\s*'([^']+)',\s*'([^']+)'/g))
        if (!names.includes(`${kind}: ${title}`))
          faults.push(
            `${folder}/${file} declares "${kind}: ${title}", but its evidence does not name it in \`tables\`, or is not in CONTENT_EVIDENCE`,
          );
    expect(faults).toEqual([]);
  });

  it('that has a file of its own stands in a list', () => {
    const lists = {
      ContentEvidence: ['CONTENT_EVIDENCE', `${folder}/observe-candidates.ts`],
      EvidenceReader: ['EVIDENCE_READERS', 'src/link/evidence-readers.ts'],
    } as const;
    const faults = sources.flatMap(([file, text]) =>
      [...text.matchAll(/^export const (\w+): (ContentEvidence|EvidenceReader) =/gm)].flatMap(([, name, type]) => {
        const [list, listFile] = lists[type as keyof typeof lists];
        const listed = new RegExp(`\\b${list}: [^=]*= \\[[^\\]]*\\b${name}\\b`).test(readFileSync(listFile, 'utf8'));
        return listed ? [] : [`${folder}/${file} declares ${name}, which ${list} of ${listFile} does not list`];
      }),
    );
    expect(faults).toEqual([]);
  });

  it('has bins of different names along each axis', () => {
    const faults = OBSERVATION_TABLES.flatMap(({ name, axes }) =>
      axes.flatMap((axis, place) =>
        axis.length && new Set(axis).size === axis.length
          ? []
          : [`axis ${place + 1} of "${name}" is empty or repeats a bin`],
      ),
    );
    expect(faults).toEqual([]);
  });

  it('has a weight for every cell, fitted or fixed, not both', () => {
    const faults = OBSERVATION_TABLES.flatMap(({ name, fixed }) => {
      const isStored = [WEIGHTS, DIRECT_WEIGHTS].some((weights) => Object.hasOwn(weights, name));
      if (fixed ? !isStored : Object.hasOwn(WEIGHTS, name)) return [];
      return [
        fixed
          ? `"${name}" has fitted weights beside those of its declaration: take them out of weights.ts and direct-weights.ts`
          : `"${name}" has no weights: fit them (bench/calibrate), or give them where it is declared (declareFixed) and say how they were measured`,
      ];
    });
    expect(faults).toEqual([]);
  });

  it('stands behind every weight', () => {
    const names = new Set(OBSERVATION_TABLES.map(({ name }) => name));
    const faults = [...Object.keys(WEIGHTS), ...Object.keys(DIRECT_WEIGHTS)]
      .filter((name) => !names.has(name))
      .map((name) => `weights are stored for "${name}", which no evidence declares`);
    expect(faults).toEqual([]);
  });

  it('is of a kind whose zero was found, for each thing that a child shows by the mark of its subject', () => {
    const kinds = new Set<string>(CONTENT_EVIDENCE.map(({ kind }) => kind));
    const cells = SHOWS.length * SUBJECT_MARKS.length;
    const faults = [...kinds].flatMap((kind) =>
      EVIDENCE_ZEROS[kind]?.length === cells && DIRECT_EVIDENCE_ZEROS[kind]?.length === cells
        ? []
        : [
            `the kind "${kind}" needs ${cells} zeros in evidence-zeros.ts and direct-evidence-zeros.ts: run bench/calibrate/zeros.mjs`,
          ],
    );
    for (const kind of Object.keys(EVIDENCE_ZEROS))
      if (!kinds.has(kind)) faults.push(`evidence-zeros.ts has "${kind}", of which there is no evidence in contents`);
    expect(faults).toEqual([]);
  });

  it('in headers uses every weight that stands for it', () => {
    const text = sources.map(([, one]) => one).join('\n');
    const faults = Object.keys(HEADER_WEIGHTS)
      .filter((name) => !text.includes(`HEADER_WEIGHTS.${name}`))
      .map((name) => `header-weights.ts has "${name}", which no evidence reads`);
    expect(faults).toEqual([]);
  });
});

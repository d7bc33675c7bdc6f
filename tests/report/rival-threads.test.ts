import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compareLevels, levelViews } from '../../src/report/answer/evidence-comparison.js';
import { noFilter } from '../../src/report/answer/thread-filter.js';
import { reconstruct } from '../../src/run/reconstruct.js';

const folder = mkdtempSync(join(tmpdir(), 'rival-'));
afterAll(() => rmSync(folder, { recursive: true }));

const csv = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n');

async function compare(columns: readonly string[], rows: readonly (readonly string[])[]) {
  const path = join(folder, `${columns.join('')}.csv`);
  const header = [
    'BegDoc',
    'EndDoc',
    'From',
    'To',
    'DateSent',
    'Subject',
    'Message-ID',
    'In-Reply-To',
    'Extracted Text',
    ...columns,
  ];
  writeFileSync(path, csv([header, ...rows]));
  const reconstruction = await reconstruct([{ path }], { evidence: 'headers' });
  return { reconstruction, comparison: compareLevels(reconstruction, noFilter) };
}

const base = (number: number, parent: number | null) => [
  `M00${number}`,
  `M00${number}`,
  'Ada Moor <ada@moor.example>',
  'Bo Fen <bo@fen.example>',
  `04/0${number}/2016 09:12`,
  `Matter ${number}`,
  `<m${number}@moor.example>`,
  parent === null ? '' : `<m${parent}@moor.example>`,
  `Text of message ${number}, which quotes nothing.`,
];

describe('threads of another program', () => {
  it('are kept apart from our evidence, and shown where they differ: groups that we split, threads that join them', async () => {
    const { reconstruction, comparison } = await compare(
      ['Email Thread Group'],
      [
        [...base(1, null), 'G1'],
        [...base(2, 1), 'G1'],
        [...base(3, null), 'G2'],
        [...base(4, null), 'G2'],
        [...base(5, null), 'G3'],
        [...base(6, 5), 'G4'],
      ],
    );
    expect(reconstruction.threads.map(({ posts }) => posts.length).toSorted()).toEqual([1, 1, 2, 2]);
    expect(comparison.rival).toMatchObject({ columns: ['Email Thread Group'], messages: 6, groups: 4, same: 1 });
    expect(comparison.rival?.split.map(({ name, parts }) => [name, parts.map(({ bates }) => bates.join())])).toEqual([
      ['G2', ['M003', 'M004']],
    ]);
    expect(comparison.rival?.joined.map(({ parts }) => parts.map(({ name }) => name))).toEqual([['G3', 'G4']]);
    const text = [...levelViews.text(comparison)].join('').replace(/\s+/g, ' ');
    expect(text).toContain('4 groups of 6 messages');
    expect(text).toContain('1 the same here, 1 split here, 1 thread here of several groups');
    expect(JSON.parse([...levelViews.json(comparison)].join('')).rival.split).toHaveLength(1);
  });

  it("reads Purview's nodes from the root: the group, and which parents differ", async () => {
    const { comparison } = await compare(
      ['Email_thread', 'Parent_node'],
      [
        [...base(1, null), '7', ''],
        [...base(2, 1), '7.8', '7'],
        [...base(3, 2), '7.9', '7'],
      ],
    );
    expect(comparison.rival).toMatchObject({ groups: 1, same: 1, parents: { told: 2, same: 1 } });
    expect(comparison.rival?.parents.differing).toHaveLength(1);
  });

  it('takes the thread of a review platform for no evidence, though a mail server writes such an id as well', async () => {
    const { reconstruction } = await compare(
      ['Thread_ID'],
      [
        [...base(1, null), 'T'],
        [...base(2, null), 'T'],
      ],
    );
    expect(reconstruction.threads).toHaveLength(2);
    const provider = await reconstruct([{ path: join(folder, 'Thread_ID.csv') }], { evidence: 'provider' });
    expect(provider.threads).toHaveLength(2);
  });

  it('is nothing where no load file hands threads on', async () => {
    const { comparison } = await compare([], [base(1, null)]);
    expect(comparison.rival).toBeNull();
    expect([...levelViews.json(comparison)].join('')).not.toContain('rival');
  });
});

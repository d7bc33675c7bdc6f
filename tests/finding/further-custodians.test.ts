import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { reconstruct } from '../../src/run/reconstruct.js';

const ADA = 'Ada Lind <ada.lind@moor.example>';
const BO = 'Bo Roth <b.roth@quay.example>';
const folder = mkdtempSync(join(tmpdir(), 'rethread-custodians-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Ada's production as a load file with one more column, and mail of Bo's before and after it. */
async function absentFrom(column: string, cell: string): Promise<readonly string[]> {
  const rows = [2, 3, 4].map((day) => {
    const [from, to] = day % 2 ? [ADA, BO] : [BO, ADA];
    const date = `2019-05-0${day} 10:00:00 +0000`;
    return [
      `M00${day}`,
      from,
      to,
      date,
      `Crane ${day}`,
      'Lind, Ada',
      cell,
      `Letter ${day} about the crane at the pier.`,
    ];
  });
  const table = [['BegDoc', 'From', 'To', 'DateSent', 'Subject', 'Custodian', column, 'TextBody'], ...rows];
  const load = join(folder, 'ada.csv');
  writeFileSync(load, `${table.map((cells) => cells.map((one) => `"${one}"`).join(',')).join('\n')}\n`);
  const mbox = join(folder, 'bo.mbox');
  const own = [1, 9].map(
    (day) =>
      `From x@example.org Mon Jan  1 00:00:00 2018\nFrom: ${BO}\nTo: Cy Vale <cy@fen.example>\nDate: ${day} May 2019 10:00:00 +0000\nSubject: Fen ${day}\n\nLetter ${day}.\n\n`,
  );
  writeFileSync(mbox, own.join(''));
  const { findings } = await reconstruct([
    { path: load, custodian: 'Ada Lind' },
    { path: mbox, custodian: 'Bo Roth' },
  ]);
  return findings.flatMap(({ kind, summary }) => (kind === 'absent-copy' ? [summary] : []));
}

describe('who held a message of which an export kept one copy', () => {
  it.each([
    ['AllCustodians', 'Lind, Ada; Roth, Bo'],
    ['AllCustodians', 'Ada Lind, Bo Roth'],
    ['AllCustodians', 'Lind, Ada, Roth, Bo'],
    ['All Custodians', 'Ada Lind;Bo Roth'],
    ['OTHER_CUSTODIANS', 'Roth, Bo'],
    ['DupCustodian', 'bo roth'],
    ['DeDuped Custodians', 'Cy Vale|Bo Roth'],
    ['Duplicate Custodian Names', 'ROTH, BO'],
    ['Custodian - Others', 'Roth, Bo'],
  ])('is told by a column of the load file, and it is absent from nobody named there: %s', async (column, cell) => {
    expect(await absentFrom(column, cell)).toEqual([]);
  });

  it.each([
    ['AllCustodians', 'Lind, Ada'],
    ['AllCustodians', 'Roth, Bodo; Rothman, Bo'],
    ['Reviewer', 'Roth, Bo'],
    ['Custodian Notes', 'Roth, Bo'],
  ])('is not told by others who are named, or elsewhere: %s %s', async (column, cell) => {
    expect(await absentFrom(column, cell)).toHaveLength(3);
  });
});

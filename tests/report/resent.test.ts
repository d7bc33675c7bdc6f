import { describe, expect, it } from 'vitest';
import { chronologyOf } from '../../src/report/answer/chronology.js';
import { traceContent } from '../../src/report/answer/content-path.js';
import { traceCorrespondence } from '../../src/report/answer/correspondence.js';
import type { Reconstruction } from '../../src/report/answer/reconstruction.js';
import { noFilter } from '../../src/report/answer/thread-filter.js';
import { chronologyViews } from '../../src/report/format/chronology/chronology-views.js';
import { writeCorrespondence } from '../../src/report/format/correspondence-text.js';
import { threadTable } from '../../src/report/format/thread-table.js';
import { letter, reconstructCase } from '../mail-case.js';

const ADA = 'Ada Quill <ada@moor.example>';
const BO = 'Bo Holt <bo@fen.example>';

// What Bo got is Cy's as well, three days later, under Ada's header.
const passedOn = {
  'Resent-From': BO,
  'Resent-To': 'Cy Lund <cy@quay.example>',
  'Resent-Date': '4 May 2019 18:02:00 +0000',
  ...letter('a', ADA, BO, 1, 'Dike'),
};
const read = reconstructCase({ Bo: [letter('a', ADA, BO, 1, 'Dike')], Cy: [passedOn] });

const personOf = ({ people }: Reconstruction, address: string) =>
  people.persons.filter(({ addresses }) => addresses.includes(address));

describe('a message that was passed on as it was', () => {
  it('is a contact of who did so, and through him one of its author', async () => {
    const reconstruction = await read;
    const [ada, bo, cy] = ['ada@moor.example', 'bo@fen.example', 'cy@quay.example'].map((one) =>
      personOf(reconstruction, one),
    );
    const between = [...writeCorrespondence(traceCorrespondence(reconstruction, bo!, cy!))].join('');
    expect(between).toContain('0 messages from one to the other, 0 forwarded or quoted by others, 1 resent\n');
    expect(between).toMatch(/2019-05-04 18:02 \+0000 +→ {2}Dike \[resent\] {2}\(first contact\)/);
    const through = [...writeCorrespondence(traceCorrespondence(reconstruction, ada!, cy!))].join('');
    expect(through).toMatch(/2019-05-04 18:02 \+0000 +→ {2}Dike via Bo Holt/);
    const [post] = reconstruction.posts;
    expect(traceContent(reconstruction, post!, cy!).map(({ as }) => as)).toEqual(['resent']);
  });

  it('stands in a chronology at its own moment, and is asked for as a forward', async () => {
    const reconstruction = await read;
    const text = (...actions: Parameters<typeof chronologyOf>[2][]) =>
      [
        ...chronologyViews.text(chronologyOf(reconstruction, noFilter, actions[0]), reconstruction, {
          events: [],
          utc: false,
        }),
      ].join('');
    expect(text()).toContain('1 post · 1 message resent · 2019-05-01\n');
    expect(text(['forward'])).toMatch(/^0 posts · 1 message resent\n\n2019-05-04 18:02 \+0000 {2}Bo Holt → Cy Lund/);
    const since = { ...noFilter, since: Date.parse('2019-05-02T00:00:00Z') };
    expect(chronologyOf(reconstruction, since).moments.map(({ resending }) => resending?.from.name)).toEqual([
      'Bo Holt',
    ]);
  });

  it('is told in the thread table with the bytes that say so', async () => {
    const reconstruction = await read;
    const [row] = [...threadTable(reconstruction)];
    expect(row!.resent).toMatchObject([
      {
        from: { name: 'Bo Holt', address: 'bo@fen.example' },
        to: [{ name: 'Cy Lund', address: 'cy@quay.example' }],
        date: '2019-05-04T18:02:00+00:00',
      },
    ]);
    expect(reconstruction.read(row!.resent![0]!.origin)).toMatch(/^Resent-From: Bo Holt [\s\S]*18:02:00 \+0000$/);
  });
});

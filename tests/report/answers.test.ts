import { describe, expect, it } from 'vitest';
import { findPeople } from '../../src/people/find-people.js';
import { traceContent } from '../../src/report/answer/content-path.js';
import { compareProductions } from '../../src/report/answer/production-comparison.js';
import { comparisonViews } from '../../src/report/format/comparison-views.js';
import { pathViews } from '../../src/report/format/content-path-views.js';
import { letter as mail, reconstructCase } from '../mail-case.js';

const ADA = 'Ada Lind <ada@moor.example>';
const BO = 'Bo Roth <bo@moor.example>';
const CY = 'Cy Vale <cy@quay.example>';
const WORDS = 'The lamps of the north pier went out at nine and nobody has lit them again since that evening.';

const events = [{ date: '2019-05-08', label: 'Meeting' }];

describe('two productions held against each other', () => {
  const shared = mail('s', ADA, BO, 7, 'Wall');
  const lind = [mail('a', ADA, CY, 2, 'Rope'), shared, mail('f', ADA, CY, 9, '=1+1')];
  const roth = [mail('b', BO, CY, 3, 'Quay'), shared, mail('k', ADA, BO, 8, 'Key'), mail('z', BO, CY, 20, 'End')];

  async function compare() {
    const reconstruction = await reconstructCase({ Lind: lind, Roth: roth });
    return { comparison: compareProductions(reconstruction, ['Lind', 'Roth']), reconstruction, events };
  }

  it('are counted before and after a day, in both and in each alone', async () => {
    const text = [...comparisonViews.text(await compare())].join('');
    expect(text).toContain('in both: 1 message\n◆ 2019-05-08 Meeting: 1 message before, 0 after\n');
    expect(text).toContain('only in Lind: 2 messages\n◆ 2019-05-08 Meeting: 1 message before, 1 after\n');
    expect(text).toContain(
      'only in Roth: 3 messages\n◆ 2019-05-08 Meeting: 1 message before, 1 on that day, 1 after\n',
    );
    expect(text).toContain('! should be in Lind');
  });

  it('are one JSON object that names what each alone has, and what the other should have', async () => {
    const report = await compare();
    const answer = JSON.parse([...comparisonViews.json(report)].join(''));
    expect(answer.productions).toMatchObject([
      {
        name: 'Lind',
        messages: 3,
        first: '2019-05-02',
        last: '2019-05-09',
        only: [{ subject: 'Rope' }, { subject: '=1+1' }],
      },
      { name: 'Roth', messages: 4, events: [{ label: 'Meeting', before: 1, on: 1, after: 1 }] },
    ]);
    expect(
      answer.productions[1].only.map((one: { subject: string; expectedInOther: boolean }) => [
        one.subject,
        one.expectedInOther,
      ]),
    ).toEqual([
      ['Quay', false],
      ['Key', true],
      ['End', false],
    ]);
    expect(answer.both.messages).toMatchObject([{ subject: 'Wall', from: { address: 'ada@moor.example' } }]);
    expect(answer.differing).toEqual(report.comparison.differing);
    const plain = JSON.parse([...comparisonViews.json({ ...report, events: [] })].join(''));
    expect(plain.both).not.toHaveProperty('events');
  });

  it('are a CSV of the messages with the production that has each, in which no cell is a formula', async () => {
    const [head, ...rows] = [...comparisonViews.csv(await compare())].join('').trimEnd().split('\r\n');
    expect(head).toMatch(/,production,expected_in,differing,2019-05-08 Meeting$/);
    const told = rows.map((row) => [/Rope|Quay|Wall|Key|'=1\+1|End/.exec(row)?.[0], ...row.split(',').slice(-4)]);
    expect(told).toEqual([
      ['Rope', 'Lind', '', '', 'before'],
      ['Quay', 'Roth', '', '', 'before'],
      ['Wall', 'both', '', '', 'before'],
      ['Key', 'Roth', 'Lind', '', 'on'],
      ["'=1+1", 'Lind', '', '', 'after'],
      ['End', 'Roth', '', '', 'after'],
    ]);
  });
});

describe('the ways of a content to a person', () => {
  async function trace(to: string) {
    const forward = mail('w', BO, CY, 9, 'Fwd: Lamps', {
      text: `See below.\n\n-------- Original Message --------\nFrom: ${ADA}\nTo: ${BO}\nDate: 6 May 2019 10:00:00 +0000\nSubject: Lamps\n\n${WORDS}\n`,
    });
    const reconstruction = await reconstructCase({ Lind: [mail('a', ADA, BO, 6, 'Lamps', { text: WORDS }), forward] });
    const start = reconstruction.posts.find(
      (post) => post.kind === 'produced' && post.message.subject.text === 'Lamps',
    )!;
    const persons = findPeople(to, reconstruction);
    return { start, persons, paths: traceContent(reconstruction, start, persons), events };
  }

  it('are marked with the day that lies between two steps, and counted', async () => {
    const text = [...pathViews.text(await trace('cy@quay.example'))].join('');
    expect(text).toMatch(
      /^1 way to Cy Vale .*\n◆ 2019-05-08 Meeting: 0 ways before, 1 after\n\n2019-05-06 .*\n {2}◆ 2019-05-08 Meeting\n {2}└ 2019-05-09 /,
    );
  });

  it('are one JSON object: the message, the person, the steps of each way', async () => {
    const answer = JSON.parse([...pathViews.json(await trace('cy@quay.example'))].join(''));
    expect(answer).toMatchObject({
      from: { kind: 'produced', subject: 'Lamps', date: '2019-05-06T10:00:00+00:00' },
      to: [{ name: 'Cy Vale', addresses: ['cy@quay.example'] }],
      ways: [{ as: 'to', steps: [{ subject: 'Lamps' }, { subject: 'Fwd: Lamps' }] }],
      events: [{ date: '2019-05-08', label: 'Meeting', before: 0, on: 0, after: 1 }],
    });
  });

  it('are an empty list where nothing reached the person', async () => {
    const { start, persons } = await trace('ada@moor.example');
    expect(JSON.parse([...pathViews.json({ start, persons, paths: [], events: [] })].join(''))).toMatchObject({
      ways: [],
    });
  });
});

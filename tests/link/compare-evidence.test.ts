import { describe, expect, it } from 'vitest';
import { compareEvidence } from '../../src/link/explain/compare-evidence.js';
import { linkInputOf } from '../../src/link/explain/explain-links.js';
import { readLinks } from '../../src/link/link-columns.js';
import { compareLevels, levelViews } from '../../src/report/answer/evidence-comparison.js';
import type { Reconstruction } from '../../src/report/answer/reconstruction.js';
import { noFilter } from '../../src/report/answer/thread-filter.js';
import { folderOf, type Invented, mbox, reconstructFiles } from '../report-fixture.js';
import { runCommand } from '../run-command.js';

const stepsOf = (reconstruction: Reconstruction) =>
  compareEvidence(linkInputOf(reconstruction), reconstruction.linking.minConfidence, reconstruction.linking.evidence);

const ada = 'Ada Moor <ada@moor.example>';
const bo = 'Bo Stern <bo@stern.example>';
const at = (day: number, hour: number) => `Tue, ${day} Mar 2016 ${String(hour).padStart(2, '0')}:22:00 +0100`;
const ask = 'Would the ferry company lend us its second landing stage while the quay is being rebuilt this spring?';

/** Four pairs of question and answer; each pair is tied by another level of evidence. */
const pairs: readonly Invented[] = [
  { id: 'h1@x', from: ada, to: bo, date: at(1, 9), subject: 'Ballast', body: 'How much?' },
  { id: 'h2@x', answers: 'h1@x', from: bo, to: ada, date: at(1, 10), subject: 'Gravel', body: 'Nine tons.' },
  {
    id: 'p1@x',
    from: ada,
    to: bo,
    date: at(2, 9),
    subject: 'Rope',
    headers: ['X-GM-THRID: 1512345'],
    body: 'Is it here?',
  },
  {
    id: 'p2@x',
    from: bo,
    to: ada,
    date: at(2, 10),
    subject: 'Re: Rope',
    headers: ['X-GM-THRID: 1512345'],
    body: 'Since noon.',
  },
  { id: 'q1@x', from: ada, to: bo, date: at(3, 9), subject: 'Landing stage', body: ask },
  {
    id: 'q2@x',
    from: bo,
    to: ada,
    date: at(3, 10),
    subject: 'What I heard',
    body: `Gladly.\n\nOn Tue, 3 Mar 2016 at 09:22, Ada Moor <ada@moor.example> wrote:\n> ${ask}`,
  },
  { id: 's1@x', from: ada, to: bo, date: at(4, 9), subject: 'Lantern for the outer mole', body: 'Who repairs it?' },
  {
    id: 's2@x',
    from: bo,
    to: ada,
    date: at(4, 10),
    subject: 'Re: Lantern for the outer mole',
    body: 'I do, on Friday.',
  },
];
const files = { 'mail.mbox': mbox(pairs) };

describe('the levels of evidence', () => {
  it.each([
    ['headers', ['h2@x']],
    ['provider', ['h2@x', 'p2@x']],
    ['quotes', ['h2@x', 'p2@x', 'q2@x']],
    ['all', ['h2@x', 'p2@x', 'q2@x', 's2@x']],
  ] as const)('%s links %j', async (evidence, expected) => {
    const { posts, links } = await reconstructFiles(files, { evidence });
    const ids = new Map(posts.map((post) => [post.key, post.kind === 'produced' ? post.message.messageId : null]));
    expect(
      readLinks(posts, links)
        .map(({ child }) => ids.get(child))
        .sort(),
    ).toEqual(expected);
  });

  it('each names the threads that fall apart without it, with their sizes', async () => {
    const reconstruction = await reconstructFiles(files);
    const steps = stepsOf(reconstruction);
    expect(steps.map(({ level, links, threads, threaded }) => [level, links, threads, threaded])).toEqual([
      ['headers', 1, 1, 2],
      ['provider', 2, 2, 4],
      ['quotes', 3, 3, 6],
      ['all', 4, 4, 8],
    ]);
    for (const { joined, added, changed, removed } of steps) {
      expect(joined.map(({ posts, parts }) => [posts.length, parts])).toEqual([[2, [1, 1]]]);
      expect([added.length, changed, removed]).toEqual([1, [], []]);
    }
    expect(steps.map(({ joined }) => joined[0]!.root.kind)).toEqual(['produced', 'produced', 'produced', 'produced']);
  });

  it('end where the run was told to end', async () => {
    const evidenceSteps = stepsOf(await reconstructFiles(files, { evidence: 'provider' }));
    expect(evidenceSteps.map(({ level }) => level)).toEqual(['headers', 'provider']);
  });

  it('obey the least confidence', async () => {
    const evidenceSteps = stepsOf(await reconstructFiles(files, { minConfidence: 1 }));
    expect(evidenceSteps.map(({ links }) => links)).toEqual([0, 0, 0, 0]);
  });

  it('only add: a link that a quotation bears is not another one with subjects', async () => {
    const evidenceSteps = stepsOf(
      await reconstructFiles({
        'mail.mbox': mbox([
          ...pairs,
          { ...pairs[4]!, id: 'q3@x', date: at(4, 8), subject: 'What I heard', body: 'Other.' },
        ]),
      }),
    );
    for (const { changed, removed } of evidenceSteps) expect([changed, removed]).toEqual([[], []]);
  });

  it('sum up a thread that grows by parts', async () => {
    const third = { id: 'q3@x', answers: 'q2@x', from: ada, to: bo, date: at(3, 12), subject: 'Thanks', body: 'Good.' };
    const evidenceSteps = stepsOf(await reconstructFiles({ 'mail.mbox': mbox([...pairs, third]) }));
    expect(evidenceSteps[2]!.joined.map(({ posts, parts }) => [posts.length, parts])).toEqual([[3, [2, 1]]]);
  });
});

describe('the comparison in words', () => {
  it('is a line a level and a line a thread, cut to the width', async () => {
    const reconstruction = await reconstructFiles(files);
    const text = [...levelViews.text(compareLevels(reconstruction, noFilter))].join('');
    const lines = text.split('\n');
    expect(lines[0]).toBe('evidence  links           threads         of 8 messages joined');
    expect(lines[3]).toBe('quotes          3 +1            3 +1      6 +2');
    expect(text).toContain('1 thread depends on quotations (quotes)');
    expect(text).toContain('2016-03-03     2 = 1 + 1          Ada Moor          Landing stage');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('lists the threads that fit the filter, and sums up all', async () => {
    const comparison = compareLevels(await reconstructFiles(files), { ...noFilter, subject: 'LANTERN' });
    expect(comparison.steps.map(({ joined }) => joined.length)).toEqual([0, 0, 0, 1]);
    expect(comparison.steps.map(({ links }) => links)).toEqual([1, 2, 3, 4]);
  });

  it('makes control characters of a subject visible', async () => {
    const odd = pairs.map((one) => ({ ...one, subject: `\u001b[31m${one.subject}` }));
    const reconstruction = await reconstructFiles({ 'mail.mbox': mbox(odd) });
    expect([...levelViews.text(compareLevels(reconstruction, noFilter))].join('')).not.toContain('\u001b');
  });

  it('as JSON names posts by key and Message-ID', async () => {
    const reconstruction = await reconstructFiles(files);
    const { messages, levels } = JSON.parse([...levelViews.json(compareLevels(reconstruction, noFilter))].join(''));
    expect(messages).toBe(8);
    expect(levels).toHaveLength(4);
    expect(levels[3]).toMatchObject({ level: 'all', links: 4, threads: 4, threaded: 8, changed: [], removed: [] });
    expect(levels[3].joined).toMatchObject([
      { subject: 'Lantern for the outer mole', messages: 2, parts: [1, 1], first: { messageId: 's1@x' } },
    ]);
    expect(levels[3].joined[0].thread).toBe(`t-${levels[3].joined[0].root.key}`);
  });
});

describe('rethread list --compare-evidence', () => {
  const folder = folderOf(files);
  const run = (...args: readonly string[]) => runCommand(['list', 'mail.mbox', ...args], { folder });

  it('prints both forms', async () => {
    const text = await run('--compare-evidence');
    expect([text.status, text.stderr]).toEqual([0, '']);
    expect(text.stdout).toContain('1 thread depends on subjects, people and times (all)');
    const json = await run('--compare-evidence', '--format', 'json', '--evidence', 'quotes');
    expect(JSON.parse(json.stdout).levels).toHaveLength(3);
  });

  it.each([
    [['--format', 'json'], /--format goes with --compare-evidence/],
    [['--compare-evidence', '--headers-only'], /does not go with --headers-only/],
    [['--compare-evidence', '--decisions', 'none.json'], /leave out --decisions/],
  ])('refuses %j', async (args, message) => {
    const { status, stdout, stderr } = await run(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});

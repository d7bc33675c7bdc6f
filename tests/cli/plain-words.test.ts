import { beforeAll, describe, expect, it } from 'vitest';
import { writeThreadList } from '../../src/report/format/thread-list.js';
import { reconstruct } from '../../src/run/reconstruct.js';
import { folderOf, mbox } from '../report-fixture.js';
import { runCommand } from '../run-command.js';

const ALTERED = 'f0sxmand';

describe('wrong arguments', () => {
  it.each([
    [['show'], /^rethread: show needs more: rethread show <key> \[inputs\.\.\]\./],
    [['list', 'a.mbox', '--colour'], /^rethread: there is no option --colour here\./],
    [['list', 'a.mbox', '--min-confidenze', '1', '-x'], /^rethread: there are no options --min-confidenze, -x here\./],
    [['path', 'a.mbox'], /^rethread: path needs --from and --to\./],
    [['path', 'a.mbox', '--from', 'holt'], /^rethread: path needs --to\./],
    [['show', 'samples/case'], /^rethread: no input: samples\/case was taken for <key>\. Write rethread show <key>/],
    [['explain', '-q', 'samples/case'], /^rethread: no input: samples\/case was taken for <key>/],
    [['between', 'holt', 'samples/case'], /^rethread: no input: samples\/case was taken for <b>/],
    [
      ['between', 'quill', 'dana', 'samples/case', '-q'],
      /^rethread: "quill" and "dana" name the same: Dana Quill <[^>]+>/,
    ],
    [['explain', 't66526ot'], /^rethread: no input\. Name the files/],
    [['changes', 'a.case', 'b.case'], /^rethread: "b\.case" is one thing too many here\./],
  ])('of %j are told in plain words', async (args, told) => {
    const { status, stderr } = await runCommand(args);
    expect([status, stderr]).toEqual([2, expect.stringMatching(told)]);
    expect(stderr).not.toMatch(/argument|non-option/i);
  });
});

describe('what passed between two people', () => {
  it.each([
    ['Frances Holt', 'holt'],
    ['holt', 'Frances Holt'],
  ])('is asked of %s and %s: whoever fits both words is on the side that means nobody else', async (a, b) => {
    const { stdout } = await runCommand(['between', a, b, 'samples/case', '-q']);
    expect(stdout).toMatch(/^2 messages from one to the other/m);
    expect(stdout).toMatch(/Lunch {2}\(first contact\)/);
  });

  it('begins with what one of them wrote to the other, not with what somebody else passed on', async () => {
    const { stdout } = await runCommand(['between', 'quill', 'finch', 'samples/case', '-q']);
    expect(stdout).toMatch(/^2019-04-29 .* Lantern Room {2}\(first contact\)/m);
  });
});

describe('the key of a finding', () => {
  it('shows the finding with every change, and its posts in full', async () => {
    const { stdout, status } = await runCommand(['show', ALTERED, 'samples/case', '-q']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/negation: "not" in the original, nothing as quoted/);
    expect(stdout).toMatch(/posts t66526ot q2urkr6s qhrs27uo/);
    for (const key of ['t66526otgzwkl6xgt5gv', 'q2urkr6syc757k4apijy', 'qhrs27uobsjvdgzu7gi2'])
      expect(stdout).toContain(key);
  });

  it('explains the first of its posts', async () => {
    const { stdout } = await runCommand(['explain', ALTERED, 'samples/case', '-q']);
    expect(stdout).toMatch(/^altered-quote {2}f0sxmand/);
    expect(stdout).toContain('t66526ot');
  });

  it('is a beginning of a post or a finding, and nothing else', async () => {
    const { status, stderr } = await runCommand(['show', 'f99999', 'samples/case', '-q']);
    expect([status, stderr]).toEqual([5, expect.stringMatching(/f99999: no thread or message/)]);
  });
});

describe('the list of threads', () => {
  const long = `A subject of more than eighty columns ${'and more '.repeat(12)}end`;
  let threads: Awaited<ReturnType<typeof reconstruct>>['threads'];
  beforeAll(async () => {
    const path = folderOf({ 'a.mbox': mbox([{ id: 'a@x', subject: long }]) });
    ({ threads } = await reconstruct([{ path }]));
  });

  it('is cut to the width of a terminal, under a heading, and whole in a pipe', () => {
    const terminal = [...writeThreadList(threads, { width: 80, colour: false, terminal: true })];
    expect(terminal[0]).toMatch(/^thread {6}first … last day/);
    expect(terminal[1]!.trimEnd().length).toBeLessThanOrEqual(80);
    const piped = [...writeThreadList(threads)];
    expect(piped[0]).toMatch(/^t-/);
    expect(piped.join('')).toContain('end');
  });
});

it('a report says what it wrote, and what belongs together', async () => {
  const folder = folderOf({ 'a.mbox': mbox([{ id: 'a@x' }]) });
  const page = await runCommand(['report', 'a.mbox', '-o', 'out/a.svg'], { folder });
  expect(page.stderr).toContain('rethread: wrote out/a.svg\n');
  const tables = await runCommand(['report', 'a.mbox', '--format', 'csv-tables', '-o', 'tables'], { folder });
  expect(tables.stderr).toMatch(/rethread: wrote \d+ files in tables\n/);
  expect((await runCommand(['report', 'a.mbox', '-o', 'b.txt', '-q'], { folder })).stderr).toBe('');
});

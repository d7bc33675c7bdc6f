import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/message/message.js';
import { readMessages } from '../../src/message/read-message.js';
import { readSources } from '../../src/source/read-sources.js';
import { askSecondReader } from '../readers/second-reader.js';
import { sharedData, withoutSharedData } from '../shared-data.js';

const NAME = 'outlook-stores.test.ts';
const folder = mkdtempSync(join(tmpdir(), 'stores-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function readAll(path: string) {
  const reading = readSources([{ path }]);
  const messages: Message[] = [];
  const lost: unknown[] = [];
  for await (const batch of readMessages(reading, { bodies: true, onProblem: (problem) => lost.push(problem) }))
    messages.push(...batch);
  return { messages, lost, problems: reading.problems, sources: reading.sources };
}

/** Items of each sample, messages and others, as libpff and readpst count them. */
const COUNTS: ReadonlyMap<string, number> = new Map([
  ['enron.pst', 71],
  ['pstextractortest@outlook.com.ost', 183],
  ['pstextractortestpdf@outlook.com.ost', 162],
  ['Outlook.pst', 17],
  ['Outlook_1.pst', 17],
  ['dist-list.pst', 4],
  ['passworded.pst', 3],
  ['passwordprotectedPST.pst', 18],
  ['test.ost', 18],
]);

/** Samples beside the checkout, and those of the npm package pst-extractor where RETHREAD_PST_SAMPLES names their folder. */
function samples(): readonly string[] {
  const folders = [join(sharedData, 'exports/pst'), process.env.RETHREAD_PST_SAMPLES ?? ''];
  if (!process.env.RETHREAD_PST_SAMPLES)
    console.warn(
      `${NAME}: the samples of the npm package pst-extractor are not read: RETHREAD_PST_SAMPLES names no folder`,
    );
  return folders
    .filter((path) => path !== '' && existsSync(path))
    .flatMap((path) => readdirSync(path).map((name) => join(path, name)))
    .filter((path) => COUNTS.has(basename(path)));
}

interface SecondItem {
  readonly subject: string | null;
  readonly submitted: string | null;
  readonly attachments: number;
}

describe.skipIf(withoutSharedData(NAME))('a store of Outlook', () => {
  const files = samples();
  const second = askSecondReader<{ readonly items: readonly SecondItem[] }>('pst', files, NAME);

  it.each(files)('gives every item that its node tree names: %s', async (file) => {
    const { messages, sources, problems, lost } = await readAll(file);
    const source = sources[0]!;
    expect([source.format, source.items]).toEqual([
      'pst',
      { expected: COUNTS.get(basename(file)), read: COUNTS.get(basename(file)), failed: 0 },
    ]);
    expect(messages.length).toBe(source.messages);
    expect([lost, problems.filter(({ severity }) => severity !== 'info')]).toEqual([[], []]);
  });

  it.skipIf(second === null).each(files)('tells of each message what a second reader tells: %s', async (file) => {
    const { messages } = await readAll(file);
    const theirs = second![files.indexOf(file)]!.items;
    expect(theirs.length).toBe(COUNTS.get(basename(file)));
    const key = (subject: string, submitted: string | null, attachments: number) =>
      `${subject.replace(/\s+/g, ' ').trim()} | ${submitted} | ${attachments}`;
    const known = theirs.map(({ subject, submitted, attachments }) =>
      key(subject ?? '', submitted?.slice(0, 19) ?? null, attachments),
    );
    for (const { subject, facts, attachments } of messages) {
      const submitted = facts!.find(({ name }) => name === 'submitted')?.value.slice(0, 19) ?? null;
      expect(known).toContain(key(subject.text, submitted, attachments.length));
    }
  });

  it('is read out of a gzip as it is where it lies', async () => {
    const file = join(sharedData, 'exports/pst/Outlook_1.pst');
    const packed = join(folder, 'store.pst.gz');
    writeFileSync(packed, gzipSync(readFileSync(file)));
    const [one, other] = [await readAll(file), await readAll(packed)];
    const told = ({ messages }: typeof one) =>
      messages.map(({ folder: path, subject, date, body, attachments }) => [
        path,
        subject,
        date,
        body?.text,
        attachments.map(({ sha256 }) => sha256),
      ]);
    expect(told(other)).toEqual(told(one));
    expect(other.sources[0]).toMatchObject({ format: 'pst', compression: 'gzip', items: one.sources[0]!.items });
  });
});

/** Numbers from a seed: the same damage on every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe.skipIf(withoutSharedData(NAME))('a damaged file of Outlook', () => {
  const kinds = [
    'exports/pst/dist-list.pst',
    'exports/pst/passwordprotectedPST.pst',
    'exports/msg/tika-testMSG_att_msg.msg',
  ];

  it.each(kinds)('costs no more than what the damage hits, and no time: %s', { timeout: 120_000 }, async (name) => {
    const whole = readFileSync(join(sharedData, name));
    const path = join(folder, basename(name));
    for (let seed = 1; seed <= 40; seed++) {
      const next = seeded(seed);
      let bytes = Buffer.from(whole);
      if (seed % 4 === 0) bytes = bytes.subarray(0, next(bytes.length));
      else if (seed % 4 === 1) for (let count = 0; count < 200; count++) bytes[next(bytes.length)]! ^= 1 << next(8);
      else if (seed % 4 === 2)
        for (let count = 0; count < 60; count++)
          bytes.writeUInt16LE([0, 0xffff, next(65536)][next(3)]!, next(bytes.length - 2));
      else bytes.copy(bytes, next(bytes.length), next(bytes.length - 4096), bytes.length);
      writeFileSync(path, bytes);
      const before = performance.now();
      const { messages, lost, sources, problems } = await readAll(path);
      expect(performance.now() - before).toBeLessThan(5000);
      expect(lost).toEqual([]);
      expect(messages.length + problems.length, `seed ${seed}`).toBeGreaterThan(0);
      const items = sources[0]?.items;
      if (items) expect(items.read + items.failed).toBe(items.expected);
    }
  });
});

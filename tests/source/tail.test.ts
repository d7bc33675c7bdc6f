import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tail } from '../../src/source/cut-source.js';
import { cutTail, findSeam } from '../../src/source/cut-tail.js';
import { readSources, type SharedFile } from '../../src/source/read-sources.js';

const LENGTH = 9 << 20;
let folder: string;
let path: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rethread-tail-'));
  path = join(folder, 'mail.mbox');
  const parts: string[] = [];
  for (let size = 0, index = 0; size < LENGTH; index++) {
    const text = `Subject: ${index}\nMessage-ID: <${index}@x.example>\n\n${`line ${index}\nFrom here it goes on\n\n`.repeat(300)}`;
    const message = `From ann@x.example Mon Jan  3 10:00:00 2005\nFrom: ann@x.example\n${text}\n`;
    parts.push(message);
    size += message.length;
  }
  writeFileSync(path, parts.join(''));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a mailbox that two readers share', () => {
  const places = (messages: readonly { offset: number; length: number }[]) =>
    messages.map(({ offset, length }) => `${offset}+${length}`);

  async function read(startTail?: (file: SharedFile, found: { offset: number; length: number }[]) => Tail) {
    const found: { offset: number; length: number }[] = [];
    const rest: { offset: number; length: number }[] = [];
    const shareFile = startTail ? { shareFile: (file: SharedFile) => () => startTail(file, rest) } : {};
    const reading = readSources([{ path }], { hash: false, reuseBuffers: true, ...shareFile });
    for await (const batch of reading) for (const { origin } of batch) found.push(origin);
    return { first: places(found), rest: places(rest), sources: reading.sources, problems: reading.problems };
  }

  const tailFrom = (from: number, odd: boolean) => (file: SharedFile, found: { offset: number; length: number }[]) => {
    const seam = findSeam(file.path, from);
    return {
      from,
      seam,
      async finish() {
        const at = await seam;
        if (odd || at === null) return null;
        const cutting = await cutTail(file, at);
        for await (const batch of cutting.batches) for (const { origin } of batch) found.push(origin);
        const source = cutting.result().source!;
        return { end: source.contentLength, messages: found.length };
      },
      close: () => {},
    };
  };

  it.each([3 << 20, 5_000_001, 8 << 20])('gives the messages that one reader finds, shared at %i', async (from) => {
    const alone = await read();
    const shared = await read(tailFrom(from, false));
    expect(shared.rest.length).toBeGreaterThan(0);
    expect([...shared.first, ...shared.rest]).toEqual(alone.first);
    expect(shared.sources).toEqual(alone.sources);
    expect(shared.problems).toEqual(alone.problems);
  });

  it('is read by one where the other met anything odd, or found no start of a message', async () => {
    const alone = await read();
    expect(await read(tailFrom(5 << 20, true))).toEqual(alone);
    expect(await read(tailFrom(64 << 20, false))).toEqual(alone);
  });
});

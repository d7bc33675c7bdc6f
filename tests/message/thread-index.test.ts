import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseThreadIndex, threadIndexHex } from '../../src/message/header/thread-index.js';
import { sharedData, withoutSharedData } from '../shared-data.js';

const GUID = '00112233445566778899aabbccddeeff';
const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

describe('parseThreadIndex', () => {
  it('reads a root: header time and conversation', () => {
    const index = parseThreadIndex(base64(`01c4f1794b1c${GUID}`))!;
    expect(index.guid).toBe(GUID);
    expect(new Date(index.headerTime!).toISOString().slice(0, 10)).toBe('2005-01-03');
    expect(index.levels).toEqual([]);
  });

  it('counts each level from the one before it', () => {
    // Two replies, each 0x1000 units of 2^18 ticks after the one before: 107.374 s.
    const index = parseThreadIndex(base64(`01c4f1794b1c${GUID}0000100010${'0000100020'}`))!;
    const [first, second] = index.levels;
    expect(Math.round((first!.time! - index.headerTime!) / 100)).toBe(1074);
    expect(Math.round((second!.time! - first!.time!) / 100)).toBe(1074);
  });

  it('gives the index of every level, so that the parent is the one without its last five bytes', () => {
    const hex = `01c4f1794b1c${GUID}0000100010`;
    const index = parseThreadIndex(base64(`${hex}0000100020`))!;
    expect(index.levels.map((level) => level.hex)).toEqual([hex, `${hex}0000100020`]);
  });

  it('reads folded base64, missing padding, and hex', () => {
    const hex = `01c4f1794b1c${GUID}`;
    const text = base64(hex);
    expect(threadIndexHex(`${text.slice(0, 10)}\r\n ${text.slice(10)}`)).toBe(hex);
    expect(threadIndexHex(text.replace(/=+$/, ''))).toBe(hex);
    expect(threadIndexHex(hex.toUpperCase())).toBe(hex);
  });

  it('tells no time where the first byte is not 1', () => {
    const index = parseThreadIndex(base64(`75d7c577ac27${GUID}0000100010`))!;
    expect(index.headerTime).toBeNull();
    expect(index.levels[0]!.time).toBeNull();
  });

  it('gives null for other lengths', () => {
    for (const hex of ['', '01', '01c4f1794b1c', `01c4f1794b1c${GUID}00`])
      expect(parseThreadIndex(base64(hex))).toBeNull();
    expect(parseThreadIndex('not an index')).toBeNull();
  });
});

describe.skipIf(withoutSharedData('message-thread-index.test.ts'))('vectors of conversation indexes', () => {
  const load = <T>(file: string): T =>
    JSON.parse(readFileSync(join(sharedData, 'conformance/thread-index', file), 'utf8')) as T;

  it('decodes the public vectors', () => {
    const cases =
      load<
        {
          id: string;
          hex?: string;
          b64?: string;
          times_utc: (string | null)[];
          expect: { guid: string; levels: unknown[] };
        }[]
      >('cases.json');
    expect(cases.length).toBeGreaterThan(5);
    for (const { id, hex, b64, times_utc, expect: expected } of cases) {
      const index = parseThreadIndex(hex ?? b64!)!;
      const times = [index.headerTime, ...index.levels.map((level) => level.time)];
      expect(
        times.map((time) => time && new Date(time).toISOString()),
        id,
      ).toEqual(times_utc);
      expect(index.levels, id).toHaveLength(expected.levels.length);
      expect(index.guid, id).toBe(expected.guid.replaceAll('-', ''));
    }
  });

  it('decodes headers of real mail: conversation and parent to the byte, times within a day of the Date', () => {
    const cases =
      load<
        {
          thread_index: string;
          guid_hex: string;
          parent_index_hex: string | null;
          times_utc: (string | null)[];
          date_header_utc: string;
        }[]
      >('real-list-vectors.json');
    let near = 0;
    for (const { thread_index, guid_hex, parent_index_hex, times_utc, date_header_utc } of cases) {
      const index = parseThreadIndex(thread_index)!;
      expect(index.guid).toBe(guid_hex);
      expect(index.levels.length ? index.hex.slice(0, -10) : null).toBe(parent_index_hex);
      const times = [index.headerTime, ...index.levels.map((level) => level.time)];
      expect(times.map((time) => time && new Date(time).toISOString())).toEqual(times_utc);
      const last = times.at(-1);
      if (last && Math.abs(last - Date.parse(date_header_utc)) < 86_400_000) near++;
    }
    expect(near / cases.length).toBeGreaterThan(0.7);
  });
});

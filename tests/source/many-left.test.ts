import { describe, expect, it } from 'vitest';
import { cutBytes, faultInTiling } from '../source-cutting.js';

const RECORD = '{"from":"ann@moor.example","subject":"Dike","body":"It holds."}';
const COUNT = 3000;
const many = (one: (at: number) => string, joint: string) =>
  Array.from({ length: COUNT }, (_, at) => one(at)).join(joint);

describe('what is no record, thousands of times in one source', () => {
  it.each([
    ['numbers in a list', `[${RECORD},${many(String, ',')},${RECORD}]`, 'record-not-object'],
    ['texts in a list', `[${RECORD},${many((at) => `"word ${at}"`, ',')},${RECORD}]`, 'record-not-object'],
    ['broken records', `[${RECORD},${many(() => '{]', '')},${RECORD}]`, 'json-unreadable'],
  ])('is told a thousand times, then counted, and every byte stays in its place: %s', (_, text, code) => {
    const bytes = Buffer.from(text);
    const cut = cutBytes(bytes, [700, 9000], { source: 'mail.json' });
    expect(faultInTiling(cut, bytes.length)).toBe('');
    const told = cut.problems.filter((problem) => problem.code === code);
    expect(told).toHaveLength(1001);
    expect(told.at(-1)!.message).toMatch(/^2000 more /);
    expect(cut.gaps.length).toBeLessThan(1100);
    expect(cut.messages).toHaveLength(2);
    const { offset, length } = cut.messages[1]!.origin;
    expect(bytes.toString('utf8', offset, offset + length)).toContain(RECORD);
    expect(cut.messages[1]!.origin.row).toBe(COUNT + 1);
  });
});

import { describe, expect, it } from 'vitest';
import { splitBody } from '../../src/quote/split-body.js';
import { expectLinearTime } from '../linear-time.js';

/** Half a megabyte of a repeated text: a quadratic step takes minutes. */
const repeat = (text: string) => text.repeat(Math.ceil(2 ** 19 / text.length));

const CASES: Readonly<Record<string, string>> = {
  'On without an end': repeat('On On On On On On\n'),
  'On on one line': repeat('On '),
  'attributions without a verb': repeat('On 1 Jan 2004 at 10:00 x\n'),
  'attributions without a date': repeat('Ann wrote:\n'),
  'attributions above nothing': repeat('On Fri, 3 Jan 2020 at 10:05, Ann Example <ann@example.org> wrote:\n'),
  'attributions above indented lines': repeat('On 3 Jan 2020 10:05, Ann wrote:\n    x\n'),
  'marks on one line': repeat('>'),
  'lines of marks': repeat('>>>>>>>>>>\n'),
  'two hundred thousand levels': `${'>'.repeat(200_000)} x\n${'> '.repeat(200_000)}y`,
  'a staircase of marks': Array.from({ length: 1400 }, (_, depth) => `${'>'.repeat(depth)}a`).join('\n'),
  'marks on every second line': repeat('> a\nb\n'),
  'From without an end': repeat('From: From: '),
  'lines of From': repeat('From: a\n'),
  'From and To': repeat('From: a@b.c\nTo: b\n'),
  'header blocks': repeat('From: Ann <a@b.c>\nSent: 1 Jan 2004 10:00\nTo: b\nSubject: c\n\n'),
  'header blocks without a blank below': repeat('From: A\nSent: Mon\nTo: B\nSubject: C\n\n'),
  'labels without values': repeat('From:\nTo:\nSubject:\n\n'),
  'label words without a colon': repeat('From Sent To Subject '),
  'blank lines': '\n'.repeat(100_000),
  'recipients without an end': `To: a\n${repeat(' b@c,\n')}`,
  'brackets without an end': `From: a@b\nTo: ${repeat('<a@')}`,
  'quotes without an end': `From: x@y\nSubject: z\nTo: ${repeat('"')}`,
  separators: repeat('-----Original Message-----\n'),
  'forward separators that wrap': repeat('---- Forwarded by Ann on\n'),
  rules: repeat('____________________\n'),
  'Notes headers without a subject': repeat('Ann\n01/02/2001 03:04 PM\nTo: Bo\n'),
  'Notes tables': repeat('    a        To:   b\n'),
  'Notes columns': repeat('    a                                     To\n'),
  'Notes columns without an end': repeat('    a          To:   b      c     \n\n'),
  'wrapped GroupWise sentences': repeat('>>> Ann\n01/02/03 04:05PM\n'),
  'bars below attributions': repeat('Ann wrote:\n |a\n'),
  'bars above bars': repeat('| > > a b c d\n'),
  'cut quotations': repeat('[... a ...]\n'),
  'lone From above marks': repeat('From: Ann Roe\n> Sent: 3 Jan 2020\n'),
  'lost months': repeat('a??????b? 2020 wrote:\n> '),
  'GroupWise sentences': repeat('>>> Ann 01/02/03 04:05PM >>>\n'),
  prompts: repeat('> x <- f(1)\n[1] 2\n'),
  'colon lines': repeat('a:\n'),
  'blocks on one line': `----- Forwarded Message ----- From: ${repeat('a To: ')}`,
  signatures: repeat('-- \n'),
};

describe('splitBody on hostile input', () => {
  it.each(Object.keys(CASES))('stays linear: %s', (name) => {
    const text = CASES[name]!;
    const splits = new Map<number, ReturnType<typeof splitBody>>();
    expectLinearTime((size) => splits.set(size, splitBody(text.slice(0, size))), text.length, name);
    const { segments } = splits.get(text.length)!;
    expect(segments.reduce((length, segment) => length + segment.end - segment.start, 0)).toBe(text.length);
  });
});

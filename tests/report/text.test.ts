import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/report/answer/report.js';
import { displayWidth, makeLinesVisible, padEnd, truncate, wrapText } from '../../src/report/format/display-text.js';
import { spanText } from '../../src/report/format/phrases.js';
import { writeTextReport } from '../../src/report/format/text-report.js';
import { branchesOf } from '../../src/report/post/tree-branches.js';
import { verbalSupport } from '../../src/report/post/verbal-scale.js';
import { makeVisible } from '../../src/text/visible-text.js';
import { expectLinearTime } from '../linear-time.js';
import { harbour, mbox, reconstructFiles } from '../report-fixture.js';

const outline = async (files: Readonly<Record<string, string>>) =>
  [...writeTextReport(buildReport(await reconstructFiles(files)))]
    .join('')
    .replace(/[a-z2-7]{8}$/gm, 'keykeyke')
    .replace(/of [a-z2-7]{8}/g, 'of keykeyke');

describe('the text outline', () => {
  it('shows each thread with span, counts, people, tree, silences and what is missing', async () => {
    expect(await outline({ 'a.mbox': mbox(harbour) })).toMatchInlineSnapshot(`
      "Correspondence chains
      4 messages in 2 threads
      1 missing
      2016-03-01 … 2016-05-02 · 3 addresses · 1 source

      ── What to know
         2 notices, 1 detail: participant-change 2, missing-message 1
         ! No message with the id gone@x was produced; 1 message cites it.
         ! Bo Stern to Ada Moor of 2016-03-01 "Re: Harbour plan" adds Cy Lund; first
           time in this thread: lund.example.
         rethread findings lists all, with the bytes that prove them

      ── Harbour plan ───────────────────────────────────────────────────── t-keykeyke
         2016-03-01 … 2016-04-11 (41 days) · 3 posts
         Ada Moor 1, Bo Stern 1, Cy Lund 1

      2016-03-01 14:22 +0100  Ada Moor → Bo Stern                             keykeyke
      2016-03-01 15:02 +0100  ├ Bo Stern → Ada Moor, Cy Lund                  keykeyke
                              │ ⋮ 40 days of silence
      2016-04-11 09:00 -0500  └ Cy Lund → Ada Moor                            keykeyke

      ── Re: Cranes ─────────────────────────────────────────────────────── t-keykeyke
         2016-05-02 · 2 posts, 1 missing
         Cy Lund 1, Ada Moor

      before 2016-05-02       [missing: known from In-Reply-To of keykeyke]   keykeyke
      2016-05-02 09:00 +0000  └ Cy Lund → Ada Moor                            keykeyke
      "
    `);
  });

  it('keeps every line within 80 columns, whatever names and subjects hold', async () => {
    const wide = '早瀬直美早瀬直美早瀬直美早瀬直美早瀬直美早瀬直美早瀬直美早瀬直美';
    const long = 'x'.repeat(300);
    const text = await outline({
      'a.mbox': mbox([
        { id: 'a@x', from: `${wide} <a@a.example>`, subject: wide },
        { id: 'b@x', answers: 'a@x', from: `${long} <b@b.example>`, subject: long, to: `${wide} <c@c.example>` },
        { id: 'c@x', answers: 'b@x', from: 'e\u0301e\u0301 <d@d.example>', subject: '👩‍👩‍👧 e\u0301' },
      ]),
    });
    for (const line of text.split('\n')) expect(displayWidth(line), line).toBeLessThanOrEqual(80);
  });

  it('sends nothing to the terminal that it would obey', async () => {
    const evil = '\u001b[2J\u001b]0;pwned\u0007\u202egpj.exe\u0000\u009b31m\u2028';
    const text = await outline({ 'a.mbox': mbox([{ id: 'a@x', from: `${evil} <a@a.example>`, subject: evil }]) });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
    expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
  });

  it('says that a date was taken from another place than the Date header', async () => {
    const received = 'Received: from a by b; Tue, 1 Mar 2016 14:22:05 +0100';
    const text = await outline({ 'a.mbox': mbox([{ id: 'a@x', date: '', headers: [received] }]) });
    expect(text).toContain('date: from Received');
  });
});

describe('display text', () => {
  it.each([
    ['a\u001b[31mb', 'a␛[31mb'],
    ['x\u202ey', 'x⟨U+202E⟩y'],
    ['tab\there', 'tab␉here'],
    ['line\nbreak', 'line␊break'],
    ['\u009b', '⟨U+009B⟩'],
    ['\ufeffbom', '⟨U+FEFF⟩bom'],
    ['\ud800', '\ufffd'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['👩‍👩‍👧', '👩‍👩‍👧'],
  ])('makes %j visible as %j', (text, visible) => {
    expect(makeVisible(text)).toBe(visible);
  });

  it('keeps line ends and expands tabs in a body', () => {
    expect(makeLinesVisible('a\tb\r\n\u001bc')).toEqual(['a       b', '␛c']);
  });

  it('never cuts wider than asked, never inside a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, width) => {
        const cut = truncate(makeVisible(text), width);
        expect(displayWidth(cut)).toBeLessThanOrEqual(width);
        expect(displayWidth(padEnd(cut, width))).toBe(width);
      }),
    );
    expect(truncate('早瀬直美', 5)).toBe('早瀬…');
    expect(truncate('e\u0301e\u0301e\u0301', 2)).toBe('e\u0301…');
  });

  it('measures as string-width does, also where it takes a short cut', () => {
    for (let code = 0x20; code < 0x3000; code++) {
      const character = String.fromCharCode(code);
      expect(displayWidth(character), code.toString(16)).toBe(stringWidth(character));
    }
  });

  it.each([
    ['characters that take no room', 'z\u0336\u0301\u200d'],
    ['characters of two columns', '早瀬'],
    ['tabs', '\t'],
  ])('measures no more of a long text than a screen can hold: %s', (_, piece) => {
    const text = piece.repeat(30_000);
    expectLinearTime((size) => truncate(makeVisible(text.slice(0, size)), 60), text.length);
    expectLinearTime((size) => wrapText(`${text.slice(0, size)} and so on`, 60), text.length);
    expectLinearTime((size) => makeLinesVisible(text.slice(0, size)), text.length);
    expect(displayWidth(truncate(text, 60))).toBeLessThanOrEqual(60);
    expect(truncate(text, 60).endsWith('…')).toBe(true);
  });

  it('wraps at spaces and loses nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'bb', 'ccc', '早瀬', 'dddddddddddd')), (words) => {
        const lines = wrapText(words.join(' '), 10);
        expect(lines.join(' ')).toBe(words.join(' '));
        for (const line of lines) if (line.includes(' ')) expect(displayWidth(line)).toBeLessThanOrEqual(10);
      }),
    );
  });
});

describe('tree branches', () => {
  it('draws a bar for every level on which a sibling follows', () => {
    expect(branchesOf([0, 1, 2, 2, 1]).map((branch) => branch.post)).toEqual(['', '├ ', '│ ├ ', '│ └ ', '└ ']);
  });

  it('agrees with a search for the next sibling, for any tree', () => {
    const depths = fc.array(fc.nat({ max: 8 }), { maxLength: 30 }).map((steps) =>
      steps.reduce<number[]>((all, step) => {
        all.push(all.length ? Math.min(step, all.at(-1)! + 1) : 0);
        return all;
      }, []),
    );
    fc.assert(
      fc.property(depths, (tree) => {
        const drawn = branchesOf(tree);
        tree.forEach((depth, index) => {
          const after = tree.slice(index + 1);
          const end = after.findIndex((other) => other < depth);
          const follows = after.slice(0, end < 0 ? undefined : end).includes(depth);
          if (depth > 0) expect(drawn[index]!.post.endsWith(follows ? '├ ' : '└ ')).toBe(true);
          expect(drawn[index]!.post.length).toBe(2 * depth);
        });
      }),
    );
  });

  it('stops indenting a chain of a thousand answers and names the depth', () => {
    const chain = branchesOf(Array.from({ length: 1000 }, (_, depth) => depth));
    expect(chain[999]!.post).toContain('(999)');
    expect(chain[999]!.post.length).toBeLessThan(32);
  });
});

describe('the verbal scale', () => {
  it.each([
    [0.1, 'no support either way'],
    [0.5, 'weak support'],
    [1, 'moderate support'],
    [2.5, 'moderately strong support'],
    [3, 'strong support'],
    [4.1, 'very strong support'],
    [7, 'extremely strong support'],
    [-1.5, 'moderate support against'],
  ])('log10 of the likelihood ratio %d is %s', (weight, words) => {
    expect(verbalSupport(weight)).toBe(words);
  });
});

describe('the span of a thread', () => {
  it.each([
    ['2009-11-18T11:50:00+08:00', '2009-11-17T21:45:00-08:00', '2009-11-18'],
    ['2009-11-17T11:50:00+08:00', '2009-11-18T21:45:00-08:00', '2009-11-17 … 2009-11-18'],
    ['2009-11-17T11:50:00+08:00', '2009-11-17T21:45:00-08:00', '2009-11-17'],
    [null, null, 'no date'],
  ])('of %s to %s is %s, and never runs backwards', (first, last, span) => {
    expect(spanText(first, last)).toBe(span);
  });
});

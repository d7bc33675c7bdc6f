import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embedJson } from '../../src/report/page/embed-json.js';
import { writeHtmlReport } from '../../src/report/page/html-report.js';
import { formatQuery, holdsTerm, parseQuery, readDay, withField } from '../../src/report/search-query.js';
import { visibleLines, visibleText } from '../../src/text/visible-text.js';
import { readDecisions } from '../../src/viewer/state/decisions.js';
import { cutPieces } from '../../src/viewer/state/text-pieces.js';
import { harbour, mbox, reconstructFiles } from '../report-fixture.js';

const viewer = { script: 'void 0', style: 'a{}', scriptHash: 'x', styleHash: 'y' };

describe('embedded JSON', () => {
  it('reads back the same and never holds a character that could end its element', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, hostile) => {
        const whole = { value, hostile: `${hostile}</script><!--\u2028` };
        const json = embedJson(whole);
        expect(json).not.toMatch(/[<\u2028\u2029]/);
        expect(JSON.stringify(JSON.parse(json))).toEqual(JSON.stringify(whole));
      }),
    );
  });
});

describe('the page', () => {
  it('is one file up to the limit and a page with blocks beside it above', async () => {
    const reconstruction = await reconstructFiles({ 'a.mbox': mbox(harbour) });
    const one = [...writeHtmlReport(reconstruction, { viewer })];
    expect(one.map(({ path }) => path)).toEqual(['index.html']);
    const many = [...writeHtmlReport(reconstruction, { viewer, singleFileLimit: 10, blockSize: 600, folder: 'parts' })];
    expect(many.length).toBeGreaterThan(2);
    expect(many.slice(0, -1).every(({ path }, at) => path === `parts/${at}.js`)).toBe(true);
    expect(many.at(-1)!.content).toContain('strict-dynamic');
    expect(one[0]!.content).not.toContain('strict-dynamic');
  });

  it('forbids everything but its own script and style', async () => {
    const [page] = [...writeHtmlReport(await reconstructFiles({ 'a.mbox': mbox(harbour) }), { viewer })];
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page!.content)![1]!.replaceAll('&#39;', "'");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'sha256-x'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('holds no markup of a title or a subject', async () => {
    const pageOf = async (text: string) => {
      const reconstruction = await reconstructFiles({ 'a.mbox': mbox([{ id: 'a@x', subject: text, body: text }]) });
      return [...writeHtmlReport(reconstruction, { viewer, title: text })][0]!.content;
    };
    const scripts = (page: string) => page.match(/<script/g)!.length;
    const page = await pageOf('</title><script>x</script><!--');
    expect(scripts(page)).toBe(scripts(await pageOf('plan')));
    expect(page).not.toContain('<!--');
  });
});

describe('queries', () => {
  it.each([
    ['lantern', [[null, 'lantern', false, false]]],
    ['"Lantern Room"', [[null, 'lantern room', true, false]]],
    [
      'from:holt -kind:missing',
      [
        ['from', 'holt', false, false],
        ['kind', 'missing', false, true],
      ],
    ],
    [
      'subject:"quay 4" x',
      [
        ['subject', 'quay 4', true, false],
        [null, 'x', false, false],
      ],
    ],
    ['https://x', [[null, 'https://x', false, false]]],
    ['from: "', []],
    [
      '- a',
      [
        [null, '-', false, false],
        [null, 'a', false, false],
      ],
    ],
  ])('reads %s', (query, expected) => {
    expect(parseQuery(query).map(({ field, text, phrase, not }) => [field, text, phrase, not])).toEqual(expected);
  });

  it('reads back what it wrote, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string(), (query) => {
        const terms = parseQuery(query.replaceAll('"', ''));
        expect(parseQuery(formatQuery(terms)).length).toBe(terms.length);
      }),
    );
  });

  it('replaces one field and leaves the rest', () => {
    expect(withField('lunch kind:missing', 'kind', 'recovered')).toBe('lunch kind:recovered');
    expect(withField('lunch kind:missing', 'kind', '')).toBe('lunch');
    expect(withField('', 'person', 'Ada Moor')).toBe('person:"ada moor"');
  });

  it.each([
    ['the lantern room', 'lant', false, true],
    ['the lantern room', 'tern', false, false],
    ['the lantern room', 'tern', true, true],
    ['a.finch@selwick', 'finch', false, true],
    ['подрядчик', 'ряд', false, false],
    ['会議室', '議', false, true],
    ['x4.2', '4.2', false, false],
  ])('in "%s" looks for %s (phrase: %s): %s', (text, term, phrase, found) => {
    expect(holdsTerm(text, { text: term, phrase })).toBe(found);
  });

  it('reads days, months and years, inclusive at the end', () => {
    expect(readDay('2019-05')).toBe(Date.UTC(2019, 4, 1) / 1000);
    expect(readDay('2019-05', true)).toBe(Date.UTC(2019, 5, 1) / 1000);
    expect(readDay('2019-12-31', true)).toBe(Date.UTC(2020, 0, 1) / 1000);
    expect(readDay('soon')).toBeNull();
  });
});

describe('shown text', () => {
  it('makes visible what a screen would obey, and leaves scripts alone', () => {
    expect(visibleText('a\u202eb')).toBe('a⟨U+202E⟩b');
    expect(visibleText('pay\u200bpal')).toBe('pay⟨U+200B⟩pal');
    expect(visibleText('pay\u200dpal')).toBe('pay⟨U+200D⟩pal');
    expect(visibleText('می\u200cخواهم')).toBe('می\u200cخواهم');
    expect(visibleText('👩\u200d🚀')).toBe('👩\u200d🚀');
    expect(visibleLines('a\r\n\tb\u0000')).toBe('a\n\tb␀');
  });

  it('cuts a text at hits and changes without losing a character', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1, maxLength: 3 }), (text, word) => {
        const pieces = cutPieces(text, parseQuery(word), [{ kind: 'word', before: 'x', after: word }]);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      }),
    );
  });

  it('shows a change where the quotation has it once', () => {
    const change = { kind: 'number', before: '4.2', after: '4.6' } as const;
    expect(cutPieces('it is 4.6 million', [], [change])).toEqual([
      { text: 'it is ', hit: false, before: null },
      { text: '4.6', hit: false, before: '4.2' },
      { text: ' million', hit: false, before: null },
    ]);
  });
});

describe('decisions files', () => {
  it('are read with unknown kinds and fields that are no text left out', () => {
    const file = JSON.stringify({
      version: 1,
      decisions: [{ kind: 'note', post: 'k', reason: 't', time: 5 }, { kind: 'x', post: 'k' }, null],
    });
    expect(readDecisions(file)).toEqual([{ kind: 'note', post: 'k', reason: 't' }]);
    expect(readDecisions('{')).toBeNull();
    expect(readDecisions('{"version":2,"decisions":[]}')).toBeNull();
  });
});

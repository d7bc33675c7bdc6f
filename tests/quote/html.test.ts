import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitHtmlBody } from '../../src/quote/html/split-html-body.js';
import { carryOver, reconcileBodies } from '../../src/quote/reconcile-bodies.js';
import { splitBody } from '../../src/quote/split-body.js';
import { expectLinearTime } from '../linear-time.js';

const date = Date.UTC(2020, 0, 6);
const outline = (html: string) => {
  const split = splitHtmlBody(html, { date });
  return split.segments
    .map(
      (segment) =>
        `${segment.kind[0]!.toUpperCase()}${segment.depth} ${split.text.slice(segment.start, segment.end).trim().split('\n').at(-1)}`,
    )
    .filter((line) => !/^\w\d $/.test(line));
};
const outlookBlock =
  '<b>From:</b> Ann Stone<br><b>Sent:</b> Friday, January 3, 2020 10:05 AM<br><b>To:</b> Bob Reed<br><b>Subject:</b> Plan';

describe('an HTML body', () => {
  it.each([
    [
      'Gmail',
      '<div dir=ltr>Yes.</div><br><div class="gmail_quote"><div class=gmail_attr>On Fri, Jan 3, 2020 at 10:05 AM Ann Stone &lt;<a href="mailto:x">ann@example.org</a>&gt; wrote:<br></div><blockquote class="gmail_quote"><div>Shall we?</div></blockquote></div>',
      ['A0 Yes.', 'A1 On Fri, Jan 3, 2020 at 10:05 AM Ann Stone <ann@example.org> wrote:', 'Q1 > Shall we?'],
    ],
    [
      'Thunderbird',
      '<p>Yes.</p><div class="moz-cite-prefix">On 03.01.20 10:05, Ann Stone wrote:<br></div><blockquote type="cite" cite="mid:x"><p>Shall we?</p></blockquote><p>Or not.</p>',
      ['A0 Yes.', 'A1 On 03.01.20 10:05, Ann Stone wrote:', 'Q1 > Shall we?', 'A0 Or not.'],
    ],
    [
      'Outlook 2013',
      `<p class=MsoNormal>No.</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p>${outlookBlock}</p></div></div><p>Shall we?</p>`,
      ['A0 No.', 'H1 Subject: Plan', 'Q1 Shall we?'],
    ],
    [
      'Outlook on the web, rewritten by a later round',
      `<div>No.</div><div id="x_appendonsend"></div><hr tabindex="-1" style="width:98%"><div id="x_divRplyFwdMsg">${outlookBlock}</div><div>Shall we?</div>`,
      ['A0 No.', 'H1 Subject: Plan', 'Q1 Shall we?'],
    ],
    [
      'Yahoo',
      '<div>No.</div><div class="yahoo_quoted"><div>On Friday, January 3, 2020, 10:05 AM, Ann Stone &lt;ann@example.org&gt; wrote:</div><div>Shall we?</div></div><div>Bye</div>',
      [
        'A0 No.',
        'A1 On Friday, January 3, 2020, 10:05 AM, Ann Stone <ann@example.org> wrote:',
        'Q1 Shall we?',
        'A0 Bye',
      ],
    ],
    [
      'a marked quotation whose header is in no known language',
      '<div>No.</div><div id="divRplyFwdMsg"><b>Xqa:</b> Ann<br><b>Xqb:</b> 3</div><div>Shall we?</div>',
      ['A0 No.', 'Q1 Shall we?'],
    ],
    [
      'indentation by the author',
      '<div>First:</div><blockquote style="margin:0 0 0 40px;border:none;padding:0px">my own point</blockquote>',
      ['A0 my own point'],
    ],
    [
      'indentation by Outlook',
      '<p>First:</p><blockquote dir="ltr" style="MARGIN-RIGHT: 0px"><p>my own point</p></blockquote>',
      ['A0 my own point'],
    ],
    [
      'a quotation of Gmail that Outlook wrote again',
      '<p>Yes.</p><p>On Fri, Jan 3, 2020 at 10:05 AM Ann Stone &lt;ann@example.org&gt; wrote:</p><blockquote style="border:none;border-left:solid #CCCCCC 1.0pt;padding:0cm 0cm 0cm 6.0pt;margin-left:4.8pt">Shall we?</blockquote>',
      ['A0 Yes.', 'A1 On Fri, Jan 3, 2020 at 10:05 AM Ann Stone <ann@example.org> wrote:', 'Q1 > Shall we?'],
    ],
    [
      'lines at the left below an attribution',
      '<p>Yes.</p><p>On Fri, Jan 3, 2020 at 10:05 AM Ann Stone &lt;ann@example.org&gt; wrote:</p><div style="border-left:2px solid blue;padding-left:4px"><p>Shall we?</p></div><p>We do.</p><div style="border-left:2px solid blue;padding-left:4px"><p>When?</p></div><p>Now.</p>',
      [
        'A0 Yes.',
        'A1 On Fri, Jan 3, 2020 at 10:05 AM Ann Stone <ann@example.org> wrote:',
        'Q1 > Shall we?',
        'A0 We do.',
        'Q1 > When?',
        'A0 Now.',
      ],
    ],
    [
      'a line at the left of a remark',
      '<p>Please note:</p><div style="border-left:2px solid blue;padding-left:4px"><p>The oars are new.</p></div><p>Bye</p>',
      ['A0 Bye'],
    ],
    [
      'a border that is no header',
      '<div style="border:none;border-top:solid red 1pt">News of the day</div><p>Hello</p>',
      ['A0 Hello'],
    ],
  ])('is split where its program marked the quotation: %s', (_, html, expected) => {
    expect(outline(html)).toEqual(expected);
  });

  it('gives every character of its text to exactly one segment', () => {
    const tag = fc.constantFrom(
      '<div>',
      '</div>',
      '<blockquote>',
      '</blockquote>',
      '<p>',
      '<td>',
      '</table>',
      '<div class=gmail_quote>',
      '<div id=divRplyFwdMsg>',
      '<hr tabindex=-1>',
      '<br>',
      '<pre>',
      '</pre>',
      'From: Ann Stone<br>',
      'Sent: 3 Jan 2020 10:05<br>',
      'hello ',
      '\n',
      '&nbsp;',
      '<b',
      '&#x1f600;',
    );
    fc.assert(
      fc.property(fc.array(tag, { maxLength: 40 }), (tags) => {
        const split = splitHtmlBody(tags.join(''));
        let at = 0;
        for (const { start, end } of split.segments) {
          expect(start).toBe(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBe(split.text.length);
        for (const { embedded } of split.segments)
          if (embedded !== null) expect(embedded).toBeLessThan(split.embedded.length);
      }),
      { numRuns: 200 },
    );
  });

  it('stays linear on nested, open and crossing elements', () => {
    for (const html of [
      (size: number) => '<div>'.repeat(size * 2),
      (size: number) => '<blockquote>x'.repeat(size / 2),
      (size: number) => `${'<div><p>x</b></td>'.repeat(size)}${'</div>'.repeat(size)}`,
      (size: number) => '<div style="border:none;border-top:solid">x</div>'.repeat(size / 3),
      (size: number) => '<div class=yahoo_quoted>x</div>y'.repeat(size / 5),
    ])
      expectLinearTime((size) => splitHtmlBody(html(size)), 100_000, html(5));
  });
});

describe('plain and HTML alternatives', () => {
  const html =
    '<p>Yes, I think we can do that as soon as the ice has gone.</p><div class="yahoo_quoted"><div>Shall we cross the lake with the old boat this year, or build a new one first?</div></div>';
  const lost =
    'Yes, I think we can do that as soon as the ice has gone.\n\nShall we cross the lake with the old boat\nthis year, or build a new one first?\n';
  it('take the cuts of the page where the plain text has lost its marks', () => {
    const split = reconcileBodies({ text: lost, split: splitBody(lost) }, splitHtmlBody(html));
    expect(split.segments.map(({ kind, start, end }) => [kind, lost.slice(start, end)])).toEqual([
      ['authored', lost.slice(0, 58)],
      ['quoted', lost.slice(58)],
    ]);
    expect(split.embedded[0]!.text).toBe(lost.slice(58).trimEnd());
  });
  it('keep the plain text where it shows the marks itself', () => {
    const text = lost.replace('Shall we', '> Shall we').replace('\nthis', '\n> this');
    const plain = splitBody(text);
    expect(reconcileBodies({ text, split: plain }, splitHtmlBody(html))).toBe(plain);
  });
  it('keep the plain text where the page says something else', () => {
    expect(
      carryOver(splitHtmlBody(html), 'Another text altogether that nobody of the others has written anywhere.'),
    ).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLines } from '../../src/quote/line-table.js';
import { isEllipsis } from '../../src/quote/marks/ellipsis.js';
import { splitBody } from '../../src/quote/split-body.js';

const kindsOf = (text: string) => splitBody(text).segments.map((segment) => segment.kind);

describe('splitBody', () => {
  it('recovers the text behind an attribution line', () => {
    const { embedded, authored } = splitBody(
      'I agree.\n\nOn Fri, 3 Jan 2020 at 10:05, Ann Example <ann@example.org> wrote:\n\n> Shall we?\n> Ann\n',
    );
    expect(authored).toBe('I agree.\n\n');
    expect(embedded).toHaveLength(1);
    expect(embedded[0]).toMatchObject({
      depth: 1,
      quotedBy: null,
      text: 'Shall we?\nAnn',
      header: { style: 'attribution', from: { name: 'Ann Example', address: 'ann@example.org' } },
    });
    expect(kindsOf('> a\nb\n')).toEqual(['quoted', 'authored']);
  });

  it('tiles any text: every character stands in exactly one segment', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '> a',
        '>> b',
        '',
        '> ',
        'text',
        'On 3 Jan 2020, Ann wrote:',
        'From: Ann <a@example.org>',
        'Sent: 3 Jan 2020 10:00',
        'To: Bo',
        'Subject: x',
        '-----Original Message-----',
        '-- ',
        '________________________________',
        '\t',
        '\r',
        '---- Forwarded by Ann on 01/02/2001 03:04 PM ----',
        'Ann Doe@ACME',
        '01/02/2001 03:04 PM',
        'To: Bo Roe@ACME',
        'cc:',
      ),
      fc.string({ maxLength: 30 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (parts) => {
        const text = parts.join('\n');
        const { segments } = splitBody(text);
        let at = 0;
        for (const segment of segments) {
          expect(segment.start).toBe(at);
          expect(segment.end).toBeGreaterThan(at);
          at = segment.end;
        }
        expect(at).toBe(text.length);
      }),
    );
  });
});

describe('a line where people cut a quotation', () => {
  it.each(
    [
      '...',
      '....',
      '…',
      '.. ..',
      '... 8< ...',
      '[...]',
      '[…]',
      '(... the rest ...)',
      '{snip}',
      '<examples snipped>',
      '[gekürzt]',
      '[ 12 lines deleted ]',
      '*snip*',
      '*big snip*',
      '--- snip ---',
      '--- schnipp ---',
      '-- cut --',
      '~~ deleted ~~',
      'snip',
      '---8<---',
      '-- >8 --',
      '====%<====',
    ].map((text) => [text]),
  )('is one: %s', (text) => {
    expect(isEllipsis(readLines(`${text}\n`), 0)).toBe(true);
  });

  it.each(
    [
      '',
      '.',
      '... and so on',
      '[1] the plan',
      '[see the plan',
      '(as agreed)',
      '<ann@example.org>',
      'cut the rope',
      'deleted files',
      '---',
      '8 < 9',
      '*important*',
      `[${'cut '.repeat(20)}]`,
      `${'-'.repeat(61)} snip`,
    ].map((text) => [text]),
  )('is none: %s', (text) => {
    expect(isEllipsis(readLines(`${text}\n`), 0)).toBe(false);
  });
});

describe('a line that says from whom and when, above labels', () => {
  it.each<[rule: string, line: string, from: string, date: string | null]>([
    [
      'name, address and date',
      'Nora Fell <nora@fell.example> on Tue, 5 Mar 2024 14:22:00 +0000',
      'Nora Fell',
      '2024-03-05T14:22',
    ],
  ])('tells both: %s', (_rule, line, from, date) => {
    const body = `See below.\n\n----- Message from ${line} -----\nTo: Pia Holm <pia@holm.example>\nSubject: Boat\n\nThe boat leaves at nine.\n`;
    const [message] = splitBody(body).embedded;
    expect(message?.header.from?.name).toBe(from);
    expect(message?.header.subject).toBe('Boat');
    expect(message?.header.date ? new Date(message.header.date.local).toISOString().slice(0, 16) : null).toBe(date);
    expect(message?.text.trim()).toBe('The boat leaves at nine.');
  });
});

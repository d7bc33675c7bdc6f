import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseWrittenDate } from '../../src/date/written-date.js';
import type { FindingContext } from '../../src/finding/finding-context.js';
import type { MissingTrace } from '../../src/finding/missing-message/missing-trace.js';
import { findProducedOtherwise } from '../../src/finding/missing-message/produced-otherwise.js';
import { reconstruct } from '../../src/run/reconstruct.js';
import { letter, type Mail, reconstructCase } from '../mail-case.js';

const ADA = 'Ada Lind <ada.lind@moor.example>';
const BO = 'Bo Roth <b.roth@quay.example>';
const CY = 'Cy Vale <cy@fen.example>';
const DORA = 'Dora Weir <dora@quay.example>';
const BOARD = 'board@lists.moor.example';
const reply = (id: string) => ({ 'In-Reply-To': `<${id}@moor.example>` });
const LONG =
  'The office met on Thursday about the crane and agreed that it goes to the lowest bidder, provided that the wall is mended before the first of July and the berth stays open.';
const NOTICE = `**********\nThis mail is the property of the Moor Company and may hold confidential and privileged matter for the sole use of the
intended recipient. Any review, use, distribution or disclosure by others is strictly prohibited. If you are not the intended
recipient, or not authorised to receive it for the recipient, please write to the sender and delete every copy of the message. No
contract comes about by this mail or by what is attached to it, and nobody may rely on it as an offer. Thank you.\n**********`;
const quoted = (text: string, mark = '> ') => text.replace(/^/gm, mark);
const summaries = (findings: readonly { readonly summary: string }[]) => findings.map(({ summary }) => summary);

/** What drawn findings said that was not wholly so, each with its like. */
describe('read against the mail, a finding says no more than the mail', () => {
  it.each<readonly [to: string, cc: string, what: string[]]>([
    [ADA, BOARD, ['moves']],
    [ADA, `Moor Board <${BOARD}>`, ['moves']],
    [`The Board of the Moor <${BOARD.toUpperCase()}>`, ADA, []],
    [ADA, CY, ['adds Cy Vale', 'leaves out']],
  ])(
    'participant-change: one address is one mailbox, whatever name stands beside it: to %s, cc %s',
    async (to, cc, what) => {
      const { of } = await reconstructCase({
        case: [
          ...[ADA, BO, CY, 'Dora Weir <dora@quay.example>'].map((from, n) =>
            letter(`v${n}`, from, `${from.split(' <')[0]} via Moor Board <${BOARD}>`, 2, `Other ${n}`),
          ),
          letter('a', ADA, `OpenMoor Board <${BOARD}>`, 3, 'Wall'),
          letter('b', BO, to, 4, 'Re: Wall', { ...reply('a'), Cc: cc }),
        ],
      });
      const told = summaries(of('participant-change').filter(({ summary }) => summary.includes('Re: Wall'))).join();
      for (const part of ['adds', 'leaves out', 'moves'])
        expect(told.includes(part)).toBe(what.some((one) => one.startsWith(part)));
      for (const part of what) expect(told).toContain(part);
    },
  );

  it.each([CY, 'Vale <CY@fen.example>'])(
    'participant-change: who wrote to himself as well, at a time that is not told, is no list: to %s',
    async (himself) => {
      const records = [
        { id: 'v@x.example', from: BO, to: ADA, date: '2019-05-02T10:00:00Z', subject: 'Other', body: 'Hello.' },
        { id: 'a@x.example', from: CY, to: [himself, BO], subject: 'Wall', body: 'It leaks.' },
        {
          id: 'b@x.example',
          from: DORA,
          to: BO,
          date: '2019-05-04T10:00:00Z',
          subject: 'Re: Wall',
          body: 'Yes.',
          inReplyTo: 'a@x.example',
        },
      ];
      const file = path.join(mkdtempSync(path.join(tmpdir(), 'drawn-')), 'mail.jsonl');
      writeFileSync(file, records.map((record) => JSON.stringify(record)).join('\n'));
      const { findings } = await reconstruct([{ path: file }]);
      expect(summaries(findings.filter(({ kind }) => kind === 'participant-change')).join()).toContain(
        'comes from somebody who is named in no field of what it answers',
      );
    },
  );

  it.each([CY, 'Vale <CY@fen.example>'])(
    'participant-change: who addresses himself alone sends blind copies, and whoever answers had one: to %s',
    async (himself) => {
      const { of } = await reconstructCase({
        case: [
          letter('v', DORA, BO, 2, 'Other'),
          letter('a', CY, himself, 3, 'Wall'),
          letter('b', DORA, BO, 4, 'Re: Wall', reply('a')),
        ],
      });
      expect(summaries(of('participant-change')).join()).not.toContain('named in no field');
    },
  );

  it.each(['2048_1521844237_0P6200HQXEIYCT60_', '9_1267558483_ZZg0S1P3C8iFr.00_', '23524_1504759401_v874hKue006673_'])(
    'missing-message: an id with the mark of a filter is that of the message: %s',
    async (mark) => {
      const { of, posts } = await reconstructCase({
        case: [
          letter('a1b2', ADA, BO, 3, 'Wall', { text: LONG }),
          letter('b', BO, ADA, 4, 'Re: Wall', {
            'In-Reply-To': `<${mark}a1b2@moor.example>`,
            text: `Yes.\n\n${quoted(LONG)}`,
          }),
          letter('c', BO, ADA, 5, 'Crane', { 'In-Reply-To': `<${mark}gone@moor.example>` }),
          letter('d', CY, ADA, 6, 'Re: Crane', { References: '<gone@moor.example> <c@moor.example>' }),
        ],
      });
      expect(of('contradicting-evidence')).toEqual([]);
      expect(summaries(of('missing-message'))).toEqual([
        'No message with the id gone@moor.example was produced; 2 messages cite it.',
      ]);
      expect(posts.filter(({ kind }) => kind === 'missing')).toHaveLength(1);
    },
  );

  it.each<readonly [what: string, found: boolean, quoted: { text: string; date?: string; from?: string }]>([
    ['the name of a file', true, { text: 'Please see attached.\n\n << File: Quay (Exhibit A).doc >>' }],
    ['another wrap', true, { text: 'Please\nsee  attached.' }],
    ['a notice', true, { text: 'Please see attached.\n\n*** Confidential ***\n\nPrivileged information.' }],
    ['the hour of another zone', true, { text: 'Please see attached.', date: 'Friday, May 03, 2019 5:00 AM' }],
    ['another minute', false, { text: 'Please see attached.', date: 'Friday, May 03, 2019 10:04 AM' }],
    ['other words', false, { text: 'The berth is let to somebody else.' }],
    ['no words', false, { text: '' }],
    [
      'many words below another spelling of the sender',
      true,
      { text: `${LONG}\n\n*** Confidential ***`, from: 'Keeper' },
    ],
    ['another sender', false, { text: 'Please see attached.', from: 'Roth, Bo' }],
  ])(
    'missing-message: few words that were produced are not missing where they are quoted with %s',
    (_what, found, quoted) => {
      const message = {
        subject: { base: 'Crane 7' },
        date: { time: Date.UTC(2019, 4, 3, 10), offset: 0 },
        from: { name: 'Ada Lind', address: 'ada.lind@moor.example' },
      };
      const context = {
        produced: [{ key: 'a', message }],
        splits: new Map([['a', { authored: quoted.text.startsWith(LONG) ? LONG : 'Please see attached.\n' }]]),
      };
      const recovered = {
        date: parseWrittenDate(quoted.date ?? 'Friday, May 03, 2019 10:00 AM'),
        from: { name: quoted.from ?? 'Lind, Ada', address: '' },
        subject: 'Crane 7',
        text: quoted.text,
      };
      const isProduced = findProducedOtherwise(context as unknown as FindingContext);
      expect(isProduced({ posts: [{ kind: 'recovered', recovered }] } as unknown as MissingTrace)).toBe(found);
    },
  );

  it.each<readonly [what: string, heading: string]>([
    [
      'a block',
      '-----Original Message-----\nFrom: Lind, Ada\nSent: Friday, May 03, 2019 5:00 AM\nTo: Roth, Bo\nSubject: Crane 7\n\n',
    ],
    ['a block without a subject', '--- Ada Lind <ada.lind@moor.example> wrote on 5/3/2019 10:00 AM:\n\n'],
    ['a sentence', 'On Fri, 3 May 2019 10:00:00 +0000, Ada Lind <ada.lind@moor.example> wrote:\n\n'],
  ])(
    'missing-message: few words are found behind the notice that a gateway appended, below %s',
    async (_what, heading) => {
      const words = 'We leave at six. Bring the rope.';
      const { of, posts } = await reconstructCase({
        Lind: [
          ...Array.from({ length: 9 }, (_, n) => letter(`o${n}`, ADA, CY, 4 + n, `Other ${n}`)),
          letter('a', ADA, BO, 3, 'Crane 7', { text: words }),
        ],
        Roth: [letter('b', BO, ADA, 5, 'RE: Crane 7', { text: `Good.\n\n${heading}${words}\n\n${NOTICE}` })],
      });
      expect(summaries(of('missing-message'))).toEqual([]);
      expect(posts.filter(({ kind }) => kind === 'recovered')).toEqual([]);
    },
  );

  it.each<readonly [name: string, account: string, told: boolean]>([
    ['Roth, Bo', 'boroth@quay.example', false],
    ['Bo Roth', 'rothbo@quay.example', false],
    ['Roth, Bo', 'una.hale@quay.example', true],
  ])(
    'participant-change: who stands there by his account is neither added nor left out: %s, %s',
    async (name, account, told) => {
      const block = `-----Original Message-----\nFrom: Vale, Cy\nSent: Friday, May 03, 2019 5:00 AM\nTo: ${account}; Lind, Ada\nSubject: Wall\n\n${LONG}`;
      const { of } = await reconstructCase({
        case: [
          letter('b', CY, ADA, 4, 'FW: Wall', { To: `${ADA}, "${name}" <b.r@moor.example>`, text: `fyi\n\n${block}` }),
        ],
      });
      expect(summaries(of('participant-change')).join().includes('leaves out')).toBe(told);
    },
  );

  it('participant-change: who sent a message for its author is neither added by the answer nor left out', async () => {
    const sent = letter('a', ADA, BO, 3, 'Wall', { Sender: CY, text: LONG });
    const answer = letter('b', BO, `${ADA}, ${CY}`, 4, 'Re: Wall', reply('a'));
    const again = letter('c', ADA, BO, 5, 'Re: Wall', { Sender: CY, ...reply('b') });
    const { of } = await reconstructCase({ case: [sent, answer, again] });
    expect(summaries(of('participant-change'))).toEqual([]);
  });

  it.each(['exchange.administrator@moor.example', 'system_administrator@moor.example'])(
    'participant-change: nobody is left out by a report of the mail system: %s',
    async (from) => {
      const { of } = await reconstructCase({
        case: [
          letter('a', ADA, BO, 3, 'Wall', { Cc: CY }),
          letter('b', from, ADA, 3, 'Undeliverable: Wall', {
            ...reply('a'),
            text: 'Your message did not reach Bo Roth.',
          }),
        ],
      });
      expect(summaries(of('participant-change'))).toEqual([]);
    },
  );

  it('missing-message: what bears the mark itself is found by either id', async () => {
    const own = '2048_1521844237_0P6200HQXEIYCT60_a1b2@moor.example';
    const { of } = await reconstructCase({
      case: [
        letter('a1b2', ADA, BO, 3, 'Wall', { 'Message-ID': `<${own}>` }),
        letter('b', BO, ADA, 4, 'Re: Wall', { 'In-Reply-To': `<${own}>` }),
        letter('c', CY, ADA, 5, 'Re: Wall', reply('a1b2')),
      ],
    });
    expect(of('missing-message')).toEqual([]);
  });

  it.each<readonly [name: string, depth: string]>([
    ['Bo Roth', '> '],
    ['Cy Vale', '> > '],
    ['Bo Roth', '| '],
  ])('altered-quote: who quotes his own words out of an answer names who answered: %s, "%s"', async (name, mark) => {
    const { of } = await reconstructCase({
      case: [
        letter('a', ADA, BOARD, 3, 'Wall', { text: LONG }),
        letter('x', BO, BOARD, 3, 'Other'),
        letter('y', CY, BOARD, 3, 'Another'),
        letter('b', ADA, BOARD, 6, 'Wall', {
          text: `${name} writes:\n\n${quoted(LONG, mark)}\n\nWhat difference does it make?`,
        }),
      ],
    });
    expect(summaries(of('altered-quote'))).toEqual([]);
  });

  it.each(['Newsgroups: moor.crane', 'Organization: Moor Office', 'Lines: 60'])(
    'altered-quote: a heading that another wrote in place of a header line changes no words: %s',
    async (line) => {
      const passed = `From: dora@quay.example (Dora Weir)\n${line}\nSubject: Crane\n\n${LONG}`;
      const { of } = await reconstructCase({
        case: [
          letter('a', ADA, BOARD, 3, 'Crane', { text: `Look at this.\n\n===cut===\n\n${passed}` }),
          letter('b', BO, BOARD, 4, 'Crane again', {
            text: `dora@quay.example (Dora Weir) forwards:\n\n${quoted(LONG)}\n\nYes.`,
          }),
        ],
      });
      expect(summaries(of('altered-quote'))).toEqual([]);
    },
  );

  it('altered-quote: another who names the wrong author is told', async () => {
    const { of } = await reconstructCase({
      case: [
        letter('a', ADA, BOARD, 3, 'Wall', { text: LONG }),
        letter('x', BO, BOARD, 3, 'Other'),
        letter('b', CY, BOARD, 6, 'Re: Wall', { ...reply('a'), text: `Bo Roth writes:\n\n${quoted(LONG)}\n\nYes.` }),
      ],
    });
    expect(summaries(of('altered-quote')).join()).toContain('is quoted as "Bo Roth"');
  });

  it.each(['"Roth, Bo, M" <b.roth@quay.example>@MOOR', '\'"Roth, Bo" <b.roth@quay.example>\''])(
    'altered-quote: a recipient that an export made of a word of a name is not left out: %s',
    async (aside) => {
      const block = (to: string) =>
        `Yes.\n\n-----Original Message-----\nFrom: Ada Lind <ada.lind@moor.example>\nSent: 3 May 2019 10:00\nTo: ${to}\nSubject: Wall\n\n${LONG}`;
      const sent = letter('a', ADA, 'bo@moor.example, b.roth@quay.example', 3, 'Wall', { text: LONG, 'X-To': aside });
      const answer = letter('b', BO, ADA, 4, 'RE: Wall', { text: block('b.roth@quay.example') });
      const { of } = await reconstructCase({ case: [sent, answer] });
      expect(summaries(of('altered-quote'))).toEqual([]);
    },
  );

  it('contradicting-evidence: what the named message quotes in turn is no other parent', async () => {
    const passed = `Look what I found.\n\n${quoted(LONG)}`;
    const { of } = await reconstructCase({
      case: [
        letter('a', ADA, BOARD, 1, 'Wall', { text: LONG }),
        letter('b', BO, BOARD, 3, 'Re: Wall', { text: passed }),
        letter('c', CY, BO, 4, 'Re: Wall', { ...reply('b'), text: `${quoted(LONG, '> > ')}\n\nI agree.` }),
        letter('d', CY, BO, 5, 'Re: Wall', { ...reply('b'), text: `${quoted(LONG)}\n\nI agree with that.` }),
      ],
    });
    expect(summaries(of('contradicting-evidence'))).toEqual([]);
  });

  it('same-subject-split: a list is a participant, not a person', async () => {
    const { of } = await reconstructCase({
      case: [
        letter('a', ADA, BOARD, 3, 'Wall', { text: LONG }),
        letter('b', BO, BOARD, 20, 'Wall', { text: 'Who has the key?' }),
      ],
    });
    for (const { summary } of of('same-subject-split')) expect(summary).toContain('1 participant in common');
  });
});

const CIRCLE = [BO, CY, 'Dora Weir <dora@quay.example>', 'Eli Stone <eli@quay.example>'].join(', ');
const at = (time: string) => ({ Date: `12 May 2019 ${time} +0000` });
/** Mail that each production has, so that both cover the time. */
const around = (to: string): Mail[] =>
  [2, 28].flatMap((day) => [
    letter(`s${day}`, ADA, to, day, `Start ${day}`),
    letter(`t${day}`, BO, ADA, day, `End ${day}`),
  ]);
const forward =
  'fyi\n\n-----Original Message-----\nFrom: Weir, Dora\nSent: Sunday, May 12, 2019 9:19 AM\nTo: Lind, Ada\nSubject: Wall\n\n';

describe('what another system kept otherwise is not absent', () => {
  it.each<readonly [what: string, one: Mail, other: Mail]>([
    [
      'hours off and cut to the minute, few words to the same people',
      { text: 'Crane is 29', ...at('07:19:00') },
      { text: 'Crane is 29', ...at('12:19:57') },
    ],
    [
      'with the name of the attachment behind it',
      { text: 'The memo is attached.', ...at('07:19:00') },
      { text: 'The memo is attached.\n\n <<Memo.doc>>\n - Memo.doc', ...at('12:19:33') },
    ],
    [
      'with the place of the meeting before it',
      { text: 'Ada calls a meeting with the heads.', ...at('07:19:10') },
      {
        text: 'When: Sunday, May 12, 2019 11:00 AM\nWhere: Room 6\n\nAda calls a meeting with the heads.',
        ...at('07:19:10'),
      },
    ],
    [
      'sent by an assistant in the name',
      { text: 'Attendees: Bo, Cy, Dora', ...at('07:19:10') },
      { text: 'Attendees: Bo, Cy, Dora', From: 'Una Hale <una.hale@moor.example>', ...at('07:19:11') },
    ],
    [
      'with signs that were lost',
      { text: `He said \u0001&${LONG}\u00018 ${LONG} \u0001,s end. ${LONG}`, ...at('07:19:00') },
      { text: `He said "${LONG}" ${LONG} 's end. ${LONG}`, ...at('17:19:00') },
    ],
  ])('%s', async (_what, one, other) => {
    const { of } = await reconstructCase({
      Lind: [...around(CIRCLE), letter('v', ADA, CIRCLE, 12, 'Quay', { 'Message-ID': '<v1@moor.example>', ...one })],
      Roth: [...around(CIRCLE), letter('v', ADA, CIRCLE, 12, 'Quay', { 'Message-ID': '<v2@quay.example>', ...other })],
    });
    expect(summaries(of('absent-copy'))).toEqual([]);
  });

  it('hours off and passed on with one word, by what is passed on', async () => {
    const { of } = await reconstructCase({
      Lind: [...around(BO), letter('v', ADA, BO, 12, 'FW: Wall', { text: forward + LONG, ...at('07:46:00') })],
      Roth: [
        ...around(BO),
        letter('w', ADA, BO, 12, 'FW: Wall', { text: forward.replaceAll(': ', ':\t') + LONG, ...at('12:46:40') }),
      ],
    });
    expect(summaries(of('absent-copy'))).toEqual([]);
  });

  it.each<readonly [what: string, other: Mail]>([
    [
      'other words to the same people',
      { text: 'The berth is let to somebody else, as you know well.', ...at('12:19:00') },
    ],
    ['the same words half an hour later', { text: 'Crane is 29', ...at('07:49:00') }],
    ['the same words to others', { text: 'Crane is 29', To: `${BO}, Una Hale <una@fen.example>`, ...at('12:19:00') }],
  ])('but is where it is another message: %s', async (_what, other) => {
    const { of } = await reconstructCase({
      Lind: [...around(CIRCLE), letter('v', ADA, CIRCLE, 12, 'Quay', { text: 'Crane is 29', ...at('07:19:00') })],
      Roth: [...around(CIRCLE), letter('w', ADA, CIRCLE, 12, 'Quay', { ...other })],
    });
    expect(summaries(of('absent-copy')).filter((summary) => summary.includes('production of Roth'))).toHaveLength(1);
  });

  it('missing-message: who cites an id is not who quotes the message', async () => {
    const asked = `Yes.\n\nOn 3 May 2019 at 10:00 +0000, Ada Lind wrote:\n${quoted(LONG)}`;
    const { of } = await reconstructCase({
      case: [
        letter('b', BO, ADA, 4, 'Re: Wall', { ...reply('gone'), text: asked }),
        letter('c', ADA, BO, 5, 'Re: Wall', { ...reply('b'), References: '<gone@moor.example> <b@moor.example>' }),
        letter('d', BO, ADA, 6, 'Re: Wall', {
          ...reply('c'),
          References: '<gone@moor.example> <b@moor.example> <c@moor.example>',
        }),
      ],
    });
    expect(summaries(of('missing-message'))).toEqual([
      expect.stringContaining('was not produced; 1 message quotes it and 2 cite it'),
    ]);
  });

  it.each([
    ['Thursday, May 2, 2019 2:58 PM', 'FW: Two leaders', 'Friday, May 3, 2019 1:12 PM', 'FW: Best idea', 2],
    ['Thursday, May 2, 2019 2:58 PM', 'FW: Two leaders', 'Friday, May 3, 2019 1:58 PM', 'FW: Best idea', 2],
    ['Thursday, May 2, 2019 2:58 PM', 'FW: Two leaders', 'Thursday, May 2, 2019 4:58 PM', 'FW: Two leaders', 1],
    ['Thursday, May 2, 2019 2:58 PM', 'FW: Two leaders', 'Thursday, May 2, 2019 4:58 PM', '[EXT] FW: Two leaders', 1],
  ])('missing-message: a notice below all mail of a house makes no two of them one: %s %s, %s %s', async (...row) => {
    const [first, subject, second, other, many] = row;
    const forward = (id: string, sent: string, name: string) =>
      letter(id, CY, ADA, 8, name.replace('FW', 'RE'), {
        text: `Fine.\n\n-----Original Message-----\nFrom: Roth, Bo\nSent: ${sent}\nTo: Vale, Cy\nSubject: ${name}\n\n${NOTICE}\n`,
      });
    const { of } = await reconstructCase({ case: [forward('a', first, subject), forward('b', second, other)] });
    expect(of('missing-message')).toHaveLength(many);
  });

  it.each([
    ['-----Original Message-----From: Vale, Cy', 'FW: Wall', 'FW: Wall'],
    ['-----Original Message-----\nFrom: Vale, Cy', 'FW: Wall', 'FW: Wall'],
    ['Begin forwarded message:\n\n*From: *Vale, Cy', '*FW: Wall*', 'FW: Wall'],
  ])(
    'missing-message: names all recipients on wrapped lines, and the subject bare: %s',
    async (lead, subject, bare) => {
      const bold = lead.includes('*') ? '*' : '';
      const to = "'ann@moor.example'; 'bea@moor.example';\n'cy@fen.example'; 'dan@fen.example';\n'eve@fen.example'";
      const text = `See below.\n\n${lead}\n${bold}Sent: ${bold}Monday, May 6, 2019 4:19 PM\n${bold}To: ${bold}${to}\n${bold}Subject: ${bold}${subject}\n\n${LONG}\n`;
      const { of } = await reconstructCase({ case: [letter('f', BO, ADA, 8, 'FW: Wall', { text })] });
      const [finding] = of('missing-message');
      const { to: named, subject: told } = finding!.detail as { to: readonly unknown[]; subject: string };
      expect([named.length, told]).toEqual([5, bare]);
    },
  );

  it.each<readonly [text: string, found: number]>([
    [LONG.replaceAll(' ', '\n'), 0],
    [LONG.replace('lowest', 'highest'), 1],
  ])('near-duplicate: one text whose lines are broken otherwise differs in nothing', async (text, found) => {
    const late = { Date: '3 May 2019 20:00:00 +0000', 'Message-ID': '<w2@moor.example>' };
    const body = `${LONG}\n\n${LONG.toUpperCase()}`;
    const { of } = await reconstructCase({
      case: [
        letter('w1', ADA, BO, 3, 'Wall', { text: body }),
        letter('w2', ADA, BO, 3, 'Wall', { ...late, text: body.replace(LONG, text) }),
      ],
    });
    expect(of('near-duplicate')).toHaveLength(found);
  });

  it.each<readonly [what: string, from: string, sent: string, subject: string | null, words: string, missing: number]>([
    [
      'a report that lost the half of the day',
      '/O=MOOR/OU=NA/CN=RECIPIENTS/CN=ALIND',
      'Friday, May 3, 2019 4:00:00 GMT',
      null,
      LONG,
      0,
    ],
    [
      'the same, a few words',
      '/O=MOOR/OU=NA/CN=RECIPIENTS/CN=ALIND',
      'Friday, May 3, 2019 4:00:00 GMT',
      null,
      'Here it is, good luck. AL',
      0,
    ],
    ['what waited in the outbox', 'Lind, Ada', 'Saturday, May 4, 2019 7:25 AM', 'Wall', LONG, 0],
    ['another account', '/O=MOOR/OU=NA/CN=RECIPIENTS/CN=CVALE', 'Friday, May 3, 2019 4:00:00 GMT', null, LONG, 1],
    [
      'another minute, with no subject',
      '/O=MOOR/OU=NA/CN=RECIPIENTS/CN=ALIND',
      'Friday, May 3, 2019 4:11:00 GMT',
      null,
      LONG,
      1,
    ],
    ['days later', 'Lind, Ada', 'Thursday, May 9, 2019 7:25 AM', 'Wall', LONG, 1],
    ['another text', 'Lind, Ada', 'Saturday, May 4, 2019 7:25 AM', 'Wall', LONG.split(' ').reverse().join(' '), 1],
  ])('missing-message: what was produced from within a day is not missing: %s', async (...row) => {
    const [, from, sent, subject, words, missing] = row;
    const produced = LONG.startsWith(words) || words.startsWith('Here') ? words : LONG;
    const mails = [
      letter('w', ADA, BO, 3, 'Wall', { text: produced, Date: '3 May 2019 16:00:00 +0000' }),
      letter('q', BO, CY, 10, 'Undeliverable', {
        text: `See below.\n\n-----Original Message-----\nFrom: ${from}\nSent: ${sent}\nTo: Roth, Bo\n${subject === null ? '' : `Subject: ${subject}\n`}\n${words}\n`,
      }),
    ];
    expect((await reconstructCase({ case: mails })).of('missing-message')).toHaveLength(missing);
  });

  it('altered-quote: a line that names nobody is not held against the message that is quoted by name beside it', async () => {
    const line = 'model2a <- lme(rate ~ drug * ordered(time), random = ~ 1 | person, data = heart, method = REML)';
    const prompt = `> ${line.replace('2a', '2b')}`;
    const asked = `${LONG}\n\n${line}\n\nsummary(model2a)`;
    const text = `You forgot a comma.\n\nOn 4 May 2019 at 10:00 +0000, Bo Roth wrote:\n> It fails.\n>\n${quoted(prompt)}\n>\n> On 3 May 2019 at 10:00 +0000, Ada Lind wrote:\n${quoted(asked, '>> ')}`;
    const { of } = await reconstructCase({
      case: [letter('a', ADA, BO, 3, 'Wall', { text: asked }), letter('c', CY, BO, 5, 'Re: Wall', { text })],
    });
    expect(of('altered-quote')).toEqual([]);
  });

  it.each([
    ['docks/crane.c:158:25: error: rope undeclared, first use in this function of the crane', 0],
    ['The crane needs 158:25 hours of work, with rope undeclared, first use in this function', 1],
  ])('altered-quote: of a list of complaints each takes the lines that he answers: %s', async (line, found) => {
    const witness = (id: string, text: string) =>
      letter(id, CY, ADA, 8, 'Re: Crane', {
        text: `Look.\n\nOn 3 May 2019 at 10:00 +0000, Bo Roth wrote:\n${quoted(`${LONG}\n\n${text}\n\nPlease mend it.`)}\n`,
      });
    const { of } = await reconstructCase({ case: [witness('a', line), witness('b', line.replace('158', '164'))] });
    expect(of('altered-quote')).toHaveLength(found);
  });

  it.each([
    ['Monday, May 6, 2019 11:24 AM', 0],
    ['Wednesday, May 8, 2019 11:24 AM', 1],
  ])('participant-change: what was written before leaves nobody out: %s', async (sent, found) => {
    const text = `I sent this to Dan.\n\n> -----Original Message-----\n> From: Vale, Cy\n> Sent: ${sent}\n> To: 'dan@fen.example'\n> Subject: RE: The test\n>\n> How are you doing? Have you spoken to Eve since we went to the quay in spring?\n>\n> -----Original Message-----\n> From: Roth, Bo [mailto:b.roth@quay.example]\n> Sent: Tuesday, May 7, 2019 10:05 AM\n> To: Vale, Cy; Eve Sand\n> Subject: RE: The test\n>\n> You have got it. I shall think of things to do with the children next month.\n`;
    const { of } = await reconstructCase({ case: [letter('f', CY, ADA, 9, 'RE: The test', { text })] });
    const told = summaries(of('participant-change')).filter((summary) => /^[^"]* to dan@fen\.example/.test(summary));
    expect(told).toHaveLength(found);
  });
});

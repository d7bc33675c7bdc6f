import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { AlteredQuoteDetail } from '../../src/finding/altered-quote/altered-quote.js';
import type { Finding } from '../../src/finding/finding.js';
import { noBates } from '../../src/report/answer/bates.js';
import type { Reconstruction } from '../../src/report/answer/reconstruction.js';
import { writeFinding } from '../../src/report/format/finding-list.js';
import { plainStyle } from '../../src/report/format/text-style.js';
import { reconstruct } from '../../src/run/reconstruct.js';

const TEXT = `Dear Bo,

the board met on Thursday and agreed to pay 4.2 million for the quay.
I have asked Marta to send the scoring sheet before the hearing.
The barge leaves from the north pier, as it always did.

Ada`;

interface Mail {
  readonly messageId: string;
  readonly from: string;
  readonly to?: string;
  readonly cc?: string;
  readonly date: string;
  readonly subject?: string;
  readonly inReplyTo?: string;
  readonly text: string;
}

const ADA = 'Ada Moor <ada@moor.example>';
const BO = 'Bo Lind <bo@lind.example>';
const CY = 'Cy Roth <cy@roth.example>';
const FIRST: Mail = {
  messageId: '1@x.example',
  from: ADA,
  to: BO,
  date: 'Mon, 4 Mar 2019 10:00:00 +0100',
  subject: 'Quay',
  text: TEXT,
};

const mark = (text: string) => text.replace(/^/gm, '> ').replace(/^> $/gm, '>');

/** A reply to the first message that quotes a text below an attribution. */
const answer = (quoted: string, more: Partial<Mail> = {}): Mail => ({
  messageId: '2@x.example',
  from: BO,
  to: ADA,
  date: 'Mon, 4 Mar 2019 12:00:00 +0100',
  subject: 'Re: Quay',
  inReplyTo: '1@x.example',
  text: `On Mon, 4 Mar 2019 at 10:00, Ada Moor <ada@moor.example> wrote:\n${mark(quoted)}\n\nI see. Thank you for that.\n`,
  ...more,
});

const writeMail = ({ text, messageId, inReplyTo, from, to, cc, date, subject }: Mail) =>
  [
    'From - Mon Mar  4 10:00:00 2019',
    `From: ${from}`,
    `To: ${to}`,
    ...(cc ? [`Cc: ${cc}`] : []),
    `Date: ${date}`,
    `Subject: ${subject}`,
    `Message-ID: <${messageId}>`,
    ...(inReplyTo ? [`In-Reply-To: <${inReplyTo}>`] : []),
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ].join('\n');

const folder = mkdtempSync(join(tmpdir(), 'altered-'));
const file = join(folder, 'case.mbox');
afterAll(() => rmSync(folder, { recursive: true }));

async function alter(mails: readonly Mail[]) {
  writeFileSync(file, mails.map(writeMail).join(''));
  const result = await reconstruct([{ path: file }]);
  const findings = result.findings.filter(({ kind }) => kind === 'altered-quote');
  return { result, findings, told: findings.map((finding) => tell(finding, result)) };
}

/** `2 quotes 1: 4.2 -> 4.6`, with the numbers of the messages. */
function tell({ detail }: Finding, { posts }: Reconstruction): string {
  const { quoting, quoted, changes } = detail as AlteredQuoteDetail;
  const name = (key: string | null) => {
    const post = posts.find((one) => one.key === key);
    return post?.kind === 'produced' ? post.message.messageId!.split('@')[0] : post?.kind;
  };
  const shown = changes
    .filter((change) => change.class === 'substantive')
    .map(({ before, after }) => `${before} -> ${after}`);
  return `${name(quoting)} quotes ${name(quoted)}: ${shown.join(', ')}`;
}

describe('altered quotations', () => {
  it('are told with the words on both sides', async () => {
    const { findings, told } = await alter([FIRST, answer(TEXT.replace('4.2', '4.6'))]);
    expect(told).toEqual(['2 quotes 1: 4.2 -> 4.6']);
    expect(findings[0]).toMatchObject({ severity: 'warning' });
  });

  it('are no matter where every line stands in the original', async () => {
    expect((await alter([FIRST, answer(TEXT)])).told).toEqual([]);
  });

  it('weigh less where an ordinary word was changed', async () => {
    const { findings } = await alter([FIRST, answer(TEXT.replace('always', 'seldom'))]);
    expect(findings).toMatchObject([{ severity: 'notice' }]);
  });

  it('are found at the last word, with several others in the same sentence, and in code', async () => {
    const code = TEXT.replace('as it always did.', 'as it always did.\n\n  x <- fit(tide ~ moon, data = quay)');
    const original = { ...FIRST, text: code };
    expect((await alter([original, answer(code.replace('did.', 'should.'))])).told).toEqual([
      '2 quotes 1: did -> should',
    ]);
    expect(
      (await alter([original, answer(code.replace('met on Thursday and agreed', 'met on Friday and refused'))])).told,
    ).toEqual(['2 quotes 1: Thursday -> Friday, agreed -> refused']);
    expect((await alter([original, answer(code.replace('data = quay', 'data = pier'))])).told).toEqual([
      '2 quotes 1: quay -> pier',
    ]);
  });

  it('are told once, where they were made; who quotes them on is named there', async () => {
    const altered = TEXT.replace('4.2', '4.6');
    const third = {
      ...answer(''),
      messageId: '3@x.example',
      from: CY,
      date: 'Tue, 5 Mar 2019 09:00:00 +0100',
      inReplyTo: '2@x.example',
      text: `On Mon, 4 Mar 2019 at 12:00, Bo Lind <bo@lind.example> wrote:\n${mark(answer(altered).text)}\n\nToo much, I think.\n`,
    };
    const { told, findings, result } = await alter([FIRST, answer(altered), third]);
    expect(told).toEqual(['2 quotes 1: 4.2 -> 4.6']);
    const key = result.posts.find((post) => post.kind === 'produced' && post.message.messageId === '3@x.example')!.key;
    expect((findings[0]!.detail as AlteredQuoteDetail).carriedOn).toEqual([key]);
  });

  it('are not told of who quotes the original behind the message that altered it', async () => {
    const altered = answer(TEXT.replace('4.2', '4.6'));
    const third = {
      ...answer(''),
      messageId: '3@x.example',
      from: CY,
      date: 'Tue, 5 Mar 2019 09:00:00 +0100',
      inReplyTo: '2@x.example',
      text: `On Mon, 4 Mar 2019 at 12:00, Bo Lind <bo@lind.example> wrote:\n${mark(altered.text.replace('4.6', '4.2'))}\n\nNo, it was that much.\n`,
    };
    expect((await alter([FIRST, altered, third])).told).toEqual(['2 quotes 1: 4.2 -> 4.6']);
  });

  it('are no matter where the wording is that of an earlier message of the thread', async () => {
    const draft = {
      ...FIRST,
      messageId: '0@x.example',
      date: 'Mon, 4 Mar 2019 08:00:00 +0100',
      text: TEXT.replace('4.2', '4.6'),
    };
    const second = { ...FIRST, inReplyTo: '0@x.example', subject: 'Re: Quay' };
    expect((await alter([draft, second, answer(draft.text)])).told).toEqual([]);
  });

  it('are told once where two people quote the same otherwise and neither had it from the other', async () => {
    const other = TEXT.replace('4.2', '4.6');
    const third = { ...answer(other), messageId: '3@x.example', from: CY, date: 'Mon, 4 Mar 2019 12:00:00 +0100' };
    const { findings, told } = await alter([FIRST, answer(other), third]);
    expect(told).toHaveLength(1);
    expect((findings[0]!.detail as AlteredQuoteDetail).alike).toHaveLength(1);
    expect(findings[0]!.summary).toContain('reads alike');
  });

  it('are not seen between two invitations to one meeting that quote nothing of each other', async () => {
    const invitation = (day: string) =>
      mark(
        `Chair: Ada Moor\nThe board meets on Thursday ${day} May at 9:00 in the long room\nBring the scoring sheets of the quay, please`,
      );
    const again = { ...answer(''), text: `${invitation('16')}\n` };
    expect((await alter([{ ...FIRST, text: `${invitation('2')}\n` }, again])).told).toEqual([]);
  });

  it('are not seen in a patch that is sent on as it is to be applied', async () => {
    const patch = `---\n quay.c | 5 ++---\n 1 file changed, 2 insertions(+), 3 deletions(-)\n\ndiff --git a/quay.c b/quay.c\n--- a/quay.c\n+++ b/quay.c\n@@ -14,9 +14,8 @@ is the same as\n the barge leaves from the north pier as it always did\n`;
    const own = {
      ...FIRST,
      subject: '[PATCH] quay: mend',
      text: `Mend the quay, as it leaks in spring tides.\n\n${patch}`,
    };
    const applied = {
      ...answer(''),
      subject: '[PATCH] quay: mend',
      text: `From: Ada Moor <ada@moor.example>\n\nMend the quay, as it leaks in spring tides.\n\n${patch.replace('5 ++---', '2 +-')}`,
    };
    expect((await alter([own, applied])).told).toEqual([]);
  });
});

describe('what else two texts that differ may be', () => {
  const patch = (first: string, second: string) =>
    `Mend the quay, as it leaks in spring tides.\n\n--- a/quay.c\n+++ b/quay.c\n@@ -${first},9 +14,8 @@ is the same as in the old one\n the barge leaves from the north pier as it always did\n@@ -${second},6 +40,7 @@ is what the board agreed to pay\n for the quay and all that belongs to it at spring tide`;

  it('is another version of a patch, where what git counts differs', async () => {
    const own = { ...FIRST, text: patch('14', '43') };
    expect((await alter([own, answer(patch('22', '51'))])).told).toEqual([]);
    expect((await alter([own, answer(patch('14', '43').replace('north', 'south'))])).told).toEqual([
      '2 quotes 1: north -> south',
    ]);
  });

  it('is an earlier version, where the produced one was sent after it was quoted', async () => {
    const unnamed = answer(TEXT.replace('4.2', '4.6'));
    const later = { ...FIRST, date: 'Mon, 4 Mar 2019 16:00:00 +0100' };
    const { inReplyTo: _, ...bare } = unnamed;
    expect((await alter([later, bare])).told).toEqual([]);
    expect((await alter([later, unnamed])).told).toEqual(['2 quotes 1: 4.2 -> 4.6']);
  });
});

describe('a passage that the original never had', () => {
  const SENTENCE = 'The mayor has seen the sheet already and did not object.';

  it('is told where it stands in a paragraph of the quotation', async () => {
    const { findings, told } = await alter([FIRST, answer(TEXT.replace('hearing.', `hearing. ${SENTENCE}`))]);
    expect(told).toEqual([`2 quotes 1:  -> ${SENTENCE.slice(0, -1)}`]);
    expect(findings[0]!.severity).toBe('notice');
  });

  it('is an answer where it stands on lines of its own', async () => {
    expect((await alter([FIRST, answer(TEXT.replace('hearing.', `hearing.\n${SENTENCE}`))])).told).toEqual([]);
  });
});

describe('the original of a quotation', () => {
  const notice = `\n\n${'This message is the property of the quay and may hold what is secret. Whoever is not meant to have it is asked to tell us so. '.repeat(6)}`;
  const short = 'Can I have the list of the barges from you when it fits on one page.';
  const block = (date: string, subject: string, text: string) =>
    answer('', {
      inReplyTo: '',
      text: `Here it is.\n\n-----Original Message-----\nFrom: Ada Moor\nSent: ${date}\nTo: Bo Lind\nSubject: ${subject}\n\n${text}${notice}`,
    });
  const first = { ...FIRST, text: short };

  it('is the one that its heading names, whatever a gateway appended', async () => {
    const altered = short.replace('barges', 'lorries');
    const { told } = await alter([first, block('Monday, March 4, 2019 10:00 AM', 'Quay', altered)]);
    expect(told).toEqual(['2 quotes 1: barges -> lorries']);
  });

  it('is another sending, where minute and subject are others', async () => {
    const later = block('Monday, March 4, 2019 11:22 AM', 'Revised: quay', TEXT.replace('4.2', '4.6'));
    expect((await alter([FIRST, later])).told).toEqual([]);
  });
});

it('tells a change once where two messages hold the passage', async () => {
  const again = { ...FIRST, messageId: '0@x.example', from: CY, date: 'Mon, 4 Mar 2019 09:00:00 +0100' };
  const forward = `${TEXT}\n\nCy`;
  const { told } = await alter([{ ...again, text: forward }, FIRST, answer(TEXT.replace('4.2', '4.6'))]);
  expect(told).toHaveLength(1);
});

describe('altered attributions', () => {
  it('are not seen in recipients that a mailing list took from Cc', async () => {
    const header =
      'From: board-bounces@quay.example On Behalf Of Ada Moor\nSent: Monday, March 4, 2019 10:00 AM\nTo: Bo Lind <bo@lind.example>; Eve Ash <eve@ash.example>\nSubject: Quay';
    const list = { ...FIRST, to: `${BO}, Eve Ash <eve@ash.example>`, cc: 'Dee Voss <dee@voss.example>' };
    const text = `I see.\n\n-----Original Message-----\n${header}\n\n${TEXT}\n`;
    expect((await alter([list, answer('', { text, to: CY, subject: 'FW: Quay' })])).told).toEqual([]);
    const direct = text.replace('board-bounces@quay.example On Behalf Of Ada Moor', 'Ada Moor <ada@moor.example>');
    expect((await alter([list, answer('', { text: direct, to: CY, subject: 'FW: Quay' })])).told).toHaveLength(1);
  });

  const block = (header: string) =>
    answer('', { text: `I see.\n\n-----Original Message-----\n${header}\n\n${TEXT}\n`, to: CY, subject: 'FW: Quay' });
  const HEADER =
    'From: Ada Moor <ada@moor.example>\nSent: Monday, March 4, 2019 10:00 AM\nTo: Bo Lind <bo@lind.example>; Dee Voss <dee@voss.example>\nSubject: Quay';
  const toTwo = { ...FIRST, to: `${BO}, Dee Voss <dee@voss.example>` };

  it.each([
    ['the header as it was', HEADER, []],
    ['another zone', HEADER.replace('10:00 AM', '4:00 AM'), []],
    ['the day it may have arrived', HEADER.replace('March 4, 2019 10:00', 'March 4, 2019 11:52'), []],
    [
      'an earlier day',
      HEADER.replace('Monday, March 4', 'Thursday, February 14'),
      ['-> Thursday, February 14, 2019 10:00 AM'],
    ],
    ['a year of no clock', HEADER.replace('Monday, March 4, 2019', 'Thursday, January 1, 1970'), []],
    [
      'another sender',
      HEADER.replace('Ada Moor <ada@moor.example>', 'Cy Roth <cy@roth.example>'),
      ['-> Cy Roth <cy@roth.example>'],
    ],
    ['a recipient less', HEADER.replace('; Dee Voss <dee@voss.example>', ''), ['Dee Voss <dee@voss.example> -> ']],
  ])('%s', async (_, header, expected) => {
    const { findings } = await alter([toTwo, block(header)]);
    const told = findings.flatMap(({ detail }) =>
      (detail as AlteredQuoteDetail).changes.map((change) => `${change.before} -> ${change.after}`),
    );
    expect(told).toHaveLength(expected.length);
    expected.forEach((end, at) => {
      expect(told[at]).toContain(end);
    });
  });
});

describe('quotations of a message that was not produced', () => {
  const quoting = (id: string, from: string, day: string, quoted: string): Mail => ({
    messageId: `${id}@x.example`,
    from,
    to: ADA,
    date: `${day} Mar 2019 12:00:00 +0100`,
    subject: 'Re: Quay',
    inReplyTo: '1@x.example',
    text: `On Mon, 4 Mar 2019 at 10:00, Ada Moor <ada@moor.example> wrote:\n${mark(quoted)}\n\nSeen, ${id}.\n`,
  });

  it('are told of where they differ in substance', async () => {
    const mails = [quoting('2', BO, 'Tue, 5', TEXT), quoting('3', CY, 'Wed, 6', TEXT.replace('4.2', '4.6'))];
    const { findings, told } = await alter(mails);
    expect(told).toEqual(['3 quotes recovered: 4.2 -> 4.6']);
    expect((findings[0]!.detail as AlteredQuoteDetail).against).not.toBeNull();
    expect(findings[0]!.summary).toMatch(/^Two quotations of a message that was not produced differ/);
    expect(findings[0]!.summary).toMatch(/: the first has "4\.2", the second "4\.6"\.$/);
    const lines = [...writeFinding(findings[0]!, plainStyle, noBates)].join('');
    expect(lines).toContain('number: "4.2" in the first, "4.6" in the second');
    expect(lines).not.toMatch(/in the original/);
  });

  it('tell of the one that stands alone, where several agree', async () => {
    const fullest = `${TEXT.replace('4.2', '4.6')}\n\nPS: The ferry is late, too.`;
    const mails = [
      quoting('2', BO, 'Tue, 5', fullest),
      quoting('3', CY, 'Wed, 6', TEXT),
      quoting('4', 'Dee Voss <dee@voss.example>', 'Thu, 7', TEXT),
    ];
    expect((await alter(mails)).told).toEqual(['2 quotes recovered: 4.2 -> 4.6']);
  });

  it('are told of where one has a passage more, unless marks show that lines were chosen', async () => {
    const more = TEXT.replace('the hearing.', 'the hearing. The mayor has seen the sheet already and did not object.');
    const block = (id: string, from: string, day: string, text: string) => ({
      ...quoting(id, from, day, ''),
      text: `Seen, ${id}.\n\n-----Original Message-----\nFrom: Ada Moor\nSent: Monday, March 4, 2019 10:00 AM\nTo: Bo Lind\nSubject: Quay\n\n${text}\n`,
    });
    expect((await alter([block('2', BO, 'Tue, 5', more), block('3', CY, 'Wed, 6', TEXT)])).told).toEqual([
      '3 quotes recovered: The mayor has seen the sheet already and did not object -> ',
    ]);
    expect((await alter([quoting('2', BO, 'Tue, 5', more), quoting('3', CY, 'Wed, 6', TEXT)])).told).toEqual([]);
  });

  it('are no matter where two people filled in a form', async () => {
    const form = (one: string, two: string, three: string) =>
      `${TEXT}\n\nName: ${one}\nExtension: ${two}\nIs the quay dry in spring: ${three}\nPlease send this to me today.`;
    const mails = [
      quoting('2', BO, 'Tue, 5', form('Bo', '3264', 'yes')),
      quoting('3', CY, 'Wed, 6', form('Cy', '3262', 'no')),
    ];
    expect((await alter(mails)).told).toEqual([]);
  });

  it('are no matter where another file is named', async () => {
    const mails = [
      quoting('2', BO, 'Tue, 5', `${TEXT}\n- Plan-Roth.doc\nThat is all for now.`),
      quoting('3', CY, 'Wed, 6', `${TEXT}\n- Plan-Voss.doc\nThat is all for now.`),
    ];
    expect((await alter(mails)).told).toEqual([]);
  });

  it('are no matter where they differ in wrapping and length', async () => {
    const short = TEXT.split('\n')
      .slice(2, 4)
      .join(' ')
      .replace(/(.{40}\S*) /g, '$1\n');
    expect((await alter([quoting('2', BO, 'Tue, 5', TEXT), quoting('3', CY, 'Wed, 6', short)])).told).toEqual([]);
  });
});

describe('the bytes that prove an altered quotation', () => {
  it('read back as the words before and after', async () => {
    const { findings } = await alter([FIRST, answer(TEXT.replace('4.2', '4.6').replace('north', 'süd'))]);
    const { changes } = findings[0]!.detail as AlteredQuoteDetail;
    const bytes = readFileSync(file);
    const read = changes.map(({ origins }) =>
      origins.map(({ offset, length }) => bytes.subarray(offset, offset + length).toString('utf8')),
    );
    expect(read).toEqual([
      ['4.2', '4.6'],
      ['north', 'süd'],
    ]);
  });
});

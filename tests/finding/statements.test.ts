import { describe, expect, it } from 'vitest';
import { contentsAgainst, takesUpQuotation } from '../../src/finding/contradicting-evidence.js';
import { letter, reconstructCase } from '../mail-case.js';

const ADA = 'Ada Lind <ada.lind@moor.example>';
const BO = 'Bo Roth <b.roth@quay.example>';
const CY = 'Cy Vale <cy@fen.example>';
const LIST = 'board@lists.moor.example';
const reply = (id: string) => ({ 'In-Reply-To': `<${id}@moor.example>` });
const LONG =
  'The office met on Thursday about the crane and agreed that it goes to the lowest bidder, provided that the wall is mended before the first of July and the berth stays open.';
const summaries = (findings: readonly { readonly summary: string }[]) => findings.map(({ summary }) => summary);

/** Of each kind of finding: the input on which its sentence would be false, and what it says instead. */
describe('a finding states only what is so', () => {
  it('participant-change: whoever reads a list is not added by answering, nor its author left out', async () => {
    const { of } = await reconstructCase({
      case: [
        letter('a', ADA, LIST, 3, 'Wall'),
        letter('b', BO, LIST, 4, 'Re: Wall', reply('a')),
        letter('c', CY, LIST, 5, 'Re: Wall', { ...reply('b'), Cc: 'Dora Weir <dora@quay.example>' }),
      ],
    });
    expect(summaries(of('participant-change'))).toEqual([
      'Cy Vale to board@lists.moor.example of 2019-05-05 "Re: Wall" adds Dora Weir.',
    ]);
  });

  it('participant-change: an answer off the list leaves the list out', async () => {
    const { of } = await reconstructCase({
      case: [letter('a', ADA, LIST, 3, 'Wall'), letter('b', BO, ADA, 4, 'Re: Wall', reply('a'))],
    });
    expect(summaries(of('participant-change'))).toEqual([
      `Bo Roth to Ada Lind of 2019-05-04 "Re: Wall" leaves out ${LIST}.`,
    ]);
  });

  it('participant-change: an answer of somebody whom no field names is not called an addition', async () => {
    const { of } = await reconstructCase({
      case: [
        letter('a', ADA, BO, 3, 'Wall'),
        letter('x', BO, CY, 3, 'Other'),
        letter('b', CY, `${ADA}, ${BO}`, 4, 'Re: Wall', reply('a')),
      ],
    });
    expect(summaries(of('participant-change'))).toEqual([
      'Cy Vale to Ada Lind and 1 more of 2019-05-04 "Re: Wall" comes from somebody who is named in no field of what it answers; first time in this thread: fen.example.',
    ]);
  });

  it('contradicting-evidence: parts of a series below their cover, and own messages, take no thread over', async () => {
    const below = { ...reply('a'), text: 'The first part of it.' };
    const { of } = await reconstructCase({
      case: [
        letter('a', ADA, LIST, 3, 'Mend the wall'),
        letter('b', BO, LIST, 3, '[PATCH 1/2] hoist: raise the crane', below),
        letter('c', ADA, LIST, 3, 'North pier berths', below),
        letter('d', CY, LIST, 3, 'South pier berths', below),
      ],
    });
    expect(summaries(of('contradicting-evidence'))).toEqual([
      `Cy Vale to ${LIST} of 2019-05-03 "South pier berths" names Ada Lind to ${LIST} of 2019-05-03 "Mend the wall" in its reply header, but has a new subject and quotes nothing; the thread may have been used for something else.`,
    ]);
  });

  it.each(['# ', '| ', ': ', '  '])(
    'contradicting-evidence: who takes up what the other says, marked %j, is not said to quote nothing',
    async (mark) => {
      const text = `${mark}${LONG}\n\nThat is wrong.`;
      const { of } = await reconstructCase({
        case: [
          letter('a', ADA, LIST, 3, 'Wall', { text: LONG }),
          letter('b', CY, LIST, 4, 'Against cranes of any sort', { ...reply('a'), text }),
        ],
      });
      expect(summaries(of('contradicting-evidence'))).toEqual([]);
    },
  );

  it.each(['Er?', '??', 'Q1'])(
    'contradicting-evidence: a short subject that stands in both is no new one: %s',
    async (subject) => {
      const { of } = await reconstructCase({
        case: [
          letter('a', ADA, LIST, 3, subject, { text: LONG }),
          letter('b', CY, ADA, 4, subject, { ...reply('a'), text: 'It is about the hoist.' }),
        ],
      });
      expect(summaries(of('contradicting-evidence'))).toEqual([]);
    },
  );

  it('contradicting-evidence: what the other message quotes speaks for it, whoever wrote it', () => {
    const split = (authored: string, ...quoted: readonly string[]) => ({
      authored,
      embedded: quoted.map((text) => ({ text })),
    });
    const splits = new Map([
      ['parent', split('Here is what he says.', `From: Eli Stone\nSubject: crane\n\n${LONG}`)],
      ['taken', split('Read the tender, please.', LONG)],
      ['other', split('Read the tender, please.', 'The berth is let to somebody else, as you know well.')],
      ['none', split('Read the tender, please.')],
    ]) as unknown as Parameters<typeof takesUpQuotation>[2]['splits'];
    const found = ['taken', 'other', 'none'].map((key) => takesUpQuotation({ key }, { key: 'parent' }, { splits }));
    expect(found).toEqual([true, false, false]);
  });

  it('contradicting-evidence: what both messages say, and who wrote a tracker’s comment, speak against no parent', () => {
    const seen = (kind: 'quoted-text' | 'attribution' | 'time', detail: string) => ({
      kind,
      weight: -0.6,
      detail,
      origins: [],
    });
    const heading = seen('attribution', 'the quotation’s heading: somebody else is named, no date');
    const evidence = [
      heading,
      seen('quoted-text', '7 rare runs of words stand in both, unmarked'),
      seen('quoted-text', 'both use the same rare words'),
      seen('quoted-text', 'that message quotes this one'),
      seen('time', 'sent 3 years after it'),
    ];
    expect(contentsAgainst(evidence, 'Re: The wall')).toEqual([heading]);
    expect(contentsAgainst(evidence, '[Bug 7] The wall')).toEqual([]);
  });

  it('a header is not contradicted by a text that its author mended and sent once more', async () => {
    const text =
      'The wall is to be raised by forty centimetres before the storms of the winter, and the sluice is to be oiled twice a week.';
    const from = 'Ada Lind <ada@moor.example>';
    const { of } = await reconstructCase({
      case: [
        letter('a', from, 'bo@quay.example', 3, 'Wall', { text }),
        letter('b', from, 'bo@quay.example', 3, 'Wall', {
          text: text.replace('forty', 'fifty'),
          'In-Reply-To': '<a@moor.example>',
          Date: '3 May 2019 10:20:00 +0000',
        }),
      ],
    });
    expect(of('contradicting-evidence')).toEqual([]);
  });

  it('missing-message: nobody is said to have sent what git names the author of', async () => {
    const patch = `From: Cy Vale <cy@fen.example>\n\n${LONG}\n\nSigned-off-by: Cy Vale <cy@fen.example>\n---\n a.c | 2 +-`;
    const answer = `On Fri, 3 May 2019, Ada Lind wrote:\n${patch.replaceAll(/^/gm, '> ')}\n\nFine.`;
    const { of } = await reconstructCase({
      case: [
        letter('a', ADA, LIST, 3, '[PATCH 1/1] Mend the wall', { ...reply('cover'), text: patch }),
        letter('b', BO, LIST, 4, 'Re: [PATCH 1/1] Mend the wall', { ...reply('a'), text: answer }),
      ],
    });
    expect(summaries(of('missing-message')).filter((summary) => summary.includes('Cy Vale'))).toEqual([]);
  });

  it('missing-message: an address in a reply header is no message', async () => {
    const { of } = await reconstructCase({
      case: [
        letter('a', 'Eli Stone <eli@quay.example>', LIST, 3, 'Wall', { text: LONG }),
        letter('b', ADA, LIST, 4, 'Re: Wall', {
          'In-Reply-To': 'Your message of Friday <eli@quay.example>',
          text: `Yes.\n\n> ${LONG}`,
        }),
      ],
    });
    expect(summaries(of('missing-message'))).toEqual([]);
    expect(summaries(of('contradicting-evidence'))).toEqual([]);
  });

  it('missing-message: a message of which the author alone is known is not its author', async () => {
    const { of } = await reconstructCase({
      case: [letter('b', ADA, BO, 4, 'Wall', { text: `Cy Vale wrote:\n> ${LONG}\n\nYes.` })],
    });
    for (const summary of summaries(of('missing-message'))) expect(summary).not.toMatch(/^Cy Vale was/);
  });

  it('near-duplicate: two answers of one day that quote the same are two', async () => {
    const quoting = (id: string, hour: string, text: string) =>
      letter(id, BO, ADA, 4, 'Re: Wall', {
        Date: `4 May 2019 ${hour}:00:00 +0000`,
        text: `${text}\n\nOn 3 May 2019 at 10:00, Ada Lind wrote:\n> ${LONG.replaceAll('. ', '.\n> ')}`,
      });
    const { of } = await reconstructCase({
      case: [
        letter('a', ADA, BO, 3, 'Wall', { text: LONG }),
        quoting('b', '10', 'Who pays?'),
        quoting('c', '13', 'And when?'),
      ],
    });
    expect(summaries(of('near-duplicate'))).toEqual([]);
  });

  it('near-duplicate: a copy whose date lies whole hours off is told with the hours', async () => {
    const text = `${LONG} The harbour office will write to the board again when both hoists were looked at by the engineer from Selby, and ask for the money that was put aside last year for such work.`;
    const changed = text.replace('July', 'June');
    const { of } = await reconstructCase({
      case: [
        letter('a', ADA, BO, 3, 'Wall', { text }),
        letter('b', ADA, BO, 3, 'Wall', { Date: '3 May 2019 13:00:00 +0000', text: changed }),
      ],
    });
    expect(
      summaries(of('near-duplicate')).map((summary) => /the time but for [^,]*?(?= and)/.exec(summary)?.[0]),
    ).toEqual(['the time but for 3 hours']);
  });

  it('shared-message-id: one text sent twice is not called different content', async () => {
    const { of } = await reconstructCase({
      case: [
        letter('a', ADA, BO, 3, 'Wall', { text: LONG }),
        letter('a', ADA, BO, 3, 'Wall', { Date: '3 May 2019 10:04:00 +0000', text: LONG }),
      ],
    });
    for (const summary of summaries(of('shared-message-id'))) expect(summary).not.toContain('different content');
  });

  it('same-subject-split: a subject of signs alone joins nothing', async () => {
    const { of } = await reconstructCase({ case: [letter('a', ADA, BO, 3, '...'), letter('b', CY, BO, 9, '...')] });
    expect(of('same-subject-split')).toEqual([]);
  });

  it('absent-copy: who has two mailboxes lacks nothing that either holds', async () => {
    const exchange = [1, 2, 3, 4, 5, 6].map((day) =>
      day % 2 ? letter(`n${day}`, ADA, BO, day, `Crane ${day}`) : letter(`n${day}`, BO, ADA, day, `Crane ${day}`),
    );
    const half = exchange.filter((_, n) => n !== 2 && n !== 3);
    const { of } = await reconstructCase({ Roth: exchange, 'roth-b': half });
    expect(summaries(of('absent-copy'))).toEqual([]);
  });

  it('clock-contradiction: no clock is wrong because a link may be', async () => {
    const { of } = await reconstructCase({
      case: [
        letter('a', ADA, BO, 4, 'Interview about the crane on Tuesday', { text: 'See you there.' }),
        letter('b', CY, BO, 3, 'Interview: the crane', { text: 'Shall we hold it?' }),
      ],
    });
    expect(summaries(of('clock-contradiction'))).toEqual([]);
  });
});

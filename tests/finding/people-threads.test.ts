import { describe, expect, it } from 'vitest';
import type { AbsentCopyDetail } from '../../src/finding/absent-copy.js';
import type { ContradictingEvidenceDetail } from '../../src/finding/contradicting-evidence.js';
import type { ParticipantChangeDetail } from '../../src/finding/participant-change.js';
import type { SameSubjectSplitDetail } from '../../src/finding/same-subject-split.js';
import { readLinks } from '../../src/link/link-columns.js';
import { type Mail, letter as mail, reconstructCase } from '../mail-case.js';

const ADA = 'Ada Lind <ada@moor.example>';
const BO = 'Bo Roth <bo@moor.example>';
const CY = 'Cy Vale <cy@quay.example>';

const reply = (to: string, more: Mail = {}): Mail => ({ 'In-Reply-To': `<${to}@moor.example>`, ...more });

describe('an absent copy', () => {
  const own = (who: string, day: number) => mail(`${who.slice(0, 2)}${day}`, who, 'x@else.example', day, `Day ${day}`);
  const wall = mail('w', ADA, BO, 8, 'Wall');

  it('is told of the custodian who received a message in the time of the production, with its bytes', async () => {
    const { of, read } = await reconstructCase({ Lind: [own(ADA, 1), wall], Roth: [own(BO, 2), own(BO, 20)] });
    const [finding, ...others] = of('absent-copy');
    expect(others).toEqual([]);
    expect(finding!.detail as AbsentCopyDetail).toMatchObject({ custodian: 'Roth', role: 'to', producedBy: ['Lind'] });
    expect(finding!.summary).toContain('absent from the production of Roth');
    expect(finding!.origins.map(read).join('')).toContain('Subject: Wall');
  });

  it.each<readonly [what: string, roth: readonly Mail[], sent: Mail]>([
    ['begins later', [own(BO, 9), own(BO, 20)], wall],
    ['holds the message', [own(BO, 2), wall, own(BO, 20)], wall],
    ['is of somebody who took no part', [own(BO, 2), own(BO, 20)], mail('w', ADA, CY, 8, 'Wall')],
    ['lacks a draft of another', [own(BO, 2), own(BO, 20)], { ...wall, 'X-Unsent': '1' }],
  ])('is not told where the production %s', async (_what, roth, sent) => {
    const { of } = await reconstructCase({ Lind: [own(ADA, 1), sent], Roth: roth });
    expect(of('absent-copy')).toEqual([]);
  });
});

describe('a change of participants', () => {
  it('of a crowd names twenty in its sentence and all in its detail', async () => {
    const crowd = Array.from({ length: 300 }, (_, number) => `Guest ${number} <guest${number}@fair.example>`).join(
      ', ',
    );
    const { of } = await reconstructCase({
      Lind: [mail('a', ADA, BO, 8, 'W'.repeat(5000)), reply('a', mail('b', BO, crowd, 9, 'Re: W'))],
    });
    const [finding] = of('participant-change');
    expect((finding!.detail as ParticipantChangeDetail).added).toHaveLength(300);
    expect(finding!.summary).toContain(' and 280 more');
    expect(finding!.summary.length).toBeLessThan(1000);
  });

  const change = async (answer: Mail) => {
    const { of, read } = await reconstructCase({
      Lind: [mail('a', ADA, `${BO}, Deb Moss <deb@moor.example>`, 6, 'Wall'), answer],
    });
    const [finding] = of('participant-change');
    return {
      ...(finding?.detail as ParticipantChangeDetail),
      severity: finding?.severity,
      proof: finding?.origins.map(read).join(''),
    };
  };

  it('tells who was added and left out, and a domain that is new, by the bytes of both messages', async () => {
    const { added, dropped, newDomains, severity, proof } = await change(
      mail('b', BO, `${ADA}, ${CY}`, 7, 'Re: Wall', reply('a')),
    );
    expect(added.map(({ address }) => address)).toEqual(['cy@quay.example']);
    expect(dropped.map(({ address }) => address)).toEqual(['deb@moor.example']);
    expect(newDomains).toEqual(['quay.example']);
    expect(severity).toBe('notice');
    expect(proof).toMatch(/Letter a[\s\S]*Letter b|Letter b[\s\S]*Letter a/);
  });

  it('tells who was moved to Bcc', async () => {
    const answer = mail('b', BO, ADA, 7, 'Re: Wall', reply('a', { Bcc: 'Deb Moss <deb@moor.example>' }));
    const { moved, severity } = await change(answer);
    expect(moved).toMatchObject([{ from: 'to', to: 'bcc' }]);
    expect(severity).toBe('notice');
  });

  it('takes the domain that most of the mail comes from for no outside one, nor a directory path for a domain', async () => {
    const { of } = await reconstructCase({
      Vale: [
        mail('a', CY, 'Deb Moss <deb@quay.example>', 6, 'Wall'),
        mail('b', 'Deb Moss <deb@quay.example>', `${CY}, ${ADA}, Eve Ash/HOU/QUAY@QUAY`, 7, 'Re: Wall', reply('a')),
        ...[8, 9, 10].map((day) => mail(`d${day}`, ADA, BO, day, `Day ${day}`)),
      ],
    });
    const [finding] = of('participant-change');
    expect((finding!.detail as ParticipantChangeDetail).newDomains).toEqual([]);
    expect(finding!.severity).toBe('info');
  });

  it('is not told where sender and recipient only change places', async () => {
    const { added } = await change(mail('b', BO, `${ADA}, Deb Moss <deb@moor.example>`, 7, 'Re: Wall', reply('a')));
    expect(added).toBeUndefined();
  });
});

describe('equal subjects that were kept apart', () => {
  it('are told with people in common, days between, and the bytes of each beginning', async () => {
    const { of, read, threads } = await reconstructCase({
      Lind: [
        mail('a', ADA, BO, 1, 'Minutes', { text: 'Berths one to four.' }),
        mail('b', CY, ADA, 29, 'Minutes', { text: 'Lamps and ropes.' }),
      ],
    });
    expect(threads).toHaveLength(2);
    const [finding] = of('same-subject-split');
    expect(finding!.detail as SameSubjectSplitDetail).toMatchObject({
      subject: 'minutes',
      sharedPeople: 1,
      leastGapDays: 28,
    });
    expect(finding!.origins.map(read).join('')).toMatch(/Berths one[\s\S]*Lamps and|Lamps and[\s\S]*Berths one/);
  });
});

describe('evidence that contradicts itself', () => {
  it('tells a thread taken over: a reply header under a new subject with nothing quoted', async () => {
    const { of, read } = await reconstructCase({
      Lind: [mail('a', ADA, BO, 6, 'Wall'), mail('b', BO, ADA, 7, 'Lunch on Friday', reply('a', { text: 'Noon?' }))],
    });
    const [finding] = of('contradicting-evidence');
    expect(finding!.detail as ContradictingEvidenceDetail).toMatchObject({ type: 'takeover' });
    expect(finding!.severity).toBe('info');
    expect(finding!.origins.map(read).join('')).toContain('<a@moor.example>');
  });

  describe('a header that names what was not produced, over a quotation of a produced message', () => {
    const words = 'The lamps of the north pier went out at nine and nobody has lit them again since that evening.';
    const lamps = mail('a', ADA, BO, 6, 'Lamps', { text: words });
    const other = mail('c', CY, BO, 6, 'Ropes', { text: 'Forty fathoms of rope lie in the shed behind the office.' });
    const heading = 'On 6 May 2019 at 10:00 +0000, Ada Lind wrote:';
    const answer = (text: string, more: Mail = {}) =>
      // The id was made on the day of the answer: it is none of what was sent the day before.
      mail('b', BO, ADA, 7, 'Re: Lamps', reply('5CD13F80.9000103', { text, ...more }));

    it('is told with the header, the heading and the words on both sides; the link stays', async () => {
      const text = `${heading}\n> ${words}\n\nI shall see to it.`;
      const { of, read, links, posts } = await reconstructCase({ Lind: [lamps, other, answer(text)] });
      const [finding, ...others] = of('contradicting-evidence');
      expect(others).toEqual([]);
      expect(finding!.severity).toBe('notice');
      expect(finding!.summary).toContain(
        'names <5CD13F80.9000103@moor.example>, which was not produced; what the message quotes',
      );
      const missing = posts.find(({ kind }) => kind === 'missing')!;
      const lamp = posts.find((post) => post.kind === 'produced' && post.message.messageId === 'a@moor.example')!;
      const detail = finding!.detail as ContradictingEvidenceDetail;
      expect(detail).toMatchObject({ type: 'parent', chosen: missing.key, other: lamp.key });
      expect(readLinks(posts, links).find(({ child }) => child === finding!.posts[0])!.parent).toBe(missing.key);
      const bare = words.slice(0, -1);
      expect(finding!.origins.map(read).map((one) => one.trimEnd())).toEqual([
        'In-Reply-To: <5CD13F80.9000103@moor.example>',
        heading,
        bare,
        bare,
      ]);
    });

    it.each<readonly [what: string, mails: readonly Mail[]]>([
      [
        'the heading names somebody else',
        [lamps, answer(`${heading.replace('Ada Lind', 'Cy Vale')}\n> ${words}\n\nYes.`)],
      ],
      ['the heading tells another minute', [lamps, answer(`${heading.replace('10:00', '10:17')}\n> ${words}\n\nYes.`)]],
      [
        'much of the quotation stands elsewhere',
        [
          lamps,
          answer(
            `${heading}\n> ${words}\n> And the boat of the pilot lies on the slip with a hole in her side as well.\n\nYes.`,
          ),
        ],
      ],
      [
        'a patch is sent on with its author above it',
        [
          mail('a', ADA, BO, 6, '[PATCH] lamps', { text: `${words}\n\n--- a/lamps\n+++ b/lamps\n` }),
          mail(
            'b',
            BO,
            ADA,
            7,
            '[PATCH 3/9] lamps',
            reply('gone', { text: `From: ${ADA}\nSubject: lamps\n\n${words}\n\n--- a/lamps\n+++ b/lamps\n` }),
          ),
        ],
      ],
      ['a few words are quoted', [lamps, answer(`${heading}\n> The lamps of the north pier went out\n\nYes.`)]],
      [
        'the header names the message that is quoted as well',
        [lamps, answer(`${heading}\n> ${words}\n\nYes.`, { References: '<a@moor.example> <gone@moor.example>' })],
      ],
    ])('is silent where %s', async (_, mails) => {
      const { of } = await reconstructCase({ Lind: mails });
      expect(of('contradicting-evidence').filter(({ summary }) => summary.includes('not produced'))).toEqual([]);
    });
  });

  it('is silent where an automatic reply has a subject of its own', async () => {
    const away = mail(
      'b',
      BO,
      ADA,
      7,
      'Away until Monday',
      reply('a', { 'Auto-Submitted': 'auto-replied', text: 'Noon?' }),
    );
    const { of } = await reconstructCase({ Lind: [mail('a', ADA, BO, 6, 'Wall'), away] });
    expect(of('contradicting-evidence')).toEqual([]);
  });
});

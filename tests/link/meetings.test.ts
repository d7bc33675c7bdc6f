import { describe, expect, it } from 'vitest';
import { explainedLinks } from '../explained-links.js';
import { letter, type Mail, reconstructCase } from '../mail-case.js';

const ADA = 'Ada Lind <ada@moor.example>';
const BO = 'Bo Roth <bo@quay.example>';

const calendar = (method: string, uid: string, more: readonly string[] = []) => ({
  'Content-Type': `text/calendar; charset=utf-8; method=${method}`,
  text: [
    'BEGIN:VCALENDAR',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'SUMMARY:Board',
    'DTSTART:20190520T100000Z',
    `ORGANIZER:mailto:ada@moor.example`,
    ...more,
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\n'),
});
const invitation = (id: string, day: number, uid: string, subject = 'Board') =>
  letter(id, ADA, BO, day, subject, calendar('REQUEST', uid));
const answer = (uid: string, more: Mail = {}) =>
  letter('answer', BO, ADA, 9, 'Zugesagt: Sitzung', {
    ...calendar('REPLY', uid, ['ATTENDEE;PARTSTAT=ACCEPTED:mailto:bo@quay.example']),
    ...more,
  });
const cancellation = (uid: string) => letter('cancel', ADA, BO, 12, 'Abgesagt', calendar('CANCEL', uid));

async function parentsOf(...mails: readonly Mail[]) {
  const found = await reconstructCase({ Ada: mails });
  const idOf = new Map(found.posts.map((post) => [post.key, post.kind === 'produced' ? post.message.messageId : null]));
  const short = (key: string) => idOf.get(key)?.split('@')[0];
  return explainedLinks(found).map(({ child, parent, evidence }) => {
    const told = evidence.find(({ kind }) => kind === 'meeting' || kind === 'recall');
    return `${short(child)} < ${short(parent)}${told ? ` by ${told.kind}` : ''}`;
  });
}

describe('messages about one meeting', () => {
  it('answer the last invitation before them of the same id, whatever their subjects', async () => {
    expect(
      await parentsOf(
        invitation('first', 3, 'u-1'),
        invitation('moved', 6, 'U-1', 'Verlegt'),
        answer('u-1'),
        cancellation('u-1'),
      ),
    ).toEqual(['moved < first by meeting', 'answer < moved by meeting', 'cancel < moved by meeting']);
  });

  it('stand under the invitation that was the last when they were sent, not under a later one', async () => {
    expect(
      await parentsOf(invitation('first', 3, 'u-1'), answer('u-1'), invitation('later', 11, 'u-1', 'Verlegt')),
    ).toEqual(['answer < first by meeting', 'later < first by meeting']);
  });

  it('of another id stand apart', async () => {
    expect(await parentsOf(invitation('first', 3, 'u-1'), answer('u-2'), cancellation('u-3'))).toEqual([]);
  });

  it('follow their own reply headers first', async () => {
    const other = letter('other', ADA, BO, 5, 'Sitzung');
    const links = await parentsOf(
      invitation('first', 3, 'u-1'),
      other,
      answer('u-1', { 'In-Reply-To': '<other@moor.example>' }),
    );
    expect(links.map((link) => link.split(' by')[0])).toEqual(['answer < other']);
  });
});

describe('a recall of Outlook', () => {
  const recall = (name: string, subject: string) =>
    letter('recall', ADA, BO, 9, `Recall: ${subject}`, {
      text: `${name} would like to recall the message, "${subject}".`,
    });

  it('answers the last message of its sender under the subject that it names', async () => {
    expect(
      await parentsOf(
        letter('early', ADA, BO, 3, 'Wall 7'),
        letter('wall', ADA, BO, 8, 'Wall 7'),
        letter('theirs', BO, ADA, 8, 'Wall 7'),
        recall('Lind, Ada', 'Wall 7'),
      ),
    ).toContain('recall < wall by recall');
  });

  it('answers the last one also of very many', async () => {
    const many = Array.from({ length: 100 }, (_, at) =>
      letter(`w${at}`, ADA, BO, 3, 'Wall 7', {
        text: `Wall ${at}`,
        Date: `Fri, 3 May 2019 10:${String(at % 60).padStart(2, '0')}:${at < 60 ? '00' : '30'} +0000`,
      }),
    );
    expect(await parentsOf(...many, letter('wall', ADA, BO, 8, 'Wall 7'), recall('Lind, Ada', 'Wall 7'))).toContain(
      'recall < wall by recall',
    );
  });

  it('of what was not produced answers nothing', async () => {
    expect(await parentsOf(letter('theirs', BO, ADA, 8, 'Quay 9'), recall('Lind, Ada', 'Wall 7'))).toEqual([]);
  });
});

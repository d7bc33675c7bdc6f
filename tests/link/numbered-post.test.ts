import { describe, expect, it } from 'vitest';
import { gatherPosts } from '../../src/dedupe/gather-posts.js';
import { findNumberedPost } from '../../src/link/candidate/find-numbered-post.js';
import { readCandidateSet } from '../../src/link/candidate/read-candidate-set.js';
import { makeScratch } from '../../src/link/candidate/score-texts.js';
import { observeNoParent } from '../../src/link/evidence/no-parent-evidence.js';
import { type NumberedPost, readAbsentFeatures } from '../../src/link/feature/absent-features.js';
import { expectedCustoms } from '../../src/link/feature/customs.js';
import { buildArchive } from '../../src/link/feature/feature-index.js';
import { readFeatures } from '../../src/link/feature/read-features.js';
import { weighPool } from '../../src/link/weights/posterior.js';
import { messageFromObject } from '../../src/message/record/record-message.js';
import { splitMessage } from '../../src/quote/split-message.js';

type Mail = { messageId?: string; from?: string; date?: string; subject: string; text?: string };

const ANNA = 'Anna Holm <anna@valve.example>';
const SENT = '2016-03-07T10:00:';
/** A series whose number 2 was not produced. */
const SERIES: readonly Mail[] = [
  { from: ANNA, date: `${SENT}00Z`, subject: '[PATCH 0/3] Open the valves' },
  { from: ANNA, date: `${SENT}01Z`, subject: '[PATCH 1/3] Open valve 1' },
  { from: ANNA, date: `${SENT}03Z`, subject: '[PATCH 3/3] Open valve 3' },
];
const ADDRESS = 'anna@valve.example';
const quoting = (heading: string) => `Why?\n\n${heading}\n> The valve of the lower pump is opened by hand.\n`;
const BY_ANNA = 'On Mon, 7 Mar 2016 at 10:00:02 +0000, Anna Holm wrote:';
const deeper = `On Tue, 8 Mar 2016 at 12:00 +0000, Bo Lind wrote:\n> ${BY_ANNA}\n> > The valve of the lower pump is opened by hand.\n>\n> By whom?\n\nBy me.\n`;

function readMails(mails: readonly Mail[], answer: Mail) {
  const messages = [...mails, answer].map(({ from = 'Cy Fell <cy@valve.example>', ...mail }, index) =>
    messageFromObject(
      { messageId: `<${index}@valve.example>`, from, date: '2016-03-09T10:00:00Z', text: `Valve ${index}.`, ...mail },
      index,
    ),
  );
  const features = gatherPosts(messages, { dedupe: 'none' }).map((post) =>
    readFeatures(post, splitMessage(post.message)),
  );
  const id = answer.messageId ?? `<${mails.length}@valve.example>`;
  const reply = features.find(({ messageId }) => `<${messageId}>` === id)!;
  return { index: buildArchive(features), reply };
}

describe('a numbered post that was not produced', () => {
  const subject = 'Re: [PATCH 2/3] Open valve 2';
  const after = { author: ADDRESS, time: Date.parse(`${SENT}01Z`) };
  const others: readonly Mail[] = [
    { from: 'Di Moor <di@valve.example>', subject, date: '2016-03-08T09:00:00Z' },
    { from: 'Ed Tarn <ed@valve.example>', subject, date: '2016-03-08T10:00:00Z' },
  ];
  it.each<[rule: string, mails: readonly Mail[], answer: Mail, found: NumberedPost | null]>([
    [
      'is what is answered where the heading gives author and time of its series, however many answer',
      [...SERIES, ...others],
      { subject, text: quoting(BY_ANNA) },
      { author: ADDRESS, time: null },
    ],
    [
      'was sent with the others where the heading gives no zone',
      [...SERIES, ...others],
      {
        subject,
        text: quoting('From: Anna Holm <anna@valve.example> Sent: Monday, March 7, 2016 3:00 AM'),
      },
      after,
    ],
    [
      'was sent with the others where the heading gives the day',
      [...SERIES, ...others],
      { subject, text: quoting('On Mon, 7 Mar 2016, Anna Holm wrote:') },
      after,
    ],
    [
      'stands above the answer that is quoted where the deeper heading gives author and time',
      [...SERIES, ...others],
      { subject, text: deeper },
      after,
    ],
    [
      'is not known where the author wrote at another time and others answer as well',
      [...SERIES, ...others],
      { subject, text: quoting('On Tue, 8 Mar 2016 at 12:00 +0000, Anna Holm wrote:') },
      null,
    ],
    [
      'is none where it was produced',
      [...SERIES, { from: ANNA, date: `${SENT}02Z`, subject: '[PATCH 2/3] Open valve 2' }, ...others],
      { subject, text: quoting('On Mon, 7 Mar 2016, Anna Holm wrote:') },
      null,
    ],
    [
      'is known by its author where no other post bears its subject',
      [...SERIES, ...others],
      { subject: 'Re: [PATCH v2 2/3] Open valve 2', text: quoting(BY_ANNA) },
      { author: ADDRESS, time: null },
    ],
    ['is none for what is no reply', SERIES, { subject: '[PATCH 2/3] Open valve 2', text: quoting(BY_ANNA) }, null],
  ])('%s', (_rule, mails, answer, found) => {
    const { index, reply } = readMails(mails, answer);
    expect(findNumberedPost(index, reply)).toEqual(found);
  });
});

describe('a numbered post that was not produced, in an archive of a list,', () => {
  const id = (count: number) => `20160307100000.4711-${count}-anna@valve.example`;
  const sent = (count: number, number: number): Mail => ({
    ...{ messageId: `<${id(count)}>`, from: ANNA, date: `${SENT}0${count}Z` },
    ...{
      subject: `[PATCH ${number}/3] Open valve ${number}`,
      text: `Valve ${number} is opened by hand at the pump house.`,
    },
  });
  it.each<[rule: string, number: number, series: readonly Mail[], expected: string | null]>([
    ['stands below the cover of its series', 2, [sent(1, 0), sent(2, 1), sent(4, 3)], id(1)],
    ['stands below number 1 where nothing was sent before that', 2, [sent(1, 1), sent(3, 3)], id(1)],
    ['stands below nothing where ids count a cover that is not there either', 2, [sent(2, 1), sent(4, 3)], null],
    ['stands below no member of its series where it is the cover', 0, [sent(2, 1), sent(3, 2), sent(4, 3)], null],
  ])('%s', (_rule, number, series, expected) => {
    const answer = { subject: `Re: [PATCH ${number}/3] Open valve ${number}`, text: quoting(BY_ANNA) };
    const { index, reply } = readMails(series, answer);
    const customs = expectedCustoms({ lists: new Set<string>(), isMixed: false }, true);
    const absent = readAbsentFeatures(reply, 0, findNumberedPost(index, reply));
    const number0 = index.posts.indexOf(reply);
    const pool = readCandidateSet(index, absent, number0, makeScratch(index.count), { absent: true, customs });
    const { candidates, none } = weighPool(pool, { direct: 0.1, lists: 0.1 });
    const best = candidates.indexOf(Math.max(...candidates));
    const isNone = best < 0 || candidates[best]! < none;
    expect(isNone ? null : pool.pairs[best]!.candidate.messageId).toBe(expected);
    if (expected === id(1) && series.length > 2) expect(none).toBeLessThan(0.02);
  });
});

describe('a numbered post whose id tells that it was sent alone', () => {
  const alone: Mail = {
    ...{ messageId: '<20160307100500.4711-1-anna@valve.example>', from: ANNA, date: '2016-03-07T10:05:00Z' },
    subject: '[PATCH 2/3] Open valve 2',
  };
  it.each<[rule: string, mails: readonly Mail[], isCounted: boolean]>([
    ['stands below nothing, as far as its id tells, where no cover is there', SERIES.slice(1), true],
    ['may stand below its cover, which was sent alone as well', SERIES, false],
  ])('%s', (_rule, mails, isCounted) => {
    const { index, reply } = readMails(mails, alone);
    const customs = expectedCustoms({ lists: new Set<string>(), isMixed: false }, true);
    const pool = readCandidateSet(index, reply, index.posts.indexOf(reply), makeScratch(index.count), { customs });
    const seen: string[] = [];
    observeNoParent(pool, { push: ({ name }) => seen.push(name) });
    expect(seen.includes('prior: no parent: its id counts a cover')).toBe(isCounted);
  });
});

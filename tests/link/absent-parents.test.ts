import { describe, expect, it } from 'vitest';
import { gatherPosts } from '../../src/dedupe/gather-posts.js';
import { AbsentParents, type RecoveredBinding } from '../../src/link/candidate/absent-parents.js';
import type { CandidateSet } from '../../src/link/candidate/read-candidate-set.js';
import { makeScratch } from '../../src/link/candidate/score-texts.js';
import { observeAbsentCorrespondent } from '../../src/link/evidence/correspondents-evidence.js';
import { isUnfit } from '../../src/link/feature/absent-rate.js';
import { buildArchive } from '../../src/link/feature/feature-index.js';
import { readFeatures } from '../../src/link/feature/read-features.js';
import { PostTable } from '../../src/link/post/post-table.js';
import { messageFromObject } from '../../src/message/record/record-message.js';
import { splitMessage } from '../../src/quote/split-message.js';

/** Two replies under one subject, each with a heading and one quoted word. */
function readReplies(...headings: readonly string[]) {
  const messages = headings.map((heading, index) =>
    messageFromObject(
      {
        messageId: `<${index}@moor.example>`,
        from: `Reader ${index} <reader-${index}@moor.example>`,
        date: `2021-03-02T1${index}:00:00Z`,
        subject: 'Re: Pressure at the mill',
        text: `Answer ${index}.\n\n${heading}\n> Pump.\n`,
      },
      index,
    ),
  );
  const posts = gatherPosts(messages, { dedupe: 'none' });
  const splits = new Map(posts.map((post) => [post.key, splitMessage(post.message)]));
  return { table: new PostTable(posts, []), splits, keys: posts.map(({ key }) => key) };
}

describe('a parent that was not produced', () => {
  it('is one for headings that show one minute by clocks on two sides of midnight', () => {
    const { table, splits } = readReplies(
      'On Sun, 28 Feb 2021 at 23:41, Ben Tarn wrote:',
      'On Mon, 1 Mar 2021 at 07:41, Ben Tarn <ben@tarn.example> wrote:',
    );
    const absent = new AbsentParents(table, splits, [], []);
    expect(absent.findOrAdd(1, 0, 0.9)).toBe(absent.findOrAdd(0, 0, 0.9));
  });

  it.each([
    ['another minute', 'On Mon, 1 Mar 2021 at 07:44, Ben Tarn wrote:'],
    ['another sender', 'On Mon, 1 Mar 2021 at 07:41, Ada Moor wrote:'],
  ])('is two where a heading shows %s', (_, heading) => {
    const { table, splits } = readReplies('On Sun, 28 Feb 2021 at 23:41, Ben Tarn wrote:', heading);
    const absent = new AbsentParents(table, splits, [], []);
    expect(absent.findOrAdd(1, 0, 0.9)).not.toBe(absent.findOrAdd(0, 0, 0.9));
  });

  it('is none where a list sent a digest', () => {
    const { table, splits } = readReplies('On Mon, 1 Mar 2021 at 07:41, mills-request@moor.example wrote:');
    expect(new AbsentParents(table, splits, [], []).findOrAdd(0, 0, 0.99)).toBe(-1);
  });

  it.each([
    [8, 0.99, false],
    [5, 0.8, false],
    [5, 0.95, true],
    [3, 0.8, true],
  ])('is doubted by a quotation that is a produced message: score %d, confidence %d', (score, confidence, stands) => {
    const { table, splits, keys } = readReplies('On Mon, 1 Mar 2021 at 07:41, Ben Tarn <ben@tarn.example> wrote:');
    const binding: RecoveredBinding = { post: keys[0]!, embedded: 0, target: 'other', kind: 'produced', score };
    expect(new AbsentParents(table, splits, [], [binding]).findOrAdd(0, 0, confidence) >= 0).toBe(stands);
  });
});

describe('direct mail where nobody whom the child addresses wrote of its subject', () => {
  const child = {
    recipients: ['ben@tarn.example'],
    address: 'ada@moor.example',
    levels: [[], []],
    headers: [[], []],
    scrubbed: false,
    subject: { series: null, reply: true, forward: false },
  };
  const pair = (address: string, subject: string, self = false) => ({ self, subject, candidate: { address } });
  const direct = { child, direct: true, lists: new Set(['board@tarn.example']), pairs: [] };

  it.each<[rule: string, candidateSet: unknown, cells: readonly number[]]>([
    ['is seen of a reply', direct, [1]],
    ['is another thing where one of them did', { ...direct, pairs: [pair('ben@tarn.example', 'same')] }, [4]],
    [
      'is seen where they wrote of something else, where others did, or where it is the child itself',
      {
        ...direct,
        pairs: [
          pair('ben@tarn.example', 'different'),
          pair('ben@tarn.example', 'none'),
          pair('cy@tarn.example', 'same'),
          pair('ben@tarn.example', 'same', true),
        ],
      },
      [1],
    ],
    ['is not asked of mail to lists', { ...direct, direct: false }, []],
    [
      'is not asked where a list is among them',
      { ...direct, child: { ...child, recipients: ['ben@tarn.example', 'board@tarn.example'] } },
      [],
    ],
    ['is not asked of what quotes', { ...direct, child: { ...child, levels: [[], [1]] } }, []],
    ['is not asked of what is addressed to nobody', { ...direct, child: { ...child, recipients: [] } }, []],
    ['is not asked where the author is not known', { ...direct, child: { ...child, address: '' } }, []],
  ])('%s', (_rule, candidateSet, cells) => {
    const seen: number[] = [];
    observeAbsentCorrespondent(candidateSet as CandidateSet, { push: (_table, cell) => seen.push(cell) });
    expect(seen).toEqual(cells);
  });
});

describe('an attribution with a clock', () => {
  it.each<[rule: string, clock: string, name: string, unfit: boolean]>([
    ['fits the message of its minute', '09:00', 'Ada Moor', false],
    ['fits one that a clock five minutes away dated', '09:05', 'Ada Moor', false],
    ['fits none that was written at another time', '09:20', 'Ada Moor', true],
    ['fits none of another author', '09:00', 'Ben Tarn', true],
  ])('%s', (_rule, clock, name, unfit) => {
    const question = 'The pump in the lower mill loses pressure every night after ten.';
    const mails = [
      {
        messageId: '<1@moor.example>',
        from: 'Ada Moor <ada@moor.example>',
        date: '2021-03-01T09:00:00Z',
        text: question,
      },
      {
        messageId: '<2@moor.example>',
        from: 'Cy Fell <cy@moor.example>',
        date: '2021-03-01T11:00:00Z',
        text: `Which one?\n\nOn Mon, 1 Mar 2021 at ${clock} +0000, ${name} wrote:\n> ${question}\n`,
      },
    ];
    const messages = mails.map((mail, index) => messageFromObject({ ...mail, subject: 'Pressure' }, index));
    const features = gatherPosts(messages, { dedupe: 'none' }).map((post) =>
      readFeatures(post, splitMessage(post.message)),
    );
    const answer = features.findIndex(({ messageId }) => messageId === '2@moor.example');
    expect(isUnfit(buildArchive(features), answer, makeScratch(features.length))).toBe(unfit);
  });
});

import { describe, expect, it } from 'vitest';
import type { ProducedPost } from '../../src/dedupe/produced-post.js';
import { ContentLinks } from '../../src/link/content-links.js';
import { buildArchive } from '../../src/link/feature/feature-index.js';
import type { Features } from '../../src/link/feature/features.js';
import { readHabits } from '../../src/link/feature/habits.js';
import { PackedArchive } from '../../src/link/feature/packed/packed-features.js';
import { readFeatures } from '../../src/link/feature/read-features.js';
import { messageFromObject } from '../../src/message/record/record-message.js';
import { splitMessage } from '../../src/quote/split-message.js';
import { splitsByPost } from '../../src/quote/splits-by-post.js';
import { reconstruct } from '../../src/run/reconstruct.js';
import { NumberRows } from '../../src/text/number-rows.js';

const anna = 'Anna Holm <Anna.Holm@quay.example>';
const bo = 'Bo Lind <bo@quay.example>';
const quoted = 'The crane on the third pier has to be greased before the frost comes';

const mails: readonly (readonly [string, Record<string, unknown>])[] = [
  ['nothing at all', {}],
  ['a few words', { from: anna, date: '2016-03-07T10:00:00Z', subject: 'Crane', text: quoted, messageId: 'a@quay' }],
  [
    'a subject with a series',
    { from: anna, subject: '[PATCH v2 3/7] net: fix', text: `${quoted}\nLink: https://x.example/r/b@quay` },
  ],
  [
    'recipients of all kinds',
    { from: bo, to: [anna, 'c@quay.example'], cc: 'd@quay.example', subject: 'x', text: 'Thanks?' },
  ],
  ['recipients in To alone', { from: bo, to: anna, subject: 'Re: Crane', text: 'Hi Anna,\n\nwhich one? The first?' }],
  [
    'a quotation below an attribution with a date',
    {
      from: bo,
      date: '2016-03-08T10:00:00+05:30',
      text: `Yes\n\nOn 7 Mar 2016 at 11:00, Anna Holm wrote:\n> ${quoted}\n> > and the rope\n`,
    },
  ],
  [
    'a quotation below a block',
    {
      from: bo,
      text: `Yes\n\n-----Original Message-----\nFrom: Anna Holm <anna.holm@quay.example>\nSent: Monday, March 7, 2016 11:00 AM\nTo: Bo\nSubject: Crane\n\n${quoted}\n`,
    },
  ],
  ['a quotation without heading', { from: bo, text: `Yes\n\n> ${quoted}\n` }],
];

function featuresOf([, fields]: (typeof mails)[number]): Features {
  const message = messageFromObject(fields);
  const post = { kind: 'produced', key: 'k', message, copies: [] } as unknown as ProducedPost;
  return readFeatures(post, splitMessage(message));
}

const rich: Features = {
  ...featuresOf(mails[5]!),
  offset: null,
  dayOnly: true,
  scrubbed: true,
  attachments: [
    { content: -7, name: 0, size: 5_000_000_000 },
    { content: 9, name: 12, size: 1 },
  ],
  headers: [
    [],
    [{ embedded: -1, address: '', name: [1, -2], accounts: [3], date: null, subject: 'crane', messageId: 'a@quay' }],
    [
      {
        embedded: 2,
        address: 'b@quay',
        name: [],
        accounts: [],
        date: { readings: [1457344800000, -1.5], offset: -330, precise: true },
        subject: '',
        messageId: null,
      },
      {
        embedded: 3,
        address: '',
        name: [5],
        accounts: [],
        date: { readings: [], offset: null, precise: false },
        subject: '',
        messageId: null,
      },
    ],
    [],
  ],
};

const cases: readonly (readonly [string, Features])[] = [
  ...mails.map((mail) => [mail[0], featuresOf(mail)] as const),
  ['all there is', rich],
];

const PARTS = Object.keys({ ...rich, reply: null }) as (keyof Features)[];

describe('what all posts of a collection tell', () => {
  it('gives every one of them the same parent as sure, packed or not', async () => {
    const { posts, splits } = await reconstruct([{ path: 'samples/case' }], { findings: false });
    const bodies = splitsByPost(splits);
    const packed = new PackedArchive(new NumberRows());
    const plain = posts.flatMap((post) =>
      post.kind === 'produced' ? [readFeatures(post, bodies.get(post.key) ?? null)] : [],
    );
    const [one, other] = [plain, plain.map((features) => packed.add(features))].map((features) => {
      const index = buildArchive(features);
      const links = new ContentLinks(
        index,
        readHabits(index, (post) => (post % 3 ? -1 : post - 1)),
      );
      return features.map((_, child) => links.choose(child, []));
    });
    expect(one!.length).toBeGreaterThan(50);
    expect(other).toEqual(one);
  });
});

describe('what a post tells', () => {
  it.each(cases)('is the same packed: %s', (_, features) => {
    const packed = new PackedArchive(new NumberRows());
    for (const [, other] of cases) packed.add(other);
    const found = packed.add(features);
    for (const part of PARTS)
      expect({ [part]: found[part] }).toEqual({
        [part]: part === 'dayOnly' ? features.dayOnly === true : features[part],
      });
  });

  it('is the same for every post when more are read than are at hand', () => {
    const packed = new PackedArchive(new NumberRows());
    const posts = Array.from({ length: 3000 }, (_, number) =>
      packed.add({ ...rich, words: Int32Array.of(number), asks: number % 9 }),
    );
    for (const [number, post] of posts.entries()) expect([post.words[0], post.asks]).toEqual([number, number % 9]);
    for (const number of [0, 2048, 1024, 0]) expect(posts[number]!.words[0]).toBe(number);
  });

  it('is indexed the same packed', () => {
    const packed = new PackedArchive(new NumberRows());
    const [plain, kept] = [cases.map(([, features]) => features), cases.map(([, features]) => packed.add(features))];
    const [one, other] = [buildArchive(plain), buildArchive(kept)];
    expect(other.byTime).toEqual(one.byTime);
    expect(other.wordCounts.every((count, word) => count === one.wordCounts[word])).toBe(true);
    for (const lists of ['bySubject', 'byAddress', 'bySeries'] as const) {
      expect([...other[lists].keys()]).toEqual([...one[lists].keys()]);
      for (const key of one[lists].keys()) expect(other[lists].get(key)).toEqual(one[lists].get(key));
    }
  });
});

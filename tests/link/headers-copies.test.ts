import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherPosts } from '../../src/dedupe/gather-posts.js';
import { timeOf } from '../../src/link/post/post-facts.js';
import { readMessages } from '../../src/message/read-message.js';
import { readSources } from '../../src/source/read-sources.js';
import { type MessageFixture, makeMessage } from '../message-fixture.js';
import { sharedData, withoutSharedData } from '../shared-data.js';

const TEXT = 'We will bring the boat to the harbour at nine.';
const letter: MessageFixture = {
  id: 'a@mill.example',
  date: '2024-03-01T10:00:20Z',
  from: 'ann@mill.example',
  subject: 'Boat',
  body: TEXT,
};
const gather = (fixtures: readonly MessageFixture[], dedupe: 'global' | 'custodian' | 'none' = 'global') =>
  gatherPosts(fixtures.map(makeMessage), { dedupe });
/** Copies a post, in canonical order. */
const sizes = (fixtures: readonly MessageFixture[]) => gather(fixtures).map((post) => post.copies.length);

describe('copies of one message', () => {
  it.each<[rule: string, second: Partial<MessageFixture>, joined: boolean]>([
    ['are one post if id, date, sender, subject and text agree', { source: 'other.mbox' }, true],
    ['may differ in white space', { body: 'We will bring\nthe  boat to the harbour\n at nine.\n' }, true],
    ['do not share an id only: another text is another message', { body: 'We will not bring the boat.' }, false],
    ['do not share an id only: another date is another message', { date: '2024-03-02T10:00:20Z' }, false],
    ['do not share an id only: another sender is another message', { from: 'bob@mill.example' }, false],
    ['are one post under two subjects, which a finding tells', { subject: 'Cart' }, true],
    [
      'may have ids of their own, as collections give them',
      { id: '77.JavaMail@export', date: '2024-03-01T10:00:00Z' },
      true,
    ],
    [
      'are two messages if they were sent at two times',
      { id: '77.JavaMail@export', date: '2024-03-01T10:00:41Z' },
      false,
    ],
    ['are two messages if the sender gave each an id', { id: 'b@mill.example' }, false],
  ])('%s', (_, second, joined) => {
    expect(sizes([letter, { ...letter, ...second }])).toEqual(joined ? [2] : [1, 1]);
  });

  it('have the time of the copy that stands for all', () => {
    const [post] = gather([{ ...letter, id: null, date: '2024-03-01T10:00:00Z' }, letter]);
    expect(post!.message.messageId).toBe('a@mill.example');
    expect(timeOf(post!)).toBe(Date.parse(letter.date!));
  });

  it('with ids of their own and a few words of text also need the same recipients', () => {
    const short = { ...letter, id: '1@export', body: 'Yes.', to: ['cy@mill.example'] };
    expect(sizes([short, { ...short, id: '2@export' }])).toEqual([2]);
    expect(sizes([short, { ...short, id: '2@export', to: ['di@mill.example'] }])).toEqual([1, 1]);
  });

  it('without any date need the same recipients and some words of text', () => {
    const undated = { ...letter, id: null, date: null, to: ['cy@mill.example'] };
    expect(sizes([undated, undated])).toEqual([2]);
    expect(sizes([undated, { ...undated, to: ['di@mill.example'] }])).toEqual([1, 1]);
    expect(
      sizes([
        { ...undated, body: 'Yes.' },
        { ...undated, body: 'Yes.' },
      ]),
    ).toEqual([1, 1]);
  });

  it('may have lost their characters beyond ASCII', () => {
    const german = { ...letter, body: 'Grüße aus Köln, das Boot fährt um neun. Wirklich?' };
    expect(sizes([german, { ...german, body: 'Gr??e aus K?ln, das Boot f?hrt um neun. Wirklich?' }])).toEqual([2]);
    expect(sizes([german, { ...german, body: 'Grüsse aus Köln, das Boot fährt um neun. Wirklich?' }])).toEqual([2]);
    expect(sizes([letter, { ...letter, body: `${TEXT}?` }])).toEqual([2]);
  });

  it('may differ in what an archive put in place of attachments', () => {
    const notice = (link: string) =>
      `${TEXT}\n-------------- next part --------------\nA non-text attachment was scrubbed...\nName: plan.ods\nUrl: ${link}\n`;
    const first = notice('http://lists.mill.example/attachments/1/plan.ods');
    expect(
      sizes([
        { ...letter, body: first },
        { ...letter, body: notice('</attachments/2/plan.ods>') },
      ]),
    ).toEqual([2]);
  });

  it('are told by headers alone where bodies were not read', () => {
    const headers = { ...letter, body: null };
    expect(sizes([headers, { ...headers }])).toEqual([2]);
    expect(sizes([headers, { ...headers, id: '2@export' }])).toEqual([1, 1]);
  });

  it('stay apart between custodians, or altogether, where that is asked for, and name the first', () => {
    const copies = [
      { ...letter, custodian: 'ann' },
      { ...letter, custodian: 'ann', source: 'second.mbox' },
      { ...letter, custodian: 'bob' },
    ];
    const perCustodian = gather(copies, 'custodian');
    expect(perCustodian.map((post) => [post.copies.length, post.duplicateOf])).toEqual([
      [2, null],
      [1, perCustodian[0]!.key],
    ]);
    const apart = gather(copies, 'none');
    const [{ key } = { key: '' }] = apart;
    expect(apart.map((post) => post.key)).toEqual([key, `${key}-2`, `${key}-3`]);
    expect(apart.map((post) => post.duplicateOf)).toEqual([null, key, key]);
  });
});

describe('the order of posts', () => {
  it('takes no more than a moment where nothing has a date', () => {
    const fixtures = Array.from({ length: 20_000 }, (_, index) => ({
      subject: `Plan ${index % 7}`,
      from: 'ann@mill.example',
    }));
    expect(gather(fixtures)).toHaveLength(20_000);
  }, 10_000);
});

describe('keys of posts', () => {
  it('are the same with and without bodies', () => {
    expect(gather([{ ...letter, body: null }])[0]!.key).toBe(gather([letter])[0]!.key);
  });

  it('are 20 letters and digits, and differ where the identity differs', () => {
    const fixture = fc.record({
      id: fc.option(fc.string({ maxLength: 8 })),
      date: fc.option(fc.integer({ min: 0, max: 3 }).map((seconds) => seconds * 1000)),
      from: fc.constantFrom('ann@mill.example', 'bob@mill.example'),
      subject: fc.string({ maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(fixture, { minLength: 2, maxLength: 20 }), (fixtures) => {
        const keys = gather(fixtures, 'none').map((post) => post.key);
        for (const key of keys) expect(key).toMatch(/^[a-z2-7]{20}(-\d+)?$/);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});

describe.skipIf(withoutSharedData('link-headers-copies.test.ts'))('copies in real archives', () => {
  it('joins the messages that were archived twice, and none of different text', async () => {
    const reading = readSources([{ path: `${sharedData}lists/twisted-python/twisted-python-2004.mbox.gz` }]);
    const messages = [];
    for await (const batch of readMessages(reading, { bodies: true })) messages.push(...batch);
    const posts = gatherPosts(messages, { dedupe: 'global' });
    const ids = new Set(messages.map((message) => message.messageId));
    expect(posts.length / ids.size).toBeLessThan(1.005);
    expect(posts.flatMap((post) => post.copies)).toHaveLength(messages.length);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { buildCase } from '../../src/case/build-case.js';
import { unpackJson } from '../../src/case/pack-json.js';
import { StoredPage, storedPart } from '../../src/case/stored-page.js';
import { writeCase } from '../../src/case/write-case.js';
import { findingsOf } from '../../src/finding/finding-detail.js';
import { explainLinks } from '../../src/link/explain/explain-links.js';
import { contactTime, traceCorrespondence } from '../../src/report/answer/correspondence.js';
import type { Reconstruction } from '../../src/report/answer/reconstruction.js';
import { shortKey, shortThreadKey } from '../../src/report/format/phrases.js';
import { threadLineOf } from '../../src/report/format/thread-list.js';
import { headOf, packIndex, unpackIndex } from '../../src/report/page/index-columns.js';
import { detailContext, pageData } from '../../src/report/page/page-data.js';
import { couplesOf, pairsAmong, pairsOf } from '../../src/report/page/pairs.js';
import { plottedRange } from '../../src/report/page/plotted-range.js';
import { postDetail } from '../../src/report/page/post-detail.js';
import type { ViewerFinding, ViewerIndex } from '../../src/report/page/viewer-data.js';
import { reconstruct } from '../../src/run/reconstruct.js';
import { openDatabase } from '../../src/source/database/sqlite-file.js';
import { linkedPosts } from '../../src/thread/thread.js';
import { passedBetween } from '../../src/viewer/pair/passed-between.js';
import {
  type CaseData,
  postsOfThread,
  readCase,
  threadOfWholeKey,
  withJoins,
} from '../../src/viewer/state/case-data.js';
import { compactIndex } from '../../src/viewer/state/compact-index.js';
import { conflictsAmong, type Decision } from '../../src/viewer/state/decisions.js';
import { keysMeant } from '../../src/viewer/state/find-keys.js';
import { personsMeant } from '../../src/viewer/state/find-persons.js';
import { findingsOfKind } from '../../src/viewer/state/finding-kinds.js';
import { momentText, shortDay, spanText } from '../../src/viewer/state/format-text.js';
import { diffTexts, passagesAround } from '../../src/viewer/state/word-diff.js';
import { letter, reconstructCase } from '../mail-case.js';
import { folderOf, mbox } from '../report-fixture.js';
import { OPTIONS } from './room-fixture.js';

const INPUTS = [
  { path: 'samples/case/holt.mbox', custodian: 'Holt' },
  { path: 'samples/case/tarrant.json', custodian: 'Tarrant' },
  { path: 'samples/case/quill', custodian: 'Quill' },
];
let sample: Reconstruction;
let index: ViewerIndex;
let data: CaseData;
let findings: readonly ViewerFinding[];

beforeAll(async () => {
  ({ sample, findings, index, data } = readPage(await reconstruct(INPUTS)));
});

function readPage(sample: Reconstruction) {
  const context = detailContext(sample, explainLinks(sample));
  const page = pageData(sample, sample.threads, context, { title: '', events: [] });
  const index: ViewerIndex = { ...page.index, blocks: [0], findingBlocks: [0], folder: null };
  return { sample, findings: page.findings, index, data: readCase(compactIndex(index)) };
}

describe('what the page answers is what the command line answers', () => {
  it('between any two people', () => {
    const persons = sample.people.persons.filter(({ id }) => data.personById(id) !== undefined);
    let passed = 0;
    for (const a of persons)
      for (const b of persons) {
        if (a.id >= b.id) continue;
        const { contacts } = traceCorrespondence(sample, [a], [b]);
        expect(contacts.filter(({ first }) => first)).toEqual(
          contacts.filter(({ way, sentFor }) => way === 'direct' && !sentFor).slice(0, 1),
        );
        const [one, other] = [data.personById(a.id)!, data.personById(b.id)!];
        const shown = passedBetween(data, one, other).map(({ post, way, from, silence }) => [
          data.index.posts.key.at(post),
          way,
          from === one ? 'a' : 'b',
          silence,
        ]);
        expect(shown).toEqual(contacts.map(({ post, way, from, silence }) => [post.key, way, from, silence]));
        passed += shown.length;
      }
    expect(passed).toBeGreaterThan(100);
  });

  it('between two people of whom one passed a message on as it was, and of a third who did', async () => {
    const [ada, bo, cy] = ['ada@moor.example', 'bo@fen.example', 'cy@quay.example'];
    const passedOn = { 'Resent-From': bo!, 'Resent-To': cy!, 'Resent-Date': '24 May 2019 18:02:00 +0200' };
    const { data, sample, index } = readPage(
      await reconstructCase({
        Bo: [letter('a', ada!, bo!, 1, 'Dike')],
        Cy: [{ ...passedOn, ...letter('a', ada!, bo!, 1, 'Dike') }],
      }),
    );
    const person = (address: string) => sample.people.persons.filter(({ addresses }) => addresses.includes(address));
    for (const [a, b] of [
      [ada, bo],
      [bo, cy],
      [ada, cy],
    ] as const) {
      const { contacts } = traceCorrespondence(sample, person(a!), person(b!));
      const numbers = [data.personById(person(a!)[0]!.id)!, data.personById(person(b!)[0]!.id)!] as const;
      expect(
        passedBetween(data, ...numbers).map(({ way, from, time }) => [way, from === numbers[0] ? 'a' : 'b', time]),
      ).toEqual(contacts.map((contact) => [contact.way, contact.from, contactTime(contact)! / 1000]));
    }
    const { resent: kept } = headOf(index);
    expect(kept).toEqual([
      [
        0,
        data.personById(person(bo!)[0]!.id),
        [data.personById(person(cy!)[0]!.id)],
        Date.UTC(2019, 4, 24, 16, 2) / 1000,
        120,
      ],
    ]);
    expect(momentText(data.resent[0]!.time, data.resent[0]!.zone, 'own')).toBe('Fri 24 May 2019, 18:02 +0200');
    const joined = withJoins(data, [[data.personById(person(ada!)[0]!.id)!, data.personById(person(bo!)[0]!.id)!]]);
    expect(joined.resent[0]!.from).toBe(joined.personById(person(ada!)[0]!.id));
  });

  it.each([
    ['did not arrive', [], true],
    [
      'was answered although a report says that it did not arrive',
      [{ 'In-Reply-To': '<a@moor.example>', ...letter('c', 'bo@fen.example', 'ada@moor.example', 5, 'Re: Dike') }],
      undefined,
    ],
  ])('between two people of whose mail some was sent for another, and some %s', async (_, more, undelivered) => {
    const [ada, bo] = ['ada@moor.example', 'bo@fen.example'];
    const report = {
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary="d"',
      text: `--d\n\nFailed.\n\n--d\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; m.moor.example\n\nFinal-Recipient: rfc822; ${bo}\nAction: failed\nStatus: 5.1.1\n\n--d\nContent-Type: message/rfc822\n\nMessage-ID: <a@moor.example>\n\n--d--`,
    };
    const { data, sample } = readPage(
      await reconstructCase({
        Ada: [
          letter('a', ada!, `${bo}, cy@quay.example`, 1, 'Dike'),
          letter('r', 'mailer-daemon@moor.example', ada!, 1, 'Undeliverable', report),
          letter('b', 'cy@moor.example', bo!, 3, 'Dinner', { Sender: ada! }),
          ...more,
        ],
      }),
    );
    const person = (address: string) => sample.people.persons.filter(({ addresses }) => addresses.includes(address));
    const [one, other] = [ada, bo].map((address) => data.personById(person(address!)[0]!.id)!) as [number, number];
    const { contacts } = traceCorrespondence(sample, person(ada!), person(bo!));
    const shown = passedBetween(data, one, other);
    expect(shown.map(({ undelivered, sentFor }) => [undelivered, sentFor !== undefined])).toEqual([
      [undelivered, false],
      [undefined, true],
      ...more.map(() => [undefined, false]),
    ]);
    expect(shown.map(({ undelivered, sentFor }) => [undelivered === true, sentFor !== undefined])).toEqual(
      contacts.map((contact) => [contact.undelivered !== undefined, contact.sentFor !== undefined]),
    );
    const cy = data.personById(person('cy@quay.example')[0]!.id)!;
    expect(passedBetween(data, one, cy).map(({ undelivered }) => undelivered)).toEqual([undefined]);
  });

  it('of two people, how often each wrote to the other, and when first and last', () => {
    for (const { from, to, count, first, last } of pairsOf(data.index)) {
      const passed = passedBetween(data, from, to).filter(
        ({ post, way, from: author, sentFor }) =>
          way === 'direct' && author === from && sentFor === undefined && data.index.posts.kind[post] !== 'd',
      );
      expect(count).toBe(passed.length);
      const dated = passed.filter(({ post }) => !Number.isNaN(data.time[post]!));
      expect([first, last]).toEqual([dated[0]?.post ?? -1, dated.at(-1)?.post ?? -1]);
    }
  });

  it('on which day a post was sent, as its sender wrote it, and in UTC where that is chosen', async () => {
    const path = folderOf({
      'a.mbox': mbox([
        { id: '1@x', date: 'Mon, 1 Apr 2019 23:30:00 -0700' },
        { id: '2@x', date: 'Wed, 3 Apr 2019 06:10:00 +0900', answers: '1@x', body: 'It was shut.' },
      ]),
    });
    const { data, sample } = readPage(await reconstruct([{ path }]));
    expect(threadLineOf(sample.threads[0]!)).toMatchObject({
      first: '2019-04-01T23:30:00-07:00',
      last: '2019-04-03T06:10:00+09:00',
    });
    expect(spanText(data, postsOfThread(data, 0), 'own')).toBe('1 Apr – 3 Apr 2019');
    expect(spanText(data, postsOfThread(data, 0), 'utc')).toBe('2 Apr 2019');
    expect(shortDay(data, 0, 'own')).toBe('1 Apr 2019');
    expect(shortDay(data, -1, 'own')).toBe('no date');
  });

  it('in a room, which reads columns, as on a page', () => {
    const columns = new Map(packIndex(index));
    const { title, events, blocks, findingBlocks, folder } = index;
    const head = { ...headOf(index), title, events, blocks, findingBlocks, folder };
    const { folders = [], produced = [], ...read } = unpackIndex(head, (name) => columns.get(name)!);
    const { folders: asFolders = [], produced: asProduced = [], ...told } = compactIndex(index);
    expect([[...folders], [...produced]]).toEqual([[...asFolders], [...asProduced]]);
    expect(plain(read)).toEqual(plain(told));
  });

  it('for every key that it prints, in full or its first eight letters', () => {
    for (const thread of sample.threads) {
      for (const key of [thread.key, shortThreadKey(thread.key)])
        expect(keysMeant(data, key).threads).toEqual([threadOfWholeKey(data, thread.key)]);
      for (const { post } of thread.posts) {
        const number = data.postByKey.get(post.key)!;
        for (const key of [post.key, shortKey(post.key)]) expect(keysMeant(data, key).posts).toEqual([number]);
      }
    }
    sample.findings.forEach(({ key }, number) => {
      expect(keysMeant(data, key.slice(0, 10)).findings).toEqual([number]);
    });
    expect(keysMeant(data, 'quill')).toEqual({ posts: [], threads: [], findings: [] });
  });

  it('for whom a missing message is expected from', () => {
    const missing = findingsOf(sample.findings, 'missing-message');
    const shown = findingsOfKind(data, 'missing-message').map((number) => findings[number]!);
    expect(shown.map(({ detail }) => detail)).toEqual(missing.map(({ detail }) => detail));
  });
});

/** Columns as the arrays that they stand for. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, part) => (ArrayBuffer.isView(part) ? [...(part as Int32Array)] : part)));

describe('who exchanged', () => {
  it('is counted of some as of all', () => {
    const some = (person: number) => person % 3 !== 0;
    const asked = (one: number, other: number) => some(one) && some(other);
    expect(pairsAmong(data.index, asked)).toEqual(pairsOf(data.index).filter(({ from, to }) => asked(from, to)));
  });

  it('stands by the lesser way: nobody who writes to all stands first', () => {
    const couples = couplesOf(data.index, 50).map(({ there, back }) => Math.min(there, back));
    expect(couples).toEqual([...couples].sort((a, b) => b - a));
    expect(couples[0]).toBeGreaterThan(5);
  });

  it('is one person where a reviewer says so, in what was sent, received and searched', () => {
    const [holt, quill] = ['marian.holt@selwickharbour.example', 'dana.quill@corvane.example'].map(
      (id) => data.personById(id)!,
    );
    const joined = withJoins(data, [[holt!, quill!]]);
    const count = (of: CaseData, person: number) => of.index.posts.from.filter((sender) => sender === person).length;
    expect(count(joined, holt!)).toBe(count(data, holt!) + count(data, quill!));
    expect(count(joined, quill!)).toBe(0);
    expect(joined.personById('dana.quill@corvane.example')).toBe(holt);
    expect(personsMeant(joined, { text: 'quill', phrase: false })[holt!]).toBe(1);
    expect(withJoins(data, [])).toBe(data);
  });
});

describe('reviewers differ', () => {
  const by = (author: string, rest: Partial<Decision>): Decision => ({
    ...{ kind: 'mark', post: 'p', author, reason: 'relevant', time: '', ...rest },
  });
  it.each([
    ['two marks of one post', [by('A', {}), by('B', { reason: 'privileged' })], 1],
    ['the same mark twice', [by('A', {}), by('B', {})], 0],
    ['marks of two posts', [by('A', {}), by('B', { post: 'q', reason: 'done' })], 0],
    ['a join and a split', [by('A', { kind: 'join', parent: 'x' }), by('B', { kind: 'split' })], 1],
    ['two parents', [by('A', { kind: 'join', parent: 'x' }), by('B', { kind: 'join', parent: 'y' })], 1],
    ['notes', [by('A', { kind: 'note', reason: 'x' }), by('B', { kind: 'note', reason: 'y' })], 0],
  ])('over %s', (_, decisions, count) => {
    expect(conflictsAmong(decisions)).toHaveLength(count);
  });
});

describe('the days that a plot draws', () => {
  const year = 365.25 * 86_400;
  const days = Array.from({ length: 300 }, (_, day) => 1.55e9 + day * 86_400);
  it.each([
    ['all of a continuous time', days, [0, 299]],
    ['but a mail years later', [...days, 1.55e9 + 12 * year], [0, 299]],
    ['but mails years before and after', [1.55e9 - 30 * year, ...days, 1.55e9 + 12 * year], [1, 300]],
    ['all where nothing is common', [0, 10 * year, 20 * year], [0, 2]],
    ['one', [5], [0, 0]],
  ])('are %s', (_, times, range) => {
    expect(plottedRange(times)).toEqual(range);
  });
});

describe('what differs', () => {
  const marked = (pieces: readonly { text: string; changed: boolean }[]) =>
    pieces.map(({ text, changed }) => (changed ? `[${text}]` : text)).join('');

  it.each([
    ['pay 4.2 now', 'pay 4.6 now', 'pay [4.2] now', 'pay [4.6] now'],
    ['I can not come', 'I can come', 'I can [not] come', 'I can come'],
    ['same', 'same', 'same', 'same'],
    ['', 'new words', '', '[new words]'],
  ])('between %j and %j', (before, after, one, other) => {
    const diff = diffTexts(before, after);
    expect([marked(diff.before), marked(diff.after)]).toEqual([one, other]);
    expect(diff.before.map(({ text }) => text).join('')).toBe(before);
  });

  it('is shown in the sentence it stands in, without the marks of the quotation', () => {
    const original = 'Hello. The Board approved a ceiling of 4.2 million in March. I can not send it. Bye.';
    const quoting =
      'See below.\n\n> Hello. The Board approved a\n> ceiling of 4.6 million in March. I can send it. Bye.';
    const passages = passagesAround(original, quoting, [quoting.indexOf('4.6'), quoting.indexOf('send')]);
    expect(passages.map(({ before, after }) => [marked(before), marked(after)])).toEqual([
      [
        'The Board approved a ceiling of [4.2] million in March.',
        'The Board approved a ceiling of [4.6] million in March.',
      ],
      ['I can [not] send it.', 'I can send it.'],
    ]);
  });
});

describe('what a reading room reads of a case, some rows at a time', () => {
  it('is what the page holds: posts with evidence, findings, the first screen', async () => {
    const built = await buildCase({ inputs: INPUTS }, OPTIONS);
    const database = openDatabase(':memory:');
    writeCase(database, built, { program: '0', built: '', base: '', inputs: [], options: OPTIONS });
    const { reconstruction, explain } = built;
    const context = detailContext(reconstruction, explain);
    const page = pageData(reconstruction, reconstruction.threads, context, { title: '', events: [] });
    const details = reconstruction.threads.flatMap((thread) =>
      [...linkedPosts(thread)].map((linked) => postDetail(linked, context)),
    );
    const stored = new StoredPage(database);
    const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
    for (let start = 0; start < details.length; start += 7)
      expect(plain(stored.details(start, 7))).toEqual(plain(details.slice(start, start + 7)));
    for (let start = 0; start < page.findings.length; start += 5)
      expect(plain(stored.findings(start, 5))).toEqual(plain(page.findings.slice(start, start + 5)));
    expect(unpackJson(storedPart(database, 'glance')!)).toEqual(plain(page.glance));
    expect(page.glance).toMatchObject({ findings: page.findings.length, threads: reconstruction.threads.length });
    database.close();
  });
});

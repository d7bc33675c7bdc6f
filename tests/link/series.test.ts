import { describe, expect, it } from 'vitest';
import type { ProducedPost } from '../../src/dedupe/produced-post.js';
import { countsCover, ID_RELATIONS, listRelatedIds } from '../../src/link/candidate/related-ids.js';
import { buildArchive } from '../../src/link/feature/feature-index.js';
import type { Features } from '../../src/link/feature/features.js';
import { readFeatures } from '../../src/link/feature/read-features.js';
import { readSendingRun } from '../../src/link/feature/sending-run.js';
import { readMates } from '../../src/link/feature/series-mates.js';
import { readLinks } from '../../src/link/link-columns.js';
import { messageFromObject } from '../../src/message/record/record-message.js';
import { reconstructFiles } from '../report-fixture.js';

describe('the ids that an id was made from', () => {
  it.each([
    ['bug-12-7-QmFkZ2Vy@bugs.example.org', 'bug-12-7@bugs.example.org', 'continues it'],
    ['team/tool/pull/12/c34@forge.example', 'team/tool/pull/12@forge.example', 'continues it'],
    ['applied-1234.5-1-anna@example.org', '1234.5-1-anna@example.org', 'holds it'],
    ['20200904102114.8173-3-anna@host.example', '20200904102114.8173-1-anna@host.example', 'first of its sending'],
    ['20200904102114.8173-3-anna@host.example', '20200904102114.8173-2-anna@host.example', 'one before in its sending'],
    ['0a1b2c3d.1565338437.git.anna@host.example', 'cover.1565338437.git.anna@host.example', 'first of its sending'],
    ['0a1b2c3d.1565338439.git.anna@host.example', 'cover.1565338437.git.anna@host.example', 'first of its sending'],
    [
      '20230308-valve-v2-3-6f5c1d2a3b4c@host.example',
      '20230308-valve-v2-0-6f5c1d2a3b4c@host.example',
      'first of its sending',
    ],
    [
      '20230308-valve-v2-1-6f5c1d2a3b4c@host.example',
      '20230308-valve-v2-0-6f5c1d2a3b4c@host.example',
      'first of its sending',
    ],
    [
      '1387261234-4321-2-git-send-email-anna@host.example',
      '1387261234-4321-1-git-send-email-anna@host.example',
      'first of its sending',
    ],
  ])('%s: %s (%s)', (id, made, relation) => {
    const found = listRelatedIds(id).find((related) => related.id === made);
    expect(found && ID_RELATIONS[found.relation]).toBe(relation);
  });

  it.each([null, '', 'a@b', '@', 'plain', `${'a-'.repeat(100_000)}@x.example`])('are few, or none', (id) => {
    expect(listRelatedIds(id).length).toBeLessThanOrEqual(7);
  });
});

describe('whether a numbered message was sent below a cover', () => {
  it.each([
    ['20200904102114.8173-3-anna@host.example', 2, 'yes'],
    ['20200904102114.8173-2-anna@host.example', 2, 'no'],
    ['20200904102114.8173-9-anna@host.example', 2, 'unknown'],
    ['20200904102114.8173-1-anna@host.example', 1, 'no'],
    ['20200904102114.8173-1-anna@host.example', 2, 'alone'],
    ['a1@host.example', 2, 'unknown'],
    [null, 1, 'unknown'],
  ] as const)('%s as number %i: %s', (id, number, expected) => {
    expect(countsCover(id, number)).toBe(expected);
  });
});

describe('what the ids of one sending have in common', () => {
  it.each([
    ['20200904102114.8173-3-anna@host.example', '20200904102114.8173'],
    ['1387261234-4321-2-git-send-email-anna@host.example', '1387261234-4321'],
    ['0a1b2c3d.1565338437.git.anna@host.example', '1565338437.git.anna'],
    ['20230308-valve-v2-3-6f5c1d2a3b4c@host.example', '20230308-valve-v2 6f5c1d2a3b4c'],
    ['158755785531.28353.146248759650.stgit@host.example', '28353.stgit'],
    ['a-v2-3-short@host.example', ''],
    ['-v2-3-6f5c1d2a3b4c', '-v2 6f5c1d2a3b4c'],
    ['v2-3-6f5c1d2a3b4c', ''],
    ['---6f5c1d2a3b4c', ''],
    [`${'-v1'.repeat(100_000)}@x.example`, ''],
    [null, ''],
  ])('%s: %j', (id, run) => {
    expect(readSendingRun(id)).toBe(run);
  });
});

function traitsOf(subject: string, id: string, minute: number): Features {
  const message = messageFromObject({
    from: 'Anna Holm <anna@host.example>',
    date: `2016-03-07T10:0${minute}:00Z`,
    messageId: id,
    subject,
    text: `Valve ${minute}`,
  });
  return readFeatures({ kind: 'produced', key: id, message, copies: [] } as unknown as ProducedPost, null);
}

describe('numbered messages of one sending', () => {
  const day = 'Mon, 7 Mar 2016 10:00';
  const message = (count: number, subject: string, more = '') =>
    `From x Mon Mar  7 10:00:0${count} 2016\nFrom: Anna Holm <anna@host.example>\nTo: pump@lists.example\nDate: ${day}:0${count} +0000\n` +
    `Message-ID: <20160307100000.4711-${count}-anna@host.example>\n${more}Subject: ${subject}\n\nValve ${count} is opened by hand number ${count} of the pump house.\n\n`;
  const old =
    'From x Mon Feb  1 10:00:00 2016\nFrom: Bo Lind <bo@host.example>\nTo: pump@lists.example\nDate: Mon, 1 Feb 2016 10:00:00 +0000\n' +
    'Message-ID: <old@host.example>\nSubject: The pump house leaks\n\nWater on the floor of the pump house again.\n\n';

  it('stand below what the others of the sending are known to answer', () => {
    const mails = [1, 2, 3].map((count) =>
      traitsOf(`[PATCH ${count}/3] Open valve ${count}`, `a-${count}@x.example`, count),
    );
    const old = traitsOf('The pump house leaks', 'old@x.example', 0);
    const posts = [old, ...mails];
    // Numbers 1 and 2 of the series answer the old message by their headers.
    const mates = readMates(buildArchive(posts), (post) => (post === 1 || post === 2 ? 0 : -1));
    expect(mates.parents(mails[2]!)).toEqual([0]);
    expect(mates.compare(mails[2]!, old)).toEqual({ known: 2, alike: 2 });
    expect(mates.compare(mails[2]!, mails[0]!)).toEqual({ known: 2, alike: 0 });
    expect(mates.parents(old)).toEqual([]);
    expect(mates.count(mails[2]!)).toBe(1);
  });

  it('stand below number 1 where the cover was sent by hand', async () => {
    const cover = message(1, '[PATCH 0/3] Open the valves').replace('20160307100000.4711-1-anna', 'by-hand');
    const { links, posts } = await reconstructFiles({
      'a.mbox':
        old + cover + [1, 2, 3].map((count) => message(count, `[PATCH ${count}/3] Open valve ${count}`)).join(''),
    });
    const keys = new Map(
      posts.flatMap((post) => (post.kind === 'produced' ? [[post.message.messageId, post.key]] : [])),
    );
    const id = (count: number) => keys.get(`20160307100000.4711-${count}-anna@host.example`);
    const parents = new Map(readLinks(posts, links).map(({ child, parent }) => [child, parent]));
    expect([parents.get(id(2)!), parents.get(id(3)!)]).toEqual([id(1), id(1)]);
  });

  it('stand below the first one where no header tells', async () => {
    const { links, posts } = await reconstructFiles({
      'a.mbox':
        old +
        message(1, '[PATCH 0/2] Open the valves') +
        message(2, '[PATCH 1/2] Open valve 1') +
        message(3, '[PATCH 2/2] Open valve 2'),
    });
    const keys = new Map(
      posts.flatMap((post) => (post.kind === 'produced' ? [[post.message.messageId, post.key]] : [])),
    );
    for (const count of [2, 3])
      expect(
        readLinks(posts, links).find(
          ({ child }) => child === keys.get(`20160307100000.4711-${count}-anna@host.example`),
        )?.parent,
      ).toBe(keys.get('20160307100000.4711-1-anna@host.example'));
  });
});

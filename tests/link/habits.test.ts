import { describe, expect, it } from 'vitest';
import type { ProducedPost } from '../../src/dedupe/produced-post.js';
import { findRelated } from '../../src/link/candidate/find-related.js';
import { ID_RELATIONS } from '../../src/link/candidate/related-ids.js';
import { buildArchive } from '../../src/link/feature/feature-index.js';
import type { Features } from '../../src/link/feature/features.js';
import { readHabits } from '../../src/link/feature/habits.js';
import { readFeatures } from '../../src/link/feature/read-features.js';
import { readLinkTags } from '../../src/link/feature/read-link-tags.js';
import { messageFromObject } from '../../src/message/record/record-message.js';
import { splitMessage } from '../../src/quote/split-message.js';

function traitsOf(
  id: string,
  subject: string,
  text = 'The valve is stuck',
  from = 'Anna Holm <anna@host.example>',
): Features {
  const minute = String(Number(id.replace(/\D/g, '')) % 60).padStart(2, '0');
  const message = messageFromObject({ from, date: `2016-03-07T10:${minute}:00Z`, messageId: id, subject, text });
  const post = { kind: 'produced', key: id, message, copies: [] } as unknown as ProducedPost;
  return readFeatures(post, splitMessage(message));
}

describe('what is known of the posts of an author that bear no header', () => {
  const replies = Array.from({ length: 10 }, (_, place) => traitsOf(`r${place}@x.example`, `Re: Pump ${place}`));
  const notices = Array.from({ length: 10 }, (_, place) =>
    traitsOf(`n${place}@x.example`, `Valve ${place} was opened`),
  );
  const posts = [traitsOf('old@x.example', 'Pump', 'It leaks', 'Bo Lind <bo@host.example>'), ...replies, ...notices];
  const habitsWith = (known: number) => {
    // Every other reply kept its header, and so many notices did.
    const hasHeader = (post: number) => (post <= 10 ? post % 2 === 1 && post > 0 : post - 11 < known);
    return readHabits(buildArchive(posts), (post) => (hasHeader(post) ? 0 : -1));
  };

  it('answer nothing where none of them has a header though half of the replies do', () => {
    const found = habitsWith(0).answering(posts[11]!)!;
    expect(found.share).toBe(0);
    expect(found.expected).toBeCloseTo(5, 1);
  });

  it('are all answers where as many of them have a header as of the replies', () => {
    expect(habitsWith(5).answering(posts[20]!)!.share).toBeCloseTo(1, 1);
  });

  it('tell nothing where no header is there at all', () => {
    expect(readHabits(buildArchive(posts), () => -1).answering(posts[11]!)).toBeNull();
  });

  it('tell nothing of a reply, and nothing of an author whose replies are not there', () => {
    const other = traitsOf('o1@x.example', 'The roof leaks', 'Rain', 'Bo Lind <bo@host.example>');
    const habits = readHabits(buildArchive([...posts, other]), (post) => (post > 0 && post < 6 ? 0 : -1));
    expect(habits.answering(posts[7]!)).toBeNull();
    expect(habits.answering(other)).toBeNull();
  });
});

describe('Link tags', () => {
  it.each([
    ['Link: https://lists.example/r/20200402.7-anna@host.example', ['20200402.7-anna@host.example']],
    ['text\nlink:  http://lists.example/list/a.b%40host.example/\n', ['a.b@host.example']],
    ['Link: https://lists.example/list/', []],
    ['See the Link: https://lists.example/r/a@b.example', []],
    ['> Link: https://lists.example/r/a@b.example', []],
    ['Link: https://lists.example/r/%E0%A4%A@b.example', ['%E0%A4%A@b.example']],
    ['Link: ', []],
  ])('%j name %j', (text, ids) => {
    expect(readLinkTags(text)).toEqual(ids);
  });

  const patch = traitsOf('p1@x.example', '[PATCH] Open the valve');
  const notice = traitsOf(
    't2@x.example',
    '[tip] Open the valve',
    'Merged:\n\nLink: https://lists.example/r/p1@x.example',
  );
  const reply = traitsOf('t3@x.example', 'Re: [tip] Open', 'Merged:\n\nLink: https://lists.example/r/p1@x.example');
  const featureIndex = buildArchive([patch, notice, reply]);

  it('make the message that they name a candidate of what is no reply', () => {
    expect([...findRelated(featureIndex, notice, 1)].map(([post, at]) => [post, ID_RELATIONS[at]])).toEqual([
      [0, 'named by its Link tag'],
    ]);
    expect(findRelated(featureIndex, reply, 2).size).toBe(0);
  });
});

describe('a patch with From and Subject above it', () => {
  const body =
    'The patch has been added to the tree.\n\n----\nFrom: Bo Lind <bo@host.example>\nSubject: pump: open the valve by hand\n\n' +
    'The valve of the pump house was opened by the motor only.\n\n--- a/valve\n+++ b/valve\n@@ -1 +1 @@\n-motor\n+hand\n';

  it('is no quotation in a message that is no reply', () => {
    const notice = traitsOf('c1@x.example', '+ pump-open.patch added to the tree', body);
    expect(notice.headers[1]).toEqual([]);
    expect(notice.levels[1]!.length).toBe(0);
    expect(notice.levels[0]!.length).toBeGreaterThan(5);
  });

  it('is one in a reply', () => {
    expect(traitsOf('c2@x.example', 'Re: pump: open the valve by hand', body).headers[1]!.length).toBe(1);
  });
});

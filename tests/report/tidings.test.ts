import { describe, expect, it } from 'vitest';
import { readMessages } from '../../src/message/read-message.js';
import { chronologyOf } from '../../src/report/answer/chronology.js';
import { noFilter } from '../../src/report/answer/thread-filter.js';
import { tidingsOf } from '../../src/report/answer/tidings.js';
import { chronologyViews } from '../../src/report/format/chronology/chronology-views.js';
import { rowContext, threadTable } from '../../src/report/format/thread-table.js';
import { writeThreadView } from '../../src/report/post/message-view.js';
import { threadMessages } from '../../src/run/thread-mail.js';
import type { RawMessage } from '../../src/source/source.js';
import { rawMessage } from '../raw-message.js';

const mail = (id: string, from: string, day: number, rest: string) =>
  `Message-ID: <${id}@moor.example>\nFrom: ${from}\nTo: bo@fen.example\nDate: Mon, ${day} Apr 2016 09:12:00 +0200\nSubject: Dike\nMIME-Version: 1.0\n${rest}`;
const calendar = (method: string, answer: string) =>
  `Content-Type: text/calendar; method=${method}\n\nBEGIN:VCALENDAR\nMETHOD:${method}\nBEGIN:VEVENT\nUID:dike-1\nSUMMARY:Dike\nATTENDEE;PARTSTAT=${answer}:mailto:bo@fen.example\nEND:VEVENT\nEND:VCALENDAR\n`;
const receipt = (about: string) =>
  `Content-Type: multipart/report; boundary=b\n\n--b\n\nA receipt.\n--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;bo@fen.example\nOriginal-Message-ID: <${about}@moor.example>\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--\n`;

async function caseOf(...texts: readonly string[]) {
  const raws: RawMessage[] = texts.map((text, index) =>
    rawMessage(text, {
      origin: { source: 'test.mbox', offset: index * 10_000, length: text.length },
      bytesOffset: index * 10_000,
    }),
  );
  async function* batches() {
    yield raws;
  }
  const messages = [];
  for await (const batch of readMessages(batches(), { bodies: true })) messages.push(...batch);
  const reconstruction = await threadMessages(messages);
  const keyOf = (id: string) =>
    reconstruction.posts.find((post) => post.kind === 'produced' && post.message.messageId === `${id}@moor.example`)!
      .key;
  return { reconstruction, keyOf, tidings: tidingsOf(reconstruction.posts) };
}

describe('what other posts tell of a message', () => {
  it('is told of the message that a receipt names, and of no other', async () => {
    const { tidings, keyOf } = await caseOf(
      mail('1', 'ada@moor.example', 4, '\nIt holds.\n'),
      mail('2', 'ada@moor.example', 5, '\nIt leaks.\n'),
      mail('r', 'bo@fen.example', 6, receipt('2')),
      mail('s', 'bo@fen.example', 7, receipt('none')),
    );
    expect([...tidings.keys()]).toEqual([keyOf('2')]);
    expect(tidings.get(keyOf('2'))).toEqual([
      {
        kind: 'opened',
        who: { name: '', address: 'bo@fen.example' },
        date: '2016-04-06T09:12:00+02:00',
        detail: '',
        by: keyOf('r'),
      },
    ]);
  });

  it('is told of the last invitation before an answer', async () => {
    const { tidings, keyOf } = await caseOf(
      mail('1', 'ada@moor.example', 4, calendar('REQUEST', 'NEEDS-ACTION')),
      mail(
        '2',
        'ada@moor.example',
        6,
        calendar('REQUEST', 'NEEDS-ACTION').replace('SUMMARY:Dike', 'SUMMARY:Dike, later'),
      ),
      mail('a', 'bo@fen.example', 5, calendar('REPLY', 'ACCEPTED')),
      mail('b', 'bo@fen.example', 7, calendar('REPLY', 'DECLINED')),
    );
    expect(tidings.get(keyOf('1'))?.map(({ kind, by }) => [kind, by])).toEqual([['accepted', keyOf('a')]]);
    expect(tidings.get(keyOf('2'))?.map(({ kind, by }) => [kind, by])).toEqual([['declined', keyOf('b')]]);
  });

  it('is shown by show, chronology and the thread table', async () => {
    const { reconstruction, keyOf } = await caseOf(
      mail('1', 'ada@moor.example', 4, calendar('REQUEST', 'NEEDS-ACTION')),
      mail('a', 'bo@fen.example', 5, calendar('REPLY', 'ACCEPTED')),
      mail('r', 'bo@fen.example', 6, receipt('1')),
    );
    const { threads } = reconstruction;
    const context = rowContext(reconstruction);
    const shown = threads.map((thread) => [...writeThreadView(thread, context, { quotes: false })].join('')).join('');
    const told = [
      ...chronologyViews.text(chronologyOf(reconstruction, noFilter), reconstruction, { events: [], utc: false }),
    ].join('');
    for (const text of [shown.replace(/\s+/g, ' '), told.replace(/\s+/g, ' ')]) {
      expect(text).toMatch(/Meeting: asks to Dike/i);
      expect(text).toMatch(/Asked: bo@fen\.example/i);
      expect(text).toContain('bo@fen.example accepted, 2016-04-05');
      expect(text).toContain('opened by bo@fen.example, as the receipt says, 2016-04-06');
    }
    const row = [...threadTable(reconstruction)].find(({ key }) => key === keyOf('1'))!;
    expect(row.tidings?.map(({ kind }) => kind)).toEqual(['opened', 'accepted']);
    expect(row.meeting?.attendees).toHaveLength(1);
  });
});

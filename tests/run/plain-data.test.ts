import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gatherPosts } from '../../src/dedupe/gather-posts.js';
import { noticeFindings } from '../../src/finding/notice-findings.js';
import { chooseParents } from '../../src/link/choose-parents.js';
import { compareEvidence } from '../../src/link/explain/compare-evidence.js';
import { explainLinks, linkInputOf } from '../../src/link/explain/explain-links.js';
import type { Decision } from '../../src/link/post/decision-file.js';
import { recipientsOf, senderOf } from '../../src/link/post/post-facts.js';
import { locateInBody } from '../../src/message/locate-in-body.js';
import type { Message } from '../../src/message/message.js';
import { readMessages } from '../../src/message/read-message.js';
import { personOf } from '../../src/people/person-of.js';
import { readPrintedMessage } from '../../src/quote/printed/printed-message.js';
import { splitMessage } from '../../src/quote/split-message.js';
import { splitsByPost } from '../../src/quote/splits-by-post.js';
import { recoverMessages } from '../../src/recover/recover-messages.js';
import { buildReport } from '../../src/report/answer/report.js';
import { noFilter } from '../../src/report/answer/thread-filter.js';
import { threadTable } from '../../src/report/format/thread-table.js';
import { reconstruct, reconstructAndExplain } from '../../src/run/reconstruct.js';
import { readSources } from '../../src/source/read-sources.js';
import { arrangeThreads } from '../../src/thread/arrange-threads.js';

const folder = mkdtempSync(join(tmpdir(), 'rethread-plain-'));

function fileOf(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const MBOX = `From ada@moor.example Tue Mar  1 10:00:00 2016
From: Ada Moor <ada@moor.example>
To: Ben Dike <ben@dike.example>
Date: Tue, 1 Mar 2016 10:00:00 +0000
Message-ID: <1@moor.example>
Subject: Lock gates
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=cut

--cut
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Die Schleuse =C3=B6ffnet am Freitag.
>From the dike I see no ship.
--cut
Content-Type: message/rfc822
Content-Transfer-Encoding: base64

${Buffer.from('From: Cleo <cleo@moor.example>\r\nSubject: Tides\r\nDate: Mon, 29 Feb 2016 09:00:00 +0000\r\n\r\nHigh water at nine.\r\n').toString('base64')}
--cut--

From ben@dike.example Wed Mar  2 10:00:00 2016
From: Ben Dike <ben@dike.example>
To: Ada Moor <ada@moor.example>
Message-ID: <2@dike.example>
In-Reply-To: <1@moor.example>
Subject: Re: Lock gates

On Tue, Mar 1, 2016 at 10:00 AM, Ada Moor <ada@moor.example> wrote:
> Die Schleuse oeffnet am Freitag.
Then I come on Saturday.
`;
const RECORDS = [
  {
    from: 'Ada <ada@moor.example>',
    subject: 'Plan',
    date: '2016-03-01T10:00:00Z',
    body: 'We meet\r\n"upstairs" – at 10.',
  },
  { from: 'Ben <ben@dike.example>', subject: 'Re: Plan', html: '<p>Good.</p><blockquote>We meet</blockquote>' },
  {
    id: '1',
    threadId: '17',
    raw: Buffer.from('From: a@moor.example\nSubject: Raw\n\nPacked text.').toString('base64url'),
  },
];
const PRINTED = `From: Ada Moor
Sent: Tuesday, March 1, 2016 10:00 AM
To: Ben Dike
Subject: Lock gates

The gates open on Friday.

-----Original Message-----
From: Ben Dike
Sent: Monday, February 29, 2016 9:00 AM
To: Ada Moor
Subject: Lock gates

When do the gates open?
`;
const KINDS = [
  ['the sample case', 'samples/case'],
  ['a mailbox', fileOf('lock.mbox', MBOX)],
  ['records', fileOf('plan.json', JSON.stringify(RECORDS))],
  ['a printed conversation', fileOf('gates.txt', PRINTED)],
] as const;

/** Holds that a copy by either way is equal in every field, with nothing lost or added. */
function expectPlain(value: unknown): void {
  expect(structuredClone(value)).toStrictEqual(value);
  expect(JSON.parse(JSON.stringify(value))).toStrictEqual(value);
}

async function messagesOf(path: string): Promise<readonly Message[]> {
  const messages: Message[] = [];
  for await (const batch of readMessages(readSources([{ path }]), { bodies: true }))
    for (const message of batch) messages.push(readPrintedMessage(message));
  return messages;
}

describe('what leaves a stage is plain data: it survives structuredClone and JSON', () => {
  it.each(KINDS)('messages of %s', async (_, path) => {
    const messages = await messagesOf(path);
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) expectPlain(message);
  });

  it.each(KINDS)('places in the bodies of %s are told the same of a copy', async (_, path) => {
    for (const { body } of await messagesOf(path)) {
      const copy = JSON.parse(JSON.stringify(body)) as NonNullable<typeof body>;
      for (let start = 0; start < body!.text.length; start += 7)
        expect(locateInBody(copy, { start, end: start + 5 })).toEqual(locateInBody(body!, { start, end: start + 5 }));
    }
  });

  it.each(KINDS)('posts of %s, copies and all', async (_, path) => {
    const messages = await messagesOf(path);
    for (const dedupe of ['global', 'none'] as const) expectPlain(gatherPosts([...messages, ...messages], { dedupe }));
  });

  it.each(KINDS)('split bodies and recovered messages of %s', async (_, path) => {
    const messages = await messagesOf(path);
    const quoting = messages.map((message, index) => ({ key: String(index), message, split: splitMessage(message) }));
    for (const { split } of quoting) expectPlain(split);
    expectPlain(recoverMessages(quoting));
  });

  it.each(KINDS)('everything that is found out about %s', async (_, path) => {
    const reconstruction = await reconstruct([{ path }]);
    expect(reconstruction.threads.length).toBeGreaterThan(0);
    expectPlain(reconstruction);
  });

  it.each(KINDS)('what the headers alone of %s tell; rows instead of records tell the same', async (_, path) => {
    const records = await reconstruct([{ path }], { bodies: false });
    expectPlain(records);
    const rows = await reconstruct([{ path }], { bodies: false, rows: true });
    expect([...threadTable(rows)]).toStrictEqual([...threadTable(records)]);
  });

  it.each(KINDS)('reasons for the links of %s, and what each level of evidence adds', async (_, path) => {
    const reconstruction = await reconstruct([{ path }], { findings: false });
    const explain = explainLinks(reconstruction);
    for (const { key } of reconstruction.posts) expectPlain(explain(key));
    expectPlain(compareEvidence(linkInputOf(reconstruction)));
    expectPlain([...threadTable(reconstruction)]);
  });
});

describe('a copy of the data is as good as the data', () => {
  const copies = [
    ['structuredClone', <Value>(value: Value) => structuredClone(value)],
    ['JSON', <Value>(value: Value) => JSON.parse(JSON.stringify(value)) as Value],
  ] as const;

  it.each(KINDS)('for the links, threads, people, findings and rows of %s', async (_, path) => {
    const { reconstruction, explain } = await reconstructAndExplain([{ path }]);
    for (const [way, copyOf] of copies) {
      const copy = copyOf(reconstruction);
      const explainCopy = explainLinks(copy);
      for (const { key } of reconstruction.posts)
        expect(explainCopy(key), `${way}: ${key}`).toStrictEqual(explain(key));
      const chosen = chooseParents(linkInputOf(copy), copy.linking);
      expect(chosen, way).toStrictEqual({ posts: reconstruction.posts, links: reconstruction.links });
      expect(arrangeThreads(copy.posts, copy.links), way).toStrictEqual(reconstruction.threads);
      const splits = splitsByPost(copy.splits);
      expect(noticeFindings({ ...copy, splits, explain: explainCopy }), way).toStrictEqual(reconstruction.findings);
      for (const post of reconstruction.posts) {
        const mailboxes = [senderOf(post), ...recipientsOf(post)].filter((mailbox) => mailbox !== null);
        for (const mailbox of mailboxes)
          expect(personOf(copy.people, mailbox), way).toStrictEqual(personOf(reconstruction.people, mailbox));
      }
      expect([...threadTable(copy)], way).toStrictEqual([...threadTable(reconstruction, { explain })]);
      expect(buildReport(copy), way).toStrictEqual(buildReport(reconstruction, noFilter, { explain }));
    }
  });

  it('for links that a reviewer decided, and messages that were dated', async () => {
    const { posts } = await reconstruct([{ path: KINDS[1][1] }]);
    const [first, second] = posts.filter(({ kind }) => kind === 'produced').map(({ key }) => key);
    const told = { author: 'R. Stone', reason: 'exhibit 4', time: '2026-01-02T00:00:00Z' };
    const decisions: readonly Decision[] = [
      { kind: 'split', post: second!, ...told },
      { kind: 'date', post: second!, date: '2016-02-01T10:00:00+00:00', ...told },
      { kind: 'join', post: first!, parent: second!, ...told },
    ];
    const options = { decisions: { version: 1 as const, decisions: [...decisions] } };
    const { reconstruction, explain } = await reconstructAndExplain([{ path: KINDS[1][1] }], options);
    expectPlain(reconstruction);
    expect(explain(first!)?.evidence.map(({ kind }) => kind)).toEqual(['decision']);
    for (const [, copyOf] of copies) {
      const explainCopy = explainLinks(copyOf(reconstruction));
      for (const { key } of posts) expect(explainCopy(key)).toStrictEqual(explain(key));
    }
  });
});

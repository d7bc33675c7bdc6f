import { describe, expect, it } from 'vitest';
import { chronologyOf } from '../../src/report/answer/chronology.js';
import { traceCorrespondence } from '../../src/report/answer/correspondence.js';
import type { Reconstruction } from '../../src/report/answer/reconstruction.js';
import { noFilter } from '../../src/report/answer/thread-filter.js';
import { chronologyViews } from '../../src/report/format/chronology/chronology-views.js';
import { writeCorrespondence } from '../../src/report/format/correspondence-text.js';
import { rowContext, threadTable } from '../../src/report/format/thread-table.js';
import { pairsOf } from '../../src/report/page/pairs.js';
import { buildIndex } from '../../src/report/page/viewer-index.js';
import { writeThreadView } from '../../src/report/post/message-view.js';
import { letter, reconstructCase } from '../mail-case.js';

const ADA = 'Ada Quill <ada@moor.example>';
const BO = 'Bo Holt <bo@fen.example>';

const productions = {
  Ada: [
    letter('draft', ADA, BO, 1, 'Dike', { 'X-Unsent': '1' }),
    letter('away', BO, ADA, 2, 'Automatic reply: Dike'),
    letter('sent', ADA, BO, 3, 'Dike'),
    letter('late', ADA, BO, 20, 'Re: Dike', { 'X-Unsent': '1', 'In-Reply-To': '<sent@moor.example>' }),
    letter('answer', BO, ADA, 27, 'Re: Dike', { 'In-Reply-To': '<sent@moor.example>' }),
  ],
};

const correspondenceOf = (reconstruction: Reconstruction) => {
  const [a, b] = ['ada@moor.example', 'bo@fen.example'].map((address) =>
    reconstruction.people.persons.filter(({ addresses }) => addresses.includes(address)),
  );
  return traceCorrespondence(reconstruction, a!, b!);
};

describe('a draft and what a program answered', () => {
  const read = reconstructCase(productions);

  it('are no first contact, and a draft breaks no silence', async () => {
    const reconstruction = await read;
    const { contacts } = correspondenceOf(reconstruction);
    expect(contacts.map(({ sending, first, silence }) => [sending?.as ?? 'sent', first, silence])).toEqual([
      ['draft', false, null],
      ['automatic', false, null],
      ['sent', true, null],
      ['draft', false, null],
      ['sent', false, 24],
    ]);
  });

  it('are told where messages are, with what says so', async () => {
    const reconstruction = await read;
    const correspondence = [...writeCorrespondence(correspondenceOf(reconstruction))].join('');
    expect(correspondence).toContain('3 messages from one to the other, 0 forwarded or quoted by others, 2 drafts\n');
    expect(correspondence).toMatch(/Re: Dike \[draft\]/);
    const chronology = [
      ...chronologyViews.text(chronologyOf(reconstruction, noFilter), reconstruction, { events: [], utc: false }),
    ].join('');
    expect(chronology).toContain('[a draft, not known to be sent: its header has X-Unsent]');
    expect(chronology).toContain('[automatic: its subject begins "Automatic reply"]');
    const context = rowContext(reconstruction);
    const shown = reconstruction.threads.flatMap((thread) => [...writeThreadView(thread, context, { quotes: false })]);
    expect(shown.filter((line) => line.startsWith('Sent:')).sort()).toEqual([
      'Sent:        a draft, not known to be sent: its header has X-Unsent\n',
      'Sent:        a draft, not known to be sent: its header has X-Unsent\n',
      'Sent:        automatic: its subject begins "Automatic reply"\n',
    ]);
    expect([...threadTable(reconstruction)].flatMap(({ sending }) => sending?.as ?? []).sort()).toEqual([
      'automatic',
      'draft',
      'draft',
    ]);
  });

  it('count on the page as what they are: a draft as nothing that passed between two people', async () => {
    const reconstruction = await read;
    const { index } = buildIndex(reconstruction, reconstruction.threads, [], { title: '', events: [] });
    expect([...index.posts.kind].sort().join('')).toBe('addpp');
    expect(pairsOf(index as never).map(({ count }) => count)).toEqual([2, 1]);
  });

  it('are no drafts where somebody else answers them by their id', async () => {
    const answered = await reconstructCase({
      Ada: [
        letter('kept', ADA, BO, 1, 'Dike', { 'X-Unsent': '1' }),
        letter('own', ADA, BO, 2, 'Re: Dike', { 'X-Unsent': '1', 'In-Reply-To': '<kept@moor.example>' }),
        letter('sent', ADA, BO, 3, 'Sluice', { 'X-Unsent': '1' }),
        letter('answer', BO, ADA, 4, 'Re: Sluice', { 'In-Reply-To': '<sent@moor.example>' }),
      ],
    });
    const marks = answered.posts.map((post) =>
      post.kind === 'produced' ? `${post.message.subject.text}: ${post.sending?.as}` : '',
    );
    expect(marks.sort()).toEqual(['Dike: draft', 'Re: Dike: draft', 'Re: Sluice: undefined', 'Sluice: undefined']);
  });
});

describe('what passed between two people', () => {
  const failed = (about: string, to: string) => ({
    'MIME-Version': '1.0',
    'Content-Type': 'multipart/report; report-type=delivery-status; boundary="d"',
    text: `--d\n\nIt did not arrive.\n\n--d\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.moor.example\n\nFinal-Recipient: rfc822; ${to}\nAction: failed\nStatus: 5.1.1\n\n--d\nContent-Type: message/rfc822\n\nMessage-ID: <${about}@moor.example>\n\n--d--`,
  });
  const report = (about: string, to: string) =>
    letter('report', 'Mail <mailer-daemon@moor.example>', ADA, 2, 'Undeliverable', failed(about, to));
  const both = `${BO}, Cy Vale <cy@fen.example>`;

  it.each([
    ['is no contact where a report says that it did not arrive', BO, 'bo@fen.example', [], ['undelivered', 'first']],
    ['is one where the report is about somebody else', both, 'cy@fen.example', [], ['first', 'sent']],
    [
      'is one where the other answered it all the same',
      BO,
      'bo@fen.example',
      [letter('yes', BO, ADA, 3, 'Re: Dike', { 'In-Reply-To': '<try@moor.example>' })],
      ['first', 'sent', 'sent'],
    ],
  ])('%s', async (_, to, reported, more, expected) => {
    const mails = [letter('try', ADA, to, 1, 'Dike'), report('try', reported), letter('next', ADA, BO, 20, 'Sluice')];
    const correspondence = correspondenceOf(await reconstructCase({ Ada: [...mails, ...more] }));
    expect(
      correspondence.contacts.map(({ undelivered, first }) => (undelivered ? 'undelivered' : first ? 'first' : 'sent')),
    ).toEqual(expected);
    const shown = [...writeCorrespondence(correspondence)].join('');
    expect(shown.includes('1 reported undelivered')).toBe(expected.includes('undelivered'));
    expect(shown.includes('Dike [reported undelivered]')).toBe(expected.includes('undelivered'));
  });

  it('tells what one sent to the other in the name of somebody else, and takes it for no first contact', async () => {
    const mails = [
      letter('proxy', 'Cy Vale <cy@moor.example>', BO, 1, 'Dinner', { Sender: ADA }),
      letter('own', ADA, BO, 2, 'Dike'),
    ];
    const correspondence = correspondenceOf(await reconstructCase({ Bo: mails }));
    expect(correspondence.contacts.map(({ sentFor, first }) => [sentFor?.name, first])).toEqual([
      ['Cy Vale', false],
      [undefined, true],
    ]);
    expect([...writeCorrespondence(correspondence)].join('')).toContain('Dinner [sent for Cy Vale]');
  });
});

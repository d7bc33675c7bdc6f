import { describe, expect, it } from 'vitest';
import { chronologyOf } from '../../src/report/answer/chronology.js';
import type { Reconstruction } from '../../src/report/answer/reconstruction.js';
import { buildReport } from '../../src/report/answer/report.js';
import { noFilter, type ReportFilter, selectPersons } from '../../src/report/answer/thread-filter.js';
import { chronologyViews } from '../../src/report/format/chronology/chronology-views.js';
import { writeTextReport } from '../../src/report/format/text-report.js';
import { mail, mbox, reconstructFiles } from '../report-fixture.js';

const ada = 'Ada Moor <ada@moor.example>';
const bo = 'Bo Stern <bo@stern.example>';
const cy = 'Cy Lund <cy@lund.example>';

/** Two threads that cross, an answer to what nobody produced, and a mail without a date. */
const crossing = {
  'ada.mbox': mbox([
    { id: 'a@x', date: 'Tue, 1 Mar 2016 14:22:00 +0100', subject: 'Quay' },
    { id: 'b@x', from: bo, to: ada, date: 'Tue, 1 Mar 2016 14:40:00 +0200', subject: 'Lunch' },
    { id: 'c@x', answers: 'a@x', from: bo, to: ada, date: 'Thu, 3 Mar 2016 09:00:00 +0100', subject: 'Re: Quay' },
    {
      id: 'f@x',
      from: ada,
      to: cy,
      date: 'Wed, 2 Mar 2016 08:00:00 +0100',
      subject: 'Berth',
      headers: ['Sender: Nell Pryce <nell@moor.example>'],
    },
  ]),
  'undated.eml': mail({ id: 'e@x', from: cy, to: ada, date: '', subject: 'Undated' }),
};

const textOf = (reconstruction: Reconstruction, filter: ReportFilter = noFilter, utc = false) =>
  [...chronologyViews.text(chronologyOf(reconstruction, filter), reconstruction, { events: [], utc })].join('');
const day = (text: string) => Date.parse(`${text}T00:00:00Z`);

describe('the chronology', () => {
  it('goes by the moment across threads and zones, undated posts last', async () => {
    const reconstruction = await reconstructFiles(crossing);
    const { moments } = chronologyOf(reconstruction, noFilter);
    const subjects = moments.map(({ post }) => post.kind === 'produced' && post.message.subject.text);
    expect(subjects).toEqual(['Lunch', 'Quay', 'Berth', 'Re: Quay', 'Undated']);
  });

  it('takes posts by themselves, not the rest of their threads, and says what each answers', async () => {
    const reconstruction = await reconstructFiles(crossing);
    const text = textOf(reconstruction, { ...noFilter, since: day('2016-03-03'), until: day('2016-03-04') });
    expect(text).toMatch(/^1 post · 2016-03-03\n/);
    expect(text).toContain('2016-03-03 09:00 +0100  Bo Stern → Ada Moor');
    expect(text).toMatch(/answers Ada Moor, 2016-03-01 14:22 \+0100 \(\w{8}\)\n/);
  });

  it('gives the file and the bytes of every post in the same place', async () => {
    const reconstruction = await reconstructFiles(crossing);
    const text = textOf(reconstruction);
    for (const post of reconstruction.posts) {
      if (post.kind !== 'produced' || post.message.subject.text === 'Undated') continue;
      const { offset, length } = post.message.origin;
      expect(text).toContain(
        `ada.mbox, bytes ${offset.toLocaleString('en')} to ${(offset + length).toLocaleString('en')}`,
      );
    }
  });

  it('says on whose behalf a message was sent, and finds it by who sent it', async () => {
    const reconstruction = await reconstructFiles(crossing);
    const text = textOf(reconstruction, { ...noFilter, persons: selectPersons(['pryce'], reconstruction.people) });
    expect(text).toMatch(/^1 post/);
    expect(text).toContain('sent by Nell Pryce (Sender), on behalf of Ada Moor');
  });

  it('shows times in UTC where asked, and leaves alone a zone that is unknown', async () => {
    const reconstruction = await reconstructFiles({
      'a.mbox': mbox([
        { id: 'a@x', date: 'Tue, 1 Mar 2016 14:22:00 +0100' },
        { id: 'b@x', date: 'Tue, 1 Mar 2016 14:22:00 -0000', subject: 'Other' },
      ]),
    });
    const text = textOf(reconstruction, noFilter, true);
    expect(text).toContain('2016-03-01 13:22 +0000');
    expect(text).toContain('2016-03-01 14:22 zone?');
  });

  it('says where a time is not that of a Date field', async () => {
    const reconstruction = await reconstructFiles({ 'a.mbox': mbox([{ id: 'a@x', date: '' }]) });
    expect(textOf(reconstruction)).toContain('[no usable Date: this time is from the "From " line]');
  });

  it('never gives a missing message a moment of its own', async () => {
    const reconstruction = await reconstructFiles({
      'a.mbox': mbox([
        { id: 'a@x', date: 'Tue, 1 Mar 2016 14:22:00 +0100' },
        { id: 'c@x', answers: 'gone@x', from: bo, to: ada, date: 'Thu, 3 Mar 2016 09:00:00 +0100', subject: 'Re: Oar' },
      ]),
    });
    const missing = reconstruction.posts.find(({ kind }) => kind === 'missing');
    expect(missing).toBeDefined();
    expect(textOf(reconstruction)).toMatch(/\nby 2016-03-03 .*unknown sender.*\n/);
    const before = { ...noFilter, until: day('2016-03-03') };
    expect(chronologyOf(reconstruction, before).moments.map(({ post }) => post.kind)).toEqual(['produced']);
    expect(textOf(reconstruction, before)).toContain('1 missing message of unknown date left out');
  });

  it('puts a recovered message of an unknown zone before what quotes it', async () => {
    const body =
      'Yes.\n\nOn Wed, Mar 2, 2016 at 6:03 PM, Cy Lund wrote:\n> Shall we hire the crane?\n> And the second one, too?\n';
    const answer = { id: 'n@x', from: ada, to: cy, date: 'Wed, 2 Mar 2016 18:05:00 +0200', subject: 'Re: Crane', body };
    const reconstruction = await reconstructFiles({ 'ada.mbox': mbox([answer]) });
    for (const filter of [noFilter, { ...noFilter, since: day('2016-03-02') }])
      expect(chronologyOf(reconstruction, filter).moments.map(({ post }) => post.kind)).toEqual([
        'recovered',
        'produced',
      ]);
  });

  it('tells who forwarded what to whom, where only forwards are asked for', async () => {
    const reconstruction = await reconstructFiles({
      'a.mbox': mbox([
        {
          id: 'a@x',
          date: 'Tue, 1 Mar 2016 14:22:00 +0100',
          body: 'The berth is free from Monday on, the crane from Tuesday.',
        },
        {
          id: 'b@x',
          answers: 'a@x',
          from: bo,
          to: ada,
          date: 'Wed, 2 Mar 2016 14:22:00 +0100',
          subject: 'Re: Harbour plan',
        },
        {
          id: 'c@x',
          answers: 'a@x',
          from: bo,
          to: cy,
          date: 'Fri, 4 Mar 2016 14:22:00 +0100',
          subject: 'Fwd: Harbour plan',
        },
      ]),
    });
    const { moments } = chronologyOf(reconstruction, noFilter, ['forward']);
    expect(moments.map(({ post }) => post.kind === 'produced' && post.message.messageId)).toEqual(['c@x']);
    const text = [
      ...chronologyViews.text({ moments, undatedMissing: 0 }, reconstruction, { events: [], utc: false }),
    ].join('');
    expect(text).toMatch(/Bo Stern → Cy Lund[^\n]*\n[^\n]*Fwd: Harbour plan\n\s+forwards Ada Moor, 2016-03-01 14:22/);
  });

  it('takes a recovered message for no forward because somebody forwarded it', async () => {
    const quoted = (subject: string) =>
      [
        'See below.',
        '',
        '----- Forwarded by Bo Stern on 03/04/2016 09:12 AM -----',
        '',
        'From: Cy Lund <cy@lund.example>',
        'Sent: Tuesday, March 1, 2016 4:05 PM',
        'To: Bo Stern <bo@stern.example>',
        `Subject: ${subject}`,
        '',
        'The pilots want twelve more hours at the second lock before the spring tide.',
      ].join('\n');
    const recoveredOf = async (subject: string) => {
      const reconstruction = await reconstructFiles({
        'a.mbox': mbox([
          {
            id: 'a@x',
            from: bo,
            to: ada,
            date: 'Fri, 4 Mar 2016 09:12:00 +0000',
            subject: 'FW: Lock',
            body: quoted(subject),
          },
        ]),
      });
      const { moments } = chronologyOf(reconstruction, noFilter);
      return moments.filter(({ post }) => post.kind === 'recovered').map(({ action }) => action);
    };
    expect(await recoveredOf('Lock')).toEqual([null]);
    expect(await recoveredOf('FW: Lock')).toEqual(['forward']);
    expect(await recoveredOf('Re: Lock')).toEqual(['reply']);
  });

  it('keeps sender and recipient in their places where a terminal turns names around', async () => {
    const reconstruction = await reconstructFiles({
      'a.mbox': mbox([{ id: 'a@x', from: '"דנה קוויל" <dana@x.example>', to: '"نادية" <nadia@x.example>' }]),
    });
    expect(textOf(reconstruction)).toContain('\u200eדנה קוויל\u200e → \u200eنادية\u200e');
    const report = [...writeTextReport(buildReport(reconstruction))].join('');
    expect(report).toContain('\u200eדנה קוויל\u200e → \u200eنادية\u200e');
  });

  it('is the thread table in the order of time as CSV', async () => {
    const reconstruction = await reconstructFiles(crossing);
    const csv = [
      ...chronologyViews.csv(chronologyOf(reconstruction, noFilter), reconstruction, { events: [], utc: false }),
    ].join('');
    const [head, ...rows] = csv.trimEnd().split('\r\n');
    expect(head).toMatch(/^key,kind,thread,.*,sent_by,findings$/);
    expect(rows.map((row) => /(Lunch|Quay|Berth|Undated)/.exec(row)?.[1])).toEqual([
      'Lunch',
      'Quay',
      'Berth',
      'Quay',
      'Undated',
    ]);
    expect(rows[2]).toContain('Nell Pryce <nell@moor.example>');
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { senderOf, subjectOf, timeOf } from '../../src/link/post/post-facts.js';
import { reconstruct } from '../../src/run/reconstruct.js';
import { reconstructFiles } from '../report-fixture.js';

const root = mkdtempSync(join(tmpdir(), 'rethread-printed-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;

/** Reads a text that lies in a folder under a name that says nothing, and tells each post in a line, by thread. */
async function outline(text: string): Promise<readonly string[]> {
  const folder = join(root, String(folders++));
  mkdirSync(folder);
  writeFileSync(join(folder, 'page'), text);
  const { threads, gaps, findings, sources } = await reconstruct([{ path: folder, custodian: null }]);
  const lines = threads.flatMap(({ posts }, n) =>
    posts.map(({ post, depth }) => {
      const time = timeOf(post);
      const when = time === null ? '-' : new Date(time).toISOString().slice(0, 16);
      return `${n + 1}${' '.repeat(1 + depth)}${post.kind} ${senderOf(post)?.name ?? '-'} ${when} ${subjectOf(post)}`;
    }),
  );
  const bytes = [...threads.flatMap(({ posts }) => posts.map(({ post }) => post))].flatMap((post) =>
    post.kind === 'produced' ? post.message.origin.length : [],
  );
  const lost = gaps.reduce((sum, { length }) => sum + length, 0);
  expect(bytes.reduce((sum, length) => sum + length, lost)).toBe(sources[0]!.size);
  // What was handed over is on no list of requests.
  const asked = findings.filter(({ kind }) => kind === 'missing-message').flatMap(({ posts }) => posts[0]!);
  for (const { posts } of threads)
    for (const { post } of posts) if (post.kind === 'produced') expect(asked).not.toContain(post.key);
  return lines;
}

const HEAD =
  'From: Ida Ferrow <ida@pier.example>\nSent: Monday, May 2, 2016 9:12 AM\nTo: Per Lund\nSubject: RE: Crane\n\nAgreed.\n';
const QUOTED =
  '\nFrom: Per Lund\nSent: Sunday, May 1, 2016 2:15 PM\nTo: Ida Ferrow\nSubject: Crane\n\nShall we buy it?\n';
const PRINTED = ['1 recovered Per Lund 2016-05-01T14:15 Crane', '1  produced Ida Ferrow 2016-05-02T09:12 RE: Crane'];

describe('above the header of a printed message may stand', () => {
  it.each([
    ['nothing', ''],
    ['the owner and a rule', 'Lund, Per\n________________________________________________________________\n\n'],
    ['the owner', 'Per Lund\n\n'],
    ['an owner with two names and a rule of dashes', 'van der Lund, Per\n----------------------------\n'],
    ['a mark of secrecy', 'UNCLASSIFIED\n\n'],
    ['a release in full', 'RELEASE IN PART\nB6\n\n'],
    [
      'a whole line of a release',
      'UNCLASSIFIED Harbour Office Case No. H-2014-20439 Doc No. C05739545 Date: 05/13/2015\n',
    ],
    ['a production under order', 'PIER HARBOUR - PRODUCED PURSUANT TO ORDER.\nCase No. PH-2016-01038\n'],
    ['a title in small letters', 'Produced by the Harbour Office under Order 12\n\n'],
    ['privilege', 'PRIVILEGED & CONFIDENTIAL - ATTORNEY CLIENT COMMUNICATION\n'],
    ['a Bates number', 'PH-000123\n\n'],
    ['a page', 'Page 1 of 2\n\n'],
    ['an empty line', '\n\n\n'],
    ['a page end', '\f'],
    ['a byte order mark', '\ufeff'],
    ['the date of printing', '5/9/2016 3:15 PM\n\n'],
    ['an exhibit', 'EXHIBIT 14\n'],
    ['an exhibit in small letters', "Plaintiff's Exhibit 14-B\n"],
    ['importance', 'Importance: High\n'],
    ['a sensitivity and a category', 'Sensitivity: Private\nCategories: Crane\n'],
    ['the word Message', 'Message\n\n'],
    [
      'metadata of a platform',
      'Custodian: Lund, Per\nDocument ID: PH0001234\nDate Received: 5/2/2016\nFile Path: \\inbox\\\n\n',
    ],
    ['the page of a web mailer', 'Outlook - RE: Crane\nhttps://outlook.pier.example/mail/inbox/id/AAQk 1/2\n\n'],
    ['a mixture', 'CONFIDENTIAL\nPier Harbour\nDoc No. E0058489E\n\nLund, Per\n\n'],
  ])('%s', async (_, above) => {
    expect(await outline(`${above}${HEAD}${QUOTED}`)).toEqual(PRINTED);
  });

  it.each(['I agree with her.\n\n', 'FYI\n\n', 'Hi Per,\n\n', 'see what Ida says\n\n', 'OK\nPer\n\n', 'Danke!\n\n'])(
    'but not what somebody wrote: %j',
    async (above) => {
      const lines = await outline(`${above}${HEAD}`);
      expect(lines).toContain('1 recovered Ida Ferrow 2016-05-02T09:12 RE: Crane');
    },
  );
});

describe('a printed header with a line that a sent one has too', () => {
  const german =
    'Von: Ida Ferrow\nGesendet: Montag, 2. Mai 2016 09:12\nAn: Per Lund\nCc: Ada Moor\nBetreff: Crane\n\nYes.\n';
  const CRANE = ['1 produced Ida Ferrow 2016-05-02T09:12 Crane'];
  it.each([
    ['in German', german],
    [
      'in French',
      'De : Ida Ferrow\nEnvoyé : lundi 2 mai 2016 09:12\nÀ : Per Lund\nCc : Ada Moor\nObjet : Crane\n\nOui.\n',
    ],
    [
      'in Italian',
      'Da: Ida Ferrow\nInviato: lunedì 2 maggio 2016 09:12\nA: Per Lund\nCc: Ada Moor\nOggetto: Crane\n\nSì.\n',
    ],
    [
      'in Japanese',
      '差出人: Ida Ferrow\n送信日時: 2016年5月2日月曜日 9:12\n宛先: Per Lund\nCC: Ada Moor\n件名: Crane\n\nはい\n',
    ],
    [
      'in Lithuanian',
      'Nuo: Ida Ferrow\nIšsiųsta: 2016 m. gegužės 2 d. 09:12\nKam: Per Lund\nCc: Ada Moor\nTema: Crane\n\nTaip.\n',
    ],
    ["AOL's", 'Subj:\tCrane\nDate:\t5/2/2016 9:12:00 AM\nFrom:\tIda Ferrow\nTo:\tPer Lund\n\nYes.\n'],
    [
      "Apple Mail's, set in",
      'From: \tIda Ferrow\n\tSubject: \tCrane\n\tDate: \tMay 2, 2016 9:12:00 AM\n\tTo: \tPer Lund\n\nYes.\n',
    ],
    ['with empty lines between', german.replaceAll(/\n(?=An|Cc|Betreff|Gesendet)/g, '\n\n')],
    [
      'of Notes',
      'From:  CN=Ida Ferrow/O=Pier\nSendTo:  Per Lund\nSubject:  Crane\nPostedDate:  05/02/2016 09:12:00 AM\n\nYes.\n',
    ],
  ])('%s', async (_what, text) => {
    expect((await outline(text)).map((line) => line.replace('CN=', ''))).toEqual(CRANE);
  });

  it.each([
    ['From: Ida Ferrow\n5ent: Monday, May 2, 2016 9:12 AM\nT0: Per Lund\nCc: Ada Moor\n5ubject: Crane\n\nYes.\n'],
    ['Fram: Ida Ferrow\nSenl: Monday, May 2, 2016 9:12 AM\nTo: Per Lund\nCc: Ada Moor\nSubjecl: Crane\n\nYes.\n'],
    ['Frorn: Ida Ferrow\nSent: Monday, May 2, 2016 9:12 AM\nTo: Per Lund\nCc: Ada Moor\nSubiect: Crane\n\nYes.\n'],
  ])('that a scanner misread, in a file of text: %j', async (text) => {
    const { posts } = await reconstructFiles({ 'page.txt': text });
    expect(posts.map((post) => [senderOf(post)?.name, timeOf(post), subjectOf(post)])).toEqual([
      ['Ida Ferrow', Date.UTC(2016, 4, 2, 9, 12), 'Crane'],
    ]);
  });
});

describe('labels and values on lines of their own', () => {
  const expected = ['1 produced Ida Ferrow 2016-05-02T09:12 RE: Crane'];
  it.each([
    [
      'in turn',
      'From:\nIda Ferrow <ida@pier.example>\nSent:\nMon, 2 May 2016 09:12:00 +0000\nTo:\nPer Lund\nSubject:\nRE: Crane\nAgreed.\n',
    ],
    [
      'with empty lines between',
      'From:\n\nIda Ferrow <ida@pier.example>\n\nSent:\n\nMonday, May 2, 2016 9:12 AM\n\nTo:\n\nPer Lund\n\nSubject:\n\nRE: Crane\n\nAgreed.\n',
    ],
    [
      'all labels before all values',
      'From:\nSent:\nTo:\nSubject:\nIda Ferrow <ida@pier.example>\nMonday, May 2, 2016 9:12 AM\nPer Lund\nRE: Crane\n\nAgreed.\n',
    ],
    [
      'all labels before all values, nobody in Cc',
      'From:\nSent:\nTo:\nCc:\nSubject:\n\nIda Ferrow <ida@pier.example>\nMonday, May 2, 2016 9:12 AM\nPer Lund\nRE: Crane\n\nAgreed.\n',
    ],
    [
      'some of them',
      'From: Ida Ferrow\nSent:\nMonday, May 2, 2016 9:12 AM\nTo:\nPer Lund\nSubject:\nRE: Crane\nAgreed.\n',
    ],
    [
      'the subject first',
      'Subject:\nRE: Crane\nFrom:\nIda Ferrow <ida@pier.example>\nDate:\n5/2/16, 9:12 AM\nTo:\nPer Lund <per@pier.example>\n\nAgreed.\n',
    ],
    [
      'in German',
      'Von:\nIda Ferrow\nGesendet:\nMontag, 2. Mai 2016 09:12\nAn:\nPer Lund\nBetreff:\nRE: Crane\nEinverstanden.\n',
    ],
    [
      'read by a scanner',
      'Frorn: Ida Ferrow <ida@pier.example>\nSent: Monday, May 2, 2O16 9:l2 AM\nT0: Per Lund\nSubiect; RE: Crane\n\nAgreed.\n',
    ],
  ])('%s', async (_, text) => {
    expect(await outline(text)).toEqual(expected);
  });
});

const crane = (day: number, hour: number, from: string, to: string, subject: string, text: string) =>
  `From: ${from}\nSent: ${day} May 2016 ${hour}:00\nTo: ${to}\nSubject: ${subject}\n\n${text}\n\n`;

describe('several mails in one text are as many', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'as Outlook saves them, with tabs',
      [
        crane(3, 9, 'Ida Ferrow', 'Per Lund', 'Dues', 'They rise.'),
        crane(2, 9, 'Per Lund', 'Ida Ferrow', 'RE: Crane', 'Good.'),
        crane(1, 9, 'Ida Ferrow', 'Per Lund', 'Crane', 'We buy it.'),
      ]
        .join('')
        .replace(/^(From|Sent|To|Subject): /gm, '$1:\t'),
      [
        '1 produced Ida Ferrow 2016-05-01T09:00 Crane',
        '1  produced Per Lund 2016-05-02T09:00 RE: Crane',
        '2 produced Ida Ferrow 2016-05-03T09:00 Dues',
      ],
    ],
    [
      'a conversation, oldest first',
      crane(1, 9, 'Ida Ferrow', 'Per Lund', 'Crane', 'Who?') +
        crane(1, 10, 'Per Lund', 'Ida Ferrow', 'RE: Crane', 'The lowest.') +
        crane(1, 11, 'Ida Ferrow', 'Per Lund', 'RE: Crane', 'Good.'),
      [
        '1 produced Ida Ferrow 2016-05-01T09:00 Crane',
        '1  produced Per Lund 2016-05-01T10:00 RE: Crane',
        '1   produced Ida Ferrow 2016-05-01T11:00 RE: Crane',
      ],
    ],
    [
      'of several matters below rules',
      `${crane(5, 9, 'Ida Ferrow', 'Per Lund', 'Crane', 'Yes.')}=================\n${crane(4, 9, 'Per Lund', 'Ida Ferrow', 'Dues', 'Paid.')}=================\n${crane(3, 9, 'Per Lund', 'Ida Ferrow', 'RE: Dues', 'Soon.')}`,
      [
        '1 produced Per Lund 2016-05-03T09:00 RE: Dues',
        '2 produced Per Lund 2016-05-04T09:00 Dues',
        '3 produced Ida Ferrow 2016-05-05T09:00 Crane',
      ],
    ],
    [
      'each with what it quotes',
      `${HEAD}${QUOTED}\f${crane(9, 9, 'Ida Ferrow', 'Per Lund', 'Dues', 'Paid.')}`,
      [...PRINTED, '2 produced Ida Ferrow 2016-05-09T09:00 Dues'],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await outline(text)).toEqual(expected);
  });

  it('but what a mail quotes or passes on belongs to it', async () => {
    const passed = crane(2, 9, 'Ida Ferrow', 'Per Lund', 'FW: Dues', 'See below.');
    expect(await outline(passed + crane(1, 9, 'Nils Vik', 'Ida Ferrow', 'Dues for the quay', 'Paid.'))).toEqual([
      '1 recovered Nils Vik 2016-05-01T09:00 Dues for the quay',
      '1  produced Ida Ferrow 2016-05-02T09:00 FW: Dues',
    ]);
    // A clock in another zone may show a later hour.
    const answer = crane(2, 9, 'Ida Ferrow', 'Per Lund', 'RE: Dues', 'Yes.');
    expect(await outline(answer + crane(2, 14, 'Per Lund', 'Ida Ferrow', 'Dues', 'Paid?'))).toEqual([
      '1 recovered Per Lund 2016-05-02T14:00 Dues',
      '1  produced Ida Ferrow 2016-05-02T09:00 RE: Dues',
    ]);
  });
});

describe('a page that Gmail prints', () => {
  it.each([
    [
      'in English',
      '5/9/16, 3:15 PM      Gmail - Crane\n\n        Per Lund <per@pier.example>\n\nCrane\n2 messages\n\nIda Ferrow <ida@pier.example>           Sun, May 1, 2016 at 4:12 PM\nTo: Per Lund <per@pier.example>\nCc: Nils Vik <nils@pier.example>\n\n    Who gets it?\n\nPer Lund <per@pier.example>           Mon, May 2, 2016 at 9:12 AM\nTo: Ida Ferrow <ida@pier.example>\n\n    The lowest.\n    [Quoted text hidden]\n\nhttps://mail.google.com/mail/u/0/?ik=abc&view=pt      1/1\n',
    ],
    [
      'in German',
      'Gmail - Crane\n\nCrane\n2 Nachrichten\n\nIda Ferrow <ida@pier.example>\tSo., 1. Mai 2016 um 16:12\nAn: Per Lund <per@pier.example>\n\nWer bekommt ihn?\n\nPer Lund <per@pier.example>\tMo., 2. Mai 2016 um 09:12\nAn: Ida Ferrow <ida@pier.example>\n\nDer Billigste.\n',
    ],
    [
      'with dates on lines of their own',
      'Crane\n2 messages\n\nIda Ferrow <ida@pier.example>\nSun, May 1, 2016 at 4:12 PM\nTo: Per Lund <per@pier.example>\n\nWho?\n\nPer Lund <per@pier.example>\nMon, May 2, 2016 at 9:12 AM\nTo: Ida Ferrow <ida@pier.example>,\n Nils Vik <nils@pier.example>\n\nThe lowest.\n',
    ],
  ])('is one conversation: %s', async (_, text) => {
    expect(await outline(text)).toEqual([
      '1 produced Ida Ferrow 2016-05-01T16:12 Crane',
      '1  produced Per Lund 2016-05-02T09:12 Crane',
    ]);
  });
});

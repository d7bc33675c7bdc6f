import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/message/message.js';
import { readMessages } from '../../src/message/read-message.js';
import { folderOfPath } from '../../src/source/mailbox-folder.js';
import { readSources } from '../../src/source/read-sources.js';
import { zipOf } from '../make-archive.js';

const root = mkdtempSync(join(tmpdir(), 'folders-'));
afterAll(() => rmSync(root, { recursive: true }));

const mail = (subject: string, more = '') =>
  `Message-ID: <${subject}@moor.example>\nFrom: Ada <ada@moor.example>\nTo: bo@fen.example\nDate: Mon, 4 Apr 2016 09:12:00 +0200\nSubject: ${subject}\n${more}\nOpen the sluice.\n`;
const box = (...mails: readonly string[]) =>
  mails.map((one) => `From ada@moor.example Mon Apr  4 09:12:00 2016\n${one}\n`).join('');

let count = 0;
async function read(files: Readonly<Record<string, string | Buffer>>) {
  const folder = join(root, `${count++}`);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const reading = readSources([{ path: folder }]);
  const messages: Message[] = [];
  for await (const batch of readMessages(reading, { bodies: true })) messages.push(...batch);
  return { messages, codes: reading.problems.filter(({ severity }) => severity !== 'info').map(({ code }) => code) };
}
const facts = ({ facts: told = [] }: Message) => Object.fromEntries(told.map(({ name, value }) => [name, value]));

describe('the folder of a mailbox', () => {
  it.each([
    ['x/ImapMail/imap.fen.example/INBOX', 'INBOX'],
    ['x/Mail/Local Folders/Archives.sbd/2016', 'Archives/2016'],
    ['x/Mail/Local Folders/Archives.sbd/2016.sbd/Old plans', 'Archives/2016/Old plans'],
    ['x/ImapMail/imap.fen.example/[Gmail].sbd/All Mail', '[Gmail]/All Mail'],
    ['profile.zip › Mail/Local Folders/Sent', 'Sent'],
    ['x/ImapMail/imap.fen.example/Entw&APw-rfe', 'Entwürfe'],
    ['x/Mail/Local Folders/R&D', 'R&D'],
    ['x/ImapMail/imap.fen.example/A &- B', 'A & B'],
    ['x/Mail/Local Folders/popstate.dat', null],
    ['V9/AB-12/INBOX.mbox/CD-34/Data/1/Messages/7.emlx', 'INBOX'],
    ['V9/AB-12/Archive.mbox/2016.mbox/CD/Data/Messages/7.partial.emlx', 'Archive/2016'],
    ['export/Archive.mbox/mbox', 'Archive'],
    ['home/Mail/drafts/12', 'drafts'],
    ['home/Mail/projects/quay/3', 'projects/quay'],
    ['ada/_sent_mail/1.', '_sent_mail'],
    ['a.zip › Maildir/.Sent.2016/cur/1459754000.M1:2,S', 'Sent/2016'],
    ['a.zip › Maildir/cur/1459754000.M1:2,S', null],
    ['Takeout/Mail/Work.mbox', 'Work'],
    ['takeout-1.zip › Takeout/Mail/All mail Including Spam and Trash.mbox', null],
    ['ada/inbox.mbox', null],
    ['2016/04/plan.eml', null],
  ])('is told by its layout: %s', (path, folder) => {
    expect(folderOfPath(path) || null).toBe(folder);
  });

  it('stands with the messages of a Thunderbird profile, whose indexes and lists are no mail', async () => {
    const { messages, codes } = await read({
      'Mail/Local Folders/Archives.sbd/2016': box(mail('a')),
      'Mail/Local Folders/Archives': '',
      'Mail/Local Folders/Archives.msf': '// <!-- <mdb:mork:z v="1.4"/> -->\n< <(a=c)>',
      'Mail/Local Folders/msgFilterRules.dat': 'version="9"\nlogging="no"\n',
      'ImapMail/imap.fen.example/INBOX': box(mail('b')),
      'prefs.js': 'user_pref("mail.account.account1.server", "server1");\n',
    });
    expect(messages.map(({ subject, folder }) => [subject.text, folder])).toEqual([
      ['b', 'INBOX'],
      ['a', 'Archives/2016'],
    ]);
    expect(codes).toEqual([]);
  });

  it('stands with the messages of a profile in an archive', async () => {
    const { messages } = await read({
      'p.zip': zipOf([{ name: 'Mail/Local Folders/Archives.sbd/2016', content: box(mail('a')) }]),
    });
    expect(messages.map(({ folder }) => folder)).toEqual(['Archives/2016']);
  });
});

describe('what a mailbox says of a message', () => {
  it.each([
    ['X-Gmail-Labels: Inbox,=?UTF-8?Q?Pl=C3=A4ne?=,\n "Sent, later"\n', { labels: 'Inbox; Pläne; Sent, later' }],
    [
      'X-Mozilla-Status: 0001\nX-Mozilla-Status2: 00000000\nX-Mozilla-Keys: $label1 quay\n',
      { marks: 'read', labels: 'Important; quay' },
    ],
    ['X-Mozilla-Status: 0009\n', { marks: 'read; deleted, not yet removed from the file' }],
    ['Status: RO\nX-Keywords: quay   plans \n', { marks: 'read', labels: 'quay; plans' }],
    ['X-Status: AF\n', { marks: 'answered; flagged' }],
    ['Status: Open\nX-Gmail-Labels:\n', {}],
  ])('is kept from its header: %s', async (more, told) => {
    const { messages } = await read({ 'a.mbox': box(mail('a', more)) });
    expect(messages.map(facts)).toEqual([told]);
    for (const { name, value, origin } of messages[0]!.facts ?? []) {
      expect(origin.length, `${name} ${value}`).toBeGreaterThan(0);
      expect(origin.source.endsWith('a.mbox')).toBe(true);
    }
  });

  it('is kept from the name of a file in a Maildir', async () => {
    const { messages } = await read({
      'new/.keep': '',
      'cur/1459754000.M1.host:2,RS': mail('a'),
      'cur/2.host:2,': mail('b'),
    });
    expect(messages.map(facts)).toEqual([{ marks: 'answered; read' }, {}]);
  });

  it("is kept from Apple Mail's property list", async () => {
    const text = mail('a');
    const list = `<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict><key>date-received</key><integer>1459754000</integer>\n<key>flags</key><integer>8590195721</integer><key>remote-id</key><string>3</string></dict></plist>\n`;
    const { messages } = await read({ 'INBOX.mbox/Messages/7.emlx': `${text.length}\n${text}${list}` });
    expect(messages.map(({ folder }) => folder)).toEqual(['INBOX']);
    expect(messages.map(facts)).toEqual([{ marks: 'read', received: '2016-04-04T07:13:20Z' }]);
  });
});

describe('attachments that Apple Mail keeps beside a message', () => {
  const part = (name: string, disposition = 'attachment') =>
    `--b\nContent-Type: application/octet-stream; name=${name}\nContent-Disposition: ${disposition}; filename=${name}\nX-Apple-Content-Length: 9\n\n`;
  const text = `Message-ID: <p@moor.example>\nFrom: ada@moor.example\nSubject: Plans\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee both.\n${part('plan.doc')}${part('list')}--b--\n`;
  const list =
    '<?xml version="1.0"?>\n<plist version="1.0"><dict><key>flags</key><integer>1</integer></dict></plist>\n';

  it('take the place of the parts that were left empty, and are no sources of mail', async () => {
    const { messages, codes } = await read({
      'Messages/7.partial.emlx': `90\n${text}${list}`,
      'Attachments/7/2/plan.doc': 'the plan.',
      // The name on the disk is not always that of the header.
      'Attachments/7/3/list.txt': 'From: x\nTo: y\nSubject: a text that looks like mail\nDate: today\n\nno',
      'Attachments/8/2/other.txt': 'of no message here',
    });
    expect(messages).toHaveLength(1);
    expect(messages[0]!.attachments.map(({ name, size }) => [name, size])).toEqual([
      ['plan.doc', 9],
      ['list', 66],
    ]);
    expect(messages[0]!.attachments[0]!.origin.source.endsWith('Attachments/7/2/plan.doc')).toBe(true);
    expect(codes).toEqual(['emlx-length-wrong']);
  });
});

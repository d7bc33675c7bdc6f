import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { locateInBody } from '../../src/message/locate-in-body.js';
import type { Message } from '../../src/message/message.js';
import { readMessages } from '../../src/message/read-message.js';
import { readSources } from '../../src/source/read-sources.js';
import { zipOf } from '../make-archive.js';

const root = mkdtempSync(join(tmpdir(), 'olm-'));
afterAll(() => rmSync(root, { recursive: true }));

let count = 0;
async function read(files: Readonly<Record<string, string | Buffer>>, named = false) {
  const folder = join(root, `${count++}`);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const reading = readSources([{ path: named ? join(folder, Object.keys(files)[0]!) : folder }]);
  const messages: Message[] = [];
  for await (const batch of readMessages(reading, { bodies: true })) messages.push(...batch);
  const told = reading.problems.filter(({ severity }) => severity !== 'info');
  return { messages, reading, codes: told.map(({ code }) => code), folder };
}

const person = (name: string, address: string) =>
  `<emailAddress OPFContactEmailAddressAddress="${address}" OPFContactEmailAddressName="${name}" OPFContactEmailAddressType="0"/>`;
const email = (fields: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<emails elementCount="1">\n<email xml:space="preserve">\n${fields}\n</email>\n</emails>\n`;
const plan = (body: string, more = '') =>
  email(`<OPFMessageCopyMessageID xml:space="preserve">a@moor.example</OPFMessageCopyMessageID>
<OPFMessageCopyFromAddresses>${person('Ada &amp; Co', 'ada@moor.example')}</OPFMessageCopyFromAddresses>
<OPFMessageCopyToAddresses>${person('bo@fen.example', 'bo@fen.example')}${person('Cy', '')}</OPFMessageCopyToAddresses>
<OPFMessageCopyBCCAddresses>${person('Di', 'di@fen.example')}</OPFMessageCopyBCCAddresses>
<OPFMessageCopySubject xml:space="preserve">Re: Sluice &lt;2&gt;</OPFMessageCopySubject>
<OPFMessageCopySentTime>2016-04-04T07:12:00</OPFMessageCopySentTime>
<OPFMessageCopyInReplyTo>z@fen.example</OPFMessageCopyInReplyTo>
<OPFMessageCopyBody xml:space="preserve">${body}</OPFMessageCopyBody>
<OPFMessageGetIsRead>1E0</OPFMessageGetIsRead>${more}`);

describe('messages of Outlook for Mac', () => {
  const path = 'Accounts/ada/com.microsoft.__Messages/Inbox/com.microsoft.__Messages/Quay/message_00001.xml';
  const more = `<OPFMessageCopyCategoryList><category OPFCategoryCopyName="Plans"/><category OPFCategoryCopyName="Urgent"/></OPFMessageCopyCategoryList>
<OPFMessageCopyAttachmentList><messageAttachment OPFAttachmentName="plan.txt" OPFAttachmentContentType="text/plain" OPFAttachmentContentFileSize="12" OPFAttachmentURL="com.microsoft.__Attachments/plan.txt"/></OPFMessageCopyAttachmentList>`;
  const archive = zipOf([
    { name: path, content: plan('Open the sluice &amp; wait.', more) },
    {
      name: 'Accounts/ada/com.microsoft.__Messages/Inbox/com.microsoft.__Attachments/plan.txt',
      content: 'From: x\nTo: y\nSubject: z\n',
    },
    {
      name: 'Accounts/ada/Contacts.xml',
      content: '<?xml version="1.0"?><contacts><contact OPFContactCopyFirstName="Bo"/></contacts>',
    },
    { name: 'Categories.xml', content: '<?xml version="1.0"?><categories/>' },
  ]);

  it('are read out of the archive, with all that it tells', async () => {
    const { messages, codes, reading } = await read({ 'ada.olm': archive });
    expect(codes).toEqual([]);
    expect(messages).toHaveLength(1);
    const [message] = messages;
    expect(message).toMatchObject({
      messageId: 'a@moor.example',
      inReplyTo: ['z@fen.example'],
      folder: 'Inbox/Quay',
      from: { name: 'Ada & Co', address: 'ada@moor.example' },
      to: [
        { name: '', address: 'bo@fen.example' },
        { name: 'Cy', address: '' },
      ],
      bcc: [{ name: 'Di', address: 'di@fen.example' }],
      subject: { text: 'Re: Sluice <2>', reply: true },
      date: { time: Date.UTC(2016, 3, 4, 7, 12), offset: 0 },
      body: { text: 'Open the sluice & wait.', html: null },
      attachments: [
        {
          name: 'plan.txt',
          contentType: 'text/plain',
          size: 25,
          sha256: createHash('sha256').update('From: x\nTo: y\nSubject: z\n').digest('hex'),
        },
      ],
    });
    expect(message!.facts?.map(({ name, value }) => [name, value])).toEqual([
      ['read', 'yes'],
      ['categories', 'Plans; Urgent'],
    ]);
    expect(reading.sources.map(({ format }) => format)).toEqual(['olm', 'unknown', 'unknown', 'unknown', 'zip']);
    expect(
      message!.attachments[0]!.origin.source.endsWith(
        'ada.olm › Accounts/ada/com.microsoft.__Messages/Inbox/com.microsoft.__Attachments/plan.txt',
      ),
    ).toBe(true);
    const place = locateInBody(message!.body!, { start: 5, end: 8 });
    expect(place.source.endsWith(`ada.olm › ${path}`)).toBe(true);
  });

  it('are read from a folder that the archive was unpacked to, and from a zip in a zip', async () => {
    expect((await read({ [path]: plan('Open it.') })).messages.map(({ folder }) => folder)).toEqual(['Inbox/Quay']);
    expect((await read({ 'x.zip': zipOf([{ name: 'ada.olm', content: archive }]) })).messages).toHaveLength(1);
  });

  it.each([
    ['that is not there', 'com.microsoft.__Attachments/gone.txt', 12],
    ['that a path to elsewhere names', '../../../../etc/hostname', 12],
    ['in a folder that the archive was unpacked to', 'com.microsoft.__Attachments/plan.txt', 4],
  ])('name an attachment %s', async (_where, url, size) => {
    const { messages } = await read({
      [path]: plan('x', more.replace('com.microsoft.__Attachments/plan.txt', url)),
      'Accounts/ada/com.microsoft.__Messages/Inbox/com.microsoft.__Attachments/plan.txt': 'plan',
    });
    expect(messages.map(({ attachments }) => attachments.map((one) => one.size))).toEqual([[size]]);
  });

  it('have the page that they were written as', async () => {
    const { messages } = await read({
      'a.xml': plan('&lt;html&gt;&lt;body&gt;Open &lt;b&gt;it&lt;/b&gt;.&lt;/body&gt;&lt;/html&gt;'),
    });
    expect(messages[0]!.body).toMatchObject({ text: 'Open it.', textSource: 'html' });
  });

  it('cost themselves where they are damaged, and never the run', async () => {
    const whole = Buffer.from(plan('Open it.'));
    for (let length = 60; length < whole.length; length += 37) {
      const { messages, reading } = await read({ 'a.xml': whole.subarray(0, length), 'b.xml': plan('Second.') });
      expect(messages.some(({ body }) => body?.text === 'Second.')).toBe(true);
      if (messages.length < 2) expect(reading.problems.length).toBeGreaterThan(0);
    }
  });
});

describe('mails saved as RTF', () => {
  const rtf = (text: string) => `{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fswiss Arial;}}\\f0\\fs20 ${text}}`;
  const printed = rtf(
    "\\b From:\\b0\\tab Ada Moor\\par \\b Sent:\\b0\\tab Monday, April 4, 2016 9:12 AM\\par \\b To:\\b0\\tab Bo Fen\\par \\b Subject:\\b0\\tab Entw\\'fcrfe\\par \\par Open the sluice at noon.\\par ",
  );

  it('are texts, by the header that is printed in them', async () => {
    const { messages, codes, folder } = await read({ 'a.rtf': printed, 'note.rtf': rtf('Buy milk.\\par ') });
    expect(codes).toEqual([]);
    expect(messages).toHaveLength(1);
    expect(messages[0]!.body!.text).toContain('Subject:\tEntwürfe');
    expect(locateInBody(messages[0]!.body!, { start: 0, end: 5 })).toEqual({
      source: `${folder}/a.rtf`,
      offset: 0,
      length: printed.length,
    });
  });

  it('are read without one where they are named', async () => {
    expect((await read({ 'note.rtf': rtf('Buy milk.') }, true)).messages.map(({ body }) => body?.text)).toEqual([
      'Buy milk.',
    ]);
  });
});

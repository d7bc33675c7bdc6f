import { describe, expect, it } from 'vitest';
import { isUnsent, sendingOfCopies } from '../../src/dedupe/sending/sending.js';
import { isSentFolder } from '../../src/dedupe/sending/sent-folder.js';
import type { Message } from '../../src/message/message.js';
import { readMessages } from '../../src/message/read-message.js';
import { letter, reconstructCase } from '../mail-case.js';
import { rawMessage } from '../raw-message.js';

interface Copy {
  readonly from?: string;
  readonly fields?: string;
  readonly source?: string;
  readonly folder?: string;
  readonly custodian?: string;
}

async function read({
  from = 'ada@moor.example',
  fields = '',
  source = 'mail/1.eml',
  folder,
  custodian,
}: Copy): Promise<Message> {
  const text = `From: ${from}\nTo: bo@fen.example\nSubject: ${fields.startsWith('Subject') ? '' : 'Dike\n'}${fields.replace('Subject: ', '')}\nIt holds.\n`;
  const raw = rawMessage(text, { origin: { source, offset: 0, length: text.length } });
  async function* batches() {
    yield [{ ...raw, folder: folder ?? null, custodian: custodian ?? null }];
  }
  for await (const [message] of readMessages(batches(), { bodies: true })) return message!;
  throw new Error('nothing was read');
}

const told = async (...copies: readonly Copy[]): Promise<string> => {
  const sending = sendingOfCopies(await Promise.all(copies.map(read)));
  return sending === null ? 'by hand' : `${sending.as}: ${sending.because}`;
};

describe('how a message was sent', () => {
  it.each<[rule: string, copy: Copy, expected: string]>([
    ['by hand where nothing says otherwise', {}, 'by hand'],
    ['a draft by a field', { fields: 'X-Unsent: 1\n' }, 'draft: its header has X-Unsent'],
    ['by hand where the field denies it', { fields: 'X-Unsent: 0\n' }, 'by hand'],
    ['a draft by the folder of its file', { source: 'ada/Drafts/1.eml' }, 'draft: it lies in "Drafts"'],
    ['a draft by its mailbox', { source: 'ada/Entwürfe.mbox' }, 'draft: it lies in "Entwürfe.mbox"'],
    ['a draft by the folder in its store', { folder: 'Top/Brouillons' }, 'draft: it lies in "Brouillons"'],
    ['a draft by its label', { fields: 'X-Gmail-Labels: Important,Drafts\n' }, 'draft: it lies in "Drafts"'],
    [
      'a draft by its folder, of the custodian',
      { source: 'x/Drafts/1.eml', custodian: 'Quill, Ada' },
      'draft: it lies in "Drafts"',
    ],
    [
      'by hand where what has the field lies among sent mail',
      { fields: 'X-Mozilla-Draft-Info: internal/draft\n', source: 'ada/Sent/1.eml' },
      'by hand',
    ],
    ['by hand where its sender is not the custodian', { source: 'x/Drafts/1.eml', custodian: 'Holt' }, 'by hand'],
    ['by hand where the folder is above its own', { source: 'drafts/ada/1.eml' }, 'by hand'],
    ['by hand where it waits to be sent, as some keep so what was sent', { source: 'ada/Outbox/1.eml' }, 'by hand'],
    [
      'by hand where a server passed it on',
      { source: 'ada/Drafts/1.eml', fields: 'Received: by x; Mon, 4 Apr 2016 09:12:00 +0200\n' },
      'by hand',
    ],
    [
      'by a program, by a field',
      { fields: 'Auto-Submitted: auto-replied\n' },
      'automatic: its header has Auto-Submitted',
    ],
    [
      'by a program, where the postmaster tells what came back',
      { from: 'postmaster@fen.example', fields: 'Subject: Undeliverable: Dike\n' },
      'automatic: its sender is the postmaster',
    ],
    ['by hand where he writes of anything else', { from: 'postmaster@fen.example' }, 'by hand'],
    ['by hand where the field says so', { fields: 'Auto-Submitted: no\n' }, 'by hand'],
    [
      'by a program, by its subject',
      { fields: 'Subject: Automatische Antwort: Deich\n' },
      'automatic: its subject begins "Automatische Antwort"',
    ],
  ])('%s', async (_, copy, expected) => expect(await told(copy)).toBe(expected));

  it('is a draft where no copy says that it was sent, and none where another custodian has it', async () => {
    const draft = { source: 'ada/Drafts/1.eml', custodian: 'Ada' };
    expect(await told(draft, { source: 'ada/all.mbox', custodian: 'Ada' })).toBe('draft: it lies in "Drafts"');
    expect(await told(draft, { source: 'bo/1.eml', custodian: 'Bo' })).toBe('by hand');
    expect(await told(draft, { source: 'ada/Sent/1.eml', custodian: 'Ada' })).toBe('by hand');
  });
});

describe('nobody got a message, as far as its copies say', () => {
  it.each<[rule: string, isKept: boolean, copies: readonly Copy[]]>([
    ['among drafts', true, [{ source: 'ada/Drafts/1.eml' }]],
    ['that waits to be sent', true, [{ source: 'ada/Outbox/1.eml' }]],
    ['that waits, in another language', true, [{ source: 'ada/Postausgang/1.eml' }]],
    ['among sent mail', false, [{ source: 'ada/Sent/1.eml' }]],
    [
      'that waits in one copy and lies with somebody else in another',
      false,
      [
        { source: 'ada/Outbox/1.eml', custodian: 'Ada' },
        { source: 'bo/1.eml', custodian: 'Bo' },
      ],
    ],
    [
      'that waits in one copy and lies among sent mail in another',
      false,
      [
        { source: 'ada/Outbox/1.eml', custodian: 'Ada' },
        { source: 'ada/Sent/1.eml', custodian: 'Ada' },
      ],
    ],
    ['that a server handed on', false, [{ source: 'ada/Outbox/1.eml', fields: 'Received: by moor.example\n' }]],
  ])('%s: %s', async (_, isKept, copies) => {
    expect(isUnsent(await Promise.all(copies.map(read)))).toBe(isKept);
  });
});

describe('a copy lies among sent mail', () => {
  it.each([
    ['where one of its labels says so', 'Important,Sent', true],
    ['where it has no other label', 'Sent', true],
    ['in none where no label says so', 'Important,Inbox', false],
  ])('%s', async (_, labels, isSent) => {
    expect(isSentFolder(await read({ fields: `X-Gmail-Labels: ${labels}\n` }))).toBe(isSent);
  });
});

describe('a message that lies among drafts', () => {
  const ADA = 'Ada Quill <ada@moor.example>';
  const BO = 'Bo Holt <bo@fen.example>';
  it.each([
    ['was sent where somebody else answers it', BO, undefined],
    ['stays a draft where its author goes on with it', ADA, 'draft'],
    ['stays a draft where nobody knows who names it', '', 'draft'],
  ])('%s', async (_, from, expected) => {
    const { posts } = await reconstructCase({
      Ada: [
        letter('kept', ADA, BO, 1, 'Dike', { 'X-Unsent': '1' }),
        letter('next', from, ADA, 2, 'Re: Dike', { 'In-Reply-To': '<kept@moor.example>' }),
      ],
    });
    const [kept] = posts.filter((post) => post.kind === 'produced' && post.message.messageId === 'kept@moor.example');
    expect(kept?.kind === 'produced' && kept.sending?.as).toBe(expected);
  });
});

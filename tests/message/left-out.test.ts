import { describe, expect, it } from 'vitest';
import { HeaderReader } from '../../src/message/header/read-header-message.js';
import type { Message } from '../../src/message/message.js';
import type { RawMessage } from '../../src/source/source.js';

const TEXT = [
  'From: Ann <ann@x.example>',
  'Reply-To: list@x.example',
  'To: Bob <bob@x.example>',
  'Cc: cid@x.example, Dot <dot@x.example>',
  'Bcc: eve@x.example',
  'Date: Mon, 3 Jan 2005 10:00:00 +0100',
  'Message-ID: <1@x.example>',
  'Subject: plan',
  '',
  'text',
].join('\n');

const raw = (): RawMessage => ({
  origin: { source: 'a.mbox', offset: 100, length: 20 + TEXT.length },
  custodian: null,
  folder: null,
  bytes: Buffer.from(TEXT),
  bytesOffset: 120,
  fromLine: 'From ann@x.example Mon Jan  3 10:00:00 2005',
  fromQuoting: 'mboxo',
  record: null,
});

const described = ({ from, replyTo, to, cc, bcc, date, subject, headers }: Message) => ({
  ...{ from, replyTo, to, cc, bcc, date, subject, headers },
});

describe('recipients that were left out', () => {
  it('are read from the source again, only where they are asked for, and in no other run', () => {
    const asked: unknown[] = [];
    const headers = new HeaderReader();
    const whole = headers.read(raw());
    headers.leaveOutRecipients((...place) => {
      asked.push(place);
      return Buffer.from(TEXT);
    });
    const lean = headers.read(raw());
    const other = new HeaderReader().read(raw());
    headers.leaveOutRecipients(null);
    expect([lean.messageId, lean.from, lean.subject]).toEqual([whole.messageId, whole.from, whole.subject]);
    expect(described(other)).toEqual(described(whole));
    expect(asked).toEqual([]);
    expect(described(lean)).toEqual(described(whole));
    expect(asked).toEqual([['a.mbox', 120, TEXT.length]]);
  });
});

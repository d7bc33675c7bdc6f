import { describe, expect, it } from 'vitest';
import { messageFromObject, readRecord } from '../../src/message/record/record-message.js';
import { rawMessage } from '../raw-message.js';

const threadIn = (source: string, id: unknown): string | null => {
  const record = {
    thread_id: id,
    from: 'ada@moor.example',
    date: '2016-04-04T09:12:00Z',
    subject: 'Plan',
    text: 'Yes.',
  };
  const raw = rawMessage('', { record, bytes: null, origin: { source, offset: 0, length: 0, row: 0 } });
  const { message } = readRecord(raw, {});
  return message?.providerThread ?? null;
};

describe('thread ids of records', () => {
  it('that are small numbers name a thread of their own file only', () => {
    expect(threadIn('a.json', '12')).not.toBe(threadIn('b.json', '12'));
    expect(threadIn('a.json', '12')).toBe(threadIn('a.json', '12'));
  });

  it('that are long name the same thread in every file', () => {
    expect(threadIn('a.json', '5f2c9a7be1d04c33')).toBe(threadIn('b.json', '5f2c9a7be1d04c33'));
    expect(threadIn('a.json', '5f2c9a7be1d04c33')).not.toBeNull();
  });

  it('need no file', () => {
    expect(messageFromObject({ thread_id: '12', from: 'ada@moor.example', subject: 'Plan' }, 0).subject.base).toBe(
      'Plan',
    );
  });
});

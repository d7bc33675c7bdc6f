import { describe, expect, it } from 'vitest';
import { messageFromObject } from '../../src/message/record/record-message.js';
import { readPrintedMessage } from '../../src/quote/printed/printed-message.js';
import { threadMessages } from '../../src/run/thread-mail.js';

const scanned = (subject: string, top: string) => ({
  document_id: 'PIER_0001',
  subject,
  date: '2016-05-02',
  text: `From: Ferrow, Ida \nSent: 5/2/2016 9:12:00 AM \nTo: Lund, Per \nSubject: ${top} \nAgreed.\nFrom: Lund, Per \nSent: Sunday, May 1, 2016 2:15 PM \nTo: Ida Ferrow \nSubject: Crane \nShall we buy the crane?\n`,
});

describe('a record whose sender stands in its text alone', () => {
  it('takes the header at the top of its text for its own', () => {
    const message = readPrintedMessage(messageFromObject(scanned('RE: Crane', 'RE: Crane')));
    expect(message.from?.name).toBe('Ferrow, Ida');
    expect(message.to.map(({ name }) => name)).toEqual(['Lund, Per']);
    expect(message.date?.raw).toContain('9:12');
  });

  it('keeps a header of another subject for a quotation', () => {
    expect(readPrintedMessage(messageFromObject(scanned('Minutes', 'RE: Crane'))).from).toBeNull();
  });

  it('is produced, and only what it quotes is recovered', async () => {
    const { posts } = await threadMessages([scanned('RE: Crane', 'RE: Crane')]);
    expect(posts.map(({ kind }) => kind).sort()).toEqual(['produced', 'recovered']);
  });

  it('keeps the sender that the record names', () => {
    const message = readPrintedMessage(
      messageFromObject({ ...scanned('RE: Crane', 'RE: Crane'), from: 'Nils <n@pier.example>' }),
    );
    expect(message.from?.name).toBe('Nils');
  });
});

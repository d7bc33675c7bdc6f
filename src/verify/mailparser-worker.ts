import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { type AddressObject, simpleParser } from 'mailparser';
import type { Mailbox } from '../message/message.js';
import type { SecondReading } from './second-reading.js';

/** What the thread answers for each message. */
export type MailparserAnswer = { readonly reading: SecondReading } | { readonly fault: string };

/** Reads messages by mailparser in a thread of its own, which is ended where one hangs: bytes in, a reading or a fault out. */
parentPort?.on('message', async (bytes: Uint8Array) => {
  try {
    parentPort!.postMessage({ reading: await readByMailparser(bytes) } satisfies MailparserAnswer);
  } catch (error) {
    parentPort!.postMessage({
      fault: error instanceof Error ? error.message : String(error),
    } satisfies MailparserAnswer);
  }
});

async function readByMailparser(bytes: Uint8Array): Promise<SecondReading> {
  const mail = await simpleParser(Buffer.from(bytes), {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
  });
  return {
    from: mailboxesOf(mail.from),
    to: mailboxesOf(mail.to),
    cc: mailboxesOf(mail.cc),
    bcc: mailboxesOf(mail.bcc),
    time: mail.date && !Number.isNaN(mail.date.getTime()) ? mail.date.getTime() : null,
    subject: mail.subject ?? '',
    text: mail.text ?? null,
    attachments: mail.attachments.map(({ filename, size, content }) => ({
      name: filename ?? null,
      size,
      sha256: createHash('sha256').update(content).digest('hex'),
    })),
  };
}

function mailboxesOf(field: AddressObject | AddressObject[] | undefined): readonly Mailbox[] {
  const found: Mailbox[] = [];
  const stack = [field ?? []]
    .flat()
    .flatMap(({ value }) => value)
    .reverse();
  while (stack.length > 0) {
    const { name = '', address = '', group } = stack.pop()!;
    if (group) stack.push(...[...group].reverse());
    else found.push({ name, address });
  }
  return found;
}

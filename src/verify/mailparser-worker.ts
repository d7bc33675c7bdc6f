import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { type AddressObject, simpleParser } from 'mailparser';
import type { Mailbox } from '../message/message.js';
import type { SecondReading } from './mailparser-reading.js';

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

/** What mailparser makes of the bytes of a message. */
export async function readByMailparser(bytes: Uint8Array): Promise<SecondReading> {
  const mail = await simpleParser(Buffer.from(bytes), {
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
    messageId: idsIn(mail.messageId)[0] ?? null,
    inReplyTo: idsIn(mail.inReplyTo),
    references: idsIn(mail.references),
    text: mail.text ?? null,
    html: mail.html || null,
    attachments: mail.attachments.map(({ filename, size, content }) => ({
      name: filename ?? null,
      size,
      sha256: createHash('sha256').update(content).digest('hex'),
    })),
  };
}

/** Ids without brackets, as mailparser cut them. */
const idsIn = (value: string | string[] | undefined): readonly string[] =>
  [value ?? []].flat().flatMap((text) => {
    const ids = [...text.matchAll(/<([^<>]+)>/g)].map(([, id]) => id!.trim());
    return ids.length > 0 || text.trim() === '' ? ids : [text.trim()];
  });

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

import { packFields } from '../src/message/header-text.js';
import type { Mailbox, Message } from '../src/message/message.js';

/** What a test says about a message; the rest is empty. */
export interface MessageFixture {
  readonly id?: string | null;
  readonly inReplyTo?: readonly string[];
  readonly references?: readonly string[];
  /** ISO 8601, or milliseconds. */
  readonly date?: string | number | null;
  readonly from?: string;
  readonly to?: readonly string[];
  readonly subject?: string;
  readonly base?: string;
  /** null = headers only. */
  readonly body?: string | null;
  readonly threadIndex?: string;
  readonly providerThread?: string;
  readonly alternateIds?: readonly string[];
  readonly source?: string;
  readonly custodian?: string;
}

/** A message by hand: `makeMessage({ id: 'a@x', inReplyTo: ['b@x'] })`. */
export function makeMessage(fixture: MessageFixture): Message {
  const origin = { source: fixture.source ?? 'test.mbox', offset: 0, length: 100 };
  const time = fixture.date === undefined || fixture.date === null ? null : new Date(fixture.date).getTime();
  const subject = fixture.subject ?? '';
  const body = fixture.body ?? null;
  const headers = [
    ['Message-ID', fixture.id ? `<${fixture.id}>` : null],
    ['In-Reply-To', fixture.inReplyTo?.map((id) => `<${id}>`).join(' ')],
    ['References', fixture.references?.map((id) => `<${id}>`).join(' ')],
  ].flatMap(([name, value], index) =>
    name && value ? [{ name, value: ` ${value}`, origin: { ...origin, offset: index * 10, length: 10 } }] : [],
  );
  return {
    origin,
    custodian: fixture.custodian ?? null,
    folder: null,
    messageId: fixture.id ?? null,
    alternateIds: fixture.alternateIds ?? [],
    inReplyTo: fixture.inReplyTo ?? [],
    references: fixture.references ?? [],
    threadIndex: fixture.threadIndex ?? null,
    providerThread: fixture.providerThread ?? null,
    date: time === null ? null : { time, offset: 0, source: 'date', raw: String(fixture.date) },
    from: fixture.from === undefined ? null : mailbox(fixture.from),
    sender: null,
    replyTo: [],
    to: (fixture.to ?? []).map(mailbox),
    cc: [],
    bcc: [],
    subject: {
      text: subject,
      base: fixture.base ?? subject.replace(/^Re: /, ''),
      reply: subject.startsWith('Re: '),
      forward: false,
    },
    headers: packFields(headers),
    body:
      body === null
        ? null
        : {
            text: body,
            html: null,
            textSource: 'plain',
            flowed: null,
            places: { kind: 'parts', origin, bytesOffset: 0, packings: [], runs: [inStep(body)] },
          },
    attachments: [],
    embedded: [],
    problems: [],
  };
}

const mailbox = (address: string): Mailbox => ({ name: '', address });

/** A text whose bytes stand in step at the beginning of the file. */
function inStep({ length }: string) {
  const places = { width: 'one', crlf: false, marks: [0, 0], transfer: null, sums: [0] } as const;
  return { textStart: 0, textEnd: length, start: 0, end: length, places };
}

import type { HeaderText, Message } from '../message/message.js';
import type { SplitBody } from '../quote/segment.js';
import type { CaseRow } from './case-schema.js';
import { KeptBody, KeptHeaders, type WaitingBody, type WaitingHeaders } from './kept/kept-body.js';
import { KeptSplit, type WaitingSplit } from './kept/kept-split.js';
import type { KeptTexts } from './kept/text-file.js';
import { contentRows } from './message-rows.js';
import type { AddRow } from './row-writer.js';

/** A message as an order to write it: its row, and where its contents wait. */
interface MessageOrder {
  readonly row: CaseRow<'message'>;
  readonly headers: HeaderText | WaitingHeaders;
  readonly body: WaitingBody | null;
  readonly split: WaitingSplit | null;
  readonly embedded: Message['embedded'];
}

/** The order to write a message, as JSON; null where its contents do not wait. */
export function orderOf(
  row: CaseRow<'message'>,
  { headers, body, embedded }: Message,
  split: SplitBody | null,
): string | null {
  if ((body !== null && !(body instanceof KeptBody)) || (split !== null && !(split instanceof KeptSplit))) return null;
  const order: MessageOrder = {
    row,
    headers: headers instanceof KeptHeaders ? headers.waiting : headers,
    body: body?.waiting ?? null,
    split: split?.waiting ?? null,
    embedded,
  };
  return JSON.stringify(order);
}

/** Writes a message as it was ordered. */
export function writeOrder(add: AddRow, order: string, texts: KeptTexts): void {
  const { row, headers, body, split, embedded } = JSON.parse(order) as MessageOrder;
  add('message', row);
  const contents = {
    headers: 'at' in headers ? new KeptHeaders(headers, texts) : headers,
    body: body && new KeptBody(body, texts),
    embedded,
  };
  writeContents(add, row.number, contents, split && new KeptSplit(split, texts));
}

/** Writes the contents of the message of that number. */
export function writeContents(
  add: AddRow,
  number: number,
  message: Pick<Message, 'headers' | 'body' | 'embedded'>,
  split: SplitBody | null,
): void {
  const { header, content, outline } = contentRows(message, split);
  add('header', { number, record: header });
  if (content !== null) add('content', { number, record: { json: content } });
  if (outline !== null) add('outline', { number, record: outline });
}
